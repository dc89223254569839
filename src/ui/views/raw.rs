//! The bytes of an article as they lie in the archive.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::views::raw::Raw;
use crate::config::theme::Role;
use crate::ui::paint::style;
use crate::ui::put::put_short;

/// Cells across an offset and the gap behind it.
const OFFSET: u16 = 10;

/// Draws the bytes.
pub(crate) fn draw(app: &App, view: &Raw, buffer: &mut Buffer) -> Option<Position> {
    let area = page(app, app.tongue.as_it_lies(), buffer);
    let heads = view.head.iter().map(|line| (Role::Dim, "", line.as_str()));
    let blank = std::iter::once((Role::Text, "", ""));
    let rows = view
        .rows
        .iter()
        .map(|(offset, row)| (Role::Text, offset.as_str(), row.as_str()));
    let all = heads.chain(blank).chain(rows);
    for (at, (role, offset, row)) in all
        .skip(view.scroll.top)
        .take(usize::from(area.height))
        .enumerate()
    {
        let line = area.row(at as u16);
        let split = if offset.is_empty() { 0 } else { OFFSET };
        put_short(buffer, line.leading(split), offset, style(app, Role::Dim));
        put_short(buffer, line.behind(split), row, style(app, role));
    }
    None
}
