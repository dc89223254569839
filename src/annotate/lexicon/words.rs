//! The words around names: cues, legal forms, places, and what names of products begin with.

use std::collections::{BTreeMap, HashSet};

use serde::Deserialize;

use super::names::{Form, Names};
#[cfg(test)]
use crate::annotate::{page, piece};

/// Classes of words, as bits of one number.
pub(in crate::annotate) mod class {
    /// Ends a company's name: `Inc`, `Tbk`.
    pub(in crate::annotate) const LEGAL: u32 = 1;
    /// Begins a company's name: `PT`.
    pub(in crate::annotate) const LEGAL_BEFORE: u32 = 1 << 1;
    /// A noun for a company.
    pub(in crate::annotate) const FIRM: u32 = 1 << 2;
    /// A word before known names of companies, which may also stand before other names.
    pub(in crate::annotate) const FIRM_LOOSE: u32 = 1 << 3;
    /// An office in a company.
    pub(in crate::annotate) const ROLE: u32 = 1 << 4;
    /// Follows the name of someone who acts.
    pub(in crate::annotate) const VERB: u32 = 1 << 5;
    /// Follows the name of a company or person only.
    pub(in crate::annotate) const VERB_STRONG: u32 = 1 << 6;
    /// Ends names, often of companies.
    pub(in crate::annotate) const TAIL: u32 = 1 << 7;
    /// Ends names of companies.
    pub(in crate::annotate) const TAIL_STRONG: u32 = 1 << 8;
    /// A place that units of companies are named after.
    pub(in crate::annotate) const UNIT: u32 = 1 << 9;
    /// No name alone, though it may be written with a capital.
    pub(in crate::annotate) const COMMON: u32 = 1 << 10;
    /// In the name of a body that is no company.
    pub(in crate::annotate) const BODY: u32 = 1 << 11;
    /// A person's first name.
    pub(in crate::annotate) const FIRST: u32 = 1 << 12;
    /// Glued behind names by scraping.
    pub(in crate::annotate) const GLUE: u32 = 1 << 13;
    /// A name that is lit in small letters too.
    pub(in crate::annotate) const SMALL: u32 = 1 << 14;
    /// A place or people: no name alone.
    pub(in crate::annotate) const PLACE: u32 = 1 << 16;
    /// Says what a company deals in, between a noun for it and its name.
    pub(in crate::annotate) const TRADE: u32 = 1 << 18;
    /// Stands before a person's name.
    pub(in crate::annotate) const TITLE: u32 = 1 << 17;
    /// A noun for several companies.
    pub(in crate::annotate) const FIRMS: u32 = 1 << 19;
    /// A noun for a work, a part of one or a place, beside whose name it stands.
    pub(in crate::annotate) const WORK: u32 = 1 << 20;
    /// What is done by a company, before "by".
    pub(in crate::annotate) const MADE: u32 = 1 << 21;
    /// What is done with a company, before "with".
    pub(in crate::annotate) const PARTNERED: u32 = 1 << 22;
    /// What a company has, behind its name.
    pub(in crate::annotate) const OWNED: u32 = 1 << 23;
    /// What companies do rather than people.
    pub(in crate::annotate) const BUSINESS: u32 = 1 << 24;
    /// A place or school that names of companies hold.
    pub(in crate::annotate) const REGION: u32 = 1 << 25;
    /// What somebody does for a living at a company.
    pub(in crate::annotate) const TRADE_OF: u32 = 1 << 26;
    /// Stands in the headings of wires and begins no name.
    pub(in crate::annotate) const STOP: u32 = 1 << 27;
    /// No name alone, though it begins names: "Red Ventures".
    pub(in crate::annotate) const BEGIN: u32 = 1 << 28;
    /// Follows the name of a company that has it: "shares", "stores".
    pub(in crate::annotate) const SHOP: u32 = 1 << 15;
}

/// The file of word classes.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Classes {
    legal: Vec<String>,
    legal_before: Vec<String>,
    firm: Vec<String>,
    firm_loose: Vec<String>,
    role: Vec<String>,
    verb: Vec<String>,
    verb_strong: Vec<String>,
    tail: Vec<String>,
    tail_strong: Vec<String>,
    unit: Vec<String>,
    common: Vec<String>,
    body: Vec<String>,
    first: Vec<String>,
    glue: Vec<String>,
    glue_start: Vec<String>,
    small: Vec<String>,
    trade: Vec<String>,
    place: Vec<String>,
    title: Vec<String>,
    shop: Vec<String>,
    firms: Vec<String>,
    stop: Vec<String>,
    begin: Vec<String>,
    trade_of: Vec<String>,
    region: Vec<String>,
    work: Vec<String>,
    made: Vec<String>,
    partnered: Vec<String>,
    owned: Vec<String>,
    business: Vec<String>,
    easy: HashSet<String>,
    hard: HashSet<String>,
    hard_id: HashSet<String>,
    ordinary: HashSet<String>,
}

