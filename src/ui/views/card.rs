//! The card of a name, over the pane of the article.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::framed;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::card::Card;
use crate::config::theme::Role;
use crate::ui::paint::style;
use crate::ui::put::{put, put_short};

/// Draws a card.
pub(crate) fn draw(app: &App, card: &Card, buffer: &mut Buffer) -> Option<Position> {
    let area = app.card_area();
    if area.is_empty() {
        return None;
    }
    framed(app, card.subject.name(), area, buffer);
    let lines = card.lines(usize::from(area.width), app.tongue);
    for (y, line) in (0..area.height).zip(lines.iter().skip(card.top)) {
        let row = area.row(y);
        put_short(buffer, row, line.name, style(app, Role::Dim));
        let value = Area {
            x: row.x + line.column as u16,
            width: row.width.saturating_sub(line.column as u16),
            ..row
        };
        put(buffer, value, &line.value, style(app, Role::Text));
    }
    None
}
