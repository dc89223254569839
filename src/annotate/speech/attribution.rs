//! Attributions of one sentence: a cue, the source that stands with it, and what was said.

use crate::annotate::page::Shape;
use crate::text::Lang;

use super::cues::Tags;
use super::reading::{Gap, Reading, Run};

/// An attribution by words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// What was said, in order.
    pub(super) content: Vec<Run>,
    /// The words that attribute.
    pub(super) cue: Option<Run>,
    /// The words that name who said it.
    pub(super) source: Option<Run>,
    /// Whether the speaker is somebody named before (a clitic, a quotation that goes on).
    pub(super) implied: bool,
    /// The outlet that relays the source.
    pub(super) relay: Option<Run>,
    /// Whether the content is word for word though no marks enclose it.
    pub(super) block: bool,
}

impl Found {
    pub(super) fn new(cue: Run) -> Self {
        Self {
            content: Vec::new(),
            cue: Some(cue),
            source: None,
            implied: false,
            relay: None,
            block: false,
        }
    }

    pub(super) fn by(mut self, source: Option<Run>) -> Self {
        self.source = source.filter(|run| !run.is_empty());
        self
    }

    pub(super) fn with(mut self, content: Run) -> Self {
        if !content.is_empty() {
            self.content.push(content);
        }
        self
    }

    /// One past the last word of any part.
    pub(super) fn end(&self) -> usize {
        self.content
            .iter()
            .copied()
            .chain(self.cue)
            .chain(self.source)
            .map(|run| run.end)
            .max()
            .unwrap_or_default()
    }
}

/// Finds the attributions of one sentence, from left to right; what one has taken no other takes.
pub(super) struct Sentence<'r, 'p> {
    pub(super) reading: &'r Reading<'p>,
    /// The sentence, without the stop that ends it.
    pub(super) run: Run,
    /// The first word that no attribution has taken.
    pub(super) from: usize,
    pub(super) found: Vec<Found>,
    /// The attributions of the sentences before.
    pub(super) heard: &'r [Found],
}

/// No clause that somebody is reported to have said has more words.
const LONGEST: usize = 90;

impl<'r, 'p> Sentence<'r, 'p> {
    /// Reads a sentence.
    pub(super) fn read(reading: &'r Reading<'p>, run: Run, heard: &'r [Found]) -> Vec<Found> {
        let ends = |at: usize| {
            reading.quote_at(at).is_none()
                && match reading.word(at) {
                    "." | "?" | "!" | "…" | ":" | ";" | "]" => true,
                    ")" => matches!(reading.word(at.wrapping_sub(1)), "." | "?" | "!"),
                    _ => false,
                }
        };
        let mut end = run.end;
        while end > run.start && ends(end - 1) {
            end -= 1;
        }
        let mut sentence = Self {
            reading,
            run: Run::new(run.start, end),
            from: run.start,
            found: Vec::new(),
            heard,
        };
        let mut at = run.start;
        while at < end {
            if let Some(quote) = reading.quoted_at(at) {
                at = quote.words.end;
                continue;
            }
            if reading.is(at, Tags::CUE)
                && let Some(found) = sentence.cue(at)
            {
                sentence.from = found.end().max(at + 1);
                at = sentence.from;
                sentence.found.push(found);
                continue;
            }
            at += 1;
        }
        sentence.found
    }

    /// The attribution that the cue at a word makes, if it makes one.
    fn cue(&self, at: usize) -> Option<Found> {
        let tag = self.reading.tag(at);
        let of = |tags, make: &dyn Fn() -> Option<Found>| if tag.any(tags) { make() } else { None };
        of(Tags::DECLINE, &|| self.declined(at))
            .or_else(|| of(Tags::RELAY, &|| self.relayed(at)))
            .or_else(|| of(Tags::ACCORDING, &|| self.according(at)))
            .or_else(|| of(Tags::BASED, &|| self.based(at)))
            .or_else(|| of(Tags::ROOT | Tags::WEAK, &|| self.rooted(at)))
            .or_else(|| of(Tags::PASSIVE, &|| self.passive(at)))
            .or_else(|| of(Tags::HEARSAY, &|| self.hearsay(at)))
            .or_else(|| of(Tags::VERB, &|| self.active(at)))
    }

    /// The end of the sentence.
    pub(super) fn end(&self) -> usize {
        self.run.end
    }

