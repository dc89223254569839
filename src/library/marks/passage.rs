//! A highlighted passage, held by its own words, so that it is found again when its article comes in another shape.
//!
//! The words, some context on both sides and the place are kept. To find them again, spacing, punctuation and case do not
//! count. Of several places with the same words the one with the most of the context around it is taken, then the nearest.
//! Words that changed are looked for by their context, then by their beginning and end.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// Bytes of context kept on each side.
const CONTEXT: usize = 64;

/// Letters that a beginning, an end or a context must have to be looked for alone.
const ENOUGH: usize = 10;

/// A passage of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Its words, as they stood in the text.
    pub words: String,
    /// What stood before it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// What stood behind it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// The byte at which it began.
    #[serde(default)]
    pub at: usize,
}

impl Passage {
    /// The passage of a text at a span, white space at its ends left out; `None` where it holds no letter or digit.
    pub fn of(text: &str, span: Span) -> Option<Self> {
        let span = span.trimmed(text);
        let words = span.of(text);
        if !words.chars().any(char::is_alphanumeric) {
            return None;
        }
        let start = text.floor_char_boundary(span.start.saturating_sub(CONTEXT));
        let end = text.ceil_char_boundary((span.end + CONTEXT).min(text.len()));
        Some(Self {
            words: words.to_owned(),
            before: Span::new(start, span.start).of(text).to_owned(),
            after: Span::new(span.end, end).of(text).to_owned(),
            at: span.start,
        })
    }

    /// The number under which it is kept: the same for the same words in the same context, on every machine.
    pub fn number(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [&self.before, &self.words, &self.after] {
            hasher.update(letters(part).as_bytes());
            hasher.update(b"\0");
        }
        let hex = hasher.finalize().to_hex();
        hex.get(..16).unwrap_or_default().to_owned()
    }

    /// As the database keeps it.
    pub fn written(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The passage that the database keeps as this.
    pub fn read(written: &str) -> Option<Self> {
        serde_json::from_str(written).ok()
    }
}

/// A text made ready for finding passages in it.
#[derive(Debug)]
pub struct Page<'a> {
    text: &'a str,
    /// Its letters and digits in lower case.
    letters: String,
    /// For each byte of the letters the start and end of its character in the text.
    places: Vec<(u32, u32)>,
}

impl<'a> Page<'a> {
    /// Readies a text.
    pub fn new(text: &'a str) -> Self {
        let mut page = Self {
            text,
            letters: String::with_capacity(text.len()),
            places: Vec::with_capacity(text.len()),
        };
        for (at, ch) in text.char_indices() {
            if ch.is_alphanumeric() {
                page.letters.extend(ch.to_lowercase());
                let place = (at as u32, (at + ch.len_utf8()) as u32);
                page.places.resize(page.letters.len(), place);
            }
        }
        page
    }

    /// Where the passage stands; `None` where nothing is left of it.
    pub fn find(&self, passage: &Passage) -> Option<Span> {
        let words = letters(&passage.words);
        if words.is_empty() {
            return None;
        }
        let (before, after) = (letters(&passage.before), letters(&passage.after));
        let whole = self.letters.match_indices(&words).max_by_key(|(at, _)| {
            let context = self.context(*at, at + words.len(), &before, &after);
            let away = self.start(*at).abs_diff(passage.at);
            (context, std::cmp::Reverse(away))
        });
        let span = match whole {
            Some((at, found)) => self.span(at, at + found.len()),
            None => self
                .between(&before, &after, words.len(), passage.at)
                .or_else(|| self.stretched(&words, passage.at)),
        };
        span.map(|span| self.with_signs(span, &passage.words))
    }

    /// The span with the signs before its first letter and behind its last that the words have too.
    fn with_signs(&self, span: Span, words: &str) -> Span {
        let is_sign = |ch: char| !ch.is_alphanumeric();
        let first = words.find(char::is_alphanumeric).unwrap_or(0);
        let before = words.get(..first).unwrap_or_default();
        let after = words.trim_end_matches(is_sign).len();
        let after = words.get(after..).unwrap_or_default();
        let ahead = self.text.get(..span.start).unwrap_or_default();
        let behind = self.text.get(span.end..).unwrap_or_default();
        Span::new(
            span.start
                - if ahead.ends_with(before) {
                    before.len()
                } else {
                    0
                },
            span.end
                + if behind.starts_with(after) {
                    after.len()
                } else {
                    0
                },
        )
    }

    /// How many letters of the context stand around a stretch of the letters.
    fn context(&self, start: usize, end: usize, before: &str, after: &str) -> usize {
        let ahead = self.letters.get(..start).unwrap_or_default();
        let behind = self.letters.get(end..).unwrap_or_default();
        let same = |(one, other): &(char, char)| one == other;
        ahead
            .chars()
            .rev()
            .zip(before.chars().rev())
            .take_while(same)
            .count()
            + behind.chars().zip(after.chars()).take_while(same).count()
    }

    /// What stands between the two contexts, where both are there and about as far from one another as they were.
    fn between(&self, before: &str, after: &str, length: usize, at: usize) -> Option<Span> {
        if before.len() < ENOUGH || after.len() < ENOUGH {
            return None;
        }
        let start = self.nearest(before, at)? + before.len();
        let rest = self.letters.get(start..)?;
        let len = rest.find(after)?;
        (len > 0 && len <= 2 * length + ENOUGH).then(|| self.span(start, start + len))?
    }

