//! The companies that kliping knows by name, and the words that steer the search for those it does not know.

mod cues;
mod names;
mod rows;
mod words;

use std::collections::HashSet;
use std::sync::Arc;

pub use rows::{Company, Error, Former, Kind};

pub(super) use cues::{Cue, Cues};
pub(super) use names::{Form, Names, UNKNOWN};
use words::Words;
pub(super) use words::class;

use super::page::{Shape, shape};

/// The company files that the program carries.
const BUILTIN: &[(&str, &str)] = &[
    (
        "companies.toml",
        include_str!("../../../assets/lexicon/companies.toml"),
    ),
    (
        "companies-id.toml",
        include_str!("../../../assets/lexicon/companies-id.toml"),
    ),
    (
        "companies-us.toml",
        include_str!("../../../assets/lexicon/companies-us.toml"),
    ),
    (
        "companies-asia.toml",
        include_str!("../../../assets/lexicon/companies-asia.toml"),
    ),
    (
        "companies-europe.toml",
        include_str!("../../../assets/lexicon/companies-europe.toml"),
    ),
    (
        "companies-wire.toml",
        include_str!("../../../assets/lexicon/companies-wire.toml"),
    ),
    (
        "companies-outlets.toml",
        include_str!("../../../assets/lexicon/companies-outlets.toml"),
    ),
];

/// Known companies with their names, and the words around names.
#[derive(Debug)]
pub struct Lexicon {
    companies: Vec<Company>,
    silent: HashSet<String>,
    names: Names,
    cues: cues::Listings,
    words: Words,
}

impl Lexicon {
    /// The lexicon that the program carries.
    pub fn builtin() -> Self {
        // A test proves that the carried files parse; a row that did not would only be missing.
        let mut book = rows::Book::default();
        for (file, text) in BUILTIN {
            book.read(text, file, false).unwrap_or_default();
        }
        Self::bind(book)
    }

    /// The lexicon that the program carries, with the reader's own names in `text` added and the names that it silences
    /// left out. A row whose key is known already adds its names to that row, and its other values replace the old.
    /// `file` is how an error calls the text.
    pub fn with_user(text: &str, file: &str) -> Result<Self, Error> {
        let mut book = rows::Book::default();
        for (builtin, rows) in BUILTIN {
            book.read(rows, builtin, false)?;
        }
        book.read(text, file, true)?;
        Ok(Self::bind(book))
    }

    /// Says what is wrong with a company file of the reader's, without reading the lexicon.
    pub fn check(text: &str, file: &str) -> Result<(), Error> {
        rows::Book::default().read(text, file, true)
    }

    /// Makes the look-ups.
    fn bind(book: rows::Book) -> Self {
        let words = Words::builtin();
        let (companies, silent) = book.into_companies();
        let mut names = Names::default();
        let cues = cues::Listings::builtin(&mut names);
        words.teach(&mut names);
        for (at, company) in companies.iter().enumerate() {
            for (written, filed) in company.written() {
                names.add(Form {
                    company: Some(at),
                    filed: Arc::clone(filed),
                    // A stop behind a name ends the sentence as often as the name.
                    written: written.trim_end_matches('.').into(),
                });
            }
        }
        Self {
            companies,
            silent,
            names,
            cues,
            words,
        }
    }

