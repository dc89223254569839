//! What the user set, as sets of documents of the segments of one snapshot.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tantivy::index::SegmentId;

use super::bits::Bits;
use super::entry::id_key;
use super::query::Flag;
use super::snapshot::Snapshot;
use crate::article::ArticleId;

/// The read and the starred documents of every segment of a snapshot.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    read: Arc<HashMap<SegmentId, Arc<Bits>>>,
    starred: Arc<HashMap<SegmentId, Arc<Bits>>>,
}

impl Flags {
    /// Finds the documents of `snapshot` among the identities that are set. What is already known of a segment, in
    /// `known`, is taken over.
    pub fn build(
        snapshot: &Snapshot,
        known: &Self,
        read: &HashSet<u64>,
        starred: &HashSet<u64>,
    ) -> Self {
        Self {
            read: part(snapshot, &known.read, read),
            starred: part(snapshot, &known.starred, starred),
        }
    }

    /// The number by which [`Flags::build`] knows an article.
    pub fn key(id: &ArticleId) -> u64 {
        id_key(id)
    }

    /// Whether every segment of the snapshot is known.
    pub fn covers(&self, snapshot: &Snapshot) -> bool {
        snapshot
            .segments()
            .all(|segment| self.read.contains_key(&segment.segment_id()))
    }

    /// The same after articles were set or unset.
    pub fn with(&self, snapshot: &Snapshot, flag: Flag, ids: &[ArticleId], set: bool) -> Self {
        let mut parts: HashMap<SegmentId, Arc<Bits>> = (*self.parts(flag)).clone();
        for id in ids {
            for (segment, doc) in snapshot.find(id) {
                if let Some(bits) = parts.get_mut(&segment) {
                    let bits = Arc::make_mut(bits);
                    if set {
                        bits.insert(doc);
                    } else {
                        bits.remove(doc);
                    }
                }
            }
        }
        let mut changed = self.clone();
        match flag {
            Flag::Read => changed.read = Arc::new(parts),
            Flag::Starred => changed.starred = Arc::new(parts),
        }
        changed
    }

    /// How many articles of a snapshot carry the flag.
    pub fn count(&self, snapshot: &Snapshot, flag: Flag) -> usize {
        let parts = self.parts(flag);
        snapshot
            .segments()
            .map(|segment| {
                let Some(bits) = parts.get(&segment.segment_id()) else {
                    return 0;
                };
                match segment.alive_bitset() {
                    None => bits.count() as usize,
                    Some(alive) => alive.iter_alive().filter(|doc| bits.holds(*doc)).count(),
                }
            })
            .sum()
    }

    /// The sets of one flag by segment.
    pub(super) fn parts(&self, flag: Flag) -> Arc<HashMap<SegmentId, Arc<Bits>>> {
        Arc::clone(match flag {
            Flag::Read => &self.read,
            Flag::Starred => &self.starred,
        })
    }
}

fn part(
    snapshot: &Snapshot,
    known: &HashMap<SegmentId, Arc<Bits>>,
    ids: &HashSet<u64>,
) -> Arc<HashMap<SegmentId, Arc<Bits>>> {
    let mut parts = HashMap::new();
    for (at, segment) in snapshot.segments().enumerate() {
        let bits = match known.get(&segment.segment_id()) {
            Some(bits) => Arc::clone(bits),
            None => Arc::new(found(snapshot, at, segment.max_doc(), ids)),
        };
        parts.insert(segment.segment_id(), bits);
    }
    Arc::new(parts)
}

/// The documents of one segment that are among the identities.
fn found(snapshot: &Snapshot, segment: usize, bound: u32, ids: &HashSet<u64>) -> Bits {
    let mut bits = Bits::empty(bound);
    if !ids.is_empty() {
        for doc in 0..bound {
            if ids.contains(&snapshot.id_key(segment, doc)) {
                bits.insert(doc);
            }
        }
    }
    bits
}
