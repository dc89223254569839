//! The keys that a user or a preset writes: `[keys]`, `[keys.list]` and so on, read with their places for what may be wrong.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::Fault;
use super::chord::Sequence;
use super::rows::{Name, Value, by_place, find, table, text};
use super::suggest::{did_you_mean, nearest};
use crate::action::{Action, Context};

/// The presets: name and text.
const PRESETS: &[(&str, &str)] = &[
    ("default", ""),
    ("newsboat", include_str!("../../assets/keys/newsboat.toml")),
];

/// The keys of the user for an action.
pub(super) type Written = Vec<(Sequence, Range<usize>)>;

/// What the user wrote: for an action in one context, or (`None`) wherever it applies.
#[derive(Default)]
pub(super) struct UserKeys {
    rows: BTreeMap<(Action, Option<Context>), Written>,
    preset: Option<Box<Self>>,
}

impl UserKeys {
    /// What is written for an action in a context.
    pub(super) fn own(&self, action: Action, context: Context) -> Option<&Written> {
        let there = self.rows.get(&(action, Some(context)));
        there.or_else(|| self.rows.get(&(action, None)))
    }

    /// The preset that was chosen.
    pub(super) fn preset(&self) -> Option<&Self> {
        self.preset.as_deref()
    }

    /// The keys of the preset of this name.
    fn read_preset(value: &Value<'_>) -> Result<Option<Box<Self>>, Fault> {
        let name = text(value)?;
        let Some((_, text)) = PRESETS.iter().find(|(known, _)| *known == name) else {
            let names = PRESETS.iter().map(|(name, _)| *name);
            let known: Vec<&str> = names.clone().collect();
            let near = did_you_mean(nearest(name, names));
            let what = format!(
                "there is no preset `{name}`{near}; expected `{}`",
                known.join("` or `")
            );
            return Err(Fault::new(value.span(), what));
        };
        let document = DeTable::parse(text)?;
        Ok(Some(Box::new(Self::read(document.get_ref())?)))
    }

    /// Reads the table `[keys]` of a config.
    pub(super) fn read(document: &DeTable<'_>) -> Result<Self, Fault> {
        let mut user = Self::default();
        let Some(keys) = find(document, "keys") else {
            return Ok(user);
        };
        for (name, value) in by_place(table(keys, "keys")?) {
            if name.get_ref() == "preset" {
                user.preset = Self::read_preset(value)?;
            } else if let DeValue::Table(rows) = value.get_ref() {
                let context = context(name)?;
                for (name, value) in by_place(rows) {
                    user.row(name, value, Some(context))?;
                }
            } else {
                user.row(name, value, None)?;
            }
        }
        Ok(user)
    }

    /// Reads one row: an action and its keys.
    fn row(
        &mut self,
        name: &Name<'_>,
        value: &Value<'_>,
        context: Option<Context>,
    ) -> Result<(), Fault> {
        let Some(action) = Action::by_name(name.get_ref()) else {
            let near = nearest(
                name.get_ref(),
                Action::ALL.iter().map(|action| action.name()),
            );
            return Err(Fault::new(
                name.span(),
                format!(
                    "there is no action `{}`{}",
                    name.get_ref(),
                    did_you_mean(near)
                ),
            ));
        };
        if let Some(context) = context.filter(|context| !action.contexts().contains(context)) {
            let places: Vec<String> = action
                .contexts()
                .iter()
                .map(|context| format!("`[keys.{}]`", context.name()))
                .collect();
            return Err(Fault::new(
                name.span(),
                format!(
                    "`{action}` does nothing in {}; expected `[keys]` or {}",
                    context.name(),
                    places.join(", ")
                ),
            ));
        }
        let keys = sequences(value)?;
        self.rows.insert((action, context), keys);
        Ok(())
    }
}

/// The context that a table of keys is for.
fn context(name: &Name<'_>) -> Result<Context, Fault> {
    Context::by_name(name.get_ref()).ok_or_else(|| {
        let known = Context::ALL.iter().map(|context| context.name());
        let near = nearest(name.get_ref(), known.clone());
        let known: Vec<String> = known.map(|name| format!("`[keys.{name}]`")).collect();
        Fault::new(
            name.span(),
            format!(
                "there is no place `{}`{}; expected {}",
                name.get_ref(),
                did_you_mean(near),
                known.join(", ")
            ),
        )
    })
}

/// Reads a key or a list of keys.
pub(super) fn sequences(value: &Value<'_>) -> Result<Written, Fault> {
    match value.get_ref() {
        DeValue::String(_) => Ok(vec![sequence(value)?]),
        DeValue::Array(array) => array.iter().map(sequence).collect(),
        _ => Err(not_keys(value)),
    }
}

/// Reads one key with its place.
fn sequence(value: &Value<'_>) -> Result<(Sequence, Range<usize>), Fault> {
    let written = value.get_ref().as_str().ok_or_else(|| not_keys(value))?;
    match written.parse() {
        Ok(sequence) => Ok((sequence, value.span())),
        Err(error) => Err(Fault::new(value.span(), error.to_string())),
    }
}

fn not_keys(value: &Value<'_>) -> Fault {
    Fault::new(
        value.span(),
        format!(
            "expected a key such as `\"g g\"` or a list of keys, found {}",
            value.get_ref().type_str()
        ),
    )
}
