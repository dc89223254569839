//! Decides which of the names found are meant as companies: ordinary words need a context that shows it, products
//! are told apart from their makers, outlets as sources from outlets as businesses.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Found;
use super::businesses::businesses;
use super::instead::{
    behind_number, handset, hyphened, series, stands_for_other, sum_of_money, ticker,
};
use super::kin::Kin;
use super::naming::{mention, product, product_of};
use super::persons::heads;
use super::reading::{Piece, Reading};
use crate::annotate::Mention;
use crate::annotate::lexicon::{Cue, class};
use crate::annotate::page::Shape;
use crate::text::Lang;

/// How much a name needs to be lit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// The name alone will do.
    Nothing,
    /// Also a word or another name; in news mostly the company.
    Little,
    /// Also a word or another name.
    Some,
    /// Mostly a word: each mention must show it.
    Much,
}

/// The mentions among the names found.
pub(super) fn decide(reading: &Reading<'_>, found: &[Found]) -> Vec<Mention> {
    let mut signs: Vec<i32> = (0..found.len())
        .map(|at| signs(reading, found, at))
        .collect();
    let other: HashSet<&str> = found
        .iter()
        .enumerate()
        .filter(|&(at, this)| {
            let own = at.checked_sub(1).and_then(|at| found.get(at));
            own.is_none_or(|own| own.last + 2 != this.first) && stands_for_other(reading, this)
        })
        .map(|(_, found)| &*found.filed)
        .collect();
    for (found, sign) in found.iter().zip(&mut signs) {
        if other.contains(&*found.filed) && !found.legal && found.first == found.last {
            *sign = -9;
        }
    }
    let persons = persons(reading, found);
    let heads = heads(reading, found);
    let speakers = speakers(reading, found);
    let kin = Kin::of(reading, found);
    for (this, sign) in found.iter().zip(&mut signs) {
        *sign += kin.sign(reading, this);
        let person = persons.contains(&*this.filed) && need(reading, this) != Need::Nothing
            || heads.contains(&*this.filed);
        if person || *sign < 2 && speakers.contains(&*this.filed) {
            *sign = -9;
        }
    }
    let businesses = businesses(reading, found);
    let mut best: HashMap<&str, (i32, usize)> = HashMap::new();
    for (found, &sign) in found.iter().zip(&signs) {
        let entry = best.entry(one_name(reading, found)).or_default();
        entry.0 = entry.0.max(sign);
        entry.1 += usize::from(sign >= 1);
    }
    found
        .iter()
        .zip(&signs)
        .filter_map(|(found, &sign)| {
            let (most, times) = best
                .get(one_name(reading, found))
                .copied()
                .unwrap_or_default();
            let lit = lit(reading, found, sign, (most, times));
            lit.then(|| {
                let business = businesses.contains(&*found.filed);
                mention(reading, found, sign, business)
            })
        })
        .collect()
}

/// Whether a name is lit where `sign` speaks for it: `most` is what speaks for it where most does, `times` at how many
/// places anything does.
fn lit(reading: &Reading<'_>, found: &Found, sign: i32, (most, times): (i32, usize)) -> bool {
    match need(reading, found) {
        Need::Nothing => sign > -6,
        Need::Little => {
            sign >= 1
                || sign >= 0
                    && (most >= 1 || reading.at(found.first).is_some_and(|piece| piece.headline))
        }
        Need::Some => sign >= 2 || sign >= 0 && (most >= 3 || times >= 2),
        Need::Much => sign >= 3 || sign >= 1 && most >= 4,
    }
}

/// The one name of a company that an article may call by several.
fn one_name<'n>(reading: &Reading<'n>, found: &'n Found) -> &'n str {
    let row = found.company.and_then(|row| reading.lexicon.row(row));
    row.map_or(&*found.filed, |company| &*company.name)
}

/// The names that are a person's in the article: one stands behind a first name ("Martin Ford"), and none is shown to
/// be a company's by more than what a person does too.
fn persons<'f>(reading: &Reading<'_>, found: &'f [Found]) -> HashSet<&'f str> {
    let mut named: HashSet<&str> = found
        .iter()
        .filter(|found| surname(reading, found))
        .map(|found| &*found.filed)
        .collect();
    if !named.is_empty() {
        for found in found {
            if shown(reading, found) {
                named.remove(&*found.filed);
            }
        }
    }
    named
}

/// Whether one mention shows a company by more than what a person does too.
pub(super) fn shown(reading: &Reading<'_>, found: &Found) -> bool {
    found.legal || behind(reading, found.first) > 1 || ahead(reading, found.last) > 2
}

