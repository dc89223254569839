//! What one mention says for or against a name being a company's. No sign is enough by itself; [`super::gathered`]
//! adds them up.

use super::Found;
use super::reading::Reading;
use crate::annotate::lexicon::{Cue, Kind, class};
use crate::annotate::page::Shape;
use crate::text::Lang;

/// A sign: its kind, as a bit, and what it weighs.
pub(super) type Sign = (u32, i32);

/// Who does something to what it owns.
const OWNER: u32 = 1;
/// Who does business.
const ACTOR: u32 = 1 << 1;
/// Whom people work at.
const EMPLOYER: u32 = 1 << 2;
/// Whom others do business with.
const PARTNER: u32 = 1 << 3;
/// Who is called a company.
pub(super) const CALLED: u32 = 1 << 4;
/// Who has users.
const SERVICE: u32 = 1 << 5;
/// Who opens a headline.
const SUBJECT: u32 = 1 << 6;
/// Whom the next sentence calls the company.
pub(super) const FOLLOWED: u32 = 1 << 7;
/// Who speaks of itself as "it".
pub(super) const ITSELF: u32 = 1 << 8;
/// Who stands in a list beside a known company.
pub(super) const LISTED: u32 = 1 << 9;
/// What is written as hardly anything but names of companies and products is: `DoorDash`.
pub(super) const SHAPE: u32 = 1 << 10;
/// Whose figures are told.
const SOURCE: u32 = 1 << 11;
/// What stands behind a noun for what a company runs: "the dating app Bumble".
const NAMED: u32 = 1 << 12;

/// At which something is.
pub(super) const AT: u32 = 1 << 13;

/// The kinds that no technology has.
pub(super) const SHOWN: u32 = EMPLOYER | ITSELF | CALLED | NAMED | FOLLOWED;

/// No sign.
pub(super) const NONE: Sign = (0, 0);

/// What speaks against a company and nothing else outweighs.
const AGAINST: Sign = (0, -9);

/// What the lists of the word right before a name say.
const BEFORE: [(Cue, Sign); 6] = [
    (Cue::Partner, (PARTNER, 1)),
    (Cue::Crafted, (PARTNER, 2)),
    (Cue::Issued, (PARTNER, 2)),
    (Cue::Served, (SERVICE, 1)),
    (Cue::Dignitary, AGAINST),
    (Cue::Said, (0, -4)),
];

/// What the words before a name say.
pub(super) fn before(reading: &Reading<'_>, first: usize) -> Sign {
    if first == 0 || !reading.joined(first - 1) || !reading.spaced(first - 1) {
        return NONE;
    }
    let is = |back, mask| {
        reading
            .before(first, back)
            .is_some_and(|piece| piece.is(mask))
    };
    let person =
        reading.lang == Lang::En && is(1, class::ROLE | class::TITLE) && !is(1, class::FIRM_LOOSE);
    if person {
        return AGAINST;
    }
    let two = reading.cues_before(first, 2);
    match reading.word_before(first, 1) {
        "at" | "At" if is(2, class::ROLE) => (EMPLOYER, 2),
        "at" | "At" => (AT, 1),
        "for" if two.has(Cue::Spokesman) || two.has(Cue::Analyst) => (EMPLOYER, 2),
        "by" | "oleh" if two.has(Cue::Developed) => (PARTNER, 3),
        "by" | "oleh" if is(2, class::MADE) => (PARTNER, 2),
        "with" if is(2, class::PARTNERED) => (PARTNER, 2),
        "dengan" if is(2, class::PARTNERED) => (PARTNER, 1),
        "from" | "dari" | "by" if two.has(Cue::Figures) => (SOURCE, 2),
        "to" if matches!(reading.word_before(first, 2), "According" | "according") => (SOURCE, 1),
        "menurut" | "Menurut" => (SOURCE, 1),
        "like" | "seperti" if two.has(Cue::Product) => (NAMED, 1),
        "like" | "seperti" if is(2, class::FIRM | class::FIRM_LOOSE) => (NAMED, 2),
        "saham" | "Saham" => (OWNER, 2),
        "the" | "The" | "in" | "In" | "a" | "an" => (0, -1),
        _ => {
            let one = reading.cues_before(first, 1);
            if let Some(&(_, sign)) = BEFORE.iter().find(|&&(cue, _)| one.has(cue)) {
                sign
            } else if is(1, class::WORK) || one.has(Cue::Thing) {
                (0, -3)
            } else {
                noun(reading, first)
            }
        }
    }
}

