//! The search line and the query that is in force.

use super::prompt::Prompt;
use crate::article::ArticleId;
use crate::index::{Query, QueryError, Suggestion};

/// What is searched for.
#[derive(Debug)]
pub struct Search {
    /// The line while it is being typed, with its completions.
    pub line: Option<Prompt>,
    /// The words of the query in force; empty shows everything.
    pub words: String,
    /// The query in force.
    pub query: Query,
    /// What is wrong with the line as it stands; the query in force is the last good one.
    pub error: Option<QueryError>,
    /// Whether the search took too long and stopped, so that older articles may be missing.
    pub cut: bool,
    /// The query as it was perhaps meant, where hardly anything was found.
    pub suggestion: Option<Suggestion>,
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
            cut: false,
            suggestion: None,
            before: (String::new(), None),
        }
    }
}

impl Search {
    /// A search that is in force already.
    pub(super) fn of(words: &str, query: Query) -> Self {
        Self {
            words: words.to_owned(),
            query,
            ..Self::default()
        }
    }

    /// Opens the line, with the words in force in it.
    pub fn open(&mut self, selected: Option<ArticleId>) {
        self.before = (self.words.clone(), selected);
        self.line = Some(Prompt::new(&self.words));
        self.error = None;
    }

    /// Takes the line as typed for the query; returns whether another search is to be made. A line that is no query
    /// leaves the old one in force and says what is wrong.
    pub fn typed(&mut self) -> bool {
        let Some(line) = &self.line else { return false };
        let text = line.line.text();
        match Query::parse(text) {
            Ok(query) => {
                self.error = None;
                let changed = text.trim() != self.words;
                text.trim().clone_into(&mut self.words);
                self.query = query;
                changed
            }
            Err(error) => {
                self.error = Some(error);
                false
            }
        }
    }

    /// Closes the line and keeps the query, which is finished now: its last word is found in its other forms too.
    /// Returns whether another search is to be made.
    pub fn keep(&mut self) -> bool {
        self.line = None;
        self.error = None;
        let finished = Query::finished(&self.words).unwrap_or_else(|_| Query::everything());
        let changed = finished != self.query;
        self.query = finished;
        changed
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
        self.set(words);
        Some(selected)
    }

    /// Puts a finished query in force; one that is none shows everything and says what is wrong.
    pub fn set(&mut self, words: String) {
        match Query::finished(&words) {
            Ok(query) => self.query = query,
            Err(error) => {
                self.query = Query::everything();
                self.error = Some(error);
            }
        }
        self.words = words;
    }

    /// Takes these words for the query, as if they had been typed and kept. Words that are no query show everything.
    pub fn take(&mut self, words: &str) {
        self.line = None;
        self.set(words.to_owned());
        if self.error.take().is_some() {
            self.words.clear();
        }
    }

    /// Shows everything again; returns whether a query was in force.
    pub fn clear(&mut self) -> bool {
        let had = !self.words.is_empty();
        *self = Self::default();
        had
    }
}
