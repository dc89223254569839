//! What the archive and the lexicon know of one name.

use jiff::civil::DateTime;

use super::{Error, Library, Scope};
use crate::annotate::lexicon::Company;
use crate::index::{Order, Query};

/// Whom a card is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A company, by the name it is filed under.
    Company(String),
    /// Somebody who said something, or who is the source of a report.
    Speaker(String),
}

impl Subject {
    /// The name.
    pub fn name(&self) -> &str {
        match self {
            Self::Company(name) | Self::Speaker(name) => name,
        }
    }

    /// The query that finds the articles it is about.
    pub fn query(&self) -> String {
        // A quote mark would end the name.
        let name = self.name().replace('"', " ");
        match self {
            Self::Company(_) => format!("company:\"{name}\""),
            Self::Speaker(_) => format!("said:\"{name}\""),
        }
    }
}

/// What is known of a name beyond the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The row of the lexicon, where it has one.
    pub company: Option<Company>,
    /// How many articles of the archive name it.
    pub articles: usize,
    /// When the first of them was published, as far as dates are known.
    pub first: Option<DateTime>,
    /// When the last was.
    pub last: Option<DateTime>,
}

impl Library {
    /// Looks a name up in the lexicon and in the archive.
    pub fn look_up(&self, subject: &Subject) -> Result<Known, Error> {
        let mut known = Known {
            company: match subject {
                Subject::Company(name) => self.annotator.lexicon().company(name).cloned(),
                Subject::Speaker(_) => None,
            },
            ..Known::default()
        };
        let Ok(query) = Query::parse(&subject.query()) else {
            return Ok(known);
        };
        let waited = || false;
        let day = |order| -> Result<(usize, Option<DateTime>), Error> {
            let Some(hits) = self.search(&query, Scope::All, order, &waited)? else {
                return Ok((0, None));
            };
            let row = hits.rows(0..1)?.into_iter().next();
            Ok((hits.len(), row.and_then(|row| row.date)))
        };
        (known.articles, known.last) = day(Order::Newest)?;
        (_, known.first) = day(Order::Oldest)?;
        Ok(known)
    }
}
