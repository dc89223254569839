//! Pages saved as MHTML: the page in a mail message, with its pictures beside it.

use std::collections::BTreeMap;
use std::sync::Arc;

use mail_parser::{Message, MessageParser, MimeHeaders as _};

use super::format::{Format, Sure};
use super::html;
use super::input::{Head, Hints, Input};
use super::mail;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::rich::Rich;
use crate::text::address::Address;

/// Pages saved as MHTML.
pub(super) struct Mhtml;

impl Format for Mhtml {
    fn name(&self) -> &'static str {
        "mhtml"
    }

    fn summary(&self) -> &'static str {
        "pages saved as MHTML"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let text: String = head
            .text()
            .chars()
            .take(4096)
            .collect::<String>()
            .to_lowercase();
        let header = text.split("\n\n").next().unwrap_or_default();
        let related =
            header.contains("multipart/related") || header.contains("snapshot-content-location");
        match (related, head.ends_in(&["mhtml", "mht"])) {
            (true, _) if text.contains(':') => Sure::Signed,
            (_, true) => Sure::Named,
            _ => Sure::No,
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let mut record = Record::new(&input.place, self.name());
        let bytes = input.whole(out.limits())?;
        record.lies_at(0, &bytes);
        page(&message(&bytes)?, &mut record)?;
        out.article(record.into_article())
    }
}

fn message(bytes: &[u8]) -> Result<Message<'_>, Fault> {
    let message = MessageParser::default().parse(bytes);
    message.ok_or_else(|| Fault::damaged("no MHTML: the header is missing"))
}

/// The address that a page was saved from.
fn location(message: &Message<'_>) -> Option<String> {
    let url = message
        .header_raw("Snapshot-Content-Location")
        .or_else(|| message.header_raw("Content-Location"))?;
    let url = url.trim();
    url.starts_with("http").then(|| url.to_owned())
}

/// Reads the page into `record`.
fn page(message: &Message<'_>, record: &mut Record) -> Result<(), Fault> {
    let Some(page) = mail::pages(message).next() else {
        return Err(Fault::damaged("no page among its parts"));
    };
    let hints = Hints {
        charset: Some("utf-8".to_owned()),
        url: location(message),
        media: None,
    };
    html::page(page.as_bytes(), &hints, record)
}

/// The text of a page with the pictures that stand beside it in the message: each part has an address, which is what the
/// page says or what it means on that page, or a number, which the page writes as `cid:` (RFC 2557).
pub(super) fn pictured(bytes: &[u8]) -> Option<Rich> {
    let message = message(bytes).ok()?;
    let mut record = Record::default();
    page(&message, &mut record).ok()?;
    let mut parts = BTreeMap::new();
    for (at, part) in message.parts.iter().enumerate() {
        let number = part.content_id().map(|id| format!("cid:{id}"));
        let address = part.content_location().map(|at| at.trim().to_owned());
        for name in number.into_iter().chain(address) {
            parts.entry(name).or_insert(at);
        }
    }
    let base = location(&message).and_then(|url| Address::parse(&url));
    let mut held: BTreeMap<usize, Arc<[u8]>> = BTreeMap::new();
    for figure in &mut record.rich.figures {
        let source = figure.source.trim();
        let meant = || base.as_ref()?.join(source);
        let part = parts.get(source).or_else(|| parts.get(meant()?.as_str()));
        let Some((at, part)) = part.and_then(|at| Some((*at, message.parts.get(*at)?))) else {
            continue;
        };
        let bytes = held.entry(at).or_insert_with(|| part.contents().into());
        figure.held = Some(Arc::clone(bytes));
    }
    Some(record.rich)
}

#[cfg(test)]
mod tests {
    use super::super::Collected;

    #[test]
    fn the_page_is_read_and_its_pictures_are_not() {
        let text = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://contoh.id/1\r\nSubject: Judul\r\nMIME-Version: 1.0\r\n\
                    Content-Type: multipart/related; type=\"text/html\"; boundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\n\
                    Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://contoh.id/1\r\n\r\n\
                    <html><head><title>Judul</title></head><body><article><p>Perusahaan itu mengumumkan rencana =E2=80=93 kata juru =\r\n\
                    bicaranya kepada para wartawan yang hadir di gedung itu pada hari Senin.</p></article></body></html>\r\n\
                    --B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--B--\r\n";
        let got = Collected::of("a.mhtml", text);
        let article = &got.articles[0];
        assert_eq!(article.meta.url.as_deref(), Some("https://contoh.id/1"));
        assert!(
            article.text.contains("rencana – kata juru bicaranya"),
            "{}",
            article.text
        );
    }
}
