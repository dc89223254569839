//! Credits: "Menurut X, …", "according to X", "dikutip `KompasTekno` dari Recode", "Dari keterangan resmi X, …".

use crate::annotate::page::Shape;
use crate::text::Lang;

use super::attribution::{Found, Sentence};
use super::cues::Tags;
use super::phrase::PREDICATE;
use super::reading::Run;

/// What describes a source behind its head has at most so many words.
const POINTED: usize = 18;

impl Sentence<'_, '_> {
    /// "Menurut X, …", "…, according to X".
    pub(super) fn according(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        let clitic = reading.reads(at, &["menurutnya"]);
        let english = reading.lang == Lang::En;
        if english && !reading.reads(at + 1, &["to"]) {
            return None;
        }
        let cue = Run::new(at, if english { at + 2 } else { at + 1 });
        let source = if clitic {
            Run::new(cue.end, cue.end)
        } else {
            self.accorded(cue.end)?
        };
        let mut found = Found::new(cue).by(Some(source));
        found.implied = clitic;
        let rest = source.end.max(cue.end);
        let rest = self.past_relative(rest).unwrap_or(rest);
        let before = self.clause_before(at).or_else(|| {
            let run = self.trimmed(Run::new(self.from, at));
            (english && run.len() > 2).then_some(run)
        });
        if let Some(quote) = self.quote_before(at) {
            return Some(found.with(quote));
        }
        if let Some(before) = before.filter(|run| {
            run.len() > 3 || !reading.is(run.start, Tags::BOUNDARY | Tags::PREPOSITION)
        }) {
            found = found.with(before);
            let goes_on = reading.mark(rest, ",")
                && if english {
                    reading.reads(rest + 1, &["which", "who", "with", "and", "but", "though"])
                } else {
                    !reading.is(rest + 1, Tags::WEEKDAY | Tags::RELAY | Tags::OPENER)
                };
            if goes_on && rest + 1 < self.end() {
                found = found.with(self.clause_from(rest + 1));
            }
            return Some(found);
        }
        let skip = self.past_date(rest);
        if skip >= self.end() {
            return Some(found);
        }
        if let Some(quote) = self.quote_from(skip) {
            return Some(found.with(quote));
        }
        Some(found.with(self.clause_from(skip)))
    }

    /// The source that begins behind "menurut" or "according to".
    fn accorded(&self, at: usize) -> Option<Run> {
        let reading = self.reading;
        let english = reading.lang == Lang::En;
        // A replacement character stands where scraping lost a space.
        let start = at + usize::from(reading.mark(at, "\u{fffd}"));
        let run = reading.phrase_after(start, self.end());
        let run = self
            .pointed_at(run)
            .or_else(|| self.related(run))
            .unwrap_or(run);
        if run.is_empty() {
            return None;
        }
        let determined = run.len() > 1 && reading.is(run.start, Tags::DETERMINER);
        // "according to the type of paper": no report.
        let head = run.start + usize::from(english && determined);
        let measure = reading.is(head, Tags::MEASURE) && !reading.is_name(head);
        let silent = measure
            || reading.is(run.start, Tags::OTHER) && !determined
            || !reading.is_voice(run) && (english || !self.pauses(run.end));
        (!silent).then(|| self.unpunctuated(self.before_comma(run)))
    }

    /// Indonesian: a phrase that a pointer closes before the comma, whatever describes its head ("pria berharta
    /// US$148 miliar itu, …").
    fn pointed_at(&self, run: Run) -> Option<Run> {
        let reading = self.reading;
        let small = !run.is_empty()
            && reading.lang == Lang::Id
            && reading.shape(run.start) == Shape::Lower
            && !self.pauses(run.end)
            && !reading.is(run.start, Tags::PRONOUN | Tags::DETERMINER | Tags::STOP)
            && !reading.reads(run.end, &["yang", "bahwa"]);
        let far = self.end().min(run.end + POINTED);
        let comma = (run.end..far)
            .take_while(|&at| reading.quote_at(at).is_none() && !reading.is(at, Tags::CUE))
            .find(|&at| reading.mark(at, ",") && reading.shape(at + 1) != Shape::Number)?;
        (small && reading.reads(comma - 1, &["itu", "ini", "tersebut"]))
            .then(|| Run::new(run.start, comma))
    }

