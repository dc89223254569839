//! Takes persons and bodies out of the names that an article introduces.

use std::collections::HashSet;

use super::Found;
use super::instead::of_body;
use super::reading::{Piece, Reading};
use super::unknown::Named;
use super::weigh::{shown, surname};
use crate::annotate::lexicon::{Cue, class};
use crate::annotate::page::Shape;

/// Takes out the single words that the article also has behind a first name: "Geoff Hinton", then "Hinton's company".
pub(super) fn drop_surnames(reading: &Reading<'_>, names: &mut Vec<Named>) {
    let single = |named: &Named| named.first == named.last;
    if !names.iter().any(single) {
        return;
    }
    let person = |at: usize| {
        reading.joined(at - 1)
            && reading.spaced(at - 1)
            && reading.before(at, 1).is_some_and(|piece| {
                piece.is(class::FIRST)
                    && !piece.is(class::COMMON | class::VERB)
                    && piece.shape == Shape::Capitalised
            })
    };
    let surnames: HashSet<&str> = (1..reading.pieces.len())
        .filter(|&at| reading.at(at).is_some_and(Piece::capital) && person(at))
        .map(|at| reading.word(at))
        .collect();
    names.retain(|named| !single(named) || !surnames.contains(reading.word(named.first)));
}

/// The known names that an article has first as the surname of him who heads something ("chairman Jean-Luc Lagardere")
/// and nowhere shows to be a company's.
pub(super) fn heads<'f>(reading: &Reading<'_>, found: &'f [Found]) -> HashSet<&'f str> {
    let headed = |this: &Found| {
        (2..=4).any(|back| {
            reading
                .before(this.first, back)
                .is_some_and(|piece| piece.is(class::ROLE) && piece.shape == Shape::Lower)
                && (1..=back).all(|at| reading.joined(this.first - at))
        })
    };
    let mut seen = HashSet::new();
    let mut heads: HashSet<&str> = found
        .iter()
        .filter(|this| seen.insert(&*this.filed) && surname(reading, this) && headed(this))
        .map(|this| &*this.filed)
        .collect();
    if !heads.is_empty() {
        for this in found.iter().filter(|this| shown(reading, this)) {
            heads.remove(&*this.filed);
        }
    }
    heads
}

/// Takes out the initials that the article spells out as those of a body: "Yayasan Kilau Alam (YKA)", then "YKA".
pub(super) fn drop_initials(reading: &Reading<'_>, names: &mut Vec<Named>) {
    let initials = |named: &Named| {
        named.first == named.last
            && reading
                .at(named.first)
                .is_some_and(|piece| piece.shape == Shape::Upper)
    };
    if !names.iter().any(initials) {
        return;
    }
    let bodies: HashSet<&str> = reading
        .pieces
        .iter()
        .enumerate()
        .filter(|&(at, piece)| {
            piece.shape == Shape::Upper
                && reading.word_before(at, 1) == "("
                && reading.word(at + 1) == ")"
                && of_body(reading, at)
        })
        .map(|(at, _)| reading.word(at))
        .collect();
    names.retain(|named| !initials(named) || !bodies.contains(reading.word(named.first)));
}

/// Cuts the names that a person's name was joined to ("Direktur PT Kilau Budi Santoso") to the shorter name that
/// the article has elsewhere.
pub(super) fn cut(reading: &Reading<'_>, names: &mut [Named]) {
    let formal = |named: &Named| named.first < named.bare_first && named.last == named.bare_last;
    let bare = |named: &Named| {
        let span = reading.span(named.bare_first, named.bare_last);
        span.of(reading.text)
    };
    let formals: Vec<&str> = names
        .iter()
        .filter(|named| formal(named))
        .map(bare)
        .collect();
    for named in names.iter_mut().filter(|named| formal(named)) {
        let whole = bare(named);
        // A person has two names; one more word is the company's own.
        let joined = |other: &str| {
            let rest = whole.strip_prefix(other).unwrap_or_default();
            rest.split_whitespace().count() > 1
        };
        let shorter = formals
            .iter()
            .filter(|other| other.len() < whole.len() && joined(other));
        if let Some(end) = shorter.map(|other| other.len()).max() {
            let start = reading.span(named.bare_first, named.bare_first).start;
            while named.bare_last > named.bare_first
                && reading.span(named.bare_last, named.bare_last).end > start + end
            {
                named.bare_last -= 1;
            }
            named.last = named.bare_last;
        }
    }
}

/// The last piece of a name behind "PT" at `at` whose words end with `last`, without the person that follows him who
/// leads it: "Analis PT Kilau Securities Indonesia Budi Santoso".
pub(super) fn before_person(reading: &Reading<'_>, at: usize, from: usize, last: usize) -> usize {
    let office = |back| {
        reading
            .before(at, back)
            .is_some_and(|piece| piece.is(class::ROLE | class::TRADE_OF))
    };
    let led = office(1)
        || office(2) && reading.before(at, 1).is_some_and(Piece::capital)
        || reading.cues_before(at, 1).has(Cue::Staff);
    let is = |at: usize, mask| reading.at(at).is_some_and(|piece| piece.is(mask));
    if !led || is(last, class::UNIT | class::TAIL) {
        return last;
    }
    // "Direktur Utama PT Kilau Karya Budi Santoso", where Kilau Karya is known.
    let known = (from + 1..last).rev().find(|&end| {
        let name = reading.span(from, end).of(reading.text);
        (2..=3).contains(&(last - end)) && reading.lexicon.company(name).is_some()
    });
    if let Some(end) = known {
        return end;
    }
    let person = (from + 1..=last).find(|&at| is(at, class::FIRST));
    let end = (from + 1..last)
        .rev()
        .find(|&at| is(at, class::UNIT | class::TAIL) && last - at <= 3)
        .filter(|&at| last - at > 1 || person == Some(last));
    let before = person.filter(|&at| at < last).map(|at| at - 1);
    end.or(before).unwrap_or(last)
}
