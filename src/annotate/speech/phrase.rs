//! The noun phrase that names a source: the one before a verb, and the one behind a cue.

use crate::annotate::page::Shape;
use crate::text::Lang;

use super::backward::Backward;
use super::cues::Tags;
use super::reading::{Gap, Reading, Run};

/// A source has at most so many words.
const LONGEST: usize = 22;

/// They begin what stands between a subject and its verb and says nothing of who it is.
const ASIDE: &[&str] = &[
    "yang",
    "who",
    "which",
    "whose",
    "for",
    "however",
    "meanwhile",
    "too",
    "though",
    "in",
    "at",
    "dalam",
    "melalui",
    "lewat",
    "pada",
    "saat",
    "ketika",
    "usai",
    "di",
    "kepada",
];

/// Indonesian: what stands before them is the subject of a clause.
const PREDICATE: &[&str] = &[
    "adalah", "akan", "bisa", "dapat", "tidak", "tak", "sudah", "telah", "masih", "harus",
    "memang", "lebih", "memiliki", "menjadi", "juga", "belum",
];

impl Reading<'_> {
    /// The subject that ends right before the verb at `verb`, not reaching before `floor`.
    pub(super) fn subject(&self, verb: usize, floor: usize) -> Option<Run> {
        let mut end = verb;
        while end > floor && self.is_adverb(end - 1) && !self.stands_alone(end - 1, floor) {
            end -= 1;
        }
        while end > floor && self.negates(end - 1) && !self.is(end - 1, Tags::MODAL) {
            end -= 1;
        }
        if end > floor && self.is(end - 1, Tags::MODAL) && self.shape(end - 1) == Shape::Lower {
            return None;
        }
        let relative = end > floor && self.reads(end - 1, &["yang", "who", "which"]);
        if relative {
            end -= 1;
        }
        if end <= floor {
            return None;
        }
        if end == floor + 1 && self.reads(floor, &["ada"]) {
            return None;
        }
        if self.reads(end - 1, &["and", "but", "dan", "lalu", "serta", "then"]) {
            // A second verb of the same subject.
            return self.leading(floor, end);
        }
        let run = if self.mark(end - 1, ",") {
            self.interrupted(end - 1, floor)
        } else {
            self.phrase_before(end, floor)
        };
        let run = run
            .filter(|&run| self.could_speak(run))
            .and_then(|run| self.widened(run, floor));
        run.or_else(|| {
            if relative {
                self.leading(floor, end)
            } else {
                None
            }
        })
    }

    /// The name or pronoun at the head of a clause, behind its connectives.
    pub(super) fn leading(&self, floor: usize, end: usize) -> Option<Run> {
        let mut start = floor;
        while start < end
            && (self.is(start, Tags::BOUNDARY | Tags::ADVERB) || self.is_mark(start))
            && !self.is(start, Tags::PERSON | Tags::THEY)
        {
            start += 1;
        }
        if self.is(start, Tags::PERSON | Tags::THEY) {
            return Some(Run::new(start, start + 1));
        }
        let mut last = start;
        while last < end
            && last < start + 5
            && self.is_name(last)
            && !self.is(last, Tags::PREPOSITION)
        {
            last += 1;
        }
        let small = self.shape(last) == Shape::Lower && !self.is(last, Tags::ROLE | Tags::BODY)
            || self.mark(last, ",");
        let owner = last > start
            && (self.word(last - 1).ends_with("'s") || self.word(last - 1).ends_with("’s"));
        (last > start && last < end && small && !owner).then_some(Run::new(start, last))
    }

    /// Whether a subject names a person, a body, a document or a group, rather than any thing.
    pub(super) fn is_voice(&self, run: Run) -> bool {
        (run.start..run.end).any(|at| {
            self.is_name(at) && (at > run.start || run.len() == 1 || !self.is(at, Tags::DETERMINER))
                || self.is(
                    at,
                    Tags::ROLE | Tags::BODY | Tags::DOCUMENT | Tags::PERSON | Tags::THEY,
                )
                || self.lang == Lang::Id && self.is(at, Tags::DETERMINER)
        })
    }

    /// Whether a word can stand between a subject and its verb.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        self.is(at, Tags::ADVERB)
            || self.lang == Lang::En
                && self.shape(at) == Shape::Lower
                && self.tag(at) == Tags::NONE
                && word.len() > 4
                && word.ends_with("ly")
                && !matches!(
                    word,
                    "family" | "reply" | "supply" | "assembly" | "monopoly" | "anomaly"
                )
    }

    /// Whether a word denies the verb behind it.
    pub(super) fn negates(&self, at: usize) -> bool {
        if self.lang == Lang::Id {
            return self.reads(at, &["tidak", "tak", "belum", "enggan", "bukan"]);
        }
        let word = self.word(at);
        self.reads(at, &["not", "never"]) || word.ends_with("n't") || word.ends_with("n’t")
    }

    /// Whether a word that is mostly an adverb is the subject here ("ini", "both").
    fn stands_alone(&self, at: usize, floor: usize) -> bool {
        at == floor && self.is(at, Tags::PRONOUN)
            || self.is(at, Tags::POINTER)
                && at > floor
                && !self.is_mark(at - 1)
                && self.shape(at - 1) == Shape::Lower
                && !self.is(at - 1, Tags::ADVERB)
    }

    /// Whether the words of a phrase can name who speaks.
    fn could_speak(&self, run: Run) -> bool {
        if run.len() == 1 {
            let at = run.start;
            if self.lang == Lang::Id && self.is(at, Tags::MODAL) {
                return false;
            }
            return self.is(at, Tags::PERSON | Tags::THEY)
                || self.is_name(at)
                    && !self.is(
                        at,
                        Tags::OTHER
                            | Tags::BOUNDARY
                            | Tags::PREPOSITION
                            | Tags::POINTER
                            | Tags::WEEKDAY,
                    )
                || (self.shape(at) == Shape::Lower
                    && self.is(at, Tags::DOCUMENT | Tags::ROLE | Tags::BODY));
        }
        (run.start..run.end).any(|at| {
            self.shape(at) == Shape::Capitalised
                || self.shape(at) == Shape::Upper
                || self.shape(at) == Shape::Camel
                || self.shape(at) == Shape::Lower
        }) && !self.is(run.start, Tags::OTHER)
    }

    /// The subject of a verb that a comma parts from it: an apposition, a relative clause or an interjection stands
    /// between ("Graham Cluley, senior consultant at Sophos, told").
    fn interrupted(&self, comma: usize, floor: usize) -> Option<Run> {
        let mut before = comma;
        while before > floor && comma - before < LONGEST {
            before -= 1;
            if self.mark(before, ",") && self.quote_at(before).is_none() {
                break;
            }
        }
        if !self.mark(before, ",") || before <= floor {
            // "Direktur Eksekutif X, menilai": the comma is one too many.
            let whole = self.phrase_before(comma, floor)?;
            return (self.lang == Lang::Id && self.names(whole)).then_some(whole);
        }
        // The commas of a list inside a relative clause ("The team, which includes A, B and C, said").
        let far = comma.saturating_sub(LONGEST).max(floor + 1);
        let relative = (far..before).rev().find(|&at| {
            self.mark(at, ",") && self.reads(at + 1, &["which", "who", "whose", "yang"])
        });
        let before = relative.unwrap_or(before);
        let between = Run::new(before + 1, comma);
        let head = self.phrase_before(before, floor);
        if self.reads(between.start, ASIDE) {
            return head;
        }
        if self.all_names(between) {
            return match head {
                Some(head) if self.has_role(head) => Some(Run::new(head.start, comma)),
                _ => Some(between),
            };
        }
        match head {
            Some(head)
                if self.names(head)
                    && (self.has_role(between) || self.is(between.start, Tags::DETERMINER))
                    && !(between.start..between.end)
                        .any(|at| self.is(at, Tags::MODAL) && !self.reads(at, &["to"])) =>
            {
                Some(Run::new(head.start, comma))
            }
            // "X, saudara dari Y yang …, mengatakan": described in words that no list knows.
            Some(head)
                if self.lang == Lang::Id
                    && self.all_names(head)
                    && self.shape(between.start) == Shape::Lower
                    && !self.is(between.start, Tags::PREPOSITION | Tags::BOUNDARY) =>
            {
                Some(head)
            }
            _ => None,
        }
    }

    /// The noun phrase that ends before `end`.
    pub(super) fn phrase_before(&self, end: usize, floor: usize) -> Option<Run> {
        self.walk_back(end, floor, true)
    }

    /// The noun phrase before `end`; over the comma between a title and a name where `commas`.
    pub(super) fn walk_back(&self, end: usize, floor: usize, commas: bool) -> Option<Run> {
        let last = end.checked_sub(1)?;
        if self.is(last, Tags::PERSON | Tags::THEY) && !self.is_mark(last) {
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
        self.is_mark(at) && !matches!(self.word(at), "@" | "(")
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
        let limit = limit.min(start + LONGEST * 2);
        if start < limit
            && self.is(start, Tags::PERSON | Tags::THEY)
            && self.shape(start) != Shape::Upper
        {
            return Run::new(start, start + 1);
        }
        let mut run = self.stretch(start, limit, false);
        if self.lang == Lang::Id && !run.is_empty() {
            run = self.lengthened(run, limit);
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
        let title_then_name = !pure
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
        run
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
        while end < limit && end - start < LONGEST {
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
        if self.lang == Lang::Id
            && at > start
            && self.shape(at) == Shape::Lower
            && self.is(at, Tags::SAY)
            && !self.is(at, Tags::ROLE | Tags::ROOT | Tags::DOCUMENT)
        {
            return true;
        }
        if at > start && self.joins_office(at, start, apposition) {
            return false;
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
