//! `kliping check`: what an archive holds and what of it cannot be read, without making an index.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use super::open::{self, Chosen};
use super::shelf;
use crate::app::views::problems::place;
use crate::archive::{Archive, Flow, Options, Problem, ProblemKind, Sink, State};
use crate::article::Article;
use crate::library;
use crate::text::safe::Safe;
use crate::words::Tongue;

/// What `kliping check` is asked.
#[derive(Debug, Args)]
pub struct Check {
    /// The archive: a folder or a file
    archive: PathBuf,
}

impl Check {
    /// Reads the archive and says what is in it.
    pub fn run(&self, chosen: &Chosen) -> Result<(), Failure> {
        let (config, _) = open::configure(&shelf::places()?, chosen)?;
        let archive = Archive::open(&self.archive).map_err(library::Error::from)?;
        let (tally, files) = read(&archive, &open::options(&config.settings));
        Ok(report(&tally, files, io::stdout().lock())?)
    }
}

/// What was met so far.
#[derive(Default)]
struct Tally {
    articles: u64,
    formats: BTreeMap<&'static str, u64>,
    /// Articles that exports say something about.
    said: u64,
    problems: Vec<Problem>,
}

impl Sink for Tally {
    fn article(&mut self, article: Article) -> Flow {
        self.articles += 1;
        *self.formats.entry(article.provenance.format).or_default() += 1;
        Flow::Go
    }

    fn problem(&mut self, problem: Problem) -> Flow {
        self.problems.push(problem);
        Flow::Go
    }

    fn state(&mut self, _: State) -> Flow {
        self.said += 1;
        Flow::Go
    }
}

/// Reads every file of an archive, and counts them.
fn read(archive: &Archive, options: &Options) -> (Tally, u64) {
    let (mut tally, mut files) = (Tally::default(), 0);
    for entry in archive.entries() {
        match entry {
            Ok(entry) => {
                files += 1;
                archive.read(&entry, options, &mut tally);
            }
            Err(problem) => tally.problems.push(problem),
        }
    }
    (tally, files)
}

fn report(tally: &Tally, files: u64, mut output: impl Write) -> io::Result<()> {
    writeln!(output, "{} articles in {files} files", tally.articles)?;
    for (format, count) in &tally.formats {
        writeln!(output, "  {format:<12} {count}")?;
    }
    if tally.said > 0 {
        writeln!(
            output,
            "{} articles of which exports say what was read, starred or labelled",
            tally.said
        )?;
    }
    for (kind, words) in [
        (ProblemKind::Damaged, "damaged or unreadable"),
        (ProblemKind::Refused, "refused by a limit"),
        (ProblemKind::Ignored, "no articles"),
    ] {
        let those = tally.problems.iter().filter(|problem| problem.kind == kind);
        let count = those.clone().count();
        if count > 0 {
            writeln!(output, "{count} {words}:")?;
        }
        for problem in those {
            let hint = problem
                .hint
                .as_ref()
                .map_or(String::new(), |hint| format!("; {hint}"));
            let row = format!(
                "{}: {}{hint}",
                place(problem, Tongue::English),
                problem.what
            );
            writeln!(output, "  {}", Safe::line(&row))?;
        }
    }
    output.flush()
}
