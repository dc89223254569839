//! The words that rules of the company finder look for around names: lists, and which of them a word is in.
//!
//! The lists are data (`assets/lexicon/<language>/company.toml`). A list that both languages have is one list: Indonesian
//! articles are full of English words.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::names::Names;
use crate::annotate::page::{Shape, shape};

/// A list of words, by the place that a rule looks for them at. The files say more of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::annotate) enum Cue {
    /// What was done by the company behind "by".
    Developed,
    /// What is gathered by the company behind "from" or "by".
    Figures,
    /// Right before somebody to do business with.
    Partner,
    /// Right before the maker of the ware before them: "game buatan".
    Crafted,
    /// Right before who issued or bought something, or was founded or bought.
    Issued,
    /// Right before the name of a service.
    Served,
    /// Right before a person: an office of the state.
    Dignitary,
    /// Right before a person who speaks.
    Said,
    /// Nouns for what a company runs, or for a company, right before its name: "the dating site Zorbix".
    Run,
    /// Who makes and sells games and programs.
    Maker,
    /// Nouns for what a company runs, which mostly bears a name of its own.
    Product,
    /// Nouns for a thing that bears the name behind them: "the robot Zorbix".
    Thing,
    /// Who speaks for a body.
    Spokesman,
    /// Whose name, or "at" and the like, is behind or before that of the house they work for.
    Analyst,
    /// Who is "with" the house they work for.
    Dealing,
    /// What somebody has "in" a company.
    Stake,
    /// Right before a company: what is done to companies only.
    Acquire,
    /// Before "studio" where that is a company.
    StudioOf,
    /// Before "network" where that is a company.
    NetworkOf,
    /// Before "house" where that is a company.
    HouseOf,
    /// What giants deal in: "the tech giant Zorbatel".
    GiantOf,
    /// What a company makes, before "buatan" and its like.
    Ware,
    /// Nouns for a company by its trade, right before its name.
    Trading,
    /// Nouns for a company where a word that says more stands before them: "the global job site Zorbix".
    Described,
    /// Words that say nothing more, or something else, before the nouns of `described`.
    Undescribed,
    /// Nouns for a company whose name follows between commas.
    OwnFirm,
    /// What is done "with" a company whose address stands for its name.
    AlliedWith,
    /// What is done "dengan" a company whose address stands for its name.
    AlliedDengan,
    /// Offices that countries, films and departments have too, in any capitals.
    WideOffice,
    /// What there is "of" a company.
    PartOf,
    /// Initials of who leads a company.
    Chief,
    /// The last word of an office in a company, in Indonesian articles.
    OfficeEnd,
    /// Before "Utama" or "Direktur" in an office.
    BeforeUtama,
    /// Before "Director" in an office.
    BeforeDirector,
    /// Before "Manager" in an office.
    BeforeManager,
    /// Before "Lead" in an office.
    BeforeLead,
    /// First words of departments, which are led too.
    Department,
    /// Who owns a company, right before its name.
    Owner,
    /// Right before what an article has its news from, and whom somebody works with.
    Source,
    /// Between an office or what a company has and the company.
    BehindOffice,
    /// Words in small letters before two plain words that are no noun for a person.
    Conjunction,
    /// Who works at or owns a company with a legal form, right before it.
    Staff,
    /// Right before "X" where that is the service.
    OnX,
    /// Right before a word that makes a feature of a camera with it.
    Lens,
    /// What HP makes and who leads it: behind these words the two letters are no handset; in any capitals.
    HpMakes,
    /// What stands some words before "from" or "by" and a list of funds.
    Raised,
    /// Right before a list of what was just called.
    Introducing,
    /// In English, between a company and the person who leads it.
    Leading,
    /// Offices that end the name of the company before them.
    OfficeBehind,
    /// Who has an office in the company before them.
    Officer,
    /// Whom a company has.
    Users,
    /// What a company has, behind "'s".
    Holding,
    /// Behind "chief" in an office.
    ChiefOf,
    /// Exchanges in brackets behind a company.
    Exchange,
    /// What a person does behind a name between commas.
    Told,
    /// Verbs in the past and small words that make the name before them the subject.
    Acts,
    /// Behind a hyphen and a company's name: "Zorbix-owned".
    Hyphened,
    /// Before a former name.
    Formerly,
    /// Between the words for "formerly" and the name.
    Named,
    /// Right before the initials of a person whose name is kept back.
    Initialled,
    /// Before a person, in Indonesian articles, whatever the aside calls.
    Credit,
    /// Who is the "… of" something at the head of an aside.
    Creator,
    /// Who is the "… of" something further in an English aside.
    Supplier,
    /// Nouns for a company in an English aside, though not before a name.
    House,
    /// Nouns that call what they are said of a company in an Indonesian aside, before "game".
    GameHouse,
    /// Behind the noun for a company that an aside ends with, or goes on from.
    EndsAside,
    /// They begin a clause behind an aside that no comma ends.
    Subject,
    /// An aside goes on with something else behind these.
    AsideStop,
    /// What something is called ends before these.
    CalledStop,
    /// They point back at what was named.
    Pointer,
    /// Nouns for a trade that call nothing a company in an aside.
    Sector,
    /// First words of an aside that count nothing before the noun for a company.
    Uncounted,
    /// What a company does, behind "which".
    Producing,
    /// Nouns that call what they are said of a company, or a service that is also its company.
    Calling,
    /// Nouns that take a company up again behind "the", and name it between commas.
    FirmAgain,
    /// Nouns that take a company up again behind "The" at the head of the next sentence only.
    CarrierAgain,
    /// Nouns that take a company up again at the head of the next sentence, before "ini" and its like.
    PerusahaanAgain,
    /// Before "group" where that is no company.
    GroupOf,
    /// Nouns for bodies that are no company.
    Association,
    /// Nouns that call a known name a company behind some words of an aside.
    HouseAside,
    /// Nouns that call a known name a company at the head of an aside.
    MakerAside,
    /// Nouns that call a known name a company at the head of an aside, behind "the".
    TheMaker,
    /// Right before an outlet that is dealt with as a business.
    Bought,
    /// Right behind an outlet that does business.
    BusinessVerb,
    /// What an outlet does as a source, behind "has" and its like.
    SourceVerb,
    /// Months in short, in a date that runs into a name.
    Month,
    /// Ordinary words at the head of a sentence that belong to the name behind them.
    NameStart,
    /// Words with a capital that begin the next line or sentence where no mark stands.
    Particle,
    /// Last words of the full name of a company whose short name is also a word.
    FullName,
    /// Last words that an article leaves out where it goes on with the first.
    ShortName,
    /// Words that a known name takes in.
    GroupTail,
    /// Behind "Asia" in the name of a region.
    AsiaPart,
    /// No part of a name in a headline.
    Worldwide,
    /// Before "Management" in the name of a house of its own.
    ManagementOf,
    /// They make a known name that of a house of its own.
    HouseTail,
    /// They join the names of a list.
    Join,
    /// Last words of the names of those who invest.
    FundTail,
    /// Behind a single letter in the name of a model or a work.
    BehindLetter,
    /// Behind "&": they end names of companies only.
    BehindAnd,
    /// Fields that departments and centres are named after.
    Field,
    /// Who leads a department, in any capitals.
    DepartmentHead,
    /// Before "bank" where that is no company, in any capitals.
    OtherBank,
    /// Legal forms that are other words and initials too.
    WeakLegal,
    /// Words with a capital that begin a sentence and no name.
    SentenceStart,
    /// They begin a sentence, and no name of ordinary words.
    Opener,
    /// Before "of" and a company: a part of it, or what came from it.
    UnitOf,
    /// A full stop behind these ends no sentence.
    Abbreviated,
    /// Units and endings behind a number, which make no name with it.
    Unit,
}

