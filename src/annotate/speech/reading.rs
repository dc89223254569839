//! A page made ready for the finding of speech: what each word means to it, where the quotations stand, and sentences
//! that no quotation is cut by.

use std::borrow::Cow;

use memchr::memchr_iter;

use crate::annotate::Mention;
use crate::annotate::page::{Page, Shape, Word};
use crate::text::{Lang, Span, lines};

use super::cues::{Cues, Tags};
use super::fused::tagged;
use super::marks::{self, Quoted};

/// A run of words by index, half open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The first word.
    pub(super) start: usize,
    /// One past the last word.
    pub(super) end: usize,
}

impl Run {
    pub(super) const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub(super) const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub(super) const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: the two are glued.
    None,
    /// White space inside a paragraph.
    Space,
    /// The end of a paragraph.
    Paragraph,
}

/// A page with what the finder of speech knows of it.
pub(super) struct Reading<'p> {
    /// The page.
    pub(super) page: &'p Page<'p>,
    /// Its language.
    pub(super) lang: Lang,
    /// Its words, those parted that scraping fused (`MelansirCNN`).
    pub(super) words: Vec<Word>,
    /// What each word is.
    pub(super) tags: Vec<Tags>,
    /// What stands before each word.
    pub(super) gaps: Vec<Gap>,
    /// What stands between quote marks, in order, not overlapping.
    pub(super) quoted: Vec<Quoted>,
    /// For each word, the quotation it is in: its index and one, or 0.
    inside: Vec<u32>,
    /// The sentences, in order.
    pub(super) sentences: Vec<Run>,
}

/// A sentence has at most so many words; a longer stretch is no prose and is cut.
const LONGEST: usize = 300;

/// The noun phrase that names a source has at most so many words.
pub(super) const SOURCE: usize = 22;

/// What with a capital at the head of a sentence is no name.
const STARTS: Tags = Tags::STARTER
    .and(Tags::BOUNDARY)
    .and(Tags::PREPOSITION)
    .and(Tags::ADVERB)
    .and(Tags::POINTER)
    .and(Tags::ACCORDING)
    .and(Tags::RELAY)
    .and(Tags::BASED)
    .and(Tags::OPENER);

/// So many brackets may close between the end of a sentence and the next.
const CLOSING: usize = 8;

/// A line of a text that was broken to a fixed width is not longer.
const WRAPPED: usize = 80;

impl<'p> Reading<'p> {
    /// Reads a page; `None` where kliping does not know how its language attributes speech.
    pub(super) fn new(page: &'p Page<'p>, companies: &[Mention]) -> Option<Self> {
        let cues = Cues::of(page.lang)?;
        let (words, tags) = tagged(page, cues, companies);
        let gaps = gaps(page, &words);
        let quoted = marks::pair(page.text, &words, &gaps, &tags);
        let mut inside = vec![0; words.len()];
        for (at, quote) in quoted.iter().enumerate() {
            for slot in inside
                .iter_mut()
                .take(quote.words.end)
                .skip(quote.words.start)
            {
                *slot = at as u32 + 1;
            }
        }
        let mut reading = Self {
            page,
            lang: page.lang,
            words,
            tags,
            gaps,
            quoted,
            inside,
            sentences: Vec::new(),
        };
        reading.sentences = reading.split();
        Some(reading)
    }

    /// What a word is; nothing past the end.
    pub(super) fn tag(&self, at: usize) -> Tags {
        #[cfg(test)]
        work::step();
        self.tags.get(at).copied().unwrap_or_default()
    }

    /// Whether a word has one of these roles.
    pub(super) fn is(&self, at: usize, of: Tags) -> bool {
        self.tag(at).any(of)
    }

