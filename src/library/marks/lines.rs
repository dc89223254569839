//! Marks as text: one line a mark, so that they can be kept, compared, merged and read by other programs.
//!
//! A line is: when the mark was set, the article's identity, the mark, its value; with tabs between. The value is JSON:
//! `true` for what is only on, `null` for a mark that was taken away. Lines that begin with `#` say nothing.
//! docs/MARKS.md is the manual of the format.

use super::key::{Fact, Key, Kind, tag_word};
use super::{moment, stamp};
use crate::article::ArticleId;

/// The first line of a file of marks.
pub const HEADER: &str = "# kliping marks, form 1";

/// A line longer than this is no mark.
pub(super) const LONGEST: usize = 4 << 20;

/// Why a line is no mark.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}: expected {expected}")]
pub struct BadLine {
    /// What is wrong.
    pub what: String,
    /// What was expected instead.
    pub expected: &'static str,
}

/// A mark as a line, without its end.
pub fn line(fact: &Fact) -> String {
    let key = &fact.key;
    let mark = if key.kind.is_named() {
        format!("{}:{}", key.kind.word(), key.name)
    } else {
        key.kind.word().to_owned()
    };
    let value = match (&fact.value, key.kind) {
        (None, _) => "null".to_owned(),
        (Some(_), Kind::Read | Kind::Starred | Kind::Tag) => "true".to_owned(),
        (Some(text), Kind::Note) => serde_json::Value::from(text.as_str()).to_string(),
        (Some(json), _) => json.clone(),
    };
    format!("{}\t{}\t{mark}\t{value}", stamp(fact.at), fact.id)
}

/// The mark of a line; `None` for one that says nothing.
pub fn read_line(line: &str) -> Result<Option<Fact>, BadLine> {
    let line = line.trim_end_matches(['\n', '\r']);
    if line.trim().is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let bad = |what: &str, expected| BadLine {
        what: what.chars().take(60).collect(),
        expected,
    };
    let mut cells = line.splitn(4, '\t');
    let (Some(at), Some(id), Some(mark), Some(value)) =
        (cells.next(), cells.next(), cells.next(), cells.next())
    else {
        return Err(bad(line, "time, article, mark and value with tabs between"));
    };
    let at = moment(at).ok_or_else(|| bad(at, "a time such as 2026-11-26T08:15:00.000Z"))?;
    let id = ArticleId::parse(id).ok_or_else(|| bad(id, "32 hexadecimal digits"))?;
    let key = key(mark).ok_or_else(|| {
        bad(
            mark,
            "read, starred, place, note, about, tag:WORD, highlight:NUMBER or visit:TIME",
        )
    })?;
    let value = read_value(key.kind, value).ok_or_else(|| bad(value, "a value of this mark"))?;
    Ok(Some(Fact { id, key, at, value }))
}

fn key(mark: &str) -> Option<Key> {
    let (word, name) = mark.split_once(':').unwrap_or((mark, ""));
    let (kind, _) = Kind::WORDS.iter().find(|(_, known)| *known == word)?;
    let name = match kind {
        Kind::Tag => tag_word(name)?,
        Kind::Visit => stamp(moment(name)?),
        Kind::Highlight => Some(name)
            .filter(|name| {
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })?
            .to_owned(),
        _ if name.is_empty() => String::new(),
        _ => return None,
    };
    Some(Key { kind: *kind, name })
}

/// The value as the database keeps it; `None` where it is no value of such a mark.
#[expect(
    clippy::option_option,
    reason = "a value that is missing and one that is wrong are two things"
)]
fn read_value(kind: Kind, value: &str) -> Option<Option<String>> {
    let json: serde_json::Value = serde_json::from_str(value).ok()?;
    Some(match (kind, json) {
        (_, serde_json::Value::Null) => None,
        (Kind::Read | Kind::Starred | Kind::Tag, serde_json::Value::Bool(true)) => {
            Some(String::new())
        }
        (Kind::Note, serde_json::Value::String(text)) => Some(text),
        (Kind::Place, serde_json::Value::Number(place)) => {
            Some(u32::try_from(place.as_u64()?).ok()?.to_string())
        }
        (Kind::Highlight, _) => Some(super::Passage::read(value)?.written()),
        (Kind::About, _) => {
            let about: super::About = serde_json::from_str(value).ok()?;
            Some(serde_json::to_string(&about).ok()?)
        }
        (Kind::Visit, _) => {
            let stay: super::key::Stay = serde_json::from_str(value).ok()?;
            Some(serde_json::to_string(&stay).ok()?)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Passage;
    use super::*;

    fn fact(key: Key, value: Option<&str>) -> Fact {
        Fact {
            id: ArticleId([7; 16]),
            key,
            at: 1_764_197_650_123,
            value: value.map(str::to_owned),
        }
    }

    #[test]
    fn every_mark_comes_back_from_its_line() {
        let passage = Passage {
            words: "kata\t\"Lei Jun\"\n".to_owned(),
            at: 3,
            ..Passage::default()
        };
        let visit = Key {
            kind: Kind::Visit,
            name: "2026-11-26T22:54:10.123Z".to_owned(),
        };
        for fact in [
            fact(Key::of(Kind::Read), Some("")),
            fact(Key::of(Kind::Starred), None),
            fact(Key::of(Kind::Place), Some("77")),
            fact(
                Key::of(Kind::Note),
                Some("dua\nbaris\tdan \u{1b}[2J \"kutip\""),
            ),
            fact(
                Key::of(Kind::About),
                Some("{\"title\":\"Judul\",\"date\":\"2015-01-12\"}"),
            ),
            fact(Key::tag("ponsel pintar: baru").unwrap(), Some("")),
            fact(Key::highlight(&passage.number()), Some(&passage.written())),
            fact(visit, Some("{\"seconds\":12,\"seen\":80}")),
        ] {
            let line = line(&fact);
            assert!(!line.contains('\n') && !line.contains('\u{1b}'), "{line}");
            assert_eq!(line.matches('\t').count(), 3, "{line}");
            assert_eq!(read_line(&line), Ok(Some(fact)), "{line}");
        }
    }

    #[test]
    fn other_lines_say_what_was_expected() {
        let good = line(&fact(Key::of(Kind::Read), Some("")));
        assert_eq!(read_line(HEADER), Ok(None));
        assert_eq!(read_line("  "), Ok(None));
        for (from, to, expected) in [
            ("2025-", "yesterday-", "a time"),
            ("0707", "07", "hexadecimal"),
            ("read", "raed", "read, starred"),
            ("read", "tag: ,", "tag:WORD"),
            ("read", "read:x", "read, starred"),
            ("true", "\"yes\"", "a value"),
            ("true", "{", "a value"),
            ("\t", " ", "tabs between"),
        ] {
            let error = read_line(&good.replacen(from, to, 1))
                .unwrap_err()
                .to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
