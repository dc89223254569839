//! Where a name begins and where it ends.

use super::reading::{Piece, Reading, legal};
use super::unknown::LONGEST;
use crate::annotate::lexicon::{Cue, class};
use crate::annotate::page::Shape;
use crate::text::Lang;

/// Whether a name may begin with a piece that has a capital. Words that are no name alone may, inside a sentence and before another one:
/// "Red Ventures", and in English places too: "Boston Dynamics".
pub(super) fn begins(reading: &Reading<'_>, at: usize, piece: Piece) -> bool {
    let before = reading.before(at, 1);
    // "Quantum Circuits", of which the first word is known as a name too.
    if before.is_some_and(|before| before.is(class::BEGIN) && before.capital() && !before.headline)
        && !piece.opens
        && reading.joined(at - 1)
        && reading.spaced(at - 1)
    {
        return false;
    }
    if !piece.is(class::COMMON) {
        return true;
    }
    let place = reading.lang == Lang::En && piece.is(class::PLACE);
    if !(piece.is(class::BEGIN) || place)
        || piece.shape != Shape::Capitalised
        || piece.opens
        || piece.headline
    {
        return false;
    }
    let office = class::ROLE | class::FIRM | class::FIRM_LOOSE;
    let of = matches!(reading.word_before(at, 1), "of" | "&" | "and")
        && reading.before(at, 2).is_some_and(Piece::capital);
    let other = class::BODY | class::ROLE | class::PLACE | class::REGION | class::UNIT;
    before.is_none_or(|before| !before.capital() || before.is(office) || !reading.joined(at - 1))
        && !of
        && reading.joined(at)
        && reading.spaced(at)
        && reading.at(at + 1).is_some_and(|next| {
            next.shape == Shape::Capitalised
                && (!next.is(class::COMMON) || next.is(class::TAIL))
                && !next.is(other)
        })
}

/// Whether a piece goes on a name that begins before it.
pub(super) fn continues(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.before(at, 1);
    reading.joined(at - 1)
        && before.is_some_and(|piece| {
            piece.capital() && !piece.is(class::COMMON | class::ROLE | class::FIRM)
                || matches!(piece.span.of(reading.text), "&" | "@" | "#" | "_" | "/")
                || piece.span.of(reading.text) == "." && initial(reading, at - 1)
        })
}

/// The first piece of the capitalised words that end with the piece `last`, without words that only begin a sentence.
pub(super) fn leftmost(reading: &Reading<'_>, last: usize) -> Option<usize> {
    let mut first = last;
    let stop = last.saturating_sub(LONGEST);
    if !name_piece(reading, last) {
        return None;
    }
    while first > stop && reading.joined(first - 1) {
        let piece = reading.at(first - 1)?;
        let word = reading.word(first - 1);
        // The stop of an initial ends no sentence: "A. Schulman".
        if reading.at(first)?.opens && !(word == "." && initial(reading, first - 1)) {
            break;
        }
        let tight = !reading.spaced(first - 1) && (first < 2 || !reading.spaced(first - 2));
        let links = matches!(word, "&" | "." | "'" | "’")
            || word == "-" && tight
            || (matches!(word, "and" | "of")
                && first >= 2
                && name_piece(reading, first - 2)
                && reading
                    .at(first - 2)
                    .is_some_and(|piece| !piece.is(class::ROLE) && !legal(piece))
                && !(word == "and" && two_houses(reading, first, last))
                && !(word == "of" && of_another(reading, first, last))
                && !matches!(reading.word(first - 2), "L.P" | "N.V" | "S.A" | "B.V")
                // "Wagner and Brown and AFG Industries" are two.
                && !(reading.word(last - 1) != "and"
                    && (first..last).any(|at| reading.word(at) == "and")));
        if word == "." && !initial(reading, first - 1) || heading_word(reading, first - 1) {
            break;
        }
        if !(links || name_piece(reading, first - 1)) || piece.is(class::ROLE | class::LEGAL_BEFORE)
        {
            break;
        }
        first -= 1;
    }
    while first < last
        && reading.at(first).is_some_and(|piece| {
            piece.shape == Shape::Mark
                || dated(reading, first)
                || !piece.capital() && piece.shape != Shape::Number
                || reading.word(first) == "OF"
                || sentence_word(reading, first, last)
        })
    {
        first += 1;
    }
    // "between Gynex and Watson Laboratories".
    if matches!(
        reading.word_before(first, 1),
        "between" | "both" | "Between" | "Both"
    ) && !reading.at(first)?.is(class::COMMON)
        && let Some(and) = (first + 1..last).find(|&at| reading.word(at) == "and")
    {
        first = and + 1;
    }
    Some(first)
}

/// Whether what stands before "of" and a piece is no part of the name that the piece begins and `last` ends: a part of a
/// company, somebody who works there, anything where the name is known without it.
fn of_another(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let person = reading
        .before(first, 3)
        .is_some_and(|piece| piece.is(class::FIRST) && piece.shape == Shape::Capitalised);
    reading.cues(first - 2).has(Cue::UnitOf) || person || alone(reading, first, last)
}

/// Whether the words between two pieces are a company's name that is no word.
fn alone(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let name = reading.span(first, last).of(reading.text);
    let row = reading.lexicon.company(name);
    row.is_some_and(|company| !company.word && *company.name == *name)
}

