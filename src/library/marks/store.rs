//! Setting marks, taking that back, doing it again, and taking over marks from elsewhere.

use rusqlite::{CachedStatement, OptionalExtension, Transaction, params};

use super::key::{Change, Edit, Fact, Field, Key, Kind, Part, Stay};
use super::{Error, Marks, now, stamp};
use crate::article::ArticleId;

/// Steps that can be undone.
const STEPS: i64 = 1000;

/// The name under which the database remembers the folder of the exchange; while it is there, what changes goes into
/// the outbox.
pub(super) const FOLDER: &str = "exchange-folder";

/// The name under which the database counts the changes of marks.
pub(super) const VERSION: &str = "version";

/// What marks from elsewhere came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Marks that were offered.
    pub offered: usize,
    /// Those that were newer than what was there.
    pub taken: usize,
}

impl Marks {
    /// Sets or unsets a field of a group of articles: one step to undo, committed when this returns. What was undone
    /// before cannot be done again afterwards. `label` is what the user did.
    pub fn set(
        &self,
        ids: &[ArticleId],
        field: Field,
        value: bool,
        label: &str,
    ) -> Result<Change, Error> {
        self.edit(&[Edit::switch(ids, field, value)], label)
    }

    /// Makes some edits as one step to undo, committed when this returns. What was undone before cannot be done again
    /// afterwards. `label` is what the user did.
    pub fn edit(&self, edits: &[Edit], label: &str) -> Result<Change, Error> {
        self.write(|write| {
            let mut moves = Vec::new();
            let mut pen = Pen::new(write)?;
            for edit in edits {
                let mut ids = edit.ids.clone();
                ids.sort_unstable();
                ids.dedup();
                moves.extend(pen.put(&ids, &edit.key, edit.value.as_deref(), Where::Any)?);
            }
            drop(pen);
            if !moves.is_empty() {
                keep(write, label, &moves)?;
            }
            Ok(change(label, moves))
        })
    }

    /// Takes the last step back; `None` where there is none. What was changed since by another program or machine stays
    /// as that left it.
    pub fn undo(&self) -> Result<Option<Change>, Error> {
        self.turn(
            "SELECT id, label FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1",
            true,
        )
    }

    /// Does the step again that was taken back last; `None` where there is none.
    pub fn redo(&self) -> Result<Option<Change>, Error> {
        self.turn(
            "SELECT id, label FROM step WHERE undone = 1 ORDER BY id LIMIT 1",
            false,
        )
    }

    fn turn(&self, find: &str, back: bool) -> Result<Option<Change>, Error> {
        self.write(|write| {
            let step: Option<(i64, String)> = write
                .prepare_cached(find)?
                .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((step, label)) = step else {
                return Ok(None);
            };
            let mut parts = parts(write, step)?;
            if back {
                parts.reverse();
            }
            let mut pen = Pen::new(write)?;
            let mut moves = Vec::new();
            for part in parts {
                let (from, to) = if back {
                    (part.after, part.before)
                } else {
                    (part.before, part.after)
                };
                moves.extend(pen.put(
                    &part.ids,
                    &part.key,
                    to.as_deref(),
                    Where::Is(from.as_deref()),
                )?);
            }
            write.execute(
                "UPDATE step SET undone = ?1 WHERE id = ?2",
                params![back, step],
            )?;
            Ok(Some(change(&label, moves)))
        })
    }

    /// Keeps how far an article was read, in bytes of its text. No step to undo.
    pub fn set_place(&self, id: &ArticleId, place: u32) -> Result<(), Error> {
        self.jot(id, &Key::of(Kind::Place), &place.to_string())
    }

    /// Keeps that an article was read: from when on (milliseconds since 1970), how long, and how much of it was seen in
    /// percent. No step to undo.
    pub fn log(&self, id: &ArticleId, at: i64, seconds: u64, seen: u8) -> Result<(), Error> {
        let key = Key {
            kind: Kind::Visit,
            name: stamp(at),
        };
        let stay = serde_json::to_string(&Stay { seconds, seen }).unwrap_or_default();
        self.jot(id, &key, &stay)
    }

