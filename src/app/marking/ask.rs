//! A line that asks for something: tags, a file to save to, a command to pipe into.

use super::super::prompt::Prompt;
use super::super::{App, Effect, Target};
use crate::words::Tongue;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Tags for articles.
    Tags {
        /// For which.
        target: Target,
        /// The tags that the line began with, where it holds all tags of one article.
        before: Option<Vec<String>>,
    },
    /// The file or folder to save to.
    Save {
        /// What.
        target: Target,
        /// Whether a file that is there shall be replaced: the path that was asked about.
        replace: Option<String>,
    },
    /// The command to give the text to.
    Pipe {
        /// Whose text.
        target: Target,
    },
}

/// The line and what it is for.
#[derive(Debug)]
pub struct Ask {
    /// What is asked for.
    pub what: Asking,
    /// The line with its completions.
    pub prompt: Prompt,
}

impl Ask {
    /// What stands before the line.
    pub fn sign(&self, tongue: Tongue) -> &'static str {
        match &self.what {
            Asking::Tags { .. } => tongue.ask_tags(),
            Asking::Save { .. } => tongue.ask_save(),
            Asking::Pipe { .. } => "| ",
        }
    }

    /// What stands behind the line.
    pub fn about(&self, tongue: Tongue) -> &'static str {
        match &self.what {
            Asking::Tags { before, .. } if before.is_some() => tongue.about_tags(),
            Asking::Tags { .. } => tongue.about_more_tags(),
            Asking::Save { .. } => tongue.about_save(),
            Asking::Pipe { .. } => tongue.about_pipe(),
        }
    }
}

impl App {
    /// Opens a line that asks for something.
    pub(super) fn ask(&mut self, what: Asking, text: &str) {
        self.overlay = None;
        self.marking.ask = Some(Ask {
            what,
            prompt: Prompt::new(text),
        });
    }

    /// Does what follows from a change of the line.
    pub(in crate::app) fn ask_changed(&mut self) {
        let Some(ask) = &mut self.marking.ask else {
            return;
        };
        if let Asking::Save { replace, .. } = &mut ask.what {
            *replace = None;
        }
        ask.prompt.changed(Vec::new());
        self.complete_tags();
    }

    /// Takes the line as it is.
    pub(in crate::app) fn accept_ask(&mut self, effects: &mut Vec<Effect>) {
        let Some(ask) = self.marking.ask.take() else {
            return;
        };
        let text = ask.prompt.line.text().trim().to_owned();
        match ask.what {
            Asking::Tags { target, before } => self.take_tags(target, before, &text, effects),
            Asking::Save { target, replace } => {
                self.take_save(target, replace.as_deref(), &text, effects);
            }
            Asking::Pipe { target } => self.take_pipe(target, &text, effects),
        }
    }
}
