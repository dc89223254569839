//! An article on its way into the index: its fields, and its share of the memory that may be on the way.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tantivy::schema::{Document, Field, OwnedValue};

use super::Error;
use super::query::{Key, name_term};
use super::record::{self, Row};
use super::schema::{Fields, Place, alphabet};
use super::texts::Press;
use super::tokens;
use crate::article::{Article, ArticleId};

/// Bounds the bytes of articles that were handed to the index and are not in it yet.
#[derive(Debug)]
pub(super) struct Room {
    free: Mutex<usize>,
    whole: usize,
    changed: Condvar,
}

impl Room {
    pub(super) fn new(bytes: usize) -> Arc<Self> {
        Arc::new(Self {
            free: Mutex::new(bytes),
            whole: bytes,
            changed: Condvar::new(),
        })
    }

    /// Waits for room. More than there is counts as all there is.
    fn take(self: &Arc<Self>, bytes: usize) -> Share {
        let bytes = bytes.min(self.whole);
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free < bytes {
            free = self
                .changed
                .wait(free)
                .unwrap_or_else(PoisonError::into_inner);
        }
        *free -= bytes;
        Share {
            room: Arc::clone(self),
            bytes,
        }
    }
}

/// Taken room, given back when dropped.
#[derive(Debug)]
struct Share {
    room: Arc<Room>,
    bytes: usize,
}

impl Drop for Share {
    fn drop(&mut self) {
        *self
            .room
            .free
            .lock()
            .unwrap_or_else(PoisonError::into_inner) += self.bytes;
        self.room.changed.notify_all();
    }
}

/// The fields of one article.
#[derive(Debug)]
pub(super) struct Entry {
    values: Vec<(Field, OwnedValue)>,
    _share: Share,
}

type Borrowed<'a> = fn(&'a (Field, OwnedValue)) -> (Field, &'a OwnedValue);

impl Document for Entry {
    type Value<'a> = &'a OwnedValue;
    type FieldsValuesIter<'a> =
        std::iter::Map<std::slice::Iter<'a, (Field, OwnedValue)>, Borrowed<'a>>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.values.iter().map(|(field, value)| (*field, value))
    }
}

/// The number under which the index finds an article.
pub(super) fn id_key(id: &ArticleId) -> u64 {
    let mut head = [0; 8];
    head.copy_from_slice(id.0.get(..8).unwrap_or(&[0; 8]));
    u64::from_be_bytes(head)
}

/// What the index keeps of an article besides its words.
#[derive(Debug)]
pub struct Facts<'a> {
    /// What the list shows.
    pub row: Row,
    /// Its place in the list.
    pub place: Place,
    /// The companies it names, each once.
    pub companies: Vec<&'a str>,
}

impl Entry {
    /// Gathers the fields of an article; waits for room.
    pub(super) fn new(
        fields: &Fields,
        room: &Arc<Room>,
        article: &Article,
        facts: Facts<'_>,
        press: &Press,
    ) -> Result<Self, Error> {
        let Facts {
            mut row,
            place,
            companies,
        } = facts;
        row.words = tokens::words(&article.text).count() as u32;
        let mut values = Vec::with_capacity(24);
        values.extend(columns(fields, &row, place));
        let mut add = |field, value| values.push((field, value));
        if let Some(title) = &article.meta.title {
            add(fields.title, OwnedValue::Str(title.clone()));
            add(fields.text, OwnedValue::Str(title.clone()));
        } else {
            // A made headline is part of the text already.
            add(fields.title, OwnedValue::Str(row.title.clone()));
        }
        add(fields.text, OwnedValue::Str(article.text.clone()));
        let mut name = |key: Key, name: &str| {
            for term in name_terms(key, name) {
                add(fields.name, OwnedValue::Str(term));
            }
        };
        for company in &companies {
            name(Key::Company, company);
        }
        if let Some(outlet) = &row.outlet {
            name(Key::Outlet, outlet);
        }
        for author in &article.meta.authors {
            name(Key::Author, author);
        }
        for tag in &article.meta.tags {
            name(Key::Tag, tag);
        }
        let given = article.meta.lang.as_deref().unwrap_or_default();
        for lang in [row.lang.code(), given]
            .iter()
            .filter(|lang| !lang.is_empty())
        {
            name(Key::Lang, lang);
        }
        name(Key::Path, &article.provenance.file);
        for company in companies {
            add(fields.company, OwnedValue::Str(company.to_owned()));
        }
        let kept = press
            .put(&record::encode_article(&row, article))
            .map_err(tantivy::TantivyError::from)?;
        add(
            fields.record,
            OwnedValue::Bytes(record::encode_row(&row, kept)),
        );
        Ok(Self {
            values,
            _share: room.take(article.text.len() + 1024),
        })
    }
}

/// The columns by which articles are sorted and found again.
fn columns(fields: &Fields, row: &Row, place: Place) -> [(Field, OwnedValue); 5] {
    let (headline, more) = alphabet(&row.title);
    [
        (fields.order, place.0),
        (fields.id, id_key(&row.id)),
        (fields.length, u64::from(row.words)),
        (fields.headline, headline),
        (fields.headline_more, more),
    ]
    .map(|(field, number)| (field, OwnedValue::U64(number)))
}

/// Longest name kept, in characters.
const LONGEST_NAME: usize = 200;

/// The terms under which a name is found: the whole name, and what begins at each of its later words.
fn name_terms(key: Key, name: &str) -> Vec<String> {
    let name = name_term(name);
    let mut starts = vec![0];
    if matches!(key, Key::Company | Key::Outlet | Key::Author | Key::Tag) {
        starts.extend(name.match_indices(' ').map(|(at, _)| at + 1));
    }
    starts
        .into_iter()
        .take(8)
        .filter_map(|start| {
            let tail = name.get(start..)?;
            let kept: String = tail.chars().take(LONGEST_NAME).collect();
            (!kept.is_empty()).then(|| format!("{}{kept}", key.sign()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_at_each_word() {
        assert_eq!(
            name_terms(Key::Company, "Kata  Data"),
            ["ckata data", "cdata"]
        );
        assert_eq!(name_terms(Key::Path, "A b/ć.txt"), ["pa b/c.txt"]);
        assert!(name_terms(Key::Tag, " ").is_empty());
    }

    #[test]
    fn room_is_given_back() {
        let room = Room::new(10);
        let one = room.take(100);
        assert_eq!(*room.free.lock().unwrap(), 0);
        drop(one);
        let _two = room.take(4);
        assert_eq!(*room.free.lock().unwrap(), 6);
    }
}
