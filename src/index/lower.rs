//! A query as the search engine's own tree.

use std::collections::HashMap;
use std::ops::Bound;
use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScorer, EmptyQuery, EnableScoring, Explanation,
    InvertedIndexRangeQuery, Occur, PhraseQuery, Query, RangeQuery, Scorer, TermQuery, Weight,
};
use tantivy::schema::{Field as Kept, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use super::bits::Bits;
use super::flags::Flags;
use super::query::{Field, Flag, Node};
use super::schema::{Fields, ORDER, Place};
use super::short;

/// Whether words must stand side by side somewhere in a demand.
pub(super) fn has_phrase(node: &Node) -> bool {
    match node {
        Node::Words { words, open, .. } => words.len() - usize::from(*open).min(words.len()) > 1,
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(has_phrase),
        _ => false,
    }
}

/// Turns a demand into the engine's tree. `flags` answers for what the user set.
pub(super) fn lower(node: &Node, fields: &Fields, flags: Option<&Flags>) -> Box<dyn Query> {
    match node {
        Node::Any => Box::new(AllQuery),
        Node::And(nodes) => {
            let mut clauses: Vec<(Occur, Box<dyn Query>)> = nodes
                .iter()
                .map(|node| match node {
                    Node::Not(inner) => (Occur::MustNot, lower(inner, fields, flags)),
                    node => (Occur::Must, lower(node, fields, flags)),
                })
                .collect();
            if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                clauses.push((Occur::Must, Box::new(AllQuery)));
            }
            Box::new(BooleanQuery::new(clauses))
        }
        Node::Or(nodes) => Box::new(BooleanQuery::union(
            nodes
                .iter()
                .map(|node| lower(node, fields, flags))
                .collect(),
        )),
        Node::Not(inner) => Box::new(BooleanQuery::new(vec![
            (Occur::Must, Box::new(AllQuery)),
            (Occur::MustNot, lower(inner, fields, flags)),
        ])),
        Node::Words { field, words, open } => {
            let kept = match field {
                Field::All => fields.text,
                Field::Title => fields.title,
            };
            words_query(kept, words, *open, *field == Field::All)
        }
        Node::Name { key, name } => beginning_of(fields.name, &format!("{}{name}", key.sign())),
        Node::Is { flag, set } => match flags {
            Some(flags) => Box::new(Marked {
                parts: flags.parts(*flag),
                set: *set,
            }),
            // Nothing is known to be set.
            None if *set => Box::new(EmptyQuery),
            None => Box::new(AllQuery),
        },
        Node::Date { from, to } => {
            let (low, high) = Place::range(*from, *to);
            Box::new(Published { low, high })
        }
        Node::Length { from, to } => Box::new(RangeQuery::new(
            Bound::Included(Term::from_field_u64(fields.length, *from)),
            Bound::Included(Term::from_field_u64(fields.length, *to)),
        )),
    }
}

/// Words in order; where `open`, the last one may go on and only has to be there. `short` where the field's short
/// beginnings are written down.
fn words_query(kept: Kept, words: &[String], open: bool, short: bool) -> Box<dyn Query> {
    let whole = |words: &[String]| -> Box<dyn Query> {
        let mut terms: Vec<_> = words
            .iter()
            .map(|word| Term::from_field_text(kept, word))
            .collect();
        if terms.len() > 1 {
            Box::new(PhraseQuery::new(terms))
        } else {
            match terms.pop() {
                Some(term) => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
                None => Box::new(AllQuery),
            }
        }
    };
    let Some((last, before)) = words.split_last().filter(|_| open) else {
        return whole(words);
    };
    let mut beginning: Box<dyn Query> = beginning_of(kept, last);
    if short && last.chars().count() <= short::LETTERS {
        beginning = Box::new(Beginning {
            letters: last.clone(),
            words: Arc::from(beginning),
        });
    }
    if before.is_empty() {
        return beginning;
    }
    Box::new(BooleanQuery::intersection(vec![whole(before), beginning]))
}

/// Articles with a word that has a short beginning.
#[derive(Clone, Debug)]
struct Beginning {
    letters: String,
    /// Where the beginning is not written down.
    words: Arc<dyn Query>,
}

/// The same for one search.
struct BeginningWeight {
    letters: String,
    words: Box<dyn Weight>,
}

impl Query for Beginning {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(BeginningWeight {
            letters: self.letters.clone(),
            words: self.words.weight(scoring)?,
        }))
    }
}

impl Weight for BeginningWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match short::find(reader, &self.letters)? {
            Some(bits) => Box::new(ConstScorer::new(BitWalk::new(Arc::new(bits)), boost)),
            None => self.words.scorer(reader, boost)?,
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.words.explain(reader, doc)
    }
}

/// Terms that begin with `prefix`.
fn beginning_of(kept: Kept, prefix: &str) -> Box<dyn Query> {
    let from = Bound::Included(Term::from_field_text(kept, prefix));
    let mut chars: Vec<char> = prefix.chars().collect();
    let next = loop {
        let Some(last) = chars.pop() else {
            break None;
        };
        if let Some(next) = (last as u32 + 1..=char::MAX as u32).find_map(char::from_u32) {
            chars.push(next);
            break Some(chars.iter().collect::<String>());
        }
    };
    let to = match next {
        Some(next) => Bound::Excluded(Term::from_field_text(kept, &next)),
        None => Bound::Unbounded,
    };
    Box::new(InvertedIndexRangeQuery::new(from, to))
}

/// Articles that the user set, or did not set, in some way.
#[derive(Clone, Debug)]
struct Marked {
    parts: Arc<HashMap<SegmentId, Arc<Bits>>>,
    set: bool,
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
struct BitWalk {
    bits: Arc<Bits>,
    doc: DocId,
    size: u32,
}

impl BitWalk {
    fn new(bits: Arc<Bits>) -> Self {
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
struct Published {
    low: u64,
    high: u64,
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

/// Takes the demands on what the user set out of a query that makes them of every article: they are answered by sets
/// and need no walk.
pub(super) fn split_flags(root: &Node) -> (Vec<(Flag, bool)>, Node) {
    match root {
        Node::Is { flag, set } => (vec![(*flag, *set)], Node::Any),
        Node::Not(inner) => match **inner {
            Node::Is { flag, set } => (vec![(flag, !set)], Node::Any),
            _ => (Vec::new(), root.clone()),
        },
        Node::And(nodes) => {
            let mut flags = Vec::new();
            let mut rest = Vec::new();
            for node in nodes {
                let (more, left) = match node {
                    Node::Is { .. } | Node::Not(_) => split_flags(node),
                    _ => (Vec::new(), node.clone()),
                };
                flags.extend(more);
                if left != Node::Any {
                    rest.push(left);
                }
            }
            let rest = match rest.len() {
                0 => Node::Any,
                1 => rest.remove(0),
                _ => Node::And(rest),
            };
            (flags, rest)
        }
        _ => (Vec::new(), root.clone()),
    }
}
