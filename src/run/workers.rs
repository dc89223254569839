//! The threads that do what the state asks for: search, rows, articles, marks, reading the archive.
//!
//! Each waits for its next request, does it, and answers with a message. A worker that panics says so and goes on with
//! the next request.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{self, JoinHandle};
use std::{error, io};

use super::Wake;
use super::slot::{Slot, Ticket};
use super::survey::{Names, Survey};
use super::trouble::{is_damage, reason};
use super::{paths, sessions};
use crate::annotate::Annotated;
use crate::app::effect::Origin;
use crate::app::marking::Wish;
use crate::app::pictures::Gallery;
use crate::app::views::listed::Listed;
use crate::app::views::reader::Opened;
use crate::app::{Deed, Effect, Msg, Target};
use crate::article::ArticleId;
use crate::index::Hits;
use crate::index::{Order, Query, Watch};
use crate::library::card::Subject;
use crate::library::{self, Field, Library, Scope, SearchChange};

/// Problems that the problems view holds; more are counted.
const PROBLEMS: usize = 10_000;

/// Rows above and below the selected article that come with the answer to a search; a taller screen asks for more.
const AROUND: usize = 50;

/// A search to make.
struct Search {
    generation: u64,
    query: Query,
    scope: Scope,
    order: Order,
    fold: bool,
    keep: Option<ArticleId>,
}

/// Rows to fetch.
struct Fetch {
    generation: u64,
    from: usize,
    count: usize,
}

/// An article to load.
struct Load {
    id: ArticleId,
    query: Query,
}

/// Work that is done in order and never dropped.
pub(super) enum Errand {
    Mark {
        target: Target,
        field: Field,
        value: bool,
        deed: Deed,
    },
    Wish(Wish),
    KeepPlace {
        id: ArticleId,
        place: u32,
    },
    ListSearches,
    ListCopies(ArticleId),
    ChangeSearches {
        change: SearchChange,
        said: String,
    },
    Undo,
    Redo,
    Count,
    ListProblems,
    OpenAddress(String),
    LookUp(Subject),
    ListPaths(String),
    Remember {
        name: String,
        value: String,
    },
}

impl Errand {
    /// The errand that an effect is; none where others do it.
    fn of(effect: Effect) -> Option<Self> {
        Some(match effect {
            Effect::ListSearches => Self::ListSearches,
            Effect::ChangeSearches { change, said } => Self::ChangeSearches { change, said },
            Effect::Mark {
                target,
                field,
                value,
                deed,
            } => Self::Mark {
                target,
                field,
                value,
                deed,
            },
            Effect::KeepPlace { id, place } => Self::KeepPlace { id, place },
            Effect::Wish(wish) => Self::Wish(wish),
            Effect::Undo => Self::Undo,
            Effect::Redo => Self::Redo,
            Effect::ListProblems => Self::ListProblems,
            Effect::ListCopies(id) => Self::ListCopies(id),
            Effect::OpenAddress(url) => Self::OpenAddress(url),
            Effect::LookUp(subject) => Self::LookUp(subject),
            Effect::ListPaths(begun) => Self::ListPaths(begun),
            Effect::Remember { name, value } => Self::Remember { name, value },
            // Others do these: the loop itself, and the threads that take the newest request only.
            Effect::Search { .. }
            | Effect::Fetch { .. }
            | Effect::Load { .. }
            | Effect::LoadPictures(_)
            | Effect::Trace(_)
            | Effect::FindNames { .. }
            | Effect::Survey { .. }
            | Effect::Copy { .. }
            | Effect::Mouse(_)
            | Effect::OpenArchive(_)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::KeepSession(_)
            | Effect::Quit => return None,
        })
    }
}

/// The result of the newest search, for whoever fetches its rows.
type Present = Arc<Mutex<Option<(u64, Arc<Hits>)>>>;

/// The running threads.
pub struct Workers {
    to: Sender<Wake>,
    searches: Arc<Slot<Search>>,
    fetches: Arc<Slot<Fetch>>,
    loads: Arc<Slot<Load>>,
    names: Arc<Slot<Names>>,
    surveys: Arc<Slot<Survey>>,
    pub(super) exchanges: Option<Sender<super::exchange::Call>>,
    pub(super) galleries: Arc<Slot<Gallery>>,
    /// The folder of the exchange.
    pub(super) folder: Option<String>,
    desk: Desk,
    pub(super) traces: Arc<Slot<Origin>>,
    pub(super) stirs: Option<Sender<super::watch::Stir>>,
    errands: Option<Sender<Errand>>,
    pub(super) sessions: Option<Sender<String>>,
    pub(super) stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts the threads over an opened archive; they answer to `to`. Reading the archive begins at once.
    pub fn start(library: &Arc<Library>, to: &Sender<Wake>) -> io::Result<Self> {
        let present: Present = Arc::default();
        let (errands, errands_in) = mpsc::channel();
        let desk = Desk {
            library: Arc::clone(library),
            present: Arc::clone(&present),
            to: to.clone(),
            drawn: Arc::default(),
        };
        let mut workers = Self::idle(&desk, errands.clone());
        workers.serve(
            "search",
            &Arc::clone(&workers.searches),
            desk.clone(),
            |desk, search, ticket| desk.search(&search, ticket),
        )?;
        workers.serve(
            "rows",
            &Arc::clone(&workers.fetches),
            desk.clone(),
            |desk, fetch, _| desk.fetch(&fetch),
        )?;
        workers.serve(
            "article",
            &Arc::clone(&workers.loads),
            desk.clone(),
            |desk, load, _| desk.load(&load),
        )?;
        workers.serve(
            "names",
            &Arc::clone(&workers.names),
            desk.clone(),
            |desk, names, ticket| desk.names(&names, ticket),
        )?;
        workers.serve(
            "facets",
            &Arc::clone(&workers.surveys),
            desk.clone(),
            |desk, survey, ticket| desk.survey(&survey, ticket),
        )?;
        workers.exchange_on(desk.clone())?;
        let clerk = desk.clone();
        workers.spawn("marks", move || {
            for errand in errands_in {
                clerk.guarded("marks", || clerk.errand(errand));
            }
        })?;
        workers.keep_sessions(desk.clone())?;
        workers.show_pictures(desk.clone())?;
        workers.read_on(desk, errands)?;
        Ok(workers)
    }

