//! Copies of one story among the articles found: the first of them in the list stands for all.

use std::collections::HashSet;

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
    /// The articles of each story.
    stories: Vec<Vec<DocAddress>>,
    /// The story of each article, by the number of its identity, in the order of these.
    of: Vec<(u64, u32)>,
    /// The story of each article, by its place, in the order of these.
    at: Vec<(DocAddress, u32)>,
}

impl Folds {
    /// Finds the articles of each story in a snapshot. A story is a stretch of `members` with the same second number;
    /// the first is that of an article (see [`Snapshot::number`]).
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
        let mut stories = vec![Vec::new(); count as usize];
        let mut at = Vec::with_capacity(of.len());
        for (segment, reader) in snapshot.segments().enumerate() {
            for doc in reader.doc_ids_alive() {
                let key = snapshot.id_key(segment, doc);
                if let Some(story) = story_of(&of, key) {
                    at.push((DocAddress::new(segment as u32, doc), story));
                }
            }
        }
        for (place, story) in &at {
            if let Some(places) = stories.get_mut(*story as usize) {
                places.push(*place);
            }
        }
        Self { stories, of, at }
    }

    /// How many other articles tell the story of this one.
    pub fn others(&self, id: &ArticleId) -> usize {
        story_of(&self.of, id_key(id))
            .and_then(|story| self.stories.get(story as usize))
            .map_or(0, |places| places.len().saturating_sub(1))
    }

    /// The articles whose story others tell too.
    pub(super) fn copied(&self) -> impl Iterator<Item = DocAddress> + '_ {
        let told = self.stories.iter().filter(|places| places.len() > 1);
        told.flatten().copied()
    }

    fn story_at(&self, at: DocAddress) -> Option<u32> {
        let found = self
            .at
            .binary_search_by_key(&at, |(place, _)| *place)
            .ok()?;
        self.at.get(found).map(|(_, story)| *story)
    }
}

fn story_of(of: &[(u64, u32)], key: u64) -> Option<u32> {
    let found = of.binary_search_by_key(&key, |(key, _)| *key).ok()?;
    of.get(found).map(|(_, story)| *story)
}

impl Hits {
    /// The same with one article for each story: `kept` for its own, for others the first in the order of the list. The
    /// first hits that are told early are folded as all of them are.
    pub fn folded(self, folds: &Folds, kept: Option<&ArticleId>) -> Self {
        let mut stands = self.standing(folds, kept);
        let mut hidden = Vec::new();
        let mut best = self.best().to_vec();
        best.retain(|at| {
            let story = folds.story_at(*at);
            let Some(first) = story.and_then(|story| stands.get_mut(story as usize)) else {
                return true;
            };
            let stays = *first.get_or_insert(*at) == *at;
            hidden.extend((!stays).then_some(*at));
            stays
        });
        let mut taken: Vec<HashSet<u32>> = vec![HashSet::new(); self.sets().len()];
        for (places, stands) in folds.stories.iter().zip(&stands) {
            let found = places.iter().copied().filter(|at| self.in_sets(*at));
            let found: Vec<DocAddress> = found.collect();
            let first = stands.or_else(|| self.first_of(&found));
            for at in found.into_iter().filter(|at| first != Some(*at)) {
                hidden.push(at);
                if let Some(taken) = taken.get_mut(at.segment_ord as usize) {
                    taken.insert(at.doc_id);
                }
            }
        }
        if hidden.is_empty() {
            return self;
        }
        let sets = self.sets().iter().zip(&taken);
        let sets = sets.map(|(set, taken)| without(set, taken)).collect();
        self.with_hidden(best, sets, hidden)
    }

    /// The article that stands for each story from the beginning: that of `kept`, where it was found.
    fn standing(&self, folds: &Folds, kept: Option<&ArticleId>) -> Vec<Option<DocAddress>> {
        let mut stands = vec![None; folds.stories.len()];
        let kept = kept.map_or(Vec::new(), |kept| self.snapshot().addresses(kept));
        for at in kept {
            let story = folds.story_at(at);
            if let Some(stands) = story.and_then(|story| stands.get_mut(story as usize))
                && (self.in_sets(at) || self.best().contains(&at))
            {
                *stands = Some(at);
            }
        }
        stands
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
fn without(set: &Set, taken: &HashSet<u32>) -> Set {
    if taken.is_empty() {
        return set.clone();
    }
    let bound = match set {
        Set::All(bound) => *bound,
        Set::Few(docs) => docs.last().map_or(0, |last| last + 1),
        Set::Many(bits, _) => bits.bound(),
    };
    let all = || Bits::empty(bound).complement();
    let mut bits = set.bits(bound).unwrap_or_else(all);
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
