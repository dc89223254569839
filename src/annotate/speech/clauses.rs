//! Reported clauses: what stands behind a verb of speech with or without "that".

use crate::annotate::page::Shape;
use crate::text::Lang;

use super::attribution::{Found, Sentence};
use super::cues::Tags;
use super::reading::Run;

/// Indonesian: they begin as verbs do and are none.
const NO_VERB: &[&str] = &[
    "mereka", "memang", "menengah", "media", "terhadap", "tersebut", "terkait", "berbagai",
    "dirinya", "digital", "direktur", "terbaru", "berita",
];
/// English: behind them stands whom something is told.
const TELLS: &[&str] = &[
    "told",
    "tells",
    "tell",
    "reminded",
    "warned",
    "warns",
    "informed",
    "notified",
    "cautioned",
    "cautions",
    "advised",
    "assured",
];
/// How far from its verb the word "that" may stand.
const REACH: usize = 12;
/// Indonesian: what begins a clause without a subject behind a verb of reporting.
const BEGINS: &[&str] = &[
    "akan", "bakal", "telah", "sudah", "tidak", "tak", "belum", "jika", "kalau", "bila", "ada",
    "adanya",
];

impl Sentence<'_, '_> {
    /// A clause behind the verb that no "that" marks.
    pub(super) fn reported(
        &self,
        found: Found,
        next: usize,
        tag: Tags,
        phrase: bool,
    ) -> Option<Found> {
        let reading = self.reading;
        let timed = self.past_time(next);
        let phrase = phrase && timed == next;
        let next = timed;
        let skip = usize::from(matches!(reading.word(next), "," | ":") && reading.is_mark(next));
        let start = next + skip;
        if start >= self.end() || reading.reads(start, &["and", "or"]) {
            return None;
        }
        let further = usize::from(reading.lang == Lang::Id && reading.reads(start, &["lebih"]))
            * usize::from(reading.reads(start + 1, &["lanjut"]) && reading.mark(start + 2, ","));
        let start = start + 3 * further;
        if tag.any(Tags::SAY) && (!phrase || reading.lang == Lang::Id) {
            let start = self.past_recipient(start);
            let thing = reading.lang == Lang::Id && skip == 0 && self.is_thing(next, start);
            if thing {
                // "membenarkan keputusan itu": it is credited, with nothing said.
                let credited = reading.reads(next.wrapping_sub(1), &["membenarkan"]);
                return credited.then_some(found);
            }
            return (start < self.end()).then(|| found.with(self.clause_from(start)));
        }
        if phrase {
            return (tag.any(Tags::SAY) && self.leads_on(next))
                .then(|| found.with(self.clause_from(next)));
        }
        if tag.any(Tags::OBJECT)
            && !reading.reads(start, &["soal", "mengenai", "terkait", "tentang"])
            && !found
                .source
                .is_some_and(|run| reading.reads(run.start, &["it"]))
        {
            return Some(found.with(self.clause_from(start)));
        }
        let finds = tag.any(Tags::FINDING)
            && found.source.is_some_and(|run| match reading.lang {
                Lang::En => self.is_study(run),
                _ => reading.is(run.start, Tags::DOCUMENT) && self.has_verb(start),
            });
        if finds && reading.lang == Lang::Id {
            return Some(found.with(self.clause_from(start)));
        }
        if !(tag.any(Tags::REPORT) || finds) {
            return None;
        }
        let clause = if reading.lang == Lang::Id {
            skip > 0 && !reading.is(start, Tags::WEEKDAY)
                || reading.reads(start, BEGINS)
                || self.is_clause(start)
        } else {
            reading.is(start, Tags::PERSON | Tags::THEY)
                && reading.reads(start, &["it", "he", "she", "they", "we"])
                && !reading.is_mark(start + 1)
                || self.is_clause(start)
        };
        clause.then(|| found.with(self.clause_from(start)))
    }

    /// Whether the words before a comma are a phrase rather than a clause that could have been said ("Continuing the
    /// trend, …", "During his appearance at a conference, …").
    pub(super) fn is_phrase(&self, run: Run) -> bool {
        let reading = self.reading;
        let does = reading.word(run.start).ends_with("ing") && reading.word(run.start).len() > 5;
        reading.lang == Lang::En
            && (does || reading.is(run.start, Tags::PREPOSITION))
            && (run.start..run.end)
                .all(|at| !reading.mark(at, ",") && !reading.is(at, Tags::FINITE))
    }

