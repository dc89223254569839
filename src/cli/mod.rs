//! The commands of the program.

pub mod annotate;

use std::io;
use std::process::ExitCode;

use crate::annotate::Annotator;

/// Parses the command line, runs the command and says how it ended.
pub fn main() -> ExitCode {
    match annotate::run(
        &Annotator::builtin(),
        io::stdin().lock(),
        io::stdout().lock(),
    ) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
