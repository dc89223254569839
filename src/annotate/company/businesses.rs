//! Tells the outlets that an article is about from those that it quotes.

use std::collections::{HashMap, HashSet};

use super::Found;
use super::reading::Reading;
use crate::annotate::lexicon::{Cue, Kind};

/// The outlets that the article is about as businesses: not its own, and what they do, not what they report, is told
/// again and again.
pub(super) fn businesses<'f>(reading: &Reading<'_>, found: &'f [Found]) -> HashSet<&'f str> {
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    for found in found.iter().filter(|found| {
        let row = found.company.and_then(|row| reading.lexicon.row(row));
        row.is_some_and(|company| company.kind == Kind::Outlet)
    }) {
        let entry = counts.entry(&found.filed).or_default();
        entry.0 += 1;
        entry.1 += usize::from(does_business(reading, found));
    }
    let own = |name: &str| {
        reading.outlet.is_some_and(|outlet| {
            let filed = reading.lexicon.company(outlet).map(|row| &*row.name);
            outlet == name || filed == Some(name)
        })
    };
    counts
        .into_iter()
        .filter(|&(name, (all, acts))| {
            // A headline that begins with an outlet's name passes for its own; told so often, it is not.
            acts >= 3 && acts * 3 >= all && !own(name) || acts >= 5 && acts * 2 >= all
        })
        .map(|(name, _)| name)
        .collect()
}

/// Whether an outlet is told to do something that a source does not: "CNET is overhauling", "that bought CNET".
fn does_business(reading: &Reading<'_>, found: &Found) -> bool {
    let bought = found.first > 0
        && reading.joined(found.first - 1)
        && reading.cues_before(found.first, 1).has(Cue::Bought);
    let next = found.last + 1;
    let told = |at| reading.cues(at).has(Cue::SourceVerb);
    let acts = reading.joined(found.last)
        && reading.cues(next).has(Cue::BusinessVerb)
        && !told(next + 1)
        && !told(next + 2);
    bought || acts
}
