//! Verbs of speech with a subject of their own: "X said that …", "…, X mengatakan".

use crate::annotate::page::Shape;
use crate::text::Lang;

use super::attribution::{Found, Sentence};
use super::cues::Tags;
use super::reading::{Reading, Run};

/// A negation further before a verb denies another one.
const NEAR: usize = 4;
/// The forms of "be".
const BE: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "it's", "isn't", "wasn't",
];

impl Sentence<'_, '_> {
    /// The attribution that the verb at a word makes.
    pub(super) fn active(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        let tag = reading.tag(at);
        if reading.lang == Lang::En {
            if reading.reads(at, &["comment"]) && reading.reads(at.wrapping_sub(1), &["no"]) {
                return self.uncommented(at);
            }
            if reading.shape(at) != Shape::Lower && !self.is_shouted(at) || self.is_noun(at) {
                return None;
            }
            if let Some(found) = self
                .silence(at)
                .or_else(|| self.inverted(at))
                .or_else(|| self.participle(at))
            {
                return Some(found);
            }
            if reading.reads(at.wrapping_sub(1), &["to"]) || self.is_passive(at) {
                return self.bare_quote(at);
            }
        }
        let subject = self
            .behind_quote(at)
            .or_else(|| reading.subject(at, self.from));
        let Some(subject) = subject else {
            return self.subjectless(at);
        };
        if self.is_bare(at, subject) {
            return None;
        }
        if reading.reads(subject.start, &["it"])
            && reading.reads(subject.start.wrapping_sub(1), &["what"])
        {
            // "what it writes": a thing, no report.
            return None;
        }
        let mut cue = Run::new(at, at + 1);
        if reading.reads(at, &["point", "points", "pointed"]) {
            if !reading.reads(at + 1, &["out"]) {
                return None;
            }
            cue.end += 1;
        }
        let found = Found::new(cue).by(Some(subject));
        // "tidak menyarankan kuliah di …" says something all the same.
        if self.denied(subject.end, at) && !reading.reads(at, &["menyarankan"]) {
            return self.silenced(found, subject, cue.end, tag);
        }
        if reading.reads(at, &["mengancam"])
            && !reading.reads(cue.end, &["akan", "bahwa", "untuk", ",", "bakal"])
        {
            return None;
        }
        self.said(found, subject, cue.end, tag)
    }

    /// English: whether a verb stands in a heading of a wire, all in capitals ("YEUTTER SAYS U.S. MUST …").
    fn is_shouted(&self, at: usize) -> bool {
        let reading = self.reading;
        reading.shape(at) == Shape::Upper
            && reading.is(at, Tags::SAY)
            && !reading.is(at, Tags::BASE | Tags::ING)
            && (self.run.start..self.end()).all(|word| {
                matches!(
                    reading.shape(word),
                    Shape::Upper | Shape::Mark | Shape::Number
                ) || reading.word(word).len() == 1
            })
    }

    /// English: whether a plain verb form has a subject it does not go with ("the company say").
    fn is_bare(&self, at: usize, subject: Run) -> bool {
        let reading = self.reading;
        let did = (at.saturating_sub(3).max(subject.end)..at).any(|word| {
            let word = reading.word(word);
            matches!(word, "did" | "do" | "does")
                || word.starts_with("didn")
                || word.starts_with("doesn")
        });
        reading.is(at, Tags::BASE) && reading.lang == Lang::En && !did && !self.is_plural(subject)
    }

    /// "Teguh tidak menjelaskan …": a source without content; "the report doesn't say we should …" has one.
    fn silenced(&self, found: Found, subject: Run, next: usize, tag: Tags) -> Option<Found> {
        let reading = self.reading;
        let told = reading.is_voice(subject) && tag.any(Tags::SAY);
        let thing = reading.lang == Lang::En
            && next >= self.end()
            && reading.is(subject.start, Tags::PERSON | Tags::THEY);
        if thing {
            // "anything she didn't say"
            return None;
        }
        if told && reading.lang == Lang::En && !reading.is_mark(next) {
            let phrase = self.opens_phrase(next);
            let silent = self.reported(found.clone(), next, Tags::REPORT, phrase);
            return silent.or(Some(found));
        }
        told.then_some(found)
    }

