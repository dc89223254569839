//! The words of the interface, in every language that it speaks.
//!
//! One row a text, with each language in it: a text without its translation does not compile. The rows of one part of
//! the program stand in one file here; the sentence about an action stands in the table of actions.

mod card;
mod cli;
mod commands;
mod countries;
mod dates;
mod facts;
mod finding;
mod list;
mod marks;
mod pages;
mod plain;
mod reader;
mod reasons;
mod reasons_archive;
mod reasons_cli;
mod reasons_config;
mod status;
mod trail;

/// Makes a method of [`Tongue`] of each row: its name, what is put into it, the text in English and in Indonesian. A row
/// that takes nothing is a word; one that takes something is a sentence made anew.
macro_rules! words {
    ($($name:ident $takes:tt $english:literal $indonesian:literal)*) => {
        impl Tongue { $(words! { @row $name $takes $english $indonesian })* }
    };
    (@row $name:ident () $english:literal $indonesian:literal) => {
        #[doc = $english]
        pub const fn $name(self) -> &'static str {
            self.of([$english, $indonesian])
        }
    };
    (@row $name:ident ($($taken:ident)+) $english:literal $indonesian:literal) => {
        #[doc = $english]
        pub fn $name(self, $($taken: impl std::fmt::Display),+) -> String {
            match self {
                Self::English => format!($english),
                Self::Indonesian => format!($indonesian),
            }
        }
    };
}
use words;

/// A text in every language of the interface, in the order of [`Tongue::ALL`].
pub type Said = [&'static str; Tongue::ALL.len()];

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    #[default]
    English,
    /// Indonesian.
    Indonesian,
}

impl Tongue {
    /// Every language.
    pub const ALL: &[Self] = &[Self::English, Self::Indonesian];

    /// Its code, as in `language = "id"`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Indonesian => "id",
        }
    }

    /// The language of this code.
    pub fn by_code(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|tongue| tongue.code() == code)
    }

    /// The language of a locale such as `id_ID.UTF-8`; English where it is none of these. `in` is the old code of
    /// Indonesian.
    pub fn of_locale(locale: &str) -> Self {
        Self::spoken(locale).unwrap_or_default()
    }

    /// The language of a locale, if it is one of these.
    pub fn spoken(locale: &str) -> Option<Self> {
        let code = locale.split(['_', '.', '@', '-']).next()?;
        if code == "in" {
            return Some(Self::Indonesian);
        }
        Self::by_code(code)
    }

    /// A text in this language.
    pub const fn of(self, said: Said) -> &'static str {
        let [english, indonesian] = said;
        match self {
            Self::English => english,
            Self::Indonesian => indonesian,
        }
    }

    /// How many articles.
    pub fn count_of_articles(self, count: usize) -> String {
        match count {
            1 => self.one_article().to_owned(),
            count => self.articles(self.number(count)),
        }
    }

    /// How many things that could not be read.
    pub fn count_of_problems(self, count: usize) -> String {
        match count {
            1 => self.one_problem().to_owned(),
            count => self.count_problems(self.number(count)),
        }
    }

    /// A number with its thousands apart.
    pub fn number(self, number: usize) -> String {
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(match self {
                    Self::English => ',',
                    Self::Indonesian => '.',
                });
            }
            text.push(digit);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_choose_the_language() {
        for (locale, tongue) in [
            ("id_ID.UTF-8", Tongue::Indonesian),
            ("id", Tongue::Indonesian),
            ("in_ID", Tongue::Indonesian),
            ("en_GB.UTF-8", Tongue::English),
            ("idx_ID", Tongue::English),
            ("C", Tongue::English),
            ("", Tongue::English),
        ] {
            assert_eq!(Tongue::of_locale(locale), tongue, "{locale}");
        }
        for &tongue in Tongue::ALL {
            assert_eq!(Tongue::by_code(tongue.code()), Some(tongue));
        }
    }

    #[test]
    fn thousands_stand_apart_as_the_language_writes_them() {
        for (number, english, indonesian) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1000, "1,000", "1.000"),
            (1_234_567, "1,234,567", "1.234.567"),
        ] {
            assert_eq!(Tongue::English.number(number), english);
            assert_eq!(Tongue::Indonesian.number(number), indonesian);
        }
    }

    #[test]
    fn texts_take_what_they_are_given() {
        assert_eq!(Tongue::English.found("3"), "3 found");
        assert_eq!(Tongue::Indonesian.found("3"), "3 ditemukan");
    }
}
