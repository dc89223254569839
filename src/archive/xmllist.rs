//! XML and SGML that list articles in elements of their own: wallabag's export, wire services, what databases write.

use serde_json::{Map, Value};

use super::feed;
use super::fields::Fields;
use super::format::{Format, Sure};
use super::input::{Head, Input};
use super::jsonl;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::xml::{Element, Records, local};

/// Lists of articles in XML.
pub(super) struct XmlList;

/// Elements that are an article.
const RECORDS: &[&str] = &[
    "article", "artikel", "berita", "doc", "document", "entry", "item", "news", "newsitem", "post",
    "record", "reuters", "row", "story",
];

/// Elements that say what an article says.
const SAYS: &[&str] = &[
    "title", "headline", "judul", "text", "body", "content", "isi", "maintext", "hl",
];

/// Elements of pages: a text with these in it is marked up.
const MARKS: &[&str] = &[
    "p",
    "br",
    "div",
    "b",
    "i",
    "em",
    "strong",
    "a",
    "ul",
    "ol",
    "h2",
    "h3",
    "blockquote",
    "span",
];

impl Format for XmlList {
    fn name(&self) -> &'static str {
        "xml"
    }

    fn summary(&self) -> &'static str {
        "lists of articles in XML or SGML: wallabag's XML, wire services, exports of databases"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let start = feed::start(head);
        let has = |names: &[&str]| {
            names.iter().any(|name| {
                [">", " "]
                    .iter()
                    .any(|end| start.contains(&["<", name, end].concat()))
            })
        };
        let begins = [
            "<?xml",
            "<!doctype lewis",
            "<reuters",
            "<doc>",
            "<news",
            "<articles",
            "<response",
        ];
        let page = ["<html", "<!doctype html", "<rss", "<feed", "<rdf:rdf"]
            .iter()
            .any(|other| start.contains(other));
        if !page && begins.iter().any(|begin| start.starts_with(begin)) && has(RECORDS) && has(SAYS)
        {
            Sure::Named
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let place = input.place.clone();
        let mut records = Records::new(input, RECORDS, out)?.looking_through();
        let mut any = false;
        while let Some(found) = records.next_record()? {
            let map = fields(&found.element);
            if !Fields::of(&map, out.options()).has_article() {
                out.ignore("element that is no article");
                continue;
            }
            any = true;
            let mut record = Record::new(&place, self.name());
            records.place(&mut record, &found);
            match jsonl::fill(&Value::Object(map), &mut record, out) {
                Ok(state) => record.deliver(state, out)?,
                Err(fault) => out.problem(&place, fault.byte(found.offset))?,
            }
        }
        if any {
            Ok(())
        } else {
            Err(Fault::ignored("XML without articles").into())
        }
    }
}

/// The attributes and elements of an element as fields.
fn fields(element: &Element) -> Map<String, Value> {
    let attributes = element.attributes.iter();
    let mut map: Map<String, Value> = attributes
        .map(|(name, value)| (name.clone(), Value::String(value.clone())))
        .collect();
    for child in element.children() {
        let value = value(child);
        match map.get_mut(local(&child.name)) {
            None => {
                map.insert(local(&child.name).to_owned(), value);
            }
            Some(Value::Array(list)) => list.push(value),
            Some(known) => *known = Value::Array(vec![known.take(), value]),
        }
    }
    map
}

/// What is in an element: a text, marked up or not, or fields.
fn value(element: &Element) -> Value {
    let mut children = element.children().peekable();
    if children.peek().is_none() {
        Value::String(element.text())
    } else if children.any(|child| MARKS.contains(&local(&child.name))) {
        Value::String(element.markup())
    } else {
        Value::Object(fields(element))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Collected;

    #[test]
    fn wallabag_in_xml() {
        let xml = "<?xml version=\"1.0\"?>\n<response><item key=\"0\"><is_archived>1</is_archived><is_starred>0</is_starred>\
                   <title><![CDATA[Judul]]></title><url><![CDATA[https://contoh.id/1]]></url><content><![CDATA[<p>Satu.</p><p>Dua.</p>]]>\
                   </content><created_at><![CDATA[2020-01-02T03:04:05+0000]]></created_at><language>id</language></item></response>";
        let got = Collected::of("a.xml", xml);
        let article = &got.articles[0];
        assert_eq!(
            (article.meta.title.as_deref(), article.text.as_str()),
            (Some("Judul"), "Satu.\nDua.")
        );
        assert_eq!(article.provenance.format, "xml");
        assert_eq!(
            (got.states[0].read, got.states[0].starred),
            (Some(true), Some(false))
        );
    }

    #[test]
    fn wire_services_in_sgml() {
        let sgml = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" NEWID=\"1\">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n\
                    <TOPICS><D>cocoa</D></TOPICS>\n<TEXT>&#2;\n<TITLE>HARGA &lt;A> NAIK</TITLE>\n<DATELINE> SALVADOR, Feb 26 - </DATELINE>\
                    <BODY>Harga kakao naik.\n    Hujan turun & reda.\n&#3;</BODY></TEXT>\n</REUTERS>\n\
                    <REUTERS NEWID=\"2\"><TEXT><TITLE>DUA</TITLE><BODY>Isi.</BODY></TEXT></REUTERS>\n";
        let got = Collected::of("reut2-000.sgm", sgml);
        assert_eq!(got.articles.len(), 2, "{:?}", got.problems);
        let first = &got.articles[0];
        assert_eq!(first.meta.title.as_deref(), Some("HARGA <A> NAIK"));
        assert!(first.text.contains("Hujan turun & reda."), "{}", first.text);
        assert_eq!(
            first
                .meta
                .date
                .map(|date| date.date().to_string())
                .as_deref(),
            Some("1987-02-26")
        );
    }

    #[test]
    fn other_xml_is_no_list() {
        let got = Collected::of(
            "a.xml",
            "<?xml version=\"1.0\"?><config><item>x</item></config>",
        );
        assert_eq!((got.articles.len(), got.problems.len()), (0, 1));
    }
}
