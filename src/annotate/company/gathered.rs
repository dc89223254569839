//! Finds companies that no single place in the article shows: names whose mentions, taken together, do what a
//! company does. One mention says little ("Replai's technology", "at Replai, we"), several of different kinds say it.

use std::collections::{HashMap, HashSet};

use super::Found;
use super::reading::Reading;
use super::unknown::{Named, continues, good, rightmost};
use crate::annotate::lexicon::class;
use crate::annotate::page::Shape;
use crate::text::Lang;

/// An article has no more different names than this that are looked at.
const MOST: usize = 2_000;
/// What the signs must add up to.
const ENOUGH: i32 = 3;

/// What they must add up to where one of them is [`ITSELF`].
const SELF: i32 = 2;

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
}

/// A sign: its kind, as a bit, and what it weighs.
type Sign = (u32, i32);

/// Who does something to what it owns.
const OWNER: u32 = 1;
/// Who does business.
const ACTOR: u32 = 1 << 1;
/// Whom people work at.
const EMPLOYER: u32 = 1 << 2;
/// Whom others do business with.
const PARTNER: u32 = 1 << 3;
/// Who is called a company.
const CALLED: u32 = 1 << 4;
/// Who has users.
const SERVICE: u32 = 1 << 5;
/// Who opens a headline.
const SUBJECT: u32 = 1 << 6;
/// Whom the next sentence calls the company.
const FOLLOWED: u32 = 1 << 7;
/// Who speaks of itself as "it".
const ITSELF: u32 = 1 << 8;

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
        let begins = !taken && piece.capital() && !piece.is(class::COMMON);
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
            weigh(reading, &mut cases, at, last);
            recent = Some(reading.span(at, last).of(reading.text));
        }
        at = last + 1;
    }
    let mut names: Vec<Named> = cases
        .into_iter()
        .filter(|(name, case)| {
            (case.sum >= ENOUGH
                && (case.kinds.count_ones() > 1 || case.kinds == CALLED)
                && case.times > 1
                && case.inside
                || case.sum >= SELF && case.kinds & ITSELF != 0)
                && !surnames.contains(name)
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
    own && last - first < 3
        && matches!(shape, Some(Shape::Capitalised | Shape::Camel))
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

/// Adds what one mention says.
fn weigh<'a>(reading: &Reading<'a>, cases: &mut HashMap<&'a str, Case>, first: usize, last: usize) {
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
    });
    case.times += 1;
    case.inside |= !piece.opens && !piece.headline;
    for (kind, weight) in [
        before(reading, first),
        behind(reading, last),
        title(reading, first, last),
    ] {
        case.sum += weight;
        if weight > 0 {
            case.kinds |= kind;
        }
    }
}

/// What the words before a name say.
fn before(reading: &Reading<'_>, first: usize) -> Sign {
    if first == 0 || !reading.joined(first - 1) || !reading.spaced(first - 1) {
        return (0, 0);
    }
    let two = reading.before(first, 2);
    let is = |mask| two.is_some_and(|piece| piece.is(mask));
    let person = reading.lang == Lang::En
        && reading.before(first, 1).is_some_and(|piece| {
            piece.is(class::ROLE | class::TITLE) && !piece.is(class::FIRM_LOOSE)
        });
    if person {
        return (0, -9);
    }
    match reading.word_before(first, 1) {
        "at" | "At" if is(class::ROLE) => (EMPLOYER, 2),
        "at" | "At" => (EMPLOYER, 1),
        "by" if is(class::MADE) => (PARTNER, 2),
        "with" | "dengan" if is(class::PARTNERED) => (PARTNER, 2),
        "pihak" | "Pihak" | "menggandeng" | "diakuisisi" => (PARTNER, 2),
        "milik" | "besutan" | "buatan" | "garapan" => (PARTNER, 1),
        "pengguna" | "aplikasi" | "layanan" | "platform" => (SERVICE, 1),
        "Minister" | "Senator" | "Secretary" | "Governor" | "Judge" | "Gen" | "Sen" => (0, -9),
        "the" | "The" | "in" | "In" => (0, -1),
        "kata" | "ujar" | "jelas" | "tutur" | "ungkap" | "said" | "says" | "lanjut" | "imbuh"
        | "papar" | "ucap" => (0, -4),
        word if reading
            .before(first, 1)
            .is_some_and(|piece| piece.is(class::WORK))
            && !word.is_empty() =>
        {
            (0, -3)
        }
        _ => (0, 0),
    }
}

