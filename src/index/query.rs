//! What a user asks for: the query language, from characters to a tree.
//!
//! Words must all be there; `"a phrase"` in this order; `-x` not; `a or b` either; `( )` groups; the last word, while it
//! is being typed, counts as a beginning. `field:value` narrows: see [`FIELDS`].

use jiff::civil::Date;

use super::dates;
use super::terms::Terms;
use super::tokens;
use crate::text::Span;

/// Brackets inside brackets beyond this are refused.
const DEEPEST: usize = 24;

/// The fields a query can name, each with what it matches.
pub const FIELDS: &[(&str, &str)] = &[
    ("title", "words of the headline"),
    ("company", "a company the article names, or its beginning"),
    ("outlet", "who published it, or its beginning"),
    (
        "author",
        "who wrote it, or a beginning of any part of the name",
    ),
    ("tag", "a section or label, or its beginning"),
    ("lang", "its language code: id, en, zh …"),
    ("is", "unread, read or starred"),
    (
        "date",
        "a day, month or year, or two of them with .. between",
    ),
    ("before", "published before this day, month or year"),
    ("after", "published after this day, month or year"),
    ("words", "its length in words: 300, 100..500, 1000.."),
    ("path", "the beginning of its file's path in the archive"),
];

/// A state of an article that the user sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flag {
    /// It has been read.
    Read,
    /// It carries a star.
    Starred,
}

/// A field that holds whole names rather than running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Company,
    Outlet,
    Author,
    Tag,
    Lang,
    Path,
}

/// A field of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    /// Headline and text.
    All,
    /// The headline alone.
    Title,
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
    /// These folded words in this order; `open`: the last one may go on.
    Words {
        field: Field,
        words: Vec<String>,
        open: bool,
    },
    /// A folded name or its beginning.
    Name { key: Key, name: String },
    /// Set by the user, or not.
    Is { flag: Flag, set: bool },
    /// Published on one of these days, both included.
    Date {
        from: Option<Date>,
        to: Option<Date>,
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
}

impl Query {
    /// The query that every article answers.
    pub fn everything() -> Self {
        Self { root: Node::Any }
    }

    /// Reads a query as typed so far: open quotes and brackets, and a field without a value yet, are no errors.
    pub fn parse(input: &str) -> Result<Self, QueryError> {
        let mut parser = Parser {
            input,
            at: 0,
            depth: 0,
        };
        let root = parser.either()?;
        if parser.rest().starts_with(')') {
            return Err(parser.error(
                1,
                "This bracket closes nothing.",
                "Remove it, or quote it: \")\"",
            ));
        }
        Ok(Self { root })
    }

    /// Whether every article answers it.
    pub fn is_everything(&self) -> bool {
        self.root == Node::Any
    }

    /// Whether the answer depends on what the user set.
    pub fn asks_flags(&self) -> bool {
        let mut left = vec![&self.root];
        while let Some(node) = left.pop() {
            match node {
                Node::Is { .. } => return true,
                Node::And(nodes) | Node::Or(nodes) => left.extend(nodes),
                Node::Not(inner) => left.push(inner),
                _ => {}
            }
        }
        false
    }

    /// What to light in a text that answers it.
    pub fn terms(&self) -> Terms {
        Terms::of(&self.root)
    }
}

