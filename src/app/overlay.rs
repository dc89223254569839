//! The view over the panes: the cells it takes, and what keys and clicks do in it.

use std::time::Instant;

use super::layout::{self, Area};
use super::views::Overlay;
use super::views::page::{Page, Row};
use super::{App, Effect};

/// Cells across the rows of a card, at most.
const CARD: u16 = 72;
/// Cells across the choices of a menu, at most.
const MENU: u16 = 42;

impl App {
    /// The cells that a page over the panes takes, its frame included.
    pub fn page_area(&self) -> Area {
        Area::new(
            0,
            self.layout.header.height,
            self.size.0,
            self.size
                .1
                .saturating_sub(self.layout.header.height + self.layout.status.height),
        )
    }

    /// Where the rows of a card stand on the screen: at the bottom of the reader, or at its top where the name it is about
    /// is below.
    pub fn card_area(&self) -> Area {
        let Some(Overlay::Card(card)) = &self.overlay else {
            return Area::default();
        };
        let mut pane = self.layout.reader;
        if pane.is_empty() {
            pane = self.page_area();
        }
        let width = pane.width.saturating_sub(6).min(CARD);
        let most = pane.height.saturating_sub(2);
        let rows = card.lines(usize::from(width), self.tongue).len() as u16;
        let height = rows.clamp(1, most.max(1)).min(most);
        let row = self
            .reader
            .point
            .map(|point| self.reader.row_of(point.start));
        let below = row
            .is_some_and(|row| row.saturating_sub(self.reader.top) >= usize::from(pane.height / 2));
        let y = if below {
            pane.y + 1
        } else {
            pane.y + pane.height.saturating_sub(height + 1)
        };
        Area {
            x: pane.x + 3.min(pane.width),
            y,
            width,
            height,
        }
    }

    /// Where the choices of a menu stand on the screen.
    pub fn menu_area(&self) -> Area {
        let Some(Overlay::Arrange(menu)) = &self.overlay else {
            return Area::default();
        };
        let page = self.page_area();
        let height = (menu.entries.len() as u16).min(page.height.saturating_sub(2));
        Area {
            x: page.x + 2.min(page.width),
            y: page.y + 1.min(page.height),
            width: MENU.min(page.width.saturating_sub(4)),
            height,
        }
    }

    /// Scrolls the view over the panes.
    pub(super) fn scroll_overlay(&mut self, by: isize) {
        let page = self.page_area();
        let height = usize::from(page.height.saturating_sub(2));
        let width = usize::from(layout::inside_page(page).width);
        match &mut self.overlay {
            Some(Overlay::Help(help)) => {
                let lines = help.lines(width).len();
                help.scroll.by(by, lines, height);
            }
            Some(Overlay::Problems(view)) => view.step(by),
            Some(Overlay::Picture(_)) => self.step_large(by.signum()),
            Some(Overlay::Facts(view)) => view.scroll.by(by, view.lines(width).len(), height),
            Some(Overlay::Page(page)) => page.by(by, height),
            Some(Overlay::Raw(view)) => {
                view.scroll
                    .by(by, view.head.len() + 1 + view.rows.len(), height);
            }
            Some(Overlay::Card(_)) => {
                let area = self.card_area();
                if let Some(Overlay::Card(card)) = &mut self.overlay {
                    let lines = card.lines(usize::from(area.width), self.tongue).len();
                    let last = lines.saturating_sub(usize::from(area.height));
                    card.top = card.top.saturating_add_signed(by).min(last);
                }
            }
            Some(Overlay::Palette(_) | Overlay::Arrange(_) | Overlay::Links(_)) | None => {}
        }
    }

    /// A click on a view over the panes: a menu's choice is taken, anything else closes the view.
    pub(super) fn clicked_overlay(&mut self, column: u16, row: u16, effects: &mut Vec<Effect>) {
        let inside = self.menu_area();
        let choice = match &self.overlay {
            Some(Overlay::Arrange(menu)) if inside.holds(column, row) => menu
                .entries
                .get(usize::from(row - inside.y))
                .map(|entry| entry.what),
            _ => None,
        };
        if choice.is_some() {
            self.arrange(choice, effects);
        } else {
            self.overlay = None;
        }
    }

