//! Every action by its name, narrowed by typing.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::palette::{Choice, Palette};
use crate::config::theme::Role;
use crate::text::{width, wrap};
use crate::ui::paint::{style, with};
use crate::ui::put::{paint, put, put_right, put_short};

/// Draws the palette and returns where the cursor stands.
pub(crate) fn draw(app: &App, palette: &Palette, buffer: &mut Buffer) -> Option<Position> {
    let area = page(app, app.tongue.do_what(), buffer);
    let line = area.row(0);
    let used = put(buffer, line, "> ", style(app, Role::Key));
    put(
        buffer,
        Area {
            x: line.x + used,
            width: line.width.saturating_sub(used),
            ..line
        },
        palette.line.text(),
        style(app, Role::Text),
    );
    let cursor = Position::new(
        line.x + used + width::cells(palette.line.before()) as u16,
        line.y,
    );
    // What the row of the chosen one has no room for stands whole at the bottom.
    let chosen = palette.choices.get(palette.cursor);
    let whole = chosen.filter(|choice| {
        let (_, room) = split(choice, usize::from(area.width));
        width::cells(&choice.about) > room
    });
    let whole = whole.map_or("", |choice| choice.about.as_str());
    let lines = wrap::wrap(whole, usize::from(area.width));
    let lines = if whole.is_empty() { &[][..] } else { &lines };
    let below = Area {
        y: area.y + 1,
        height: area.height.saturating_sub(1 + lines.len() as u16),
        ..area
    };
    for (at, said) in (0..).zip(lines) {
        let place = area.row(1 + below.height + at);
        put(buffer, place, said.span.of(whole), style(app, Role::Text));
    }
    let top = (palette.cursor + 1).saturating_sub(usize::from(below.height));
    for (at, choice) in palette
        .choices
        .iter()
        .enumerate()
        .skip(top)
        .take(usize::from(below.height))
    {
        choice_row(
            app,
            choice,
            at == palette.cursor,
            below.row((at - top) as u16),
            buffer,
        );
    }
    (!line.is_empty()).then_some(cursor)
}

/// The cells of a row for a name and for what it does.
fn split(choice: &Choice, row: usize) -> (usize, usize) {
    let rest = row.saturating_sub(width::cells(&choice.keys) + 1);
    let name = 20.min(rest / 2);
    (name, rest - name)
}

/// One action: its name, what it does, its keys.
fn choice_row(app: &App, choice: &Choice, selected: bool, row: Area, buffer: &mut Buffer) {
    let base = if selected {
        style(app, Role::Selected)
    } else {
        style(app, Role::Text)
    };
    paint(buffer, row, base);
    let rest = put_right(
        buffer,
        row,
        &format!(" {}", choice.keys),
        with(style(app, Role::Key), base),
    );
    let (name, _) = split(choice, usize::from(row.width));
    let name = name as u16;
    put_short(
        buffer,
        Area {
            width: name,
            ..rest
        },
        &choice.name,
        base,
    );
    let help = Area {
        x: rest.x + name,
        width: rest.width - name,
        ..rest
    };
    put_short(
        buffer,
        help,
        &choice.about,
        with(style(app, Role::Dim), base),
    );
}
