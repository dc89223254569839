//! Tables in Parquet files, a row an article: how collections of news are passed on for study.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use ::parquet::record::Row;
use ::parquet::record::reader::RowIter;
use serde_json::Value;

use super::format::{Format, Sure};
use super::input::{Head, Input, Place, refused};
use super::jsonl;
use super::limits::Limit;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;

/// Parquet files.
pub(super) struct Parquet;

impl Format for Parquet {
    fn name(&self) -> &'static str {
        "parquet"
    }

    fn summary(&self) -> &'static str {
        "Parquet tables, a row an article"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if head.begins(b"PAR1") {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let place = input.place.clone();
        let table = guarded(|| table(input, out))??;
        let groups = table.num_row_groups();
        for number in 0..groups {
            out.check_time()?;
            let group = guarded(|| table.get_row_group(number).map_err(|error| fault(&error)))??;
            if let Err(fault) = self.rows(&*group, &place, out)? {
                let after = format!("rows after part {} of {groups} are read on", number + 1);
                out.problem(&place, fault.hint(after))?;
            }
        }
        Ok(())
    }
}

impl Parquet {
    /// The rows of one group. What makes the rest of it unreadable comes back inside.
    fn rows(
        &self,
        group: &dyn RowGroupReader,
        place: &Place,
        out: &mut Reading<'_>,
    ) -> Result<Result<(), Fault>, Halt> {
        let limit = out.limits().record_bytes;
        let mut rows = match guarded(|| RowIter::from_row_group(None, group)) {
            Ok(Ok(rows)) => rows,
            Ok(Err(error)) => return Ok(Err(fault(&error))),
            Err(broken) => return Ok(Err(broken)),
        };
        // A damaged file may promise more rows than it has: the library says so at the first that is missing.
        loop {
            out.check_time()?;
            let row = match guarded(|| rows.next()) {
                Ok(Some(Ok(row))) => row,
                Ok(None) => return Ok(Ok(())),
                Ok(Some(Err(error))) => return Ok(Err(fault(&error))),
                Err(broken) => return Ok(Err(broken)),
            };
            let value = value(&row);
            if size(&value) > limit {
                let refusal = refused(Limit::RecordBytes, limit);
                out.problem(place, Fault::io(&refusal))?;
                continue;
            }
            let mut record = Record::new(place, self.name());
            match jsonl::fill(&value, &mut record, out) {
                Ok(state) => record.deliver(state, out)?,
                Err(fault) => out.problem(place, fault)?,
            }
        }
    }
}

/// Runs what reads the bytes of strangers. The library stops the program at some broken files; here that is the end of
/// a table and no more.
fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(read))
        .map_err(|_| Fault::damaged("the table is broken and could not be read on"))
}

/// Opens the table: the file itself, or what a container held, up to the limit of a record.
fn table(input: Input<'_>, out: &Reading<'_>) -> Result<Box<dyn FileReader>, Fault> {
    if let Some(path) = &input.path {
        let file = File::open(path).map_err(|error| Fault::io(&error))?;
        let table = SerializedFileReader::new(file).map_err(|error| fault(&error))?;
        return Ok(Box::new(table));
    }
    let bytes = input
        .whole(out.limits())
        .map_err(|error| Fault::io(&error))?;
    let table = SerializedFileReader::new(bytes::Bytes::from(bytes));
    Ok(Box::new(table.map_err(|error| fault(&error))?))
}

/// A row as the fields of a JSON object. Bytes that are text are taken as text: older writers do not say which they are.
fn value(row: &Row) -> Value {
    use ::parquet::record::Field;
    let fields = row.get_column_iter();
    let fields = fields.map(|(name, field)| {
        let value = match field {
            Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
                Ok(text) => Value::String(text.to_owned()),
                Err(_) => Value::Null,
            },
            other => other.to_json_value(),
        };
        (name.clone(), value)
    });
    Value::Object(fields.collect())
}

