//! Copies of one story among the articles found: the first of them in the list stands for all.

use std::collections::HashMap;
use std::ops::Range;

use tantivy::DocAddress;

use super::Error;
use super::bits::{Bits, Set};
use super::entry::id_key;
use super::hits::Hits;
use super::record::Row;
use super::schema::Place;
use super::snapshot::{Order, Snapshot};
use crate::article::{Article, ArticleId};

/// Which articles of a snapshot are copies of one story.
#[derive(Debug, Default)]
pub struct Folds {
    /// The articles of all stories, story by story.
    places: Vec<DocAddress>,
    /// Where the articles of each story begin, and where the last ends.
    starts: Vec<u32>,
    /// The story of each article, by its place, in the order of these.
    at: Vec<(DocAddress, u32)>,
}

impl Folds {
    /// Finds the articles of each story in a snapshot. A story is a stretch of `members` with the same second number;
    /// the first is that of an article (see [`Snapshot::number`]). It looks at the number of every article: what it
    /// found is written down with [`Folds::write`].
    pub fn of(snapshot: &Snapshot, mut members: Vec<(u64, u64)>) -> Self {
        members.sort_unstable_by_key(|(_, story)| *story);
        let mut of: Vec<(u64, u32)> = Vec::with_capacity(members.len());
        let (mut last, mut count) = (None, 0);
        for (key, story) in members {
            count += u32::from(last != Some(story));
            last = Some(story);
            of.push((key, count - 1));
        }
        of.sort_unstable();
        let met = Met::of(&of);
        let mut at = Vec::with_capacity(of.len());
        for (segment, reader) in snapshot.segments().enumerate() {
            for doc in reader.doc_ids_alive() {
                let key = snapshot.id_key(segment, doc);
                if met.may_hold(key)
                    && let Ok(found) = of.binary_search_by_key(&key, |(key, _)| *key)
                    && let Some((_, story)) = of.get(found)
                {
                    at.push((DocAddress::new(segment as u32, doc), *story));
                }
            }
        }
        Self::gathered(at)
    }

