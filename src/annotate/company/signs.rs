//! What one mention says for or against a name being a company's. No sign is enough by itself; [`super::gathered`]
//! adds them up.

use super::Found;
use super::reading::{Piece, Reading};
use crate::annotate::lexicon::{Kind, class};
use crate::annotate::page::Shape;
use crate::text::Lang;

/// A sign: its kind, as a bit, and what it weighs.
pub(super) type Sign = (u32, i32);

/// Who does something to what it owns.
const OWNER: u32 = 1;
/// Who does business.
const ACTOR: u32 = 1 << 1;
/// Whom people work at.
const EMPLOYER: u32 = 1 << 2;
/// Whom others do business with.
const PARTNER: u32 = 1 << 3;
/// Who is called a company.
pub(super) const CALLED: u32 = 1 << 4;
/// Who has users.
const SERVICE: u32 = 1 << 5;
/// Who opens a headline.
const SUBJECT: u32 = 1 << 6;
/// Whom the next sentence calls the company.
pub(super) const FOLLOWED: u32 = 1 << 7;
/// Who speaks of itself as "it".
pub(super) const ITSELF: u32 = 1 << 8;
/// Who stands in a list beside a known company.
pub(super) const LISTED: u32 = 1 << 9;
/// What is written as hardly anything but names of companies and products is: `DoorDash`.
pub(super) const SHAPE: u32 = 1 << 10;
/// Whose figures are told.
const SOURCE: u32 = 1 << 11;
/// What stands behind a noun for what a company runs: "the dating app Bumble".
const NAMED: u32 = 1 << 12;

/// At which something is.
pub(super) const AT: u32 = 1 << 13;

/// The kinds that no technology has.
pub(super) const SHOWN: u32 = EMPLOYER | ITSELF | CALLED | NAMED | FOLLOWED;

/// No sign.
pub(super) const NONE: Sign = (0, 0);

/// What the words before a name say.
pub(super) fn before(reading: &Reading<'_>, first: usize) -> Sign {
    if first == 0 || !reading.joined(first - 1) || !reading.spaced(first - 1) {
        return NONE;
    }
    let is = |back, mask| {
        reading
            .before(first, back)
            .is_some_and(|piece| piece.is(mask))
    };
    let person =
        reading.lang == Lang::En && is(1, class::ROLE | class::TITLE) && !is(1, class::FIRM_LOOSE);
    if person {
        return (0, -9);
    }
    let two = reading.word_before(first, 2);
    match reading.word_before(first, 1) {
        "at" | "At" if is(2, class::ROLE) => (EMPLOYER, 2),
        "at" | "At" => (AT, 1),
        "for" if spokesman(two) || matches!(two, "analyst" | "economist" | "strategist") => {
            (EMPLOYER, 2)
        }
        "by" | "oleh" if matches!(two, "developed" | "dikembangkan" | "made") => (PARTNER, 3),
        "by" | "oleh" if is(2, class::MADE) => (PARTNER, 2),
        "with" if is(2, class::PARTNERED) => (PARTNER, 2),
        "dengan" if is(2, class::PARTNERED) => (PARTNER, 1),
        "pihak" | "Pihak" | "menggandeng" | "milik" | "founded" => (PARTNER, 1),
        "buatan" | "keluaran" | "besutan" | "garapan" | "diakuisisi" | "mendirikan" => (PARTNER, 2),
        "from" | "dari" | "by" if figures(two) => (SOURCE, 2),
        "to" if matches!(two, "According" | "according") => (SOURCE, 1),
        "menurut" | "Menurut" => (SOURCE, 1),
        "like" | "seperti" if product(two) => (NAMED, 1),
        "like" | "seperti" if is(2, class::FIRM | class::FIRM_LOOSE) => (NAMED, 2),
        "saham" | "Saham" => (OWNER, 2),
        "pengguna" | "aplikasi" | "layanan" => (SERVICE, 1),
        "Minister" | "Senator" | "Secretary" | "Governor" | "Judge" | "Gen" | "Sen" => (0, -9),
        "the" | "The" | "in" | "In" | "a" | "an" => (0, -1),
        "kata" | "ujar" | "jelas" | "tutur" | "ungkap" | "said" | "says" | "lanjut" | "imbuh"
        | "papar" | "ucap" => (0, -4),
        word if is(1, class::WORK) && !word.is_empty() => (0, -3),
        word if thing(word) => (0, -3),
        _ => noun(reading, first),
    }
}

