//! What exports of read-later services say about the reader: read, starred, labels, notes.
//!
//! Each service has its own names (wallabag, Omnivore, Pocket, Instapaper, Readwise Reader, Matter, Raindrop, Pinboard,
//! Karakeep, Miniflux, Google Reader); a record that has one of them is such an export, with the article's text or without.

use serde_json::{Map, Value};

use super::fields;
use super::repair::{self, Repairs};
use super::sink::State;

/// The state a record tells; `None` where it is of no such export.
pub(super) fn of(map: &Map<String, Value>) -> Option<State> {
    let (state, known) = read(map);
    known.then_some(state)
}

/// The state a row tells of a table that [`is_export`].
pub(super) fn of_row(map: &Map<String, Value>) -> State {
    let (mut state, _) = read(map);
    // A folder of the reader's own is a label.
    let folder = map.iter().find(|(name, _)| folded(name) == "folder");
    let folder = folder
        .and_then(|(_, value)| fields::scalar(value))
        .unwrap_or_default();
    let is_place = place(&folder.trim().to_lowercase(), &mut State::default());
    let folder = repair::line(&folder, &mut Repairs::default());
    if !is_place && !folder.is_empty() && !matches!(folder.as_str(), "Unsorted" | "Untagged") {
        state.tags.push(folder);
    }
    state
}

/// Whether the columns of a table are those of an export that holds addresses and no texts.
pub(super) fn is_export(columns: &[String]) -> bool {
    const KINDS: &[&[&str]] = &[
        // Pocket; Instapaper; Readwise Reader; Matter; Raindrop; Omnivore; GoodLinks.
        &["url", "timeadded", "status"],
        &["url", "selection", "folder"],
        &["url", "location", "readingprogress"],
        &["url", "inqueue", "favorited"],
        &["url", "folder", "created", "favorite"],
        &["url", "state", "labels", "savedat"],
        &["url", "starred", "addedat"],
    ];
    const TEXTS: &[&str] = &["content", "body", "text", "html", "fulltext"];
    let columns: Vec<String> = columns.iter().map(|name| folded(name)).collect();
    let has = |name: &&str| columns.iter().any(|column| column == name);
    KINDS.iter().any(|kind| kind.iter().all(has)) && !TEXTS.iter().any(has)
}

/// A name as it is compared: letters and digits, in small letters.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|ch| ch.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The state, and whether a name was among the fields that only such exports have.
fn read(map: &Map<String, Value>) -> (State, bool) {
    let mut state = State::default();
    let mut known = false;
    for (key, value) in map {
        let word = fields::scalar(value)
            .unwrap_or_default()
            .trim()
            .to_lowercase();
        let key = folded(key);
        match key.as_str() {
            "isarchived" | "isread" | "archived" | "read" | "seen" => {
                state.read = truth(value).or(state.read);
                known |= key != "read" && key != "seen" && state.read.is_some();
            }
            "isstarred" | "isfav" | "starred" | "favorite" | "favorited" | "isfavorite"
            | "favourited" => {
                state.starred = truth(value);
                known |= state.starred.is_some();
            }
            "toread" => {
                state.read = truth(value).map(|unread| !unread);
                known |= state.read.is_some();
            }
            "readat" if !word.is_empty() && !value.is_null() => state.read = Some(true),
            "status" | "folder" | "location" | "state" => known |= place(&word, &mut state),
            "inqueue" | "readingprogress" | "readingprogresspercent" => known = true,
            "labels" | "documenttags" | "tags" => state.tags = labels(value),
            "categories" => known |= google(value, &mut state),
            "annotations" | "highlights" | "notes" | "note" | "selection" => {
                state.notes.extend(notes(value));
            }
            "savedat" | "timeadded" | "createdat" | "saveddate" | "timestamp" | "addedat" => {
                state.saved = fields::moment(value);
            }
            _ => {}
        }
    }
    (state, known)
}

/// The places services file articles at. Whether the word is one of them.
fn place(word: &str, state: &mut State) -> bool {
    match word {
        "archive" | "archived" | "read" => state.read = Some(true),
        "unread" | "later" | "new" | "shortlist" | "inbox" | "active" => {
            state.read = state.read.or(Some(false));
        }
        "starred" => state.starred = Some(true),
        _ => return false,
    }
    true
}

/// The categories of Google Reader and its heirs: `user/…/state/com.google/read`, `user/…/label/NAME`. Whether there are
/// any.
fn google(value: &Value, state: &mut State) -> bool {
    let mut known = false;
    for category in value
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        let Some((_, kind)) = category
            .strip_prefix("user/")
            .and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        known = true;
        match kind {
            "state/com.google/read" => state.read = Some(true),
            "state/com.google/starred" => state.starred = Some(true),
            _ => {
                if let Some(label) = kind.strip_prefix("label/") {
                    state
                        .tags
                        .push(repair::line(label, &mut Repairs::default()));
                }
            }
        }
    }
    known
}

/// Whether a value says yes.
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

    fn map(json: &str) -> Map<String, Value> {
        serde_json::from_str(json).unwrap()
    }

    fn read(json: &str) -> Option<State> {
        of(&map(json))
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
        let reader = read(
            r#"{"categories":["user/-/state/com.google/starred","user/1/label/Tekno","lain"]}"#,
        )
        .unwrap();
        assert_eq!(
            (reader.read, reader.starred, reader.tags),
            (None, Some(true), vec!["Tekno".to_owned()])
        );
    }

    #[test]
    fn news_is_no_such_export() {
        assert_eq!(
            read(
                r#"{"title":"x","status":"published","tags":["a"],"timestamp":"2020-01-01","categories":["Tekno"]}"#
            ),
            None
        );
        assert_eq!(
            read(r#"{"title":"x","location":"Jakarta","read":true}"#),
            None
        );
    }

    #[test]
    fn tables_of_exports_and_their_folders() {
        let columns = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        assert!(is_export(&columns(
            "URL,Title,Selection,Folder,Timestamp,Tags"
        )));
        assert!(is_export(&columns("title,url,time_added,tags,status")));
        assert!(is_export(&columns(
            "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen"
        )));
        assert!(!is_export(&columns("url,folder,selection,content")));
        assert!(!is_export(&columns("title,url,date,status")));
        assert_eq!(
            of_row(&map(r#"{"URL":"u","Folder":"Bacaan"}"#)).tags,
            ["Bacaan"]
        );
        assert_eq!(
            of_row(&map(r#"{"URL":"u","Folder":"Archive"}"#)).tags,
            [""; 0]
        );
    }
}
