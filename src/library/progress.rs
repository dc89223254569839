//! How far an ingest is, and what it came to.

use std::time::Duration;

use super::imported::Matched;

/// How far an ingest is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files looked at.
    pub files: u64,
    /// Bytes of them, as they lie in the archive.
    pub bytes: u64,
    /// Files there are, as far as they were counted.
    pub files_total: u64,
    /// Bytes there are, as far as they were counted.
    pub bytes_total: u64,
    /// Whether everything was counted.
    pub counted: bool,
    /// Bytes that were read, not only found unchanged.
    pub bytes_read: u64,
    /// Articles that were put into the index.
    pub added: u64,
    /// Problems that were met.
    pub problems: u64,
    /// Whether new articles can be found since the last time.
    pub committed: bool,
    /// How long it has been going on.
    pub elapsed: Duration,
}

impl Progress {
    /// Bytes read a second.
    pub fn rate(&self) -> f64 {
        self.bytes_read as f64 / self.elapsed.as_secs_f64().max(0.001)
    }

    /// How long it will take still, at this rate; `None` where it cannot be said yet.
    pub fn left(&self) -> Option<Duration> {
        let rate = self.rate();
        let open = self.bytes_total.checked_sub(self.bytes)?;
        (self.counted && rate > 1.0).then(|| Duration::from_secs_f64((open as f64 / rate).min(1e7)))
    }
}

/// What an ingest did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that were read, because they are new or changed.
    pub files_read: u64,
    /// Articles put into the index, changed ones among them.
    pub added: u64,
    /// Articles taken out.
    pub removed: u64,
    /// Problems met in the files that were read.
    pub problems: u64,
    /// Whether it was stopped before the end.
    pub stopped: bool,
    /// What exports say of articles of the archive.
    pub matched: Matched,
}