/// The bytes of all texts in a value.
fn size(value: &Value) -> u64 {
    match value {
        Value::String(text) => text.len() as u64,
        Value::Array(list) => list.iter().map(size).sum(),
        Value::Object(map) => map.values().map(size).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

fn fault(error: &ParquetError) -> Fault {
    let what = error.to_string();
    let reason = what.split(": ").last().unwrap_or(&what);
    Fault::damaged(format!("the table cannot be read: {reason}"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ::parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use ::parquet::file::writer::SerializedFileWriter;
    use ::parquet::schema::parser::parse_message_type;

    use super::super::limits::{Limits, Options};
    use super::super::sink::Collected;
    use super::*;

    const SCHEMA: &str = "message berita {
        required binary title (UTF8);
        required binary text;
        required int64 published (TIMESTAMP_MILLIS);
    }";

    /// A table of these rows, each a headline and a text, two rows a group.
    fn written(rows: &[(&str, &str)]) -> Vec<u8> {
        let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
        let mut table = SerializedFileWriter::new(Vec::new(), schema, Arc::default()).unwrap();
        for rows in rows.chunks(2) {
            let mut group = table.next_row_group().unwrap();
            let texts =
                |of: fn(&(&str, &str)) -> ByteArray| rows.iter().map(of).collect::<Vec<_>>();
            for texts in [texts(|row| row.0.into()), texts(|row| row.1.into())] {
                let mut column = group.next_column().unwrap().unwrap();
                let typed = column.typed::<ByteArrayType>();
                typed.write_batch(&texts, None, None).unwrap();
                column.close().unwrap();
            }
            let mut column = group.next_column().unwrap().unwrap();
            let days = vec![1_421_020_800_000_i64; rows.len()];
            let typed = column.typed::<Int64Type>();
            typed.write_batch(&days, None, None).unwrap();
            column.close().unwrap();
            group.close().unwrap();
        }
        table.into_inner().unwrap()
    }

    fn read(bytes: Vec<u8>, limits: Limits) -> Collected {
        let mut sink = Collected::default();
        let options = Options {
            limits,
            ..Options::default()
        };
        let input = Input::bytes(Place::default(), "a.parquet", bytes);
        Reading::new(&mut sink, &options).open(input).unwrap();
        sink
    }

    const ROWS: &[(&str, &str)] = &[
        ("Satu", "Isi pertama.\nDan lagi."),
        ("Dua", "Isi kedua."),
        ("Tiga", "Isi ketiga."),
    ];

    #[test]
    fn rows_of_every_group_are_articles() {
        let got = read(written(ROWS), Limits::default());
        assert!(got.problems.is_empty(), "{:?}", got.problems);
        let first = &got.articles[0];
        assert_eq!(first.meta.title.as_deref(), Some("Satu"));
        assert_eq!(first.text, "Isi pertama.\nDan lagi.");
        let day = first.meta.date.unwrap().date();
        assert_eq!(day, jiff::civil::date(2015, 1, 12));
        assert_eq!(got.articles.len(), 3);
    }

    #[test]
    fn a_row_over_the_limit_is_refused_and_the_others_are_read() {
        let long = "kata ".repeat(400);
        let rows = [("Panjang", long.as_str()), ROWS[1], ROWS[2]];
        let limits = Limits {
            record_bytes: 1500,
            ..Limits::default()
        };
        // Held whole, the table itself may not be larger than a record.
        let bytes = written(&rows);
        let path = tempfile::NamedTempFile::with_suffix(".parquet").unwrap();
        std::fs::write(path.path(), &bytes).unwrap();
        let mut got = Collected::default();
        let archive = super::super::Archive::open(path.path()).unwrap();
        let options = Options {
            limits,
            ..Options::default()
        };
        for entry in archive.entries() {
            archive.read(&entry.unwrap(), &options, &mut got);
        }
        assert_eq!((got.articles.len(), got.problems.len()), (2, 1));
        assert_eq!(got.problems[0].kind, super::super::ProblemKind::Refused);
    }

    #[test]
    fn what_is_cut_off_is_a_problem() {
        let bytes = written(ROWS);
        for end in [4, 20, bytes.len() / 2, bytes.len() - 1] {
            let got = read(bytes[..end].to_vec(), Limits::default());
            assert_eq!((got.articles.len(), got.problems.len()), (0, 1), "{end}");
        }
    }
}
