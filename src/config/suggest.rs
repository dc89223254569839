//! "Did you mean": the nearest of the known names.

use crate::words::Tongue;

/// Longest name that is compared, in characters.
const LONGEST: usize = 48;

/// The candidate nearest to `word`, if it is near enough to have been meant: one edit for every three characters, at
/// least one. Of equally near ones the first.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().take(LONGEST + 1).collect();
    if word.len() > LONGEST {
        return None;
    }
    let allowed = (word.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (edits(&word, candidate), candidate))
        .filter(|&(edits, _)| edits <= allowed)
        .min_by_key(|&(edits, _)| edits)
        .map(|(_, candidate)| candidate)
}

/// The question that follows "there is no …", empty where nothing is near.
pub fn did_you_mean(nearest: Option<&str>) -> String {
    question(nearest, Tongue::English)
}

/// The same in a language of the interface.
pub fn question(nearest: Option<&str>, tongue: Tongue) -> String {
    nearest
        .map(|nearest| tongue.did_you_mean(nearest))
        .unwrap_or_default()
}

/// The insertions, deletions, changes and swaps of neighbours that make one word of the other (optimal string
/// alignment).
fn edits(word: &[char], candidate: &str) -> usize {
    let other: Vec<char> = candidate.to_lowercase().chars().take(LONGEST).collect();
    let mut older: Vec<usize> = Vec::new();
    let mut old: Vec<usize> = (0..=other.len()).collect();
    for (row, &ch) in word.iter().enumerate() {
        let mut new = vec![row + 1];
        for (column, &wanted) in other.iter().enumerate() {
            let mut cost = (old[column] + usize::from(ch != wanted))
                .min(old[column + 1] + 1)
                .min(new[column] + 1);
            let swapped =
                row > 0 && column > 0 && ch == other[column - 1] && word[row - 1] == wanted;
            if swapped {
                cost = cost.min(older[column - 1] + 1);
            }
            new.push(cost);
        }
        older = std::mem::replace(&mut old, new);
    }
    old.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let names = ["width", "read", "read_after", "lights"];
        for (word, meant) in [
            ("widht", Some("width")),
            ("Width", Some("width")),
            ("read-after", Some("read_after")),
            ("light", Some("lights")),
            ("reed", Some("read")),
            ("zoom", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names), meant, "{word}");
        }
        assert_eq!(nearest(&"x".repeat(10_000), names), None);
    }

    #[test]
    fn counts_edits() {
        for (word, other, expected) in [
            ("", "abc", 3),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(
                edits(&word.chars().collect::<Vec<_>>(), other),
                expected,
                "{word} {other}"
            );
        }
    }
}
