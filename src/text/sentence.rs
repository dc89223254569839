//! Sentence boundaries, also where scraping glued sentences together.

use super::lang::words;
use super::{Span, lines, scan};

/// The sentences of a text in order, covering everything but white space; none crosses a line break.
///
/// A sentence ends at a full stop, question mark, exclamation mark or ellipsis with the closing marks behind it. No end
/// are the stops of abbreviations, initials, decimals and addresses, and marks before a small letter (`"Apa ini?" kata
/// dia`). A stop between a small letter and a capitalised word ends a sentence without any space
/// (`Cortana.Kecanggihan`, `iOS."Jadi,`). The sentences of a quotation are sentences of their own.
pub fn split(text: &str) -> Vec<Span> {
    let mut sentences = Vec::with_capacity(text.len() / 120 + 1);
    for line in lines::of(text) {
        Line::new(line.of(text), line.start).split(&mut sentences);
    }
    sentences
}

/// A line being split.
struct Line<'a> {
    text: &'a str,
    /// Where it begins in the whole text.
    offset: usize,
    /// Where the present sentence begins in the line.
    start: usize,
    /// Whether the next straight quote mark closes.
    quoted: bool,
}

impl<'a> Line<'a> {
    fn new(text: &'a str, offset: usize) -> Self {
        Self {
            text,
            offset,
            start: 0,
            quoted: false,
        }
    }

    fn split(mut self, sentences: &mut Vec<Span>) {
        let mut at = 0;
        while let Some(mark) = scan::first(self.text.as_bytes(), at, may_end) {
            if !self.rest(mark).starts_with(['.', '!', '?', '…', '"']) {
                // Another character with the first byte of an ellipsis.
                at = self.after_char(mark);
                continue;
            }
            let end = self.after_run(mark);
            if self.rest(mark).starts_with('"') {
                self.quoted = !self.quoted;
                at = mark + 1;
                continue;
            }
            let (end, quoted) = self.after_closing(end);
            self.quoted = quoted;
            if self.ends(mark, end) {
                self.push(end, sentences);
            }
            at = end;
        }
        self.push(self.text.len(), sentences);
    }

    /// The line from byte `at` on.
    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The byte after the character at `at`.
    fn after_char(&self, at: usize) -> usize {
        at + self.rest(at).chars().next().map_or(1, char::len_utf8)
    }

    /// The byte after the end marks that begin at `mark`.
    fn after_run(&self, mark: usize) -> usize {
        let rest = self.rest(mark);
        self.text.len() - rest.trim_start_matches(['.', '!', '?', '…']).len()
    }

    /// The byte after the closing quote marks and brackets at `at`, and whether a straight quotation is still open
    /// there. A straight mark closes only where one is open.
    fn after_closing(&self, at: usize) -> (usize, bool) {
        let mut end = at;
        let mut quoted = self.quoted;
        for ch in self.rest(at).chars() {
            match ch {
                '"' if quoted => quoted = false,
                '”' | '’' | '»' | ')' | ']' => {}
                '\'' if self
                    .rest(end + 1)
                    .chars()
                    .next()
                    .is_none_or(|next| !next.is_alphanumeric()) => {}
                _ => break,
            }
            end += ch.len_utf8();
        }
        (end, quoted)
    }

    /// Whether the end marks from `mark`, with what closes behind them up to `end`, end a sentence.
    fn ends(&self, mark: usize, end: usize) -> bool {
        let rest = self.rest(end);
        let mut ahead = rest.chars();
        let Some(next) = ahead.next() else {
            return true;
        };
        let stop = self.rest(mark).starts_with('.') && self.after_run(mark) == mark + 1;
        if next.is_whitespace() {
            let opener = rest.trim_start().trim_start_matches(opening);
            let first = opener.chars().next();
            let small = first.is_some_and(|ch| {
                ch.is_lowercase() || matches!(ch, ',' | ';' | ':' | '.' | '—' | '–')
            });
            let open = stop && end == mark + 1 && self.abbreviated(mark, opener);
            return !small && !open;
        }
        // Glued: a capitalised word, or a quotation that opens, right behind the mark.
        let opener = rest.trim_start_matches(opening);
        let mut letters = opener.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let second = letters.next();
        let word = capital && second.is_some_and(|ch| ch.is_lowercase() || ch.is_whitespace());
        let opened = opener.len() < rest.len() && capital;
        (word || opened) && self.glued_after(mark)
    }

    /// Whether what stands before a stop without space behind it can end a sentence: a small letter, a digit or a
    /// closing mark, and no address or initial.
    fn glued_after(&self, mark: usize) -> bool {
        let before = self.text.get(self.start..mark).unwrap_or_default();
        let word = last_word(before);
        let closed = before.ends_with([')', ']', '"', '”', '%', '’']);
        let address = word.contains("://") || word.starts_with("www.");
        closed || !address && word.chars().count() >= 2 && !known(word)
    }

    /// Whether the stop at `mark` belongs to an abbreviation, an initial or the number of a list item.
    fn abbreviated(&self, mark: usize, next: &str) -> bool {
        let before = self.text.get(self.start..mark).unwrap_or_default();
        let word = last_word(before);
        let mut letters = word.chars();
        let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        if single {
            return true;
        }
        // `1. Buka aplikasi`: the number opens the sentence.
        if word.len() <= 3
            && word.len() == before.trim_start().len()
            && word.bytes().all(|byte| byte.is_ascii_digit())
        {
            return true;
        }
        // `Xiaomi Inc. Perusahaan …` may end a sentence, `dr. Budi` cannot; a legal form ends one before a word that
        // only ever begins sentences.
        known(word) && !(legal_form(word) && opens_sentence(next))
    }

