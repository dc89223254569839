//! JSON documents: one article, a list of them, or an object that holds the list.

use std::io::{BufRead, Cursor, Read};

use serde_json::{Map, Value};

use super::decode;
use super::fields::Fields;
use super::format::{Format, Sure};
use super::input::{Head, Input, Place};
use super::jsonl;
use super::limits::{Limit, Refusal};
use super::reading::{Fault, Halt, Reading};
use super::record::Record;

/// JSON documents.
pub(super) struct Json;

impl Format for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn summary(&self) -> &'static str {
        "JSON documents: an article, a list of articles, or an object around the list"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let text = head.text();
        let begins =
            text.starts_with('{') || text.starts_with("[{") || text.starts_with('[') && list(&text);
        match (begins && !super::format::binary(head), head.ending()) {
            (true, "json" | "jsonfeed") => Sure::Named,
            (true, _) if json_like(&text) => Sure::Likely,
            _ => Sure::No,
        }
    }

    fn read(&self, mut input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let place = input.place.clone();
        let charset = decode::charset_of_head(&input.head()?.bytes);
        if charset.is_some_and(|charset| charset != encoding_rs::UTF_8) {
            let text = out.text_of(input)?;
            return self.values(Values::new(Cursor::new(text.into_bytes())), &place, out);
        }
        self.values(Values::new(input.reader()), &place, out)
    }
}

/// Whether a text that begins with `[` goes on like a list of objects.
fn list(text: &str) -> bool {
    text.get(1..)
        .is_some_and(|rest| rest.trim_start().starts_with('{'))
}

/// Whether a text that begins like JSON goes on like it.
fn json_like(text: &str) -> bool {
    let rest = text.trim_start_matches(['{', '[', ' ', '\n', '\r', '\t']);
    rest.starts_with('"') && rest.contains("\":") || rest.contains("\" :")
}

impl Json {
    /// Reads the values at the top, and those of a list at the top.
    fn values<R: BufRead>(
        &self,
        mut values: Values<R>,
        place: &Place,
        out: &mut Reading<'_>,
    ) -> Result<(), Halt> {
        let limit = out.limits().record_bytes;
        while let Some(next) = values.next(limit)? {
            match next {
                Next::Value {
                    bytes,
                    offset,
                    listed,
                } => {
                    let mut record = Record::new(place, self.name());
                    record.lies_at(offset, &bytes);
                    value(&bytes, record, listed, place, out)?;
                }
                Next::TooLarge { offset } => {
                    let refusal = Refusal {
                        limit: Limit::RecordBytes,
                        allowed: limit,
                    };
                    out.problem(place, Fault::refused(&refusal).byte(offset))?;
                }
                Next::CutOff { offset } => {
                    out.problem(
                        place,
                        Fault::damaged("ends inside a value: it was cut off").byte(offset),
                    )?;
                }
            }
        }
        Ok(())
    }
}

/// One value: an article, or what holds articles.
fn value(
    bytes: &[u8],
    mut record: Record,
    listed: bool,
    place: &Place,
    out: &mut Reading<'_>,
) -> Result<(), Halt> {
    let offset = record.offset;
    let parsed = jsonl::value(bytes, &mut record);
    if let (Ok(Value::Object(map)), false) = (&parsed, listed)
        && let Some(inside) = articles(map, out)
    {
        let feed = feed_title(map);
        for value in inside {
            if value.get("type").and_then(Value::as_str) == Some("Announce") {
                out.ignore("post of somebody else that was passed on");
                continue;
            }
            let mut each = record.clone();
            match jsonl::fill(value, &mut each, out) {
                Ok(state) => {
                    each.meta.outlet = each.meta.outlet.or_else(|| feed.clone());
                    each.deliver(state, out)?;
                }
                Err(fault) => out.problem(place, fault.byte(offset))?,
            }
        }
        return Ok(());
    }
    match parsed.and_then(|value| jsonl::fill(&value, &mut record, out)) {
        Ok(state) => record.deliver(state, out),
        Err(fault) => {
            let byte = offset + fault.byte.unwrap_or(0);
            out.problem(place, fault.byte(byte))
        }
    }
}
/// The outlet of a JSON Feed.
fn feed_title(map: &Map<String, Value>) -> Option<String> {
    let version = map.get("version")?.as_str()?;
    let title = map.get("title")?.as_str()?;
    version
        .contains("jsonfeed")
        .then(|| super::repair::line(title, &mut super::repair::Repairs::default()))
}

