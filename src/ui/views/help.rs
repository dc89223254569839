//! Help.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::help::{Help, Shown};
use crate::config::theme::Role;
use crate::ui::field;
use crate::ui::paint::style;
use crate::ui::put::{put, put_short};

/// Draws the help and returns where the cursor stands, if it is being narrowed.
pub(crate) fn draw(app: &App, help: &Help, buffer: &mut Buffer) -> Option<Position> {
    let area = page(app, app.tongue.what_the_keys_do(), buffer);
    let (head, body) = if help.line.is_some() || !help.filter.is_empty() {
        let below = Area {
            y: area.y + area.height.min(1),
            height: area.height.saturating_sub(1),
            ..area
        };
        (area.row(0), below)
    } else {
        (Area::default(), area)
    };
    let lines = help.lines(usize::from(area.width));
    let column = help.column(usize::from(area.width)) as u16;
    let shown = lines.iter().skip(help.scroll.top);
    for (y, line) in (0..body.height).zip(shown) {
        let place = body.row(y);
        match line {
            Shown::Blank => {}
            Shown::Heading(heading) => {
                put_short(buffer, place, heading, style(app, Role::Group));
            }
            Shown::Entry(keys, does) => {
                let left = Area {
                    x: place.x + 2,
                    width: column.saturating_sub(4),
                    ..place
                };
                put_short(buffer, left, keys, style(app, Role::Key));
                let right = Area {
                    x: place.x + column,
                    width: place.width.saturating_sub(column),
                    ..place
                };
                put_short(buffer, right, does, style(app, Role::Text));
            }
        }
    }
    if help.rows.is_empty() {
        put_short(
            buffer,
            body,
            app.tongue.nothing_fits(),
            style(app, Role::Dim),
        );
    }
    let Some(line) = &help.line else {
        let filter = format!("/{}", help.filter);
        put(buffer, head, &filter, style(app, Role::Dim));
        return None;
    };
    field::draw(app, ("/", line), ("", Role::Dim), None, head, buffer)
}