/// The names that the article has behind a first name and quotes as Indonesian quotes persons: "John Ford", then
/// "ujar Ford".
fn speakers<'f>(reading: &Reading<'_>, found: &'f [Found]) -> HashSet<&'f str> {
    if reading.lang != Lang::Id {
        return HashSet::new();
    }
    let behind_first: HashSet<&str> = found
        .iter()
        .filter(|found| surname(reading, found))
        .map(|found| &*found.filed)
        .collect();
    found
        .iter()
        .filter(|found| {
            matches!(
                reading.word_before(found.first, 1),
                "ujar" | "kata" | "tutur" | "ungkap" | "jelas" | "imbuh"
            ) && behind_first.contains(&*found.filed)
        })
        .map(|found| &*found.filed)
        .collect()
}

/// How much a name needs.
pub(super) fn need(reading: &Reading<'_>, found: &Found) -> Need {
    let row = found.company.and_then(|row| reading.lexicon.row(row));
    let word = row.is_some_and(|company| company.word && company.name == found.filed);
    // English news hardly names small Indonesian companies that bear an English word.
    let far = row.is_some_and(|company| {
        word && reading.lang == Lang::En && company.country.as_deref() == Some("ID")
    });
    let words = reading.lexicon.words();
    let text = found.span.of(reading.text);
    let short = text.len() <= 2;
    let hard_here = reading.lang == Lang::Id && words.is_hard_in_indonesian(text);
    if found.legal
        || found.company.is_none()
        || found.last > found.first && !words.is_ordinary(text)
    {
        Need::Nothing
    } else if (word || hard_here || words.is_hard(text))
        && row.is_some_and(|company| own_capitals(reading, found, &company.aka))
    {
        Need::Little
    } else if hard_here {
        Need::Much
    } else if words.is_easy(text) {
        Need::Little
    } else if words.is_hard(text)
        || word && words.is_hard(&found.filed)
        || far
        || short && reading.lang == Lang::Id
    {
        Need::Much
    } else if word || short {
        Need::Some
    } else {
        Need::Nothing
    }
}

/// Whether a name stands in capitals as its company writes it where no word beside it does: "aplikasi LINE".
fn own_capitals(reading: &Reading<'_>, found: &Found, aka: &[Arc<str>]) -> bool {
    let text = found.span.of(reading.text);
    let upper = |piece: Option<Piece>| piece.is_some_and(|piece| piece.shape == Shape::Upper);
    let lone = !reading.at(found.first).is_some_and(|piece| piece.headline)
        && !upper(reading.before(found.first, 1))
        && !upper(reading.at(found.last + 1));
    reading.lang == Lang::Id
        && upper(reading.at(found.first))
        && lone
        && text.len() > 3
        && aka.iter().any(|aka| **aka == *text)
}

/// What nothing else outweighs.
const AGAINST: i32 = -100;

/// What speaks for a company at one place; below zero: against.
fn signs(reading: &Reading<'_>, found: &[Found], at: usize) -> i32 {
    let Some(this) = found.get(at) else {
        return 0;
    };
    if this.legal {
        return 5;
    }
    if handset(reading, this)
        || behind_number(reading, this)
        || sum_of_money(reading, this)
        || ticker(reading, this)
        || hyphened(reading, found, at)
        || series(reading, this)
    {
        return AGAINST;
    }
    let (Some(first), Some(last)) = (reading.at(this.first), reading.at(this.last)) else {
        return 0;
    };
    let mut sum = behind(reading, this.first) + ahead(reading, this.last);
    if beside_company(reading, found, at) {
        sum += 2;
    }
    if first.headline || last.shape == Shape::Lower {
        // A heading in capitals says little of a word: `TO ACQUIRE THREE CENTERS`, `UPS PAYOUT`.
        let shouted = first.shape == Shape::Upper && this.span.len() > 2;
        let loose = shouted
            && (need(reading, this) == Need::Much
                || first.is(class::STOP) && need(reading, this) != Need::Nothing);
        return if loose && whole_line(reading, this.first) {
            -9
        } else {
            sum
        };
    }
    if in_body(reading, this.first)
        || of_body(reading, this)
        || titled(reading, this.first)
        || this.first > 0 && reading.cues(this.first - 1).has(Cue::Initialled)
        || surname(reading, this)
    {
        return -9;
    }
    let before = at.checked_sub(1).and_then(|at| found.get(at));
    let adjoins = before.is_some_and(|other| other.last + 1 == this.first);
    // "Autodesk Maya": a company's product.
    if adjoins && before.is_some_and(|maker| product_of(reading, maker, this)) {
        return -9;
    }
    let subject = !first.opens || need(reading, this) == Need::Little && acts(reading, this.last);
    sum + i32::from(subject) - inside_name(reading, this, adjoins)
}

