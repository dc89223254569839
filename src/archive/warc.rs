//! Web crawls: WARC and ARC files, each page an article.

use std::io::{BufRead, Read};

use super::format::{Format, Sure};
use super::http::{self, Header};
use super::input::{Head, Input, Place};
use super::limits::{Limit, Refusal};
use super::reading::{Fault, Halt, Reading};
use super::record::Record;

/// WARC and ARC files.
pub(super) struct Warc;

impl Format for Warc {
    fn name(&self) -> &'static str {
        "warc"
    }

    fn summary(&self) -> &'static str {
        "web crawls: WARC and ARC, each page an article"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if head.begins(b"WARC/") || head.begins(b"filedesc://") {
            Sure::Signed
        } else if head.ends_in(&["warc", "arc"]) && !head.begins(b"\x1f\x8b") {
            Sure::Likely
        } else {
            Sure::No
        }
    }

    fn read(&self, mut input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let arc = input.head()?.begins(b"filedesc://");
        let place = input.place.clone();
        let mut crawl = Crawl::new(self.name(), place, Box::new(input.reader()));
        while crawl.record(arc, out)? {}
        Ok(())
    }
}

/// A header line longer than this is none.
const LINE: u64 = 64 * 1024;

/// A header with more lines than this is none.
const LINES: usize = 500;

/// A crawl while it is read.
pub(super) struct Crawl<'a> {
    format: &'static str,
    place: Place,
    reader: Box<dyn BufRead + 'a>,
    at: u64,
    /// The digest of the record so far.
    raw: blake3::Hasher,
}

/// What a record's header says.
pub(super) struct Named {
    pub(super) url: String,
    /// What the record is: `response`, `resource`, `revisit` …
    pub(super) kind: String,
    pub(super) media: String,
    pub(super) length: u64,
}

impl Named {
    /// Whether the record holds what an address answered.
    pub(super) fn is_answer(&self) -> bool {
        let wanted = match self.kind.as_str() {
            "response" => true,
            "resource" | "conversion" => !self.url.starts_with("metadata:"),
            // Requests, revisits and notes of the crawler hold no page of their own.
            _ => false,
        };
        wanted && !self.media.contains("dns") && !self.url.starts_with("dns:")
    }
}

impl<'a> Crawl<'a> {
    /// A crawl from its beginning.
    pub(super) fn new(format: &'static str, place: Place, reader: Box<dyn BufRead + 'a>) -> Self {
        Self {
            format,
            place,
            reader,
            at: 0,
            raw: blake3::Hasher::new(),
        }
    }

    /// How many bytes of it were read.
    pub(super) const fn at(&self) -> u64 {
        self.at
    }

    /// Where the next record begins and what its header says, if that can be told; `None` at the end.
    pub(super) fn named(
        &mut self,
        arc: bool,
        out: &mut Reading<'_>,
    ) -> Result<Option<(u64, Option<Named>)>, Halt> {
        let Some((start, first)) = self.first_line(arc, out)? else {
            return Ok(None);
        };
        let named = if arc {
            arc_header(&first)
        } else {
            self.warc_header(&first)?
        };
        Ok(Some((start, named)))
    }

    /// Reads one record; `false` at the end.
    fn record(&mut self, arc: bool, out: &mut Reading<'_>) -> Result<bool, Halt> {
        let Some((start, named)) = self.named(arc, out)? else {
            return Ok(false);
        };
        let Some(named) = named else {
            let fault = Fault::damaged("a record whose header says neither kind nor length");
            out.problem(&self.place, fault.byte(start))?;
            return Ok(true);
        };
        if !named.is_answer() {
            return self.skip(named.length, start, out);
        }
        if named.length > out.limits().record_bytes {
            let refusal = Refusal {
                limit: Limit::RecordBytes,
                allowed: out.limits().record_bytes,
            };
            out.problem(&self.place, Fault::refused(&refusal).byte(start))?;
            return self.skip(named.length, start, out);
        }
        let mut bytes = Vec::new();
        let read = (&mut self.reader)
            .take(named.length)
            .read_to_end(&mut bytes);
        self.at += bytes.len() as u64;
        let cut = bytes.len() as u64 != named.length;
        let mut record = Record::new(&self.place, self.format);
        (record.offset, record.length) = (start, self.at - start);
        self.raw.update(&bytes);
        record.digest = self.raw.finalize().as_bytes().first_chunk().copied();
        let ended = if named.kind == "response" {
            http::answer(&bytes, &named.url, record, out)
        } else {
            http::body(&bytes, &named.media, &named.url, record, out)
        };
        match ended {
            Err(Halt::Broken(fault)) => out.problem(&self.place, fault.byte(start))?,
            other => other?,
        }
        read?;
        if cut {
            return Err(Fault::damaged("ends inside a record: it was cut off")
                .byte(start)
                .into());
        }
        Ok(true)
    }

