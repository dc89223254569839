//! The index at one moment: stays as it is while the index goes on.

use std::sync::Arc;

use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::query::EnableScoring;
use tantivy::schema::{TantivyDocument, Value};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocAddress, DocId, Searcher, SegmentReader, Term};

use super::Error;
use super::bits::{Bits, Set};
use super::entry::id_key;
use super::flags::Flags;
use super::hits::Hits;
use super::lower::{lower, split_flags};
use super::query::{Flag, Node, Query};
use super::record::{self, Row};
use super::schema::{Fields, ID, ORDER};
use super::sorting::Sorting;
use super::texts::{Kept, Texts};
use crate::article::{Article, ArticleId};

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Newest first, undated last.
    #[default]
    Newest,
    /// Oldest first, undated last.
    Oldest,
    /// The best thousand first, the rest newest first.
    Relevance,
    /// Longest first.
    Longest,
    /// Shortest first.
    Shortest,
    /// By headline, from A to Z.
    Headline,
    /// By headline, from Z to A.
    HeadlineBack,
    /// By outlet, from A to Z, those without one last.
    Outlet,
    /// By outlet, from Z to A, those without one last.
    OutletBack,
}

/// How many hits are ranked by relevance.
const RANKED: usize = 1000;

/// The index at one moment.
pub struct Snapshot {
    searcher: Searcher,
    fields: Fields,
    order: Vec<Column<u64>>,
    ids: Vec<Column<u64>>,
    texts: Arc<Texts>,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Snapshot({} articles)", self.len())
    }
}

impl Snapshot {
    pub(super) fn new(
        searcher: Searcher,
        fields: Fields,
        texts: Arc<Texts>,
    ) -> Result<Self, Error> {
        let column = |name: &str| {
            searcher
                .segment_readers()
                .iter()
                .map(|segment| segment.fast_fields().u64(name))
                .collect::<tantivy::Result<Vec<_>>>()
        };
        Ok(Self {
            order: column(ORDER)?,
            ids: column(ID)?,
            fields,
            texts,
            searcher,
        })
    }

    /// How many articles it holds.
    pub fn len(&self) -> usize {
        self.searcher.num_docs() as usize
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn segments(&self) -> impl Iterator<Item = &SegmentReader> {
        self.searcher.segment_readers().iter()
    }

    /// The field of names.
    pub(super) const fn names(&self) -> tantivy::schema::Field {
        self.fields.name
    }

    pub(super) fn id_key(&self, segment: usize, doc: DocId) -> u64 {
        self.ids
            .get(segment)
            .map_or(0, |ids| ids.values.get_val(doc))
    }

    pub(super) fn order(&self, segment: usize) -> Option<&Column<u64>> {
        self.order.get(segment)
    }

    /// The documents of an article: one, or none.
    pub(super) fn find(&self, id: &ArticleId) -> Vec<(SegmentId, DocId)> {
        self.addresses(id)
            .into_iter()
            .filter_map(|address| {
                let segment = self
                    .searcher
                    .segment_readers()
                    .get(address.segment_ord as usize)?;
                Some((segment.segment_id(), address.doc_id))
            })
            .collect()
    }

    pub(super) fn addresses(&self, id: &ArticleId) -> Vec<DocAddress> {
        let term = Term::from_field_u64(self.fields.id, id_key(id));
        let mut found = Vec::new();
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            let Ok(index) = segment.inverted_index(self.fields.id) else {
                continue;
            };
            let Ok(Some(mut postings)) =
                index.read_postings(&term, tantivy::schema::IndexRecordOption::Basic)
            else {
                continue;
            };
            loop {
                use tantivy::DocSet;
                let doc = postings.doc();
                if doc == tantivy::TERMINATED {
                    break;
                }
                if !segment.is_deleted(doc) {
                    found.push(DocAddress::new(ord as u32, doc));
                }
                postings.advance();
            }
        }
        found
    }

    /// Whether it holds the article.
    pub fn holds(&self, id: &ArticleId) -> bool {
        !self.addresses(id).is_empty()
    }

    fn record(&self, at: DocAddress) -> Result<(Row, Kept), Error> {
        let document: TantivyDocument = self.searcher.doc(at)?;
        document
            .get_first(self.fields.record)
            .and_then(|value| value.as_bytes())
            .and_then(record::row)
            .ok_or(Error::Damaged)
    }

    pub(super) fn row(&self, at: DocAddress) -> Result<Row, Error> {
        self.record(at).map(|(row, _)| row)
    }

    /// The article with this identity. `known` gives names of formats, character sets and repairs back their static
    /// form.
    pub fn article(
        &self,
        id: &ArticleId,
        known: &dyn Fn(&str) -> &'static str,
    ) -> Result<Option<(Row, Article)>, Error> {
        for at in self.addresses(id) {
            let (row, kept) = self.record(at)?;
            if row.id == *id {
                let article = self
                    .texts
                    .read(kept, |bytes| record::article(&row, bytes, known))?;
                return Ok(Some((row, article)));
            }
        }
        Ok(None)
    }

