//! Whom a noun phrase names: the person behind a title, the body, somebody unnamed.

use crate::annotate::Speaker;
use crate::annotate::page::Shape;
use crate::text::Lang;

use super::cues::Tags;
use super::names::Names;
use super::reading::{Reading, Run};
use super::speakers::{Cast, Who, plain};

/// A name behind these is whom somebody unnamed speaks for ("juru bicara Google").
const SPEAKS_FOR: &[&str] = &[
    "for",
    "of",
    "at",
    "from",
    "bicara",
    "perwakilan",
    "karyawan",
    "executives",
    "jubir",
    "dari",
    "di",
];
/// Behind these nothing but a name stands, where another body may have more words ("MNC Sekuritas").
const STATE: &[&str] = &["RI", "AS", "DPR", "MPR", "DPD", "KPK", "TNI", "MUI"];

impl Cast<'_, '_> {
    /// The name in a noun phrase, with the title around it.
    pub(super) fn named(&self, run: Run) -> (Speaker, Who) {
        let reading = self.reading;
        let comma = (run.start..run.end)
            .find(|&at| reading.mark(at, ",") || reading.reads(at, &["selaku"]));
        if let Some(comma) = comma {
            let (mut left, right) = (Run::new(run.start, comma), Run::new(comma + 1, run.end));
            let office = |run: Run| (run.start..run.end).any(|at| reading.is(at, Tags::ROLE));
            if office(left) && reading.all_names(right) && !office(right) {
                return (self.titled(right, Some(left)), Who::Person);
            }
            // "salah satu penulis, Rina Tan, profesor dari University of X"
            let second = (right.start..right.end).find(|&at| reading.mark(at, ","));
            let between = Run::new(right.start, second.unwrap_or(right.end));
            let described = second.is_some_and(|second| {
                reading.is(second + 1, Tags::ROLE | Tags::DETERMINER) && between.len() > 1
            });
            if described && office(left) && reading.all_names(between) {
                return (self.titled(between, Some(left)), Who::Person);
            }
            if left.len() > 1 && reading.is(left.start, Tags::DETERMINER) {
                left.start += 1;
            }
            let honoured = left.len() > 2
                && reading.is(left.start, Tags::HONORIFIC)
                && !reading.all_names(right);
            if reading.all_names(left) && (!reading.is(left.start, Tags::ROLE) || honoured) {
                return (self.titled(left, Some(right)), Who::Person);
            }
            if reading.all_names(right) || self.title_then_name(right) {
                return (self.titled(right, Some(left)), Who::Person);
            }
        }
        if run.len() > 1
            && reading.is(run.start, Tags::HONORIFIC)
            && reading.names(Run::new(run.start + 1, run.end))
        {
            return (self.titled(run, None), Who::Person);
        }
        self.single(run)
    }

    /// The name in a noun phrase without a comma: the last run of names behind small letters or titles.
    fn single(&self, run: Run) -> (Speaker, Who) {
        let reading = self.reading;
        let mut start = run.end;
        while start > run.start
            && (reading.is_name(start - 1) && !reading.is(start - 1, Tags::ROLE)
                || reading.mark(start - 1, ".")
                || reading.reads(start - 1, &["and"]) && reading.is(start, Tags::ABBREVIATION))
        {
            start -= 1;
        }
        let before = Run::new(run.start, start);
        let office = (before.start..before.end).any(|at| reading.is(at, Tags::ROLE));
        if let Some(pair) = self.pair(run) {
            return (plain(reading.text(pair)), Who::Group);
        }
        if office && let Some(holder) = self.holder(run, start) {
            return holder;
        }
        if office || self.has_document(run) {
            let who = match self.some(run) {
                Who::Unnamed if !office => Who::Paper,
                who => who,
            };
            return (self.unnamed(run), who);
        }
        let calling = reading.is(run.end - 1, Tags::CALLING) && run.len() <= 4;
        if (run.len() == 2 && !reading.names(run) || calling)
            && reading.reads(run.start, &["the"])
            && let Some(person) = self.person.clone()
        {
            // "the actor": whoever spoke last.
            return (person, Who::Person);
        }
        if start == run.start && reading.all_names(run) {
            let speaker = self.titled(run, None);
            let person = self.known.iter().any(|known| known.name == speaker.name)
                || !self.is_company(run) && self.names.is_person(reading, run);
            return (speaker, if person { Who::Person } else { Who::Body });
        }
        if reading.names(run) {
            let who = if reading.has_role(run) {
                Who::Body
            } else {
                Who::Paper
            };
            return (plain(reading.text(run)), who);
        }
        (self.unnamed(run), self.some(run))
    }

