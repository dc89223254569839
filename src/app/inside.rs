//! Actions inside the article: finding, the cards of what is lit, its links.

use super::line::Line;
use super::views::Overlay;
use super::views::card::{self, Card, Light};
use super::views::lights::Passing;
use super::views::links::{Hints, Links, Typed};
use super::{App, Effect};
use crate::library::card::{Known, Subject};

impl App {
    /// Opens the line that finds in the article.
    pub(super) fn find(&mut self) {
        if self.reader.opened.is_some() {
            self.reader.find.open();
        }
    }

    /// Changes the line that finds in the article; the first hit from the top of the screen comes into view.
    pub(super) fn edit_find(&mut self, change: impl FnOnce(&mut Line)) {
        let (Some(opened), Some(line)) = (self.reader.opened.clone(), &mut self.reader.find.line)
        else {
            return;
        };
        change(line);
        let article = &opened.article;
        if self.reader.find.typed(article.id, &article.text) {
            self.reader.point = None;
            self.go_round(false);
        }
    }

    /// Leaves the line that finds in the article as if it had not been typed.
    pub(super) fn cancel_find(&mut self) {
        if let Some(opened) = self.reader.opened.clone() {
            let article = &opened.article;
            self.reader.find.cancel(article.id, &article.text);
            self.reader.point = None;
        }
    }

    /// Goes to the next hit of what is sought in the article; after the last comes the first.
    pub(super) fn next_found(&mut self, back: bool) {
        if self.reader.hits().is_empty() {
            let text = self.tongue.not_found_here(&self.reader.find.words);
            return self.say(&text);
        }
        let (hit, round) = self.go_round(back);
        let count = self.reader.hits().len();
        let said = match (round, back) {
            (false, _) => self.tongue.hit_of(hit + 1, count),
            (true, false) => self.tongue.hit_from_start(hit + 1, count),
            (true, true) => self.tongue.hit_from_end(hit + 1, count),
        };
        self.say(&said);
    }

    /// Steps through the hits in a ring; returns which it is and whether the ring was closed.
    fn go_round(&mut self, back: bool) -> (usize, bool) {
        let hits = self.reader.hits().to_vec();
        if let Some(hit) = self.reader.step(&hits, back) {
            return (hit, false);
        }
        let end = if back {
            hits.len().saturating_sub(1)
        } else {
            0
        };
        if let Some(span) = hits.get(end) {
            self.reader.point = Some(*span);
            self.reader.reveal(span.start);
        }
        (end, true)
    }

    /// What is lit in the article at this moment besides its own lights.
    pub fn passing(&self) -> Passing<'_> {
        Passing {
            hits: self.reader.hits(),
            point: self.reader.point,
            marked: self
                .reader
                .opened
                .as_ref()
                .map_or(&[][..], |opened| &opened.marked),
            chosen: self.chosen(),
        }
    }

    /// Puts the point on what is lit at a byte of the text, and opens it where it is a name.
    pub(super) fn point_at(&mut self, byte: usize, effects: &mut Vec<Effect>) {
        let Some(opened) = self.reader.opened.clone() else {
            return;
        };
        self.reader.point = opened.lit.at(byte);
        let lit = self
            .reader
            .point
            .and_then(|span| card::light(&opened, span));
        match lit {
            Some(Light::Name(subject)) => self.open_card(subject, effects),
            Some(Light::Link(link)) => {
                if let Some(link) = opened.links.get(link) {
                    self.say(&self.tongue.leads_to(&link.address));
                }
            }
            None => {}
        }
    }

    /// Opens what is lit at the point; without one, the first light in view.
    pub(super) fn open_light(&mut self, effects: &mut Vec<Effect>) {
        let Some(opened) = self.reader.opened.clone() else {
            return;
        };
        let point = self
            .reader
            .point
            .filter(|point| self.reader.in_view(point.start));
        let span = point.or_else(|| {
            let mut lights = opened.lit.openable();
            lights.find(|span| self.reader.in_view(span.start))
        });
        let lit = span.and_then(|span| card::light(&opened, span));
        self.reader.point = span.filter(|_| lit.is_some()).or(self.reader.point);
        match lit {
            Some(Light::Name(subject)) => self.open_card(subject, effects),
            Some(Light::Link(link)) => self.open_link(link, false, effects),
            None if self.enlarge_in_view() => {}
            None => self.say(self.tongue.nothing_lit()),
        }
    }

    fn open_card(&mut self, subject: Subject, effects: &mut Vec<Effect>) {
        let Some(opened) = self.reader.opened.clone() else {
            return;
        };
        effects.push(Effect::LookUp(subject.clone()));
        let card = Card::new(subject, &opened, self.tongue);
        self.overlay = Some(Overlay::Card(Box::new(card)));
    }

    /// Takes over what is known of a name beyond the article.
    pub(super) fn looked_up(&mut self, subject: &Subject, known: Known) {
        if let Some(Overlay::Card(card)) = &mut self.overlay
            && card.subject == *subject
        {
            card.known = Some(known);
        }
    }

    /// Puts letters on the links in view.
    pub(super) fn hint_links(&mut self) {
        let Some(opened) = &self.reader.opened else {
            return;
        };
        let links = opened.links.iter().enumerate();
        let in_view: Vec<usize> = links
            .filter(|(_, link)| self.reader.in_view(link.span.start))
            .map(|(at, _)| at)
            .collect();
        if in_view.is_empty() {
            return self.say(self.tongue.no_links_in_view());
        }
        self.reader.hints = Some(Hints::new(in_view.into_iter()));
        self.say(self.tongue.choose_link());
    }

    pub(super) fn take_hint(&mut self, typed: char, effects: &mut Vec<Effect>) {
        let Some(hints) = &mut self.reader.hints else {
            return;
        };
        match hints.take(typed) {
            Typed::More => {}
            Typed::Link(link, capital) => {
                self.reader.hints = None;
                self.open_link(link, capital, effects);
            }
            Typed::Nothing => {
                let letters = std::mem::take(&mut hints.typed);
                self.reader.hints = None;
                self.say(&self.tongue.no_such_hint(letters));
            }
        }
    }

    /// Opens a link of the article in the browser, or copies its address.
    fn open_link(&mut self, link: usize, copy: bool, effects: &mut Vec<Effect>) {
        let opened = self.reader.opened.as_ref();
        let Some(link) = opened.and_then(|opened| opened.links.get(link)) else {
            return;
        };
        let address = link.address.to_string();
        self.reader.point = Some(link.span);
        effects.push(if copy {
            Effect::Copy {
                text: address,
                what: self.tongue.the_link(),
            }
        } else {
            Effect::OpenAddress(address)
        });
    }

    /// Lists the links of the article.
    pub(super) fn list_links(&mut self) {
        let Some(opened) = &self.reader.opened else {
            return;
        };
        let links = Links::new(opened, self.tongue);
        if links.rows.is_empty() {
            return self.say(self.tongue.no_links());
        }
        self.overlay = Some(Overlay::Links(links));
    }

    fn listed_link(&self) -> Option<String> {
        match &self.overlay {
            Some(Overlay::Links(links)) => links.chosen().map(|(_, address)| address.to_string()),
            _ => None,
        }
    }

    pub(super) fn open_listed_link(&mut self, effects: &mut Vec<Effect>) {
        effects.extend(self.listed_link().map(Effect::OpenAddress));
    }

    pub(super) fn copy_listed_link(&mut self, effects: &mut Vec<Effect>) {
        let what = self.tongue.the_link();
        effects.extend(self.listed_link().map(|text| Effect::Copy { text, what }));
    }
}
