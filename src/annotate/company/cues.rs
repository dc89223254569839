//! The words around a name that show it to be a company's.

use super::Found;
use super::asides::aside;
use super::nouns::noun_before;
use super::reading::{Piece, Reading};
use crate::annotate::lexicon::{Cue, class};
use crate::annotate::page::Shape;
use crate::text::Lang;

/// Whether the words before a name call for a company.
pub(super) fn behind_cue(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    if first == 0 || !reading.joined(first - 1) && reading.word(first - 1) != "," {
        return false;
    }
    let is = |back, mask| {
        reading
            .before(first, back)
            .is_some_and(|piece| piece.is(mask))
    };
    let opens = reading.lang == Lang::Id
        && reading.before(first, 1).is_some_and(|piece| piece.opens)
        && reading
            .at(first)
            .is_some_and(|piece| piece.shape == Shape::Capitalised);
    if (opens || small(reading, first, 1)) && is(1, class::FIRM) && !is(1, class::FIRM_LOOSE) {
        return true;
    }
    let word = reading.word_before(first, 1);
    let two = reading.word_before(first, 2);
    let cues = reading.cues_before(first, 2);
    match word {
        "of" => !school(reading, first, last) && part_of(reading, first),
        "at" => {
            works_at(reading, first) || !school(reading, first, last) && part_of(reading, first)
        }
        "di" => {
            let firm =
                (first..=last).any(|at| reading.at(at).is_some_and(|piece| piece.is(class::TAIL)));
            (firm || is(2, class::ROLE) || two == ")") && works_at(reading, first)
        }
        "with" => cues.has(Cue::Analyst) || cues.has(Cue::Dealing),
        "in" => cues.has(Cue::Stake),
        "induk" if two == "perusahaan" => true,
        "studio" => cues.has(Cue::StudioOf),
        "game" if two == "studio" => reading.lang == Lang::Id,
        "cofounded" => !school(reading, first, last),
        _ if reading.cues_before(first, 1).has(Cue::Acquire) => true,
        _ if noun_before(reading, first, last) => true,
        _ if led_by(reading, first, last) => true,
        "based" => two == "-" && reading.lang == Lang::En && is(3, class::UNIT | class::COMMON),
        "," => behind_comma(reading, first, last),
        "bernama" => called(reading, first),
        "named" | "called" => firm_before(reading, first, 2),
        _ if is(1, class::TRADE) => (2..=4).any(|back| firm_before(reading, first, back)),
        _ => {
            is(1, class::PLACE | class::UNIT)
                && two == "asal"
                && (firm_before(reading, first, 3) || firm_before(reading, first, 4))
        }
    }
}

/// Whether one word is the name of a place or a school: "a researcher at MIT".
fn school(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    first == last
        && reading
            .at(first)
            .is_some_and(|piece| piece.is(class::REGION))
}

/// "startup asal Jerman, Secusmart,", "his company, Acme,": a name between commas behind what it is.
fn behind_comma(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let is = |back, mask| {
        reading
            .before(first, back)
            .is_some_and(|piece| piece.is(mask))
    };
    let company = || {
        let noun = reading.cues_before(first, 2);
        noun.has(Cue::FirmAgain) || noun.has(Cue::OwnFirm)
    };
    let from = if reading.word_before(first, 3) == "asal" {
        3
    } else {
        4
    };
    let named = if reading.word_before(first, from) == "asal" {
        let maker = (from + 1..from + 4).any(|back| is(back, class::FIRM | class::FIRM_LOOSE));
        maker && is(from - 1, class::PLACE | class::UNIT)
    } else {
        company() && !speaks(reading, first, last)
    };
    // "developer asal Rusia, Zorbix."
    named && (comma_closes(reading, last) || matches!(reading.word(last + 1), "." | ""))
}

/// Whether two plain words between commas are a person who speaks: "of the company, Jane Roe, told".
fn speaks(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    last == first + 1 && person_like(reading, first, last) && reading.cues(last + 2).has(Cue::Told)
}

