//! What the pane at the left does: opens saved searches, narrows by facets, folds, and keeps its counts fresh.

use std::time::Instant;

use super::layout::{BESIDE, Pane};
use super::views::side::{self, Facet, Row, Section};
use super::{App, Effect};
use crate::action::Action;
use crate::config::settings::SideShow;
use crate::library::{Saved, SearchChange};

/// Screens at least this wide show the pane unasked, in cells.
const WIDE: u16 = 140;

impl App {
    /// Whether the pane is on the screen.
    pub(super) fn shows_side(&self) -> bool {
        let asked = self.side.asked.unwrap_or(match self.settings.side.show {
            SideShow::Wide => self.size.0 >= WIDE,
            SideShow::Always => true,
            SideShow::Never => false,
        });
        asked && !self.zen && (self.size.0 >= BESIDE || self.focus == Pane::Side)
    }

    /// Opens the pane and gives it the keys; closes it where it has them.
    pub(super) fn toggle_side(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        if self.focus == Pane::Side {
            self.side.asked = Some(false);
            self.focus_on(Pane::List, now, effects);
        } else {
            self.side.asked = Some(true);
            self.zen = false;
            self.focus_on(Pane::Side, now, effects);
        }
    }

    /// Goes to the pane at the left of the list, where it is shown.
    pub(super) fn focus_side(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        if self.shows_side() {
            self.focus_on(Pane::Side, now, effects);
        }
    }

    /// The pane that Tab goes to.
    pub(super) fn next_pane(&self) -> Pane {
        match self.focus {
            Pane::List => Pane::Reader,
            Pane::Reader if self.shows_side() => Pane::Side,
            Pane::Reader | Pane::Side => Pane::List,
        }
    }

    /// Does an action of the pane.
    pub(super) fn act_on_side(&mut self, action: Action, now: Instant, effects: &mut Vec<Effect>) {
        match action {
            Action::Side => self.toggle_side(now, effects),
            Action::FocusSide => self.focus_side(now, effects),
            Action::FoldSection => self.fold_section(),
            Action::SaveSearch => self.save_search(effects),
            Action::RenameSearch => self.rename_search(effects),
            Action::DeleteSearch => self.delete_search(effects),
            Action::MoveSearchUp => self.move_search(false, effects),
            Action::MoveSearchDown => self.move_search(true, effects),
            _ => {}
        }
    }

    /// Opens what is under the cursor of the pane.
    pub(super) fn open_side(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        match self.side.row() {
            Some(Row::Heading(section)) => {
                let folded = self.side.is_folded(section);
                self.side.fold(section, !folded);
            }
            Some(Row::Saved(_)) => {
                if let Some(saved) = self.side.search() {
                    let query = saved.query.clone();
                    self.search_for(query, None, effects);
                    self.focus_on(Pane::List, now, effects);
                }
            }
            Some(Row::Name(section, at)) => {
                if let Some(named) = self.side.names(section).get(at) {
                    let term = side::term(section, &named.name);
                    let words = side::toggled(&self.search.words, &term);
                    let keep = self.list.selected().map(|listed| listed.row.id);
                    self.search_for(words, keep, effects);
                }
            }
            Some(Row::More(section)) => self.side.show_all(section),
            Some(Row::Blank | Row::Hint) | None => {}
        }
    }

    fn fold_section(&mut self) {
        if let Some(section) = self.side.section() {
            self.side.fold(section, true);
        }
    }

    /// Asks for the name under which the query in force is to be saved.
    fn save_search(&mut self, effects: &mut Vec<Effect>) {
        if self.search.words.is_empty() {
            return self.say(self.tongue.nothing_to_save());
        }
        let words = self.search.words.clone();
        self.offer_prompt("save-search ", &words, effects);
    }

    fn rename_search(&mut self, effects: &mut Vec<Effect>) {
        match self.side.search() {
            Some(saved) => {
                let name = saved.name.clone();
                self.offer_prompt("rename-search ", &name, effects);
            }
            None => self.say(self.tongue.no_search_here()),
        }
    }

    /// Saves the query in force under a name.
    pub(super) fn save_search_as(
        &mut self,
        name: &str,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        if self.search.words.is_empty() {
            return Err(self.tongue.nothing_to_save().to_owned());
        }
        let name = self.name_of(name)?;
        let change = SearchChange::Save(Saved {
            name: name.clone(),
            query: self.search.words.clone(),
        });
        effects.push(Effect::ChangeSearches {
            change,
            said: self.tongue.search_saved(name),
        });
        Ok(())
    }

    /// Gives the saved search under the cursor another name.
    pub(super) fn rename_search_to(
        &mut self,
        name: &str,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        let to = self.name_of(name)?;
        let Some(saved) = self.side.search() else {
            return Err(self.tongue.no_search_here().to_owned());
        };
        let change = SearchChange::Rename {
            from: saved.name.clone(),
            to: to.clone(),
        };
        effects.push(Effect::ChangeSearches {
            change,
            said: self.tongue.search_renamed(to),
        });
        Ok(())
    }

    fn name_of(&self, typed: &str) -> Result<String, String> {
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(self.tongue.no_name().to_owned());
        }
        Ok(name)
    }

    fn delete_search(&mut self, effects: &mut Vec<Effect>) {
        let Some(saved) = self.side.search().cloned() else {
            return self.say(self.tongue.no_search_here());
        };
        effects.push(Effect::ChangeSearches {
            said: self.tongue.search_deleted(&saved.name, &saved.query),
            change: SearchChange::Delete(saved.name),
        });
    }

    fn move_search(&mut self, down: bool, effects: &mut Vec<Effect>) {
        let Some(saved) = self.side.search() else {
            return self.say(self.tongue.no_search_here());
        };
        let change = SearchChange::Move {
            name: saved.name.clone(),
            down,
        };
        effects.push(Effect::ChangeSearches {
            change,
            said: String::new(),
        });
    }

    /// Takes over the saved searches. The cursor stays on the one it was on.
    pub(super) fn searches_listed(&mut self, saved: Vec<Saved>) {
        let on = self.side.search().map(|saved| saved.name.clone());
        self.side.save(saved);
        let at = on.and_then(|name| self.side.saved.iter().position(|saved| saved.name == name));
        if let Some(at) = at {
            self.side.go_to(at + 1);
        }
    }

    /// Takes over what was counted of the articles found.
    pub(super) fn surveyed(&mut self, generation: u64, facets: Vec<Facet>) {
        if generation == self.generation {
            self.side.count(facets);
        }
    }

    /// Asks for counts where those on the screen no longer hold.
    pub(super) fn settle_side(&mut self, effects: &mut Vec<Effect>) {
        if self.side.stale && self.shows_side() && self.list.generation == self.generation {
            self.side.stale = false;
            effects.push(Effect::Survey {
                generation: self.generation,
                searches: self
                    .side
                    .saved
                    .iter()
                    .map(|saved| saved.query.clone())
                    .collect(),
            });
        }
    }

    /// Whether a name of a facet is asked for by the query in force.
    pub fn is_narrowed_by(&self, section: Section, name: &str) -> bool {
        side::place_of(&self.search.words, &side::term(section, name)).is_some()
    }
}
