//! `kliping search`: the articles that answer a query, a line each.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::failure::{Failure, Kind};
use super::open::Chosen;
use super::shelf;
use crate::config::settings::Copies;
use crate::index;
use crate::index::Row;
use crate::library::Mark;
use crate::text::safe::Safe;

/// The order in which articles are printed.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Order {
    /// By date, the latest first.
    #[default]
    Newest,
    /// By date, the earliest first.
    Oldest,
    /// The best match first.
    Relevance,
}

/// What `kliping search` is asked.
#[derive(Debug, Args)]
pub struct Search {
    /// The archive: a folder or a file
    archive: PathBuf,
    /// What is searched, as inside the program; several words need no quotes
    #[arg(required = true)]
    query: Vec<String>,
    /// Print JSON Lines
    #[arg(long)]
    json: bool,
    /// Print only how many articles there are
    #[arg(long, conflicts_with = "json")]
    count: bool,
    /// Print this many articles at most
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print every copy of a story, not one article for all of them
    #[arg(long)]
    copies: bool,
    /// The order
    #[arg(long, value_enum, default_value_t)]
    order: Order,
}

impl Search {
    /// Prints what is found. Nothing found is exit code 1, as grep has it.
    pub fn run(&self, chosen: &Chosen) -> Result<(), Failure> {
        let (library, settings) = shelf::open(Some(&self.archive), chosen)?;
        let order = match self.order {
            Order::Newest => index::Order::Newest,
            Order::Oldest => index::Order::Oldest,
            Order::Relevance => index::Order::Relevance,
        };
        let mut hits = shelf::find(&library, &self.query.join(" "), order)?;
        let found = hits.len();
        if !self.copies && settings.list.copies == Copies::Folded {
            hits = library.fold(hits, None)?;
        }
        let left = found - hits.len();
        let mut out = io::BufWriter::new(io::stdout().lock());
        if self.count {
            writeln!(out, "{}", hits.len())?;
        } else {
            let limit = self.limit.unwrap_or(usize::MAX);
            let mut at = 0;
            shelf::each_row(&library, &hits, limit, |row, mark| {
                let line = if self.json {
                    let copies = library.count_copies(&hits, at..at + 1)?;
                    object(row, mark, copies.into_iter().sum())
                } else {
                    line(row)
                };
                at += 1;
                Ok(writeln!(out, "{line}")?)
            })?;
        }
        out.flush()?;
        if left > 0 {
            Failure::say(&format!(
                "{left} found are copies of these stories; --copies prints them too"
            ));
        }
        if hits.is_empty() {
            return Err(Failure::new(Kind::Nothing, "nothing found"));
        }
        Ok(())
    }
}

/// Identity, day, outlet and headline with tabs between.
fn line(row: &Row) -> String {
    let day = row
        .date
        .map_or_else(String::new, |date| date.date().to_string());
    let outlet = row.outlet.as_deref().unwrap_or_default();
    let cells = [&day, outlet, &row.title].map(|cell| Safe::line(cell).into_string());
    format!("{}\t{}", row.id, cells.join("\t"))
}

fn object(row: &Row, mark: &Mark, copies: usize) -> String {
    json!({
        "id": row.id.to_string(),
        "title": row.title,
        "date": row.date.map(|date| date.date().to_string()),
        "outlet": row.outlet,
        "words": row.words,
        "lang": row.lang.code(),
        "copies": copies,
        "read": mark.read,
        "starred": mark.starred,
        "tags": mark.tags,
        "noted": mark.noted,
        "highlights": mark.highlights,
    })
    .to_string()
}
