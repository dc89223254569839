//! Commands: what the command line and macros do, and how a command is completed.

use std::time::Instant;

use super::fit::fit;
use super::layout::Pane;
use super::marking::Wish;
use super::marking::query::{quoted_name, read_query};
use super::prompt::{Choice, Prompt};
use super::views::palette;
use super::{App, Effect, Orders, scope};
use crate::config::command::{self, Command, Verb};
use crate::config::live::LIVE;
use crate::config::settings::Settings;
use crate::library::Field;

impl App {
    /// Opens the command line with something in it.
    pub(super) fn open_prompt(&mut self, text: &str, effects: &mut Vec<Effect>) {
        self.overlay = None;
        self.prompt = Some(Prompt::new(text));
        self.prompt_changed(effects);
    }

    /// Opens the command line with a command in it, and something after it that a letter takes the place of.
    pub(super) fn offer_prompt(&mut self, kept: &str, offered: &str, effects: &mut Vec<Effect>) {
        self.overlay = None;
        self.prompt = Some(Prompt::offering(kept, offered));
        self.prompt_changed(effects);
    }

    /// Completes the command line anew after it was changed.
    pub(super) fn prompt_changed(&mut self, effects: &mut Vec<Effect>) {
        let Some(prompt) = &self.prompt else { return };
        let text = prompt.line.text().to_owned();
        if let Some(path) = text.trim_start().strip_prefix("open ") {
            effects.push(Effect::ListPaths(path.trim_start().to_owned()));
        }
        let tags = ["tag ", "untag "];
        if tags.iter().any(|verb| text.trim_start() == *verb) {
            effects.push(Effect::Wish(Wish::ListTags));
        }
        let choices = if prompt.line.after().is_empty() {
            self.completions(&text)
        } else {
            Vec::new()
        };
        if let Some(prompt) = &mut self.prompt {
            prompt.changed(choices);
        }
    }

    /// Completes the command line anew after the user's tags have come.
    pub(super) fn tags_listed(&mut self) {
        let Some(prompt) = &self.prompt else { return };
        let choices = self.completions(prompt.line.text());
        if let Some(prompt) = &mut self.prompt {
            prompt.offer(choices);
        }
    }

