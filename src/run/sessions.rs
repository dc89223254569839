//! Sessions on disk: the newest, a moment after it changed, and at the end of the program.

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::workers::Workers;
use crate::app::session::Session;
use crate::library::{Library, marks};

/// How long a session waits for a newer one.
const MOMENT: Duration = Duration::from_secs(1);

/// Gives a session to who keeps it.
pub(super) fn send(to: Option<&Sender<String>>, session: String) {
    if let Some(to) = to {
        // The thread that keeps sessions outlives this sender.
        let _ = to.send(session);
    }
}

/// Waits for a session, and then a moment for newer ones; `None` once there will be none.
fn newest(inbox: &Receiver<String>) -> Option<String> {
    let mut newest = inbox.recv().ok()?;
    let until = Instant::now() + MOMENT;
    loop {
        match inbox.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(newer) => newest = newer,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Some(newest),
        }
    }
}

/// Keeps the session of an archive.
fn keep(library: &Library, session: &str) -> Result<(), marks::Error> {
    library.marks().set_state(&name(library), session)
}

/// The session in which an archive was left.
pub fn last(library: &Library) -> Result<Option<Session>, marks::Error> {
    let kept = library.marks().state(&name(library))?;
    Ok(kept.map(|text| Session::read(&text)))
}

/// The name under which the session of an archive is kept.
fn name(library: &Library) -> String {
    format!("session {}", library.root().display())
}

impl Workers {
    /// Starts the thread that keeps the newest session.
    pub(super) fn keep_sessions(&mut self) -> io::Result<()> {
        let desk = self.desk.clone();
        let (sessions, inbox) = mpsc::channel();
        self.sessions = Some(sessions);
        self.spawn("session", move || {
            while let Some(session) = newest(&inbox) {
                desk.guarded("the session", || Ok(keep(&desk.library, &session)?));
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn the_newest_is_taken_and_the_last_is_not_lost() {
        let (to, inbox) = mpsc::channel();
        for number in 0..100 {
            to.send(number.to_string()).unwrap();
        }
        drop(to);
        assert_eq!(newest(&inbox), Some("99".to_owned()));
        assert_eq!(newest(&inbox), None);
    }
}