/// What a noun for what a company runs, right before a name, says for it: "the dating app Bumble", "platform prediksi
/// pasar Polymarket".
fn noun(reading: &Reading<'_>, first: usize) -> Sign {
    for back in 1..=4 {
        let Some(piece) = reading
            .before(first, back)
            .filter(|piece| piece.shape == Shape::Lower && !piece.opens)
        else {
            return NONE;
        };
        let cues = reading.cues_before(first, back);
        // "pengembang Honkai" is who makes it.
        let made = cues.has(Cue::Maker) && reading.lang == Lang::Id;
        if cues.has(Cue::Run) && !made {
            return (NAMED, 2);
        }
        if cues.has(Cue::Product) || reading.word_before(first, back) == "group" {
            return (NAMED, 1);
        }
        if reading.lang == Lang::En || !piece.is(class::TRADE) {
            return NONE;
        }
    }
    NONE
}

/// What the words behind a name say.
pub(super) fn behind(reading: &Reading<'_>, last: usize) -> Sign {
    if !reading.joined(last) {
        return NONE;
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
        "," | "—" | "–" => aside(reading, next + 1),
        "-" if reading.word(next + 1) == "-" => aside(reading, next + 2),
        "was" if reading.word(next + 1) == "founded" => (CALLED, 3),
        "is" | "was" | "adalah" | "merupakan" if called(reading, next + 1) => (CALLED, 3),
        "said" | "says"
            if matches!(reading.word(next + 1), "it" | "its") && !named_person(reading, last) =>
        {
            (ITSELF, 2)
        }
        "shares" | "stock" if !is(next + 1, class::FIRM) => (OWNER, 2),
        "has" if is(next + 1, class::BUSINESS) => (ACTOR, 2),
        _ => right_behind(reading, next),
    }
}

