//! How far furniture reaches: the end of a sentence, of a headline in glued text, of a run of names, of a script.

use crate::text::Span;
use crate::text::lang::words;

/// Longest furniture sentence, in bytes.
const SENTENCE: usize = 400;
/// Longest headline behind "Baca juga:", in bytes.
const HEADLINE: usize = 200;
/// Longest run of headlines behind "Related Stories", in bytes.
const LINKED: usize = 400;
/// Most words of a credit.
const CREDIT: usize = 6;
/// Longest script, in bytes.
const SCRIPT: usize = 1024;

/// At most `most` bytes of the line from `at` on.
pub(super) fn line_from(text: &str, at: usize, most: usize) -> &str {
    let to = text.floor_char_boundary(at.saturating_add(most));
    let part = text.get(at..to).unwrap_or_default();
    part.split('\n').next().unwrap_or_default()
}

/// The end of the sentence that goes on at `at`: behind its first end mark before white space, else the end of the line.
pub(super) fn sentence(text: &str, at: usize) -> usize {
    let rest = line_from(text, at, SENTENCE);
    let mut ended = false;
    for (index, ch) in rest.char_indices() {
        if ended && ch.is_whitespace() {
            return at + index;
        }
        ended = matches!(ch, '.' | '!' | '?') || ended && matches!(ch, '”' | '"' | ')' | '’');
    }
    at + rest.len()
}

/// The end of the headline that begins at `at`: the end of the line where that is short and one sentence; in glued text
/// where a new sentence begins.
pub(super) fn headline(text: &str, at: usize) -> usize {
    let rest = line_from(text, at, HEADLINE + 1);
    if rest.len() <= HEADLINE && !inner_stop(rest) && !turns_to_prose(rest) {
        return at + rest.len();
    }
    at + names(rest, true)
}

/// The end of the headlines that begin at `at`, where prose begins.
pub(super) fn linked(text: &str, at: usize) -> usize {
    at + names(line_from(text, at, LINKED), true)
}

/// The end of the names that begin at `at`; of a picture's own words only up to who lent it (`screenshot/detikINET`).
pub(super) fn credit(text: &str, at: usize) -> usize {
    let line = line_from(text, at, HEADLINE);
    let lent = pieces(line)
        .take(CREDIT)
        .find(|(_, word)| word.to_ascii_lowercase().contains("/detik"));
    at + lent.map_or_else(|| names(line, false), |(start, word)| start + word.len())
}

/// The end of a photo credit that begins at `at`: names with a slash or a bar before who lent the picture
/// (`Jane Roe/NurPhoto via Getty Images`, `Ms Tech | Unsplash`). `at` itself where there is none.
pub(super) fn photo(text: &str, at: usize) -> usize {
    let line = line_from(text, at, 90);
    let mut end = 0;
    let mut lender = false;
    let mut names = 0;
    for (start, word) in pieces(line).take(10) {
        let capital = word.starts_with(char::is_uppercase);
        let joint = matches!(word, "|" | "via" | "for" | "/" | "&");
        if lender && !(joint || word == "Images") {
            // `| Getty`: one word tells who lent it.
            if !line.get(..start).is_some_and(|head| {
                let head = head.trim_end();
                head.ends_with('|') || head.ends_with("via")
            }) {
                break;
            }
        }
        if !capital && !joint || names == 0 && everyday(word) || joint && names == 0 {
            break;
        }
        names += usize::from(capital);
        let slashed = word.split_once('/').is_some_and(|(name, whose)| {
            names >= 2
                && name.chars().any(char::is_lowercase)
                && whose.starts_with(|ch: char| ch.is_uppercase() || ch.is_ascii_digit())
        });
        let behind_bar = capital
            && line.get(..start).is_some_and(|head| {
                let head = head.trim_end();
                head.ends_with(" |") || head.ends_with(" via")
            });
        if slashed || behind_bar || word == "Images" && lender {
            lender = true;
            end = start + word.len();
        }
    }
    at + end
}

/// Whether a sentence ends inside and another begins.
fn inner_stop(line: &str) -> bool {
    line.match_indices(['.', '!', '?']).any(|(at, _)| {
        let rest = line.get(at + 1..).unwrap_or_default();
        rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase)
    })
}

/// Whether small letters take over, as they do where a headline runs into prose.
fn turns_to_prose(line: &str) -> bool {
    let cut = names(line, true);
    let tail = line.get(cut..).unwrap_or_default();
    tail.split_whitespace().count() >= 8
}