    /// Keeps a mark without a step to undo.
    pub(super) fn jot(&self, id: &ArticleId, key: &Key, value: &str) -> Result<(), Error> {
        self.write(|write| {
            Pen::new(write)?
                .put(&[*id], key, Some(value), Where::Any)
                .map(drop)
        })
    }

    /// Takes over marks from elsewhere: of two for the same key the later one stays, whatever the order in which they
    /// come; of two from the same moment the greater value. No step to undo. `carry` says whether what is new goes into
    /// the file that this machine keeps in the folder of the exchange.
    pub fn merge(
        &self,
        facts: impl IntoIterator<Item = Fact>,
        carry: bool,
    ) -> Result<Merged, Error> {
        self.write(|write| {
            let mut pen = Pen::new(write)?;
            if !carry {
                pen.carry = None;
            }
            let mut merged = Merged::default();
            for fact in facts {
                merged.offered += 1;
                merged.taken += usize::from(pen.take(&fact)?);
            }
            Ok(merged)
        })
    }

    /// Gives an article the marks of another that was the same at an earlier reading of its archive: one with the same
    /// address and headline. Nothing happens where it has marks of its own. Returns whether there was such a one.
    pub fn adopt(&self, id: &ArticleId, title: &str, url: &str) -> Result<bool, Error> {
        if url.is_empty() || self.has_own(id)? {
            return Ok(false);
        }
        let Some(earlier) = self.earlier(id, title, url)? else {
            return Ok(false);
        };
        self.write(|write| {
            let facts = super::look::facts_of(write, &earlier)?;
            let mut pen = Pen::new(write)?;
            for mut fact in facts {
                // The visits were visits of the other text, and its place may not be a place of this one.
                if !matches!(fact.key.kind, Kind::Visit | Kind::Place) {
                    fact.id = *id;
                    pen.take(&fact)?;
                }
            }
            Ok(true)
        })
    }
}

/// Which articles a mark is set on.
#[derive(Clone, Copy)]
enum Where<'a> {
    /// All that are given.
    Any,
    /// Those whose mark is this.
    Is(Option<&'a str>),
}

/// What one step did: from what to what.
struct Move {
    key: Key,
    before: Option<String>,
    after: Option<String>,
    ids: Vec<ArticleId>,
}

/// Everything that writes marks in one transaction.
struct Pen<'a> {
    look: CachedStatement<'a>,
    put: CachedStatement<'a>,
    carry: Option<CachedStatement<'a>>,
    now: i64,
}

impl<'a> Pen<'a> {
    fn new(write: &'a Transaction<'_>) -> rusqlite::Result<Self> {
        write
            .prepare_cached(
                "INSERT INTO state (name, value) VALUES (?1, '1')
                 ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1",
            )?
            .execute([VERSION])?;
        let exchanges = write
            .prepare_cached("SELECT 1 FROM state WHERE name = ?1")?
            .exists([FOLDER])?;
        let carry = "INSERT OR IGNORE INTO outbox (article, kind, name) VALUES (?1, ?2, ?3)";
        Ok(Self {
            look: write.prepare_cached(
                "SELECT value, at FROM mark WHERE article = ?1 AND kind = ?2 AND name = ?3",
            )?,
            put: write.prepare_cached(
                "INSERT INTO mark (article, kind, name, value, at) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET value = excluded.value, at = excluded.at",
            )?,
            carry: exchanges.then(|| write.prepare_cached(carry)).transpose()?,
            now: now(),
        })
    }

