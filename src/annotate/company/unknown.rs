//! Finds companies that no list holds, by what stands around their names. Precision first: a name found here is lit
//! wherever the article repeats it.

use super::Found;
use super::cues::{among, before_cue, behind_cue, person_behind, site_cue, weak_cue};
use super::edges::{begins, continues, leftmost, rightmost};
use super::known::legal_tail;
use super::persons::{before_person, cut};
use super::reading::{Piece, Reading, legal, legal_at};
use super::signs::association;
use super::tails::with_tail;
use crate::annotate::lexicon::{Cue, class};
use crate::annotate::page::Shape;
use crate::text::Lang;

/// No name is longer than this many pieces.
pub(super) const LONGEST: usize = 8;
/// An article names no more unlisted companies than this.
const MOST: usize = 200;

/// A company that the article introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The first piece of its name, legal form included.
    pub(super) first: usize,
    /// The first piece of its name without a legal form before it.
    pub(super) bare_first: usize,
    /// The last piece of its name without legal forms.
    pub(super) bare_last: usize,
    /// The last piece of its name.
    pub(super) last: usize,
    /// Whether the name goes before a shorter known name inside it.
    pub(super) sure: bool,
}

impl Named {
    /// A name without legal forms.
    pub(super) const fn bare(first: usize, last: usize) -> Self {
        Self {
            first,
            bare_first: first,
            bare_last: last,
            last,
            sure: false,
        }
    }
}

/// The companies that the article introduces, in order.
pub(super) fn find(reading: &Reading<'_>, known: &[Found]) -> Vec<Named> {
    let mut names: Vec<Named> = Vec::new();
    let mut inside = known.iter().peekable();
    for (at, piece) in reading.pieces.iter().enumerate() {
        if names.len() >= MOST {
            break;
        }
        if !piece.capital() && piece.shape != Shape::Mark {
            continue;
        }
        while inside.next_if(|found| found.last < at).is_some() {}
        let in_known = inside.peek().is_some_and(|found| found.first <= at);
        let named = if legal_at(reading, at) {
            with_legal_form(reading, at)
        } else if piece.is(class::LEGAL_BEFORE)
            && piece.shape == Shape::Upper
            && reading.lang != Lang::En
        {
            behind_pt(reading, at)
        } else if piece.shape == Shape::Mark && reading.word(at) == "<" {
            before_ticker(reading, at)
        } else {
            let tail = piece.is(class::TAIL_STRONG) && piece.capital() && !in_known;
            let word = inside
                .peek()
                .is_some_and(|found| first_word(reading, found, at));
            let begins = (!in_known || word)
                && piece.capital()
                && begins(reading, at, *piece)
                && !(at > 0 && continues(reading, at));
            tail.then(|| with_tail(reading, at))
                .flatten()
                .or_else(|| begins.then(|| by_context(reading, known, at)).flatten())
        };
        if let Some(named) = named.filter(|named| free(reading, known, named)) {
            match names.last_mut() {
                Some(last) if last.last >= named.first => {
                    if named.sure || named.last - named.first > last.last - last.first {
                        *last = named;
                    }
                }
                _ => names.push(named),
            }
        }
    }
    cut(reading, &mut names);
    names
}

/// Whether a known name at a piece is an ordinary word that may begin the longer name of another company: "Quantum
/// Circuits", though "Quantum" is known.
fn first_word(reading: &Reading<'_>, found: &Found, at: usize) -> bool {
    reading.lang == Lang::En
        && (found.first, found.last) == (at, at)
        && is_word(reading, found)
        && !reading.lexicon.words().is_easy(&found.filed)
        && reading.joined(at)
        && reading.at(at + 1).is_some_and(Piece::capital)
}

/// Whether a known name is an ordinary word too.
fn is_word(reading: &Reading<'_>, found: &Found) -> bool {
    let row = found.company.and_then(|row| reading.lexicon.row(row));
    row.is_some_and(|company| company.word)
}

