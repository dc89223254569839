//! Quote marks and what they enclose: every style, unbalanced ones too.
//!
//! One pass over the words. A mark opens or closes by its shape and by the white space around it; a quotation that does
//! not close ends with its paragraph, unless the next one plainly goes on.

use crate::annotate::page::{Shape, Word};
use crate::text::Span;

use super::cues::Tags;
use super::reading::{Gap, Run};

/// What stands between two quote marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The words, marks included.
    pub(super) words: Run,
    /// How many words and numbers are inside.
    pub(super) count: usize,
    /// The last mark inside, if it ends with one.
    pub(super) ends: Option<char>,
    /// Whether the marks are single ones.
    pub(super) single: bool,
    /// Whether its closing mark is there.
    pub(super) closed: bool,
    /// Whether the first word has a capital.
    pub(super) capital: bool,
    /// The bytes, marks included.
    pub(super) span: Span,
}

impl Quoted {
    /// Whether it ends as a sentence does.
    pub(super) fn is_sentence(&self) -> bool {
        matches!(self.ends, Some('.' | '?' | '!' | '…')) && self.count > 1
    }

    /// Whether it ends as speech does before its cue.
    pub(super) fn is_clause(&self) -> bool {
        matches!(
            self.ends,
            Some(',' | '.' | '?' | '!' | '…' | '-' | '–' | '—')
        ) && self.count > 0
    }
}

/// What a mark may do where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    kind: Kind,
    opens: bool,
    closes: bool,
}

/// The kinds of marks that go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// `"`, `“`, `”` and `„`.
    Double,
    /// A mark lost in transcoding.
    Lost,
    /// `«` and `»`.
    Angle,
    /// `'`, `‘`, `’`.
    Single,
}

/// No quotation holds more words: an opening mark further back was a stray one.
const LONGEST: usize = 700;
/// No single-quoted one holds more.
const LONGEST_SINGLE: usize = 60;
/// A paragraph of a quotation has at most so many words.
const PARAGRAPH: usize = 120;
/// A quotation inside another has at most so many words.
const NESTED: usize = 12;
/// A quotation goes on over at most so many line breaks without a new opening mark.
const LINES: usize = 3;

/// Pairs the quote marks of a page.
pub(super) fn pair(text: &str, words: &[Word], gaps: &[Gap], tags: &[Tags]) -> Vec<Quoted> {
    let mut pairing = Pairing {
        text,
        words,
        gaps,
        tags,
        found: Vec::new(),
        open: None,
        single: None,
        inner: 0,
    };
    for at in 0..words.len() {
        pairing.step(at);
    }
    pairing.abandon(words.len());
    let mut found = pairing.found;
    found.sort_by_key(|quote: &Quoted| (quote.words.start, std::cmp::Reverse(quote.words.end)));
    let mut end = 0;
    found.retain(|quote| {
        let outermost = quote.words.start >= end;
        end = end.max(quote.words.end);
        outermost
    });
    found
}

/// A mark that was opened.
#[derive(Clone, Copy)]
struct Open {
    at: usize,
    kind: Kind,
    lines: usize,
}

struct Pairing<'a> {
    text: &'a str,
    words: &'a [Word],
    gaps: &'a [Gap],
    tags: &'a [Tags],
    found: Vec<Quoted>,
    open: Option<Open>,
    single: Option<usize>,
    /// The mark that closes a quotation inside the open one.
    inner: usize,
}

