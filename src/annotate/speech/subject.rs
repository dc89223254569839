//! The subject of a verb of speech: what ends right before it, over adverbs, days and what stands between commas.

use crate::annotate::page::Shape;
use crate::text::Lang;

use super::cues::Tags;
use super::reading::{Reading, Run, SOURCE};

/// A phrase that stands before a subject has at most so many words.
const PHRASE: usize = 14;

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

impl Reading<'_> {
    /// The subject that ends right before the verb at `verb`, not reaching before `floor`.
    pub(super) fn subject(&self, verb: usize, floor: usize) -> Option<Run> {
        if self.lang == Lang::Id && self.reads(verb.wrapping_sub(1), &["dengan", "tanpa"]) {
            // "dengan menambahkan …": how something is done; "…, dengan mengatakan bahwa …" is said by who leads.
            return if self.reads(verb + 1, &["bahwa"]) {
                self.leading(floor, verb - 1)
            } else {
                None
            };
        }
        let mut end = verb;
        while end > floor && self.is_adverb(end - 1) && !self.stands_alone(end - 1, floor) {
            end -= 1;
        }
        while end > floor && self.negates(end - 1) && !self.is(end - 1, Tags::MODAL) {
            end -= 1;
        }
        end = self.before_time(end, floor);
        end = self.before_place(end, floor);
        if end > floor && self.is(end - 1, Tags::MODAL) && self.shape(end - 1) == Shape::Lower {
            return None;
        }
        let relative = end > floor && self.reads(end - 1, &["yang", "who", "which"]);
        if relative {
            end -= 1;
        }
        // "Tidak sedikit yang mengaku …"
        let few = relative
            && end >= floor + 2
            && self.is(end - 1, Tags::GENERIC)
            && self.reads(end - 2, &["tidak", "tak"]);
        if few {
            return Some(Run::new(end - 2, end));
        }
        // "Some who wrote the code have become rich": which ones, no report.
        if relative && self.lang == Lang::En && end > floor && self.is(end - 1, Tags::GENERIC) {
            return None;
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
            .and_then(|run| self.widened(run, floor))
            .map(|run| self.with_list(run, floor));
        run.or_else(|| {
            if relative {
                self.leading(floor, end)
            } else {
                None
            }
        })
    }

    /// Indonesian: the end of a subject that a place of its own parts from its verb ("Jusuf Kalla di kantornya
    /// mengatakan").
    fn before_place(&self, end: usize, floor: usize) -> usize {
        let owned = self.lang == Lang::Id
            && end > floor + 2
            && self.shape(end - 1) == Shape::Lower
            && self.word(end - 1).ends_with("nya")
            && self.tag(end - 1) == Tags::NONE;
        let place = owned
            && self.reads(end - 2, &["di", "dalam", "pada", "lewat", "melalui"])
            && self.is_name(end - 3);
        if place { end - 2 } else { end }
    }

    /// English: the end of a subject that a day or place parts from its verb ("Mr Hilton on Tuesday said", "officials
    /// here said").
    fn before_time(&self, mut end: usize, floor: usize) -> usize {
        if self.lang != Lang::En {
            return end;
        }
        if end > floor + 1 && self.reads(end - 1, &["here"]) {
            return end - 1;
        }
        if end > floor + 2
            && self.reads(end - 1, &["week", "month", "year", "night"])
            && self.reads(end - 2, &["last", "this"])
        {
            return end - 2;
        }
        if end > floor + 1 && self.is(end - 1, Tags::WEEKDAY) {
            end -= 1;
            if end > floor + 1 && self.reads(end - 1, &["on", "late", "early"]) {
                end -= 1;
            }
        }
        end
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
        let generic = self.is(start, Tags::GENERIC) && self.is(start + 1, Tags::FINITE);
        if self.is(start, Tags::PERSON | Tags::THEY) || generic && start < end {
            return Some(Run::new(start, start + 1));
        }
        start = self.past_phrase(start, end).unwrap_or(start);
        let mut last = start;
        while last < end
            && last < start + 5
            && self.is_name(last)
            && !self.is(last, Tags::PREPOSITION)
        {
            last += 1;
        }
        if last > start && self.mark(last, "(") && self.mark(last + 2, ")") {
            last += 3;
        }
        if last == start + 1 && self.is(start, Tags::DETERMINER) {
            return None;
        }
        let small = self.shape(last) == Shape::Lower && !self.is(last, Tags::ROLE | Tags::BODY)
            || self.mark(last, ",");
        let owner = last > start
            && (self.word(last - 1).ends_with("'s") || self.word(last - 1).ends_with("’s"));
        (last > start && last < end && small && !owner).then_some(Run::new(start, last))
    }

    /// English: the word behind the phrase of time or place that a comma ends ("In a letter to shareholders, X …").
    fn past_phrase(&self, start: usize, end: usize) -> Option<usize> {
        let opens = self.lang == Lang::En
            && self.is(start, Tags::PREPOSITION)
            && !self.reads(start, &["like", "including"]);
        let far = end.min(start + PHRASE);
        let comma = (start..far)
            .take_while(|&at| opens && self.quote_at(at).is_none() && !self.is(at, Tags::FINITE))
            .find(|&at| self.mark(at, ","))?;
        (comma > start + 1 && self.is_name(comma + 1)).then_some(comma + 1)
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
        }) || self.is_generic(run)
    }

    /// Whether a phrase is one word for people who are not named ("some", "others"), or "tidak sedikit".
    pub(super) fn is_generic(&self, run: Run) -> bool {
        let last = run.end.wrapping_sub(1);
        self.is(last, Tags::GENERIC)
            && (run.len() == 1 || run.len() == 2 && self.reads(run.start, &["tidak", "tak"]))
    }

    /// Whether a word can stand between a subject and its verb.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        let word = self.word(at);
        self.is(at, Tags::ADVERB) && (self.shape(at) == Shape::Lower || self.heads(at))
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
            let reader = self.lang == Lang::Id && self.reads(at, &["kita", "kami"]);
            if self.lang == Lang::Id && self.is(at, Tags::MODAL) || reader {
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
                || (self.shape(at) == Shape::Lower || self.heads(at))
                    && self.is(at, Tags::DOCUMENT | Tags::ROLE | Tags::BODY | Tags::GENERIC);
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
        if let Some(name) = self.headed(comma, floor) {
            return Some(name);
        }
        let mut before = comma;
        while before > floor && comma - before < SOURCE {
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
        let far = comma.saturating_sub(SOURCE).max(floor + 1);
        let relative = (far..before).rev().find(|&at| {
            self.mark(at, ",") && self.reads(at + 1, &["which", "who", "whose", "yang"])
        });
        let before = relative.unwrap_or(before);
        let between = Run::new(before + 1, comma);
        let head = self.phrase_before(before, floor);
        if self.reads(between.start, ASIDE) {
            return head;
        }
        if self.lang == Lang::En
            && let Some(aside) = self.described(head, between)
        {
            return Some(aside);
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

    /// Indonesian: the name at the head of a clause that says where it writes ("Rina Tan dalam tulisannya “…”, menyatakan").
    fn headed(&self, comma: usize, floor: usize) -> Option<Run> {
        let mut end = floor;
        while end < comma && end < floor + 5 && self.is_name(end) {
            end += 1;
        }
        let writes = self.lang == Lang::Id
            && end >= floor + 2
            && self.reads(end, &["dalam", "lewat", "melalui"])
            && self.word(end + 1).ends_with("nya")
            && (end..comma).any(|at| self.quote_at(at).is_some());
        writes.then(|| Run::new(floor, end))
    }

    /// English: a subject with what stands between commas behind it: what it does is no part of it ("The newspaper,
    /// quoting officials, said"), what it is belongs to it ("Russell Tanguay, agent for Arundel, said").
    fn described(&self, head: Option<Run>, between: Run) -> Option<Run> {
        let head = head.filter(|&head| self.is_voice(head))?;
        let first = between.start;
        if self.shape(first) != Shape::Lower {
            return None;
        }
        let word = self.word(first);
        let does = word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed"));
        if does && !self.is(first, Tags::ROLE | Tags::BODY) {
            return Some(head);
        }
        let plain = Tags::PREPOSITION
            | Tags::BOUNDARY
            | Tags::ADVERB
            | Tags::PERSON
            | Tags::THEY
            | Tags::OTHER
            | Tags::VERB
            | Tags::STOP;
        let is = self.all_names(head)
            && !self.is(first, plain)
            && self.is(first + 1, Tags::PREPOSITION)
            && self.reads(first + 1, &["of", "for", "at", "with", "in"]);
        is.then(|| Run::new(head.start, between.end))
    }
}
