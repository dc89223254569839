//! The pages that list notes, highlights and readings, and lead to the articles.

use jiff::civil::DateTime;

use super::super::views::Overlay;
use super::super::views::page::{Page, Row};
use super::super::{App, Effect};
use super::Wish;
use crate::action::Action;
use crate::article::ArticleId;
use crate::library::marks::{About, Remarks, Visit};
use crate::text::safe::Safe;

/// A reading with the time of day where the user is.
#[derive(Clone, Debug)]
pub struct Reading {
    /// When it began.
    pub began: DateTime,
    /// The reading.
    pub visit: Visit,
}

impl App {
    /// Opens the page of notes and highlights.
    pub(super) fn open_remarks(&mut self, effects: &mut Vec<Effect>) {
        self.overlay = Some(Overlay::Page(Page::waiting(self.tongue.notes_title())));
        effects.push(Effect::Wish(Wish::ListRemarks));
    }

    /// Opens the page of what was read when.
    pub(super) fn open_log(&mut self, effects: &mut Vec<Effect>) {
        self.overlay = Some(Overlay::Page(Page::waiting(self.tongue.log_title())));
        effects.push(Effect::Wish(Wish::ListVisits));
    }

    /// Shows notes and highlights, if their page still waits for them.
    pub(super) fn show_remarks(&mut self, all: &[Remarks]) {
        let mut rows = Vec::new();
        for remarks in all {
            let goal = (remarks.id, 0);
            if !rows.is_empty() {
                rows.push(Row::blank());
            }
            rows.push(Row::heading(
                &title(&remarks.about, &remarks.id),
                &byline(&remarks.about),
                goal,
            ));
            for (_, passage) in &remarks.highlights {
                let goal = (remarks.id, passage.at.max(1));
                rows.push(Row::entry("▎", &passage.words, goal));
            }
            let note = remarks.note.as_deref().unwrap_or_default();
            for (at, line) in note.lines().enumerate() {
                rows.push(Row::entry(if at == 0 { "✎" } else { " " }, line, goal));
            }
        }
        let title = self.tongue.notes_title();
        let (note, passage) = (Action::Note, Action::ChoosePassage);
        let empty = self
            .tongue
            .no_notes(self.key_of(note), self.key_of(passage));
        self.fill_page(title, rows, &empty);
    }

    /// Shows what was read when, if its page still waits for it.
    pub(super) fn show_visits(&mut self, visits: &[Reading]) {
        let mut rows: Vec<Row> = Vec::new();
        let mut day = None;
        for Reading { began, visit } in visits {
            if day != Some(began.date()) {
                if day.is_some() {
                    rows.push(Row::blank());
                }
                day = Some(began.date());
                let name = self.tongue.date(*began, &self.settings.list.date);
                rows.push(Row::group(&name));
            }
            let sign = format!(
                "{}  {:>8}  {:>3} %",
                began.strftime("%H:%M"),
                self.tongue.minutes_read(visit.seconds),
                visit.seen
            );
            let title = title(&visit.about, &visit.id);
            rows.push(Row::entry(&sign, &title, (visit.id, 0)));
        }
        let title = self.tongue.log_title();
        self.fill_page(title, rows, self.tongue.nothing_read());
    }
}

/// The headline of an article, or its identity where nothing is known of it.
fn title(about: &About, id: &ArticleId) -> String {
    if about.title.is_empty() {
        id.to_string()
    } else {
        Safe::line(&about.title).into_string()
    }
}

fn byline(about: &About) -> String {
    let parts = [about.date.as_deref(), about.outlet.as_deref()];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    Safe::line(&parts.join(" · ")).into_string()
}
