//! Places visited: back and forward through them, and those that were given a letter.

use std::collections::BTreeMap;
use std::time::Instant;

use super::layout::Pane;
use super::{App, Effect};
use crate::article::ArticleId;
use crate::library::Scope;

/// Places remembered in each direction.
const MOST: usize = 100;

/// A place to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The words of the search that the list answered.
    pub words: String,
    /// Which articles it showed.
    pub scope: Scope,
    /// The article.
    pub id: ArticleId,
    /// The first byte of its text on the screen.
    pub byte: usize,
    /// Which pane had the keys.
    pub focus: Pane,
}

impl Place {
    /// The place as one line: article, byte, scope, pane, words.
    fn written(&self) -> String {
        let scope = match self.scope {
            Scope::All => 'a',
            Scope::Unread => 'u',
            Scope::Starred => 's',
        };
        let focus = match self.focus {
            Pane::Reader => 'r',
            Pane::List | Pane::Side => 'l',
        };
        format!("{} {} {scope}{focus} {}", self.id, self.byte, self.words)
    }

    /// Reads what [`written`](Self::written) gave.
    fn read(line: &str) -> Option<Self> {
        let mut parts = line.splitn(4, ' ');
        let id = ArticleId::parse(parts.next()?)?;
        let byte = parts.next()?.parse().ok()?;
        let mut letters = parts.next()?.chars();
        let scope = match letters.next()? {
            'u' => Scope::Unread,
            's' => Scope::Starred,
            _ => Scope::All,
        };
        let focus = match letters.next()? {
            'r' => Pane::Reader,
            _ => Pane::List,
        };
        Some(Self {
            words: parts.next().unwrap_or_default().to_owned(),
            scope,
            id,
            byte,
            focus,
        })
    }
}

/// What a letter is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letter {
    /// To name this place with it.
    Name,
    /// To go to the place that has it.
    GoTo,
}

/// The places visited, and the named ones.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    back: Vec<Place>,
    forward: Vec<Place>,
    named: BTreeMap<char, Place>,
    /// What a letter is waited for.
    pub letter: Option<Letter>,
    /// The place that is being gone to, until its article has come.
    due: Option<Place>,
}

impl Trail {
    /// A trail with the named places that were kept, a line each.
    pub fn kept(lines: &str) -> Self {
        let named = lines.lines().filter_map(|line| {
            let (letter, place) = line.split_once(' ')?;
            Some((letter.chars().next()?, Place::read(place)?))
        });
        Self {
            named: named.collect(),
            ..Self::default()
        }
    }

    /// The named places as lines, to be kept.
    pub(super) fn written(&self) -> String {
        let lines = self.named.iter();
        let lines = lines.map(|(letter, place)| format!("{letter} {}", place.written()));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Whether a place is being gone to.
    pub(super) const fn is_bound(&self) -> bool {
        self.due.is_some()
    }

    /// Notes a place that is left for another.
    fn note(&mut self, place: Place) {
        self.forward.clear();
        if self.back.last() != Some(&place) {
            self.back.push(place);
        }
        let surplus = self.back.len().saturating_sub(MOST);
        self.back.drain(..surplus);
    }
}

impl App {
    /// The place in view.
    fn here(&self) -> Option<Place> {
        let id = self.wanted?;
        let shown = self.reader.opened.as_ref();
        let byte = if shown.is_some_and(|opened| opened.article.id == id) {
            self.reader.place()
        } else {
            0
        };
        Some(Place {
            words: self.answered.clone(),
            scope: self.scope_in_force(),
            id,
            byte,
            focus: self.focus,
        })
    }

    /// Notes the place in view before a jump.
    pub(super) fn note_place(&mut self) {
        if let Some(place) = self.here() {
            self.trail.note(place);
        }
    }

    /// Goes back through the places visited, or forward again.
    pub(super) fn retrace(&mut self, forward: bool, now: Instant, effects: &mut Vec<Effect>) {
        let here = self.here();
        let trail = &mut self.trail;
        let (from, to) = if forward {
            (&mut trail.forward, &mut trail.back)
        } else {
            (&mut trail.back, &mut trail.forward)
        };
        // A place that is the one in view already is no step.
        while from.last().is_some() && from.last() == here.as_ref() {
            from.pop();
        }
        let Some(place) = from.pop() else {
            let said = if forward {
                self.tongue.nothing_forward()
            } else {
                self.tongue.nothing_back()
            };
            return self.say(said);
        };
        to.extend(here);
        self.go_to_place(&place, now, effects);
    }

    /// Waits for a letter.
    pub(super) fn ask_letter(&mut self, letter: Letter) {
        self.trail.letter = Some(letter);
        self.say(match letter {
            Letter::Name => self.tongue.ask_letter(),
            Letter::GoTo => self.tongue.ask_letter_to(),
        });
    }

