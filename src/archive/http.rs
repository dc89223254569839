//! Answers of web servers as crawls keep them, and what of them is an article.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::decode;
use super::feed;
use super::format::{Format as _, Sure};
use super::html;
use super::input::{Hints, Input, whole};
use super::limits::{Limits, RATIO_FLOOR, Refusal};
use super::plain;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::zstd;

/// Lines of a header block, the first line apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// The first line.
    pub(super) first: String,
    /// Name in small letters and value.
    pub(super) fields: Vec<(String, String)>,
}

impl Header {
    /// Reads the lines of a header block; lines that begin with white space continue the one before.
    pub(super) fn of(block: &[u8]) -> Self {
        let text = decode::decode(block, Some("windows-1252"), None).text;
        let mut lines = text.lines();
        let mut header = Self {
            first: lines.next().unwrap_or_default().trim().to_owned(),
            fields: Vec::new(),
        };
        for line in lines {
            match (line.starts_with([' ', '\t']), header.fields.last_mut()) {
                (true, Some((_, value))) => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                _ => {
                    if let Some((name, value)) = line.split_once(':') {
                        header
                            .fields
                            .push((name.trim().to_lowercase(), value.trim().to_owned()));
                    }
                }
            }
        }
        header
    }

    /// The value of a field; empty where it is missing.
    pub(super) fn get(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value.as_str())
    }

    /// Whether it begins the answer of a server that had what was asked for.
    pub(super) fn succeeded(&self) -> bool {
        let status = self.first.split_whitespace().nth(1);
        status.is_some_and(|status| status.starts_with('2'))
    }
}

/// Where the body begins after a header block.
pub(super) fn body_at(bytes: &[u8]) -> Option<usize> {
    let crlf = memchr::memmem::find(bytes, b"\r\n\r\n").map(|at| at + 4);
    let lf = memchr::memmem::find(bytes, b"\n\n").map(|at| at + 2);
    match (crlf, lf) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    }
}

/// The media type in small letters and the character set of a `Content-Type`.
pub(super) fn content_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let media = parts.next().unwrap_or_default().trim().to_lowercase();
    let charset = parts
        .filter_map(|part| part.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
        .map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_owned());
    (media, charset)
}

/// The header of an answer, and what follows it; `None` where it begins with none.
pub(super) fn head(bytes: &[u8]) -> Option<(Header, &[u8])> {
    let at = body_at(bytes).filter(|_| bytes.starts_with(b"HTTP/"))?;
    let (head, rest) = bytes.split_at(at);
    Some((Header::of(head), rest))
}

/// The body of an answer without what it was packed in to be sent.
pub(super) fn unwrapped<'b>(
    header: &Header,
    rest: &'b [u8],
    limits: &Limits,
) -> Result<Cow<'b, [u8]>, Fault> {
    let encoding = header.get("transfer-encoding").to_lowercase();
    let whole = if encoding.contains("chunked") {
        unchunked(rest)
    } else {
        None
    };
    let mut body = whole.map_or(Cow::Borrowed(rest), Cow::Owned);
    // The last one named was put on last.
    for encoding in header
        .get("content-encoding")
        .to_lowercase()
        .split(',')
        .rev()
    {
        if let Some(inner) = unpacked(&body, encoding.trim(), limits)? {
            body = Cow::Owned(inner);
        }
    }
    Ok(body)
}

/// What an answer of a declared type from an address is known by.
pub(super) fn hints(declared: &str, url: &str) -> Hints {
    let (media, charset) = content_type(declared);
    Hints {
        charset,
        url: (!url.is_empty())
            .then(|| super::repair::line(url, &mut super::repair::Repairs::default())),
        media: Some(media),
    }
}

/// Reads the answer of a server; `fill` is the record so far, with its place.
pub(super) fn answer(
    bytes: &[u8],
    url: &str,
    record: Record,
    out: &mut Reading<'_>,
) -> Result<(), Halt> {
    let Some((header, rest)) = head(bytes) else {
        return body(bytes, "", url, record, out);
    };
    if !header.succeeded() {
        out.ignore("answer without a page (moved, missing, refused)");
        return Ok(());
    }
    let rest = unwrapped(&header, rest, out.limits())?;
    body(&rest, header.get("content-type"), url, record, out)
}

/// Reads a body of a declared type.
pub(super) fn body(
    bytes: &[u8],
    declared: &str,
    url: &str,
    mut record: Record,
    out: &mut Reading<'_>,
) -> Result<(), Halt> {
    let hints = hints(declared, url);
    let media = hints.media.clone().unwrap_or_default();
    let start: Vec<u8> = bytes
        .iter()
        .take(1024)
        .map(u8::to_ascii_lowercase)
        .collect();
    let like_page = memchr::memmem::find(&start, b"<html").is_some()
        || memchr::memmem::find(&start, b"<!doctype html").is_some();
    match media.as_str() {
        "text/html" | "application/xhtml+xml" => {}
        "" | "text/plain" | "application/octet-stream" | "unknown/unknown" | "no-type"
            if like_page => {}
        "text/plain" => return text(bytes, &hints, record, out),
        _ if media.contains("xml") || media.contains("rss") || media.contains("feed") => {
            return self::feed(bytes, hints, &record, out);
        }
        _ => {
            out.ignore(kind_of(&media));
            return Ok(());
        }
    }
    if out.is_seeking() {
        return Ok(());
    }
    match html::page(bytes, &hints, &mut record) {
        Ok(()) => out.article(record.into_article()),
        Err(fault) if fault.kind == super::ProblemKind::Ignored => {
            out.ignore(&fault.what);
            Ok(())
        }
        Err(fault) => Err(fault.into()),
    }
}

