//! What changed since the last reading, and files of JSON Lines that grow at their end: only what was appended is read.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{Error, Ingest, Reading};
use crate::archive::Entry;
use crate::library::Library;
use crate::library::manifest::{Known, Manifest, end_of};

/// Smaller files are read anew: that takes no time.
const SMALL: u64 = 1 << 20;

/// Whether a file is new, changed or gone.
pub(super) fn anything_new(
    library: &Library,
    manifest: &Manifest,
    stop: &AtomicBool,
) -> Result<bool, Error> {
    let mut seen = 0;
    for entry in library.archive.entries() {
        if stop.load(Ordering::Relaxed) {
            return Ok(false);
        }
        if let Ok(entry) = entry {
            if !manifest.known(&entry)?.fresh {
                return Ok(true);
            }
            seen += 1;
        }
    }
    Ok(seen != manifest.files()?)
}

impl Ingest<'_> {
    /// Where a file ended when it was last read, if it has only grown since.
    pub(super) fn grown(&self, entry: &Entry, known: &Known) -> Result<Option<u64>, Error> {
        // That of a file whose end was being read when the reading was cut short is still where it ended before.
        if !known.seen {
            return Ok(None);
        }
        let Some(fact) = self.manifest.fact(&end_of(known.file))? else {
            return Ok(None);
        };
        let before = fact
            .split_once(' ')
            .and_then(|(size, digest)| Some((size.parse().ok()?, digest)));
        let Some((size, digest)) = before.filter(|(size, _)| *size < entry.size) else {
            return Ok(None);
        };
        // A file that cannot be read is met, and told, when it is read anew.
        let now = self.library.archive.digest(entry, size).ok().flatten();
        Ok((now.as_deref() == Some(digest)).then_some(size))
    }

    /// Reads what was appended to a file behind its first `from` bytes.
    pub(super) fn read_on(&mut self, entry: &Entry, file: i64, from: u64) -> Result<(), Error> {
        self.manifest.put_file(file, entry, false)?;
        self.manifest.clear_problems_behind(file, from)?;
        self.file = Reading {
            file,
            entry: Some(entry.clone()),
            part: self.manifest.next_part(file)?,
            ..Reading::default()
        };
        let library = self.library;
        let flow = library.archive.read_on(entry, from, &library.options, self);
        self.progress.bytes_read += entry.size - from;
        self.finish_file(entry, flow)
    }

    /// Writes down where the file that was read ends, if it is one of lines that may grow.
    pub(super) fn keep_end(&self, entry: &Entry) -> Result<(), Error> {
        if self.file.others || entry.size < SMALL {
            return Ok(());
        }
        // A file that cannot be read any more is met, and told, the next time.
        if let Ok(Some(digest)) = self.library.archive.digest(entry, entry.size) {
            let end = format!("{} {digest}", entry.size);
            self.manifest.put_fact(&end_of(self.file.file), &end)?;
        }
        Ok(())
    }
}
