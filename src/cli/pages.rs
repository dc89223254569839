//! `kliping score-pages`: measures the choice of the main text on pages whose text is known.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::Args;
use serde_json::Value;

use super::failure::{Failure, Kind};
use crate::archive::html::{self, measured};

/// What `kliping score-pages` is asked.
#[derive(Debug, Args)]
pub struct ScorePages {
    /// The folder: evaldata.json and pages/, or folders with source.html and expected.html
    folder: PathBuf,
    /// List what is missed and what is kept by mistake
    #[arg(long)]
    errors: bool,
}

impl ScorePages {
    /// Measures the pages and prints the result.
    pub fn run(&self) -> Result<(), Failure> {
        match measure(&self.folder, self.errors, io::stdout().lock()) {
            Err(Error::Write(error)) => Err(error.into()),
            done => done.map_err(|error| Failure::new(Kind::Input, error)),
        }
    }
}

/// Why pages cannot be measured.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read.
    #[error("{path}: {source}")]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The list of snippets is not what it should be.
    #[error("{path}: expected a list of {{\"file\", \"with\", \"without\"}}: {source}")]
    List {
        /// The list.
        path: PathBuf,
        /// Where it is not.
        source: serde_json::Error,
    },
    /// There is nothing to measure.
    #[error("{path}: holds neither evaldata.json nor folders with source.html and expected.html")]
    Nothing {
        /// The folder.
        path: PathBuf,
    },
    /// The output cannot be written.
    #[error("the output cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// Measures the pages of a folder and writes the result. `errors` lists every page that misses something.
pub fn measure(folder: &Path, errors: bool, mut output: impl Write) -> Result<(), Error> {
    let list = folder.join("evaldata.json");
    if list.is_file() {
        snippets(&list, folder, errors, &mut output)
    } else {
        whole(folder, errors, &mut output)
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| Error::Read {
        path: path.to_owned(),
        source,
    })
}

/// Words with one space between; soft hyphens and other invisible characters are repaired in texts, so here as well.
fn plain(text: &str) -> String {
    let text = text.replace(['\u{ad}', '\u{200b}', '\u{2063}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Pages with snippets that must and that must not appear, as the evaluation data of trafilatura has them.
fn snippets(
    list: &Path,
    folder: &Path,
    errors: bool,
    output: &mut impl Write,
) -> Result<(), Error> {
    let cases: Vec<Value> = serde_json::from_slice(&read(list)?).map_err(|source| Error::List {
        path: list.to_owned(),
        source,
    })?;
    for captions in [false, true] {
        let (mut there, mut missing, mut wrong) = (0_u32, 0_u32, 0_u32);
        for case in &cases {
            let file = case.get("file").and_then(Value::as_str).unwrap_or_default();
            let text = plain(&measured(
                &read(&folder.join("pages").join(file))?,
                captions,
            ));
            let each = |name: &str| {
                case.get(name)
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
            };
            for snippet in each("with").filter_map(Value::as_str) {
                let found = text.contains(&plain(snippet));
                there += u32::from(found);
                missing += u32::from(!found);
                if errors && !captions && !found {
                    writeln!(output, "{file}: misses {snippet}")?;
                }
            }
            for snippet in each("without").filter_map(Value::as_str) {
                let found = text.contains(&plain(snippet));
                wrong += u32::from(found);
                if errors && !captions && found {
                    writeln!(output, "{file}: keeps {snippet}")?;
                }
            }
        }
        let share = |of: u32| f64::from(there) / f64::from((there + of).max(1));
        let words = if captions {
            "captions kept"
        } else {
            "captions left out"
        };
        writeln!(
            output,
            "{} pages, {words}: precision {:.3}, recall {:.3}",
            cases.len(),
            share(wrong),
            share(missing)
        )?;
    }
    Ok(output.flush()?)
}

/// Pages with their whole text beside, as the test pages of Readability have them: by the words they share.
fn whole(folder: &Path, errors: bool, output: &mut impl Write) -> Result<(), Error> {
    let listed = fs::read_dir(folder).map_err(|source| Error::Read {
        path: folder.to_owned(),
        source,
    })?;
    let mut pages: Vec<PathBuf> = listed
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("expected.html").is_file() && path.join("source.html").is_file())
        .collect();
    pages.sort();
    if pages.is_empty() {
        return Err(Error::Nothing {
            path: folder.to_owned(),
        });
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for page in &pages {
        let wanted = counted(&html::words(&read(&page.join("expected.html"))?));
        let got = counted(&plain(&measured(&read(&page.join("source.html"))?, true)));
        let shared: usize = got
            .iter()
            .map(|(word, count)| (*count).min(*wanted.get(word).unwrap_or(&0)))
            .sum();
        let of = |all: &HashMap<String, usize>| {
            shared as f64 / all.values().sum::<usize>().max(1) as f64
        };
        let (one, two) = (of(&got), of(&wanted));
        precision += one;
        recall += two;
        if errors && (one < 0.9 || two < 0.9) {
            let name = page.file_name().unwrap_or_default().to_string_lossy();
            writeln!(output, "{name}: precision {one:.3}, recall {two:.3}")?;
        }
    }
    let count = pages.len() as f64;
    writeln!(
        output,
        "{} pages, words shared with the expected text: precision {:.3}, recall {:.3}",
        pages.len(),
        precision / count,
        recall / count
    )?;
    Ok(output.flush()?)
}

/// How often each word occurs.
fn counted(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text
        .split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}
