//! A subject with the words before it that belong to it: its title, or the group it is but the place of.

use crate::annotate::page::Shape;
use crate::text::Lang;

use super::backward::Backward;
use super::cues::Tags;
use super::reading::{Gap, Reading, Run};

/// Indonesian: behind these a name is no subject.
const TO: &[&str] = &["dengan", "bagi", "terhadap", "kepada", "antara"];
/// Indonesian: behind these a name is the place or agent of what precedes.
const OF: &[&str] = &["di", "dari", "oleh", "pada", "bidang"];
/// So many words of a title stand before a comma.
const TITLE: usize = 10;
/// So many words before a name a body is looked for that both are.
const POINTED: usize = 5;
/// The names before the last of a list have at most so many words.
const LIST: usize = 14;
/// A subject with its relative clause has at most so many words.
const WHOLE: usize = 24;

impl Reading<'_> {
    /// A subject made whole; none where it is but the place or agent of something else ("fenomena di Natuna").
    pub(super) fn widened(&self, run: Run, floor: usize) -> Option<Run> {
        if run.start <= floor {
            return Some(run);
        }
        let before = run.start - 1;
        if self.lang != Lang::Id {
            return Some(self.with_group(run, before, floor));
        }
        if self.names(run) && self.reads(before, TO) {
            return None;
        }
        let pointer = usize::from(self.is(run.end, Tags::POINTER));
        if (pointer > 0 || self.is(run.end - 1, Tags::POINTER))
            && self.names(run)
            && let Some(body) = self.pointed(run, floor)
        {
            return Some(Run::new(body.start, run.end + pointer));
        }
        let agent = self.shape(before) == Shape::Lower
            && self.word(before).len() > 5
            && self.word(before).starts_with("di")
            && self.tag(before) == Tags::NONE;
        if self.names(run) && agent {
            // "peneliti yang didanai X mengungkap"
            return self
                .with_head(run, run.start, floor)
                .or_else(|| self.whole(Run::new(floor, run.end)));
        }
        if self.names(run) && self.reads(before, OF) {
            return self.with_head(run, before, floor);
        }
        if self.reads(before, &["juga"]) && before > floor && self.reads(before - 1, &["yang"]) {
            return self.with_head(run, before - 1, floor);
        }
        if self.mark(before, ",") && before > floor && self.names(run) {
            return Some(self.with_title(run, before, floor));
        }
        Some(run)
    }

    /// A subject with those named before it, where the names fill the clause up to it ("X, Y, dan Z", "Putin and the
    /// country's authorities").
    pub(super) fn with_list(&self, run: Run, floor: usize) -> Run {
        let joint = run.start.saturating_sub(1);
        if joint <= floor || !self.reads(joint, &["dan", "and", "serta"]) {
            return run;
        }
        let mut start = joint - usize::from(self.mark(joint - 1, ","));
        while start > floor
            && joint - start < LIST
            && self.quote_at(start - 1).is_none()
            && !self.is(start - 1, Tags::WEEKDAY)
            && (self.is_name(start - 1) || self.mark(start - 1, ",") && self.is_name(start))
        {
            start -= 1;
        }
        if start == floor && self.is_name(start) && start < joint {
            Run::new(start, run.end)
        } else {
            run
        }
    }

    /// Indonesian: the body that "ini" at the end of a phrase points at, over the name inside ("Perusahaan di bawah
    /// naungan X ini", "perusahaan asal Y itu").
    fn pointed(&self, run: Run, floor: usize) -> Option<Run> {
        let mut start = run.start;
        while start > floor
            && run.start - start < POINTED
            && !self.is_mark(start - 1)
            && self.quote_at(start - 1).is_none()
            && !self.is(start - 1, Tags::CUE | Tags::WEEKDAY)
        {
            start -= 1;
            if self.is(start, Tags::BODY | Tags::ROLE) && self.shape(start) != Shape::Upper {
                return Some(Run::new(start, run.end));
            }
        }
        None
    }

    /// Indonesian: the whole clause before a verb, where it is a title and what a relative clause says of it.
    fn whole(&self, run: Run) -> Option<Run> {
        let plain = run.len() <= WHOLE
            && self.is(run.start, Tags::DETERMINER | Tags::ROLE)
            && (run.start..run.end).all(|at| !self.is_mark(at))
            && (run.start..run.end).any(|at| self.reads(at, &["yang"]));
        plain.then_some(run)
    }

    /// English: "some of the participants in the study said".
    fn with_group(&self, run: Run, before: usize, floor: usize) -> Run {
        let named = self.reads(before, &["on", "at", "in"]) && self.all_names(run);
        let place = before > floor
            && (named
                || self.reads(before, &["in", "behind"]) && self.is(run.start, Tags::DETERMINER));
        let head = if place {
            Backward::phrase(self, before, floor, false)
        } else {
            None
        };
        let speaks = |at| {
            self.is(at, Tags::ROLE | Tags::DOCUMENT) || self.reads(at, &["participants", "team"])
        };
        match head {
            Some(head)
                if head.len() > 1
                    && self.is(head.start, Tags::DETERMINER)
                    && (head.start..head.end).any(speaks)
                    || head.len() == 1
                        && (head.start == floor || self.heads(head.start))
                        && speaks(head.start) =>
            {
                Run::new(head.start, run.end)
            }
            _ => run,
        }
    }

    /// Indonesian: with the office that ends at `end` ("anggota DPR dari …", "Wali Kota X yang juga …").
    fn with_head(&self, run: Run, end: usize, floor: usize) -> Option<Run> {
        if end <= floor || self.is_mark(end - 1) {
            return Some(run);
        }
        let mut head = Backward::phrase(self, end, floor, false)?;
        let loose = Tags::BASED | Tags::ACCORDING | Tags::PREPOSITION | Tags::BOUNDARY;
        while !head.is_empty() && self.is(head.start, loose) && !self.is(head.start, Tags::ROLE) {
            head.start += 1;
        }
        let office =
            (head.start..head.end).any(|at| self.is(at, Tags::ROLE | Tags::BODY | Tags::DOCUMENT));
        (office && !head.is_empty()).then_some(Run::new(head.start, run.end))
    }

    /// Indonesian: with the title that a comma parts from the name ("Ketua Baznas, KH. X").
    fn with_title(&self, run: Run, comma: usize, floor: usize) -> Run {
        let mut start = comma;
        while start > floor
            && comma - start < TITLE
            && !self.is_mark(start - 1)
            && self.quote_at(start - 1).is_none()
            && self.gap(start) != Gap::Paragraph
            && !self.is(start - 1, Tags::CUE | Tags::BOUNDARY | Tags::WEEKDAY)
        {
            start -= 1;
        }
        let heads = start == floor || self.is_mark(start - 1) || self.is(start - 1, Tags::BOUNDARY);
        let titled = self.is(run.start, Tags::ROLE) && !self.is(run.start, Tags::HONORIFIC);
        let employer = self.is_name(start)
            && self.all_names(Run::new(start, comma))
            && self.is(comma - 1, Tags::ROLE);
        let office = (self.is(start, Tags::ROLE) || employer)
            && !titled
            && comma - start >= 2
            && !(start..comma).any(|at| self.is(at, Tags::MODAL | Tags::ADVERB));
        let name = Run::new(start, comma);
        let named = (2..=5).contains(&name.len())
            && self.all_names(name)
            && self.is(run.start, Tags::ROLE)
            && !self.reads(run.start, &["kota"]);
        if heads && (office || named) {
            Run::new(start, run.end)
        } else {
            run
        }
    }
}
