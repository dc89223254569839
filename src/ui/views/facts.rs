//! Where an article comes from.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::facts::Facts;
use crate::config::theme::Role;
use crate::ui::paint::style;
use crate::ui::put::put_short;

/// Draws the facts.
pub(crate) fn draw(app: &App, view: &Facts, buffer: &mut Buffer) -> Option<Position> {
    let area = page(app, "About this article", buffer);
    let split = 18.min(area.width / 2);
    for (at, (name, value)) in view
        .rows
        .iter()
        .skip(view.scroll.top)
        .take(usize::from(area.height))
        .enumerate()
    {
        let row = area.row(at as u16);
        put_short(
            buffer,
            Area {
                width: split,
                ..row
            },
            name,
            style(app, Role::Dim),
        );
        put_short(
            buffer,
            Area {
                x: row.x + split,
                width: row.width - split,
                ..row
            },
            value,
            style(app, Role::Text),
        );
    }
    None
}