    /// Finds the articles that answer a query. `flags` must cover the snapshot where the query or `only` asks for
    /// what the user set. Gives `None` where `stale` said meanwhile that nobody wants the answer any more.
    pub fn search(
        self: &Arc<Self>,
        query: &Query,
        only: Option<(Flag, bool)>,
        order: Order,
        flags: Option<&Flags>,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Hits>, Error> {
        let (mut asked, rest) = split_flags(&query.root);
        asked.extend(only);
        let Some(mut parts) = self.matching(&rest, flags, stale)? else {
            return Ok(None);
        };
        for (flag, set) in asked {
            let marked = flags.map(|flags| flags.parts(flag));
            for (bits, segment) in parts.iter_mut().zip(self.searcher.segment_readers()) {
                let known = marked
                    .as_ref()
                    .and_then(|marked| marked.get(&segment.segment_id()));
                match (bits, known) {
                    (bits, Some(known)) => bits
                        .get_or_insert_with(|| Bits::empty(segment.max_doc()).complement())
                        .narrow(known, set),
                    (bits, None) if set => *bits = Some(Bits::empty(segment.max_doc())),
                    _ => {}
                }
            }
        }
        let mut best = Vec::new();
        if order == Order::Relevance && rest != Node::Any && !stale() {
            best = self.best(&rest, flags, &mut parts)?;
        }
        if stale() {
            return Ok(None);
        }
        let sets: Vec<Set> = parts
            .into_iter()
            .zip(self.searcher.segment_readers())
            .map(|(bits, segment)| bits.map_or(Set::All(segment.max_doc()), Set::new))
            .collect();
        if let Some(sorting) = Sorting::of(order) {
            let Some(sorted) = sorting.sort(self, &sets, stale)? else {
                return Ok(None);
            };
            best = sorted;
            let none = sets.iter().map(|_| Set::Few(Vec::new())).collect();
            return Ok(Some(Hits::new(Arc::clone(self), none, best, order)));
        }
        Ok(Some(Hits::new(Arc::clone(self), sets, best, order)))
    }

    /// The documents of each segment that answer a demand; `None` in place of a set that holds them all.
    fn matching(
        &self,
        node: &Node,
        flags: Option<&Flags>,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Option<Bits>>>, Error> {
        let query = lower(node, &self.fields, flags);
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let mut parts = Vec::new();
        for segment in self.searcher.segment_readers() {
            if stale() {
                return Ok(None);
            }
            if *node == Node::Any {
                parts.push(segment.alive_bitset().map(|alive| {
                    let mut bits = Bits::empty(segment.max_doc());
                    alive.iter_alive().for_each(|doc| bits.insert(doc));
                    bits
                }));
                continue;
            }
            let mut bits = Bits::empty(segment.max_doc());
            let mut scorer = weight.scorer(segment, 1.0)?;
            let mut buffer = [0; COLLECT_BLOCK_BUFFER_LEN];
            let mut blocks = 0_u32;
            loop {
                let len = scorer.fill_buffer(&mut buffer);
                for doc in buffer.iter().take(len) {
                    if !segment.is_deleted(*doc) {
                        bits.insert(*doc);
                    }
                }
                if len < buffer.len() {
                    break;
                }
                blocks += 1;
                if blocks.is_multiple_of(64) && stale() {
                    return Ok(None);
                }
            }
            parts.push(Some(bits));
        }
        Ok(Some(parts))
    }

    /// The most relevant documents, best first, which are taken out of the sets.
    fn best(
        &self,
        node: &Node,
        flags: Option<&Flags>,
        parts: &mut [Option<Bits>],
    ) -> Result<Vec<DocAddress>, Error> {
        let query = lower(node, &self.fields, flags);
        let top = self
            .searcher
            .search(&*query, &TopDocs::with_limit(RANKED).order_by_score())?;
        let mut best = Vec::with_capacity(top.len());
        for (_, at) in top {
            if let Some(Some(bits)) = parts.get_mut(at.segment_ord as usize)
                && bits.holds(at.doc_id)
            {
                bits.remove(at.doc_id);
                best.push(at);
            }
        }
        Ok(best)
    }

    /// The companies that articles name, with how many articles name each, most named first.
    pub fn companies(&self) -> Result<Vec<(String, usize)>, Error> {
        let mut counts = std::collections::HashMap::<String, usize>::new();
        for segment in self.searcher.segment_readers() {
            let Some(column) = segment.fast_fields().str(super::schema::COMPANY)? else {
                continue;
            };
            let mut named = vec![0_usize; column.num_terms()];
            for doc in segment.doc_ids_alive() {
                for ord in column.term_ords(doc) {
                    if let Some(count) = named.get_mut(ord as usize) {
                        *count += 1;
                    }
                }
            }
            let mut name = String::new();
            for (ord, count) in named
                .into_iter()
                .enumerate()
                .filter(|(_, count)| *count > 0)
            {
                name.clear();
                column
                    .ord_to_str(ord as u64, &mut name)
                    .map_err(tantivy::TantivyError::from)?;
                *counts.entry(name.clone()).or_default() += count;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        Ok(counts)
    }
}
