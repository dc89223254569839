//! Tells which articles are surely not in the index, in constant memory.

use super::entry::id_key;
use super::snapshot::Snapshot;
use crate::article::ArticleId;

/// Bits of the sieve: 16 MiB, of which the system gives only what is touched.
const BITS: u64 = 1 << 27;

/// A Bloom filter (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970) over identities, which
/// are random already. At a million articles it errs once in ten million, at ten millions once in 150.
#[derive(Clone, Debug)]
pub struct Sieve(Vec<u64>);

/// Bits an article sets.
const PROBES: u64 = 4;

fn probes(key: u64) -> impl Iterator<Item = (usize, u64)> {
    let (one, other) = (key >> 32, key & 0xffff_ffff | 1);
    (0..PROBES).map(move |at| {
        let bit = (one + at * other) % BITS;
        ((bit / 64) as usize, 1 << (bit % 64))
    })
}

impl Sieve {
    /// The articles of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Self {
        let mut sieve = Self(vec![0; (BITS / 64) as usize]);
        for (at, segment) in snapshot.segments().enumerate() {
            for doc in 0..segment.max_doc() {
                sieve.add_key(snapshot.id_key(at, doc));
            }
        }
        sieve
    }

    fn add_key(&mut self, key: u64) {
        for (at, bit) in probes(key) {
            if let Some(word) = self.0.get_mut(at) {
                *word |= bit;
            }
        }
    }

    /// Adds an article.
    pub fn add(&mut self, id: &ArticleId) {
        self.add_key(id_key(id));
    }

    /// Whether the article may be among them; `false` is certain.
    pub fn may_hold(&self, id: &ArticleId) -> bool {
        probes(id_key(id)).all(|(at, bit)| self.0.get(at).is_some_and(|word| word & bit != 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_added_is_held_and_little_else() {
        let mut sieve = Sieve(vec![0; (BITS / 64) as usize]);
        let id = |at: u32| ArticleId::of(None, Some(&at.to_string()), "");
        (0..1000).for_each(|at| sieve.add(&id(at)));
        assert!((0..1000).all(|at| sieve.may_hold(&id(at))));
        assert!((1000..3000).filter(|at| sieve.may_hold(&id(*at))).count() < 5);
    }
}
