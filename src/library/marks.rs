//! What the user marked: read, starred, how far read. On disk before anyone says so, shared by all archives and
//! programs, never part of the cache.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::article::ArticleId;

/// How long one program waits for another.
const PATIENCE: Duration = Duration::from_secs(5);

/// Steps that can be undone.
const STEPS: i64 = 1000;

/// The layout of the database; a higher number comes from a newer kliping.
const LAYOUT: i64 = 1;

const TABLES: &str = "
    CREATE TABLE mark (
        article BLOB PRIMARY KEY,
        read INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0,
        place INTEGER,
        changed INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE step (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL,
        field TEXT NOT NULL,
        value INTEGER NOT NULL,
        articles BLOB NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0,
        at INTEGER NOT NULL
    );
    CREATE TABLE state (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
    PRAGMA user_version = 1;";

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
    /// It was written by a newer kliping.
    #[error("{path}: the marks were written by a newer kliping (layout {found}); use that one")]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its layout.
        found: i64,
    },
}

/// A state of an article that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// It has been read.
    Read,
    /// It carries a star.
    Starred,
}

impl Field {
    /// Its column.
    const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Starred => "starred",
        }
    }

    fn of_name(name: &str) -> Self {
        if name == "starred" {
            Self::Starred
        } else {
            Self::Read
        }
    }
}

/// What is known of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// It has been read.
    pub read: bool,
    /// It carries a star.
    pub starred: bool,
    /// How far it was read, in bytes of its text.
    pub place: Option<u32>,
}

/// One step that was done, undone or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What the user did.
    pub label: String,
    /// What changed.
    pub field: Field,
    /// What it is now.
    pub value: bool,
    /// The articles that changed; those that were so already are not among them.
    pub ids: Vec<ArticleId>,
}

impl Change {
    /// How many articles changed.
    pub fn count(&self) -> usize {
        self.ids.len()
    }
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
        connection.busy_timeout(PATIENCE).map_err(failed)?;
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

    /// The marks of these articles, in the same order.
    pub fn get(&self, ids: &[ArticleId]) -> Result<Vec<Mark>, Error> {
        let connection = self.connection();
        let read = || -> rusqlite::Result<Vec<Mark>> {
            let mut query = connection
                .prepare_cached("SELECT read, starred, place FROM mark WHERE article = ?1")?;
            ids.iter()
                .map(|id| {
                    let mark = query.query_row([&id.0[..]], |row| {
                        Ok(Mark {
                            read: row.get(0)?,
                            starred: row.get(1)?,
                            place: row.get(2)?,
                        })
                    });
                    mark.optional().map(Option::unwrap_or_default)
                })
                .collect()
        };
        read().map_err(|source| self.failed(source))
    }

