//! Feed files: RSS, Atom and RDF, each item an article; and `WordPress` exports, which are RSS with more in it.

use super::entity;
use super::fields;
use super::format::{self, Format, Sure};
use super::html;
use super::input::{Head, Input, Place};
use super::prose;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::repair::{self, Repairs};
use super::rich::Rich;
use super::xml::{Element, Part, Records};
use crate::article::Meta;

/// RSS, Atom and RDF.
pub(super) struct Feed;

impl Format for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn summary(&self) -> &'static str {
        "feed files: RSS, Atom and RDF"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let start = start(head);
        let begins = ["<rss", "<feed", "<rdf:rdf"]
            .iter()
            .any(|tag| start.contains(tag));
        if begins && !format::binary(head) {
            Sure::Named
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        items(input, self.name(), out, |_| true)
    }
}

/// The first kilobytes in small letters.
pub(super) fn start(head: &Head) -> String {
    let text: String = head.text().chars().take(6000).collect();
    if text.starts_with('<') {
        text.to_lowercase()
    } else {
        String::new()
    }
}

/// What a feed says about itself.
#[derive(Default)]
struct About {
    title: Option<String>,
    lang: Option<String>,
}

/// Reads the items that `wanted` takes.
pub(super) fn items(
    input: Input<'_>,
    format: &'static str,
    out: &mut Reading<'_>,
    wanted: fn(&Element) -> bool,
) -> Result<(), Halt> {
    let place = input.place.clone();
    let mut records = Records::new(input, &["item", "entry"], out)?;
    let mut about = About::default();
    let mut count = 0_u64;
    while let Some(part) = records.next()? {
        match part {
            Part::Head(element) => about.note(&element),
            Part::Record(found) => {
                count += 1;
                if !wanted(&found.element) {
                    out.ignore("entry of another kind than an article");
                    continue;
                }
                let mut record = Record::new(&place, format);
                records.place(&mut record, &found);
                article(&found.element, &about, record, &place, out)?;
            }
        }
    }
    if count == 0 {
        return Err(Fault::ignored("a feed without articles").into());
    }
    Ok(())
}

impl About {
    fn note(&mut self, element: &Element) {
        let line = |text: String| repair::line(&text, &mut Repairs::default());
        match element.name.as_str() {
            "title" if self.title.is_none() => {
                self.title = Some(inline(element, &mut Repairs::default()));
            }
            "language" | "dc:language" => self.lang = Some(line(element.text())),
            _ => {
                self.lang = self
                    .lang
                    .take()
                    .or_else(|| element.attribute("xml:lang").map(str::to_owned));
            }
        }
    }
}

fn article(
    element: &Element,
    about: &About,
    mut record: Record,
    place: &Place,
    out: &mut Reading<'_>,
) -> Result<(), Halt> {
    record.meta = meta(element, about, &mut record.repairs);
    record.rich = body(element, &mut record.repairs);
    if let Some(title) = &record.meta.title {
        record.rich = std::mem::take(&mut record.rich).without_title(title);
    }
    if record.is_empty() {
        let offset = record.offset;
        return out.problem(
            place,
            Fault::damaged("an item without headline and text").byte(offset),
        );
    }
    out.article(record.into_article())
}

/// What an item says about itself, and what its feed says for it.
fn meta(element: &Element, about: &About, repairs: &mut Repairs) -> Meta {
    let title = element
        .child(&["title", "media:title"])
        .map(|title| inline(title, repairs))
        .filter(|title| !title.is_empty());
    let mut meta = Meta {
        title,
        ..Meta::default()
    };
    meta.url = link(element)
        .map(|url| repair::line(&url, repairs))
        .filter(|url| !url.is_empty());
    meta.date = [
        "pubdate",
        "published",
        "issued",
        "dc:date",
        "dcterms:created",
        "wp:post_date",
        "created",
        "updated",
        "modified",
    ]
    .iter()
    .find_map(|&name| fields::written(&element.child_text(&[name])?));
    let own = element
        .child(&["source"])
        .and_then(|source| source.child_text(&["title"]));
    meta.outlet = own
        .or_else(|| about.title.clone())
        .map(|outlet| repair::line(&outlet, repairs))
        .filter(|outlet| !outlet.is_empty());
    meta.lang = element
        .child_text(&["dc:language", "language"])
        .or_else(|| element.attribute("xml:lang").map(str::to_owned))
        .or_else(|| about.lang.clone())
        .filter(|lang| !lang.is_empty());
    people_and_labels(element, &mut meta, repairs);
    meta
}

/// Authors and categories.
fn people_and_labels(element: &Element, meta: &mut Meta, repairs: &mut Repairs) {
    for child in element.children() {
        let (list, text) = match child.name.as_str() {
            "author" | "dc:creator" | "itunes:author" => (
                &mut meta.authors,
                child.child_text(&["name"]).unwrap_or_else(|| child.text()),
            ),
            "category" | "dc:subject" => (
                &mut meta.tags,
                child
                    .attribute("term")
                    .map_or_else(|| child.text(), str::to_owned),
            ),
            _ => continue,
        };
        let line = repair::line(&text, repairs);
        if !line.is_empty() && !list.contains(&line) {
            list.push(line);
        }
    }
}

/// The text of an item: the first of its bodies that holds any.
fn body(element: &Element, repairs: &mut Repairs) -> Rich {
    [
        "content:encoded",
        "encoded",
        "content",
        "description",
        "summary",
        "excerpt:encoded",
        "media:description",
        "itunes:summary",
    ]
    .iter()
    .filter_map(|&name| element.child(&[name]))
    .map(|child| text_of(child, repairs))
    .find(|rich| !rich.is_empty())
    .unwrap_or_default()
}