    /// The text of a word.
    pub(super) fn word(&self, at: usize) -> &'p str {
        #[cfg(test)]
        work::step();
        self.words
            .get(at)
            .map_or("", |word| word.span.of(self.page.text))
    }

    /// Whether a word reads so, in any case of its letters.
    pub(super) fn reads(&self, at: usize, one_of: &[&str]) -> bool {
        let word = self.word(at);
        one_of.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    /// How a word is written.
    pub(super) fn shape(&self, at: usize) -> Shape {
        #[cfg(test)]
        work::step();
        self.words.get(at).map_or(Shape::Mark, |word| word.shape)
    }

    /// Whether a word is a mark.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.shape(at) == Shape::Mark
    }

    /// Whether a word is this mark.
    pub(super) fn mark(&self, at: usize, mark: &str) -> bool {
        self.is_mark(at) && self.word(at) == mark
    }

    /// Whether a word has a capital that could make it a name: not where it only begins a sentence.
    pub(super) fn is_name(&self, at: usize) -> bool {
        match self.shape(at) {
            Shape::Upper | Shape::Camel => true,
            Shape::Capitalised => !(self.is(at, STARTS) && self.heads(at)),
            Shape::Number => names_itself(self.word(at)),
            _ => false,
        }
    }

    /// Whether a word is the first of a sentence, a quotation or a paragraph.
    pub(super) fn heads(&self, at: usize) -> bool {
        at == 0
            || self.gap(at) == Gap::Paragraph
            || self.is_mark(at - 1)
                && matches!(
                    self.word(at - 1),
                    "." | "?" | "!" | "…" | "\"" | "“" | "”" | ")" | "-" | "—" | ":"
                )
    }

    /// What stands before a word.
    pub(super) fn gap(&self, at: usize) -> Gap {
        self.gaps.get(at).copied().unwrap_or(Gap::Paragraph)
    }

    /// The quotation that a word is in, by index.
    pub(super) fn quote_at(&self, at: usize) -> Option<usize> {
        #[cfg(test)]
        work::step();
        (self.inside.get(at).copied().unwrap_or(0) as usize).checked_sub(1)
    }

    /// The quotation that a word is in.
    pub(super) fn quoted_at(&self, at: usize) -> Option<&Quoted> {
        self.quoted.get(self.quote_at(at)?)
    }

    /// The quotation that ends right before a word, a comma or stop between them allowed.
    pub(super) fn quoted_before(&self, at: usize) -> Option<&Quoted> {
        let mut last = at.checked_sub(1)?;
        if self.quote_at(last).is_none() && matches!(self.word(last), "," | "." | "-" | "–" | "—")
        {
            last = last.checked_sub(1)?;
        }
        self.quoted_at(last)
    }

    /// The span of a run of words; none of an empty one.
    pub(super) fn span(&self, run: Run) -> Option<Span> {
        if run.is_empty() {
            return None;
        }
        let first = self.words.get(run.start)?.span;
        let last = self.words.get(run.end - 1)?.span;
        Some(first.hull(last))
    }

    /// The text of a run of words.
    pub(super) fn text(&self, run: Run) -> &'p str {
        self.span(run).map_or("", |span| span.of(self.page.text))
    }

    /// The text of a name, with a space where scraping lost it.
    pub(super) fn name_of(&self, run: Run) -> Cow<'p, str> {
        let glued = |at: usize| {
            let end = self.words.get(at.wrapping_sub(1)).map(|word| word.span.end);
            let start = self.words.get(at).map(|word| word.span.start);
            end == start && !self.is_mark(at) && !self.is_mark(at - 1)
        };
        let Some(joint) = (run.start + 1..run.end).find(|&at| glued(at)) else {
            return Cow::Borrowed(self.text(run));
        };
        let (first, rest) = (Run::new(run.start, joint), Run::new(joint, run.end));
        Cow::Owned(format!("{} {}", self.text(first), self.name_of(rest)))
    }

    /// Cuts the page into sentences. A sentence ends at a paragraph, where the page says so, or at a stop before a
    /// capital; never inside a quotation.
    fn split(&self) -> Vec<Run> {
        let mut sentences = Vec::with_capacity(self.page.sentences.len());
        let mut starts = self.page.sentences.iter().map(|span| span.start).peekable();
        let mut boilerplate = self.page.boilerplate.iter().peekable();
        let behind_dateline = self.page.dateline.map(|dateline| {
            self.words
                .partition_point(|word| word.span.start < dateline.end)
        });
        let mut start = 0;
        let mut skipping = false;
        // The marks among the last two words: where neither is one, and no line ends, no sentence does.
        let mut marks = (true, true);
        for (at, (word, &gap)) in self.words.iter().zip(&self.gaps).enumerate() {
            let near = marks.0 || marks.1;
            marks = (marks.1, word.shape == Shape::Mark);
            let mut begins = false;
            while starts.next_if(|&start| start <= word.span.start).is_some() {
                begins = true;
            }
            if !near && gap != Gap::Paragraph && behind_dateline != Some(at) && at - start < LONGEST
            {
                continue;
            }
            while boilerplate
                .next_if(|span| span.end <= word.span.start)
                .is_some()
            {}
            let skipped = boilerplate
                .peek()
                .is_some_and(|span| span.holds(word.span.start));
            let quoted = self.quote_at(at.wrapping_sub(1)).is_some();
            let long = at - start >= LONGEST && self.quote_at(at).is_none();
            let opens = behind_dateline == Some(at) && !quoted;
            if skipped == skipping && !long && !opens && !self.breaks(at, begins) {
                continue;
            }
            if !skipping && start < at {
                sentences.push(Run::new(start, at));
            }
            start = at;
            skipping = skipped;
        }
        if !skipping && start < self.words.len() {
            sentences.push(Run::new(start, self.words.len()));
        }
        sentences
    }

    /// Whether a sentence begins with this word; `begins` where the page says so.
    fn breaks(&self, at: usize, begins: bool) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let quote = self.quote_at(before);
        if quote.is_some() && quote == self.quote_at(at) {
            return false;
        }
        if self.gap(at) == Gap::Paragraph || self.place(before) {
            return true;
        }
        if let Some(quote) = quote.and_then(|at| self.quoted.get(at)) {
            return (quote.is_sentence() || quote.ends == Some('.'))
                && self.opens(at)
                && !self.attributes(at, quote.ends == Some('.'));
        }
        if !self.is_mark(before) {
            return false;
        }
        // Not far: a text of nothing but brackets would be read to its head for each of them.
        let closed = (before.saturating_sub(CLOSING)..=before)
            .rev()
            .find(|&at| !matches!(self.word(at), ")" | "]" | "\u{fffd}"));
        let last = closed.unwrap_or(before);
        let numbered = self.shape(at) == Shape::Number
            && matches!(self.word(before.wrapping_sub(1)), "No" | "no" | "Nos");
        let stop =
            matches!(self.word(last), "." | "?" | "!" | "…") && self.is_mark(last) && !numbered;
        stop && self.opens(at) && (begins || !self.abbreviates(before)) || self.dateline(before)
    }

    /// Whether a word may begin a sentence.
    fn opens(&self, at: usize) -> bool {
        self.shape(at) != Shape::Lower && !self.is_mark(at)
            || (self.is_mark(at) && matches!(self.word(at), "@" | "#" | "[" | "(" | "-" | "*"))
            || self.quote_at(at).is_some()
    }

    /// Whether the words after a quotation say who said it ("…?" Budi bertanya). Behind a full stop only a verb at the
    /// end of its clause does.
    fn attributes(&self, at: usize, stopped: bool) -> bool {
        if self.is(at, Tags::BOUNDARY) {
            return false;
        }
        let cue = |word: usize| {
            self.is(word, Tags::CUE)
                && !self.is(
                    word,
                    Tags::BASE | Tags::ING | Tags::ACCORDING | Tags::DECLINE,
                )
        };
        let plain = |word: usize| !self.is_mark(word) && self.quote_at(word).is_none();
        let Some(verb) = (at..at + 6)
            .take_while(|&word| plain(word))
            .find(|&word| cue(word))
        else {
            return false;
        };
        let next = verb + 1;
        // "… never before.” She adds: “I love …": the verb leads on to the next quotation.
        let leads =
            stopped && matches!(self.word(next), ":" | ",") && self.quote_at(next + 1).is_some();
        if leads {
            return false;
        }
        if self.is_mark(next) || verb == at && self.lang == Lang::Id {
            return true;
        }
        !stopped && self.is(next, Tags::STOP) && !self.reads(next, &["that", "to", "bahwa"])
    }

    /// Whether the stop at `at` belongs to a short form ("Mr.", "C. Itoh").
    fn abbreviates(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        if self.gap(at) != Gap::None || !self.mark(at, ".") {
            return false;
        }
        let initial =
            self.word(before).chars().count() == 1 && self.shape(before) == Shape::Capitalised;
        initial || (self.is(before, Tags::ABBREVIATION) && self.is_name(before))
    }

    /// Whether the word at `at` is the place of a dateline without a dash ("Liputan6.com, Jakarta Vanessa Kirby …").
    fn place(&self, at: usize) -> bool {
        at >= 2
            && self.mark(at - 1, ",")
            && self.is_name(at)
            && !self.is_mark(at + 1)
            && (at == 2 || self.gap(at - 2) == Gap::Paragraph)
            && [".com", ".id"]
                .iter()
                .any(|end| self.word(at - 2).ends_with(end))
    }

    /// Whether the dash at `at` ends a dateline ("JAKARTA, KOMPAS.com -").
    fn dateline(&self, at: usize) -> bool {
        if !self.is_mark(at)
            || !matches!(self.word(at), "-" | "–" | "—")
            || self.gap(at) == Gap::None
        {
            return false;
        }
        let from = at.saturating_sub(8);
        let mut outlet = false;
        for word in (from..at).rev() {
            let text = self.word(word);
            outlet |= [".com", ".id", ".net"]
                .iter()
                .any(|end| text.to_ascii_lowercase().ends_with(end))
                || self.reads(word, &["Reuters", "AP", "AFP", "Antara"]);
            if self.gap(word) == Gap::Paragraph || word == 0 {
                return outlet || (word..at).all(|at| self.shape(at) == Shape::Upper);
            }
            if self.shape(word) == Shape::Lower && !outlet {
                return false;
            }
        }
        false
    }
}