/// Whether an English verb or adverb follows that makes a name the subject of its sentence: "Amazon abandoned".
fn acts(reading: &Reading<'_>, last: usize) -> bool {
    let next = last + 1;
    let quiet = reading
        .at(next)
        .is_some_and(|piece| piece.shape == Shape::Lower);
    let word = reading.word(next);
    reading.lang == Lang::En
        && quiet
        && reading.joined(last)
        && reading.spaced(last)
        && (word.len() > 4 && word.ends_with("ed") || reading.cues(next).has(Cue::Acts))
}

/// Whether a name stands in a list beside one that needs no context.
fn beside_company(reading: &Reading<'_>, found: &[Found], at: usize) -> bool {
    let Some(this) = found.get(at) else {
        return false;
    };
    let left = at.checked_sub(1).and_then(|at| found.get(at));
    let right = found.get(at + 1);
    left.is_some_and(|other| {
        listed(reading, other.last, this.first) && need(reading, other) == Need::Nothing
    }) || right.is_some_and(|other| {
        listed(reading, this.last, other.first) && need(reading, other) == Need::Nothing
    })
}

/// How much other capitalised words around it speak for a longer name of something else. `adjoins`: a company's name
/// ends right before it.
fn inside_name(reading: &Reading<'_>, this: &Found, adjoins: bool) -> i32 {
    let name = |piece: Option<Piece>| {
        let ordinary = class::COMMON
            | class::ROLE
            | class::FIRM
            | class::FIRM_LOOSE
            | class::LEGAL
            | class::VERB;
        piece.is_some_and(|piece| piece.capital() && !piece.is(ordinary))
    };
    let one = reading.before(this.first, 1);
    let opens = reading.at(this.first).is_some_and(|piece| piece.opens);
    let joins = this.first > 0 && reading.joined(this.first - 1) && reading.spaced(this.first - 1);
    let mut against = 0;
    if joins && !opens && !adjoins && name(one) {
        against += match (need(reading, this), reading.lang) {
            // In Indonesian a capitalised noun stands before the name it belongs to: "App Store Apple".
            (Need::Little, Lang::Id) if !reading.cues_before(this.first, 1).has(Cue::Lens) => 0,
            (Need::Little, Lang::En | Lang::Other) => 1,
            _ => 3,
        };
    }
    let goes_on =
        reading.joined(this.last) && reading.spaced(this.last) && name(reading.at(this.last + 1));
    let person = one.is_some_and(|piece| piece.is(class::ROLE | class::FIRM));
    if goes_on && !person && product(reading, this).is_none() {
        against += 2;
    }
    against
}

/// Whether a name is a person's surname: a first name stands before it ("Andrew `McAfee`").
pub(super) fn surname(reading: &Reading<'_>, found: &Found) -> bool {
    let first = found.first;
    first == found.last
        && first > 0
        && reading.joined(first - 1)
        && reading.spaced(first - 1)
        && (first_name(reading, first - 1)
            || reading.word_before(first, 2) == "-"
                && first > 3
                && !reading.spaced(first - 2)
                && first_name(reading, first - 3)
                && reading
                    .before(first, 4)
                    .is_some_and(|piece| piece.is(class::ROLE))
            || matches!(reading.word_before(first, 1), "van" | "von" | "der" | "bin"))
}

/// Whether a piece inside a sentence is a first name.
fn first_name(reading: &Reading<'_>, at: usize) -> bool {
    reading.at(at).is_some_and(|piece| {
        piece.is(class::FIRST)
            && !piece.is(class::COMMON | class::VERB)
            && piece.shape == Shape::Capitalised
            && !piece.opens
    })
}

/// Whether a person's title stands before a name: "Mr King", "Mr. King".
fn titled(reading: &Reading<'_>, first: usize) -> bool {
    let back = if reading.word_before(first, 1) == "." {
        2
    } else {
        1
    };
    reading
        .before(first, back)
        .is_some_and(|piece| piece.is(class::TITLE) && piece.capital())
}

/// Whether a name ends the name of a body that is no company: "Badan Regulasi Telekomunikasi Indonesia".
fn in_body(reading: &Reading<'_>, first: usize) -> bool {
    // "Department Pabrik Oppo".
    let firm = reading
        .before(first, 1)
        .is_some_and(|piece| piece.is(class::FIRM | class::FIRM_LOOSE | class::ROLE));
    !firm
        && (2..=3).any(|back| {
            first >= back
                && reading
                    .before(first, back)
                    .is_some_and(|piece| piece.is(class::BODY))
                && (1..=back).all(|at| reading.joined(first - at))
                && (1..=back).all(|at| reading.before(first, at).is_some_and(Piece::capital))
        })
}

