//! The pictures of an article: which its record names and where, and their bytes, read again from the archive.
//!
//! Nothing of a picture is kept in the index, and nothing is fetched: what is not in the archive is missing.

mod palette;
mod raster;

use std::sync::Arc;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::html;
use super::input::{Hints, Place};
use super::limits::Options;
use super::record::Record;
use super::{Archive, Error, crawled, enex, markdown, mhtml};
use crate::article::{Article, Provenance, digest};
use crate::text::address::unescaped;

pub use palette::Reduced;
pub use raster::{Raster, Unshown, decode};

/// A picture that an article names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Where it stands in the text: before this byte.
    pub at: usize,
    /// Where its bytes are, as the record says it.
    pub source: String,
    /// Its bytes, where the record itself holds them: shared, because a page may name one picture a thousand times.
    pub held: Option<Arc<[u8]>>,
}

impl Figure {
    /// A picture whose bytes are elsewhere.
    pub(super) const fn new(at: usize, source: String) -> Self {
        Self {
            at,
            source,
            held: None,
        }
    }
}

/// Bytes of a picture that are read at most.
const LARGEST: u64 = 32 << 20;

/// Whether records of a format can name pictures that are looked for.
pub fn pictured(format: &str) -> bool {
    matches!(
        format,
        "html" | "epub" | "markdown" | "mhtml" | "enex" | "warc"
    )
}

impl Archive {
    /// The pictures that the record of an article names, in the order of its text. None where the record has changed
    /// since, or its format names none.
    pub fn figures(&self, article: &Article, options: &Options) -> Result<Vec<Figure>, Error> {
        let place = &article.provenance;
        if !pictured(place.format) {
            return Ok(Vec::new());
        }
        let around = match place.format {
            "warc" => crawled::around(place),
            _ => Some(place.clone()),
        };
        let Some(around) = around else {
            return Ok(Vec::new());
        };
        let bytes = self.read_one(&around, options)?;
        let record = match place.format {
            "warc" => crawled::page_in(&bytes, &around, place),
            _ => &bytes,
        };
        if place.digest.is_some_and(|known| known != digest(record)) {
            return Ok(Vec::new());
        }
        let rich = match place.format {
            "markdown" => Some(markdown::body(&bytes)),
            "mhtml" => mhtml::pictured(&bytes),
            "enex" => enex::pictured(bytes, options),
            "warc" => crawled::pictured(record, &bytes, &bounded(options)),
            _ => {
                let mut record = Record::default();
                let read = html::page(&bytes, &Hints::default(), &mut record);
                read.is_ok().then_some(record.rich)
            }
        };
        let Some(rich) = rich else {
            return Ok(Vec::new());
        };
        // A chapter's heading, which became the headline, is no longer in the article's text.
        let cut = rich.text.len().checked_sub(article.text.len());
        let Some(cut) = cut.filter(|_| rich.text.ends_with(&article.text)) else {
            return Ok(Vec::new());
        };
        let figures = rich.figures.into_iter();
        Ok(figures
            .map(|figure| Figure {
                at: figure.at.saturating_sub(cut),
                ..figure
            })
            .collect())
    }

    /// The bytes of a picture that a record at a place names.
    pub fn picture(
        &self,
        place: &Provenance,
        figure: &Figure,
        options: &Options,
    ) -> Result<Arc<[u8]>, Unshown> {
        if let Some(held) = &figure.held {
            let fits = held.len() as u64 <= LARGEST;
            return fits.then(|| Arc::clone(held)).ok_or(Unshown::TooLarge);
        }
        let source = figure.source.trim();
        if let Some(data) = strip_scheme(source, "data:") {
            return inlined(data).map(Arc::from).ok_or(Unshown::Broken);
        }
        let path = source.split(['?', '#']).next().unwrap_or_default();
        // Nothing lies beside a page of a crawl.
        if place.format == "warc"
            || path.is_empty()
            || path.contains("://")
            || path.starts_with("//")
        {
            return Err(Unshown::Missing);
        }
        let path = unescaped(strip_scheme(path, "file:").unwrap_or(path));
        let beside = beside(place, &path).ok_or(Unshown::Missing)?;
        let provenance = Provenance {
            file: beside.file,
            member: beside.member,
            ..Provenance::default()
        };
        let read = self.read_one(&provenance, &bounded(options));
        read.map(Arc::from).map_err(|_| Unshown::Missing)
    }
}

