//! What the workers do, each request by itself: searches, rows, articles, errands. It is answered with messages.

use std::error;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::Wake;
use super::errand::Errand;
use super::paths;
use super::slot::Ticket;
use super::trouble::{is_damage, reason};
use crate::annotate::Annotated;
use crate::app::views::listed::Listed;
use crate::app::views::reader::Opened;
use crate::app::{Deed, Msg};
use crate::article::ArticleId;
use crate::index::{Hits, Order, Query, Watch};
use crate::library::{self, Library, Scope};

/// Problems that the problems view holds; more are counted.
const PROBLEMS: usize = 10_000;

/// Rows above and below the selected article that come with the answer to a search; a taller screen asks for more.
const AROUND: usize = 50;

/// A search to make.
pub(super) struct Search {
    pub(super) generation: u64,
    pub(super) query: Query,
    pub(super) scope: Scope,
    pub(super) order: Order,
    pub(super) fold: bool,
    pub(super) keep: Option<ArticleId>,
}

/// Rows to fetch.
pub(super) struct Fetch {
    pub(super) generation: u64,
    pub(super) from: usize,
    pub(super) count: usize,
}

/// An article to load.
pub(super) struct Load {
    pub(super) id: ArticleId,
    pub(super) query: Query,
}

/// The result of the newest search, for whoever fetches its rows.
pub(super) type Present = Arc<Mutex<Option<(u64, Arc<Hits>)>>>;

/// What a worker's work comes to: done, or a reason that is told.
pub(super) type Answer = Result<(), Box<dyn error::Error>>;

/// What the workers share.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) library: Arc<Library>,
    pub(super) present: Present,
    pub(super) to: Sender<Wake>,
    /// Set when the first frame stands: what is heavy waits for it, so that it does not take the drawing's core.
    pub(super) drawn: Arc<OnceLock<()>>,
}

impl Desk {
    pub(super) fn tell(&self, msg: Msg) {
        // The loop has ended: nobody is left to be told.
        let _ = self.to.send(Wake::Msg(msg));
    }

