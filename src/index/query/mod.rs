//! What a user asks for: the query language as a tree of demands.
//!
//! Words must all be there; `"a phrase"` in this order; `-x` not; `a or b` either; `( )` groups; `a NEAR b` close
//! together; `/re/` by pattern; the last word, while it is being typed, counts as a beginning. `field:value` narrows:
//! see [`FIELDS`].

mod parse;
mod typing;
mod value;

use super::dates::When;
use super::pattern::Pattern;
use super::snapshot::Order;
use super::terms::Terms;
use super::tokens;
use crate::text::Span;
use crate::words::Said;

pub(super) use parse::phrase;
pub use typing::Typing;
pub use value::{HAS, IS, SORT};

/// The fields a query can name, each with what it matches, in each language of the interface.
pub const FIELDS: &[(&str, Said)] = &[
    ("title", ["words of the headline", "kata dalam judul"]),
    (
        "body",
        [
            "words of the text, headline aside",
            "kata dalam isi, di luar judul",
        ],
    ),
    (
        "company",
        [
            "a company the article names, or its beginning",
            "perusahaan yang disebut artikel, atau awal namanya",
        ],
    ),
    (
        "said",
        [
            "who is quoted or is the source of a report",
            "siapa yang dikutip atau menjadi sumber berita",
        ],
    ),
    (
        "quote",
        ["words inside quotation marks", "kata dalam tanda kutip"],
    ),
    (
        "outlet",
        [
            "who published it, or its beginning",
            "media yang menerbitkan, atau awal namanya",
        ],
    ),
    ("source", ["the same as outlet:", "sama dengan outlet:"]),
    (
        "author",
        [
            "who wrote it, or a beginning of any part of the name",
            "penulisnya, atau awal salah satu bagian namanya",
        ],
    ),
    (
        "tag",
        [
            "a section, a label or a tag of yours; #tag is short for it",
            "rubrik, label, atau label Anda; disingkat #label",
        ],
    ),
    (
        "lang",
        [
            "its language code: id, en, zh …",
            "kode bahasanya: id, en, zh …",
        ],
    ),
    (
        "is",
        [
            "unread, read, starred, noted, tagged or highlighted",
            "unread (belum dibaca), read (sudah), starred, noted, tagged, highlighted",
        ],
    ),
    (
        "has",
        [
            "date, author, outlet, company, quote, tag, note, highlight or copies",
            "yang dimilikinya: date, author, outlet, company, quote, tag, note, highlight, copies (salinan)",
        ],
    ),
    (
        "date",
        [
            "a day, month or year, or two of them with .. between",
            "hari, bulan, atau tahun, atau dua dengan .. di antaranya",
        ],
    ),
    (
        "newer",
        [
            "published since a day, or in the last \"3 months\"",
            "terbit sejak suatu hari, atau dalam \"3 bulan\" terakhir",
        ],
    ),
    ("older", ["published before that", "terbit sebelum itu"]),
    (
        "before",
        [
            "published before this day, month or year",
            "terbit sebelum hari, bulan, atau tahun ini",
        ],
    ),
    (
        "after",
        [
            "published after this day, month or year",
            "terbit sesudah hari, bulan, atau tahun ini",
        ],
    ),
    (
        "words",
        [
            "its length in words: 300, 100..500, >1000",
            "panjangnya dalam kata: 300, 100..500, >1000",
        ],
    ),
    (
        "path",
        [
            "the beginning of its file's path in the archive",
            "awal jalur berkasnya dalam arsip",
        ],
    ),
    (
        "sort",
        [
            "the order of what is found: newest, oldest, best …",
            "urutan temuan: newest (terbaru), oldest (terlama), best (paling cocok) …",
        ],
    ),
];

/// A state of an article that the user sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    /// It has been read.
    Read,
    /// It carries a star.
    Starred,
    /// It carries a note.
    Noted,
    /// It carries a tag of the user's own.
    Tagged,
    /// A passage of it is highlighted.
    Highlighted,
}

impl Flag {
    /// Every flag.
    pub const ALL: [Self; 5] = [
        Self::Read,
        Self::Starred,
        Self::Noted,
        Self::Tagged,
        Self::Highlighted,
    ];
}

/// A field that holds whole names rather than running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A company that the article names.
    Company,
    /// Who is quoted in it, or is the source of a report.
    Said,
    /// Who published it.
    Outlet,
    /// Who wrote it.
    Author,
    /// A section or label.
    Tag,
    /// Its language.
    Lang,
    /// The path of its file.
    Path,
}

impl Key {
    /// The field that asks for such a name.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Said => "said",
            Self::Outlet => "outlet",
            Self::Author => "author",
            Self::Tag => "tag",
            Self::Lang => "lang",
            Self::Path => "path",
        }
    }

    /// What the field of this name asks for, where it is a name.
    pub fn of_field(field: &str) -> Option<Self> {
        match field {
            "company" => Some(Self::Company),
            "said" => Some(Self::Said),
            "outlet" | "source" => Some(Self::Outlet),
            "author" => Some(Self::Author),
            "tag" => Some(Self::Tag),
            "lang" => Some(Self::Lang),
            "path" => Some(Self::Path),
            _ => None,
        }
    }
}

