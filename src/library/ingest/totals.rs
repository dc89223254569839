//! How much there is to read, counted for the progress line by a thread of its own.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use crate::archive::Archive;

/// Files and bytes of an archive, as far as they are counted.
#[derive(Default)]
pub(super) struct Totals {
    files: AtomicU64,
    bytes: AtomicU64,
    counted: AtomicBool,
    stop: AtomicBool,
}

impl Totals {
    /// Counts, until it is told to end.
    pub(super) fn count(&self, archive: &Archive) {
        for entry in archive.entries().flatten() {
            if self.stop.load(Ordering::Relaxed) {
                return;
            }
            self.files.fetch_add(1, Ordering::Relaxed);
            self.bytes.fetch_add(entry.size, Ordering::Relaxed);
        }
        self.counted.store(true, Ordering::Relaxed);
    }

    /// Ends the counting: nobody asks any more.
    pub(super) fn end(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Files and bytes so far, and whether they are all.
    pub(super) fn so_far(&self) -> (u64, u64, bool) {
        let read = |number: &AtomicU64| number.load(Ordering::Relaxed);
        let counted = self.counted.load(Ordering::Relaxed);
        (read(&self.files), read(&self.bytes), counted)
    }
}
