//! A line of text that is being typed, with a cursor on grapheme boundaries.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::text::Span;

/// One line under a cursor. The cursor is a byte offset and always lies between two graphemes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    cursor: usize,
    /// The byte from which on the text is only offered: what is typed takes its place.
    offered: Option<usize>,
}

impl Line {
    /// A line with the cursor at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let cursor = text.len();
        Self {
            text,
            cursor,
            offered: None,
        }
    }

    /// A line whose end is offered: what is typed next takes its place, and whoever moves in it takes it over.
    pub fn offering(kept: &str, offered: &str) -> Self {
        Self {
            offered: Some(kept.len()),
            ..Self::new([kept, offered].concat())
        }
    }

    /// What is offered, in bytes of the text.
    pub fn offered(&self) -> Option<Span> {
        self.offered.map(|at| Span::new(at, self.text.len()))
    }

    /// Takes what is offered away; returns whether there was anything.
    fn refuse(&mut self) -> bool {
        let Some(at) = self.offered.take() else {
            return false;
        };
        let any = at < self.text.len();
        self.text.truncate(at);
        self.cursor = at;
        any
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// What stands behind the cursor.
    pub fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// Inserts at the cursor. Control characters and line breaks become spaces.
    pub fn insert(&mut self, typed: &str) {
        let clean: String = typed
            .chars()
            .map(|ch| if ch.is_control() { ' ' } else { ch })
            .collect();
        self.refuse();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
        // A combining mark may have joined the grapheme before it.
        while !self.is_boundary() && self.cursor < self.text.len() {
            self.cursor += self.after().chars().next().map_or(1, char::len_utf8);
        }
    }

    fn is_boundary(&self) -> bool {
        GraphemeCursor::new(self.cursor, self.text.len(), true)
            .is_boundary(&self.text, 0)
            .unwrap_or(true)
    }

    /// Moves one grapheme to the left.
    pub fn left(&mut self) {
        self.offered = None;
        self.cursor = self
            .before()
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(at, _)| at);
    }

    /// Moves one grapheme to the right.
    pub fn right(&mut self) {
        self.offered = None;
        self.cursor += self.after().graphemes(true).next().map_or(0, str::len);
    }

    /// Moves to the start.
    pub fn home(&mut self) {
        self.offered = None;
        self.cursor = 0;
    }

    /// Moves to the end.
    pub fn end(&mut self) {
        self.offered = None;
        self.cursor = self.text.len();
    }

    /// Deletes the grapheme before the cursor.
    pub fn backspace(&mut self) {
        if self.refuse() {
            return;
        }
        let end = self.cursor;
        self.left();
        self.text.replace_range(self.cursor..end, "");
    }

    /// Deletes the grapheme behind the cursor.
    pub fn delete(&mut self) {
        if self.refuse() {
            return;
        }
        let end = self.cursor + self.after().graphemes(true).next().map_or(0, str::len);
        self.text.replace_range(self.cursor..end, "");
    }

    /// Deletes the word before the cursor with the white space behind it.
    pub fn delete_word(&mut self) {
        if self.refuse() {
            return;
        }
        let before = self.before().trim_end();
        let start = before.rfind(char::is_whitespace).map_or(0, |at| {
            at + before
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8)
        });
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Deletes everything before the cursor.
    pub fn delete_to_start(&mut self) {
        self.offered = None;
        self.text.replace_range(..self.cursor, "");
        self.cursor = 0;
    }

    /// Deletes everything.
    pub fn clear(&mut self) {
        self.offered = None;
        self.text.clear();
        self.cursor = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_and_deletes_by_grapheme() {
        let mut line = Line::new("a👨‍👩‍👧e\u{301}");
        line.left();
        line.left();
        assert_eq!(line.before(), "a");
        line.delete();
        assert_eq!(line.text(), "ae\u{301}");
        line.end();
        line.backspace();
        assert_eq!(line.text(), "a");
        line.left();
        line.left();
        line.backspace();
        assert_eq!(line.text(), "a");
    }

    #[test]
    fn what_is_offered_goes_with_the_first_letter_and_stays_with_a_move() {
        let line = || Line::offering("save-search ", "xiaomi redmi");
        let mut typed = line();
        assert_eq!(typed.offered(), Some(Span::new(12, 24)));
        typed.insert("p");
        typed.insert("q");
        assert_eq!((typed.text(), typed.offered()), ("save-search pq", None));
        let mut moved = line();
        moved.left();
        moved.insert("!");
        assert_eq!(moved.text(), "save-search xiaomi redm!i");
        let mut erased = line();
        erased.backspace();
        assert_eq!(erased.text(), "save-search ");
        erased.backspace();
        assert_eq!(erased.text(), "save-search");
        let mut word = line();
        word.delete_word();
        assert_eq!(word.text(), "save-search ");
    }

    #[test]
    fn words_and_pastes() {
        let mut line = Line::new("lei jun  ");
        line.delete_word();
        assert_eq!(line.text(), "lei ");
        line.insert("x\ny");
        assert_eq!(line.text(), "lei x y");
        line.delete_to_start();
        assert_eq!(line.text(), "");
    }
}
