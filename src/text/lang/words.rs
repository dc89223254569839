//! The small words of a language: months, days of the week, abbreviations, and the everyday words that give it away.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::Lang;
use crate::text::quick::Quick;

/// `language.toml` as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    abbreviations: HashSet<String>,
    common: HashSet<String>,
    #[serde(default)]
    own: HashSet<String>,
    #[serde(default)]
    malay: HashSet<String>,
}

/// The small words of one language, in small letters.
pub struct Words {
    /// Month names to 1 … 12.
    pub months: HashMap<String, i8>,
    /// The first three letters of the month names, each once.
    pub month_heads: Vec<[u8; 3]>,
    /// Names of days to 1 (Monday) … 7.
    pub weekdays: HashMap<String, i8>,
    /// Words whose full stop ends no sentence.
    pub abbreviations: HashSet<String>,
    /// Words that give the language away.
    tells: HashMap<String, Tells, Quick>,
}

/// What a word tells about the language of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tells {
    /// An everyday word.
    pub common: bool,
    /// A word that only this language writes: its nearest relative spells it otherwise, or only its news has it.
    pub own: bool,
    /// How Malay, the nearest other language of Indonesian, spells it.
    pub malay: bool,
}

impl Words {
    fn read(listed: &str) -> Self {
        let listed: Listed = toml::from_str(listed).unwrap_or_else(|error| {
            unreachable!("the built-in word list is checked by a test: {error}")
        });
        let months = numbered(listed.months);
        let mut month_heads: Vec<[u8; 3]> = months
            .keys()
            .filter_map(|name| name.as_bytes().first_chunk().copied())
            .collect();
        month_heads.sort_unstable();
        month_heads.dedup();
        let mut tells: HashMap<String, Tells, Quick> = HashMap::default();
        for word in listed.common {
            tells.entry(word).or_default().common = true;
        }
        for word in listed.own {
            tells.entry(word).or_default().own = true;
        }
        for word in listed.malay {
            tells.entry(word).or_default().malay = true;
        }
        Self {
            months,
            month_heads,
            weekdays: numbered(listed.weekdays),
            abbreviations: listed.abbreviations,
            tells,
        }
    }

    /// What a word in small letters tells about the language.
    pub fn tells(&self, word: &str) -> Tells {
        self.tells.get(word).copied().unwrap_or_default()
    }
}

/// Each spelling with the place of its group, from 1.
fn numbered(groups: Vec<Vec<String>>) -> HashMap<String, i8> {
    (1..)
        .zip(groups)
        .flat_map(|(number, spellings)| spellings.into_iter().map(move |word| (word, number)))
        .collect()
}

static INDONESIAN: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/lexicon/id/language.toml")));
static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::read(include_str!("../../../assets/lexicon/en/language.toml")));

/// The small words of every language that has them, with the language.
pub fn all() -> [(Lang, &'static Words); 2] {
    [(Lang::Id, &INDONESIAN), (Lang::En, &ENGLISH)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_names_twelve_months_and_seven_days() {
        for (lang, words) in all() {
            let mut months: Vec<_> = words.months.values().copied().collect();
            months.sort_unstable();
            months.dedup();
            assert_eq!(months, (1..=12).collect::<Vec<_>>(), "{lang:?}");
            let mut days: Vec<_> = words.weekdays.values().copied().collect();
            days.sort_unstable();
            days.dedup();
            assert_eq!(days, (1..=7).collect::<Vec<_>>(), "{lang:?}");
        }
    }
}