    /// The names that companies are filed under, in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.companies.iter().map(|company| &*company.name)
    }

    /// The company that has this name, an alias, a legal name or a former name of it; capitals do not matter.
    pub fn company(&self, name: &str) -> Option<&Company> {
        self.companies
            .binary_search_by(|company| (*company.name).cmp(name))
            .ok()
            .or_else(|| self.names.company_named(name))
            .and_then(|at| self.companies.get(at))
    }

    /// Whether the reader silenced a name; capitals do not matter.
    pub fn is_silent(&self, name: &str) -> bool {
        self.silent.contains(&name.to_lowercase())
    }

    /// How many companies it knows.
    pub fn len(&self) -> usize {
        self.companies.len()
    }

    /// Whether it knows none.
    pub fn is_empty(&self) -> bool {
        self.companies.is_empty()
    }

    /// The company in a row, as [`Form::company`] names it.
    pub(super) fn row(&self, at: usize) -> Option<&Company> {
        self.companies.get(at)
    }

    /// The look-up of names.
    pub(super) fn known(&self) -> &Names {
        &self.names
    }

    /// The words around names.
    pub(super) fn words(&self) -> &Words {
        &self.words
    }

    /// The lists that a word with this symbol is in when it is written in this shape.
    #[inline]
    pub(super) fn cues(&self, symbol: u32, shape: Shape) -> Cues {
        self.cues.of(symbol, shape)
    }

    /// The lists that a word is in.
    pub(super) fn cues_of(&self, word: &str) -> Cues {
        let symbol = self.names.symbol(&word.to_lowercase());
        self.cues.of(symbol, shape(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_carried_file_parses_and_names_enough_companies() {
        let mut book = rows::Book::default();
        for (file, text) in BUILTIN {
            book.read(text, file, false).unwrap();
        }
        let (companies, _) = book.into_companies();
        assert!(companies.len() >= 7_500, "{} companies", companies.len());
        let near = companies.iter().filter(|company| {
            matches!(
                company.country.as_deref(),
                Some("ID" | "SG" | "MY" | "TH" | "VN" | "PH" | "MM" | "KH" | "LA" | "BN" | "TL")
            )
        });
        assert!(near.clone().count() >= 800, "{} companies", near.count());
        Words::checked().unwrap();
    }

    #[test]
    fn every_word_of_a_class_is_one_that_a_text_can_hold() {
        let words = Words::checked().unwrap();
        let split = words.split();
        assert!(split.is_empty(), "in several pieces: {split:?}");
    }

    #[test]
    fn no_two_rows_claim_the_same_name() {
        let lexicon = Lexicon::builtin();
        let mut owners: std::collections::HashMap<&str, &str> = std::collections::HashMap::new();
        let mut clashes = Vec::new();
        for company in &lexicon.companies {
            for (written, _) in company.written() {
                if let Some(other) = owners.insert(written, &company.name)
                    && other != &*company.name
                {
                    clashes.push(format!("{written}: {other}, {}", company.name));
                }
            }
        }
        assert!(clashes.is_empty(), "{}", clashes.join("\n"));
    }

    #[test]
    fn a_reader_adds_and_silences_names() {
        let text = "[company]\n\"Warung Pintar Sekali\" = { aka = [\"Wapisek\"], country = \"ID\", kind = \"retail\" }\n\"Xiaomi\" = { aka = [\"Mi Corp\"] }\n[silence]\nnames = [\"Target\"]\n";
        let lexicon = Lexicon::with_user(text, "companies.toml").unwrap();
        assert_eq!(
            &*lexicon.company("wapisek").unwrap().name,
            "Warung Pintar Sekali"
        );
        assert_eq!(&*lexicon.company("Mi Corp").unwrap().name, "Xiaomi");
        assert_eq!(
            lexicon.company("Xiaomi").unwrap().country.as_deref(),
            Some("CN")
        );
        assert!(lexicon.company("Target").is_none());
        assert!(lexicon.names().any(|name| name == "Warung Pintar Sekali"));
        assert_eq!(lexicon.len(), Lexicon::builtin().len());
    }

    #[test]
    fn an_error_says_where_and_what_was_meant() {
        let error =
            Lexicon::with_user("[company]\n\"A\" = { akka = [] }\n", "mine.toml").unwrap_err();
        assert_eq!((error.line, error.column), (2, 9));
        assert!(
            error
                .to_string()
                .starts_with("mine.toml, line 2, column 9: "),
            "{error}"
        );
        assert!(
            error.to_string().ends_with("did you mean `aka`?"),
            "{error}"
        );
        let error = Lexicon::with_user("[company]\n\"A\" = { kind = \"chip\" }\n", "mine.toml")
            .unwrap_err();
        assert!(
            error.to_string().ends_with("did you mean `chips`?"),
            "{error}"
        );
    }

    #[test]
    fn a_former_name_is_filed_under_itself() {
        let text =
            "[company]\n\"Baru Sekali\" = { was = [{ name = \"Lama Sekali\", until = 2010 }] }\n";
        let lexicon = Lexicon::with_user(text, "mine.toml").unwrap();
        let company = lexicon.company("Lama Sekali").unwrap();
        assert_eq!(&*company.name, "Baru Sekali");
        assert_eq!(company.was[0].until, Some(2010));
    }
}
