//! The words of the index that pass a test, and which articles hold one of them.

use std::sync::Arc;

use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED};

use super::bits::Bits;
use super::flags::Parts;

/// Words between two looks at whether anybody still waits.
const BETWEEN: u32 = 1024;

/// The documents of each segment with a word that begins so and passes a test. `None` where `stale` said meanwhile that
/// nobody wants them any more. Every word that begins so is looked at, in each segment: a million articles have millions.
pub(super) fn holding(
    searcher: &Searcher,
    field: Field,
    beginning: &str,
    test: &dyn Fn(&str) -> bool,
    stale: &dyn Fn() -> bool,
) -> tantivy::Result<Option<Parts>> {
    let mut parts = Parts::new();
    let mut seen = 0_u32;
    for segment in searcher.segment_readers() {
        let mut bits = Bits::empty(segment.max_doc());
        let index = segment.inverted_index(field)?;
        let mut words = index.terms().range().ge(beginning).into_stream()?;
        while words.advance() {
            seen += 1;
            if seen.is_multiple_of(BETWEEN) && stale() {
                return Ok(None);
            }
            let word = std::str::from_utf8(words.key()).unwrap_or_default();
            if !word.starts_with(beginning) {
                break;
            }
            if !test(word) {
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
        parts.insert(segment.segment_id(), Arc::new(bits));
    }
    Ok(Some(parts))
}