    /// Who holds the office before the names that begin at a word.
    fn holder(&self, run: Run, start: usize) -> Option<(Speaker, Who)> {
        let reading = self.reading;
        if let Some(relative) = (run.start + 1..start).find(|&at| reading.reads(at, &["yang"])) {
            // "seorang peneliti yang didanai CIA": nobody by name.
            let run = Run::new(run.start, relative);
            return Some((self.unnamed(run), self.some(run)));
        }
        if start + 1 == run.end && reading.reads(start, STATE) {
            // "Departemen Luar Negeri AS": nobody by name.
            let one = reading.is(run.start, Tags::ROLE | Tags::DETERMINER);
            let who = if one { Who::Unnamed } else { Who::Body };
            return Some((self.unnamed(run), who));
        }
        let names = Run::new(start, run.end);
        if let Some(name) = behind_initials(reading, names) {
            let title = Run::new(run.start, name.start);
            return Some((self.titled(name, Some(title)), Who::Person));
        }
        let speaks_for = start > run.start && reading.reads(start - 1, SPEAKS_FOR);
        if names.is_empty() || speaks_for {
            return None;
        }
        let name = Names::person_in(reading, names);
        let title = Run::new(run.start, start);
        Some((self.titled(name, Some(title)), Who::Person))
    }

    /// English: the names of two who speak together ("researchers X and Y").
    fn pair(&self, run: Run) -> Option<Run> {
        let reading = self.reading;
        let joint = (run.start..run.end).find(|&at| reading.reads(at, &["and"]))?;
        let mut first = joint;
        while first > run.start && reading.is_name(first - 1) {
            first -= 1;
        }
        let both = first < joint && reading.all_names(Run::new(joint + 1, run.end));
        let group = first > run.start && reading.word(first - 1).ends_with('s');
        (both && group && reading.lang == Lang::En).then(|| Run::new(first, run.end))
    }

    /// Whether somebody unnamed is one or several.
    fn some(&self, run: Run) -> Who {
        let reading = self.reading;
        let last = reading.word(run.end - 1);
        let many = if reading.lang == Lang::Id {
            let many = [
                "para", "sejumlah", "beberapa", "banyak", "sebagian", "berbagai", "kedua", "tidak",
                "tak",
            ];
            reading.reads(run.start, &many)
        } else {
            let paper = reading.is(run.end - 1, Tags::STUDY)
                && !reading.reads(run.end - 1, &["researchers", "scientists"]);
            (last.ends_with('s') || reading.reads(run.end - 1, &["people", "police"])) && !paper
        };
        if many || reading.is_generic(run) {
            Who::Group
        } else {
            Who::Unnamed
        }
    }

    fn title_then_name(&self, run: Run) -> bool {
        self.reading.is(run.start, Tags::ROLE | Tags::HONORIFIC) && self.reading.all_names(run)
    }

    fn has_document(&self, run: Run) -> bool {
        (run.start..run.end).any(|at| self.reading.is(at, Tags::DOCUMENT))
    }

    /// A speaker without a name: the phrase itself.
    fn unnamed(&self, mut run: Run) -> Speaker {
        if run.len() > 1 && self.reading.reads(run.start, &["a", "an", "the"]) {
            run.start += 1;
        }
        plain(self.reading.text(run))
    }
}

/// The name behind the initials of a body, which stand behind an office ("Juru Bicara KPK Budi Prasetyo").
fn behind_initials(reading: &Reading<'_>, names: Run) -> Option<Run> {
    let initials = (names.start..names.end.saturating_sub(2))
        .rev()
        .find(|&at| {
            reading.shape(at) == Shape::Upper && (2..=5).contains(&reading.word(at).len())
        })?;
    let name = Run::new(initials + 1, names.end);
    let plain = (name.start..name.end).all(|at| reading.shape(at) == Shape::Capitalised);
    let name = if reading.reads(initials, STATE) {
        name
    } else {
        Names::person_in(reading, name)
    };
    plain.then_some(name)
}
