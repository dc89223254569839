//! What is being typed at the end of a query, for completion.

use super::{FIELDS, Key};

/// What stands at the end of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typing {
    /// A bare word, which may become a field.
    Word {
        /// Where it begins, in bytes.
        at: usize,
        /// What there is of it.
        typed: String,
    },
    /// The value of a field that holds names.
    Name {
        /// Where the value begins, in bytes.
        at: usize,
        /// Which names.
        key: Key,
        /// What there is of it, without quote marks.
        typed: String,
    },
    /// The value of a field that holds one of a few words.
    Value {
        /// Where the value begins, in bytes.
        at: usize,
        /// The field.
        field: &'static str,
        /// What there is of it.
        typed: String,
    },
    /// Nothing that can be completed.
    Nothing,
}

impl Typing {
    /// What is being typed at the end of `input`.
    pub fn of(input: &str) -> Self {
        let mut quoted = false;
        let mut start = 0;
        for (at, ch) in input.char_indices() {
            match ch {
                '"' => quoted = !quoted,
                '(' | ')' if !quoted => start = at + 1,
                ch if ch.is_whitespace() && !quoted => start = at + ch.len_utf8(),
                _ => {}
            }
        }
        let token = input.get(start..).unwrap_or_default();
        let bare = token.trim_start_matches(['-', '~']);
        let start = start + token.len() - bare.len();
        if let Some(tag) = bare.strip_prefix('#') {
            // It is written out as `tag:"…"`, so its sign is replaced too.
            return Self::name(start, Key::Tag, tag);
        }
        let Some((field, value)) = bare.split_once(':') else {
            let word = bare.bytes().all(|byte| byte.is_ascii_lowercase());
            return if word {
                Self::Word {
                    at: start,
                    typed: bare.to_owned(),
                }
            } else {
                Self::Nothing
            };
        };
        let at = start + field.len() + 1;
        if let Some(key) = Key::of_field(field) {
            return Self::name(at, key, value);
        }
        let known = FIELDS.iter().find(|(known, _)| *known == field);
        match known {
            Some((field @ ("is" | "has" | "sort"), _)) => Self::Value {
                at,
                field,
                typed: value.to_owned(),
            },
            _ => Self::Nothing,
        }
    }

    /// A name that is being typed; one in closed quote marks is finished.
    fn name(at: usize, key: Key, value: &str) -> Self {
        let typed = value.strip_prefix('"').unwrap_or(value);
        if typed.contains('"') {
            return Self::Nothing;
        }
        Self::Name {
            at,
            key,
            typed: typed.to_owned(),
        }
    }
}
