//! Where an article comes from.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::card::Line;
use crate::app::views::facts::Facts;
use crate::config::theme::Role;
use crate::ui::paint::style;
use crate::ui::put::{put, put_short};

/// Draws the facts.
pub(crate) fn draw(app: &App, view: &Facts, buffer: &mut Buffer) -> Option<Position> {
    let area = page(app, app.tongue.about_article(), buffer);
    let lines = view.lines(usize::from(area.width));
    named_lines(app, &lines, view.scroll.top, area, buffer);
    None
}

/// Draws names and their values from the line `top` on.
pub(super) fn named_lines(app: &App, lines: &[Line], top: usize, area: Area, buffer: &mut Buffer) {
    for (y, line) in (0..area.height).zip(lines.iter().skip(top)) {
        let row = area.row(y);
        let column = line.column as u16;
        let (name, value) = (row.leading(column), row.behind(column));
        put_short(buffer, name, line.name, style(app, Role::Dim));
        put(buffer, value, &line.value, style(app, Role::Text));
    }
}
