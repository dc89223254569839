//! A page as the company finder reads it: its words in pieces, with what is known about each.

use crate::annotate::lexicon::{Cue, Cues, Lexicon, Names, UNKNOWN, class};
use crate::annotate::page::{Page, Shape};
use crate::annotate::piece;
use crate::text::{Lang, Span, lines};

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
    /// What stands between it and the piece before.
    gap: Gap,
}

/// What stands between two pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// Nothing: the two are glued.
    None,
    /// A space or a wrapped line: the two belong to one phrase.
    Space,
    /// More white space than that, in one line.
    Wide,
    /// The end of a line.
    Line,
}

impl Gap {
    /// The gap from `end` to `start`; `least` as in [`wraps`].
    #[inline]
    fn of(text: &str, end: usize, start: usize, least: usize) -> Self {
        match text.as_bytes().get(end..start).unwrap_or_default() {
            [] => Self::None,
            [b' '] => Self::Space,
            bytes if !bytes.contains(&b'\n') => {
                if bytes.len() <= 4 {
                    Self::Space
                } else {
                    Self::Wide
                }
            }
            _ if !wraps(text, end, Span::new(end, start).of(text), least) => Self::Line,
            bytes if bytes.len() <= 4 => Self::Space,
            _ => Self::Wide,
        }
    }
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
        let least = shortest_wrapped(page.text);
        let mut opens = true;
        let mut end = 0;
        piece::each(page.text, &page.words, |span, shape, plain| {
            let shape = if shape == Shape::Number && numbered_name(lexicon, span.of(page.text)) {
                Shape::Camel
            } else {
                shape
            };
            let symbol = match (shape, plain) {
                (Shape::Mark, _) if span.len() == 1 => UNKNOWN,
                (_, true) => names.symbol_in(page.text, span),
                _ => symbol_of(names, page.text, span),
            };
            let gap = Gap::of(page.text, end, span.start, least);
            pieces.push(Piece {
                span,
                shape,
                symbol,
                class: names.class(symbol),
                opens: opens || gap == Gap::Line,
                headline: false,
                gap,
            });
            end = span.end;
            opens = shape == Shape::Mark && {
                let mark = span.of(page.text);
                opens_sentence(mark) && !(mark == "." && abbreviates(lexicon, page.text, &pieces))
            };
        });
        let mut reading = Self {
            text: page.text,
            lang: page.lang,
            outlet: page.outlet,
            lexicon,
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

    /// The lists that a piece is in; none past the ends.
    pub(super) fn cues(&self, at: usize) -> Cues {
        let piece = self.at(at);
        piece.map_or_else(Cues::default, |piece| {
            self.lexicon.cues(piece.symbol, piece.shape)
        })
    }

    /// The lists that the piece `back` places before an index is in.
    pub(super) fn cues_before(&self, at: usize, back: usize) -> Cues {
        at.checked_sub(back)
            .map_or_else(Cues::default, |at| self.cues(at))
    }

    /// The same, whatever its capitals: the lists that it is in in small letters.
    pub(super) fn small_cues_before(&self, at: usize, back: usize) -> Cues {
        let piece = self.before(at, back);
        piece.map_or_else(Cues::default, |piece| {
            self.lexicon.cues(piece.symbol, Shape::Lower)
        })
    }

    /// Whether the pieces at `at` and `at + 1` belong to one phrase: nothing, a space or a wrapped line between them.
    pub(super) fn joined(&self, at: usize) -> bool {
        self.at(at + 1)
            .is_some_and(|next| matches!(next.gap, Gap::None | Gap::Space))
    }

    /// Whether white space parts the pieces at `at` and `at + 1`.
    pub(super) fn spaced(&self, at: usize) -> bool {
        self.at(at + 1).is_none_or(|next| next.gap != Gap::None)
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
        let (mut start, mut words, mut capitals) = (0, 0, 0);
        for at in 0..=self.pieces.len() {
            let piece = self.pieces.get(at);
            if piece.is_none_or(|piece| piece.gap == Gap::Line) {
                let line = start..at;
                if (3..=HEADLINE_WORDS).contains(&words) && capitals * 10 >= words * 8 {
                    for piece in self.pieces.get_mut(line).unwrap_or_default() {
                        piece.headline = true;
                    }
                }
                (start, words, capitals) = (at, 0, 0);
            }
            if let Some(piece) = self.pieces.get(at)
                && piece.span.len() > 3
                && !matches!(piece.shape, Shape::Mark | Shape::Number)
            {
                words += 1;
                capitals += usize::from(piece.capital());
            }
        }
    }
}

/// The symbol of a piece that may hold characters outside ASCII, in any case.
fn symbol_of(names: &Names, text: &str, piece: Span) -> u32 {
    let mut folded = String::new();
    piece::fold(piece.of(text), &mut folded);
    names.symbol(&folded)
}

/// Whether a word that begins with a digit is written as a name: `3DFY`, `8VC`, `3DFY.ai`.
fn numbered_name(lexicon: &Lexicon, word: &str) -> bool {
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
        && !lexicon.cues_of(letters).has(Cue::Unit)
}

/// Whether the stop that the pieces end with belongs to an initial or an abbreviation before a name.
fn abbreviates(lexicon: &Lexicon, text: &str, pieces: &[Piece]) -> bool {
    let Some([word, dot]) = pieces.last_chunk() else {
        return false;
    };
    let written = word.span.of(text);
    word.span.end == dot.span.start
        && (written.len() == 1 && word.capital()
            || lexicon.cues(word.symbol, word.shape).has(Cue::Abbreviated))
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
    for line in lines::of(text) {
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
    let glued =
        || !reading.spaced(at) && matches!(reading.word(at + 1), "-" | ":" | "_" | "@" | "/");
    // "Co founder"; "Gideon Sa'ar" has no legal form in him.
    let other = || {
        let word = reading.word(at);
        word == "Co" && matches!(reading.word(at + 1), "founder" | "founders" | "Founder")
            || matches!(word, "Sa" | "Ag" | "Ab" | "Nv" | "Lp" | "Kk" | "Bv")
    };
    reading.at(at).is_some_and(legal) && !glued() && !other()
}