    /// The first line of the next record, and where it begins; what lies between records is skipped.
    fn first_line(
        &mut self,
        arc: bool,
        out: &mut Reading<'_>,
    ) -> Result<Option<(u64, String)>, Halt> {
        let mut lost = None;
        loop {
            let start = self.at;
            self.raw.reset();
            let Some(line) = self.line()? else {
                if let Some(at) = lost {
                    out.problem(
                        &self.place,
                        Fault::damaged("bytes that are no record, to the end").byte(at),
                    )?;
                }
                return Ok(None);
            };
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            let begins = if arc {
                arc_header(&text).is_some()
            } else {
                text.starts_with("WARC/")
            };
            if begins {
                if let Some(at) = lost {
                    out.problem(
                        &self.place,
                        Fault::damaged("bytes that are no record were skipped").byte(at),
                    )?;
                }
                return Ok(Some((start, text)));
            }
            if !text.trim().is_empty() {
                lost.get_or_insert(start);
            }
            out.check_time()?;
        }
    }

    /// One line, no longer than [`LINE`]; a longer one comes in pieces.
    fn line(&mut self) -> Result<Option<Vec<u8>>, Halt> {
        let mut line = Vec::new();
        let read = (&mut self.reader).take(LINE).read_until(b'\n', &mut line)?;
        self.at += read as u64;
        self.raw.update(&line);
        Ok((read > 0).then_some(line))
    }

    /// The rest of a WARC header.
    fn warc_header(&mut self, first: &str) -> Result<Option<Named>, Halt> {
        let mut block = first.as_bytes().to_vec();
        block.push(b'\n');
        for _ in 0..LINES {
            let Some(line) = self.line()? else { break };
            if line.trim_ascii().is_empty() {
                break;
            }
            block.extend(line);
        }
        let header = Header::of(&block);
        let Ok(length) = header.get("content-length").parse() else {
            return Ok(None);
        };
        let url = header
            .get("warc-target-uri")
            .trim_start_matches('<')
            .trim_end_matches('>');
        Ok(Some(Named {
            url: url.to_owned(),
            kind: header.get("warc-type").to_lowercase(),
            media: header.get("content-type").to_owned(),
            length,
        }))
    }

    /// Passes over so many bytes, as far as there are; returns how many there were.
    pub(super) fn pass(&mut self, length: u64) -> std::io::Result<u64> {
        let passed = std::io::copy(&mut (&mut self.reader).take(length), &mut std::io::sink())?;
        self.at += passed;
        Ok(passed)
    }

    /// Passes over the body of a record.
    fn skip(&mut self, length: u64, start: u64, out: &Reading<'_>) -> Result<bool, Halt> {
        out.check_time()?;
        if self.pass(length)? < length {
            return Err(Fault::damaged("ends inside a record: it was cut off")
                .byte(start)
                .into());
        }
        Ok(true)
    }
}

