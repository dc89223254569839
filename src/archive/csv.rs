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
use super::state;

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
            let text = out.text_of(input)?;
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
        let export = state::is_export(&names);
        if !export && !names_fields(&names, out) {
            let names = repair::line(&names.join(", "), &mut repair::Repairs::default());
            let names: String = names.chars().take(200).collect();
            return Err(Fault::damaged(format!(
                "a table whose first line names neither a text nor a headline ({names})"
            ))
            .line(1)
            .hint("write a first line such as title,body,url,date, or name your columns under [archive.fields]")
            .into());
        }
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
            let map = fields(&names, &row, delimiter, &mut record);
            let exported = export.then(|| state::of_row(&map));
            match jsonl::fill(&Value::Object(map), &mut record, out) {
                Ok(state) => record.deliver(exported.or(state), out)?,
                Err(fault) => out.problem(place, fault.line(line).byte(start.byte()))?,
            }
        }
    }
}

/// Whether the columns have names under which articles keep a text or a headline.
fn names_fields(names: &[String], out: &Reading<'_>) -> bool {
    let some = |name: &String| (name.clone(), Value::String("x".to_owned()));
    let map: Map<String, Value> = names.iter().map(some).collect();
    let fields = super::fields::Fields::of(&map, out.options());
    fields.has_body() || fields.has_headline()
}

/// A cell of a table with tabs, where line breaks and tabs are written as `\\n` and `\\t`.
fn unescaped(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut chars = cell.chars();
    while let Some(ch) = chars.next() {
        let mut ahead = chars.clone();
        let plain = match (ch, ahead.next()) {
            ('\\', Some('n')) => '\n',
            ('\\', Some('t')) => '\t',
            ('\\', Some('r')) => ' ',
            ('\\', Some('\\')) => '\\',
            _ => {
                out.push(ch);
                continue;
            }
        };
        out.push(plain);
        chars = ahead;
    }
    out
}

/// The cells of a row under the names of their columns.
fn fields(
    names: &[String],
    row: &ByteRecord,
    delimiter: u8,
    record: &mut Record,
) -> Map<String, Value> {
    let mut map = Map::new();
    for (name, cell) in names.iter().zip(row) {
        let decoded = decode::decode(cell, None, None);
        if decoded.charset != "UTF-8" {
            record.charset = decoded.charset;
        }
        if decoded.damaged {
            record.repairs.note(repair::BYTES);
        }
        let tabbed =
            delimiter == b'\t' && decoded.text.contains('\\') && !decoded.text.contains('\n');
        let text = if tabbed {
            unescaped(&decoded.text)
        } else {
            decoded.text
        };
        map.insert(name.clone(), Value::String(text));
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

    #[test]
    fn quoted_newlines_and_semicolons() {
        let got = Collected::of(
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
    fn tabs_with_escapes_and_tables_without_names() {
        let got = Collected::of("a.tsv", b"title\ttext\nA\tSatu.\\nDua\\tx C:\\\\n.\n");
        assert_eq!(got.articles[0].text, "Satu.\nDua x C:\\n.");
        let got = Collected::of("a.csv", b"20200101,US,GOV,1\n20200102,ID,COM,2\n");
        assert_eq!((got.articles.len(), got.problems.len()), (0, 1));
        assert!(
            got.problems[0].what.contains("20200101, US"),
            "{:?}",
            got.problems
        );
    }

    #[test]
    fn tabs_and_latin_1() {
        let got = Collected::of(
            "data",
            b"title\ttext\turl\nA\tcaf\xe9 \x93ya\x94\thttps://a.id\n",
        );
        assert_eq!(got.articles[0].text, "café “ya”");
        assert_eq!(got.articles[0].provenance.format, "csv");
    }
}
