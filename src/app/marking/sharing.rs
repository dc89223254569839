//! Saving articles into files and giving them to other programs.

use super::super::views::Overlay;
use super::super::views::page::{Page, Row};
use super::super::{App, Effect, Target};
use super::Wish;
use super::ask::Asking;
use crate::config::settings;
use crate::library::paper::{self, Form};

impl App {
    /// Opens the line that asks where to save the article or the selection.
    pub(super) fn open_save(&mut self) {
        let Some(target) = self.target() else { return };
        let share = &self.settings.share;
        let mut folder = self
            .marking
            .folder
            .clone()
            .unwrap_or_else(|| share.folder.clone());
        if !folder.is_empty() && !folder.ends_with('/') {
            folder.push('/');
        }
        let one = matches!(&target, Target::These(ids) if ids.len() == 1);
        let name = match self.list.selected() {
            Some(listed) if one => {
                let day = listed.row.date.map(|date| date.date().to_string());
                let name = paper::file_name(day.as_deref(), &listed.row.title);
                format!("{name}.{}", form(share.form).ending())
            }
            _ => String::new(),
        };
        let what = Asking::Save {
            target,
            replace: None,
        };
        self.ask(what, &format!("{folder}{name}"));
    }

    /// Saves to the path that was typed.
    pub(super) fn take_save(
        &mut self,
        target: Target,
        replace: Option<&str>,
        path: &str,
        effects: &mut Vec<Effect>,
    ) {
        if path.is_empty() {
            return;
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.marking.folder = Some(folder.to_owned());
        effects.push(Effect::Wish(Wish::Save {
            target,
            replace: replace == Some(path),
            path: path.to_owned(),
            form: form(self.settings.share.form),
        }));
        self.done_with_selection();
    }

    /// Asks whether a file that is there already shall be replaced.
    pub(super) fn ask_again(&mut self, target: Target, path: &str) {
        let what = Asking::Save {
            target,
            replace: Some(path.to_owned()),
        };
        self.ask(what, path);
        if let Some(ask) = &mut self.marking.ask {
            ask.prompt.wrong = Some(self.tongue.is_there().to_owned());
        }
    }

    /// Opens the line that asks for the command to give the text to.
    pub(super) fn open_pipe(&mut self) {
        if let Some(target) = self.target() {
            let command = self.marking.command.clone();
            self.ask(Asking::Pipe { target }, &command);
        }
    }

    /// Gives the text to the command that was typed.
    pub(super) fn take_pipe(&mut self, target: Target, command: &str, effects: &mut Vec<Effect>) {
        if command.is_empty() {
            return;
        }
        command.clone_into(&mut self.marking.command);
        effects.push(Effect::Wish(Wish::Pipe {
            target,
            command: command.to_owned(),
            shell: self.settings.share.shell,
        }));
        self.done_with_selection();
    }

    /// Shows what a command printed; one that printed nothing is only named.
    pub(super) fn show_printed(&mut self, command: &str, printed: &str, good: bool) {
        if printed.trim().is_empty() {
            let text = if good {
                self.tongue.given_to(command)
            } else {
                self.tongue.command_failed(command)
            };
            self.notice = Some(super::super::Notice {
                text,
                failed: !good,
            });
            return;
        }
        let rows = printed.lines().map(Row::plain).collect();
        let title = if good {
            command.to_owned()
        } else {
            self.tongue.command_failed(command)
        };
        self.overlay = Some(Overlay::Page(Page::new(title, rows, "")));
    }
}

/// The form that the settings ask for.
const fn form(form: settings::Form) -> Form {
    match form {
        settings::Form::Txt => Form::Txt,
        settings::Form::Md => Form::Md,
        settings::Form::Json => Form::Json,
        settings::Form::Csv => Form::Csv,
    }
}
