//! A noun phrase collected from its end: the words before a verb that belong to its subject.

use crate::annotate::page::Shape;
use crate::text::Lang;

use super::cues::Tags;
use super::reading::{Gap, Reading, Run, SOURCE};

/// Collects a noun phrase from its end.
pub(super) struct Backward<'r, 'p> {
    reading: &'r Reading<'p>,
    floor: usize,
    end: usize,
    start: usize,
    /// Whether the phrase ends with a name.
    named: bool,
    /// What precedes that name, as far as it was read.
    known: bool,
    /// Words met that no list knows.
    unknown: usize,
    /// Whether a comma between a title and a name is passed.
    commas: bool,
}

/// What became of a word before a phrase.
enum Taken {
    Yes,
    No,
    /// The phrase is the object of another verb ("fitur ini memungkinkan pengguna"): no subject at all.
    Object,
}

impl<'r, 'p> Backward<'r, 'p> {
    /// The longest noun phrase that ends before `end`.
    pub(super) fn phrase(
        reading: &'r Reading<'p>,
        end: usize,
        floor: usize,
        commas: bool,
    ) -> Option<Run> {
        let mut walk = Self {
            reading,
            floor,
            end,
            start: end,
            named: end > 0 && reading.is_name(end - 1),
            known: false,
            unknown: 0,
            commas,
        };
        while walk.start > walk.floor && end - walk.start < SOURCE {
            match walk.take() {
                Taken::Yes => {}
                Taken::No => break,
                Taken::Object => return None,
            }
        }
        Some(Run::new(walk.start, end))
    }
}

/// They begin a family name ("da Costa").
const PARTICLES: &[&str] = &[
    "da", "de", "di", "du", "del", "della", "der", "den", "van", "von", "dos", "la", "le", "bin",
    "ter", "ten", "al", "el",
];

impl Backward<'_, '_> {
    /// Takes the word before the phrase, if it belongs to it.
    fn take(&mut self) -> Taken {
        let reading = self.reading;
        let at = self.start - 1;
        let tag = reading.tag(at);
        let yes = |fits: bool| if fits { Taken::Yes } else { Taken::No };
        if reading.quote_at(at).is_some() || reading.gap(self.start) == Gap::Paragraph {
            return Taken::No;
        }
        if reading.is_mark(at) {
            return yes(self.take_mark(at));
        }
        let article = self.start < self.end
            && reading.reads(self.start, &["the", "a", "an"])
            && reading.shape(self.start) == Shape::Capitalised;
        if article {
            return Taken::No;
        }
        if matches!(
            reading.word(at),
            "and" | "dan" | "or" | "nor" | "of" | "for" | "&" | "dengan"
        ) {
            return yes(self.take_joint(at));
        }
        if tag.any(Tags::BOUNDARY | Tags::OTHER) && !tag.any(Tags::DETERMINER | Tags::POINTER)
            || tag.any(Tags::WEEKDAY)
        {
            return Taken::No;
        }
        if !reading.is_name(at) {
            return self.take_small(at, tag);
        }
        let fits =
            !tag.any(Tags::PREPOSITION | Tags::ADVERB) || tag.any(Tags::ROLE | Tags::DETERMINER);
        if fits {
            self.start = at;
        }
        yes(fits)
    }

    /// Takes a word that joins two parts of a phrase.
    fn take_joint(&mut self, at: usize) -> bool {
        let reading = self.reading;
        let fits = match reading.word(at) {
            "dengan" => reading.reads(at + 1, &["nama", "akun"]),
            "for" | "of" => !reading.is_mark(at.wrapping_sub(1)),
            _ => {
                let pair = at > self.floor
                    && (reading.is_name(at - 1)
                        || !reading.reads(at, &["and", "or", "dan", "dengan"]));
                pair && reading.is_name(self.start) && self.short_list(at) || self.both_speak(at)
            }
        };
        if fits {
            self.known |= reading.reads(at, &["of", "for"]);
            self.start = at;
        }
        fits
    }

    /// English: whether "and" joins two groups of people ("officials and scientists", "advocates and skeptics").
    fn both_speak(&self, at: usize) -> bool {
        let reading = self.reading;
        let group = |at: usize| {
            reading.is(at, Tags::DOCUMENT | Tags::ROLE) && reading.word(at).ends_with('s')
        };
        reading.lang == Lang::En
            && reading.reads(at, &["and"])
            && at > self.floor
            && self.start + 1 == self.end
            && group(at - 1)
            && group(at + 1)
    }

    /// Takes a word with a small letter, if it belongs to the phrase.
    fn take_small(&mut self, at: usize, tag: Tags) -> Taken {
        let reading = self.reading;
        if reading.lang == Lang::Id && !tag.any(KNOWN) && is_active(reading.word(at)) {
            if at > self.floor && reading.reads(at - 1, &["yang"]) {
                self.start = at - 1;
                self.named = false;
                return Taken::Yes;
            }
            return Taken::Object;
        }
        if self.fits_small(at, tag) {
            self.start = at;
            return Taken::Yes;
        }
        let particle = self.named
            && self.start < self.end
            && reading.is_name(self.start)
            && reading.reads(at, PARTICLES);
        if particle {
            self.start = at;
        }
        if particle { Taken::Yes } else { Taken::No }
    }

