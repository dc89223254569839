//! The links of an article: where each stands, where it leads, the letters by which it is taken.

use super::reader::Opened;
use super::stepped;
use crate::article::{Article, Link};
use crate::text::Span;
use crate::text::address::{self, Address};
use crate::words::Tongue;

/// A link that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The words it hangs on.
    pub span: Span,
    /// Where it leads.
    pub address: Address,
}

/// The links of an article that lead into the web, in order: those it has, and the addresses that its text names.
pub fn targets(article: &Article) -> Vec<Target> {
    let page = article.meta.url.as_deref().and_then(Address::parse);
    let resolve = |link: &Link| {
        let address = match &page {
            Some(page) => page.join(&link.url),
            None => Address::parse(&link.url),
        };
        address.map(|address| Target {
            span: link.span,
            address,
        })
    };
    let mut targets: Vec<Target> = article.links.iter().filter_map(resolve).collect();
    let own = targets.len();
    for (span, address) in address::find(&article.text) {
        let linked = targets.get(..own).unwrap_or_default();
        let near = linked.partition_point(|target| target.span.end <= span.start);
        if !linked
            .get(near)
            .is_some_and(|target| target.span.overlaps(span))
        {
            targets.push(Target { span, address });
        }
    }
    targets.sort_by_key(|target| target.span);
    targets
}

/// The list of an article's links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// The words of each link, and where it leads; the article's own address first.
    pub rows: Vec<(String, Address)>,
    /// The selected one.
    pub cursor: usize,
}

impl Links {
    /// The links of an article.
    pub fn new(opened: &Opened, tongue: Tongue) -> Self {
        let own = opened.article.meta.url.as_deref().and_then(Address::parse);
        let own = own.map(|address| (tongue.this_article().to_owned(), address));
        let links = opened.links.iter().map(|link| {
            let words = link.span.of(&opened.article.text).to_owned();
            (words, link.address.clone())
        });
        Self {
            rows: own.into_iter().chain(links).collect(),
            cursor: 0,
        }
    }

    /// Moves to the next link, or going `back` to the one before.
    pub fn step(&mut self, back: bool) {
        self.cursor = stepped(self.cursor, back, self.rows.len());
    }

    /// The selected link.
    pub fn chosen(&self) -> Option<&(String, Address)> {
        self.rows.get(self.cursor)
    }
}

/// The letters of hints, the handiest first.
const LETTERS: &[char] = &[
    'a', 's', 'd', 'f', 'g', 'h', 'j', 'k', 'l', 'e', 'r', 'u', 'i', 'o', 'w', 'n', 'm', 'v', 'c',
];

/// Letters on the links in view, while one is being chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The letters of each link, and its number in the article.
    pub labels: Vec<(String, usize)>,
    /// What was typed of them.
    pub typed: String,
}

/// What a letter that was typed comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// More letters are needed.
    More,
    /// A link, by its number in the article; whether it was typed in capitals.
    Link(usize, bool),
    /// No link has these letters.
    Nothing,
}

impl Hints {
    /// Letters for these links: one each, or two each where there are more than letters.
    pub fn new(links: impl ExactSizeIterator<Item = usize>) -> Self {
        let single = links.len() <= LETTERS.len();
        let label = |at: usize| {
            let letter = |at: usize| LETTERS.get(at % LETTERS.len()).copied().unwrap_or('a');
            if single {
                letter(at).to_string()
            } else {
                [letter(at / LETTERS.len()), letter(at)].iter().collect()
            }
        };
        Self {
            // More links than two letters can tell apart are on no screen.
            labels: links
                .take(LETTERS.len() * LETTERS.len())
                .enumerate()
                .map(|(at, link)| (label(at), link))
                .collect(),
            typed: String::new(),
        }
    }

    /// Takes a letter.
    pub fn take(&mut self, letter: char) -> Typed {
        self.typed.extend(letter.to_lowercase());
        let found = self.labels.iter().find(|(label, _)| *label == self.typed);
        if let Some((_, link)) = found {
            return Typed::Link(*link, letter.is_uppercase());
        }
        let goes_on = |(label, _): &(String, usize)| label.starts_with(&self.typed);
        if self.labels.iter().any(goes_on) {
            Typed::More
        } else {
            Typed::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Meta, Provenance};

    #[test]
    fn links_of_the_page_and_of_the_text_in_order() {
        let meta = Meta {
            url: Some("https://contoh.id/berita/1".to_owned()),
            ..Meta::default()
        };
        let text = "Baca juga di https://lain.id/x dan lampiran, atau surel.".to_owned();
        let mut article = Article::new(meta, text, Provenance::default());
        let link = |words: &str, url: &str| {
            let start = article.text.find(words).unwrap();
            Link {
                span: Span::new(start, start + words.len()),
                url: url.to_owned(),
            }
        };
        article.links = vec![link("Baca juga", "../2"), link("surel", "mailto:a@b.id")];
        let found: Vec<String> = targets(&article)
            .into_iter()
            .map(|target| target.address.to_string())
            .collect();
        assert_eq!(found, ["https://contoh.id/2", "https://lain.id/x"]);
    }

    #[test]
    fn hints_are_one_letter_or_two() {
        let mut few = Hints::new(0..3);
        assert_eq!(few.take('S'), Typed::Link(1, true));
        let mut many = Hints::new(0..100);
        assert!(many.labels.iter().all(|(label, _)| label.len() == 2));
        assert_eq!(many.take('s'), Typed::More);
        assert_eq!(many.take('a'), Typed::Link(LETTERS.len(), false));
        assert_eq!(many.take('a'), Typed::Nothing);
    }
}
