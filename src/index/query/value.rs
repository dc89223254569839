//! The values of fields: what each of them demands.

use super::parse::{Value, bare, phrase};
use super::{Field, Flag, Key, Node, QueryError, Words, name_term};
use crate::config::suggest;
use crate::index::dates::{self, When};
use crate::index::snapshot::Order;
use crate::index::tokens;

/// What `is:` can ask for.
pub const IS: &[&str] = &[
    "unread",
    "read",
    "starred",
    "unstarred",
    "noted",
    "tagged",
    "highlighted",
];

/// What `has:` can ask for.
pub const HAS: &[&str] = &[
    "date",
    "author",
    "outlet",
    "company",
    "quote",
    "tag",
    "note",
    "highlight",
    "copies",
];

/// What `sort:` can ask for.
pub const SORT: &[(&str, Order)] = &[
    ("newest", Order::Newest),
    ("oldest", Order::Oldest),
    ("best", Order::Relevance),
    ("longest", Order::Longest),
    ("shortest", Order::Shortest),
    ("headline", Order::Headline),
    ("outlet", Order::Outlet),
    // As other programs call them.
    ("date", Order::Newest),
    ("relevance", Order::Relevance),
    ("length", Order::Longest),
];

/// The demand that a field makes with its value.
pub(super) fn demand(name: &str, value: &Value) -> Result<Node, QueryError> {
    let words = |field| {
        if value.quoted {
            phrase(field, &value.text, !value.open)
        } else {
            ended(field, value)
        }
    };
    let or_any = |node: Option<Node>| node.unwrap_or(Node::Any);
    Ok(match name {
        "title" => or_any(words(Field::Title).map(Node::Words)),
        "body" => or_any(words(Field::All).map(Node::Body)),
        "quote" => or_any(words(Field::All).map(Node::Quoted)),
        "is" => is(value)?,
        "has" => has(value)?,
        "words" => length(value)?,
        "date" | "before" | "after" | "newer" | "older" => date(name, value)?,
        _ => {
            let key = Key::of_field(name).unwrap_or(Key::Path);
            let text = value.text.trim_end_matches('*');
            let name = name_term(text);
            // In quote marks it is the whole name.
            let whole = value.quoted && !value.open && text.len() == value.text.len();
            let given = Node::Name {
                key,
                name: name.clone(),
                whole,
            };
            if key == Key::Tag {
                Node::Or(vec![given, Node::Own { tag: name, whole }])
            } else {
                given
            }
        }
    })
}

/// A word of a field; a `*` behind it makes it a beginning.
fn ended(field: Field, value: &Value) -> Option<Words> {
    match value.text.strip_suffix('*') {
        Some(head) => bare(field, head, true),
        None => bare(field, &value.text, value.open),
    }
}

fn error(value: &Value, message: String, hint: &str) -> QueryError {
    QueryError {
        at: value.at,
        message,
        hint: hint.to_owned(),
    }
}

/// The one of `known` that is meant; `None` where it is half typed, which narrows nothing yet.
fn one_of<'a>(
    value: &Value,
    known: &[&'a str],
    message: impl FnOnce(&str) -> String,
) -> Result<Option<&'a str>, QueryError> {
    let folded = tokens::fold(value.text.trim());
    if let Some(found) = known.iter().find(|name| **name == folded) {
        return Ok(Some(found));
    }
    if value.open && known.iter().any(|name| name.starts_with(&folded)) {
        return Ok(None);
    }
    let meant = suggest::did_you_mean(suggest::nearest(&folded, known.iter().copied()));
    let hint = format!("Write one of {}", known.join(", "));
    let message = message(&value.text);
    Err(error(
        value,
        if meant.is_empty() {
            message
        } else {
            message.trim_end_matches('.').to_owned() + &meant
        },
        &hint,
    ))
}

/// `is:` with its value.
fn is(value: &Value) -> Result<Node, QueryError> {
    let asked = one_of(value, IS, |text| format!("An article is never `{text}`."))?;
    let (flag, set) = match asked {
        None => return Ok(Node::Any),
        Some("unread") => (Flag::Read, false),
        Some("read") => (Flag::Read, true),
        Some("unstarred") => (Flag::Starred, false),
        Some("noted") => (Flag::Noted, true),
        Some("tagged") => (Flag::Tagged, true),
        Some("highlighted") => (Flag::Highlighted, true),
        Some(_) => (Flag::Starred, true),
    };
    Ok(Node::Is { flag, set })
}