    /// Sets or unsets a field of a group of articles: one step to undo, committed when this returns. What was undone
    /// before cannot be done again afterwards. `label` is what the user did.
    pub fn set(
        &self,
        ids: &[ArticleId],
        field: Field,
        value: bool,
        label: &str,
    ) -> Result<Change, Error> {
        let mut sorted = ids.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        let ids = self.write(|write| {
            let changed = apply(write, &sorted, field, value)?;
            if changed.is_empty() {
                return Ok(changed);
            }
            write.execute("DELETE FROM step WHERE undone = 1", [])?;
            let blob: Vec<u8> = changed.iter().flat_map(|id| id.0).collect();
            write
                .prepare_cached("INSERT INTO step (label, field, value, articles, at) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![label, field.name(), value, blob, now()])?;
            let last = write.last_insert_rowid();
            write.execute("DELETE FROM step WHERE id <= ?1", [last - STEPS])?;
            Ok(changed)
        })?;
        Ok(Change {
            label: label.to_owned(),
            field,
            value,
            ids,
        })
    }

    /// Takes the last step back; `None` where there is none.
    pub fn undo(&self) -> Result<Option<Change>, Error> {
        self.turn("SELECT id, label, field, value, articles FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1", true)
    }

    /// Does the step again that was taken back last; `None` where there is none.
    pub fn redo(&self) -> Result<Option<Change>, Error> {
        self.turn("SELECT id, label, field, value, articles FROM step WHERE undone = 1 ORDER BY id LIMIT 1", false)
    }

    fn turn(&self, find: &str, back: bool) -> Result<Option<Change>, Error> {
        self.write(|write| {
            let step = write
                .prepare_cached(find)?
                .query_row([], |row| {
                    Ok((
                        row.get::<_, i64>(0)?,
                        row.get::<_, String>(1)?,
                        row.get::<_, String>(2)?,
                        row.get::<_, bool>(3)?,
                        row.get::<_, Vec<u8>>(4)?,
                    ))
                })
                .optional()?;
            let Some((id, label, field, value, articles)) = step else {
                return Ok(None);
            };
            let field = Field::of_name(&field);
            let value = value != back;
            let ids: Vec<_> = articles
                .as_chunks::<16>()
                .0
                .iter()
                .map(|id| ArticleId(*id))
                .collect();
            let ids = apply(write, &ids, field, value)?;
            write.execute(
                "UPDATE step SET undone = ?1 WHERE id = ?2",
                params![back, id],
            )?;
            Ok(Some(Change {
                label,
                field,
                value,
                ids,
            }))
        })
    }

    /// Keeps how far an article was read, in bytes of its text. No step to undo.
    pub fn set_place(&self, id: &ArticleId, place: u32) -> Result<(), Error> {
        self.write(|write| {
            write
                .prepare_cached(
                    "INSERT INTO mark (article, place, changed) VALUES (?1, ?2, ?3)
                     ON CONFLICT (article) DO UPDATE SET place = excluded.place, changed = excluded.changed",
                )?
                .execute(params![&id.0[..], place, now()])
                .map(drop)
        })
    }

    /// Every article with the field set, one by one.
    pub fn each(&self, field: Field, mut on: impl FnMut(ArticleId)) -> Result<(), Error> {
        let connection = self.connection();
        let mut walk = || -> rusqlite::Result<()> {
            let mut query = connection.prepare_cached(&format!(
                "SELECT article FROM mark WHERE {} = 1",
                field.name()
            ))?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                if let Ok(id) = row.get_ref(0)?.as_blob()?.try_into() {
                    on(ArticleId(id));
                }
            }
            Ok(())
        };
        walk().map_err(|source| self.failed(source))
    }

    /// A number that changes when another program, not this one, has changed something.
    pub fn foreign_version(&self) -> Result<i64, Error> {
        self.connection()
            .query_row("PRAGMA data_version", [], |row| row.get(0))
            .map_err(|source| self.failed(source))
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

/// Seconds since 1970.
fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs() as i64)
}

/// Makes the connection safe and the tables there; returns the layout found.
fn prepare(connection: &mut Connection) -> rusqlite::Result<i64> {
    journal(connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    let write = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = write.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found == 0 {
        write.execute_batch(TABLES)?;
    }
    write.commit()?;
    Ok(found)
}

/// Chooses the write-ahead log, and the rollback journal where that does not work: it needs shared memory, which
/// network file systems do not have.
fn journal(connection: &Connection) -> rusqlite::Result<()> {
    let try_log = || -> rusqlite::Result<bool> {
        let mode: String =
            connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        connection.execute_batch("BEGIN IMMEDIATE; COMMIT")?;
        Ok(mode == "wal")
    };
    match try_log() {
        Ok(true) => Ok(()),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
            Err(error)
        }
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            Err(error)
        }
        _ => connection
            .query_row("PRAGMA journal_mode = DELETE", [], |row| {
                row.get::<_, String>(0)
            })
            .map(drop),
    }
}