    /// Takes over the files and folders that a path may go on with.
    pub(super) fn paths_listed(&mut self, begun: &str, paths: Vec<String>) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        if prompt.line.text().trim_start() != format!("open {begun}") {
            return;
        }
        let choice = |path: String| Choice {
            line: format!("open {path}"),
            name: path,
            about: String::new(),
            keys: String::new(),
        };
        prompt.offer(paths.into_iter().map(choice).collect());
    }

    /// Does the command that was typed. A line that is no command stays, and says why.
    pub(super) fn accept_command(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        let Some(mut prompt) = self.prompt.take() else {
            return;
        };
        let text = prompt.line.text().trim().to_owned();
        match self.parse_command(&text) {
            Ok(None) => {}
            Ok(Some(command)) => {
                self.commands.add(&text);
                effects.push(Effect::Remember {
                    name: COMMANDS.to_owned(),
                    value: self.commands.text(),
                });
                self.run_command(&command, now, effects);
            }
            Err(wrong) => {
                prompt.wrong = Some(self.tongue.reason(&wrong));
                self.prompt = Some(prompt);
            }
        }
    }

    fn parse_command(&self, text: &str) -> Result<Option<Command>, String> {
        let macros = self.keymap.macros().iter();
        Command::parse(text, macros.map(|known| known.name.as_str()), self.tongue)
    }

    /// Does the commands of a macro, one after another.
    pub(super) fn run_macro(&mut self, at: usize, now: Instant, effects: &mut Vec<Effect>) {
        let commands = self.keymap.macros().get(at).map(|known| known.does.clone());
        for command in commands.unwrap_or_default() {
            self.run_command(&command, now, effects);
        }
    }

    /// Does a command.
    pub(super) fn run_command(
        &mut self,
        command: &Command,
        now: Instant,
        effects: &mut Vec<Effect>,
    ) {
        let done = match command {
            Command::Act(action) => {
                self.act(*action, now, effects);
                Ok(())
            }
            Command::Row(row) => self.go_to_row(*row, now, effects),
            Command::Verb(verb, what) => self.run_verb(*verb, what, effects),
            Command::Macro(name) => {
                let macros = self.keymap.macros();
                if let Some(at) = macros.iter().position(|known| known.name == *name) {
                    self.run_macro(at, now, effects);
                }
                Ok(())
            }
        };
        if let Err(reason) = done {
            self.fail(&reason);
        }
    }

    fn go_to_row(
        &mut self,
        row: usize,
        now: Instant,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        if row == 0 || row > self.list.total {
            let rows = self.tongue.number(self.list.total);
            return Err(self.tongue.no_row(row, rows));
        }
        self.focus_on(Pane::List, now, effects);
        self.list.go_to(row - 1);
        Ok(())
    }

    fn run_verb(
        &mut self,
        verb: Verb,
        what: &str,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        match verb {
            Verb::Theme => self.take_theme(what)?,
            Verb::Sort => {
                self.change_setting(self.order_setting(), what, effects)?;
            }
            Verb::Open => effects.push(Effect::OpenArchive(what.to_owned())),
            Verb::Set => {
                let (name, value) = what
                    .split_once(char::is_whitespace)
                    .ok_or_else(|| self.tongue.takes_something(verb.name(), verb.takes()))?;
                self.change_setting(name, value.trim(), effects)?;
                self.say(&self.tongue.setting_is(name, value.trim()));
            }
            Verb::Mouse => {
                let word = if what == "on" { "true" } else { "false" };
                self.change_setting("mouse", word, effects)?;
            }
            Verb::Search => {
                read_query(what, self.tongue)?;
                self.search_for(what.to_owned(), None, effects);
            }
            Verb::SaveSearch => self.save_search_as(what, effects)?,
            Verb::RenameSearch => self.rename_search_to(what, effects)?,
            Verb::Read => self.mark_query(what, Field::Read, true, effects)?,
            Verb::Unread => self.mark_query(what, Field::Read, false, effects)?,
            Verb::Star => self.mark_query(what, Field::Starred, true, effects)?,
            Verb::Unstar => self.mark_query(what, Field::Starred, false, effects)?,
            Verb::Tag | Verb::Untag => self.tag_query(verb, what, effects)?,
        }
        Ok(())
    }

    /// The setting that orders the list as it stands.
    fn order_setting(&self) -> &'static str {
        if self.search.words.is_empty() {
            "list.order"
        } else {
            "search.order"
        }
    }

    /// Takes the mouse, or leaves it to the terminal.
    pub(super) fn toggle_mouse(&mut self, effects: &mut Vec<Effect>) {
        let before = self.settings.clone();
        self.settings.mouse = !before.mouse;
        self.follow_settings(&before, effects);
    }

    /// Changes a setting and what follows from it.
    fn change_setting(
        &mut self,
        name: &str,
        value: &str,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        let before = self.settings.clone();
        self.settings.change(name, value, self.tongue)?;
        self.follow_settings(&before, effects);
        Ok(())
    }

    /// Brings the state in line with settings that changed.
    fn follow_settings(&mut self, before: &Settings, effects: &mut Vec<Effect>) {
        let now = self.settings.clone();
        if now.reader.width != before.reader.width {
            self.measure = now.reader.width;
        }
        if now.reader.lights != before.reader.lights {
            self.reader.lights = now.reader.lights;
        }
        if now.reader.fold != before.reader.fold {
            self.reader.toggle_fold();
        }
        if now.mouse != before.mouse {
            effects.push(Effect::Mouse(now.mouse));
            self.say(if now.mouse {
                self.tongue.mouse_taken()
            } else {
                self.tongue.mouse_left()
            });
        }
        self.tongue = now.language.or(self.system);
        let keep = self.list.selected().map(|listed| listed.row.id);
        if now.list.show != before.list.show {
            self.scope = scope(now.list.show);
            self.search_again(keep, effects);
        }
        if (now.list.order, now.search.order) != (before.list.order, before.search.order) {
            self.orders = Orders::of(&now);
            self.search_again(keep, effects);
        }
        if now.list.copies != before.list.copies {
            self.search_again(keep, effects);
        }
    }

    /// What the line may go on with, the best first.
    fn completions(&self, text: &str) -> Vec<Choice> {
        let typed = text.trim_start();
        let Some((name, rest)) = typed.split_once(char::is_whitespace) else {
            return self.commands_like(typed);
        };
        let Some(verb) = Verb::by_name(name) else {
            return Vec::new();
        };
        let rest = rest.trim_start();
        let words = |names: &mut dyn Iterator<Item = (String, String)>| {
            best(rest, names, |word| format!("{name} {word}"))
        };
        let plain = |word: &str| (word.to_owned(), String::new());
        match verb {
            Verb::Theme => words(&mut self.looks.themes.names().map(plain)),
            Verb::Mouse => words(&mut ["on", "off"].into_iter().map(plain)),
            Verb::Sort => {
                let orders = values(self.order_setting()).iter();
                words(&mut orders.map(|value| plain(value)))
            }
            Verb::Set => match rest.split_once(char::is_whitespace) {
                None => {
                    let names = LIVE.iter();
                    words(&mut names.map(|live| (format!("{} ", live.name), live.values.join(" "))))
                }
                Some((setting, value)) => best(
                    value.trim_start(),
                    &mut values(setting).iter().map(|value| plain(value)),
                    |word| format!("{name} {setting} {word}"),
                ),
            },
            Verb::Open
            | Verb::Search
            | Verb::SaveSearch
            | Verb::RenameSearch
            | Verb::Read
            | Verb::Unread
            | Verb::Star
            | Verb::Unstar => Vec::new(),
            Verb::Tag | Verb::Untag => {
                // Behind the name of the tag comes a query.
                let named = rest.contains(char::is_whitespace);
                let known = self.marking.tags.iter().filter(|_| !named);
                words(&mut known.map(|(tag, count)| {
                    let count = self.tongue.articles(self.tongue.number(*count));
                    (format!("{} ", quoted_name(tag)), count)
                }))
            }
        }
    }

    /// The commands that what was typed may mean.
    fn commands_like(&self, typed: &str) -> Vec<Choice> {
        let verbs = Verb::ALL.iter().map(|verb| Choice {
            line: format!("{} ", verb.name()),
            name: format!("{} {}", verb.name(), verb.takes()),
            about: self.tongue.of(verb.help()).to_owned(),
            keys: String::new(),
        });
        let actions = command::actions().map(|action| Choice {
            line: action.name().to_owned(),
            name: action.name().to_owned(),
            about: self.tongue.of(action.help()).to_owned(),
            keys: palette::keys(&self.keymap, action),
        });
        let macros = self.keymap.macros().iter().enumerate();
        let macros = macros.map(|(at, known)| Choice {
            line: known.name.clone(),
            name: known.name.clone(),
            about: known.about.clone(),
            keys: self.keymap.keys_of_macro(at).join("  "),
        });
        let all: Vec<Choice> = verbs.chain(macros).chain(actions).collect();
        let named = fitting(typed, &all, |_| "");
        // What no name fits may fit what a command means.
        if named.is_empty() {
            fitting(typed, &all, |choice| &choice.about)
        } else {
            named
        }
    }
}