impl Cue {
    /// The last of them.
    const LAST: Self = Self::Unit;

    /// Its bit.
    const fn bit(self) -> u128 {
        1 << self as u32
    }
}

const _: () = assert!((Cue::LAST as u32) < u128::BITS, "a list has a bit");

/// The lists that a word is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::annotate) struct Cues(u128);

impl Cues {
    /// Whether a list is among them.
    pub(in crate::annotate) const fn has(self, cue: Cue) -> bool {
        self.0 & cue.bit() != 0
    }
}

/// The files of lists.
const BUILTIN: [&str; 2] = [
    include_str!("../../../assets/lexicon/en/company.toml"),
    include_str!("../../../assets/lexicon/id/company.toml"),
];

/// A file of lists.
type File = BTreeMap<Cue, Vec<String>>;

/// The lists that each word is in, by its symbol and by how it is written: capitals count.
#[derive(Debug, Default)]
pub(super) struct Listings {
    /// Only the words of these lists have a row, as long as they got their symbols first.
    rows: Vec<[Cues; WRITINGS]>,
}

/// In small letters, with a capital, in capitals.
const WRITINGS: usize = 3;

/// Which of them a shape is.
const fn writing(shape: Shape) -> Option<usize> {
    match shape {
        Shape::Lower => Some(0),
        Shape::Capitalised => Some(1),
        Shape::Upper => Some(2),
        Shape::Camel | Shape::Number | Shape::Mark => None,
    }
}

