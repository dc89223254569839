//! The answer to a query: how many articles there are, and any stretch of them on demand.

use std::ops::Range;
use std::sync::Arc;

use tantivy::DocAddress;

use super::Error;
use super::bits::{Bits, Set};
use super::record::Row;
use super::schema::Place;
use super::sets::first_below;
use super::snapshot::{Order, Snapshot};
use crate::article::ArticleId;

/// The articles that answer a query, in order. Cheap to clone; stays as it is while the archive grows.
#[derive(Clone, Debug)]
pub struct Hits(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    snapshot: Arc<Snapshot>,
    /// What comes before the sets, in its own order.
    best: Vec<DocAddress>,
    /// The documents of each segment. Within a segment they lie newest first, so the list is never written down:
    /// the n-th is found by its sort key.
    sets: Vec<Set>,
    order: Order,
    whole: bool,
    in_sets: usize,
    dated: usize,
    /// Whether the search stopped before it had looked at every article.
    cut: bool,
    /// Copies of a story that another in the list stands for.
    hidden: Vec<DocAddress>,
}

impl Hits {
    pub(super) fn new(
        snapshot: Arc<Snapshot>,
        sets: Vec<Set>,
        best: Vec<DocAddress>,
        order: Order,
        whole: bool,
    ) -> Self {
        let mut inner = Inner {
            in_sets: sets.iter().map(|set| set.len() as usize).sum(),
            snapshot,
            best,
            sets,
            order,
            whole,
            dated: 0,
            cut: false,
            hidden: Vec::new(),
        };
        if order == Order::Oldest {
            inner.dated = inner.not_below(Place::DATED);
        }
        Self(Arc::new(inner))
    }

    /// Whether these are all that answer, and not only the first of them.
    pub fn is_whole(&self) -> bool {
        self.0.whole
    }

    /// How many articles answer, as far as they were counted.
    pub fn len(&self) -> usize {
        self.0.best.len() + self.0.in_sets
    }

    /// The index that they were found in.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.0.snapshot
    }

    /// Their documents in each segment; `None` in place of all of them.
    pub(super) fn sets_of_documents(&self) -> Vec<Option<Bits>> {
        let inner = &*self.0;
        let mut parts: Vec<Option<Bits>> = inner
            .sets
            .iter()
            .zip(inner.snapshot.segments())
            .map(|(set, segment)| set.bits(segment.max_doc()))
            .collect();
        for at in inner.best.iter().chain(&inner.hidden) {
            if let Some(Some(bits)) = parts.get_mut(at.segment_ord as usize) {
                bits.insert(at.doc_id);
            }
        }
        parts
    }

    /// Tells of each year in each segment how many of them were published in it.
    pub(super) fn each_year(&self, on: &mut dyn FnMut(i16, usize)) {
        let inner = &*self.0;
        for (segment, set) in inner.sets.iter().enumerate() {
            let Some(order) = inner.snapshot.order(segment) else {
                continue;
            };
            // Within a segment a year is a stretch of neighbours.
            let mut rank = 0;
            while let Some(doc) = set.select(rank)
                && let Some(year) = Place::year(order.values.get_val(doc))
            {
                let first = jiff::civil::Date::new(year, 1, 1).ok();
                let end = first_below(order, Place::range(first, None).0);
                let next = set.rank(end).max(rank + 1);
                on(year, (next - rank) as usize);
                rank = next;
            }
        }
        for at in inner.best.iter().chain(&inner.hidden) {
            let key = inner.key(at.segment_ord as usize, at.doc_id);
            if let Some(year) = key.and_then(Place::year) {
                on(year, 1);
            }
        }
    }

    /// The same, known to be cut short.
    pub(super) fn cut_short(mut self) -> Self {
        if let Some(inner) = Arc::get_mut(&mut self.0) {
            inner.cut = true;
        }
        self
    }

    /// Whether the search took too long and stopped: older articles that answer may be missing.
    pub fn is_cut(&self) -> bool {
        self.0.cut
    }

    pub(super) fn best(&self) -> &[DocAddress] {
        &self.0.best
    }

    pub(super) fn sets(&self) -> &[Set] {
        &self.0.sets
    }

    pub(super) fn order(&self) -> Order {
        self.0.order
    }

    /// The sort key of a document.
    pub(super) fn key_at(&self, at: DocAddress) -> Option<u64> {
        self.0.key(at.segment_ord as usize, at.doc_id)
    }

    /// The list without those that are hidden behind others.
    pub(super) fn with_hidden(
        &self,
        best: Vec<DocAddress>,
        sets: Vec<Set>,
        hidden: Vec<DocAddress>,
    ) -> Self {
        let inner = &*self.0;
        let snapshot = Arc::clone(&inner.snapshot);
        let mut hits = Self::new(snapshot, sets, best, inner.order, inner.whole);
        if let Some(fresh) = Arc::get_mut(&mut hits.0) {
            fresh.cut = inner.cut;
            fresh.hidden = hidden;
        }
        hits
    }

    /// Whether none answers.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows at these positions; fewer where the list ends.
    pub fn rows(&self, range: Range<usize>) -> Result<Vec<Row>, Error> {
        self.addresses(range)
            .into_iter()
            .map(|at| self.0.snapshot.row(at))
            .collect()
    }

    /// Every article, those too that another stands for.
    pub fn every_id(&self) -> Result<Vec<ArticleId>, Error> {
        let mut ids = self.ids(0..self.len())?;
        for at in &self.0.hidden {
            ids.push(self.0.snapshot.row(*at)?.id);
        }
        Ok(ids)
    }

    /// Where in the list an article stands.
    pub fn position_of(&self, id: &ArticleId) -> Option<usize> {
        let inner = &*self.0;
        inner.snapshot.addresses(id).into_iter().find_map(|at| {
            if let Some(position) = inner.best.iter().position(|best| *best == at) {
                return Some(position);
            }
            let set = inner.sets.get(at.segment_ord as usize)?;
            if !set.holds(at.doc_id) {
                return None;
            }
            let key = inner.key(at.segment_ord as usize, at.doc_id)?;
            let above = key.checked_add(1).map_or(0, |above| inner.not_below(above));
            let equal: u32 = (0..=at.segment_ord as usize)
                .map(|segment| inner.equal_before(segment, key, at))
                .sum();
            Some(inner.best.len() + inner.turned(above + equal as usize))
        })
    }

    /// The articles at these positions.
    pub fn ids(&self, range: Range<usize>) -> Result<Vec<ArticleId>, Error> {
        Ok(self.rows(range)?.into_iter().map(|row| row.id).collect())
    }

    pub(super) fn addresses(&self, range: Range<usize>) -> Vec<DocAddress> {
        let inner = &*self.0;
        let end = range.end.min(self.len());
        let start = range.start.min(end);
        let head = inner.best.len();
        let mut found: Vec<_> = inner
            .best
            .get(start.min(head)..end.min(head))
            .unwrap_or_default()
            .to_vec();
        let (from, to) = (start.max(head) - head, end.max(head) - head);
        if from >= to {
            return found;
        }
        if inner.order != Order::Oldest {
            found.extend(inner.newest(from..to));
            return found;
        }
        // The dated ones backwards, then the undated ones backwards.
        let dated = inner.dated;
        if from < dated {
            let mut part = inner.newest(dated - to.min(dated)..dated - from);
            part.reverse();
            found.extend(part);
        }
        if to > dated {
            let whole = inner.in_sets + dated;
            let mut part = inner.newest(whole - to..whole - from.max(dated));
            part.reverse();
            found.extend(part);
        }
        found
    }
}

