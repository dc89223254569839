//! The headline of an article, also where nobody gives one.

use crate::annotate::Annotated;
use crate::article::Article;
use crate::text::safe::Safe;
use crate::text::{Span, sentence, width};

/// Cells that a headline made from a sentence takes at most.
const MADE: usize = 120;

/// Bytes at the beginning of a text in which its first sentence is looked for: some texts are one sentence of a
/// megabyte.
const HEAD: usize = 4096;

/// The headline of an article, and whether it was made from the first sentence because neither the archive nor the text
/// gives one.
pub fn headline(article: &Article, found: &Annotated) -> (String, bool) {
    let given = article.meta.title.as_deref().map(str::trim);
    if let Some(title) = given.filter(|title| !title.is_empty()) {
        return (Safe::line(title).into_string(), false);
    }
    if let Some(span) = found.title {
        return (Safe::line(span.of(&article.text)).into_string(), false);
    }
    let head = Span::new(0, article.text.floor_char_boundary(HEAD)).of(&article.text);
    let first = sentence::split(head).into_iter().find(|span| {
        let says = span.of(head).chars().any(char::is_alphanumeric);
        says && !found.boilerplate.iter().any(|other| other.overlaps(*span))
    });
    let made = behind_dateline(first.map_or(head.trim(), |span| span.of(head)));
    let line = Safe::line(made).into_string();
    (width::ellipsis(&line, MADE, "…").into_owned(), true)
}

/// A sentence without the dateline before it: `JAKARTA, KOMPAS.com - `, `REPUBLIKA.CO.ID,LONDON -- `.
fn behind_dateline(sentence: &str) -> &str {
    let cut = [" -- ", " - ", " – ", " — ", "-- "]
        .iter()
        .filter_map(|mark| sentence.split_once(mark));
    let dateline = |head: &str| {
        let mut words = head
            .split([' ', ',', '/', '(', ')'])
            .filter(|word| !word.is_empty());
        let named = |word: &str| word.contains('.') || !word.chars().any(char::is_lowercase);
        head.len() <= 48
            && head.split([' ', ',']).any(named)
            && words.all(|word| named(word) || word.starts_with(char::is_uppercase))
    };
    let best = cut.min_by_key(|(head, _)| head.len());
    best.filter(|(head, rest)| dateline(head) && rest.len() > 20)
        .map_or(sentence, |(_, rest)| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Meta, Provenance};

    #[test]
    fn datelines_stay_out_of_made_headlines() {
        for (sentence, made) in [
            (
                "VIVA.co.id - Arema masih menjadwalkan laga.",
                "Arema masih menjadwalkan laga.",
            ),
            (
                "JAKARTA, KOMPAS.com - Presiden membuka pameran.",
                "Presiden membuka pameran.",
            ),
            (
                "REPUBLIKA.CO.ID,JAKARTA -- Tidak kurang dari sepuluh.",
                "Tidak kurang dari sepuluh.",
            ),
            (
                "Perusahaan itu - yang baru berdiri - membuka toko.",
                "Perusahaan itu - yang baru berdiri - membuka toko.",
            ),
            (
                "Xiaomi - pembuat ponsel - membuka toko pertamanya.",
                "Xiaomi - pembuat ponsel - membuka toko pertamanya.",
            ),
        ] {
            assert_eq!(behind_dateline(sentence), made);
        }
    }

    #[test]
    fn what_is_given_comes_first_and_boilerplate_never() {
        let text = "Ikuti kami di kanal ini.\nSebuah pabrik membuka toko.";
        let mut article = Article::new(Meta::default(), text.to_owned(), Provenance::default());
        let found = Annotated {
            boilerplate: vec![Span::new(0, 24)],
            ..Annotated::default()
        };
        assert_eq!(
            headline(&article, &found),
            ("Sebuah pabrik membuka toko.".to_owned(), true)
        );
        article.meta.title = Some(" Judul\u{7} ".to_owned());
        assert_eq!(headline(&article, &found), ("Judul␇".to_owned(), false));
    }
}
