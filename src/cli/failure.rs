//! Why a command failed: a kind, which is its exit code, what happened and what to do.

use std::fmt::{self, Display, Formatter};
use std::io::{self, Write};
use std::process::ExitCode;

use super::tongue;
use crate::library;
use crate::text::safe::Safe;
use crate::words::Tongue;

/// What kind of failure it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The reader of a pipe has gone, which is no failure: exit code 0, and nothing is said.
    Closed,
    /// There is nothing to print: exit code 1, as grep has it.
    Nothing,
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
    /// The language in which it is told already.
    told: Option<Tongue>,
}

impl Failure {
    /// A failure of this kind.
    pub fn new(kind: Kind, message: impl Display) -> Self {
        Self {
            kind,
            message: message.to_string(),
            hint: None,
            told: None,
        }
    }

    /// The same with a word on what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same, whose message and hint are in this language already. Others are in English, and said in that of the system.
    pub fn told_in(self, tongue: Tongue) -> Self {
        Self {
            told: Some(tongue),
            ..self
        }
    }

    /// Says something that is no failure where failures are said, so that it is not mixed with what is printed.
    pub fn say(text: &str) {
        // Where standard error is gone, nobody is left to be told.
        let _ = writeln!(io::stderr().lock(), "kliping: {}", Safe::text(text));
    }

    /// Prints the failure and returns its exit code.
    pub fn report(&self) -> ExitCode {
        if self.kind == Kind::Closed {
            return ExitCode::SUCCESS;
        }
        let tongue = self.told.unwrap_or_else(tongue::system);
        let said = |text: &str| match self.told {
            Some(_) => text.to_owned(),
            None => tongue.reason(text),
        };
        let mut out = io::stderr().lock();
        // Where standard error is gone, the exit code has to do.
        let _ = writeln!(out, "kliping: {}", Safe::text(&said(&self.message)));
        if let Some(hint) = &self.hint {
            let hint = tongue.said_hint(said(hint));
            let _ = writeln!(out, "{}", Safe::text(&hint));
        }
        match self.kind {
            Kind::Closed => ExitCode::SUCCESS,
            Kind::Nothing => ExitCode::from(1),
            Kind::Usage => ExitCode::from(2),
            Kind::Input => ExitCode::from(3),
        }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if is_broken_pipe(&error) {
            Self::new(Kind::Closed, error)
        } else {
            Self::new(Kind::Input, format!("cannot write: {error}"))
        }
    }
}

impl From<library::Error> for Failure {
    fn from(error: library::Error) -> Self {
        Self::new(Kind::Input, error)
    }
}

/// Whether an error of writing only means that the reader of a pipe has gone, which is no failure.
pub fn is_broken_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
