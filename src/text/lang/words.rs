//! The small words of a language: months, days of the week, abbreviations, and the everyday words that give it away.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Lang;
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

/// What a word is in any language. Small, for it is asked of every word: four bits a month, three a day of the week,
/// one each the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning(u16);

impl Meaning {
    const WEEKDAY: u32 = 4;
    const ABBREVIATION: u16 = 1 << 7;
    const COMMON: u16 = 1 << 8;
    const OWN: u16 = 1 << 9;
    const MALAY: u16 = 1 << 10;
    /// The last three are those of Indonesian; so far behind them lie those of English.
    const ENGLISH: u32 = 3;

    fn name_month(&mut self, month: i8) {
        if self.month().is_none() {
            self.0 |= month as u16;
        }
    }

    fn name_weekday(&mut self, weekday: i8) {
        if self.weekday().is_none() {
            self.0 |= (weekday as u16) << Self::WEEKDAY;
        }
    }

    fn tell(&mut self, lang: Lang, bit: u16) {
        self.0 |= bit << if lang == Lang::En { Self::ENGLISH } else { 0 };
    }

    /// The month that it names, 1 … 12.
    pub fn month(self) -> Option<i8> {
        let month = (self.0 & 0xf) as i8;
        (month != 0).then_some(month)
    }

    /// The day of the week that it names, 1 (Monday) … 7.
    pub fn weekday(self) -> Option<i8> {
        let weekday = (self.0 >> Self::WEEKDAY & 7) as i8;
        (weekday != 0).then_some(weekday)
    }

    /// Whether its full stop ends no sentence.
    pub const fn is_abbreviation(self) -> bool {
        self.0 & Self::ABBREVIATION != 0
    }

    /// Whether it is an everyday word of any language.
    pub const fn is_common(self) -> bool {
        self.0 & (Self::COMMON | Self::COMMON << Self::ENGLISH) != 0
    }

    /// What it tells about a language.
    pub const fn tells(self, lang: Lang) -> Tells {
        let bits = match lang {
            Lang::En => self.0 >> Self::ENGLISH,
            Lang::Id => self.0,
            Lang::Other => 0,
        };
        Tells {
            common: bits & Self::COMMON != 0,
            own: bits & Self::OWN != 0,
            malay: bits & Self::MALAY != 0,
        }
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
            list.entry(word, Meaning::default()).name_month(number);
        }
        for (word, &number) in &words.weekdays {
            list.entry(word, Meaning::default()).name_weekday(number);
        }
        for word in &words.abbreviations {
            list.entry(word, Meaning::default()).0 |= Meaning::ABBREVIATION;
        }
        for (told, bit) in [
            (&words.common, Meaning::COMMON),
            (&words.own, Meaning::OWN),
            (&words.malay, Meaning::MALAY),
        ] {
            for word in told {
                list.entry(word, Meaning::default()).tell(lang, bit);
            }
        }
    }
    list
});

/// What each word is, for many look-ups of words of ASCII.
pub fn meanings() -> &'static Listed<Meaning> {
    &MEANINGS
}

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