/// Reads one query from left to right.
struct Parser<'a> {
    input: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.input.get(self.at..).unwrap_or_default()
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn error(&self, len: usize, message: &str, hint: &str) -> QueryError {
        QueryError {
            at: Span::new(self.at, (self.at + len).min(self.input.len())),
            message: message.to_owned(),
            hint: hint.to_owned(),
        }
    }

    /// One or more groups with `or` between.
    fn either(&mut self) -> Result<Node, QueryError> {
        let mut ways = Vec::new();
        loop {
            ways.push(self.all()?);
            self.skip_spaces();
            if !self.take_or() {
                break;
            }
        }
        // An `or` at the beginning or end has nothing to choose from yet.
        if ways.len() > 1 {
            ways.retain(|way| *way != Node::Any);
        }
        Ok(match ways.len() {
            0 => Node::Any,
            1 => ways.remove(0),
            _ => Node::Or(ways),
        })
    }

    /// Takes an `or` or `|` before white space or the end.
    fn take_or(&mut self) -> bool {
        for sign in ["or", "OR", "|"] {
            if let Some(behind) = self.rest().strip_prefix(sign)
                && behind.starts_with(char::is_whitespace)
            {
                self.at += sign.len();
                return true;
            }
        }
        false
    }

    /// Demands that must all be met.
    fn all(&mut self) -> Result<Node, QueryError> {
        let mut demands = Vec::new();
        loop {
            self.skip_spaces();
            let here = self.at;
            if self.rest().is_empty() || self.rest().starts_with(')') {
                break;
            }
            if !demands.is_empty() && self.take_or() {
                self.at = here;
                break;
            }
            match self.demand()? {
                Node::Any => {}
                Node::And(more) => demands.extend(more),
                demand => demands.push(demand),
            }
        }
        Ok(match demands.len() {
            0 => Node::Any,
            1 => demands.remove(0),
            _ => Node::And(demands),
        })
    }

    /// One demand, perhaps denied.
    fn demand(&mut self) -> Result<Node, QueryError> {
        if let Some(behind) = self.rest().strip_prefix('-') {
            self.at += 1;
            if behind.is_empty() || behind.starts_with(char::is_whitespace) {
                return Ok(Node::Any);
            }
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(self.error(1, "Too many signs inside one another.", ""));
            }
            let denied = self.demand();
            self.depth -= 1;
            return Ok(match denied? {
                Node::Any => Node::Any,
                Node::Not(inner) => *inner,
                node => Node::Not(Box::new(node)),
            });
        }
        if self.rest().starts_with('(') {
            return self.group();
        }
        if self.rest().starts_with('"') {
            let (text, closed) = self.quoted();
            return Ok(phrase(Field::All, text, closed));
        }
        self.word()
    }

    fn group(&mut self) -> Result<Node, QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(1, "Too many brackets inside one another.", ""));
        }
        self.at += 1;
        let inner = self.either()?;
        if self.rest().starts_with(')') {
            self.at += 1;
        }
        self.depth -= 1;
        Ok(inner)
    }

    /// The text of a quotation and whether it is closed.
    fn quoted(&mut self) -> (&'a str, bool) {
        let inside = self.rest().get(1..).unwrap_or_default();
        let text = inside.split('"').next().unwrap_or_default();
        let closed = text.len() < inside.len();
        self.at += 1 + text.len() + usize::from(closed);
        (text, closed)
    }

    /// A bare word or a field with its value.
    fn word(&mut self) -> Result<Node, QueryError> {
        let start = self.at;
        let rest = self.rest();
        let len = rest
            .find(|ch: char| ch.is_whitespace() || matches!(ch, '"' | '(' | ')'))
            .unwrap_or(rest.len())
            .max(1);
        let word = rest.get(..len).unwrap_or(rest);
        if let Some((name, value)) = word.split_once(':') {
            let known = FIELDS
                .iter()
                .find(|(field, _)| *field == name)
                .map(|(field, _)| *field);
            if let Some(field) = known {
                self.at = start + name.len() + 1;
                return self.field(field);
            }
            let looks = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
            if looks && !value.is_empty() && !value.starts_with('/') {
                return Err(self.error(
                    name.len() + 1,
                    &format!("There is no field `{name}`."),
                    &format!(
                        "{}, or quote it to search for the words: \"{word}\"",
                        nearest(name)
                    ),
                ));
            }
        }
        self.at = start + len;
        // At the very end of the query the word is still being typed.
        let open = self.rest().is_empty();
        Ok(words(Field::All, word, open))
    }

    /// The value of a field, and the demand it makes.
    fn field(&mut self, name: &str) -> Result<Node, QueryError> {
        let start = self.at;
        let (value, quoted) = if self.rest().starts_with('"') {
            (self.quoted().0, true)
        } else {
            let rest = self.rest();
            let len = rest
                .find(|ch: char| ch.is_whitespace() || ch == ')')
                .unwrap_or(rest.len());
            self.at += len;
            (rest.get(..len).unwrap_or_default(), false)
        };
        if value.trim().is_empty() {
            return Ok(Node::Any);
        }
        let open = !quoted && self.rest().is_empty();
        let span = Span::new(start, self.at);
        let key = match name {
            "title" if quoted => return Ok(phrase(Field::Title, value, true)),
            "title" => return Ok(words(Field::Title, value, open)),
            "is" => return is(value, open, span),
            "words" => return length(value, span),
            "date" | "before" | "after" => return date(name, value, open, span),
            "company" => Key::Company,
            "outlet" => Key::Outlet,
            "author" => Key::Author,
            "tag" => Key::Tag,
            "lang" => Key::Lang,
            _ => Key::Path,
        };
        Ok(Node::Name {
            key,
            name: name_term(value),
        })
    }
}

