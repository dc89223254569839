//! Marks on every article that answers a query: `:read`, `:unread`, `:star`, `:unstar`, `:tag`, `:untag`. One step to undo.

use super::super::{App, Deed, Effect, Target};
use super::Wish;
use crate::config::Verb;
use crate::index::Query;
use crate::library::Field;
use crate::library::marks::tag_word;
use crate::words::Tongue;

impl App {
    /// Marks every article that answers a query, or takes the mark away.
    pub(in crate::app) fn mark_query(
        &self,
        query: &str,
        field: Field,
        value: bool,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        effects.push(Effect::Mark {
            target: Target::Query(read_query(query, self.tongue)?),
            field,
            value,
            deed: Deed::Made,
        });
        Ok(())
    }

    /// Tags every article that answers a query, or takes the tag away: `NAME QUERY`, a name of several words in quotation
    /// marks.
    pub(in crate::app) fn tag_query(
        &self,
        verb: Verb,
        what: &str,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        let (name, query) = named(what);
        let tag = tag_word(name).filter(|_| !query.is_empty());
        let Some(tag) = tag else {
            return Err(self.tongue.takes_something(verb.name(), verb.takes()));
        };
        let target = Target::Query(read_query(query, self.tongue)?);
        let (mut add, mut remove) = (Vec::new(), Vec::new());
        if verb == Verb::Tag {
            add.push(tag);
        } else {
            remove.push(tag);
        }
        effects.push(Effect::Wish(Wish::Tag {
            target,
            add,
            remove,
        }));
        Ok(())
    }
}

/// A finished query; what is wrong with it in words.
pub(in crate::app) fn read_query(query: &str, tongue: Tongue) -> Result<Query, String> {
    Query::finished(query).map_err(|error| {
        let parts = [&error.message, &error.hint].map(|part| tongue.reason(part));
        parts.join(" ").trim().to_owned()
    })
}

/// A name and what stands after it.
fn named(what: &str) -> (&str, &str) {
    let what = what.trim();
    let (name, rest) = match what.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
        Some(parts) => parts,
        None => what.split_once(char::is_whitespace).unwrap_or((what, "")),
    };
    (name.trim(), rest.trim())
}

/// A name as it is typed before a query.
pub(in crate::app) fn quoted_name(name: &str) -> String {
    if name.contains(char::is_whitespace) {
        format!("\"{name}\"")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_several_words_stands_in_quotation_marks() {
        for (typed, expected) in [
            ("ponsel xiaomi redmi", ("ponsel", "xiaomi redmi")),
            (
                "\"ponsel pintar\" \"dua kata\"",
                ("ponsel pintar", "\"dua kata\""),
            ),
            ("#5g is:unread", ("#5g", "is:unread")),
            ("ponsel", ("ponsel", "")),
            ("\"ponsel pintar", ("\"ponsel", "pintar")),
        ] {
            assert_eq!(named(typed), expected);
        }
        for name in ["ponsel", "ponsel pintar"] {
            assert_eq!(named(&format!("{} x y", quoted_name(name))), (name, "x y"));
        }
    }
}
