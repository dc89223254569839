//! What a subject and its verb say, found behind them or before them.

use crate::annotate::page::Shape;
use crate::text::Lang;

use super::attribution::{Found, Sentence};
use super::cues::Tags;
use super::reading::{Gap, Run};

/// A passage without marks has at most so many words.
const BLOCK: usize = 160;

/// Between a verb of asking and "agar" stand at most so many words.
const ASKED: usize = 8;

impl Sentence<'_, '_> {
    /// What a subject and its verb say, found behind them or before them.
    pub(super) fn said(&self, found: Found, subject: Run, next: usize, tag: Tags) -> Option<Found> {
        let reading = self.reading;
        let voice = reading.is_voice(subject);
        let before = self.led_by(subject, next);
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
        if let Some(called) = self.called(voice, next) {
            return Some(found.with(called));
        }
        if let Some(block) = self.block(subject, next) {
            let mut found = found.with(block);
            found.block = true;
            return Some(found);
        }
        if let Some(that) = self.marked(subject, next, tag) {
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
            let next = self.past_time(next);
            return Some(if self.goes_on(next) {
                found.with(self.clause_from(next + 1))
            } else {
                found
            });
        }
        if next >= self.end() || !voice {
            return None;
        }
        if let Some(start) = self.announced(subject, next, tag) {
            return Some(found.with(self.clause_from(start)));
        }
        self.reported(found, next, tag, self.opens_phrase(next))
    }

    /// What stands before the subject and may be what was said.
    fn led_by(&self, subject: Run, next: usize) -> Option<Run> {
        let reading = self.reading;
        let before = self.before(subject).or_else(|| {
            // "For Wipro, Adhya said, it is …": a phrase before belongs to what the comma behind leads on to.
            let phrase = self.clause_before(subject.start)?;
            (reading.mark(next, ",") && next + 1 < self.end() && reading.names(phrase))
                .then_some(phrase)
        });
        let leads = self.past_time(next);
        before.filter(|&run| leads >= self.end() || reading.is_mark(leads) || !self.is_phrase(run))
    }

    /// The word "that" of a clause that a verb of this kind reports.
    fn marked(&self, subject: Run, next: usize, tag: Tags) -> Option<usize> {
        let told = tag.any(Tags::SAY | Tags::REPORT);
        self.feeling(next).or_else(|| self.asked(next)).or_else(|| {
            self.that(next).filter(|_| {
                told || tag.any(Tags::FINDING)
                    && (self.finds(subject)
                        || self.reading.lang == Lang::En
                            && self.reading.is(subject.start, Tags::PERSON | Tags::THEY))
            })
        })
    }

    /// English: what somebody is called in words of the speaker ("called the plan “a waste of money”").
    fn called(&self, voice: bool, next: usize) -> Option<Run> {
        let reading = self.reading;
        let verb = next.wrapping_sub(1);
        let calls = [
            "called",
            "calls",
            "described",
            "describes",
            "labelled",
            "labeled",
            "dubbed",
        ];
        if !(voice && reading.lang == Lang::En && reading.reads(verb, &calls)) {
            return None;
        }
        let far = self.end().min(next + ASKED + 2);
        let plain = |at: usize| !reading.is_mark(at) && !reading.is(at, Tags::CUE);
        let at = (next + 1..far)
            .take_while(|&at| reading.quote_at(at).is_some() || plain(at))
            .find(|&at| reading.quote_at(at).is_some())?;
        let quote = reading.quoted_at(at)?;
        (!quote.capital && quote.count >= 2 && quote.words.start == at)
            .then(|| Run::new(next, quote.words.end))
    }

    /// Indonesian: the word "agar" of what is asked for ("meminta masyarakat agar …").
    fn asked(&self, next: usize) -> Option<usize> {
        let reading = self.reading;
        if !reading.reads(next.wrapping_sub(1), &["meminta", "mengajak", "mendesak"]) {
            return None;
        }
        (next..self.end().min(next + ASKED))
            .take_while(|&at| !reading.is_mark(at) && reading.quote_at(at).is_none())
            .find(|&at| reading.reads(at, &["agar", "supaya"]))
    }

    /// English: where a clause begins that no "that" marks, by the words around its verb.
    fn announced(&self, subject: Run, next: usize, tag: Tags) -> Option<usize> {
        let reading = self.reading;
        if reading.lang != Lang::En {
            return None;
        }
        if tag.any(Tags::REPORT)
            && reading.is(next.wrapping_sub(1), Tags::PROMISE)
            && !reading.is(next.wrapping_sub(1), Tags::ING)
            && reading.reads(next, &["to"])
        {
            return Some(next);
        }
        if !reading.reads(subject.start.wrapping_sub(1), &["as"]) {
            return None;
        }
        // "As a report from Wired shows, nearly three years …".
        if tag.any(Tags::FINDING) && self.goes_on(next) {
            return Some(next + 1);
        }
        // "As he said at an event, when people …".
        let heads = tag.any(Tags::SAY) && subject.start - 1 == self.from && self.opens_phrase(next);
        let far = self.end().min(next + 9);
        let comma = (next..far).find(|&at| heads && reading.mark(at, ","))?;
        (comma + 1 < self.end()).then_some(comma + 1)
    }

    /// Whether a subject and its verb follow what was said: nothing more that could be said comes behind them.
    fn follows(&self, before: Run, subject: Run, next: usize, tag: Tags) -> bool {
        let reading = self.reading;
        let ends = next >= self.end();
        let told = tag.any(Tags::SAY | Tags::REPORT);
        let recipient = reading.reads(next.wrapping_sub(1), &["told"])
            && (reading.is_name(next) && reading.phrase_after(next, self.end()).end >= self.end()
                || self.audience(next).is_some_and(|at| at >= self.end()));
        let over = ends
            || recipient
            || reading.is_mark(next)
            || self.opens_phrase(next)
            || self.past_time(next) > next;
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
        let dated = self.past_time(next) > next && before.len() > 5;
        headline
            || over && told && reading.is_voice(subject) && (ends || dated || tag.any(Tags::SAY))
            // "House prices fell further, the institute found."
            || ends
                && reading.lang == Lang::En
                && tag.any(Tags::FINDING)
                && before.len() > 5
                && reading.reads(subject.start, &["the", "a"])
                && reading.names(subject)
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
        let Some(quoted) = reading.quoted_at(quote.start) else {
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
        let found = Tags::DOCUMENT | Tags::ROLE | Tags::BODY;
        (subject.start..subject.end).any(|at| reading.is(at, found))
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
        if let Some(quote) = reading.quoted_before(at)
            && quote.words.start >= self.from
            && (quote.is_clause() || quote.count >= 6 || reading.mark(at - 1, ","))
            && (quote.is_clause() || quote.count >= 4 || quote.words.start <= self.from + 1)
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
            .quoted_at(at)
            .is_some_and(|quote| quote.count >= 4 && quote.capital);
        (introduced && full).then_some(quote)
    }
}
