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

    /// The queries that may find the articles it is about, the best first: who was quoted without a name of their own, as
    /// an office or "two sources", is not filed as a source, but stands in the text.
    pub fn queries(&self) -> Vec<String> {
        // A quote mark would end the name.
        let name = self.name().replace('"', " ");
        match self {
            Self::Company(_) => vec![format!("company:\"{name}\"")],
            Self::Speaker(_) => vec![format!("said:\"{name}\""), format!("\"{name}\"")],
        }
    }
}

/// What is known of a name beyond the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The row of the lexicon, where it has one.
    pub company: Option<Company>,
    /// The query that finds the articles of the archive that are about it.
    pub query: String,
    /// How many they are.
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
        let waited = || false;
        let day = |query: &str, order| -> Result<(usize, Option<DateTime>), Error> {
            let Ok(query) = Query::finished(query) else {
                return Ok((0, None));
            };
            let Some(hits) = self.search(&query, Scope::All, order, &waited)? else {
                return Ok((0, None));
            };
            let row = hits.rows(0..1)?.into_iter().next();
            Ok((hits.len(), row.and_then(|row| row.date)))
        };
        for query in subject.queries() {
            (known.articles, known.last) = day(&query, Order::Newest)?;
            known.query = query;
            if known.articles > 0 {
                (_, known.first) = day(&known.query, Order::Oldest)?;
                break;
            }
        }
        Ok(known)
    }
}
