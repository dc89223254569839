//! Copies of one story, for whoever looks at the archive: lists with one article for each, and the others of one.

use std::fs;
use std::ops::Range;
use std::sync::{Arc, PoisonError};

use super::manifest::Manifest;
use super::{Error, Library};
use crate::article::ArticleId;
use crate::index::{Folds, Hits, Row, Snapshot};

/// The file of the stories of the newest snapshot: how often they had changed, a line break, what [`Folds::write`] writes.
const KEPT: &str = "stories";

/// The name of the fact that says how often the stories have changed. Without it there are none.
const CHANGED: &str = "stories";

/// The stories of the snapshot that was looked at last.
#[derive(Debug, Default)]
pub(super) struct Known(Option<(Arc<Snapshot>, Arc<Folds>)>);

impl Library {
    /// What was found with one article for each story: `kept` for its own, for others the first in the list.
    pub fn fold(&self, hits: Hits, kept: Option<&ArticleId>) -> Result<Hits, Error> {
        let folds = self.folds(hits.snapshot())?;
        Ok(hits.folded(&folds, kept))
    }

    /// How many other articles tell the story of each at these positions.
    pub fn count_copies(&self, hits: &Hits, range: Range<usize>) -> Result<Vec<usize>, Error> {
        let folds = self.folds(hits.snapshot())?;
        Ok(hits.others(range, &folds))
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
        let folds = Arc::new(match Manifest::look(&self.folder)? {
            Some(manifest) => self.folds_of(&manifest, snapshot)?,
            None => Folds::default(),
        });
        known.0 = Some((Arc::clone(snapshot), Arc::clone(&folds)));
        Ok(folds)
    }

    /// The stories as they were kept beside the index, so that a start looks at no story; where they have changed since,
    /// or the index has, as the manifest says, and kept.
    fn folds_of(&self, manifest: &Manifest, snapshot: &Snapshot) -> Result<Folds, Error> {
        // Asked for before the stories: what changes meanwhile shows at the next start.
        let Some(version) = manifest.fact(CHANGED)? else {
            return Ok(Folds::default());
        };
        let path = self.folder.join(KEPT);
        let head = format!("{version}\n");
        let kept = fs::read(&path).ok();
        let kept = kept
            .as_deref()
            .and_then(|bytes| bytes.strip_prefix(head.as_bytes()))
            .and_then(|bytes| Folds::read(snapshot, bytes));
        if let Some(folds) = kept {
            return Ok(folds);
        }
        let folds = Folds::of(snapshot, manifest.stories()?);
        let mut bytes = head.into_bytes();
        folds.write(snapshot, &mut bytes);
        let part = self.folder.join("stories.part");
        fs::write(&part, bytes).map_err(Self::cache_error(&part))?;
        fs::rename(&part, &path).map_err(Self::cache_error(&path))?;
        Ok(folds)
    }

    /// Writes down that the stories have changed.
    pub(super) fn change_stories(manifest: &Manifest) -> Result<(), Error> {
        let before = manifest.fact(CHANGED)?;
        let before: u64 = before.and_then(|count| count.parse().ok()).unwrap_or(0);
        Ok(manifest.put_fact(CHANGED, &(before + 1).to_string())?)
    }

    /// Has the stories looked up anew.
    pub(super) fn forget_stories(&self) {
        self.folds.lock().unwrap_or_else(PoisonError::into_inner).0 = None;
    }
}