    /// The subject that fills all the words between a quotation and its verb ("“…,” X, from the Y association, told").
    fn behind_quote(&self, verb: usize) -> Option<Run> {
        let reading = self.reading;
        let mut start = verb;
        while start > self.from && verb - start < 24 && reading.quote_at(start - 1).is_none() {
            start -= 1;
            if start < verb && reading.is(start, Tags::CUE) && reading.is(start, Tags::SAY) {
                return None;
            }
        }
        let quote = reading.quoted_at(start.checked_sub(1)?)?;
        if reading.mark(start, ",") {
            start += 1;
        }
        let mut end = verb;
        while end > start && reading.is_adverb(end - 1) {
            end -= 1;
        }
        if end > start && reading.mark(end - 1, ",") {
            end -= 1;
        }
        let comma = (start..end).any(|at| reading.mark(at, ",") || reading.is(at, Tags::ROLE));
        let led = reading.is_name(start) || reading.is(start, Tags::DETERMINER | Tags::ROLE);
        (quote.words.start >= self.from && quote.ends == Some(',') && led && comma && start < end)
            .then_some(Run::new(start, end))
    }

    /// Whether a negation stands between a subject and its verb.
    fn denied(&self, from: usize, verb: usize) -> bool {
        (from.max(verb.saturating_sub(NEAR))..verb).any(|at| self.reading.negates(at))
    }

    /// English: whether what looks like a verb is a noun here ("the report").
    fn is_noun(&self, at: usize) -> bool {
        let before = self.reading.word(at.wrapping_sub(1));
        let ambiguous = self.reading.is(at, Tags::BASE) || self.reading.word(at).ends_with('s');
        let owned = ambiguous
            && (before.ends_with("'s") || before.ends_with("’s"))
            && !self.reading.reads(
                at.wrapping_sub(1),
                &["it's", "it’s", "he's", "she's", "who's"],
            );
        owned
            || self.reading.reads(
                at.wrapping_sub(1),
                &[
                    "the", "a", "an", "of", "its", "his", "their", "no", "this", "in", "for", "by",
                    "per", "with",
                ],
            )
    }

    /// English: whether a form of "be" before a verb makes it passive ("Brett is told that").
    fn is_passive(&self, at: usize) -> bool {
        let reading = self.reading;
        if reading.is(at, Tags::ING) {
            let be = (at.saturating_sub(3).max(self.from)..at).any(|word| reading.reads(word, BE));
            return !be;
        }
        let mut word = at;
        while word > self.from && reading.is_adverb(word - 1) {
            word -= 1;
            if reading.reads(word, BE) {
                return true;
            }
        }
        false
    }

    /// A verb that is no report by itself but stands right before a quotation ("have to say, “…”").
    fn bare_quote(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        if !reading.is(at, Tags::SAY | Tags::REPORT)
            || reading.is(at, Tags::ING) && !reading.reads(at, &["saying"])
        {
            return None;
        }
        let quote = self.quote_from(at + 1)?;
        let full = reading
            .quoted_at(quote.start)
            .is_some_and(|quote| quote.count >= 3 && quote.capital);
        (full && self.reading.mark(at + 1, ","))
            .then(|| Found::new(Run::new(at, at + 1)).with(quote))
    }

    /// English: "…, accusing Apple of …", "…, saying it would …": the subject of the sentence says it.
    fn participle(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        if !reading.is(at, Tags::ING) || !reading.mark(at.wrapping_sub(1), ",") || at <= self.from {
            return None;
        }
        let next = at + 1;
        if next >= self.end() {
            return None;
        }
        let mut found = Found::new(Run::new(at, next)).by(if self.found.is_empty() {
            reading
                .leading(self.run.start, at)
                .or_else(|| self.body_leads(at))
        } else {
            None
        });
        // "…, he said, noting that …": the one who spoke before.
        let claims =
            reading.is(at, Tags::SAY) && !reading.is(next, Tags::PREPOSITION | Tags::OTHER);
        found.implied =
            found.source.is_none() && (claims || reading.reads(next, &["that"])) && self.spoke();
        if found.source.is_none() && !found.implied {
            return None;
        }
        if let Some(quote) = self.quote_from(next) {
            return Some(found.with(quote));
        }
        let clause = reading.reads(next, &["that"])
            || reading.reads(
                at,
                &[
                    "accusing",
                    "citing",
                    "blaming",
                    "criticizing",
                    "criticising",
                ],
            )
            || reading.is(at, Tags::SAY) && !reading.is(next, Tags::PREPOSITION);
        clause.then(|| found.with(self.clause_from(next)))
    }

    /// English: "The company wants …, claiming": the body at the head of the sentence.
    fn body_leads(&self, verb: usize) -> Option<Run> {
        let reading = self.reading;
        let head = self.run.start;
        let body = reading.reads(head, &["the"])
            && reading.is(head + 1, Tags::BODY)
            && head + 3 < verb
            && reading.shape(head + 2) == Shape::Lower
            && !reading.is(head + 2, Tags::PREPOSITION | Tags::BODY | Tags::ROLE);
        body.then(|| Run::new(head, head + 2))
    }

    /// Whether the sentence has somebody who speaks already.
    fn spoke(&self) -> bool {
        self.found
            .last()
            .is_some_and(|found| found.source.is_some() && !found.content.is_empty())
    }

