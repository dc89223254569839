//! "Did you mean": words of the index near to words that are in none or few of its articles.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::Error;
use super::query::Query;
use super::snapshot::Snapshot;
use super::tokens;

/// Words in more articles than this are taken to be meant.
const RARE: usize = 5;

/// How many times more frequent a word must be to be suggested.
const RATHER: usize = 10;

/// Words of a query that are looked at.
const LOOKED_AT: usize = 4;

/// Shorter words are near to too many others.
const SHORTEST: usize = 4;

/// A word that was perhaps meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The whole query with the word in it.
    pub line: String,
    /// The word.
    pub word: String,
    /// In how many articles it is, about.
    pub count: usize,
}

impl Snapshot {
    /// The query as it was perhaps meant: one of its words, which hardly any article has, changed in one or two letters.
    /// `input` is what was typed for it. `None` where every word is known or nothing is near, or `stale` said meanwhile
    /// that nobody wants to know.
    pub fn suggestion(
        &self,
        input: &str,
        query: &Query,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Suggestion>, Error> {
        let asked = query.words();
        let words = asked
            .iter()
            .filter(|word| word.chars().count() >= SHORTEST && word.is_ascii());
        for word in words.take(LOOKED_AT) {
            let known = self.frequency(word)?;
            if known > RARE {
                continue;
            }
            let Some((meant, count)) = self.nearest(word, stale)? else {
                continue;
            };
            if count <= known.max(1) * RATHER {
                continue;
            }
            let place = tokens::folded(input).find(|(_, typed)| typed == word);
            if let Some((span, _)) = place {
                let mut line = input.to_owned();
                line.replace_range(span.start..span.end, &meant);
                return Ok(Some(Suggestion {
                    line,
                    word: meant,
                    count,
                }));
            }
        }
        Ok(None)
    }

    /// In how many articles a folded word is, deleted ones among them.
    fn frequency(&self, word: &str) -> Result<usize, Error> {
        let term = Term::from_field_text(self.text_field(), word);
        let mut sum = 0;
        for segment in self.segments() {
            let index = segment.inverted_index(self.text_field())?;
            sum += index.doc_freq(&term).map_err(tantivy::TantivyError::from)? as usize;
        }
        Ok(sum)
    }

    /// The most frequent word near to this one, a nearer one before one further off.
    fn nearest(
        &self,
        word: &str,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<(String, usize)>, Error> {
        let furthest = if word.len() >= 7 { 2 } else { 1 };
        for distance in 1..=furthest {
            let term = Term::from_field_text(self.text_field(), word);
            let automaton = FuzzyTermQuery::new(term, distance, true).automaton()?;
            let mut counts: HashMap<String, usize> = HashMap::new();
            for segment in self.segments() {
                if stale() {
                    return Ok(None);
                }
                let index = segment.inverted_index(self.text_field())?;
                let near = index.terms().search(&automaton).into_stream();
                let mut near = near.map_err(tantivy::TantivyError::from)?;
                while near.advance() {
                    if let Ok(found) = std::str::from_utf8(near.key())
                        && found != word
                    {
                        *counts.entry(found.to_owned()).or_default() +=
                            near.value().doc_freq as usize;
                    }
                }
            }
            // The first letter is rarely wrong.
            let first = word.chars().next();
            let best = counts.into_iter().max_by(|(one, some), (other, more)| {
                let weight = |found: &str, count: usize| {
                    count * if found.chars().next() == first { 8 } else { 1 }
                };
                weight(one, *some)
                    .cmp(&weight(other, *more))
                    .then_with(|| other.cmp(one))
            });
            if let Some((found, count)) = best.filter(|(_, count)| *count > RARE) {
                return Ok(Some((found, count)));
            }
        }
        Ok(None)
    }
}
