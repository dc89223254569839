//! The index at one moment: stays as it is while the index goes on.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tantivy::collector::TopDocs;
use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::query::EnableScoring;
use tantivy::schema::{TantivyDocument, Value};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader, Term};

use super::Error;
use super::bits::{Bits, Set};
use super::checked::{self, Look};
use super::entry::id_key;
use super::flags::Flags;
use super::hits::Hits;
use super::lower::{Lowering, has_phrase, split_flags};
use super::merging;
use super::query::{Flag, Key, Node, Query};
use super::record::{self, Row};
use super::scan::Scans;
use super::schema::{Fields, ID, ORDER};
use super::sorting::Sorting;
use super::tally::Gathering;
use super::texts::{Kept, Texts};
use super::walk::{Masks, Walk};
use crate::article::{Article, ArticleId};

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Newest first, undated last.
    #[default]
    Newest,
    /// Oldest first, undated last.
    Oldest,
    /// The best two hundred first, the rest newest first.
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
const RANKED: usize = 200;

/// How many hits of a phrase are compared for it.
const COMPARED: usize = 4000;

/// Hits that are told early where counting all of them takes long: a tall screen and its margins.
const FIRST: usize = 400;

/// How long counting may take before the first hits are told.
const PATIENCE: Duration = Duration::from_millis(4);

/// Who waits for an answer.
pub struct Watch<'a> {
    /// Whether nobody wants it any more.
    pub stale: &'a dyn Fn() -> bool,
    /// Takes the first hits, once, where counting all of them takes long.
    pub early: &'a mut dyn FnMut(Hits),
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watch")
    }
}

