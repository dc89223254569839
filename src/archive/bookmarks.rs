//! Bookmark files as browsers and read-later services export them: addresses with labels, no texts.

use dom_query::Document;

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
        "bookmark files (Netscape, Pocket, Instapaper): labels and what was read, for articles of the archive"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let start: String = head
            .text()
            .chars()
            .take(600)
            .collect::<String>()
            .to_lowercase();
        let export = start.contains("<title>pocket export") || start.contains("<title>instapaper");
        if start.starts_with("<!doctype netscape-bookmark") || export {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let text = decode::decode(&input.whole(out.limits())?, None, None).text;
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

#[cfg(test)]
mod tests {
    use super::super::limits::Options;
    use super::super::{Collected, Place};
    use super::*;

    #[test]
    fn addresses_with_labels() {
        let html = "<!DOCTYPE NETSCAPE-Bookmark-file-1><TITLE>x</TITLE><H1>Bookmarks</H1><DL><DT><A HREF=\"https://a.id/1\" \
                    ADD_DATE=\"1421020800\" TOREAD=\"1\" TAGS=\"a,b\">Satu</A></DL>";
        let mut got = Collected::default();
        let options = Options::default();
        Reading::new(&mut got, &options).run(Input::bytes(Place::default(), "b.html", html.into()));
        let state = &got.states[0];
        assert_eq!(
            (state.url.as_deref(), state.title.as_deref(), state.read),
            (Some("https://a.id/1"), Some("Satu"), Some(false))
        );
        assert_eq!(state.tags, ["a", "b"]);
        assert!(state.saved.is_some());
    }
}
