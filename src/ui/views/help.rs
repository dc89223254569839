//! Help.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::help::{GAP, Help, Shown};
use crate::config::theme::Role;
use crate::ui::field;
use crate::ui::paint::style;
use crate::ui::put::{put, put_short};

/// Draws the help and returns where the cursor stands, if it is being narrowed.
pub(crate) fn draw(app: &App, help: &Help, buffer: &mut Buffer) -> Option<Position> {
    let area = page(app, app.tongue.what_the_keys_do(), buffer);
    let (head, body) = if help.line.is_some() || !help.filter.is_empty() {
        (area.row(0), area.below(1))
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
                let left = place.leading(column).narrowed(GAP as u16);
                put_short(buffer, left, keys, style(app, Role::Key));
                put_short(buffer, place.behind(column), does, style(app, Role::Text));
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