/// What a noun for what a company runs, right before a name, says for it: "the dating app Bumble", "platform prediksi
/// pasar Polymarket".
fn noun(reading: &Reading<'_>, first: usize) -> Sign {
    for back in 1..=4 {
        let Some(piece) = reading
            .before(first, back)
            .filter(|piece| piece.shape == Shape::Lower && !piece.opens)
        else {
            return NONE;
        };
        let word = reading.word_before(first, back);
        // "pengembang Honkai" is who makes it.
        let maker = matches!(word, "publisher" | "developer" | "penerbit" | "pengembang");
        if runs(word) && !(maker && reading.lang == Lang::Id) {
            return (NAMED, 2);
        }
        if word == "group" || product(word) {
            return (NAMED, 1);
        }
        if reading.lang == Lang::En || !piece.is(class::TRADE) {
            return NONE;
        }
    }
    NONE
}

/// Whether a noun stands for what a company runs, or for a company.
fn runs(word: &str) -> bool {
    matches!(
        word,
        "service"
            | "site"
            | "website"
            | "network"
            | "publisher"
            | "developer"
            | "studio"
            | "agency"
            | "chain"
            | "provider"
            | "brand"
            | "bank"
            | "analysts"
            | "brokers"
            | "advisers"
            | "label"
            | "marketplace"
            | "operator"
            | "rival"
            | "unit"
            | "situs"
            | "penerbit"
            | "pengembang"
            | "penyedia"
            | "merek"
            | "dompet"
            | "bursa"
            | "grup"
    )
}

/// Whether a noun stands for what a company runs, which mostly bears a name of its own.
fn product(word: &str) -> bool {
    matches!(word, "app" | "platform" | "aplikasi")
}

/// Whether a noun stands for a thing that bears the name behind it: "the chatbot Replika".
fn thing(word: &str) -> bool {
    matches!(
        word,
        "phone"
            | "smartphone"
            | "tablet"
            | "laptop"
            | "camera"
            | "car"
            | "robot"
            | "drone"
            | "headset"
            | "speaker"
            | "processor"
            | "algorithm"
            | "dataset"
            | "language"
            | "browser"
            | "assistant"
            | "ponsel"
            | "mobil"
            | "motor"
            | "peramban"
            | "engine"
            | "software"
            | "perangkat"
            | "chipset"
            | "prosesor"
            | "platformer"
    )
}

/// Whether a word is one who speaks for a body.
fn spokesman(word: &str) -> bool {
    matches!(word, "spokesman" | "spokeswoman" | "spokesperson")
}

/// Whether a noun stands for figures that somebody gathers.
fn figures(word: &str) -> bool {
    matches!(
        word,
        "data"
            | "research"
            | "figures"
            | "report"
            | "study"
            | "survey"
            | "statistics"
            | "estimates"
            | "laporan"
            | "riset"
            | "survei"
            | "studi"
    )
}

