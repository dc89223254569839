//! The search line: what is typed, what it finds, what is wrong with it, and how it may go on.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::paint::{style, with};
use super::put::{clear, put_short};
use super::{field, prompt};
use crate::action::{Action, Context};
use crate::app::App;
use crate::app::arrange;
use crate::app::layout::Area;
use crate::app::prompt::Prompt;
use crate::config::theme::Role;
use crate::index::QueryError;
use crate::text::width;

/// Draws the line, above it what is wrong or how it may go on, and returns where the cursor stands.
pub(super) fn draw(app: &App, line: &Prompt, area: Area, buffer: &mut Buffer) -> Option<Position> {
    let error = app.search.error.as_ref();
    let (about, role) = match error {
        Some(_) => (String::new(), Role::Error),
        None if app.search.cut => (app.tongue.cut_short().to_owned(), Role::Warning),
        None => (found(app), Role::Dim),
    };
    let wrong = error.map(|error| error.at.start);
    let empty = line.line.text().is_empty();
    let hint = if empty { completes(app) } else { String::new() };
    // Where there is no room for both, the list says how many there are.
    let wide = width::cells(&hint) + width::cells(&about) + 4 <= usize::from(area.width);
    let about = if hint.is_empty() || wide { &*about } else { "" };
    let cursor = field::draw(app, ("/", &line.line), (about, role), wrong, area, buffer);
    put_short(buffer, area.behind(1), &hint, style(app, Role::Dim));
    match error {
        Some(error) => explain(app, line, error, area, buffer),
        None => prompt::menu(app, line, area, buffer),
    }
    cursor
}

/// Says what is wrong in the row above the line, with a leg down to the place.
fn explain(app: &App, line: &Prompt, error: &QueryError, area: Area, buffer: &mut Buffer) {
    if area.y <= app.layout.header.height {
        return;
    }
    let row = Area {
        y: area.y - 1,
        ..area
    };
    clear(buffer, row, style(app, Role::Text));
    let before = line.line.text().get(..error.at.start).unwrap_or_default();
    let at = (width::cells(before) + 1).min(usize::from(area.width.saturating_sub(1)));
    let text = [&error.message, &error.hint].map(|part| app.tongue.reason(part));
    let text = text.join(" ");
    let text = text.trim();
    let room = usize::from(area.width) - at;
    let look = with(style(app, Role::Text), style(app, Role::Error));
    // To the side where there is more room.
    if room >= width::cells(text) + 2 || room * 2 >= usize::from(area.width) {
        let place = Area {
            x: row.x + at as u16,
            width: room as u16,
            ..row
        };
        put_short(buffer, place, &format!("┌ {text}"), look);
    } else {
        let short = width::ellipsis(text, at.saturating_sub(1), "…");
        let cells = width::cells(&short) + 1;
        let place = Area {
            x: row.x + (at - cells.min(at)) as u16,
            ..row
        };
        put_short(buffer, place, &format!("{short} ┐"), look);
    }
}

/// What an empty line says of how it can go on; nothing where no key completes.
fn completes(app: &App) -> String {
    let keys = app.keymap.keys_of(Action::Complete, Context::Line);
    let key = keys.first().map(|key| app.tongue.search_completes(key));
    key.unwrap_or_default()
}

/// How many were found, and in what order.
fn found(app: &App) -> String {
    let tongue = app.tongue;
    let order = arrange::words(app.order(), tongue);
    let count = tongue.found(super::status::counted(app));
    format!("{count} · {}", tongue.matching(order))
}
