//! JSON Lines: one article a line.

use std::io::{BufRead, Read};

use serde_json::Value;

use super::decode;
use super::fields::Fields;
use super::format::{Format, Sure};
use super::input::{Head, Input, Place};
use super::limits::{Limit, Refusal};
use super::plain;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::repair;
use super::sink::State;
use super::state;

/// JSON Lines files.
pub(super) struct Jsonl;

impl Format for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn summary(&self) -> &'static str {
        "JSON Lines: one JSON object a line, under the usual names or those of the configuration"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let named = head.ends_in(&["jsonl", "ndjson", "jsonlines", "jl"]);
        let text = head.text();
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let object = |line: &str| {
            line.starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
        };
        let (first, second) = (lines.next().unwrap_or_default(), lines.next());
        if named && !super::format::binary(head) {
            Sure::Named
        } else if object(first) && second.is_some_and(|line| line.starts_with('{')) {
            Sure::Likely
        } else {
            Sure::No
        }
    }

    fn read(&self, mut input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let place = input.place.clone();
        if decode::charset_of_head(&input.head()?.bytes)
            .is_some_and(|charset| charset != encoding_rs::UTF_8)
        {
            return self.recoded(input, &place, out);
        }
        self.lines(&mut input.reader(), &place, (Some(0), 0), out)
    }
}

impl Jsonl {
    /// Reads lines behind byte `from` of their file; their numbers are not known.
    pub(super) fn read_on(
        &self,
        input: Input<'_>,
        from: u64,
        out: &mut Reading<'_>,
    ) -> Result<(), Halt> {
        let place = input.place.clone();
        self.lines(&mut input.reader(), &place, (None, from), out)
    }

    /// A file in UTF-16: decoded whole; places are those of the decoded lines.
    fn recoded(&self, input: Input<'_>, place: &Place, out: &mut Reading<'_>) -> Result<(), Halt> {
        let text = out.text_of(input)?;
        self.lines(&mut text.as_bytes(), place, (Some(0), 0), out)
    }

    fn lines(
        &self,
        reader: &mut dyn BufRead,
        place: &Place,
        (mut number, mut offset): (Option<u64>, u64),
        out: &mut Reading<'_>,
    ) -> Result<(), Halt> {
        let mut line = Vec::new();
        loop {
            line.clear();
            let limit = out.limits().record_bytes;
            let mut bounded = (&mut *reader).take(limit.saturating_add(1));
            let mut length = bounded.read_until(b'\n', &mut line)? as u64;
            if length == 0 {
                return Ok(());
            }
            number = number.map(|number| number + 1);
            let start = offset;
            if length > limit && !line.ends_with(b"\n") {
                length += skip_line(reader)?;
                let refusal = Refusal {
                    limit: Limit::RecordBytes,
                    allowed: limit,
                };
                let mut fault = Fault::refused(&refusal).byte(start);
                fault.line = number;
                out.problem(place, fault)?;
            } else if !line.trim_ascii().is_empty() && line != b"\xef\xbb\xbf\n" {
                self.line(&line, place, number, start, out)?;
            }
            offset += length;
        }
    }

    fn line(
        &self,
        line: &[u8],
        place: &Place,
        number: Option<u64>,
        start: u64,
        out: &mut Reading<'_>,
    ) -> Result<(), Halt> {
        let mut record = Record::new(place, self.name());
        record.lies_at(start, line.trim_ascii_end());
        match article(line, &mut record, out) {
            Ok(state) => record.deliver(state, out),
            Err(mut fault) => {
                let byte = start + fault.byte.unwrap_or(0);
                fault.line = number;
                out.problem(place, fault.byte(byte))
            }
        }
    }
}

/// Reads one JSON value into `record`.
fn article(bytes: &[u8], record: &mut Record, out: &Reading<'_>) -> Result<Option<State>, Fault> {
    let value = value(bytes, record)?;
    fill(&value, record, out)
}

/// One JSON value; how it was decoded goes into `record`.
pub(super) fn value(bytes: &[u8], record: &mut Record) -> Result<Value, Fault> {
    let decoded = decode::decode(bytes, None, None);
    record.charset = decoded.charset;
    if decoded.damaged {
        record.repairs.note(repair::BYTES);
    }
    serde_json::from_str(&decoded.text).map_err(|error| not_json(&error))
}

