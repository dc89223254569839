//! Named fields to an article: the names that exports use for the headline, the text and the rest.

use jiff::civil::DateTime;
use serde_json::{Map, Value};

use super::limits::Options;
use super::names::{AUTHOR, BODY, DATE, LANG, OUTLET, SUMMARY, TAGS, TITLE, URL, WRAPPERS};
use super::prose;
use super::record::Record;
use super::repair::{self, Repairs};
use crate::text::date;

/// How many levels of objects are looked into.
const LEVELS: usize = 3;

/// A name as it is compared: lower case, without `_`, `-` and spaces.
fn folded(name: &str) -> String {
    name.chars()
        .filter(|ch| !matches!(ch, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The fields of one record.
pub(super) struct Fields<'a> {
    /// Path (folded, joined by dots) and value.
    all: Vec<(String, &'a Value)>,
    options: &'a Options,
}

impl<'a> Fields<'a> {
    /// Lays the fields of a record out.
    pub(super) fn of(record: &'a Map<String, Value>, options: &'a Options) -> Self {
        let mut all = Vec::with_capacity(record.len() * 2);
        let mut level: Vec<(String, &Map<String, Value>)> = vec![(String::new(), record)];
        for _ in 0..LEVELS {
            let mut below = Vec::new();
            for (path, map) in level {
                for (key, value) in map {
                    let name = folded(key);
                    let path = if path.is_empty() {
                        name
                    } else {
                        format!("{path}.{name}")
                    };
                    if let Value::Object(inner) = value {
                        below.push((path.clone(), inner));
                    }
                    all.push((path, value));
                }
            }
            level = below;
        }
        Self { all, options }
    }

    /// Puts what the fields say into `record`.
    pub(super) fn fill(&self, record: &mut Record) {
        let repairs = &mut record.repairs;
        record.meta.title = self.line("title", TITLE, repairs);
        record.meta.url = self
            .line("url", URL, repairs)
            .filter(|url| !url.contains(' '));
        record.meta.date = self.values("date", DATE).into_iter().find_map(moment);
        record.meta.outlet = self.line("outlet", OUTLET, repairs);
        record.meta.lang = self
            .line("lang", LANG, repairs)
            .filter(|lang| lang.len() <= 35)
            .map(|lang| code_of(&lang));
        record.meta.authors = self.list("author", AUTHOR, &[';', '|'], repairs);
        record.meta.tags = self.list("tags", TAGS, &[';', '|', ','], repairs);
        record.rich = self.body(repairs);
        if let Some(title) = &record.meta.title {
            record.rich = std::mem::take(&mut record.rich).without_title(title);
        }
    }

    /// The values that fields of these names have, the user's names first.
    fn values(&self, field: &str, usual: &[&str]) -> Vec<&'a Value> {
        let mut found = Vec::new();
        for name in self.options.mapping.get(field).into_iter().flatten() {
            let name = folded(name);
            found.extend(
                self.all
                    .iter()
                    .filter(|(path, _)| *path == name)
                    .map(|&(_, value)| value),
            );
        }
        for name in usual {
            found.extend(
                self.all
                    .iter()
                    .filter(|(path, _)| path == name)
                    .map(|&(_, value)| value),
            );
        }
        for name in usual {
            let wrapped = |path: &str| {
                path.strip_suffix(name)
                    .and_then(|outer| outer.strip_suffix('.'))
                    .is_some_and(|outer| outer.split('.').all(|part| WRAPPERS.contains(&part)))
            };
            found.extend(
                self.all
                    .iter()
                    .filter(|(path, _)| wrapped(path))
                    .map(|&(_, value)| value),
            );
        }
        found.retain(|value| !empty(value));
        found
    }

    /// The first field of these names that is a line of text.
    fn line(&self, field: &str, usual: &[&str], repairs: &mut Repairs) -> Option<String> {
        self.values(field, usual)
            .into_iter()
            .filter_map(scalar)
            .map(|raw| repair::line(&raw, repairs))
            .find(|line| !line.is_empty())
    }

    /// The first field of these names that is a list, or a text that can be split into one.
    fn list(
        &self,
        field: &str,
        usual: &[&str],
        separators: &[char],
        repairs: &mut Repairs,
    ) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for value in self.values(field, usual) {
            let parts: Vec<String> = match value {
                Value::Array(parts) => parts.iter().filter_map(scalar).collect(),
                Value::Object(_) => scalar(value).into_iter().collect(),
                _ => scalar(value)
                    .map(|text| split(&text, separators))
                    .unwrap_or_default(),
            };
            for part in parts.iter().filter(|part| !is_state(part)) {
                let part = repair::line(part, repairs);
                let part = part
                    .strip_prefix("By ")
                    .or_else(|| part.strip_prefix("Oleh "))
                    .unwrap_or(&part);
                if !part.is_empty() && !out.iter().any(|known| known == part) {
                    out.push(part.to_owned());
                }
            }
            if !out.is_empty() {
                break;
            }
        }
        out
    }

    /// The text: the first body field, unless another says far more; a summary where there is no body.
    fn body(&self, repairs: &mut Repairs) -> super::rich::Rich {
        if let Some(value) = self
            .options
            .mapping
            .get("body")
            .and_then(|_| self.values("body", &[]).first().copied())
        {
            return prose::of(value, repairs);
        }
        let mut best: Option<(usize, &Value)> = None;
        for value in self.values("body", BODY) {
            let size = prose::size(value);
            if size > 0 && best.is_none_or(|(known, _)| size > known * 2) {
                best = Some((size, value));
            }
        }
        if let Some((_, value)) = best {
            let rich = prose::of(value, repairs);
            if !rich.is_empty() {
                return rich;
            }
        }
        self.values("summary", SUMMARY)
            .into_iter()
            .max_by_key(|value| prose::size(value))
            .map(|value| prose::of(value, repairs))
            .unwrap_or_default()
    }

    /// Whether there is a text among the fields, not counting lists of other records.
    pub(super) fn has_body(&self) -> bool {
        let lists_records = |value: &Value| {
            value.as_array().is_some_and(|list| {
                list.iter().any(|inner| {
                    inner
                        .as_object()
                        .is_some_and(|map| map.contains_key("title"))
                })
            })
        };
        self.values("body", BODY)
            .into_iter()
            .any(|value| !lists_records(value) && !value.is_number() && prose::size(value) > 0)
    }

    /// Whether there is a headline among the fields.
    pub(super) fn has_headline(&self) -> bool {
        !self.values("title", TITLE).is_empty()
    }

    /// Whether the fields are those of an article: a headline, with a text or an address, or a text.
    pub(super) fn has_article(&self) -> bool {
        self.has_body() || self.has_headline() && !self.values("url", URL).is_empty()
    }

    /// The names of the fields, for a message.
    pub(super) fn names(&self) -> String {
        let names: Vec<&str> = self
            .all
            .iter()
            .map(|(path, _)| path.as_str())
            .filter(|path| !path.contains('.'))
            .take(8)
            .collect();
        names.join(", ")
    }
}

/// The code of a language that is written out; what is none of the commonest stays.
fn code_of(lang: &str) -> String {
    const NAMES: &[(&str, &str)] = &[
        ("indonesian", "id"),
        ("bahasa indonesia", "id"),
        ("indonesia", "id"),
        ("english", "en"),
        ("inggris", "en"),
        ("malay", "ms"),
        ("german", "de"),
        ("french", "fr"),
        ("spanish", "es"),
        ("portuguese", "pt"),
        ("dutch", "nl"),
        ("italian", "it"),
        ("russian", "ru"),
        ("chinese", "zh"),
        ("japanese", "ja"),
        ("korean", "ko"),
        ("arabic", "ar"),
        ("persian", "fa"),
    ];
    let lower = lang.to_lowercase();
    let code = NAMES
        .iter()
        .find(|(name, _)| *name == lower)
        .map(|(_, code)| *code);
    code.unwrap_or(lang).to_owned()
}

/// Whether a category is one of Google Reader's, which say what the reader did and not what the article is about.
fn is_state(category: &str) -> bool {
    category.starts_with("user/") && (category.contains("/state/") || category.contains("/label/"))
}

/// Whether a value says nothing.
fn empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => true,
        Value::String(text) => matches!(
            text.trim(),
            "" | "[]" | "{}" | "null" | "None" | "nan" | "NaN" | "N/A"
        ),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Number(_) => false,
    }
}

