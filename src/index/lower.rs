//! A query as the search engine's own tree.

use std::ops::Bound;
use std::sync::Arc;

use jiff::civil::Date;
use memchr::memmem::Finder;
use tantivy::columnar::Column;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScorer, EmptyQuery, EnableScoring, Explanation,
    InvertedIndexRangeQuery, Occur, PhraseQuery, Query, RangeQuery, Scorer, TermQuery, Weight,
};
use tantivy::schema::{Field as Kept, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, Term};

use super::Error;
use super::bits::Bits;
use super::flags::{Flags, Parts};
use super::near::{Forms, Near};
use super::pattern::{Need, Pattern, Reach};
use super::query::{Field, Flag, Key, Node, Words};
use super::scan::{Scan, Scans};
use super::schema::{Fields, ORDER, Place, SPELLED};
use super::short;
use crate::text::forms;

/// Whether words must stand side by side somewhere in a demand.
pub(super) fn has_phrase(node: &Node) -> bool {
    match node {
        Node::Words(words) | Node::Body(words) | Node::Quoted(words) => {
            words.list.len() > 1 + usize::from(words.open)
        }
        Node::Near { .. } => true,
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(has_phrase),
        _ => false,
    }
}

/// Turns demands into the engine's tree.
pub(super) struct Lowering<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: &'a Fields,
    /// Answers for what the user set.
    pub(super) flags: Option<&'a Flags>,
    /// The day that relative dates count from.
    pub(super) today: Date,
    /// Whether nobody wants the answer any more.
    pub(super) stale: &'a dyn Fn() -> bool,
    /// The words that patterns were tried on.
    pub(super) scans: &'a Scans,
}