/// Whether no known name speaks against a new one. A name that is sure may hold a known name with words of its own
/// around it (`Wipro Ventures`), any a known name that is also a word (`CL King & Associates`).
fn free(reading: &Reading<'_>, known: &[Found], named: &Named) -> bool {
    let from = known.partition_point(|found| found.last < named.first);
    let rest = known.get(from..).unwrap_or_default();
    let mut over = rest
        .iter()
        .take_while(|found| found.first <= named.last)
        .peekable();
    if over.peek().is_none() {
        return true;
    }
    over.all(|found| {
        if !named.sure && (reading.lang != Lang::En || !is_word(reading, found)) {
            return false;
        }
        let own = |at: usize| {
            (at < found.first || at > found.last)
                && reading.at(at).is_some_and(|piece| {
                    piece.shape != Shape::Mark && !piece.is(class::LEGAL | class::LEGAL_BEFORE)
                })
        };
        !found.is_shield() && (named.bare_first..=named.bare_last).any(own)
    })
}

/// "Zenith Electronics Corp", "C. Itoh and Co Ltd": the capitalised words before a legal form.
fn with_legal_form(reading: &Reading<'_>, at: usize) -> Option<Named> {
    // The first legal form of a row of them is where the name ends.
    let weak = reading.cues(at).has(Cue::WeakLegal);
    let mut last = at.checked_sub(1)?;
    if !reading.joined(last) || reading.at(last).is_some_and(legal) {
        return None;
    }
    while matches!(
        reading.word(last),
        "," | "and" | "&" | "(" | ")" | "Persero"
    ) {
        // "Perwira Bank (Malaysia) Bhd".
        let unit = reading.word(last) == ")"
            && reading.word_before(last, 2) == "("
            && reading
                .before(last, 1)
                .is_some_and(|piece| piece.is(class::UNIT));
        last = last.checked_sub(if unit { 3 } else { 1 })?;
        if !reading.joined(last) {
            return None;
        }
    }
    let first = leftmost(reading, last)?;
    let end = legal_tail(reading, last).max(at);
    // "Event Stage, Limited Challenge".
    let list = reading.word_before(at, 1) == ","
        && reading.joined(at)
        && reading
            .at(at + 1)
            .is_some_and(|piece| piece.capital() && !legal(piece));
    if list && reading.word(at) == "Limited"
        || weak && (last - first > 3 || reading.at(at).is_some_and(|piece| piece.headline))
    {
        return None;
    }
    good(reading, first, last, true).then_some(Named {
        first,
        bare_first: first,
        bare_last: last,
        last: end,
        sure: true,
    })
}

/// "PT Sinar Mas Agro Tbk": the capitalised words behind the legal form.
fn behind_pt(reading: &Reading<'_>, at: usize) -> Option<Named> {
    // "PT. Sinar Mas".
    let dot = reading.word(at + 1) == "." && !reading.spaced(at);
    let from = if dot { at + 2 } else { at + 1 };
    let last = before_person(reading, at, from, rightmost(reading, from)?);
    let joined = (at..from).all(|at| reading.joined(at)) && reading.spaced(from - 1);
    (joined && good(reading, from, last, true)).then(|| Named {
        first: at,
        bare_first: from,
        bare_last: last,
        last: legal_tail(reading, last),
        sure: true,
    })
}