    /// From the first third of the words to their last third, where both are there and not much more lies between.
    fn stretched(&self, words: &str, at: usize) -> Option<Span> {
        let third = words.len() / 3;
        let head = words.get(..words.floor_char_boundary(third))?;
        let tail = words.get(words.ceil_char_boundary(words.len() - third)..)?;
        if head.len() < ENOUGH || tail.len() < ENOUGH {
            return None;
        }
        match (self.nearest(head, at), self.nearest(tail, at)) {
            (Some(start), _) => {
                let rest = self.letters.get(start + head.len()..)?;
                let end = rest
                    .find(tail)
                    .filter(|gap| *gap <= words.len() + ENOUGH)
                    .map_or(start + head.len(), |gap| {
                        start + head.len() + gap + tail.len()
                    });
                self.span(start, end)
            }
            (None, Some(start)) => self.span(start, start + tail.len()),
            (None, None) => None,
        }
    }

    /// The occurrence of some letters that stands nearest to a byte of the text.
    fn nearest(&self, letters: &str, at: usize) -> Option<usize> {
        let found = self.letters.match_indices(letters).map(|(found, _)| found);
        found.min_by_key(|found| self.start(*found).abs_diff(at))
    }

    /// The byte of the text at which the character of a byte of the letters begins.
    fn start(&self, letter: usize) -> usize {
        self.places
            .get(letter)
            .map_or(0, |(start, _)| *start as usize)
    }

    fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (first, _) = *self.places.get(start)?;
        let (_, last) = *self.places.get(end.checked_sub(1)?)?;
        Some(Span::new(first as usize, last as usize))
    }
}

/// The letters and digits of a text in lower case: what of it counts.
pub(super) fn letters(text: &str) -> String {
    let kept = text.chars().filter(|ch| ch.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "Pembukaan.\nToko itu ramai, kata \"Lei Jun\", Senin.\nHarga naik. Toko itu ramai, kata warga.\nAkhir cerita.";

    fn passage(words: &str, nth: usize) -> Passage {
        let at = TEXT.match_indices(words).nth(nth).unwrap().0;
        Passage::of(TEXT, Span::new(at, at + words.len())).unwrap()
    }

    fn found<'a>(text: &'a str, passage: &Passage) -> Option<&'a str> {
        Page::new(text).find(passage).map(|span| span.of(text))
    }

    #[test]
    fn the_same_words_are_told_apart_by_what_stands_around_them() {
        for nth in 0..2 {
            let passage = passage("Toko itu ramai", nth);
            let at = Page::new(TEXT).find(&passage).unwrap().start;
            assert_eq!(at, passage.at, "{nth}");
        }
        assert_ne!(
            passage("Toko itu ramai", 0).number(),
            passage("Toko itu ramai", 1).number()
        );
    }

    #[test]
    fn another_extraction_keeps_the_passage() {
        let again = "MENU | Beranda\n\nPembukaan.   Toko itu ramai,\nkata “Lei Jun”, Senin. IKLAN Harga naik. Toko itu ramai, kata warga.";
        assert_eq!(
            found(again, &passage("kata \"Lei Jun\", Senin.", 0)),
            Some("kata “Lei Jun”, Senin.")
        );
        assert_eq!(
            found(again, &passage("ramai, kata warga", 0)),
            Some("ramai, kata warga")
        );
    }

    #[test]
    fn changed_words_are_found_by_their_context() {
        let edited = TEXT.replace("Harga naik", "Harga turun lagi");
        assert_eq!(
            found(&edited, &passage("Harga naik.", 0)),
            Some("Harga turun lagi.")
        );
        let long = passage("Toko itu ramai, kata \"Lei Jun\", Senin.\nHarga naik.", 0);
        let inserted = format!(
            "x{}",
            TEXT.replace("Pembukaan", "").replace("Jun\"", "Jun Muda\"")
        );
        assert_eq!(
            found(&inserted, &long),
            Some("Toko itu ramai, kata \"Lei Jun Muda\", Senin.\nHarga naik.")
        );
    }

    #[test]
    fn what_is_gone_is_not_found() {
        assert_eq!(found("Sama sekali lain.", &passage("Harga naik.", 0)), None);
        assert_eq!(found("", &passage("Harga naik.", 0)), None);
        assert_eq!(Passage::of(" -- ", Span::new(0, 4)), None);
    }

    proptest! {
        #[test]
        fn what_was_marked_is_found_in_its_own_text(
            text in "(\\PC|é|新|\n){1,80}", from in 0_usize..80, len in 1_usize..40,
        ) {
            let start = text.floor_char_boundary(from.min(text.len()));
            let end = text.floor_char_boundary((start + len).min(text.len()));
            if let Some(passage) = Passage::of(&text, Span::new(start, end)) {
                let again = Page::new(&text).find(&passage).unwrap().of(&text);
                prop_assert_eq!(letters(again), letters(&passage.words));
                prop_assert_eq!(Passage::read(&passage.written()), Some(passage));
            }
        }

        #[test]
        fn nothing_panics_on_another_text(words in "\\PC{0,40}", text in "\\PC{0,200}", at in 0_usize..300) {
            let passage = Passage { before: words.clone(), after: words.clone(), words, at };
            if let Some(span) = Page::new(&text).find(&passage) {
                prop_assert!(text.get(span.start..span.end).is_some());
            }
        }
    }
}
