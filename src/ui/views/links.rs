//! The links of an article.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::views::links::Links;
use crate::config::theme::Role;
use crate::ui::paint::{style, with};
use crate::ui::put::{hang, paint, put_short};

/// Draws the list of links: the words of each, and where it leads.
pub(crate) fn draw(app: &App, links: &Links, buffer: &mut Buffer) -> Option<Position> {
    let area = page(app, app.tongue.links_title(), buffer);
    let top = (links.cursor + 1).saturating_sub(usize::from(area.height));
    let split = area.width * 2 / 5;
    for (y, (at, (words, address))) in (0..area.height).zip(links.rows.iter().enumerate().skip(top))
    {
        let row = area.row(y);
        let base = if at == links.cursor {
            style(app, Role::Selected)
        } else {
            style(app, Role::Text)
        };
        paint(buffer, row, base);
        put_short(buffer, row.leading(split.saturating_sub(2)), words, base);
        let right = row.behind(split);
        let look = if at == links.cursor {
            base
        } else {
            with(base, style(app, Role::Link))
        };
        let used = put_short(buffer, right, address.as_str(), look);
        if app.settings.reader.hyperlinks {
            hang(buffer, right.leading(used), address);
        }
    }
    None
}
