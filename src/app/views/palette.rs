//! The palette: everything that can be done by what it does, narrowed by typing.

use super::stepped;
use crate::action::Action;
use crate::app::fit::fit;
use crate::app::line::Line;
use crate::config::{Command, Keymap, Verb, command};
use crate::words::Tongue;

/// Something in the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it does, or the verb that has to be told what for.
    pub does: Result<Command, Verb>,
    /// Its name on the command line.
    pub name: String,
    /// One sentence about it.
    pub about: String,
    /// Its keys, as they are written.
    pub keys: String,
}

/// The palette view.
#[derive(Debug)]
pub struct Palette {
    /// What was typed.
    pub line: Line,
    /// The choices that fit, best first.
    pub choices: Vec<Choice>,
    /// The selected one.
    pub cursor: usize,
    all: Vec<Choice>,
}

impl Palette {
    /// The palette of every action that works while browsing, of the macros and of the verbs.
    pub fn new(keymap: &Keymap, tongue: Tongue) -> Self {
        let actions = command::actions().map(|action| Choice {
            does: Ok(Command::Act(action)),
            name: action.name().to_owned(),
            about: tongue.of(action.help()).to_owned(),
            keys: keys(keymap, action),
        });
        let macros = keymap.macros().iter().enumerate();
        let macros = macros.map(|(at, known)| Choice {
            does: Ok(Command::Macro(known.name.clone())),
            name: known.name.clone(),
            about: known.about.clone(),
            keys: keymap.keys_of_macro(at).join("  "),
        });
        let verbs = Verb::ALL.iter().map(|&verb| Choice {
            does: Err(verb),
            name: format!("{} …", verb.name()),
            about: tongue.of(verb.help()).to_owned(),
            keys: String::new(),
        });
        let all: Vec<Choice> = actions.chain(macros).chain(verbs).collect();
        Self {
            line: Line::default(),
            choices: all.clone(),
            cursor: 0,
            all,
        }
    }

    /// Narrows the choices to those that fit what was typed, the best first.
    pub fn filter(&mut self) {
        let typed = self.line.text();
        let scored = self
            .all
            .iter()
            .filter_map(|choice| Some((fit(typed, &choice.name, &choice.about)?, choice)));
        let mut scored: Vec<(u32, &Choice)> = scored.collect();
        scored.sort_by_key(|(score, _)| *score);
        self.choices = scored
            .into_iter()
            .map(|(_, choice)| choice.clone())
            .collect();
        self.cursor = 0;
    }

    /// Moves to the next choice, or going `back` to the one before.
    pub fn step(&mut self, back: bool) {
        self.cursor = stepped(self.cursor, back, self.choices.len());
    }
}

/// The keys of an action wherever it applies.
pub fn keys(keymap: &Keymap, action: Action) -> String {
    let mut keys: Vec<String> = Vec::new();
    for context in action.contexts() {
        for key in keymap.keys_of(action, *context) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
    }
    keys.join("  ")
}
