//! The data folder of `ArchiveBox`: each snapshot is one article, read from the best of the forms in which it keeps a page.

use std::fs::File;
use std::path::{Component, Path, PathBuf};

use serde_json::{Map, Value};

use super::decode;
use super::fields::Fields;
use super::format::{Format, Sure};
use super::html;
use super::input::{Head, Hints, Input, whole};
use super::plain;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;

/// Snapshots of `ArchiveBox`.
pub(super) struct ArchiveBox;

/// The file that says what a snapshot is of.
const INDEX: &str = "index.json";

/// Whole pages in a snapshot, the best first.
const PAGES: &[&str] = &["singlefile.html", "output.html", "dom.html"];

/// Texts in a snapshot that other programs took out of the page, the best first.
const TEXTS: &[&str] = &[
    "readability/content.html",
    "mercury/content.html",
    "readability/content.txt",
    "htmltotext.txt",
];

impl Format for ArchiveBox {
    fn name(&self) -> &'static str {
        "archivebox"
    }

    fn summary(&self) -> &'static str {
        "the data folder of ArchiveBox: each snapshot an article, from the best form it keeps"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let holds = |name: &str| memchr::memmem::find(&head.bytes, name.as_bytes()).is_some();
        let snapshot =
            holds("\"archive_path\"") && (holds("\"canonical\"") || holds("\"history\""));
        if head.name == INDEX && snapshot && head.bytes.trim_ascii_start().starts_with(b"{") {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let Some(folder) = input
            .path
            .as_deref()
            .and_then(Path::parent)
            .map(Path::to_owned)
        else {
            // In a container the pages beside it are read by themselves.
            out.ignore("the index of a snapshot");
            return Ok(());
        };
        let place = input.place.clone();
        let bytes = input.whole(out.limits())?;
        let index: Map<String, Value> = serde_json::from_slice(&bytes)
            .map_err(|error| Fault::damaged(format!("no index of a snapshot: {error}")))?;
        let wget = index
            .get("canonical")
            .and_then(|paths| paths.get("wget_path"))
            .and_then(Value::as_str);
        let pages = PAGES.iter().copied().chain(wget).map(|path| (path, true));
        let texts = TEXTS.iter().map(|path| (*path, false));
        for (path, is_page) in pages.chain(texts) {
            let Some(file) = inside(&folder, path) else {
                continue;
            };
            let inside = place.inside(path);
            if out.is_seeking() {
                out.member(Input::file(inside, path, file))?;
                continue;
            }
            let bytes = whole(file, out.limits().record_bytes)?;
            let mut record = Record::new(&inside, self.name());
            Fields::of(&about(&index), out.options()).fill(&mut record);
            let said = std::mem::take(&mut record.meta);
            if text(&bytes, path, is_page, &mut record) {
                record.lies_at(0, &bytes);
                let found = std::mem::replace(&mut record.meta, said);
                fill(&mut record, found);
                return out.article(record.into_article());
            }
        }
        if out.is_seeking() {
            return Ok(());
        }
        Err(Fault::damaged("a snapshot that holds no page with an article's text").into())
    }
}