/// What the words behind a name say.
pub(super) fn behind(reading: &Reading<'_>, last: usize) -> Sign {
    if !reading.joined(last) {
        return NONE;
    }
    let next = last + 1;
    let is = |at: usize, mask| {
        reading
            .at(at)
            .is_some_and(|piece| piece.is(mask) && piece.shape == Shape::Lower)
    };
    let capital = |at| reading.at(at).is_some_and(Piece::capital);
    match reading.word(next) {
        "'" | "’"
            if reading.word(next + 1) == "s"
                && (is(next + 2, class::OWNED) || is(next + 3, class::OWNED)) =>
        {
            (OWNER, 2)
        }
        "," | "—" | "–" => aside(reading, next + 1),
        "-" if reading.word(next + 1) == "-" => aside(reading, next + 2),
        "was" if reading.word(next + 1) == "founded" => (CALLED, 3),
        "is" | "was" | "adalah" | "merupakan" if called(reading, next + 1) => (CALLED, 3),
        "said" | "says"
            if matches!(reading.word(next + 1), "it" | "its") && !named_person(reading, last) =>
        {
            (ITSELF, 2)
        }
        "shares" | "stock" if !is(next + 1, class::FIRM) => (OWNER, 2),
        "analyst" | "economist" | "strategist" if capital(next + 1) => (EMPLOYER, 3),
        "CEO" | "Chief" | "CTO" | "CFO"
            if reading.lang == Lang::En && capital(next + 1) && !is_body(reading, next + 1) =>
        {
            (EMPLOYER, 3)
        }
        word if spokesman(word) => (EMPLOYER, 2),
        "cofounder" | "executive" | "executives" | "chairman" | "boss" => (EMPLOYER, 2),
        "has" if is(next + 1, class::BUSINESS) => (ACTOR, 2),
        _ if is(next, class::BUSINESS) => (ACTOR, 1),
        _ if is(next, class::WORK) => (0, -3),
        "users" | "customers" | "employees" | "engineers" | "subscribers" => (SERVICE, 1),
        _ => NONE,
    }
}

/// Whether a piece belongs to the name of a body or an event.
fn is_body(reading: &Reading<'_>, at: usize) -> bool {
    reading.at(at).is_some_and(|piece| piece.is(class::BODY))
}

/// Whether a name that ends with the piece `last` is two plain words behind what somebody is: "reviewer Jaina Grey".
fn named_person(reading: &Reading<'_>, last: usize) -> bool {
    let plain = |back| {
        reading
            .before(last + 1, back)
            .is_some_and(|piece| piece.shape == Shape::Capitalised && !piece.opens)
    };
    let noun = reading
        .before(last, 2)
        .is_some_and(|piece| piece.shape == Shape::Lower)
        && !matches!(
            reading.word_before(last, 2),
            "and" | "but" | "that" | "as" | "when" | "while" | "because" | "where" | "after" | "if"
        );
    plain(1) && plain(2) && noun
}

/// What an aside that begins at a piece says of the name before it: ", which makes", ", who", ", 44,".
fn aside(reading: &Reading<'_>, at: usize) -> Sign {
    let age = reading
        .at(at)
        .is_some_and(|piece| piece.shape == Shape::Number)
        && reading.word(at + 1) == ",";
    match (reading.word(at), reading.word(at + 1)) {
        ("who" | "whose", _) => (0, -9),
        (
            "which",
            "makes" | "sells" | "provides" | "offers" | "develops" | "builds" | "operates"
            | "employs" | "owns" | "manufactures" | "specializes" | "specialises" | "produces",
        ) => (CALLED, 3),
        ("the", "company" | "startup" | "firm") => (FOLLOWED, 1),
        ("pengembang" | "penerbit" | "publisher" | "developer", _)
            if reading.lang == Lang::Id
                && !(at + 1..at + 7)
                    .any(|at| matches!(reading.word(at), "ini" | "itu" | "tersebut")) =>
        {
            (CALLED, 3)
        }
        ("based", "in") => (NAMED, 2),
        ("a" | "an", _) if association(reading, at + 1) => (0, -9),
        _ if age => (0, -9),
        _ => NONE,
    }
}

/// Whether an aside from a piece on calls something a body that is no company: ", an advocacy group", ", a union".
pub(super) fn association(reading: &Reading<'_>, from: usize) -> bool {
    (from..from + 5)
        .take_while(|&at| {
            reading
                .at(at)
                .is_some_and(|piece| piece.shape != Shape::Mark || reading.word(at) == "-")
        })
        .any(|at| {
            let group = reading.word(at) == "group"
                && matches!(
                    reading.word_before(at, 1),
                    "advocacy" | "rights" | "support" | "lobby" | "trade"
                );
            group
                || matches!(
                    reading.word(at),
                    "organization" | "organisation" | "nonprofit" | "profit" | "charity" | "union"
                )
        })
}

