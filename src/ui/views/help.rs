//! Help.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::help::{Help, Row};
use crate::config::theme::Role;
use crate::text::width;
use crate::ui::field;
use crate::ui::paint::style;
use crate::ui::put::{put, put_short};

/// Cells across the keys, at most.
const KEYS: usize = 26;

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
    let widest = help.rows.iter().map(|row| match row {
        Row::Entry(entry) => width::cells(&entry.keys),
        Row::Heading(_) | Row::Blank => 0,
    });
    let keys = (widest.max().unwrap_or(0).min(KEYS) as u16 + 4).min(area.width / 2);
    let shown = help.rows.iter().skip(help.scroll.top);
    for (at, row) in shown.take(usize::from(body.height)).enumerate() {
        let place = body.row(at as u16);
        match row {
            Row::Blank => {}
            Row::Heading(heading) => {
                put_short(buffer, place, heading, style(app, Role::Group));
            }
            Row::Entry(entry) => {
                let left = Area {
                    x: place.x + 2,
                    width: keys.saturating_sub(4),
                    ..place
                };
                put_short(buffer, left, &entry.keys, style(app, Role::Key));
                let right = Area {
                    x: place.x + keys,
                    width: place.width.saturating_sub(keys),
                    ..place
                };
                put_short(buffer, right, &entry.does, style(app, Role::Text));
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