impl Listings {
    /// The lists that the program carries, their words with symbols of `names`, which has none before.
    pub(super) fn builtin(names: &mut Names) -> Self {
        let mut listings = Self::default();
        for text in BUILTIN {
            // A test proves that the files parse.
            let file: File = toml::from_str(text).unwrap_or_default();
            for (cue, words) in file {
                for word in words {
                    listings.add(names, &word, cue);
                }
            }
        }
        listings
    }

    fn add(&mut self, names: &mut Names, word: &str, cue: Cue) {
        let symbol = names.intern(&word.to_lowercase()) as usize;
        if self.rows.len() <= symbol {
            self.rows.resize(symbol + 1, Default::default());
        }
        let row = self.rows.get_mut(symbol);
        if let Some(cues) = row
            .zip(writing(shape(word)))
            .and_then(|(row, at)| row.get_mut(at))
        {
            cues.0 |= cue.bit();
        }
    }

    /// The lists that a word is in.
    #[inline]
    pub(super) fn of(&self, symbol: u32, shape: Shape) -> Cues {
        let row = self.rows.get(symbol as usize).zip(writing(shape));
        let cues = row.and_then(|(row, at)| row.get(at));
        cues.copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::annotate::page::words;
    use crate::annotate::piece;

    #[test]
    fn each_list_is_there_in_order_and_has_each_word_once() {
        let mut seen = BTreeSet::new();
        let mut lists = BTreeSet::new();
        for text in BUILTIN {
            let file: File = toml::from_str(text).unwrap();
            for (cue, words) in file {
                for pair in words.windows(2) {
                    assert!(pair[0] < pair[1], "{cue:?}: {} before {}", pair[0], pair[1]);
                }
                for word in words {
                    lists.insert(cue);
                    assert!(seen.insert((cue, word.clone())), "{cue:?}: {word} twice");
                }
            }
        }
        assert_eq!(lists.last(), Some(&Cue::LAST));
        assert_eq!(lists.len(), Cue::LAST as usize + 1, "{lists:?}");
    }

    #[test]
    fn each_word_is_one_that_a_text_can_hold() {
        let mut names = Names::default();
        let listings = Listings::builtin(&mut names);
        for text in BUILTIN {
            let file: File = toml::from_str(text).unwrap();
            for (cue, listed) in file {
                for word in listed {
                    let mut pieces = Vec::new();
                    piece::each(&word, &words(&word), |span, shape, _| {
                        pieces.push((names.symbol_in(&word, span), shape));
                    });
                    let [(symbol, shape)] = pieces[..] else {
                        panic!("{word} is read as {} pieces", pieces.len());
                    };
                    assert!(listings.of(symbol, shape).has(cue), "{cue:?}: {word}");
                }
            }
        }
    }

    #[test]
    fn capitals_count() {
        let mut names = Names::default();
        let listings = Listings::builtin(&mut names);
        let of = |word: &str| listings.of(names.symbol(&word.to_lowercase()), shape(word));
        assert!(of("figures").has(Cue::Figures) && !of("Figures").has(Cue::Figures));
        assert!(of("Studios").has(Cue::ShortName) && !of("studios").has(Cue::ShortName));
        assert!(of("CEO").has(Cue::Chief) && !of("Ceo").has(Cue::Chief));
        assert_eq!(of("kliping"), Cues::default());
    }
}