    /// Takes the letter that was waited for.
    pub(super) fn take_letter(&mut self, letter: char, now: Instant, effects: &mut Vec<Effect>) {
        match self.trail.letter.take() {
            Some(Letter::Name) => {
                let Some(place) = self.here() else { return };
                self.trail.named.insert(letter, place);
                effects.push(Effect::Remember {
                    name: NAMED_PLACES.to_owned(),
                    value: self.trail.written(),
                });
                let key = self.key_of(crate::action::Action::GoToMark);
                self.say(&self.tongue.place_named(letter, key));
            }
            Some(Letter::GoTo) => match self.trail.named.get(&letter).cloned() {
                Some(place) => {
                    self.note_place();
                    self.go_to_place(&place, now, effects);
                }
                None => self.say(&self.tongue.no_place_named(letter)),
            },
            None => {}
        }
    }

    /// Goes to a place: to its article in the list that showed it, and to its line.
    pub(super) fn go_to_place(&mut self, place: &Place, now: Instant, effects: &mut Vec<Effect>) {
        self.overlay = None;
        let id = place.id;
        self.trail.due = Some(place.clone());
        self.focus_on(place.focus, now, effects);
        let same = place.words == self.answered && place.scope == self.scope_in_force();
        match self.list.position(id).filter(|_| same) {
            Some(at) if self.wanted == Some(id) => {
                self.trail.due = None;
                self.list.go_to(at);
                self.reader.go_to(place.byte);
            }
            Some(at) => self.list.go_to(at),
            None => {
                self.search.take(&place.words);
                self.take_scope(place.scope);
                self.search_again(Some(id), effects);
            }
        }
    }

    /// A search for a place was answered. Where its list no longer has the article, everything is shown around it.
    pub(super) fn arrived(&mut self, position: Option<usize>, effects: &mut Vec<Effect>) {
        let Some(place) = &self.trail.due else { return };
        let id = place.id;
        if position.is_some() {
            return;
        }
        if self.search.words.is_empty() && self.scope_in_force() == Scope::All {
            self.trail.due = None;
            return self.say(self.tongue.article_gone());
        }
        self.search.take("");
        self.take_scope(Scope::All);
        self.search_again(Some(id), effects);
    }

    /// Shows these articles, with the search that is in force or without one.
    pub(super) fn take_scope(&mut self, scope: Scope) {
        if self.search.words.is_empty() {
            self.scope = scope;
        } else {
            self.found_scope = Some(scope);
        }
    }

    /// The byte to show of an article that has come, if it was gone to.
    pub(super) fn due_place(&mut self, id: ArticleId) -> Option<usize> {
        let due = self.trail.due.take_if(|place| place.id == id)?;
        Some(due.byte)
    }

    /// Shows the articles around the one in view: of its outlet, or of its day.
    pub(super) fn neighbours(&mut self, of_day: bool, now: Instant, effects: &mut Vec<Effect>) {
        let Some(listed) = self.list.selected() else {
            return;
        };
        let row = &listed.row;
        let day = row.date.map(|date| format!("date:{}", date.date()));
        let outlet = row.outlet.as_deref();
        let outlet = outlet.map(|outlet| format!("outlet:\"{}\"", outlet.replace('"', " ")));
        let words = if of_day { day } else { outlet };
        match words {
            Some(words) => {
                self.note_place();
                self.show_around(&words, now, effects);
            }
            None if of_day => self.say(self.tongue.no_date_known()),
            None => self.say(self.tongue.no_outlet_known()),
        }
    }

    /// Shows what answers these words, with the article in view selected.
    pub(super) fn show_around(&mut self, words: &str, now: Instant, effects: &mut Vec<Effect>) {
        let id = self.wanted;
        self.focus_on(Pane::List, now, effects);
        self.search.take(words);
        self.take_scope(Scope::All);
        self.search_again(id, effects);
    }
}

/// The name under which named places are kept between sessions.
pub const NAMED_PLACES: &str = "named places";

#[cfg(test)]
mod tests {
    use super::*;

    fn place(byte: usize) -> Place {
        Place {
            words: "xiaomi date:2015 \"a b\"".to_owned(),
            scope: Scope::Unread,
            id: ArticleId([7; 16]),
            byte,
            focus: Pane::Reader,
        }
    }

    #[test]
    fn named_places_read_back() {
        let mut trail = Trail::default();
        trail.named.insert('a', place(12));
        trail.named.insert('é', place(0));
        let again = Trail::kept(&trail.written());
        assert_eq!(again.named, trail.named);
        assert!(Trail::kept("a\nb x y z\n\n").named.is_empty());
    }

    #[test]
    fn a_place_is_noted_once_and_the_oldest_go() {
        let mut trail = Trail::default();
        trail.forward.push(place(1));
        trail.note(place(2));
        trail.note(place(2));
        assert_eq!((trail.back.len(), trail.forward.len()), (1, 0));
        for byte in 0..2 * MOST {
            trail.note(place(byte));
        }
        assert_eq!(trail.back.len(), MOST);
        assert_eq!(trail.back.last(), Some(&place(2 * MOST - 1)));
    }
}