/// The options for reading a picture, which is bounded closer than a page.
fn bounded(options: &Options) -> Options {
    let mut options = options.clone();
    options.limits.record_bytes = options.limits.record_bytes.min(LARGEST);
    options
}

/// What follows a scheme, in whatever case that is written.
fn strip_scheme<'a>(source: &'a str, scheme: &str) -> Option<&'a str> {
    let (head, rest) = source.split_at_checked(scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// The place that a path means at a record: in the same container, or else in the archive's folder.
fn beside(place: &Provenance, path: &str) -> Option<Place> {
    let path = path.replace('\\', "/");
    match &place.member {
        None => Some(Place {
            file: joined(&place.file, &path)?,
            member: None,
        }),
        Some(member) => {
            let (outer, own) = member.rsplit_once("!/").unwrap_or(("", member));
            let own = joined(own, &path)?;
            Some(Place {
                file: place.file.clone(),
                member: Some(if outer.is_empty() {
                    own
                } else {
                    format!("{outer}!/{own}")
                }),
            })
        }
    }
}

/// A path beside a file; `None` where it leads above the archive, or names nothing.
fn joined(file: &str, path: &str) -> Option<String> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let start = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in start.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// What base64 stands for, whatever stands between its letters.
pub(super) fn unpacked(text: &str) -> Option<Vec<u8>> {
    let body = text.bytes().take_while(|byte| *byte != b'=');
    let letters = body.filter(|byte| !byte.is_ascii_whitespace());
    // Addresses write two of the letters otherwise.
    let letters = letters.map(|byte| match byte {
        b'-' => b'+',
        b'_' => b'/',
        byte => byte,
    });
    LENIENT.decode(letters.collect::<Vec<u8>>()).ok()
}

/// The bytes of a `data:` address, behind its scheme (RFC 2397).
fn inlined(data: &str) -> Option<Vec<u8>> {
    let (media, body) = data.split_once(',')?;
    if !media.trim_end().to_ascii_lowercase().ends_with(";base64") {
        return Some(unescaped(body).into_bytes());
    }
    let escaped;
    let body = if body.contains('%') {
        escaped = unescaped(body);
        &escaped
    } else {
        body
    };
    unpacked(body)
}

/// Reads what pages are full of: no padding, and whatever in the bits that are left over.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_in_the_archive() {
        let at = |file: &str, member: Option<&str>, path: &str| {
            let place = Provenance {
                file: file.to_owned(),
                member: member.map(str::to_owned),
                ..Provenance::default()
            };
            let place = beside(&place, path)?;
            Some(match place.member {
                Some(member) => format!("{}!/{member}", place.file),
                None => place.file,
            })
        };
        assert_eq!(
            at("a/b.html", None, "b_files/x.png").as_deref(),
            Some("a/b_files/x.png")
        );
        assert_eq!(at("a/b.html", None, "../x.png").as_deref(), Some("x.png"));
        assert_eq!(at("a/b.html", None, "../../x.png"), None);
        assert_eq!(at("a/b.html", None, "/x.png").as_deref(), Some("x.png"));
        assert_eq!(
            at("a.zip", Some("O/t/a.html"), "../i/x.png").as_deref(),
            Some("a.zip!/O/i/x.png")
        );
        assert_eq!(
            at("a.tar", Some("b.epub!/O/a.html"), "x.png").as_deref(),
            Some("a.tar!/b.epub!/O/x.png")
        );
        assert_eq!(unescaped("foto%20saya%2"), "foto saya%2");
    }

    #[test]
    fn data_in_the_page_is_read() {
        assert_eq!(
            inlined("image/png;base64,aGFs bG8=").as_deref(),
            Some(&b"hallo"[..])
        );
        assert_eq!(inlined("text/plain,a%20b").as_deref(), Some(&b"a b"[..]));
        assert_eq!(inlined("image/png;base64,a*b"), None);
        assert_eq!(inlined("image/png"), None);
    }
}
