//! One file a view: how it is drawn.

pub(super) mod card;
pub(super) mod facts;
pub(super) mod help;
pub(super) mod links;
pub(super) mod list;
pub(super) mod menu;
pub(super) mod page;
pub(super) mod palette;
pub(super) mod picture;
pub(super) mod problems;
pub(super) mod raw;
pub(super) mod reader;
pub(super) mod side;

use ratatui::buffer::Buffer;

use super::paint::style;
use super::put::{clear, put, put_short};
use crate::app::App;
use crate::app::layout::{Area, inside_page};
use crate::config::theme::Role;
use crate::text::width;

/// Parts with dots between them, in `room` cells: cut, and without a last part of which hardly a letter would stay.
fn dotted(parts: &str, room: usize) -> String {
    let short = width::ellipsis(parts, room, "…");
    match short.rsplit_once(" ·") {
        Some((before, rest)) if short != parts && width::cells(rest) < 5 => before.to_owned(),
        _ => short.into_owned(),
    }
}

/// Draws a box around an area, with its name in the upper edge.
fn framed(app: &App, title: &str, inside: Area, buffer: &mut Buffer) {
    let area = Area {
        x: inside.x.saturating_sub(2),
        y: inside.y.saturating_sub(1),
        width: inside.width + 4,
        height: inside.height + 2,
    };
    clear(buffer, area, style(app, Role::Text));
    let line = "─".repeat(usize::from(area.width.saturating_sub(2)));
    let look = style(app, Role::BorderFocused);
    for y in 0..area.height {
        let edge = match y {
            0 => format!("╭{line}╮"),
            _ if y + 1 == area.height => format!("╰{line}╯"),
            _ => format!("│{}│", " ".repeat(line.chars().count())),
        };
        put(buffer, area.row(y), &edge, look);
    }
    clear(buffer, inside, style(app, Role::Text));
    let name = area.row(0).narrowed(2);
    put_short(buffer, name, &format!(" {title} "), style(app, Role::Group));
}

/// Draws the frame of a page over the panes, with its name, and returns the area inside.
fn page(app: &App, title: &str, buffer: &mut Buffer) -> Area {
    let area = app.page_area();
    clear(buffer, area, style(app, Role::Text));
    let line = "─".repeat(usize::from(area.width));
    put(buffer, area.row(0), &line, style(app, Role::BorderFocused));
    let name = area.row(0).narrowed(2);
    put_short(buffer, name, &format!(" {title} "), style(app, Role::Group));
    inside_page(area)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_cut_or_left_out() {
        for (room, said) in [
            (26, "2015-01-12 · Harian Contoh"),
            (25, "2015-01-12 · Harian Cont…"),
            (17, "2015-01-12 · Har…"),
            (16, "2015-01-12"),
            (12, "2015-01-12…"),
            (10, "2015-01-1…"),
            (0, ""),
        ] {
            assert_eq!(dotted("2015-01-12 · Harian Contoh", room), said, "{room}");
        }
    }
}
