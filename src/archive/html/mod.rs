//! HTML pages: the article in them, with its structure and what the page says about it.

mod credit;
mod dom;
mod furniture;
mod main_text;
mod meta;
mod render;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;

use super::decode;
use super::format::{self, Format, Sure};
use super::input::{Head, Hints, Input};
use super::plain;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::repair::{self, Repairs};
use super::rich::Rich;
use crate::article::{BlockKind, Meta};
use dom::Page;
pub(super) use dom::hostile;

/// HTML pages.
pub(super) struct Html;

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn summary(&self) -> &'static str {
        "HTML pages, saved by hand or by program: the main text, with what the page says about it"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if format::binary(head) {
            return Sure::No;
        }
        let start: String = head
            .text()
            .chars()
            .take(4096)
            .collect::<String>()
            .to_lowercase();
        let named = head.ends_in(&["html", "htm", "xhtml", "shtml"]);
        let declared = head
            .media
            .as_deref()
            .is_some_and(|media| media.contains("html"));
        let begins = start.starts_with("<!doctype html") || start.starts_with("<html");
        let inside = ["<html", "<head>", "<head ", "<body", "<title", "<meta "]
            .iter()
            .any(|tag| start.contains(tag));
        match () {
            () if begins || (named || declared) && start.starts_with('<') && inside => Sure::Named,
            () if start.starts_with('<') && inside && !start.contains("<rss") => Sure::Likely,
            () if (named || declared) && start.contains('<') => Sure::Likely,
            () => Sure::No,
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let mut record = Record::new(&input.place, self.name());
        let hints = input.hints.clone();
        let bytes = input.whole(out.limits())?;
        record.lies_at(0, &bytes);
        page(&bytes, &hints, &mut record)?;
        out.article(record.into_article())
    }
}

/// Reads a page into `record`.
pub(super) fn page(bytes: &[u8], hints: &Hints, record: &mut Record) -> Result<(), Fault> {
    let declared = hints.charset.clone().or_else(|| declared_charset(bytes));
    let decoded = decode::decode(
        bytes,
        declared.as_deref(),
        hints.url.as_deref().and_then(tld).as_deref(),
    );
    record.charset = decoded.charset;
    if decoded.damaged {
        record.repairs.note(repair::BYTES);
    }
    let (meta, rich) = if dom::hostile(&decoded.text) {
        record.repairs.note(repair::STRUCTURE);
        (Meta::default(), crude(&decoded.text, &mut record.repairs))
    } else {
        let read = || {
            let document = Document::from(decoded.text.as_str());
            let mut repairs = Repairs::default();
            let meta = meta::of(&document, &mut repairs);
            let rich = main_text::of(&Page::of(&document), &mut repairs);
            (meta, rich, repairs)
        };
        // The parser reads what strangers wrote; should it ever fail, one page is lost and not the rest.
        let (meta, rich, repairs) = catch_unwind(AssertUnwindSafe(read))
            .map_err(|_| Fault::damaged("the page could not be parsed"))?;
        repairs
            .into_names()
            .into_iter()
            .for_each(|name| record.repairs.note(name));
        (meta, rich)
    };
    if rich.is_empty() {
        return Err(Fault::ignored("a page without an article's text"));
    }
    record.rich = match &meta.title {
        Some(title) => rich.without_title(title),
        None => rich,
    };
    record.meta = meta;
    record.meta.url = record.meta.url.take().or_else(|| hints.url.clone());
    Ok(())
}

/// The main text of a page, with the captions of its pictures or without, for measuring the extraction.
pub fn measured(bytes: &[u8], captions: bool) -> String {
    let mut record = Record::default();
    if page(bytes, &Hints::default(), &mut record).is_err() {
        return String::new();
    }
    let mut text = record.rich.text;
    for block in record.rich.blocks.iter().rev() {
        if !captions && block.kind == BlockKind::Caption {
            text.replace_range(block.span.start..block.span.end, "");
        }
    }
    text
}

/// All words of a page, for measuring the extraction.
pub fn words(bytes: &[u8]) -> String {
    let text = decode::decode(bytes, declared_charset(bytes).as_deref(), None).text;
    fragment(&text, &mut Repairs::default()).text
}

/// All of a fragment, as feeds and exports hold it.
pub(super) fn fragment(html: &str, repairs: &mut Repairs) -> Rich {
    if dom::hostile(html) {
        repairs.note(repair::STRUCTURE);
        return crude(html, repairs);
    }
    let mut inner = Repairs::default();
    let read = || {
        let page = Page::of(&Document::from(html));
        let kept = |at: usize| {
            page.nodes
                .get(at)
                .and_then(dom::Node::element)
                .is_none_or(|element| !element.hidden)
        };
        render::render(&page, 0, page.nodes.len(), &kept, &mut inner)
    };
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(rich) => {
            inner
                .into_names()
                .into_iter()
                .for_each(|name| repairs.note(name));
            rich
        }
        Err(_) => crude(html, repairs),
    }
}

/// Whether a text is marked up: it has closing tags of HTML, or line breaks.
pub(super) fn marked_up(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| {
        let rest = text.get(at + 1..).unwrap_or_default();
        [
            "/p>",
            "/div>",
            "/a>",
            "/b>",
            "/strong>",
            "/em>",
            "/span>",
            "/ul>",
            "/h2>",
            "/h3>",
            "/blockquote>",
            "br>",
            "br/>",
            "br />",
            "p>",
            "/i>",
        ]
        .iter()
        .any(|tag| {
            rest.get(..tag.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(tag))
        })
    })
}

