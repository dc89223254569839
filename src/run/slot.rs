//! A place for one request: a newer one replaces the one that waits and makes the one that runs stale.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The place, shared by who asks and who answers.
#[derive(Debug)]
pub struct Slot<T> {
    waiting: Mutex<Waiting<T>>,
    arrived: Condvar,
    newest: AtomicU64,
}

#[derive(Debug)]
struct Waiting<T> {
    request: Option<(u64, T)>,
    closed: bool,
}

/// Tells a running request whether a newer one has come.
#[derive(Clone, Debug)]
pub struct Ticket<T> {
    slot: Arc<Slot<T>>,
    number: u64,
}

impl<T> Ticket<T> {
    /// Whether a newer request has come, or none will.
    pub fn is_stale(&self) -> bool {
        self.slot.newest.load(Ordering::Relaxed) != self.number
    }
}

impl<T> Slot<T> {
    /// An empty place.
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            waiting: Mutex::new(Waiting {
                request: None,
                closed: false,
            }),
            arrived: Condvar::new(),
            newest: AtomicU64::new(0),
        })
    }

    /// Puts a request in the place of any that waits.
    pub fn put(&self, request: T) {
        let number = self.newest.fetch_add(1, Ordering::Relaxed) + 1;
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.request = Some((number, request));
        self.arrived.notify_one();
    }

    /// Closes the place: nobody waits at it any more, and what runs is stale.
    pub fn close(&self) {
        self.newest.fetch_add(1, Ordering::Relaxed);
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.closed = true;
        waiting.request = None;
        self.arrived.notify_all();
    }

    /// Waits for a request; `None` once the place is closed.
    pub fn take(self: &Arc<Self>) -> Option<(T, Ticket<T>)> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if waiting.closed {
                return None;
            }
            if let Some((number, request)) = waiting.request.take() {
                return Some((
                    request,
                    Ticket {
                        slot: Arc::clone(self),
                        number,
                    },
                ));
            }
            waiting = self
                .arrived
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newest_wins_and_makes_the_running_one_stale() {
        let slot = Slot::new();
        slot.put("a");
        let (first, ticket) = slot.take().unwrap();
        assert_eq!(first, "a");
        assert!(!ticket.is_stale());
        slot.put("b");
        slot.put("c");
        assert!(ticket.is_stale());
        let (next, ticket) = slot.take().unwrap();
        assert_eq!(next, "c");
        slot.close();
        assert!(ticket.is_stale());
        assert!(slot.take().is_none());
    }
}
