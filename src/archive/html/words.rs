//! The words by which the parts of a page are told. They are data (`assets/pages/words.toml`), in several languages.

use std::sync::LazyLock;

use serde::Deserialize;

/// The lists; the file says what each is for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) furniture: Vec<String>,
    pub(super) doubtful: Vec<String>,
    pub(super) doubtful_whole: Vec<String>,
    pub(super) lead: Vec<String>,
    pub(super) signposts: Vec<String>,
    pub(super) appeals: Vec<String>,
    pub(super) credits: Vec<String>,
    pub(super) picture_sources: Vec<String>,
}

const BUILTIN: &str = include_str!("../../../assets/pages/words.toml");

/// Read with the first page. A test proves that the file parses.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(BUILTIN).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_list_is_in_order_and_has_each_word_once() {
        let lists: std::collections::BTreeMap<String, Vec<String>> =
            toml::from_str(BUILTIN).unwrap();
        for (name, list) in &lists {
            assert!(!list.is_empty(), "{name}");
            for pair in list.windows(2) {
                assert!(pair[0] < pair[1], "{name}: {} before {}", pair[0], pair[1]);
            }
            assert!(list.iter().all(|word| *word == word.to_lowercase()));
        }
        let words: Words = toml::from_str(BUILTIN).unwrap();
        // Names of classes are looked at word by word.
        for list in [
            words.furniture,
            words.doubtful,
            words.doubtful_whole,
            words.lead,
        ] {
            assert!(list.iter().all(|word| !word.contains(' ')));
        }
    }
}
