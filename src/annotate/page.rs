//! A text made ready for the finders: its language, sentences, words and boilerplate.

use jiff::civil::Date;

use super::Context;
use super::structure::Structure;
use crate::text::{Lang, Span, lang, sentence};

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `perusahaan`.
    Lower,
    /// `Xiaomi`, `YouTube`.
    Capitalised,
    /// `IBM`, two capitals or more and no small letter.
    Upper,
    /// `iPhone`, `eBay`: begins small, a capital inside.
    Camel,
    /// `2015`, `3,5`, `4G`: begins with a digit.
    Number,
    /// One mark that is neither letter, digit nor white space.
    Mark,
}

/// A word, a number or one punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where in the text.
    pub span: Span,
    /// How it is written.
    pub shape: Shape,
    /// Whether it holds nothing but letters and digits of ASCII.
    pub plain: bool,
}

/// A text with what the finders need, made once for all of them.
pub struct Page<'a> {
    /// The text.
    pub text: &'a str,
    /// What is known beside the text.
    pub context: &'a Context<'a>,
    /// The language.
    pub lang: Lang,
    /// The headline, where the text carries it as its first line.
    pub title: Option<Span>,
    /// The day of publication that the text states.
    pub date: Option<Date>,
    /// Who published it, as the text says, by the name readers know.
    pub outlet: Option<&'static str>,
    /// What stands before the article's first words: `JAKARTA, KOMPAS.com -`.
    pub dateline: Option<Span>,
    /// Site boilerplate, in order.
    pub boilerplate: Vec<Span>,
    /// Sentences in order, covering everything but white space. None crosses a line break or an edge of boilerplate.
    pub sentences: Vec<Span>,
    /// Words and marks in order.
    pub words: Vec<Word>,
}

impl<'a> Page<'a> {
    /// Reads a text once and keeps what the finders need.
    pub fn new(text: &'a str, context: &'a Context<'a>) -> Self {
        let lang = context
            .lang
            .map_or_else(|| lang::detect(text), Lang::of_code);
        let structure = Structure::read(text, lang, context);
        Self {
            text,
            context,
            lang,
            title: structure.title,
            date: structure.date,
            outlet: structure.outlet,
            dateline: structure.dateline,
            sentences: cut(text, sentence::split(text), &structure.boilerplate),
            boilerplate: structure.boilerplate,
            words: words(text),
        }
    }

    /// The text of a word by its index; empty past the end.
    pub fn word(&self, at: usize) -> &'a str {
        self.words
            .get(at)
            .map_or("", |word| word.span.of(self.text))
    }

    /// The index of the first word that ends after byte `at`.
    pub fn word_at(&self, at: usize) -> usize {
        self.words.partition_point(|word| word.span.end <= at)
    }
}

/// Cuts sentences at the edges of boilerplate.
fn cut(text: &str, sentences: Vec<Span>, boilerplate: &[Span]) -> Vec<Span> {
    let mut edges = boilerplate
        .iter()
        .flat_map(|span| [span.start, span.end])
        .peekable();
    let mut parts = Vec::with_capacity(sentences.len() + 2 * boilerplate.len());
    for mut rest in sentences {
        while let Some(edge) = edges.next_if(|&edge| edge < rest.end) {
            if edge > rest.start {
                parts.push(Span::new(rest.start, edge).trimmed(text));
                rest = Span::new(edge, rest.end).trimmed(text);
            }
        }
        parts.push(rest);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Splits a text into words, numbers and marks. A word holds letters, digits, and inside it `'`, `’`, `-`, `.`, `&`
/// and `_` between two letters or digits (`Xiaomi-lah`, `Kompas.com`, `AT&T`); a stop counts only before a small
/// letter or a digit, so that glued sentences (`Cortana.Kecanggihan`) come apart.
pub(super) fn words(text: &str) -> Vec<Word> {
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let sort = sort::of(byte);
        if sort & sort::WORD != 0 {
            let word = word_at(text, start);
            at = word.span.end;
            words.push(word);
        } else if sort == sort::OTHER {
            let Some(first) = char_at(text, at) else {
                break;
            };
            at += first.len_utf8();
            if first.is_alphanumeric() {
                at = word_end(text, start);
                words.push(uneven(text, start, at));
            } else if !first.is_whitespace() {
                words.push(mark(start, at));
            }
        } else {
            at += 1;
            if sort != sort::SPACE {
                words.push(mark(start, at));
            }
        }
    }
    words
}

fn mark(start: usize, end: usize) -> Word {
    Word {
        span: Span::new(start, end),
        shape: Shape::Mark,
        plain: false,
    }
}

/// A word with more in it than letters and digits of ASCII.
fn uneven(text: &str, start: usize, end: usize) -> Word {
    let span = Span::new(start, end);
    Word {
        span,
        shape: shape(span.of(text)),
        plain: false,
    }
}

/// The word that a letter or digit of ASCII at `start` begins.
fn word_at(text: &str, start: usize) -> Word {
    let bytes = text.as_bytes();
    let (mut at, mut capitals, mut seen) = (start, 0, 0);
    let last = loop {
        let next = bytes.get(at).map_or(sort::SPACE, |&byte| sort::of(byte));
        if next & sort::WORD == 0 {
            break next;
        }
        capitals += usize::from(next & sort::CAPITAL);
        seen |= next;
        at += 1;
    };
    if last & sort::INSIDE != 0 {
        let end = word_end(text, at);
        if end > at {
            return uneven(text, start, end);
        }
    }
    let first = bytes.get(start).map_or(0, |&byte| sort::of(byte));
    Word {
        span: Span::new(start, at),
        shape: shaped(
            first == sort::DIGIT,
            first == sort::CAPITAL,
            capitals,
            seen & sort::SMALL != 0,
        ),
        plain: true,
    }
}

/// What a byte is to the words of a text, as bits: looked up, for every byte of every text is asked for.
mod sort {
    pub(super) const CAPITAL: u8 = 1;
    pub(super) const SMALL: u8 = 1 << 1;
    pub(super) const DIGIT: u8 = 1 << 2;
    pub(super) const SPACE: u8 = 1 << 3;
    /// A mark that may stand inside a word.
    const JOINT: u8 = 1 << 4;
    /// Part of a character outside ASCII.
    pub(super) const OTHER: u8 = 1 << 5;
    /// What words are made of.
    pub(super) const WORD: u8 = CAPITAL | SMALL | DIGIT;
    /// What may go on a word.
    pub(super) const INSIDE: u8 = JOINT | OTHER;

    const SORTS: [u8; 256] = {
        let mut sorts = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            sorts[byte] = match byte as u8 {
                b' ' | b'\t'..=b'\r' => SPACE,
                b'A'..=b'Z' => CAPITAL,
                b'a'..=b'z' => SMALL,
                b'0'..=b'9' => DIGIT,
                b'\'' | b'-' | b'&' | b'_' | b'.' => JOINT,
                0x80.. => OTHER,
                _ => 0,
            };
            byte += 1;
        }
        sorts
    };

    pub(super) const fn of(byte: u8) -> u8 {
        SORTS[byte as usize]
    }
}

