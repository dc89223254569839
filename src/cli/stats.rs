//! `kliping stats`: how much there is in an archive, from whom, about whom and from when, and what was marked of it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::failure::Failure;
use super::open::Chosen;
use super::shelf;
use crate::index::{Hits, Key, Order};
use crate::library;
use crate::text::safe::Safe;

/// What `kliping stats` is asked.
#[derive(Debug, Args)]
pub struct Stats {
    /// The archive: a folder or a file; without it the one opened last
    archive: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Names in each list
    #[arg(long, value_name = "N", default_value_t = 10)]
    top: usize,
}

/// How often each name occurs.
#[derive(Default)]
struct Tally(BTreeMap<String, usize>);

impl Tally {
    fn add(&mut self, name: &str) {
        match self.0.get_mut(name) {
            Some(count) => *count += 1,
            None => {
                self.0.insert(name.to_owned(), 1);
            }
        }
    }

    /// The most frequent first.
    fn top(&self, count: usize) -> Vec<(String, usize)> {
        let mut all: Vec<_> = self
            .0
            .iter()
            .map(|(name, count)| (name.clone(), *count))
            .collect();
        all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        all.truncate(count);
        all
    }
}

impl Stats {
    /// The companies that most articles name.
    fn companies(&self, hits: &Hits) -> Result<Vec<(String, usize)>, Failure> {
        let named = hits
            .names(Key::Company, self.top, &|| false)
            .map_err(library::Error::from)?;
        let counts = named.unwrap_or_default().into_iter();
        Ok(counts.map(|named| (named.name, named.count)).collect())
    }

    /// Prints the figures.
    pub fn run(&self, chosen: &Chosen) -> Result<(), Failure> {
        let (library, _) = shelf::open(self.archive.as_deref(), chosen)?;
        let hits = shelf::find(&library, "", Order::Newest)?;
        let [mut years, mut outlets, mut langs, mut tags] = [(); 4].map(|()| Tally::default());
        let (mut words, mut read, mut starred, mut noted) = (0_u64, 0, 0, 0);
        shelf::each_row(&library, &hits, usize::MAX, |row, mark| {
            words += u64::from(row.words);
            read += usize::from(mark.read);
            starred += usize::from(mark.starred);
            noted += usize::from(mark.noted || mark.highlights > 0);
            let year = row.date.map(|date| date.year().to_string());
            years.add(year.as_deref().unwrap_or("no date"));
            outlets.add(row.outlet.as_deref().unwrap_or("no outlet"));
            langs.add(row.lang.code());
            mark.tags.iter().for_each(|tag| tags.add(tag));
            Ok(())
        })?;
        let figures = [
            ("articles", hits.len() as u64),
            ("words", words),
            ("read", read as u64),
            ("starred", starred as u64),
            ("with notes or highlights", noted as u64),
            ("could not be read", library.problem_count()? as u64),
        ];
        let years: Vec<_> = years.0.into_iter().collect();
        let lists = [
            ("years", years),
            ("outlets", outlets.top(self.top)),
            ("companies", self.companies(&hits)?),
            ("languages", langs.top(self.top)),
            ("tags", tags.top(self.top)),
        ];
        let mut out = io::stdout().lock();
        if self.json {
            let mut all = serde_json::Map::new();
            for (name, figure) in figures {
                all.insert(name.replace(' ', "_"), json!(figure));
            }
            for (name, list) in lists {
                let list = list
                    .into_iter()
                    .map(|(name, count)| json!({"name": name, "count": count}));
                all.insert(name.to_owned(), list.collect());
            }
            writeln!(out, "{}", serde_json::Value::Object(all))?;
        } else {
            for (name, figure) in figures {
                writeln!(out, "{figure:>12}  {name}")?;
            }
            for (name, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
                writeln!(out, "\n{name}")?;
                for (name, count) in list {
                    writeln!(out, "{count:>12}  {}", Safe::line(name))?;
                }
            }
        }
        Ok(out.flush()?)
    }
}
