//! EPUB books and magazines: each chapter an article.

use super::fields;
use super::format::{Format, Sure};
use super::html;
use super::input::{Head, Hints, Input, Place};
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::repair::{self, Repairs};
use super::xml::{Element, Found, Part, Records, local};
use super::zip::Members;
use crate::article::{BlockKind, Meta};

/// EPUB books.
pub(super) struct Epub;

impl Format for Epub {
    fn name(&self) -> &'static str {
        "epub"
    }

    fn summary(&self) -> &'static str {
        "EPUB books and magazines, each chapter an article"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let marked = memchr::memmem::find(
            head.bytes.get(..200).unwrap_or(&head.bytes),
            b"application/epub+zip",
        )
        .is_some();
        if head.begins(b"PK\x03\x04") && (marked || head.ends_in(&["epub"])) {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let place = input.place.clone();
        let mut zip = Members::open(input, out)?;
        if out.is_seeking() {
            return zip.read_all(out);
        }
        let package = package_path(&mut zip, &place, out)?;
        let folder = package
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned();
        let bytes = zip.bytes_of(&package, out)?;
        let book = Book::of(Input::bytes(place.inside(&package), &package, bytes), out)?;
        for chapter in &book.spine {
            out.entry()?;
            let path = joined(&folder, chapter);
            let inside = place.inside(&path);
            let mut record = Record::new(&inside, self.name());
            let bytes = match zip.bytes_of(&path, out) {
                Ok(bytes) => bytes,
                Err(Halt::Broken(fault)) => {
                    out.problem(&inside, fault)?;
                    continue;
                }
                Err(halt) => return Err(halt),
            };
            record.lies_at(0, &bytes);
            if self::chapter(&bytes, &book.meta, &mut record) {
                out.article(record.into_article())?;
            } else {
                out.ignore("chapter without text (cover, contents)");
            }
        }
        Ok(())
    }
}

/// What the package says: about the book, and which chapters it has in which order.
#[derive(Default)]
struct Book {
    meta: Meta,
    spine: Vec<String>,
}

impl Book {
    fn of(input: Input<'_>, out: &Reading<'_>) -> Result<Self, Halt> {
        let mut book = Self::default();
        let mut files: Vec<(String, String)> = Vec::new();
        let mut records = Records::new(input, &["item", "itemref"], out)?;
        while let Some(part) = records.next()? {
            match part {
                Part::Head(element) => book.note(&element),
                Part::Record(Found { element, .. }) if local(&element.name) == "item" => {
                    let attribute =
                        |name: &str| element.attribute(name).unwrap_or_default().to_owned();
                    files.push((attribute("id"), attribute("href")));
                }
                Part::Record(Found { element, .. }) => {
                    let id = element.attribute("idref").unwrap_or_default();
                    book.spine.extend(
                        files
                            .iter()
                            .find(|(known, _)| known == id)
                            .map(|(_, path)| path.clone()),
                    );
                }
            }
        }
        if book.spine.is_empty() {
            return Err(Fault::damaged("names no chapters").into());
        }
        Ok(book)
    }

    fn note(&mut self, element: &Element) {
        let line = repair::line(&element.text(), &mut Repairs::default());
        if line.is_empty() {
            return;
        }
        match local(&element.name) {
            "title" => self.meta.outlet = self.meta.outlet.take().or(Some(line)),
            "creator" => self.meta.authors.push(line),
            "date" => self.meta.date = self.meta.date.or_else(|| fields::written(&line)),
            "language" => self.meta.lang = Some(line),
            "subject" => self.meta.tags.push(line),
            _ => {}
        }
    }
}

/// Reads a chapter into `record`; `false` where it holds no text.
fn chapter(bytes: &[u8], book: &Meta, record: &mut Record) -> bool {
    if html::page(bytes, &Hints::default(), record).is_err() {
        return false;
    }
    let page = std::mem::take(&mut record.meta);
    let heading = record
        .rich
        .blocks
        .first()
        .filter(|block| matches!(block.kind, BlockKind::Heading(_)) && block.span.start == 0);
    let title = heading
        .map(|block| block.span.of(&record.rich.text).to_owned())
        .or(page.title);
    record.rich = match &title {
        Some(title) => std::mem::take(&mut record.rich).without_title(title),
        None => std::mem::take(&mut record.rich),
    };
    record.meta = Meta {
        title,
        url: None,
        ..book.clone()
    };
    !record.rich.is_empty()
}

/// Where the package lies, as META-INF/container.xml says; else the first file that ends in `.opf`.
fn package_path(
    zip: &mut Members<'_>,
    place: &Place,
    out: &mut Reading<'_>,
) -> Result<String, Halt> {
    const CONTAINER: &str = "META-INF/container.xml";
    if let Ok(bytes) = zip.bytes_of(CONTAINER, out) {
        let mut records = Records::new(
            Input::bytes(place.inside(CONTAINER), CONTAINER, bytes),
            &["rootfile"],
            out,
        )?;
        while let Ok(Some(found)) = records.next_record() {
            if let Some(path) = found.element.attribute("full-path") {
                return Ok(path.to_owned());
            }
        }
    }
    zip.names()
        .into_iter()
        .find(|name| {
            name.rsplit_once('.')
                .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("opf"))
        })
        .ok_or_else(|| Fault::damaged("no EPUB: the package is missing").into())
}

/// The path of a file beside the package, its escapes and `..` read.
fn joined(folder: &str, path: &str) -> String {
    let path = path.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "" | "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/").replace("%20", " ")
}

#[cfg(test)]
mod tests {
    use super::super::Collected;
    use super::super::zip::packed;

    #[test]
    fn chapters_in_the_order_of_the_book() {
        let chapter = |name: &str| {
            format!(
                "<html><body><h1>{name}</h1><p>Ini isi bab {name}, cukup panjang untuk dibaca orang sampai selesai pada sore hari.</p></body></html>"
            )
        };
        let package = "<package><metadata><dc:title>Majalah</dc:title><dc:language>id</dc:language><dc:date>2015-01-12</dc:date></metadata>\
             <manifest><item id='b' href='t/b.xhtml'/><item id='a' href='t/a.xhtml'/></manifest>\
             <spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
        let bytes = packed(&[
            ("mimetype", b"application/epub+zip"),
            (
                "META-INF/container.xml",
                b"<container><rootfiles><rootfile full-path='O/p.opf'/></rootfiles></container>",
            ),
            ("O/p.opf", package.as_bytes()),
            ("O/t/a.xhtml", chapter("Satu").as_bytes()),
            ("O/t/b.xhtml", chapter("Dua").as_bytes()),
        ]);
        let got = Collected::of("a.epub", bytes);
        let titles: Vec<_> = got
            .articles
            .iter()
            .filter_map(|article| article.meta.title.as_deref())
            .collect();
        assert_eq!(titles, ["Satu", "Dua"], "{:?}", got.problems);
        let first = &got.articles[0];
        assert_eq!(
            (
                first.meta.outlet.as_deref(),
                first.provenance.member.as_deref()
            ),
            (Some("Majalah"), Some("O/t/a.xhtml"))
        );
        assert!(first.meta.date.is_some() && first.text.starts_with("Ini isi bab Satu"));
    }
}