/// A field of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    /// Headline and text.
    All,
    /// The headline alone.
    Title,
}

/// Folded words in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) field: Field,
    pub(super) list: Vec<String>,
    /// The last word may go on.
    pub(super) open: bool,
    /// The one word may also stand in another of its forms.
    pub(super) forms: bool,
}

/// One demand on an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Every article.
    Any,
    /// All of these.
    And(Vec<Node>),
    /// One of these.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// These words in this order.
    Words(Words),
    /// These words outside the headline.
    Body(Words),
    /// These words inside quotation marks.
    Quoted(Words),
    /// Both, with fewer than so many words between.
    Near {
        left: Words,
        right: Words,
        apart: u32,
    },
    /// A pattern found in headline or text.
    Pattern(Pattern),
    /// A folded name, `whole` or its beginning.
    Name { key: Key, name: String, whole: bool },
    /// Any name of this kind.
    Has(Key),
    /// A tag of the user's own, folded, `whole` or its beginning.
    Own { tag: String, whole: bool },
    /// Set by the user, or not.
    Is { flag: Flag, set: bool },
    /// Other articles tell its story too.
    Copied,
    /// Published in these days, both ends included.
    Date {
        from: Option<When>,
        to: Option<When>,
    },
    /// So many words long, both included.
    Length { from: u64, to: u64 },
}

/// Why a query cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// The part of the query it is about, in bytes.
    pub at: Span,
    /// What is wrong.
    pub message: String,
    /// What to write instead; empty where the message says it all.
    pub hint: String,
}

/// A query, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    pub(super) root: Node,
    sort: Option<Order>,
    /// As it was typed.
    written: String,
    /// What it wants lit: found once, asked for by every row that is drawn.
    terms: Terms,
}

impl Query {
    /// The query that every article answers.
    pub fn everything() -> Self {
        Self {
            root: Node::Any,
            sort: None,
            written: String::new(),
            terms: Terms::default(),
        }
    }

    /// Reads a query as typed so far: open quotes and brackets, and a field without a value yet, are no errors, and the
    /// last word counts as a beginning.
    pub fn parse(input: &str) -> Result<Self, QueryError> {
        let (root, sort) = parse::read(input)?;
        Ok(Self {
            terms: Terms::of(&root),
            root,
            sort,
            written: input.trim().to_owned(),
        })
    }

    /// Reads a query that is finished: besides what its last word begins, that word is found in its other forms, as
    /// the words before it are.
    pub fn finished(input: &str) -> Result<Self, QueryError> {
        let mut query = Self::parse(input)?;
        finish(&mut query.root);
        query.terms = Terms::of(&query.root);
        Ok(query)
    }

    /// Whether every article answers it.
    pub fn is_everything(&self) -> bool {
        self.root == Node::Any
    }

    /// The order that the query itself asks for.
    pub const fn sort(&self) -> Option<Order> {
        self.sort
    }

    /// Whether the answer depends on what the user set.
    pub fn asks_flags(&self) -> bool {
        self.asks(&|node| matches!(node, Node::Is { .. } | Node::Own { .. }))
    }

    /// Whether the answer depends on which articles tell one story.
    pub fn asks_copies(&self) -> bool {
        self.asks(&|node| matches!(node, Node::Copied))
    }

    fn asks(&self, demand: &dyn Fn(&Node) -> bool) -> bool {
        let mut left = vec![&self.root];
        while let Some(node) = left.pop() {
            match node {
                Node::And(nodes) | Node::Or(nodes) => left.extend(nodes),
                Node::Not(inner) => left.push(inner),
                node if demand(node) => return true,
                _ => {}
            }
        }
        false
    }

    /// The query as it was typed.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The folded words asked for in headline or text, each once: what a spelling suggestion is about.
    pub(super) fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = Vec::new();
        let mut left = vec![&self.root];
        while let Some(node) = left.pop() {
            match node {
                Node::And(nodes) | Node::Or(nodes) => left.extend(nodes.iter().rev()),
                Node::Words(asked) | Node::Body(asked) | Node::Quoted(asked) => {
                    words.extend(asked.list.iter().map(String::as_str));
                }
                _ => {}
            }
        }
        words.sort_unstable();
        words.dedup();
        words
    }

    /// What to light in a text that answers it.
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }
}

/// Lets the words that were being typed be found in their other forms too.
fn finish(node: &mut Node) {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter_mut().for_each(finish),
        Node::Words(words) | Node::Body(words) | Node::Quoted(words)
            if words.open && words.list.len() == 1 =>
        {
            words.forms = true;
        }
        _ => {}
    }
}

/// The form in which names are compared: folded words with one space between; paths keep their signs.
pub(super) fn name_term(name: &str) -> String {
    let folded = tokens::fold(name);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