/// The form in which names are compared: folded words with one space between; paths keep their signs.
pub(super) fn name_term(name: &str) -> String {
    let folded = tokens::fold(name);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The demand that a typed word makes: its words in order.
pub(super) fn words(field: Field, text: &str, open: bool) -> Node {
    let words: Vec<_> = tokens::folded(text)
        .map(|(_, word)| word)
        .filter(|word| !word.is_empty())
        .collect();
    // A sign behind the last letter ends the word.
    let open = open && text.ends_with(|ch: char| ch.is_alphanumeric());
    make(field, words, open)
}

/// The demand that a quoted text makes. While the quotation is open, its last word counts as a beginning.
fn phrase(field: Field, text: &str, closed: bool) -> Node {
    words(field, text, !closed)
}

/// In scripts without spaces the last character of a query is never the end of a run for sure, so it counts as a
/// beginning; the pair before it already holds it.
fn make(field: Field, mut words: Vec<String>, open: bool) -> Node {
    let last_is_single = |words: &[String]| {
        words.last().is_some_and(|word| {
            let mut chars = word.chars();
            chars.next().is_some_and(tokens::is_dense) && chars.next().is_none()
        })
    };
    if words.is_empty() {
        return Node::Any;
    }
    if last_is_single(&words) {
        let before = words.len().checked_sub(2).and_then(|at| words.get(at));
        if before.is_some_and(|word| word.chars().next().is_some_and(tokens::is_dense)) {
            words.pop();
            return Node::Words {
                field,
                words,
                open: false,
            };
        }
        return Node::Words {
            field,
            words,
            open: true,
        };
    }
    Node::Words { field, words, open }
}

/// `is:` with its value.
fn is(value: &str, open: bool, at: Span) -> Result<Node, QueryError> {
    let known = [
        ("unread", Flag::Read, false),
        ("read", Flag::Read, true),
        ("starred", Flag::Starred, true),
        ("unstarred", Flag::Starred, false),
    ];
    let folded = tokens::fold(value);
    if let Some((_, flag, set)) = known.iter().find(|(name, ..)| *name == folded) {
        return Ok(Node::Is {
            flag: *flag,
            set: *set,
        });
    }
    // Half typed it narrows nothing yet.
    if open && known.iter().any(|(name, ..)| name.starts_with(&folded)) {
        return Ok(Node::Any);
    }
    Err(QueryError {
        at,
        message: format!("An article is never `{value}`."),
        hint: "Write is:unread, is:read or is:starred".to_owned(),
    })
}

/// `words:` with its value.
fn length(value: &str, at: Span) -> Result<Node, QueryError> {
    let number = |part: &str, otherwise: u64| {
        if part.is_empty() {
            return Ok(otherwise);
        }
        part.parse::<u64>().map_err(|_| QueryError {
            at,
            message: format!("`{part}` is no number of words."),
            hint: "Write words:300, words:100..500 or words:1000..".to_owned(),
        })
    };
    Ok(match value.split_once("..") {
        Some((from, to)) => Node::Length {
            from: number(from, 0)?,
            to: number(to, u64::MAX)?,
        },
        None => Node::Length {
            from: number(value, 0)?,
            to: number(value, 0)?,
        },
    })
}

/// `date:`, `before:` and `after:` with their value.
fn date(name: &str, value: &str, open: bool, at: Span) -> Result<Node, QueryError> {
    let period = |part: &str| {
        dates::period(part).ok_or_else(|| QueryError {
            at,
            message: format!("`{part}` is no day, month or year."),
            hint: format!("Write {name}:2015, {name}:2015-01 or {name}:2015-01-12"),
        })
    };
    let found = match (name, value.split_once("..")) {
        ("date", Some((from, to))) => {
            let from = if from.is_empty() {
                None
            } else {
                Some(period(from)?.0)
            };
            let to = if to.is_empty() {
                None
            } else {
                Some(period(to))
            };
            match to {
                Some(Err(_)) if open => Ok((from, None)),
                Some(Err(error)) => Err(error),
                Some(Ok(to)) => Ok((from, Some(to.1))),
                None => Ok((from, None)),
            }
        }
        ("before", _) => period(value).map(|(first, _)| (None, first.yesterday().ok())),
        ("after", _) => period(value).map(|(_, last)| (last.tomorrow().ok(), None)),
        _ => period(value).map(|(first, last)| (Some(first), Some(last))),
    };
    match found {
        Ok((from, to)) => Ok(Node::Date { from, to }),
        Err(_)
            if open
                && value
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'-') =>
        {
            Ok(Node::Any)
        }
        Err(error) => Err(error),
    }
}

/// A hint at the field that was perhaps meant.
fn nearest(name: &str) -> String {
    let close = FIELDS
        .iter()
        .map(|(field, _)| (distance(name, field), *field))
        .min()
        .filter(|(distance, _)| *distance <= 2);
    match close {
        Some((_, field)) => format!("Perhaps {field}:"),
        None => format!(
            "The fields are {}",
            FIELDS
                .iter()
                .map(|(field, _)| *field)
                .collect::<Vec<_>>()
                .join(", ")
        ),
    }
}

