//! The list: a handle to the articles found, and the rows around the screen.

mod moves;
mod slots;

use std::ops::Range;

use super::listed::{Listed, Shape};
use super::window::Window;
use crate::article::ArticleId;
use moves::Moved;
pub use slots::Slot;

/// The list pane. Of a million articles it holds the rows around the screen.
#[derive(Debug, Default)]
pub struct List {
    /// How many articles were found.
    pub total: usize,
    /// Whether they are still being counted.
    pub more: bool,
    /// Which search the articles come from.
    pub generation: u64,
    /// The selected article, counted from 0.
    pub cursor: usize,
    /// The first article on the screen.
    pub top: usize,
    /// Whether marks were made among articles that were chosen by their marks: no row may come or go until the user
    /// asks anew.
    pub frozen: bool,
    shape: Shape,
    rows: Window,
    moved: Moved,
    /// What of the moves found no room in the articles counted so far, and is made once more are.
    due: Moved,
}

/// Screens of rows held above and below the one shown.
const MARGIN: usize = 3;

/// Where fewer screens are held above or below, more are asked for, so that paging does not wait for them.
const AHEAD: usize = 2;

impl List {
    /// Takes over fetched rows; rows of an older search are dropped. Neighbours of those that are held join them.
    pub fn fill(&mut self, generation: u64, from: usize, rows: Vec<Listed>) {
        if generation != self.generation {
            return;
        }
        self.rows.fill(from, rows);
        self.follow();
        self.shed();
    }

    /// Lets go of rows that are far from the screen.
    fn shed(&mut self) {
        self.rows.shed(&self.around(MARGIN));
    }

    /// Asks for the rows anew, keeping what is shown until the answer comes: the first row, and how many.
    pub fn refresh(&mut self) -> Option<(usize, usize)> {
        self.rows.refresh(self.around(MARGIN))
    }

    /// The rows to fetch, first and count, if what is held or asked for does not reach some screens around the one shown.
    pub fn wanted(&mut self) -> Option<(usize, usize)> {
        self.rows.wanted(&self.around(AHEAD), self.around(MARGIN))
    }

    /// The rows of the screen and of so many screens above and below it.
    fn around(&self, screens: usize) -> Range<usize> {
        let height = self.room().max(1);
        let from = self.top.saturating_sub(screens * height);
        let end = (self.top + (screens + 1) * height).min(self.total);
        from.min(end)..end
    }

    /// An article by its number, if it is held.
    pub fn row(&self, at: usize) -> Option<&Listed> {
        self.rows.get(at)
    }

    /// The selected article, if it is held.
    pub fn selected(&self) -> Option<&Listed> {
        self.row(self.cursor)
    }

    /// The number of an article that is held.
    pub fn position(&self, id: ArticleId) -> Option<usize> {
        let at = self.rows.position(id)?;
        (!self.rows.is_stale() || at == self.cursor).then_some(at)
    }

    /// Notes in the row that is held how far an article was read, in bytes of its text. Returns whether that is new.
    pub fn set_place(&mut self, id: ArticleId, place: u32) -> bool {
        let Some(listed) = self.rows.of(id) else {
            return true;
        };
        let changed = listed.mark.place.unwrap_or(0) != place;
        listed.mark.place = Some(place);
        changed
    }

    /// The nearest article below the cursor (or above, going `back`) that is held and unread.
    pub fn next_unread(&self, back: bool) -> Option<usize> {
        let unread = |at: &usize| self.row(*at).is_some_and(|listed| !listed.mark.read);
        let held = self.rows.held();
        if back {
            (held.start..self.cursor).rev().find(unread)
        } else {
            (self.cursor + 1..held.end).find(unread)
        }
    }

    /// Takes over how articles are laid out.
    pub fn reshape(&mut self, shape: Shape) {
        if shape != self.shape {
            self.shape = shape;
            self.follow();
        }
    }

    /// How articles are laid out.
    pub const fn shape(&self) -> Shape {
        self.shape
    }

    /// Articles that have room where none is selected and no heading stands between.
    const fn room(&self) -> usize {
        self.shape.height / self.shape.lines()
    }
}

#[cfg(test)]
mod tests;
