//! A page of rows, some of which lead to articles: notes and highlights, readings, what a command printed.

use super::Scroll;
use crate::article::ArticleId;
use crate::text::safe::Safe;

/// How a row looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An article.
    Heading,
    /// A day, or another group.
    Group,
    /// Something of an article.
    Entry,
    /// Text that leads nowhere.
    Plain,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How it looks.
    pub kind: Kind,
    /// What stands before it, in a column of its own.
    pub sign: String,
    /// What it says.
    pub text: String,
    /// What stands at its right.
    pub right: String,
    /// The article that it leads to, and the byte of its text.
    pub goal: Option<(ArticleId, usize)>,
}

impl Row {
    fn new(kind: Kind, sign: &str, text: &str, goal: Option<(ArticleId, usize)>) -> Self {
        Self {
            kind,
            sign: sign.to_owned(),
            text: Safe::line(text).into_string(),
            right: String::new(),
            goal,
        }
    }

    /// A row for an article.
    pub fn heading(title: &str, right: &str, goal: (ArticleId, usize)) -> Self {
        Self {
            right: right.to_owned(),
            ..Self::new(Kind::Heading, "", title, Some(goal))
        }
    }

    /// A row for a group.
    pub fn group(name: &str) -> Self {
        Self::new(Kind::Group, "", name, None)
    }

    /// A row for something of an article.
    pub fn entry(sign: &str, text: &str, goal: (ArticleId, usize)) -> Self {
        Self::new(Kind::Entry, sign, text, Some(goal))
    }

    /// A row of text.
    pub fn plain(text: &str) -> Self {
        Self::new(Kind::Plain, "", text, None)
    }

    /// An empty row.
    pub fn blank() -> Self {
        Self::plain("")
    }
}

/// The page.
#[derive(Debug)]
pub struct Page {
    /// Its name.
    pub title: String,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The row under the cursor; only rows that lead somewhere can be it.
    pub cursor: usize,
    /// Where it is scrolled to.
    pub scroll: Scroll,
    /// Whether its rows have not come yet.
    pub waits: bool,
    /// What is said where there are no rows.
    pub empty: String,
}

impl Page {
    /// A page of rows.
    pub fn new(title: String, rows: Vec<Row>, empty: &str) -> Self {
        let cursor = rows.iter().position(|row| row.goal.is_some());
        Self {
            title,
            cursor: cursor.unwrap_or(0),
            rows,
            scroll: Scroll::default(),
            waits: false,
            empty: empty.to_owned(),
        }
    }

    /// A page whose rows have not come yet.
    pub fn waiting(title: &str) -> Self {
        Self {
            waits: true,
            ..Self::new(title.to_owned(), Vec::new(), "")
        }
    }

    /// The article that the row under the cursor leads to, and the byte of its text.
    pub fn goal(&self) -> Option<(ArticleId, usize)> {
        self.rows.get(self.cursor)?.goal
    }

    /// Moves the cursor by rows that lead somewhere, down where positive; a page without such rows is scrolled.
    pub fn by(&mut self, by: isize, height: usize) {
        let leads = |at: &usize| self.rows.get(*at).is_some_and(|row| row.goal.is_some());
        let wanted = self
            .cursor
            .saturating_add_signed(by)
            .min(self.rows.len().saturating_sub(1));
        let next = if by > 0 {
            let mut below = wanted..self.rows.len();
            below
                .find(leads)
                .or_else(|| (self.cursor..wanted).rev().find(leads))
        } else {
            let mut above = (0..=wanted).rev();
            above
                .find(leads)
                .or_else(|| (wanted..=self.cursor).find(leads))
        };
        let Some(next) = next else {
            return self.scroll.by(by, self.rows.len(), height);
        };
        self.cursor = next;
        // The heading above the first row comes into view with it.
        let from = if next <= 1 { 0 } else { next.saturating_sub(1) };
        if from < self.scroll.top {
            self.scroll.top = from;
        } else if next >= self.scroll.top + height.max(1) {
            self.scroll.top = next + 1 - height.max(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let id = ArticleId([1; 16]);
        let rows = vec![
            Row::group("hari"),
            Row::entry("", "satu", (id, 0)),
            Row::blank(),
            Row::heading("dua", "", (id, 5)),
        ];
        Page::new("Catatan".to_owned(), rows, "")
    }

    #[test]
    fn the_cursor_stands_only_on_rows_that_lead_somewhere() {
        let mut page = page();
        assert_eq!(page.cursor, 1);
        page.by(1, 3);
        assert_eq!((page.cursor, page.scroll.top), (3, 1));
        page.by(1, 3);
        assert_eq!(page.cursor, 3);
        page.by(isize::MIN, 3);
        assert_eq!((page.cursor, page.scroll.top), (1, 0));
        page.by(isize::MAX, 3);
        assert_eq!(page.goal(), Some((ArticleId([1; 16]), 5)));
    }

    #[test]
    fn text_alone_is_scrolled() {
        let rows = (0..9).map(|at| Row::plain(&at.to_string())).collect();
        let mut page = Page::new("keluaran".to_owned(), rows, "");
        page.by(2, 3);
        assert_eq!((page.cursor, page.scroll.top), (0, 2));
        assert_eq!(page.goal(), None);
    }
}
