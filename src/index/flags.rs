//! What the user set, as sets of documents of the segments of one snapshot.

use std::collections::HashMap;
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
    /// Finds the documents of `snapshot` among the identities that are set, which are sorted. What is already known of a segment, in
    /// `known`, is taken over.
    pub fn build(snapshot: &Snapshot, known: &Self, read: &[u64], starred: &[u64]) -> Self {
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

    /// The identities of the documents of the segments that are not known.
    pub fn missing(&self, snapshot: &Snapshot) -> Vec<u64> {
        snapshot
            .segments()
            .enumerate()
            .filter(|(_, segment)| !self.read.contains_key(&segment.segment_id()))
            .flat_map(|(at, segment)| {
                (0..segment.max_doc()).map(move |doc| snapshot.id_key(at, doc))
            })
            .collect()
    }

    /// Appends the sets as [`Flags::read`] reads them: of each segment its name, how many documents it has, and two bits
    /// for each.
    pub fn write(&self, out: &mut Vec<u8>) {
        for (segment, read) in self.read.iter() {
            let Some(starred) = self.starred.get(segment) else {
                continue;
            };
            out.extend_from_slice(segment.uuid_string().as_bytes());
            out.extend_from_slice(&read.bound().to_le_bytes());
            for word in read.words().chain(starred.words()) {
                out.extend_from_slice(&word.to_le_bytes());
            }
        }
    }

    /// Reads sets; `None` where the bytes are not what [`Flags::write`] appends.
    pub fn read(mut bytes: &[u8]) -> Option<Self> {
        let (mut read, mut starred) = (HashMap::new(), HashMap::new());
        while !bytes.is_empty() {
            let (name, rest) = bytes.split_first_chunk::<32>()?;
            let (bound, rest) = rest.split_first_chunk::<4>()?;
            let bound = u32::from_le_bytes(*bound);
            let segment = SegmentId::from_uuid_string(std::str::from_utf8(name).ok()?).ok()?;
            let mut left = rest;
            for parts in [&mut read, &mut starred] {
                let (words, rest) = left.split_at_checked(8 * bound.div_ceil(64) as usize)?;
                let words = words.as_chunks::<8>().0.iter();
                let bits = Bits::of_words(bound, words.map(|word| u64::from_le_bytes(*word)));
                parts.insert(segment, Arc::new(bits));
                left = rest;
            }
            bytes = left;
        }
        Some(Self {
            read: Arc::new(read),
            starred: Arc::new(starred),
        })
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
    ids: &[u64],
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
fn found(snapshot: &Snapshot, segment: usize, bound: u32, ids: &[u64]) -> Bits {
    let mut bits = Bits::empty(bound);
    if !ids.is_empty() {
        for doc in 0..bound {
            if ids.binary_search(&snapshot.id_key(segment, doc)).is_ok() {
                bits.insert(doc);
            }
        }
    }
    bits
}
