//! Tables: CSV and TSV files with a header line, a row an article.

use std::io::Read;

use ::csv::{ByteRecord, ReaderBuilder};
use serde_json::{Map, Value};

use super::decode;
use super::format::{self, Format, Sure};
use super::input::{Head, Input, Kept, Place, refused};
use super::jsonl;
use super::limits::Limit;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::repair;

/// CSV and TSV files.
pub(super) struct Csv;

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn summary(&self) -> &'static str {
        "tables (CSV, TSV) with a header line, a row an article"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if format::binary(head) {
            return Sure::No;
        }
        let named = head.ends_in(&["csv", "tsv", "tab", "psv"]);
        let text = head.text();
        let first = text.lines().next().unwrap_or_default();
        match header(first) {
            Some(columns) if columns > 1 && named => Sure::Named,
            Some(columns) if columns > 2 && known_columns(first) > 1 => Sure::Likely,
            _ if named => Sure::Likely,
            _ => Sure::No,
        }
    }

    fn read(&self, mut input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let place = input.place.clone();
        let head = input.head()?;
        let delimiter = delimiter(head.text().lines().next().unwrap_or_default());
        if decode::charset_of_head(&head.bytes).is_some_and(|charset| charset != encoding_rs::UTF_8)
        {
            let text = decode::decode(&input.whole(out.limits())?, None, None).text;
            return self.rows(text.as_bytes(), delimiter, &place, out);
        }
        self.rows(input.reader(), delimiter, &place, out)
    }
}

/// How many columns a header line names; `None` where it is no header line.
fn header(line: &str) -> Option<usize> {
    let separator = char::from(delimiter(line));
    let columns: Vec<&str> = line.split(separator).collect();
    let named = columns.iter().all(|column| {
        let name = column.trim().trim_matches('"');
        name.len() <= 40 && !name.contains(['<', '>', '{', '}']) && name.split(' ').count() <= 4
    });
    named.then_some(columns.len())
}

/// How many columns have one of the commonest names.
fn known_columns(line: &str) -> usize {
    let separator = char::from(delimiter(line));
    line.split(separator)
        .map(|column| column.trim().trim_matches('"').to_lowercase())
        .filter(|name| {
            matches!(
                name.as_str(),
                "title"
                    | "headline"
                    | "judul"
                    | "text"
                    | "body"
                    | "content"
                    | "isi"
                    | "url"
                    | "link"
                    | "date"
                    | "tanggal"
                    | "published"
                    | "author"
                    | "source"
                    | "article"
            )
        })
        .count()
}

/// What separates the columns of a header line.
fn delimiter(line: &str) -> u8 {
    let count = |byte: u8| line.bytes().filter(|&found| found == byte).count();
    [b'\t', b';', b'|', b',']
        .into_iter()
        .max_by_key(|&byte| count(byte))
        .unwrap_or(b',')
}

impl Csv {
    fn rows<R: Read>(
        &self,
        reader: R,
        delimiter: u8,
        place: &Place,
        out: &mut Reading<'_>,
    ) -> Result<(), Halt> {
        let limit = out.limits().record_bytes;
        let mut rows = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(Kept::new(Rows {
                inner: reader,
                since: 0,
                limit,
            }));
        let names: Vec<String> = rows
            .byte_headers()
            .map_err(|error| fault(&error))?
            .iter()
            .map(|name| {
                decode::decode(name, None, None)
                    .text
                    .trim()
                    .trim_start_matches('\u{feff}')
                    .to_owned()
            })
            .collect();
        let mut row = ByteRecord::new();
        loop {
            let start = rows.position().clone();
            rows.get_mut().next(start.byte());
            match rows.read_byte_record(&mut row) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(error) => {
                    return Err(fault(&error).byte(start.byte()).line(start.line()).into());
                }
            }
            let mut record = Record::new(place, self.name());
            let offset = row.position().map_or(start.byte(), ::csv::Position::byte);
            let end = rows.position().byte();
            match rows.get_ref().between(offset, end) {
                Some(bytes) => record.lies_at(offset, bytes),
                None => record.offset = offset,
            }
            let line = row.position().map_or(0, ::csv::Position::line);
            let value = Value::Object(fields(&names, &row, &mut record));
            match jsonl::fill(&value, &mut record, out) {
                Ok(state) => record.deliver(state, out)?,
                Err(fault) => out.problem(place, fault.line(line).byte(start.byte()))?,
            }
        }
    }
}

/// The cells of a row under the names of their columns.
fn fields(names: &[String], row: &ByteRecord, record: &mut Record) -> Map<String, Value> {
    let mut map = Map::new();
    for (name, cell) in names.iter().zip(row) {
        let decoded = decode::decode(cell, None, None);
        if decoded.charset != "UTF-8" {
            record.charset = decoded.charset;
        }
        if decoded.damaged {
            record.repairs.note(repair::BYTES);
        }
        map.insert(name.clone(), Value::String(decoded.text));
    }
    map
}

fn fault(error: &::csv::Error) -> Fault {
    match error.kind() {
        ::csv::ErrorKind::Io(error) => Fault::io(error),
        _ => Fault::damaged(error.to_string()),
    }
}

/// A stream that refuses a row that never ends.
struct Rows<R> {
    inner: R,
    since: u64,
    limit: u64,
}

impl<R> Kept<Rows<R>> {
    /// Goes on with the row that begins at `offset`.
    fn next(&mut self, offset: u64) {
        self.forget(offset);
        self.inner().since = 0;
    }
}

impl<R: Read> Read for Rows<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.since += read as u64;
        if self.since > self.limit.saturating_add(1 << 20) {
            return Err(refused(Limit::RecordBytes, self.limit));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Collected;
    use super::super::limits::Options;
    use super::*;

    fn read(name: &str, bytes: &[u8]) -> Collected {
        let mut got = Collected::default();
        let options = Options::default();
        Reading::new(&mut got, &options).run(Input::bytes(Place::default(), name, bytes.to_vec()));
        got
    }

    #[test]
    fn quoted_newlines_and_semicolons() {
        let got = read(
            "a.csv",
            "\u{feff}judul;isi;tanggal\n\"A; B\";\"Satu \"\"kata\"\".\nDua.\";2020-01-02\n;;\n"
                .as_bytes(),
        );
        assert_eq!(got.articles.len(), 1);
        let article = &got.articles[0];
        assert_eq!(
            (article.meta.title.as_deref(), article.text.as_str()),
            (Some("A; B"), "Satu \"kata\".\nDua.")
        );
        assert!(article.meta.date.is_some());
        assert_eq!((got.problems.len(), got.problems[0].line), (1, Some(4)));
    }

    #[test]
    fn tabs_and_latin_1() {
        let got = read(
            "data",
            b"title\ttext\turl\nA\tcaf\xe9 \x93ya\x94\thttps://a.id\n",
        );
        assert_eq!(got.articles[0].text, "café “ya”");
        assert_eq!(got.articles[0].provenance.format, "csv");
    }
}
