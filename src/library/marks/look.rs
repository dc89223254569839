//! Looking marks up.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::key::{About, Fact, Key, Kind, Mark, Remarks, Sheet, Stay, Visit};
use super::passage::letters;
use super::{Error, Marks, Passage};
use crate::article::ArticleId;

/// Whether an article with an identity between two has a mark of a kind. The sign keeps the planner from walking through
/// all marks of the kind for each article.
const AMONG: &str =
    "SELECT 1 FROM mark WHERE article BETWEEN ?1 AND ?2 AND +kind = ?3 AND value IS NOT NULL";

impl Marks {
    /// The marks of these articles, in the same order.
    pub fn get(&self, ids: &[ArticleId]) -> Result<Vec<Mark>, Error> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT kind, name, CASE kind WHEN ?2 THEN value END FROM mark
                 WHERE article = ?1 AND kind < ?3 AND value IS NOT NULL",
            )?;
            ids.iter()
                .map(|id| {
                    let mut mark = Mark::default();
                    let (place, visit) = (Kind::Place.number(), Kind::Visit.number());
                    let mut rows = query.query(params![&id.0[..], place, visit])?;
                    while let Some(row) = rows.next()? {
                        note(&mut mark, row)?;
                    }
                    Ok(mark)
                })
                .collect()
        })
    }

    /// The note, the highlights and the place of an article.
    pub fn sheet(&self, id: &ArticleId) -> Result<Sheet, Error> {
        self.read(|connection| {
            let mut sheet = Sheet::default();
            for fact in facts_of(connection, id)? {
                let Some(value) = fact.value else { continue };
                match fact.key.kind {
                    Kind::Note => sheet.note = Some(value),
                    Kind::Place => sheet.place = value.parse().ok(),
                    Kind::Highlight => {
                        let passage = Passage::read(&value);
                        sheet
                            .highlights
                            .extend(passage.map(|passage| (fact.key.name, passage)));
                    }
                    _ => {}
                }
            }
            Ok(sheet)
        })
    }

    /// Which of some articles have a mark of this kind, by the first eight bytes of their identities; sorted.
    pub fn among(&self, kind: Kind, keys: &[u64]) -> Result<Vec<u64>, Error> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(AMONG)?;
            let mut found = Vec::new();
            for key in keys {
                let bound = |fill: u8| -> Vec<u8> {
                    key.to_be_bytes().into_iter().chain([fill; 8]).collect()
                };
                if query.exists(params![bound(0), bound(u8::MAX), kind.number()])? {
                    found.push(*key);
                }
            }
            found.sort_unstable();
            Ok(found)
        })
    }

    /// Every article with a mark of this kind, or of this kind and name, one by one.
    pub fn each(
        &self,
        kind: Kind,
        name: Option<&str>,
        mut on: impl FnMut(ArticleId),
    ) -> Result<(), Error> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT article FROM mark INDEXED BY mark_by_kind
                 WHERE value IS NOT NULL AND kind = ?1 AND (?2 IS NULL OR name = ?2)",
            )?;
            let mut rows = query.query(params![kind.number(), name])?;
            while let Some(row) = rows.next()? {
                if let Ok(id) = row.get_ref(0)?.as_blob()?.try_into() {
                    on(ArticleId(id));
                }
            }
            Ok(())
        })
    }

    /// The user's tags with how many articles carry each, in alphabetical order.
    pub fn tags(&self) -> Result<Vec<(String, usize)>, Error> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT name, count(*) FROM mark INDEXED BY mark_by_kind
                     WHERE value IS NOT NULL AND kind = ?1 GROUP BY name ORDER BY name",
                )?
                .query_map([Kind::Tag.number()], |row| {
                    Ok((row.get(0)?, row.get::<_, i64>(1)? as usize))
                })?
                .collect()
        })
    }

    /// What is kept of what an article is.
    pub fn about(&self, id: &ArticleId) -> Result<Option<About>, Error> {
        self.read(|connection| about(connection, id))
    }

    /// Keeps what an article is beside its marks. No step to undo.
    pub fn set_about(&self, id: &ArticleId, about: &About) -> Result<(), Error> {
        let value = serde_json::to_string(about).unwrap_or_default();
        self.jot(id, &Key::of(Kind::About), &value)
    }

    /// The notes and highlights of all articles, the article marked last first, at most `limit` of them.
    pub fn remarks(&self, limit: usize) -> Result<Vec<Remarks>, Error> {
        self.read(|connection| {
            let mut all: Vec<Remarks> = Vec::new();
            let mut known: HashMap<ArticleId, usize> = HashMap::new();
            for kind in [Kind::Note, Kind::Highlight] {
                let facts = facts_where(
                    connection,
                    "SELECT article, kind, name, value, at FROM mark INDEXED BY mark_by_kind
                     WHERE value IS NOT NULL AND kind = ?1",
                    params![kind.number()],
                )?;
                for fact in facts {
                    let at = *known.entry(fact.id).or_insert_with(|| {
                        all.push(Remarks {
                            id: fact.id,
                            about: About::default(),
                            note: None,
                            highlights: Vec::new(),
                            at: fact.at,
                        });
                        all.len() - 1
                    });
                    if let Some(remarks) = all.get_mut(at) {
                        remarks.add(fact);
                    }
                }
            }
            all.sort_by_key(|remarks| (std::cmp::Reverse(remarks.at), remarks.id));
            all.truncate(limit);
            for remarks in &mut all {
                remarks.about = about(connection, &remarks.id)?.unwrap_or_default();
            }
            Ok(all)
        })
    }

    /// What was read when, the last first, at most `limit` readings.
    pub fn visits(&self, limit: usize) -> Result<Vec<Visit>, Error> {
        self.read(|connection| {
            let facts = facts_where(
                connection,
                "SELECT article, kind, name, value, at FROM mark INDEXED BY mark_by_kind
                 WHERE value IS NOT NULL AND kind = ?1 ORDER BY name DESC, article LIMIT ?2",
                params![Kind::Visit.number(), limit as i64],
            )?;
            let mut known: HashMap<ArticleId, About> = HashMap::new();
            let mut visits = Vec::with_capacity(facts.len());
            for fact in facts {
                let about = match known.get(&fact.id) {
                    Some(about) => about.clone(),
                    None => about(connection, &fact.id)?.unwrap_or_default(),
                };
                known.insert(fact.id, about.clone());
                let value = fact.value.unwrap_or_default();
                let stay: Stay = serde_json::from_str(&value).unwrap_or_default();
                visits.push(Visit {
                    id: fact.id,
                    at: super::moment(&fact.key.name).unwrap_or(fact.at),
                    seconds: stay.seconds,
                    seen: stay.seen,
                    about,
                });
            }
            Ok(visits)
        })
    }

    /// Every mark, also those taken away, one by one in the order of the database.
    pub fn every(
        &self,
        mut on: impl FnMut(Fact) -> std::io::Result<()>,
    ) -> Result<std::io::Result<()>, Error> {
        self.read(|connection| {
            let mut query =
                connection.prepare_cached("SELECT article, kind, name, value, at FROM mark")?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                if let Some(fact) = fact(row)?
                    && let Err(error) = on(fact)
                {
                    return Ok(Err(error));
                }
            }
            Ok(Ok(()))
        })
    }

    /// How many marks of each kind there are, by the word of the kind.
    pub fn tally(&self) -> Result<Vec<(&'static str, usize)>, Error> {
        self.read(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT count(*) FROM mark INDEXED BY mark_by_kind WHERE value IS NOT NULL AND kind = ?1",
            )?;
            Kind::WORDS
                .iter()
                .map(|(kind, word)| {
                    let count: i64 = query.query_row([kind.number()], |row| row.get(0))?;
                    Ok((*word, count as usize))
                })
                .collect()
        })
    }

    /// Whether the user marked the article itself.
    pub(super) fn has_own(&self, id: &ArticleId) -> Result<bool, Error> {
        self.read(|connection| {
            connection
                .prepare_cached(
                    "SELECT 1 FROM mark WHERE article = ?1 AND kind <> ?2 AND kind < ?3",
                )?
                .exists(params![
                    &id.0[..],
                    Kind::Place.number(),
                    Kind::Visit.number()
                ])
        })
    }

    /// The article that had this address and headline before, if it is another.
    pub(super) fn earlier(
        &self,
        id: &ArticleId,
        title: &str,
        url: &str,
    ) -> Result<Option<ArticleId>, Error> {
        let facts = self.read(|connection| {
            facts_where(
                connection,
                "SELECT article, kind, name, value, at FROM mark INDEXED BY mark_by_address
                 WHERE kind = 5 AND value IS NOT NULL AND json_extract(value, '$.url') = ?1
                 ORDER BY at DESC LIMIT 20",
                params![url],
            )
        })?;
        let same = |value: &str| {
            serde_json::from_str::<About>(value)
                .is_ok_and(|about| letters(&about.title) == letters(title))
        };
        Ok(facts
            .into_iter()
            .find(|fact| fact.id != *id && fact.value.as_deref().is_some_and(same))
            .map(|fact| fact.id))
    }
}