impl Pairing<'_> {
    fn step(&mut self, at: usize) {
        let mark = self.mark(at);
        if at > 0 && self.gaps.get(at) == Some(&Gap::Paragraph) {
            self.single = None;
            self.paragraph(at, mark);
        }
        if self.open.is_some_and(|open| at - open.at > LONGEST) {
            self.abandon(at);
        }
        let Some(mark) = mark else { return };
        if at <= self.inner && self.open.is_some() {
            return;
        }
        if mark.kind == Kind::Single {
            self.single_mark(at, mark);
            return;
        }
        let Some(open) = self.open else {
            if mark.opens {
                self.begin(at, mark.kind);
            }
            return;
        };
        if open.kind == Kind::Lost && mark.kind == Kind::Double && mark.opens {
            self.abandon(at);
            self.begin(at, mark.kind);
            return;
        }
        if open.kind != mark.kind {
            return;
        }
        if mark.closes {
            self.open = None;
            self.single = None;
            self.push(Run::new(open.at, at + 1), false, true);
        } else if mark.opens {
            self.reopen(open, at, mark.kind);
        }
    }

    /// An opening mark while a quotation is open: one inside it, its next paragraph, or another where it was never
    /// closed.
    fn reopen(&mut self, open: Open, at: usize, kind: Kind) {
        if let Some(end) = self.nested(at, kind) {
            self.inner = end;
            return;
        }
        if self.flows_on(at) {
            self.push(Run::new(open.at, at), false, false);
            self.open = None;
        } else {
            self.abandon(at);
        }
        self.begin(at, kind);
    }

    /// Whether an open quotation goes on in the one that opens at a word: its paragraphs, each opened and only the last
    /// closed, were put into one line.
    fn flows_on(&self, at: usize) -> bool {
        let Some(open) = self.open.filter(|open| open.kind != Kind::Lost) else {
            return false;
        };
        let word = |at: usize| {
            self.words
                .get(at)
                .map_or("", |word| word.span.of(self.text))
        };
        let introduced =
            open.at == 0 || matches!(word(open.at - 1), ":" | "," | "." | "?" | "!" | "\"" | "”");
        let sentence = matches!(word(at.wrapping_sub(1)), "." | "?" | "!");
        let capital = |at: usize| {
            self.words
                .get(at)
                .is_some_and(|word| word.shape == Shape::Capitalised)
        };
        introduced
            && sentence
            && at - open.at <= PARAGRAPH
            && at - open.at > 4
            && capital(open.at + 1)
            && capital(at + 1)
    }

    /// Where a short quotation that opens inside the open one closes, if the open one closes behind it.
    fn nested(&self, at: usize, kind: Kind) -> Option<usize> {
        let mut inner = None;
        for word in at + 1..(at + LONGEST).min(self.words.len()) {
            if self.gaps.get(word) == Some(&Gap::Paragraph) {
                return None;
            }
            let Some(mark) = self.mark(word).filter(|mark| mark.kind == kind) else {
                continue;
            };
            match inner {
                None if mark.closes && word - at <= NESTED => inner = Some(word),
                Some(_) if mark.closes => return inner,
                _ => return None,
            }
        }
        None
    }

    fn begin(&mut self, at: usize, kind: Kind) {
        self.single = None;
        self.open = Some(Open { at, kind, lines: 0 });
    }

    fn push(&mut self, words: Run, single: bool, closed: bool) {
        let inner = Run::new(
            words.start + 1,
            if closed { words.end - 1 } else { words.end },
        );
        let of = |at: usize| self.words.get(at);
        let count = (inner.start..inner.end)
            .filter(|&at| of(at).is_some_and(|word| word.shape != Shape::Mark))
            .count();
        let ends = of(inner.end.wrapping_sub(1))
            .filter(|word| word.shape == Shape::Mark)
            .and_then(|word| word.span.of(self.text).chars().next());
        let capital = of(inner.start)
            .is_some_and(|word| word.shape != Shape::Lower && word.shape != Shape::Mark);
        let (Some(first), Some(last)) = (of(words.start), of(words.end - 1)) else {
            return;
        };
        self.found.push(Quoted {
            words,
            count,
            ends,
            single,
            closed,
            capital,
            span: first.span.hull(last.span),
        });
    }

    /// At the end of a paragraph an open quotation goes on if the next mark closes it, or if the paragraph begins with
    /// an opening mark again.
    fn paragraph(&mut self, at: usize, mark: Option<Mark>) {
        let Some(mut open) = self.open else { return };
        if open.kind != Kind::Lost && mark.is_some_and(|mark| mark.kind == open.kind && mark.opens)
        {
            self.open = None;
            self.push(Run::new(open.at, at), false, false);
            return;
        }
        open.lines += 1;
        if open.lines <= LINES && self.closes_next(at, open.kind) {
            self.open = Some(open);
        } else {
            self.abandon(at);
        }
    }

    /// Whether the next mark of a kind, from `at` on, closes and cannot open, within a few paragraphs.
    fn closes_next(&self, at: usize, kind: Kind) -> bool {
        let mut lines = 0;
        for word in at..(at + LONGEST).min(self.words.len()) {
            if word > at && self.gaps.get(word) == Some(&Gap::Paragraph) {
                lines += 1;
                if lines >= LINES {
                    return false;
                }
            }
            if let Some(mark) = self.mark(word)
                && mark.kind == kind
            {
                return mark.closes && !mark.opens;
            }
        }
        false
    }

    /// Gives an open quotation up: its closing mark is missing. What stands before a comma and a cue is kept.
    fn abandon(&mut self, at: usize) {
        let Some(open) = self.open.take() else { return };
        for word in open.at + 2..at {
            let comma = self
                .words
                .get(word - 1)
                .is_some_and(|word| word.span.of(self.text) == ",");
            let tags = self.tags.get(word).copied().unwrap_or_default();
            if comma && tags.any(Tags::ROOT) && self.tags.get(word - 2).is_some() {
                self.push(Run::new(open.at, word), false, false);
                return;
            }
            if self.gaps.get(word) == Some(&Gap::Paragraph) {
                return;
            }
        }
    }

    /// A single mark opens before a word and closes behind one; the apostrophe of a plural closes nothing while no
    /// single quotation is open.
    fn single_mark(&mut self, at: usize, mark: Mark) {
        if self.open.is_some() {
            return;
        }
        match self.single {
            Some(start) if mark.closes && at - start <= LONGEST_SINGLE => {
                self.single = None;
                self.push(Run::new(start, at + 1), true, true);
            }
            _ if mark.opens => self.single = Some(at),
            _ => {}
        }
    }

    /// What the mark at a word may do.
    fn mark(&self, at: usize) -> Option<Mark> {
        #[cfg(test)]
        super::reading::work::step();
        let word = self.words.get(at)?;
        if word.shape != Shape::Mark {
            return None;
        }
        let ch = word.span.of(self.text).chars().next()?;
        let kind = match ch {
            '"' | '“' | '”' | '„' | '‟' | '″' => Kind::Double,
            '\u{fffd}' => Kind::Lost,
            '«' | '»' => Kind::Angle,
            '\'' | '‘' | '’' | '`' => Kind::Single,
            _ => return None,
        };
        let before = self.text.get(..word.span.start)?.chars().next_back();
        let after = self.text.get(word.span.end..)?.chars().next();
        let free = |ch: Option<char>| ch.is_none_or(|ch| ch.is_whitespace() || ch == '\u{fffd}');
        let (left, right) = (free(before), free(after));
        let stop = before.is_some_and(|ch| matches!(ch, ',' | '.' | '?' | '!' | '…'));
        // Glued to a sentence before: `berlalu."Kami` opens when a word follows.
        let glued = before.is_some_and(|ch| ".:;)]?!,-–—/(['‘".contains(ch))
            && after.is_some_and(char::is_alphanumeric);
        let closing = !left && (right || after.is_some_and(|ch| !ch.is_alphanumeric()));
        let opening =
            !right && (left || glued || before.is_some_and(|ch| "([{-–—/:'‘".contains(ch)));
        let (opens, closes) = match ch {
            '“' => (true, !left && right),
            '„' | '‘' | '«' => (true, false),
            '»' => (false, true),
            '”' => (opening || left && right, !opening || stop || !left),
            '’' | '\'' | '`' => (opening && ch != '’', closing),
            '\u{fffd}' => (after.is_some_and(char::is_uppercase), stop && right),
            _ if before.is_some_and(char::is_numeric) && self.open.is_none() => (false, false),
            _ if opening && !glued => (true, false),
            _ if glued => (true, self.open.is_some()),
            _ => (left == right, !left || right),
        };
        Some(Mark {
            kind,
            opens,
            closes,
        })
    }
}