    /// Indonesian: "ada yang menyebut …": somebody says it.
    fn subjectless(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        let some = reading.lang == Lang::Id
            && reading.is(at, Tags::SAY)
            && reading.reads(at.wrapping_sub(1), &["yang"])
            && (at.saturating_sub(4).max(self.from)..at).any(|word| reading.reads(word, &["ada"]));
        if !some {
            return None;
        }
        let comma = (at + 1..(at + 14).min(self.end())).find(|&word| reading.mark(word, ","));
        let content = self.clause_from(at + 1);
        let end = comma.unwrap_or(content.end).min(content.end);
        Some(Found::new(Run::new(at, at + 1)).with(Run::new(content.start, end)))
    }

    /// English: the verb before its subject (`"…," said Kharya`, "As demand grows, says Nvidia, it …").
    fn inverted(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        let plain = reading.reads(at, &["say", "read"])
            && (reading.mark(at.wrapping_sub(1), ",") || self.quote_before(at).is_some());
        if reading.is(at, Tags::BASE | Tags::ING) && !plain
            || !reading.is(at, Tags::SAY | Tags::REPORT | Tags::QUOTING)
            || reading.reads(at, &["told", "tells"])
        {
            return None;
        }
        let source = reading.phrase_after(at + 1, self.end());
        if source.is_empty() || !self.speaks(source) || reading.is(source.start, Tags::THEY) {
            return None;
        }
        let cue = Run::new(at, at + 1);
        let found = Found::new(cue).by(Some(source));
        let rest = source.end;
        let closes = rest >= self.end()
            || reading.is_mark(rest)
            || reading.is(rest, Tags::STOP | Tags::PREPOSITION | Tags::WEEKDAY)
            || reading.quote_at(rest).is_some()
            || reading.reads(rest, &["who"]);
        if let Some(quote) = self.quote_before(at) {
            return Some(self.continued(found.with(quote)));
        }
        // "The team, which …, said their findings had": what follows has a verb of its own.
        let clause = reading.reads(rest, BE)
            || reading.is(rest, Tags::MODAL) && !reading.reads(rest, &["to"])
            || reading.reads(rest, &["has", "had", "have"]);
        if clause || !closes || !reading.is(at, Tags::SAY) || !reading.is_voice(source) {
            return None;
        }
        if reading.mark(rest, ":")
            && let Some(quote) = self.quote_from(rest)
        {
            return self
                .clause_before(at)
                .map(|before| found.with(before).with(quote));
        }
        // "Currently, says Dr Paniccia, telecommunications equipment …".
        let word = at
            .checked_sub(2)
            .filter(|&word| word == self.from && reading.mark(at - 1, ",") && self.goes_on(rest));
        let word = word.map(|word| Run::new(word, word + 1));
        if let Some(before) = self.clause_before(at).or(word) {
            if self.is_subject(before) {
                return None;
            }
            let found = found.with(before);
            return Some(if self.goes_on(rest) {
                found.with(self.clause_from(rest + 1))
            } else {
                found
            });
        }
        None
    }

    /// Whether the words before ", said" are a subject with its apposition rather than a clause.
    fn is_subject(&self, run: Run) -> bool {
        let reading = self.reading;
        let comma = (run.start..run.end).find(|&word| reading.mark(word, ","));
        comma.is_some_and(|comma| {
            reading.all_names(Run::new(run.start, comma))
                || comma - run.start <= 6
                    && (reading.reads(comma + 1, &["who", "which", "whose"])
                        || reading.is(comma + 1, Tags::ING)
                        || reading.reads(comma + 1, &["quoting"]))
        })
    }

    /// Whether a subject goes with a plain verb form ("critics say").
    fn is_plural(&self, subject: Run) -> bool {
        let last = subject.end - 1;
        let word = self.reading.word(last);
        self.reading
            .is(last, Tags::THEY | Tags::PERSON | Tags::GENERIC)
            || word.ends_with('s')
            || (subject.start..last).any(|at| {
                self.reading.shape(at) == Shape::Lower
                    && self.reading.word(at).ends_with('s')
                    && self.reading.is(at + 1, Tags::PREPOSITION)
            })
            || self.reading.reads(last, &["people", "police"])
    }
}

/// Words that open a sentence of their own before a quotation ("X: …").
pub(super) fn heading(reading: &Reading<'_>, from: usize, quote: usize) -> Option<Run> {
    let colon = quote.checked_sub(1)?;
    if !reading.mark(colon, ":") || colon <= from {
        return None;
    }
    let run = reading.phrase_before(colon, from)?;
    (run.start == from && run.len() <= 8 && reading.names(run)).then_some(run)
}
