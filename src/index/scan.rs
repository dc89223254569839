//! The words of the index that pass a test, and which articles hold one of them.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED};

use super::bits::Bits;
use super::flags::Parts;

/// Words between two looks at whether anybody still waits.
const BETWEEN: u32 = 1024;

/// Scans that are remembered: whoever types a pattern asks for the same words at each key.
const REMEMBERED: usize = 8;

/// How often it is asked whether anybody still waits, while other threads look at words.
const ASKED: Duration = Duration::from_millis(1);

/// The words that are looked at, and by what.
pub(super) struct Scan<'a> {
    /// The same name means the same words.
    pub(super) name: String,
    /// They begin so.
    pub(super) beginning: &'a str,
    /// They pass this.
    pub(super) test: &'a (dyn Fn(&str) -> bool + Sync),
}

/// The scans that were made last in one snapshot, by name.
#[derive(Debug, Default)]
pub(super) struct Scans(Mutex<Vec<(String, Arc<Parts>)>>);

impl Scans {
    /// The documents of each segment with a word that a scan asks for. `None` where `stale` said meanwhile that nobody
    /// wants them any more. Unless it is remembered, every word that begins so is looked at, in each segment: a million
    /// articles have millions. As many segments are looked at at once as there are cores.
    pub(super) fn find(
        &self,
        searcher: &Searcher,
        field: Field,
        scan: &Scan<'_>,
        stale: &dyn Fn() -> bool,
    ) -> tantivy::Result<Option<Arc<Parts>>> {
        let kept = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = kept().iter().find(|(name, _)| *name == scan.name) {
            return Ok(Some(Arc::clone(known)));
        }
        let Some(found) = all(searcher.segment_readers(), field, scan, stale)? else {
            return Ok(None);
        };
        let found = Arc::new(found);
        let mut kept = kept();
        kept.truncate(REMEMBERED - 1);
        kept.insert(0, (scan.name.clone(), Arc::clone(&found)));
        Ok(Some(found))
    }
}

fn all(
    segments: &[SegmentReader],
    field: Field,
    scan: &Scan<'_>,
    stale: &dyn Fn() -> bool,
) -> tantivy::Result<Option<Parts>> {
    if stale() {
        return Ok(None);
    }
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let some = |stale: &dyn Fn() -> bool| -> tantivy::Result<Parts> {
        let mut parts = Parts::new();
        while let Some(segment) = segments.get(next.fetch_add(1, Ordering::Relaxed)) {
            let Some(bits) = holding(segment, field, scan, stale)? else {
                stop.store(true, Ordering::Relaxed);
                break;
            };
            parts.insert(segment.segment_id(), Arc::new(bits));
        }
        Ok(parts)
    };
    let stopped = || stop.load(Ordering::Relaxed);
    let found = thread::scope(|scope| -> tantivy::Result<Parts> {
        let helpers: Vec<_> = (1..cores.min(segments.len()))
            .map(|_| scope.spawn(|| some(&stopped)))
            .collect();
        let mut found = some(stale);
        for helper in helpers {
            while !helper.is_finished() {
                if stale() || found.is_err() {
                    stop.store(true, Ordering::Relaxed);
                }
                thread::sleep(ASKED);
            }
            // A helper that panicked is told as what it is, by whoever guards this thread.
            let more = helper
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            if let Ok(found) = &mut found {
                found.extend(more?);
            }
        }
        found
    })?;
    Ok((!stopped()).then_some(found))
}

/// The documents of one segment.
fn holding(
    segment: &SegmentReader,
    field: Field,
    scan: &Scan<'_>,
    stale: &dyn Fn() -> bool,
) -> tantivy::Result<Option<Bits>> {
    let mut seen = 0_u32;
    let mut bits = Bits::empty(segment.max_doc());
    let index = segment.inverted_index(field)?;
    let mut words = index.terms().range().ge(scan.beginning).into_stream()?;
    while words.advance() {
        seen += 1;
        if seen.is_multiple_of(BETWEEN) && stale() {
            return Ok(None);
        }
        let word = std::str::from_utf8(words.key()).unwrap_or_default();
        if !word.starts_with(scan.beginning) {
            break;
        }
        if !(scan.test)(word) {
            continue;
        }
        let mut postings =
            index.read_postings_from_terminfo(words.value(), IndexRecordOption::Basic)?;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            bits.insert(doc);
            doc = postings.advance();
        }
    }
    Ok(Some(bits))
}