    fn there(
        &mut self,
        id: &ArticleId,
        key: &Key,
    ) -> rusqlite::Result<Option<(Option<String>, i64)>> {
        self.look
            .query_row(params![&id.0[..], key.kind.number(), key.name], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()
    }

    fn write(
        &mut self,
        id: &ArticleId,
        key: &Key,
        value: Option<&str>,
        at: i64,
    ) -> rusqlite::Result<()> {
        let kind = key.kind.number();
        self.put
            .execute(params![&id.0[..], kind, key.name, value, at])?;
        if let Some(carry) = &mut self.carry {
            carry.execute(params![&id.0[..], kind, key.name])?;
        }
        Ok(())
    }

    /// Sets a mark of articles and returns what changed.
    fn put(
        &mut self,
        ids: &[ArticleId],
        key: &Key,
        value: Option<&str>,
        only: Where<'_>,
    ) -> rusqlite::Result<Vec<Move>> {
        let mut moves: Vec<Move> = Vec::new();
        for id in ids {
            let (before, at) = self.there(id, key)?.unwrap_or((None, i64::MIN));
            let other = matches!(only, Where::Is(expected) if expected != before.as_deref());
            if other || before.as_deref() == value {
                continue;
            }
            // A clock that runs behind may not lose what was just done.
            self.write(id, key, value, self.now.max(at.saturating_add(1)))?;
            match moves.iter_mut().find(|known| known.before == before) {
                Some(known) => known.ids.push(*id),
                None => moves.push(Move {
                    key: key.clone(),
                    before,
                    after: value.map(str::to_owned),
                    ids: vec![*id],
                }),
            }
        }
        Ok(moves)
    }

    /// Takes a mark over if it is later than what is there.
    fn take(&mut self, fact: &Fact) -> rusqlite::Result<bool> {
        let newer = match self.there(&fact.id, &fact.key)? {
            Some((value, at)) => (at, &value) < (fact.at, &fact.value),
            None => true,
        };
        if newer {
            self.write(&fact.id, &fact.key, fact.value.as_deref(), fact.at)?;
        }
        Ok(newer)
    }
}

fn change(label: &str, moves: Vec<Move>) -> Change {
    let part = |step: Move| Part {
        key: step.key,
        value: step.after,
        ids: step.ids,
    };
    Change {
        label: label.to_owned(),
        parts: moves.into_iter().map(part).collect(),
    }
}

/// Writes a step down, forgets what was undone, and the steps that lie too far back.
fn keep(write: &Transaction<'_>, label: &str, moves: &[Move]) -> rusqlite::Result<()> {
    write.execute(
        "DELETE FROM part WHERE step IN (SELECT id FROM step WHERE undone = 1)",
        [],
    )?;
    write.execute("DELETE FROM step WHERE undone = 1", [])?;
    write
        .prepare_cached("INSERT INTO step (label, at) VALUES (?1, ?2)")?
        .execute(params![label, now()])?;
    let step = write.last_insert_rowid();
    let mut insert = write.prepare_cached(
        "INSERT INTO part (step, kind, name, before, after, articles) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for step_part in moves {
        let articles: Vec<u8> = step_part.ids.iter().flat_map(|id| id.0).collect();
        let key = &step_part.key;
        insert.execute(params![
            step,
            key.kind.number(),
            key.name,
            step_part.before,
            step_part.after,
            articles
        ])?;
    }
    write.execute("DELETE FROM part WHERE step <= ?1", [step - STEPS])?;
    write.execute("DELETE FROM step WHERE id <= ?1", [step - STEPS])?;
    Ok(())
}

/// What a step did.
fn parts(write: &Transaction<'_>, step: i64) -> rusqlite::Result<Vec<Move>> {
    let mut query = write.prepare_cached(
        "SELECT kind, name, before, after, articles FROM part WHERE step = ?1 ORDER BY rowid",
    )?;
    let mut rows = query.query([step])?;
    let mut parts = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(key) = Key::read(row.get(0)?, row.get(1)?) else {
            continue;
        };
        let articles = row.get_ref(4)?.as_blob().unwrap_or_default();
        let ids = articles.as_chunks::<16>().0;
        parts.push(Move {
            key,
            before: row.get(2)?,
            after: row.get(3)?,
            ids: ids.iter().map(|id| ArticleId(*id)).collect(),
        });
    }
    Ok(parts)
}