/// Whether a piece is part of a date that runs into a name: "Published: 23 Aug 2023 Kilau Capital".
fn dated(reading: &Reading<'_>, at: usize) -> bool {
    let month = |at: usize| reading.cues(at).has(Cue::Month);
    let number = |at: usize| {
        reading
            .at(at)
            .is_some_and(|piece| piece.shape == Shape::Number)
    };
    month(at) && number(at + 1) || number(at) && at > 0 && month(at - 1)
}

/// Whether a whole name ends before the "and" that stands before a piece: "Ooblix Capital and Quembly Ventures", and
/// not "Community Bank and Trust"; and whether what stands on either side is known alone: "Emery and Federal Express".
fn two_houses(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    alone(reading, first, last)
        || alone(reading, first - 2, first - 2)
        || reading
            .before(first, 2)
            .is_some_and(|piece| piece.is(class::TAIL_STRONG))
            && reading
                .at(first)
                .is_some_and(|piece| !piece.is(class::TAIL))
            && reading.word(first) != "Trust"
}

/// Whether a piece is a word of a heading in capitals that is part of no name: `DIXONS HAS 56 PCT OF CYCLOPS CORP`.
fn heading_word(reading: &Reading<'_>, at: usize) -> bool {
    reading.at(at).is_some_and(|piece| {
        piece.headline
            && piece.shape == Shape::Upper
            && piece.is(class::VERB | class::BUSINESS | class::STOP)
            && !matches!(reading.word(at), "AND" | "OF")
    })
}

/// Whether the stop at `dot` ends an initial (`C. Itoh`).
pub(super) fn initial(reading: &Reading<'_>, dot: usize) -> bool {
    dot > 0 && reading.word(dot - 1).len() == 1 && !reading.spaced(dot - 1)
}

/// Whether a piece begins a sentence without belonging to the name behind it, which ends with the piece `last`: "The",
/// "Said", "Menurut".
fn sentence_word(reading: &Reading<'_>, at: usize, last: usize) -> bool {
    reading.at(at).is_some_and(|piece| {
        let small = piece.is(class::COMMON)
            && piece.shape == Shape::Capitalised
            && !reading.cues(at).has(Cue::NameStart);
        // "A-Star Capital".
        let letter = reading.word(at) == "A"
            && reading.word(at + 1) == "-"
            && !reading.spaced(at)
            && reading
                .at(at + 2)
                .is_some_and(|piece| piece.shape == Shape::Capitalised);
        (small
            && piece.opens
            && !piece.is(class::UNIT | class::TAIL | class::PLACE)
            && !needed(reading, at, piece, last))
            || !letter && reading.cues(at).has(Cue::SentenceStart)
            || piece.is(class::ROLE | class::FIRM) && !piece.is(class::TAIL)
    })
}

/// Whether an ordinary word that begins an English sentence belongs to the name that it begins, since what follows is no
/// name alone: "Western Health Plans Inc", "New York Telephone Co".
fn needed(reading: &Reading<'_>, at: usize, piece: Piece, last: usize) -> bool {
    let other = class::COMMON | class::TAIL | class::PLACE | class::REGION | class::UNIT;
    let bare = reading.at(at + 1).is_some_and(|next| {
        next.shape == Shape::Capitalised && (piece.is(class::BEGIN) || next.is(other))
    });
    let word = reading.word(at);
    reading.lang == Lang::En
        && at < last
        && reading.spaced(at)
        && bare
        && !piece.is(class::STOP | class::VERB | class::ROLE | class::FIRM | class::FIRMS)
        && !(word.ends_with("ly") || word.ends_with("ing"))
        && !reading.cues(at).has(Cue::Particle)
        && !reading.cues(at).has(Cue::Opener)
        && word.len() > 2
}

/// Whether a piece is written as a part of a name.
fn name_piece(reading: &Reading<'_>, at: usize) -> bool {
    reading.at(at).is_some_and(|piece| {
        piece.capital() || piece.shape == Shape::Number && at > 0 && !piece.opens
    })
}

/// The last piece of the capitalised words that begin with the piece `first`, legal forms left out.
pub(super) fn rightmost(reading: &Reading<'_>, first: usize) -> Option<usize> {
    reading.at(first).filter(|piece| piece.capital())?;
    let mut last = first;
    while last - first < LONGEST && reading.joined(last) {
        let next = last + 1;
        let word = reading.word(next);
        let piece = reading.at(next)?;
        let ends = || {
            let cues = reading.cues(next);
            piece.is(class::ROLE) && cues.has(Cue::OfficeBehind)
                || piece.is(class::COMMON) && cues.has(Cue::Particle)
        };
        if piece.capital() && !legal(piece) && !piece.opens && !ends() {
            last = next;
        } else if matches!(word, "&" | "-" | "." | "'" | "’")
            && (word != "." || initial(reading, next))
            && (word != "-" || !reading.spaced(last) && !reading.spaced(next))
            && reading.joined(next)
            && (word != "'" && word != "’" || reading.word(next + 1) != "s")
            && reading.at(next + 1).is_some_and(Piece::capital)
        {
            last = next + 1;
        } else {
            break;
        }
    }
    Some(last)
}