/// What the word at `next`, right behind a name, says of it by itself or with a name behind it.
fn right_behind(reading: &Reading<'_>, next: usize) -> Sign {
    let cues = reading.cues(next);
    let person = reading.at(next + 1).filter(|piece| piece.capital());
    // "the Zorbix CEO Summit".
    let event = person.is_some_and(|piece| piece.is(class::BODY));
    let led = cues.has(Cue::Leading) && reading.lang == Lang::En && !event;
    if person.is_some() && (cues.has(Cue::Analyst) || led) {
        return (EMPLOYER, 3);
    }
    if cues.has(Cue::Spokesman) || cues.has(Cue::Officer) {
        return (EMPLOYER, 2);
    }
    let quiet = reading.at(next).filter(|piece| piece.shape == Shape::Lower);
    let is = |mask| quiet.is_some_and(|piece| piece.is(mask));
    if is(class::BUSINESS) {
        (ACTOR, 1)
    } else if is(class::WORK) {
        (0, -3)
    } else if cues.has(Cue::Users) {
        (SERVICE, 1)
    } else {
        NONE
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
        && !reading.cues_before(last, 2).has(Cue::Conjunction);
    plain(1) && plain(2) && noun
}

/// What an aside that begins at a piece says of the name before it: ", which makes", ", who", ", 44,".
fn aside(reading: &Reading<'_>, at: usize) -> Sign {
    let age = reading
        .at(at)
        .is_some_and(|piece| piece.shape == Shape::Number)
        && reading.word(at + 1) == ",";
    let next = reading.cues(at + 1);
    match (reading.word(at), reading.word(at + 1)) {
        ("who" | "whose", _) => AGAINST,
        ("which", _) if next.has(Cue::Producing) => (CALLED, 3),
        ("the", _) if next.has(Cue::FirmAgain) => (FOLLOWED, 1),
        _ if reading.cues(at).has(Cue::Maker)
            && reading.lang == Lang::Id
            && !(at + 1..at + 7).any(|at| reading.cues(at).has(Cue::Pointer)) =>
        {
            (CALLED, 3)
        }
        ("based", "in") => (NAMED, 2),
        ("a" | "an", _) if association(reading, at + 1) => AGAINST,
        _ if age => AGAINST,
        _ => NONE,
    }
}

/// Whether an aside from a piece on calls something a body that is no company: ", an advocacy group", ", a union".
pub(super) fn association(reading: &Reading<'_>, from: usize) -> bool {
    (from..from + 5)
        .take_while(|&at| {
            reading
                .at(at)
                .is_some_and(|piece| piece.shape != Shape::Mark || reading.word(at) == "-")
        })
        .any(|at| {
            let group = reading.word(at) == "group" && reading.cues_before(at, 1).has(Cue::GroupOf);
            group || reading.cues(at).has(Cue::Association)
        })
}

/// Whether the words from a piece on call something a company, and nothing else stands between: "is a young firm".
fn called(reading: &Reading<'_>, from: usize) -> bool {
    for at in from..from + 8 {
        let cues = reading.cues(at);
        let noun = reading
            .at(at)
            .is_some_and(|piece| piece.is(class::FIRM) && piece.shape == Shape::Lower);
        if noun || cues.has(Cue::Calling) {
            return true;
        }
        if cues.has(Cue::CalledStop) || reading.word(at) == "," || !reading.joined(at) {
            return false;
        }
    }
    false
}

/// What it says that a name opens the headline and does business there.
pub(super) fn title(reading: &Reading<'_>, first: usize, last: usize) -> Sign {
    let acts = reading
        .at(last + 1)
        .is_some_and(|piece| piece.is(class::BUSINESS));
    if first == 0 && acts && reading.lang != Lang::Other {
        (SUBJECT, 2)
    } else {
        NONE
    }
}

/// What it says that a name stands in a list beside known companies.
pub(super) fn beside(reading: &Reading<'_>, known: &[Found], first: usize, last: usize) -> Sign {
    let firm = |found: &Found| {
        let row = found.company.and_then(|row| reading.lexicon.row(row));
        row.is_some_and(|company| !company.word && company.kind != Kind::Outlet)
    };
    let links = |at: usize| reading.cues(at).has(Cue::Join) || reading.word(at) == "&";
    let mark = |at: usize| links(at) || reading.word(at) == ",";
    if !(first > 0 && mark(first - 1) || mark(last + 1)) {
        return NONE;
    }
    // "A and B": an "and", or a comma where the other side is joined too.
    let joins = |from: usize, to: usize| {
        let near = (2..=3).contains(&to.saturating_sub(from));
        let all = near && (from + 1..to).all(mark) && (from..to).all(|at| reading.joined(at));
        if all {
            1 + usize::from((from + 1..to).any(links))
        } else {
            0
        }
    };
    let at = known.partition_point(|found| found.last < first);
    let left = at.checked_sub(1).and_then(|at| known.get(at));
    let left = left.map_or(0, |found| {
        joins(found.last, first) * usize::from(firm(found))
    });
    let right = known.get(at);
    let right = right.map_or(0, |found| {
        joins(last, found.first) * usize::from(firm(found))
    });
    match (left, right) {
        (1.., 1..) => (LISTED, 4),
        (0 | 1, 0 | 1) => NONE,
        _ => (LISTED, 1),
    }
}

/// What the writing of a name says: one word with a capital inside (`DoorDash`), or two joined by "&".
pub(super) fn shape(reading: &Reading<'_>, first: usize, last: usize) -> Sign {
    if (first + 1..last).any(|at| reading.word(at) == "&") {
        return (SHAPE, 2);
    }
    let word = reading.word(first);
    // `sepertiSpotify` is two words.
    let glued = word.chars().take(2).all(char::is_lowercase);
    let one = first == last && inner_capital(word) && !glued;
    (SHAPE, i32::from(one))
}

/// Whether a capital stands inside a word, behind a small letter and before one.
pub(super) fn inner_capital(word: &str) -> bool {
    let mut before = ' ';
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let small = letters.peek().is_some_and(|next| next.is_lowercase());
        if before.is_lowercase() && letter.is_uppercase() && small {
            return true;
        }
        before = letter;
    }
    false
}
