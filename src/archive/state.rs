//! What exports of read-later services say about the reader: read, starred, labels, notes.
//!
//! Each service has its own names (wallabag, Omnivore, Pocket, Instapaper, Readwise Reader, Matter, Pinboard); a
//! record that has one of them is such an export, with the article's text or without.

use serde_json::{Map, Value};

use super::fields;
use super::repair::{self, Repairs};
use super::sink::State;

/// The state a record tells; `None` where it is of no such export.
pub(super) fn of(map: &Map<String, Value>) -> Option<State> {
    let mut state = State::default();
    let mut known = false;
    for (key, value) in map {
        let key: String = key
            .chars()
            .filter(|ch| ch.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        let word = fields::scalar(value)
            .unwrap_or_default()
            .trim()
            .to_lowercase();
        match key.as_str() {
            "isarchived" | "isread" | "archived" | "read" | "seen" => {
                state.read = truth(value).or(state.read);
                known |= key != "read" && key != "seen" && state.read.is_some();
            }
            "isstarred" | "isfav" | "starred" | "favorite" | "favorited" | "isfavorite" => {
                state.starred = truth(value);
                known |= state.starred.is_some();
            }
            "toread" => {
                state.read = truth(value).map(|unread| !unread);
                known |= state.read.is_some();
            }
            "status" | "folder" | "location" | "state" => known |= place(&word, &mut state),
            "inqueue" | "readingprogress" | "readingprogresspercent" => known = true,
            "labels" | "documenttags" | "tags" => state.tags = labels(value),
            "annotations" | "highlights" | "notes" | "note" | "selection" => {
                state.notes = notes(value);
            }
            "savedat" | "timeadded" | "createdat" | "saveddate" | "timestamp" => {
                state.saved = fields::moment(value);
            }
            _ => {}
        }
    }
    known.then_some(state)
}

/// The places services file articles at. Whether the word is one of them.
fn place(word: &str, state: &mut State) -> bool {
    match word {
        "archive" | "archived" => state.read = Some(true),
        "unread" | "later" | "new" | "shortlist" | "inbox" | "active" => {
            state.read = state.read.or(Some(false));
        }
        "starred" => state.starred = Some(true),
        _ => return false,
    }
    true
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::Number(number) => Some(number.as_f64()? > 0.0),
        Value::String(text) => match text.trim().to_lowercase().as_str() {
            "1" | "true" | "yes" | "y" => Some(true),
            "0" | "false" | "no" | "n" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn labels(value: &Value) -> Vec<String> {
    let parts: Vec<String> = match value {
        Value::Array(list) => list.iter().filter_map(fields::scalar).collect(),
        _ => fields::scalar(value)
            .map(|text| fields::split(&text, &['|', ',', ';']))
            .unwrap_or_default(),
    };
    let mut repairs = Repairs::default();
    let lines = parts.iter().map(|part| repair::line(part, &mut repairs));
    lines.filter(|line| !line.is_empty()).collect()
}

fn notes(value: &Value) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::Object(map) => ["quote", "text", "annotation", "note"]
            .iter()
            .filter_map(|&key| map.get(key).and_then(Value::as_str))
            .collect::<Vec<_>>()
            .join(" — "),
        other => fields::scalar(other).unwrap_or_default(),
    };
    let parts: Vec<String> = match value {
        Value::Array(list) => list.iter().map(text).collect(),
        other => vec![text(other)],
    };
    let mut repairs = Repairs::default();
    let lines = parts.iter().map(|part| repair::line(part, &mut repairs));
    lines.filter(|line| !line.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Option<State> {
        of(serde_json::from_str::<Value>(json)
            .unwrap()
            .as_object()
            .unwrap())
    }

    #[test]
    fn services_in_their_own_words() {
        let wallabag = read(r#"{"is_archived":1,"is_starred":0,"tags":["a"],"annotations":[{"quote":"q","text":"t"}]}"#).unwrap();
        assert_eq!((wallabag.read, wallabag.starred), (Some(true), Some(false)));
        assert_eq!(
            (wallabag.tags, wallabag.notes),
            (vec!["a".to_owned()], vec!["q — t".to_owned()])
        );
        let pocket = read(r#"{"title":"x","url":"https://a.id","time_added":"1421020800","tags":"a|b","status":"unread"}"#).unwrap();
        assert_eq!((pocket.read, pocket.tags.len()), (Some(false), 2));
        assert!(pocket.saved.is_some());
        assert_eq!(
            read(r#"{"URL":"u","Folder":"Starred"}"#).unwrap().starred,
            Some(true)
        );
        assert_eq!(
            read(r#"{"url":"u","state":"Archived","labels":[{"name":"x"}]}"#)
                .unwrap()
                .tags,
            ["x"]
        );
    }

    #[test]
    fn news_is_no_such_export() {
        assert_eq!(
            read(r#"{"title":"x","status":"published","tags":["a"],"timestamp":"2020-01-01"}"#),
            None
        );
        assert_eq!(
            read(r#"{"title":"x","location":"Jakarta","read":true}"#),
            None
        );
    }
}
