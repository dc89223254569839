//! The list: a handle to the articles found, and the rows around the screen.

use crate::article::ArticleId;
use crate::index::Row;
use crate::library::Mark;

/// An article in the list with the reader's marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// What the index knows of it.
    pub row: Row,
    /// What the reader marked.
    pub mark: Mark,
}

/// The list pane. Of a million articles it holds the rows around the screen.
#[derive(Debug, Default)]
pub struct List {
    /// How many articles were found.
    pub total: usize,
    /// Which search the articles come from.
    pub generation: u64,
    /// The selected article, counted from 0.
    pub cursor: usize,
    /// The first article on the screen.
    pub top: usize,
    /// Articles that fit on the screen.
    height: usize,
    /// The number of the first row held.
    from: usize,
    rows: Vec<Listed>,
    /// The first row and the count of the last request that is not yet answered.
    asked: Option<(usize, usize)>,
}

/// Screens of rows held above and below the one shown.
const MARGIN: usize = 2;

impl List {
    /// Takes over a new result of `total` articles, with the cursor on `cursor`.
    pub fn renew(&mut self, generation: u64, total: usize, cursor: usize) {
        let offset = self.cursor.saturating_sub(self.top);
        self.total = total;
        self.generation = generation;
        self.cursor = cursor.min(total.saturating_sub(1));
        self.top = self.cursor.saturating_sub(offset);
        self.asked = None;
        self.from = 0;
        self.rows.clear();
        self.follow();
    }

    /// Takes over fetched rows; rows of an older search are dropped.
    pub fn fill(&mut self, generation: u64, from: usize, rows: Vec<Listed>) {
        if generation != self.generation {
            return;
        }
        self.asked = None;
        self.from = from;
        self.rows = rows;
    }

    /// Forgets that rows were asked for and asks anew at the next chance, keeping what is shown until the answer comes.
    pub fn refresh(&mut self) -> Option<(usize, usize)> {
        self.asked = None;
        let window = self.window();
        (window.1 > 0).then(|| {
            self.asked = Some(window);
            window
        })
    }

    /// The rows to fetch, first and count, if the screen is not covered by what is held or asked for.
    pub fn wanted(&mut self) -> Option<(usize, usize)> {
        let end = (self.top + self.height).min(self.total);
        let covers = |from: usize, count: usize| from <= self.top && end <= from + count;
        if self.total == 0 || covers(self.from, self.rows.len()) {
            return None;
        }
        if self.asked.is_some_and(|(from, count)| covers(from, count)) {
            return None;
        }
        let window = self.window();
        self.asked = Some(window);
        Some(window)
    }

    /// The rows worth holding: the screen and a margin around it.
    fn window(&self) -> (usize, usize) {
        let height = self.height.max(1);
        let from = self.top.saturating_sub(MARGIN * height);
        let end = (self.top + (MARGIN + 1) * height).min(self.total);
        (from, end.saturating_sub(from))
    }

    /// An article by its number, if it is held.
    pub fn row(&self, at: usize) -> Option<&Listed> {
        at.checked_sub(self.from).and_then(|at| self.rows.get(at))
    }

    /// The selected article, if it is held.
    pub fn selected(&self) -> Option<&Listed> {
        self.row(self.cursor)
    }

    /// The number of an article that is held.
    pub fn position(&self, id: ArticleId) -> Option<usize> {
        self.rows
            .iter()
            .position(|listed| listed.row.id == id)
            .map(|at| self.from + at)
    }

    /// Notes in the row that is held how far an article was read, in bytes of its text. Returns whether that is new.
    pub fn set_place(&mut self, id: ArticleId, place: u32) -> bool {
        let row = self.rows.iter_mut().find(|listed| listed.row.id == id);
        let Some(listed) = row else { return true };
        let changed = listed.mark.place.unwrap_or(0) != place;
        listed.mark.place = Some(place);
        changed
    }

    /// The nearest article below the cursor (or above, going `back`) that is held and unread.
    pub fn next_unread(&self, back: bool) -> Option<usize> {
        let unread = |at: &usize| self.row(*at).is_some_and(|listed| !listed.mark.read);
        if back {
            (self.from..self.cursor).rev().find(unread)
        } else {
            (self.cursor + 1..self.from + self.rows.len()).find(unread)
        }
    }

    /// Takes over how many articles fit on the screen.
    pub fn resize(&mut self, height: usize) {
        self.height = height;
        self.follow();
    }

    /// Articles that fit on the screen.
    pub const fn height(&self) -> usize {
        self.height
    }

    /// Moves the cursor, down where positive.
    pub fn step(&mut self, by: isize) {
        self.go_to(self.cursor.saturating_add_signed(by));
    }

    /// Moves the cursor to an article; past the end it is the last.
    pub fn go_to(&mut self, at: usize) {
        self.cursor = at.min(self.total.saturating_sub(1));
        self.follow();
    }

    /// Scrolls the screen without losing the cursor, which stays on it.
    pub fn scroll(&mut self, by: isize) {
        let last = self.total.saturating_sub(self.height.max(1));
        self.top = self.top.saturating_add_signed(by).min(last);
        self.cursor = self
            .cursor
            .clamp(self.top, self.top + self.height.max(1) - 1)
            .min(self.total.saturating_sub(1));
    }

    /// Scrolls so that the cursor is on the screen, with an article around it where there is room.
    fn follow(&mut self) {
        let height = self.height.max(1);
        let margin = usize::from(height > 4);
        if self.cursor < self.top + margin {
            self.top = self.cursor.saturating_sub(margin);
        } else if self.cursor + margin >= self.top + height {
            self.top = self.cursor + margin + 1 - height;
        }
        self.top = self.top.min(self.total.saturating_sub(height));
    }
}
