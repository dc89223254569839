//! Finds names that scraping fused with their neighbours: `FiturInstagramMaps`, `Zimperiummenemukan`.

use std::sync::Arc;

use super::reading::Reading;
use crate::annotate::lexicon::{Company, Kind, UNKNOWN, class};
use crate::annotate::page::Shape;
use crate::annotate::{Mention, MentionKind};
use crate::text::Span;

/// Longer words are no fused names.
const LONGEST: usize = 48;
/// Shorter names are not looked for inside words.
const SHORTEST: usize = 4;

/// Adds the fused names of known companies and of those that the article names elsewhere.
pub(super) fn find(reading: &Reading<'_>, mentions: &mut Vec<Mention>) {
    let mut seen: Vec<(String, Arc<str>)> = Vec::new();
    for mention in mentions
        .iter()
        .filter(|mention| mention.kind == MentionKind::Company)
    {
        let text = mention.span.of(reading.text);
        let word = || {
            let company = reading.lexicon.company(&mention.name);
            company.is_some_and(|company| company.word)
        };
        if text.len() >= SHORTEST
            && seen.len() < 64
            && !seen.iter().any(|(known, _)| known == text)
            && (text.len() > 2 * SHORTEST - 1 || !word())
        {
            seen.push((text.to_owned(), Arc::clone(&mention.name)));
        }
    }
    for (at, piece) in reading.pieces.iter().enumerate() {
        let handle =
            || at > 0 && !reading.spaced(at - 1) && matches!(reading.word(at - 1), "@" | "#");
        let fusable = piece.symbol == UNKNOWN
            && matches!(piece.shape, Shape::Capitalised | Shape::Camel)
            && (SHORTEST + 1..LONGEST).contains(&piece.span.len());
        if fusable
            && !handle()
            && let Some(mention) = inside(reading, piece.span, &seen)
        {
            mentions.push(mention);
        }
    }
}

/// The name inside one word.
fn inside(reading: &Reading<'_>, word: Span, seen: &[(String, Arc<str>)]) -> Option<Mention> {
    let text = word.of(reading.text);
    let mut edges = vec![0];
    let (mut before, mut last) = (None, None);
    for (at, ch) in text.char_indices() {
        let small = |seen: Option<(usize, char)>| seen.is_some_and(|(_, ch)| ch.is_lowercase());
        let large = |seen: Option<(usize, char)>| seen.is_some_and(|(_, ch)| ch.is_uppercase());
        if small(last) && ch.is_uppercase() {
            edges.push(at);
        } else if large(before) && large(last) && ch.is_lowercase() {
            // The last capital of a run begins the next word: `CEOAstronomer`.
            edges.extend(last.map(|(at, _)| at).filter(|at| edges.last() != Some(at)));
        }
        before = last;
        last = Some((at, ch));
    }
    edges.push(text.len());
    if let [_, end, next, ..] = *edges.as_slice()
        && let (Some(part), Some(rest)) = (text.get(..end), text.get(end..next))
        && part.len() >= SHORTEST
        && let Some(name) = before_person(reading, part, rest)
    {
        let span = Span::new(word.start, word.start + end);
        return Some(lit(reading, span, name));
    }
    for (nth, &start) in edges.iter().enumerate() {
        for &end in edges.iter().skip(nth + 1).take(4).rev() {
            let part = text.get(start..end)?;
            if part.len() >= SHORTEST
                && part.len() < text.len()
                && part.starts_with(char::is_uppercase)
                && let Some(name) = name_of(reading, part, seen)
            {
                let span = Span::new(word.start + start, word.start + end);
                return Some(lit(reading, span, name));
            }
        }
        // The name may have a capital inside: `WhatsAppmeluncurkan`.
        for &end in edges.iter().skip(nth + 1).take(2) {
            let part = text.get(start..end)?;
            if let Some((length, name)) = with_tail(reading, part, seen) {
                let span = Span::new(word.start + start, word.start + start + length);
                return Some(lit(reading, span, name));
            }
        }
    }
    None
}

/// A mention of a company; of an outlet as a source, which is what scraping fuses: `dilansirReuters`.
fn lit(reading: &Reading<'_>, span: Span, name: Arc<str>) -> Mention {
    let row = reading.lexicon.company(&name);
    let kind = if row.is_some_and(|company| company.kind == Kind::Outlet) {
        MentionKind::Outlet
    } else {
        MentionKind::Company
    };
    Mention { span, name, kind }
}

/// A name at the beginning of `part` with glued small letters behind it: its length and the company.
fn with_tail(
    reading: &Reading<'_>,
    part: &str,
    seen: &[(String, Arc<str>)],
) -> Option<(usize, Arc<str>)> {
    if !part.starts_with(char::is_uppercase) {
        return None;
    }
    (SHORTEST..part.len()).rev().find_map(|length| {
        let (name, rest) = (part.get(..length)?, part.get(length..)?);
        if !rest.starts_with(char::is_lowercase) {
            return None;
        }
        let names = reading.lexicon.known();
        let glue = names.class(names.symbol(rest)) & class::GLUE != 0
            || reading.lexicon.words().glues(rest);
        let filed = glue.then(|| name_of(reading, name, seen)).flatten()?;
        Some((length, filed))
    })
}

/// The company whose name is written exactly so, and the name it is filed under.
fn known_as<'l>(reading: &Reading<'l>, part: &str) -> Option<(&'l Company, &'l Arc<str>)> {
    let names = reading.lexicon.known();
    let node = names.step(0, names.symbol(&part.to_lowercase()))?;
    let form = names
        .forms(node)
        .iter()
        .find(|form| &*form.written == part)?;
    Some((reading.lexicon.row(form.company?)?, &form.filed))
}

/// The company that a person's first name is fused to, which may be a word too: `AppleTim Cook`.
fn before_person(reading: &Reading<'_>, part: &str, rest: &str) -> Option<Arc<str>> {
    let names = reading.lexicon.known();
    let first = names.class(names.symbol(&rest.to_lowercase())) & class::FIRST != 0;
    let (_, filed) = first.then(|| known_as(reading, part)).flatten()?;
    Some(Arc::clone(filed))
}

/// The company whose name is written exactly so: one that the article names elsewhere, or a known one that is no
/// ordinary word.
fn name_of(reading: &Reading<'_>, part: &str, seen: &[(String, Arc<str>)]) -> Option<Arc<str>> {
    if let Some((_, name)) = seen.iter().find(|(known, _)| known == part) {
        return Some(Arc::clone(name));
    }
    let (company, filed) = known_as(reading, part)?;
    (!company.word && part.len() > SHORTEST).then(|| Arc::clone(filed))
}
