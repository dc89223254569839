//! From the characters of a query to its tree.

use super::value;
use super::{FIELDS, Field, Node, QueryError, Words};
use crate::config::suggest;
use crate::index::pattern::{self, Pattern};
use crate::index::snapshot::Order;
use crate::index::tokens;
use crate::text::Span;

/// Brackets inside brackets beyond this are refused.
const DEEPEST: usize = 24;

/// Words between two that are near each other, where the query does not say how many.
const NEAR: u32 = 10;

/// Reads a whole query: its tree, and the order it asks for.
pub(super) fn read(input: &str) -> Result<(Node, Option<Order>), QueryError> {
    let mut parser = Parser {
        input,
        at: 0,
        depth: 0,
        field: None,
        sort: None,
    };
    let root = parser.either()?;
    if parser.rest().starts_with(')') {
        return Err(parser.error(
            1,
            "This bracket closes nothing.",
            "Remove it, or quote it: \")\"",
        ));
    }
    Ok((root, parser.sort))
}

/// Reads one query from left to right.
struct Parser<'a> {
    input: &'a str,
    at: usize,
    depth: usize,
    /// The field that holds for a whole group, as in `title:(a or b)`.
    field: Option<&'static str>,
    sort: Option<Order>,
}

/// The value of a field as it stands in the query.
pub(super) struct Value {
    /// The characters, without the quote marks.
    pub(super) text: String,
    /// Where they stand, in bytes of the query.
    pub(super) at: Span,
    /// Whether any of it stands in quote marks.
    pub(super) quoted: bool,
    /// Whether it is still being typed.
    pub(super) open: bool,
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
            if !self.take(&["or", "OR", "||", "|"]) {
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

    /// Takes one of these signs before white space or the end; a word at the very end is still being typed.
    fn take(&mut self, signs: &[&str]) -> bool {
        for sign in signs {
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
            if !demands.is_empty() {
                if self.take(&["or", "OR", "||", "|"]) {
                    self.at = here;
                    break;
                }
                if self.take(&["and", "AND", "&&", "&"]) {
                    continue;
                }
                if let Some(apart) = self.near()? {
                    let near = self.close_to(demands.pop(), apart, here)?;
                    demands.push(near);
                    continue;
                }
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

    /// Takes `NEAR` or `NEAR/5` and says how far apart.
    fn near(&mut self) -> Result<Option<u32>, QueryError> {
        let Some(behind) = self.rest().strip_prefix("NEAR") else {
            return Ok(None);
        };
        let len = behind.find(char::is_whitespace).unwrap_or(behind.len());
        let number = behind.get(..len).unwrap_or_default();
        let apart = match number.strip_prefix('/') {
            Some("") => NEAR,
            Some(number) => number.parse().map_err(|_| {
                self.error(
                    4 + len,
                    &format!("`{number}` is no number of words."),
                    "Write NEAR or NEAR/5",
                )
            })?,
            None if number.is_empty() && len < behind.len() => NEAR,
            None => return Ok(None),
        };
        self.at += 4 + len;
        Ok(Some(apart))
    }

    /// Joins what stands before a `NEAR` with what stands behind it.
    fn close_to(
        &mut self,
        before: Option<Node>,
        apart: u32,
        at: usize,
    ) -> Result<Node, QueryError> {
        self.skip_spaces();
        let behind = match self.rest() {
            "" => Node::Any,
            rest if rest.starts_with(')') => Node::Any,
            _ => self.demand()?,
        };
        match (before, behind) {
            (Some(Node::Words(left)), Node::Words(right)) if left.field == right.field => {
                Ok(Node::Near { left, right, apart })
            }
            (Some(before), Node::Any) => Ok(before),
            _ => Err(QueryError {
                at: Span::new(at, (at + 4).min(self.input.len())),
                message: "NEAR stands between two words or phrases.".to_owned(),
                hint: "Write xiaomi NEAR \"kerja sama\"".to_owned(),
            }),
        }
    }

    /// One demand, perhaps denied.
    fn demand(&mut self) -> Result<Node, QueryError> {
        if let Some(behind) = self.rest().strip_prefix(['-', '~']) {
            self.at += 1;
            if behind.is_empty() || behind.starts_with(char::is_whitespace) {
                return Ok(Node::Any);
            }
            return self.denied();
        }
        if self.take(&["not", "NOT"]) {
            self.skip_spaces();
            if self.rest().is_empty() || self.rest().starts_with(')') {
                return Ok(Node::Any);
            }
            return self.denied();
        }
        match self.rest().chars().next() {
            Some('(') => self.group(),
            Some('"') => {
                let (text, closed) = self.quoted();
                self.in_field(text, closed)
            }
            Some('/') => self.pattern(),
            Some('#') => self.label(),
            _ => self.word(),
        }
    }

    fn denied(&mut self) -> Result<Node, QueryError> {
        self.deeper(1, "Too many signs inside one another.")?;
        let denied = self.demand();
        self.depth -= 1;
        Ok(match denied? {
            Node::Any => Node::Any,
            Node::Not(inner) => *inner,
            node => Node::Not(Box::new(node)),
        })
    }

    fn deeper(&mut self, len: usize, message: &str) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(len, message, ""));
        }
        Ok(())
    }

    fn group(&mut self) -> Result<Node, QueryError> {
        self.deeper(1, "Too many brackets inside one another.")?;
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

    /// A quoted text, as the field of the group asks for it.
    fn in_field(&mut self, text: &str, closed: bool) -> Result<Node, QueryError> {
        let Some(field) = self.field else {
            return Ok(phrase(Field::All, text, closed).map_or(Node::Any, Node::Words));
        };
        let value = Value {
            text: text.to_owned(),
            at: Span::new(self.at.saturating_sub(text.len() + 1), self.at),
            quoted: true,
            open: !closed,
        };
        self.valued(field, &value)
    }

    /// `/re/`. What is not closed yet counts as far as it is one.
    fn pattern(&mut self) -> Result<Node, QueryError> {
        let inside = self.rest().get(1..).unwrap_or_default();
        let mut escaped = false;
        let end = inside.find(|ch: char| {
            let ends = ch == '/' && !escaped;
            escaped = ch == '\\' && !escaped;
            ends
        });
        let text = inside
            .get(..end.unwrap_or(inside.len()))
            .unwrap_or_default();
        let start = self.at + 1;
        self.at = start + text.len() + usize::from(end.is_some());
        if text.is_empty() {
            return Ok(Node::Any);
        }
        match Pattern::new(text) {
            Ok(pattern) => Ok(Node::Pattern(pattern)),
            Err(_) if end.is_none() => Ok(Node::Any),
            Err(error) => Err(QueryError {
                at: Span::new(start + error.at.start, start + error.at.end),
                message: error.message,
                hint: "A sign that is meant as such takes a \\ before it: /c\\+\\+/".to_owned(),
            }),
        }
    }

    /// `#tag`.
    fn label(&mut self) -> Result<Node, QueryError> {
        let start = self.at;
        self.at += 1;
        let value = self.value();
        if value.text.trim().is_empty() {
            self.at = start + 1;
            return Ok(Node::Any);
        }
        self.valued("tag", &value)
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
        if let Some((name, _)) = word.split_once(':') {
            if let Some(field) = known(name) {
                self.at = start + name.len() + 1;
                return self.field(field);
            }
            if let Some(error) = self.unknown(name, word) {
                return Err(error);
            }
        }
        self.at = start + len;
        // At the very end of the query the word is still being typed.
        let open = self.rest().is_empty();
        if let Some(field) = self.field {
            let value = Value {
                text: word.to_owned(),
                at: Span::new(start, self.at),
                quoted: false,
                open,
            };
            return self.valued(field, &value);
        }
        Ok(wild(word)
            .unwrap_or_else(|| bare(Field::All, word, open).map_or(Node::Any, Node::Words)))
    }

    /// What is wrong with a name before a colon, if it was meant as a field.
    fn unknown(&self, name: &str, word: &str) -> Option<QueryError> {
        let value = word.get(name.len() + 1..).unwrap_or_default();
        let looks = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
        if !looks || value.is_empty() || value.starts_with('/') {
            return None;
        }
        let names = FIELDS.iter().map(|(field, _)| *field);
        let hint = match suggest::nearest(name, names.clone()) {
            Some(field) => format!("Perhaps {field}:"),
            None => format!("The fields are {}", names.collect::<Vec<_>>().join(", ")),
        };
        Some(self.error(
            name.len() + 1,
            &format!("There is no field `{name}`."),
            &format!("{hint}, or quote it to search for the words: \"{word}\""),
        ))
    }

    /// The value of a field: characters up to white space or a closing bracket, and quotations.
    fn value(&mut self) -> Value {
        let start = self.at;
        let (mut text, mut quoted, mut closed) = (String::new(), false, true);
        loop {
            let rest = self.rest();
            if rest.starts_with('"') {
                let (inside, ends) = self.quoted();
                text.push_str(inside);
                (quoted, closed) = (true, ends);
                continue;
            }
            let len = rest
                .find(|ch: char| ch.is_whitespace() || matches!(ch, ')' | '"'))
                .unwrap_or(rest.len());
            if len == 0 {
                break;
            }
            text.push_str(rest.get(..len).unwrap_or_default());
            self.at += len;
        }
        Value {
            text,
            at: Span::new(start, self.at),
            quoted,
            open: self.rest().is_empty() && (!quoted || !closed),
        }
    }

    /// A field with its value, or with a group of them.
    fn field(&mut self, name: &'static str) -> Result<Node, QueryError> {
        if self.rest().starts_with('(') {
            let before = self.field.replace(name);
            let inner = self.group();
            self.field = before;
            return inner;
        }
        let value = self.value();
        self.valued(name, &value)
    }

    /// The demand that a field makes with a value.
    fn valued(&mut self, name: &'static str, value: &Value) -> Result<Node, QueryError> {
        if value.text.trim().is_empty() {
            return Ok(Node::Any);
        }
        if name == "sort" {
            self.sort = value::sort(value)?.or(self.sort);
            return Ok(Node::Any);
        }
        value::demand(name, value)
    }
}

/// The field of this name.
fn known(name: &str) -> Option<&'static str> {
    FIELDS
        .iter()
        .find(|(field, _)| *field == name)
        .map(|(field, _)| *field)
}

/// The demand that a word with a `*` makes: a beginning where it is the last sign, else a pattern of whole words.
fn wild(word: &str) -> Option<Node> {
    let (head, tail) = word.split_once('*')?;
    if tail.is_empty() {
        let words = bare(Field::All, head, true)?;
        return Some(Node::Words(Words {
            open: true,
            forms: false,
            ..words
        }));
    }
    let signs = word.chars().all(|ch| ch == '*' || ch.is_alphanumeric());
    signs
        .then(|| pattern::wild(word).map(Node::Pattern))
        .flatten()
}

/// The demand that a typed word makes: its words in order; a single one in any of its forms.
pub(super) fn bare(field: Field, text: &str, open: bool) -> Option<Words> {
    // A sign behind the last letter ends the word.
    let open = open && text.ends_with(char::is_alphanumeric);
    let mut words = make(field, text, open)?;
    words.forms = !words.open && words.list.len() == 1;
    Some(words)
}

/// The demand that a quoted text makes. While the quotation is open, its last word counts as a beginning.
pub(in crate::index) fn phrase(field: Field, text: &str, closed: bool) -> Option<Words> {
    make(
        field,
        text,
        !closed && text.ends_with(char::is_alphanumeric),
    )
}

/// In scripts without spaces the last character of a query is never the end of a run for sure, so it counts as a
/// beginning; the pair before it already holds it.
fn make(field: Field, text: &str, open: bool) -> Option<Words> {
    let mut list: Vec<_> = tokens::folded(text)
        .map(|(_, word)| word)
        .filter(|word| !word.is_empty())
        .collect();
    let is_dense = |word: &String| word.chars().next().is_some_and(tokens::is_dense);
    let mut open = open;
    let last = list.last()?;
    if is_dense(last) && last.chars().nth(1).is_none() {
        open = true;
        let before = list.len().checked_sub(2).and_then(|at| list.get(at));
        if before.is_some_and(is_dense) {
            list.pop();
            open = false;
        }
    }
    Some(Words {
        field,
        list,
        open,
        forms: false,
    })
}
