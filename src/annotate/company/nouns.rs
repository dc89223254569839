//! The nouns right before a name that say what it is or who made it: "the tech giant Zorbatel", "game buatan Zorbatel".

use super::cues::{first_name, person_like, small};
use super::reading::Reading;
use crate::annotate::lexicon::Cue;
use crate::text::Lang;

/// Whether the noun right before a name, with the word before that, shows it to be a company's.
pub(super) fn noun_before(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let (one, two) = (reading.cues_before(first, 1), reading.cues_before(first, 2));
    match reading.word_before(first, 1) {
        "giant" => two.has(Cue::GiantOf),
        "oleh" => {
            reading.word_before(first, 2) == "dikembangkan" && !first_name(reading, first, last)
        }
        "network" => two.has(Cue::NetworkOf),
        "house" => two.has(Cue::HouseOf),
        _ if one.has(Cue::Crafted) => two.has(Cue::Ware) && !first_name(reading, first, last),
        _ if one.has(Cue::Trading) => !person_like(reading, first, last),
        _ if one.has(Cue::Described) => {
            described(reading, first) && !person_like(reading, first, last)
        }
        _ => false,
    }
}

/// Whether a word that says more stands before the noun right before a name, in English: "the global job site Indeed",
/// and neither "the site Indeed" nor "the central bank".
fn described(reading: &Reading<'_>, first: usize) -> bool {
    let other = reading.cues_before(first, 2).has(Cue::Undescribed);
    reading.lang == Lang::En && small(reading, first, 2) && small(reading, first, 1) && !other
}
