//! A sequence of keys that is not finished: what was pressed in the bottom line, and above it what may follow.

use ratatui::buffer::Buffer;

use super::paint::{style, with};
use super::put::{clear, put, put_short};
use crate::app::App;
use crate::app::layout::Area;
use crate::config::theme::Role;
use crate::text::{width, wrap};

/// Cells across, at most.
const WIDEST: usize = 76;
/// Cells of a key, at most.
const KEY: usize = 12;

/// Draws the keys pressed in `area`, and what may follow above it at the right, where it hides the least.
pub(super) fn draw(app: &App, area: Area, buffer: &mut Buffer) {
    let typed: Vec<String> = app.pending.iter().map(ToString::to_string).collect();
    let text = format!("{} …", typed.join(" "));
    put_short(buffer, area, &text, style(app, Role::Key));
    let following = app
        .keymap
        .following(app.context(), &app.pending, app.tongue);
    let keys = following.iter().map(|(key, _)| width::cells(key));
    let keys = keys.max().unwrap_or(0).min(KEY) + 2;
    let about = following.iter().map(|(_, about)| width::cells(about));
    let wanted = (keys + about.max().unwrap_or(0) + 2).min(WIDEST) as u16;
    let screen = app.layout.status;
    // Beside a menu that takes nearly all of the screen the rest would only confuse.
    let across = if wanted + wanted / 3 > screen.width {
        screen.width
    } else {
        wanted
    };
    let above = screen.y.saturating_sub(app.layout.header.height);
    // A sentence that does not fit into one row goes on in the next.
    let room = usize::from(across).saturating_sub(keys + 2);
    let lines: Vec<(&str, &str)> = following
        .iter()
        .flat_map(|(key, about)| {
            let mut key = key.as_str();
            let lines = wrap::wrap(about, room).into_iter();
            lines.map(move |line| (std::mem::take(&mut key), line.span.of(about)))
        })
        .collect();
    let rows = above.min(lines.len() as u16);
    let place = Area {
        x: screen.x + screen.width - across,
        y: screen.y - rows,
        width: across,
        height: rows,
    };
    let base = with(style(app, Role::Text), style(app, Role::Margin));
    clear(buffer, place, style(app, Role::Text));
    if above > rows && rows > 0 {
        let edge = Area {
            y: place.y - 1,
            height: 1,
            ..place
        };
        clear(buffer, edge, style(app, Role::Text));
        let line = "─".repeat(usize::from(across));
        put(buffer, edge, &line, style(app, Role::Border));
    }
    for (y, (key, about)) in (0..rows).zip(&lines) {
        let inside = place.row(y).narrowed(1);
        put(
            buffer,
            inside.leading(keys as u16),
            key,
            style(app, Role::Key),
        );
        put_short(buffer, inside.behind(keys as u16), about, base);
    }
}
