//! Finds companies by the last word of their names: "Acme Robotics", and no department, field or body that ends so too.

use super::edges::leftmost;
use super::reading::{Reading, legal};
use super::unknown::{Named, good};
use crate::annotate::lexicon::{Cue, class};
use crate::text::Lang;

/// "Acme Robotics": a name that ends as companies' names do.
pub(super) fn with_tail(reading: &Reading<'_>, at: usize) -> Option<Named> {
    let piece = reading.at(at)?;
    if piece.headline
        || reading.joined(at)
            && reading
                .at(at + 1)
                .is_some_and(|next| next.capital() && !legal(next))
    {
        return None;
    }
    let last = at
        .checked_sub(1)
        .filter(|&last| reading.joined(last) && reading.spaced(last))?;
    if reading.word(at).eq_ignore_ascii_case("bank") && !house_of_money(reading, last) {
        return None;
    }
    let first = leftmost(reading, last)?;
    let house = at - first <= 3 && good(reading, first, last, true) && !part(reading, first, last);
    house.then_some(Named {
        sure: true,
        ..Named::bare(first, at)
    })
}

/// Whether the words of a name before its end are those of a department, a field or a body: "Mozilla's Emerging
/// Technologies", "Center for Aging Services Technologies", "School of Computing Technologies", "Sandia National
/// Laboratories".
fn part(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let field = |at| reading.cues(at).has(Cue::Field);
    let body = |at: usize| {
        reading
            .at(at)
            .is_some_and(|piece| piece.is(class::BODY) && piece.capital())
    };
    let of = |word| matches!(word, "of" | "for" | "on" | "in");
    let office = reading
        .before(first, 2)
        .is_some_and(|piece| piece.is(class::BODY) && piece.capital());
    let head = reading.small_cues_before(first, 2).has(Cue::DepartmentHead);
    reading.word(last) == "National"
        || (first..=last).all(|at| field(at) || reading.word(at) == "and")
        || field(last) && reading.word(last + 1) == "Computing"
        || body(first) && (first..=last).any(|at| of(reading.word(at)))
        || of(reading.word_before(first, 1)) && (office || head)
}

/// Whether a bank whose name ends with the piece `last` and "Bank" is a company: none of a state or of many states, and
/// no bank of power, food or a river. In Indonesian the word stands before the name.
fn house_of_money(reading: &Reading<'_>, last: usize) -> bool {
    let other = reading.small_cues_before(last, 0).has(Cue::OtherBank);
    reading.lang == Lang::En && !other
}
