//! Mail: newsletters as single messages (EML) and mailboxes (mbox), each message an article.

use std::io::{BufRead, Read};

use mail_parser::{Address, Message, MessageParser, PartType};

use super::fields;
use super::format::{self, Format, Sure};
use super::html;
use super::input::{Head, Input, Place};
use super::limits::{Limit, Refusal};
use super::plain;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::repair;

/// Mailboxes.
pub(super) struct Mbox;

impl Format for Mbox {
    fn name(&self) -> &'static str {
        "mbox"
    }

    fn summary(&self) -> &'static str {
        "mailboxes (mbox), each message an article"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let text = head.text();
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        if first.starts_with("From ") && lines.take(60).any(is_mail_header) {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let place = input.place.clone();
        let limit = out.limits().record_bytes;
        let mut reader = input.reader();
        let (mut at, mut start, mut blank) = (0_u64, 0_u64, true);
        let mut bytes = Vec::new();
        let mut line = Vec::new();
        let mut raw = blake3::Hasher::new();
        loop {
            line.clear();
            let read = reader.by_ref().take(1 << 20).read_until(b'\n', &mut line)? as u64;
            if read == 0 || blank && line.starts_with(b"From ") {
                self.message(&bytes, (start, at, raw.finalize()), &place, out)?;
                bytes.clear();
                raw.reset();
                start = at + read;
                if read == 0 {
                    return Ok(());
                }
            } else if bytes.len() as u64 <= limit {
                raw.update(&line);
                let unquoted = line
                    .strip_prefix(b">")
                    .filter(|rest| rest.trim_ascii_start().starts_with(b"From "));
                bytes.extend_from_slice(unquoted.unwrap_or(&line));
            }
            blank = line.trim_ascii().is_empty();
            at += read;
        }
    }
}

impl Mbox {
    fn message(
        &self,
        bytes: &[u8],
        (start, end, raw): (u64, u64, blake3::Hash),
        place: &Place,
        out: &mut Reading<'_>,
    ) -> Result<(), Halt> {
        if bytes.trim_ascii().is_empty() {
            return Ok(());
        }
        let allowed = out.limits().record_bytes;
        if bytes.len() as u64 > allowed {
            let refusal = Refusal {
                limit: Limit::RecordBytes,
                allowed,
            };
            return out.problem(place, Fault::refused(&refusal).byte(start));
        }
        let mut record = Record::new(place, self.name());
        (record.offset, record.length) = (start, end - start);
        record.digest = raw.as_bytes().first_chunk().copied();
        match message(bytes, &mut record) {
            Ok(()) => out.article(record.into_article()),
            Err(fault) => out.problem(place, fault.byte(start)),
        }
    }
}

/// Single messages.
pub(super) struct Eml;

impl Format for Eml {
    fn name(&self) -> &'static str {
        "eml"
    }

    fn summary(&self) -> &'static str {
        "single mail messages (EML)"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let text = head.text();
        let headers = text
            .lines()
            .take_while(|line| !line.trim().is_empty())
            .take(80);
        let known = headers.filter(|line| is_mail_header(line)).count();
        match (known, head.ends_in(&["eml", "msg", "mail"])) {
            _ if format::binary(head) => Sure::No,
            (2.., true) => Sure::Named,
            (3.., false) | (1.., true) => Sure::Likely,
            _ => Sure::No,
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let mut record = Record::new(&input.place, self.name());
        let bytes = input.whole(out.limits())?;
        record.lies_at(0, &bytes);
        message(&bytes, &mut record)?;
        out.article(record.into_article())
    }
}

/// Whether a line is one of the headers every mail has.
fn is_mail_header(line: &str) -> bool {
    let name = line.split(':').next().unwrap_or_default();
    line.contains(':')
        && [
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "received",
            "return-path",
            "delivered-to",
        ]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

/// Reads a message into `record`.
fn message(bytes: &[u8], record: &mut Record) -> Result<(), Fault> {
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or_else(|| Fault::damaged("no mail message"))?;
    let repairs = &mut record.repairs;
    let meta = &mut record.meta;
    meta.title = message
        .subject()
        .map(|subject| repair::line(subject, repairs))
        .filter(|line| !line.is_empty());
    meta.date = message
        .date()
        .and_then(|date| fields::written(&date.to_rfc3339()));
    if let Some((name, address)) = message.from().and_then(sender) {
        meta.outlet =
            Some(repair::line(&name.unwrap_or(address), repairs)).filter(|line| !line.is_empty());
    }
    record.rich = match pages(&message).next() {
        Some(page) => html::fragment(page, repairs),
        None => message
            .body_text(0)
            .map(|text| plain::paragraphs(&text, repairs))
            .unwrap_or_default(),
    };
    if record.is_empty() {
        return Err(Fault::damaged("a message without subject and text"));
    }
    Ok(())
}

/// The HTML parts of a message.
pub(super) fn pages<'m>(message: &'m Message<'_>) -> impl Iterator<Item = &'m str> {
    message.parts.iter().filter_map(|part| match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    })
}

/// Name and address of the first sender.
fn sender(from: &Address<'_>) -> Option<(Option<String>, String)> {
    let first = from.first()?;
    let name = first.name().map(str::to_owned);
    Some((name, first.address().unwrap_or_default().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::Collected;

    const MAIL: &str = "From: Kabar Pagi <kabar@contoh.id>\nTo: a@b.id\nSubject: =?utf-8?q?Edisi_kesatu_=E2=80=93_Senin?=\n\
                        Date: Mon, 12 Jan 2015 08:00:00 +0700\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\
                        Content-Transfer-Encoding: quoted-printable\n\n<h2>Bagian</h2><p>Satu =C3=A9.</p><p>Dua.</p>\n";

    #[test]
    fn a_newsletter() {
        let article = &Collected::of("a.eml", MAIL).articles[0];
        assert_eq!(article.meta.title.as_deref(), Some("Edisi kesatu – Senin"));
        assert_eq!(article.meta.outlet.as_deref(), Some("Kabar Pagi"));
        assert!(article.meta.date.is_some());
        assert_eq!(article.text, "Bagian\nSatu é.\nDua.");
    }

    #[test]
    fn a_mailbox_with_a_quoted_from() {
        let plain = "From: a@b.id\nSubject: Dua\n\nBaris.\n\n>From sini lanjut.\n";
        let mailbox = format!(
            "From kabar Mon Jan 12 08:00:00 2015\n{MAIL}\nFrom x Mon Jan 12 08:00:00 2015\n{plain}\n"
        );
        let got = Collected::of("box", &mailbox);
        assert_eq!(got.articles.len(), 2, "{:?}", got.problems);
        assert_eq!(got.articles[1].text, "Baris.\nFrom sini lanjut.");
        let place = &got.articles[1].provenance;
        assert!(
            mailbox
                .get(place.offset as usize..)
                .unwrap()
                .starts_with("From: a@b.id")
        );
    }
}