/// The length of the capitalised words that open `rest`: it stops where a small word that no headline uses shows that a
/// sentence has begun, and gives back the capitalised word that began it.
fn names(rest: &str, small_words: bool) -> usize {
    let mut end = 0;
    let mut last_capital = 0;
    let mut first = true;
    let mut count = 0;
    let mut ahead = pieces(rest);
    while let Some((start, word)) = ahead.next() {
        // `Istimewa Essen, Jerman - Kopi …`: the dateline is no part of a credit.
        let place = || {
            let mut behind = ahead.clone().map(|(_, word)| word);
            let capital = behind
                .next()
                .is_some_and(|word| word.starts_with(char::is_uppercase));
            capital
                && behind
                    .next()
                    .is_some_and(|word| matches!(word, "-" | "--" | "–" | "—"))
        };
        if !small_words && !first && word.ends_with(',') && place() {
            return trimmed(rest, start);
        }
        let bare = word.trim_matches(|ch: char| !ch.is_alphanumeric());
        let dash = matches!(word, "-" | "--" | "–" | "—");
        let opens = bare.chars().next();
        let capital = opens.is_some_and(|ch| ch.is_uppercase() || ch.is_numeric());
        if dash && !small_words {
            return trimmed(rest, last_capital);
        }
        // `Photograph: Apple The watch has …`: no name goes on with an article or pronoun.
        if !small_words && !first && capital && bare.len() < 12 && everyday(bare) {
            return trimmed(rest, start);
        }
        let in_headline = first
            || capital
            || bare.is_empty()
            || common(bare)
            || bare.chars().any(char::is_uppercase);
        if !in_headline {
            return trimmed(rest, sentence_start(rest, last_capital));
        }
        if capital && !first {
            last_capital = start;
        }
        end = start + word.len();
        if !small_words && count > 0 && !capital && word.ends_with(',') {
            return trimmed(rest, last_capital);
        }
        count += 1;
        let ends = word.ends_with(['.', '?', '!', ')', ',']) && !matches!(word, "Dok." | "Dr.");
        if !small_words && (ends || count == CREDIT) {
            return end;
        }
        first = false;
    }
    end
}

/// Where the sentence begins whose last capitalised word stands at `at`: inside that word where scraping glued a
/// headline to it (`AlasannyaKeempat sektor itu`), and before an article that opens it (`Out The post`).
fn sentence_start(rest: &str, at: usize) -> usize {
    let word = rest.get(at..).unwrap_or_default();
    let word = word.split_whitespace().next().unwrap_or_default();
    let mut small = 0;
    for (index, ch) in word.char_indices() {
        if small >= 4 && ch.is_uppercase() {
            return at + index;
        }
        small = if ch.is_lowercase() { small + 1 } else { 0 };
    }
    let before = rest.get(..at).unwrap_or_default().trim_end();
    match before.rsplit_once(' ') {
        Some((head, "The" | "A" | "An" | "This" | "His" | "Her" | "Its")) => head.len(),
        _ => at,
    }
}

/// The words between white space, each with where it begins.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let base = text.as_ptr() as usize;
    // The replacement character stands where scraping lost a space or a quote mark.
    text.split(|ch: char| ch.is_whitespace() || ch == '\u{fffd}')
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - base, word))
}

fn trimmed(rest: &str, end: usize) -> usize {
    let kept = rest.get(..end).unwrap_or_default();
    kept.trim_end_matches(|ch: char| ch.is_whitespace() || ch == '\u{fffd}')
        .len()
}

/// Whether headlines write this word small.
fn common(word: &str) -> bool {
    word.len() <= 3 || everyday(word)
}

/// Whether a word is one of the everyday words of any language, whatever its capitals.
fn everyday(word: &str) -> bool {
    words::meaning(word).is_common()
}

/// The end of the script that opens at `span`: behind the bracket that closes it and a `;`. The span's own end where
/// nothing closes it nearby.
pub(super) fn script(text: &str, span: Span) -> usize {
    let to = text.floor_char_boundary(span.start.saturating_add(SCRIPT));
    let part = text.get(span.start..to).unwrap_or_default();
    let mut depth = 0_i32;
    for (at, byte) in part.bytes().enumerate() {
        match byte {
            b'(' | b'{' => depth += 1,
            b')' | b'}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            let end = span.start + at + 1;
            let semicolon = text.as_bytes().get(end) == Some(&b';');
            return end + usize::from(semicolon);
        }
    }
    span.end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentence_and_script_end() {
        let text = "Learn more here. Then the rest";
        assert_eq!(Span::new(0, sentence(text, 0)).of(text), "Learn more here.");
        let text = "x(function() { y('a'); }); Selesai";
        assert_eq!(
            Span::new(0, script(text, Span::new(0, 2))).of(text),
            "x(function() { y('a'); });"
        );
    }

    #[test]
    fn headline_ends_with_its_line_or_where_prose_begins() {
        let text = "Harga Ponsel Itu di Indonesia\nBaris lain";
        assert_eq!(
            Span::new(0, headline(text, 0)).of(text),
            "Harga Ponsel Itu di Indonesia"
        );
        let text = "Ponsel Baru Itu Siap Dijual ala Toko Lebih lanjut, dia menyebutkan bahwa harganya belum diputuskan oleh mereka.";
        assert_eq!(
            Span::new(0, headline(text, 0)).of(text),
            "Ponsel Baru Itu Siap Dijual ala Toko"
        );
    }

    #[test]
    fn credit_ends_before_dateline_and_prose() {
        let text = "detikINET/Budi Raharjo Jakarta - Dunia pendidikan";
        assert_eq!(
            Span::new(0, credit(text, 0)).of(text),
            "detikINET/Budi Raharjo"
        );
        let text = "Istimewa Essen, Jerman - Kopi jadi andalan";
        assert_eq!(Span::new(0, credit(text, 0)).of(text), "Istimewa");
        let text = "Dok. Lumina Jakarta - Pertumbuhan industri";
        assert_eq!(Span::new(0, credit(text, 0)).of(text), "Dok. Lumina");
        let text = "Apple The watch looks as it did";
        assert_eq!(Span::new(0, credit(text, 0)).of(text), "Apple");
        let text = "Budi Raharjo/detikINET Selain itu, melalui program";
        assert_eq!(
            Span::new(0, credit(text, 0)).of(text),
            "Budi Raharjo/detikINET"
        );
    }
}
