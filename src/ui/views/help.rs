//! Help.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::help::{Help, Row};
use crate::config::theme::Role;
use crate::ui::paint::style;
use crate::ui::put::put_short;

/// Draws the help.
pub(crate) fn draw(app: &App, help: &Help, buffer: &mut Buffer) -> Option<Position> {
    let area = page(app, "What the keys do", buffer);
    let keys = 24.min(area.width / 3);
    for (at, row) in help
        .rows
        .iter()
        .skip(help.scroll.top)
        .take(usize::from(area.height))
        .enumerate()
    {
        let place = area.row(at as u16);
        match row {
            Row::Blank => {}
            Row::Group(group) => {
                put_short(
                    buffer,
                    place,
                    app.tongue.of(group.title()),
                    style(app, Role::Group),
                );
            }
            Row::Action {
                keys: shown, does, ..
            } => {
                let left = Area {
                    x: place.x + 2,
                    width: keys.saturating_sub(3),
                    ..place
                };
                put_short(buffer, left, shown, style(app, Role::Key));
                let right = Area {
                    x: place.x + keys,
                    width: place.width.saturating_sub(keys),
                    ..place
                };
                put_short(buffer, right, does, style(app, Role::Text));
            }
        }
    }
    None
}
