//! Where an article comes from, looked up again: its bytes as they lie in the archive now, and its further places.

use super::{Error, Library};
use crate::article::{ArticleId, Provenance, digest};

/// What was found where an article comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// Its further places in the archive.
    pub others: Vec<Provenance>,
    /// The bytes of its record, or why they cannot be had; `None` where they were not asked for.
    pub bytes: Option<Result<Vec<u8>, String>>,
    /// Whether the bytes are those that were read; `None` where that cannot be said.
    pub unchanged: Option<bool>,
}

impl Library {
    /// Looks up where an article comes from; its bytes only where they are wanted, since a large archive may have to be
    /// unpacked up to them.
    pub fn trace(&self, id: &ArticleId, place: &Provenance, bytes: bool) -> Result<Trace, Error> {
        let read = || {
            self.archive
                .read_one(place, &self.options)
                .map_err(|error| error.to_string())
        };
        let bytes = bytes.then(read);
        let unchanged = match (&bytes, place.digest) {
            (Some(Ok(bytes)), Some(known)) => Some(digest(bytes) == known),
            _ => None,
        };
        Ok(Trace {
            others: self.other_places(id)?,
            bytes,
            unchanged,
        })
    }
}