    /// Whether the words from `start` on have a verb of their own before anything that would part it from
    /// them ("found people are more likely" against "found a way to").
    fn is_clause(&self, start: usize) -> bool {
        let reading = self.reading;
        if reading.reads(
            start,
            &[
                "how",
                "why",
                "whether",
                "apakah",
                "mengapa",
                "kenapa",
                "bagaimana",
            ],
        ) {
            return true;
        }
        let far = self.end().min(start + REACH);
        for at in start..far {
            let ends = reading.is_mark(at)
                || reading.quote_at(at).is_some()
                || reading.is(at, Tags::PART)
                || reading.is(at, Tags::ING);
            if ends {
                return false;
            }
            if at > start && reading.is(at, Tags::FINITE) {
                return true;
            }
        }
        false
    }

    /// English: whether "with" behind a verb begins what was said ("said with costs rising, the delay would add …").
    fn leads_on(&self, next: usize) -> bool {
        let reading = self.reading;
        let far = self.end().min(next + 2 * REACH);
        reading.reads(next, &["with"])
            && (next..far)
                .take_while(|&at| reading.quote_at(at).is_none())
                .find(|&at| reading.mark(at, ","))
                .is_some_and(|comma| {
                    let far = self.end().min(comma + REACH);
                    (comma + 2..far)
                        .take_while(|&at| !reading.is_mark(at))
                        .any(|at| reading.is(at, Tags::FINITE))
                })
    }

    /// Indonesian: whether a verb that also takes a plain object has one: "menyarankan perombakan besar", with no verb
    /// among the words up to the next mark.
    fn is_thing(&self, next: usize, start: usize) -> bool {
        let reading = self.reading;
        if !reading.is(next.wrapping_sub(1), Tags::THING) {
            return false;
        }
        let verb = |at: usize| {
            let word = reading.word(at);
            word.len() >= 6
                && ["me", "ber", "ter", "di"]
                    .iter()
                    .any(|head| word.starts_with(head))
                && !reading.reads(at, NO_VERB)
        };
        !(start..self.end().min(start + 2 * REACH))
            .take_while(|&at| {
                !reading.is_mark(at)
                    && reading.quote_at(at).is_none()
                    && !(at > start && reading.reads(at, &["yang"]))
            })
            .any(|at| {
                reading.is(at, Tags::FINITE)
                    || reading.reads(
                        at,
                        &[
                            "bahwa", "agar", "jika", "ada", "untuk", "belajar", "pindah", "pakai",
                            "naik", "turun",
                        ],
                    )
                    || verb(at)
            })
    }

    /// Indonesian: whether a noun with what describes it has a verb behind it ("mineral yang mengandung silikon itu ada
    /// di sekeliling bintang" against "peningkatan yang tajam").
    fn has_verb(&self, start: usize) -> bool {
        let reading = self.reading;
        let mut described = false;
        let far = self.end().min(start + 2 * REACH);
        for at in start + 1..far {
            if reading.quote_at(at).is_some()
                || reading.reads(at, &["untuk", "dalam", "pada", "terhadap"])
            {
                return false;
            }
            if reading.is_mark(at) && !matches!(reading.word(at), "(" | ")") {
                return false;
            }
            if reading.reads(at, &["yang"]) {
                described = true;
            } else if described {
                described = !reading.is(at, Tags::POINTER);
            } else if reading.is(at, Tags::FINITE) || reading.reads(at, &["ada", "naik", "turun"]) {
                return true;
            }
        }
        false
    }

    /// English: whether a subject is a study or the like, which finds that something is so.
    fn is_study(&self, subject: Run) -> bool {
        (subject.start..subject.end).any(|at| self.reading.is(at, Tags::STUDY))
    }

    /// "told the BBC News website it was": whom it was said to is no part of what was said.
    fn past_recipient(&self, start: usize) -> usize {
        let reading = self.reading;
        let verb = start.saturating_sub(1);
        if reading.reads(verb, &["told", "tells", "tell"]) {
            if let Some(audience) = self.audience(start).filter(|&at| at < self.end()) {
                return audience;
            }
            let run = reading.phrase_after(start, self.end());
            if reading.mark(run.end, ",")
                || reading.is(run.end, Tags::THEY | Tags::PERSON)
                || run.end >= self.end()
            {
                return run.end + usize::from(reading.mark(run.end, ","));
            }
        }
        if reading.reads(start, &["kepada", "pada"]) {
            let run = reading.phrase_after(start + 1, self.end());
            let comma =
                (run.end..(run.end + 8).min(self.end())).find(|&word| reading.mark(word, ","));
            return comma.map_or(run.end, |comma| comma + 1);
        }
        start
    }

