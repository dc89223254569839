//! Orders that are no order of the index: by length, by headline, by outlet. The documents found are sorted by a key that
//! a column or the dictionary of names gives; no article is read but, by headline, those that begin alike.

use std::collections::BTreeMap;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED, TantivyError};

use super::Error;
use super::bits::Set;
use super::query::Key;
use super::schema::{HEADLINE, HEADLINE_MORE, LENGTH, spelt};
use super::snapshot::{Order, Snapshot};

/// What documents are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Length,
    Headline,
    Outlet,
}

/// An order that needs sorting, and its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sorting {
    by: By,
    back: bool,
}

/// Two numbers that sort as the documents do.
type Keys = (u64, u64);

/// A document with its keys and its place, the newest first.
type Sorted = (Keys, u64, DocAddress);

/// Headlines that begin with the same sixteen bytes as another and are read to be sorted, at most; where there are more, such
/// headlines stand newest first.
const MOST_ALIKE: usize = 10_000;

/// Documents between two looks at whether anybody still waits.
const PATIENCE: u32 = 1 << 16;

impl Sorting {
    /// The sorting that an order needs; `None` where the index lies in that order, or relevance decides.
    pub(super) const fn of(order: Order) -> Option<Self> {
        let (by, back) = match order {
            Order::Shortest => (By::Length, false),
            Order::Longest => (By::Length, true),
            Order::Headline => (By::Headline, false),
            Order::HeadlineBack => (By::Headline, true),
            Order::Outlet => (By::Outlet, false),
            Order::OutletBack => (By::Outlet, true),
            Order::Newest | Order::Oldest | Order::Relevance => return None,
        };
        Some(Self { by, back })
    }

    /// The documents of the sets in this order, among equals the newest first. `None` where `stale` said meanwhile that
    /// nobody wants them.
    pub(super) fn sort(
        self,
        snapshot: &Snapshot,
        sets: &[Set],
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<DocAddress>>, Error> {
        let outlets = match self.by {
            By::Outlet => outlets(snapshot)?,
            By::Length | By::Headline => Vec::new(),
        };
        let mut all: Vec<Sorted> = Vec::new();
        for (ord, (set, segment)) in sets.iter().zip(snapshot.segments()).enumerate() {
            let keys = self.keys(segment, outlets.get(ord))?;
            let order = snapshot.order(ord);
            for rank in 0..set.len() {
                if rank.is_multiple_of(PATIENCE) && stale() {
                    return Ok(None);
                }
                if let Some(doc) = set.select(rank) {
                    let place = order.map_or(0, |order| order.values.get_val(doc));
                    all.push((keys(doc), !place, DocAddress::new(ord as u32, doc)));
                }
            }
        }
        all.sort_unstable();
        if self.by == By::Headline && !self.part(snapshot, &mut all, stale)? {
            return Ok(None);
        }
        Ok(Some(all.into_iter().map(|(_, _, at)| at).collect()))
    }

    /// Puts headlines that begin alike into the order of what follows, reading them, where they are not too many to. Whether
    /// anybody still waits.
    fn part(
        self,
        snapshot: &Snapshot,
        all: &mut [Sorted],
        stale: &dyn Fn() -> bool,
    ) -> Result<bool, Error> {
        let alike = |(one, ..): &Sorted, (other, ..): &Sorted| one == other;
        let runs = all.chunk_by(alike).filter(|run| run.len() > 1);
        if runs.map(<[Sorted]>::len).sum::<usize>() > MOST_ALIKE {
            return Ok(true);
        }
        for run in all.chunk_by_mut(alike).filter(|run| run.len() > 1) {
            if stale() {
                return Ok(false);
            }
            let mut told = Vec::with_capacity(run.len());
            for sorted in run.iter() {
                let title = snapshot.row(sorted.2)?.title;
                told.push((spelt(&title, usize::MAX), *sorted));
            }
            // Equal ones stay newest first.
            told.sort_by(|(one, _), (other, _)| {
                let order = one.cmp(other);
                if self.back { order.reverse() } else { order }
            });
            for (place, (_, sorted)) in run.iter_mut().zip(told) {
                *place = sorted;
            }
        }
        Ok(true)
    }

    /// What gives the keys of a segment's documents.
    fn keys<'a>(
        self,
        segment: &SegmentReader,
        outlets: Option<&'a Vec<u32>>,
    ) -> Result<Box<dyn Fn(u32) -> Keys + 'a>, Error> {
        let turned = move |key: u64| if self.back { !key } else { key };
        let column = |name: &str| segment.fast_fields().u64(name);
        Ok(match self.by {
            By::Length => {
                let length = column(LENGTH)?;
                Box::new(move |doc| (turned(length.values.get_val(doc)), 0))
            }
            By::Headline => {
                let (first, more) = (column(HEADLINE)?, column(HEADLINE_MORE)?);
                Box::new(move |doc| {
                    (
                        turned(first.values.get_val(doc)),
                        turned(more.values.get_val(doc)),
                    )
                })
            }
            By::Outlet => Box::new(move |doc| {
                let rank = outlets.and_then(|ranks| ranks.get(doc as usize)).copied();
                // Those without one are last in both directions.
                match rank.unwrap_or(0) {
                    0 => (u64::MAX, 0),
                    rank => (turned(u64::from(rank)), 0),
                }
            }),
        })
    }
}

/// For each segment the rank of each document's outlet among all outlets, from 1; 0 where it has none.
fn outlets(snapshot: &Snapshot) -> Result<Vec<Vec<u32>>, Error> {
    let sign = Key::Outlet.sign();
    let (from, to) = (sign.to_string(), char::from(sign as u8 + 1).to_string());
    // Each name with the segments that have it and the number of its term there.
    let mut names: BTreeMap<Vec<u8>, Vec<(usize, tantivy::postings::TermInfo)>> = BTreeMap::new();
    let mut ranks = Vec::new();
    for (ord, segment) in snapshot.segments().enumerate() {
        ranks.push(vec![0_u32; segment.max_doc() as usize]);
        let index = segment.inverted_index(snapshot.name_field())?;
        let range = index.terms().range().ge(&from).lt(&to).into_stream();
        let mut terms = range.map_err(TantivyError::from)?;
        while terms.advance() {
            let name = names.entry(terms.key().to_vec()).or_default();
            name.push((ord, terms.value().clone()));
        }
    }
    let segments: Vec<&SegmentReader> = snapshot.segments().collect();
    let mut longest: Vec<Vec<u16>> = ranks.iter().map(|docs| vec![0; docs.len()]).collect();
    for (rank, (name, places)) in names.into_iter().enumerate() {
        for (ord, term) in places {
            let Some(segment) = segments.get(ord) else {
                continue;
            };
            let index = segment.inverted_index(snapshot.name_field())?;
            let mut postings = index
                .read_postings_from_terminfo(&term, IndexRecordOption::Basic)
                .map_err(TantivyError::from)?;
            let (Some(ranks), Some(longest)) = (ranks.get_mut(ord), longest.get_mut(ord)) else {
                continue;
            };
            while postings.doc() != TERMINATED {
                let doc = postings.doc() as usize;
                // Of several terms the longest is the whole name.
                if let (Some(own), Some(length)) = (ranks.get_mut(doc), longest.get_mut(doc))
                    && usize::from(*length) < name.len()
                {
                    *own = rank as u32 + 1;
                    *length = u16::try_from(name.len()).unwrap_or(u16::MAX);
                }
                postings.advance();
            }
        }
    }
    Ok(ranks)
}
