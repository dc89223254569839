//! What the companies that an article names say for a name that is also a word: among three car makers "Ford" is one.

use std::collections::{HashMap, HashSet};

use super::Found;
use super::reading::Reading;
use super::weigh::{Need, need};
use crate::annotate::lexicon::Kind;

/// So many other companies of a kind make one more likely.
const ENOUGH: usize = 3;
/// What they say for it.
const SIGN: i32 = 2;

/// The kinds of which an article names several companies that need no context.
pub(super) struct Kin(HashSet<Kind>);

impl Kin {
    /// The kinds of the known names in an article.
    pub(super) fn of(reading: &Reading<'_>, found: &[Found]) -> Self {
        let mut rows: HashMap<Kind, HashSet<usize>> = HashMap::new();
        for this in found {
            if let Some(row) = this.company
                && let Some(kind) = narrow(reading, this)
                && need(reading, this) == Need::Nothing
            {
                rows.entry(kind).or_default().insert(row);
            }
        }
        let several = rows.into_iter().filter(|(_, rows)| rows.len() >= ENOUGH);
        Self(several.map(|(kind, _)| kind).collect())
    }

    /// What they say for a name.
    pub(super) fn sign(&self, reading: &Reading<'_>, this: &Found) -> i32 {
        let wanted = !self.0.is_empty()
            && narrow(reading, this).is_some_and(|kind| self.0.contains(&kind))
            && matches!(need(reading, this), Need::Little | Need::Some);
        if wanted { SIGN } else { 0 }
    }
}

/// The kind of a known company, where its companies do one thing that articles compare them in.
fn narrow(reading: &Reading<'_>, this: &Found) -> Option<Kind> {
    let kind = reading.lexicon.row(this.company?)?.kind;
    matches!(
        kind,
        Kind::Cars | Kind::Chips | Kind::Telecom | Kind::Bank | Kind::Aerospace | Kind::Energy
    )
    .then_some(kind)
}