/// The index at one moment.
pub struct Snapshot {
    searcher: Searcher,
    fields: Fields,
    order: Vec<Column<u64>>,
    ids: Vec<Column<u64>>,
    texts: Arc<Texts>,
    /// The names of each kind that were asked for.
    directories: Mutex<Vec<(Key, Gathering)>>,
    /// The words that patterns were tried on.
    scans: Scans,
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
            directories: Mutex::default(),
            scans: Scans::default(),
        })
    }

    /// How many articles it holds.
    pub fn len(&self) -> usize {
        self.searcher.num_docs() as usize
    }

    /// Whether it lies in more parts than a reading of the archive leaves that was not cut short.
    pub fn is_scattered(&self) -> bool {
        merging::is_due(self.searcher.segment_readers())
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[cfg(test)]
    pub(super) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    #[cfg(test)]
    pub(super) const fn scans(&self) -> &Scans {
        &self.scans
    }

    /// The field of headline and text.
    pub(super) const fn text_field(&self) -> tantivy::schema::Field {
        self.fields.text
    }

    pub(super) fn segments(&self) -> impl Iterator<Item = &SegmentReader> {
        self.searcher.segment_readers().iter()
    }

    pub(super) fn directories(&self) -> MutexGuard<'_, Vec<(Key, Gathering)>> {
        let directories = self.directories.lock();
        directories.unwrap_or_else(PoisonError::into_inner)
    }

    /// The field of names.
    pub(super) const fn name_field(&self) -> tantivy::schema::Field {
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
        self.find_key(id_key(id))
    }

    /// The documents of the article with this number: one, or none.
    pub(super) fn find_key(&self, key: u64) -> Vec<(SegmentId, DocId)> {
        let segments = self.searcher.segment_readers();
        self.addresses_of(key)
            .into_iter()
            .filter_map(|at| {
                let segment = segments.get(at.segment_ord as usize)?;
                Some((segment.segment_id(), at.doc_id))
            })
            .collect()
    }

    pub(super) fn addresses(&self, id: &ArticleId) -> Vec<DocAddress> {
        self.addresses_of(id_key(id))
    }

    pub(super) fn addresses_of(&self, key: u64) -> Vec<DocAddress> {
        let term = Term::from_field_u64(self.fields.id, key);
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
            .and_then(|bytes| record::row(bytes, &|list| self.texts.signs(list).ok()))
            .ok_or(Error::Damaged)
    }

    /// A stored article, as far as its text goes: formats and character sets are not named.
    pub(super) fn stored(&self, at: DocAddress) -> Result<Article, Error> {
        let (row, kept) = self.record(at)?;
        self.texts.read(kept, |bytes, signs| {
            record::article(&row, bytes, signs, &|_| "")
        })
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
                let article = self.texts.read(kept, |bytes, signs| {
                    record::article(&row, bytes, signs, known)
                })?;
                return Ok(Some((row, article)));
            }
        }
        Ok(None)
    }

    /// Finds the articles that answer a query. `flags` must cover the snapshot where the query or `only` asks for
    /// what the user set. Gives `None` where `watch` said meanwhile that nobody wants the answer any more.
    pub fn search(
        self: &Arc<Self>,
        query: &Query,
        only: Option<(Flag, bool)>,
        order: Order,
        flags: Option<&Flags>,
        watch: &mut Watch<'_>,
    ) -> Result<Option<Hits>, Error> {
        let begun = Instant::now();
        let (mut asked, rest) = split_flags(&query.root);
        asked.extend(only);
        let masks = self.masks(&asked, flags);
        if rest == Node::Any {
            let sets = self.marked(&masks);
            return self.hits(sets, Vec::new(), order, watch.stale);
        }
        let lowering = Lowering {
            searcher: &self.searcher,
            fields: &self.fields,
            flags,
            today: jiff::ZonedDateTime::now().date(),
            stale: watch.stale,
            scans: &self.scans,
        };
        if checked::is_needed(&rest) {
            return self.looked_into(&lowering, &rest, &masks, order, watch.early);
        }
        let query = lowering.lower(&rest)?;
        let mut best = Vec::new();
        if order == Order::Relevance {
            best = self.best(&*query, &rest, &masks)?;
        }
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let Some(mut walk) = Walk::begin(self, &*weight, masks, watch.stale)? else {
            return Ok(None);
        };
        let slow = || begun.elapsed() >= PATIENCE;
        let mut first = Vec::new();
        if matches!(order, Order::Newest | Order::Relevance) {
            let enough = &mut |found| (watch.stale)() || found > 0 && slow();
            let newest = walk.newest(FIRST, enough);
            let more = newest.into_iter().filter(|at| !best.contains(at));
            first = best.iter().copied().chain(more).collect();
        }
        let Some(mut found) = self.counted(walk, &first, order, &slow, watch) else {
            return Ok(None);
        };
        for at in &best {
            if let Some(found) = found.get_mut(at.segment_ord as usize) {
                found.remove(at.doc_id);
            }
        }
        let sets = found.into_iter().map(Set::new).collect();
        self.hits(sets, best, order, watch.stale)
    }

    /// Every document of each segment. Where that takes long, be it already or while they are counted, `first` is told.
    fn counted(
        self: &Arc<Self>,
        walk: Walk<'_>,
        first: &[DocAddress],
        order: Order,
        slow: &dyn Fn() -> bool,
        watch: &mut Watch<'_>,
    ) -> Option<Vec<Bits>> {
        let early =
            RefCell::new((!first.is_empty() && !walk.is_over()).then_some(&mut watch.early));
        let stale = watch.stale;
        walk.rest(&|| {
            if slow()
                && !stale()
                && let Some(early) = early.take()
            {
                let (none, first) = (self.nothing(), first.to_vec());
                early(Hits::new(Arc::clone(self), none, first, order, false));
            }
            stale()
        })
    }

    /// The hits in their order.
    fn hits(
        self: &Arc<Self>,
        sets: Vec<Set>,
        best: Vec<DocAddress>,
        order: Order,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Hits>, Error> {
        let Some(sorting) = Sorting::of(order) else {
            return Ok(Some(Hits::new(Arc::clone(self), sets, best, order, true)));
        };
        let Some(sorted) = sorting.sort(self, &sets, stale)? else {
            return Ok(None);
        };
        Ok(Some(Hits::new(
            Arc::clone(self),
            self.nothing(),
            sorted,
            order,
            true,
        )))
    }

    /// The hits of a demand that the text of articles decides.
    fn looked_into(
        self: &Arc<Self>,
        lowering: &Lowering<'_>,
        node: &Node,
        masks: &[Masks],
        order: Order,
        early: &mut dyn FnMut(Hits),
    ) -> Result<Option<Hits>, Error> {
        let tell = &mut |newest: &[DocAddress]| {
            // By relevance they are in their place only at the end, but that may take seconds.
            if matches!(order, Order::Newest | Order::Relevance) {
                early(Hits::new(
                    Arc::clone(self),
                    self.nothing(),
                    newest.to_vec(),
                    order,
                    false,
                ));
            }
        };
        let look = Look::new(self, lowering, tell);
        let marked = masks.iter().any(|masks| !masks.is_empty());
        let within = marked.then(|| {
            let sets = self.marked(masks).into_iter().zip(self.segments());
            sets.map(|(set, segment)| {
                let bound = segment.max_doc();
                set.bits(bound)
                    .unwrap_or_else(|| Bits::empty(bound).complement())
            })
            .collect()
        });
        let Ok(mut parts) = look.all_of(node, within)? else {
            return Ok(None);
        };
        let mut best = Vec::new();
        if order == Order::Relevance {
            best = self.best(&*lowering.lower(node)?, node, masks)?;
            best.retain(|at| {
                let bits = parts.get_mut(at.segment_ord as usize);
                bits.is_some_and(|bits| {
                    let holds = bits.holds(at.doc_id);
                    bits.remove(at.doc_id);
                    holds
                })
            });
        }
        let sets = parts.into_iter().map(Set::new).collect();
        let hits = self.hits(sets, best, order, lowering.stale)?;
        Ok(hits.map(|hits| {
            if look.was_cut() {
                hits.cut_short()
            } else {
                hits
            }
        }))
    }

    /// No document of any segment.
    fn nothing(&self) -> Vec<Set> {
        self.segments().map(|_| Set::Few(Vec::new())).collect()
    }

    /// The documents of each segment that the index alone finds; `None` where nobody wants them any more.
    pub(super) fn documents(
        &self,
        lowering: &Lowering<'_>,
        node: &Node,
    ) -> Result<Option<Vec<Bits>>, Error> {
        let query = lowering.lower(node)?;
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let none = self.segments().map(|_| Masks::new()).collect();
        let walk = Walk::begin(self, &*weight, none, lowering.stale)?;
        Ok(walk.and_then(|walk| walk.rest(lowering.stale)))
    }

    /// What the documents of each segment must be marked as.
    fn masks(&self, asked: &[(Flag, bool)], flags: Option<&Flags>) -> Vec<Masks> {
        let parts: Vec<_> = asked
            .iter()
            .map(|(flag, set)| (flags.map(|flags| flags.parts(*flag)), *set))
            .collect();
        self.segments()
            .map(|segment| {
                let known = parts.iter().map(|(parts, set)| {
                    let known = parts
                        .as_ref()
                        .and_then(|parts| parts.get(&segment.segment_id()))
                        .map(Arc::clone);
                    // Nothing is known to be set.
                    let none = || Arc::new(Bits::empty(segment.max_doc()));
                    (known.unwrap_or_else(none), *set)
                });
                known.collect()
            })
            .collect()
    }

    /// The documents of each segment that are marked as they must be.
    fn marked(&self, masks: &[Masks]) -> Vec<Set> {
        self.segments()
            .zip(masks)
            .map(|(segment, masks)| {
                let bound = segment.max_doc();
                let mut bits = match segment.alive_bitset() {
                    None if masks.is_empty() => return Set::All(bound),
                    None => Bits::empty(bound).complement(),
                    Some(alive) => {
                        let mut bits = Bits::empty(bound);
                        alive.iter_alive().for_each(|doc| bits.insert(doc));
                        bits
                    }
                };
                for (known, set) in masks {
                    bits.narrow(known, *set);
                }
                Set::new(bits)
            })
            .collect()
    }

    /// The most relevant documents that are marked as they must be, best first. Of a demand with a phrase in it only
    /// the newest are ranked: whether words stand side by side cannot be told without looking at each.
    fn best(
        &self,
        query: &dyn tantivy::query::Query,
        node: &Node,
        masks: &[Masks],
    ) -> Result<Vec<DocAddress>, Error> {
        let top = if has_phrase(node) {
            self.best_of_newest(query)?
        } else {
            let top = TopDocs::with_limit(RANKED).order_by_score();
            self.searcher.search(query, &top)?
        };
        let admitted = |at: &DocAddress| {
            masks.get(at.segment_ord as usize).is_some_and(|masks| {
                masks
                    .iter()
                    .all(|(bits, set)| bits.holds(at.doc_id) == *set)
            })
        };
        Ok(top.into_iter().map(|(_, at)| at).filter(admitted).collect())
    }

    /// The most relevant among the newest documents, best first.
    fn best_of_newest(
        &self,
        query: &dyn tantivy::query::Query,
    ) -> Result<Vec<(f32, DocAddress)>, Error> {
        let weight = query.weight(EnableScoring::enabled_from_searcher(&self.searcher))?;
        let none = self.segments().map(|_| Masks::new()).collect();
        let Some(mut walk) = Walk::begin(self, &*weight, none, &|| false)? else {
            return Ok(Vec::new());
        };
        let mut top = walk.scored(COMPARED);
        top.sort_unstable_by(|one, other| {
            other.0.total_cmp(&one.0).then_with(|| one.1.cmp(&other.1))
        });
        top.truncate(RANKED);
        Ok(top)
    }
}
