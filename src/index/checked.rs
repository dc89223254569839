//! Demands that the index alone cannot answer: it names the articles worth a look, and their text decides.
//!
//! The newest are looked at first, and only for so long.

use std::cell::{Cell, RefCell};
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

/// So long a search may take before what it has found is told, and then again whenever it took twice as long.
const EARLY: Duration = Duration::from_millis(4);

/// So long the newest articles are tried on a pattern before the words of the index are.
const GLANCE: Duration = Duration::from_millis(8);

/// The newest of those found that are told early.
const FIRST: usize = 400;

/// Takes the newest of those found so far, newest first.
pub(super) type Early<'a> = &'a mut dyn FnMut(&[DocAddress]);

/// One search that looks into articles.
pub(super) struct Look<'a> {
    snapshot: &'a Snapshot,
    lowering: &'a Lowering<'a>,
    begun: Instant,
    early: RefCell<Early<'a>>,
    /// How many were told so far.
    told: Cell<usize>,
    /// Whether the time was too short for all of them.
    cut: Cell<bool>,
}

/// Articles to look into.
struct Worth<'a> {
    these: &'a Parts,
    /// Those of them of which only the text tells; `None` for all.
    doubtful: Option<&'a Parts>,
    /// Whether those that pass are the answer to the whole demand.
    last: bool,
}

/// Nobody wants the answer any more.
pub(super) struct Stale;

/// What a look comes to: something, or that nobody wants it any more, or why it failed.
pub(super) type Looked<T> = Result<Result<T, Stale>, Error>;

/// Whether the text itself is asked for a part of a demand.
pub(super) fn is_needed(node: &Node) -> bool {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(is_needed),
        Node::Not(inner) => is_needed(inner),
        // A pattern within a word is answered by the index, but after a while only.
        Node::Body(_) | Node::Quoted(_) | Node::Pattern(_) => true,
        _ => false,
    }
}

impl<'a> Look<'a> {
    pub(super) fn new(
        snapshot: &'a Snapshot,
        lowering: &'a Lowering<'a>,
        early: Early<'a>,
    ) -> Self {
        Self {
            snapshot,
            lowering,
            begun: Instant::now(),
            early: RefCell::new(early),
            told: Cell::new(0),
            cut: Cell::new(false),
        }
    }

    /// Whether the time was too short, so that older articles that answer may be missing.
    pub(super) fn was_cut(&self) -> bool {
        self.cut.get()
    }

    fn is_stale(&self) -> bool {
        (self.lowering.stale)()
    }

    /// The documents that answer a demand, among those of `within` where it is given.
    pub(super) fn all_of(&self, node: &Node, within: Option<Parts>) -> Looked<Parts> {
        self.answer(node, within, true)
    }