/// Whether an address that stands for a name ("MainGame.com") is shown to be a company's.
pub(super) fn site_cue(reading: &Reading<'_>, at: usize) -> bool {
    let address = reading
        .word(at)
        .split_once('.')
        .is_some_and(|(_, end)| matches!(end, "com" | "id" | "co.id" | "io" | "ai" | "net"));
    if !address {
        return false;
    }
    let acts = reading.joined(at)
        && reading
            .at(at + 1)
            .is_some_and(|piece| piece.is(class::BUSINESS) && piece.shape == Shape::Lower);
    if at == 0 || !reading.joined(at - 1) {
        return acts;
    }
    let office = reading
        .before(at, 1)
        .is_some_and(|piece| piece.is(class::ROLE) && !piece.is(class::FIRM_LOOSE));
    let two = reading.cues_before(at, 2);
    let partner = match reading.word_before(at, 1) {
        "dengan" => two.has(Cue::AlliedDengan),
        "with" => two.has(Cue::AlliedWith),
        "of" => matches!(reading.word_before(at, 2), "founder" | "CEO"),
        _ => false,
    };
    office || acts || partner
}

/// Whether the word `back` places before a name is written small.
pub(super) fn small(reading: &Reading<'_>, first: usize, back: usize) -> bool {
    reading
        .before(first, back)
        .is_some_and(|piece| piece.shape == Shape::Lower)
}

/// Whether a noun for a company stands `back` places before a name, and only small words, or a place, between.
fn firm_before(reading: &Reading<'_>, first: usize, back: usize) -> bool {
    reading
        .before(first, back)
        .is_some_and(|piece| piece.is(class::FIRM))
        && (2..=back).all(|at| small(reading, first, at))
}

/// "publisher game anyar bernama X", "developer asal Taiwan bernama X": whether a noun for a company is what bears
/// the name.
fn called(reading: &Reading<'_>, first: usize) -> bool {
    for back in 2..6 {
        let Some(piece) = reading.before(first, back) else {
            return false;
        };
        let maker = reading.cues_before(first, back).has(Cue::Maker)
            || reading.word_before(first, back) == "studio";
        if piece.is(class::FIRM) || maker {
            return piece.shape == Shape::Lower || piece.opens;
        }
        if piece.opens || piece.shape != Shape::Lower && !piece.is(class::PLACE | class::UNIT) {
            return false;
        }
    }
    false
}

/// "head of strategy at", "Chief Information Officer (CIO) di": an office or a trade, and only small words behind it.
fn works_at(reading: &Reading<'_>, first: usize) -> bool {
    let place = reading
        .at(first)
        .is_none_or(|piece| piece.is(class::REGION | class::PLACE));
    for back in 2..9 {
        let Some(piece) = reading.before(first, back) else {
            return false;
        };
        // "announced its developer kit at".
        let kit = back > 2 && reading.word_before(first, back) == "developer";
        if piece.is(class::ROLE | class::TRADE_OF) {
            return !place && !kit;
        }
        let mark = piece.shape == Shape::Mark
            && !matches!(reading.word_before(first, back), "(" | ")" | "&" | "-");
        // "announced at", "would not be at".
        let verb = reading.lang == Lang::En
            && (piece.is(class::MADE)
                || matches!(reading.word_before(first, back), "be" | "announced"));
        if piece.opens || mark || verb {
            return false;
        }
    }
    false
}

/// "founder of", "chief executive of", "shares of".
fn part_of(reading: &Reading<'_>, first: usize) -> bool {
    let office = reading
        .before(first, 2)
        .is_some_and(|piece| piece.is(class::ROLE));
    let two = reading.word_before(first, 2);
    if two == "Officer" && reading.word_before(first, 1) == "of" {
        return true;
    }
    if two == "partner" && matches!(reading.word_before(first, 3), "founding" | "managing") {
        return true;
    }
    // Countries, films and departments have these too.
    let wide = reading.small_cues_before(first, 2).has(Cue::WideOffice);
    let owned = reading.cues_before(first, 2).has(Cue::PartOf);
    office && !wide || owned && reading.word_before(first, 1) == "of"
}

/// Whether a word right before a piece ends the name of an office in a company, in Indonesian: "Chief Financial
/// Officer", "Direktur Utama", "Senior Product Lead".
fn office_before(reading: &Reading<'_>, first: usize) -> bool {
    if reading.lang != Lang::Id {
        return false;
    }
    let two = reading.cues_before(first, 2);
    match reading.word_before(first, 1) {
        "Utama" | "Direktur" => two.has(Cue::BeforeUtama),
        "Director" => two.has(Cue::BeforeDirector),
        "Manager" => two.has(Cue::BeforeManager),
        "Secretary" => reading.word_before(first, 2) == "Corporate",
        "Lead" => two.has(Cue::BeforeLead),
        _ => reading.cues_before(first, 1).has(Cue::OfficeEnd),
    }
}

