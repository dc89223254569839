//! The card of a name, over the pane of the article.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::facts::named_lines;
use super::framed;
use crate::app::App;
use crate::app::views::card::Card;

/// Draws a card.
pub(crate) fn draw(app: &App, card: &Card, buffer: &mut Buffer) -> Option<Position> {
    let area = app.card_area();
    if area.is_empty() {
        return None;
    }
    framed(app, card.subject.name(), area, buffer);
    let lines = card.lines(usize::from(area.width), app.tongue);
    named_lines(app, &lines, card.top, area, buffer);
    None
}
