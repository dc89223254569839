//! The cache of newsboat: every item it ever fetched, with what was read and flagged.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, Row};

use super::fields;
use super::format::{Format, Sure};
use super::input::{Head, Input};
use super::prose;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::repair;
use super::sink::State;

/// The cache of newsboat.
pub(super) struct Newsboat;

impl Format for Newsboat {
    fn name(&self) -> &'static str {
        "newsboat"
    }

    fn summary(&self) -> &'static str {
        "the cache of newsboat (cache.db), with what was read and flagged"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let table = memchr::memmem::find(&head.bytes, b"rss_item").is_some();
        if head.begins(b"SQLite format 3\0") && table {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let Some(path) = input.path.clone() else {
            return Err(Fault::damaged("a database inside a container")
                .hint("unpack it and open the file")
                .into());
        };
        let place = input.place.clone();
        let database = open(&path).map_err(|error| fault(&error))?;
        let mut items = database
            .prepare(
                "SELECT i.title, i.author, i.url, i.pubDate, i.content, i.unread, i.flags, f.title FROM rss_item i \
                 LEFT JOIN rss_feed f ON f.rssurl = i.feedurl WHERE i.deleted = 0 ORDER BY i.id",
            )
            .map_err(|error| fault(&error))?;
        let mut rows = items.query([]).map_err(|error| fault(&error))?;
        while let Some(row) = rows.next().map_err(|error| fault(&error))? {
            let mut record = Record::new(&place, self.name());
            let state = item(row, &mut record);
            if record.is_empty() {
                out.problem(&place, Fault::damaged("an item without headline and text"))?;
            } else {
                record.deliver_with_text(state, out)?;
            }
        }
        Ok(())
    }
}

/// Opens a database so that nothing is ever written: no journal, no lock, no shared memory beside it.
fn open(path: &Path) -> rusqlite::Result<Connection> {
    let mut escaped = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                escaped.push(char::from(*byte));
            }
            byte => {
                escaped.push('%');
                for digit in [byte >> 4, byte & 15] {
                    escaped.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
                }
            }
        }
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)
}

fn item(row: &Row<'_>, record: &mut Record) -> State {
    let text = |at: usize| {
        row.get::<_, Option<String>>(at)
            .ok()
            .flatten()
            .unwrap_or_default()
    };
    let repairs = &mut record.repairs;
    let mut line =
        |at: usize| Some(repair::line(&text(at), repairs)).filter(|line| !line.is_empty());
    record.meta.title = line(0);
    record.meta.authors = line(1).into_iter().collect();
    record.meta.url = line(2);
    record.meta.outlet = line(7);
    record.meta.date = row.get::<_, i64>(3).ok().and_then(fields::since_1970);
    record.rich = prose::string(&text(4), repairs);
    let flags = text(6);
    State {
        read: row.get::<_, i64>(5).ok().map(|unread| unread == 0),
        starred: (!flags.is_empty()).then(|| flags.contains(['s', 'S', '*'])),
        tags: flags.chars().map(|flag| flag.to_string()).collect(),
        ..State::default()
    }
}

fn fault(error: &rusqlite::Error) -> Fault {
    Fault::damaged(format!("the database cannot be read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::super::limits::Options;
    use super::super::{Archive, Collected};
    use super::*;

    #[test]
    fn items_with_their_state_and_nothing_is_written() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("cache #1.db");
        let database = Connection::open(&path).unwrap();
        database
            .execute_batch(
                "CREATE TABLE rss_feed (rssurl TEXT, url TEXT, title TEXT);
                 CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid TEXT, title TEXT, author TEXT, url TEXT, feedurl TEXT,
                    pubDate INTEGER, content TEXT, unread INTEGER, enclosure_url TEXT, flags TEXT, deleted INTEGER DEFAULT 0);
                 INSERT INTO rss_feed VALUES ('f', 'u', 'Kabar');
                 INSERT INTO rss_item (title, author, url, feedurl, pubDate, content, unread, flags) VALUES
                    ('Judul', 'Ani', 'https://a.id', 'f', 1421020800, '<p>Satu.</p><p>Dua.</p>', 0, 's');",
            )
            .unwrap();
        drop(database);
        let archive = Archive::open(dir.path()).unwrap();
        let mut got = Collected::default();
        for entry in archive.entries() {
            archive.read(&entry.unwrap(), &Options::default(), &mut got);
        }
        let article = &got.articles[0];
        assert_eq!(
            (article.text.as_str(), article.meta.outlet.as_deref()),
            ("Satu.\nDua.", Some("Kabar"))
        );
        let state = &got.states[0];
        assert_eq!(
            (state.read, state.starred, state.id),
            (Some(true), Some(true), Some(article.id))
        );
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