    /// Ends the present sentence at `end`.
    fn push(&mut self, end: usize, sentences: &mut Vec<Span>) {
        let span = Span::new(self.start, end).trimmed(self.text);
        if !span.is_empty() {
            sentences.push(span.shifted(self.offset));
        }
        self.start = end;
    }
}

/// Whether a word before a stop is an abbreviation of any language.
fn known(word: &str) -> bool {
    if word.len() > 12 || word.is_empty() {
        return false;
    }
    // `U.S`, `a.m`, `S.T`: single letters between stops.
    let dotted = || word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    words::meaning(word).is_abbreviation() && !reads_as_word(word) || dotted()
}

/// Whether an end mark or a straight quote mark can begin with this byte; `0xe2` begins the ellipsis.
fn may_end(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b'"' | 0xe2)
}

/// Marks that open a quotation or a bracket.
fn opening(ch: char) -> bool {
    matches!(ch, '"' | '“' | '„' | '«' | '‘' | '\'' | '(' | '[' | '”')
}

/// Longest word looked back for, in bytes.
const WORD: usize = 64;

/// The last word of a text, with the stops, addresses and hyphens inside it.
fn last_word(text: &str) -> &str {
    let from = text.ceil_char_boundary(text.len().saturating_sub(WORD));
    let tail = text.get(from..).unwrap_or_default();
    tail.rsplit(|ch: char| {
        ch.is_whitespace() || matches!(ch, '(' | '"' | '“' | '”' | ',' | '[' | '‘')
    })
    .next()
    .unwrap_or_default()
}

/// Abbreviations that are also everyday words when not written as an abbreviation is.
fn reads_as_word(word: &str) -> bool {
    matches!(
        word,
        "no" | "al"
            | "hal"
            | "bab"
            | "red"
            | "fig"
            | "ed"
            | "est"
            | "co"
            | "op"
            | "min"
            | "jo"
            | "sen"
            | "mt"
            | "rep"
            | "gen"
            | "ms"
            | "mar"
            | "may"
            | "jun"
            | "adm"
            | "hp"
            | "HP"
    )
}

/// Whether an abbreviation is the tail of a company's name.
fn legal_form(word: &str) -> bool {
    matches!(
        word,
        "Inc"
            | "Corp"
            | "Ltd"
            | "Co"
            | "LLC"
            | "Tbk"
            | "Bros"
            | "plc"
            | "U.S"
            | "U.K"
            | "a.m"
            | "p.m"
            | "etc"
            | "dll"
            | "dsb"
            | "dkk"
            | "Jr"
            | "D.C"
    )
}

/// Whether the next word is one that begins sentences and no name.
fn opens_sentence(next: &str) -> bool {
    let letters = next.char_indices().take(12);
    let end = letters
        .take_while(|(_, ch)| ch.is_alphabetic())
        .last()
        .map_or(0, |(at, ch)| at + ch.len_utf8());
    next.get(..end)
        .is_some_and(|word| words::meaning(word).is_common())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(text: &str) -> Vec<&str> {
        split(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn plain_sentences_and_lines() {
        assert_eq!(
            parts("Satu dua. Tiga empat! Lima?\nEnam  \n\nTujuh"),
            ["Satu dua.", "Tiga empat!", "Lima?", "Enam", "Tujuh"]
        );
    }

    #[test]
    fn abbreviations_initials_and_numbers_do_not_end() {
        for whole in [
            "Saham PT. Telkom naik Rp. 3.500 pada pukul 8.45 a.m. waktu setempat.",
            "Prof. dr. B. J. Habibie datang ke Jl. Sudirman No. 5.",
            "The U.S. company Apple Inc. said Mr. Cook paid $3.5 mln. for it.",
            "Versi 4.0 dari Kompas.com dan www.situs.co.id/Halaman.Baru ini.",
            "1. Buka aplikasi itu",
            "\"Apa ini?\" kata dia.",
            "Tunggu... lalu jalan.",
        ] {
            assert_eq!(parts(whole), [whole]);
        }
    }

    #[test]
    fn legal_forms_end_before_a_common_word() {
        assert_eq!(
            parts("He left Apple Inc. The firm said no."),
            ["He left Apple Inc.", "The firm said no."]
        );
    }

    #[test]
    fn glued_sentences_come_apart() {
        assert_eq!(
            parts("asisten Cortana.Kecanggihan itu ada di iOS.\"Jadi, kami tunggu,\" kata dia."),
            [
                "asisten Cortana.",
                "Kecanggihan itu ada di iOS.",
                "\"Jadi, kami tunggu,\" kata dia."
            ]
        );
        assert_eq!(
            parts("Kata dia, \"begitu.\"Selain itu, ada ASP.NET dan Node.js."),
            [
                "Kata dia, \"begitu.\"",
                "Selain itu, ada ASP.NET dan Node.js."
            ]
        );
    }

    #[test]
    fn quotations_keep_their_closing_marks() {
        assert_eq!(
            parts("“Ini baru. Itu lama.” Dia pergi. \"Ya.\" Lalu diam."),
            [
                "“Ini baru.",
                "Itu lama.”",
                "Dia pergi.",
                "\"Ya.\"",
                "Lalu diam."
            ]
        );
    }

    proptest! {
        #[test]
        fn covers_all_but_white_space_in_order(text in "[a-zA-Z.!?\"”“ \\n0-9é…]{0,120}") {
            let mut end = 0;
            let mut kept = 0;
            for span in split(&text) {
                prop_assert!(span.start >= end && !span.is_empty());
                end = span.end;
                kept += span.of(&text).chars().filter(|ch| !ch.is_whitespace()).count();
            }
            prop_assert_eq!(kept, text.chars().filter(|ch| !ch.is_whitespace()).count());
        }
    }
}
