//! Under which name a company is filed where an article calls it by several.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Found;
use super::reading::Reading;
use crate::annotate::lexicon::Cue;

/// Files a former name under the name before it: "X (sebelumnya Twitter)", "X, formerly known as Twitter".
pub(super) fn rename(reading: &Reading<'_>, found: &mut [Found]) {
    for at in 1..found.len() {
        let Some([before, this]) = found.get(at - 1..=at) else {
            continue;
        };
        let between = before.last + 1..this.first;
        let formerly = |at| reading.cues(at).has(Cue::Formerly);
        let links = |at| reading.word(at) == "," || reading.cues(at).has(Cue::Named);
        let renames = between.len() <= 4
            && between.clone().any(formerly)
            && (reading.word(between.start) == "("
                || between.clone().all(|at| formerly(at) || links(at)));
        if renames {
            let filed = Arc::clone(&before.filed);
            if let Some(this) = found.get_mut(at) {
                this.filed = filed;
            }
        }
    }
}

/// The full names, by row, that the article has of companies whose short name is also a word: "Insomniac Games".
fn full_names(reading: &Reading<'_>, found: &[Found]) -> HashMap<usize, Arc<str>> {
    let mut full = HashMap::new();
    for found in found.iter().filter(|found| found.last > found.first) {
        let tail = reading.cues(found.last).has(Cue::FullName);
        let row = found.company.filter(|_| tail);
        let Some(company) = row.and_then(|row| reading.lexicon.row(row)) else {
            continue;
        };
        let written = found.span.of(reading.text);
        let longer = company
            .aka
            .iter()
            .find(|aka| ***aka == *written && aka.starts_with(&*company.name));
        if let Some((row, name)) = row.zip(longer).filter(|_| company.word) {
            full.insert(row, Arc::clone(name));
        }
    }
    full
}

/// Files a second name of a company under its first where the article has both; a former name stays what it is, unless
/// the present one begins with it: "Glaxo" for `GlaxoSmithKline`.
pub(super) fn unite(reading: &Reading<'_>, found: &mut [Found]) {
    let company = |found: &Found| found.company.and_then(|row| reading.lexicon.row(row));
    let first: HashSet<usize> = found
        .iter()
        .filter(|found| company(found).is_some_and(|row| row.name == found.filed))
        .filter_map(|found| found.company)
        .collect();
    let full = full_names(reading, found);
    for found in found {
        let Some(row) = company(found) else { continue };
        if let Some(name) = found.company.and_then(|row| full.get(&row)) {
            found.filed = Arc::clone(name);
            continue;
        }
        let former = row.was.iter().any(|former| former.name == found.filed)
            && !row.name.starts_with(&*found.filed);
        if !former && found.company.is_some_and(|row| first.contains(&row)) {
            found.filed = Arc::clone(&row.name);
        }
    }
}
