//! Bookmark files as browsers and read-later services export them: addresses with labels, no texts.

use dom_query::Document;
use serde_json::Value;

use super::decode;
use super::fields;
use super::format::{Format, Sure};
use super::input::{Head, Input};
use super::reading::{Fault, Halt, Reading};
use super::repair::{self, Repairs};
use super::sink::State;

/// Bookmark files.
pub(super) struct Bookmarks;

impl Format for Bookmarks {
    fn name(&self) -> &'static str {
        "bookmarks"
    }

    fn summary(&self) -> &'static str {
        "bookmarks (Netscape, Pocket, Instapaper, Chrome, Firefox): labels and what was read, for articles of the archive"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let start: String = head
            .text()
            .chars()
            .take(600)
            .collect::<String>()
            .to_lowercase();
        let export = start.contains("<title>pocket export") || start.contains("<title>instapaper");
        let holds = |name: &str| memchr::memmem::find(&head.bytes, name.as_bytes()).is_some();
        let browser = start.starts_with('{')
            && (holds("\"bookmark_bar\"") && holds("\"roots\"") || holds("\"text/x-moz-place"));
        if start.starts_with("<!doctype netscape-bookmark") || export || browser {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let text = decode::decode(&input.whole(out.limits())?, None, None).text;
        if text.trim_start().starts_with('{') {
            return browser(&text, out);
        }
        if super::html::hostile(&text) {
            return Err(Fault::damaged("nested too deep for a list of bookmarks").into());
        }
        let document = Document::from(text.as_str());
        let mut read = None;
        for node in document.root().descendants_it() {
            let attr = |name: &str| {
                node.attr(name)
                    .map(|value| value.to_string())
                    .unwrap_or_default()
            };
            let words = || repair::line(&node.text(), &mut Repairs::default());
            match node.node_name().as_deref() {
                Some("h1" | "h2" | "h3") => {
                    read = match words().to_lowercase().as_str() {
                        "unread" | "my list" => Some(false),
                        "archive" | "read archive" | "read" => Some(true),
                        _ => read,
                    };
                }
                Some("a") if attr("href").starts_with("http") => {
                    let mut repairs = Repairs::default();
                    let tags = fields::split(&attr("tags"), &[',']);
                    let to_read = match attr("toread").as_str() {
                        "1" => Some(false),
                        "0" => Some(true),
                        _ => read,
                    };
                    out.state(State {
                        url: Some(repair::line(&attr("href"), &mut repairs)),
                        title: Some(words()).filter(|title| !title.is_empty()),
                        read: to_read,
                        tags: tags
                            .iter()
                            .map(|tag| repair::line(tag, &mut repairs))
                            .filter(|tag| !tag.is_empty())
                            .collect(),
                        saved: fields::written(&attr("add_date"))
                            .or_else(|| fields::written(&attr("time_added"))),
                        ..State::default()
                    })?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// Reads the bookmarks of a browser: folders in folders of addresses.
fn browser(text: &str, out: &mut Reading<'_>) -> Result<(), Halt> {
    let all: Value = serde_json::from_str(text)
        .map_err(|error| Fault::damaged(format!("no bookmarks of a browser: {error}")))?;
    let mut open = vec![&all];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(list) => open.extend(list.iter().rev()),
            Value::Object(map) => {
                let text = |names: [&str; 2]| {
                    let found = names
                        .iter()
                        .find_map(|&name| map.get(name).and_then(Value::as_str));
                    found.map(|text| repair::line(text, &mut Repairs::default()))
                };
                if let Some(url) = text(["url", "uri"]).filter(|url| url.starts_with("http")) {
                    let tags = text(["tags", "tags"]).unwrap_or_default();
                    out.state(State {
                        url: Some(url),
                        title: text(["name", "title"]).filter(|title| !title.is_empty()),
                        tags: fields::split(&tags, &[','])
                            .into_iter()
                            .filter(|tag| !tag.is_empty())
                            .collect(),
                        ..State::default()
                    })?;
                }
                open.extend(
                    map.values()
                        .filter(|inner| inner.is_array() || inner.is_object()),
                );
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::Collected;

    #[test]
    fn bookmarks_of_browsers() {
        for json in [
            r#"{"roots":{"bookmark_bar":{"children":[{"name":"Satu","type":"url","url":"https://a.id/1"}],"type":"folder"}}}"#,
            r#"{"type":"text/x-moz-place-container","children":[{"type":"text/x-moz-place","uri":"https://a.id/1","title":"Satu"}]}"#,
        ] {
            let got = Collected::of("Bookmarks", json);
            assert_eq!(
                (got.articles.len(), got.states.len()),
                (0, 1),
                "{:?}",
                got.problems
            );
            assert_eq!(got.states[0].title.as_deref(), Some("Satu"));
        }
    }

    #[test]
    fn addresses_with_labels() {
        let html = "<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>x</TITLE><H1>Bookmarks</H1><DL><DT><A HREF=\"https://a.id/1\" \
                    ADD_DATE=\"1421020800\" TOREAD=\"1\" TAGS=\"a,b\">Satu</A></DL>";
        let got = Collected::of("b.html", html);
        let state = &got.states[0];
        assert_eq!(
            (state.url.as_deref(), state.title.as_deref(), state.read),
            (Some("https://a.id/1"), Some("Satu"), Some(false))
        );
        assert_eq!(state.tags, ["a", "b"]);
        assert!(state.saved.is_some());
    }
}
