//! A line that is typed at the bottom of the screen: the part around the cursor, and what is wrong in it.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::paint::style;
use super::put::{paint, put, put_right};
use crate::app::App;
use crate::app::layout::Area;
use crate::app::line::Line;
use crate::config::theme::Role;
use crate::text::width;

/// What stands at the right of the line, and its role.
pub(super) type About<'a> = (&'a str, Role);

/// Draws the line behind its sign and returns where the cursor stands. `about` is shown at the right where there is room;
/// `wrong` is the byte of the line where it is wrong.
pub(super) fn draw(
    app: &App,
    (sign, line): (&str, &Line),
    about: About<'_>,
    wrong: Option<usize>,
    area: Area,
    buffer: &mut Buffer,
) -> Option<Position> {
    let typed = width::cells(line.text());
    let room = usize::from(area.width).saturating_sub(typed + width::cells(sign) + 4);
    let rest = if room >= 12 {
        let text = width::ellipsis(about.0, room, "…");
        put_right(buffer, area, &text, style(app, about.1))
    } else {
        area
    };
    let used = put(buffer, rest, sign, style(app, Role::Key));
    let field = rest.behind(used);
    // A line longer than its room shows the part around the cursor.
    let before = width::cells(line.before());
    let skip = (before + 1).saturating_sub(usize::from(field.width));
    let (hidden, cut) = width::truncate(line.text(), skip);
    let shown = line.text().get(hidden.len()..).unwrap_or_default();
    put(buffer, field, shown, style(app, Role::Query));
    if let Some(offered) = line.offered() {
        let until = line.text().get(..offered.start).unwrap_or_default();
        let at = (width::cells(until).saturating_sub(cut) as u16).min(field.width);
        let cells = width::cells(offered.of(line.text())) as u16;
        let place = field.behind(at).leading(cells);
        paint(buffer, place, style(app, Role::Selected));
    }
    if let Some(wrong) = wrong {
        let until = line.text().get(..wrong).unwrap_or_default();
        let at = width::cells(until).saturating_sub(cut) as u16;
        paint(buffer, field.behind(at).leading(1), style(app, Role::Error));
    }
    let column = field.x + (before.saturating_sub(cut) as u16).min(field.width.saturating_sub(1));
    (!field.is_empty()).then_some(Position::new(column, field.y))
}
