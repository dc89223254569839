//! Sets of documents of one segment: a bit each, or a list where they are few.

/// A set of numbers below a bound, one bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    bound: u32,
}

impl Bits {
    /// The empty set of numbers below `bound`.
    pub(super) fn empty(bound: u32) -> Self {
        Self {
            words: vec![0; bound.div_ceil(64) as usize],
            bound,
        }
    }

    /// The set with these words of 64 bits; more words than the bound needs are left out.
    pub(super) fn of_words(bound: u32, words: impl Iterator<Item = u64>) -> Self {
        let len = bound.div_ceil(64) as usize;
        let mut words: Vec<u64> = words.take(len).collect();
        words.resize(len, 0);
        if let Some(last) = words.last_mut()
            && !bound.is_multiple_of(64)
        {
            *last &= (1 << (bound % 64)) - 1;
        }
        Self { words, bound }
    }

    /// Its words of 64 bits.
    pub(super) fn words(&self) -> impl Iterator<Item = u64> + '_ {
        self.words.iter().copied()
    }

    /// The numbers in it are below this.
    pub(super) fn bound(&self) -> u32 {
        self.bound
    }

    /// Takes all numbers out.
    pub(super) fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Puts a number in; nothing happens beyond the bound.
    pub(super) fn insert(&mut self, at: u32) {
        if at < self.bound
            && let Some(word) = self.words.get_mut((at / 64) as usize)
        {
            *word |= 1 << (at % 64);
        }
    }

    /// Takes a number out.
    pub(super) fn remove(&mut self, at: u32) {
        if let Some(word) = self.words.get_mut((at / 64) as usize) {
            *word &= !(1 << (at % 64));
        }
    }

    /// Whether the number is in.
    pub(super) fn holds(&self, at: u32) -> bool {
        self.words
            .get((at / 64) as usize)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// How many are in.
    pub(super) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// The first number from `at` on that is in.
    pub(super) fn next(&self, at: u32) -> Option<u32> {
        let mut slot = (at / 64) as usize;
        let mut word = self.words.get(slot)? & (u64::MAX << (at % 64));
        while word == 0 {
            slot += 1;
            word = *self.words.get(slot)?;
        }
        Some(slot as u32 * 64 + word.trailing_zeros())
    }

    /// Keeps what is in both (`keep`) or what is not in the other.
    pub(super) fn narrow(&mut self, other: &Self, keep: bool) {
        for (at, word) in self.words.iter_mut().enumerate() {
            let theirs = other.words.get(at).copied().unwrap_or(0);
            *word &= if keep { theirs } else { !theirs };
        }
    }

    /// Puts in what is in the other.
    pub(super) fn widen(&mut self, other: &Self) {
        for (word, theirs) in self.words.iter_mut().zip(&other.words) {
            *word |= theirs;
        }
    }

    /// The numbers that are not in.
    pub(super) fn complement(&self) -> Self {
        Self::of_words(self.bound, self.words.iter().map(|word| !word))
    }
}

/// Words of a [`Bits`] that share one entry of the running count.
const STRIDE: usize = 8;

/// The documents of one segment that answer a query, counted so that the n-th is found at once.
#[derive(Clone, Debug)]
pub(super) enum Set {
    /// Every document below this bound.
    All(u32),
    /// These, in order.
    Few(Vec<u32>),
    /// These, and how many lie before each stride of words.
    Many(Bits, Vec<u32>),
}

impl Set {
    /// Counts the set once and chooses the smaller form.
    pub(super) fn new(bits: Bits) -> Self {
        let count = bits.count();
        if count == bits.bound {
            return Self::All(bits.bound);
        }
        if count < bits.bound / 32 {
            let mut few = Vec::with_capacity(count as usize);
            let mut at = bits.next(0);
            while let Some(doc) = at {
                few.push(doc);
                at = bits.next(doc + 1);
            }
            return Self::Few(few);
        }
        let mut before = Vec::with_capacity(bits.words.len() / STRIDE + 2);
        let mut sum = 0;
        for stride in bits.words.chunks(STRIDE) {
            before.push(sum);
            sum += stride.iter().map(|word| word.count_ones()).sum::<u32>();
        }
        before.push(sum);
        Self::Many(bits, before)
    }

