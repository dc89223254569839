//! A menu: a few choices, each behind its letter.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::framed;
use crate::app::App;
use crate::app::views::menu::Menu;
use crate::config::theme::Role;
use crate::ui::paint::{style, with};
use crate::ui::put::{paint, put, put_right, put_short};

/// Draws a menu.
pub(crate) fn draw<T: Copy>(app: &App, menu: &Menu<T>, buffer: &mut Buffer) -> Option<Position> {
    let area = app.menu_area();
    if area.is_empty() {
        return None;
    }
    framed(app, menu.title, area, buffer);
    let top = (menu.cursor + 1).saturating_sub(usize::from(area.height));
    for (y, (at, entry)) in (0..area.height).zip(menu.entries.iter().enumerate().skip(top)) {
        let row = area.row(y);
        let base = if at == menu.cursor {
            style(app, Role::Selected)
        } else {
            style(app, Role::Text)
        };
        paint(buffer, row, base);
        let sign = if entry.on { "▸" } else { " " };
        let used = put(buffer, row, &format!("{sign} "), base);
        let rest = row.behind(used);
        let key = with(style(app, Role::Key), base);
        let used = put(buffer, rest, &entry.letter.to_string(), key);
        let rest = rest.behind(used + 2);
        let now = with(style(app, Role::Dim), base);
        let rest = put_right(buffer, rest, &entry.now, now);
        put_short(buffer, rest, entry.name, base);
    }
    None
}
