//! The small words of a language: months, days of the week, abbreviations, and the everyday words that give it away.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Lang;
use crate::text::Span;
use crate::text::listed::Listed;

/// `language.toml` as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    months: Vec<Vec<String>>,
    weekdays: Vec<Vec<String>>,
    abbreviations: Vec<String>,
    common: Vec<String>,
    #[serde(default)]
    own: Vec<String>,
    #[serde(default)]
    malay: Vec<String>,
}

/// The small words of one language, in small letters.
pub struct Words {
    /// Month names to 1 … 12.
    pub months: HashMap<String, i8>,
    /// The first three letters of the month names, each once.
    pub month_heads: Vec<[u8; 3]>,
    /// Names of days to 1 (Monday) … 7.
    pub weekdays: HashMap<String, i8>,
    abbreviations: Vec<String>,
    common: Vec<String>,
    own: Vec<String>,
    malay: Vec<String>,
}

/// What a word is in any language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The month that it names, 1 … 12.
    pub month: Option<i8>,
    /// The day of the week that it names, 1 (Monday) … 7.
    pub weekday: Option<i8>,
    /// Whether its full stop ends no sentence.
    pub abbreviation: bool,
    /// What it tells about Indonesian.
    pub indonesian: Tells,
    /// What it tells about English.
    pub english: Tells,
}

impl Meaning {
    /// Whether it is an everyday word.
    pub const fn is_common(self) -> bool {
        self.indonesian.common || self.english.common
    }
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
    fn read(written: &str) -> Self {
        let file: File = toml::from_str(written).unwrap_or_else(|error| {
            unreachable!("the built-in word list is checked by a test: {error}")
        });
        let months = numbered(file.months);
        let mut month_heads: Vec<[u8; 3]> = months
            .keys()
            .filter_map(|name| name.as_bytes().first_chunk().copied())
            .collect();
        month_heads.sort_unstable();
        month_heads.dedup();
        Self {
            months,
            month_heads,
            weekdays: numbered(file.weekdays),
            abbreviations: file.abbreviations,
            common: file.common,
            own: file.own,
            malay: file.malay,
        }
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

static MEANINGS: LazyLock<Listed<Meaning>> = LazyLock::new(|| {
    let mut list: Listed<Meaning> = Listed::default();
    for (lang, words) in all() {
        for (word, &number) in &words.months {
            list.entry(word, Meaning::default()).month.get_or_insert(number);
        }
        for (word, &number) in &words.weekdays {
            list.entry(word, Meaning::default()).weekday.get_or_insert(number);
        }
        for word in &words.abbreviations {
            list.entry(word, Meaning::default()).abbreviation = true;
        }
        let of = |meaning: &mut Meaning, tell: fn(&mut Tells) -> &mut bool| {
            *tell(match lang {
                Lang::En => &mut meaning.english,
                _ => &mut meaning.indonesian,
            }) = true;
        };
        for word in &words.common {
            of(list.entry(word, Meaning::default()), |tells| &mut tells.common);
        }
        for word in &words.own {
            of(list.entry(word, Meaning::default()), |tells| &mut tells.own);
        }
        for word in &words.malay {
            of(list.entry(word, Meaning::default()), |tells| &mut tells.malay);
        }
    }
    list
});

/// What a word is, whatever its capitals.
pub fn meaning(word: &str) -> Meaning {
    let known = MEANINGS.get(word);
    let other = || {
        (!word.is_ascii())
            .then(|| MEANINGS.get(&word.to_lowercase()))
            .flatten()
    };
    known.or_else(other).unwrap_or_default()
}

/// What a word of ASCII inside a text is, whatever its capitals; quicker than [`meaning`].
pub fn meaning_in(text: &str, word: Span) -> Meaning {
    MEANINGS.get_in(text, word).unwrap_or_default()
}

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