    /// English: an unnamed source with the relative clause that tells it apart ("new research that has not yet been
    /// reviewed").
    fn related(&self, run: Run) -> Option<Run> {
        let reading = self.reading;
        let verb = ["has", "have", "had", "is", "was", "were", "are"];
        let fits = reading.lang == Lang::En
            && !run.is_empty()
            && !reading.names(run)
            && reading.reads(run.end, &["that", "who", "which"])
            && reading.reads(run.end + 1, &verb);
        if !fits {
            return None;
        }
        let far = self.end().min(run.end + POINTED);
        let end = (run.end..far)
            .find(|&at| reading.is_mark(at) || reading.quote_at(at).is_some())
            .or_else(|| (far == self.end()).then_some(far))?;
        Some(Run::new(run.start, end))
    }

    /// Indonesian: "Menurut `YouTube`, pengguna yang …": what the comma parts from a name describes it only where a comma
    /// closes it.
    fn before_comma(&self, run: Run) -> Run {
        let reading = self.reading;
        let comma = (run.start..run.end).find(|&at| reading.mark(at, ","));
        match comma {
            Some(comma)
                if reading.lang == Lang::Id
                    && reading.shape(comma + 1) == Shape::Lower
                    && !self.pauses(run.end) =>
            {
                Run::new(run.start, comma)
            }
            _ => run,
        }
    }

    /// "Menurut para peneliti manusia purba itu …": without a comma the source is the shortest phrase.
    fn unpunctuated(&self, run: Run) -> Run {
        let reading = self.reading;
        if self.pauses(run.end)
            || reading.lang == Lang::En
            || reading.shape(run.start) != Shape::Lower
        {
            return run;
        }
        let mut end = run.start;
        while end < run.end && reading.is(end, Tags::DETERMINER) {
            end += 1;
        }
        end += usize::from(!reading.reads(end, &["yang"]));
        let goes_on = |at| {
            reading.is_name(at)
                || reading.reads(at, &["resmi", "tertulis", "terbaru", "internal", "terkini"])
                || reading.is(at, Tags::ROLE | Tags::BODY | Tags::DOCUMENT | Tags::POINTER)
        };
        while end < self.end() && goes_on(end) {
            end += 1;
        }
        let whole = Run::new(run.start, end);
        match self.past_relative(end) {
            // "sumber yang mengetahui kesepakatan itu": nobody by name.
            Some(pause) if !reading.names(whole) => Run::new(run.start, pause),
            Some(_) => whole,
            None => Run::new(run.start, end.min(run.end)),
        }
    }

    /// Indonesian: the pause that ends the relative clause that begins at a word.
    fn past_relative(&self, at: usize) -> Option<usize> {
        let reading = self.reading;
        if reading.lang != Lang::Id || !reading.reads(at, &["yang"]) {
            return None;
        }
        let far = self.end().min(at + 18);
        let pause = (at + 1..far)
            .take_while(|&word| reading.quote_at(word).is_none())
            .find(|&word| reading.mark(word, ","));
        pause.or_else(|| (far == self.end()).then_some(far))
    }

    /// The word behind a comma and a date in between ("…, Senin (12/1/2015), …").
    fn past_date(&self, mut at: usize) -> usize {
        let reading = self.reading;
        let start = at;
        // What a source is or does is no date.
        if reading.reads(at, PREDICATE) || reading.reads(at, &["bahwa"]) {
            return at;
        }
        let mut seen = 0;
        while at < self.end() && seen < 14 {
            if reading.mark(at, ",") {
                at += 1;
                if !(reading.is(at, Tags::WEEKDAY) || reading.shape(at) == Shape::Number) {
                    return at;
                }
            } else if reading.is(at, Tags::WEEKDAY | Tags::STOP)
                || reading.mark(at, "(")
                || seen > 0
            {
                // A date in brackets ends it too where no comma follows.
                if reading.mark(at, ")") && !reading.mark(at + 1, ",") {
                    return at + 1;
                }
                at += 1;
            } else {
                return at;
            }
            seen += 1;
        }
        if at < self.end() { start } else { at }
    }

