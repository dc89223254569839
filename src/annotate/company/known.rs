//! Finds the names that the lexicon knows, and takes in what belongs to them: legal forms and country units.

use std::sync::Arc;

use super::Found;
use super::reading::{Reading, legal_at};
use crate::annotate::lexicon::{Cue, Form, UNKNOWN, class};
use crate::annotate::page::Shape;
use crate::text::Lang;

/// The known names in reading order, the longest at each place, not overlapping.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Found> {
    let names = reading.lexicon.known();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(piece) = reading.at(at) {
        let begins = names.begins(piece.symbol) && piece.shape != Shape::Mark;
        if let Some((last, form)) = begins.then(|| longest(reading, at)).flatten() {
            let bare = Found {
                first: at,
                last,
                span: reading.span(at, last),
                filed: Arc::clone(&form.filed),
                company: form.company,
                legal: false,
            };
            let whole = if bare.is_shield() {
                bare
            } else {
                grown(reading, bare)
            };
            at = whole.last;
            found.push(whole);
        }
        at += 1;
    }
    found
}

/// The longest name that begins at a piece: its last piece and how the lexicon writes it.
fn longest<'l>(reading: &Reading<'l>, first: usize) -> Option<(usize, &'l Form)> {
    let names = reading.lexicon.known();
    let mut best = None;
    let mut node = 0;
    let mut at = first;
    loop {
        let piece = reading.at(at)?;
        let Some(next) = names.step(node, symbol_of(reading, at)) else {
            break;
        };
        node = next;
        let forms = names.forms(node);
        if !forms.is_empty() {
            let written = reading.span(first, at).of(reading.text);
            let fit = forms
                .iter()
                .find(|form| fits(reading, first, form, written));
            if let Some(form) = fit {
                best = Some((at, form));
            }
        }
        if !reading.joined(at) || piece.span.is_empty() {
            break;
        }
        at += 1;
    }
    best
}

/// The symbol of a piece; marks are looked up only here.
fn symbol_of(reading: &Reading<'_>, at: usize) -> u32 {
    match reading.at(at) {
        Some(piece) if piece.shape == Shape::Mark && piece.symbol == UNKNOWN => {
            let mark = reading.word(at);
            let plain = if mark == "’" { "'" } else { mark };
            reading.lexicon.known().symbol(plain)
        }
        Some(piece) => piece.symbol,
        None => UNKNOWN,
    }
}

/// Whether the capitals of `found` are such that it may be the name that the lexicon writes as in `form`.
fn fits(reading: &Reading<'_>, first: usize, form: &Form, found: &str) -> bool {
    let written = &*form.written;
    if found == written {
        return in_language(reading.lang, written);
    }
    let capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    let shouted = |text: &str| !text.chars().any(char::is_lowercase);
    let Some(piece) = reading.at(first) else {
        return false;
    };
    if !capital(found) {
        let quiet = !found.chars().any(char::is_uppercase);
        return quiet
            && piece.is(class::SMALL)
            && !in_address(reading, first)
            && !small_product(reading, first, &form.filed);
    }
    if shouted(found) {
        return found.len() > 2;
    }
    if shouted(written) && written.len() < 4 {
        return false;
    }
    if found != written && inner_capital(found) && !inner_capital(written) {
        // `PaLM` is no way to write "Palm".
        let row = form.company.and_then(|row| reading.lexicon.row(row));
        if row.is_some_and(|company| company.word) {
            return false;
        }
    }
    let mut edge = true;
    found.chars().zip(written.chars()).all(|(ours, theirs)| {
        let fits = !edge || !theirs.is_uppercase() || ours.is_uppercase();
        edge = !ours.is_alphanumeric();
        fits
    })
}

/// Whether a capital stands inside a word, behind a small letter.
fn inner_capital(text: &str) -> bool {
    let small = text.chars().map(char::is_lowercase);
    let capital = text.chars().skip(1).map(char::is_uppercase);
    small.zip(capital).any(|(small, capital)| small && capital)
}

/// Whether a short form may stand for its company in this language: two letters do so in Indonesian only.
fn in_language(lang: Lang, written: &str) -> bool {
    lang == Lang::Id || !matches!(written, "WA" | "IG" | "FB" | "YT")
}

/// Whether a name in small letters begins that of a product: "google play".
fn small_product(reading: &Reading<'_>, first: usize, filed: &str) -> bool {
    let next = reading.word(first + 1);
    let mut letters = next.chars();
    letters.next().is_some_and(|letter| {
        let capital: String = letter.to_uppercase().chain(letters).collect();
        reading.lexicon.words().begins_product(filed, &capital)
    })
}

