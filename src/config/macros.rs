//! Macros: named lists of commands, done one after another.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::Fault;
use super::chord::Sequence;
use super::command::{Command, Verb};
use super::rows::{Name, Value, by_place, find, table, text};
use super::settings::Settings;
use super::suggest::{did_you_mean, nearest};
use super::theme::Themes;
use super::written::sequences;
use crate::action::Action;
use crate::words::Tongue;

/// A named list of commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Macro {
    /// Its name, which is a command.
    pub name: String,
    /// What it does, in order.
    pub does: Vec<Command>,
    /// What the user says about it, else its commands as they were written.
    pub about: String,
}

/// A macro with the keys that the user gave it.
pub(super) type Keyed = (Macro, Vec<(Sequence, Range<usize>)>);

/// The rows of a macro.
const ROWS: [&str; 3] = ["does", "keys", "about"];

/// Reads the table `[macros]` of a config.
pub(super) fn read(document: &DeTable<'_>, themes: &Themes) -> Result<Vec<Keyed>, Fault> {
    let Some(macros) = find(document, "macros") else {
        return Ok(Vec::new());
    };
    let rows = by_place(table(macros, "macros")?);
    let names: Vec<&str> = rows
        .iter()
        .map(|(name, _)| name.get_ref().as_ref())
        .collect();
    let mut read = Vec::new();
    for (name, value) in &rows {
        read.push(one(name, value, &names, themes)?);
    }
    for (at, (name, _)) in rows.iter().enumerate() {
        if reaches(&read, at, name.get_ref(), 0) {
            let what = format!("the macro `{}` runs itself", name.get_ref());
            return Err(Fault::new(name.span(), what));
        }
    }
    Ok(read)
}

/// Reads one macro.
fn one(
    name: &Name<'_>,
    value: &Value<'_>,
    names: &[&str],
    themes: &Themes,
) -> Result<Keyed, Fault> {
    let own = name.get_ref().as_ref();
    let taken = Action::by_name(own).is_some() || Verb::by_name(own).is_some();
    let odd = own.is_empty() || own.contains(char::is_whitespace) || own.parse::<usize>().is_ok();
    if taken || odd {
        let what = if taken {
            format!("`{own}` is a command already; expected another name")
        } else {
            format!("`{own}` is no name of a macro; expected a word")
        };
        return Err(Fault::new(name.span(), what));
    }
    let rows = table(value, &format!("macros.{own}"))?;
    for (row, _) in by_place(rows) {
        if !ROWS.contains(&row.get_ref().as_ref()) {
            let near = did_you_mean(nearest(row.get_ref(), ROWS));
            let what = format!(
                "a macro has no `{}`{near}; expected `{}`",
                row.get_ref(),
                ROWS.join("`, `")
            );
            return Err(Fault::new(row.span(), what));
        }
    }
    let Some(does) = find(rows, "does") else {
        let what = format!("the macro `{own}` does nothing; expected `does = [\"command\", …]`");
        return Err(Fault::new(name.span(), what));
    };
    let (does, written) = commands(does, names, themes)?;
    let keys = match find(rows, "keys") {
        Some(keys) => sequences(keys)?,
        None => Vec::new(),
    };
    let about = match find(rows, "about") {
        Some(about) => text(about)?.to_owned(),
        None => written.join(", "),
    };
    let name = own.to_owned();
    Ok((Macro { name, does, about }, keys))
}

/// Reads the commands of a macro, with their words.
fn commands(
    value: &Value<'_>,
    names: &[&str],
    themes: &Themes,
) -> Result<(Vec<Command>, Vec<String>), Fault> {
    let items: Vec<&Value<'_>> = match value.get_ref() {
        DeValue::Array(items) => items.iter().collect(),
        _ => vec![value],
    };
    let mut done = (Vec::new(), Vec::new());
    for item in items {
        let written = text(item)?;
        let command = Command::parse(written, names.iter().copied(), Tongue::English)
            .and_then(|command| command.ok_or_else(|| "expected a command".to_owned()))
            .and_then(|command| check(command, themes))
            .map_err(|what| Fault::new(item.span(), what))?;
        done.0.push(command);
        done.1.push(written.trim().to_owned());
    }
    if done.0.is_empty() {
        let what = "expected a list of commands, such as `[\"show-unread\", \"sort oldest\"]`";
        return Err(Fault::new(value.span(), what.to_owned()));
    }
    Ok(done)
}

/// The command, if what stands after it can be known to be right before it is done.
fn check(command: Command, themes: &Themes) -> Result<Command, String> {
    let tongue = Tongue::English;
    let mut settings = Settings::default();
    match &command {
        Command::Verb(Verb::Theme, name) if themes.get(name).is_none() => {
            return Err(themes.unknown(name));
        }
        Command::Verb(Verb::Set, what) => {
            let (name, value) = what
                .split_once(char::is_whitespace)
                .ok_or_else(|| tongue.takes_something(Verb::Set.name(), Verb::Set.takes()))?;
            settings.change(name, value, tongue)?;
        }
        Command::Verb(Verb::Sort, order) => {
            // Which of the two it is for depends on whether there is a search.
            settings
                .change("list.order", order, tongue)
                .or_else(|wrong| {
                    settings
                        .change("search.order", order, tongue)
                        .map_err(|_| wrong)
                })?;
        }
        _ => {}
    }
    Ok(command)
}

/// Whether the macro at `from` comes to the macro `name`.
fn reaches(macros: &[Keyed], from: usize, name: &str, depth: usize) -> bool {
    let Some((from, _)) = macros.get(from) else {
        return false;
    };
    // A longer way than there are macros goes in a circle, which the macros in it tell.
    depth <= macros.len()
        && from.does.iter().any(|command| match command {
            Command::Macro(other) => {
                let at = macros.iter().position(|(known, _)| known.name == *other);
                other == name || at.is_some_and(|at| reaches(macros, at, name, depth + 1))
            }
            _ => false,
        })
}
