//! What was read of the archive so far: its files, the articles of each, further places of the same article, and
//! what could not be read. Part of the cache: it says what the index holds, and goes when the index goes.

use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OptionalExtension, params};

use super::{addresses, imported, journal, story};
use crate::archive::{Entry, Problem, ProblemKind};
use crate::article::{ArticleId, Provenance};

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS file (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL,
        size INTEGER NOT NULL,
        modified INTEGER NOT NULL,
        whole INTEGER NOT NULL
    );
    CREATE TABLE IF NOT EXISTS held (
        file INTEGER NOT NULL,
        part INTEGER NOT NULL,
        articles BLOB NOT NULL,
        PRIMARY KEY (file, part)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS twin (
        article BLOB NOT NULL,
        file INTEGER NOT NULL,
        member TEXT,
        byte INTEGER NOT NULL,
        length INTEGER NOT NULL,
        PRIMARY KEY (article, file)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS problem (
        id INTEGER PRIMARY KEY,
        file INTEGER NOT NULL,
        path TEXT NOT NULL,
        kind INTEGER NOT NULL,
        member TEXT,
        line INTEGER,
        byte INTEGER,
        what TEXT NOT NULL,
        hint TEXT
    );
    CREATE INDEX IF NOT EXISTS problem_of ON problem (file);
    CREATE TABLE IF NOT EXISTS line (hash INTEGER PRIMARY KEY, count INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;";

/// The number of what belongs to no file: problems of the walk itself.
pub(super) const NO_FILE: i64 = 0;

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// Its number.
    pub(super) file: i64,
    /// Whether it is as it was when it was read, and was read to its end.
    pub(super) fresh: bool,
    /// Whether it is as it was when reading began, and was not read to its end.
    pub(super) begun: bool,
    /// Whether anything of it was read.
    pub(super) seen: bool,
}

/// The database of what was read.
#[derive(Debug)]
pub(super) struct Manifest {
    /// The database.
    pub(super) connection: Connection,
}

/// The number of a file, from its path; the next `attempt` where another file has the one before.
fn number(path: &str, attempt: u8) -> i64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(path.as_bytes());
    hasher.update(&[attempt]);
    let mut head = [0; 8];
    head.copy_from_slice(hasher.finalize().as_bytes().get(..8).unwrap_or(&[0; 8]));
    i64::from_be_bytes(head) >> 1 | 1
}

/// The name of the fact that says where a file of lines ended when it was read: its size and a digest.
pub(super) fn end_of(file: i64) -> String {
    format!("end {file}")
}

/// Nanoseconds since 1970; 0 where the file system does not say.
fn stamp(entry: &Entry) -> i64 {
    entry
        .modified
        .unwrap_or(UNIX_EPOCH)
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_nanos() as i64
}

/// Files changed less than this before they were read may have been changed again in the same tick of the file
/// system's clock; they are looked at once more.
const TICK: Duration = Duration::from_millis(20);

impl Manifest {
    /// Opens the database in the folder of an index, or makes it.
    pub(super) fn open(folder: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open(folder.join("files.db"))?;
        journal::write_ahead(&connection)?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "cache_size", -8000)?;
        for tables in [TABLES, addresses::TABLE, imported::TABLE, story::TABLES] {
            connection.execute_batch(tables)?;
        }
        Ok(Self { connection })
    }

    /// Opens the database for looking only; `None` where there is none yet.
    pub(super) fn look(folder: &Path) -> rusqlite::Result<Option<Self>> {
        let path = folder.join("files.db");
        if path.is_file() {
            Self::open(folder).map(Some)
        } else {
            Ok(None)
        }
    }

    /// Begins to write; [`Manifest::commit`] ends it.
    pub(super) fn begin(&self) -> rusqlite::Result<()> {
        if self.connection.is_autocommit() {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
        }
        Ok(())
    }

    /// Makes what was written since [`Manifest::begin`] durable.
    pub(super) fn commit(&self) -> rusqlite::Result<()> {
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("COMMIT")?;
        }
        Ok(())
    }

    /// What is known of a file of the archive.
    pub(super) fn known(&self, entry: &Entry) -> rusqlite::Result<Known> {
        let mut find = self
            .connection
            .prepare_cached("SELECT path, size, modified, whole FROM file WHERE id = ?1")?;
        for attempt in 0..u8::MAX {
            let file = number(&entry.path, attempt);
            let found = find
                .query_row([file], |row| {
                    let path = row.get_ref(0)?.as_str()? == entry.path;
                    let same = row.get::<_, i64>(1)? == entry.size as i64
                        && row.get::<_, i64>(2)? == stamp(entry);
                    Ok((path, same, row.get::<_, bool>(3)?))
                })
                .optional()?;
            match found {
                Some((false, ..)) => {}
                Some((true, same, whole)) => {
                    return Ok(Known {
                        file,
                        fresh: same && whole,
                        begun: same && !whole,
                        seen: true,
                    });
                }
                None => {
                    return Ok(Known {
                        file,
                        fresh: false,
                        begun: false,
                        seen: false,
                    });
                }
            }
        }
        Err(rusqlite::Error::QueryReturnedNoRows)
    }

    /// Writes down a file as it was when reading began; `whole` once it was read to its end.
    pub(super) fn put_file(&self, file: i64, entry: &Entry, whole: bool) -> rusqlite::Result<()> {
        let recent = entry.modified.is_some_and(|at| {
            SystemTime::now()
                .duration_since(at)
                .is_ok_and(|since| since < TICK)
        });
        let modified = if recent { -1 } else { stamp(entry) };
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO file (id, path, size, modified, whole) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![file, entry.path, entry.size as i64, modified, whole])
            .map(drop)
    }

    /// Forgets a file, its articles and its problems.
    pub(super) fn remove_file(&self, file: i64) -> rusqlite::Result<()> {
        self.forget_fact(&end_of(file))?;
        for table in [
            "DELETE FROM file WHERE id = ?1",
            "DELETE FROM twin WHERE file = ?1",
            "DELETE FROM said WHERE file = ?1",
        ] {
            self.connection.prepare_cached(table)?.execute([file])?;
        }
        self.clear_articles(file)?;
        self.clear_problems(file)
    }

    /// Makes a file be read again by the next ingest.
    pub(super) fn distrust(&self, file: i64) -> rusqlite::Result<()> {
        self.forget_fact(&end_of(file))?;
        self.connection
            .prepare_cached("UPDATE file SET modified = -1 WHERE id = ?1")?
            .execute([file])
            .map(drop)
    }

    /// The number of the next stretch of the articles of a file.
    pub(super) fn next_part(&self, file: i64) -> rusqlite::Result<i64> {
        self.connection
            .prepare_cached("SELECT coalesce(max(part), -1) + 1 FROM held WHERE file = ?1")?
            .query_row([file], |row| row.get(0))
    }

    /// How many files are known.
    pub(super) fn files(&self) -> rusqlite::Result<u64> {
        self.connection
            .query_row("SELECT count(*) FROM file", [], |row| row.get::<_, i64>(0))
            .map(|count| count as u64)
    }

    /// The known files that `gone` says are gone.
    pub(super) fn gone(&self, gone: impl Fn(&str) -> bool) -> rusqlite::Result<Vec<i64>> {
        let mut all = self.connection.prepare("SELECT id, path FROM file")?;
        let mut rows = all.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if gone(row.get_ref(1)?.as_str()?) {
                found.push(row.get(0)?);
            }
        }
        Ok(found)
    }

    /// The articles of a file, each with the number of its stretch: below 0 those of the reading before this one.
    pub(super) fn articles(
        &self,
        file: i64,
        mut on: impl FnMut(i64, ArticleId),
    ) -> rusqlite::Result<()> {
        let mut parts = self
            .connection
            .prepare_cached("SELECT part, articles FROM held WHERE file = ?1")?;
        let mut rows = parts.query([file])?;
        while let Some(row) = rows.next()? {
            let part = row.get(0)?;
            for id in row.get_ref(1)?.as_blob()?.as_chunks::<16>().0 {
                on(part, ArticleId(*id));
            }
        }
        Ok(())
    }

    /// Makes the articles of a file those of the reading before.
    pub(super) fn age_articles(&self, file: i64) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("UPDATE held SET part = -1 - part WHERE file = ?1 AND part >= 0")?
            .execute([file])
            .map(drop)
    }

    /// Forgets the articles of the reading before.
    pub(super) fn clear_aged(&self, file: i64) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("DELETE FROM held WHERE file = ?1 AND part < 0")?
            .execute([file])
            .map(drop)
    }

    /// Writes down one stretch of the articles of a file.
    pub(super) fn put_articles(
        &self,
        file: i64,
        part: i64,
        ids: &[ArticleId],
    ) -> rusqlite::Result<()> {
        let blob: Vec<u8> = ids.iter().flat_map(|id| id.0).collect();
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO held (file, part, articles) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![file, part, blob])
            .map(drop)
    }

    /// Forgets which articles a file holds.
    pub(super) fn clear_articles(&self, file: i64) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("DELETE FROM held WHERE file = ?1")?
            .execute([file])
            .map(drop)
    }

    /// Writes down a further place of an article that the index has from elsewhere.
    pub(super) fn put_twin(
        &self,
        id: &ArticleId,
        file: i64,
        place: &Provenance,
    ) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO twin (article, file, member, byte, length) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![&id.0[..], file, place.member, place.offset as i64, place.length as i64])
            .map(drop)
    }

    /// Forgets that a file holds an article of another; whether it did.
    pub(super) fn remove_twin(&self, id: &ArticleId, file: i64) -> rusqlite::Result<bool> {
        self.connection
            .prepare_cached("DELETE FROM twin WHERE article = ?1 AND file = ?2")?
            .execute(params![&id.0[..], file])
            .map(|removed| removed > 0)
    }

    /// Whether a file holds an article of another.
    pub(super) fn is_twin(&self, id: &ArticleId, file: i64) -> rusqlite::Result<bool> {
        self.connection
            .prepare_cached("SELECT 1 FROM twin WHERE article = ?1 AND file = ?2")?
            .exists(params![&id.0[..], file])
    }

    /// The files that hold an article of another.
    pub(super) fn twins(&self, id: &ArticleId) -> rusqlite::Result<Vec<i64>> {
        self.connection
            .prepare_cached("SELECT file FROM twin WHERE article = ?1")?
            .query_map([&id.0[..]], |row| row.get(0))?
            .collect()
    }

    /// The further places of an article: file, member, first byte, length.
    pub(super) fn twin_places(&self, id: &ArticleId) -> rusqlite::Result<Vec<Provenance>> {
        self.connection
            .prepare_cached(
                "SELECT path, member, byte, length FROM twin JOIN file ON file.id = twin.file WHERE article = ?1",
            )?
            .query_map([&id.0[..]], |row| {
                Ok(Provenance {
                    file: row.get(0)?,
                    member: row.get(1)?,
                    offset: row.get::<_, i64>(2)? as u64,
                    length: row.get::<_, i64>(3)? as u64,
                    ..Provenance::default()
                })
            })?
            .collect()
    }

    /// Forgets the problems of a file.
    pub(super) fn clear_problems(&self, file: i64) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("DELETE FROM problem WHERE file = ?1")?
            .execute([file])
            .map(drop)
    }

    /// Forgets the problems of a file behind its first `from` bytes.
    pub(super) fn clear_problems_behind(&self, file: i64, from: u64) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("DELETE FROM problem WHERE file = ?1 AND byte >= ?2")?
            .execute(params![file, from as i64])
            .map(drop)
    }

    /// Writes down a problem of a file.
    pub(super) fn put_problem(&self, file: i64, problem: &Problem) -> rusqlite::Result<()> {
        let kind = match problem.kind {
            ProblemKind::Damaged => 0,
            ProblemKind::Ignored => 1,
            ProblemKind::Refused => 2,
        };
        self.connection
            .prepare_cached(
                "INSERT INTO problem (file, path, kind, member, line, byte, what, hint)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                file,
                problem.file,
                kind,
                problem.member,
                problem.line.map(|line| line as i64),
                problem.byte.map(|byte| byte as i64),
                problem.what,
                problem.hint
            ])
            .map(drop)
    }

    /// How many problems there are.
    pub(super) fn problem_count(&self) -> rusqlite::Result<usize> {
        self.connection
            .query_row("SELECT count(*) FROM problem", [], |row| {
                row.get::<_, i64>(0)
            })
            .map(|count| count as usize)
    }

    /// A stretch of the problems, in the order in which they were met.
    pub(super) fn problems(&self, range: std::ops::Range<usize>) -> rusqlite::Result<Vec<Problem>> {
        self.connection
            .prepare_cached(
                "SELECT kind, path, member, line, byte, what, hint FROM problem ORDER BY id LIMIT ?1 OFFSET ?2",
            )?
            .query_map(params![range.len() as i64, range.start as i64], |row| {
                Ok(Problem {
                    kind: match row.get::<_, i64>(0)? {
                        0 => ProblemKind::Damaged,
                        1 => ProblemKind::Ignored,
                        _ => ProblemKind::Refused,
                    },
                    file: row.get(1)?,
                    member: row.get(2)?,
                    line: row.get::<_, Option<i64>>(3)?.map(|line| line as u64),
                    byte: row.get::<_, Option<i64>>(4)?.map(|byte| byte as u64),
                    what: row.get(5)?,
                    hint: row.get(6)?,
                })
            })?
            .collect()
    }

    /// Forgets a fact.
    pub(super) fn forget_fact(&self, name: &str) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("DELETE FROM fact WHERE name = ?1")?
            .execute([name])
            .map(drop)
    }

    /// A fact about the whole.
    pub(super) fn fact(&self, name: &str) -> rusqlite::Result<Option<String>> {
        self.connection
            .prepare_cached("SELECT value FROM fact WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()
    }

    /// Writes down a fact.
    pub(super) fn put_fact(&self, name: &str, value: &str) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO fact (name, value) VALUES (?1, ?2)")?
            .execute([name, value])
            .map(drop)
    }

    /// Makes every file be read again by this ingest.
    pub(super) fn distrust_all(&self) -> rusqlite::Result<()> {
        self.connection
            .execute("DELETE FROM fact WHERE name LIKE 'end %'", [])?;
        self.connection
            .execute("UPDATE file SET modified = -1", [])
            .map(drop)
    }

    /// The counts of repeated lines.
    pub(super) fn lines(&self) -> rusqlite::Result<Vec<(u64, u32)>> {
        self.connection
            .prepare("SELECT hash, count FROM line")?
            .query_map([], |row| Ok((row.get::<_, i64>(0)? as u64, row.get(1)?)))?
            .collect()
    }

    /// Keeps the counts of repeated lines in place of the former.
    pub(super) fn put_lines(
        &self,
        lines: impl Iterator<Item = (u64, u32)>,
    ) -> rusqlite::Result<()> {
        self.connection.execute("DELETE FROM line", [])?;
        let mut put = self
            .connection
            .prepare_cached("INSERT INTO line (hash, count) VALUES (?1, ?2)")?;
        for (hash, count) in lines {
            put.execute(params![hash as i64, count])?;
        }
        Ok(())
    }
}