    /// "dikutip `KompasTekno` dari situs Recode", "Melansir CNN, …", "as reported by X".
    pub(super) fn relayed(&self, at: usize) -> Option<Found> {
        let (found, first) = self.credit(at)?;
        Some(self.placed(found, first))
    }

    /// The source that a report is credited to, without content, and the first word of the credit.
    pub(super) fn credit(&self, at: usize) -> Option<(Found, usize)> {
        let reading = self.reading;
        let end = self.end();
        if reading.lang == Lang::En {
            let by = reading.reads(at + 1, &["by"])
                && reading.reads(
                    at.wrapping_sub(1),
                    &["as", "first", "was", "were", "been", ","],
                );
            let source = reading.phrase_after(at + 2, end);
            return (by && self.speaks(source) && reading.names(source))
                .then(|| (Found::new(Run::new(at, at + 2)).by(Some(source)), at));
        }
        let of = ["dari", "oleh"];
        let mut next = at + 1;
        if reading.is(next, Tags::WEEKDAY)
            || reading.is(next, Tags::BOUNDARY | Tags::STOP) && !reading.reads(next, &of)
        {
            return None;
        }
        let first = self.credit_start(at);
        let opens =
            first < at || first == self.from || matches!(reading.word(first - 1), "," | "(");
        let active = !reading.word(at).to_ascii_lowercase().starts_with("di");
        // "produk ini, yang merangkum hasil pencarian": no outlet that names its source.
        let relative = reading.reads(at.wrapping_sub(1), &["yang"]);
        if active && (!opens || relative) {
            return None;
        }
        let relay = self.relay_between(next, &of);
        next = relay.map_or(next, |relay| relay.end);
        let from = reading.reads(next, &of);
        if !from && reading.is(next, Tags::OWN) && !active {
            return None;
        }
        let plain = reading.is(at, Tags::PASSIVE) || reading.reads(at, &["dimuat"]);
        if plain && !(reading.reads(next, &["oleh"]) || opens && reading.is_name(next)) {
            return None;
        }
        let start = next + usize::from(from);
        let source = self.without_medium(reading.phrase_after(start, end));
        let small_name = from
            && source.len() == 1
            && (self.pauses(source.end) || reading.is(source.end, Tags::WEEKDAY));
        let behind_quote = !source.is_empty() && self.quote_before(first).is_some();
        if !self.speaks(source) && !small_name && !behind_quote {
            return None;
        }
        let whole = from && relay.is_none() && !active;
        let mut found =
            Found::new(Run::new(at, if whole { start } else { at + 1 })).by(Some(source));
        found.relay = relay;
        Some((found, first))
    }

    /// The first word of a credit: "seperti dikutip" begins with its connective.
    fn credit_start(&self, at: usize) -> usize {
        let mut first = at;
        while first > self.from && self.reading.is(first - 1, Tags::OPENER) {
            first -= 1;
        }
        first
    }

    /// The outlet between "dikutip" and "dari".
    fn relay_between(&self, next: usize, of: &[&str]) -> Option<Run> {
        let reading = self.reading;
        let mut name = next;
        while name < self.end()
            && reading.is_name(name)
            && !reading.reads(name, of)
            && name < next + 4
        {
            name += 1;
        }
        (name > next && reading.reads(name, of)).then_some(Run::new(next, name))
    }

    /// "situs Recode" is Recode; "situs resminya" stays.
    fn without_medium(&self, run: Run) -> Run {
        let mut name = run.start;
        while name < run.end && self.reading.is(name, Tags::MEDIUM) && !self.reading.is_name(name) {
            name += 1;
        }
        if name > run.start && name < run.end && self.reading.is_name(name) {
            Run::new(name, run.end)
        } else {
            run
        }
    }