/// `has:` with its value.
fn has(value: &Value) -> Result<Node, QueryError> {
    let asked = one_of(value, HAS, |text| {
        format!("Whether an article has `{text}` is not known.")
    })?;
    Ok(match asked {
        None => Node::Any,
        Some("author") => Node::Has(Key::Author),
        Some("outlet") => Node::Has(Key::Outlet),
        Some("company") => Node::Has(Key::Company),
        Some("quote") => Node::Has(Key::Said),
        Some("tag") => Node::Or(vec![
            Node::Has(Key::Tag),
            Node::Is {
                flag: Flag::Tagged,
                set: true,
            },
        ]),
        Some("note") => Node::Is {
            flag: Flag::Noted,
            set: true,
        },
        Some("highlight") => Node::Is {
            flag: Flag::Highlighted,
            set: true,
        },
        Some("copies") => Node::Copied,
        Some(_) => Node::Date {
            from: None,
            to: None,
        },
    })
}

/// The order that `sort:` asks for.
pub(super) fn sort(value: &Value) -> Result<Option<Order>, QueryError> {
    let names: Vec<&str> = SORT.iter().map(|(name, _)| *name).collect();
    let asked = one_of(value, &names, |text| format!("There is no order `{text}`."))?;
    Ok(asked.and_then(|asked| {
        SORT.iter()
            .find(|(name, _)| *name == asked)
            .map(|(_, order)| *order)
    }))
}

/// `words:` with its value.
fn length(value: &Value) -> Result<Node, QueryError> {
    let text = value.text.as_str();
    let number = |part: &str, otherwise: u64| {
        if part.is_empty() {
            return Ok(otherwise);
        }
        part.parse::<u64>().map_err(|_| {
            error(
                value,
                format!("`{part}` is no number of words."),
                "Write words:300, words:100..500, words:>1000 or words:<300",
            )
        })
    };
    let (from, to) = if let Some((from, to)) = text.split_once("..") {
        (number(from, 0)?, number(to, u64::MAX)?)
    } else if let Some(least) = text.strip_prefix(">=") {
        (number(least, 0)?, u64::MAX)
    } else if let Some(above) = text.strip_prefix('>') {
        (number(above, 0)?.saturating_add(1), u64::MAX)
    } else if let Some(most) = text.strip_prefix("<=") {
        (0, number(most, u64::MAX)?)
    } else if let Some(below) = text.strip_prefix('<') {
        (0, number(below, u64::MAX)?.saturating_sub(1))
    } else {
        let exact = number(text, 0)?;
        (exact, exact)
    };
    Ok(Node::Length { from, to })
}

/// The fields of dates with their value.
fn date(name: &str, value: &Value) -> Result<Node, QueryError> {
    let when = |part: &str| {
        dates::read(part).ok_or_else(|| {
            let write = format!(
                "Write {name}:2015, {name}:2015-01-12, {name}:\"12 January 2015\" or {name}:\"3 months ago\""
            );
            error(value, format!("`{part}` is no date."), &write)
        })
    };
    let text = value.text.trim();
    let found = match (name, text.split_once("..")) {
        ("date", Some((from, to))) => {
            let end = |part: &str| match part.trim() {
                "" => Ok(None),
                part => when(part).map(Some),
            };
            match (end(from), end(to)) {
                (Ok(from), Ok(to)) => Ok((from, to)),
                // The second day is still being typed.
                (Ok(from), Err(_)) if value.open => Ok((from, None)),
                (Err(error), _) | (_, Err(error)) => Err(error),
            }
        }
        ("before", _) => when(text).map(|when| (None, Some(When::Before(Box::new(when))))),
        ("after", _) => when(text).map(|when| (Some(When::After(Box::new(when))), None)),
        ("newer", _) => since(text, when).map(|when| (Some(when), None)),
        ("older", _) => since(text, when).map(|when| (None, Some(When::Before(Box::new(when))))),
        _ => when(text).map(|when| (Some(when.clone()), Some(when))),
    };
    match found {
        Ok((from, to)) => Ok(Node::Date { from, to }),
        // Half typed it narrows nothing yet.
        Err(_) if value.open && dates::begins(text) => Ok(Node::Any),
        Err(error) => Err(error),
    }
}

/// The day from which on something is new: `3 months` are counted back to the day.
fn since(
    text: &str,
    when: impl FnOnce(&str) -> Result<When, QueryError>,
) -> Result<When, QueryError> {
    Ok(match dates::span(text) {
        Some((count, unit)) => When::Since(count, unit),
        None => match when(text)? {
            When::Back(count, unit) => When::Since(count, unit),
            when => when,
        },
    })
}