    /// No thread yet.
    fn idle(desk: &Desk, errands: Sender<Errand>) -> Self {
        Self {
            to: desk.to.clone(),
            searches: Slot::new(),
            fetches: Slot::new(),
            loads: Slot::new(),
            names: Slot::new(),
            surveys: Slot::new(),
            exchanges: None,
            galleries: Slot::new(),
            folder: None,
            desk: desk.clone(),
            traces: Slot::new(),
            stirs: None,
            errands: Some(errands),
            sessions: None,
            stop: Arc::default(),
            threads: Vec::new(),
        }
    }

    /// Starts a thread that answers the newest request of a slot.
    pub(super) fn serve<T: Send + 'static>(
        &mut self,
        name: &'static str,
        slot: &Arc<Slot<T>>,
        desk: Desk,
        work: impl Fn(&Desk, T, &Ticket<T>) -> Answer + Send + 'static,
    ) -> io::Result<()> {
        let slot = Arc::clone(slot);
        self.spawn(name, move || {
            while let Some((request, ticket)) = slot.take() {
                desk.guarded(name, || work(&desk, request, &ticket));
            }
        })
    }

    pub(super) fn spawn(
        &mut self,
        name: &str,
        work: impl FnOnce() + Send + 'static,
    ) -> io::Result<()> {
        self.threads
            .push(thread::Builder::new().name(name.to_owned()).spawn(work)?);
        Ok(())
    }

    /// Sends a message to the loop.
    pub fn tell(&self, msg: Msg) {
        // The loop has ended: nobody is left to be told.
        let _ = self.to.send(Wake::Msg(msg));
    }

    /// What sends a message to the loop from another thread.
    pub fn teller(&self) -> impl FnOnce(Msg) + Send + 'static {
        let to = self.to.clone();
        move |msg| {
            // The loop has ended: nobody is left to be told.
            let _ = to.send(Wake::Msg(msg));
        }
    }

    /// Gives an effect to the thread that does it.
    pub fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Search {
                generation,
                query,
                scope,
                order,
                fold,
                keep,
            } => {
                self.searches.put(Search {
                    generation,
                    query,
                    scope,
                    order,
                    fold,
                    keep,
                });
            }
            Effect::Fetch {
                generation,
                from,
                count,
            } => {
                self.fetches.put(Fetch {
                    generation,
                    from,
                    count,
                });
            }
            Effect::Load { id, query } => self.loads.put(Load { id, query }),
            Effect::FindNames { line, key, typed } => {
                self.names.put(Names { line, key, typed });
            }
            Effect::Survey {
                generation,
                searches,
            } => {
                self.surveys.put(Survey {
                    generation,
                    searches,
                });
            }
            Effect::Wish(Wish::Exchange(folder)) => self.exchange(folder),
            Effect::Trace(origin) => self.traces.put(origin),
            Effect::LoadPictures(gallery) => self.galleries.put(gallery),
            Effect::KeepSession(session) => sessions::send(self.sessions.as_ref(), session),
            effect => {
                if let (Some(errands), Some(errand)) = (&self.errands, Errand::of(effect)) {
                    // The thread that takes errands outlives this sender.
                    let _ = errands.send(errand);
                }
            }
        }
    }

    /// Notes that a frame stands.
    pub fn drew(&self) {
        // Only the first one matters.
        let _ = self.desk.drawn.set(());
    }

    /// Stops reading the archive, finishes the marks that were asked for, and waits for the threads.
    pub fn finish(mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // Who waits for a frame that never came goes on.
        self.drew();
        self.searches.close();
        self.fetches.close();
        self.loads.close();
        self.names.close();
        self.surveys.close();
        self.stop_exchanging();
        self.galleries.close();
        self.stop_reading_on();
        self.errands = None;
        self.sessions = None;
        for thread in self.threads.drain(..) {
            // Panics were caught and told inside.
            let _ = thread.join();
        }
        if let Some(folder) = &self.folder {
            // What was marked last travels too.
            self.desk
                .guarded("exchange", || self.desk.exchange(Some(folder)));
        }
        // What is not kept is made again by the next start.
        let _ = self.desk.library.keep_flags();
    }
}

/// What a worker's work comes to: done, or a reason that is told.
pub(super) type Answer = Result<(), Box<dyn error::Error>>;

/// What the workers share.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) library: Arc<Library>,
    present: Present,
    to: Sender<Wake>,
    /// Set when the first frame stands: what is heavy waits for it, so that it does not take the drawing's core.
    drawn: Arc<OnceLock<()>>,
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

    fn search(&self, search: &Search, ticket: &Ticket<Search>) -> Answer {
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

    fn fetch(&self, fetch: &Fetch) -> Answer {
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

    fn load(&self, load: &Load) -> Answer {
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

    fn errand(&self, errand: Errand) -> Answer {
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
