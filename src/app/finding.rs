//! The search line: what follows from typing in it, its completions, and what was searched before.

use super::prompt::Choice;
use super::{App, Effect, Msg};
use crate::action::Action;
use crate::article::ArticleId;
use crate::index::{FIELDS, HAS, IS, Key, Named, SORT, Suggestion, Typing};
use crate::words::Tongue;

/// The name under which the history of searches is kept.
pub const SEARCHES: &str = "searches";

impl App {
    /// Opens the search line.
    pub(super) fn open_search(&mut self, effects: &mut Vec<Effect>) {
        let selected = self.list.selected().map(|listed| listed.row.id);
        self.search.open(selected);
        self.offer_completions(effects);
        self.offer_suggestion();
    }

    /// Takes over what was found out about names, spelling, saved searches and facets.
    pub(super) fn learned(&mut self, msg: Msg) {
        match msg {
            Msg::NamesFound { line, names } => self.names_found(&line, names),
            Msg::Suggested {
                generation,
                suggestion,
            } => self.suggested(generation, suggestion),
            Msg::SearchesListed(saved) => self.searches_listed(saved),
            Msg::Surveyed { generation, facets } => self.surveyed(generation, facets),
            Msg::UnreadCounted(unread) => self.side.unread = unread,
            _ => {}
        }
    }

    /// Does what follows from a change of the search line.
    pub(super) fn search_changed(&mut self, effects: &mut Vec<Effect>) {
        if self.search.typed() {
            self.search_again(None, effects);
        }
    }

    /// Completes the search line anew after something was typed.
    pub(super) fn offer_completions(&mut self, effects: &mut Vec<Effect>) {
        let Some(prompt) = &self.search.line else {
            return;
        };
        let text = prompt.line.text().to_owned();
        let mut choices = Vec::new();
        if prompt.line.after().is_empty() {
            match Typing::of(&text) {
                Typing::Name { key, typed, .. } => effects.push(Effect::FindNames {
                    line: text.clone(),
                    key,
                    typed,
                }),
                Typing::Value { at, field, typed } => choices = values(&text, at, field, &typed),
                Typing::Word { .. } | Typing::Nothing => {}
            }
        }
        if let Some(prompt) = &mut self.search.line {
            prompt.changed(choices);
        }
    }

    /// Takes over the names that a line may go on with.
    pub(super) fn names_found(&mut self, line: &str, names: Vec<Named>) {
        let tongue = self.tongue;
        let Some(prompt) = &mut self.search.line else {
            return;
        };
        let Typing::Name { at, key, .. } = Typing::of(line) else {
            return;
        };
        if prompt.line.text() != line {
            return;
        }
        let head = line.get(..at).unwrap_or_default();
        // `#tag` is written out as `tag:"…"`.
        let field = if head.ends_with(':') {
            String::new()
        } else {
            format!("{}:", key.field())
        };
        let choice = |named: Named| Choice {
            line: match key {
                Key::Lang => format!("{head}{field}{} ", named.name),
                _ => format!("{head}{field}\"{}\" ", named.name.replace('"', "")),
            },
            name: named.name,
            about: match named.count {
                1 => tongue.in_one_article().to_owned(),
                count => tongue.in_articles(tongue.number(count)),
            },
            keys: String::new(),
        };
        prompt.offer(names.into_iter().map(choice).collect());
    }

    /// Takes over how a query was perhaps meant.
    pub(super) fn suggested(&mut self, generation: u64, suggestion: Option<Suggestion>) {
        if generation == self.generation {
            self.search.suggestion = suggestion;
            self.offer_suggestion();
        }
    }

    fn offer_suggestion(&mut self) {
        let tongue = self.tongue;
        let (Some(prompt), Some(meant)) = (&mut self.search.line, &self.search.suggestion) else {
            return;
        };
        if !prompt.choices.is_empty() {
            return;
        }
        let count = tongue.in_articles(tongue.number(meant.count));
        prompt.offer(vec![Choice {
            line: meant.line.clone(),
            name: meant.word.clone(),
            about: format!("{} {count}", tongue.meant_so()),
            keys: self
                .keymap
                .keys_of(Action::Complete, crate::action::Context::Line)
                .join(" "),
        }]);
    }

    /// Puts the next completion into the search line, or the one before. A bare word is completed to a field.
    pub(super) fn complete_search(&mut self, back: bool, effects: &mut Vec<Effect>) {
        let tongue = self.tongue;
        let Some(prompt) = &mut self.search.line else {
            return;
        };
        if prompt.choices.is_empty() {
            let text = prompt.line.text().to_owned();
            if let Typing::Word { at, typed } = Typing::of(&text) {
                prompt.offer(fields(&text, at, &typed, tongue));
            }
        }
        prompt.complete(back);
        self.search_changed(effects);
    }

    /// Goes through the searches made before.
    pub(super) fn recall_search(&mut self, back: bool, effects: &mut Vec<Effect>) {
        if let Some(prompt) = &mut self.search.line {
            prompt.recall(&self.searches, back);
            self.search_changed(effects);
        }
    }

    /// Keeps what was searched, and closes the line.
    pub(super) fn accept_search(&mut self, effects: &mut Vec<Effect>) {
        if self.search.error.is_some() {
            return;
        }
        let selected = self.list.selected().map(|listed| listed.row.id);
        if self.search.keep() {
            self.search_again(selected, effects);
        }
        self.remember_search(effects);
    }

    /// Puts another finished query in force, as a saved search or a facet does.
    pub(super) fn search_for(
        &mut self,
        words: String,
        keep: Option<ArticleId>,
        effects: &mut Vec<Effect>,
    ) {
        self.search.error = None;
        self.search.set(words);
        if let Some(error) = self.search.error.take() {
            self.fail(&error.message);
        }
        self.search_again(keep, effects);
        self.remember_search(effects);
    }

    fn remember_search(&mut self, effects: &mut Vec<Effect>) {
        if !self.search.words.is_empty() {
            self.searches.add(&self.search.words);
            effects.push(Effect::Remember {
                name: SEARCHES.to_owned(),
                value: self.searches.text(),
            });
        }
    }
}

/// The words that a field can have, those that begin as typed.
fn values(text: &str, at: usize, field: &str, typed: &str) -> Vec<Choice> {
    let names: Vec<&str> = match field {
        "is" => IS.to_vec(),
        "has" => HAS.to_vec(),
        _ => SORT.iter().map(|(name, _)| *name).collect(),
    };
    let head = text.get(..at).unwrap_or_default();
    names
        .into_iter()
        .filter(|name| name.starts_with(typed) && *name != typed)
        .map(|name| Choice {
            line: format!("{head}{name} "),
            name: name.to_owned(),
            about: String::new(),
            keys: String::new(),
        })
        .collect()
}

/// The fields that begin as typed.
fn fields(text: &str, at: usize, typed: &str, tongue: Tongue) -> Vec<Choice> {
    let head = text.get(..at).unwrap_or_default();
    FIELDS
        .iter()
        .filter(|(name, _)| name.starts_with(typed))
        .map(|(name, about)| Choice {
            line: format!("{head}{name}:"),
            name: format!("{name}:"),
            about: tongue.of(*about).to_owned(),
            keys: String::new(),
        })
        .collect()
}
