//! An archive that is being read: how far it is, what has come, what could not be read.

use super::layout::Pane;
use super::views::Overlay;
use super::{App, Effect};
use crate::archive::Problem;
use crate::library::{Progress, Scope, Summary};

impl App {
    /// Takes over how far the archive was read; new articles join the list.
    pub(super) fn progressed(&mut self, progress: Progress, effects: &mut Vec<Effect>) {
        let grew = self
            .progress
            .as_ref()
            .is_none_or(|before| before.added != progress.added);
        if progress.committed && grew {
            self.grown(effects);
        }
        self.progress = Some(progress);
    }

    /// Takes new articles into the list. The selected article stays under the cursor; a list that nobody has moved in
    /// stays at its top.
    fn grown(&mut self, effects: &mut Vec<Effect>) {
        if self.list.frozen {
            return;
        }
        if self.list.generation != self.generation {
            // What was asked before has not been answered; the cursor still stands in the result before it.
            return self.send_search(self.kept, effects);
        }
        let untouched = self.list.cursor == 0
            && self.focus == Pane::List
            && self.search.words.is_empty()
            && self.scope_in_force() == Scope::All;
        let keep = if untouched {
            None
        } else {
            self.list.selected().map(|listed| listed.row.id)
        };
        self.search_again(keep, effects);
        self.list.moves_go_on();
    }

    /// Takes over what reading the archive brought, and says so where there is something to know.
    pub(super) fn ingested(&mut self, summary: &Summary, effects: &mut Vec<Effect>) {
        self.progress = None;
        let matched = summary.matched;
        if summary.added > 0 || summary.removed > 0 || matched.fresh > 0 {
            self.grown(effects);
        }
        if matched.fresh > 0 {
            let (here, said, marks) = (matched.here, matched.said, matched.marks);
            return self.say(&self.tongue.taken_over(here, said, marks));
        }
        if summary.problems > 0 {
            let key = self.key_of(crate::action::Action::Problems);
            let added = self.tongue.count_of_articles(summary.added as usize);
            let problems = self.tongue.count_of_problems(summary.problems as usize);
            self.say(&self.tongue.read_with_problems(added, problems, key));
        }
    }

    /// Takes over the problems that were fetched.
    pub(super) fn problems_listed(&mut self, total: usize, rows: &[Problem]) {
        self.problems = total;
        if let Some(Overlay::Problems(view)) = &mut self.overlay {
            view.fill(total, rows, self.tongue);
        }
    }
}
