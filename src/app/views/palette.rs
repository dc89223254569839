//! The palette: every action by what it does, narrowed by typing.

use crate::action::Action;
use crate::app::fit::fit;
use crate::app::line::Line;
use crate::config::{Keymap, command};
use crate::words::Tongue;

/// An action in the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The action.
    pub action: Action,
    /// Its keys, as they are written.
    pub keys: String,
}

/// The palette view.
#[derive(Debug)]
pub struct Palette {
    /// What was typed.
    pub line: Line,
    /// The actions that fit, best first.
    pub choices: Vec<Choice>,
    /// The selected one.
    pub cursor: usize,
    all: Vec<Choice>,
}

impl Palette {
    /// The palette of every action that works while browsing.
    pub fn new(keymap: &Keymap) -> Self {
        let all: Vec<Choice> = command::actions()
            .map(|action| Choice {
                action,
                keys: keys(keymap, action),
            })
            .collect();
        Self {
            line: Line::default(),
            choices: all.clone(),
            cursor: 0,
            all,
        }
    }

    /// Narrows the choices to those that fit what was typed, the best first.
    pub fn filter(&mut self, tongue: Tongue) {
        let typed = self.line.text();
        let scored = self.all.iter().filter_map(|choice| {
            let action = choice.action;
            let score = fit(typed, action.name(), tongue.of(action.help()))?;
            Some((score, choice.clone()))
        });
        let mut scored: Vec<(u32, Choice)> = scored.collect();
        scored.sort_by_key(|(score, _)| *score);
        self.choices = scored.into_iter().map(|(_, choice)| choice).collect();
        self.cursor = 0;
    }

    /// Moves to the next choice, or going `back` to the one before.
    pub fn step(&mut self, back: bool) {
        let last = self.choices.len().saturating_sub(1);
        self.cursor = if back {
            self.cursor.saturating_sub(1)
        } else {
            (self.cursor + 1).min(last)
        };
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