impl Lowering<'_> {
    /// The engine's tree of a demand. What the text itself must be asked for gives the articles worth asking. Where
    /// `stale` says meanwhile that nobody wants it, it may find too little.
    pub(super) fn lower(&self, node: &Node) -> Result<Box<dyn Query>, Error> {
        Ok(match node {
            Node::Any => Box::new(AllQuery),
            Node::And(nodes) => self.all(nodes)?,
            Node::Or(nodes) => {
                let ways: Result<_, _> = nodes.iter().map(|node| self.lower(node)).collect();
                Box::new(BooleanQuery::union(ways?))
            }
            Node::Not(inner) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, Box::new(AllQuery)),
                (Occur::MustNot, self.lower(inner)?),
            ])),
            Node::Words(words) | Node::Body(words) | Node::Quoted(words) => self.words(words),
            Node::Near { left, right, apart } => self.near(left, right, *apart),
            Node::Pattern(pattern) => self.pattern(pattern)?,
            Node::Name { key, name, whole } => self.name(*key, name, *whole),
            Node::Has(key) => self.named(key.sign(), ""),
            Node::Own { tag, whole } => Box::new(Marked {
                parts: self
                    .flags
                    .map(|flags| flags.tagged(tag, *whole))
                    .unwrap_or_default(),
                set: true,
            }),
            Node::Copied => Box::new(Marked {
                parts: self.flags.map(Flags::copied).unwrap_or_default(),
                set: true,
            }),
            Node::Is { flag, set } => match self.flags {
                Some(flags) => Box::new(Marked {
                    parts: flags.parts(*flag),
                    set: *set,
                }),
                // Nothing is known to be set.
                None if *set => Box::new(EmptyQuery),
                None => Box::new(AllQuery),
            },
            Node::Date { from, to } => {
                let from = from.as_ref().map(|when| when.days(self.today));
                let to = to.as_ref().map(|when| when.days(self.today));
                if from == Some(None) || to == Some(None) {
                    return Ok(Box::new(EmptyQuery));
                }
                let (low, high) = Place::range(
                    from.flatten().map(|days| days.0),
                    to.flatten().map(|days| days.1),
                );
                Box::new(Published { low, high })
            }
            Node::Length { from, to } => Box::new(RangeQuery::new(
                Bound::Included(Term::from_field_u64(self.fields.length, *from)),
                Bound::Included(Term::from_field_u64(self.fields.length, *to)),
            )),
        })
    }

    /// All of several demands.
    fn all(&self, nodes: &[Node]) -> Result<Box<dyn Query>, Error> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(nodes.len() + 1);
        for node in nodes {
            clauses.push(match node {
                Node::Not(inner) => (Occur::MustNot, self.lower(inner)?),
                node => (Occur::Must, self.lower(node)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    const fn kept(&self, field: Field) -> Kept {
        match field {
            Field::All => self.fields.text,
            Field::Title => self.fields.title,
        }
    }

    /// Words in order; an open last one may go on and only has to be there.
    fn words(&self, asked: &Words) -> Box<dyn Query> {
        let kept = self.kept(asked.field);
        if asked.forms
            && let [word] = &*asked.list
        {
            let mut ways: Vec<_> = self
                .forms(kept, word)
                .iter()
                .map(|form| term_query(kept, form))
                .collect();
            if asked.open {
                ways.push(self.beginning(asked.field, word));
            }
            return match ways.len() {
                0 => Box::new(EmptyQuery),
                1 => ways.remove(0),
                _ => Box::new(BooleanQuery::union(ways)),
            };
        }
        let Some((last, before)) = asked.list.split_last().filter(|_| asked.open) else {
            return in_order(kept, &asked.list);
        };
        let beginning = self.beginning(asked.field, last);
        if before.is_empty() {
            return beginning;
        }
        Box::new(BooleanQuery::intersection(vec![
            in_order(kept, before),
            beginning,
        ]))
    }

    /// Words that begin so.
    fn beginning(&self, field: Field, prefix: &str) -> Box<dyn Query> {
        let words = beginning_of(self.kept(field), prefix);
        if field == Field::All && prefix.chars().count() <= short::LETTERS {
            return Beginning::written(short::WORDS, prefix, words);
        }
        words
    }

    /// Names of a kind, given by its sign, that begin so.
    fn named(&self, sign: char, beginning: &str) -> Box<dyn Query> {
        let prefix = format!("{sign}{beginning}");
        let names = beginning_of(self.fields.name, &prefix);
        if prefix.chars().count() <= short::LETTERS {
            return Beginning::written(short::NAMES, &prefix, names);
        }
        names
    }

    /// The forms of a word that the index holds.
    fn forms(&self, kept: Kept, word: &str) -> Forms {
        let mut forms = forms::forms(word);
        forms.retain(|form| {
            let term = Term::from_field_text(kept, form);
            self.searcher.segment_readers().iter().any(|segment| {
                let index = segment.inverted_index(kept);
                index.is_ok_and(|index| {
                    matches!(
                        index.terms().term_ord(term.serialized_value_bytes()),
                        Ok(Some(_))
                    )
                })
            })
        });
        forms
    }

    fn near(&self, left: &Words, right: &Words, apart: u32) -> Box<dyn Query> {
        let kept = self.kept(left.field);
        let run = |asked: &Words| -> Vec<Forms> {
            asked
                .list
                .iter()
                .map(|word| {
                    if asked.forms || asked.open && asked.list.len() == 1 {
                        self.forms(kept, word)
                    } else {
                        vec![word.clone()]
                    }
                })
                .collect()
        };
        Box::new(Near {
            field: kept,
            left: run(left),
            right: run(right),
            apart,
        })
    }

    fn pattern(&self, pattern: &Pattern) -> Result<Box<dyn Query>, Error> {
        match pattern.reach() {
            Reach::Part(part) => self.part(part),
            Reach::Word(beginning) => self.holding(&Scan {
                name: format!("/{}", pattern.source()),
                beginning,
                test: &|word| pattern.fits(word),
            }),
            Reach::Text(None) => Ok(Box::new(AllQuery)),
            Reach::Text(Some(need)) => self.need(need),
        }
    }

    fn need(&self, need: &Need) -> Result<Box<dyn Query>, Error> {
        let all = |needs: &[Need]| needs.iter().map(|need| self.need(need)).collect();
        Ok(match need {
            Need::Part(part) => self.part(part)?,
            Need::All(needs) => {
                let needs: Result<_, Error> = all(needs);
                Box::new(BooleanQuery::intersection(needs?))
            }
            Need::Any(needs) => {
                let needs: Result<_, Error> = all(needs);
                Box::new(BooleanQuery::union(needs?))
            }
        })
    }

    /// Articles with a word that has this part.
    fn part(&self, part: &str) -> Result<Box<dyn Query>, Error> {
        let finder = Finder::new(part);
        self.holding(&Scan {
            name: part.to_owned(),
            beginning: "",
            test: &|word| finder.find(word.as_bytes()).is_some(),
        })
    }

    /// Articles with a word that a scan finds.
    fn holding(&self, scan: &Scan<'_>) -> Result<Box<dyn Query>, Error> {
        let found = self
            .scans
            .find(self.searcher, self.fields.text, scan, self.stale)?;
        Ok(match found {
            Some(parts) => Box::new(Marked { parts, set: true }),
            None => Box::new(EmptyQuery),
        })
    }

    /// This name; or one that begins so, or whose later words do.
    fn name(&self, key: Key, name: &str, whole: bool) -> Box<dyn Query> {
        if whole && key != Key::Path {
            return beginning_of(self.fields.name, &format!("{}{name}{SPELLED}", key.sign()));
        }
        let whole = self.named(key.sign(), name);
        match key.tail_sign() {
            None => whole,
            Some(sign) => Box::new(BooleanQuery::union(vec![whole, self.named(sign, name)])),
        }
    }
}

fn term_query(kept: Kept, word: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(
        Term::from_field_text(kept, word),
        IndexRecordOption::WithFreqs,
    ))
}

/// These whole words in order.
fn in_order(kept: Kept, words: &[String]) -> Box<dyn Query> {
    match words {
        [] => Box::new(AllQuery),
        [word] => term_query(kept, word),
        words => Box::new(PhraseQuery::new(
            words
                .iter()
                .map(|word| Term::from_field_text(kept, word))
                .collect(),
        )),
    }
}

/// Articles with a word that has a short beginning.
#[derive(Clone, Debug)]
struct Beginning {
    /// Where it is written down.
    file: &'static str,
    letters: String,
    /// Where it is not.
    words: Arc<dyn Query>,
}

impl Beginning {
    fn written(file: &'static str, letters: &str, words: Box<dyn Query>) -> Box<dyn Query> {
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
    parts: Arc<Parts>,
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
