//! Which segments of the index are merged, and when: one merge at a time, so that as few articles as can be are ever
//! written twice and there are never many segments.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use tantivy::index::SegmentId;
use tantivy::{FutureResult, SegmentMeta, SegmentReader};

use super::Error;
use super::writer::Engine;

/// Segments of so many articles are left alone: they hold nearly all words there are, and merging more of them would
/// save little.
const LARGE: u32 = 60_000;

/// No merge makes a segment of more articles than this.
const LARGEST: u32 = 250_000;

/// While articles come in, so many segments that are not large are merged.
const MANY: usize = 24;

/// A segment is merged with smaller ones that together have one part in so many of its articles.
const PART: u32 = 4;

/// A segment of which one part in so many was taken out is written anew.
const TAKEN_OUT: u32 = 3;

/// How often it is asked whether a merge is over.
const ASKED: Duration = Duration::from_millis(20);

/// A segment, as far as it matters here.
#[derive(Clone, Copy, Debug)]
struct Size {
    articles: u32,
    taken_out: u32,
}

impl Size {
    const fn new(articles: u32, taken_out: u32) -> Self {
        Self {
            articles,
            taken_out,
        }
    }
}

/// Which of the segments are merged now; nothing where none should be. `ending`: no more articles come in.
fn choose(sizes: &[Size], ending: bool) -> Vec<usize> {
    let worn = |size: &Size| size.taken_out * TAKEN_OUT > size.articles + size.taken_out;
    if let Some(at) = sizes.iter().position(worn) {
        return vec![at];
    }
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    let articles = |at: &usize| sizes.get(*at).map_or(0, |size| size.articles);
    order.retain(|at| articles(at) < LARGE);
    if !ending && order.len() < MANY {
        return Vec::new();
    }
    order.sort_by_key(articles);
    // Where the smallest are too small for the next, the next may yet be merged with each other.
    let starts = if ending { order.len() } else { 1 };
    let group = (0..starts).find_map(|start| {
        let group = group(order.get(start..)?, articles, ending);
        (group.len() > 1).then(|| group.to_vec())
    });
    group.unwrap_or_default()
}

/// The first segments of `order`, which is by size, that are merged if any are.
fn group(order: &[usize], articles: impl Fn(&usize) -> u32, ending: bool) -> &[usize] {
    let mut sum = 0_u32;
    let few = order.iter().take_while(|at| {
        let fits = sum + articles(at) <= LARGEST;
        let worth = !ending || sum == 0 || articles(at) <= sum.saturating_mul(PART);
        sum += articles(at);
        fits && worth
    });
    order.get(..few.count()).unwrap_or_default()
}

/// Whether segments lie there that would have been merged behind the last article, had the session gone on.
pub(super) fn is_due(segments: &[SegmentReader]) -> bool {
    let size = |segment: &SegmentReader| Size::new(segment.num_docs(), segment.num_deleted_docs());
    let sizes: Vec<_> = segments.iter().map(size).collect();
    !choose(&sizes, true).is_empty()
}

/// The merge that is under way, if one is; locked only because the engine's promise may not be looked at by two threads.
#[derive(Default)]
pub(super) struct Merging(Mutex<Option<FutureResult<Option<SegmentMeta>>>>);

impl Merging {
    /// Begins a merge if one is due and none is under way; whether one is under way now.
    pub(super) fn go_on(&mut self, engine: &mut Engine, ending: bool) -> Result<bool, Error> {
        if self.is_under_way()? {
            return Ok(true);
        }
        let segments = engine.index().searchable_segment_metas()?;
        let size =
            |segment: &SegmentMeta| Size::new(segment.num_docs(), segment.num_deleted_docs());
        let sizes: Vec<_> = segments.iter().map(size).collect();
        let ids: Vec<SegmentId> = choose(&sizes, ending)
            .into_iter()
            .filter_map(|at| segments.get(at).map(SegmentMeta::id))
            .collect();
        if ids.is_empty() {
            return Ok(false);
        }
        self.0 = Mutex::new(Some(engine.merge(&ids)));
        Ok(true)
    }

    fn is_under_way(&mut self) -> Result<bool, Error> {
        let promise = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(merge) = promise else {
            return Ok(false);
        };
        let Poll::Ready(merged) =
            Future::poll(Pin::new(merge), &mut Context::from_waker(Waker::noop()))
        else {
            return Ok(true);
        };
        *promise = None;
        merged?;
        Ok(false)
    }

    /// Merges what is due at the end, until `stop` says that nobody waits for it. A merge that is given up leaves the
    /// index as it was.
    pub(super) fn end(mut self, engine: &mut Engine, stop: &dyn Fn() -> bool) -> Result<(), Error> {
        while self.go_on(engine, true)? {
            if stop() {
                return Ok(());
            }
            thread::sleep(ASKED);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(articles: &[u32], ending: bool) -> Vec<u32> {
        let sizes: Vec<_> = articles
            .iter()
            .map(|articles| Size::new(*articles, 0))
            .collect();
        let chosen = choose(&sizes, ending).into_iter();
        chosen.map(|at| articles[at]).collect()
    }

    #[test]
    fn at_the_end_small_segments_become_one() {
        let end = |articles: &[u32]| chosen(articles, true);
        assert_eq!(end(&[13_000, 900, 800, 4_000]), [800, 900, 4_000, 13_000]);
        assert_eq!(end(&[250_000, 70_000, 5_000]), [0_u32; 0]);
        assert_eq!(end(&[59_000; 6]), [59_000; 4]);
        assert_eq!(
            end(&[40_000, 100, 40_100, 2_000, 40_200]),
            [40_000, 40_100, 40_200]
        );
    }

    #[test]
    fn a_few_new_articles_touch_none_of_the_old() {
        assert_eq!(chosen(&[100, 5_000, 200_000], true), [0_u32; 0]);
        assert_eq!(chosen(&[100, 100, 5_000], true), [100, 100]);
        // However often a hundred come, there are never many segments, and none is written often.
        let (mut segments, mut written) = (vec![200_000], 0);
        for _ in 0..1_000 {
            segments.push(100);
            loop {
                let merged = chosen(&segments, true);
                if merged.is_empty() {
                    break;
                }
                let sum: u32 = merged.iter().sum();
                for part in merged {
                    let at = segments.iter().position(|other| *other == part).unwrap();
                    segments.remove(at);
                }
                segments.push(sum);
                written += sum;
            }
            assert!(segments.len() <= 8, "{segments:?}");
        }
        assert!(written < 100_000 * 20, "{written}");
    }

    #[test]
    fn while_articles_come_in_many_are_merged_and_large_ones_left() {
        assert_eq!(chosen(&[9_000; MANY - 1], false), [0_u32; 0]);
        assert_eq!(chosen(&[9_000; MANY], false), [9_000; MANY]);
        // Of larger ones no more at a time than one segment may hold.
        assert_eq!(chosen(&[40_000; MANY], false), [40_000; 6]);
        assert_eq!(chosen(&[60_000; 2 * MANY], false), [0_u32; 0]);
    }

    #[test]
    fn what_was_mostly_taken_out_is_written_anew() {
        let sizes = [(100, 0), (200_000, 120_000)]
            .map(|(articles, taken_out)| Size::new(articles, taken_out));
        assert_eq!(choose(&sizes, false), [1]);
    }
}
