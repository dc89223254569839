//! The words of a text as the index keeps them: folded, in order, with their places.
//!
//! A word is a run of letters, digits and the marks that belong to them. Scripts that put no space between words
//! (Han, kana, Thai …) are cut into overlapping pairs of characters, the last one of a run alone, so that any stretch
//! of them is found as a phrase and any single character as a prefix.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::{Span, fold};

/// Longer words are kept by their first characters only.
const LONGEST: usize = 64;

/// Appends the folded form of `word`, of its first characters only.
fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() {
        let start = folded.len();
        folded.push_str(word.get(..LONGEST).unwrap_or(word));
        if let Some(tail) = folded.get_mut(start..) {
            tail.make_ascii_lowercase();
        }
        return;
    }
    word.chars()
        .take(LONGEST)
        .for_each(|ch| fold::push(ch, folded));
}

/// The folded form of a text: what the index compares.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for (at, part) in text.split(' ').enumerate() {
        if at > 0 {
            folded.push(' ');
        }
        fold_into(part, &mut folded);
    }
    folded
}

/// Whether the script of a character puts no space between words.
pub(crate) fn is_dense(ch: char) -> bool {
    matches!(ch,
        '\u{0e00}'..='\u{0eff}' // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3040}'..='\u{30ff}' // kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // Han
        | '\u{20000}'..='\u{3ffff}')
        && ch != '\u{30fb}'
}

/// Whether a character belongs to a word.
fn is_word(ch: char) -> bool {
    if ch.is_ascii() {
        return ch.is_ascii_alphanumeric();
    }
    ch.is_alphanumeric()
        || matches!(ch,
            '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
            | '\u{900}'..='\u{963}' | '\u{966}'..='\u{dff}' | '\u{0e31}'..='\u{0e4e}' | '\u{0eb1}'..='\u{0ecd}')
}

/// The words of a text in order, unfolded.
#[derive(Clone, Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

/// Where the words of `text` lie.
pub(super) fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        // Most words are ASCII with ASCII around them; they need no decoding.
        let bytes = self.text.as_bytes();
        let run = |from: usize, word: bool| {
            let rest = bytes.get(from..).unwrap_or_default();
            let stop = rest
                .iter()
                .position(|byte| !byte.is_ascii() || byte.is_ascii_alphanumeric() != word);
            from + stop.unwrap_or(rest.len())
        };
        let start = run(self.at, false);
        let end = run(start, true);
        if bytes.get(end).is_none_or(u8::is_ascii) {
            self.at = end;
            return (start < end).then(|| Span::new(start, end));
        }
        self.at = start;
        let rest = self.text.get(self.at..)?;
        let mut chars = rest.char_indices();
        let (start, first) = chars.find(|(_, ch)| is_word(*ch))?;
        let start = self.at + start;
        if is_dense(first) {
            let end = start + first.len_utf8();
            self.at = end;
            let next = chars.next().map(|(_, ch)| ch).filter(|ch| is_dense(*ch));
            return Some(Span::new(start, end + next.map_or(0, char::len_utf8)));
        }
        let end = chars
            .find(|(_, ch)| !is_word(*ch) || is_dense(*ch))
            .map_or(self.text.len(), |(at, _)| self.at + at);
        self.at = end;
        Some(Span::new(start, end))
    }
}

/// The folded words of a text in order.
pub(super) fn folded(text: &str) -> impl Iterator<Item = (Span, String)> + '_ {
    words(text).map(|span| {
        let mut word = String::with_capacity(span.len());
        fold_into(span.of(text), &mut word);
        (span, word)
    })
}

/// Cuts a text into folded words for the index.
#[derive(Clone, Debug, Default)]
pub(super) struct WordTokenizer {
    token: Token,
}

/// The stream of the tokenizer.
pub(super) struct Stream<'a> {
    text: &'a str,
    words: Words<'a>,
    token: &'a mut Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.token.reset();
        Stream {
            text,
            words: words(text),
            token: &mut self.token,
        }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        self.token.position = self.token.position.wrapping_add(1);
        let Some(span) = self.words.next() else {
            return false;
        };
        let word = span.of(self.text);
        fold_into(word, &mut self.token.text);
        self.token.offset_from = span.start;
        self.token.offset_to = span.end;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(text: &str) -> Vec<String> {
        folded(text).map(|(_, word)| word).collect()
    }

    #[test]
    fn words_fold_case_accents_and_width() {
        assert_eq!(
            list("Café Xiaomi-lah, AT&T ３Ｇ Kompas.com!"),
            ["cafe", "xiaomi", "lah", "at", "t", "3g", "kompas", "com"]
        );
        assert_eq!(list("e\u{301}clair كِتَاب"), ["eclair", "كتاب"]);
    }

    #[test]
    fn dense_scripts_come_in_pairs() {
        assert_eq!(list("小米手机A1"), ["小米", "米手", "手机", "机", "a1"]);
    }

    proptest! {
        #[test]
        fn words_are_in_order(text in "\\PC{0,60}") {
            let mut last = 0;
            for (span, _) in folded(&text) {
                prop_assert!(span.start >= last);
                prop_assert!(!span.is_empty());
                last = span.start + 1;
            }
        }
    }
}