impl Remarks {
    fn add(&mut self, fact: Fact) {
        self.at = self.at.max(fact.at);
        let value = fact.value.unwrap_or_default();
        if fact.key.kind == Kind::Note {
            self.note = Some(value);
        } else if let Some(passage) = Passage::read(&value) {
            let at = self
                .highlights
                .partition_point(|(_, before)| before.at <= passage.at);
            self.highlights.insert(at, (fact.key.name, passage));
        }
    }
}

/// Takes one row into the marks of an article.
fn note(mark: &mut Mark, row: &Row<'_>) -> rusqlite::Result<()> {
    let Some(key) = Key::read(row.get(0)?, row.get(1)?) else {
        return Ok(());
    };
    match key.kind {
        Kind::Read => mark.read = true,
        Kind::Starred => mark.starred = true,
        Kind::Note => mark.noted = true,
        Kind::Highlight => mark.highlights += 1,
        Kind::Tag => mark.tags.push(key.name),
        Kind::Place => {
            let place: Option<String> = row.get(2)?;
            mark.place = place.and_then(|place| place.parse().ok());
        }
        Kind::About | Kind::Visit => {}
    }
    Ok(())
}

fn about(connection: &Connection, id: &ArticleId) -> rusqlite::Result<Option<About>> {
    let found: Option<Option<String>> = connection
        .prepare_cached("SELECT value FROM mark WHERE article = ?1 AND kind = ?2 AND name = ''")?
        .query_row(params![&id.0[..], Kind::About.number()], |row| row.get(0))
        .optional()?;
    Ok(found
        .flatten()
        .and_then(|value| serde_json::from_str(&value).ok()))
}

