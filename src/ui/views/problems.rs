//! What could not be read, and why.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::problems::{Problems, place};
use crate::config::theme::Role;
use crate::ui::paint::style;
use crate::ui::put::put_short;

/// Draws the problems.
pub(crate) fn draw(app: &App, view: &Problems, buffer: &mut Buffer) -> Option<Position> {
    let title = if view.known {
        format!("Problems: {}", app.tongue.number(view.total))
    } else {
        "Problems".to_owned()
    };
    let area = page(app, &title, buffer);
    if view.known && view.rows.is_empty() {
        put_short(
            buffer,
            area,
            "Everything in the archive could be read.",
            style(app, Role::Dim),
        );
    }
    let split = area.width * 2 / 5;
    for (at, problem) in view
        .rows
        .iter()
        .skip(view.scroll.top)
        .take(usize::from(area.height))
        .enumerate()
    {
        let row = area.row(at as u16);
        put_short(
            buffer,
            Area {
                width: split.saturating_sub(2),
                ..row
            },
            &place(problem),
            style(app, Role::Key),
        );
        let mut what = problem.what.clone();
        if let Some(hint) = &problem.hint {
            what.push_str("; ");
            what.push_str(hint);
        }
        put_short(
            buffer,
            Area {
                x: row.x + split,
                width: row.width - split,
                ..row
            },
            &what,
            style(app, Role::Text),
        );
    }
    None
}
