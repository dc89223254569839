//! Finds companies that no single place in the article shows: names whose mentions, taken together, do what a
//! company does. One mention says little ("Replai's technology", "at Replai, we"), several of different kinds say it.

use std::collections::{HashMap, HashSet};

use super::Found;
use super::edges::{begins, continues, rightmost};
use super::reading::Reading;
use super::signs::{self, AT, CALLED, FOLLOWED, ITSELF, LISTED, SHAPE, SHOWN};
use super::unknown::{Named, good};
use crate::annotate::lexicon::{Cue, class};
use crate::annotate::page::Shape;
use crate::text::Lang;

/// An article has no more different names than this that are looked at.
const MOST: usize = 2_000;
/// What the signs must add up to.
const ENOUGH: i32 = 3;
/// What they must add up to where one of them is [`ITSELF`].
const SELF: i32 = 2;
/// What they must add up to for a name that stands once only, and is not written as only names of companies are.
const ONCE: i32 = 4;
/// The same for one that may be a person's, of two plain words.
const PERSON: i32 = 5;

/// What the mentions of one name say.
struct Case {
    /// Where it stands first.
    named: Named,
    /// How often it stands inside a sentence, or at all.
    times: usize,
    /// Whether it ever stands where no sentence begins.
    inside: bool,
    /// The sum of the signs.
    sum: i32,
    /// The kinds of sign for it, as bits.
    kinds: u32,
    /// Whether it is in capitals, as technologies are too.
    shouted: bool,
}

impl Case {
    /// Whether the signs are enough. One kind is, of being called a company or standing between two. `plain`: the name is two words as a person's is.
    fn shows(&self, plain: bool) -> bool {
        let several = self.kinds.count_ones() > 1 || matches!(self.kinds, CALLED | LISTED);
        let enough = if self.times > 1 || self.kinds & SHAPE != 0 {
            ENOUGH
        } else if plain {
            PERSON
        } else {
            ONCE
        };
        let known = !self.shouted || self.kinds & SHOWN != 0;
        self.sum >= enough && several && self.inside && known
            || self.sum >= SELF && self.kinds & ITSELF != 0
    }
}

/// The companies that all mentions of a name together show.
pub(super) fn find(reading: &Reading<'_>, known: &[Found]) -> Vec<Named> {
    let mut cases: HashMap<&str, Case> = HashMap::new();
    let mut surnames: HashSet<&str> = HashSet::new();
    let mut inside = known.iter().peekable();
    let mut recent: Option<&str> = None;
    let mut at = 0;
    while let Some(piece) = reading.at(at) {
        while inside.next_if(|found| found.last < at).is_some() {}
        let taken = inside.peek().is_some_and(|found| found.first <= at);
        let begins = !taken && piece.capital() && begins(reading, at, piece);
        let last = begins.then(|| rightmost(reading, at)).flatten();
        if taken {
            recent = None;
        } else if piece.opens
            && the_company(reading, at)
            && let Some(case) = recent.take().and_then(|name| cases.get_mut(name))
        {
            case.sum += 1;
            case.kinds |= FOLLOWED;
        }
        let Some(last) = last else {
            at += 1;
            continue;
        };
        if last > at {
            surnames.insert(reading.word(last));
            let person = last == at + 1
                && reading.at(last).is_some_and(|piece| {
                    piece.shape == Shape::Capitalised && !piece.is(class::TAIL | class::COMMON)
                });
            if person {
                surnames.insert(reading.word(at));
            }
        }
        if cases.len() < MOST && candidate(reading, at, last) {
            weigh(reading, known, &mut cases, at, last);
            recent = Some(reading.span(at, last).of(reading.text));
        }
        at = last + 1;
    }
    let mut names: Vec<Named> = cases
        .into_iter()
        .filter(|(name, case)| {
            let plain = case.named.last == case.named.first + 1 && plain(reading, &case.named);
            case.shows(plain) && !surnames.contains(name)
        })
        .map(|(_, case)| case.named)
        .collect();
    names.sort_unstable_by_key(|named| named.first);
    names
}

