//! Verbs of speech with a subject of their own: "X said that …", "…, X mengatakan".

use crate::annotate::page::Shape;
use crate::text::Lang;

use super::attribution::{Found, Sentence};
use super::cues::Tags;
use super::reading::{Gap, Reading, Run};

/// A negation further before a verb denies another one.
const NEAR: usize = 4;
/// A passage without marks has at most so many words.
const BLOCK: usize = 160;
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
            if reading.shape(at) != Shape::Lower || self.is_noun(at) {
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
        if self.denied(subject.end, at) {
            return self.silenced(found, subject, cue.end, tag);
        }
        if reading.reads(at, &["mengancam"])
            && !reading.reads(cue.end, &["akan", "bahwa", "untuk", ",", "bakal"])
        {
            return None;
        }
        self.said(found, subject, cue.end, tag)
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
        let quote = reading
            .quote_at(start.checked_sub(1)?)
            .and_then(|at| reading.quoted.get(at))?;
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
            .quote_at(quote.start)
            .and_then(|at| reading.quoted.get(at))
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
        let found = Found::new(Run::new(at, next)).by(if self.found.is_empty() {
            reading.leading(self.run.start, at)
        } else {
            None
        });
        found.source?;
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

    /// What a subject and its verb say, found behind them or before them.
    fn said(&self, found: Found, subject: Run, next: usize, tag: Tags) -> Option<Found> {
        let reading = self.reading;
        let told = tag.any(Tags::SAY | Tags::REPORT);
        let voice = reading.is_voice(subject);
        let before = self.before(subject).or_else(|| {
            // "For Wipro, Adhya said, it is …": a phrase before belongs to what the comma behind leads on to.
            let phrase = self.clause_before(subject.start)?;
            (reading.mark(next, ",") && next + 1 < self.end() && reading.names(phrase))
                .then_some(phrase)
        });
        let after_quote = before.is_some_and(|run| reading.quote_at(run.start).is_some());
        if let Some(quote) = self.quote_from(next)
            && (voice || reading.is_mark(next))
            && self.is_said(quote, next, tag)
        {
            let found = if after_quote {
                found.with(before?)
            } else {
                found
            };
            return Some(self.quoted(found, quote));
        }
        if let Some(block) = self.block(subject, next) {
            let mut found = found.with(block);
            found.block = true;
            return Some(found);
        }
        if let Some(that) = self.that(next)
            && (told || tag.any(Tags::FINDING) && self.finds(subject))
        {
            return Some(found.with(self.clause_from(that)));
        }
        if let Some(quote) = self.quote_behind(next)
            && !after_quote
        {
            return Some(self.quoted(found, quote));
        }
        if let Some(before) = before
            && self.follows(before, subject, next, tag)
        {
            let found = found.with(before);
            if after_quote {
                return Some(self.continued(found));
            }
            let goes_on = reading.mark(next, ",") && next + 1 < self.end();
            return Some(if goes_on {
                found.with(self.clause_from(next + 1))
            } else {
                found
            });
        }
        if next >= self.end() || !voice {
            return None;
        }
        self.reported(found, next, tag, self.opens_phrase(next))
    }

    /// Whether a subject and its verb follow what was said: nothing more that could be said comes behind them.
    fn follows(&self, before: Run, subject: Run, next: usize, tag: Tags) -> bool {
        let reading = self.reading;
        let ends = next >= self.end();
        let told = tag.any(Tags::SAY | Tags::REPORT);
        let over = ends || reading.is_mark(next) || self.opens_phrase(next);
        if reading.quote_at(before.start).is_some() {
            return over || told;
        }
        // A headline: "UK won't regulate AI, minister says", and what a page glued to it.
        let headline = reading.lang == Lang::En
            && tag.any(Tags::SAY)
            && subject.len() == 1
            && reading.shape(subject.start) == Shape::Lower
            && !reading.is(subject.start, Tags::PERSON | Tags::THEY)
            && reading.is_name(next);
        headline || over && told && reading.is_voice(subject) && (ends || tag.any(Tags::SAY))
    }

    /// English: a passage word for word that lost its marks with its layout: "X wrote: We are …", "As X explains, We …".
    fn block(&self, subject: Run, next: usize) -> Option<Run> {
        let reading = self.reading;
        let led = reading.mark(next, ":")
            || reading.mark(next, ",")
                && reading.reads(subject.start.wrapping_sub(1), &["as"])
                && reading.is_name(next + 1)
                && !reading.is_name(next + 2)
                && (subject.start..subject.end)
                    .all(|at| reading.is_name(at) || reading.is(at, Tags::ROLE));
        if reading.lang == Lang::Id
            || !led
            || !reading.is_name(next + 1)
            || reading.quote_at(next + 1).is_some()
        {
            return None;
        }
        let start = next + 1;
        let far = reading.words.len().min(start + BLOCK);
        let mut end = start + 1;
        while end < far && reading.gap(end) != Gap::Paragraph && reading.quote_at(end).is_none() {
            end += 1;
        }
        (end - start > 8).then_some(Run::new(start, end))
    }

    /// Whether a quotation behind a verb is what was said rather than a term.
    fn is_said(&self, quote: Run, next: usize, tag: Tags) -> bool {
        let reading = self.reading;
        let Some(quoted) = reading
            .quote_at(quote.start)
            .and_then(|at| reading.quoted.get(at))
        else {
            return false;
        };
        let introduced = matches!(reading.word(next), "," | ":") && reading.is_mark(next);
        let least = match () {
            () if introduced => 1,
            () if tag.any(Tags::QUOTING) && !tag.any(Tags::SAY | Tags::REPORT | Tags::OBJECT) => 4,
            () => 2,
        };
        quoted.count >= least
    }

    /// Whether a subject can find something: a study, somebody by name.
    fn finds(&self, subject: Run) -> bool {
        let reading = self.reading;
        (subject.start..subject.end).any(|at| reading.is(at, Tags::DOCUMENT | Tags::ROLE))
            || reading.lang == Lang::En && reading.all_names(subject)
    }

    /// Adds a quotation and what goes on behind it.
    fn quoted(&self, found: Found, quote: Run) -> Found {
        let rest = quote.end;
        let found = found.with(quote);
        match self.quote_from(rest) {
            Some(more) if more.start <= rest + 1 => found.with(more),
            _ => found,
        }
    }

    /// What stands before the subject and belongs to its verb: a quotation, or a clause that a comma ends.
    fn before(&self, subject: Run) -> Option<Run> {
        let reading = self.reading;
        let at = subject.start;
        if at <= self.from {
            return None;
        }
        if let Some(quote) = reading
            .quote_before(at)
            .and_then(|at| reading.quoted.get(at))
            && quote.words.start >= self.from
            && (quote.is_clause() || quote.count >= 6 || reading.mark(at - 1, ","))
        {
            return Some(quote.words);
        }
        self.clause_before(at).filter(|run| {
            // "In a statement, X said": a phrase is no clause.
            run.len() >= 4
                || !reading.is(run.start, Tags::PREPOSITION | Tags::BOUNDARY | Tags::ADVERB)
                    && run.len() >= 2
                    && reading.lang == Lang::Id
        })
    }

    /// The quotation behind a verb and a few words ("told `VentureBeat` in an interview, “…”").
    fn quote_behind(&self, next: usize) -> Option<Run> {
        let reading = self.reading;
        let limit = self.end().min(next + 18);
        let at = (next..limit).find(|&at| {
            reading.quote_at(at).is_some() || reading.is(at, Tags::CUE) && reading.is(at, Tags::SAY)
        })?;
        let quote = self.quote_from(at)?;
        let introduced = at > next && matches!(reading.word(at - 1), "," | ":");
        let full = reading
            .quote_at(at)
            .and_then(|at| reading.quoted.get(at))
            .is_some_and(|quote| quote.count >= 4 && quote.capital);
        (introduced && full).then_some(quote)
    }

    /// English: the verb before its subject (`"…," said Kharya`, "As demand grows, says Nvidia, it …").
    fn inverted(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        if reading.is(at, Tags::BASE | Tags::ING)
            || !reading.is(at, Tags::SAY | Tags::REPORT | Tags::QUOTING)
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
        if let Some(before) = self.clause_before(at) {
            if self.is_subject(before) {
                return None;
            }
            let found = found.with(before);
            let goes_on = reading.mark(rest, ",") && rest + 1 < self.end();
            return Some(if goes_on {
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
                || comma - run.start <= 6 && reading.reads(comma + 1, &["who", "which", "whose"])
        })
    }

    /// Whether a subject goes with a plain verb form ("critics say").
    fn is_plural(&self, subject: Run) -> bool {
        let last = subject.end - 1;
        let word = self.reading.word(last);
        self.reading.is(last, Tags::THEY | Tags::PERSON)
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