/// A value as one text; objects say it under one of a few names.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => list
            .first()
            .filter(|first| !first.is_array())
            .and_then(scalar),
        Value::Object(map) => [
            "main",
            "name",
            "rendered",
            "value",
            "text",
            "title",
            "label",
            "original",
            "term",
            "$oid",
            "$numberLong",
            "id",
            "href",
            "url",
        ]
        .iter()
        .find_map(|&key| {
            map.get(key)
                .filter(|inner| inner.is_string() && !empty(inner))
        })
        .and_then(scalar),
        _ => None,
    }
}

/// Splits a text that lists things; a list as Python prints it (`['a', 'b']`) is read as well.
pub(super) fn split(text: &str, separators: &[char]) -> Vec<String> {
    let listed = text
        .trim()
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let (text, separators, quotes): (&str, &[char], &[char]) = match listed {
        Some(inner) => (inner, &[','], &['\'', '"', ' ']),
        None => (text, separators, &[' ']),
    };
    text.split(separators)
        .map(|part| part.trim_matches(quotes).to_owned())
        .collect()
}

/// A moment as exports write it: a text, or seconds or milliseconds since 1970.
pub(super) fn moment(value: &Value) -> Option<DateTime> {
    match value {
        Value::String(text) => written(text),
        Value::Number(number) => since_1970(
            number
                .as_i64()
                .or_else(|| number.as_f64().map(|seconds| seconds as i64))?,
        ),
        Value::Object(map) => ["$date", "date", "iso", "value", "seconds", "datetime"]
            .iter()
            .find_map(|&key| map.get(key).and_then(stamp)),
        Value::Array(list) => list
            .first()
            .filter(|first| !first.is_array())
            .and_then(moment),
        _ => None,
    }
}