/// How many letters must be put in, taken out or changed to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, left) in one.bytes().enumerate() {
        let mut diagonal = at;
        if let Some(first) = row.first_mut() {
            *first = at + 1;
        }
        let mut before = at + 1;
        for (cell, right) in row.iter_mut().skip(1).zip(other.bytes()) {
            let changed = diagonal + usize::from(left != right);
            diagonal = *cell;
            *cell = changed.min(diagonal + 1).min(before + 1);
            before = *cell;
        }
    }
    row.last().copied().unwrap_or(one.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parsed(input: &str) -> Node {
        Query::parse(input).unwrap().root
    }

    fn word(word: &str, open: bool) -> Node {
        Node::Words {
            field: Field::All,
            words: word.split(' ').map(str::to_owned).collect(),
            open,
        }
    }

    #[test]
    fn the_last_word_is_open_until_a_space() {
        assert_eq!(
            parsed("Mi fac"),
            Node::And(vec![word("mi", false), word("fac", true)])
        );
        assert_eq!(parsed("fac "), word("fac", false));
        assert_eq!(parsed("fac."), word("fac", false));
        assert_eq!(parsed(" "), Node::Any);
    }

    #[test]
    fn phrases_denials_and_choices() {
        assert_eq!(
            parsed("\"kerja sama\" -apple (mi or hp) "),
            Node::And(vec![
                word("kerja sama", false),
                Node::Not(Box::new(word("apple", false))),
                Node::Or(vec![word("mi", false), word("hp", false)]),
            ])
        );
        assert_eq!(parsed("\"kerja sa"), word("kerja sa", true));
        assert_eq!(
            parsed("kompas.com x"),
            Node::And(vec![word("kompas com", false), word("x", true)])
        );
        assert_eq!(
            parsed("a or"),
            Node::And(vec![word("a", false), word("or", true)])
        );
        assert_eq!(parsed("- "), Node::Any);
    }

    #[test]
    fn fields_narrow() {
        assert_eq!(
            parsed("company:\"Kata  Data\""),
            Node::Name {
                key: Key::Company,
                name: "kata data".into()
            }
        );
        assert_eq!(
            parsed("is:unread"),
            Node::Is {
                flag: Flag::Read,
                set: false
            }
        );
        assert_eq!(parsed("is:unr"), Node::Any);
        assert_eq!(parsed("company:"), Node::Any);
        assert_eq!(
            parsed("words:10.."),
            Node::Length {
                from: 10,
                to: u64::MAX
            }
        );
        let day = |y, m, d| Some(jiff::civil::date(y, m, d));
        assert_eq!(
            parsed("date:2015-01"),
            Node::Date {
                from: day(2015, 1, 1),
                to: day(2015, 1, 31)
            }
        );
        assert_eq!(
            parsed("date:2014..2015-03 "),
            Node::Date {
                from: day(2014, 1, 1),
                to: day(2015, 3, 31)
            }
        );
        assert_eq!(
            parsed("before:2015"),
            Node::Date {
                from: None,
                to: day(2014, 12, 31)
            }
        );
        assert_eq!(
            parsed("after:2015-02"),
            Node::Date {
                from: day(2015, 3, 1),
                to: None
            }
        );
        assert_eq!(parsed("date:201"), Node::Any);
    }

    #[test]
    fn errors_point_and_hint() {
        let error = Query::parse("mi compny:x").unwrap_err();
        assert_eq!(error.at, Span::new(3, 10));
        assert!(error.hint.contains("company:"), "{}", error.hint);
        assert_eq!(Query::parse("is:blue x").unwrap_err().at, Span::new(3, 7));
        assert_eq!(Query::parse("a ) b").unwrap_err().at, Span::new(2, 3));
        assert!(Query::parse(&"(".repeat(100_000)).is_err());
        assert!(Query::parse(&"-".repeat(100_000)).is_err());
        assert!(Query::parse("https://a.b 12:30").is_ok());
    }

    #[test]
    fn dense_scripts_search_pairs() {
        assert_eq!(parsed("小米手 "), word("小米 米手", false));
        assert_eq!(parsed("小 "), word("小", true));
    }

    proptest! {
        #[test]
        fn any_input_is_read_or_refused_inside_its_bounds(input in "[a-z:\"() .\\-é小0-9]{0,40}") {
            match Query::parse(&input) {
                Ok(query) => { query.terms().find(&input); }
                Err(error) => prop_assert!(error.at.end <= input.len() && input.is_char_boundary(error.at.start)),
            }
        }
    }
}
