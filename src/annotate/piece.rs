//! The words of a text taken apart at their inner hyphens and apostrophes, so that a name and what hangs on it
//! (`Xiaomi-lah`, `Apple's`, `Google-backed`) stand side by side.

use super::page::{Shape, Word, shape};
use crate::text::Span;

/// Calls `take` with each piece of each word, in order: where it stands, how it is written and whether it is known to
/// hold nothing but letters and digits of ASCII. Marks that part the pieces of a word are pieces themselves.
pub(super) fn each(text: &str, words: &[Word], mut take: impl FnMut(Span, Shape, bool)) {
    for word in words {
        let whole = word.plain || word.shape == Shape::Mark;
        let written = if whole { "" } else { word.span.of(text) };
        if !written.contains(['-', '\'', '’', '‑', '_']) {
            let plain = word.plain || !whole && written.is_ascii();
            take(word.span, word.shape, plain);
            continue;
        }
        let mut start = word.span.start;
        for (at, mark) in written.match_indices(['-', '\'', '’', '‑', '_']) {
            let at = word.span.start + at;
            let end = at + mark.len();
            if start < at {
                let span = Span::new(start, at);
                take(span, shape(span.of(text)), span.of(text).is_ascii());
            }
            take(Span::new(at, end), Shape::Mark, false);
            start = end;
        }
        if start < word.span.end {
            let span = Span::new(start, word.span.end);
            take(span, shape(span.of(text)), span.of(text).is_ascii());
        }
    }
}

/// Writes `piece` in small letters, with one form of apostrophe and hyphen, into `into`.
pub(super) fn fold(piece: &str, into: &mut String) {
    into.clear();
    if piece.is_ascii() {
        into.push_str(piece);
        into.make_ascii_lowercase();
        return;
    }
    for ch in piece.chars() {
        match ch {
            '’' => into.push('\''),
            '‑' => into.push('-'),
            _ => into.extend(ch.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::words;
    use super::*;

    #[test]
    fn parts_what_hangs_on_a_name() {
        let text = "Xiaomi-lah, Apple’s Google-backed Coca-Cola AT&T";
        let mut found = Vec::new();
        each(text, &words(text), |span, _, _| found.push(span.of(text)));
        assert_eq!(
            found,
            [
                "Xiaomi", "-", "lah", ",", "Apple", "’", "s", "Google", "-", "backed", "Coca", "-",
                "Cola", "AT&T"
            ]
        );
    }
}
