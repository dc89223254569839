//! What exports say about the reader's own state of articles, matched with the articles of the archive.

use rusqlite::params;

use super::manifest::Manifest;
use super::marks::Fact;
use super::{Error, Key, Kind, Library, addresses};
use crate::archive::{Problem, ProblemKind, State};
use crate::article::ArticleId;

/// The table of what exports say: tags and notes are joined by newlines.
pub(super) const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS said (
        id INTEGER PRIMARY KEY,
        file INTEGER NOT NULL,
        key INTEGER,
        article BLOB,
        read INTEGER,
        starred INTEGER,
        tags TEXT NOT NULL,
        notes TEXT NOT NULL,
        taken INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX IF NOT EXISTS said_of ON said (file);
    CREATE INDEX IF NOT EXISTS said_open ON said (taken) WHERE taken = 0;";

/// What an export says about one article of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// Its number.
    pub(super) row: i64,
    /// The article; two where the export's own text of it is not the one at its address.
    pub(super) ids: Vec<ArticleId>,
    /// Whether it was read.
    pub(super) read: bool,
    /// Whether it was starred.
    pub(super) starred: bool,
    /// Its labels.
    pub(super) tags: Vec<String>,
    /// Notes and highlights.
    pub(super) notes: Vec<String>,
}

/// The moment of marks that come from exports: before anything that was done here, so that this stays.
const LONG_AGO: i64 = 1;

impl Said {
    /// The marks that it comes to.
    fn facts(&self) -> Vec<Fact> {
        let set = |wanted: bool, kind| wanted.then(|| (Key::of(kind), String::new()));
        let note = (Key::of(Kind::Note), self.notes.join("\n"));
        let keys: Vec<(Key, String)> = set(self.read, Kind::Read)
            .into_iter()
            .chain(set(self.starred, Kind::Starred))
            .chain(Some(note).filter(|_| !self.notes.is_empty()))
            .chain(
                self.tags
                    .iter()
                    .filter_map(|tag| Some((Key::tag(tag)?, String::new()))),
            )
            .collect();
        let fact = |id: &ArticleId, (key, value): &(Key, String)| Fact {
            id: *id,
            key: key.clone(),
            at: LONG_AGO,
            value: Some(value.clone()),
        };
        let facts = |id| keys.iter().map(move |mark| fact(id, mark));
        self.ids.iter().flat_map(facts).collect()
    }
}

/// How many articles exports speak of, and how many of them the archive has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// Articles that exports speak of.
    pub said: usize,
    /// Those that are in the archive.
    pub here: usize,
    /// Those of them that are newly known to be here.
    pub fresh: usize,
    /// Marks that were set by it.
    pub marks: usize,
}

impl Manifest {
    /// Writes down what an export says of an article.
    pub(super) fn put_said(&self, file: i64, state: &State) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO said (file, key, article, read, starred, tags, notes)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                file,
                state.url.as_deref().and_then(addresses::key),
                state.id.map(|id| id.0.to_vec()),
                state.read,
                state.starred,
                state.tags.join("\n"),
                state.notes.join("\n")
            ])
            .map(drop)
    }

    /// Forgets what a file said.
    pub(super) fn clear_said(&self, file: i64) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("DELETE FROM said WHERE file = ?1")?
            .execute([file])
            .map(drop)
    }

    /// What exports say of articles that are here and was not taken over yet.
    pub(super) fn said(&self) -> rusqlite::Result<Vec<Said>> {
        let lines = |text: String| text.lines().map(str::to_owned).collect();
        self.connection
            .prepare(
                "SELECT said.id, said.article, address.article, read, starred, tags, notes
                 FROM said LEFT JOIN address ON address.key = said.key
                 WHERE taken = 0 AND (said.article IS NOT NULL OR address.article IS NOT NULL)",
            )?
            .query_map([], |row| {
                let [own, there]: [Option<[u8; 16]>; 2] = [row.get(1)?, row.get(2)?];
                let other = there.filter(|_| there != own);
                Ok(Said {
                    row: row.get(0)?,
                    ids: own.into_iter().chain(other).map(ArticleId).collect(),
                    read: row.get::<_, Option<bool>>(3)?.unwrap_or(false),
                    starred: row.get::<_, Option<bool>>(4)?.unwrap_or(false),
                    tags: lines(row.get(5)?),
                    notes: lines(row.get(6)?),
                })
            })?
            .collect()
    }

    /// Notes that these were taken over.
    pub(super) fn put_taken(&self, rows: &[i64]) -> rusqlite::Result<()> {
        self.begin()?;
        let mut put = self
            .connection
            .prepare_cached("UPDATE said SET taken = 1 WHERE id = ?1")?;
        for row in rows {
            put.execute([row])?;
        }
        drop(put);
        self.commit()
    }

    /// How many articles exports speak of, and how many of those are here.
    pub(super) fn said_counts(&self) -> rusqlite::Result<(usize, usize)> {
        self.connection.query_row(
            "SELECT count(*), coalesce(sum(taken), 0) FROM said",
            [],
            |row| {
                Ok((
                    row.get::<_, i64>(0)? as usize,
                    row.get::<_, i64>(1)? as usize,
                ))
            },
        )
    }

    /// What each export came to, as rows beside the problems.
    pub(super) fn said_rows(&self) -> rusqlite::Result<Vec<Problem>> {
        self.connection
            .prepare(
                "SELECT path, count(*), sum(taken) FROM said JOIN file ON file.id = said.file GROUP BY path ORDER BY path",
            )?
            .query_map([], |row| {
                let (all, here): (i64, i64) = (row.get(1)?, row.get(2)?);
                Ok(Problem {
                    kind: ProblemKind::Ignored,
                    file: row.get(0)?,
                    member: None,
                    line: None,
                    byte: None,
                    what: format!(
                        "says what was read, starred and labelled: {here} of the {all} articles it names are in this archive"
                    ),
                    hint: None,
                })
            })?
            .collect()
    }
}

impl Library {
    /// Takes over what exports say of articles that are here. What the user did with an article here stays as it is.
    pub(super) fn take_over_said(&self) -> Result<Matched, Error> {
        let Some(manifest) = Manifest::look(&self.folder)? else {
            return Ok(Matched::default());
        };
        let said = manifest.said()?;
        let facts = said.iter().flat_map(Said::facts);
        let marks = if said.is_empty() {
            0
        } else {
            self.merge(facts)?.taken
        };
        manifest.put_taken(&said.iter().map(|said| said.row).collect::<Vec<_>>())?;
        let (all, here) = manifest.said_counts()?;
        Ok(Matched {
            said: all,
            here,
            fresh: said.len(),
            marks,
        })
    }
}
