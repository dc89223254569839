//! Copies of one story: a row for all of them or for each, and the page that lists the others.

use super::layout::Pane;
use super::views::Overlay;
use super::views::listed::Listed;
use super::views::page::{Page, Row};
use super::{App, Effect};
use crate::article::ArticleId;
use crate::config::settings::Copies;

impl App {
    /// Whether copies of one story are one row.
    pub(super) fn folds_copies(&self) -> bool {
        self.settings.list.copies == Copies::Folded
    }

    /// Shows copies of one story as one row, or each in its own.
    pub(super) fn turn_copies(&mut self, effects: &mut Vec<Effect>) {
        let (copies, said) = match self.settings.list.copies {
            Copies::Folded => (Copies::Apart, self.tongue.copies_apart()),
            Copies::Apart => (Copies::Folded, self.tongue.copies_folded()),
        };
        self.settings.list.copies = copies;
        self.say(said);
        let keep = self.list.selected().map(|listed| listed.row.id);
        self.search_again(keep, effects);
    }

    /// The article whose story is asked for.
    fn told_of(&self) -> Option<ArticleId> {
        let selected = self.list.selected().map(|listed| listed.row.id);
        if self.focus == Pane::Reader {
            self.wanted
        } else {
            selected
        }
    }

    /// Opens the page of the other articles that tell the story of the present one.
    pub(super) fn open_copies(&mut self, effects: &mut Vec<Effect>) {
        let Some(id) = self.told_of() else {
            return;
        };
        self.overlay = Some(Overlay::Page(Page::waiting(self.tongue.copies_title())));
        effects.push(Effect::ListCopies(id));
    }

    /// Shows the other articles, if their page still waits for them.
    pub(super) fn show_copies(&mut self, id: ArticleId, copies: &[Listed]) {
        if self.told_of() != Some(id) {
            return;
        }
        let rows = copies.iter().map(|listed| {
            let (row, mark) = (&listed.row, &listed.mark);
            let date = row.date.map(|date| self.day(Some(date), row.guessed_date));
            let parts: Vec<String> = date.into_iter().chain(row.outlet.clone()).collect();
            let signs = [(!mark.read, '●'), (mark.starred, '★')];
            let signs: String = signs
                .map(|(on, sign)| if on { sign } else { ' ' })
                .iter()
                .collect();
            Row {
                right: parts.join(" · "),
                ..Row::entry(&signs, &row.title, (row.id, 0))
            }
        });
        let rows = rows.collect();
        self.fill_page(self.tongue.copies_title(), rows, self.tongue.no_copies());
    }
}
