//! The noun phrase that names a source: the one before a verb, and the one behind a cue.

use crate::annotate::page::Shape;
use crate::text::Lang;

use super::backward::Backward;
use super::cues::Tags;
use super::reading::{Gap, Reading, Run, SOURCE};

/// Indonesian: what stands before them is the subject of a clause.
pub(super) const PREDICATE: &[&str] = &[
    "adalah", "akan", "bisa", "dapat", "tidak", "tak", "sudah", "telah", "masih", "harus",
    "memang", "lebih", "memiliki", "menjadi", "juga", "belum",
];

impl Reading<'_> {
    /// The noun phrase that ends before `end`.
    pub(super) fn phrase_before(&self, end: usize, floor: usize) -> Option<Run> {
        self.walk_back(end, floor, true)
    }

    /// The noun phrase before `end`; over the comma between a title and a name where `commas`.
    pub(super) fn walk_back(&self, end: usize, floor: usize, commas: bool) -> Option<Run> {
        let last = end.checked_sub(1)?;
        // "hasil penelitian mereka": whose it is.
        let owner = self.lang == Lang::Id && last > floor && self.is(last - 1, Tags::DOCUMENT);
        if self.is(last, Tags::PERSON | Tags::THEY) && !self.is_mark(last) && !owner {
            return Some(Run::new(last, end));
        }
        let mut run = Backward::phrase(self, end, floor, commas)?;
        while !run.is_empty() && self.is_loose(run.start) {
            run.start += 1;
        }
        // "<Strong Point Inc>": the brackets go together.
        if run.len() > 1
            && self.mark(run.end - 1, ">")
            && !(run.start..run.end).any(|at| self.mark(at, "<"))
        {
            run.end -= 1;
        }
        (!run.is_empty()).then_some(run)
    }

    /// Whether a word cannot begin a noun phrase.
    fn is_loose(&self, at: usize) -> bool {
        self.is_mark(at) && !matches!(self.word(at), "@" | "(" | "<")
            || self.reads(at, &["and"])
            || self.is(at, Tags::PREPOSITION | Tags::BOUNDARY)
                && !self.is(at, Tags::DETERMINER | Tags::ROLE)
            || self.is(at, Tags::ADVERB) && !self.is(at, Tags::DETERMINER)
    }

    /// Whether a run of words is a name through and through.
    pub(super) fn all_names(&self, run: Run) -> bool {
        !run.is_empty()
            && run.len() <= 6
            && (run.start..run.end).all(|at| {
                self.is_name(at) && !self.is(at, Tags::WEEKDAY)
                    || self.reads(at, &[".", "bin", "binti", "de", "van", "von", "al", "da"])
            })
    }

    /// Whether a run of words holds a name.
    pub(super) fn names(&self, run: Run) -> bool {
        (run.start..run.end).any(|at| self.is_name(at))
    }

    /// Whether a run of words holds a title or a kind of body.
    pub(super) fn has_role(&self, run: Run) -> bool {
        (run.start..run.end).any(|at| self.is(at, Tags::ROLE | Tags::BODY))
    }

    /// The noun phrase that begins at `start` and ends before `limit`.
    pub(super) fn phrase_after(&self, start: usize, limit: usize) -> Run {
        let limit = limit.min(start + SOURCE * 2);
        if start < limit
            && self.is(start, Tags::PERSON | Tags::THEY)
            && self.shape(start) != Shape::Upper
        {
            return Run::new(start, start + 1);
        }
        let mut run = self.stretch(start, limit, false);
        if !run.is_empty() {
            run = match self.lang {
                Lang::Id => self.lengthened(run, limit),
                _ => self.paired(run, limit),
            };
        }
        if run.is_empty() || !self.mark(run.end, ",") || run.end + 1 >= limit {
            return run;
        }
        // Title, then name; or name, then title.
        let behind = self.stretch(run.end + 1, limit, true);
        let closes = self.is_mark(behind.end)
            || behind.end >= limit
            || self.is(behind.end, Tags::STOP | Tags::WEEKDAY)
                && !self.reads(behind.end, PREDICATE)
            || self.quote_at(behind.end).is_some()
            || self.reads(behind.end, &["yang", "who"]);
        let office = (run.start..run.end).any(|at| self.is(at, Tags::ROLE));
        let pure = self.all_names(run) && !office;
        if behind.is_empty() {
            return run;
        }
        // "analis Lumina Budi Santoso, Jakarta, Selasa (…)": where it was said.
        let place = behind.len() == 1
            && self.mark(behind.end, ",")
            && self.is(behind.end + 1, Tags::WEEKDAY)
            && (run.start..run.end).any(|at| self.is(at, Tags::ROLE))
            && self.names(run);
        let title_then_name = !pure
            && !place
            && self.all_names(behind)
            && !self.is(behind.end - 1, Tags::ROLE)
            && closes
            && (self.has_role(run) || self.lang == Lang::Id);
        let name_then_title = self.names(run)
            && ((behind.start..behind.end.min(behind.start + 4)).any(|at| self.is(at, Tags::ROLE))
                || self.lang == Lang::En
                    && self.is(behind.start, Tags::DETERMINER)
                    && (self.is_mark(behind.end)
                        || behind.end >= limit
                        || self.quote_at(behind.end).is_some()))
            && !self.is(behind.start, Tags::PRONOUN | Tags::CUE);
        if title_then_name || name_then_title {
            run.end = behind.end;
        }
        if title_then_name && self.lang == Lang::Id {
            run = self.apposed(run, limit);
        }
        run
    }

    /// Indonesian: a title and a name with what describes them further ("salah satu penulis, Rina Tan, profesor dari
    /// University of X").
    fn apposed(&self, run: Run, limit: usize) -> Run {
        if !self.mark(run.end, ",") || run.end + 1 >= limit {
            return run;
        }
        let behind = self.stretch(run.end + 1, limit, true);
        let head = usize::from(self.reads(behind.start, &["seorang", "sang", "salah"]));
        let titled = behind.len() > head && self.is(behind.start + head, Tags::ROLE);
        let closes = self.is_mark(behind.end)
            || behind.end >= limit
            || self.quote_at(behind.end).is_some()
            || self.is(behind.end, Tags::STOP | Tags::WEEKDAY);
        if titled && closes {
            Run::new(run.start, behind.end)
        } else {
            run
        }
    }

    /// English: a name with the second that "and" joins to it, where both together are the source ("wrote researchers
    /// X and Y in a post").
    fn paired(&self, run: Run, limit: usize) -> Run {
        let joint = run.end;
        let joins = self.reads(joint, &["and"]) && self.is_name(joint - 1) && joint + 1 < limit;
        if !joins || !self.is_name(joint + 1) {
            return run;
        }
        let other = self.stretch(joint + 1, limit, false);
        let closes = other.end >= limit
            || self.is_mark(other.end)
            || self.quote_at(other.end).is_some()
            || self.is(other.end, Tags::STOP | Tags::WEEKDAY)
                && !self.is(other.end, Tags::FINITE | Tags::BOUNDARY);
        if closes && self.all_names(other) {
            Run::new(run.start, other.end)
        } else {
            run
        }
    }

    /// Indonesian: a phrase with what describes an unnamed head ("seorang karyawan X yang enggan disebut namanya"), or
    /// the place between a title and a name ("ahli di Universitas X, Profesor Y").
    fn lengthened(&self, run: Run, limit: usize) -> Run {
        let small = self.shape(run.start) == Shape::Lower;
        if small && self.reads(run.end, &["yang"]) {
            let far = limit.min(run.end + 15);
            let mut end = run.end + 1;
            while end < far
                && !self.is_mark(end)
                && self.quote_at(end).is_none()
                && !self.is(end, Tags::WEEKDAY)
            {
                end += 1;
            }
            if end < far || end == limit {
                return Run::new(run.start, end);
            }
        }
        // "keterangan di blog WhatsApp", "dokumen dalam gugatan tersebut".
        if self.is(run.end - 1, Tags::DOCUMENT)
            && self.reads(run.end, &["di", "dalam", "pada"])
            && self.is(run.end + 1, Tags::DOCUMENT | Tags::MEDIUM)
        {
            let place = self.stretch(run.end + 1, limit, false);
            return Run::new(run.start, place.end);
        }
        let title = self.has_role(run) && !self.names(run);
        if title
            && self.reads(run.end, &["di", "dari", "bidang", "untuk", "pada"])
            && self.is_name(run.end + 1)
        {
            let place = self.stretch(run.end + 1, limit, false);
            let behind = self.stretch(place.end + 1, limit, true);
            if self.mark(place.end, ",") && self.all_names(behind) {
                return Run::new(run.start, place.end);
            }
        }
        run
    }

    /// The words from `start` on that can belong to one noun phrase without a comma. Inside an apposition
    /// prepositions belong to it.
    fn stretch(&self, start: usize, limit: usize, apposition: bool) -> Run {
        let mut end = start;
        let mut named = false;
        while end < limit && end - start < SOURCE {
            if self.quote_at(end).is_some() || end > start && self.gap(end) == Gap::Paragraph {
                break;
            }
            if self.is_mark(end) {
                match self.mark_in_phrase(end, limit) {
                    Some(after) if end > start || matches!(self.word(end), "@") => {
                        end = after;
                        continue;
                    }
                    _ => break,
                }
            }
            if self.ends_phrase(end, start, named, apposition) {
                break;
            }
            named |= self.is_name(end) && !self.is(end, Tags::ROLE);
            end += 1;
        }
        // What it begins belongs to it or neither does.
        if end > start + 1 && self.reads(end - 1, &["yang"]) {
            end -= 1;
        }
        Run::new(start, end)
    }

    /// Whether the word at `at` ends a noun phrase that began at `start`.
    fn ends_phrase(&self, at: usize, start: usize, named: bool, apposition: bool) -> bool {
        if self.is(at, Tags::WEEKDAY) {
            return true;
        }
        if self.shape(at) == Shape::Number {
            return at == start || self.lang == Lang::Id && named;
        }
        if self.reads(at, &["yang", "who", "which"]) {
            return named || at == start;
        }
        if at > start && self.joins_office(at, start, apposition) {
            return false;
        }
        if at > start && self.goes_over(at, named) {
            return true;
        }
        if self.reads(at, &["selaku"]) {
            return !self.is(at + 1, Tags::ROLE);
        }
        if self.shape(at) != Shape::Lower {
            return false;
        }
        if self.lang == Lang::En && self.reads(at, &["at", "with", "from", "in"]) {
            return at == start
                || !(apposition || !named && !self.reads(at, &["in"]))
                || self.reads(at + 1, &["a", "an", "its", "his", "her", "their"])
                    && self.is(at + 2, Tags::DOCUMENT);
        }
        if at > start
            && self.is(at - 1, Tags::DOCUMENT)
            && self.reads(at, &["by", "from", "on"])
            && !named
        {
            return false;
        }
        if self.lang == Lang::Id
            && named
            && self.reads(at, &["for", "in", "the", "of", "and", "on"])
        {
            return !(self.is_name(at + 1) || self.is_name(at + 2) && self.reads(at + 1, &["the"]));
        }
        // "seorang peneliti pascadoktoral di Universitas X": where it was said comes behind an employer.
        let employed = self.lang == Lang::Id
            && apposition
            && !named
            && at > start
            && self.reads(at, &["dari", "di", "pada", "untuk"])
            && self.is_name(at + 1)
            && (start..at).any(|word| self.is(word, Tags::ROLE));
        if employed {
            return false;
        }
        if self.is(at, Tags::STOP) {
            return !(at > start
                && self.is(at, Tags::POINTER)
                && (!named || self.shape(start) == Shape::Lower)
                || at == start && self.is(at, Tags::DETERMINER));
        }
        // In Indonesian a small letter behind a name begins something else, but for titles and "dan".
        named
            && self.lang == Lang::Id
            && !self.is(at, Tags::ROLE | Tags::BODY | Tags::POINTER)
            && !(self.reads(at, &["dan", "bin", "binti", "&"]) && self.is_name(at + 1))
    }

    /// Whether a word behind a phrase belongs to what follows: an Indonesian verb of its own, or the first word of a
    /// sentence that was glued on ("said analyst Budi Santoso The dispute …").
    fn goes_over(&self, at: usize, named: bool) -> bool {
        match self.lang {
            Lang::Id => {
                self.shape(at) == Shape::Lower
                    && self.is(at, Tags::SAY)
                    && !self.is(at, Tags::ROLE | Tags::ROOT | Tags::DOCUMENT)
            }
            _ => {
                named
                    && self.shape(at) == Shape::Capitalised
                    && self.reads(at, &["the", "a", "an", "he", "she", "it", "they", "but"])
            }
        }
    }

    /// English: whether "and" joins two offices ("CEO and cofounder of X", "director of outreach and programs for Y").
    fn joins_office(&self, at: usize, start: usize, apposition: bool) -> bool {
        let other = Tags::CUE | Tags::DETERMINER | Tags::PERSON | Tags::THEY;
        self.lang == Lang::En
            && self.reads(at, &["and"])
            && (self.is(at + 1, Tags::ROLE)
                || apposition && self.reads(at + 2, &["for", "of", "at"]))
            && (start..at).any(|word| self.is(word, Tags::ROLE))
            && !self.is(at + 1, other)
            && !self.mark(at + 2, ",")
    }

    /// Where a phrase goes on behind the mark at `at`: an initial's stop, a short name in brackets, `&`, `/`, `@`.
    fn mark_in_phrase(&self, at: usize, limit: usize) -> Option<usize> {
        match self.word(at) {
            "&" | "/" | "@" | "-" | "_"
                if self.gap(at + 1) == Gap::None || self.word(at) == "&" =>
            {
                Some(at + 1)
            }
            "." if self.gap(at) == Gap::None
                && self.gap(at + 1) == Gap::Space
                && at > 0
                && self.is_name(at + 1)
                && (self.word(at - 1).chars().count() == 1 || self.is(at - 1, Tags::HONORIFIC)) =>
            {
                Some(at + 1)
            }
            "<" => {
                let close = (at + 1..limit.min(at + 9)).find(|&word| self.mark(word, ">"))?;
                Some(close + 1)
            }
            "’" | "'" if self.gap(at) == Gap::None && self.is_name(at + 1) => Some(at + 1),
            "(" => {
                let close = (at + 1..limit.min(at + 7)).find(|&word| self.mark(word, ")"))?;
                (self.is_name(at + 1)
                    && close + 1 < limit
                    && (self.is_name(close + 1) || self.is(close + 1, Tags::POINTER)))
                .then_some(close + 1)
            }
            _ => None,
        }
    }
}
