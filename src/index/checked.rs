//! Demands that the index alone cannot answer: it names the articles worth a look, and their text decides.
//!
//! The newest are looked at first, and only for so long.

use std::cell::Cell;
use std::time::{Duration, Instant};

use tantivy::DocAddress;

use super::Error;
use super::bits::Bits;
use super::lower::Lowering;
use super::pattern::Reach;
use super::query::{Field, Node, Words};
use super::quotes;
use super::snapshot::Snapshot;
use super::terms::Terms;
use crate::article::Article;
use crate::text::fold;

/// How long one search may look into articles.
const PATIENCE: Duration = Duration::from_secs(2);

/// A set of documents for each segment.
pub(super) type Parts = Vec<Bits>;

/// One search that looks into articles.
pub(super) struct Look<'a> {
    snapshot: &'a Snapshot,
    lowering: &'a Lowering<'a>,
    stale: &'a dyn Fn() -> bool,
    until: Instant,
    /// Whether the time was too short for all of them.
    cut: Cell<bool>,
}

/// Nobody wants the answer any more.
pub(super) struct Stale;

/// What a look comes to: something, or that nobody wants it any more, or why it failed.
pub(super) type Looked<T> = Result<Result<T, Stale>, Error>;

/// Whether the text itself must be asked for a part of a demand.
pub(super) fn is_needed(node: &Node) -> bool {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(is_needed),
        Node::Not(inner) => is_needed(inner),
        Node::Body(_) | Node::Quoted(_) => true,
        Node::Pattern(pattern) => matches!(pattern.reach(), Reach::Text(_)),
        _ => false,
    }
}

impl<'a> Look<'a> {
    pub(super) fn new(
        snapshot: &'a Snapshot,
        lowering: &'a Lowering<'a>,
        stale: &'a dyn Fn() -> bool,
    ) -> Self {
        Self {
            snapshot,
            lowering,
            stale,
            until: Instant::now() + PATIENCE,
            cut: Cell::new(false),
        }
    }

    /// Whether the time was too short, so that older articles that answer may be missing.
    pub(super) fn was_cut(&self) -> bool {
        self.cut.get()
    }

    /// The documents that answer a demand, among those of `within` where it is given.
    pub(super) fn answer(&self, node: &Node, within: Option<Parts>) -> Looked<Parts> {
        if (self.stale)() {
            return Ok(Err(Stale));
        }
        match node {
            Node::And(nodes) => self.all(nodes, within),
            Node::Or(nodes) => {
                let mut sum = self.snapshot.no_documents();
                for node in nodes {
                    match self.answer(node, within.clone())? {
                        Ok(parts) => widen(&mut sum, &parts),
                        Err(stale) => return Ok(Err(stale)),
                    }
                }
                Ok(Ok(sum))
            }
            Node::Not(inner) if is_needed(inner) => {
                let mut left = match within {
                    Some(within) => within,
                    None => match self.engine(&Node::Any)? {
                        Ok(all) => all,
                        Err(stale) => return Ok(Err(stale)),
                    },
                };
                Ok(self.answer(inner, Some(left.clone()))?.map(|parts| {
                    narrow(&mut left, &parts, false);
                    left
                }))
            }
            Node::Body(words) => self.body(words, within),
            Node::Quoted(words) => {
                let sought = Terms::of(&Node::Words(words.clone()));
                self.check(node, within.as_ref(), &|article| {
                    quotes::spans(&article.text)
                        .iter()
                        .any(|span| !sought.find(span.of(&article.text)).is_empty())
                })
            }
            Node::Pattern(pattern) if is_needed(node) => {
                self.check(node, within.as_ref(), &|article| {
                    let title = article.meta.title.as_deref().unwrap_or_default();
                    pattern.fits(&fold::fold(&article.text)) || pattern.fits(&fold::fold(title))
                })
            }
            _ => Ok(self.engine(node)?.map(|mut parts| {
                if let Some(within) = &within {
                    narrow(&mut parts, within, true);
                }
                parts
            })),
        }
    }