/// Sets a field of articles and returns those that were not so before.
fn apply(
    write: &Transaction<'_>,
    ids: &[ArticleId],
    field: Field,
    value: bool,
) -> rusqlite::Result<Vec<ArticleId>> {
    let column = field.name();
    let mut update = write.prepare_cached(&format!(
        "INSERT INTO mark (article, {column}, changed) VALUES (?1, ?2, ?3)
         ON CONFLICT (article) DO UPDATE SET {column} = excluded.{column}, changed = excluded.changed
         WHERE {column} <> excluded.{column}"
    ))?;
    let mut known = write.prepare_cached("SELECT 1 FROM mark WHERE article = ?1")?;
    let now = now();
    let mut changed = Vec::with_capacity(ids.len());
    for id in ids {
        // What was never marked is unset already.
        if !value && !known.exists([&id.0[..]])? {
            continue;
        }
        if update.execute(params![&id.0[..], value, now])? > 0 {
            changed.push(*id);
        }
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(at: u8) -> ArticleId {
        ArticleId([at; 16])
    }

    fn reads(marks: &Marks, ids: &[ArticleId]) -> Vec<bool> {
        marks
            .get(ids)
            .unwrap()
            .iter()
            .map(|mark| mark.read)
            .collect()
    }

    #[test]
    fn steps_undo_as_one_and_survive_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/marks.db");
        let ids = [id(1), id(2), id(3)];
        let marks = Marks::open(&path).unwrap();
        marks.set(&ids[..1], Field::Read, true, "read").unwrap();
        let change = marks.set(&ids, Field::Read, true, "all read").unwrap();
        assert_eq!((change.count(), change.ids), (2, vec![id(2), id(3)]));
        drop(marks);

        let marks = Marks::open(&path).unwrap();
        assert_eq!(reads(&marks, &ids), [true, true, true]);
        let undone = marks.undo().unwrap().unwrap();
        assert_eq!(
            (undone.label.as_str(), undone.value, undone.count()),
            ("all read", false, 2)
        );
        assert_eq!(reads(&marks, &ids), [true, false, false]);
        drop(marks);

        let marks = Marks::open(&path).unwrap();
        assert_eq!(marks.undo().unwrap().unwrap().label, "read");
        assert_eq!(marks.undo().unwrap(), None);
        assert_eq!(reads(&marks, &ids), [false, false, false]);
        assert_eq!(marks.redo().unwrap().unwrap().label, "read");
        marks.set(&ids[1..2], Field::Starred, true, "star").unwrap();
        assert_eq!(
            marks.redo().unwrap(),
            None,
            "a new step ends what could be done again"
        );
        assert_eq!(reads(&marks, &ids), [true, false, false]);
    }

    #[test]
    fn setting_what_is_set_is_no_step() {
        let folder = tempfile::tempdir().unwrap();
        let marks = Marks::open(&folder.path().join("marks.db")).unwrap();
        assert_eq!(
            marks
                .set(&[id(1)], Field::Read, false, "unread")
                .unwrap()
                .count(),
            0
        );
        marks
            .set(&[id(1), id(1)], Field::Read, true, "read")
            .unwrap();
        assert_eq!(
            marks
                .set(&[id(1)], Field::Read, true, "read")
                .unwrap()
                .count(),
            0
        );
        assert_eq!(marks.undo().unwrap().unwrap().count(), 1);
        assert_eq!(marks.undo().unwrap(), None);
    }

    #[test]
    fn places_and_state_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.db");
        let marks = Marks::open(&path).unwrap();
        marks.set_place(&id(4), 77).unwrap();
        marks.set(&[id(4)], Field::Starred, true, "star").unwrap();
        marks.set_state("archive", "/a").unwrap();
        drop(marks);
        let marks = Marks::open(&path).unwrap();
        let expected = Mark {
            read: false,
            starred: true,
            place: Some(77),
        };
        assert_eq!(
            marks.get(&[id(4), id(5)]).unwrap(),
            [expected, Mark::default()]
        );
        assert_eq!(marks.state("archive").unwrap().as_deref(), Some("/a"));
        let mut starred = Vec::new();
        marks.each(Field::Starred, |id| starred.push(id)).unwrap();
        assert_eq!(starred, [id(4)]);
    }

    #[test]
    fn another_program_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.db");
        let one = Marks::open(&path).unwrap();
        let other = Marks::open(&path).unwrap();
        let before = one.foreign_version().unwrap();
        one.set(&[id(1)], Field::Read, true, "read").unwrap();
        assert_eq!(one.foreign_version().unwrap(), before);
        other.set(&[id(2)], Field::Read, true, "read").unwrap();
        assert_ne!(one.foreign_version().unwrap(), before);
        assert_eq!(reads(&one, &[id(1), id(2)]), [true, true]);
    }

    #[test]
    fn foreign_files_and_newer_layouts_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.db");
        std::fs::write(
            &path,
            "not a database, surely, but long enough to be read as one".repeat(50),
        )
        .unwrap();
        let error = Marks::open(&path).unwrap_err().to_string();
        assert!(
            error.contains("marks.db") && error.contains("move it away"),
            "{error}"
        );
        std::fs::remove_file(&path).unwrap();
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        drop(connection);
        assert!(matches!(
            Marks::open(&path),
            Err(Error::Newer { found: 99, .. })
        ));
    }
}