/// Every mark of one article, also those taken away.
pub(super) fn facts_of(connection: &Connection, id: &ArticleId) -> rusqlite::Result<Vec<Fact>> {
    facts_where(
        connection,
        "SELECT article, kind, name, value, at FROM mark WHERE article = ?1",
        params![&id.0[..]],
    )
}

/// The marks that a query gives: article, kind, name, value, time.
fn facts_where(
    connection: &Connection,
    query: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<Vec<Fact>> {
    let mut query = connection.prepare_cached(query)?;
    let mut rows = query.query(values)?;
    let mut facts = Vec::new();
    while let Some(row) = rows.next()? {
        facts.extend(fact(row)?);
    }
    Ok(facts)
}

/// The mark of a row; `None` for one of a kind that is not known here.
pub(super) fn fact(row: &Row<'_>) -> rusqlite::Result<Option<Fact>> {
    let Ok(id) = row.get_ref(0)?.as_blob()?.try_into() else {
        return Ok(None);
    };
    let (value, at) = (row.get(3)?, row.get(4)?);
    let key = Key::read(row.get(1)?, row.get(2)?);
    Ok(key.map(|key| Fact {
        id: ArticleId(id),
        key,
        at,
        value,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_articles_are_looked_up_by_identity() {
        let folder = tempfile::tempdir().unwrap();
        let marks = Marks::open(&folder.path().join("marks.db")).unwrap();
        let plan = marks.read(|connection| {
            let mut query = connection.prepare(&format!("EXPLAIN QUERY PLAN {AMONG}"))?;
            let bounds = params![vec![0_u8; 16], vec![255_u8; 16], Kind::Read.number()];
            query.query_row(bounds, |row| row.get::<_, String>(3))
        });
        let plan = plan.unwrap();
        assert!(plan.contains("PRIMARY KEY (article>"), "{plan}");
    }
}
