//! An article as the archive holds it: its text, its metadata, where it lies and who it is.

use std::fmt;

use jiff::civil::DateTime;

use crate::text::Span;

/// Who an article is: 16 bytes made from its content, so that it stays the same when the archive is moved, renamed
/// or re-packed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(pub [u8; 16]);

/// Texts with fewer letters and digits than this take the headline and the address into their identity as well.
const SHORT_BODY: usize = 120;

impl ArticleId {
    /// The identity of an article: BLAKE3 over the letters and digits of its text, lower-cased. Spacing, punctuation
    /// and control characters do not count, so that better text repair keeps the identity. The headline and the
    /// address join in only where the text is too short to tell articles apart.
    pub fn of(title: Option<&str>, url: Option<&str>, text: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        let mut buffer = String::with_capacity(1024);
        let counted = feed(&mut hasher, &mut buffer, text);
        if counted < SHORT_BODY {
            for part in [title, url].into_iter().flatten() {
                hasher.update(b"\0");
                feed(&mut hasher, &mut buffer, part);
            }
        }
        let mut id = [0; 16];
        id.copy_from_slice(hasher.finalize().as_bytes().get(..16).unwrap_or(&[0; 16]));
        Self(id)
    }

    /// The identity written as [`Display`](fmt::Display) writes it; `None` if `hex` is not 32 hexadecimal digits.
    pub fn parse(hex: &str) -> Option<Self> {
        if hex.len() != 32 || !hex.is_ascii() {
            return None;
        }
        let mut id = [0; 16];
        for (at, byte) in id.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        Some(Self(id))
    }
}

/// Feeds the lower-cased letters and digits of `text` to the hasher and returns how many there were.
fn feed(hasher: &mut blake3::Hasher, buffer: &mut String, text: &str) -> usize {
    let mut counted = 0;
    for ch in text.chars() {
        if ch.is_ascii_alphanumeric() {
            buffer.push(ch.to_ascii_lowercase());
            counted += 1;
        } else if !ch.is_ascii() && ch.is_alphanumeric() {
            buffer.extend(ch.to_lowercase());
            counted += 1;
        }
        if buffer.len() > 960 {
            hasher.update(buffer.as_bytes());
            buffer.clear();
        }
    }
    hasher.update(buffer.as_bytes());
    buffer.clear();
    counted
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What the archive says about an article. Nothing here is guessed: what the text itself says comes from the
/// annotator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The headline.
    pub title: Option<String>,
    /// The address it was published at.
    pub url: Option<String>,
    /// When it was published; midnight where only the day is known.
    pub date: Option<DateTime>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The language code as given (`id`, `en`, `zh` …).
    pub lang: Option<String>,
    /// Categories, sections, labels.
    pub tags: Vec<String>,
}

/// The first 16 bytes of BLAKE3 over the bytes of a record.
pub fn digest(bytes: &[u8]) -> [u8; 16] {
    let mut digest = [0; 16];
    digest.copy_from_slice(blake3::hash(bytes).as_bytes().get(..16).unwrap_or(&[0; 16]));
    digest
}

/// Where an article lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The file, relative to the archive's root, with `/`; empty where the archive is that one file.
    pub file: String,
    /// The member inside the file, for containers; nested members are joined by `!/`.
    pub member: Option<String>,
    /// The first byte of the record inside the file or member.
    pub offset: u64,
    /// Length of the record in bytes; 0 where not known.
    pub length: u64,
    /// The character set it was decoded from.
    pub charset: &'static str,
    /// The name of the format that read it, as `kliping formats` lists it.
    pub format: &'static str,
    /// BLAKE3 over the bytes of the record as they lie there, its first 16 bytes; `None` where the format does not give
    /// them.
    pub digest: Option<[u8; 16]>,
    /// What was repaired on the way ("mojibake", "control characters"), in the order it was done.
    pub repairs: Vec<&'static str>,
}

/// What a stretch of the text is, for the reader. Stretches without a block are paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading; 1 is the highest.
    Heading(u8),
    /// An item of a list; the depth starts at 0. The marker is not part of the text.
    Item(u8),
    /// A block quotation.
    Quote,
    /// Preformatted text: its line breaks and spaces are kept.
    Code,
    /// The caption of a picture.
    Caption,
}

/// A stretch of the text that is no plain paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where in the text.
    pub span: Span,
}

/// A link in the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// The words it hangs on.
    pub span: Span,
    /// Where it points, as written.
    pub url: String,
}

/// One article of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Who it is.
    pub id: ArticleId,
    /// What the archive says about it.
    pub meta: Meta,
    /// The text: a paragraph a line, made safe and repaired, nothing deleted.
    pub text: String,
    /// Headings, lists, quotations and code in the text, in order, not overlapping.
    pub blocks: Vec<Block>,
    /// Links in the text, in order.
    pub links: Vec<Link>,
    /// Where it lies.
    pub provenance: Provenance,
}

impl Article {
    /// Makes an article of a text and what the archive says about it, with its identity.
    pub fn new(meta: Meta, text: String, provenance: Provenance) -> Self {
        let id = ArticleId::of(meta.title.as_deref(), meta.url.as_deref(), &text);
        Self {
            id,
            meta,
            text,
            blocks: Vec::new(),
            links: Vec::new(),
            provenance,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Di sebuah rumah makan, dua pemimpin perusahaan bertemu untuk membicarakan rencana kerja sama yang \
                        belum pernah mereka umumkan kepada siapa pun sebelumnya.";

    #[test]
    fn identity_ignores_spacing_and_headline_of_a_long_text() {
        let spaced = LONG.replace(' ', "\n  ");
        assert_eq!(
            ArticleId::of(None, None, LONG),
            ArticleId::of(Some("Judul"), Some("http://a"), &spaced)
        );
    }

    #[test]
    fn identity_of_a_short_text_takes_the_headline() {
        assert_ne!(
            ArticleId::of(Some("A"), None, "pendek"),
            ArticleId::of(Some("B"), None, "pendek")
        );
    }

    #[test]
    fn written_identity_reads_back() {
        let id = ArticleId::of(None, None, LONG);
        assert_eq!(ArticleId::parse(&id.to_string()), Some(id));
        assert_eq!(ArticleId::parse("zz"), None);
        assert_eq!(ArticleId::parse(&"é".repeat(16)), None);
    }
}
