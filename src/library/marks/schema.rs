//! The tables of the marks and how an older layout becomes the present one.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::super::journal::write_ahead;
use super::key::Kind;

/// The layout of the database; a higher number comes from a newer kliping.
pub(super) const LAYOUT: i64 = 2;

/// `mark` holds one row a register; a value of NULL says that the mark was taken away, and when. `part` holds what a
/// step changed: from what, to what, in which articles. `outbox` holds what the folder of the exchange does not have yet.
const TABLES: &str = "
    CREATE TABLE mark (
        article BLOB NOT NULL,
        kind INTEGER NOT NULL,
        name TEXT NOT NULL,
        value TEXT,
        at INTEGER NOT NULL,
        PRIMARY KEY (article, kind, name)
    ) WITHOUT ROWID;
    CREATE INDEX mark_by_kind ON mark (kind, name, article) WHERE value IS NOT NULL;
    CREATE INDEX mark_by_address ON mark (json_extract(value, '$.url')) WHERE kind = 5 AND value IS NOT NULL;
    CREATE TABLE step (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0,
        at INTEGER NOT NULL
    );
    CREATE TABLE part (
        step INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        name TEXT NOT NULL,
        before TEXT,
        after TEXT,
        articles BLOB NOT NULL
    );
    CREATE INDEX part_by_step ON part (step);
    CREATE TABLE outbox (
        article BLOB NOT NULL,
        kind INTEGER NOT NULL,
        name TEXT NOT NULL,
        PRIMARY KEY (article, kind, name)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS state (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
    PRAGMA user_version = 2;";

/// Makes the connection safe and the tables there; returns the layout found.
pub(super) fn prepare(connection: &mut Connection) -> rusqlite::Result<i64> {
    journal(connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    let write = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = write.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match found {
        0 => write.execute_batch(TABLES)?,
        1 => from_first(&write)?,
        _ => {}
    }
    write.commit()?;
    Ok(found)
}

/// Brings layout 1, which had a column for each mark and one change a step, to the present layout.
fn from_first(write: &Transaction<'_>) -> rusqlite::Result<()> {
    write.execute_batch(
        "ALTER TABLE mark RENAME TO mark_1;
         ALTER TABLE step RENAME TO step_1;",
    )?;
    write.execute_batch(TABLES)?;
    let (read, starred, place) = (
        Kind::Read.number(),
        Kind::Starred.number(),
        Kind::Place.number(),
    );
    write.execute_batch(&format!(
        "INSERT INTO mark SELECT article, {read}, '', '', changed * 1000 FROM mark_1 WHERE read;
         INSERT INTO mark SELECT article, {starred}, '', '', changed * 1000 FROM mark_1 WHERE starred;
         INSERT INTO mark SELECT article, {place}, '', CAST(place AS TEXT), changed * 1000 FROM mark_1
             WHERE place IS NOT NULL;
         INSERT INTO step (id, label, undone, at) SELECT id, label, undone, at * 1000 FROM step_1;
         INSERT INTO part (step, kind, name, before, after, articles)
             SELECT id, CASE field WHEN 'starred' THEN {starred} ELSE {read} END, '',
                 CASE value WHEN 0 THEN '' END, CASE value WHEN 0 THEN NULL ELSE '' END, articles
             FROM step_1;
         DROP TABLE mark_1;
         DROP TABLE step_1;"
    ))
}

/// Chooses the write-ahead log, and the rollback journal where that does not work: it needs shared memory, which
/// network file systems do not have.
fn journal(connection: &Connection) -> rusqlite::Result<()> {
    let try_log = || -> rusqlite::Result<bool> {
        let mode = write_ahead(connection)?;
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

#[cfg(test)]
mod tests {
    use super::super::{Field, Kind, Marks};
    use crate::article::ArticleId;

    /// Written by kliping 0.1.0 before tags and notes: articles 1 and 2 read, 2 starred, 3 unread again, 4 starred and
    /// that undone; 1 read up to byte 777, 5 up to 42.
    const FIRST: &[u8] = include_bytes!("../../../tests/fixtures/marks-layout-1.db");

    #[test]
    fn the_first_layout_comes_over_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.db");
        std::fs::write(&path, FIRST).unwrap();
        let marks = Marks::open(&path).unwrap();
        let ids: Vec<_> = (1..=5).map(|at| ArticleId([at; 16])).collect();
        let states = |marks: &Marks| {
            let found = marks.get(&ids).unwrap();
            let states = found
                .into_iter()
                .map(|mark| (mark.read, mark.starred, mark.place));
            states.collect::<Vec<_>>()
        };
        let expected = [
            (true, false, Some(777)),
            (true, true, None),
            (false, false, None),
            (false, false, None),
            (false, false, Some(42)),
        ];
        assert_eq!(states(&marks), expected);
        assert_eq!(
            marks.state("last-archive").unwrap().as_deref(),
            Some("/home/reader/arsip")
        );
        // What was undone before can be done again, and the steps before it be taken back.
        assert_eq!(marks.redo().unwrap().unwrap().label, "starred");
        assert!(states(&marks)[3].1);
        for label in ["starred", "marked unread", "starred", "marked read"] {
            assert_eq!(marks.undo().unwrap().unwrap().label, label);
        }
        assert_eq!(
            states(&marks)
                .iter()
                .map(|state| state.0)
                .collect::<Vec<_>>(),
            [true, false, false, false, false]
        );
        assert_eq!(marks.undo().unwrap().unwrap().count(), 1);
        assert_eq!(marks.undo().unwrap(), None);
        drop(marks);
        // A second start finds the present layout.
        let marks = Marks::open(&path).unwrap();
        marks.set(&ids[..1], Field::Read, true, "read").unwrap();
        let mut read = Vec::new();
        marks.each(Kind::Read, None, |id| read.push(id)).unwrap();
        assert_eq!(read, ids[..1]);
    }
}
