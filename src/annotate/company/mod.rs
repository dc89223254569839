//! Finds the words that name a company: names that the lexicon knows, names that the text itself shows to be a
//! company's, and every later mention of both.

mod asides;
mod businesses;
mod cues;
mod edges;
mod filing;
mod gathered;
mod glued;
mod instead;
mod kin;
mod known;
mod lists;
mod local;
mod naming;
mod nouns;
mod persons;
mod reading;
mod signs;
mod tails;
mod unknown;
mod weigh;

use std::sync::Arc;

use super::{Lexicon, Mention, page::Page};
use crate::text::Span;
use reading::Reading;

/// A stretch of the text that may name a company.
#[derive(Clone, Debug)]
struct Found {
    /// Its first piece.
    first: usize,
    /// Its last piece.
    last: usize,
    /// Where in the text.
    span: Span,
    /// The name it is filed under.
    filed: Arc<str>,
    /// The row of the lexicon, if that knows it.
    company: Option<usize>,
    /// Whether a legal form belongs to it.
    legal: bool,
}

impl Found {
    /// Whether it is what holds a company's name and names none.
    fn is_shield(&self) -> bool {
        self.company.is_none() && self.filed.is_empty()
    }
}

/// The company mentions of a page, in order, not overlapping, none inside boilerplate.
pub fn find(lexicon: &Lexicon, page: &Page<'_>) -> Vec<Mention> {
    let reading = Reading::new(lexicon, page);
    let mut mentions = read(&reading);
    mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
    let mut end = 0;
    let mut boilerplate = page.boilerplate.iter().peekable();
    mentions.retain(|mention| {
        while boilerplate
            .next_if(|skipped| skipped.end <= mention.span.start)
            .is_some()
        {}
        let outside = boilerplate
            .peek()
            .is_none_or(|skipped| !skipped.overlaps(mention.span));
        let kept = outside && mention.span.start >= end;
        if kept {
            end = mention.span.end;
        }
        kept
    });
    mentions
}

/// The company mentions of a page taken to pieces; fused names come last.
fn read(reading: &Reading<'_>) -> Vec<Mention> {
    let known = known::find(reading);
    let mut names = unknown::find(reading, &known);
    names.extend(lists::find(reading, &known));
    names.extend(gathered::find(reading, &known));
    persons::drop_surnames(reading, &mut names);
    persons::drop_initials(reading, &mut names);
    let mut found = local::find(reading, known, &names);
    found.retain(|found| !found.is_shield());
    filing::rename(reading, &mut found);
    filing::unite(reading, &mut found);
    let mut mentions = weigh::decide(reading, &found);
    glued::find(reading, &mut mentions);
    mentions
}

#[cfg(test)]
mod tests;
