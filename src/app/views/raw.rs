//! The raw view: the bytes of an article as they lie in the archive, made safe to look at.

use std::fmt::Write as _;

use super::Scroll;
use super::facts::place;
use crate::article::Provenance;
use crate::library::Trace;
use crate::text::safe::Safe;
use crate::words::Tongue;

/// Bytes shown at most.
const MOST: usize = 256 << 10;

/// Characters of text in a row.
const ROW: usize = 88;

/// The raw view.
#[derive(Debug)]
pub struct Raw {
    /// What is said about the bytes.
    pub head: Vec<String>,
    /// Offset and content of each row; none until the bytes have come.
    pub rows: Vec<(String, String)>,
    /// Where it is scrolled to.
    pub scroll: Scroll,
}

impl Raw {
    /// The view before the bytes have come.
    pub fn new(from: &Provenance, tongue: Tongue) -> Self {
        Self {
            head: vec![place(from, tongue), tongue.reading_bytes().to_owned()],
            rows: Vec::new(),
            scroll: Scroll::default(),
        }
    }

    /// Shows what was found.
    pub fn fill(&mut self, trace: &Trace, tongue: Tongue) {
        self.head.truncate(1);
        match &trace.bytes {
            Some(Ok(bytes)) => {
                self.head.push(about(bytes.len(), trace.unchanged, tongue));
                self.rows = rows(bytes);
            }
            Some(Err(error)) => self.head.push(tongue.reason(error)),
            None => {}
        }
    }
}

/// How many bytes there are, and whether they are those that were read.
fn about(bytes: usize, unchanged: Option<bool>, tongue: Tongue) -> String {
    let mut text = tongue.bytes(tongue.number(bytes));
    if bytes > MOST {
        text = tongue.first_bytes(text, tongue.number(MOST));
    }
    match unchanged {
        Some(true) => tongue.as_when_read(text),
        Some(false) => tongue.changed_since(text),
        None => text,
    }
}

/// The rows of a dump: text where it is text, else bytes.
fn rows(bytes: &[u8]) -> Vec<(String, String)> {
    let shown = bytes.get(..MOST).unwrap_or(bytes);
    let odd = shown
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x1b))
        .count();
    if odd * 20 > shown.len() {
        hexadecimal(shown)
    } else {
        text(shown)
    }
}

/// Sixteen bytes a row, with the letters among them beside.
fn hexadecimal(bytes: &[u8]) -> Vec<(String, String)> {
    let row = |(at, bytes): (usize, &[u8])| {
        let mut row = String::with_capacity(68);
        for (place, byte) in bytes.iter().enumerate() {
            // Writing into a string cannot fail.
            let _ = write!(row, "{byte:02x}{}", if place == 7 { "  " } else { " " });
        }
        let letters = bytes.iter().map(|byte| match byte {
            0x20..0x7f => char::from(*byte),
            _ => '·',
        });
        (
            offset(at * 16),
            format!("{row:<50}{}", letters.collect::<String>()),
        )
    };
    bytes.chunks(16).enumerate().map(row).collect()
}

fn offset(at: usize) -> String {
    format!("{at:08x}")
}

/// Text as it stands, line by line; what does not show is written out.
fn text(bytes: &[u8]) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let (mut start, mut here) = (at, at);
        let mut row = String::new();
        let mut put = |shown: &str, length: usize, here: &mut usize| {
            if row.chars().count() + shown.chars().count() > ROW {
                rows.push((offset(start), std::mem::take(&mut row)));
                start = *here;
            }
            row.push_str(shown);
            *here += length;
        };
        for chunk in line.strip_suffix(b"\n").unwrap_or(line).utf8_chunks() {
            for ch in chunk.valid().chars() {
                put(&shown(ch), ch.len_utf8(), &mut here);
            }
            for byte in chunk.invalid() {
                put(&format!("\\x{byte:02x}"), 1, &mut here);
            }
        }
        rows.push((offset(start), row));
        at += line.len();
    }
    rows
}

/// A character as it is shown: itself, or its number where it would not show or would change what stands around it.
fn shown(ch: char) -> String {
    match ch {
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        ' '..='~' => ch.to_string(),
        _ => {
            let itself = ch.to_string();
            if Safe::line(&itself).as_str() == itself {
                itself
            } else {
                format!("\\u{{{:x}}}", u32::from(ch))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(bytes: &[u8]) -> Vec<String> {
        rows(bytes)
            .into_iter()
            .map(|(_, content)| content)
            .collect()
    }

    #[test]
    fn text_is_shown_as_text_and_what_is_dangerous_by_its_number() {
        let bytes = b"{\"judul\":\"caf\xc3\xa9\"}\t\x1b[31m\r\nlatin caf\xe9 \xe2\x80\xae\n";
        assert_eq!(
            content(bytes),
            [
                "{\"judul\":\"café\"}\\t\\u{1b}[31m\\r",
                "latin caf\\xe9 \\u{202e}"
            ]
        );
        let long = "x".repeat(200);
        let got = rows(long.as_bytes());
        assert_eq!((got.len(), got[1].0.as_str()), (3, "00000058"));
    }

    #[test]
    fn other_bytes_are_shown_as_numbers() {
        let got = rows(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0");
        assert_eq!(got.len(), 2);
        assert!(
            got[0].1.starts_with("89 50 4e 47") && got[0].1.ends_with("·PNG········IHDR"),
            "{}",
            got[0].1
        );
        assert_eq!(got[1].0, "00000010");
    }
}
