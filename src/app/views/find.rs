//! Finding in the article: the line as it is typed, and where its words stand in the text.

use crate::app::line::Line;
use crate::article::ArticleId;
use crate::text::{Span, fold};

/// What is sought in the article in view.
#[derive(Debug, Default)]
pub struct Find {
    /// The line while it is being typed.
    pub line: Option<Line>,
    /// What is sought; empty where nothing is.
    pub words: String,
    /// Where it stands in the text, in order, not overlapping.
    pub hits: Vec<Span>,
    /// What was sought before the line was opened.
    before: String,
    /// The text that is searched, folded once.
    page: Option<Folded>,
}

/// A text folded for comparison, with the way back.
#[derive(Debug)]
struct Folded {
    of: ArticleId,
    text: String,
    /// For each byte of `text`, the first byte of the character it came from.
    from: Vec<u32>,
}

impl Folded {
    fn new(of: ArticleId, text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut from = Vec::with_capacity(text.len());
        for (at, ch) in text.char_indices() {
            fold::push(ch, &mut folded);
            from.resize(folded.len(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        Self {
            of,
            text: folded,
            from,
        }
    }

    /// Where `sought` (folded) stands in the text it was made of.
    fn find(&self, sought: &str, text: &str) -> Vec<Span> {
        if sought.is_empty() {
            return Vec::new();
        }
        let byte = |at: usize| self.from.get(at).map(|at| *at as usize);
        let hits = self.text.match_indices(sought).filter_map(|(at, found)| {
            let last = byte(at + found.len() - 1)?;
            let length = text.get(last..)?.chars().next()?.len_utf8();
            Some(Span::new(byte(at)?, last + length))
        });
        hits.collect()
    }
}

impl Find {
    /// Whether anything is sought.
    pub const fn is_on(&self) -> bool {
        !self.words.is_empty()
    }

    /// Opens the line with what was sought last in it.
    pub fn open(&mut self) {
        self.before.clone_from(&self.words);
        self.line = Some(Line::new(self.words.clone()));
    }

    /// Takes the line as typed for what is sought, in this article. Returns whether that is something else than before.
    pub fn typed(&mut self, id: ArticleId, text: &str) -> bool {
        let Some(line) = &self.line else { return false };
        if line.text() == self.words {
            return false;
        }
        line.text().clone_into(&mut self.words);
        self.seek(id, text);
        true
    }

    /// Seeks anew, in another article.
    pub fn seek(&mut self, id: ArticleId, text: &str) {
        if !self.is_on() {
            self.hits.clear();
            return;
        }
        let page = match self.page.take() {
            Some(page) if page.of == id => page,
            _ => Folded::new(id, text),
        };
        self.hits = page.find(&fold::fold(self.words.trim()), text);
        self.page = Some(page);
    }

    /// Closes the line and keeps what is sought.
    pub fn keep(&mut self) {
        self.line = None;
        // The folded text is as large as the article: it is made again when it is wanted again.
        self.page = None;
    }

    /// Closes the line and goes back to what was sought before it.
    pub fn cancel(&mut self, id: ArticleId, text: &str) {
        self.line = None;
        self.words = std::mem::take(&mut self.before);
        self.seek(id, text);
        self.page = None;
    }

    /// Ends the search; returns whether there was one.
    pub fn clear(&mut self) -> bool {
        let had = self.is_on();
        *self = Self::default();
        had
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, sought: &str) -> Vec<String> {
        let page = Folded::new(ArticleId([0; 16]), text);
        page.find(&fold::fold(sought), text)
            .into_iter()
            .map(|span| span.of(text).to_owned())
            .collect()
    }

    #[test]
    fn case_and_accents_do_not_matter_and_spans_are_of_the_text() {
        assert_eq!(
            found("Café, CAFE dan cafe\u{301}s", "cafe"),
            ["Café", "CAFE", "cafe"]
        );
        assert_eq!(found("Straße", "strasse"), ["Straße"]);
        assert_eq!(found("小米发布小米", "小米"), ["小米", "小米"]);
        assert!(found("abc", "").is_empty());
    }

    #[test]
    fn a_line_is_sought_as_it_is_typed_and_left_as_it_was() {
        let (id, text) = (ArticleId([1; 16]), "satu dua satu");
        let mut find = Find::default();
        find.open();
        find.line = Some(Line::new("satu"));
        assert!(find.typed(id, text));
        assert!(!find.typed(id, text), "nothing was typed since");
        assert_eq!(find.hits.len(), 2);
        find.keep();
        find.open();
        find.line = Some(Line::new("tiga"));
        assert!(find.typed(id, text));
        assert!(find.hits.is_empty());
        find.cancel(id, text);
        assert_eq!((find.words.as_str(), find.hits.len()), ("satu", 2));
        assert!(find.clear());
        assert!(!find.clear());
    }
}
