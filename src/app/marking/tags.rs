//! The line of tags: the tags of one article to be changed, or tags for many to be added and taken away.

use super::super::prompt::Choice;
use super::super::{App, Effect, Target, fit::fit};
use super::Wish;
use super::ask::Asking;
use crate::library::marks::tag_word;

/// Completions that are offered, at most.
const OFFERED: usize = 50;

impl App {
    /// Opens the line of tags for the article or the selection, or for everything that the list shows.
    pub(super) fn open_tags(&mut self, all: bool, effects: &mut Vec<Effect>) {
        let selected = self.focus == super::Pane::List && self.marking.selection.is_on();
        let target = if all && !selected {
            let generation = self.list.generation;
            (self.list.total > 0).then_some(Target::Found { generation })
        } else {
            self.target()
        };
        let Some(target) = target else { return };
        let before = self
            .list
            .selected()
            .filter(|_| !all && !selected)
            .map(|listed| listed.mark.tags.clone());
        let mut text = before.as_deref().unwrap_or_default().join(", ");
        if !text.is_empty() {
            text.push_str(", ");
        }
        effects.push(Effect::Wish(Wish::ListTags));
        self.ask(Asking::Tags { target, before }, &text);
        self.complete_tags();
    }

    /// Offers the user's tags for the one that is being typed.
    pub(super) fn complete_tags(&mut self) {
        let known = &self.marking.tags;
        let Some(ask) = &mut self.marking.ask else {
            return;
        };
        if !matches!(ask.what, Asking::Tags { .. }) || !ask.prompt.line.after().is_empty() {
            return;
        }
        let text = ask.prompt.line.text();
        let (head, typed) = text.rsplit_once(',').unwrap_or(("", text));
        let there: Vec<String> = head.split(',').filter_map(tag_word).collect();
        let typed = typed.trim();
        let (minus, typed) = match typed.strip_prefix('-') {
            Some(typed) => ("-", typed),
            None => ("", typed),
        };
        let head = if head.is_empty() {
            String::new()
        } else {
            format!("{head}, ")
        };
        let mut fitting: Vec<(u32, &(String, usize))> = known
            .iter()
            .filter(|(tag, _)| !there.contains(tag) && tag != typed)
            .filter_map(|tag| fit(typed, &tag.0, "").map(|how| (how, tag)))
            .collect();
        fitting.sort_by_key(|(how, (_, count))| (*how, std::cmp::Reverse(*count)));
        let choice = |(_, (tag, count)): (u32, &(String, usize))| Choice {
            line: format!("{head}{minus}{tag}, "),
            name: tag.clone(),
            about: self.tongue.articles(self.tongue.number(*count)),
            keys: String::new(),
        };
        let choices = fitting.into_iter().take(OFFERED).map(choice).collect();
        ask.prompt.offer(choices);
    }

    /// Takes the line of tags: what is new in it is added, what is gone from it or has a minus is taken away.
    pub(super) fn take_tags(
        &mut self,
        target: Target,
        before: Option<Vec<String>>,
        text: &str,
        effects: &mut Vec<Effect>,
    ) {
        let (mut add, mut remove) = (Vec::new(), Vec::new());
        for word in text.split(',').map(str::trim) {
            let (list, word) = match word.strip_prefix('-') {
                Some(word) => (&mut remove, word),
                None => (&mut add, word),
            };
            list.extend(tag_word(word).filter(|tag| !list.contains(tag)));
        }
        if let Some(before) = before {
            remove.extend(before.iter().filter(|tag| !add.contains(tag)).cloned());
            add.retain(|tag| !before.contains(tag));
        }
        add.retain(|tag| !remove.contains(tag));
        if !add.is_empty() || !remove.is_empty() {
            effects.push(Effect::Wish(Wish::Tag {
                target,
                add,
                remove,
            }));
            self.done_with_selection();
        }
    }
}