    /// Whether the sentence has ended at a word, or a comma stands there.
    pub(super) fn pauses(&self, at: usize) -> bool {
        at >= self.end() || self.reading.mark(at, ",")
    }

    /// The quotation right before a word, if it was not taken yet and ends as speech does.
    pub(super) fn quote_before(&self, at: usize) -> Option<Run> {
        let quote = self.reading.quoted_before(at)?;
        let term = quote.count < 3 && !quote.is_clause() && quote.words.start > self.from + 1;
        (quote.words.start >= self.from
            && !term
            && (quote.is_clause() || self.reading.mark(at - 1, ",") || quote.count >= 4))
            .then_some(quote.words)
    }

    /// The quotation that begins at a word, or behind the comma or colon there.
    pub(super) fn quote_from(&self, mut at: usize) -> Option<Run> {
        if self.reading.quote_at(at).is_none()
            && matches!(self.reading.word(at), "," | ":" | "-" | "–" | "—")
        {
            at += 1;
        }
        let quote = self.reading.quoted_at(at)?;
        (quote.words.start == at && at < self.end()).then_some(quote.words)
    }

    /// The clause before a word: from the first word not taken, without a connective, up to the comma.
    pub(super) fn clause_before(&self, at: usize) -> Option<Run> {
        let comma = at.checked_sub(1)?;
        if !(self.reading.mark(comma, ",") || matches!(self.reading.word(comma), "—" | "–"))
            || comma <= self.from
        {
            return None;
        }
        let run = self.trimmed(Run::new(self.from, comma));
        (run.len() >= 2 && run.len() <= LONGEST).then_some(run)
    }

    /// A run without the marks and connectives at its ends.
    pub(super) fn trimmed(&self, mut run: Run) -> Run {
        let reading = self.reading;
        while !run.is_empty()
            && reading.quote_at(run.start).is_none()
            && (matches!(
                reading.word(run.start),
                "," | "." | ")" | ":" | ";" | "-" | "–" | "—" | "\u{fffd}"
            ) || reading.reads(run.start, &["dan", "and", "but", "namun", "tetapi", "tapi"]))
        {
            run.start += 1;
        }
        while !run.is_empty()
            && reading.quote_at(run.end - 1).is_none()
            && reading.is_mark(run.end - 1)
            && matches!(
                reading.word(run.end - 1),
                "," | "." | ":" | ";" | "-" | "–" | "—" | "\u{fffd}"
            )
        {
            run.end -= 1;
        }
        run
    }

    /// What is said from a word on: to the end of the sentence, or to where another attribution begins.
    pub(super) fn clause_from(&self, at: usize) -> Run {
        let reading = self.reading;
        let mut end = self.end();
        let mut word = at + 1;
        while word < end {
            if let Some(quote) = reading.quoted_at(word) {
                word = quote.words.end;
                continue;
            }
            let ends = reading.mark(word, ";") && reading.gap(word + 1) != Gap::None
                || self.introduces(word);
            if ends {
                end = word;
                break;
            }
            if reading.is(word, Tags::CUE)
                && let Some(cut) = self.cut(word, at)
            {
                end = cut;
                break;
            }
            word += 1;
        }
        let run = self.trimmed(Run::new(at, end));
        // Longer ones are the menus of a page.
        if run.len() > LONGEST {
            Run::new(at, at)
        } else {
            run
        }
    }

    /// Whether a colon leads on to a quotation of its own ("… is back, with a statement reading: `\"The board …\"`").
    fn introduces(&self, colon: usize) -> bool {
        let reading = self.reading;
        reading.mark(colon, ":")
            && reading.quoted_at(colon + 1).is_some_and(|quote| {
                quote.capital && quote.count >= 5 && quote.words.start == colon + 1
            })
    }

