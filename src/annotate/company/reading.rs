//! A page as the company finder reads it: its words in pieces, with what is known about each.

use crate::annotate::lexicon::{Lexicon, UNKNOWN, class};
use crate::annotate::page::{Page, Shape};
use crate::annotate::piece;
use crate::text::{Lang, Span};

/// A line with more words than this is no headline.
const HEADLINE_WORDS: usize = 28;

/// A piece of a word, or a mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Where in the text.
    pub(super) span: Span,
    /// How it is written.
    pub(super) shape: Shape,
    /// Its symbol in the lexicon.
    pub(super) symbol: u32,
    /// Its classes in the lexicon.
    pub(super) class: u32,
    /// Whether it begins a line, a sentence or a quotation.
    pub(super) opens: bool,
    /// Whether it stands in a line where every word has a capital.
    pub(super) headline: bool,
}

impl Piece {
    /// Whether it is written as names are: with a capital.
    pub(super) fn capital(self) -> bool {
        matches!(self.shape, Shape::Capitalised | Shape::Upper | Shape::Camel)
    }

    /// Whether it is in one of these classes.
    pub(super) fn is(self, class: u32) -> bool {
        self.class & class != 0
    }
}

/// A page in pieces.
pub(super) struct Reading<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// Its language.
    pub(super) lang: Lang,
    /// The article's own outlet.
    pub(super) outlet: Option<&'static str>,
    /// What names are known.
    pub(super) lexicon: &'a Lexicon,
    /// The shortest line that may be a wrapped one.
    least: usize,
    /// The pieces, in order.
    pub(super) pieces: Vec<Piece>,
    /// How often a finder looked at a piece.
    #[cfg(test)]
    pub(super) looks: std::cell::Cell<usize>,
}

impl<'a> Reading<'a> {
    /// Takes a page to pieces.
    pub(super) fn new(lexicon: &'a Lexicon, page: &Page<'a>) -> Self {
        let mut pieces = Vec::with_capacity(page.words.len() + page.words.len() / 16);
        let names = lexicon.known();
        let mut folded = String::new();
        let least = shortest_wrapped(page.text);
        let mut opens = true;
        let mut end = 0;
        piece::each(page.text, &page.words, |span, shape| {
            let shape = if shape == Shape::Number && numbered_name(span.of(page.text)) {
                Shape::Camel
            } else {
                shape
            };
            let symbol = if shape == Shape::Mark && span.len() == 1 {
                UNKNOWN
            } else {
                piece::fold(span.of(page.text), &mut folded);
                names.symbol(&folded)
            };
            let gap = Span::new(end, span.start).of(page.text);
            let new_line = gap.contains('\n') && !wraps(page.text, end, gap, least);
            pieces.push(Piece {
                span,
                shape,
                symbol,
                class: names.class(symbol),
                opens: opens || new_line,
                headline: false,
            });
            end = span.end;
            let mark = span.of(page.text);
            opens = shape == Shape::Mark
                && opens_sentence(mark)
                && !(mark == "." && abbreviates(page.text, &pieces));
        });
        let mut reading = Self {
            text: page.text,
            lang: page.lang,
            outlet: page.outlet,
            lexicon,
            least,
            pieces,
            #[cfg(test)]
            looks: std::cell::Cell::default(),
        };
        reading.mark_headlines();
        reading
    }

    /// The piece at an index.
    pub(super) fn at(&self, at: usize) -> Option<Piece> {
        #[cfg(test)]
        self.looks.set(self.looks.get() + 1);
        self.pieces.get(at).copied()
    }

    /// The piece `back` places before an index.
    pub(super) fn before(&self, at: usize, back: usize) -> Option<Piece> {
        self.at(at.checked_sub(back)?)
    }

