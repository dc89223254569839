//! An article on its way into the index: its fields, and its share of the memory that may be on the way.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use tantivy::schema::{Document, Field, OwnedValue};

use super::Error;
use super::query::{Key, name_term};
use super::record::{self, Row};
use super::schema::{Fields, Place, SPELLED, alphabet};
use super::spelled;
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
    /// Who is quoted in it or is the source of a report, each once.
    pub sources: Vec<&'a str>,
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
            sources,
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
        for (key, name) in names(article, &row, &companies, &sources) {
            for term in name_terms(key, name) {
                add(fields.name, OwnedValue::Str(term));
            }
        }
        let (kept, list) = press
            .put(&article.text, |out, pen| {
                record::encode_article(&row, article, pen, out);
            })
            .map_err(tantivy::TantivyError::from)?;
        add(
            fields.record,
            OwnedValue::Bytes(record::encode_row(&row, kept, &list)),
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

/// The names under which an article is found.
fn names<'a>(
    article: &'a Article,
    row: &'a Row,
    companies: &[&'a str],
    sources: &[&'a str],
) -> Vec<(Key, &'a str)> {
    let meta = &article.meta;
    let given = meta.lang.as_deref().unwrap_or_default();
    let langs = [row.lang.code(), given];
    let mut names: Vec<(Key, &str)> = Vec::new();
    names.extend(companies.iter().map(|name| (Key::Company, *name)));
    names.extend(sources.iter().map(|name| (Key::Said, *name)));
    names.extend(row.outlet.iter().map(|name| (Key::Outlet, name.as_str())));
    names.extend(meta.authors.iter().map(|name| (Key::Author, name.as_str())));
    names.extend(meta.tags.iter().map(|name| (Key::Tag, name.as_str())));
    names.extend(langs.iter().map(|name| (Key::Lang, *name)));
    names.push((Key::Path, &article.provenance.file));
    names
}

/// Longest name kept, in characters.
const LONGEST_NAME: usize = 200;

/// The terms under which a name is found: the whole name, with how it is written, and what begins at each of its later
/// words.
fn name_terms(key: Key, name: &str) -> Vec<String> {
    let folded = name_term(name);
    let cut = |text: &str| -> String { text.chars().take(LONGEST_NAME).collect() };
    if folded.is_empty() {
        return Vec::new();
    }
    let kept = cut(&folded);
    let mut whole = format!("{}{kept}", key.sign());
    if key != Key::Path {
        let written = cut(&name.split_whitespace().collect::<Vec<_>>().join(" "));
        whole.push(SPELLED);
        whole.push_str(spelled::spelling(&kept, &written));
    }
    let mut terms = vec![whole];
    if let Some(sign) = key.tail_sign() {
        let tails = folded
            .match_indices(' ')
            .filter_map(|(at, _)| folded.get(at + 1..));
        terms.extend(tails.take(7).map(|tail| format!("{sign}{}", cut(tail))));
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_at_each_word() {
        assert_eq!(
            name_terms(Key::Company, "Kata  Data"),
            ["ckata data\u{1}", "Cdata"]
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
