//! The asides behind a name that say what it is: "Zorbatel, a London-based security firm, said".

use super::cues::{first_name, person_like};
use super::reading::Reading;
use super::signs::inner_capital;
use crate::annotate::lexicon::{Cue, class};
use crate::annotate::page::Shape;
use crate::text::Lang;

/// Whether the aside behind a name calls it a company.
pub(super) fn aside(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let next = last + 1;
    if reading.word(next + 1) == "based" && reading.word(next + 2) == "in" {
        let plain = last == first && !inner_capital(reading.word(first));
        return !plain && !person_like(reading, first, last);
    }
    let one = matches!(reading.word(next + 1), "a" | "an" | "sebuah");
    let said = reading.lang == Lang::Id && reading.cues_before(first, 1).has(Cue::Credit);
    apposition(reading, next + 1)
        && !said
        && (!person_like(reading, first, last) || one && !first_name(reading, first, last))
        && (last > first || !reading.at(first).is_some_and(|piece| piece.opens) || one)
}

/// Whether an apposition that calls something a company begins at a piece: "a London-based security firm".
fn apposition(reading: &Reading<'_>, at: usize) -> bool {
    if reading.cues(at).has(Cue::Creator) && reading.word(at + 1) == "of" {
        return true;
    }
    let from = match reading.word(at) {
        "a" | "an" | "the" | "sebuah" | "one" => at + 1,
        _ if reading.lang == Lang::Id => at,
        _ => return false,
    };
    for at in from..from + 6 {
        let Some(piece) = reading.at(at) else {
            return false;
        };
        if maker_of(reading, at) {
            return true;
        }
        let noun = piece.is(class::FIRM) && !piece.is(class::FIRM_LOOSE) || house(reading, at);
        if noun && piece.shape == Shape::Lower {
            if reading.lang == Lang::Id && takes_up(reading, from, at) {
                return false;
            }
            let next = reading.word(at + 1);
            let clause = matches!(reading.word(from - 1), "a" | "an")
                && (reading.cues(at + 1).has(Cue::Subject)
                    || next.len() > 4 && next.ends_with("ing"));
            let plain = reading.lang == Lang::Id || ends_aside(reading, at + 1) || clause;
            return plain && !(reading.lang == Lang::Id && at > from + 1);
        }
        let stops = reading.cues(at).has(Cue::AsideStop) || matches!(reading.word(at), "," | ".");
        if stops || piece.opens {
            return false;
        }
    }
    false
}

/// Whether "maker of" or its like stands at a piece.
fn maker_of(reading: &Reading<'_>, at: usize) -> bool {
    reading.cues(at).has(Cue::Supplier) && reading.word(at + 1) == "of" && reading.lang == Lang::En
}

/// Whether a noun at a piece stands for a company in an aside, though not before a name.
fn house(reading: &Reading<'_>, at: usize) -> bool {
    let cues = reading.cues(at);
    match reading.lang {
        Lang::Id => cues.has(Cue::GameHouse) && reading.word(at + 1) == "game",
        Lang::En => cues.has(Cue::House),
        Lang::Other => false,
    }
}

/// Whether a piece may follow the noun that an aside ends with: "a London-based security firm that", "…, ".
fn ends_aside(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.word(at), "," | ".") || reading.cues(at).has(Cue::EndsAside)
}

/// Whether an Indonesian noun for a company at a piece, in words that begin at `from`, begins the next clause instead
/// of saying what the name before it is: ", produsen game raksasa Jepang ini merilis", ", ketiga perusahaan itu".
fn takes_up(reading: &Reading<'_>, from: usize, at: usize) -> bool {
    if reading.cues(at).has(Cue::Sector) {
        return true;
    }
    let counted = at > from && !reading.cues(from).has(Cue::Uncounted);
    counted
        || (at + 1..at + 6)
            .take_while(|&next| {
                reading
                    .at(next)
                    .is_some_and(|piece| piece.shape != Shape::Mark)
            })
            .any(|next| reading.cues(next).has(Cue::Pointer) || reading.word(next) == "juga")
}