    /// The text of a piece; empty past the ends.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.at(at).map_or("", |piece| piece.span.of(self.text))
    }

    /// The text of the piece `back` places before an index.
    pub(super) fn word_before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// Whether the pieces at `at` and `at + 1` belong to one phrase: nothing, a space or a wrapped line between them.
    pub(super) fn joined(&self, at: usize) -> bool {
        let (Some(left), Some(right)) = (self.at(at), self.at(at + 1)) else {
            return false;
        };
        let gap = Span::new(left.span.end, right.span.start).of(self.text);
        match gap {
            "" | " " => true,
            _ => {
                gap.len() <= 4
                    && gap.chars().all(char::is_whitespace)
                    && (!gap.contains('\n') || wraps(self.text, left.span.end, gap, self.least))
            }
        }
    }

    /// Whether white space parts the pieces at `at` and `at + 1`.
    pub(super) fn spaced(&self, at: usize) -> bool {
        match (self.at(at), self.at(at + 1)) {
            (Some(left), Some(right)) => left.span.end < right.span.start,
            _ => true,
        }
    }

    /// The text from one piece to another, both included.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        match (self.at(first), self.at(last)) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// Marks the pieces of lines where nearly every long word has a capital.
    fn mark_headlines(&mut self) {
        let mut start = 0;
        while start < self.pieces.len() {
            let mut end = start + 1;
            while self.at(end).is_some() && !self.new_line(end) {
                end += 1;
            }
            let line = self.pieces.get_mut(start..end).unwrap_or_default();
            let long = |piece: &&Piece| {
                piece.span.len() > 3 && !matches!(piece.shape, Shape::Mark | Shape::Number)
            };
            let words = line.iter().filter(long).count();
            let capitals = line.iter().filter(long).filter(|piece| piece.capital());
            if (3..=HEADLINE_WORDS).contains(&words) && capitals.count() * 10 >= words * 8 {
                for piece in line {
                    piece.headline = true;
                }
            }
            start = end;
        }
    }

    /// Whether a piece is the first of its line.
    fn new_line(&self, at: usize) -> bool {
        let Some((left, right)) = self.before(at, 1).zip(self.at(at)) else {
            return true;
        };
        let gap = Span::new(left.span.end, right.span.start).of(self.text);
        gap.contains('\n') && !wraps(self.text, left.span.end, gap, self.least)
    }
}

/// What follows a number as its unit, in capitals.
const UNITS: &[&str] = &[
    "GB", "MB", "TB", "KB", "MP", "MM", "CM", "KM", "KG", "HZ", "MHZ", "GHZ", "KW", "MW", "GW",
    "KWH", "MAH", "AM", "PM", "BN", "MLN", "ST", "ND", "RD", "TH", "USD", "WIB", "WITA", "WIT",
    "GMT", "EST", "HP", "CC", "FPS", "RPM", "DPI", "FA", "DS", "WD", "GPP", "NM", "UHD", "HD",
];

/// Whether a word that begins with a digit is written as a name: `3DFY`, `8VC`, `3DFY.ai`.
fn numbered_name(word: &str) -> bool {
    if word.ends_with(|ch: char| ch.is_ascii_digit()) {
        return false;
    }
    let name = [".ai", ".io", ".com", ".co"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    let letters = name.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let digits = name.len() - letters.len();
    (1..=3).contains(&digits)
        && letters.len() > 1
        && letters.chars().all(|ch| ch.is_ascii_uppercase())
        && !UNITS.contains(&letters)
}

/// Whether the stop that the pieces end with belongs to an initial or an abbreviation before a name.
fn abbreviates(text: &str, pieces: &[Piece]) -> bool {
    let Some([word, dot]) = pieces.last_chunk() else {
        return false;
    };
    let written = word.span.of(text);
    word.span.end == dot.span.start
        && (written.len() == 1 && word.capital()
            || matches!(
                written,
                "Mr" | "Mrs" | "Ms" | "Dr" | "St" | "Inc" | "Corp" | "Co" | "Ltd"
            ))
}

/// Whether a new piece begins a sentence behind this mark.
fn opens_sentence(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | ":" | "\"" | "“" | "”" | "•" | "|")
}

/// The longest line of a telegram.
const TELEGRAM: usize = 80;

/// The shortest line that may be wrapped, in bytes. In a telegram, where no line is long, it is shorter: the first
/// line has lost its dateline.
fn shortest_wrapped(text: &str) -> usize {
    let mut full = 0;
    for line in text.lines() {
        if line.len() > TELEGRAM {
            return 40;
        }
        full += usize::from(line.len() > 50);
    }
    if full > 2 { 16 } else { 40 }
}

/// Whether the line break in `gap`, which begins at `end`, is a wire's wrapping of a long line: one break, no
/// indentation, and the line before it `least` to 80 bytes long.
fn wraps(text: &str, end: usize, gap: &str, least: usize) -> bool {
    if gap.trim_matches(' ') != "\n" || gap.ends_with(' ') {
        return false;
    }
    // A line that long is looked at once for each of its ends, so this stays linear.
    let from = end.saturating_sub(100);
    let Some(tail) = (from..=end).find_map(|from| text.get(from..end)) else {
        return false;
    };
    let fits = |length: usize| (least..=TELEGRAM).contains(&length);
    match tail.rfind('\n') {
        Some(at) => fits(tail.len() - at),
        None => from == 0 && fits(tail.len()),
    }
}

/// Whether a piece is written as a legal form of a name.
pub(super) fn legal(piece: Piece) -> bool {
    piece.is(class::LEGAL) && piece.capital()
}

/// Whether the piece at an index is a legal form, and not the beginning of "Co-founder".
pub(super) fn legal_at(reading: &Reading<'_>, at: usize) -> bool {
    let glued = !reading.spaced(at) && matches!(reading.word(at + 1), "-" | ":" | "_" | "@" | "/");
    !glued && reading.at(at).is_some_and(legal)
}
