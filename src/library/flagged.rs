//! The user's marks as sets of the documents of the index, kept beside it, so that a start looks at no mark.

use std::fs;
use std::sync::PoisonError;

use super::{Error, Kind, Library, Marked};
use crate::index::{Flag, Flags, Snapshot};

/// The file of the sets: the version of the marks they were made of, a line break, the sets. Two bits an article.
const KEPT: &str = "marked";

/// Of so many documents each is looked up among the marks; for more every mark is looked at.
const FEW: usize = 2000;

impl Library {
    /// The user's marks as sets of the documents of a snapshot.
    pub(super) fn flags(&self, snapshot: &Snapshot) -> Result<Flags, Error> {
        let mut marked = self.marked.lock().unwrap_or_else(PoisonError::into_inner);
        let version = self.marks.foreign_version()?;
        if version != marked.version {
            let first = marked.version == 0;
            marked.flags = if first {
                self.kept()?
            } else {
                Flags::default()
            };
            marked.version = version;
        }
        if !marked.flags.covers(snapshot) {
            let missing = marked.flags.missing(snapshot);
            let keys = |kind| -> Result<Vec<u64>, Error> {
                if missing.len() <= FEW {
                    return Ok(self.marks.among(kind, &missing)?);
                }
                let mut keys = Vec::new();
                self.marks
                    .each(kind, None, |id| keys.push(Flags::key(&id)))?;
                keys.sort_unstable();
                Ok(keys)
            };
            let mut sets = self.sets()?;
            sets.put(Flag::Read, keys(Kind::Read)?);
            sets.put(Flag::Starred, keys(Kind::Starred)?);
            marked.flags = Flags::build(snapshot, &marked.flags, &sets);
            self.keep(&marked)?;
        }
        Ok(marked.flags.clone())
    }

    /// Writes the sets down for the next start, if they are known and up to date.
    pub fn keep_flags(&self) -> Result<(), Error> {
        let marked = self.marked.lock().unwrap_or_else(PoisonError::into_inner);
        self.keep(&marked)
    }

    fn keep(&self, marked: &Marked) -> Result<(), Error> {
        let version = self.marks.version()?;
        // Asked for after the version: what another program changes meanwhile shows here.
        if marked.version != self.marks.foreign_version()? {
            return Ok(());
        }
        let mut bytes = format!("{version}\n").into_bytes();
        marked.flags.write(&mut bytes);
        let (path, part) = (self.folder.join(KEPT), self.folder.join("marked.part"));
        fs::write(&part, bytes).map_err(Self::cache_error(&part))?;
        fs::rename(&part, &path).map_err(Self::cache_error(&path))
    }

    /// The sets as they were kept, where the marks are still those they were made of; none otherwise.
    fn kept(&self) -> Result<Flags, Error> {
        let Ok(bytes) = fs::read(self.folder.join(KEPT)) else {
            return Ok(Flags::default());
        };
        let version = self.marks.version()?.to_string();
        let sets = bytes
            .strip_prefix(version.as_bytes())
            .and_then(|rest| rest.strip_prefix(b"\n"));
        Ok(sets.and_then(Flags::read).unwrap_or_default())
    }
}
