//! The threads that do what the state asks for: search, rows, articles, marks, reading the archive.
//!
//! Each waits for its next request, does it (`desk.rs` says how), and answers with a message. A worker that panics says
//! so and goes on with the next request.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use super::Wake;
use super::desk::{Answer, Desk, Fetch, Load, Search};
use super::errand::Errand;
use super::sessions;
use super::slot::{Slot, Ticket};
use super::survey::{Names, Survey};
use crate::app::effect::Origin;
use crate::app::marking::Wish;
use crate::app::pictures::Gallery;
use crate::app::{Effect, Msg};
use crate::library::Library;

/// The running threads.
pub struct Workers {
    /// What they share.
    pub(super) desk: Desk,
    searches: Arc<Slot<Search>>,
    fetches: Arc<Slot<Fetch>>,
    loads: Arc<Slot<Load>>,
    names: Arc<Slot<Names>>,
    surveys: Arc<Slot<Survey>>,
    pub(super) exchanges: Option<Sender<super::exchange::Call>>,
    galleries: Arc<Slot<Gallery>>,
    /// The folder of the exchange.
    pub(super) folder: Option<String>,
    traces: Arc<Slot<Origin>>,
    pub(super) stirs: Option<Sender<super::watch::Stir>>,
    errands: Option<Sender<Errand>>,
    pub(super) sessions: Option<Sender<String>>,
    pub(super) stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Workers {
    /// Starts the threads over an opened archive; they answer to `to`. Reading the archive begins at once.
    pub fn start(library: &Arc<Library>, to: &Sender<Wake>) -> io::Result<Self> {
        let (errands, errands_in) = mpsc::channel();
        let desk = Desk {
            library: Arc::clone(library),
            present: Arc::default(),
            to: to.clone(),
            drawn: Arc::default(),
        };
        let mut workers = Self::idle(desk, errands.clone());
        workers.serve("search", |on| &on.searches, Desk::search)?;
        workers.serve("rows", |on| &on.fetches, |desk, fetch, _| desk.fetch(fetch))?;
        workers.serve("article", |on| &on.loads, |desk, load, _| desk.load(load))?;
        workers.serve("names", |on| &on.names, Desk::names)?;
        workers.serve("facets", |on| &on.surveys, Desk::survey)?;
        workers.serve(
            "pictures",
            |on| &on.galleries,
            |desk, gallery, ticket| desk.pictures(*gallery, ticket),
        )?;
        workers.serve("raw", |on| &on.traces, |desk, origin, _| desk.trace(origin))?;
        workers.exchange_on()?;
        let clerk = workers.desk.clone();
        workers.spawn("marks", move || {
            for errand in errands_in {
                clerk.guarded("marks", || clerk.errand(errand));
            }
        })?;
        workers.keep_sessions()?;
        workers.read_on(errands)?;
        Ok(workers)
    }

    /// No thread yet.
    fn idle(desk: Desk, errands: Sender<Errand>) -> Self {
        Self {
            desk,
            searches: Slot::new(),
            fetches: Slot::new(),
            loads: Slot::new(),
            names: Slot::new(),
            surveys: Slot::new(),
            exchanges: None,
            galleries: Slot::new(),
            folder: None,
            traces: Slot::new(),
            stirs: None,
            errands: Some(errands),
            sessions: None,
            stop: Arc::default(),
            threads: Vec::new(),
        }
    }

    /// Starts a thread that answers the newest request of a slot.
    fn serve<T: Send + 'static>(
        &mut self,
        name: &'static str,
        slot: fn(&Self) -> &Arc<Slot<T>>,
        work: impl Fn(&Desk, &T, &Ticket<T>) -> Answer + Send + 'static,
    ) -> io::Result<()> {
        let (desk, slot) = (self.desk.clone(), Arc::clone(slot(self)));
        self.spawn(name, move || {
            while let Some((request, ticket)) = slot.take() {
                desk.guarded(name, || work(&desk, &request, &ticket));
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
        self.desk.tell(msg);
    }

    /// What sends a message to the loop from another thread.
    pub fn teller(&self) -> impl FnOnce(Msg) + Send + 'static {
        let desk = self.desk.clone();
        move |msg| desk.tell(msg)
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
        self.traces.close();
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
