//! What the user set, as sets of documents of the segments of one snapshot.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tantivy::SegmentReader;
use tantivy::index::SegmentId;

use super::bits::Bits;
use super::entry::id_key;
use super::folds::Folds;
use super::query::{Flag, name_term};
use super::snapshot::Snapshot;
use crate::article::ArticleId;

/// The documents of each segment that are set.
pub(super) type Parts = HashMap<SegmentId, Arc<Bits>>;

/// What the user set, by identity: what [`Flags`] are made of.
#[derive(Clone, Debug, Default)]
pub struct Sets {
    flags: [Vec<u64>; Flag::ALL.len()],
    /// By folded name.
    tags: BTreeMap<String, Vec<u64>>,
}

impl Sets {
    /// Adds an article with a flag.
    pub fn add(&mut self, flag: Flag, id: &ArticleId) {
        if let Some(set) = self.flags.get_mut(flag as usize) {
            set.push(id_key(id));
        }
    }

    /// Takes over the numbers of all articles with a flag (see [`Flags::key`]).
    pub fn put(&mut self, flag: Flag, keys: Vec<u64>) {
        if let Some(set) = self.flags.get_mut(flag as usize) {
            *set = keys;
        }
    }

    /// Adds an article with a tag of the user's own.
    pub fn tag(&mut self, tag: &str, id: &ArticleId) {
        self.add(Flag::Tagged, id);
        let tag = self.tags.entry(name_term(tag)).or_default();
        tag.push(id_key(id));
    }
}

/// The documents of every segment of a snapshot that carry each flag and each tag of the user's own.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    carried: [Arc<Parts>; Flag::ALL.len()],
    /// By folded name.
    tags: Arc<BTreeMap<String, Parts>>,
    /// Those whose story others tell too; only where a query asks for them.
    copied: Arc<Parts>,
}

impl Flags {
    /// The same, and which articles of a snapshot have copies.
    pub fn with_copied(mut self, snapshot: &Snapshot, folds: &Folds) -> Self {
        let mut copied: Vec<Bits> = snapshot
            .segments()
            .map(|segment| Bits::empty(segment.max_doc()))
            .collect();
        for at in folds.copied() {
            if let Some(bits) = copied.get_mut(at.segment_ord as usize) {
                bits.insert(at.doc_id);
            }
        }
        let segments = snapshot.segments().map(SegmentReader::segment_id);
        self.copied = Arc::new(segments.zip(copied.into_iter().map(Arc::new)).collect());
        self
    }

    /// The documents whose story others tell too.
    pub(super) fn copied(&self) -> Arc<Parts> {
        Arc::clone(&self.copied)
    }

    /// Finds the documents of `snapshot` among the identities that are set. What is already known of a segment, in
    /// `known`, is taken over.
    pub fn build(snapshot: &Snapshot, known: &Self, sets: &Sets) -> Self {
        let mut built = Self::default();
        let known_of = known.carried.iter().zip(&sets.flags);
        for (parts, (known, ids)) in built.carried.iter_mut().zip(known_of) {
            *parts = Arc::new(part(snapshot, known, ids));
        }
        let nothing = Parts::new();
        let tags = sets.tags.iter().map(|(tag, ids)| {
            let known = known.tags.get(tag).unwrap_or(&nothing);
            (tag.clone(), part(snapshot, known, ids))
        });
        built.tags = Arc::new(tags.collect());
        built
    }

    /// The number by which [`Sets`] know an article.
    pub fn key(id: &ArticleId) -> u64 {
        id_key(id)
    }

    /// Whether every segment of the snapshot is known.
    pub fn covers(&self, snapshot: &Snapshot) -> bool {
        self.carried.iter().all(|parts| {
            snapshot
                .segments()
                .all(|segment| parts.contains_key(&segment.segment_id()))
        })
    }

    /// The identities of the documents of the segments of which it is not known what was read.
    pub fn missing(&self, snapshot: &Snapshot) -> Vec<u64> {
        let read = self.parts(Flag::Read);
        snapshot
            .segments()
            .enumerate()
            .filter(|(_, segment)| !read.contains_key(&segment.segment_id()))
            .flat_map(|(at, segment)| {
                (0..segment.max_doc()).map(move |doc| snapshot.id_key(at, doc))
            })
            .collect()
    }

