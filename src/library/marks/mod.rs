//! What the user marked: read, starred, tags, notes, highlights, how far read, and what was read when. On disk before
//! anyone says so, shared by all archives and programs, never part of the cache.
//!
//! A mark is a register: an article, a [`Key`], a value and when it was set. Of two for the same key the later one stays,
//! so the marks of several machines come to the same whatever the order in which they meet.

mod exchange;
mod key;
mod lines;
mod look;
mod passage;
mod schema;
mod store;

#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

pub use exchange::Exchanged;
pub use key::{
    About, Change, Edit, Fact, Field, Key, Kind, Mark, Part, Remarks, Sheet, Visit, tag_word,
};
pub use lines::{BadLine, HEADER, line, read_line};
pub use passage::{Page, Passage};
use schema::{LAYOUT, prepare};
pub use store::Merged;

/// Why marks cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database says why.
    #[error("{path}: the marks cannot be used: {source}; {hint}")]
    Database {
        /// The database.
        path: PathBuf,
        /// What it says.
        source: rusqlite::Error,
        /// What to do.
        hint: &'static str,
    },
    /// The folder cannot be made.
    #[error(
        "{path}: the folder for marks cannot be made: {source}; set KLIPING_DATA_DIR to another place"
    )]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The folder in which machines exchange marks cannot be used.
    #[error(
        "{path}: marks cannot be exchanged there: {source}; see `sync` under [marks] in the configuration"
    )]
    Exchange {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// It was written by a newer kliping.
    #[error("{path}: the marks were written by a newer kliping (layout {found}); use that one")]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its layout.
        found: i64,
    },
}

/// The database of marks. Several programs may have it open.
#[derive(Debug)]
pub struct Marks {
    path: PathBuf,
    connection: Mutex<Connection>,
}

impl Marks {
    /// Opens the database, or makes it, with its folder.
    pub fn open(path: &Path) -> Result<Self, Error> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|source| Error::Folder {
                path: folder.to_owned(),
                source,
            })?;
        }
        let failed = |source| Error::Database {
            path: path.to_owned(),
            source,
            hint: "if the file is damaged, move it away: kliping begins a new one",
        };
        let mut connection = Connection::open(path).map_err(failed)?;
        let found = prepare(&mut connection).map_err(failed)?;
        if found > LAYOUT {
            return Err(Error::Newer {
                path: path.to_owned(),
                found,
            });
        }
        Ok(Self {
            path: path.to_owned(),
            connection: Mutex::new(connection),
        })
    }

    /// The database.
    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self, source: rusqlite::Error) -> Error {
        Error::Database {
            path: self.path.clone(),
            source,
            hint: "nothing was marked; free disk space or close other programs, then mark again",
        }
    }

    /// The version of the database engine.
    pub fn engine() -> &'static str {
        rusqlite::version()
    }

    /// Looks something up.
    fn read<T>(&self, look: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        look(&self.connection()).map_err(|source| Error::Database {
            path: self.path.clone(),
            source,
            hint: "if the file is damaged, move it away: kliping begins a new one",
        })
    }

    /// The database.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A number that changes when another program, not this one, has changed something.
    pub fn foreign_version(&self) -> Result<i64, Error> {
        self.connection()
            .query_row("PRAGMA data_version", [], |row| row.get(0))
            .map_err(|source| self.failed(source))
    }

    /// A number that grows with every change of marks, whichever program makes it.
    pub fn version(&self) -> Result<u64, Error> {
        let version = self.state(store::VERSION)?;
        Ok(version
            .and_then(|version| version.parse().ok())
            .unwrap_or(0))
    }

    /// A small thing remembered between sessions, such as the archive opened last.
    pub fn state(&self, name: &str) -> Result<Option<String>, Error> {
        self.connection()
            .query_row("SELECT value FROM state WHERE name = ?1", [name], |row| {
                row.get(0)
            })
            .optional()
            .map_err(|source| self.failed(source))
    }

    /// Remembers a small thing.
    pub fn set_state(&self, name: &str, value: &str) -> Result<(), Error> {
        self.write(|write| {
            write
                .prepare_cached("INSERT OR REPLACE INTO state (name, value) VALUES (?1, ?2)")?
                .execute([name, value])
                .map(drop)
        })
    }

    /// Does one thing whole or not at all.
    fn write<T>(
        &self,
        act: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        let mut connection = self.connection();
        let whole = || -> rusqlite::Result<T> {
            let write = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = act(&write)?;
            write.commit()?;
            Ok(done)
        };
        whole().map_err(|source| self.failed(source))
    }
}

/// Milliseconds since 1970.
fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis() as i64)
}

/// A moment, in milliseconds since 1970, as marks are written down: `2026-11-26T08:15:00.000Z`.
fn stamp(at: i64) -> String {
    let moment = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
    format!("{moment:.3}")
}

/// The moment written so, in milliseconds since 1970.
fn moment(stamp: &str) -> Option<i64> {
    let moment: jiff::Timestamp = stamp.parse().ok()?;
    Some(moment.as_millisecond())
}
