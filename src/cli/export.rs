//! `kliping export`: articles, quotations, notes and highlights for other programs.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::tz::TimeZone;

use super::failure::{Failure, Kind};
use super::open::Chosen;
use super::shelf;
use crate::index::Order;
use crate::library::marks::{Marks, Remarks};
use crate::library::paper::{self, Form};
use crate::library::{self, Library};
use crate::text::fold;
use crate::text::safe::Safe;

/// What `kliping export` is asked.
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Articles as text, Markdown, JSON Lines or comma separated values
    Articles {
        #[command(flatten)]
        from: From,
        /// txt, md, json or csv
        #[arg(long = "as", value_name = "FORM", default_value = "json", value_parser = shelf::form)]
        form: Form,
        /// Write a file for each article into this folder; files that are there stay as they are
        #[arg(long, value_name = "FOLDER")]
        into: Option<PathBuf>,
    },
    /// What was said, by whom, in which article: JSON Lines with places in code points
    Quotes {
        #[command(flatten)]
        from: From,
        /// Only what names this company, or was said by someone who speaks for it
        #[arg(long, value_name = "NAME")]
        company: Option<String>,
    },
    /// The notes and highlights of all archives as Markdown
    Notes,
}

/// Which articles.
#[derive(Debug, Args)]
struct From {
    /// What is searched, as inside the program; without it every article
    query: Vec<String>,
    /// The archive: a folder or a file; without it the one opened last
    #[arg(long, value_name = "PATH")]
    archive: Option<PathBuf>,
}

impl Export {
    /// Writes what was asked for to standard output, or a file an article.
    pub fn run(&self, chosen: &Chosen) -> Result<(), Failure> {
        match &self.what {
            What::Articles { from, form, into } => articles(from, *form, into.as_deref(), chosen),
            What::Quotes { from, company } => quotes(from, company.as_deref(), chosen),
            What::Notes => notes(),
        }
    }
}

fn articles(from: &From, form: Form, into: Option<&Path>, chosen: &Chosen) -> Result<(), Failure> {
    let (library, _) = shelf::open(from.archive.as_deref(), chosen)?;
    if let Some(folder) = into {
        fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    if form == Form::Csv && into.is_none() {
        let header: Vec<String> = paper::COLUMNS.iter().map(|&name| name.to_owned()).collect();
        out.write_all(paper::row(&header).as_bytes())?;
    }
    let mut first = true;
    each(&library, from, |paper| {
        let text = paper.write(form);
        if let Some(folder) = into {
            return into_file(folder, paper, form, &text);
        }
        if matches!(form, Form::Txt | Form::Md) && !first {
            writeln!(out, "\n{}\n", "-".repeat(72))?;
        }
        first = false;
        Ok(out.write_all(text.as_bytes())?)
    })?;
    Ok(out.flush()?)
}

/// Looks at every article that answers, in every detail.
fn each(
    library: &Library,
    from: &From,
    mut on: impl FnMut(&paper::Paper<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let hits = shelf::find(library, &from.query.join(" "), Order::Newest)?;
    shelf::each_row(library, &hits, usize::MAX, |row, _| {
        shelf::with_paper(library, &row.id, &mut on).map(drop)
    })
}

/// Writes one article into a file of its own. One that is there already is not touched.
fn into_file(
    folder: &Path,
    paper: &paper::Paper<'_>,
    form: Form,
    text: &str,
) -> Result<(), Failure> {
    let day = paper
        .article
        .meta
        .date
        .or(paper.found.date.map(|day| day.at(0, 0, 0, 0)));
    let day = day.map(|day| day.date().to_string());
    let name = paper::file_name(day.as_deref(), paper.title);
    let id = paper.article.id.to_string();
    let id = id.get(..8).unwrap_or_default();
    let path = folder.join(format!("{name}-{id}.{}", form.ending()));
    match fs::File::create_new(&path) {
        Ok(mut file) => Ok(file
            .write_all(text.as_bytes())
            .map_err(|error| unwritable(&path, &error))?),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(unwritable(&path, &error)),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(
        Kind::Input,
        format!("{}: cannot be written: {error}", path.display()),
    )
}

fn quotes(from: &From, company: Option<&str>, chosen: &Chosen) -> Result<(), Failure> {
    let (library, _) = shelf::open(from.archive.as_deref(), chosen)?;
    let wanted = company.map(|name| fold::fold(name).into_owned());
    let mut from_query = from.query.clone();
    if let Some(name) = company {
        // The index narrows to the articles that name it at all.
        from_query.push(format!("company:\"{}\"", name.replace('"', " ")));
    }
    let from = From {
        query: from_query,
        archive: None,
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    each(&library, &from, |paper| {
        for quote in paper.said() {
            let named = |wanted: &String| {
                let names = quote.get("companies").and_then(|names| names.as_array());
                names.is_some_and(|names| {
                    let mut names = names.iter().filter_map(|name| name.as_str());
                    names.any(|name| fold::fold(name) == wanted.as_str())
                })
            };
            if wanted.as_ref().is_none_or(named) {
                writeln!(out, "{quote}")?;
            }
        }
        Ok(())
    })?;
    Ok(out.flush()?)
}

fn notes() -> Result<(), Failure> {
    let places = shelf::places()?;
    let marks = Marks::open(&places.marks()).map_err(library::Error::from)?;
    let remarks = marks.remarks(usize::MAX).map_err(library::Error::from)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    out.write_all(markdown(&remarks).as_bytes())?;
    Ok(out.flush()?)
}

/// Notes and highlights as Markdown, an article a section.
fn markdown(all: &[Remarks]) -> String {
    let mut out = "# Notes and highlights\n".to_owned();
    for remarks in all {
        let about = &remarks.about;
        let title = if about.title.is_empty() {
            remarks.id.to_string()
        } else {
            Safe::line(&about.title).into_string()
        };
        let _ = write!(out, "\n## {title}\n");
        let parts = [about.date.clone(), about.outlet.clone()];
        let byline: Vec<_> = parts.into_iter().flatten().collect();
        if !byline.is_empty() {
            let _ = write!(out, "\n{}\n", Safe::line(&byline.join(" · ")));
        }
        if let Some(url) = &about.url {
            let _ = write!(out, "\n<{}>\n", Safe::line(url));
        }
        for (_, passage) in &remarks.highlights {
            let _ = write!(out, "\n{}\n", Safe::text(&paper::quoted(&passage.words)));
        }
        if let Some(note) = &remarks.note {
            let _ = write!(out, "\n{}\n", Safe::text(note));
        }
        if let Ok(at) = jiff::Timestamp::from_millisecond(remarks.at) {
            let at = TimeZone::system().to_datetime(at);
            let _ = write!(out, "\n*{}*\n", at.strftime("%Y-%m-%d %H:%M"));
        }
    }
    out
}