    /// Whether a word with a small letter belongs to the phrase.
    fn fits_small(&mut self, at: usize, tag: Tags) -> bool {
        let reading = self.reading;
        let inside = self.start < self.end;
        if reading.shape(at) == Shape::Number {
            return inside;
        }
        let determined = inside
            && reading.is(self.start, Tags::DETERMINER)
            && reading.shape(self.start) == Shape::Lower;
        if reading.lang == Lang::En && determined {
            // Before its determiner a phrase goes on over a preposition only ("one of the sources").
            return tag.any(Tags::PREPOSITION)
                && !reading.reads(at, &["in", "on", "to", "by", "since", "like"])
                && (self.known || !self.named);
        }
        if tag.any(Tags::ROLE | Tags::BODY | Tags::DOCUMENT | Tags::HONORIFIC) {
            self.known = true;
            return true;
        }
        if tag.any(Tags::DETERMINER | Tags::POINTER) {
            return true;
        }
        if reading.reads(at, &["bernama", "nama", "at", "from"]) {
            self.known = true;
            return at > self.floor && !reading.is_mark(at - 1);
        }
        if tag.any(Tags::VERB | Tags::PREPOSITION | Tags::ADVERB) && !tag.any(Tags::BASE) {
            return !self.named
                && reading.lang == Lang::En
                && tag.any(Tags::PREPOSITION)
                && reading.reads(at, &["with", "in"]);
        }
        self.unknown += 1;
        if self.named && !self.known {
            // "security firm Sophos", "ahli entomologi Budi": an unknown word needs a title before or behind it.
            return reading.lang == Lang::Id
                && at > self.floor
                && reading.is(at - 1, Tags::ROLE)
                && reading.shape(at - 1) == Shape::Lower;
        }
        self.unknown <= 6
    }

    /// Whether "X and Y" before a verb is the whole list: something that ends a clause stands before X.
    fn short_list(&self, at: usize) -> bool {
        let mut first = at;
        while first > self.floor
            && (self.reading.is_name(first - 1)
                || self.reading.reads(first - 1, &["of", "for", "&"]))
        {
            first -= 1;
        }
        first == self.floor
            || self.reading.is_mark(first - 1)
            || self
                .reading
                .is(first - 1, Tags::BOUNDARY | Tags::DETERMINER | Tags::ADVERB)
    }

    /// Takes a mark inside a phrase: an initial's stop, brackets, the comma between a title and a name.
    fn take_mark(&mut self, at: usize) -> bool {
        let reading = self.reading;
        if at <= self.floor {
            return false;
        }
        let start = match reading.word(at) {
            ")" => self
                .bracket(at, "(")
                .filter(|&open| reading.shape(open + 1) != Shape::Number),
            ">" => {
                let open = self.bracket(at, "<");
                self.named |= open.is_some_and(|open| reading.is_name(open.wrapping_sub(1)));
                open
            }
            "." if reading.gap(at) == Gap::None
                && (reading.word(at - 1).chars().count() == 1
                    || reading.is(at - 1, Tags::HONORIFIC)) =>
            {
                Some(at - 1)
            }
            "’" | "'" if reading.gap(at) == Gap::None && reading.is_name(at - 1) => Some(at - 1),
            "&" | "/" => Some(at),
            "," if self.commas => self.title(at),
            _ => None,
        };
        let Some(start) = start else { return false };
        self.start = start;
        true
    }

    /// The opening bracket of the pair that closes at a word.
    fn bracket(&self, at: usize, opening: &str) -> Option<usize> {
        let from = at.saturating_sub(8).max(self.floor);
        (from..at)
            .rev()
            .find(|&word| self.reading.mark(word, opening))
    }

    /// Where the title begins that a comma parts from the name collected so far.
    fn title(&mut self, comma: usize) -> Option<usize> {
        let reading = self.reading;
        if !reading.all_names(Run::new(self.start, self.end)) || reading.is(self.start, Tags::ROLE)
        {
            return None;
        }
        let title = reading.walk_back(comma, self.floor, false)?;
        let before = title.start.wrapping_sub(1);
        let whole = title.start == self.floor
            || reading.is_mark(before)
            || reading.is(before, Tags::BOUNDARY | Tags::ADVERB)
            || reading.lang == Lang::Id && reading.is(before, Tags::PREPOSITION);
        let office = (title.start..title.end).any(|at| reading.is(at, Tags::ROLE));
        let fits = if reading.lang == Lang::En {
            office
        } else {
            reading.has_role(title)
                && reading.is(title.start, Tags::ROLE | Tags::BODY | Tags::DETERMINER)
                && (office || !reading.is(title.start, Tags::DOCUMENT))
        };
        if !(whole && fits) {
            return None;
        }
        self.floor = title.start;
        Some(title.start)
    }
}

/// What a word is that is surely no unlisted verb.
const KNOWN: Tags = Tags::ROLE
    .and(Tags::BODY)
    .and(Tags::DOCUMENT)
    .and(Tags::HONORIFIC)
    .and(Tags::DETERMINER)
    .and(Tags::POINTER)
    .and(Tags::VERB)
    .and(Tags::ADVERB)
    .and(Tags::PREPOSITION);

/// Indonesian: whether an unlisted word has the prefix of an active verb.
fn is_active(word: &str) -> bool {
    word.len() >= 7
        && ["mem", "men", "mel", "mer", "mew"]
            .iter()
            .any(|prefix| word.starts_with(prefix))
}
