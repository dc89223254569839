//! The workers' part in finding: names for completion, spelling, facets, and what is unread in saved searches.

use super::desk::{Answer, Desk};
use super::slot::Ticket;
use crate::app::Msg;
use crate::app::views::side::{Facet, Section};
use crate::index::{Key, Named, Query};
use crate::library::{Facets, SearchChange};

/// Finding so few articles, a search is looked at for misspelt words.
const FEW: usize = 3;

/// Names to find.
pub(super) struct Names {
    /// The line that is typed.
    pub(super) line: String,
    /// Which names.
    pub(super) key: Key,
    /// What there is of the name.
    pub(super) typed: String,
}

/// Counts to make.
pub(super) struct Survey {
    /// Which search they are for.
    pub(super) generation: u64,
    /// The queries of the saved searches.
    pub(super) searches: Vec<String>,
}

impl Desk {
    /// Finds names for completion.
    pub(super) fn names(&self, names: &Names, ticket: &Ticket<Names>) -> Answer {
        let stale = || ticket.is_stale();
        let found = self.library.names_like(names.key, &names.typed, &stale)?;
        if let Some(found) = found.filter(|_| !stale()) {
            self.tell(Msg::NamesFound {
                line: names.line.clone(),
                names: found,
            });
        }
        Ok(())
    }

    /// Says how a query was perhaps meant that found hardly anything.
    pub(super) fn suggest(
        &self,
        generation: u64,
        total: usize,
        query: &Query,
        stale: &dyn Fn() -> bool,
    ) -> Answer {
        if total <= FEW && !query.is_everything() {
            let suggestion = self.library.suggestion(query, stale)?;
            if suggestion.is_some() && !stale() {
                self.tell(Msg::Suggested {
                    generation,
                    suggestion,
                });
            }
        }
        Ok(())
    }

    /// Counts what is in the articles found, then what is unread in each saved search.
    pub(super) fn survey(&self, survey: &Survey, ticket: &Ticket<Survey>) -> Answer {
        let stale = || ticket.is_stale();
        if let Some(hits) = self.hits(survey.generation)
            && let Some(found) = self.library.facets(&hits, &stale)?
        {
            self.tell(Msg::Surveyed {
                generation: survey.generation,
                facets: facets(found),
            });
        }
        let mut unread = Vec::with_capacity(survey.searches.len());
        for query in &survey.searches {
            match self.library.unread(query, &stale)? {
                Some(count) => unread.push(count),
                None => return Ok(()),
            }
        }
        self.tell(Msg::UnreadCounted(unread));
        Ok(())
    }

    /// Changes the saved searches and says so once they are on disk.
    pub(super) fn change_searches(&self, change: &SearchChange, said: String) -> Answer {
        let saved = self.library.change_searches(change)?;
        self.tell(Msg::SearchesListed(saved));
        if !said.is_empty() {
            self.tell(Msg::Did(said));
        }
        Ok(())
    }
}

/// The facets in the order of the pane. One that tells nothing apart is left out.
fn facets(found: Facets) -> Vec<Facet> {
    let years = found.years.into_iter().map(|(year, count)| Named {
        name: year.to_string(),
        count,
    });
    let mut years = Some(years.collect::<Vec<_>>());
    let mut names = found.names;
    Section::FACETS
        .into_iter()
        .filter_map(|section| {
            let names = match section.key() {
                None => years.take()?,
                Some(key) => {
                    let at = names.iter().position(|(found, _)| *found == key)?;
                    names.swap_remove(at).1
                }
            };
            (!names.is_empty()).then_some(Facet { section, names })
        })
        .collect()
}
