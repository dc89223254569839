//! Queries that sets of documents answer: written beginnings, what the user set, stretches of days.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED};

use super::bits::Bits;
use super::flags::Parts;
use super::schema::ORDER;
use super::short;

/// Articles with a word that has a short beginning.
#[derive(Clone, Debug)]
pub(super) struct Beginning {
    /// Where it is written down.
    file: &'static str,
    letters: String,
    /// Where it is not.
    words: Arc<dyn Query>,
}

impl Beginning {
    /// `words` finds the same where nothing is written down.
    pub(super) fn written(
        file: &'static str,
        letters: &str,
        words: Box<dyn Query>,
    ) -> Box<dyn Query> {
        Box::new(Self {
            file,
            letters: letters.to_owned(),
            words: Arc::from(words),
        })
    }
}

/// The same for one search.
struct BeginningWeight {
    file: &'static str,
    letters: String,
    words: Box<dyn Weight>,
}

impl Query for Beginning {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(BeginningWeight {
            file: self.file,
            letters: self.letters.clone(),
            words: self.words.weight(scoring)?,
        }))
    }
}

impl Weight for BeginningWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match short::find(reader, self.file, &self.letters)? {
            Some(bits) => Box::new(ConstScorer::new(BitWalk::new(Arc::new(bits)), boost)),
            None => self.words.scorer(reader, boost)?,
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.words.explain(reader, doc)
    }
}

/// Articles that the user set, or did not set, in some way.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    pub(super) parts: Arc<Parts>,
    pub(super) set: bool,
}

impl Query for Marked {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Marked {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let bits = match self.parts.get(&reader.segment_id()) {
            Some(bits) if self.set => Arc::clone(bits),
            Some(bits) => Arc::new(bits.complement()),
            None if self.set => Arc::new(Bits::empty(reader.max_doc())),
            None => Arc::new(Bits::empty(reader.max_doc()).complement()),
        };
        Ok(Box::new(ConstScorer::new(BitWalk::new(bits), boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("set by the user", 1.0))
    }
}

/// Walks over the documents of a set.
pub(super) struct BitWalk {
    bits: Arc<Bits>,
    doc: DocId,
    size: u32,
}

impl BitWalk {
    pub(super) fn new(bits: Arc<Bits>) -> Self {
        Self {
            size: bits.count(),
            doc: bits.next(0).unwrap_or(TERMINATED),
            bits,
        }
    }
}

impl DocSet for BitWalk {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc = self.bits.next(self.doc + 1).unwrap_or(TERMINATED);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.bits.next(target).unwrap_or(TERMINATED);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.size
    }
}

/// Articles whose sort key lies in a range: neighbours in every segment.
#[derive(Clone, Debug)]
pub(super) struct Published {
    pub(super) low: u64,
    pub(super) high: u64,
}

/// The first document of a segment whose sort key is below `key`.
pub(super) fn first_below(order: &Column<u64>, key: u64) -> DocId {
    let (mut low, mut high) = (0, order.num_docs());
    while low < high {
        let middle = low + (high - low) / 2;
        if order.values.get_val(middle) < key {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

impl Query for Published {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Published {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let order = reader.fast_fields().u64(ORDER)?;
        let start = self
            .high
            .checked_add(1)
            .map_or(0, |above| first_below(&order, above));
        let end = first_below(&order, self.low);
        let doc = if start < end { start } else { TERMINATED };
        Ok(Box::new(ConstScorer::new(Stretch { doc, end }, boost)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("published in the range", 1.0))
    }
}

/// Neighbouring documents.
struct Stretch {
    doc: DocId,
    end: DocId,
}

impl DocSet for Stretch {
    fn advance(&mut self) -> DocId {
        self.seek(self.doc.saturating_add(1))
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc != TERMINATED {
            let doc = self.doc.max(target);
            self.doc = if doc < self.end { doc } else { TERMINATED };
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        if self.doc == TERMINATED {
            0
        } else {
            self.end - self.doc
        }
    }
}