/// Whether a name is looked at: one to three words, written as names are, none of them a person's, a place's or an office's.
fn candidate(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let own = (first..=last).all(|at| {
        reading.at(at).is_some_and(|piece| {
            !piece.is(class::FIRST
                | class::ROLE
                | class::BODY
                | class::PLACE
                | class::REGION
                | class::TITLE
                | class::UNIT)
        })
    });
    let shape = reading.at(first).map(|piece| piece.shape);
    // In Indonesian a word in capitals is a body's initials as often as a company's.
    let shouted = shape == Some(Shape::Upper) && reading.lang != Lang::En;
    let joined = (first..last).any(|at| reading.word(at) == "&");
    // `MyTelkomsel` is what Telkomsel makes, `BRImo` what BRI does.
    let word = reading.word(first);
    let maker = word.strip_prefix("My").unwrap_or_else(|| {
        let rest = word.trim_start_matches(|ch: char| ch.is_ascii_uppercase());
        word.strip_suffix(rest)
            .filter(|head| head.len() > 2)
            .unwrap_or_default()
    });
    let product = !maker.is_empty() && maker != word && reading.lexicon.company(maker).is_some();
    own && !product
        && last - first < if joined { 5 } else { 3 }
        && !shouted
        && reading.word(first).len() > 2
        && !(first > 0 && continues(reading, first))
        && !goes_on(reading, first)
        && good(reading, first, last, false)
}

/// Whether a capitalised word inside the sentence stands before a name: "the Ghana Cocoa Board".
fn goes_on(reading: &Reading<'_>, first: usize) -> bool {
    let capital = |back| {
        reading
            .before(first, back)
            .is_some_and(|piece| piece.capital() && !piece.opens && !piece.headline)
    };
    first > 0
        && reading.joined(first - 1)
        && reading.at(first).is_some_and(|piece| !piece.opens)
        && (capital(1) || reading.word(first - 1) == "of" && capital(2))
}

/// Whether both words of a name are written as a person's, and neither ends names of companies.
fn plain(reading: &Reading<'_>, named: &Named) -> bool {
    [named.first, named.last].iter().all(|&at| {
        reading
            .at(at)
            .is_some_and(|piece| piece.shape == Shape::Capitalised && !piece.is(class::TAIL))
            && !signs::inner_capital(reading.word(at))
    })
}

/// Adds what one mention says.
fn weigh<'a>(
    reading: &Reading<'a>,
    known: &[Found],
    cases: &mut HashMap<&'a str, Case>,
    first: usize,
    last: usize,
) {
    let Some(piece) = reading.at(first) else {
        return;
    };
    let name = reading.span(first, last).of(reading.text);
    let case = cases.entry(name).or_insert(Case {
        named: Named::bare(first, last),
        times: 0,
        inside: false,
        sum: 0,
        kinds: 0,
        shouted: first == last && piece.shape == Shape::Upper,
    });
    case.times += 1;
    case.inside |= !piece.opens && !piece.headline;
    for (kind, weight) in [
        signs::before(reading, first),
        signs::behind(reading, last),
        signs::title(reading, first, last),
        signs::beside(reading, known, first, last),
        if case.times == 1 {
            signs::shape(reading, first, last)
        } else {
            signs::NONE
        },
    ] {
        // How a name is written, what it is listed with and what is at it counts once.
        if case.kinds & kind & (SHAPE | LISTED | AT) != 0 {
            continue;
        }
        case.sum += weight;
        if weight > 0 {
            case.kinds |= kind;
        }
    }
}

/// Whether a sentence that begins at a piece speaks of "the company".
fn the_company(reading: &Reading<'_>, at: usize) -> bool {
    if reading.word(at) == "The" {
        let noun = reading.cues(at + 1);
        return noun.has(Cue::FirmAgain) || noun.has(Cue::CarrierAgain);
    }
    reading.cues(at).has(Cue::PerusahaanAgain)
        && (reading.cues(at + 1).has(Cue::Pointer)
            || matches!(reading.word(at + 1), "asal" | "yang"))
}
