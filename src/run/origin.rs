//! What the workers do about the archive itself: reading it as it grows, and looking up where an article comes from.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::{io, thread};

use super::desk::{Answer, Desk};
use super::errand::Errand;
use super::watch::{self, Stir};
use super::workers::Workers;
use crate::app::Msg;
use crate::app::effect::Origin;
use crate::app::views::listed::Listed;
use crate::article::ArticleId;
use crate::library;

impl Workers {
    /// Starts the thread that reads the archive as it grows.
    pub(super) fn read_on(&mut self, errands: Sender<Errand>) -> io::Result<()> {
        let (desk, stop) = (self.desk.clone(), Arc::clone(&self.stop));
        let (stirs, stirs_in) = mpsc::channel();
        self.stirs = Some(stirs.clone());
        self.spawn("ingest", move || {
            desk.keep_reading(&errands, stirs, &stirs_in, &stop);
        })
    }

    /// Sends the thread of [`Workers::read_on`] home.
    pub(super) fn stop_reading_on(&mut self) {
        if let Some(stirs) = self.stirs.take() {
            // The thread that watches may have ended.
            let _ = stirs.send(Stir::Ended);
        }
    }
}

impl Desk {
    /// Looks up where an article comes from.
    pub(super) fn trace(&self, wanted: &Origin) -> Answer {
        let trace = self
            .library
            .trace(&wanted.id, &wanted.place, wanted.bytes)?;
        self.tell(Msg::Traced {
            id: wanted.id,
            trace,
        });
        Ok(())
    }

    /// Looks up the other articles that tell the story of one.
    pub(super) fn list_copies(&self, id: ArticleId) -> Answer {
        let rows = self.library.copies(&id)?;
        let ids: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
        let marks = self.library.marks().get(&ids)?;
        let copies = rows.len();
        let listed = rows.into_iter().zip(marks);
        let listed = listed.map(|(row, mark)| Listed { row, mark, copies });
        self.tell(Msg::CopiesListed {
            id,
            copies: listed.collect(),
        });
        Ok(())
    }

    /// Reads the archive, and again whenever something in it changed, until the program ends.
    pub(super) fn keep_reading(
        &self,
        errands: &Sender<Errand>,
        to: Sender<Stir>,
        stirs: &Receiver<Stir>,
        stop: &AtomicBool,
    ) {
        let library = &self.library;
        // Watching begins first, so that nothing is lost between; on a large archive it takes longer than the first
        // articles do.
        thread::scope(|scope| {
            let watching =
                scope.spawn(move || watch::start(library.root(), library.own_folders(), to));
            self.guarded("reading the archive", || {
                self.ingest(errands, stop)?;
                self.tidy(stop)
            });
            match watching.join() {
                Ok(Ok(_watcher)) => {
                    while watch::settled(stirs) && !stop.load(Ordering::Relaxed) {
                        self.guarded("reading the archive", || self.ingest(errands, stop));
                    }
                }
                Ok(Err(reason)) => self.tell(Msg::Did(reason)),
                Err(_) => {}
            }
        });
    }

    /// Merges what an earlier session left, unless another program writes the index.
    fn tidy(&self, stop: &AtomicBool) -> Answer {
        match self.library.tidy(stop) {
            Err(library::Error::Busy) => Ok(()),
            tidied => Ok(tidied?),
        }
    }

    /// Reads what is new or changed in the archive, once.
    fn ingest(&self, errands: &Sender<Errand>, stop: &AtomicBool) -> Answer {
        let count = || {
            // Without a clerk nothing is counted any more.
            let _ = errands.send(Errand::Count);
        };
        count();
        let read = self.library.ingest(
            &mut |progress| {
                if progress.committed {
                    count();
                }
                self.tell(Msg::Progressed(progress));
            },
            stop,
        );
        count();
        match read {
            Err(error @ library::Error::Busy) => self.tell(Msg::Did(error.to_string())),
            read => self.tell(Msg::Ingested(read?)),
        }
        Ok(())
    }
}