    /// How many documents.
    pub(super) fn len(&self) -> u32 {
        match self {
            Self::All(bound) => *bound,
            Self::Few(docs) => docs.len() as u32,
            Self::Many(_, before) => before.last().copied().unwrap_or(0),
        }
    }

    /// The same as one bit each; `None` where it holds every document below the bound.
    pub(super) fn bits(&self, bound: u32) -> Option<Bits> {
        match self {
            Self::All(all) if *all == bound => None,
            Self::All(all) => {
                let mut bits = Bits::empty(bound);
                (0..*all).for_each(|doc| bits.insert(doc));
                Some(bits)
            }
            Self::Few(docs) => {
                let mut bits = Bits::empty(bound);
                for doc in docs {
                    bits.insert(*doc);
                }
                Some(bits)
            }
            Self::Many(bits, _) => Some(bits.clone()),
        }
    }

    /// How many of them lie before `doc`.
    pub(super) fn rank(&self, doc: u32) -> u32 {
        match self {
            Self::All(bound) => doc.min(*bound),
            Self::Few(docs) => docs.partition_point(|at| *at < doc) as u32,
            Self::Many(bits, before) => {
                let slot = (doc / 64) as usize;
                if slot >= bits.words.len() {
                    return self.len();
                }
                let start = slot / STRIDE * STRIDE;
                let whole: u32 = bits
                    .words
                    .iter()
                    .take(slot)
                    .skip(start)
                    .map(|word| word.count_ones())
                    .sum();
                let part = bits
                    .words
                    .get(slot)
                    .map_or(0, |word| (word & ((1_u64 << (doc % 64)) - 1)).count_ones());
                before.get(slot / STRIDE).copied().unwrap_or(0) + whole + part
            }
        }
    }

    /// The document with `rank` others before it.
    pub(super) fn select(&self, rank: u32) -> Option<u32> {
        match self {
            Self::All(bound) => (rank < *bound).then_some(rank),
            Self::Few(docs) => docs.get(rank as usize).copied(),
            Self::Many(bits, before) => {
                if rank >= self.len() {
                    return None;
                }
                let stride = before.partition_point(|sum| *sum <= rank).checked_sub(1)?;
                let mut left = rank - before.get(stride)?;
                let start = stride * STRIDE;
                for (at, word) in bits.words.iter().enumerate().skip(start).take(STRIDE) {
                    let ones = word.count_ones();
                    if left < ones {
                        let mut word = *word;
                        for _ in 0..left {
                            word &= word - 1;
                        }
                        return Some(at as u32 * 64 + word.trailing_zeros());
                    }
                    left -= ones;
                }
                None
            }
        }
    }

    /// Whether the document is in.
    pub(super) fn holds(&self, doc: u32) -> bool {
        match self {
            Self::All(bound) => doc < *bound,
            Self::Few(docs) => docs.binary_search(&doc).is_ok(),
            Self::Many(bits, _) => bits.holds(doc),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rank_and_select_agree_with_a_list(
            bound in 1_u32..3000,
            picks in proptest::collection::vec(0_u32..3000, 0..900),
        ) {
            let mut bits = Bits::empty(bound);
            let mut list: Vec<u32> = picks.into_iter().filter(|at| *at < bound).collect();
            list.sort_unstable();
            list.dedup();
            for at in &list {
                bits.insert(*at);
            }
            prop_assert_eq!(bits.complement().count(), bound - list.len() as u32);
            let set = Set::new(bits);
            prop_assert_eq!(set.len() as usize, list.len());
            for doc in 0..bound {
                prop_assert_eq!(set.rank(doc) as usize, list.partition_point(|at| *at < doc));
                prop_assert_eq!(set.holds(doc), list.binary_search(&doc).is_ok());
            }
            for rank in 0..=list.len() {
                prop_assert_eq!(set.select(rank as u32), list.get(rank).copied());
            }
        }
    }

    #[test]
    fn narrowing_keeps_or_takes() {
        let mut one = Bits::empty(200);
        let mut other = Bits::empty(100);
        for at in [1, 70, 150] {
            one.insert(at);
        }
        other.insert(70);
        let mut kept = one.clone();
        kept.narrow(&other, true);
        assert_eq!(kept.next(0), Some(70));
        assert_eq!(kept.count(), 1);
        one.narrow(&other, false);
        assert_eq!((one.next(2), one.count()), (Some(150), 2));
    }
}