/// The character at a byte.
fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The end of the word that a letter or digit at `at` begins.
fn word_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        if byte.is_ascii() && !matches!(byte, b'\'' | b'-' | b'&' | b'_' | b'.') {
            return at;
        }
        let Some(ch) = char_at(text, at) else {
            return at;
        };
        let next = at + ch.len_utf8();
        if !ch.is_alphanumeric() && !joins(ch, char_at(text, next)) {
            return at;
        }
        at = next;
    }
    at
}

/// Whether a mark joins the word before it to the character behind it.
fn joins(mark: char, next: Option<char>) -> bool {
    match mark {
        '\'' | '’' | '-' | '&' | '_' | '‑' => next.is_some_and(char::is_alphanumeric),
        '.' => next.is_some_and(|ch| ch.is_lowercase() || ch.is_numeric()),
        _ => false,
    }
}

/// How a word is written.
pub(super) fn shape(word: &str) -> Shape {
    let first = word.chars().next().unwrap_or_default();
    let (mut capitals, mut small) = (0, false);
    if word.is_ascii() {
        for byte in word.bytes() {
            capitals += usize::from(byte.is_ascii_uppercase());
            small |= byte.is_ascii_lowercase();
        }
    } else {
        capitals = word.chars().filter(|ch| ch.is_uppercase()).count();
        small = word.chars().any(char::is_lowercase);
    }
    shaped(first.is_numeric(), first.is_uppercase(), capitals, small)
}

/// How a word is written that begins with a digit or a capital, or not, and has so many capitals and small letters.
fn shaped(digit: bool, capital: bool, capitals: usize, small: bool) -> Shape {
    match (capital, capitals, small) {
        _ if digit => Shape::Number,
        (true, 2.., false) => Shape::Upper,
        (true, ..) => Shape::Capitalised,
        (false, 1.., _) => Shape::Camel,
        _ => Shape::Lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_boilerplate() {
        let text = "Satu dua tiga. Empat lima";
        let spans = cut(
            text,
            sentence::split(text),
            &[Span::new(5, 8), Span::new(15, 20)],
        );
        let found: Vec<_> = spans.iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["Satu", "dua", "tiga.", "Empat", "lima"]);
    }

    #[test]
    fn words_keep_names_together_and_part_glued_sentences() {
        let text = "Cortana.Kecanggihan Xiaomi-lah, AT&T di Kompas.com 3,5 iPhone!";
        let found: Vec<_> = words(text).iter().map(|word| word.span.of(text)).collect();
        assert_eq!(
            found,
            [
                "Cortana",
                ".",
                "Kecanggihan",
                "Xiaomi-lah",
                ",",
                "AT&T",
                "di",
                "Kompas.com",
                "3",
                ",",
                "5",
                "iPhone",
                "!"
            ]
        );
        assert_eq!(shape("IBM"), Shape::Upper);
        assert_eq!(shape("X"), Shape::Capitalised);
        assert_eq!(shape("iPhone"), Shape::Camel);
    }
}
