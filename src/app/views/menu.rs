//! A menu: a few choices, each behind a letter.

use super::stepped;

/// A choice of a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<T> {
    /// The letter that takes it.
    pub letter: char,
    /// What it is called.
    pub name: &'static str,
    /// How it stands at present; empty where there is nothing to say.
    pub now: String,
    /// Whether it is the one in force.
    pub on: bool,
    /// What is chosen.
    pub what: T,
}

/// A menu over the panes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Menu<T> {
    /// Its name.
    pub title: &'static str,
    /// Its choices.
    pub entries: Vec<Entry<T>>,
    /// The selected one.
    pub cursor: usize,
}

impl<T: Copy> Menu<T> {
    /// A menu of these choices with the one in force selected.
    pub fn new(title: &'static str, entries: Vec<Entry<T>>) -> Self {
        let cursor = entries.iter().position(|entry| entry.on).unwrap_or(0);
        Self {
            title,
            entries,
            cursor,
        }
    }

    /// Moves to the next choice, or going `back` to the one before.
    pub fn step(&mut self, back: bool) {
        self.cursor = stepped(self.cursor, back, self.entries.len());
    }

    /// What the selected choice is.
    pub fn chosen(&self) -> Option<T> {
        self.entries.get(self.cursor).map(|entry| entry.what)
    }

    /// What a letter chooses.
    pub fn by_letter(&self, letter: char) -> Option<T> {
        let entry = self.entries.iter().find(|entry| entry.letter == letter);
        entry.map(|entry| entry.what)
    }
}
