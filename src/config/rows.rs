//! The rows of a TOML table with their places in the text, so that a mistake can be told where it is.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Fault;

/// The name of a row.
pub(super) type Name<'i> = Spanned<Cow<'i, str>>;

/// The value of a row.
pub(super) type Value<'i> = Spanned<DeValue<'i>>;

/// The value of the row of this name.
pub(super) fn find<'a, 'i>(rows: &'a DeTable<'i>, name: &str) -> Option<&'a Value<'i>> {
    rows.iter()
        .find(|(known, _)| known.get_ref() == name)
        .map(|(_, value)| value)
}

/// The rows in the order in which they were written.
pub(super) fn by_place<'a, 'i>(rows: &'a DeTable<'i>) -> Vec<(&'a Name<'i>, &'a Value<'i>)> {
    let mut rows: Vec<_> = rows.iter().collect();
    rows.sort_by_key(|(name, _)| name.span().start);
    rows
}

/// The table that the value of `[name]` has to be.
pub(super) fn table<'a, 'i>(value: &'a Value<'i>, name: &str) -> Result<&'a DeTable<'i>, Fault> {
    match value.get_ref() {
        DeValue::Table(rows) => Ok(rows),
        other => {
            let what = format!("expected a table `[{name}]`, found {}", other.type_str());
            Err(Fault::new(value.span(), what))
        }
    }
}

/// The text that the value has to be.
pub(super) fn text<'a>(value: &'a Value<'_>) -> Result<&'a str, Fault> {
    value.get_ref().as_str().ok_or_else(|| {
        let what = format!(
            "expected a text in quotes, found {}",
            value.get_ref().type_str()
        );
        Fault::new(value.span(), what)
    })
}
