//! The rows of a company file, and reading them with errors that say where and what was meant.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;

/// What business a company is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Services on the internet.
    Internet,
    /// Programs.
    Software,
    /// Devices.
    Electronics,
    /// Semiconductors.
    Chips,
    /// Carriers and their equipment.
    Telecom,
    /// Games.
    Games,
    /// Film, music and publishing.
    Media,
    /// News outlets and agencies.
    Outlet,
    /// Banks.
    Bank,
    /// Payments, lending and exchanges.
    Fintech,
    /// Shops.
    Retail,
    /// Moving people and goods.
    Transport,
    /// Cars and motorcycles.
    Cars,
    /// Aircraft and space.
    Aerospace,
    /// Oil, power and mines.
    Energy,
    /// Medicine.
    Health,
    /// Consulting, research and other services to firms.
    Services,
    /// Groups of many businesses.
    Conglomerate,
    /// Goods for consumers.
    Consumer,
    /// Any other.
    #[default]
    Other,
}

/// A name that a company bore before.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    /// The name.
    #[serde(deserialize_with = "shared")]
    pub name: Arc<str>,
    /// The year in which it was given up.
    pub until: Option<i16>,
}

/// Reads a text that several owners share.
fn shared<'de, D: serde::Deserializer<'de>>(reader: D) -> Result<Arc<str>, D::Error> {
    String::deserialize(reader).map(Arc::from)
}

/// What is known about a company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// The name a reader files it under.
    pub name: Arc<str>,
    /// Other names and spellings.
    pub aka: Vec<Arc<str>>,
    /// Registered names.
    pub legal: Vec<String>,
    /// ISO 3166 code of its seat.
    pub country: Option<String>,
    /// Its business.
    pub kind: Kind,
    /// Names it bore before.
    pub was: Vec<Former>,
    /// The company it is part of or named after now.
    pub now: Option<String>,
    /// Whether a name of it is also an ordinary word or a person's name.
    pub word: bool,
    /// Names that the reader's own file gives it.
    pub added: Vec<Arc<str>>,
}

impl Company {
    /// Each name as it is written, with the name it is filed under. Another name that is no spelling, short form or
    /// longer form of the first is filed under itself, as long as the article does not say that they are one.
    pub(super) fn written(&self) -> impl Iterator<Item = (&str, &Arc<str>)> {
        let other = self.aka.iter().map(|aka| {
            let own = stands_alone(&self.name, aka);
            (&**aka, if own { aka } else { &self.name })
        });
        let legal = self.legal.iter().map(|legal| (&**legal, &self.name));
        std::iter::once((&*self.name, &self.name))
            .chain(other)
            .chain(legal)
            .chain(self.was.iter().map(|former| (&*former.name, &former.name)))
    }
}

/// Whether another name of a company shows nothing of its name: "Weight Watchers" of "WW International".
fn stands_alone(name: &str, aka: &str) -> bool {
    let fold = |text: &str| -> String {
        let letters = text.chars().filter(|ch| ch.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let (first, second) = (fold(name), fold(aka));
    let in_order = |short: &str, long: &str| {
        let mut letters = long.chars();
        short.chars().all(|ch| letters.any(|letter| letter == ch))
    };
    let acronym = |text: &str| !text.chars().any(char::is_lowercase);
    let same_start = first.chars().take(4).eq(second.chars().take(4));
    // "Hewlett-Packard" of "HP": what the letters stand for, which an article may be alone with.
    let spelt_out = acronym(name)
        && name.len() < 5
        && !acronym(aka)
        && aka.contains([' ', '-'])
        && !aka.split([' ', '-']).any(|word| word == name);
    if spelt_out {
        return true;
    }
    !acronym(name)
        && !acronym(aka)
        && aka.is_ascii()
        && aka.len() > 4
        && !same_start
        && !in_order(&first, &second)
        && !in_order(&second, &first)
}

/// A row as it stands in a file. What it does not say keeps the value of an earlier row with the same key.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(default)]
    aka: Vec<String>,
    #[serde(default)]
    legal: Vec<String>,
    country: Option<String>,
    kind: Option<Kind>,
    #[serde(default)]
    was: Vec<Former>,
    now: Option<String>,
    word: Option<bool>,
}

/// Names never to light.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Silence {
    #[serde(default)]
    names: Vec<String>,
}

