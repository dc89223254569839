//! Evernote exports (ENEX): each note an article.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::format::{Format, Sure};
use super::input::{Head, Input, Place};
use super::limits::Options;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::rich::Rich;
use super::xml::{Element, Records};
use super::{Collected, fields, html, picture, repair};

/// Evernote exports.
pub(super) struct Enex;

impl Format for Enex {
    fn name(&self) -> &'static str {
        "enex"
    }

    fn summary(&self) -> &'static str {
        "Evernote exports (ENEX): each note an article"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let start = super::feed::start(head);
        if start.contains("<en-export") || start.contains("<!doctype en-export") {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let place = input.place.clone();
        let mut records = Records::new(input, &["note"], out)?;
        while let Some(found) = records.next_record()? {
            let mut record = Record::new(&place, self.name());
            records.place(&mut record, &found);
            note(&found.element, &mut record);
            if record.is_empty() {
                let fault = Fault::damaged("a note without headline and text");
                out.problem(&place, fault.byte(found.offset))?;
            } else {
                out.article(record.into_article())?;
            }
        }
        Ok(())
    }
}

/// Reads a note into `record`.
fn note(note: &Element, record: &mut Record) {
    let attributes = note.child(&["note-attributes"]);
    let repairs = &mut record.repairs;
    let mut line = |text: Option<String>| {
        text.map(|text| repair::line(&text, repairs))
            .filter(|text| !text.is_empty())
    };
    record.meta.title = line(note.child_text(&["title"]));
    record.meta.url = line(attributes.and_then(|inner| inner.child_text(&["source-url"])));
    record.meta.authors = line(attributes.and_then(|inner| inner.child_text(&["author"])))
        .into_iter()
        .collect();
    let tags = note.children().filter(|child| child.name == "tag");
    record.meta.tags = tags.filter_map(|tag| line(Some(tag.text()))).collect();
    record.meta.date = note
        .child_text(&["created", "updated"])
        .and_then(|date| fields::written(&date));
    if let Some(content) = note.child_text(&["content"]) {
        // The declarations before the note are no text.
        let body = content
            .find("<en-note")
            .and_then(|at| content.get(at..))
            .unwrap_or(&content);
        record.rich = html::fragment(body, repairs);
    }
    if let Some(title) = &record.meta.title {
        record.rich = std::mem::take(&mut record.rich).without_title(title);
    }
}

/// The text of a note with the pictures that it holds: its text names each by the digest of its bytes.
pub(super) fn pictured(bytes: Vec<u8>, options: &Options) -> Option<Rich> {
    let mut nowhere = Collected::default();
    let reading = Reading::new(&mut nowhere, options);
    let input = Input::bytes(Place::default(), "", bytes);
    let mut records = Records::new(input, &["note"], &reading).ok()?;
    let found = records.next_record().ok()??;
    let mut record = Record::default();
    note(&found.element, &mut record);
    let resources = found.element.children();
    let resources = resources.filter(|child| child.name == "resource");
    let data = resources.filter_map(|resource| resource.child_text(&["data"]));
    let held: BTreeMap<String, Arc<[u8]>> = data
        .filter_map(|data| picture::unpacked(&data))
        .map(|bytes| (format!("{:x}", md5::compute(&bytes)), bytes.into()))
        .collect();
    for figure in &mut record.rich.figures {
        let digest = figure.source.trim().to_ascii_lowercase();
        figure.held = held.get(&digest).cloned();
    }
    Some(record.rich)
}

#[cfg(test)]
mod tests {
    use super::super::Collected;

    #[test]
    fn notes_are_articles() {
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE en-export SYSTEM \"http://xml.evernote.com/pub/evernote-export3.dtd\">\
                   <en-export export-date=\"20200102T030405Z\"><note><title>Judul</title><content><![CDATA[<?xml version=\"1.0\"?>\
                   <!DOCTYPE en-note SYSTEM \"x\"><en-note><div>Satu.</div><div>Dua &amp; tiga.</div><en-media hash=\"x\"/></en-note>]]></content>\
                   <created>20150112T030405Z</created><tag>tekno</tag><tag>baru</tag><note-attributes><author>Ani</author>\
                   <source-url>https://contoh.id/1</source-url></note-attributes><resource><data>QUJD</data></resource></note>\
                   <note><title>Lain</title><content><![CDATA[<en-note>Isi.</en-note>]]></content></note></en-export>";
        let got = Collected::of("a.enex", xml);
        assert_eq!(got.articles.len(), 2, "{:?}", got.problems);
        let article = &got.articles[0];
        assert_eq!(article.text, "Satu.\nDua & tiga.");
        assert_eq!(
            (article.meta.title.as_deref(), article.meta.url.as_deref()),
            (Some("Judul"), Some("https://contoh.id/1"))
        );
        assert_eq!(
            (article.meta.tags.len(), article.meta.authors.as_slice()),
            (2, ["Ani".to_owned()].as_slice())
        );
        assert_eq!(
            article.meta.date.unwrap().to_string(),
            "2015-01-12T03:04:05"
        );
    }
}