    /// Appends what was read and starred, which may be much, as [`Flags::read`] reads it: of each segment its name, how many documents it has, and two bits
    /// for each.
    pub fn write(&self, out: &mut Vec<u8>) {
        let (read, starred) = (self.parts(Flag::Read), self.parts(Flag::Starred));
        for (segment, read) in read.iter() {
            let Some(starred) = starred.get(segment) else {
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
        let mut known = Self::default();
        for (flag, parts) in [(Flag::Read, read), (Flag::Starred, starred)] {
            if let Some(place) = known.carried.get_mut(flag as usize) {
                *place = Arc::new(parts);
            }
        }
        Some(known)
    }

    /// The same after articles were set or unset.
    pub fn with(&self, snapshot: &Snapshot, flag: Flag, ids: &[ArticleId], set: bool) -> Self {
        let mut changed = self.clone();
        if let Some(parts) = changed.carried.get_mut(flag as usize) {
            turn(Arc::make_mut(parts), snapshot, ids, set);
        }
        changed
    }

    /// The same after articles got or lost a tag of the user's own; whether they are tagged at all is another set.
    pub fn with_tag(&self, snapshot: &Snapshot, tag: &str, ids: &[ArticleId], set: bool) -> Self {
        let mut changed = self.clone();
        let parts = Arc::make_mut(&mut changed.tags)
            .entry(name_term(tag))
            .or_insert_with(|| part(snapshot, &Parts::new(), &[]));
        turn(parts, snapshot, ids, set);
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
    pub(super) fn parts(&self, flag: Flag) -> Arc<Parts> {
        self.carried.get(flag as usize).cloned().unwrap_or_default()
    }

    /// The documents that carry a tag of the user's own: of this folded name, or one that begins so.
    pub(super) fn tagged(&self, tag: &str, whole: bool) -> Arc<Parts> {
        let mut all = Parts::new();
        let named = self
            .tags
            .range(tag.to_owned()..)
            .take_while(|(name, _)| name.starts_with(tag))
            .filter(|(name, _)| !whole || *name == tag);
        for (_, parts) in named {
            for (segment, bits) in parts {
                match all.get_mut(segment) {
                    Some(known) => Arc::make_mut(known).widen(bits),
                    None => {
                        all.insert(*segment, Arc::clone(bits));
                    }
                }
            }
        }
        Arc::new(all)
    }

    /// The tags of the user's own, by folded name, with the documents that carry each.
    pub(super) fn tags(&self) -> impl Iterator<Item = (&str, &Parts)> {
        self.tags.iter().map(|(tag, parts)| (tag.as_str(), parts))
    }
}

/// Sets or unsets articles.
fn turn(parts: &mut Parts, snapshot: &Snapshot, ids: &[ArticleId], set: bool) {
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
}

/// So many articles are looked up one by one; for more every document is looked at.
const FEW: usize = 2000;

fn part(snapshot: &Snapshot, known: &Parts, ids: &[u64]) -> Parts {
    let mut parts = Parts::new();
    let few = ids.len() <= FEW;
    let mut sorted = ids.to_vec();
    sorted.sort_unstable();
    for (at, segment) in snapshot.segments().enumerate() {
        let id = segment.segment_id();
        let bits = match known.get(&id) {
            Some(bits) => Arc::clone(bits),
            None if few => Arc::new(Bits::empty(segment.max_doc())),
            None => Arc::new(found(snapshot, at, segment.max_doc(), &sorted)),
        };
        parts.insert(id, bits);
    }
    if few && parts.len() > known.len() {
        for key in sorted {
            for (segment, doc) in snapshot.find_key(key) {
                if !known.contains_key(&segment)
                    && let Some(bits) = parts.get_mut(&segment)
                {
                    Arc::make_mut(bits).insert(doc);
                }
            }
        }
    }
    parts
}

/// The documents of one segment that are among the identities, which are sorted.
fn found(snapshot: &Snapshot, segment: usize, bound: u32, ids: &[u64]) -> Bits {
    let mut bits = Bits::empty(bound);
    for doc in 0..bound {
        if ids.binary_search(&snapshot.id_key(segment, doc)).is_ok() {
            bits.insert(doc);
        }
    }
    bits
}