/// A company file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    company: BTreeMap<String, Row>,
    #[serde(default)]
    silence: Silence,
}

/// A company file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{file}, line {line}, column {column}: {message}{hint}")]
pub struct Error {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub message: String,
    /// The nearest name that would be right, as a sentence; empty where none is near.
    pub hint: String,
}

impl Error {
    /// The error of the TOML reader, placed in the file.
    fn of(error: &toml::de::Error, text: &str, file: &str) -> Self {
        let at = error.span().map_or(0, |span| span.start);
        let before = text.get(..at).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |found| found + 1);
        let message = error.message().lines().collect::<Vec<_>>().join(" ");
        Self {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
            hint: nearest(&message),
            message,
        }
    }
}

/// The hint for a message of the form "unknown field `akka`, expected one of `aka`, `legal`".
fn nearest(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let Some(wrong) = quoted.next() else {
        return String::new();
    };
    quoted
        .map(|right| (distance(wrong, right), right))
        .min()
        .filter(|&(far, right)| far <= right.len().max(4) / 2)
        .map(|(_, right)| format!("; did you mean `{right}`?"))
        .unwrap_or_default()
}

/// Edits between two words: letters put in, taken out or changed (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ch) in a.chars().take(64).enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (j, other) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or_default();
            let change = diagonal + usize::from(ch != *other);
            if let Some(cell) = row.get_mut(j) {
                *cell = left;
            }
            left = change.min(above + 1).min(left + 1);
            diagonal = above;
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// Company files read one after the other.
#[derive(Debug, Default)]
pub(super) struct Book {
    companies: BTreeMap<String, Company>,
    silent: HashSet<String>,
}

impl Book {
    /// Adds the rows of one file; `own`: it is the reader's.
    pub(super) fn read(&mut self, text: &str, file: &str, own: bool) -> Result<(), Error> {
        let read: File = toml::from_str(text).map_err(|error| Error::of(&error, text, file))?;
        for (key, row) in read.company {
            self.silent.remove(&key.to_lowercase());
            let known = self.companies.contains_key(&key);
            let first = (!known).then(|| Arc::from(key.as_str()));
            let company = self.companies.entry(key).or_default();
            if own {
                let other = row.aka.iter().chain(&row.legal);
                let former = row.was.iter().map(|former| Arc::clone(&former.name));
                let names = other.map(|name| Arc::from(name.as_str())).chain(former);
                company.added.extend(first.into_iter().chain(names));
            }
            add_new(
                &mut company.aka,
                row.aka.into_iter().map(Arc::from).collect(),
            );
            add_new(&mut company.legal, row.legal);
            add_new(&mut company.was, row.was);
            company.kind = row.kind.unwrap_or(company.kind);
            company.word = row.word.unwrap_or(company.word);
            company.country = row.country.or(company.country.take());
            company.now = row.now.or(company.now.take());
        }
        let silent = read.silence.names.iter().map(|name| name.to_lowercase());
        self.silent.extend(silent);
        Ok(())
    }

    /// The companies that are left when the silenced names are taken out, in alphabetical order. A row whose key is
    /// silenced goes whole; of another only the silenced alias goes. A former name with a row of its own is left to
    /// that row.
    pub(super) fn into_companies(self) -> (Vec<Company>, HashSet<String>) {
        let keys: HashSet<String> = self.companies.keys().cloned().collect();
        let silent = self.silent;
        let heard = |name: &str| !silent.contains(&name.to_lowercase());
        let companies = self
            .companies
            .into_iter()
            .filter(|(key, _)| heard(key))
            .map(|(key, mut company)| {
                company.name = key.into();
                company
                    .aka
                    .retain(|name| heard(name) && !keys.contains(&**name));
                company.legal.retain(|name| heard(name));
                company
                    .was
                    .retain(|former| heard(&former.name) && !keys.contains(&*former.name));
                company.added.retain(|name| heard(name));
                company
            })
            .collect();
        (companies, silent)
    }
}

/// Adds what is not there yet.
fn add_new<T: PartialEq>(to: &mut Vec<T>, from: Vec<T>) {
    for item in from {
        if !to.contains(&item) {
            to.push(item);
        }
    }
}
