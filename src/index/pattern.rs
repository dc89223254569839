//! `/patterns/`: regular expressions over folded text, and what an article must hold to match one.

use std::fmt::Write;

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::tokens;
use crate::text::{Span, fold};

/// Bytes that a compiled pattern may take.
const LARGEST: usize = 1 << 20;

/// Shorter parts of words are in too many words to choose articles by.
const SHORTEST: usize = 3;

/// A pattern. It is compared with folded text: neither case nor accents matter.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    source: String,
    regex: Regex,
    reach: Reach,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}

/// How far a match can go.
#[derive(Clone, Debug)]
pub(super) enum Reach {
    /// It lies within a word, so the words of the index answer: those that begin so, which is nothing where words may
    /// begin anyhow.
    Word(String),
    /// It is no more than this part of a word.
    Part(String),
    /// It may go over several words, so the text itself answers; what an article must hold to be worth a look.
    Text(Option<Need>),
}

/// What words an article must hold to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// A word with this part in it.
    Part(String),
    /// All of these.
    All(Vec<Need>),
    /// One of these.
    Any(Vec<Need>),
}

/// Why a pattern is none.
#[derive(Debug)]
pub(super) struct Fault {
    /// Where, in bytes of the pattern.
    pub(super) at: Span,
    /// What is wrong.
    pub(super) message: String,
}

impl Pattern {
    /// Compiles a pattern as typed.
    pub(super) fn new(typed: &str) -> Result<Self, Fault> {
        let source = folded(typed);
        let whole = Span::new(0, typed.len());
        let tree = regex_syntax::ParserBuilder::new()
            .multi_line(true)
            .nest_limit(50)
            .build()
            .parse(&source)
            .map_err(|error| Fault {
                at: place(&error, &source, typed).unwrap_or(whole),
                message: format!("This is no pattern: {}.", reason(&error)),
            })?;
        let regex = RegexBuilder::new(&source)
            .multi_line(true)
            .size_limit(LARGEST)
            .build()
            .map_err(|_| Fault {
                at: whole,
                message: "This pattern is too large.".to_owned(),
            })?;
        let reach = match tree.kind() {
            _ if crosses(&tree) => Reach::Text(need(&tree)),
            HirKind::Literal(part) => Reach::Part(String::from_utf8_lossy(&part.0).into_owned()),
            _ => Reach::Word(String::new()),
        };
        Ok(Self {
            source,
            regex,
            reach,
        })
    }

    /// How far a match can go.
    pub(super) const fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The pattern in small letters.
    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// Whether it is found in a folded text or word.
    pub(super) fn fits(&self, folded: &str) -> bool {
        self.regex.is_match(folded)
    }

    /// Where it is found in a text, in order, not overlapping.
    pub(super) fn find(&self, text: &str) -> Vec<Span> {
        let mut folded = String::with_capacity(text.len());
        // Where each folded byte comes from.
        let mut from: Vec<usize> = Vec::with_capacity(text.len() + 1);
        for (at, ch) in text.char_indices() {
            fold::push(ch, &mut folded);
            from.resize(folded.len(), at);
        }
        from.push(text.len());
        let place = |at: usize| from.get(at).copied().unwrap_or(text.len());
        self.regex
            .find_iter(&folded)
            .filter(|found| !found.is_empty())
            .map(|found| {
                // The last character counts whole.
                let last = place(found.end() - 1);
                let rest = text.get(last..).unwrap_or_default();
                let len = rest.chars().next().map_or(0, char::len_utf8);
                Span::new(place(found.start()), last + len)
            })
            .collect()
    }
}

/// The pattern of a word with `*` in it: any letters in place of each.
pub(super) fn wild(word: &str) -> Option<Pattern> {
    let mut source = r"\b".to_owned();
    for ch in word.chars() {
        if ch == '*' {
            source.push_str(r"\w*");
        } else {
            // Letters and digits alone: nothing needs a sign before it.
            write!(source, "{ch}").ok()?;
        }
    }
    source.push_str(r"\b");
    let mut pattern = Pattern::new(&source).ok()?;
    let letters = word.split('*').next().unwrap_or_default();
    if let Reach::Word(beginning) = &mut pattern.reach {
        *beginning = fold::fold(letters).into_owned();
    }
    Some(pattern)
}

/// The pattern in small letters without accents, so that it fits folded text; what follows a backslash stays.
fn folded(typed: &str) -> String {
    let mut source = String::with_capacity(typed.len());
    let mut chars = typed.chars();
    while let Some(ch) = chars.next() {
        if ch != '\\' {
            fold::push(ch, &mut source);
            continue;
        }
        source.push(ch);
        let Some(escaped) = chars.next() else { break };
        source.push(escaped);
        if matches!(escaped, 'p' | 'P' | 'x' | 'u') && chars.as_str().starts_with('{') {
            source.extend(chars.by_ref().take_while(|ch| *ch != '}'));
            source.push('}');
        }
    }
    source
}

