//! The commands of the program.

pub mod annotate;
pub mod demo;
pub mod failure;
pub mod formats;
pub mod open;
pub mod score;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::annotate::Annotator;
use failure::{Failure, Kind, is_broken_pipe};

/// A terminal reader for archived tech news
#[derive(Debug, Parser)]
#[command(name = "kliping", version, args_conflicts_with_subcommands = true, after_help = ENDING)]
struct Args {
    /// The archive: a folder or a file; without it the one opened last, at first the demo
    path: Option<PathBuf>,
    /// Open the demo archive that comes with the program
    #[arg(long, conflicts_with = "path")]
    demo: bool,
    /// Read this configuration instead of the user's own
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    /// Start with the default configuration
    #[arg(long, conflicts_with = "config", global = true)]
    no_config: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What stands at the end of the help.
const ENDING: &str = "Archives are opened read-only. Inside the program, ? shows the keys.";

/// The commands beside reading.
#[derive(Debug, Subcommand)]
enum Command {
    /// Find companies, quotations and sources in articles: JSON Lines of {"id","text"} in, answers out
    Annotate,
    /// List the archive formats that can be read
    Formats,
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
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
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
    match &args.command {
        None => open::run(
            args.path.as_deref(),
            args.demo,
            &open::Chosen {
                config: args.config.clone(),
                none: args.no_config,
            },
        ),
        Some(Command::Annotate) => {
            match annotate::run(
                &Annotator::builtin(),
                io::stdin().lock(),
                io::stdout().lock(),
            ) {
                Err(annotate::Error::Io(error)) if is_broken_pipe(&error) => Ok(()),
                done => done.map_err(|error| Failure::new(Kind::Input, error)),
            }
        }
        Some(Command::Score {
            folder,
            errors,
            markdown,
        }) => {
            let options = score::Options {
                errors: *errors,
                markdown: *markdown,
            };
            match score::run(&Annotator::builtin(), folder, options, io::stdout().lock()) {
                Err(score::Error::Write(error)) if is_broken_pipe(&error) => Ok(()),
                done => done.map_err(|error| Failure::new(Kind::Input, error)),
            }
        }
        Some(Command::Formats) => match formats::run(io::stdout().lock()) {
            Err(error) if is_broken_pipe(&error) => Ok(()),
            done => done.map_err(|error| Failure::new(Kind::Input, error)),
        },
    }
}