/// What the words behind a name say.
fn behind(reading: &Reading<'_>, last: usize) -> Sign {
    if !reading.joined(last) {
        return (0, 0);
    }
    let next = last + 1;
    let is = |at: usize, mask| {
        reading
            .at(at)
            .is_some_and(|piece| piece.is(mask) && piece.shape == Shape::Lower)
    };
    match reading.word(next) {
        "'" | "’"
            if reading.word(next + 1) == "s"
                && (is(next + 2, class::OWNED) || is(next + 3, class::OWNED)) =>
        {
            (OWNER, 2)
        }
        "," => aside(reading, next + 1),
        "was" if reading.word(next + 1) == "founded" => (CALLED, 3),
        "is" | "was" | "adalah" | "merupakan" if called(reading, next + 1) => (CALLED, 3),
        "said" | "says"
            if matches!(reading.word(next + 1), "it" | "its") && !named_person(reading, last) =>
        {
            (ITSELF, 2)
        }
        "shares" | "stock" if !is(next + 1, class::FIRM) => (OWNER, 2),
        "has" if is(next + 1, class::BUSINESS) => (ACTOR, 2),
        _ if is(next, class::BUSINESS) => (ACTOR, 1),
        _ if is(next, class::WORK) => (0, -3),
        "users" | "customers" | "employees" | "engineers" => (SERVICE, 1),
        _ => (0, 0),
    }
}

/// Whether a name that ends with the piece `last` is two plain words behind what somebody is: "reviewer Jaina Grey".
fn named_person(reading: &Reading<'_>, last: usize) -> bool {
    let plain = |back| {
        reading
            .before(last + 1, back)
            .is_some_and(|piece| piece.shape == Shape::Capitalised && !piece.opens)
    };
    let noun = reading
        .before(last, 2)
        .is_some_and(|piece| piece.shape == Shape::Lower)
        && !matches!(
            reading.word_before(last, 2),
            "and" | "but" | "that" | "as" | "when" | "while" | "because" | "where" | "after" | "if"
        );
    plain(1) && plain(2) && noun
}

/// What an aside that begins at a piece says of the name before it: ", which makes", ", who", ", 44,".
fn aside(reading: &Reading<'_>, at: usize) -> Sign {
    let age = reading
        .at(at)
        .is_some_and(|piece| piece.shape == Shape::Number)
        && reading.word(at + 1) == ",";
    match (reading.word(at), reading.word(at + 1)) {
        ("who" | "whose", _) => (0, -9),
        (
            "which",
            "makes" | "sells" | "provides" | "offers" | "develops" | "builds" | "operates",
        ) => (CALLED, 3),
        ("the", "company" | "startup" | "firm") => (FOLLOWED, 1),
        _ if age => (0, -9),
        _ => (0, 0),
    }
}

/// Whether the words from a piece on call something a company, and nothing else stands between: "is a young firm".
fn called(reading: &Reading<'_>, from: usize) -> bool {
    for at in from..from + 8 {
        let word = reading.word(at);
        let noun = reading
            .at(at)
            .is_some_and(|piece| piece.is(class::FIRM) && piece.shape == Shape::Lower);
        if noun || calling(word) {
            return true;
        }
        let parts = matches!(
            word,
            "at" | "of" | "with" | "for" | "by" | "in" | "," | "oleh" | "dari" | "yang"
        );
        if parts || !reading.joined(at) {
            return false;
        }
    }
    false
}

/// What it says that a name opens the headline and does business there.
fn title(reading: &Reading<'_>, first: usize, last: usize) -> Sign {
    let acts = reading
        .at(last + 1)
        .is_some_and(|piece| piece.is(class::BUSINESS));
    if first == 0 && acts && reading.lang != Lang::Other {
        (SUBJECT, 2)
    } else {
        (0, 0)
    }
}

/// Whether a sentence that begins at a piece speaks of "the company".
fn the_company(reading: &Reading<'_>, at: usize) -> bool {
    matches!(
        (reading.word(at), reading.word(at + 1)),
        (
            "The",
            "company" | "startup" | "firm" | "airline" | "carrier" | "studio" | "bank" | "retailer"
        ) | (
            "Perusahaan" | "Startup" | "Maskapai",
            "ini" | "itu" | "tersebut" | "asal" | "yang"
        )
    )
}

/// Whether a noun calls what it is said of a company, or a service that is also its company.
fn calling(word: &str) -> bool {
    matches!(
        word,
        "platform"
            | "app"
            | "service"
            | "provider"
            | "bank"
            | "network"
            | "penyedia"
            | "pengembang"
            | "publisher"
            | "penerbit"
            | "aplikasi"
            | "layanan"
            | "e-commerce"
    )
}
