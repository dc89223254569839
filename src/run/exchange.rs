//! The exchange of marks with other machines: after each change here, and whenever another machine's file in the shared
//! folder changed. While nothing changes nothing wakes.

use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

use notify::RecommendedWatcher;

use super::desk::Desk;
use super::paths;
use super::watch;
use super::workers::Workers;
use crate::app::Msg;

/// So long nothing may change before the folder is read: what carries files between machines writes in bursts.
const QUIET: Duration = Duration::from_millis(500);

/// What the thread waits for.
#[derive(Debug)]
pub(super) enum Call {
    /// Exchange now, by way of this folder; none ends the exchange.
    Now(Option<String>),
    /// Another machine's file changed.
    Stirred,
    /// The program ends.
    Ended,
}

/// The next folder to exchange by: at once where that is asked for, after a moment of quiet where a file changed. Calls
/// that wait are taken together. Breaks at the end of the program.
fn next(calls: &Receiver<Call>, last: Option<&String>) -> ControlFlow<(), Option<String>> {
    let mut wanted = match calls.recv() {
        Ok(Call::Now(folder)) => folder,
        Ok(Call::Stirred) => loop {
            match calls.recv_timeout(QUIET) {
                Ok(Call::Stirred) => {}
                Ok(Call::Now(folder)) => break folder,
                Err(RecvTimeoutError::Timeout) => break last.cloned(),
                Ok(Call::Ended) | Err(RecvTimeoutError::Disconnected) => {
                    return ControlFlow::Break(());
                }
            }
        },
        Ok(Call::Ended) | Err(_) => return ControlFlow::Break(()),
    };
    loop {
        match calls.try_recv() {
            Ok(Call::Now(folder)) => wanted = folder,
            Ok(Call::Stirred) => {}
            Ok(Call::Ended) => return ControlFlow::Break(()),
            Err(_) => return ControlFlow::Continue(wanted),
        }
    }
}

/// The folder that is watched, and its watcher for as long as it is.
type Watched = (String, Option<RecommendedWatcher>);

impl Workers {
    /// Starts the thread that exchanges marks.
    pub(super) fn exchange_on(&mut self) -> io::Result<()> {
        let desk = self.desk.clone();
        let (calls, inbox) = mpsc::channel();
        self.exchanges = Some(calls.clone());
        self.spawn("exchange", move || {
            let mut watched: Option<Watched> = None;
            while let ControlFlow::Continue(folder) =
                next(&inbox, watched.as_ref().map(|(folder, _)| folder))
            {
                if watched.as_ref().map(|(folder, _)| folder) != folder.as_ref() {
                    // Before the exchange: what comes meanwhile stirs it again.
                    watched = folder.clone().map(|folder| {
                        let watcher = desk.watch_shared(&folder, calls.clone());
                        (folder, watcher)
                    });
                }
                desk.guarded("exchange", || desk.exchange(folder.as_deref()));
            }
        })
    }

    /// Lets marks be exchanged with other machines; an empty folder is none.
    pub(super) fn exchange(&mut self, folder: String) {
        self.folder = (!folder.is_empty()).then_some(folder);
        self.call_exchange(Call::Now(self.folder.clone()));
    }

    /// Sends the thread home.
    pub(super) fn stop_exchanging(&mut self) {
        self.call_exchange(Call::Ended);
        self.exchanges = None;
    }

    fn call_exchange(&self, call: Call) {
        if let Some(calls) = &self.exchanges {
            // The thread outlives this sender.
            let _ = calls.send(call);
        }
    }
}

impl Desk {
    /// Watches the shared folder; where that is not possible, says so.
    fn watch_shared(&self, folder: &str, to: Sender<Call>) -> Option<RecommendedWatcher> {
        let folder: PathBuf = paths::expand(folder);
        let Ok(own) = self.library.marks().exchange_file(&folder) else {
            return None;
        };
        let stirred = move || {
            // The thread that waits has ended: nobody is left to be told.
            let _ = to.send(Call::Stirred);
        };
        match watch::others(&folder, own, stirred) {
            Ok(watcher) => Some(watcher),
            Err(reason) => {
                self.tell(Msg::Did(format!(
                    "marks of other machines come at the next start: {reason}"
                )));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn calls_that_wait_are_taken_together() {
        let (to, calls) = mpsc::channel();
        let now = |folder: &str| Call::Now(Some(folder.to_owned()));
        for call in [now("a"), Call::Stirred, now("b")] {
            to.send(call).unwrap();
        }
        let exchanged = ControlFlow::Continue(Some("b".to_owned()));
        assert_eq!(next(&calls, None), exchanged);
        let last = "b".to_owned();
        to.send(Call::Stirred).unwrap();
        to.send(Call::Stirred).unwrap();
        assert_eq!(next(&calls, Some(&last)), exchanged);
        to.send(Call::Stirred).unwrap();
        let ending = thread::spawn(move || to.send(Call::Ended).map(|()| to));
        assert_eq!(next(&calls, Some(&last)), ControlFlow::Break(()));
        drop(ending.join().unwrap());
        assert_eq!(next(&calls, None), ControlFlow::Break(()));
    }
}