    /// Where what was said ends because of the cue at a word: before "…, seperti dikutip …", before ", and X said
    /// that".
    fn cut(&self, cue: usize, from: usize) -> Option<usize> {
        let reading = self.reading;
        if reading.is(cue, Tags::RELAY) {
            let mut at = cue;
            while at > from && reading.is(at - 1, Tags::OPENER) {
                at -= 1;
            }
            let comma = at > from && reading.mark(at - 1, ",");
            return (at > from + 1 && (comma || at < cue) && self.credit(cue).is_some())
                .then_some(at);
        }
        if reading.is(cue, Tags::ACCORDING) {
            return (cue > from + 2 && reading.mark(cue - 1, ",") && reading.lang == Lang::En)
                .then_some(cue - 1);
        }
        if !reading.is(cue, Tags::SAY | Tags::REPORT | Tags::FINDING) || reading.is(cue, Tags::ING)
        {
            return None;
        }
        if reading.lang == Lang::En && cue > from + 3 && reading.is(cue, Tags::SAY) {
            let subject = reading.subject(cue, from + 1)?;
            if reading.reads(subject.start - 1, &["which", "what"]) {
                return Some(subject.start - 1);
            }
        }
        let marked = reading.reads(cue + 1, &["that", "bahwa"])
            || reading.lang == Lang::En && reading.is(cue + 1, Tags::PERSON | Tags::THEY);
        if !marked {
            return None;
        }
        let subject = reading.subject(cue, from)?;
        let mut joint = subject.start;
        while joint > from
            && reading.reads(
                joint - 1,
                &[
                    "and",
                    "dan",
                    "but",
                    "while",
                    "sementara",
                    "sedangkan",
                    "namun",
                    "serta",
                    ",",
                ],
            )
        {
            joint -= 1;
        }
        (joint > from && joint < subject.start && self.reading.is_mark(joint)).then_some(joint)
    }

    /// A root behind what was said, or before it: `"…," ujar Budi`, `Jangan sampai, kata Budi, …`.
    fn rooted(&self, at: usize) -> Option<Found> {
        let reading = self.reading;
        let clitic = reading.is(at, Tags::CLITIC);
        let mut first = at;
        while first > self.from
            && reading.reads(
                first - 1,
                &["demikian", "begitu", "demikianlah", "pun", "juga"],
            )
        {
            first -= 1;
        }
        let mut cue = Run::new(first, at + 1);
        if reading.reads(at, &["demikian", "begitu"]) {
            // "demikian keterangan X"
            if !reading.is(at + 1, Tags::DOCUMENT | Tags::ROOT | Tags::WEAK) {
                return None;
            }
            cue.end = at + 2;
        }
        let behind = cue.end;
        let source = (!clitic).then(|| reading.phrase_after(behind, self.end()));
        if let Some(quote) = self.quote_before(first) {
            let mut found = Found::new(cue).with(quote).by(source);
            found.implied = found.source.is_none();
            return Some(self.continued(found));
        }
        let comma = first > self.from && reading.mark(first - 1, ",");
        let weak = reading.is(at, Tags::WEAK) && !(clitic && comma);
        if weak || !(clitic || source.is_some_and(|run| self.speaks(run))) {
            return None;
        }
        let mut found = Found::new(cue).by(source);
        found.implied = clitic;
        self.around(found, first)
    }

    /// Gives a root without a quotation its content: the clause before it, with what goes on behind, or the clause
    /// behind it at the head of a sentence ("Kata Budi, …").
    fn around(&self, found: Found, first: usize) -> Option<Found> {
        let reading = self.reading;
        let rest = found.end();
        let goes_on = self.goes_on(rest);
        if let Some(before) = self.clause_before(first).or_else(|| {
            let name = first.checked_sub(2)?;
            (goes_on && found.implied && name == self.from && reading.is_name(name))
                .then(|| Run::new(name, name + 1))
        }) {
            if found.implied && !self.pauses(rest) {
                return None;
            }
            let led = goes_on && self.is_lead(before);
            let found = if led { found } else { found.with(before) };
            return Some(if goes_on {
                found.with(self.clause_from(rest + 1))
            } else {
                found
            });
        }
        if !goes_on || !(first == self.from || self.is_led(first)) {
            return None;
        }
        let content = self
            .quote_from(rest)
            .unwrap_or_else(|| self.clause_from(rest + 1));
        Some(found.with(content))
    }

    /// Indonesian: whether nothing but a connective stands before a word ("Jadi kata Budi, …", "Sebaliknya, kata dia, …").
    fn is_led(&self, first: usize) -> bool {
        let reading = self.reading;
        let comma = first > self.from && reading.mark(first - 1, ",");
        let lead = Run::new(self.from, first - usize::from(comma));
        reading.lang == Lang::Id
            && (1..=2).contains(&lead.len())
            && (reading.is(lead.start, Tags::BOUNDARY)
                && reading.is(lead.end - 1, Tags::BOUNDARY | Tags::POINTER)
                || comma && lead.len() == 1 && reading.is(lead.start, Tags::STARTER | Tags::ADVERB))
    }