/// The words of a page, by taking out everything between `<` and `>`.
fn crude(html: &str, repairs: &mut Repairs) -> Rich {
    let mut text = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        text.push_str(rest.get(..at).unwrap_or_default());
        text.push('\n');
        rest = rest.get(at..).unwrap_or_default();
        let skip = ["<script", "<style"].iter().find(|tag| {
            rest.get(..tag.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(tag))
        });
        let end = match skip {
            Some(_) => rest
                .find("</")
                .and_then(|close| rest.get(close..)?.find('>').map(|end| close + end + 1)),
            None => rest.find('>').map(|end| end + 1),
        };
        rest = end.and_then(|end| rest.get(end..)).unwrap_or_default();
    }
    text.push_str(rest);
    plain::paragraphs(&text, repairs)
}

/// The character set a page declares in its first bytes.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head: String = bytes
        .iter()
        .take(4096)
        .map(|&byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    for key in ["charset=", "encoding="] {
        if let Some(at) = head.find(key) {
            let rest = head
                .get(at + key.len()..)?
                .trim_start_matches(['"', '\'', ' ']);
            let label: String = rest
                .chars()
                .take_while(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_'))
                .collect();
            if !label.is_empty() {
                return Some(label);
            }
        }
    }
    None
}

/// The last part of the host name of an address.
fn tld(url: &str) -> Option<String> {
    let host = url
        .split("://")
        .nth(1)?
        .split(['/', '?', '#', ':'])
        .next()?;
    host.rsplit_once('.')
        .map(|(_, tld)| tld.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Record {
        let mut record = Record::default();
        page(html.as_bytes(), &Hints::default(), &mut record).unwrap();
        record
    }

    const BODY: &str = "Perusahaan itu mengumumkan rencana barunya pada hari Senin di Jakarta, kata juru bicaranya. \
                        Rencana itu mencakup tiga pabrik dan seribu pekerja baru dalam dua tahun mendatang.";

    #[test]
    fn the_story_is_kept_and_the_furniture_is_not() {
        let html = format!(
            "<html lang=id><head><title>Rencana Baru - Kabar</title><meta property='og:site_name' content='Kabar'>\
             <script type='application/ld+json'>{{\"@graph\":[{{\"@type\":\"NewsArticle\",\"headline\":\"Rencana Baru\",\
             \"datePublished\":\"2020-02-03T04:05:06+07:00\",\"author\":[{{\"name\":\"Ani\"}}]}}]}}</script></head>\
             <body><nav><a href=/>Beranda</a> <a href=/x>Tekno</a></nav><div class=post-content><h1>Rencana Baru</h1>\
             <p>{BODY}</p><h2>Latar</h2><p>{BODY} <a href='https://contoh.id/a'>sumber</a></p><ul><li>satu hal</li></ul>\
             <blockquote>{BODY}</blockquote><p>Baca juga: <a href=/b>Berita lain</a></p></div>\
             <div class='related-posts'><a href=/c>Berita lain lagi</a></div><footer>Hak cipta</footer></body>"
        );
        let record = read(&html);
        assert_eq!(record.meta.title.as_deref(), Some("Rencana Baru"));
        assert_eq!(record.meta.outlet.as_deref(), Some("Kabar"));
        assert_eq!(record.meta.authors, ["Ani"]);
        assert_eq!(record.meta.lang.as_deref(), Some("id"));
        assert!(record.meta.date.is_some());
        let text = &record.rich.text;
        assert_eq!(text.lines().count(), 5, "{text}");
        assert!(
            !text.contains("Baca juga") && !text.contains("Hak cipta") && !text.contains("Beranda")
        );
        let kinds: Vec<BlockKind> = record.rich.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(
            kinds,
            [BlockKind::Heading(2), BlockKind::Item(0), BlockKind::Quote]
        );
        assert_eq!(record.rich.links[0].span.of(text), "sumber");
    }

    #[test]
    fn declared_charset_and_mojibake() {
        let mut html =
            b"<html><head><meta charset=windows-1251><title>x</title></head><body><p>".to_vec();
        let (words, _, _) = encoding_rs::WINDOWS_1251.encode("Привет, мир. ");
        html.extend(words.repeat(30));
        let mut record = Record::default();
        page(&html, &Hints::default(), &mut record).unwrap();
        assert!(record.rich.text.starts_with("Привет, мир."));
        assert_eq!(record.charset, "windows-1251");
    }

    #[test]
    fn fragments_keep_code_and_line_breaks() {
        let rich = fragment(
            "<p>satu<br>dua</p><pre>a\n  b</pre><img alt='gambar'>",
            &mut Repairs::default(),
        );
        assert_eq!(rich.text, "satu\ndua\na\n  b");
        assert!(marked_up("satu<br>dua") && !marked_up("1 < 2 dan 3 > 2"));
    }

    #[test]
    fn a_hostile_page_gives_its_words() {
        let deep = format!("<html><body>{}{BODY}", "<div>".repeat(20_000));
        let record = read(&deep);
        assert!(record.rich.text.contains("tiga pabrik"));
        assert_eq!(record.repairs.into_names(), [repair::STRUCTURE]);
    }
}