/// The file of products.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Products {
    /// First words of product names behind a company's name.
    product: BTreeMap<String, Vec<String>>,
    /// Names that hold a company's name and name no company.
    shield: Vec<String>,
}

/// How many lists of words there are.
const ROWS: usize = 29;

/// The words around names.
#[derive(Debug, Default)]
pub(in crate::annotate) struct Words {
    classes: Classes,
    products: Products,
}

impl Words {
    /// The words that the program carries.
    pub(super) fn builtin() -> Self {
        // A test proves that both files parse.
        Self::checked().unwrap_or_default()
    }

    /// The words that the program carries, or what is wrong with them.
    pub(super) fn checked() -> Result<Self, toml::de::Error> {
        Ok(Self {
            classes: toml::from_str(include_str!("../../../assets/lexicon/words.toml"))?,
            products: toml::from_str(include_str!("../../../assets/lexicon/products.toml"))?,
        })
    }

    /// The lists of words with the class that each stands for.
    fn rows(&self) -> [(&[String], u32); ROWS] {
        let classes = &self.classes;
        [
            (&classes.legal, class::LEGAL),
            (&classes.legal_before, class::LEGAL_BEFORE),
            (&classes.firm, class::FIRM),
            (&classes.firm_loose, class::FIRM_LOOSE),
            (&classes.role, class::ROLE),
            (&classes.verb, class::VERB),
            (&classes.verb_strong, class::VERB_STRONG),
            (&classes.tail, class::TAIL),
            (&classes.tail_strong, class::TAIL_STRONG | class::TAIL),
            (&classes.unit, class::UNIT),
            (&classes.common, class::COMMON),
            (&classes.body, class::BODY),
            (&classes.first, class::FIRST),
            (&classes.glue, class::GLUE),
            (&classes.small, class::SMALL),
            (&classes.trade, class::TRADE),
            (&classes.place, class::PLACE | class::COMMON),
            (&classes.title, class::TITLE),
            (&classes.shop, class::SHOP),
            (&classes.firms, class::FIRMS),
            (&classes.stop, class::STOP),
            (&classes.trade_of, class::TRADE_OF),
            (&classes.region, class::REGION),
            (&classes.work, class::WORK),
            (&classes.made, class::MADE),
            (&classes.partnered, class::PARTNERED),
            (&classes.owned, class::OWNED),
            (&classes.business, class::BUSINESS),
            (&classes.begin, class::BEGIN),
        ]
    }

    /// Puts the words into the look-up.
    pub(super) fn teach(&self, names: &mut Names) {
        for (words, class) in self.rows() {
            for word in words {
                names.classify(word, class);
            }
        }
        for name in &self.products.shield {
            names.add(Form {
                company: None,
                filed: "".into(),
                written: name.as_str().into(),
            });
        }
    }

    /// The words of the lists that a text is never read as one piece of, which would match nothing.
    #[cfg(test)]
    pub(super) fn split(&self) -> Vec<&str> {
        let rows = self.rows();
        let words = rows.iter().flat_map(|&(words, _)| words);
        words
            .map(String::as_str)
            .filter(|word| {
                let mut pieces = 0;
                piece::each(word, &page::words(word), |_, _, _| pieces += 1);
                pieces != 1
            })
            .collect()
    }

    /// Whether `word` begins the name of a product behind the name of the company filed under `company`.
    pub(in crate::annotate) fn begins_product(&self, company: &str, word: &str) -> bool {
        let has = |key| {
            let words = self.products.product.get(key);
            words.is_some_and(|words| words.iter().any(|known| known == word))
        };
        has(company) || has("any")
    }

    /// Whether an ordinary word is a company's name in most news.
    pub(in crate::annotate) fn is_easy(&self, name: &str) -> bool {
        self.classes.easy.contains(name)
    }

    /// Whether a company's name is mostly an ordinary word.
    pub(in crate::annotate) fn is_hard(&self, name: &str) -> bool {
        self.classes.hard.contains(name)
    }

    /// Whether a company's name is mostly a word or another name in Indonesian.
    pub(in crate::annotate) fn is_hard_in_indonesian(&self, name: &str) -> bool {
        self.classes.hard_id.contains(name)
    }

    /// Whether a name of several words is made of ordinary words.
    pub(in crate::annotate) fn is_ordinary(&self, name: &str) -> bool {
        self.classes.ordinary.contains(name)
    }

    /// Whether small letters glued behind a name look like the beginning of the next word.
    pub(in crate::annotate) fn glues(&self, rest: &str) -> bool {
        rest.len() > 5
            && self
                .classes
                .glue_start
                .iter()
                .any(|start| rest.starts_with(start.as_str()))
    }
}