/// A feed as a crawl fetched it: its items, as of a file that lies there under its address.
fn feed(bytes: &[u8], hints: Hints, record: &Record, out: &mut Reading<'_>) -> Result<(), Halt> {
    let name = hints.url.clone().unwrap_or_default();
    let place = record.place().inside(&name);
    let mut input = Input::bytes(place, &name, bytes.to_owned()).with_hints(hints);
    if out.is_seeking() || feed::Feed.sniff(&input.head()?) > Sure::No {
        return out.member(input);
    }
    out.ignore("answer of another type than a page");
    Ok(())
}

/// Plain text is an article if it has sentences: servers call much else plain text.
fn text(
    bytes: &[u8],
    hints: &Hints,
    mut record: Record,
    out: &mut Reading<'_>,
) -> Result<(), Halt> {
    let decoded = decode::decode(bytes, hints.charset.as_deref(), None);
    record.charset = decoded.charset;
    record.rich = plain::paragraphs(&decoded.text, &mut record.repairs);
    let robots = hints
        .url
        .as_deref()
        .is_some_and(|url| url.ends_with("robots.txt"));
    if robots || record.rich.text.split(". ").count() < 3 {
        out.ignore("plain text without sentences");
        return Ok(());
    }
    record.meta.url.clone_from(&hints.url);
    out.article(record.into_article())
}

/// What a media type is called among what is no article.
fn kind_of(media: &str) -> &'static str {
    match media.split('/').next().unwrap_or_default() {
        "image" => "picture",
        "video" | "audio" => "sound or film",
        "font" => "font",
        _ if media.contains("css") => "style sheet",
        _ if media.contains("script") || media.contains("json") => "script or data",
        _ if media.contains("pdf") => "PDF document",
        "" => "answer without a type",
        _ => "answer of another type than a page",
    }
}

/// A body whose chunks are put together; `None` where it is not in chunks after all.
fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    loop {
        let end = memchr::memchr(b'\n', bytes.get(..bytes.len().min(64))?);
        let Some(end) = end else {
            return (!out.is_empty()).then_some(out);
        };
        let line = std::str::from_utf8(bytes.get(..end)?).ok()?;
        let Ok(size) = usize::from_str_radix(line.split(';').next()?.trim(), 16) else {
            return (!out.is_empty()).then_some(out);
        };
        if size == 0 {
            return Some(out);
        }
        let rest = bytes.get(end + 1..)?;
        let Some(chunk) = rest.get(..size) else {
            out.extend_from_slice(rest);
            return Some(out);
        };
        out.extend_from_slice(chunk);
        bytes = rest.get(size..)?;
        bytes = bytes
            .strip_prefix(b"\r\n")
            .or_else(|| bytes.strip_prefix(b"\n"))
            .unwrap_or(bytes);
    }
}

/// A body unpacked; `None` where it is not packed, whatever its header says.
fn unpacked(bytes: &[u8], encoding: &str, limits: &Limits) -> Result<Option<Vec<u8>>, Fault> {
    let limit = limits.record_bytes.min(
        (bytes.len() as u64)
            .saturating_mul(limits.ratio)
            .max(RATIO_FLOOR),
    );
    let read: Box<dyn Read + '_> = match encoding {
        "gzip" | "x-gzip" if bytes.starts_with(b"\x1f\x8b") => Box::new(MultiGzDecoder::new(bytes)),
        "" | "identity" | "none" | "gzip" | "x-gzip" => return Ok(None),
        "deflate" if bytes.first().is_some_and(|byte| byte & 0x0f == 8) => {
            Box::new(ZlibDecoder::new(bytes))
        }
        "deflate" => Box::new(DeflateDecoder::new(bytes)),
        _ if bytes.starts_with(b"<") => return Ok(None),
        "br" => Box::new(brotli_decompressor::Decompressor::new(bytes, 4096)),
        "zstd" if bytes.starts_with(b"\x28\xb5\x2f\xfd") => Box::new(zstd::Frames::new(bytes)),
        other => {
            return Err(Fault::damaged(format!(
                "packed with {other}, which is not known"
            )));
        }
    };
    let mut so_far = Vec::new();
    match whole(
        Keep {
            inner: read,
            kept: &mut so_far,
        },
        limit,
    ) {
        Ok(all) => Ok(Some(all)),
        // Crawlers cut large answers off: what is there is read.
        Err(error) if cut_off(&error) && !so_far.is_empty() => Ok(Some(so_far)),
        Err(error) => Err(Fault::io(&error)),
    }
}

/// Whether a decoder ran out of bytes, in the words of each.
fn cut_off(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{InvalidData, Other, UnexpectedEof};
    let refused = error
        .get_ref()
        .is_some_and(<dyn std::error::Error + Send + Sync>::is::<Refusal>);
    matches!(error.kind(), UnexpectedEof | InvalidData | Other) && !refused
}

/// Keeps what was read, for when the end is missing.
struct Keep<'k, R> {
    inner: R,
    kept: &'k mut Vec<u8>,
}

impl<R: Read> Read for Keep<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.kept
            .extend_from_slice(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together_or_left() {
        assert_eq!(
            unchunked(b"3\r\nabc\r\n2;x=1\r\nde\r\n0\r\n\r\n").unwrap(),
            b"abcde"
        );
        assert_eq!(unchunked(b"3\r\nabc\r\nff\r\nde").unwrap(), b"abcde");
        assert_eq!(unchunked(b"<html>no chunks"), None);
    }

    #[test]
    fn headers_are_read() {
        let header =
            Header::of(b"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=\"utf-8\"\r\n");
        assert_eq!(
            content_type(header.get("content-type")),
            ("text/html".to_owned(), Some("utf-8".to_owned()))
        );
        assert_eq!(body_at(b"a: b\n\nbody"), Some(6));
    }
}
