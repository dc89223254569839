//! The mouse: a click takes what lies under it, a second one opens it, the divider follows a drag.

use std::time::{Duration, Instant};

use super::layout::Pane;
use super::{App, Effect};
use crate::text::width;

/// Rows that a notch of the wheel scrolls.
const NOTCH: isize = 3;

/// Two clicks within this time on one place are a double click.
const DOUBLE: Duration = Duration::from_millis(500);

/// What the mouse has done.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mouse {
    /// When and where it was pressed last.
    last: Option<(Instant, u16, u16)>,
    /// Whether it holds the divider.
    drags: bool,
}

impl App {
    pub(super) fn clicked(
        &mut self,
        (column, row): (u16, u16),
        now: Instant,
        effects: &mut Vec<Effect>,
    ) {
        let near = |(at, x, y): (Instant, u16, u16)| {
            now.saturating_duration_since(at) <= DOUBLE && (x, y) == (column, row)
        };
        let double = self.mouse.last.is_some_and(near);
        // A third click in a row begins anew.
        self.mouse.last = (!double).then_some((now, column, row));
        self.mouse.drags = false;
        if self.overlay.is_some() {
            return self.clicked_overlay(column, row, effects);
        }
        let (list, rule) = (self.layout.list, self.layout.rule);
        if rule.holds(column, row) {
            self.mouse.drags = true;
        } else if list.holds(column, row) {
            if let Some(at) = self.list.at_row(usize::from(row - list.y)) {
                self.focus_on(Pane::List, now, effects);
                self.list.go_to(at);
                if double {
                    self.focus_on(Pane::Reader, now, effects);
                }
            }
        } else if self.layout.side.holds(column, row) {
            let at = self.side.top + usize::from(row - self.layout.side.y);
            self.focus_on(Pane::Side, now, effects);
            if at < self.side.rows().len() {
                self.side.go_to(at);
                self.open_side(now, effects);
            }
        } else if self.layout.reader.holds(column, row) {
            self.focus_on(Pane::Reader, now, effects);
            if let Some(byte) = self.byte_at(column, row) {
                self.point_at(byte, effects);
            } else {
                let below = row.saturating_sub(self.text_area().y);
                self.enlarge_at(self.reader.top + usize::from(below));
            }
        }
    }

    /// The divider follows the mouse that holds it.
    pub(super) fn dragged(&mut self, column: u16, row: u16) {
        if !self.mouse.drags {
            return;
        }
        let (list, rule) = (self.layout.list, self.layout.rule);
        let cells = if rule.width == 1 {
            column.saturating_sub(list.x)
        } else {
            row.saturating_sub(list.y)
        };
        self.split = Some(cells);
    }

    pub(super) fn scrolled(&mut self, column: u16, row: u16, by: i16) {
        let lines = isize::from(by) * NOTCH;
        if self.overlay.is_some() {
            self.scroll_overlay(lines);
        } else if self.layout.list.holds(column, row) {
            self.list.scroll(lines);
        } else if self.layout.side.holds(column, row) {
            self.side.scroll(lines);
        } else {
            self.reader.scroll(lines);
        }
    }

    /// The byte of the article's text under a cell of the screen.
    fn byte_at(&self, column: u16, row: u16) -> Option<usize> {
        let area = self.text_area();
        let opened = self.reader.opened.as_ref()?;
        let row = self.reader.top + usize::from(row.checked_sub(area.y)?);
        let (span, indent) = self.reader.rows.get(row)?.text()?;
        let cell = usize::from(column.checked_sub(area.x + indent)?);
        let mut used = 0;
        for cluster in width::clusters(span.of(&opened.article.text)) {
            used += cluster.cells;
            if cell < used {
                return Some(span.start + cluster.at);
            }
        }
        None
    }
}
