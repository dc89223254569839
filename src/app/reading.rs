//! When an article counts as read, and what marks do to the state.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::layout::Pane;
use super::marking::Wish;
use super::views::reader::Opened;
use super::{App, Deed, Effect, Target};
use crate::article::ArticleId;
use crate::config::settings::ReadWhen;
use crate::library::{Change, Field, Mark};

impl App {
    /// Takes over a loaded article.
    pub(super) fn loaded(&mut self, id: ArticleId, opened: Option<Arc<Opened>>, now: Instant) {
        if self.wanted != Some(id) {
            return;
        }
        let same = self
            .reader
            .opened
            .as_ref()
            .is_some_and(|shown| shown.article.id == id);
        match opened {
            Some(opened) if same => self.reader.relight(opened),
            None => {
                self.reader.show(None, 0);
                self.fail(self.tongue.article_gone());
            }
            opened => {
                let known = self.list.position(id).and_then(|at| self.list.row(at));
                let place = known.and_then(|listed| listed.mark.place);
                self.reader.show(opened, place.unwrap_or(0) as usize);
                if let Some(due) = self.due_place(id) {
                    self.reader.go_to(due);
                }
            }
        }
        if self.focus == Pane::Reader {
            self.reader.enter(now);
        }
    }

    /// What the user did with the article in view, as the list knows it.
    pub fn mark_in_view(&self) -> Option<&Mark> {
        let opened = self.reader.opened.as_ref()?;
        let at = self.list.position(opened.article.id)?;
        self.list.row(at).map(|listed| &listed.mark)
    }

    /// Gives the keys to a pane.
    pub(super) fn focus_on(&mut self, pane: Pane, now: Instant, effects: &mut Vec<Effect>) {
        if pane == self.focus {
            return;
        }
        if self.focus == Pane::Reader {
            self.leave(now, effects);
            self.reader.find.clear();
            self.zen = false;
        }
        self.focus = pane;
    }

    /// Begins a visit where the reader has the keys and the article has come, and applies the rules that mark before
    /// the article is left.
    pub(super) fn visit(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        let shown = self.reader.opened.as_ref().map(|opened| opened.article.id);
        if self.focus != Pane::Reader || self.overlay.is_some() || shown != self.wanted {
            return;
        }
        self.reader.enter(now);
        let read = match self.settings.reader.read {
            ReadWhen::Open => true,
            ReadWhen::End => self.reader.reached_end(),
            ReadWhen::Leave | ReadWhen::Manual => false,
        };
        if read {
            self.mark_read(effects);
        }
    }

    /// Ends the visit of the article in view: its place is kept, and it is marked read where the rule says so.
    pub(super) fn leave(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        // Who has come to the end begins at the beginning the next time.
        let place = if self.reader.reached_end() {
            0
        } else {
            self.reader.place()
        };
        let Some((stayed, seen)) = self.reader.leave(now) else {
            return;
        };
        if !self.trail.is_bound() {
            self.note_place();
        }
        self.keep_place(u32::try_from(place).unwrap_or(0), effects);
        let reader = &self.settings.reader;
        let long = stayed >= Duration::from_secs(u64::from(reader.read_after));
        let was_read = long || seen >= usize::from(reader.read_past);
        if reader.read == ReadWhen::Leave && was_read {
            self.mark_read(effects);
        }
        if let Some(id) = self.wanted.filter(|_| was_read) {
            let wish = Wish::Log {
                id,
                seconds: stayed.as_secs(),
                seen: seen as u8,
            };
            effects.push(wish.into());
        }
    }

    /// Keeps how far the article in view was read, if that has changed.
    fn keep_place(&mut self, place: u32, effects: &mut Vec<Effect>) {
        let Some(id) = self.wanted else { return };
        if self.list.set_place(id, place) {
            effects.push(Effect::KeepPlace { id, place });
        }
    }

    /// Marks the article in view as read, unless it is or was marked by hand.
    fn mark_read(&mut self, effects: &mut Vec<Effect>) {
        let Some(id) = self.wanted else { return };
        let at = self.list.position(id);
        let unread = at
            .and_then(|at| self.list.row(at))
            .is_none_or(|listed| !listed.mark.read);
        if self.by_hand || !unread {
            return;
        }
        self.by_hand = true;
        effects.push(Effect::Mark {
            target: Target::These(vec![id]),
            field: Field::Read,
            value: true,
            deed: Deed::Read,
        });
    }

    /// Turns a mark of the selected article over.
    pub(super) fn toggle(&mut self, field: Field, effects: &mut Vec<Effect>) {
        let (Some(listed), Some(target)) = (self.list.selected(), self.target()) else {
            return;
        };
        // What happens to the article under the cursor happens to all that are selected.
        let value = match field {
            Field::Read => !listed.mark.read,
            Field::Starred => !listed.mark.starred,
        };
        self.by_hand = true;
        effects.push(Effect::Mark {
            target,
            field,
            value,
            deed: Deed::Made,
        });
        self.done_with_selection();
    }

    /// Fetches the rows of the list again, because their marks may be others.
    pub(super) fn refresh_list(&mut self, effects: &mut Vec<Effect>) {
        let (from, count) = self.list.refresh().unwrap_or_default();
        if count > 0 {
            effects.push(Effect::Fetch {
                generation: self.list.generation,
                from,
                count,
            });
        }
    }

    /// Shows marks that are on disk now.
    pub(super) fn marked(&mut self, deed: Deed, change: Option<Change>, effects: &mut Vec<Effect>) {
        self.list.frozen =
            self.scope_in_force() != crate::library::Scope::All || self.search.query.asks_flags();
        self.refresh_list(effects);
        if let Some(change) = &change {
            self.show_changed_sheet(change, effects);
            self.exchange_change(effects);
        }
        let undo = self.key_of(crate::action::Action::Undo);
        let redo = self.key_of(crate::action::Action::Redo);
        let tongue = self.tongue;
        let what = |change: &Change| (tongue.number(change.count()), tongue.reason(&change.label));
        let text = match (deed, change) {
            (Deed::Read, _) => return,
            (Deed::Made, Some(change)) => {
                let (count, label) = what(&change);
                tongue.change_made(count, label, undo)
            }
            (Deed::Undone, Some(change)) => {
                let (count, label) = what(&change);
                tongue.change_undone(count, label, redo)
            }
            (Deed::Redone, Some(change)) => {
                let (count, label) = what(&change);
                tongue.change_redone(count, label, undo)
            }
            (Deed::Made, None) => tongue.nothing_to_mark().to_owned(),
            (Deed::Undone, None) => tongue.nothing_to_undo().to_owned(),
            (Deed::Redone, None) => tongue.nothing_to_redo().to_owned(),
        };
        self.say(&text);
        self.introduce_marks(effects);
    }

    /// Ends the program, after the article in view was left.
    pub(super) fn quit(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        self.leave(now, effects);
        effects.push(Effect::Quit);
    }
}