/// Whether a word that begins with a digit is a name rather than a measure ("3DFY", "23andMe" against "16GB").
fn names_itself(word: &str) -> bool {
    let letters = word.chars().filter(|ch| ch.is_alphabetic()).count();
    letters >= 3
        && word.chars().any(char::is_uppercase)
        && !["Hz", "bps", "Mbps", "Gbps", "WIB"]
            .iter()
            .any(|unit| word.ends_with(unit))
}

/// What stands before each word. In a text that was broken to a fixed width only an indented or empty line ends a
/// paragraph, and a line that goes on with a small letter after one that did not end does so too. Boilerplate is a paragraph of its own.
fn gaps(page: &Page<'_>, words: &[Word]) -> Vec<Gap> {
    let wrapped = is_wrapped(page.text);
    let mut edges = page
        .boilerplate
        .iter()
        .flat_map(|span| [span.start, span.end]);
    let mut next_edge = edges.next().unwrap_or(usize::MAX);
    let bytes = page.text.as_bytes();
    let mut end = 0;
    let mut last = Shape::Mark;
    let mut gaps = Vec::with_capacity(words.len());
    for word in words {
        let between = bytes.get(end..word.span.start).unwrap_or_default();
        let mut edge = false;
        while next_edge <= word.span.start {
            edge = true;
            next_edge = edges.next().unwrap_or(usize::MAX);
        }
        let gap = match between {
            _ if edge => Gap::Paragraph,
            // Two words that scraping fused.
            [] if word.shape != Shape::Mark && last != Shape::Mark => Gap::Space,
            [] => Gap::None,
            [b' '] => Gap::Space,
            _ => match memchr_iter(b'\n', between).count() {
                0 => Gap::Space,
                1 if wrapped && !between.ends_with(b" ") && !between.ends_with(b"\t") => Gap::Space,
                1 if word.shape == Shape::Lower && last == Shape::Lower => Gap::Space,
                _ => Gap::Paragraph,
            },
        };
        gaps.push(gap);
        end = word.span.end;
        last = word.shape;
    }
    gaps
}

/// Whether a text was broken to a fixed width: several lines and no long one.
fn is_wrapped(text: &str) -> bool {
    let mut count = 0;
    for line in lines::of(text) {
        if line.len() > WRAPPED {
            return false;
        }
        count += 1;
    }
    count > 3
}

/// Counts how often words are looked at, so that a test can tell linear work from quadratic without a clock.
#[cfg(test)]
pub(super) mod work {
    use std::cell::Cell;

    thread_local! {
        static STEPS: Cell<u64> = const { Cell::new(0) };
    }

    /// One more look.
    pub(in crate::annotate::speech) fn step() {
        STEPS.with(|steps| steps.set(steps.get() + 1));
    }

    /// How often words were looked at while `task` ran.
    pub(in crate::annotate::speech) fn of(task: impl FnOnce()) -> u64 {
        let before = STEPS.with(Cell::get);
        task();
        STEPS.with(Cell::get) - before
    }
}
