//! YAML as fields, as front matter has it: bounded, and without the references by which a small text becomes a huge one.

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

/// More nodes than this are no front matter.
const NODES: usize = 20_000;

/// Lists in lists deeper than this are no front matter.
const DEPTH: usize = 24;

/// A list or a mapping that is open.
enum Open {
    List(Vec<Value>),
    /// The fields so far, and the name whose value comes next.
    Map(Map<String, Value>, Option<String>),
}

impl Open {
    fn put(&mut self, value: Value) {
        match self {
            Self::List(list) => list.push(value),
            Self::Map(map, name) => match name.take() {
                None => *name = Some(super::fields::scalar(&value).unwrap_or_default()),
                Some(name) => {
                    map.insert(name, value);
                }
            },
        }
    }

    fn close(self) -> Value {
        match self {
            Self::List(list) => Value::Array(list),
            Self::Map(map, _) => Value::Object(map),
        }
    }
}

/// The fields of a YAML mapping; `None` where the text is no YAML mapping or goes beyond the bounds.
pub(super) fn fields(text: &str) -> Option<Map<String, Value>> {
    let mut open: Vec<Open> = Vec::new();
    for (count, event) in Parser::new_from_str(text).enumerate() {
        if count > NODES || open.len() > DEPTH {
            return None;
        }
        let value = match event.ok()?.0 {
            Event::Scalar(text, style, ..) => scalar(&text, style),
            // What a reference stands for may be as large as one likes.
            Event::Alias(_) => Value::Null,
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Map::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop()?.close(),
            _ => continue,
        };
        match (open.last_mut(), value) {
            (Some(above), value) => above.put(value),
            (None, Value::Object(map)) => return Some(map),
            (None, _) => return None,
        }
    }
    None
}

/// A scalar: a text, but for what plainly says that there is none, or yes or no.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" if style == ScalarStyle::Plain => Value::Null,
        "true" | "True" if style == ScalarStyle::Plain => Value::Bool(true),
        "false" | "False" if style == ScalarStyle::Plain => Value::Bool(false),
        _ => Value::String(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_yaml() {
        let map = fields(
            "title: >-\n  Judul yang\n  panjang\n\"author\":\n  - name: Ani\n    url: x\n  - {name: Budi}\ntags: [a, 'b, c']\n\
             date: 2020-01-02 03:04:05 +0700\ndraft: false\nkosong:\nisi: |\n  satu\n  dua\n",
        )
        .unwrap();
        assert_eq!(map["title"], "Judul yang panjang");
        assert_eq!(map["author"][1]["name"], "Budi");
        assert_eq!(map["tags"], serde_json::json!(["a", "b, c"]));
        assert_eq!(map["date"], "2020-01-02 03:04:05 +0700");
        assert_eq!(
            (&map["draft"], &map["kosong"]),
            (&Value::Bool(false), &Value::Null)
        );
        assert_eq!(map["isi"], "satu\ndua\n");
    }

    #[test]
    fn bombs_and_ruins_give_nothing() {
        let mut bomb = "a: &a [x, x]\n".to_owned();
        for at in 0..40 {
            bomb.extend(["b", &at.to_string(), ": [*a, *a, *a, *a]\n"]);
        }
        assert!(
            fields(&bomb)
                .is_some_and(|map| map["b1"] == serde_json::json!([null, null, null, null]))
        );
        assert!(fields(&"[".repeat(10_000)).is_none());
        assert!(
            fields("judul: a: b: c").is_none()
                && fields("hanya teks").is_none()
                && fields("").is_none()
        );
    }
}
