//! What a query wants lit in a text that answers it.

use super::pattern::Pattern;
use super::query::{Field, Node, Words};
use super::tokens;
use crate::text::{Span, forms};

/// One stretch to light: folded words in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words, folded.
    pub words: Vec<String>,
    /// Whether the last word may go on.
    pub open: bool,
    /// Whether it is sought in the headline alone.
    pub title_only: bool,
    /// The other forms that its one word may take, in order.
    forms: Vec<String>,
}

/// What a query wants lit: words, phrases, beginnings, patterns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    terms: Vec<Term>,
    patterns: Vec<Pattern>,
}

impl Terms {
    /// The terms of a demand; denied ones are not lit.
    pub(super) fn of(root: &Node) -> Self {
        let mut found = Self::default();
        let mut left = vec![root];
        while let Some(node) = left.pop() {
            match node {
                Node::And(nodes) | Node::Or(nodes) => left.extend(nodes.iter().rev()),
                Node::Words(words) | Node::Body(words) | Node::Quoted(words) => {
                    found.terms.push(Term::of(words));
                }
                Node::Near { left, right, .. } => {
                    found.terms.extend([Term::of(left), Term::of(right)]);
                }
                Node::Pattern(pattern) => found.patterns.push(pattern.clone()),
                _ => {}
            }
        }
        found
    }

    /// Whether there is nothing to light.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.patterns.is_empty()
    }

    /// Each of them that is words.
    pub fn iter(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter()
    }

    /// Where they stand in the text of an article, in order, not overlapping.
    pub fn find(&self, text: &str) -> Vec<Span> {
        self.find_in(text, false)
    }

    /// Where they stand in a headline, in order, not overlapping.
    pub fn find_in_title(&self, title: &str) -> Vec<Span> {
        self.find_in(title, true)
    }

    fn find_in(&self, text: &str, title: bool) -> Vec<Span> {
        let sought: Vec<_> = self
            .terms
            .iter()
            .filter(|term| title || !term.title_only)
            .collect();
        let mut found: Vec<Span> = self
            .patterns
            .iter()
            .flat_map(|pattern| pattern.find(text))
            .collect();
        let patterned = !found.is_empty();
        let words: Vec<_> = if sought.is_empty() {
            Vec::new()
        } else {
            tokens::folded(text).collect()
        };
        for (at, (span, _)) in words.iter().enumerate() {
            let here = words.get(at..).unwrap_or_default();
            let end = sought
                .iter()
                .filter_map(|term| term.matches(here))
                .map(|(len, cut)| lit_end(here, len, cut, text))
                .max();
            if let Some(end) = end {
                found.push(Span::new(span.start, end));
            }
        }
        if patterned {
            found.sort_unstable_by_key(|span| (span.start, span.end));
        }
        join(found)
    }
}

impl Term {
    fn of(asked: &Words) -> Self {
        let mut forms = match &*asked.list {
            [word] if asked.forms => forms::forms(word),
            _ => Vec::new(),
        };
        forms.sort_unstable();
        Self {
            words: asked.list.clone(),
            open: asked.open,
            title_only: asked.field == Field::Title,
            forms,
        }
    }

    /// Whether the words begin with this term: how many of them it takes, and how many characters of the last one
    /// where that one goes on.
    fn matches(&self, words: &[(Span, String)]) -> Option<(usize, Option<usize>)> {
        let (last, before) = self.words.split_last()?;
        let whole = before
            .iter()
            .zip(words)
            .filter(|(sought, (_, word))| *sought == word)
            .count();
        let (_, word) = words.get(before.len())?;
        let fits = whole == before.len()
            && if self.open {
                word.starts_with(last.as_str())
            } else {
                word == last
            }
            || whole == before.len() && self.forms.binary_search(word).is_ok();
        let cut = (self.open && last != word && last.chars().next().is_some_and(tokens::is_dense))
            .then(|| last.chars().count());
        fits.then_some((before.len() + 1, cut))
    }
}

/// The end of the last word that a term takes, or of its first characters in scripts without spaces.
fn lit_end(words: &[(Span, String)], len: usize, cut: Option<usize>, text: &str) -> usize {
    let Some((span, _)) = words.get(len - 1) else {
        return 0;
    };
    match cut {
        Some(chars) => {
            let kept: usize = span.of(text).chars().take(chars).map(char::len_utf8).sum();
            span.start + kept
        }
        None => span.end,
    }
}

/// Joins spans, in order of their start, that touch inside each other.
fn join(spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::super::Query;

    fn lit<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        let query = Query::parse(query).unwrap();
        let terms = query.terms();
        terms.find(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn words_phrases_and_beginnings_are_lit() {
        let text = "Kerja sama Xiaomi: “Kerja keras”, kata XIAOMI-lah dan kerja Sama.";
        assert_eq!(lit("\"kerja sama\" ", text), ["Kerja sama", "kerja Sama"]);
        assert_eq!(lit("xiao", text), ["Xiaomi", "XIAOMI"]);
        assert_eq!(lit("xiao ", text), Vec::<&str>::new());
        assert_eq!(lit("bekerja ", text), ["Kerja", "Kerja", "kerja"]);
        assert_eq!(lit("\"bekerja\" ", text), Vec::<&str>::new());
        assert_eq!(lit("/kera.,/ keras ", text), ["keras"]);
        assert_eq!(lit("xiaomi NEAR kata ", text), ["Xiaomi", "kata", "XIAOMI"]);
        assert_eq!(lit("keras -xiaomi title:kata ", text), ["keras"]);
        assert_eq!(lit("手机", "小米手机很好"), ["手机"]);
        assert_eq!(lit("米", "小米手机"), ["米"]);
    }
}