/// The header line of an ARC record: address, host, date, type, length (and more between in the second version).
fn arc_header(line: &str) -> Option<Named> {
    let parts: Vec<&str> = line.split(' ').collect();
    let length = parts.last()?.parse().ok()?;
    let date = parts.iter().position(|part| {
        part.len() >= 12 && part.len() <= 17 && part.bytes().all(|byte| byte.is_ascii_digit())
    })?;
    let url = parts.get(..date.checked_sub(1)?)?.join(" ");
    if !url.contains(':') {
        return None;
    }
    let media = parts.get(date + 1).copied().unwrap_or_default();
    let kind = if url.starts_with("filedesc:") {
        ""
    } else {
        "response"
    };
    Some(Named {
        url,
        kind: kind.to_owned(),
        media: media.to_owned(),
        length,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Collected;
    use super::super::limits::{Limits, Options};
    use super::*;

    const PAGE: &str = "<html><head><title>Judul</title></head><body><article><p>Perusahaan itu mengumumkan rencana barunya pada \
                        hari Senin di Jakarta, kata juru bicaranya kepada para wartawan yang hadir di sana.</p></article></body></html>";

    fn record(kind: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://a.id/1>\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    }

    fn http(head: &str, body: &[u8]) -> Vec<u8> {
        [
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n").as_bytes(),
            body,
        ]
        .concat()
    }

    fn read(bytes: Vec<u8>) -> Collected {
        let mut got = Collected::default();
        let options = Options {
            limits: Limits {
                record_bytes: 100_000,
                ..Limits::default()
            },
            ..Options::default()
        };
        Reading::new(&mut got, &options).run(Input::bytes(Place::default(), "a.warc", bytes));
        got
    }

    #[test]
    fn pages_are_read_however_they_are_packed() {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut gz, PAGE.as_bytes()).unwrap();
        let gz = gz.finish().unwrap();
        let chunked = format!("{:x}\r\n{PAGE}\r\n0\r\n\r\n", PAGE.len());
        let mut crawl = record("warcinfo", b"software: x\r\n");
        crawl.extend(record("request", b"GET / HTTP/1.1\r\n\r\n"));
        crawl.extend(record("response", &http("", PAGE.as_bytes())));
        crawl.extend(record("response", &http("Content-Encoding: gzip\r\n", &gz)));
        crawl.extend(record(
            "response",
            &http("Transfer-Encoding: chunked\r\n", chunked.as_bytes()),
        ));
        crawl.extend(record(
            "response",
            &http("Transfer-Encoding: chunked\r\n", PAGE.as_bytes()),
        ));
        crawl.extend(record("response", b"HTTP/1.1 404 Not Found\r\n\r\nx"));
        crawl.extend(record("revisit", b""));
        let got = read(crawl.clone());
        assert_eq!(got.articles.len(), 4, "{:?}", got.problems);
        let article = &got.articles[1];
        assert_eq!(article.meta.url.as_deref(), Some("https://a.id/1"));
        assert_eq!(article.meta.title.as_deref(), Some("Judul"));
        assert!(
            crawl[article.provenance.offset as usize..]
                .starts_with(b"WARC/1.0\r\nWARC-Type: response")
        );
    }

    #[test]
    fn what_is_broken_is_skipped() {
        let mut crawl = b"rubbish\nmore\n".to_vec();
        crawl.extend(record("response", &http("", PAGE.as_bytes())));
        crawl.extend(
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\n",
        );
        crawl.extend(
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\n",
        );
        let got = read(crawl);
        assert_eq!(
            (got.articles.len(), got.problems.len()),
            (1, 4),
            "{:?}",
            got.problems
        );
    }

    #[test]
    fn arc_records_are_read() {
        let body = http("", PAGE.as_bytes());
        let mut arc =
            b"filedesc://a.arc 0.0.0.0 20080430204825 text/plain 12\n1 0 Archive\n\n".to_vec();
        arc.extend(
            format!(
                "http://a.id/a b 127.0.0.1 20080430204826 text/html {}\n",
                body.len()
            )
            .as_bytes(),
        );
        arc.extend(&body);
        let got = read(arc);
        assert_eq!(got.articles.len(), 1, "{:?}", got.problems);
        assert_eq!(got.articles[0].meta.url.as_deref(), Some("http://a.id/a b"));
    }
}