    /// Whether what was said goes on behind the comma at a word.
    pub(super) fn goes_on(&self, comma: usize) -> bool {
        self.reading.mark(comma, ",")
            && comma + 1 < self.end()
            && !self.reading.reads(comma + 1, &["though", "although"])
            && !self.is_dated(comma + 1)
    }

    /// Whether a day begins at a word, with the place before it ("Jakarta, Selasa (25/8/2015)").
    pub(super) fn is_dated(&self, at: usize) -> bool {
        let reading = self.reading;
        let place = reading.is_name(at) && reading.mark(at + 1, ",");
        reading.is(at, Tags::WEEKDAY) || place && reading.is(at + 2, Tags::WEEKDAY)
    }

    /// Whether words are but a connective before what was said ("Sementara itu, katanya, …").
    pub(super) fn is_lead(&self, run: Run) -> bool {
        let reading = self.reading;
        run.len() <= 3
            && reading.lang == Lang::Id
            && reading.is(run.start, Tags::BOUNDARY)
            && !reading.names(Run::new(run.start + 1, run.end))
            && reading.is(run.end - 1, Tags::POINTER | Tags::BOUNDARY)
    }

    /// A clause without the connective phrase that a comma parts from it ("Berkat fungsi itu, …", "Selain itu, …").
    pub(super) fn without_lead(&self, run: Run) -> Run {
        let reading = self.reading;
        let far = run.end.min(run.start + 5);
        let comma = (run.start + 1..far).find(|&at| reading.mark(at, ","));
        let opens = reading.is(run.start, Tags::BOUNDARY | Tags::PREPOSITION | Tags::ADVERB)
            || reading.negates(run.start)
            || reading.reads(run.start, &["berkat", "pasalnya", "bahkan", "artinya"]);
        match comma {
            Some(comma) if opens && run.end - comma > 1 => Run::new(comma + 1, run.end),
            _ => run,
        }
    }

    /// Whether a phrase behind a cue plausibly names who speaks.
    pub(super) fn speaks(&self, run: Run) -> bool {
        let reading = self.reading;
        !run.is_empty()
            && (reading.lang == Lang::Id || !reading.is(run.start, Tags::OTHER))
            && !reading.reads(run.start, &["siapa", "apa", "saat", "hal"])
            && (reading.is(
                run.start,
                Tags::PERSON
                    | Tags::THEY
                    | Tags::ROLE
                    | Tags::HONORIFIC
                    | Tags::BODY
                    | Tags::DETERMINER
                    | Tags::DOCUMENT
                    | Tags::MEDIUM,
            ) || reading.is_name(run.start) && !reading.is(run.start, Tags::WEEKDAY)
                || self.is_described(run))
    }

    /// English: whether a phrase behind a verb describes by a word that no list knows whom it names ("tweeted
    /// cybersecurity researcher Jeffrey Ladish").
    fn is_described(&self, run: Run) -> bool {
        let reading = self.reading;
        let far = run.end.min(run.start + 4);
        let calling = (run.start + 1..far)
            .find(|&at| reading.is(at, Tags::ROLE | Tags::BODY | Tags::DOCUMENT));
        reading.lang == Lang::En
            && reading.shape(run.start) == Shape::Lower
            && reading.tag(run.start) == Tags::NONE
            && calling
                .is_some_and(|at| reading.shape(at) == Shape::Lower && reading.is_name(at + 1))
    }

    /// Adds the quotation that goes on behind the source (`"A," said X, "B."`).
    pub(super) fn continued(&self, found: Found) -> Found {
        let mut at = found.end();
        // "ujarnya menambahkan", "kata Budi sambil tertawa": up to the next comma or quotation.
        let limit = (at + 14).min(self.end());
        while at < limit && self.reading.quote_at(at).is_none() {
            at += 1;
        }
        match self.quote_from(at) {
            Some(quote) if at < self.end() && quote.start >= at => {
                let long = self
                    .reading
                    .quoted_at(at)
                    .is_some_and(|quote| quote.count >= 3);
                if long { found.with(quote) } else { found }
            }
            _ => found,
        }
    }
}
