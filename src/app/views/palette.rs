//! The palette: every action by what it does, narrowed by typing.

use crate::action::Action;
use crate::app::line::Line;
use crate::config::Keymap;

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
        let all: Vec<Choice> = Action::ALL
            .iter()
            .filter(|action| action.group() != crate::action::Group::Typing)
            .map(|&action| Choice {
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

    /// Narrows the choices to those that hold every word typed, those whose name begins with the first word first.
    pub fn filter(&mut self) {
        let typed = self.line.text().to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        let fits = |choice: &&Choice| {
            let (name, help) = (choice.action.name(), choice.action.help().to_lowercase());
            words
                .iter()
                .all(|word| name.contains(word) || help.contains(word))
        };
        self.choices = self.all.iter().filter(fits).cloned().collect();
        if let Some(first) = words.first() {
            self.choices
                .sort_by_key(|choice| !choice.action.name().starts_with(first));
        }
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