/// The text of an element that may hold markup, as elements or escaped.
fn text_of(element: &Element, repairs: &mut Repairs) -> Rich {
    let text = if element.children().next().is_some() {
        return html::fragment(&element.markup(), repairs);
    } else {
        element.text()
    };
    if html::marked_up(&text) && !text.contains("<p") {
        // WordPress keeps paragraphs as blank lines.
        return html::fragment(&text.replace("\r\n", "\n").replace("\n\n", "<p>"), repairs);
    }
    prose::string(&text, repairs)
}

/// An element as one line.
fn inline(element: &Element, repairs: &mut Repairs) -> String {
    let rich = if element.children().next().is_some() {
        html::fragment(&element.markup(), repairs)
    } else {
        let text = element.text();
        let text = entity::decoded(&text).unwrap_or(text);
        if html::marked_up(&text) {
            html::fragment(&text, repairs)
        } else {
            return repair::line(&text, repairs);
        }
    };
    rich.text.replace('\n', " ")
}

/// The address of an item.
fn link(element: &Element) -> Option<String> {
    let atom = element
        .children()
        .filter(|child| child.name == "link" || child.name == "atom:link")
        .filter(|link| link.attribute("rel").is_none_or(|rel| rel == "alternate"))
        .find_map(|link| link.attribute("href"));
    let text = element.child_text(&["link"]);
    let guid = element
        .child(&["guid", "id"])
        .filter(|guid| guid.attribute("ispermalink") != Some("false"))
        .map(Element::text)
        .filter(|id| id.trim().starts_with("http"));
    text.or_else(|| atom.map(str::to_owned))
        .or(guid)
        .or_else(|| element.attribute("rdf:about").map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::super::Collected;
    use super::super::limits::{Limits, Options};
    use super::*;

    fn read_bytes(xml: &[u8], limits: Limits) -> Collected {
        let mut sink = Collected::default();
        let options = Options {
            limits,
            ..Options::default()
        };
        let input = Input::bytes(Place::default(), "a.xml", xml.to_vec());
        Reading::new(&mut sink, &options).run(input);
        sink
    }

    fn read(xml: &str) -> Collected {
        read_bytes(xml.as_bytes(), Limits::default())
    }

    #[test]
    fn rss_with_content() {
        let got = read(
            "<?xml version='1.0'?><rss><channel><title>Kabar</title><language>id</language><item><title>A &amp;amp; B</title>\
             <link>https://a.id/1</link><pubDate>2020-01-02</pubDate><dc:creator>Ani</dc:creator><category>Tekno</category>\
             <content:encoded><![CDATA[<p>Satu.</p><p>Dua &eacute;.</p>]]></content:encoded></item></channel></rss>",
        );
        let article = &got.articles[0];
        assert_eq!(article.meta.title.as_deref(), Some("A & B"));
        assert_eq!(article.meta.outlet.as_deref(), Some("Kabar"));
        assert_eq!(article.meta.lang.as_deref(), Some("id"));
        assert_eq!(article.meta.url.as_deref(), Some("https://a.id/1"));
        assert_eq!(
            (
                article.meta.authors.as_slice(),
                article.meta.tags.as_slice()
            ),
            (
                ["Ani".to_owned()].as_slice(),
                ["Tekno".to_owned()].as_slice()
            )
        );
        assert_eq!(article.text, "Satu.\nDua é.");
    }

    #[test]
    fn atom_with_markup_inside() {
        let got = read(
            "<feed xml:lang='en'><title>Log</title><entry><title type='html'>A &lt;b&gt;bold&lt;/b&gt; one</title>\
             <link rel='alternate' href='https://a.com/1'/><updated>2020-01-02T03:04:05Z</updated><author><name>Ann</name></author>\
             <content type='xhtml'><div><h2>Part</h2><p>One <a href='https://b.com'>two</a>.</p></div></content></entry></feed>",
        );
        let article = &got.articles[0];
        assert_eq!(article.meta.title.as_deref(), Some("A bold one"));
        assert_eq!(article.text, "Part\nOne two.");
        assert_eq!((article.blocks.len(), article.links.len()), (1, 1));
        assert_eq!(article.meta.lang.as_deref(), Some("en"));
    }

    #[test]
    fn a_cut_feed_in_latin_1_gives_what_is_there() {
        let xml = b"<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item><title>caf\xe9</title></item><item><title>b";
        let got = read_bytes(xml, Limits::default());
        assert_eq!(got.articles[0].meta.title.as_deref(), Some("café"));
        assert!(
            got.problems[0].what.contains("cut off"),
            "{:?}",
            got.problems
        );
    }

    #[test]
    fn a_bottomless_item_is_refused_or_cut() {
        let deep = format!(
            "<rss><item><title>a</title><description>{}x",
            "<b>".repeat(100_000)
        );
        assert_eq!(read(&deep).problems.len(), 1);
        let long = format!("<rss><item><title>{}", "x".repeat(4 << 20));
        let limits = Limits {
            record_bytes: 1000,
            ..Limits::default()
        };
        let got = read_bytes(long.as_bytes(), limits);
        assert!(
            got.problems[0]
                .hint
                .as_deref()
                .unwrap()
                .contains("record_bytes"),
            "{:?}",
            got.problems
        );
    }
}