/// "Andy Byron, CEO Astronomer yang …", "CEO Astronomer, Andy Byron", "Chief Financial Officer Astronomer, Andy Byron":
/// the company behind an office.
fn led_by(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let chief = reading.cues_before(first, 1).has(Cue::Chief);
    let office = (first..=last).any(|at| {
        reading
            .at(at)
            .is_some_and(|piece| piece.is(class::ROLE | class::TRADE_OF))
    });
    if office || !chief && !office_before(reading, first) {
        return false;
    }
    let capital = |at| reading.at(at).is_some_and(Piece::capital);
    // "Tom Roe, Co-Founder dan CEO Astronomer".
    let mut from = first - 1;
    while from > 0
        && (matches!(
            reading.word(from - 1),
            "dan" | "&" | "and" | "-" | "Co" | "co"
        ) || reading
            .before(from, 1)
            .is_some_and(|piece| piece.is(class::ROLE)))
    {
        from -= 1;
    }
    let behind_person = reading.word_before(from, 1) == ","
        && last == first
        && !capital(last + 1)
        && !first_name(reading, first, last);
    let office_next = reading
        .at(last + 2)
        .is_some_and(|piece| piece.is(class::ROLE));
    let unit_behind = reading
        .at(last + 1)
        .is_some_and(|piece| piece.is(class::UNIT));
    chief && behind_person
        || chief && unit_behind && reading.lang == Lang::Id && capital(last + 2)
        || reading.lang == Lang::Id
            && comma_closes(reading, last)
            && capital(last + 2)
            && !office_next
            && !first_name(reading, first, last)
            && (last == first || !person_like(reading, first, last))
}

/// Whether the words around a name that ends as many companies' names do ("Opus Research") fit a company.
pub(super) fn weak_cue(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let one = reading.word_before(first, 1);
    let two = reading.word_before(first, 2);
    let source = matches!(
        (two, one),
        ("According" | "according", "to") | ("investor", "in")
    ) || reading.cues_before(first, 1).has(Cue::Source);
    let acts = reading.joined(last)
        && reading
            .at(last + 1)
            .is_some_and(|piece| piece.is(class::VERB_STRONG));
    source || acts || reading.joined(last) && matches!(reading.word(last + 1), "'" | "’")
}

/// Whether a name stands in a list between two known companies: "Telkom, Nojorono Kudus, dan Kalbe".
pub(super) fn among(reading: &Reading<'_>, known: &[Found], first: usize, last: usize) -> bool {
    let right = if matches!(reading.word(last + 2), "dan" | "and" | "serta" | "&") {
        last + 3
    } else {
        last + 2
    };
    let at = known.partition_point(|found| found.last < first);
    let left = at.checked_sub(1).and_then(|at| known.get(at));
    reading.word_before(first, 1) == ","
        && reading.word(last + 1) == ","
        && left.is_some_and(|found| found.last + 2 == first && !found.is_shield())
        && known
            .get(at)
            .is_some_and(|found| found.first == right && !found.is_shield())
}

/// Whether a comma follows the piece `last`.
fn comma_closes(reading: &Reading<'_>, last: usize) -> bool {
    reading.joined(last) && reading.word(last + 1) == ","
}

/// Whether the words behind a name call for a company.
pub(super) fn before_cue(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let next = last + 1;
    if !reading.joined(last) {
        return false;
    }
    match reading.word(next) {
        "," | "—" | "–" => aside(reading, first, last),
        "'" | "’" => reading.word(next + 1) == "s" && office(reading, next + 2),
        "-" => matches!(reading.word(next + 1), "owned" | "backed"),
        "<" => reading
            .at(next + 1)
            .is_some_and(|piece| piece.shape == Shape::Upper),
        "(" => reading.cues(next + 1).has(Cue::Exchange),
        "co" => {
            reading.word(next + 1) == "-"
                && matches!(reading.word(next + 2), "founder" | "founders")
                && !person_like(reading, first, last)
        }
        "chief" => reading.word(next + 1) == "executive" && !person_like(reading, first, last),
        "selaku" => {
            reading.cues(next + 1).has(Cue::Maker)
                || matches!(reading.word(next + 1), "operator" | "produsen")
        }
        "founder" => last == first && !reading.at(first).is_some_and(|piece| piece.opens),
        "raised" | "raises" => reading.word(next + 1) == "$",
        _ => {
            let cues = reading.cues(next);
            (cues.has(Cue::Chief) || cues.has(Cue::Analyst)) && office_behind(reading, first, last)
        }
    }
}