/// Where a pattern is wrong, as far as the typed one is as long as the folded one.
fn place(error: &regex_syntax::Error, source: &str, typed: &str) -> Option<Span> {
    let span = match error {
        regex_syntax::Error::Parse(error) => *error.span(),
        regex_syntax::Error::Translate(error) => *error.span(),
        _ => return None,
    };
    (source.len() == typed.len()).then(|| {
        let end = span.end.offset.max(span.start.offset + 1);
        Span::new(
            span.start.offset,
            end.min(typed.len()).max(span.start.offset),
        )
    })
}

fn reason(error: &regex_syntax::Error) -> String {
    match error {
        regex_syntax::Error::Parse(error) => error.kind().to_string(),
        regex_syntax::Error::Translate(error) => error.kind().to_string(),
        _ => "it cannot be read".to_owned(),
    }
}

/// Signs that stand between words: a class that holds one of them can go over the end of a word.
const BETWEEN: &[char] = &[
    ' ', '\n', '.', ',', '-', '\'', '"', '(', '/', ':', '&', '\u{2019}',
];

/// Whether a match can hold anything but letters and digits, or asks where a line begins or ends.
fn crosses(tree: &Hir) -> bool {
    match tree.kind() {
        HirKind::Empty => false,
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            text.chars()
                .any(|ch| !ch.is_alphanumeric() || tokens::is_dense(ch))
        }
        HirKind::Class(Class::Unicode(class)) => class.ranges().iter().any(|range| {
            BETWEEN
                .iter()
                .any(|ch| (range.start()..=range.end()).contains(ch))
        }),
        HirKind::Class(Class::Bytes(_)) => true,
        HirKind::Look(look) => !matches!(
            look,
            Look::WordAscii | Look::WordUnicode | Look::WordStartUnicode | Look::WordEndUnicode
        ),
        HirKind::Repetition(repetition) => crosses(&repetition.sub),
        HirKind::Capture(capture) => crosses(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(crosses),
    }
}

/// What words an article must hold to match; `None` where nothing is sure.
fn need(tree: &Hir) -> Option<Need> {
    let all = |mut needs: Vec<Need>| match needs.len() {
        0 => None,
        1 => needs.pop(),
        _ => Some(Need::All(needs)),
    };
    match tree.kind() {
        HirKind::Literal(literal) => {
            let text = String::from_utf8_lossy(&literal.0);
            let parts = text
                .split(|ch: char| !ch.is_alphanumeric())
                .filter(|part| part.chars().count() >= SHORTEST && !part.contains(tokens::is_dense))
                .map(|part| Need::Part(part.to_owned()));
            all(parts.collect())
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => need(&repetition.sub),
        HirKind::Capture(capture) => need(&capture.sub),
        HirKind::Concat(parts) => all(parts.iter().filter_map(need).collect()),
        HirKind::Alternation(parts) => {
            let ways: Option<Vec<Need>> = parts.iter().map(need).collect();
            ways.map(Need::Any)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_within_a_word_are_told_from_those_over_several() {
        assert!(
            matches!(Pattern::new("Xiao").unwrap().reach(), Reach::Part(part) if part == "xiao")
        );
        for word in ["(mi|hp)[0-9]+", r"\bmi\w*", "colou?r", "[a-z]{3}"] {
            assert!(
                matches!(Pattern::new(word).unwrap().reach(), Reach::Word(_)),
                "{word}"
            );
        }
        for text in ["kerja sama", "a.c", "^mi", r"\d+ juta", r"c\+\+", "[^a]b"] {
            assert!(
                matches!(Pattern::new(text).unwrap().reach(), Reach::Text(_)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_an_article_must_hold_is_found() {
        let need = |text: &str| match Pattern::new(text).unwrap().reach {
            Reach::Text(need) => need,
            Reach::Word(_) | Reach::Part(_) => panic!("{text} is within a word"),
        };
        let part = |part: &str| Need::Part(part.into());
        assert_eq!(
            need("Kerja  ?sama"),
            Some(Need::All(vec![part("kerja"), part("sama")]))
        );
        assert_eq!(
            need("(rp|usd).*juta"),
            None.or(Some(part("juta"))),
            "`rp` is too short to choose by"
        );
        assert_eq!(
            need("(rupiah|dolar) .*"),
            Some(Need::Any(vec![part("rupiah"), part("dolar")]))
        );
        assert_eq!(need(r"\d+\.\d+"), None);
    }

    #[test]
    fn matches_are_found_in_the_unfolded_text() {
        let text = "Harga Café Rp 2.5 JUTA, straße";
        let find = |pattern: &str| -> Vec<&str> {
            let found = Pattern::new(pattern).unwrap().find(text);
            found.iter().map(|span| span.of(text)).collect()
        };
        assert_eq!(find("café"), ["Café"]);
        assert_eq!(find(r"\d\.\d juta"), ["2.5 JUTA"]);
        assert_eq!(find("strasse"), ["straße"]);
        assert_eq!(find("x*"), Vec::<&str>::new());
        assert_eq!(wild("c*fe").unwrap().find(text).len(), 1);
        assert!(wild("h*x").unwrap().find(text).is_empty());
    }

    #[test]
    fn faults_say_where() {
        let fault = Pattern::new("ab(c").unwrap_err();
        assert_eq!(fault.at.start, 2, "{}", fault.message);
        assert!(Pattern::new("(a{1000}){1000}").is_err());
        assert!(Pattern::new("(?i)Mi").is_ok());
    }
}
