//! Every action by its name, narrowed by typing.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::palette::{Choice, Palette};
use crate::config::theme::Role;
use crate::text::width;
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
    let below = Area {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
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
    let name = 20.min(rest.width / 2);
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