    /// Does some work; what fails or panics in it is told.
    pub(super) fn guarded(&self, name: &str, work: impl FnOnce() -> Answer) {
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                if is_damage(error.as_ref()) {
                    self.library.distrust();
                }
                self.tell(Msg::Failed(error.to_string()));
            }
            Err(panic) => self.tell(Msg::Failed(format!(
                "{name} failed: {}; this is a bug",
                reason(panic.as_ref())
            ))),
        }
    }

    pub(super) fn search(&self, search: &Search, ticket: &Ticket<Search>) -> Answer {
        let mut told = Ok(());
        let found = self.library.search_early(
            &search.query,
            search.scope,
            search.order,
            &mut Watch {
                stale: &|| ticket.is_stale(),
                early: &mut |hits| {
                    // What is to stay in view may come later.
                    if search.keep.is_none_or(|id| hits.position_of(&id).is_some()) {
                        told = self.found(search, hits);
                    }
                },
            },
        )?;
        told?;
        let Some(hits) = found.filter(|_| !ticket.is_stale()) else {
            return Ok(());
        };
        let total = hits.len();
        self.found(search, hits)?;
        self.suggest(search.generation, total, &search.query, &|| {
            ticket.is_stale()
        })
    }

    /// Tells what a search found, with the rows that come on the screen.
    fn found(&self, search: &Search, hits: Hits) -> Answer {
        let hits = if search.fold {
            self.library.fold(hits, search.keep.as_ref())?
        } else {
            hits
        };
        let (total, more, cut) = (hits.len(), !hits.is_whole(), hits.is_cut());
        let position = search.keep.and_then(|id| hits.position_of(&id));
        let from = position.unwrap_or(0).saturating_sub(AROUND);
        let rows = self.rows(&hits, from..from + 3 * AROUND)?;
        *self.present.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((search.generation, Arc::new(hits)));
        self.tell(Msg::Found {
            generation: search.generation,
            total,
            more,
            position,
            from,
            rows,
            cut,
        });
        Ok(())
    }

    /// The result of a search, if it is still the newest.
    pub(super) fn hits(&self, generation: u64) -> Option<Arc<Hits>> {
        let present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        present
            .as_ref()
            .filter(|(number, _)| *number == generation)
            .map(|(_, hits)| Arc::clone(hits))
    }

    pub(super) fn fetch(&self, fetch: &Fetch) -> Answer {
        let Some(hits) = self.hits(fetch.generation) else {
            return Ok(());
        };
        let rows = self.rows(&hits, fetch.from..fetch.from + fetch.count)?;
        self.tell(Msg::Fetched {
            generation: fetch.generation,
            from: fetch.from,
            rows,
        });
        Ok(())
    }

    /// A stretch of what was found, with the reader's marks.
    fn rows(&self, hits: &Hits, range: Range<usize>) -> Result<Vec<Listed>, library::Error> {
        let rows = hits.rows(range.clone())?;
        let ids: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
        let marks = self.library.marks().get(&ids)?;
        let copies = self.library.count_copies(hits, range)?;
        Ok(rows
            .into_iter()
            .zip(marks)
            .zip(copies)
            .map(|((row, mark), copies)| Listed { row, mark, copies })
            .collect())
    }

    pub(super) fn load(&self, load: &Load) -> Answer {
        if !self.library.annotates_at_once()
            && let Some((row, article)) = self.library.plain_article(&load.id)?
        {
            // The first article of a session is shown before the annotator has read its lexicon.
            let sheet = self.library.sheet(&article, &row.title)?;
            let hits = load.query.terms().find(&article.text);
            let plain = Opened::new(article, Annotated::default(), row.title, row.made, hits);
            self.tell(Msg::Loaded {
                id: load.id,
                opened: Some(Arc::new(plain.with_sheet(sheet))),
            });
            self.drawn.wait();
        }
        let opened = match self.library.article(&load.id)? {
            Some((article, found)) => {
                let (title, made) = crate::library::headline(&article, &found);
                let sheet = self.library.sheet(&article, &title)?;
                let hits = load.query.terms().find(&article.text);
                let opened = Opened::new(article, found, title, made, hits);
                Some(Arc::new(opened.with_sheet(sheet)))
            }
            None => None,
        };
        self.tell(Msg::Loaded {
            id: load.id,
            opened,
        });
        Ok(())
    }

    pub(super) fn errand(&self, errand: Errand) -> Answer {
        let (deed, change) = match errand {
            Errand::Mark {
                target,
                field,
                value,
                deed,
            } => (deed, self.mark(&target, field, value)?),
            Errand::Undo => (Deed::Undone, self.library.undo()?),
            Errand::Redo => (Deed::Redone, self.library.redo()?),
            Errand::KeepPlace { id, place } => {
                return Ok(self.library.marks().set_place(&id, place)?);
            }
            Errand::Wish(wish) => return self.wish(wish),
            Errand::ListSearches => {
                self.tell(Msg::SearchesListed(self.library.searches()?));
                return Ok(());
            }
            Errand::ChangeSearches { change, said } => {
                return self.change_searches(&change, said);
            }
            Errand::Count => return self.count(),
            Errand::ListProblems => {
                let problems = self.library.problems(0..PROBLEMS)?;
                self.tell(Msg::ProblemsListed {
                    total: self.library.problem_count()?,
                    problems,
                });
                return Ok(());
            }
            Errand::ListCopies(id) => return self.list_copies(id),
            Errand::ListPaths(begun) => {
                let paths = paths::list(&begun);
                self.tell(Msg::PathsListed { begun, paths });
                return Ok(());
            }
            Errand::Remember { name, value } => {
                return Ok(self.library.marks().set_state(&name, &value)?);
            }
            Errand::LookUp(subject) => {
                let known = Box::new(self.library.look_up(&subject)?);
                self.tell(Msg::LookedUp { subject, known });
                return Ok(());
            }
            Errand::OpenAddress(url) => {
                open::that_detached(&url)?;
                self.tell(Msg::Did(format!("opened {url}")));
                return Ok(());
            }
        };
        self.tell(Msg::Marked { deed, change });
        self.count()
    }

    pub(super) fn count(&self) -> Answer {
        let (counts, problems) = (self.library.counts()?, self.library.problem_count()?);
        self.tell(Msg::Counted { counts, problems });
        Ok(())
    }
}
