//! A page of rows: notes and highlights, readings, what a command printed.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::page::{Kind, Page, Row};
use crate::config::theme::Role;
use crate::text::{width, wrap};
use crate::ui::paint::{style, with};
use crate::ui::put::{paint, put, put_right, put_short};

/// Draws the page.
pub(crate) fn draw(app: &App, page: &Page, buffer: &mut Buffer) -> Option<Position> {
    let area = super::page(app, &page.title, buffer);
    if page.rows.is_empty() && !page.waits {
        let lines = wrap::wrap(&page.empty, usize::from(area.width));
        for (y, line) in (0..area.height).zip(&lines) {
            let said = line.span.of(&page.empty);
            put(buffer, area.row(y), said, style(app, Role::Dim));
        }
    }
    let signs = page
        .rows
        .iter()
        .map(|row| width::cells(&row.sign))
        .max()
        .unwrap_or(0);
    let signs = (signs as u16).min(area.width / 2);
    let shown = page.rows.iter().enumerate().skip(page.scroll.top);
    for (number, (at, row)) in shown.take(usize::from(area.height)).enumerate() {
        let here = at == page.cursor && row.goal.is_some();
        draw_row(app, row, here, signs, area.row(number as u16), buffer);
    }
    None
}

fn draw_row(app: &App, row: &Row, here: bool, signs: u16, area: Area, buffer: &mut Buffer) {
    let base = if here {
        style(app, Role::Selected)
    } else {
        style(app, Role::Text)
    };
    if here {
        paint(buffer, area, base);
    }
    let role = match row.kind {
        Kind::Heading => Role::Title,
        Kind::Group => Role::Group,
        Kind::Entry | Kind::Plain => Role::Text,
    };
    let look = with(style(app, role), base);
    let rest = if row.right.is_empty() {
        area
    } else {
        let right = format!(" {}", row.right);
        put_right(buffer, area, &right, with(style(app, Role::Date), base))
    };
    if row.kind != Kind::Entry {
        put_short(buffer, rest, &row.text, look);
        return;
    }
    let dim = with(style(app, Role::Dim), base);
    put(buffer, rest.leading(signs), &row.sign, dim);
    put_short(buffer, rest.behind(signs + 1), &row.text, look);
}
