//! The rows of a list that are held: a window on all that were found, which moves with the screen.

use std::ops::Range;

use super::listed::Listed;
use crate::article::ArticleId;

/// The rows held, and those that were asked for.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// The number of the first row held.
    from: usize,
    rows: Vec<Listed>,
    /// Whether the rows held are those of the result before, of which only the selected one is sure.
    stale: bool,
    /// The last request that is not yet answered.
    asked: Option<Asked>,
}

/// Rows that were asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    rows: Range<usize>,
    /// Whether they take the place of all that is held, because marks have changed.
    anew: bool,
}

impl Window {
    /// The numbers of the rows held.
    pub(super) const fn held(&self) -> Range<usize> {
        self.from..self.from + self.rows.len()
    }

    /// Whether the rows held are those of the result before.
    pub(super) const fn is_stale(&self) -> bool {
        self.stale
    }

    /// A row by its number, if it is held.
    pub(super) fn get(&self, at: usize) -> Option<&Listed> {
        at.checked_sub(self.from).and_then(|at| self.rows.get(at))
    }

    /// The number of an article that is held.
    pub(super) fn position(&self, id: ArticleId) -> Option<usize> {
        let at = self.rows.iter().position(|listed| listed.row.id == id)?;
        Some(self.from + at)
    }

    /// The row of an article that is held, to be changed.
    pub(super) fn of(&mut self, id: ArticleId) -> Option<&mut Listed> {
        self.rows.iter_mut().find(|listed| listed.row.id == id)
    }

    /// Keeps the rows for a new result, in which the row `before` has the number `now`: they are stale until new ones come.
    pub(super) fn shift(&mut self, before: usize, now: usize) {
        let surplus = before.saturating_sub(self.from + now);
        self.rows.drain(..surplus.min(self.rows.len()));
        self.from = (self.from + surplus + now).saturating_sub(before);
        self.stale = true;
        self.asked = None;
    }

    /// Takes over fetched rows. Neighbours of those that are held join them; others take their place.
    pub(super) fn fill(&mut self, from: usize, rows: Vec<Listed>) {
        let answered = self.asked.take_if(|asked| asked.rows.start == from);
        let joins = !self.stale && !answered.is_some_and(|asked| asked.anew);
        if joins && from == self.held().end {
            self.rows.extend(rows);
        } else if joins && from + rows.len() == self.from {
            self.from = from;
            self.rows.splice(..0, rows);
        } else {
            self.from = from;
            self.rows = rows;
        }
        self.stale = false;
    }

    /// Lets go of the rows outside `near`.
    pub(super) fn shed(&mut self, near: &Range<usize>) {
        let above = near.start.saturating_sub(self.from);
        if above > 0 && above < self.rows.len() {
            self.rows.drain(..above);
            self.from += above;
        }
        let left = near.end.saturating_sub(self.from);
        if left > 0 {
            self.rows.truncate(left);
        }
    }

    /// Asks for these rows in the place of all that is held; first and count.
    pub(super) fn refresh(&mut self, rows: Range<usize>) -> Option<(usize, usize)> {
        (!rows.is_empty()).then(|| self.ask(rows, true))
    }

    /// Asks for rows, first and count, if what is held or asked for does not reach over `near`: of `wide` those that are
    /// missing.
    pub(super) fn wanted(
        &mut self,
        near: &Range<usize>,
        wide: Range<usize>,
    ) -> Option<(usize, usize)> {
        let covers = |rows: &Range<usize>| rows.start <= near.start && near.end <= rows.end;
        let held = self.held();
        if near.is_empty() || (!self.stale && covers(&held)) {
            return None;
        }
        let mut anew = self.stale;
        if let Some(asked) = &self.asked {
            anew |= asked.anew;
            let both = held.start.min(asked.rows.start)..held.end.max(asked.rows.end);
            let touch = asked.rows.start <= held.end && held.start <= asked.rows.end;
            if covers(&asked.rows) || !anew && touch && covers(&both) {
                return None;
            }
        }
        let mut rows = wide;
        if !anew && held.start <= rows.start && rows.start < held.end {
            rows.start = held.end;
        } else if !anew && held.start < rows.end && rows.end <= held.end {
            rows.end = held.start;
        }
        Some(self.ask(rows, anew))
    }

    fn ask(&mut self, rows: Range<usize>, anew: bool) -> (usize, usize) {
        let asked = (rows.start, rows.len());
        self.asked = Some(Asked { rows, anew });
        asked
    }
}