    /// The same from the story of each article, in the order of their places.
    fn gathered(at: Vec<(DocAddress, u32)>) -> Self {
        let count = at.iter().map(|(_, story)| story + 1).max().unwrap_or(0);
        let mut starts = vec![0; count as usize + 1];
        for (_, story) in &at {
            if let Some(start) = starts.get_mut(*story as usize + 1) {
                *start += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut places = vec![DocAddress::new(0, 0); at.len()];
        for (place, story) in &at {
            if let Some(next) = next.get_mut(*story as usize) {
                if let Some(slot) = places.get_mut(*next as usize) {
                    *slot = *place;
                }
                *next += 1;
            }
        }
        Self { places, starts, at }
    }

    /// Appends what [`Folds::read`] reads: the segments and how many of their articles belong to a story, then their
    /// documents with the numbers of the stories.
    pub fn write(&self, snapshot: &Snapshot, out: &mut Vec<u8>) {
        let mut left = &*self.at;
        for (segment, reader) in snapshot.segments().enumerate() {
            let own = left.partition_point(|(at, _)| at.segment_ord as usize <= segment);
            let (here, rest) = left.split_at(own);
            out.extend_from_slice(reader.segment_id().uuid_string().as_bytes());
            out.extend_from_slice(&(own as u32).to_le_bytes());
            for (at, story) in here {
                out.extend_from_slice(&at.doc_id.to_le_bytes());
                out.extend_from_slice(&story.to_le_bytes());
            }
            left = rest;
        }
    }

    /// Reads what was written for a snapshot with the same segments; `None` where it was not.
    pub fn read(snapshot: &Snapshot, mut bytes: &[u8]) -> Option<Self> {
        let mut at: Vec<(DocAddress, u32)> = Vec::with_capacity(bytes.len() / 8);
        for (segment, reader) in snapshot.segments().enumerate() {
            let (name, rest) = bytes.split_first_chunk::<32>()?;
            if name != reader.segment_id().uuid_string().as_bytes() {
                return None;
            }
            let (own, rest) = rest.split_first_chunk::<4>()?;
            let (own, rest) = rest.split_at_checked(8 * u32::from_le_bytes(*own) as usize)?;
            for [a, b, c, d, e, f, g, h] in own.as_chunks::<8>().0 {
                let doc = u32::from_le_bytes([*a, *b, *c, *d]);
                let story = u32::from_le_bytes([*e, *f, *g, *h]);
                at.push((DocAddress::new(segment as u32, doc), story));
            }
            bytes = rest;
        }
        // Each story has two articles or more.
        let is_one = |(_, story): &(DocAddress, u32)| (*story as usize) < at.len();
        let whole = bytes.is_empty() && at.is_sorted_by(|one, other| one.0 < other.0);
        (whole && at.iter().all(is_one)).then(|| Self::gathered(at))
    }

    /// The articles whose story others tell too.
    pub(super) fn copied(&self) -> impl Iterator<Item = DocAddress> + '_ {
        let told = self
            .at
            .iter()
            .filter(|(_, story)| self.places(*story).len() > 1);
        told.map(|(at, _)| *at)
    }

    fn story_at(&self, at: DocAddress) -> Option<u32> {
        let found = self
            .at
            .binary_search_by_key(&at, |(place, _)| *place)
            .ok()?;
        self.at.get(found).map(|(_, story)| *story)
    }

    fn places(&self, story: u32) -> &[DocAddress] {
        let bound = |story: u32| self.starts.get(story as usize).map(|at| *at as usize);
        let stretch = bound(story).zip(bound(story + 1));
        let stretch = stretch.and_then(|(from, to)| self.places.get(from..to));
        stretch.unwrap_or_default()
    }
}

/// Tells in most cases at once that a number is none of some.
struct Met(Vec<u64>);

impl Met {
    fn of(numbers: &[(u64, u32)]) -> Self {
        let mut met = Self(vec![0; (numbers.len() / 4).next_power_of_two()]);
        for (number, _) in numbers {
            let (word, bit) = met.place(*number);
            if let Some(word) = met.0.get_mut(word) {
                *word |= bit;
            }
        }
        met
    }

    /// Numbers of articles are hashes already.
    fn place(&self, number: u64) -> (usize, u64) {
        let word = (number >> 6) as usize & (self.0.len() - 1);
        (word, 1 << (number % 64))
    }

    fn may_hold(&self, number: u64) -> bool {
        let (word, bit) = self.place(number);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }
}

/// Looking the story of a hit up takes as long as looking so many members of stories up among the hits.
const DEARER: usize = 4;

impl Hits {
    /// The same with one article for each story: `kept` for its own, for others the first in the order of the list. The
    /// first hits that are told early are folded as all of them are.
    pub fn folded(self, folds: &Folds, kept: Option<&ArticleId>) -> Self {
        if folds.at.is_empty() {
            return self;
        }
        let mut stands = self.standing(folds, kept);
        let mut hidden = Vec::new();
        let mut best = self.best().to_vec();
        best.retain(|at| {
            let Some(story) = folds.story_at(*at) else {
                return true;
            };
            let stays = *stands.entry(story).or_insert(*at) == *at;
            hidden.extend((!stays).then_some(*at));
            stays
        });
        let mut taken: Vec<Vec<u32>> = vec![Vec::new(); self.sets().len()];
        for told in self.told(folds).chunk_by(|one, other| one.0 == other.0) {
            let found: Vec<DocAddress> = told.iter().map(|(_, at)| *at).collect();
            let story = told.first().map(|(story, _)| story);
            let stands = story.and_then(|story| stands.get(story)).copied();
            let first = stands.or_else(|| self.first_of(&found));
            for at in found.into_iter().filter(|at| first != Some(*at)) {
                hidden.push(at);
                if let Some(taken) = taken.get_mut(at.segment_ord as usize) {
                    taken.push(at.doc_id);
                }
            }
        }
        if hidden.is_empty() {
            return self;
        }
        let sets = self.sets().iter().zip(&mut taken);
        let sets = sets.map(|(set, taken)| without(set, taken)).collect();
        self.with_hidden(best, sets, hidden)
    }