/// `BEST PRODUCTS <BES> MARCH SALES`: the name before a ticker in a heading of a wire, which is all in capitals.
fn before_ticker(reading: &Reading<'_>, at: usize) -> Option<Named> {
    let shouted = |at: usize| {
        reading
            .at(at)
            .is_some_and(|piece| piece.shape == Shape::Upper)
    };
    let closes = reading.word(at + 2) == ">"
        || reading.word(at + 2) == "." && reading.word(at + 4) == ">"
        || reading.word(at + 1).contains('.') && reading.word(at + 2) == ">";
    let last = at.checked_sub(1)?;
    let formal = reading.at(last).is_some_and(legal) && reading.word(last) != "CO";
    if !closes || formal || !shouted(at + 1) || !shouted(last) || !reading.spaced(last) {
        return None;
    }
    let mut first = last;
    while first > 0 && last - first < 4 && reading.joined(first - 1) {
        let linked = matches!(reading.word(first - 1), "&" | "-" | "'")
            || reading.word(first - 1) == "AND" && first > 1 && shouted(first - 2);
        let stops = reading.before(first, 1).is_some_and(|piece| {
            piece.is(class::VERB | class::BUSINESS | class::STOP) || !piece.capital()
        });
        if stops && !linked {
            break;
        }
        first -= 1;
    }
    let own = (first..=last).any(|at| reading.word(at).len() > 2);
    (own && shouted(first)).then(|| Named {
        sure: true,
        ..Named::bare(first, last)
    })
}

/// Where a name ends whose capitals end with the piece `last`: before the country of a unit that its head is named
/// behind ("CEO Zorbix Indonesia Budi Santoso"), behind a number that belongs to it ("Store No. 8").
fn end(reading: &Reading<'_>, first: usize, last: usize) -> usize {
    let is = |at: usize, shape| reading.at(at).is_some_and(|piece| piece.shape == shape);
    let unit = |at: &usize| reading.at(*at).is_some_and(|piece| piece.is(class::UNIT));
    let led = reading.lang == Lang::Id && reading.word_before(first, 1) == "CEO";
    if let Some(unit) = (first + 1..last).find(unit).filter(|_| led) {
        unit - 1
    } else if numbered(reading, last) {
        last + 1
    } else if reading.word(last) == "No"
        && reading.word(last + 1) == "."
        && is(last + 2, Shape::Number)
    {
        last + 2
    } else {
        last
    }
}

/// A name that the words around it show to be a company's.
fn by_context(reading: &Reading<'_>, known: &[Found], first: usize) -> Option<Named> {
    let piece = reading.at(first)?;
    if piece.headline || piece.is(class::FIRST | class::ROLE | class::UNIT | class::FIRM) {
        return None;
    }
    if site_cue(reading, first) {
        return Some(Named::bare(first, first));
    }
    let mut last = rightmost(reading, first)?;
    if byline(reading, last) {
        return None;
    }
    if sold_at(reading, first) {
        return shop(reading, first, last);
    }
    last = end(reading, first, last);
    let maker = reading.joined(last)
        && reading.at(last + 1).is_some_and(|piece| {
            piece.is(class::FIRM | class::FIRM_LOOSE) && piece.shape == Shape::Lower
        });
    if ampersand(reading, first, last) {
        return Some(Named {
            sure: true,
            ..Named::bare(first, last)
        });
    }
    // "the company Hacking Team".
    let called = last > first
        && reading.lang == Lang::En
        && reading.before(first, 1).is_some_and(|piece| {
            piece.is(class::FIRM) && !piece.is(class::FIRM_LOOSE) && piece.shape == Shape::Lower
        });
    if maker || last - first > 3 || !good(reading, first, last, called) {
        return None;
    }
    let aside = reading.word(last + 1) == "," && matches!(reading.word(last + 2), "a" | "an");
    if aside && association(reading, last + 3) {
        return None;
    }
    let named = Named::bare(first, last);
    let tail = last > first && reading.at(last).is_some_and(|piece| piece.is(class::TAIL));
    if tail && weak_cue(reading, first, last) {
        return Some(named);
    }
    if let Some(last) = person_behind(reading, first, last) {
        return Some(Named::bare(first, last));
    }
    if behind_cue(reading, first, last)
        || before_cue(reading, first, last)
        || among(reading, known, first, last)
    {
        return Some(named);
    }
    None
}