/// Whether the words from a piece on call something a company, and nothing else stands between: "is a young firm".
fn called(reading: &Reading<'_>, from: usize) -> bool {
    for at in from..from + 8 {
        let word = reading.word(at);
        let noun = reading
            .at(at)
            .is_some_and(|piece| piece.is(class::FIRM) && piece.shape == Shape::Lower);
        if noun || calling(word) {
            return true;
        }
        let parts = matches!(
            word,
            "at" | "of" | "with" | "for" | "by" | "in" | "," | "oleh" | "dari" | "yang"
        );
        if parts || !reading.joined(at) {
            return false;
        }
    }
    false
}

/// What it says that a name opens the headline and does business there.
pub(super) fn title(reading: &Reading<'_>, first: usize, last: usize) -> Sign {
    let acts = reading
        .at(last + 1)
        .is_some_and(|piece| piece.is(class::BUSINESS));
    if first == 0 && acts && reading.lang != Lang::Other {
        (SUBJECT, 2)
    } else {
        NONE
    }
}

/// Whether a noun calls what it is said of a company, or a service that is also its company.
fn calling(word: &str) -> bool {
    matches!(
        word,
        "platform"
            | "app"
            | "service"
            | "provider"
            | "bank"
            | "network"
            | "penyedia"
            | "pengembang"
            | "publisher"
            | "penerbit"
            | "e-commerce"
    )
}

/// What it says that a name stands in a list beside known companies.
pub(super) fn beside(reading: &Reading<'_>, known: &[Found], first: usize, last: usize) -> Sign {
    let firm = |found: &Found| {
        let row = found.company.and_then(|row| reading.lexicon.row(row));
        row.is_some_and(|company| !company.word && company.kind != Kind::Outlet)
    };
    let links = |at: usize| {
        matches!(
            reading.word(at),
            "and" | "dan" | "&" | "or" | "atau" | "serta"
        )
    };
    let mark = |at: usize| links(at) || reading.word(at) == ",";
    if !(first > 0 && mark(first - 1) || mark(last + 1)) {
        return NONE;
    }
    // "A and B": an "and", or a comma where the other side is joined too.
    let joins = |from: usize, to: usize| {
        let near = (2..=3).contains(&to.saturating_sub(from));
        let all = near && (from + 1..to).all(mark) && (from..to).all(|at| reading.joined(at));
        if all {
            1 + usize::from((from + 1..to).any(links))
        } else {
            0
        }
    };
    let at = known.partition_point(|found| found.last < first);
    let left = at.checked_sub(1).and_then(|at| known.get(at));
    let left = left.map_or(0, |found| {
        joins(found.last, first) * usize::from(firm(found))
    });
    let right = known.get(at);
    let right = right.map_or(0, |found| {
        joins(last, found.first) * usize::from(firm(found))
    });
    match (left, right) {
        (1.., 1..) => (LISTED, 4),
        (0 | 1, 0 | 1) => NONE,
        _ => (LISTED, 1),
    }
}

/// What the writing of a name says: one word with a capital inside (`DoorDash`), or two joined by "&".
pub(super) fn shape(reading: &Reading<'_>, first: usize, last: usize) -> Sign {
    if (first + 1..last).any(|at| reading.word(at) == "&") {
        return (SHAPE, 2);
    }
    let word = reading.word(first);
    // `sepertiSpotify` is two words.
    let glued = word.chars().take(2).all(char::is_lowercase);
    let one = first == last && inner_capital(word) && !glued;
    (SHAPE, i32::from(one))
}

/// Whether a capital stands inside a word, behind a small letter and before one.
pub(super) fn inner_capital(word: &str) -> bool {
    let mut before = ' ';
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let small = letters.peek().is_some_and(|next| next.is_lowercase());
        if before.is_lowercase() && letter.is_uppercase() && small {
            return true;
        }
        before = letter;
    }
    false
}