/// Objects in objects are looked through to this depth for a list of articles.
const LEVELS: usize = 4;

/// The articles an object holds, if it is no article itself: in a list, or under names of their own.
fn articles<'a>(map: &'a Map<String, Value>, out: &Reading<'_>) -> Option<Vec<&'a Value>> {
    let holds = |value: &&Value| {
        value
            .as_object()
            .is_some_and(|map| Fields::of(map, out.options()).has_article())
    };
    if Fields::of(map, out.options()).has_body() {
        return None;
    }
    let mut level = vec![map];
    for _ in 0..LEVELS {
        let mut below = Vec::new();
        for map in level {
            for value in map.values() {
                match value {
                    Value::Array(list) if list.iter().take(5).any(|value| holds(&value)) => {
                        return Some(list.iter().collect());
                    }
                    Value::Array(list) => {
                        below.extend(list.iter().take(5).filter_map(Value::as_object));
                    }
                    Value::Object(inner) => below.push(inner),
                    _ => {}
                }
            }
            let named: Vec<&Value> = map.values().filter(|value| value.is_object()).collect();
            if named.len() > 1 && named.len() == map.len() && named.iter().take(5).all(holds) {
                return Some(named);
            }
        }
        level = below;
    }
    None
}

/// What comes next in a stream of JSON.
enum Next {
    /// A whole value, not parsed yet.
    Value {
        bytes: Vec<u8>,
        offset: u64,
        /// Whether it is an element of a list.
        listed: bool,
    },
    /// A value that is larger than the limit; it was skipped.
    TooLarge { offset: u64 },
    /// The stream ended inside a value.
    CutOff { offset: u64 },
}

/// Splits a stream of JSON into the values at its top; a list at the top is split into its elements.
struct Values<R> {
    reader: R,
    /// The place of the next byte.
    at: u64,
    /// Whether a list at the top is open.
    listed: bool,
    /// What was read of a value that turned out too large, if a list of objects begins in it.
    again: Option<Cursor<Vec<u8>>>,
}

impl<R: BufRead> Values<R> {
    fn new(reader: R) -> Self {
        Self {
            reader,
            at: 0,
            listed: false,
            again: None,
        }
    }

    /// The next value of at most `limit` bytes.
    fn next(&mut self, limit: u64) -> std::io::Result<Option<Next>> {
        loop {
            let Some(byte) = self.byte()? else {
                return Ok(None);
            };
            match byte {
                b'[' if !self.listed => self.listed = true,
                b']' => self.listed = false,
                b'{' | b'[' | b'"' => return self.bracketed(byte, limit).map(Some),
                _ if byte.is_ascii_digit() || byte.is_ascii_alphabetic() || byte == b'-' => {
                    return self.bare(byte).map(Some);
                }
                _ => {}
            }
        }
    }

    /// One byte, from what is read again or from the stream.
    fn byte(&mut self) -> std::io::Result<Option<u8>> {
        if let Some(again) = &mut self.again {
            let mut one = [0];
            if again.read(&mut one)? == 1 {
                self.at += 1;
                return Ok(one.first().copied());
            }
            self.again = None;
        }
        let byte = self.reader.fill_buf()?.first().copied();
        if byte.is_some() {
            self.reader.consume(1);
            self.at += 1;
        }
        Ok(byte)
    }

    /// A string, a list or an object, whose first byte was read.
    fn bracketed(&mut self, first: u8, limit: u64) -> std::io::Result<Next> {
        let offset = self.at - 1;
        let listed = self.listed;
        let mut bytes = vec![first];
        let (mut depth, mut quoted, mut escaped) = (u32::from(first != b'"'), first == b'"', false);
        let mut too_large = false;
        while depth > 0 || quoted {
            let Some(byte) = self.byte()? else {
                return Ok(Next::CutOff { offset });
            };
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => depth += 1,
                b'}' | b']' if !quoted => depth -= 1,
                _ => {}
            }
            if !too_large {
                bytes.push(byte);
                if bytes.len() as u64 > limit {
                    if !listed && let Some(list) = list_inside(&bytes) {
                        self.at = offset + list as u64;
                        self.again = Some(Cursor::new(bytes.split_off(list)));
                        return self
                            .next(limit)
                            .map(|next| next.unwrap_or(Next::CutOff { offset }));
                    }
                    too_large = true;
                    bytes = Vec::new();
                }
            }
        }
        Ok(if too_large {
            Next::TooLarge { offset }
        } else {
            Next::Value {
                bytes,
                offset,
                listed,
            }
        })
    }

    /// A number or a word, whose first byte was read.
    fn bare(&mut self, first: u8) -> std::io::Result<Next> {
        let offset = self.at - 1;
        let mut bytes = vec![first];
        while let Some(&byte) = self.reader.fill_buf()?.first() {
            if self.again.is_some()
                || bytes.len() > 64
                || matches!(byte, b',' | b']' | b'}')
                || byte.is_ascii_whitespace()
            {
                break;
            }
            self.byte()?;
            bytes.push(byte);
        }
        Ok(Next::Value {
            bytes,
            offset,
            listed: self.listed,
        })
    }
}

