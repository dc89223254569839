//! What a name that a company bears stands for instead: the initials of a body, a ticker, a sum, a handset, half of
//! another name, the last part of a model's.

use super::Found;
use super::reading::{Piece, Reading};
use super::weigh::{Need, need};
use crate::annotate::lexicon::{Cue, class};
use crate::annotate::page::Shape;
use crate::text::Lang;

/// Whether a known name in brackets is only the initials of the words before it: "Tunjangan Profesi Guru (TPG)".
pub(super) fn stands_for_other(reading: &Reading<'_>, found: &Found) -> bool {
    let text = found.span.of(reading.text);
    let bracketed =
        reading.word_before(found.first, 1) == "(" && reading.word(found.last + 1) == ")";
    if !bracketed
        || found.company.is_none() && &*found.filed != text
        || found.first != found.last
        || text.chars().any(char::is_lowercase)
    {
        return false;
    }
    if of_body(reading, found.first) {
        return true;
    }
    let letters: Vec<char> = text.chars().rev().collect();
    letters.iter().enumerate().all(|(nth, letter)| {
        let word = reading.word_before(found.first, nth + 2);
        word.starts_with(*letter)
    })
}

/// Whether the name before an opening bracket is that of a body: "Brazilian Coffee Institute (IBC)".
pub(super) fn of_body(reading: &Reading<'_>, bracketed: usize) -> bool {
    for back in 2..12 {
        match reading.before(bracketed, back) {
            Some(piece) if piece.is(class::BODY) && piece.capital() => return true,
            Some(piece)
                if piece.capital()
                    || matches!(
                        reading.word_before(bracketed, back),
                        "of" | "for" | "and" | "the"
                    ) => {}
            _ => return false,
        }
    }
    false
}

/// Whether a short name stands behind a number, as the last part of a model's name: "Pixel 3 XL".
pub(super) fn behind_number(reading: &Reading<'_>, found: &Found) -> bool {
    found.span.len() < 3
        && found.first > 1
        && reading.before(found.first, 2).is_some_and(Piece::capital)
        && reading.joined(found.first - 1)
        && reading.spaced(found.first - 1)
        && reading
            .before(found.first, 1)
            .is_some_and(|piece| piece.shape == Shape::Number)
}

/// Whether a name is a ticker of a wire: `<IBM>`.
pub(super) fn ticker(reading: &Reading<'_>, found: &Found) -> bool {
    found.first == found.last
        && reading.word_before(found.first, 1) == "<"
        && matches!(reading.word(found.last + 1), ">" | ".")
        && found.span.len() <= 5
        && reading
            .at(found.first)
            .is_some_and(|piece| piece.shape == Shape::Upper)
}

/// Whether a name that is also a word is one half of another ("Fire-Bolt", "X-Friend"), or a short one begins that of
/// a model ("EA-18G").
pub(super) fn hyphened(reading: &Reading<'_>, found: &[Found], at: usize) -> bool {
    let Some(this) = found.get(at) else {
        return false;
    };
    let tight =
        |at: usize| !reading.spaced(at) && !reading.spaced(at + 1) && reading.word(at + 1) == "-";
    let capital = |at: usize| reading.at(at).is_some_and(Piece::capital);
    // "CATL-Ford" are two companies.
    let pair = |other: Option<&Found>| {
        other.is_some_and(|other| {
            let beside = other.last + 2 == this.first || this.last + 2 == other.first;
            beside && need(reading, other) != Need::Much && need(reading, this) != Need::Much
        })
    };
    let model = this.first == this.last
        && this.span.len() < 4
        && tight(this.last)
        && reading
            .word(this.last + 2)
            .starts_with(|ch: char| ch.is_ascii_digit());
    if model {
        return true;
    }
    let behind = tight(this.last) && capital(this.last + 2) && !pair(found.get(at + 1));
    let before = this.first > 1
        && tight(this.first - 2)
        && capital(this.first - 2)
        && !pair(at.checked_sub(1).and_then(|at| found.get(at)));
    (behind || before) && need(reading, this) != Need::Nothing
}

/// Whether a single letter begins the name of a model: "X Series".
pub(super) fn series(reading: &Reading<'_>, found: &Found) -> bool {
    found.span.len() == 1
        && reading.joined(found.last)
        && reading.spaced(found.last)
        && reading.cues(found.last + 1).has(Cue::BehindLetter)
}

/// Whether a name is the figure of a sum: "$3M".
pub(super) fn sum_of_money(reading: &Reading<'_>, found: &Found) -> bool {
    found.first > 0
        && !reading.spaced(found.first - 1)
        && matches!(reading.word(found.first - 1), "$" | "€" | "£" | "¥" | "₹")
}

/// Whether "HP" is the Indonesian word for a handset ("handphone"), as it nearly always is.
pub(super) fn handset(reading: &Reading<'_>, found: &Found) -> bool {
    reading.lang == Lang::Id
        && found.span.of(reading.text) == "HP"
        && !reading.small_cues_before(found.first, 1).has(Cue::HpMakes)
}
