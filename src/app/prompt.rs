//! A line with completions and a history: the command line, the search line, the lines that ask for tags, files and commands.

use super::line::Line;

/// Lines that are remembered.
const REMEMBERED: usize = 200;

/// A completion of what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The whole line once it is taken.
    pub line: String,
    /// What the menu shows of it.
    pub name: String,
    /// What it means.
    pub about: String,
    /// The keys that do the same.
    pub keys: String,
}

/// The line while it is typed.
#[derive(Debug, Default)]
pub struct Prompt {
    /// What is typed.
    pub line: Line,
    /// The completions of it, the best first.
    pub choices: Vec<Choice>,
    /// The completion that stands in the line.
    pub chosen: Option<usize>,
    /// What is wrong with what was given.
    pub wrong: Option<String>,
    /// What was typed before a completion or an older line took its place.
    typed: String,
    /// How many lines back in the history it is; none where it is new.
    back: usize,
}

impl Prompt {
    /// A line with something in it.
    pub fn new(text: &str) -> Self {
        Self {
            line: Line::new(text),
            typed: text.to_owned(),
            ..Self::default()
        }
    }

    /// A line whose end is offered: a letter takes its place.
    pub fn offering(kept: &str, offered: &str) -> Self {
        Self {
            line: Line::offering(kept, offered),
            ..Self::new(&[kept, offered].concat())
        }
    }

    /// Takes note that the line was changed by typing.
    pub fn changed(&mut self, choices: Vec<Choice>) {
        self.line.text().clone_into(&mut self.typed);
        self.choices = choices;
        self.chosen = None;
        self.wrong = None;
        self.back = 0;
    }

    /// Takes over completions that came later.
    pub fn offer(&mut self, choices: Vec<Choice>) {
        if self.chosen.is_none() {
            self.choices = choices;
        }
    }

    /// Puts the next completion into the line, or the one before; past the last, what was typed.
    pub fn complete(&mut self, back: bool) {
        let places = self.choices.len() + 1;
        let at = self.chosen.map_or(0, |chosen| chosen + 1);
        let at = (at + if back { places - 1 } else { 1 }) % places;
        self.chosen = at.checked_sub(1);
        let text = match self.chosen.and_then(|chosen| self.choices.get(chosen)) {
            Some(choice) => choice.line.clone(),
            None => self.typed.clone(),
        };
        self.line = Line::new(text);
        self.wrong = None;
    }

    /// Puts what was typed before what stands there into the line, or the one after it; of all that were
    /// typed, those that begin as the line did.
    pub fn recall(&mut self, history: &History, back: bool) {
        let fitting: Vec<&String> = history
            .0
            .iter()
            .rev()
            .filter(|older| older.starts_with(&self.typed))
            .collect();
        self.back = if back {
            (self.back + 1).min(fitting.len())
        } else {
            self.back.saturating_sub(1)
        };
        let older = self.back.checked_sub(1).and_then(|at| fitting.get(at));
        self.line = Line::new(older.map_or(self.typed.as_str(), |older| older));
        self.chosen = None;
        self.wrong = None;
    }
}

/// What was typed before, the oldest first, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History(Vec<String>);

impl History {
    /// A history of these, the oldest first.
    pub fn new(lines: Vec<String>) -> Self {
        Self(lines)
    }

    /// The lines, the oldest first.
    pub fn into_inner(self) -> Vec<String> {
        self.0
    }

    /// Adds the newest.
    pub fn add(&mut self, line: &str) {
        self.0.retain(|older| older != line);
        self.0.push(line.to_owned());
        let spare = self.0.len().saturating_sub(REMEMBERED);
        self.0.drain(..spare);
    }

    /// One a line, to be kept.
    pub fn text(&self) -> String {
        self.0.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(line: &str) -> Choice {
        Choice {
            line: line.to_owned(),
            name: line.to_owned(),
            about: String::new(),
            keys: String::new(),
        }
    }

    #[test]
    fn completions_go_round_and_come_back_to_what_was_typed() {
        let mut prompt = Prompt::new("th");
        prompt.changed(vec![choice("theme "), choice("thin")]);
        let mut seen = Vec::new();
        for back in [false, false, false, true, true] {
            prompt.complete(back);
            seen.push(prompt.line.text().to_owned());
        }
        assert_eq!(seen, ["theme ", "thin", "th", "thin", "theme "]);
        prompt.changed(Vec::new());
        prompt.complete(false);
        assert_eq!(prompt.line.text(), "theme ");
    }

    #[test]
    fn older_commands_that_begin_alike_come_back() {
        let mut history = History::default();
        for command in ["theme ink", "quit", "theme snow", "theme ink"] {
            history.add(command);
        }
        assert_eq!(history.text(), "quit\ntheme snow\ntheme ink");
        let mut prompt = Prompt::new("th");
        let mut seen = Vec::new();
        for back in [true, true, true, false, false] {
            prompt.recall(&history, back);
            seen.push(prompt.line.text().to_owned());
        }
        assert_eq!(
            seen,
            ["theme ink", "theme snow", "theme snow", "theme ink", "th"]
        );
    }

    #[test]
    fn the_history_is_bounded() {
        let mut history = History::default();
        for number in 0..1000 {
            history.add(&number.to_string());
        }
        assert_eq!(history.text().lines().count(), REMEMBERED);
        assert!(history.text().ends_with("999"));
    }
}
