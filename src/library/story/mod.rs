//! Which articles tell one story: wire copies and what was printed again, slightly edited, elsewhere in the archive.
//!
//! Every article leaves a sketch of 22 bytes. At each commit those of the new articles are compared with all others: what
//! has three neighbouring bytes in common (bands, as in Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", 3.4)
//! and half of all is a candidate, and the texts decide. A story is the article that was met first and those that
//! resemble it, so that a chain of small changes never leads from one story to another.

mod headline;
mod link;
mod runs;

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension, params};

use super::manifest::Manifest;
use crate::article::ArticleId;
use crate::index::Snapshot;

pub(super) use runs::{Least, SLOTS, byte, hash};

/// The tables of sketches and of copies: each article with the one that was met first. Without that one it is a form: a
/// text that a site prints again and again, of which no two are copies.
pub(super) const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS sketch (part INTEGER PRIMARY KEY, records BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS copy (article INTEGER PRIMARY KEY, first INTEGER);
    CREATE INDEX IF NOT EXISTS copy_of ON copy (first);";

/// Texts with fewer runs are too short to be known again.
const SHORTEST: usize = 60;

/// What the slots of a text come to, a byte each; 0 is an empty slot.
type Sketch = [u8; SLOTS];

/// The bytes of a record: the number of an article and its sketch.
const RECORD: usize = 8 + SLOTS;

/// A part of the table of sketches grows to this before another is begun.
const PART: usize = 256 << 10;

/// An article and its sketch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Record {
    number: u64,
    sketch: Sketch,
}

impl Record {
    fn read(bytes: &[u8; RECORD]) -> Self {
        let (mut number, mut sketch) = ([0; 8], [0; SLOTS]);
        let (head, tail) = bytes.split_at(8);
        number.copy_from_slice(head);
        sketch.copy_from_slice(tail);
        Self {
            number: u64::from_le_bytes(number),
            sketch,
        }
    }

    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.number.to_le_bytes());
        out.extend_from_slice(&self.sketch);
    }
}

/// What an article is to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// No copy; others may be copies of it.
    Alone,
    /// A copy of the article with this number.
    Copy(u64),
    /// A text that a site prints again and again.
    Form,
}

/// What came and went since the last commit.
#[derive(Debug, Default)]
pub(super) struct Stories {
    came: Vec<Record>,
    /// The numbers of articles that went, with how many had come before.
    went: HashMap<u64, usize>,
}

impl Stories {
    /// Notes an article that goes into the index.
    pub(super) fn note(&mut self, id: &ArticleId, least: &Least) {
        if least.runs < SHORTEST {
            return;
        }
        let number = Snapshot::number(id);
        let mut sketch = [0; SLOTS];
        for (slot, least) in sketch.iter_mut().zip(least.slots) {
            if least != u32::MAX {
                *slot = byte(least).max(1);
            }
        }
        self.came.push(Record { number, sketch });
    }

    /// Notes an article that is taken out of the index.
    pub(super) fn forget(&mut self, id: &ArticleId) {
        self.went.insert(Snapshot::number(id), self.came.len());
    }

    /// Those that came and did not go again, the last of each.
    fn stayed(&mut self) -> Vec<Record> {
        let went = &self.went;
        let mut met = HashSet::new();
        let came = std::mem::take(&mut self.came).into_iter().enumerate();
        let mut stayed: Vec<Record> = came
            .rev()
            .filter(|(at, record)| went.get(&record.number).is_none_or(|before| at >= before))
            .filter(|(_, record)| met.insert(record.number))
            .map(|(_, record)| record)
            .collect();
        stayed.reverse();
        stayed
    }
}

impl Manifest {
    /// Every copy with the article that was met first, and every one that was, with itself.
    pub(super) fn stories(&self) -> rusqlite::Result<Vec<(u64, u64)>> {
        let mut members = Vec::new();
        let mut copies = self.connection.prepare_cached(
            "SELECT article, first FROM copy WHERE first IS NOT NULL ORDER BY first",
        )?;
        let mut rows = copies.query([])?;
        let mut last = None;
        while let Some(row) = rows.next()? {
            let (article, first) = (row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64);
            if last != Some(first) {
                members.push((first, first));
                last = Some(first);
            }
            members.push((article, first));
        }
        Ok(members)
    }