    /// The same for a part of the demand; the `last` one decides alone, so that what it finds is the answer.
    fn answer(&self, node: &Node, within: Option<Parts>, last: bool) -> Looked<Parts> {
        if self.is_stale() {
            return Ok(Err(Stale));
        }
        match node {
            Node::And(nodes) => self.all(nodes, within, last),
            Node::Or(nodes) => {
                let mut sum = self.snapshot.no_documents();
                for node in nodes {
                    match self.answer(node, within.clone(), false)? {
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
                let taken = self.answer(inner, Some(left.clone()), false)?;
                Ok(taken.map(|parts| {
                    narrow(&mut left, &parts, false);
                    left
                }))
            }
            Node::Body(words) => self.body(words, within, last),
            Node::Quoted(words) => {
                let sought = Terms::of(&Node::Words(words.clone()));
                self.check(node, within.as_ref(), last, &|article| {
                    quotes::spans(&article.text)
                        .iter()
                        .any(|span| !sought.find(span.of(&article.text)).is_empty())
                })
            }
            Node::Pattern(pattern) => {
                let test = |article: &Article| {
                    let title = article.meta.title.as_deref().unwrap_or_default();
                    pattern.fits(&fold::fold(&article.text)) || pattern.fits(&fold::fold(title))
                };
                if last {
                    self.glance(within.as_ref(), &test)?;
                }
                match pattern.reach() {
                    Reach::Text(_) => self.check(node, within.as_ref(), last, &test),
                    Reach::Word(_) | Reach::Part(_) => self.among(node, within.as_ref()),
                }
            }
            _ => self.among(node, within.as_ref()),
        }
    }

    /// What the index alone answers, among those of `within`.
    fn among(&self, node: &Node, within: Option<&Parts>) -> Looked<Parts> {
        Ok(self.engine(node)?.map(|mut parts| {
            if let Some(within) = within {
                narrow(&mut parts, within, true);
            }
            parts
        }))
    }

    /// Tells those of the newest articles that pass a test, as far as a moment goes: what many articles answer is on the
    /// screen before it is known which words answer.
    fn glance(&self, within: Option<&Parts>, test: &dyn Fn(&Article) -> bool) -> Result<(), Error> {
        let all;
        let these = if let Some(within) = within {
            within
        } else {
            let Ok(parts) = self.engine(&Node::Any)? else {
                return Ok(());
            };
            all = parts;
            &all
        };
        let mut newest = Vec::new();
        let mut way = Heads::new(self.snapshot, these);
        while self.begun.elapsed() < GLANCE
            && newest.len() < FIRST
            && !self.is_stale()
            && let Some((segment, doc)) = way.next()
        {
            let at = DocAddress::new(segment as u32, doc);
            if test(&self.snapshot.stored(at)?) {
                newest.push(at);
            }
        }
        self.tell(&newest);
        Ok(())
    }

    /// Tells the newest of those found, where they are more than before.
    fn tell(&self, newest: &[DocAddress]) {
        if newest.len() > self.told.get() && self.told.get() < FIRST {
            self.told.set(newest.len());
            self.early.borrow_mut()(newest.get(..FIRST).unwrap_or(newest));
        }
    }

    /// What the index alone answers first, then what is left of the rest.
    fn all(&self, nodes: &[Node], within: Option<Parts>, last: bool) -> Looked<Parts> {
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
        for (at, node) in slow.iter().enumerate() {
            let last = last && at + 1 == slow.len();
            match self.answer(node, left.take(), last)? {
                Ok(parts) => left = Some(parts),
                Err(stale) => return Ok(Err(stale)),
            }
        }
        Ok(Ok(left.unwrap_or_default()))
    }

    /// Words outside the headline. Where the headline does not have them, the text does.
    fn body(&self, words: &Words, within: Option<Parts>, last: bool) -> Looked<Parts> {
        let titled = Node::Words(Words {
            field: Field::Title,
            ..words.clone()
        });
        let all = match self.answer(&Node::Words(words.clone()), within, false)? {
            Ok(all) => all,
            Err(stale) => return Ok(Err(stale)),
        };
        let doubtful = match self.answer(&titled, Some(all.clone()), false)? {
            Ok(doubtful) => doubtful,
            Err(stale) => return Ok(Err(stale)),
        };
        let sought = Terms::of(&Node::Words(words.clone()));
        let worth = Worth {
            these: &all,
            doubtful: Some(&doubtful),
            last,
        };
        self.look_into(&worth, &|article| !sought.find(&article.text).is_empty())
    }

    /// What the index alone answers.
    fn engine(&self, node: &Node) -> Looked<Parts> {
        Ok(self.snapshot.documents(self.lowering, node)?.ok_or(Stale))
    }

    fn check(
        &self,
        node: &Node,
        within: Option<&Parts>,
        last: bool,
        test: &dyn Fn(&Article) -> bool,
    ) -> Looked<Parts> {
        // What the node demands of the index says which articles are worth a look.
        let these = match self.among(node, within)? {
            Ok(these) => these,
            Err(stale) => return Ok(Err(stale)),
        };
        let worth = Worth {
            these: &these,
            doubtful: None,
            last,
        };
        self.look_into(&worth, test)
    }

    /// Those whose text passes a test, the newest looked at first. The newest of them are told early where they are the
    /// answer to the whole demand.
    fn look_into(&self, worth: &Worth<'_>, test: &dyn Fn(&Article) -> bool) -> Looked<Parts> {
        let mut found = self.snapshot.no_documents();
        let mut newest = Vec::new();
        let mut next = EARLY;
        let mut way = Heads::new(self.snapshot, worth.these);
        while let Some((segment, doc)) = way.next() {
            if self.is_stale() {
                return Ok(Err(Stale));
            }
            let elapsed = self.begun.elapsed();
            if elapsed > PATIENCE {
                self.cut.set(true);
                break;
            }
            let at = DocAddress::new(segment as u32, doc);
            let is_doubtful = |all: &Parts| all.get(segment).is_some_and(|bits| bits.holds(doc));
            let passes = worth.doubtful.is_some_and(|all| !is_doubtful(all))
                || test(&self.snapshot.stored(at)?);
            if passes && let Some(bits) = found.get_mut(segment) {
                bits.insert(doc);
                newest.push(at);
            }
            if worth.last && elapsed >= next && newest.len() > self.told.get() {
                self.tell(&newest);
                next = 2 * elapsed;
            }
            if newest.len() == FIRST
                && let Some(doubtful) = worth.doubtful
            {
                // There are enough to show, and of the others nothing need be asked.
                way.go_on_over(doubtful);
            }
        }
        if let Some(doubtful) = worth.doubtful {
            let mut sure = worth.these.clone();
            narrow(&mut sure, doubtful, false);
            widen(&mut found, &sure);
        }
        Ok(Ok(found))
    }
}

/// The documents of a set of each segment, the newest of all first.
struct Heads<'a> {
    snapshot: &'a Snapshot,
    parts: &'a Parts,
    /// The next document of each segment with its sort key.
    next: Vec<Option<(u64, u32)>>,
}

impl<'a> Heads<'a> {
    fn new(snapshot: &'a Snapshot, parts: &'a Parts) -> Self {
        let mut heads = Self {
            snapshot,
            parts,
            next: Vec::new(),
        };
        heads.next = (0..parts.len()).map(|at| heads.from(at, 0)).collect();
        heads
    }

    /// The first document of a segment's set from `doc` on.
    fn from(&self, segment: usize, doc: u32) -> Option<(u64, u32)> {
        let doc = self.parts.get(segment)?.next(doc)?;
        let order = self.snapshot.order(segment)?;
        Some((order.values.get_val(doc), doc))
    }

    fn next(&mut self) -> Option<(usize, u32)> {
        let heads = self.next.iter().enumerate();
        let newest = heads.filter_map(|(at, head)| head.map(|(key, doc)| (key, at, doc)));
        let (_, segment, doc) = newest.max()?;
        let following = self.from(segment, doc + 1);
        if let Some(next) = self.next.get_mut(segment) {
            *next = following;
        }
        Some((segment, doc))
    }

    /// Goes on over other sets.
    fn go_on_over(&mut self, parts: &'a Parts) {
        self.parts = parts;
        let from: Vec<_> = self
            .next
            .iter()
            .map(|head| head.map(|(_, doc)| doc))
            .collect();
        self.next = from
            .into_iter()
            .enumerate()
            .map(|(at, doc)| self.from(at, doc?))
            .collect();
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
