//! Reports in the passive, hearsay without a source, and questions turned down.

use crate::text::Lang;

use super::attribution::{Found, Sentence};
use super::cues::Tags;
use super::reading::Run;

/// So many attributions back a name is remembered.
const HEARD: usize = 12;

/// Behind the agent of a passive they begin what was said.
const GOES_ON: &[&str] = &[
    "bahwa", "telah", "akan", "sudah", "bisa", "dapat", "tidak", "sebagai",
];

impl Sentence<'_, '_> {
    /// A passive: `disampaikan oleh X`, `disebut Zipperstein`.
    pub(super) fn passive(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        if reading.is(at.wrapping_sub(1), Tags::MODAL) {
            return None;
        }
        let mut next = at + 1;
        while reading.is(next, Tags::ADVERB) && !reading.is_name(next) {
            next += 1;
        }
        let by = (next..(next + 6).min(self.end())).find(|&word| reading.reads(word, &["oleh"]));
        let (start, cue) = match by {
            Some(by) if by == next => (by + 1, Run::new(at, by + 1)),
            Some(by) if reading.is(at, Tags::RELAY) || reading.is(next, Tags::PREPOSITION) => {
                (by + 1, Run::new(at, at + 1))
            }
            _ if reading.is_name(next)
                && !reading.reads(
                    at,
                    &["disebut", "diklaim", "diumumkan", "dituduh", "dituding"],
                )
                || reading.is(next, Tags::PERSON)
                || reading.reads(next, &["mereka"]) && reading.mark(next + 1, ",")
                || reading.is(next, Tags::ROLE | Tags::MEDIUM)
                    && !reading.reads(at, &["disebut", "diumumkan", "dituduh", "dituding"])
                || self.known_name(next) =>
            {
                (next, Run::new(at, at + 1))
            }
            _ => return None,
        };
        let source = reading.phrase_after(start, self.end());
        if !self.speaks(source) {
            return None;
        }
        let found = Found::new(cue).by(Some(source));
        if let Some(quote) = self.quote_before(at) {
            return Some(found.with(quote));
        }
        let rest = source.end;
        if let Some(quote) = self.quote_from(rest) {
            return Some(found.with(quote));
        }
        let before = self.trimmed(Run::new(self.from, at));
        let mut found = found;
        let apart = by == Some(start - 1).filter(|_| start > next + 1);
        if before.len() > 2 && !reading.is(before.start, Tags::OPENER) && !apart {
            found = found.with(self.without_lead(before));
        }
        if rest < self.end() && !reading.is(rest, Tags::STOP | Tags::WEEKDAY)
            || reading.reads(rest, GOES_ON)
        {
            let skip = usize::from(reading.mark(rest, ","));
            if rest + skip < self.end() && !self.is_dated(rest + skip) {
                found = found.with(self.clause_from(rest + skip));
            }
        }
        Some(found)
    }

    /// Whether the name at a word was a source before: "disebut Zipperstein" against "disebut Siri".
    fn known_name(&self, at: usize) -> bool {
        let reading = self.reading;
        let name = reading.word(at);
        reading.is_name(at)
            && self
                .heard
                .iter()
                .rev()
                .take(HEARD)
                .filter_map(|found| found.source)
                .any(|run| (run.start..run.end).any(|word| reading.word(word) == name))
    }

    /// Reported without a source: the whole sentence but the cue.
    pub(super) fn hearsay(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        let also = reading.reads(at + 1, &["juga", "pula"]) && reading.reads(at + 2, &["bahwa"]);
        let next = at + 1 + usize::from(also);
        if reading.is(at.wrapping_sub(1), Tags::MODAL) || reading.negates(at.wrapping_sub(1)) {
            return None;
        }
        let heads = at == self.run.start
            && reading.lang == Lang::Id
            && !reading.is(next, Tags::ADVERB | Tags::STOP);
        let verb = reading.reads(
            at,
            &[
                "disebut",
                "disebutkan",
                "dilaporkan",
                "dikatakan",
                "dituding",
                "dituduh",
            ],
        );
        if verb
            && !heads
            && !reading.reads(
                next,
                &[
                    "sebagai", "akan", "telah", "sedang", "bakal", "memiliki", "mampu", "bahwa",
                    "sudah", "tidak", "menjadi", "lebih", "punya", "bisa", "dapat",
                ],
            )
        {
            return None;
        }
        if reading.is(next, Tags::PREPOSITION) && !reading.reads(next, &["sebagai"])
            || next >= self.end()
        {
            return None;
        }
        let before = self.trimmed(Run::new(self.from, at));
        let mut found = Found::new(Run::new(at, next));
        if before.len() <= 12
            && !(before.len() == 1 && reading.is(before.start, Tags::BOUNDARY | Tags::OPENER))
            && !reading.reads(next, &["sebagai"])
        {
            found = found.with(self.without_lead(before));
        }
        Some(found.with(self.clause_from(next)))
    }

    /// A question turned down: "declined to comment", "menolak untuk berkomentar".
    pub(super) fn declined(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        let end = self.end();
        let next = (at + 1..(at + 5).min(end)).find(|&word| reading.is(word, Tags::COMMENT))?;
        let fits = if reading.lang == Lang::En {
            reading.reads(at + 1, &["to"]) && next == at + 2
        } else {
            (at + 1..next).all(|word| {
                reading.reads(
                    word,
                    &[
                        "untuk",
                        "memberikan",
                        "memberi",
                        "mau",
                        "ada",
                        "banyak",
                        "bersedia",
                        "berkenan",
                        "ingin",
                        "dapat",
                        "bisa",
                        "segera",
                        "juga",
                        "langsung",
                    ],
                )
            })
        };
        if !fits {
            return None;
        }
        let source = reading.subject(at, self.from)?;
        Some(Found::new(Run::new(at, next + 1)).by(Some(source)))
    }

    /// English: "had no comment", "have so far made no comment".
    pub(super) fn uncommented(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        let verb = at.checked_sub(2)?;
        if !reading.reads(verb, &["had", "made", "has", "have", "offered", "gave"]) {
            return None;
        }
        let mut first = verb;
        while first > self.from
            && verb - first < 4
            && (reading.is_adverb(first - 1) || reading.reads(first - 1, &["so", "far"]))
        {
            first -= 1;
        }
        let source = reading
            .subject(first, self.from)
            .or_else(|| reading.leading(self.from, first))?;
        Some(Found::new(Run::new(verb, at + 1)).by(Some(source)))
    }

    /// English: "did not respond to a request for comment", "isn't saying".
    pub(super) fn silence(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        let base = [
            "respond",
            "responded",
            "reply",
            "replied",
            "comment",
            "return",
            "returned",
            "saying",
        ];
        if !reading.reads(at, &base) {
            return None;
        }
        let mut first = at;
        let mut negated = false;
        while first > self.from
            && (reading.is(first - 1, Tags::ADVERB)
                || reading.reads(first - 1, &["n't", "not", "couldn't"]))
            && at - first < 4
        {
            first -= 1;
            let word = reading.word(first);
            negated |=
                word.eq_ignore_ascii_case("not") || word.ends_with("n't") || word.ends_with("n’t");
        }
        let asked = (at + 1..(at + 7).min(self.end())).any(|word| {
            reading.reads(
                word,
                &["comment", "request", "requests", "inquiry", "inquiries"],
            )
        });
        let silent = negated || asked && !reading.reads(at, &["saying"]);
        let source = reading.subject(first, self.from).filter(|_| silent)?;
        Some(Found::new(Run::new(first, at + 1)).by(Some(source)))
    }
}
