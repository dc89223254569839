//! What the user is doing about marks: the selection, the line of tags, the note, the passage, and the pages that list
//! notes and readings.

pub mod ask;
pub mod note;
pub mod pad;
pub mod pages;
pub mod passage;
pub(super) mod query;
pub mod selection;
mod sharing;
mod tags;
pub mod wish;

use std::time::Instant;

use super::layout::Pane;
use super::trail::Place;
use super::views::reader::Opened;
use super::{App, Effect, Target};
use crate::action::Action;
use crate::article::ArticleId;
use crate::library::marks::Remarks;
use crate::library::{Change, Kind};
use ask::Ask;
use note::NoteBox;
use pages::Reading;
use passage::Choosing;
use selection::Selection;
pub use wish::Wish;

/// The state of marking.
#[derive(Debug, Default)]
pub struct Marking {
    /// The articles that are selected in the list.
    pub selection: Selection,
    /// The line that asks for something: tags, a file, a command.
    pub ask: Option<Ask>,
    /// The note that is being written.
    pub note: Option<NoteBox>,
    /// The passage that is being chosen in the article.
    pub choosing: Option<Choosing>,
    /// The user's tags with how many articles carry each.
    pub tags: Vec<(String, usize)>,
    /// Where an article was last saved to.
    folder: Option<String>,
    /// What was piped into last.
    command: String,
}

/// What the workers answered about marks.
#[derive(Debug)]
pub enum Answer {
    /// The articles of some rows, for the selection.
    Picked(Vec<ArticleId>),
    /// The user's tags with how many articles carry each.
    Tags(Vec<(String, usize)>),
    /// Notes and highlights.
    Remarks(Vec<Remarks>),
    /// What was read when.
    Visits(Vec<Reading>),
    /// Marks of other machines were taken over.
    Merged {
        /// How many.
        taken: usize,
        /// Lines that were no marks.
        bad: usize,
    },
    /// A file that is there already was not written.
    Exists {
        /// The articles that were to be saved.
        target: Target,
        /// The file, as it was typed.
        path: String,
    },
    /// What a command that got an article printed, and how it ended.
    Piped {
        /// The command.
        command: String,
        /// What it printed.
        printed: String,
        /// Whether it succeeded.
        good: bool,
    },
    /// The text of a note after it was edited in another program.
    Edited {
        /// The article.
        id: ArticleId,
        /// The note.
        text: String,
    },
}

impl App {
    /// Does an action about marks.
    pub(super) fn act_on_marks(&mut self, action: Action, effects: &mut Vec<Effect>) {
        match action {
            Action::Select => self.select_row(),
            Action::SelectRange => self.select_range(effects),
            Action::SelectAgain => self.select_again(),
            Action::Tag => self.open_tags(false, effects),
            Action::TagAll => self.open_tags(true, effects),
            Action::Note => self.open_note(),
            Action::NoteInEditor => self.note_in_editor(effects),
            Action::Notes => self.open_remarks(effects),
            Action::Log => self.open_log(effects),
            Action::Save => self.open_save(),
            Action::Pipe => self.open_pipe(),
            Action::CopyQuotation => self.copy_quotation(effects),
            Action::ChoosePassage => self.choose_passage(),
            Action::Highlight => self.highlight(effects),
            _ => self.act_on_passage(action, effects),
        }
    }

    /// Takes over what the workers answered about marks.
    pub(super) fn answered_about_marks(&mut self, answer: Answer, effects: &mut Vec<Effect>) {
        match answer {
            Answer::Picked(ids) => self.marking.selection.add(ids),
            Answer::Tags(tags) => {
                self.marking.tags = tags;
                self.complete_tags();
                self.tags_listed();
            }
            Answer::Merged { taken, bad } => self.merged(taken, bad, effects),
            Answer::Remarks(remarks) => self.show_remarks(&remarks),
            Answer::Visits(visits) => self.show_visits(&visits),
            Answer::Exists { target, path } => self.ask_again(target, &path),
            Answer::Piped {
                command,
                printed,
                good,
            } => self.show_printed(&command, &printed, good),
            Answer::Edited { id, text } => effects.push(note::kept(id, &text)),
        }
    }

