//! Lines that only say whose picture it is.

use super::words::WORDS;

/// Letters of such a line at most.
const MOST: usize = 90;

/// Whether a line only says whose picture it is.
pub(super) fn is_credit(line: &str) -> bool {
    let bare = line.trim_matches(|ch: char| {
        ch.is_whitespace() || matches!(ch, '(' | ')' | '[' | ']' | '|' | '*')
    });
    if bare.is_empty() || bare.chars().count() > MOST {
        return false;
    }
    let lower = bare.to_lowercase();
    let begins = WORDS
        .credits
        .iter()
        .any(|start| lower.starts_with(start.as_str()));
    // A name and an agency, not a sentence that mentions one.
    let ends = lower.split_whitespace().count() <= 6
        && WORDS
            .picture_sources
            .iter()
            .any(|source| lower.ends_with(source.as_str()));
    (begins || ends) && !lower.contains(". ") && !lower.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_photographers_and_no_sentences() {
        for line in [
            "Foto: Budi Santoso",
            "(Photo by Ani / Getty Images)",
            "Augusta National/Getty Images",
            "© Contoh 2020",
            "Kredit foto Antara",
        ] {
            assert!(is_credit(line), "{line}");
        }
        for line in [
            "Foto itu diambil kemarin oleh warga.",
            "He sold the company to Getty Images.",
            "Photo: the first phone of the firm. It sold well.",
        ] {
            assert!(!is_credit(line), "{line}");
        }
    }
}