    /// Whether something waits for a character, so that keys are typed.
    pub(super) fn asks(&self) -> bool {
        let over = matches!(
            self.overlay,
            Some(Overlay::Palette(_) | Overlay::Arrange(_) | Overlay::Card(_) | Overlay::Links(_))
        );
        let narrowed = matches!(&self.overlay, Some(Overlay::Help(help)) if help.line.is_some());
        over || narrowed || self.trail.letter.is_some() || self.reader.hints.is_some()
    }

    /// Takes a character that is typed where it chooses something rather than stands in a line.
    pub(super) fn pick(&mut self, typed: char, now: Instant, effects: &mut Vec<Effect>) -> bool {
        if self.trail.letter.is_some() {
            self.take_letter(typed, now, effects);
            return true;
        }
        if self.reader.hints.is_some() {
            self.take_hint(typed, effects);
            return true;
        }
        match &mut self.overlay {
            Some(Overlay::Arrange(menu)) => match (menu.by_letter(typed), typed) {
                (None, 'j' | 'k') => menu.step(typed == 'k'),
                (choice, _) => self.arrange(choice, effects),
            },
            Some(Overlay::Card(_)) => match typed {
                'j' | 'k' => self.scroll_overlay(if typed == 'k' { -1 } else { 1 }),
                'q' => self.overlay = None,
                _ => {}
            },
            Some(Overlay::Links(links)) => match typed {
                'j' | 'k' => links.step(typed == 'k'),
                'q' => self.overlay = None,
                'o' => self.open_listed_link(effects),
                'y' => self.copy_listed_link(effects),
                _ => {}
            },
            _ => return false,
        }
        true
    }

    /// Ends what waits for a character; returns whether something did.
    pub(super) fn stop_asking(&mut self) -> bool {
        let asked = self.trail.letter.take().is_some() | self.reader.hints.take().is_some();
        let over = self.overlay.take_if(|over| {
            matches!(
                over,
                Overlay::Arrange(_) | Overlay::Card(_) | Overlay::Links(_)
            )
        });
        asked || over.is_some()
    }

    /// Takes what is selected in a view that waits for a choice; returns whether there is one.
    pub(super) fn take_choice(&mut self, now: Instant, effects: &mut Vec<Effect>) -> bool {
        match &self.overlay {
            Some(Overlay::Arrange(menu)) => self.arrange(menu.chosen(), effects),
            Some(Overlay::Card(card)) => {
                let known = card.known.as_ref().map(|known| known.query.clone());
                let words = known.or_else(|| card.subject.queries().into_iter().next());
                let words = words.unwrap_or_default();
                self.overlay = None;
                self.note_place();
                self.show_around(&words, now, effects);
            }
            Some(Overlay::Links(_)) => self.open_listed_link(effects),
            _ => return false,
        }
        true
    }

    /// Goes to the next choice of such a view; returns whether there is one.
    pub(super) fn step_choice(&mut self, back: bool) -> bool {
        match &mut self.overlay {
            Some(Overlay::Arrange(menu)) => menu.step(back),
            Some(Overlay::Links(links)) => links.step(back),
            Some(Overlay::Card(_)) => self.scroll_overlay(if back { -1 } else { 1 }),
            _ => return false,
        }
        true
    }

    /// Fills the page of this name where it is open and waits.
    pub(super) fn fill_page(&mut self, title: &str, rows: Vec<Row>, empty: &str) {
        if let Some(Overlay::Page(page)) = &mut self.overlay
            && page.waits
            && page.title == title
        {
            *page = Page::new(title.to_owned(), rows, empty);
        }
    }

    /// Goes to the article of the row under the cursor of a page.
    pub(super) fn open_from_page(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        if matches!(self.overlay, Some(Overlay::Problems(_))) {
            return self.copy_from_page(effects);
        }
        let Some(Overlay::Page(page)) = &self.overlay else {
            return;
        };
        if let Some(goal) = page.goal() {
            self.seek_article(goal, now, effects);
        }
    }

    /// Copies what a page is about: of a problem its place, of a page about an article its address.
    pub(super) fn copy_from_page(&mut self, effects: &mut Vec<Effect>) {
        match &self.overlay {
            Some(Overlay::Problems(view)) => {
                let what = self.tongue.the_place();
                let place = view.chosen().map(|problem| problem.place.clone());
                effects.extend(place.map(|text| Effect::Copy { text, what }));
            }
            Some(Overlay::Facts(_) | Overlay::Raw(_)) => {
                let what = self.tongue.the_address();
                self.with_address(effects, |text| Effect::Copy { text, what });
            }
            _ => {}
        }
    }
}
