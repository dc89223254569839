//! The note on an article while it is being written.

use super::super::line::Line;
use super::super::{App, Effect};
use super::Wish;
use super::pad::Pad;
use crate::action::Action;
use crate::article::ArticleId;

/// The box in which a note is written.
#[derive(Debug)]
pub struct NoteBox {
    /// The article.
    pub id: ArticleId,
    /// Its headline.
    pub title: String,
    /// The note as it is typed.
    pub pad: Pad,
    /// The note as it was.
    before: String,
}

impl App {
    /// Opens the box for the note on the article in view.
    pub(super) fn open_note(&mut self) {
        let Some(opened) = self.in_view() else {
            return self.say(self.tongue.article_is_coming());
        };
        let before = opened.sheet.note.clone().unwrap_or_default();
        let note = NoteBox {
            id: opened.article.id,
            title: opened.title.clone(),
            pad: Pad::new(&before),
            before,
        };
        self.overlay = None;
        self.marking.choosing = None;
        self.marking.note = Some(note);
    }

    /// Does an action in the box.
    pub(in crate::app) fn act_on_note(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let Some(note) = &mut self.marking.note else {
            return;
        };
        let pad = &mut note.pad;
        match action {
            Action::NoteLine => pad.split(),
            Action::Erase => pad.backspace(),
            Action::EraseNext => pad.delete(),
            Action::EraseWord => pad.edit(Line::delete_word),
            Action::EraseLine => pad.edit(Line::delete_to_start),
            Action::CursorLeft => pad.left(),
            Action::CursorRight => pad.right(),
            Action::CursorStart => pad.edit(Line::home),
            Action::CursorEnd => pad.edit(Line::end),
            Action::NoteUp => pad.vertical(false),
            Action::NoteDown => pad.vertical(true),
            Action::NoteKeep => self.keep_note(effects),
            Action::NoteDrop => {
                self.marking.note = None;
                self.say(self.tongue.note_left());
            }
            Action::NoteToEditor => {
                if let Some(note) = self.marking.note.take() {
                    let (id, text) = (note.id, note.pad.text());
                    effects.push(Effect::Wish(Wish::EditNote { id, text }));
                }
            }
            Action::Suspend => effects.push(Effect::Suspend),
            Action::Redraw => effects.push(Effect::Redraw),
            _ => {}
        }
    }

    /// Closes the box and keeps what is in it.
    fn keep_note(&mut self, effects: &mut Vec<Effect>) {
        let Some(note) = self.marking.note.take() else {
            return;
        };
        let text = note.pad.text();
        if text.trim_end() != note.before.trim_end() {
            effects.push(kept(note.id, &text));
        }
    }

    /// Writes the note on the article in view in another program.
    pub(super) fn note_in_editor(&mut self, effects: &mut Vec<Effect>) {
        let Some(opened) = self.in_view() else {
            return self.say(self.tongue.article_is_coming());
        };
        let (id, text) = (
            opened.article.id,
            opened.sheet.note.clone().unwrap_or_default(),
        );
        effects.push(Effect::Wish(Wish::EditNote { id, text }));
    }
}

/// What keeps a note; an empty one is taken away.
pub(super) fn kept(id: ArticleId, text: &str) -> Effect {
    let text = text.trim_end();
    let note = (!text.trim().is_empty()).then(|| text.to_owned());
    Wish::Note { id, note }.into()
}