/// What the index says of an article; the rest is about the snapshot.
fn about(index: &Map<String, Value>) -> Map<String, Value> {
    let kept = index
        .iter()
        .filter(|(name, _)| matches!(name.as_str(), "url" | "title" | "tags"));
    kept.map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// Puts what the page says beside what the index says: the page knows its headline, its day and its people better.
fn fill(record: &mut Record, page: crate::article::Meta) {
    let said = &mut record.meta;
    said.title = page.title.or_else(|| said.title.take());
    said.url = said.url.take().or(page.url);
    said.tags.extend(page.tags);
    (said.date, said.outlet, said.authors, said.lang) =
        (page.date, page.outlet, page.authors, page.lang);
}

/// Reads one form of the page into `record`; `false` where it holds no text.
fn text(bytes: &[u8], path: &str, is_page: bool, record: &mut Record) -> bool {
    if is_page {
        return html::page(bytes, &Hints::default(), record).is_ok();
    }
    let decoded = decode::decode(bytes, None, None);
    record.charset = decoded.charset;
    record.rich = if Path::new(path).extension().is_some_and(|end| end == "html") {
        html::fragment(&decoded.text, &mut record.repairs)
    } else {
        plain::paragraphs(&decoded.text, &mut record.repairs)
    };
    !record.rich.is_empty()
}

/// Opens a file below a folder; `None` where there is none, or where the path leads out of it.
fn inside(folder: &Path, path: &str) -> Option<File> {
    let path = Path::new(path);
    let down = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let full = folder.join(path).canonicalize().ok().filter(|_| down)?;
    (full.starts_with(folder) && full.is_file()).then(|| File::open(full).ok())?
}

/// Tells which files of a walk are read by way of a snapshot, or are `ArchiveBox`'s own.
#[derive(Default)]
pub(super) struct Boxes {
    /// The folder looked at last, and the only file of it that is read; `None` where `ArchiveBox` has no say in it.
    last: Option<(PathBuf, Option<PathBuf>)>,
}

impl Boxes {
    /// Whether a file is not to be read by itself.
    pub(super) fn cover(&mut self, file: &Path) -> bool {
        let Some(folder) = file.parent() else {
            return false;
        };
        if self.last.as_ref().is_none_or(|(known, _)| known != folder) {
            self.last = Some((folder.to_owned(), only(folder)));
        }
        let only = self.last.as_ref().and_then(|(_, only)| only.as_ref());
        only.is_some_and(|only| only != file)
    }
}

/// The only file to read in a folder of `ArchiveBox`; `None` for a folder of anybody else.
fn only(folder: &Path) -> Option<PathBuf> {
    let data = folder.ancestors().find(|above| {
        above.join("archive").is_dir()
            && (above.join("ArchiveBox.conf").is_file() || above.join("index.sqlite3").is_file())
    })?;
    let mut parts = folder.strip_prefix(data).ok()?.components();
    let (first, second) = (parts.next(), parts.next());
    match (first, second) {
        (Some(Component::Normal(first)), Some(Component::Normal(snapshot)))
            if first == "archive" =>
        {
            let index = data.join(first).join(snapshot).join(INDEX);
            index.is_file().then_some(index)
        }
        // Its lists, logs and settings: nothing of them is an article.
        _ => Some(data.join(INDEX).join("none")),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::limits::Options;
    use super::super::{Archive, Collected};
    use super::*;

    const STORY: &str = "Perusahaan itu mengumumkan rencana barunya pada hari Senin di Jakarta, kata juru bicaranya kepada para \
                         wartawan yang hadir di sana.";

    fn read(root: &Path) -> (Archive, Collected) {
        let archive = Archive::open(root).unwrap();
        let mut got = Collected::default();
        for entry in archive.entries() {
            archive.read(&entry.unwrap(), &Options::default(), &mut got);
        }
        (archive, got)
    }

    #[test]
    fn a_snapshot_is_one_article() {
        let dir = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let index = |title: &str| {
            format!(
                r#"{{"archive_path":"archive/1","canonical":{{"wget_path":"../../rahasia.html"}},"history":{{}},"tags":"tekno,baru","timestamp":"1600000000.0","title":"{title}","updated":"2021-01-01T00:00:00","url":"https://contoh.id/1"}}"#
            )
        };
        let page = format!(
            "<html lang=id><head><title>Judul</title></head><body><article><p>{STORY}</p></article></body></html>"
        );
        write("ArchiveBox.conf", "[x]");
        write("index.html", &page);
        write("rahasia.html", &page);
        write("logs/errors.log", "x");
        write(
            "archive/1600000000.0/index.json",
            &index("Judul dari daftar"),
        );
        write("archive/1600000000.0/index.html", &page);
        write("archive/1600000000.0/singlefile.html", &page);
        write(
            "archive/1600000000.0/readability/content.html",
            &format!("<div><p>{STORY}</p></div>"),
        );
        write("archive/1600000000.0/contoh.id/1/index.html", &page);
        write("archive/1600000001.0/index.json", &index("Hanya teks"));
        write("archive/1600000001.0/readability/content.txt", STORY);
        write("archive/1600000002.0/index.json", &index("Tanpa teks"));
        let (archive, got) = read(dir.path());
        let titles: Vec<_> = got
            .articles
            .iter()
            .filter_map(|article| article.meta.title.as_deref())
            .collect();
        assert_eq!(titles, ["Judul", "Hanya teks"], "{:?}", got.problems);
        let first = &got.articles[0];
        assert_eq!(first.meta.tags, ["tekno", "baru"]);
        assert_eq!(first.meta.url.as_deref(), Some("https://contoh.id/1"));
        assert_eq!(first.meta.date, None);
        assert_eq!(first.provenance.member.as_deref(), Some("singlefile.html"));
        let raw = archive
            .read_one(&first.provenance, &Options::default())
            .unwrap();
        assert_eq!(raw, page.as_bytes());
        assert_eq!(got.problems.len(), 1, "{:?}", got.problems);
        assert!(got.problems[0].what.contains("holds no page"));
    }
}
