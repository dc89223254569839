//! What could not be read, and why: a row each, and below them the one under the cursor as a whole.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::problems::{Problem, Problems};
use crate::config::theme::Role;
use crate::text::wrap;
use crate::ui::paint::{style, with};
use crate::ui::put::{paint, put, put_short};

/// Lines of the one that is shown whole, at most.
const WHOLE: usize = 8;

/// Draws the problems.
pub(crate) fn draw(app: &App, view: &Problems, buffer: &mut Buffer) -> Option<Position> {
    let title = if view.known {
        app.tongue.problems_counted(app.tongue.number(view.total))
    } else {
        app.tongue.problems_title().to_owned()
    };
    let area = page(app, &title, buffer);
    if view.known && view.rows.is_empty() {
        put_short(
            buffer,
            area,
            app.tongue.no_problems(),
            style(app, Role::Dim),
        );
    }
    let whole = view.chosen().map_or(Vec::new(), |problem| {
        whole(problem, usize::from(area.width))
    });
    // The list keeps at least as much room as the one that is shown whole.
    let below = (whole.len() + 1).min(usize::from(area.height) / 2) as u16;
    let list = Area {
        height: area.height - below,
        ..area
    };
    let top = view.top(usize::from(list.height));
    let shown = view.rows.iter().enumerate().skip(top);
    for (y, (at, problem)) in (0..list.height).zip(shown) {
        row(app, problem, at == view.cursor, list.row(y), buffer);
    }
    if below > 0 && !whole.is_empty() {
        let line = "─".repeat(usize::from(area.width));
        let edge = area.row(list.height);
        put(buffer, edge, &line, style(app, Role::Border));
        for (y, (role, line)) in (list.height + 1..area.height).zip(&whole) {
            put(buffer, area.row(y), line, style(app, *role));
        }
    }
    None
}

/// A problem in one row: its place, and the beginning of its reason.
fn row(app: &App, problem: &Problem, here: bool, area: Area, buffer: &mut Buffer) {
    let base = if here {
        style(app, Role::Selected)
    } else {
        style(app, Role::Text)
    };
    paint(buffer, area, base);
    let key = if here { base } else { style(app, Role::Key) };
    let split = area.width * 2 / 5;
    let place = area.leading(split.saturating_sub(2));
    put_short(buffer, place, &problem.place, with(key, base));
    put_short(buffer, area.behind(split), &problem.what, base);
}

/// A problem in as many lines as it takes.
fn whole(problem: &Problem, across: usize) -> Vec<(Role, String)> {
    let lines = |role, text: &str| {
        let lines = wrap::wrap(text, across);
        let lines = lines
            .iter()
            .map(|line| (role, line.span.of(text).to_owned()));
        lines.collect::<Vec<_>>()
    };
    let mut all = lines(Role::Key, &problem.place);
    all.extend(lines(Role::Text, &problem.what));
    all.truncate(WHOLE);
    all
}
