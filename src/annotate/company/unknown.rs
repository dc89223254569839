//! Finds companies that no list holds, by what stands around their names. Precision first: a name found here is lit
//! wherever the article repeats it.

use std::collections::HashSet;

use super::Found;
use super::cues::{among, before_cue, behind_cue, person_behind, site_cue, weak_cue};
use super::known::legal_tail;
use super::reading::{Piece, Reading, legal, legal_at};
use super::tails::with_tail;
use crate::annotate::lexicon::class;
use crate::annotate::page::Shape;
use crate::text::Lang;

/// No name is longer than this many pieces.
const LONGEST: usize = 8;
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
            let begins = piece.capital()
                && !(in_known || piece.is(class::COMMON) || at > 0 && continues(reading, at));
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
    let word = |found: &Found| {
        let row = found.company.and_then(|row| reading.lexicon.row(row));
        row.is_some_and(|company| company.word)
    };
    over.all(|found| {
        if !named.sure && (reading.lang != Lang::En || !word(found)) {
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

/// Takes out the single words that the article also has behind a first name: "Geoff Hinton", then "Hinton's company".
pub(super) fn drop_surnames(reading: &Reading<'_>, names: &mut Vec<Named>) {
    let single = |named: &Named| named.first == named.last;
    if !names.iter().any(single) {
        return;
    }
    let person = |at: usize| {
        reading.joined(at - 1)
            && reading.spaced(at - 1)
            && reading.before(at, 1).is_some_and(|piece| {
                piece.is(class::FIRST)
                    && !piece.is(class::COMMON | class::VERB)
                    && piece.shape == Shape::Capitalised
            })
    };
    let surnames: HashSet<&str> = (1..reading.pieces.len())
        .filter(|&at| reading.at(at).is_some_and(Piece::capital) && person(at))
        .map(|at| reading.word(at))
        .collect();
    names.retain(|named| !single(named) || !surnames.contains(reading.word(named.first)));
}

/// Cuts the names that a person's name was joined to ("Direktur PT Kilau Budi Santoso") to the shorter name that
/// the article has elsewhere.
fn cut(reading: &Reading<'_>, names: &mut [Named]) {
    let bare: Vec<&str> = names
        .iter()
        .map(|named| {
            reading
                .span(named.bare_first, named.bare_last)
                .of(reading.text)
        })
        .collect();
    for (at, named) in names.iter_mut().enumerate() {
        let formal = named.first < named.bare_first && named.last == named.bare_last;
        let Some(whole) = bare.get(at).filter(|_| formal) else {
            continue;
        };
        let shorter = bare
            .iter()
            .filter(|other| other.len() < whole.len() && whole.starts_with(**other));
        if let Some(end) = shorter.map(|other| other.len()).max() {
            let start = reading.span(named.bare_first, named.bare_first).start;
            while named.bare_last > named.bare_first
                && reading.span(named.bare_last, named.bare_last).end > start + end
            {
                named.bare_last -= 1;
            }
            named.last = named.bare_last;
        }
    }
}

/// Whether a piece goes on a name that begins before it.
pub(super) fn continues(reading: &Reading<'_>, at: usize) -> bool {
    let before = reading.before(at, 1);
    reading.joined(at - 1)
        && before.is_some_and(|piece| {
            piece.capital() && !piece.is(class::COMMON | class::ROLE | class::FIRM)
                || matches!(piece.span.of(reading.text), "&" | "@" | "#" | "_" | "/")
                || piece.span.of(reading.text) == "." && initial(reading, at - 1)
        })
}

/// "Zenith Electronics Corp", "C. Itoh and Co Ltd": the capitalised words before a legal form.
fn with_legal_form(reading: &Reading<'_>, at: usize) -> Option<Named> {
    // The first legal form of a row of them is where the name ends.
    let weak = matches!(
        reading.word(at),
        "Co" | "SA" | "AB" | "NV" | "AG" | "CO" | "SPA" | "LP" | "Limited"
    );
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

/// The first piece of the capitalised words that end with the piece `last`, without words that only begin a sentence.
pub(super) fn leftmost(reading: &Reading<'_>, last: usize) -> Option<usize> {
    let mut first = last;
    let stop = last.saturating_sub(LONGEST);
    if !name_piece(reading, last) {
        return None;
    }
    while first > stop && reading.joined(first - 1) && !reading.at(first)?.opens {
        let piece = reading.at(first - 1)?;
        let word = reading.word(first - 1);
        let tight = !reading.spaced(first - 1) && (first < 2 || !reading.spaced(first - 2));
        let links = matches!(word, "&" | "." | "'" | "’")
            || word == "-" && tight
            || (matches!(word, "and" | "of")
                && first >= 2
                && name_piece(reading, first - 2)
                && reading
                    .at(first - 2)
                    .is_some_and(|piece| !piece.is(class::ROLE) && !legal(piece))
                && !(word == "and" && two_houses(reading, first))
                && !matches!(reading.word(first - 2), "L.P" | "N.V" | "S.A" | "B.V")
                // "Wagner and Brown and AFG Industries" are two.
                && !(reading.word(last - 1) != "and"
                    && (first..last).any(|at| reading.word(at) == "and")));
        if word == "." && !initial(reading, first - 1) || heading_word(reading, first - 1) {
            break;
        }
        if !(links || name_piece(reading, first - 1)) || piece.is(class::ROLE | class::LEGAL_BEFORE)
        {
            break;
        }
        first -= 1;
    }
    while first < last
        && reading.at(first).is_some_and(|piece| {
            piece.shape == Shape::Mark
                || !piece.capital() && piece.shape != Shape::Number
                || reading.word(first) == "OF"
                || sentence_word(reading, first)
        })
    {
        first += 1;
    }
    Some(first)
}

/// Whether a whole name ends before the "and" that stands before a piece: "Ooblix Capital and Quembly Ventures", and
/// not "Community Bank and Trust".
fn two_houses(reading: &Reading<'_>, first: usize) -> bool {
    reading
        .before(first, 2)
        .is_some_and(|piece| piece.is(class::TAIL_STRONG))
        && reading
            .at(first)
            .is_some_and(|piece| !piece.is(class::TAIL))
        && reading.word(first) != "Trust"
}

/// Whether a piece is a word of a heading in capitals that is part of no name: `DIXONS HAS 56 PCT OF CYCLOPS CORP`.
fn heading_word(reading: &Reading<'_>, at: usize) -> bool {
    reading.at(at).is_some_and(|piece| {
        piece.headline
            && piece.shape == Shape::Upper
            && piece.is(class::VERB | class::BUSINESS | class::STOP)
            && !matches!(reading.word(at), "AND" | "OF")
    })
}

/// Whether the stop at `dot` ends an initial (`C. Itoh`).
fn initial(reading: &Reading<'_>, dot: usize) -> bool {
    dot > 0 && reading.word(dot - 1).len() == 1 && !reading.spaced(dot - 1)
}

/// Whether a piece begins a sentence without belonging to the name behind it: "The", "Said", "Menurut".
fn sentence_word(reading: &Reading<'_>, at: usize) -> bool {
    reading.at(at).is_some_and(|piece| {
        let small = piece.is(class::COMMON)
            && piece.shape == Shape::Capitalised
            && !matches!(reading.word(at), "National" | "United" | "General");
        (small && piece.opens && !piece.is(class::UNIT | class::TAIL | class::PLACE))
            || matches!(
                reading.word(at),
                "The" | "A" | "An" | "Di" | "Dan" | "But" | "And" | "For" | "In"
            )
            || piece.is(class::ROLE | class::FIRM) && !piece.is(class::TAIL)
    })
}

/// Whether a piece is written as a part of a name.
fn name_piece(reading: &Reading<'_>, at: usize) -> bool {
    reading.at(at).is_some_and(|piece| {
        piece.capital() || piece.shape == Shape::Number && at > 0 && !piece.opens
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

/// The last piece of a name behind "PT" at `at` whose words end with `last`, without the person that follows him who
/// leads it: "Analis PT Kilau Securities Indonesia Budi Santoso".
fn before_person(reading: &Reading<'_>, at: usize, from: usize, last: usize) -> usize {
    let led = reading
        .before(at, 1)
        .is_some_and(|piece| piece.is(class::ROLE))
        || reading
            .before(at, 2)
            .is_some_and(|piece| piece.is(class::ROLE))
            && reading.before(at, 1).is_some_and(Piece::capital);
    let is = |at: usize, mask| reading.at(at).is_some_and(|piece| piece.is(mask));
    if !led {
        return last;
    }
    let person = (from + 1..=last).find(|&at| is(at, class::FIRST));
    let end = (from + 1..last)
        .rev()
        .find(|&at| is(at, class::UNIT | class::TAIL) && last - at <= 3)
        .filter(|&at| last - at > 1 || person == Some(last));
    let before = person.filter(|&at| at < last).map(|at| at - 1);
    end.or(before).unwrap_or(last)
}

/// The last piece of the capitalised words that begin with the piece `first`, legal forms left out.
pub(super) fn rightmost(reading: &Reading<'_>, first: usize) -> Option<usize> {
    reading.at(first).filter(|piece| piece.capital())?;
    let mut last = first;
    while last - first < LONGEST && reading.joined(last) {
        let next = last + 1;
        let word = reading.word(next);
        let piece = reading.at(next)?;
        if piece.capital() && !legal(piece) && !piece.opens {
            last = next;
        } else if matches!(word, "&" | "-" | "." | "'" | "’")
            && (word != "." || initial(reading, next))
            && (word != "-" || !reading.spaced(last) && !reading.spaced(next))
            && reading.joined(next)
            && (word != "'" && word != "’" || reading.word(next + 1) != "s")
            && reading.at(next + 1).is_some_and(Piece::capital)
        {
            last = next + 1;
        } else {
            break;
        }
    }
    Some(last)
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
    if numbered(reading, last) {
        last += 1;
    } else if reading.word(last) == "No" && reading.word(last + 1) == "." {
        // "Store No. 8".
        let number = reading
            .at(last + 2)
            .is_some_and(|piece| piece.shape == Shape::Number);
        last += if number { 2 } else { 0 };
    }
    let maker = reading.joined(last)
        && reading.at(last + 1).is_some_and(|piece| {
            piece.is(class::FIRM | class::FIRM_LOOSE) && piece.shape == Shape::Lower
        });
    if maker || last - first > 3 || !good(reading, first, last, false) {
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