/// Where in the beginning of a large object the first list of objects begins.
fn list_inside(bytes: &[u8]) -> Option<usize> {
    let (mut quoted, mut escaped, mut open) = (false, false, None);
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => {
                quoted = !quoted;
                open = None;
            }
            _ if quoted => {}
            b'[' => open = Some(at),
            b'{' if open.is_some() => return open,
            _ if byte.is_ascii_whitespace() => {}
            _ => open = None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::Collected;
    use super::super::limits::{Limits, Options};
    use super::*;

    fn read(json: &str, limits: Limits) -> Collected {
        let mut sink = Collected::default();
        let options = Options {
            limits,
            ..Options::default()
        };
        let input = Input::bytes(Place::default(), "a.json", json.as_bytes().to_vec());
        Reading::new(&mut sink, &options).open(input).unwrap();
        sink
    }

    fn texts(json: &str) -> Vec<String> {
        let got = read(json, Limits::default());
        got.articles
            .into_iter()
            .map(|article| article.text)
            .collect()
    }

    #[test]
    fn one_a_list_and_an_object_around_it() {
        assert_eq!(
            texts(r#"{"title":"A","body":"satu","related":[{"title":"B","body":"x"}]}"#),
            ["satu"]
        );
        assert_eq!(
            texts("[\n{\"body\":\"satu\"},\n{\"body\":\"dua\"}]"),
            ["satu", "dua"]
        );
        assert_eq!(
            texts(
                r#"{"status":"ok","data":{"hits":[{"_source":{"text":"satu"}},{"_source":{"text":"dua"}}]}}"#
            ),
            ["satu", "dua"]
        );
        assert_eq!(
            texts(r#"{"1":{"title":"A","text":"satu"},"2":{"title":"B","text":"dua"}}"#),
            ["satu", "dua"]
        );
        assert_eq!(
            texts("{\"body\":\n\"satu\"}\n{\"body\":\n\"dua\"}"),
            ["satu", "dua"]
        );
    }

    #[test]
    fn a_json_feed_names_its_outlet() {
        let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Kabar","items":[{"id":"1","url":"https://a.id/1","content_text":"isi","date_published":"2020-01-02T03:04:05Z","authors":[{"name":"Ani"}]}]}"#;
        let article = &read(feed, Limits::default()).articles[0];
        assert_eq!(article.meta.outlet.as_deref(), Some("Kabar"));
        assert_eq!(article.meta.authors, ["Ani"]);
        assert!(article.meta.date.is_some());
    }

    #[test]
    fn elements_know_their_place_and_broken_ones_are_problems() {
        let json = r#"[{"body":"satu"}, {"body": tidak}, 7, {"body":"tiga"}, {"body":"pot"#;
        let got = read(json, Limits::default());
        assert_eq!(got.articles.len(), 2);
        let last = &got.articles[1].provenance;
        assert!(
            json.get(last.offset as usize..)
                .unwrap()
                .starts_with("{\"body\":\"tiga\"}")
        );
        assert_eq!(got.problems.len(), 3);
        assert!(got.problems[2].what.contains("cut off"));
    }

    #[test]
    fn a_large_object_streams_its_list() {
        let each = format!("{{\"body\":\"{}\"}}", "kata ".repeat(8));
        let json = format!(
            "{{\"meta\":{{\"n\":[1,2]}},\"articles\":[{}]}}",
            vec![each.as_str(); 40].join(",")
        );
        let limits = Limits {
            record_bytes: 200,
            ..Limits::default()
        };
        let got = read(&json, limits);
        assert_eq!(
            (got.articles.len(), got.problems.len()),
            (40, 0),
            "{:?}",
            got.problems
        );
    }
}
