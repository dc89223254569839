//! The articles that are selected in the list: one by one, or from one row to another.

use std::collections::HashSet;

use super::super::{App, Effect, Target};
use super::Wish;
use crate::article::ArticleId;

/// The selection. It holds identities, so that rows may move under it.
#[derive(Debug, Default)]
pub struct Selection {
    ids: HashSet<ArticleId>,
    /// Where a range that goes on to the cursor began: the search, and the row.
    range: Option<(u64, usize)>,
    /// What was selected before.
    last: HashSet<ArticleId>,
}

impl Selection {
    /// Whether anything is selected.
    pub fn is_on(&self) -> bool {
        !self.ids.is_empty() || self.range.is_some()
    }

    /// Whether a row is selected.
    pub fn holds(&self, id: &ArticleId, row: usize, cursor: usize, generation: u64) -> bool {
        self.ids.contains(id)
            || self
                .rows(cursor, generation)
                .is_some_and(|(from, to)| (from..to).contains(&row))
    }

    /// How many articles are selected one by one, and how many rows the range has.
    pub fn counts(&self, cursor: usize, generation: u64) -> (usize, usize) {
        let rows = self.rows(cursor, generation);
        (self.ids.len(), rows.map_or(0, |(from, to)| to - from))
    }

    /// The rows of the range, half open.
    fn rows(&self, cursor: usize, generation: u64) -> Option<(usize, usize)> {
        let (searched, from) = self.range?;
        (searched == generation).then(|| (from.min(cursor), from.max(cursor) + 1))
    }

    /// What an action on the selection is for.
    pub(super) fn target(&self, cursor: usize, generation: u64) -> Target {
        let mut ids: Vec<_> = self.ids.iter().copied().collect();
        ids.sort_unstable();
        match self.rows(cursor, generation) {
            Some((from, to)) => Target::Rows {
                generation,
                from,
                to,
                besides: ids,
            },
            None => Target::These(ids),
        }
    }

    /// Selects articles.
    pub(super) fn add(&mut self, ids: Vec<ArticleId>) {
        self.ids.extend(ids);
    }

    /// Selects an article, or no longer.
    fn turn(&mut self, id: ArticleId) {
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
    }

    /// Ends the selection and remembers it.
    pub(super) fn finish(&mut self) {
        self.range = None;
        if !self.ids.is_empty() {
            self.last = std::mem::take(&mut self.ids);
        }
    }
}

impl App {
    /// Selects the article under the cursor, or no longer, and goes on to the next.
    pub(super) fn select_row(&mut self) {
        if let Some(listed) = self.list.selected() {
            self.marking.selection.turn(listed.row.id);
            self.list.step(1);
        }
    }

    /// Begins a range at the cursor, or ends it: its articles are selected.
    pub(super) fn select_range(&mut self, effects: &mut Vec<Effect>) {
        let (cursor, generation) = (self.list.cursor, self.list.generation);
        let selection = &mut self.marking.selection;
        let Some((from, to)) = selection.rows(cursor, generation) else {
            selection.range = (self.list.total > 0).then_some((generation, cursor));
            return;
        };
        selection.range = None;
        let held: Option<Vec<_>> = (from..to)
            .map(|row| self.list.row(row).map(|listed| listed.row.id))
            .collect();
        match held {
            Some(ids) => selection.add(ids),
            None => effects.push(Effect::Wish(Wish::Pick {
                generation,
                from,
                to,
            })),
        }
    }

    /// Selects again what was selected before.
    pub(super) fn select_again(&mut self) {
        let selection = &mut self.marking.selection;
        if selection.last.is_empty() {
            return self.say(self.tongue.nothing_selected_before());
        }
        selection.ids.extend(selection.last.iter().copied());
    }

    /// Ends the selection; returns whether there was one.
    pub(in crate::app) fn clear_selection(&mut self) -> bool {
        let was = self.marking.selection.is_on();
        self.marking.selection.finish();
        was
    }
}
