//! How a name is written, said in few letters beside its folded form: most names have a capital at each word.

use std::borrow::Cow;

/// Written as it is folded.
const FOLDED: &str = "\u{2}";

/// Written in capitals.
const CAPITALS: &str = "\u{3}";

/// What says how a folded name is written: nothing where each word has a capital, a sign, or the name as it is written.
pub(super) fn spelling<'a>(folded: &str, written: &'a str) -> &'a str {
    ["", FOLDED, CAPITALS]
        .into_iter()
        .find(|how| of(folded, how) == written)
        .unwrap_or(written)
}

/// The name of which [`spelling`] said how it is written.
pub(super) fn of<'a>(folded: &'a str, how: &'a str) -> Cow<'a, str> {
    match how {
        FOLDED => folded.into(),
        CAPITALS => folded.to_ascii_uppercase().into(),
        "" => {
            let mut name = String::with_capacity(folded.len());
            let mut begins = true;
            for ch in folded.chars() {
                name.push(if begins { ch.to_ascii_uppercase() } else { ch });
                begins = ch == ' ';
            }
            name.into()
        }
        written => written.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_reads_back_and_most_are_short() {
        for (folded, written, how) in [
            ("kata data", "Kata Data", ""),
            ("kata data", "kata data", FOLDED),
            ("kata data", "KATA DATA", CAPITALS),
            ("kata data", "Kata data", "Kata data"),
            ("kata data", "Káta Data", "Káta Data"),
            ("3 kata", "3 Kata", ""),
            ("小米", "小米", ""),
            ("", "", ""),
        ] {
            assert_eq!(spelling(folded, written), how, "{written}");
            assert_eq!(of(folded, how), written);
        }
    }
}
