//! The search line and the query that is in force.

use super::line::Line;
use crate::article::ArticleId;
use crate::index::{Query, QueryError};

/// What is searched for.
#[derive(Debug)]
pub struct Search {
    /// The line while it is being typed.
    pub line: Option<Line>,
    /// The words of the query in force; empty shows everything.
    pub words: String,
    /// The query in force.
    pub query: Query,
    /// What is wrong with the line as it stands; the query in force is the last good one.
    pub error: Option<QueryError>,
    /// What Esc goes back to: the words before the line was opened and the article then selected.
    before: (String, Option<ArticleId>),
}

impl Default for Search {
    fn default() -> Self {
        Self {
            line: None,
            words: String::new(),
            query: Query::everything(),
            error: None,
            before: (String::new(), None),
        }
    }
}

impl Search {
    /// Opens the line, with the words in force in it.
    pub fn open(&mut self, selected: Option<ArticleId>) {
        self.before = (self.words.clone(), selected);
        self.line = Some(Line::new(self.words.clone()));
        self.error = None;
    }

    /// Takes the line as typed for the query; returns whether another search is to be made. A line that is no query
    /// leaves the old one in force and says what is wrong.
    pub fn typed(&mut self) -> bool {
        let Some(line) = &self.line else { return false };
        match Query::parse(line.text()) {
            Ok(query) => {
                self.error = None;
                let changed = line.text().trim() != self.words;
                line.text().trim().clone_into(&mut self.words);
                self.query = query;
                changed
            }
            Err(error) => {
                self.error = Some(error);
                false
            }
        }
    }

    /// Takes these words for the query, as if they had been typed and kept. Words that are no query show everything.
    pub fn take(&mut self, words: &str) {
        self.open(None);
        self.line = Some(Line::new(words));
        self.typed();
        if self.error.is_some() {
            self.clear();
        } else {
            self.keep();
        }
    }

    /// Closes the line and keeps the query.
    pub fn keep(&mut self) {
        self.line = None;
        self.error = None;
    }

    /// Closes the line and goes back to the query before it; returns the article then selected if that is another
    /// query than the one in force.
    pub fn cancel(&mut self) -> Option<Option<ArticleId>> {
        self.line = None;
        self.error = None;
        let (words, selected) = std::mem::take(&mut self.before);
        if words == self.words {
            return None;
        }
        self.query = Query::parse(&words).unwrap_or_else(|_| Query::everything());
        self.words = words;
        Some(selected)
    }

    /// Shows everything again; returns whether a query was in force.
    pub fn clear(&mut self) -> bool {
        let had = !self.words.is_empty();
        *self = Self::default();
        had
    }
}