    /// What the index alone answers first, then what is left of the rest.
    fn all(&self, nodes: &[Node], within: Option<Parts>) -> Looked<Parts> {
        let (slow, fast): (Vec<Node>, Vec<Node>) = nodes.iter().cloned().partition(is_needed);
        let mut left = within;
        if !fast.is_empty() || slow.is_empty() {
            match self.engine(&Node::And(fast))? {
                Ok(mut parts) => {
                    if let Some(within) = &left {
                        narrow(&mut parts, within, true);
                    }
                    left = Some(parts);
                }
                Err(stale) => return Ok(Err(stale)),
            }
        }
        for node in &slow {
            match self.answer(node, left.take())? {
                Ok(parts) => left = Some(parts),
                Err(stale) => return Ok(Err(stale)),
            }
        }
        Ok(Ok(left.unwrap_or_default()))
    }

    /// Words outside the headline. Where the headline does not have them, the text does.
    fn body(&self, words: &Words, within: Option<Parts>) -> Looked<Parts> {
        let titled = Node::Words(Words {
            field: Field::Title,
            ..words.clone()
        });
        let all = match self.answer(&Node::Words(words.clone()), within)? {
            Ok(all) => all,
            Err(stale) => return Ok(Err(stale)),
        };
        let doubtful = match self.answer(&titled, Some(all.clone()))? {
            Ok(doubtful) => doubtful,
            Err(stale) => return Ok(Err(stale)),
        };
        let sought = Terms::of(&Node::Words(words.clone()));
        let checked =
            self.check_these(&doubtful, &|article| !sought.find(&article.text).is_empty())?;
        Ok(checked.map(|confirmed| {
            let mut sum = all;
            narrow(&mut sum, &doubtful, false);
            widen(&mut sum, &confirmed);
            sum
        }))
    }

    /// What the index alone answers.
    fn engine(&self, node: &Node) -> Looked<Parts> {
        Ok(self
            .snapshot
            .documents(self.lowering, node, self.stale)?
            .ok_or(Stale))
    }

    fn check(
        &self,
        node: &Node,
        within: Option<&Parts>,
        test: &dyn Fn(&Article) -> bool,
    ) -> Looked<Parts> {
        // What the node demands of the index says which articles are worth a look.
        match self.engine(node)? {
            Ok(mut worth) => {
                if let Some(within) = within {
                    narrow(&mut worth, within, true);
                }
                self.check_these(&worth, test)
            }
            Err(stale) => Ok(Err(stale)),
        }
    }

    /// Those of some documents whose text passes a test, the newest looked at first.
    fn check_these(&self, these: &Parts, test: &dyn Fn(&Article) -> bool) -> Looked<Parts> {
        let mut found = self.snapshot.no_documents();
        let key = |segment: usize, doc: u32| {
            let order = self.snapshot.order(segment);
            order.map_or(0, |order| order.values.get_val(doc))
        };
        let head = |segment: usize, bits: &Bits, from: u32| {
            bits.next(from).map(|doc| (key(segment, doc), doc))
        };
        let mut heads: Vec<_> = these
            .iter()
            .enumerate()
            .map(|(segment, bits)| head(segment, bits, 0))
            .collect();
        loop {
            let newest = heads
                .iter()
                .enumerate()
                .filter_map(|(segment, head)| head.map(|(key, doc)| (key, segment, doc)))
                .max();
            let Some((_, segment, doc)) = newest else {
                break;
            };
            if (self.stale)() {
                return Ok(Err(Stale));
            }
            if Instant::now() > self.until {
                self.cut.set(true);
                break;
            }
            if test(&self.snapshot.stored(DocAddress::new(segment as u32, doc))?)
                && let Some(bits) = found.get_mut(segment)
            {
                bits.insert(doc);
            }
            if let (Some(next), Some(bits)) = (heads.get_mut(segment), these.get(segment)) {
                *next = head(segment, bits, doc + 1);
            }
        }
        Ok(Ok(found))
    }
}

fn widen(sum: &mut Parts, more: &Parts) {
    for (bits, more) in sum.iter_mut().zip(more) {
        bits.widen(more);
    }
}

fn narrow(parts: &mut Parts, other: &Parts, keep: bool) {
    for (bits, other) in parts.iter_mut().zip(other) {
        bits.narrow(other, keep);
    }
}

impl Snapshot {
    /// The empty set for each segment.
    fn no_documents(&self) -> Parts {
        self.segments()
            .map(|segment| Bits::empty(segment.max_doc()))
            .collect()
    }
}
