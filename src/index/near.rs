//! Words that stand close together: a search that the engine has no tree for.

use std::cmp::Ordering;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field as Kept, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// One word of a text in any of these forms.
pub(super) type Forms = Vec<String>;

/// Two runs of words with at most so many other words between them, in either order.
#[derive(Clone, Debug)]
pub(super) struct Near {
    pub(super) field: Kept,
    pub(super) left: Vec<Forms>,
    pub(super) right: Vec<Forms>,
    pub(super) apart: u32,
}

impl Query for Near {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Near {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let (Some(left), Some(right)) = (
            Run::open(reader, self.field, &self.left)?,
            Run::open(reader, self.field, &self.right)?,
        ) else {
            return Ok(Box::new(EmptyScorer));
        };
        let mut pairs = Pairs {
            left,
            right,
            apart: self.apart,
            doc: 0,
        };
        pairs.doc = pairs.from(0);
        Ok(Box::new(ConstScorer::new(pairs, boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("close together", 1.0))
    }
}

/// Goes from one document with both runs close together to the next, looking at no more of them than are asked for.
struct Pairs {
    left: Run,
    right: Run,
    apart: u32,
    doc: DocId,
}

impl Pairs {
    /// The first document from `target` on in which they stand close together.
    fn from(&mut self, target: DocId) -> DocId {
        let (mut one, mut other) = (self.left.seek(target), self.right.seek(target));
        while one != TERMINATED && other != TERMINATED {
            match one.cmp(&other) {
                Ordering::Less => one = self.left.seek(other),
                Ordering::Greater => other = self.right.seek(one),
                Ordering::Equal => {
                    let close = close(
                        &self.left.starts,
                        self.left.words.len() as u32,
                        &self.right.starts,
                        self.right.words.len() as u32,
                        self.apart,
                    );
                    if close {
                        return one;
                    }
                    one = self.left.seek(one + 1);
                    other = self.right.seek(other + 1);
                }
            }
        }
        TERMINATED
    }
}

impl DocSet for Pairs {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc = self.from(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.from(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.left.size_hint().min(self.right.size_hint())
    }

    fn cost(&self) -> u64 {
        // Each document costs a look at the places of both.
        10 * u64::from(self.size_hint())
    }
}

/// Whether two runs, given by where they start and how long they are, come within `apart` words of each other. Both
/// lists are in order.
fn close(left: &[u32], left_len: u32, right: &[u32], right_len: u32, apart: u32) -> bool {
    let mut from = 0;
    for &start in left {
        // The first run on the right that is not too far before this one.
        let low = start.saturating_sub(apart + right_len);
        while right.get(from).is_some_and(|at| *at < low) {
            from += 1;
        }
        let near = right
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|at| **at <= start + left_len + apart)
            .any(|&at| at + right_len <= start || start + left_len <= at);
        if near {
            return true;
        }
    }
    false
}

/// The places of a run of words, document by document.
struct Run {
    words: Vec<Vec<SegmentPostings>>,
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Run {
    /// The run in one segment; `None` where a word of it is not there at all.
    fn open(reader: &SegmentReader, field: Kept, run: &[Forms]) -> tantivy::Result<Option<Self>> {
        let index = reader.inverted_index(field)?;
        let mut words = Vec::with_capacity(run.len());
        for forms in run {
            let mut found = Vec::new();
            for form in forms {
                let term = Term::from_field_text(field, form);
                found.extend(index.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)?);
            }
            if found.is_empty() {
                return Ok(None);
            }
            words.push(found);
        }
        Ok((!words.is_empty()).then_some(Self {
            words,
            starts: Vec::new(),
            places: Vec::new(),
        }))
    }

    /// Goes to the first document from `target` on that holds the run.
    fn seek(&mut self, target: DocId) -> DocId {
        let mut target = target;
        'documents: loop {
            for forms in &mut self.words {
                let mut here = TERMINATED;
                for postings in forms.iter_mut() {
                    let doc = if postings.doc() < target {
                        postings.seek(target)
                    } else {
                        postings.doc()
                    };
                    here = here.min(doc);
                }
                if here == TERMINATED {
                    return TERMINATED;
                }
                if here > target {
                    target = here;
                    continue 'documents;
                }
            }
            self.place(target);
            if !self.starts.is_empty() {
                return target;
            }
            target += 1;
        }
    }

    /// Finds where in a document, which holds all its words, the run starts.
    fn place(&mut self, doc: DocId) {
        self.starts.clear();
        for (at, forms) in (0_u32..).zip(&mut self.words) {
            let mut places = Vec::new();
            for postings in forms.iter_mut().filter(|postings| postings.doc() == doc) {
                postings.positions(&mut self.places);
                places.extend(self.places.iter().filter_map(|place| place.checked_sub(at)));
            }
            places.sort_unstable();
            if at == 0 {
                self.starts = places;
            } else {
                self.starts
                    .retain(|start| places.binary_search(start).is_ok());
            }
        }
    }

    /// Documents that hold the rarest of its words, about.
    fn size_hint(&self) -> u32 {
        let word = |forms: &Vec<SegmentPostings>| forms.iter().map(DocSet::size_hint).sum();
        self.words.iter().map(word).min().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::close;

    #[test]
    fn nearness_counts_the_words_between() {
        // "a x x b": two words between.
        assert!(close(&[0], 1, &[3], 1, 2));
        assert!(!close(&[0], 1, &[3], 1, 1));
        assert!(close(&[3], 1, &[0], 1, 2), "in either order");
        assert!(!close(&[5], 1, &[5], 1, 9), "not the same word");
        assert!(close(&[0, 50], 1, &[20, 53], 2, 2));
        assert!(!close(&[0, 50], 1, &[20, 53], 2, 1));
        assert!(close(&[10], 2, &[12], 1, 0), "side by side");
    }
}
