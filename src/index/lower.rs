//! A query as the search engine's own tree.

use std::ops::Bound;

use jiff::civil::Date;
use memchr::memmem::Finder;
use tantivy::query::{
    AllQuery, BooleanQuery, EmptyQuery, InvertedIndexRangeQuery, Occur, PhraseQuery, Query,
    RangeQuery, TermQuery,
};
use tantivy::schema::{Field as Kept, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::Error;
use super::flags::Flags;
use super::near::{Forms, Near};
use super::pattern::{Need, Pattern, Reach};
use super::query::{Field, Flag, Key, Node, Words};
use super::scan::{Scan, Scans};
use super::schema::{Fields, Place, SPELLED};
use super::sets::{Beginning, Marked, Published};
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
