//! Pages saved by Safari (webarchive): the page in a binary property list, with its pictures beside it.

use super::format::{Format, Sure};
use super::html;
use super::input::{Head, Hints, Input};
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::repair::{self, Repairs};

/// Pages saved by Safari.
pub(super) struct Webarchive;

impl Format for Webarchive {
    fn name(&self) -> &'static str {
        "webarchive"
    }

    fn summary(&self) -> &'static str {
        "pages saved by Safari (webarchive)"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if head.begins(b"bplist00") {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let mut record = Record::new(&input.place, self.name());
        let bytes = input.whole(out.limits())?;
        record.lies_at(0, &bytes);
        let list =
            PropertyList::of(&bytes).ok_or_else(|| Fault::damaged("no whole property list"))?;
        let main = list
            .member(list.top, "WebMainResource")
            .ok_or_else(|| Fault::ignored("a property list, not a page"))?;
        let text = |name: &str| list.member(main, name).and_then(|at| list.text(at));
        let page = list
            .member(main, "WebResourceData")
            .and_then(|at| list.data(at))
            .ok_or_else(|| Fault::damaged("a saved page without its page"))?;
        let hints = Hints {
            charset: text("WebResourceTextEncodingName"),
            url: text("WebResourceURL").map(|url| repair::line(&url, &mut Repairs::default())),
            media: None,
        };
        html::page(page, &hints, &mut record)?;
        out.article(record.into_article())
    }
}

/// A binary property list: its objects, found by their numbers.
struct PropertyList<'a> {
    bytes: &'a [u8],
    /// Where each object begins: the table and the size of its entries.
    offsets: &'a [u8],
    offset_size: usize,
    reference_size: usize,
    top: usize,
}

/// A number of so many bytes, the highest first.
fn number(bytes: &[u8]) -> Option<usize> {
    let wide = bytes.len() <= 8;
    let value = bytes
        .iter()
        .fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    usize::try_from(value).ok().filter(|_| wide)
}

impl<'a> PropertyList<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let trailer = bytes.get(bytes.len().checked_sub(32)?..)?;
        let field = |at: usize| number(trailer.get(at..at + 8)?);
        let (offset_size, reference_size) =
            (usize::from(*trailer.get(6)?), usize::from(*trailer.get(7)?));
        let table = field(24)?;
        let count = field(8)?;
        let offsets = bytes.get(table..table.checked_add(count.checked_mul(offset_size)?)?)?;
        Some(Self {
            bytes,
            offsets,
            offset_size,
            reference_size,
            top: field(16)?,
        })
    }

    /// An object: its kind, its count, and the bytes behind the count.
    fn object(&self, at: usize) -> Option<(u8, usize, &'a [u8])> {
        let entry = at.checked_mul(self.offset_size)?;
        let start = number(
            self.offsets
                .get(entry..entry.checked_add(self.offset_size)?)?,
        )?;
        let (marker, rest) = self.bytes.get(start..)?.split_first()?;
        let (kind, count) = (marker >> 4, usize::from(marker & 15));
        if count < 15 {
            return Some((kind, count, rest));
        }
        // A long count is an object of its own: an integer of a power of two of bytes.
        let (marker, rest) = rest.split_first()?;
        let (count, rest) = rest.split_at_checked(1 << (marker & 7).min(4))?;
        Some((kind, number(count)?, rest))
    }

    fn data(&self, at: usize) -> Option<&'a [u8]> {
        match self.object(at)? {
            (4, count, rest) => rest.get(..count),
            _ => None,
        }
    }

    fn text(&self, at: usize) -> Option<String> {
        match self.object(at)? {
            (5, count, rest) => Some(String::from_utf8_lossy(rest.get(..count)?).into_owned()),
            (6, count, rest) => {
                let pairs = rest.get(..count.checked_mul(2)?)?.as_chunks::<2>().0;
                let units = pairs.iter().map(|pair| u16::from_be_bytes(*pair));
                Some(
                    char::decode_utf16(units)
                        .map(|ch| ch.unwrap_or('\u{fffd}'))
                        .collect(),
                )
            }
            _ => None,
        }
    }

    /// The object under a name in a dictionary.
    fn member(&self, at: usize, name: &str) -> Option<usize> {
        let (13, count, rest) = self.object(at)? else {
            return None;
        };
        let size = self.reference_size;
        let references = rest.get(..count.checked_mul(2)?.checked_mul(size)?)?;
        let reference = |at: usize| number(references.get(at * size..(at + 1) * size)?);
        (0..count)
            .find(|at| {
                reference(*at)
                    .and_then(|key| self.text(key))
                    .is_some_and(|key| key == name)
            })
            .and_then(|at| reference(count + at))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Collected;

    /// A property list of these objects, the first on top.
    fn list(objects: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = b"bplist00".to_vec();
        let mut offsets = Vec::new();
        for object in objects {
            offsets.extend((bytes.len() as u16).to_be_bytes());
            bytes.extend(object);
        }
        let table = bytes.len() as u64;
        bytes.extend(&offsets);
        bytes.extend([0, 0, 0, 0, 0, 0, 2, 1]);
        bytes.extend((objects.len() as u64).to_be_bytes());
        bytes.extend(0_u64.to_be_bytes());
        bytes.extend(table.to_be_bytes());
        bytes
    }

    fn text(text: &str) -> Vec<u8> {
        let mut object = vec![0x5f, 0x11];
        object.extend((text.len() as u16).to_be_bytes());
        object.extend(text.as_bytes());
        object
    }

    fn data(bytes: &[u8]) -> Vec<u8> {
        let mut object = text("");
        object[0] = 0x4f;
        object[2..4].copy_from_slice(&(bytes.len() as u16).to_be_bytes());
        object.extend(bytes);
        object
    }

    fn read(bytes: Vec<u8>) -> Collected {
        Collected::of("a.webarchive", bytes)
    }

    #[test]
    fn the_page_is_read() {
        let page = b"<html><head><title>Judul</title></head><body><article><p>Perusahaan itu mengumumkan rencana barunya pada hari \
                     Senin di Jakarta \x96 kata juru bicaranya kepada para wartawan.</p></article></body></html>";
        let bytes = list(&[
            vec![0xd1, 1, 2],
            text("WebMainResource"),
            vec![0xd3, 3, 4, 5, 6, 7, 8],
            text("WebResourceData"),
            text("WebResourceURL"),
            text("WebResourceTextEncodingName"),
            data(page),
            text("https://contoh.id/1"),
            text("windows-1252"),
        ]);
        let got = read(bytes.clone());
        let article = &got.articles[0];
        assert_eq!(article.meta.url.as_deref(), Some("https://contoh.id/1"));
        assert!(
            article.text.contains("di Jakarta – kata"),
            "{}",
            article.text
        );
        for cut in 0..bytes.len() {
            let mut broken = bytes.clone();
            broken.truncate(cut);
            read(broken);
            let mut broken = bytes.clone();
            broken[cut] ^= 0xff;
            read(broken);
        }
    }
}
