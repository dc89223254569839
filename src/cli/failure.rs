//! Why a command failed: a kind, which is its exit code, what happened and what to do.

use std::fmt::Display;
use std::io::{self, Write};
use std::process::ExitCode;

use crate::text::safe::Safe;

/// What kind of failure it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The command line or the configuration is wrong: exit code 2.
    Usage,
    /// The archive, the state or a terminal cannot be used: exit code 3.
    Input,
}

/// A failure of a command.
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    message: String,
    hint: Option<String>,
}

impl Failure {
    /// A failure of this kind.
    pub fn new(kind: Kind, message: impl Display) -> Self {
        Self {
            kind,
            message: message.to_string(),
            hint: None,
        }
    }

    /// The same with a word on what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Prints the failure and returns its exit code.
    pub fn report(&self) -> ExitCode {
        let mut out = io::stderr().lock();
        // Where standard error is gone, the exit code has to do.
        let _ = writeln!(out, "kliping: {}", Safe::text(&self.message));
        if let Some(hint) = &self.hint {
            let _ = writeln!(out, "hint: {}", Safe::text(hint));
        }
        match self.kind {
            Kind::Usage => ExitCode::from(2),
            Kind::Input => ExitCode::from(3),
        }
    }
}

/// Whether an error of writing only means that the reader of a pipe has gone, which is no failure.
pub fn is_broken_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
