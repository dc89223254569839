//! `kliping doctor`: what is where, how large, in which version, and what the terminal says of itself.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::{env, fs};

use super::failure::Failure;
use super::open::{self, Chosen};
use super::shelf;
use crate::library::Marks;
use crate::text::safe::Safe;

/// Variables that decide how the program looks and where its things are.
const VARIABLES: &[&str] = &[
    "TERM",
    "COLORTERM",
    "TERM_PROGRAM",
    "NO_COLOR",
    "LANG",
    "LC_ALL",
    "TMUX",
    "STY",
    "SSH_TTY",
    "VISUAL",
    "EDITOR",
    "KLIPING_CONFIG_DIR",
    "KLIPING_DATA_DIR",
    "KLIPING_CACHE_DIR",
];

/// Prints the report. What is wrong is said in its line; the report itself does not fail for it.
pub fn run(chosen: &Chosen) -> Result<(), Failure> {
    let places = shelf::places()?;
    let mut out = io::stdout().lock();
    let mut tell = |name: &str, what: &str| writeln!(out, "{name:<12} {}", Safe::line(what));
    tell("kliping", env!("CARGO_PKG_VERSION"))?;
    tell("sqlite", Marks::engine())?;
    tell("index", &format!("layout {}", crate::index::VERSION))?;
    let config = places.config.join("config.toml");
    let state = match open::configure(&places, chosen) {
        Ok(_) if config.exists() => "good".to_owned(),
        Ok(_) => "none, so the defaults hold".to_owned(),
        Err(failure) => failure.to_string(),
    };
    tell("config", &format!("{}: {state}", config.display()))?;
    let marks = places.marks();
    tell(
        "marks",
        &format!("{}: {}", marks.display(), about_marks(&marks)),
    )?;
    let cache = places.cache.join("archives");
    let count = fs::read_dir(&cache).map_or(0, |found| found.flatten().count());
    tell(
        "indexes",
        &format!("{}: {count}, {}", cache.display(), size(weight(&cache))),
    )?;
    let last = open::last(&places).map_or("none".to_owned(), |last| {
        let gone = if last.exists() {
            ""
        } else {
            " (no longer there)"
        };
        format!("{}{gone}", last.display())
    });
    tell("archive", &last)?;
    let cells = crate::run::terminal::size().map_or("unknown".to_owned(), |(width, height)| {
        format!("{width} by {height} cells")
    });
    let is = |is| if is { "terminal" } else { "no terminal" };
    let (input, output) = (io::stdin().is_terminal(), io::stdout().is_terminal());
    tell(
        "terminal",
        &format!("{cells}; input {}, output {}", is(input), is(output)),
    )?;
    for name in VARIABLES {
        if let Some(value) = env::var_os(name) {
            tell(name, &value.to_string_lossy())?;
        }
    }
    Ok(out.flush()?)
}

fn about_marks(path: &Path) -> String {
    if !path.exists() {
        return "none yet".to_owned();
    }
    let tally = Marks::open(path).and_then(|marks| marks.tally());
    match tally {
        Ok(tally) => {
            let kinds = tally.into_iter().filter(|(_, count)| *count > 0);
            let kinds: Vec<_> = kinds
                .map(|(word, count)| format!("{count} {word}"))
                .collect();
            let kinds = if kinds.is_empty() {
                "empty".to_owned()
            } else {
                kinds.join(", ")
            };
            format!("{kinds}; {}", size(weight(path)))
        }
        Err(error) => error.to_string(),
    }
}

/// Bytes of a file, or of all files below a folder.
fn weight(path: &Path) -> u64 {
    let files = walkdir::WalkDir::new(path).into_iter().flatten();
    files
        .filter_map(|entry| entry.metadata().ok())
        .filter(fs::Metadata::is_file)
        .map(|meta| meta.len())
        .sum()
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