/// Whether a name is joined by "&" to a last word that then ends names of companies only: "Daily Mail & General
/// Trust", "Robert Roe & Associates".
fn ampersand(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let Some(joint) = (first + 1..last).rev().find(|&at| reading.word(at) == "&") else {
        return false;
    };
    let own = (first..joint).any(|at| {
        reading
            .at(at)
            .is_some_and(|piece| piece.capital() && !piece.is(class::COMMON | class::TAIL))
    });
    let other = (first..=last).any(|at| {
        at != last
            && reading
                .at(at)
                .is_some_and(|piece| piece.is(class::BODY | class::ROLE | class::TITLE))
    });
    let ends = reading.cues(last).has(Cue::BehindAnd);
    own && ends && !other && last - first < LONGEST
}

/// Whether a price and "at" stand before a name: "$199 at Wayfair".
fn sold_at(reading: &Reading<'_>, first: usize) -> bool {
    reading.word_before(first, 1) == "at"
        && reading.joined(first - 1)
        && reading
            .before(first, 2)
            .is_some_and(|piece| piece.shape == Shape::Number)
        && matches!(reading.word_before(first, 3), "$" | "£" | "€")
}

/// The shop that a name behind a price stands for. The next sentence may follow without a stop: "at Apollo If you buy".
fn shop(reading: &Reading<'_>, first: usize, last: usize) -> Option<Named> {
    let next = (first + 1..=last).find(|&at| {
        reading
            .at(at)
            .is_some_and(|piece| piece.is(class::COMMON) && !piece.is(class::TAIL))
    });
    let last = next.map_or(last, |next| next - 1);
    let plain = reading
        .at(last + 1)
        .is_none_or(|piece| piece.shape == Shape::Mark);
    let whole = if last == first {
        reading.word(last + 1) != "of"
    } else {
        last == first + 1 && next.is_none() && plain
    };
    (whole && good(reading, first, last, false)).then(|| Named::bare(first, last))
}

/// Whether a number behind a name is its last part, and no count of something: "founder of Section 32, a fund".
fn numbered(reading: &Reading<'_>, last: usize) -> bool {
    let number = reading.word(last + 1);
    reading.joined(last)
        && reading.spaced(last)
        && number.len() < 4
        && number.chars().all(|ch| ch.is_ascii_digit())
        && !number.is_empty()
        && reading.joined(last + 1)
        && matches!(reading.word(last + 2), "," | "'" | "’")
}

/// Whether the age of an article follows a name, which is its author's then: "Jane Roe 2 days ago".
fn byline(reading: &Reading<'_>, last: usize) -> bool {
    reading
        .at(last + 1)
        .is_some_and(|piece| piece.shape == Shape::Number)
        && reading.word(last + 3) == "ago"
}

/// Whether the pieces from `first` to `last` can be a company's name: a word of its own among them, and no word that
/// only other bodies bear. `formal` names have a legal form or end as companies' names do.
pub(super) fn good(reading: &Reading<'_>, first: usize, last: usize, formal: bool) -> bool {
    let mut own = false;
    let mut letters = 0;
    for at in first..=last {
        let Some(piece) = reading.at(at) else {
            return false;
        };
        if piece.is(class::BODY) && !formal {
            return false;
        }
        let word = reading.word(at);
        // "Rp75 ribu".
        if word
            .strip_prefix("Rp")
            .is_some_and(|sum| sum.starts_with(|ch: char| ch.is_ascii_digit()))
        {
            return false;
        }
        // `menggandengZorbix` is two words.
        let mut small = word.chars().take(3);
        if piece.shape == Shape::Camel && small.all(char::is_lowercase) {
            return false;
        }
        letters += word.len();
        own |= piece.capital()
            && !piece.is(class::COMMON | class::UNIT | class::LEGAL | class::ROLE | class::FIRM)
            && (formal || !piece.is(class::TAIL));
        // "Bali Games".
        own |= at > first
            && piece.is(class::TAIL)
            && reading
                .before(at, 1)
                .is_some_and(|piece| piece.is(class::PLACE | class::REGION));
        own |= formal && last > first && piece.capital() && !piece.is(class::ROLE) && at > first;
    }
    // "PT FS".
    own && letters > if formal { 1 } else { 2 }
        && (formal
            || !reading
                .at(first)
                .is_some_and(|piece| piece.is(class::FIRST)))
}
