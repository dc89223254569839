//! Copies of one story, for whoever looks at the archive: lists with one article for each, and the others of one.

use std::sync::{Arc, PoisonError};

use super::manifest::Manifest;
use super::{Error, Library};
use crate::article::ArticleId;
use crate::index::{Folds, Hits, Row, Snapshot};

/// The stories of the snapshot that was looked at last.
#[derive(Debug, Default)]
pub(super) struct Known(Option<(Arc<Snapshot>, Arc<Folds>)>);

impl Library {
    /// What was found with one article for each story: `kept` for its own, for others the first in the list.
    pub fn fold(&self, hits: Hits, kept: Option<&ArticleId>) -> Result<Hits, Error> {
        let folds = self.folds(hits.snapshot())?;
        Ok(hits.folded(&folds, kept))
    }

    /// How many other articles tell the story of each of these.
    pub fn count_copies(&self, hits: &Hits, rows: &[Row]) -> Result<Vec<usize>, Error> {
        let folds = self.folds(hits.snapshot())?;
        Ok(rows.iter().map(|row| folds.others(&row.id)).collect())
    }

    /// The other articles that tell the story of this one, newest first.
    pub fn copies(&self, id: &ArticleId) -> Result<Vec<Row>, Error> {
        let Some(manifest) = Manifest::look(&self.folder)? else {
            return Ok(Vec::new());
        };
        let snapshot = self.snapshot()?;
        let mut rows = Vec::new();
        for number in manifest.copies(Snapshot::number(id))? {
            rows.extend(snapshot.row_of(number)?);
        }
        rows.sort_by(|one, other| other.date.cmp(&one.date).then(one.title.cmp(&other.title)));
        Ok(rows)
    }

    /// The stories of a snapshot.
    pub(super) fn folds(&self, snapshot: &Arc<Snapshot>) -> Result<Arc<Folds>, Error> {
        let mut known = self.folds.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, folds)) = &known.0
            && Arc::ptr_eq(of, snapshot)
        {
            return Ok(Arc::clone(folds));
        }
        let members = match Manifest::look(&self.folder)? {
            Some(manifest) => manifest.stories()?,
            None => Vec::new(),
        };
        let folds = Arc::new(Folds::of(snapshot, members));
        known.0 = Some((Arc::clone(snapshot), Arc::clone(&folds)));
        Ok(folds)
    }

    /// Has the stories looked up anew.
    pub(super) fn forget_stories(&self) {
        self.folds.lock().unwrap_or_else(PoisonError::into_inner).0 = None;
    }
}