/// A moment inside an object, with the one more object that `MongoDB` puts around numbers.
fn stamp(value: &Value) -> Option<DateTime> {
    match value {
        Value::Object(map) => map
            .get("$numberLong")
            .filter(|inner| !inner.is_object())
            .and_then(moment),
        other => moment(other),
    }
}

/// A moment written as text.
pub(super) fn written(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if text.len() >= 15 && text.get(8..9) == Some("T") && !text.contains('-') {
        // Without dashes and colons, as Evernote and iCalendar write it.
        return text.trim_end_matches('Z').parse().ok();
    }
    let whole = text.split('.').next().unwrap_or(text);
    if (9..=13).contains(&whole.len()) && whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return since_1970(whole.parse().ok()?);
    }
    date::parse_field(text)
}

/// Seconds since 1970, or milliseconds where seconds would lie far ahead; in UTC.
pub(super) fn since_1970(count: i64) -> Option<DateTime> {
    let seconds = match count {
        100_000_000..=9_999_999_999 => count,
        100_000_000_000..=9_999_999_999_999 => count / 1000,
        100_000_000_000_000..=9_999_999_999_999_999 => count / 1_000_000,
        _ => return None,
    };
    let stamp = jiff::Timestamp::from_second(seconds).ok()?;
    Some(jiff::tz::Offset::UTC.to_datetime(stamp))
}

#[cfg(test)]
mod tests {
    use super::super::input::Place;
    use super::*;

    fn read(json: &str, options: &Options) -> Record {
        let Value::Object(map) = serde_json::from_str(json).unwrap() else {
            panic!("no object")
        };
        let mut record = Record::new(&Place::default(), "json");
        Fields::of(&map, options).fill(&mut record);
        record
    }

    #[test]
    fn usual_names() {
        let record = read(
            r#"{"Judul":"Rapat &amp; Rencana","isi_berita":"Satu.\nDua.","tanggal":"2015-01-12","sumber":"Koran","penulis":["A","A","B"],"kategori":"Tekno, Bisnis","bahasa":"id","tautan":"https://contoh.id/1"}"#,
            &Options::default(),
        );
        assert_eq!(record.meta.title.as_deref(), Some("Rapat & Rencana"));
        assert_eq!(record.rich.text, "Satu.\nDua.");
        assert_eq!(record.meta.date.unwrap().to_string(), "2015-01-12T00:00:00");
        assert_eq!(record.meta.authors, ["A", "B"]);
        assert_eq!(record.meta.tags, ["Tekno", "Bisnis"]);
        assert_eq!(record.meta.outlet.as_deref(), Some("Koran"));
    }

    #[test]
    fn nested_records_and_objects() {
        let record = read(
            r#"{"_source":{"headline":{"main":"Kepala"},"maintext":"Isi.","source":{"id":null,"name":"Kabar"},"thread":{"published":"2020-02-03"}}}"#,
            &Options::default(),
        );
        assert_eq!(record.meta.title.as_deref(), Some("Kepala"));
        assert_eq!(record.rich.text, "Isi.");
        assert_eq!(record.meta.outlet.as_deref(), Some("Kabar"));
        assert!(record.meta.date.is_some());
    }

    #[test]
    fn the_users_names_win() {
        let mut options = Options::default();
        options.mapping.insert("title".into(), vec!["h1".into()]);
        options.mapping.insert("body".into(), vec!["x.y".into()]);
        let record = read(
            r#"{"title":"bukan","h1":"ya","x":{"y":"isi"},"body":"bukan ini tetapi jauh lebih panjang"}"#,
            &options,
        );
        assert_eq!(record.meta.title.as_deref(), Some("ya"));
        assert_eq!(record.rich.text, "isi");
    }

    #[test]
    fn python_lists_and_moments() {
        let record = read(
            r#"{"text":"a","authors":"['Ani', 'Budi']","timestamp":1421020800000}"#,
            &Options::default(),
        );
        assert_eq!(record.meta.authors, ["Ani", "Budi"]);
        assert_eq!(record.meta.date.unwrap().to_string(), "2015-01-12T00:00:00");
        assert_eq!(written("1421020800").unwrap().year(), 2015);
    }

    #[test]
    fn repeated_headline_leaves_the_body() {
        let record = read(
            r#"{"title":"Judul","body":"Judul\nIsi pertama."}"#,
            &Options::default(),
        );
        assert_eq!(record.rich.text, "Isi pertama.");
    }
}
