//! The command line and the menu of its completions above it.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::field;
use super::paint::{style, with};
use super::put::{clear, paint, put_right, put_short};
use crate::app::App;
use crate::app::layout::Area;
use crate::app::prompt::{Choice, Prompt};
use crate::config::theme::Role;
use crate::text::width;

/// Rows of the menu, at most.
const ROWS: u16 = 8;
/// Cells across the menu, at most.
const WIDEST: u16 = 100;

/// Draws the command line with its menu and returns where the cursor stands.
pub(super) fn draw(
    app: &App,
    (sign, about): (&str, &str),
    prompt: &Prompt,
    area: Area,
    buffer: &mut Buffer,
) -> Option<Position> {
    if prompt.wrong.is_none() {
        menu(app, prompt, area, buffer);
    }
    let about = match &prompt.wrong {
        Some(wrong) => (wrong.as_str(), Role::Error),
        None => (about, Role::Dim),
    };
    field::draw(app, (sign, &prompt.line), about, None, area, buffer)
        .or(Some(Position::new(area.x, area.y)))
}

/// The completions, the chosen one among them, directly above the line.
pub(super) fn menu(app: &App, prompt: &Prompt, line: Area, buffer: &mut Buffer) {
    let above = line.y.saturating_sub(app.layout.header.height);
    let rows = ROWS.min(above).min(prompt.choices.len() as u16);
    let at = prompt.chosen.unwrap_or(0);
    let top = (at + 1).saturating_sub(usize::from(rows));
    let names = prompt
        .choices
        .iter()
        .map(|choice| width::cells(&choice.name));
    let names = names.max().unwrap_or(0).min(32) as u16 + 2;
    // What a menu that takes nearly all of the row leaves beside it would only confuse.
    let across = if line.width > WIDEST + WIDEST / 3 {
        WIDEST
    } else {
        line.width
    };
    let area = Area {
        y: line.y - rows,
        height: rows,
        width: across,
        ..line
    };
    clear(buffer, area, style(app, Role::Text));
    let shown = prompt.choices.iter().enumerate().skip(top);
    for (number, (at, choice)) in shown.take(usize::from(rows)).enumerate() {
        let more = prompt.choices.len() - top - usize::from(rows);
        let last = number + 1 == usize::from(rows) && more > 0;
        let more = last.then(|| app.tongue.more_choices(more));
        let selected = prompt.chosen == Some(at);
        row(
            app,
            choice,
            (selected, names, more),
            area.row(number as u16),
            buffer,
        );
    }
}

/// One completion: its name, what it means, its keys.
fn row(
    app: &App,
    choice: &Choice,
    (selected, names, more): (bool, u16, Option<String>),
    area: Area,
    buffer: &mut Buffer,
) {
    let base = if selected {
        style(app, Role::Selected)
    } else {
        with(style(app, Role::Text), style(app, Role::Margin))
    };
    paint(buffer, area, base);
    let inside = area.narrowed(1);
    let right = more.unwrap_or_else(|| choice.keys.clone());
    let rest = put_right(
        buffer,
        inside,
        &format!(" {right}"),
        with(style(app, Role::Key), base),
    );
    let strong = if selected {
        base
    } else {
        style(app, Role::Text)
    };
    put_short(buffer, rest.leading(names), &choice.name, strong);
    put_short(buffer, rest.behind(names), &choice.about, base);
}