    /// How many other articles tell the story of each at these positions.
    pub fn others(&self, range: Range<usize>, folds: &Folds) -> Vec<usize> {
        let count = |at| {
            let story = folds.story_at(at);
            story.map_or(0, |story| folds.places(story).len().saturating_sub(1))
        };
        self.addresses(range).into_iter().map(count).collect()
    }

    /// The articles of stories among the sets, story by story: whichever are fewer are looked up, the hits among the
    /// members of stories or these among the hits.
    fn told(&self, folds: &Folds) -> Vec<(u32, DocAddress)> {
        let hits: usize = self.sets().iter().map(|set| set.len() as usize).sum();
        if hits.saturating_mul(DEARER) > folds.at.len() {
            let stories = (0..folds.starts.len() as u32).flat_map(|story| {
                let places = folds.places(story).iter();
                places.map(move |place| (story, *place))
            });
            return stories.filter(|(_, at)| self.in_sets(*at)).collect();
        }
        let mut told = Vec::new();
        for (segment, set) in self.sets().iter().enumerate() {
            for doc in (0..set.len()).filter_map(|rank| set.select(rank)) {
                let at = DocAddress::new(segment as u32, doc);
                told.extend(folds.story_at(at).map(|story| (story, at)));
            }
        }
        told.sort_unstable();
        told
    }

    /// The article that stands for a story from the beginning: that of `kept`, where it was found.
    fn standing(&self, folds: &Folds, kept: Option<&ArticleId>) -> HashMap<u32, DocAddress> {
        let kept = kept.map_or(Vec::new(), |kept| self.snapshot().addresses(kept));
        let found = kept
            .into_iter()
            .filter(|at| self.in_sets(*at) || self.best().contains(at));
        found
            .filter_map(|at| Some((folds.story_at(at)?, at)))
            .collect()
    }

    fn in_sets(&self, at: DocAddress) -> bool {
        let set = self.sets().get(at.segment_ord as usize);
        set.is_some_and(|set| set.holds(at.doc_id))
    }

    /// The one that comes first in the list.
    fn first_of(&self, found: &[DocAddress]) -> Option<DocAddress> {
        let rank = |at: &DocAddress| {
            let key = self.key_at(*at).unwrap_or(0);
            (key, std::cmp::Reverse(*at))
        };
        if self.order() != Order::Oldest {
            return found.iter().copied().max_by_key(rank);
        }
        // Undated ones come last in both directions.
        let undated = |at: &DocAddress| self.key_at(*at).unwrap_or(0) < Place::DATED;
        found
            .iter()
            .copied()
            .min_by_key(|at| (undated(at), rank(at)))
    }
}

/// A set without some of its documents.
fn without(set: &Set, taken: &mut [u32]) -> Set {
    if taken.is_empty() {
        return set.clone();
    }
    let mut bits = match set {
        Set::Few(docs) => {
            taken.sort_unstable();
            let left = docs.iter().copied();
            return Set::Few(
                left.filter(|doc| taken.binary_search(doc).is_err())
                    .collect(),
            );
        }
        Set::All(bound) => Bits::empty(*bound).complement(),
        Set::Many(bits, _) => bits.clone(),
    };
    for doc in taken {
        bits.remove(*doc);
    }
    Set::new(bits)
}

impl Snapshot {
    /// The number of an article by which [`Folds`] know it.
    pub fn number(id: &ArticleId) -> u64 {
        id_key(id)
    }

    /// The row of the article with this number.
    pub fn row_of(&self, number: u64) -> Result<Option<Row>, Error> {
        let at = self.addresses_of(number).into_iter().next();
        at.map(|at| self.row(at)).transpose()
    }

    /// The article with this number, as far as its text goes.
    pub fn text_of(&self, number: u64) -> Result<Option<Article>, Error> {
        let at = self.addresses_of(number).into_iter().next();
        at.map(|at| self.stored(at)).transpose()
    }
}
