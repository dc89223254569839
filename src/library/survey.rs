//! What is in what was found: names, spelling, facets, saved searches and what is unread in them.

use super::searches::{self, Change, Saved};
use super::{Error, Library, Scope};
use crate::index::{Hits, Key, Named, Order, Query, Suggestion};

/// Names that completion offers.
const OFFERED: usize = 50;

/// Names of a facet that are counted out.
const COUNTED: usize = 40;

/// The names in some articles with how many carry each, and the years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// The most frequent names of each kind.
    pub names: Vec<(Key, Vec<Named>)>,
    /// Articles of each year, the latest first.
    pub years: Vec<(i16, usize)>,
}

impl Library {
    /// The names of a kind that fit what was typed, the best first. `None` where nobody wants them any more.
    pub fn names_like(
        &self,
        key: Key,
        typed: &str,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Named>>, Error> {
        let Some(mut names) = self.snapshot()?.names(key, typed, OFFERED, stale)? else {
            return Ok(None);
        };
        if key == Key::Tag {
            let typed = typed.to_lowercase();
            let own = self.marks.tags()?.into_iter();
            let fitting = own.filter(|(tag, _)| tag.starts_with(&typed));
            let own = fitting.map(|(name, count)| Named { name, count }).collect();
            names = joined(own, names);
        }
        Ok(Some(names))
    }

    /// A query as it was perhaps meant, where hardly any article has one of its words.
    pub fn suggestion(
        &self,
        query: &Query,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Suggestion>, Error> {
        Ok(self.snapshot()?.suggestion(query.written(), query, stale)?)
    }

    /// What is in the articles found. `None` where nobody wants it any more.
    pub fn facets(&self, hits: &Hits, stale: &dyn Fn() -> bool) -> Result<Option<Facets>, Error> {
        let mut facets = Facets {
            years: hits.years(),
            ..Facets::default()
        };
        for key in [Key::Company, Key::Said, Key::Outlet, Key::Lang, Key::Tag] {
            let Some(mut names) = hits.names(key, COUNTED, stale)? else {
                return Ok(None);
            };
            if key == Key::Tag {
                let flags = self.flags(&*self.snapshot()?)?;
                names = joined(hits.own_tags(&flags, COUNTED), names);
            }
            facets.names.push((key, names));
        }
        Ok(Some(facets))
    }

    /// How many unread articles answer a saved search; none where it is no query. `None` where nobody wants to know any
    /// more.
    pub fn unread(&self, query: &str, stale: &dyn Fn() -> bool) -> Result<Option<usize>, Error> {
        let Ok(query) = Query::finished(query) else {
            return Ok(Some(0));
        };
        let hits = self.search(&query, Scope::Unread, Order::Newest, stale)?;
        Ok(hits.map(|hits| hits.len()))
    }

    /// The saved searches, in their order.
    pub fn searches(&self) -> Result<Vec<Saved>, Error> {
        Ok(searches::read(&self.searches)?)
    }

    /// Changes the saved searches and returns them as they are then, on disk.
    pub fn change_searches(&self, change: &Change) -> Result<Vec<Saved>, Error> {
        Ok(searches::change(&self.searches, change)?)
    }
}

/// The user's own tags before those of the archive; one that is both counts where it is more.
fn joined(own: Vec<Named>, given: Vec<Named>) -> Vec<Named> {
    let mut all = own;
    for named in given {
        let folded = named.name.to_lowercase();
        match all.iter_mut().find(|own| own.name == folded) {
            Some(own) => own.count = own.count.max(named.count),
            None => all.push(named),
        }
    }
    all
}
