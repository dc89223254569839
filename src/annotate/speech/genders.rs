//! Which pronouns stood for whom: "she" is nobody who was "he" all along.

use std::collections::HashMap;

use crate::annotate::Speaker;
use crate::text::Lang;

use super::reading::{Reading, Run};

/// How often each person was "he" and "she", or "Mr" and "Ms".
#[derive(Default)]
pub(super) struct Genders(HashMap<String, [u16; 2]>);

/// So many pronouns of one kind show which kind stands for somebody.
const SURE: u16 = 2;

impl Genders {
    /// Hears whom the words of a source stand for.
    pub(super) fn heard(&mut self, reading: &Reading<'_>, source: Run, name: &str) {
        if let Some(she) = gender(reading, source) {
            let heard = self.0.entry(name.to_owned()).or_default();
            if let Some(count) = heard.get_mut(usize::from(she)) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// The speaker whom a pronoun can stand for: the likeliest, or the last known one who was not the other all along.
    pub(super) fn fitting(
        &self,
        reading: &Reading<'_>,
        source: Run,
        likely: Speaker,
        known: &[Speaker],
    ) -> Option<Speaker> {
        let Some(she) = gender(reading, source) else {
            return Some(likely);
        };
        let other = |speaker: &Speaker| {
            let [he_was, she_was] = self.0.get(&speaker.name).copied().unwrap_or_default();
            let (same, other) = if she {
                (she_was, he_was)
            } else {
                (he_was, she_was)
            };
            other >= same + SURE
        };
        if !other(&likely) {
            return Some(likely);
        }
        // Most of whom nothing is known are men in the news: for a woman something must speak.
        let fits = |speaker: &&Speaker| {
            let heard = self.0.get(&speaker.name).copied().unwrap_or_default();
            !other(speaker) && (!she || heard.last().is_some_and(|&she| she > 0))
        };
        known.iter().rev().find(fits).cloned()
    }
}

/// Whether English words stand for a woman, by a pronoun or a form of address.
fn gender(reading: &Reading<'_>, source: Run) -> Option<bool> {
    if reading.lang != Lang::En {
        return None;
    }
    let alone = source.len() == 1;
    if alone && reading.reads(source.start, &["he", "him"]) || reading.reads(source.start, &["mr"])
    {
        return Some(false);
    }
    let she = alone && reading.reads(source.start, &["she", "her"])
        || reading.reads(source.start, &["mrs", "ms", "miss", "lady", "dame"]);
    she.then_some(true)
}