    /// English: the word behind those it was told to ("a news conference", "the meeting").
    pub(super) fn audience(&self, start: usize) -> Option<usize> {
        let reading = self.reading;
        let far = self.end().min(start + 5);
        let at = (start..far).find(|&at| reading.is(at, Tags::AUDIENCE))?;
        let plain = (start..at).all(|at| !reading.is_mark(at) && !reading.is(at, Tags::VERB));
        let determined = reading.is(start, Tags::DETERMINER) || at == start;
        (plain && determined).then_some(at + 1)
    }

    /// English: the word behind the day on which something was said ("said Tuesday the phone would …").
    pub(super) fn past_time(&self, next: usize) -> usize {
        let reading = self.reading;
        if reading.lang != Lang::En {
            return next;
        }
        let on = usize::from(reading.reads(next, &["on", "late", "early", "earlier"]));
        let at = next + on;
        if reading.is(at, Tags::WEEKDAY) {
            let part = ["morning", "evening", "afternoon", "night"];
            return at + 1 + usize::from(reading.reads(at + 1, &part));
        }
        let unit = ["week", "month", "year", "morning", "night", "quarter"];
        if reading.reads(at, &["this", "last"]) && reading.reads(at + 1, &unit) {
            return at + 2;
        }
        let earlier = reading.reads(next, &["earlier"]);
        if (on == 0 || earlier)
            && reading.reads(at, &["today", "yesterday", "tonight", "recently", "here"])
        {
            return at + 1;
        }
        next
    }

    /// English: the word "that" behind a feeling that a verb expresses.
    pub(super) fn feeling(&self, next: usize) -> Option<usize> {
        let reading = self.reading;
        if !reading.is(next.wrapping_sub(1), Tags::FEEL) {
            return None;
        }
        let that = (next + 1..self.end().min(next + 6)).find(|&at| reading.reads(at, &["that"]))?;
        reading.is(that - 1, Tags::FELT).then_some(that)
    }

    /// English: whether a word behind a verb begins a phrase of time or place rather than what was said.
    pub(super) fn opens_phrase(&self, at: usize) -> bool {
        let reading = self.reading;
        if reading.lang == Lang::Id {
            return reading.reads(
                at,
                &[
                    "dalam", "di", "saat", "kepada", "pada", "melalui", "lewat", "usai", "ketika",
                    "sambil", "seraya",
                ],
            );
        }
        // "said about 25 pct of the value will go": no phrase but a number.
        let number = reading.reads(at, &["about", "over", "under", "between"])
            && reading.shape(at + 1) == Shape::Number;
        reading.is(at, Tags::PREPOSITION | Tags::WEEKDAY) && !number
            || reading.reads(
                at,
                &[
                    "today",
                    "earlier",
                    "last",
                    "yesterday",
                    "as",
                    "when",
                    "while",
                    "after",
                    "before",
                ],
            )
    }

    /// The word "that" behind a verb, or a phrase behind it away.
    pub(super) fn that(&self, next: usize) -> Option<usize> {
        let reading = self.reading;
        let mut at = next;
        let recipient = reading.reads(next.wrapping_sub(1), TELLS);
        if reading.mark(next, ",") && reading.reads(next + 1, &["including", "such", "like"]) {
            return None;
        }
        while at < self.end().min(next + REACH) {
            if reading.quote_at(at).is_some() {
                return None;
            }
            if reading.reads(at, &["that", "bahwa"]) {
                return Some(at);
            }
            if at == next && reading.reads(at, &["to"]) && reading.is_name(at + 1) {
                // "confirmed to Wired that".
                at += 1;
                continue;
            }
            if reading.lang == Lang::Id
                && at == next + 1
                && reading.mark(next, ",")
                && !self.opens_phrase(at)
            {
                // "ia melanjutkan, game itu menggambarkan bahwa …": the clause has begun.
                return None;
            }
            let quiet = at > next
                || recipient
                || reading.is(
                    at,
                    Tags::PREPOSITION | Tags::ADVERB | Tags::STOP | Tags::WEEKDAY,
                ) && !reading.is(
                    at,
                    Tags::DETERMINER | Tags::PERSON | Tags::THEY | Tags::MODAL,
                )
                || reading.is_mark(at);
            if !quiet
                || at > next
                    && reading.is(at, Tags::VERB)
                    && !reading.is(at, Tags::BASE)
                    && reading.shape(at) == Shape::Lower
            {
                return None;
            }
            at += 1;
        }
        None
    }
}
