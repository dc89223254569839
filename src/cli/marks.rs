//! `kliping marks`: marks as text, out and in.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::failure::{Failure, Kind};
use super::shelf;
use crate::library;
use crate::library::marks::{self, Fact, HEADER, Marks};

/// What `kliping marks` is asked.
#[derive(Debug, Args)]
pub struct MarksCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write every mark into a file, a line each; `-` is standard output
    Export {
        /// The file; one that is there is replaced only with --force
        file: PathBuf,
        /// Replace the file
        #[arg(long)]
        force: bool,
    },
    /// Take over marks from such a file; of two marks for the same thing the later one stays
    Import {
        /// The file; `-` is standard input
        file: PathBuf,
    },
}

impl MarksCommand {
    /// Does what was asked.
    pub fn run(&self) -> Result<(), Failure> {
        let places = shelf::places()?;
        let marks = Marks::open(&places.marks()).map_err(library::Error::from)?;
        match &self.what {
            What::Export { file, force } => export(&marks, file, *force),
            What::Import { file } => import(&marks, file),
        }
    }
}

fn is_standard(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn export(marks: &Marks, file: &Path, force: bool) -> Result<(), Failure> {
    if is_standard(file) {
        let mut out = io::BufWriter::new(io::stdout().lock());
        write(marks, &mut out)?;
        return Ok(());
    }
    let made = if force {
        File::create(file)
    } else {
        File::create_new(file)
    };
    let failed = |error: &io::Error| {
        let failure = Failure::new(Kind::Input, format!("{}: {error}", file.display()));
        if error.kind() == io::ErrorKind::AlreadyExists {
            failure.hint("--force replaces it")
        } else {
            failure
        }
    };
    let out = made.map_err(|error| failed(&error))?;
    let count = write(marks, &mut io::BufWriter::new(&out))?;
    out.sync_all().map_err(|error| failed(&error))?;
    Failure::say(&format!("{count} marks written to {}", file.display()));
    Ok(())
}

/// Writes every mark; returns how many there are.
fn write(marks: &Marks, out: &mut impl Write) -> Result<usize, Failure> {
    writeln!(out, "{HEADER}")?;
    let mut count = 0;
    let written = marks.every(|fact| {
        count += 1;
        writeln!(out, "{}", marks::line(&fact))
    });
    written.map_err(library::Error::from)??;
    out.flush()?;
    Ok(count)
}

fn import(marks: &Marks, file: &Path) -> Result<(), Failure> {
    let name = if is_standard(file) {
        "standard input".to_owned()
    } else {
        file.display().to_string()
    };
    let wrong = |what: String| Failure::new(Kind::Input, what);
    let facts = if is_standard(file) {
        read(io::stdin().lock(), &name)
    } else {
        let file = File::open(file).map_err(|error| wrong(format!("{name}: {error}")))?;
        read(BufReader::new(file), &name)
    }?;
    let merged = marks.merge(facts, true).map_err(library::Error::from)?;
    Failure::say(&format!(
        "{} of {} marks were newer than those here and taken over",
        merged.taken, merged.offered
    ));
    Ok(())
}

/// Every mark of a file. One bad line is an error, and nothing is taken over.
fn read(input: impl BufRead, name: &str) -> Result<Vec<Fact>, Failure> {
    let mut facts = Vec::new();
    for (at, line) in input.lines().enumerate() {
        let place = format!("{name}, line {}", at + 1);
        let line = line.map_err(|error| Failure::new(Kind::Input, format!("{place}: {error}")))?;
        let fact = marks::read_line(&line).map_err(|error| {
            Failure::new(Kind::Input, format!("{place}: {error}")).hint("nothing was imported")
        })?;
        facts.extend(fact);
    }
    Ok(facts)
}