/// Puts what one JSON value says into `record`; the reader's own state, where it is an export with one, comes back.
pub(super) fn fill(
    value: &Value,
    record: &mut Record,
    out: &Reading<'_>,
) -> Result<Option<State>, Fault> {
    let mut state = None;
    match value {
        Value::Object(map) => {
            let fields = Fields::of(map, out.options());
            fields.fill(record);
            state = state::of(map);
            if state.is_some() && record.meta.url.is_some() && !fields.has_body() {
                // What an export of addresses says about a page is not the page.
                record.rich = super::rich::Rich::default();
            }
            if record.is_empty() {
                let names = fields.names();
                return Err(Fault::damaged(format!(
                    "neither a text nor a headline among its fields ({names})"
                ))
                .hint("name your fields under [archive.fields] in the configuration"));
            }
        }
        Value::String(text) if !text.trim().is_empty() => {
            record.rich = plain::paragraphs(text, &mut record.repairs);
        }
        _ => {
            return Err(Fault::damaged(
                "expected a JSON object with the fields of an article",
            ));
        }
    }
    Ok(state)
}

/// The fault of bytes that are no JSON, at the byte where that shows.
fn not_json(error: &serde_json::Error) -> Fault {
    let what = error.to_string();
    let reason = what.split(" at line ").next().unwrap_or(&what);
    Fault::damaged(format!("no JSON: {reason}")).byte(error.column().saturating_sub(1) as u64)
}

/// Skips to the end of the line and says how many bytes that were.
fn skip_line(reader: &mut dyn BufRead) -> std::io::Result<u64> {
    let mut skipped = 0;
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(skipped);
        }
        let (used, ends) = match memchr::memchr(b'\n', buffer) {
            Some(at) => (at + 1, true),
            None => (buffer.len(), false),
        };
        reader.consume(used);
        skipped += used as u64;
        if ends {
            return Ok(skipped);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::limits::{Limits, Options};
    use super::super::sink::Collected;
    use super::*;

    fn read(bytes: &[u8], limits: Limits) -> Collected {
        let mut sink = Collected::default();
        let options = Options {
            limits,
            ..Options::default()
        };
        let input = Input::bytes(Place::default(), "a.jsonl", bytes.to_vec());
        Reading::new(&mut sink, &options).open(input).unwrap();
        sink
    }

    #[test]
    fn a_bad_line_is_a_problem_and_the_rest_loads() {
        let bytes = b"{\"title\":\"A\",\"body\":\"x\"}\n\n{\"title\": oops}\n[1]\n{\"id\":1}\n{\"text\":\"akhir\"}";
        let got = read(bytes, Limits::default());
        assert_eq!(got.articles.len(), 2);
        let at: Vec<_> = got
            .problems
            .iter()
            .map(|problem| (problem.line, problem.byte))
            .collect();
        assert_eq!(
            at,
            [
                (Some(3), Some(36)),
                (Some(4), Some(42)),
                (Some(5), Some(46))
            ]
        );
        let last = &got.articles[1].provenance;
        let (start, end) = (last.offset as usize, (last.offset + last.length) as usize);
        assert_eq!(&bytes[start..end], b"{\"text\":\"akhir\"}");
    }

    #[test]
    fn a_line_over_the_limit_is_skipped() {
        let long = format!(
            "{{\"body\":\"{}\"}}\n{{\"body\":\"pendek\"}}\n",
            "x".repeat(300)
        );
        let limits = Limits {
            record_bytes: 100,
            ..Limits::default()
        };
        let got = read(long.as_bytes(), limits);
        assert_eq!(got.articles.len(), 1);
        assert!(
            got.problems[0]
                .hint
                .as_deref()
                .unwrap()
                .contains("record_bytes")
        );
        assert_eq!(got.articles[0].provenance.offset, 312);
    }

    #[test]
    fn other_character_sets_are_read() {
        let latin = read(
            b"{\"body\":\"caf\xe9 \x93ya\x94 biaya\"}\n",
            Limits::default(),
        );
        assert_eq!(latin.articles[0].text, "café “ya” biaya");
        let utf16: Vec<u8> = "\u{feff}{\"body\":\"naïve\"}\n{\"body\":\"b\"}\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(read(&utf16, Limits::default()).articles.len(), 2);
    }
}
