//! Whom "the company" and "the statement" stand for: the body that the article speaks of there.

use crate::annotate::{Mention, MentionKind, Speaker};

use super::cues::Tags;
use super::reading::{Reading, Run};

/// The companies of an article as the words before a place name them.
pub(super) struct Bodies<'r, 'p> {
    reading: &'r Reading<'p>,
    /// The companies it is about, without the outlets it credits.
    companies: Vec<&'r Mention>,
}

/// So many sentences that name a company are looked at for one that acts.
const SENTENCES: usize = 2;
/// What behind a name describes something else by it ("the Facebook owner", "Microsoft's Bing").
const OWNED: &[&str] = &["owner", "parent", "rival", "unit", "subsidiary"];
/// Utterances that speak for whoever made them.
const UTTERANCE: &[&str] = &["statement", "pernyataan", "keterangan"];
/// What may stand behind such an utterance.
const SORT: &[&str] = &["resmi", "tertulis", "resminya", "tertulisnya"];

impl<'r, 'p> Bodies<'r, 'p> {
    pub(super) fn of(reading: &'r Reading<'p>, companies: &'r [Mention]) -> Self {
        Self {
            reading,
            companies: companies
                .iter()
                .filter(|company| company.kind == MentionKind::Company)
                .collect(),
        }
    }

    /// The company that the article speaks of right before a word: in the last sentences that name any the one that
    /// acts, or else the one named last; or the first of the article.
    pub(super) fn before(&self, at: usize) -> Option<Speaker> {
        let count = self
            .companies
            .partition_point(|company| self.word_of(company) < at);
        let mut end = count;
        for _ in 0..SENTENCES {
            let Some(last) = self.companies.get(end.wrapping_sub(1)) else {
                break;
            };
            let sentence = self.sentence_of(last);
            let first = self
                .companies
                .partition_point(|company| self.word_of(company) < sentence.start);
            let named = self.companies.get(first..end).unwrap_or_default();
            if let Some(acts) = named.iter().find(|company| self.acts(company)) {
                return Some(body(acts));
            }
            end = first;
        }
        let named = self.companies.get(..count).unwrap_or_default();
        let plain = named
            .iter()
            .rev()
            .take(SENTENCES)
            .find(|company| !self.describes(company));
        let nearest = plain.or(named.last()).or(self.companies.first())?;
        Some(body(nearest))
    }

    /// Whether a company does something where it is named, rather than being the place or owner of something else.
    fn acts(&self, company: &Mention) -> bool {
        let before = self.word_of(company).wrapping_sub(1);
        !self.describes(company) && !self.reading.is(before, Tags::PREPOSITION)
    }

    /// Whether a company is named between two words.
    pub(super) fn named_between(&self, from: usize, to: usize) -> bool {
        let next = self
            .companies
            .partition_point(|company| self.word_of(company) < from);
        self.companies
            .get(next)
            .is_some_and(|company| self.word_of(company) < to)
    }

    /// "the statement", "pernyataan tersebut": whether a phrase is an utterance that somebody made before.
    pub(super) fn is_utterance(&self, run: Run) -> bool {
        let reading = self.reading;
        let article = usize::from(reading.reads(run.start, &["the"]));
        let pointed = reading.is(run.end - 1, Tags::POINTER);
        let sort = usize::from(reading.reads(run.start + 1, SORT));
        reading.reads(run.start + article, UTTERANCE)
            && (article == 1 && run.len() == 2 || pointed && run.len() == 2 + sort)
    }

    /// The first word of a company's mention.
    fn word_of(&self, company: &Mention) -> usize {
        self.reading
            .words
            .partition_point(|word| word.span.end <= company.span.start)
    }

    /// The sentence that a company is named in.
    fn sentence_of(&self, company: &Mention) -> Run {
        let word = self.word_of(company);
        let next = self
            .reading
            .sentences
            .partition_point(|sentence| sentence.start <= word);
        let known = self.reading.sentences.get(next.wrapping_sub(1)).copied();
        known.unwrap_or(Run::new(word, word + 1))
    }

    /// Whether a company's name only describes something else.
    fn describes(&self, company: &Mention) -> bool {
        let next = self
            .reading
            .words
            .partition_point(|word| word.span.start < company.span.end);
        let rest = self
            .reading
            .page
            .text
            .get(company.span.end..)
            .unwrap_or_default();
        rest.starts_with("'s") || rest.starts_with("’s") || self.reading.reads(next, OWNED)
    }
}

/// A company as a speaker.
fn body(company: &Mention) -> Speaker {
    Speaker {
        name: company.name.to_string(),
        role: None,
        affiliation: None,
    }
}