/// The name under which the history of the command line is kept.
pub const COMMANDS: &str = "commands";

/// What a setting may be.
fn values(setting: &str) -> &'static [&'static str] {
    let live = LIVE.iter().find(|live| live.name == setting);
    live.map_or(&[], |live| live.values)
}

/// The names that fit, the best first, each with the line that it makes.
fn best(
    typed: &str,
    names: &mut dyn Iterator<Item = (String, String)>,
    line: impl Fn(&str) -> String,
) -> Vec<Choice> {
    let all: Vec<Choice> = names
        .map(|(name, about)| Choice {
            line: line(&name),
            name: name.trim_end().to_owned(),
            about,
            keys: String::new(),
        })
        .collect();
    fitting(typed, &all, |_| "")
}

/// The choices that fit, the best first; `about` says what else than the first word of the name may fit.
fn fitting<'a>(
    typed: &str,
    all: &'a [Choice],
    about: impl Fn(&'a Choice) -> &'a str,
) -> Vec<Choice> {
    let name = |choice: &'a Choice| choice.name.split(' ').next().unwrap_or_default();
    let mut fitting: Vec<(u32, &Choice)> = all
        .iter()
        .filter_map(|choice| Some((fit(typed, name(choice), about(choice))?, choice)))
        .collect();
    fitting.sort_by_key(|(score, _)| *score);
    fitting
        .into_iter()
        .map(|(_, choice)| choice.clone())
        .collect()
}