    /// Whether an action is done to the article under the cursor, or to all that are listed.
    const fn means_a_row(action: Action) -> bool {
        matches!(
            action,
            Action::ToggleRead
                | Action::ToggleStar
                | Action::MarkAllRead
                | Action::Tag
                | Action::TagAll
                | Action::Note
                | Action::NoteInEditor
                | Action::Select
                | Action::SelectRange
                | Action::Save
                | Action::Pipe
        )
    }

    /// Why an action cannot be done to a row at present, if it is done to one.
    pub(super) fn lacks_row(&self, action: Action) -> Option<&'static str> {
        if self.overlay.is_some() || !Self::means_a_row(action) {
            None
        } else if !self.shows_row() {
            Some(self.tongue.article_is_coming())
        } else if self.list.total == 0 {
            Some(self.tongue.no_article_here())
        } else {
            None
        }
    }

    /// Whether the list shows what was asked for: while another query is being answered, nobody can have seen the article
    /// that the cursor will stand on.
    fn shows_row(&self) -> bool {
        let waits = self.list.generation != self.generation;
        let other = self.answered != self.search.words || self.list.generation == 0;
        let missing = self.list.selected().is_none() && (self.list.total > 0 || self.list.more);
        !(missing || waits && other)
    }

    /// Whether it is certain that there is no article to go to.
    pub(super) fn lists_nothing(&self) -> bool {
        self.list.total == 0 && self.shows_row() && self.reader.opened.is_none()
    }

    /// The articles that an action is for: in the list the selection, else the article under the cursor.
    pub(super) fn target(&self) -> Option<Target> {
        let selection = &self.marking.selection;
        if self.focus == Pane::List && selection.is_on() {
            let (cursor, generation) = (self.list.cursor, self.list.generation);
            return Some(selection.target(cursor, generation));
        }
        let listed = self.list.selected()?;
        Some(Target::These(vec![listed.row.id]))
    }

    /// Ends the selection after something was done with it.
    pub(super) fn done_with_selection(&mut self) {
        if self.focus == Pane::List {
            self.marking.selection.finish();
        }
    }

    /// The article in view, if it is the one under the cursor.
    fn in_view(&self) -> Option<&Opened> {
        let opened = self.reader.opened.as_deref()?;
        let id = self.list.selected()?.row.id;
        (opened.article.id == id).then_some(opened)
    }

    /// The exchange of marks with other machines, as the settings want it.
    pub fn exchange(&self) -> Effect {
        Wish::Exchange(self.settings.marks.sync.clone()).into()
    }

    /// Exchanges what was just marked, where the settings want it.
    pub(super) fn exchange_change(&self, effects: &mut Vec<Effect>) {
        if !self.settings.marks.sync.is_empty() {
            effects.push(self.exchange());
        }
    }

    /// Shows marks that came from other machines.
    fn merged(&mut self, taken: usize, bad: usize, effects: &mut Vec<Effect>) {
        self.refresh_list(effects);
        if let Some(opened) = &self.reader.opened {
            self.load(opened.article.id, effects);
        }
        let number = |count| self.tongue.number(count);
        let text = if bad > 0 {
            self.tongue.merged_with_bad(number(taken), number(bad))
        } else if taken == 1 {
            self.tongue.merged_one().to_owned()
        } else {
            self.tongue.merged(number(taken))
        };
        self.say(&text);
    }

    /// Loads the article in view again where its note or its highlights changed.
    pub(super) fn show_changed_sheet(&mut self, change: &Change, effects: &mut Vec<Effect>) {
        let Some(opened) = &self.reader.opened else {
            return;
        };
        let id = opened.article.id;
        let concerns = change.parts.iter().any(|part| {
            matches!(part.key.kind, Kind::Note | Kind::Highlight) && part.ids.contains(&id)
        });
        if concerns {
            self.load(id, effects);
        }
    }

    /// Goes to an article, wherever it is in the archive, and to a byte of its text.
    pub(super) fn seek_article(
        &mut self,
        (id, byte): (ArticleId, usize),
        now: Instant,
        effects: &mut Vec<Effect>,
    ) {
        self.note_place();
        let place = Place {
            words: self.answered.clone(),
            scope: self.scope_in_force(),
            id,
            byte,
            focus: Pane::Reader,
        };
        self.go_to_place(&place, now, effects);
    }
}