/// Whether an office right behind a name shows it to be a company's: "Quora CEO Adam Roe", "Quembly analyst Adam Roe".
fn office_behind(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let next = last + 1;
    let capital = |at| reading.at(at).is_some_and(Piece::capital);
    let english = reading.lang == Lang::En;
    let part = reading
        .before(first, 1)
        .is_some_and(|piece| piece.capital() && !piece.opens && reading.joined(first - 1));
    let words = last > first
        && reading
            .at(last)
            .is_some_and(|piece| piece.is(class::COMMON) && !piece.is(class::TAIL));
    if first_name(reading, first, last) || part || words || school(reading, first, last) {
        return false;
    }
    if reading.cues(next).has(Cue::Chief) {
        // "the APEC CEO Summit".
        let event = reading
            .at(next + 1)
            .is_some_and(|piece| piece.is(class::BODY));
        // "Ditemani CEO Nvidia".
        let verb = reading.lang == Lang::Id && reading.at(first).is_some_and(|piece| piece.opens);
        let article = matches!(reading.word(last), "The" | "A" | "An" | "Sang");
        let named = english && capital(next + 1) || !person_like(reading, first, last);
        return named && !verb && !article && !event;
    }
    english
        && capital(next + 1)
        && capital(next + 2)
        && !reading.at(first).is_some_and(|piece| piece.opens)
        && reading.word_before(first, 1) != "and"
}

/// Whether an office of a company stands at a piece: "chief executive", "CEO", "shares".
fn office(reading: &Reading<'_>, at: usize) -> bool {
    let cues = reading.cues(at);
    cues.has(Cue::Chief)
        || cues.has(Cue::Holding)
        || reading.word(at) == "chief" && reading.cues(at + 1).has(Cue::ChiefOf)
}

/// "CEO Astronomer Andy Byron": where a person stands behind the name, its last piece. The person must occur
/// elsewhere without the company, which a first name stands for here.
pub(super) fn person_behind(reading: &Reading<'_>, first: usize, last: usize) -> Option<usize> {
    // "CEO of Baobab Maureen Fan".
    let of = usize::from(matches!(reading.word_before(first, 1), "of" | "dari"));
    let role = reading.before(first, 1 + of)?;
    let owner = reading.cues_before(first, 1 + of).has(Cue::Owner);
    let id = reading.lang == Lang::Id && reading.joined(first - 1);
    // An executive director leads an association.
    let executive = reading.word_before(first, 1 + of) == "Eksekutif"
        && reading.word_before(first, 2 + of) == "Direktur";
    let office = owner || role.is(class::ROLE) && !executive || office_before(reading, first);
    if !(id && office && role.shape != Shape::Mark && last > first) {
        return None;
    }
    // "Presiden Direktur Tugu Insurance Adi Pramana".
    let tail = (first + 1..last).rev().find(|&at| {
        reading
            .at(at)
            .is_some_and(|piece| piece.is(class::TAIL) && !piece.is(class::FIRST))
    });
    let department = reading.cues(first).has(Cue::Department);
    let named = |tail: usize| {
        let person = (tail + 1..=last).all(|at| {
            reading
                .at(at)
                .is_some_and(|piece| !piece.is(class::UNIT | class::TAIL | class::COMMON))
        });
        let rest = last - tail;
        person && (rest == 2 || rest == 3 || rest == 1 && first_name(reading, last, last))
    };
    if department {
        return None;
    }
    if let Some(tail) = tail.filter(|&tail| named(tail)) {
        return Some(tail);
    }
    // "CEO HTC Cher Wang".
    let plain = |at: usize| {
        reading
            .at(at)
            .is_some_and(|piece| piece.shape == Shape::Capitalised && !piece.is(class::COMMON))
    };
    let shouted = reading
        .at(first)
        .is_some_and(|piece| piece.shape == Shape::Upper && piece.span.len() > 2);
    if shouted && last == first + 2 && plain(first + 1) && plain(last) {
        return Some(first);
    }
    if owner {
        return None;
    }
    let person = (first + 1..=last)
        .find(|&at| reading.at(at).is_some_and(|piece| piece.is(class::FIRST)))?;
    (person < last).then_some(person - 1)
}

/// Whether a first name is among the pieces.
pub(super) fn first_name(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    (first..=last).any(|at| reading.at(at).is_some_and(|piece| piece.is(class::FIRST)))
}

/// Whether a name looks like a person's.
pub(super) fn person_like(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let has_first = first_name(reading, first, last);
    let plain = (first..=last).all(|at| {
        reading.at(at).is_some_and(|piece| {
            piece.shape == Shape::Capitalised
                && !piece.is(class::TAIL)
                && reading.word(at).chars().skip(1).all(char::is_lowercase)
        })
    });
    has_first || last == first + 1 && plain
}
