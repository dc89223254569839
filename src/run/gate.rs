//! The terminal while another program has it: who reads the keys waits, so that none of them is stolen.

use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use signal_hook::consts::SIGWINCH;

/// How long the reader of keys may take to stop.
const PATIENCE: Duration = Duration::from_secs(2);

/// Who has the terminal.
#[derive(Debug, Default)]
pub struct Gate {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    lent: bool,
    waiting: bool,
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether another program has the terminal.
    pub fn is_lent(&self) -> bool {
        self.state().lent
    }

    /// Stops the reader of keys; returns when it waits. It sits in a read that only the terminal ends, or a change of its
    /// size: so it is told of one that did not happen.
    pub fn close(&self) -> io::Result<()> {
        self.state().lent = true;
        signal_hook::low_level::raise(SIGWINCH)?;
        let (state, late) = self
            .changed
            .wait_timeout_while(self.state(), PATIENCE, |state| !state.waiting)
            .unwrap_or_else(PoisonError::into_inner);
        drop(state);
        if late.timed_out() {
            self.open();
            return Err(io::Error::other("the terminal cannot be lent now"));
        }
        Ok(())
    }

    /// Lets the reader of keys go on.
    pub fn open(&self) {
        self.state().lent = false;
        self.changed.notify_all();
    }

    /// Waits while another program has the terminal. The reader of keys calls it after each read.
    pub fn pass(&self) {
        let mut state = self.state();
        if !state.lent {
            return;
        }
        state.waiting = true;
        self.changed.notify_all();
        let mut state = self
            .changed
            .wait_while(state, |state| state.lent)
            .unwrap_or_else(PoisonError::into_inner);
        state.waiting = false;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::thread;

    use super::*;

    #[test]
    fn the_reader_waits_until_the_gate_is_open() {
        let gate = Arc::new(Gate::default());
        gate.pass();
        let reader = Arc::clone(&gate);
        let thread = thread::spawn(move || {
            while !reader.is_lent() {
                thread::yield_now();
            }
            reader.pass();
        });
        gate.close().unwrap();
        assert!(gate.is_lent() && !thread.is_finished());
        gate.open();
        thread.join().unwrap();
        assert!(!gate.is_lent());
    }
}
