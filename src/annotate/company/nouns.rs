//! The nouns right before a name that say what it is or who made it: "the tech giant Zorbatel", "game buatan Zorbatel".

use super::cues::{first_name, person_like, small};
use super::reading::Reading;
use crate::text::Lang;

/// Whether the noun right before a name, with the word before that, shows it to be a company's.
pub(super) fn noun_before(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let two = reading.word_before(first, 2);
    match reading.word_before(first, 1) {
        "giant" => business(two),
        "besutan" | "buatan" | "garapan" => ware(two) && !first_name(reading, first, last),
        "oleh" => two == "dikembangkan" && !first_name(reading, first, last),
        "broadcaster" | "brewer" | "bookmaker" | "jeweller" | "grocer" | "wholesaler"
        | "consultants" | "brokers" | "advisers" => !person_like(reading, first, last),
        "network" => matches!(
            two,
            "social" | "mobile" | "phone" | "television" | "TV" | "cable"
        ),
        "site" | "website" | "bank" | "investor" => {
            described(reading, first) && !person_like(reading, first, last)
        }
        "house" => matches!(
            two,
            "auction" | "publishing" | "fashion" | "brokerage" | "software"
        ),
        _ => false,
    }
}

/// Whether a word that says more stands before the noun right before a name, in English: "the global job site Indeed",
/// and neither "the site Indeed" nor "the central bank".
fn described(reading: &Reading<'_>, first: usize) -> bool {
    let two = reading.word_before(first, 2);
    let other = matches!(
        two,
        "a" | "an"
            | "the"
            | "this"
            | "that"
            | "its"
            | "his"
            | "their"
            | "our"
            | "central"
            | "of"
            | "to"
            | "and"
            | "news"
    );
    reading.lang == Lang::En && small(reading, first, 2) && small(reading, first, 1) && !other
}

/// Whether an Indonesian noun stands for something that a company makes, before "buatan".
fn ware(word: &str) -> bool {
    matches!(
        word,
        "game"
            | "Game"
            | "gim"
            | "Gim"
            | "judul"
            | "engine"
            | "chip"
            | "chipset"
            | "prosesor"
            | "konsol"
            | "ponsel"
            | "smartphone"
            | "laptop"
            | "aplikasi"
            | "mobil"
            | "robot"
            | "drone"
            | "perangkat"
            | "satelit"
            | "pesawat"
    )
}

/// Whether a noun stands for what giants deal in.
fn business(word: &str) -> bool {
    matches!(
        word,
        "tech"
            | "technology"
            | "retail"
            | "banking"
            | "energy"
            | "oil"
            | "steel"
            | "drug"
            | "drugs"
            | "pharmaceutical"
            | "pharmaceuticals"
            | "media"
            | "software"
            | "chip"
            | "telecoms"
            | "telecom"
            | "commerce"
            | "search"
            | "internet"
            | "web"
            | "insurance"
            | "mining"
            | "food"
            | "drinks"
            | "tobacco"
            | "engineering"
            | "security"
            | "cybersecurity"
            | "gaming"
            | "logistics"
            | "delivery"
            | "estate"
            | "electronics"
            | "networking"
            | "entertainment"
            | "publishing"
            | "sportswear"
            | "fashion"
            | "furniture"
            | "cosmetics"
            | "payments"
            | "car"
            | "auto"
            | "supermarket"
    )
}