    /// Gives a relayed report its content: what follows at the head of a sentence, what precedes elsewhere.
    fn placed(&self, found: Found, first: usize) -> Found {
        let reading = self.reading;
        let rest = found.end();
        if let Some(quote) = self.quote_before(first) {
            return found.with(quote);
        }
        if reading.reads(rest, &["bahwa"]) {
            return found.with(self.clause_from(rest));
        }
        let lead = self.trimmed(Run::new(self.from, first));
        let headed = lead.is_empty()
            || lead.len() <= 3
                && (reading.is(lead.start, Tags::BOUNDARY | Tags::ADVERB | Tags::OPENER)
                    || reading.is_name(lead.start) && reading.mark(lead.end, ","));
        if headed {
            let at = self.past_date(rest);
            if at < self.end()
                && (at > rest || reading.reads(at, &["bahwa", "that"]) || reading.lang == Lang::Id)
            {
                if let Some(quote) = self.quote_from(at) {
                    return found.with(quote);
                }
                let skip = usize::from(reading.mark(at, ","));
                if self.announces(at + skip) || self.is_told(at + skip) {
                    return found;
                }
                return found.with(self.clause_from(at + skip));
            }
            return found;
        }
        if self.announces(lead.start) {
            return found;
        }
        if self.found.is_empty() && lead.len() > 4 && reading.lang == Lang::Id {
            return found.with(self.without_lead(lead));
        }
        found
    }

    /// Indonesian: whether a clause has somebody of its own who says what it says ("Dikutip dari X, Y mengatakan …").
    fn is_told(&self, at: usize) -> bool {
        let reading = self.reading;
        let far = self.end().min(at + 12);
        let verb = (at + 1..far)
            .take_while(|&word| reading.quote_at(word).is_none())
            .find(|&word| reading.is(word, Tags::SAY) && reading.shape(word) == Shape::Lower);
        verb.is_some_and(|verb| {
            reading
                .subject(verb, at)
                .is_some_and(|subject| subject.start == at && reading.is_voice(subject))
        })
    }

    /// Whether a clause only announces the list behind it ("berikut daftar …").
    fn announces(&self, at: usize) -> bool {
        self.reading.reads(at, &["berikut", "inilah"])
            || self.reading.reads(at, &["adapun"])
                && self
                    .reading
                    .reads(at + 1, &["rincian", "daftar", "berikut", "harga"])
    }

    /// "Dari keterangan resmi X, …": a document at the head of a sentence that has no speaker of its own.
    pub(super) fn based(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        let led = at == self.from + 1 && reading.reads(self.from, &["bila", "jika", "kalau"]);
        if at != self.from && !led {
            return None;
        }
        let mut start = at + 1;
        if reading.reads(start, &["pada", "kepada", "dari"]) {
            start += 1;
        }
        if reading.reads(start, &["informasi", "keterangan"])
            && reading.reads(start + 1, &["dari"])
            && reading.is(start + 2, Tags::DOCUMENT)
        {
            start += 2;
        }
        if !reading.is(start, Tags::DOCUMENT)
            || reading.reads(start, &["hasil", "sumber", "situs", "laman"])
        {
            return None;
        }
        let source = reading.phrase_after(start, self.end());
        let bare = source.len() <= 3 && reading.mark(source.end, ",");
        if source.is_empty() || !reading.names(source) && !bare {
            return None;
        }
        let comma = (source.end..(source.end + 14).min(self.end()))
            .find(|&word| reading.mark(word, ","))?;
        let after = self.past_date(comma);
        let spoken = (after..(after + 12).min(self.end()))
            .any(|word| reading.is(word, Tags::SAY) || reading.quote_at(word).is_some());
        if spoken || after >= self.end() {
            return None;
        }
        let found = Found::new(Run::new(at, start)).by(Some(source));
        Some(found.with(self.clause_from(after)))
    }
}