impl Inner {
    fn key(&self, segment: usize, doc: u32) -> Option<u64> {
        Some(self.snapshot.order(segment)?.values.get_val(doc))
    }

    /// The position in this order of what stands at `position` newest first, and the other way round.
    fn turned(&self, position: usize) -> usize {
        if self.order != Order::Oldest {
            position
        } else if position < self.dated {
            self.dated - 1 - position
        } else {
            self.in_sets + self.dated - 1 - position
        }
    }

    /// How many documents of a segment's set have this key or a higher one.
    fn not_below_in(&self, segment: usize, key: u64) -> u32 {
        match (self.sets.get(segment), self.snapshot.order(segment)) {
            (Some(set), Some(order)) => set.rank(first_below(order, key)),
            _ => 0,
        }
    }

    fn not_below(&self, key: u64) -> usize {
        (0..self.sets.len())
            .map(|segment| self.not_below_in(segment, key) as usize)
            .sum()
    }

    /// How many documents with this key stand before the one at `at`, in one segment.
    fn equal_before(&self, segment: usize, key: u64, at: DocAddress) -> u32 {
        let above = key
            .checked_add(1)
            .map_or(0, |above| self.not_below_in(segment, above));
        let until = if segment == at.segment_ord as usize {
            self.sets.get(segment).map_or(0, |set| set.rank(at.doc_id))
        } else {
            self.not_below_in(segment, key)
        };
        until - above
    }

    /// Documents by their position newest first: the sort key of the first is found by halving, then the segments
    /// are merged from there.
    fn newest(&self, range: Range<usize>) -> Vec<DocAddress> {
        let (mut low, mut high) = (0_u64, u64::MAX);
        // The highest key with more than `range.start` documents not below it.
        while low < high {
            let middle = high - (high - low) / 2;
            if self.not_below(middle) > range.start {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        let mut next: Vec<u32> = (0..self.sets.len())
            .map(|segment| {
                low.checked_add(1)
                    .map_or(0, |above| self.not_below_in(segment, above))
            })
            .collect();
        let mut skip = range.start - next.iter().map(|at| *at as usize).sum::<usize>();
        let mut heads: Vec<_> = next
            .iter()
            .enumerate()
            .map(|(segment, rank)| self.head(segment, *rank))
            .collect();
        let mut found = Vec::with_capacity(range.len());
        while found.len() < range.len() {
            // Of equal keys the first segment's comes first.
            let first = heads
                .iter()
                .enumerate()
                .filter_map(|(segment, head)| {
                    head.map(|(key, doc)| (key, std::cmp::Reverse(segment), doc))
                })
                .max();
            let Some((_, std::cmp::Reverse(segment), doc)) = first else {
                break;
            };
            if skip > 0 {
                skip -= 1;
            } else {
                found.push(DocAddress::new(segment as u32, doc));
            }
            if let (Some(rank), Some(head)) = (next.get_mut(segment), heads.get_mut(segment)) {
                *rank += 1;
                *head = self.head(segment, *rank);
            }
        }
        found
    }

    fn head(&self, segment: usize, rank: u32) -> Option<(u64, u32)> {
        let doc = self.sets.get(segment)?.select(rank)?;
        Some((self.key(segment, doc)?, doc))
    }
}
