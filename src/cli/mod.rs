//! The commands of the program.

pub mod annotate;
pub mod check;
pub mod defaults;
pub mod demo;
pub mod doctor;
pub mod export;
pub mod failure;
pub mod formats;
pub mod manual;
pub mod marks;
mod mistake;
pub mod open;
pub mod pages;
pub mod plain;
pub mod score;
pub mod search;
mod shelf;
pub mod show;
pub mod stats;
mod tongue;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches as _, Parser, Subcommand};

use crate::annotate::Annotator;
use crate::memory;
use failure::{Failure, Kind, is_broken_pipe};

/// A terminal reader for archived tech news
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are flags that are typed"
)]
#[derive(Debug, Parser)]
#[command(name = "kliping", version, args_conflicts_with_subcommands = true, after_help = ENDING)]
struct Args {
    /// The archive: a folder or a file; without it the one opened last, at first the demo
    path: Option<PathBuf>,
    /// Open the demo archive that comes with the program
    #[arg(long, conflicts_with = "path")]
    demo: bool,
    /// Begin at the beginning, not where the archive was left
    #[arg(long)]
    fresh: bool,
    /// Read without a screen: numbered lists, a prompt, commands by word
    #[arg(long)]
    plain: bool,
    /// Read this configuration instead of the user's own
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// Start with the default configuration
    #[arg(long, conflicts_with = "config", global = true)]
    no_config: bool,
    /// Print every setting with its default, as a configuration file
    #[arg(long, exclusive = true)]
    print_config: bool,
    /// Print the keys in force
    #[arg(long, conflicts_with_all = ["path", "demo"])]
    print_keys: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What stands at the end of the help.
const ENDING: &str = "Archives are opened read-only. Inside the program, ? shows the keys.";

/// The commands beside reading.
#[derive(Debug, Subcommand)]
enum Command {
    /// Print the articles that answer a query
    Search(search::Search),
    /// Print one article
    Show(show::Show),
    /// Write articles, quotations, notes and highlights for other programs
    Export(export::Export),
    /// Print how much there is in an archive, from whom, about whom and from when
    Stats(stats::Stats),
    /// Write marks into a file, and take them over from one
    Marks(marks::MarksCommand),
    /// Print what is where, how large and in which version
    Doctor,
    /// Print the script that completes this command line in a shell
    Completions(manual::Completions),
    /// Print the manual page
    Man,
    /// Find companies, quotations and sources in articles: JSON Lines of {"id","text"} in, answers out
    Annotate,
    /// List the archive formats that can be read
    Formats,
    /// Print what an archive holds and what of it cannot be read, without opening it
    Check(check::Check),
    /// Measure the choice of the main text on pages whose text is known
    ScorePages(pages::ScorePages),
    /// Measure the annotator on hand-marked articles
    Score {
        /// The folder of hand-marked articles (*.gold.txt)
        folder: PathBuf,
        /// List every miss and false alarm in its context
        #[arg(long)]
        errors: bool,
        /// Print the table in Markdown
        #[arg(long)]
        markdown: bool,
    },
}

/// Parses the command line, runs the command and says how it ended.
pub fn main() -> ExitCode {
    memory::keep_little();
    // The configuration is not read for the help, so it is the system that says in which language it is.
    let tongue = tongue::system();
    let command = tongue::told(Args::command(), tongue);
    let parsed = command
        .try_get_matches()
        .and_then(|matches| Args::from_arg_matches(&matches));
    let args = match parsed {
        Ok(args) => args,
        Err(error) => {
            if let Some(failure) = mistake::of(&error, tongue) {
                return failure.report();
            }
            // Help and version go to standard output and are no failure; clap knows which is which.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn run(args: &Args) -> Result<(), Failure> {
    let chosen = open::Chosen {
        config: args.config.clone(),
        none: args.no_config,
    };
    match &args.command {
        None if args.print_config => defaults::config(),
        None if args.print_keys => defaults::keys(&chosen),
        None => {
            let wanted = open::Wanted {
                path: args.path.clone(),
                demo: args.demo,
                fresh: args.fresh,
                plain: args.plain,
            };
            open::run(&wanted, &chosen)
        }
        Some(command) => command.run(&chosen),
    }
}

impl Command {
    fn run(&self, chosen: &open::Chosen) -> Result<(), Failure> {
        match self {
            Self::Search(search) => search.run(chosen),
            Self::Show(show) => show.run(chosen),
            Self::Export(export) => export.run(chosen),
            Self::Stats(stats) => stats.run(chosen),
            Self::Marks(marks) => marks.run(),
            Self::Doctor => doctor::run(chosen),
            Self::Completions(completions) => completions.run(Args::command()),
            Self::Man => manual::man(Args::command(), tongue::system()),
            Self::Annotate => annotate(),
            Self::Score {
                folder,
                errors,
                markdown,
            } => {
                let options = score::Options {
                    errors: *errors,
                    markdown: *markdown,
                };
                match score::run(&Annotator::builtin(), folder, options, io::stdout().lock()) {
                    Err(score::Error::Write(error)) if is_broken_pipe(&error) => Ok(()),
                    done => done.map_err(|error| Failure::new(Kind::Input, error)),
                }
            }
            Self::Check(check) => check.run(chosen),
            Self::ScorePages(pages) => pages.run(),
            Self::Formats => Ok(formats::run(io::stdout().lock())?),
        }
    }
}

fn annotate() -> Result<(), Failure> {
    let (input, output) = (io::stdin().lock(), io::stdout().lock());
    match annotate::run(&Annotator::builtin(), input, output) {
        Err(annotate::Error::Io(error)) if is_broken_pipe(&error) => Ok(()),
        done => done.map_err(|error| Failure::new(Kind::Input, error)),
    }
}

/// A system in which these variables are set.
#[cfg(test)]
fn variables(set: &[(&str, &str)]) -> impl Fn(&str) -> Option<String> {
    move |name: &str| {
        let known = set.iter().find(|(known, _)| *known == name);
        known.map(|(_, value)| (*value).to_owned())
    }
}