/// Whether a piece stands in an address or a handle.
fn in_address(reading: &Reading<'_>, at: usize) -> bool {
    let glued = |mark: &str| matches!(mark, "@" | "#" | "/" | "." | "_");
    let left = at > 0 && !reading.spaced(at - 1) && glued(reading.word(at - 1));
    left || (!reading.spaced(at) && matches!(reading.word(at + 1), "/" | "_" | "@"))
}

/// A name with its country unit and legal forms.
pub(super) fn grown(reading: &Reading<'_>, mut found: Found) -> Found {
    for _ in 0..2 {
        let next = found.last + 1;
        let takes = reading.joined(found.last)
            && reading.spaced(found.last)
            && reading.at(next).is_some_and(|piece| {
                piece.capital()
                    && (piece.is(class::UNIT)
                        || reading.cues(next).has(Cue::GroupTail)
                            && !inside_longer(reading, found.first))
            });
        // "Talenta Asia Tenggara".
        let region = reading.word(next) == "Asia" && reading.cues(next + 1).has(Cue::AsiaPart);
        let headline = reading.at(next).is_some_and(|piece| piece.headline)
            && reading.cues(next).has(Cue::Worldwide);
        if !takes || headline || region {
            break;
        }
        found.last = next;
    }
    let words = house(reading, &found);
    if words > 0 {
        found.last += words;
        let name = reading.span(found.first, found.last).of(reading.text);
        found.filed = name.split_whitespace().collect::<Vec<_>>().join(" ").into();
        found.company = None;
    }
    let last = legal_tail(reading, found.last);
    found.legal = last > found.last;
    found.last = last;
    let pt = reading
        .before(found.first, 1)
        .is_some_and(|piece| piece.is(class::LEGAL_BEFORE) && piece.shape == Shape::Upper);
    if pt && reading.joined(found.first - 1) {
        found.first -= 1;
        found.legal = true;
    }
    found.span = reading.span(found.first, found.last);
    found
}

/// Whether a word that is no ordinary one stands before a name, whose ending then ends a longer name: "Kumul Telkom
/// Holdings".
fn inside_longer(reading: &Reading<'_>, first: usize) -> bool {
    let other = class::COMMON
        | class::ROLE
        | class::FIRM
        | class::FIRM_LOOSE
        | class::FIRST
        | class::TITLE
        | class::TRADE
        | class::TRADE_OF
        | class::VERB
        | class::UNIT
        | class::PLACE
        | class::LEGAL_BEFORE
        | class::STOP;
    first > 1
        && reading.joined(first - 1)
        && reading.spaced(first - 1)
        && reading.before(first, 1).is_some_and(|piece| {
            piece.shape == Shape::Capitalised && !piece.is(other) && !piece.opens && !piece.headline
        })
        && reading
            .before(first, 2)
            .is_some_and(|piece| piece.shape == Shape::Lower)
}

/// How many words follow that make a name that of another house: "Tesco Bank", "Bank of America Capital Management".
fn house(reading: &Reading<'_>, found: &Found) -> usize {
    let first = found.last + 1;
    let managers = reading.cues(first).has(Cue::ManagementOf)
        && reading.word(first + 1) == "Management"
        && reading.joined(first);
    let next = first + usize::from(managers);
    let word = managers || reading.cues(next).has(Cue::HouseTail);
    let plain = reading.at(next).is_some_and(|piece| !piece.headline)
        && !(reading.joined(next)
            && reading
                .at(next + 1)
                .is_some_and(super::reading::Piece::capital));
    let follows = word
        && plain
        && found.company.is_some()
        && reading.joined(found.last)
        && reading.spaced(found.last);
    if follows { next - found.last } else { 0 }
}

/// The last piece of the legal forms behind the piece `last`; `last` where there is none.
pub(super) fn legal_tail(reading: &Reading<'_>, last: usize) -> usize {
    let mut end = last;
    let mut at = last;
    for _ in 0..8 {
        if !reading.joined(at) {
            break;
        }
        let next = at + 1;
        match reading.word(next) {
            "," | "." | "(" | ")" | "Persero" | "and" | "&" => {}
            _ if legal_at(reading, next) => end = next,
            _ => break,
        }
        at = next;
    }
    if reading.word(end + 1) == ")" && reading.word_before(end, 1) == "(" {
        return last;
    }
    end
}