    /// The other articles of the story of an article, by number.
    pub(super) fn copies(&self, number: u64) -> rusqlite::Result<Vec<u64>> {
        let first = match self.standing(number)? {
            Standing::Copy(first) => first,
            Standing::Alone | Standing::Form => number,
        };
        let mut all = self.copies_of(first)?;
        all.insert(0, first);
        all.retain(|other| *other != number);
        Ok(all)
    }

    fn copies_of(&self, first: u64) -> rusqlite::Result<Vec<u64>> {
        self.connection
            .prepare_cached("SELECT article FROM copy WHERE first = ?1")?
            .query_map([first as i64], |row| {
                row.get::<_, i64>(0).map(|number| number as u64)
            })?
            .collect()
    }

    fn standing(&self, number: u64) -> rusqlite::Result<Standing> {
        self.connection
            .prepare_cached("SELECT first FROM copy WHERE article = ?1")?
            .query_row([number as i64], |row| {
                row.get::<_, Option<i64>>(0)
                    .map(|first| first.map_or(Standing::Form, |first| Standing::Copy(first as u64)))
            })
            .optional()
            .map(|standing| standing.unwrap_or(Standing::Alone))
    }

    fn put_copy(&self, number: u64, first: Option<u64>) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO copy (article, first) VALUES (?1, ?2)")?
            .execute(params![number as i64, first.map(|first| first as i64)])
            .map(drop)
    }

    fn remove_copy(&self, number: u64) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("DELETE FROM copy WHERE article = ?1")?
            .execute([number as i64])
            .map(drop)
    }

    /// Tells every record of every part, part by part; a part that `on` changes is written back.
    fn each_part(&self, mut on: impl FnMut(&mut Vec<Record>) -> bool) -> rusqlite::Result<()> {
        let mut changed = Vec::new();
        let mut parts = self
            .connection
            .prepare_cached("SELECT part, records FROM sketch ORDER BY part")?;
        let mut rows = parts.query([])?;
        while let Some(row) = rows.next()? {
            let blob = row.get_ref(1)?.as_blob()?;
            let records = blob.as_chunks::<RECORD>().0.iter();
            let mut records: Vec<Record> = records.map(Record::read).collect();
            if on(&mut records) {
                changed.push((row.get::<_, i64>(0)?, records));
            }
        }
        for (part, records) in changed {
            self.put_part(part, &records)?;
        }
        Ok(())
    }

    fn put_part(&self, part: i64, records: &[Record]) -> rusqlite::Result<()> {
        let mut blob = Vec::with_capacity(records.len() * RECORD);
        for record in records {
            record.write(&mut blob);
        }
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO sketch (part, records) VALUES (?1, ?2)")?
            .execute(params![part, blob])
            .map(drop)
    }

    /// Appends records: to the last part while it is small, else as a new one.
    fn append(&self, records: &[Record]) -> rusqlite::Result<()> {
        if records.is_empty() {
            return Ok(());
        }
        let last = self
            .connection
            .prepare_cached("SELECT part, records FROM sketch ORDER BY part DESC LIMIT 1")?
            .query_row([], |row| {
                let blob = row.get_ref(1)?.as_blob()?;
                let kept = (blob.len() < PART).then(|| blob.to_vec());
                Ok((row.get::<_, i64>(0)?, kept))
            })
            .optional()?;
        let (part, mut all) = match last {
            Some((part, Some(blob))) => {
                let records = blob.as_chunks::<RECORD>().0.iter();
                (part, records.map(Record::read).collect())
            }
            Some((part, None)) => (part + 1, Vec::new()),
            None => (0, Vec::new()),
        };
        all.extend_from_slice(records);
        self.put_part(part, &all)
    }
}
