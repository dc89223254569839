//! Finds what was said and who said it.

mod attribution;
mod backward;
mod bodies;
mod clauses;
mod cues;
mod fused;
mod genders;
mod marks;
mod names;
mod naming;
mod passives;
mod phrase;
mod reading;
mod relays;
mod said;
mod speakers;
mod subject;
mod verbs;
mod widening;

#[cfg(test)]
mod tests;

use super::{Mention, Quotation, Speech, page::Page};
use crate::text::Lang;
use attribution::{Found, Sentence};
use reading::{Reading, Run};

/// The attributions of a page, in the order of their first span.
pub fn find(page: &Page<'_>, companies: &[Mention]) -> Vec<Quotation> {
    let Some(reading) = Reading::new(page, companies) else {
        return Vec::new();
    };
    let found = attributions(&reading);
    let speakers = speakers::resolve(&reading, companies, &found);
    let mut quotations: Vec<_> = found
        .iter()
        .zip(speakers)
        .map(|(found, speaker)| Quotation {
            kind: kind(&reading, found),
            content: found
                .content
                .iter()
                .filter_map(|&run| reading.span(run))
                .collect(),
            cue: found.cue.and_then(|run| reading.span(run)),
            source: found.source.and_then(|run| reading.span(run)),
            speaker,
            relay: found.relay.and_then(|run| reading.span(run)),
        })
        .collect();
    quotations.sort_by_key(|quotation| {
        let first = quotation.content.first().copied();
        [first, quotation.cue, quotation.source]
            .into_iter()
            .flatten()
            .map(|span| span.start)
            .min()
    });
    quotations
}

/// Whether a cue is one by which an outlet names where it has a report from ("dikutip dari", "reported by").
pub(super) fn hands_on(lang: Lang, cue: &str) -> bool {
    let verb = cue.split_whitespace().next().unwrap_or_default();
    cues::Cues::of(lang).is_some_and(|cues| cues.tags(verb).any(cues::Tags::RELAY))
}

/// The attributions of all sentences, with the quotations that go on without a cue.
fn attributions(reading: &Reading<'_>) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut quote = 0;
    let mut taken = 0;
    for &sentence in &reading.sentences {
        if sentence.start < taken {
            continue;
        }
        let found = Sentence::read(reading, sentence, &all);
        let fresh = all.len();
        all.extend(found);
        let blocks = all.iter().skip(fresh).filter(|found| found.block);
        taken = blocks
            .flat_map(|found| &found.content)
            .map(|run| run.end)
            .max()
            .unwrap_or(taken);
        while reading
            .quoted
            .get(quote)
            .is_some_and(|quoted| quoted.words.start < sentence.start)
        {
            quote += 1;
        }
        while let Some(quoted) = reading
            .quoted
            .get(quote)
            .filter(|quoted| quoted.words.start < sentence.end)
        {
            quote += 1;
            let attributed = all.iter().skip(fresh).any(|found| {
                found
                    .content
                    .iter()
                    .chain(&found.source)
                    .any(|run| run.start <= quoted.words.start && quoted.words.end <= run.end)
            });
            let goes_on =
                !attributed
                    && is_passage(reading, quoted)
                    && all.iter().skip(fresh).next_back().is_some_and(|found| {
                        found.cue.is_some() && found.end() <= quoted.words.start
                    });
            if goes_on && let Some(last) = all.last_mut() {
                last.content.push(quoted.words);
            } else if !attributed {
                orphan(reading, sentence, quoted, &mut all);
            }
        }
    }
    all
}

/// A quotation without a cue: it goes on from the one before, or stands by itself.
fn orphan(reading: &Reading<'_>, sentence: Run, quoted: &marks::Quoted, all: &mut Vec<Found>) {
    if quoted.single || quoted.count < 2 {
        return;
    }
    let heading = verbs::heading(reading, sentence.start, quoted.words.start);
    let whole = quoted.words.start <= sentence.start + 1
        && quoted.words.end + 1 >= sentence.end
        && (quoted.is_clause() || !quoted.closed);
    let speech =
        quoted.words.start <= sentence.start + 1 && quoted.ends == Some(',') && quoted.count >= 5;
    let introduced = quoted.words.start > sentence.start
        && reading.mark(quoted.words.start - 1, ":")
        && quoted.is_sentence()
        && quoted.capital
        && quoted.count >= 5;
    if heading.is_none() && !whole && !speech && !introduced {
        if is_passage(reading, quoted) {
            all.push(standing(quoted, None, false));
        }
        return;
    }
    if heading.is_none()
        && let Some(last) = all.last_mut()
        && last
            .content
            .last()
            .is_some_and(|run| reading.quote_at(run.start).is_some())
    {
        let parts = last
            .content
            .last()
            .into_iter()
            .chain(&last.cue)
            .chain(&last.source);
        let end = parts.map(|run| run.end).max().unwrap_or_default();
        if quoted.words.start <= end + 40 && quoted.words.start >= end {
            last.content.push(quoted.words);
            return;
        }
    }
    if quoted.count < 4 {
        return;
    }
    // "Bard gave this answer: “…”"
    let leads = (introduced && reading.lang == Lang::En)
        .then(|| reading.leading(sentence.start, quoted.words.start - 1))
        .flatten()
        .filter(|run| quoted.words.start - run.end <= INTRODUCED && !reading.mark(run.end, ","));
    let source = heading.or(leads);
    all.push(standing(quoted, source, source.is_none()));
}

/// Between who speaks and the colon before a quotation stand at most so many words.
const INTRODUCED: usize = 8;

/// An attribution of a quotation that no cue attributes.
fn standing(quoted: &marks::Quoted, source: Option<Run>, implied: bool) -> Found {
    Found {
        content: vec![quoted.words],
        cue: None,
        source,
        implied,
        relay: None,
        block: false,
    }
}

/// English: whether what stands in marks inside a sentence is long enough to be somebody's words, and no title.
fn is_passage(reading: &Reading<'_>, quoted: &marks::Quoted) -> bool {
    let names = (quoted.words.start..quoted.words.end)
        .filter(|&at| reading.is_name(at))
        .count();
    reading.lang == Lang::En && quoted.closed && quoted.count >= 6 && names * 2 < quoted.count
}

/// How the words of an attribution are given.
fn kind(reading: &Reading<'_>, found: &Found) -> Speech {
    let mut direct = false;
    let mut indirect = false;
    for run in &found.content {
        let whole = reading
            .quoted_at(run.start)
            .is_some_and(|quote| quote.words.end >= run.end);
        let whole = whole || found.block;
        direct |= whole || (run.start..run.end).any(|at| reading.quote_at(at).is_some());
        indirect |= !whole;
    }
    match (direct, indirect) {
        (true, true) => Speech::Mixed,
        (true, false) => Speech::Direct,
        (false, true) => Speech::Indirect,
        (false, false) => Speech::Mention,
    }
}
