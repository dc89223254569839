//! Bytes to characters: which character set a record was written in.
//!
//! The order of trust: a byte order mark, what the bytes themselves prove (UTF-16 by its zeros, UTF-8 by its form),
//! what the record declares, what its statistics suggest.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of a text the statistics look at.
const SAMPLE: usize = 256 * 1024;

/// A decoded record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The characters, not yet repaired.
    pub text: String,
    /// The character set, by its name in the WHATWG standard.
    pub charset: &'static str,
    /// Whether some bytes made no sense in that character set and had to be replaced or read as windows-1252.
    pub damaged: bool,
}

/// Decodes `bytes`. `declared` is the label the record itself gives (HTTP header, `<meta charset>`, XML declaration),
/// `tld` the last part of the publisher's host name, which helps the statistics.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>, tld: Option<&str>) -> Decoded {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        return with(encoding, bytes.get(skip..).unwrap_or_default());
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return with(encoding, bytes);
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if let Ok(text) = std::str::from_utf8(bytes) {
        if declared == Some(ISO_2022_JP) && bytes.contains(&0x1b) {
            return with(ISO_2022_JP, bytes);
        }
        return Decoded {
            text: text.to_owned(),
            charset: UTF_8.name(),
            damaged: false,
        };
    }
    if mostly_utf8(bytes) {
        return mixed(bytes);
    }
    if let Some(encoding) = declared.filter(|&encoding| encoding != UTF_8 && !is_utf16(encoding)) {
        let decoded = with(encoding, bytes);
        if !decoded.damaged {
            return decoded;
        }
    }
    with(guess(bytes, tld), bytes)
}

/// The character set the first bytes of a stream show, for readers that decode it record by record.
pub(super) fn charset_of_head(head: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(head)
        .map(|(encoding, _)| encoding)
        .or_else(|| utf16_by_zeros(head))
}

/// Decodes with one character set.
fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    Decoded {
        text: text.into_owned(),
        charset: encoding.name(),
        damaged,
    }
}

fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// UTF-16 without a mark: in Latin text every second byte is zero, and zeros have no other place in text.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096) & !1)?;
    if sample.len() < 8 {
        return None;
    }
    let pairs = sample.len() / 2;
    let zeros = |at: usize| {
        sample
            .iter()
            .skip(at)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 > pairs * 6 && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 10 > pairs * 6 && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether the bytes are UTF-8 but for a few damaged places.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|ch| !ch.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 && bad * 4 <= good
}

/// UTF-8 with stray bytes. A lone byte between ASCII is what a windows-1252 editor left behind; anything else is lost.
fn mixed(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        match chunk.invalid() {
            [] => {}
            [byte] if *byte >= 0x80 => {
                let (one, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(byte));
                text.push_str(&one);
            }
            _ => text.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Decoded {
        text,
        charset: UTF_8.name(),
        damaged: true,
    }
}

/// What the statistics of the bytes suggest; never UTF-8, which they have already been shown not to be.
fn guess(bytes: &[u8], tld: Option<&str>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    detector.feed(sample, sample.len() == bytes.len());
    let tld = tld
        .filter(|tld| tld.bytes().all(|byte| byte.is_ascii_lowercase()) && !tld.is_empty())
        .map(str::as_bytes);
    detector.guess(tld, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_honoured() {
        let decoded = decode(b"\xef\xbb\xbfharga \xe2\x82\xac", Some("latin1"), None);
        assert_eq!(
            (decoded.text.as_str(), decoded.charset),
            ("harga €", "UTF-8")
        );
        let mut utf16 = vec![0xff, 0xfe];
        utf16.extend("Berita".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(decode(&utf16, None, None).text, "Berita");
    }

    #[test]
    fn utf16_without_a_mark() {
        let big: Vec<u8> = "Berita hari ini"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        let decoded = decode(&big, Some("utf-8"), None);
        assert_eq!(
            (decoded.text.as_str(), decoded.charset),
            ("Berita hari ini", "UTF-16BE")
        );
    }

    #[test]
    fn utf8_by_form_beats_a_wrong_declaration() {
        let decoded = decode("“kata”".as_bytes(), Some("iso-8859-1"), None);
        assert_eq!(
            (decoded.text.as_str(), decoded.charset),
            ("“kata”", "UTF-8")
        );
    }

    #[test]
    fn declared_beats_statistics() {
        let decoded = decode(b"\xcf\xf0\xe8\xe2\xe5\xf2", Some("windows-1251"), None);
        assert_eq!(
            (decoded.text.as_str(), decoded.charset),
            ("Привет", "windows-1251")
        );
        assert_eq!(
            decode(b"It\x92s \x93so\x94", Some("latin1"), None).text,
            "It’s “so”"
        );
    }

    #[test]
    fn statistics_find_windows_1252_and_shift_jis() {
        let decoded = decode(
            b"The company said \x93we don\x92t know\x94 on Monday.",
            None,
            None,
        );
        assert_eq!(decoded.text, "The company said “we don’t know” on Monday.");
        let (bytes, _, _) =
            encoding_rs::SHIFT_JIS.encode("日本語のニュース記事です。東京で発表されました。");
        assert_eq!(decode(&bytes, None, None).charset, "Shift_JIS");
    }

    #[test]
    fn stray_bytes_in_utf8_are_read_or_replaced() {
        let mut bytes = "“satu” “dua” “tiga” “empat” ".as_bytes().to_vec();
        bytes.extend(b"don\x92t \xe2\x80");
        let decoded = decode(&bytes, None, None);
        assert_eq!(decoded.text, "“satu” “dua” “tiga” “empat” don’t \u{fffd}");
        assert!(decoded.damaged);
    }

    #[test]
    fn no_bytes_make_it_panic() {
        for len in 0..64_usize {
            let bytes: Vec<u8> = (0..len).map(|at| (at * 37 + len * 11) as u8).collect();
            decode(&bytes, Some("x-unknown"), Some("id"));
            decode(&bytes, Some("utf-16le"), Some("ID!"));
        }
    }
}