/// Whether a name that is also a word begins that of a body: "Kellogg College", "King's College".
fn of_body(reading: &Reading<'_>, found: &Found) -> bool {
    let own =
        matches!(reading.word(found.last + 1), "'" | "’") && reading.word(found.last + 2) == "s";
    let next = found.last + if own { 3 } else { 1 };
    (found.last..next).all(|at| reading.joined(at))
        && reading
            .at(next)
            .is_some_and(|piece| piece.is(class::BODY) && piece.capital())
        && need(reading, found) != Need::Nothing
        && need(reading, found) != Need::Little
}

/// Whether only commas and "and" stand between two names.
fn listed(reading: &Reading<'_>, last: usize, first: usize) -> bool {
    first > last
        && first - last <= 3
        && (last + 1..first).all(|at| {
            matches!(
                reading.word(at),
                "," | "and" | "dan" | "&" | "/" | "atau" | "or" | "-"
            )
        })
        && first - last > 1
}

/// What the words before a name say for a company.
fn behind(reading: &Reading<'_>, first: usize) -> i32 {
    let Some(one) = reading.before(first, 1) else {
        return 0;
    };
    if !reading.joined(first - 1) {
        return 0;
    }
    let two = reading.before(first, 2);
    // In English a person follows his office.
    let person = reading.lang == Lang::En && reading.at(first + 1).is_some_and(Piece::capital);
    if one.is(class::ROLE) {
        return if person { 0 } else { 3 };
    }
    if one.is(class::FIRM | class::FIRM_LOOSE) {
        return 3;
    }
    let linked = reading.cues_before(first, 1).has(Cue::BehindOffice);
    if linked && two.is_some_and(|piece| piece.is(class::ROLE | class::FIRM_LOOSE)) {
        return 3;
    }
    let near = |back| {
        reading
            .before(first, back)
            .is_some_and(|piece| piece.is(class::FIRM) && piece.shape == Shape::Lower)
            && (1..back).all(|at| {
                reading
                    .before(first, at)
                    .is_some_and(|piece| piece.shape != Shape::Mark && !piece.opens)
            })
    };
    let told = matches!(reading.word_before(first, 1), "as" | "to" | "with" | "that");
    if !told && (near(2) || near(3)) {
        return 2;
    }
    if reading.word(first) == "X" && reading.cues_before(first, 1).has(Cue::OnX) {
        return 3;
    }
    0
}

/// What the words behind a name say for a company.
fn ahead(reading: &Reading<'_>, last: usize) -> i32 {
    if !reading.joined(last) {
        return 0;
    }
    let next = reading.at(last + 1);
    match reading.word(last + 1) {
        "'" | "’" if reading.word(last + 2) == "s" => {
            let office = (3..7).any(|ahead| {
                reading
                    .at(last + ahead)
                    .is_some_and(|piece| piece.is(class::ROLE))
                    && (3..ahead)
                        .all(|at| reading.word(last + at) != "," && reading.joined(last + at))
            });
            return if office { 3 } else { 1 };
        }
        "," if maker(reading, last + 2) || house(reading, last + 2) => return 3,
        "-" if reading.cues(last + 2).has(Cue::Hyphened) => return 3,
        _ => {}
    }
    let Some(next) = next.filter(|next| next.headline || next.shape != Shape::Capitalised) else {
        return 0;
    };
    let renamed = reading.cues(last + 2).has(Cue::Formerly);
    // "Sky has announced".
    let done = matches!(reading.word(last + 1), "has" | "have" | "had" | "also")
        && reading
            .at(last + 2)
            .is_some_and(|piece| piece.is(class::VERB_STRONG));
    if next.is(class::ROLE | class::SHOP) || renamed && reading.word(last + 1) == "(" {
        3
    } else if next.is(class::VERB_STRONG) || done {
        2
    } else {
        i32::from(next.is(class::VERB))
    }
}

/// Whether the words from a piece on call something "the mattress-in-a-box company".
fn house(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.word(at), "the" | "a" | "an")
        && (at + 1..at + 9)
            .take_while(|&at| {
                reading.at(at).is_some_and(|piece| {
                    piece.shape == Shape::Lower || reading.word(at) == "-" && !piece.opens
                })
            })
            .any(|at| reading.cues(at).has(Cue::HouseAside))
}

/// Whether the words right before and behind a piece are in capitals too.
fn whole_line(reading: &Reading<'_>, at: usize) -> bool {
    let upper = |piece: Option<Piece>| piece.is_some_and(|piece| piece.shape == Shape::Upper);
    upper(reading.before(at, 1)) || upper(reading.at(at + 1))
}

/// Whether words that call something the maker or owner of something begin at a piece: "pencipta Snapchat".
fn maker(reading: &Reading<'_>, at: usize) -> bool {
    reading.cues(at).has(Cue::MakerAside)
        || reading.word(at) == "the" && reading.cues(at + 1).has(Cue::TheMaker)
}
