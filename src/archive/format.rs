//! The formats kliping reads: one a file, one a line of [`FORMATS`].

use super::input::{Head, Input};
use super::reading::{Fault, Halt, Reading};
use super::{
    archivebox, bookmarks, bzip2, csv, enex, epub, feed, gzip, html, json, jsonl, mail, markdown,
    mhtml, newsboat, omnivore, readlist, tar, txt, wacz, warc, webarchive, wxr, xmllist, xz, zip,
    zstd,
};

/// How sure a format is that a stream is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// It is not.
    No,
    /// It could be, and nothing speaks against it.
    Perhaps,
    /// The content looks like it.
    Likely,
    /// The content and the name say so.
    Named,
    /// A signature says so.
    Signed,
}

/// A format of archives.
pub trait Format: Sync {
    /// Its name, as provenance and `kliping formats` say it.
    fn name(&self) -> &'static str;
    /// What it is, in one line.
    fn summary(&self) -> &'static str;
    /// How sure the first bytes (and, less, the name) make it. Of equals the first in [`FORMATS`] reads.
    fn sniff(&self, head: &Head) -> Sure;
    /// Reads the input to its end: articles, problems and state go to `out`.
    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt>;
}

/// Every format.
pub static FORMATS: &[&dyn Format] = &[
    &epub::Epub,
    &wacz::Wacz,
    &omnivore::Omnivore,
    &zip::Zip,
    &tar::Tar,
    &gzip::Gzip,
    &zstd::Zstd,
    &bzip2::Bzip2,
    &xz::Xz,
    &warc::Warc,
    &archivebox::ArchiveBox,
    &jsonl::Jsonl,
    &json::Json,
    &wxr::Wxr,
    &enex::Enex,
    &feed::Feed,
    &xmllist::XmlList,
    &bookmarks::Bookmarks,
    &html::Html,
    &mhtml::Mhtml,
    &webarchive::Webarchive,
    &mail::Mbox,
    &mail::Eml,
    &newsboat::Newsboat,
    #[cfg(feature = "parquet")]
    &super::parquet::Parquet,
    &csv::Csv,
    &markdown::Markdown,
    &readlist::ReadList,
    &txt::Txt,
];

/// Beginnings of what is no article.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"BM", "a picture"),
    (b"\0\0\x01\0", "an icon"),
    (b"%PDF", "a PDF document"),
    (b"ID3", "sound"),
    (b"OggS", "sound or film"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3\0", "a database of another program"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"Rar!", "a RAR container"),
    (b"7z\xbc\xaf", "a 7z container"),
    (b"PAR1", "a Parquet table"),
    (b"%!PS", "a PostScript document"),
    (b"{\\rtf", "an RTF document"),
    (b"ITSF", "a help file"),
    (b"\x1f\x9d", "a file packed with compress"),
    (b"LZIP", "a file packed with lzip"),
    (b"\x04\x22\x4d\x18", "a file packed with LZ4"),
];

/// Endings of what is no article.
const ENDINGS: &[(&[&str], &str)] = &[
    (&["css", "scss", "less"], "a style sheet"),
    (&["js", "mjs", "ts", "map", "wasm"], "a script"),
    (
        &[
            "py", "rs", "c", "h", "cpp", "java", "go", "sh", "pl", "rb", "php", "lua", "sql",
        ],
        "a program's source",
    ),
    (
        &[
            "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "avif", "bmp", "tif", "tiff",
        ],
        "a picture",
    ),
    (
        &[
            "mp3", "mp4", "m4a", "ogg", "webm", "wav", "avi", "mov", "mkv",
        ],
        "sound or film",
    ),
    (&["woff", "woff2", "ttf", "otf", "eot"], "a font"),
    (&["pdf"], "a PDF document"),
    (&["ps", "eps"], "a PostScript document"),
    (
        &[
            "doc", "docx", "odt", "rtf", "ppt", "pptx", "odp", "xls", "xlsx", "ods", "pages",
        ],
        "an office document",
    ),
    (
        &["url", "webloc", "desktop", "lnk"],
        "a link to a page, not the page",
    ),
    (&["opml"], "a list of feeds"),
    (&["plist"], "a property list"),
    (
        &[
            "toml", "yaml", "yml", "ini", "cfg", "conf", "lock", "log", "cdx", "cdxj", "idx",
        ],
        "no article by its name",
    ),
];

/// What a stream that no article is in is, by its name or its first bytes.
pub(super) fn other(head: &Head) -> Option<&'static str> {
    let by_magic = MAGIC
        .iter()
        .find(|(magic, _)| head.begins(magic))
        .map(|&(_, what)| what);
    let by_name = || {
        ENDINGS
            .iter()
            .find(|(endings, _)| head.ends_in(endings))
            .map(|&(_, what)| what)
    };
    by_magic
        .filter(|_| binary(head) || head.begins(b"PAR1") || head.begins(b"{\\rtf"))
        .or_else(by_name)
        .or_else(|| head.begins(b"<").then(|| markup(head)).flatten())
}

/// What a text that begins with `<` is, where it is no article that was marked up.
fn markup(head: &Head) -> Option<&'static str> {
    let text = head.text();
    let start: String = text.chars().take(400).collect::<String>().to_lowercase();
    let page = super::html::marked_up(&text) && !start.starts_with("<?xml");
    match () {
        () if start.contains("<urlset") || start.contains("<sitemapindex") => {
            Some("a map of a site")
        }
        () if start.contains("<opml") => Some("a list of feeds"),
        () if start.contains("<svg") => Some("a picture"),
        () if page => None,
        () if start.starts_with("<?xml") || start.starts_with("<!doctype") => {
            Some("XML of no known kind")
        }
        () => None,
    }
}

/// What can be done about some of what is no article.
fn advice(what: &str) -> Option<&'static str> {
    Some(match what {
        "a RAR container"
        | "a 7z container"
        | "a file packed with compress"
        | "a file packed with lzip"
        | "a file packed with LZ4" => {
            "unpack it, or pack it again as zip, tar, gzip, zstd, bzip2 or xz"
        }
        "a PDF document" | "an office document" | "an RTF document" | "a PostScript document" => {
            "save its text as HTML, Markdown or plain text to read it here"
        }
        "a Parquet table" => {
            "this kliping was built without Parquet; write it as JSON Lines or CSV to read it here"
        }
        _ => return None,
    })
}

/// Whether the first bytes are no text in any character set.
pub(super) fn binary(head: &Head) -> bool {
    if super::decode::charset_of_head(&head.bytes).is_some() {
        return false;
    }
    let odd = head
        .bytes
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b | 0x03))
        .count();
    // A short text may hold some control characters; a picture or a program holds many more.
    odd.saturating_sub(8) * 100 > head.bytes.len() || head.begins(b"%PDF")
}

/// The fault of an input no format knows.
pub(super) fn unknown(head: &Head) -> Fault {
    match other(head) {
        Some(what) => {
            let fault = Fault::ignored(format!("{what}, not an article"));
            match advice(what) {
                Some(advice) => fault.hint(advice),
                None => fault,
            }
        }
        None if binary(head) => Fault::ignored("of no known format"),
        None => Fault::ignored("of no known format, and not text either"),
    }
}
