//! How a database is written safely: with a write-ahead log, so that those who look wait for nobody who writes.

use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode};

/// How long one who opens or writes a database waits for the others.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// The pause before it is tried once more.
const PAUSE: Duration = Duration::from_millis(5);

/// Has the connection wait for others, and chooses the write-ahead log; returns the mode the database is in then.
///
/// The engine waits where others write, but not where they hold a database whose mode is to change: of two that open a
/// new one in the same moment, one is told at once that it is locked
/// (<https://www.sqlite.org/c3ref/busy_handler.html>). It tries again here.
pub(super) fn write_ahead(connection: &Connection) -> rusqlite::Result<String> {
    connection.busy_timeout(PATIENCE)?;
    let begun = Instant::now();
    loop {
        let mode = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0));
        match mode {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
                    && begun.elapsed() < PATIENCE =>
            {
                thread::sleep(PAUSE);
            }
            mode => return mode,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_database_is_waited_for_while_another_holds_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new.db");
        let other = Connection::open(&path).unwrap();
        other
            .execute_batch("BEGIN IMMEDIATE; CREATE TABLE a (b)")
            .unwrap();
        let opened = thread::spawn(move || write_ahead(&Connection::open(path).unwrap()));
        thread::sleep(10 * PAUSE);
        assert!(!opened.is_finished());
        other.execute_batch("COMMIT").unwrap();
        assert_eq!(opened.join().unwrap().unwrap(), "wal");
    }
}
