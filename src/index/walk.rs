//! Walking over the articles that answer a demand: the newest of all segments first, then what is left of each.
//!
//! Every segment lies newest first, so the first screen of hits is found by looking at the heads of the segments alone,
//! however many hits there are. Nothing that was walked for it is walked again for the count.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{Scorer, Weight};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocAddress, Score, SegmentReader, TERMINATED};

use super::Error;
use super::bits::Bits;
use super::snapshot::Snapshot;

/// Blocks of documents between two looks at whether anybody still waits.
const BLOCKS: u32 = 16;

/// Documents passed over between two looks while the newest are gathered.
const STEPS: u32 = 256;

/// What each segment's documents must be marked as, or not.
pub(super) type Masks = Vec<(Arc<Bits>, bool)>;

/// One segment on the way.
struct Strand<'a> {
    segment: &'a SegmentReader,
    order: &'a Column<u64>,
    scorer: Box<dyn Scorer>,
    masks: Masks,
    found: Bits,
}

/// All segments on the way.
pub(super) struct Walk<'a> {
    strands: Vec<Strand<'a>>,
    heads: BinaryHeap<(u64, Reverse<usize>)>,
    /// Documents looked at so far.
    pub(super) steps: u32,
}

impl Strand<'_> {
    fn admits(&self, doc: u32) -> bool {
        !self.segment.is_deleted(doc)
            && self.masks.iter().all(|(bits, set)| bits.holds(doc) == *set)
    }

    /// The sort key of the document the scorer stands at.
    fn head(&self) -> Option<u64> {
        let doc = self.scorer.doc();
        (doc != TERMINATED).then(|| self.order.values.get_val(doc))
    }
}

impl<'a> Walk<'a> {
    /// Begins at the newest document of each segment. `None` where `stale` says that nobody waits.
    pub(super) fn begin(
        snapshot: &'a Snapshot,
        weight: &dyn Weight,
        masks: Vec<Masks>,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Self>, Error> {
        let mut walk = Self {
            strands: Vec::new(),
            heads: BinaryHeap::new(),
            steps: 0,
        };
        for ((at, segment), masks) in snapshot.segments().enumerate().zip(masks) {
            if stale() {
                return Ok(None);
            }
            let strand = Strand {
                segment,
                order: snapshot.order(at).ok_or(Error::Damaged)?,
                scorer: weight.scorer(segment, 1.0)?,
                masks,
                found: Bits::empty(segment.max_doc()),
            };
            walk.heads
                .extend(strand.head().map(|key| (key, Reverse(at))));
            walk.strands.push(strand);
        }
        Ok(Some(walk))
    }

    /// The newest documents, at most `count`; fewer where `enough` says so meanwhile. It is told how many there are.
    pub(super) fn newest(
        &mut self,
        count: usize,
        enough: &mut dyn FnMut(usize) -> bool,
    ) -> Vec<DocAddress> {
        let mut newest = Vec::with_capacity(count);
        while let Some((_, Reverse(at))) = self.heads.pop() {
            let Some(strand) = self.strands.get_mut(at) else {
                break;
            };
            let doc = strand.scorer.doc();
            if strand.admits(doc) {
                strand.found.insert(doc);
                newest.push(DocAddress::new(at as u32, doc));
            }
            strand.scorer.advance();
            self.heads
                .extend(strand.head().map(|key| (key, Reverse(at))));
            self.steps += 1;
            if newest.len() == count || self.steps.is_multiple_of(STEPS) && enough(newest.len()) {
                break;
            }
        }
        newest
    }

    /// The newest documents with their scores, at most `count`.
    pub(super) fn scored(&mut self, count: usize) -> Vec<(Score, DocAddress)> {
        let mut scored = Vec::with_capacity(count);
        while scored.len() < count
            && let Some((_, Reverse(at))) = self.heads.pop()
            && let Some(strand) = self.strands.get_mut(at)
        {
            let doc = strand.scorer.doc();
            if strand.admits(doc) {
                scored.push((strand.scorer.score(), DocAddress::new(at as u32, doc)));
            }
            strand.scorer.advance();
            self.heads
                .extend(strand.head().map(|key| (key, Reverse(at))));
            self.steps += 1;
        }
        scored
    }

    /// Whether every document was looked at.
    pub(super) fn is_over(&self) -> bool {
        self.heads.is_empty()
    }

    /// Every document of each segment. `None` where `stale` says that nobody waits.
    pub(super) fn rest(self, stale: &dyn Fn() -> bool) -> Option<Vec<Bits>> {
        let mut all = Vec::with_capacity(self.strands.len());
        for mut strand in self.strands {
            if stale() {
                return None;
            }
            let mut buffer = [0; COLLECT_BLOCK_BUFFER_LEN];
            let mut blocks = 0_u32;
            while strand.scorer.doc() != TERMINATED {
                let len = strand.scorer.fill_buffer(&mut buffer);
                for doc in buffer.iter().take(len) {
                    if !strand.segment.is_deleted(*doc) {
                        strand.found.insert(*doc);
                    }
                }
                blocks += 1;
                if blocks.is_multiple_of(BLOCKS) && stale() {
                    return None;
                }
            }
            for (bits, set) in &strand.masks {
                strand.found.narrow(bits, *set);
            }
            all.push(strand.found);
        }
        Some(all)
    }
}
