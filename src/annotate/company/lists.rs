//! Finds unlisted companies in lists of companies: "startups such as A, B and C", "Telkom, A, dan Kalbe".

use super::Found;
use super::edges::rightmost;
use super::reading::{Piece, Reading};
use super::unknown::{Named, good};
use crate::annotate::lexicon::{Cue, Kind, class};
use crate::annotate::page::Shape;

/// A list adds no more names than this.
const MOST: usize = 12;

/// Names with only commas and "and" between them.
#[derive(Default)]
struct List {
    /// How many of them the lexicon knows.
    known: usize,
    /// How many are named as those who lend and invest.
    funds: usize,
    /// How many of these are outlets, which stand in lists of programmes and papers too.
    outlets: usize,
    /// How many are words that are no name alone.
    words: usize,
    /// The others.
    new: Vec<Named>,
    /// The last piece of the last name.
    last: usize,
}

/// The unlisted names of lists that are called lists of companies, or hold as many known companies as other names.
pub(super) fn find(reading: &Reading<'_>, known: &[Found]) -> Vec<Named> {
    let mut names = Vec::new();
    let mut at = 0;
    while let Some(piece) = reading.at(at) {
        let begins = piece.capital() && !piece.headline;
        let introduced = begins && introduced(reading, at);
        let list = begins
            .then(|| read(reading, known, at, introduced))
            .flatten();
        if let Some(mut list) = list {
            let all = list.known + list.words + list.new.len();
            let told = introduced && (all > 1 || list.known == 0)
                || all > 1 && concluded(reading, list.last)
                || all > 2 && list.funds > 0 && raised_from(reading, at);
            let firms = list.known.saturating_sub(list.outlets);
            if told || all > 2 && firms > 1 && firms >= list.new.len() {
                names.append(&mut list.new);
            }
            at = at.max(list.last);
        }
        at += 1;
    }
    names
}

/// The list that begins at a piece. `introduced`: it is called one of companies.
fn read(reading: &Reading<'_>, known: &[Found], first: usize, introduced: bool) -> Option<List> {
    let mut list = List::default();
    let mut at = Some(first);
    while let Some(from) = at {
        let next = known.partition_point(|found| found.last < from);
        let last = match known.get(next).filter(|found| found.first <= from) {
            Some(found) if found.is_shield() || found.first < from => break,
            Some(found) => {
                let row = found.company.and_then(|row| reading.lexicon.row(row));
                list.known += usize::from(row.is_none_or(|company| !company.word));
                list.outlets +=
                    usize::from(row.is_some_and(|company| company.kind == Kind::Outlet));
                found.last
            }
            None => {
                let clear = known.get(next);
                let Some(named) = item(reading, from, introduced)
                    .filter(|named| clear.is_none_or(|found| found.first > named.last))
                else {
                    if !(introduced && word(reading, from)) {
                        break;
                    }
                    // "including Ada and Zorbix": what Ada is does not matter for Zorbix.
                    list.words += 1;
                    at = follower(reading, from);
                    continue;
                };
                list.funds += usize::from(reading.cues(named.last).has(Cue::FundTail));
                if list.new.len() < MOST {
                    list.new.push(named);
                }
                named.last
            }
        };
        // "A, B and C" ends with C, whatever comma follows.
        let ends = from > 0 && and(reading, from - 1) && list.known + list.new.len() > 1;
        list.last = last;
        at = if ends { None } else { follower(reading, last) };
    }
    (list.last > 0).then_some(list)
}

/// A name that may stand in a list and is no known one. A list of companies may hold a first name: "companies including
/// Ada and Zorbix".
fn item(reading: &Reading<'_>, first: usize, introduced: bool) -> Option<Named> {
    let last = rightmost(reading, first)?;
    let mut other = class::ROLE | class::BODY | class::TITLE;
    let alone = introduced && last == first;
    other |= if alone { 0 } else { class::FIRST };
    let person = (first..=last).any(|at| reading.at(at).is_some_and(|piece| piece.is(other)))
        || (first..=last).all(|at| {
            reading
                .at(at)
                .is_some_and(|piece| piece.is(class::REGION | class::PLACE))
        });
    let lone = last == first && reading.at(first).is_some_and(|piece| piece.opens);
    // "The Games Fund".
    let formal = last > first && reading.at(last).is_some_and(|piece| piece.is(class::TAIL));
    (!person && !lone && last - first < 3 && good(reading, first, last, formal || alone))
        .then_some(Named::bare(first, last))
}

/// Whether a piece is a word with a capital that is no name alone, and no place.
fn word(reading: &Reading<'_>, at: usize) -> bool {
    reading.at(at).is_some_and(|piece| {
        piece.shape == Shape::Capitalised
            && piece.is(class::COMMON)
            && !piece.is(class::PLACE | class::REGION | class::UNIT)
    })
}

/// Whether a piece joins the last name of a list.
fn and(reading: &Reading<'_>, at: usize) -> bool {
    reading.cues(at).has(Cue::Join)
}

/// The first piece of the next name of a list whose last name ends with the piece `last`.
fn follower(reading: &Reading<'_>, last: usize) -> Option<usize> {
    let mut at = last + 1;
    let comma = reading.word(at) == ",";
    at += usize::from(comma);
    let linked = and(reading, at);
    at += usize::from(linked);
    let joined = (last..at).all(|at| reading.joined(at));
    (joined && (comma || linked) && reading.at(at).is_some_and(Piece::capital)).then_some(at)
}

/// Whether the words behind a list call it one of companies: "and other companies", "dan perusahaan lainnya".
fn concluded(reading: &Reading<'_>, last: usize) -> bool {
    let at = last + 1 + usize::from(reading.word(last + 1) == ",");
    if !and(reading, at) || !reading.joined(last) {
        return false;
    }
    let firms = |at: usize| {
        reading
            .at(at)
            .is_some_and(|piece| piece.is(class::FIRMS) && piece.shape == Shape::Lower)
    };
    let lower = |at: usize| {
        reading
            .at(at)
            .is_some_and(|piece| piece.shape == Shape::Lower)
    };
    match reading.word(at + 1) {
        "other" => (at + 2..at + 5).take_while(|&at| lower(at)).any(firms),
        _ => firms(at + 1) && matches!(reading.word(at + 2), "lain" | "lainnya"),
    }
}

/// "raised the money from", "a round led by".
fn raised_from(reading: &Reading<'_>, first: usize) -> bool {
    matches!(reading.word_before(first, 1), "from" | "by")
        && (2..7).any(|back| reading.cues_before(first, back).has(Cue::Raised))
}

/// Whether the words before a list call it one of companies: "startups like", "perusahaan seperti".
fn introduced(reading: &Reading<'_>, first: usize) -> bool {
    let begins = match reading.word_before(first, 1) {
        ":" => 2,
        "as" if reading.word_before(first, 2) == "such" => 3,
        _ if reading.cues_before(first, 1).has(Cue::Introducing) => 2,
        _ => return false,
    };
    let far = if reading.word(first - 1) == ":" {
        14
    } else {
        7
    };
    for back in begins..begins + far {
        let Some(piece) = reading.before(first, back) else {
            return false;
        };
        if piece.is(class::FIRMS) {
            // "Companies such as" may begin a sentence.
            let far = begins + if reading.word(first - 1) == ":" { 1 } else { 4 };
            return !piece.capital() || piece.opens && back < far;
        }
        if piece.opens || matches!(reading.word_before(first, back), "." | ";" | "?" | "!") {
            return false;
        }
    }
    false
}
