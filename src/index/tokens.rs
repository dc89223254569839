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
pub(super) fn is_dense(ch: char) -> bool {
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

/// The one to three letter beginnings of the words of a text, each once.
///
/// They have a field of their own: a prefix that short has too many words behind it to look up while typing.
#[derive(Debug)]
pub struct Beginnings {
    /// One bit for each beginning of ASCII letters and digits.
    seen: Vec<u64>,
    touched: Vec<u16>,
    rest: std::collections::HashSet<String>,
    found: String,
    words: u32,
}

/// Letters, digits and the end of the word.
const SIGNS: u32 = 37;

impl Default for Beginnings {
    fn default() -> Self {
        Self {
            seen: vec![0; (SIGNS * SIGNS * SIGNS).div_ceil(64) as usize],
            touched: Vec::new(),
            rest: std::collections::HashSet::new(),
            found: String::new(),
            words: 0,
        }
    }
}

impl Beginnings {
    /// Forgets what was added.
    pub fn clear(&mut self) {
        for at in self.touched.drain(..) {
            if let Some(word) = self.seen.get_mut(usize::from(at)) {
                *word = 0;
            }
        }
        self.rest.clear();
        self.found.clear();
        self.words = 0;
    }

    /// Adds the words of a text.
    pub fn add(&mut self, text: &str) {
        for span in words(text) {
            self.words += 1;
            let word = span.of(text);
            if word.is_ascii() {
                self.add_ascii(word.as_bytes());
            } else {
                self.add_other(word);
            }
        }
    }

    fn add_ascii(&mut self, word: &[u8]) {
        let mut key = 0;
        let mut scale = 1;
        for (at, byte) in word.iter().take(3).enumerate() {
            let sign = match byte.to_ascii_lowercase() {
                letter @ b'a'..=b'z' => u32::from(letter - b'a') + 1,
                digit => u32::from(digit.wrapping_sub(b'0')) + 27,
            };
            key += sign * scale;
            scale *= SIGNS;
            let (slot, bit) = ((key / 64) as usize, 1_u64 << (key % 64));
            let Some(bits) = self.seen.get_mut(slot) else {
                return;
            };
            if *bits & bit == 0 {
                if *bits == 0 {
                    self.touched.push(slot as u16);
                }
                *bits |= bit;
                for byte in word.iter().take(at + 1) {
                    self.found.push(char::from(byte.to_ascii_lowercase()));
                }
                self.found.push(' ');
            }
        }
    }

    fn add_other(&mut self, word: &str) {
        let mut folded = String::with_capacity(word.len());
        fold_into(word, &mut folded);
        if folded.is_ascii() {
            self.add_ascii(folded.as_bytes());
            return;
        }
        // A pair of a script without spaces is asked for whole, or by its first character.
        let letters = if folded.starts_with(is_dense) { 1 } else { 3 };
        for (at, ch) in folded.char_indices().take(letters) {
            let beginning = folded.get(..at + ch.len_utf8()).unwrap_or_default();
            if beginning.is_ascii() {
                self.add_ascii(beginning.as_bytes());
            } else if !self.rest.contains(beginning) {
                self.rest.insert(beginning.to_owned());
                self.found.push_str(beginning);
                self.found.push(' ');
            }
        }
    }

    /// How many words were added.
    pub fn words(&self) -> u32 {
        self.words
    }

    /// What was found, separated by spaces.
    pub fn found(&self) -> &str {
        &self.found
    }
}

/// Cuts a text into folded words for the index.
#[derive(Clone, Debug, Default)]
pub(super) struct WordTokenizer {
    token: Token,
}

/// Cuts a text at its spaces and changes nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct SpaceTokenizer {
    token: Token,
}

/// The stream of either tokenizer.
pub(super) struct Stream<'a> {
    text: &'a str,
    words: Words<'a>,
    spaces: bool,
    token: &'a mut Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.token.reset();
        Stream {
            text,
            words: words(text),
            spaces: false,
            token: &mut self.token,
        }
    }
}

impl Tokenizer for SpaceTokenizer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.token.reset();
        Stream {
            text,
            words: words(text),
            spaces: true,
            token: &mut self.token,
        }
    }
}

impl Stream<'_> {
    fn next_span(&mut self) -> Option<Span> {
        if !self.spaces {
            return self.words.next();
        }
        let rest = self
            .text
            .get(self.words.at..)
            .filter(|rest| !rest.is_empty())?;
        let start = self.words.at;
        let len = memchr::memchr(b' ', rest.as_bytes()).unwrap_or(rest.len());
        self.words.at = start + (len + 1).min(rest.len());
        Some(Span::new(start, start + len))
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        self.token.text.clear();
        self.token.position = self.token.position.wrapping_add(1);
        let Some(span) = self.next_span() else {
            return false;
        };
        let word = span.of(self.text);
        if self.spaces {
            self.token.text.push_str(word);
        } else {
            fold_into(word, &mut self.token.text);
        }
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

    #[test]
    fn beginnings_come_once() {
        let mut beginnings = Beginnings::default();
        beginnings.add("Xiaomi xiang Éa é");
        let mut found: Vec<_> = beginnings.found().split_whitespace().collect();
        found.sort_unstable();
        assert_eq!(found, ["e", "ea", "x", "xi", "xia"]);
        assert_eq!(beginnings.words(), 4);
        beginnings.clear();
        beginnings.add("di 小米");
        let mut found: Vec<_> = beginnings.found().split_whitespace().collect();
        found.sort_unstable();
        assert_eq!(found, ["d", "di", "小", "米"]);
    }

    proptest! {
        #[test]
        fn words_are_in_order_and_beginnings_hold_every_word(text in "\\PC{0,60}") {
            let mut last = 0;
            let mut beginnings = Beginnings::default();
            beginnings.add(&text);
            let found: Vec<_> = beginnings.found().split_whitespace().collect();
            for (span, word) in folded(&text) {
                prop_assert!(span.start >= last);
                prop_assert!(!span.is_empty());
                last = span.start + 1;
                let letters = if word.starts_with(is_dense) { 1 } else { 2 };
                let beginning: String = word.chars().take(letters).collect();
                prop_assert!(word.is_empty() || found.contains(&beginning.as_str()), "{word}");
            }
        }
    }
}
