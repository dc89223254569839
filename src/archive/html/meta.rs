//! What a page says about its article: JSON-LD, `OpenGraph`, Dublin Core and other meta elements, microdata, `<time>`.

use dom_query::{Document, NodeRef};
use serde_json::{Map, Value};

use super::super::fields;
use super::super::repair::{self, Repairs};
use crate::article::Meta;

/// What the elements of a page say, as found.
#[derive(Default)]
struct Found {
    /// Meta elements: property, name or itemprop in small letters, and the content.
    metas: Vec<(String, String)>,
    /// JSON-LD scripts.
    linked: Vec<String>,
    title: String,
    headings: Vec<String>,
    times: Vec<String>,
    canonical: String,
    lang: String,
    /// Microdata: property and value.
    microdata: Vec<(String, String)>,
    /// The address `SingleFile` notes in a comment.
    saved_from: Option<String>,
}

/// What a page says about its article.
pub(super) fn of(document: &Document, repairs: &mut Repairs) -> Meta {
    let found = collect(document);
    let linked = found.linked.iter().find_map(|json| linked_article(json));
    let linked = linked.as_ref();
    let publisher = linked
        .and_then(|map| map.get("publisher"))
        .and_then(fields::scalar);
    let outlet = first_line([publisher, found.meta(OUTLET)], repairs);
    let headline = [
        member(linked, &["headline"]),
        found.meta(TITLE),
        found.property("headline"),
        found.only_heading(),
        Some(found.title.clone()),
        found.headings.first().cloned(),
    ];
    let title = first_line(headline, repairs)
        .map(|title| without_site(&title, outlet.as_deref(), &found.headings));
    let addresses = [
        Some(found.canonical.clone()),
        found.meta(&["og:url", "parsely-link", "twitter:url"]),
        member(linked, &["url", "mainEntityOfPage"]),
        found.saved_from.clone(),
    ];
    let addresses = addresses.map(|url| url.filter(|url| url.trim().starts_with("http")));
    let languages = [
        Some(found.lang.clone()),
        member(linked, &["inLanguage"]),
        found.meta(&[
            "og:locale",
            "dc.language",
            "dcterms.language",
            "content-language",
            "language",
        ]),
    ];
    Meta {
        title,
        url: first_line(addresses, repairs),
        date: found.date(linked),
        outlet,
        authors: found.authors(linked, repairs),
        lang: first_line(languages, repairs).filter(|lang| lang.len() <= 12),
        tags: found.tags(linked, repairs),
    }
}

/// Meta elements that hold the headline.
const TITLE: &[&str] = &[
    "og:title",
    "twitter:title",
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
];
/// Meta elements that hold the publisher.
const OUTLET: &[&str] = &[
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "citation_publisher",
];

/// A member of the JSON-LD article, by the first of these names that it has.
fn member(linked: Option<&Map<String, Value>>, names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|&name| linked?.get(name).and_then(fields::scalar))
}

/// The first that is not empty, made a safe line.
fn first_line<const N: usize>(
    candidates: [Option<String>; N],
    repairs: &mut Repairs,
) -> Option<String> {
    candidates
        .into_iter()
        .flatten()
        .map(|raw| repair::line(&raw, repairs))
        .find(|text| !text.is_empty())
}

impl Found {
    fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|&name| {
            self.metas
                .iter()
                .find(|(known, content)| known == name && !content.trim().is_empty())
                .map(|(_, content)| content.clone())
        })
    }

    fn only_heading(&self) -> Option<String> {
        match self.headings.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    fn property(&self, name: &str) -> Option<String> {
        self.microdata
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
    }

    fn date(&self, linked: Option<&Map<String, Value>>) -> Option<jiff::civil::DateTime> {
        const NAMES: &[&str] = &[
            "article:published_time",
            "og:article:published_time",
            "datepublished",
            "publishdate",
            "pubdate",
            "parsely-pub-date",
            "sailthru.date",
            "dc.date.issued",
            "dcterms.issued",
            "dcterms.created",
            "dc.date",
            "dcterms.date",
            "dc.date.created",
            "citation_publication_date",
            "citation_date",
            "content_publisheddate",
            "dtk:publishdate",
            "publish-date",
            "publication_date",
            "published-date",
            "date",
            "article.published",
            "originalpublicationdate",
            "cxenseparse:recs:publishtime",
            "last-modified",
            "article:modified_time",
            "og:updated_time",
        ];
        let linked = ["datePublished", "dateCreated", "uploadDate"]
            .iter()
            .find_map(|&name| linked?.get(name).and_then(fields::moment));
        linked
            .or_else(|| {
                NAMES.iter().find_map(|&name| {
                    let (_, content) = self.metas.iter().find(|(known, _)| known == name)?;
                    fields::written(content)
                })
            })
            .or_else(|| {
                self.property("datepublished")
                    .and_then(|value| fields::written(&value))
            })
            .or_else(|| self.times.iter().find_map(|time| fields::written(time)))
    }

    fn authors(&self, linked: Option<&Map<String, Value>>, repairs: &mut Repairs) -> Vec<String> {
        let mut names: Vec<String> =
            match linked.and_then(|map| map.get("author").or_else(|| map.get("creator"))) {
                Some(Value::Array(list)) => list.iter().filter_map(fields::scalar).collect(),
                Some(value) => fields::scalar(value).into_iter().collect(),
                None => Vec::new(),
            };
        if names.is_empty() {
            const NAMES: &[&str] = &[
                "author",
                "article:author",
                "dc.creator",
                "dcterms.creator",
                "parsely-author",
                "sailthru.author",
                "citation_author",
                "byl",
                "twitter:data1",
                "content_author",
                "dtk:author",
            ];
            names = NAMES
                .iter()
                .map(|&name| {
                    self.metas
                        .iter()
                        .filter(|(known, _)| known == name)
                        .map(|(_, content)| content.clone())
                        .collect()
                })
                .find(|list: &Vec<String>| {
                    list.iter()
                        .any(|author| !author.starts_with("http") && !author.trim().is_empty())
                })
                .unwrap_or_default();
        }
        if names.is_empty() {
            names.extend(self.property("author"));
        }
        clean(
            names
                .iter()
                .flat_map(|name| fields::split(name, &[';', '|'])),
            repairs,
        )
    }

    fn tags(&self, linked: Option<&Map<String, Value>>, repairs: &mut Repairs) -> Vec<String> {
        let mut tags: Vec<String> = self
            .metas
            .iter()
            .filter(|(name, _)| matches!(name.as_str(), "article:tag" | "article:section"))
            .map(|(_, content)| content.clone())
            .collect();
        for name in ["articleSection", "keywords"] {
            match linked.and_then(|map| map.get(name)) {
                Some(Value::Array(list)) => tags.extend(list.iter().filter_map(fields::scalar)),
                Some(value) => tags.extend(fields::scalar(value)),
                None => {}
            }
        }
        if tags.is_empty() {
            tags.extend(self.meta(&["news_keywords", "keywords", "dc.subject", "parsely-tags"]));
        }
        clean(
            tags.iter()
                .flat_map(|tag| fields::split(tag, &[',', ';', '|'])),
            repairs,
        )
    }
}

/// Lines made safe, each once, none empty, none an address.
fn clean(raw: impl Iterator<Item = String>, repairs: &mut Repairs) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in raw {
        let part = repair::line(&part, repairs);
        let part = part
            .strip_prefix("By ")
            .or_else(|| part.strip_prefix("Oleh "))
            .unwrap_or(&part);
        if !part.is_empty()
            && !part.starts_with("http")
            && out.len() < 40
            && !out.iter().any(|known| known == part)
        {
            out.push(part.to_owned());
        }
    }
    out
}

/// A page title without the name of the site at its end.
fn without_site(title: &str, outlet: Option<&str>, headings: &[String]) -> String {
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » ", " • "] {
        let Some((front, back)) = title.rsplit_once(separator) else {
            continue;
        };
        let site = outlet.is_some_and(|outlet| outlet.eq_ignore_ascii_case(back.trim()));
        let headed = headings
            .iter()
            .any(|heading| heading.trim() == front.trim());
        if (site || headed) && !front.trim().is_empty() {
            return front.trim().to_owned();
        }
    }
    title.to_owned()
}

/// The article in a JSON-LD script, looked for in lists and graphs.
fn linked_article(json: &str) -> Option<Map<String, Value>> {
    let json = json
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim();
    let json = json
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("//]]>")
        .trim_end_matches(';');
    let value: Value = serde_json::from_str(json).ok().or_else(|| {
        // Line breaks inside strings are the commonest mistake of all.
        let flat: String = json
            .chars()
            .map(|ch| if ch.is_control() { ' ' } else { ch })
            .collect();
        serde_json::from_str(&flat).ok()
    })?;
    let mut open = vec![&value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(list) => open.extend(list.iter().rev()),
            Value::Object(map) => {
                if is_article(map) {
                    return Some(map.clone());
                }
                open.extend(
                    ["@graph", "mainEntity", "mainEntityOfPage"]
                        .iter()
                        .rev()
                        .filter_map(|&name| map.get(name)),
                );
            }
            _ => {}
        }
    }
    None
}

fn is_article(map: &Map<String, Value>) -> bool {
    let article = |value: &Value| {
        value.as_str().is_some_and(|kind| {
            kind.contains("Article")
                || kind.contains("Posting")
                || kind.contains("Report")
                || kind == "Review"
        })
    };
    match map.get("@type") {
        Some(Value::Array(list)) => list.iter().any(article),
        Some(value) => article(value),
        None => false,
    }
}

/// Looks once through all elements of a page.
fn collect(document: &Document) -> Found {
    let mut found = Found::default();
    for node in document.root().descendants_it() {
        if node.is_comment() {
            saved_from(&node.html(), &mut found);
            continue;
        }
        let Some(name) = node.node_name() else {
            continue;
        };
        let attr = |name: &str| node.attr(name).map(|value| value.to_string());
        match &*name {
            "html" => {
                found.lang = attr("lang")
                    .or_else(|| attr("xml:lang"))
                    .unwrap_or_default();
            }
            "meta" => {
                let content = attr("content").unwrap_or_default();
                for key in ["property", "name", "itemprop", "http-equiv"] {
                    found
                        .metas
                        .extend(attr(key).map(|key| (key.to_lowercase(), content.clone())));
                }
            }
            "link" if attr("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                found.canonical = attr("href").unwrap_or_default();
            }
            "script" if attr("type").is_some_and(|kind| kind.contains("ld+json")) => {
                found.linked.push(node.text().to_string());
            }
            "a" => microformat(&node, &attr("class").unwrap_or_default(), &mut found),
            "title" if found.title.is_empty() => found.title = node.text().to_string(),
            "h1" if found.headings.len() < 8 => found.headings.push(node.text().to_string()),
            "time" if found.times.len() < 8 => {
                found
                    .times
                    .push(attr("datetime").unwrap_or_else(|| node.text().to_string()));
            }
            _ => {}
        }
        if let Some(property) = attr("itemprop").map(|property| property.to_lowercase())
            && matches!(property.as_str(), "headline" | "datepublished" | "author")
            && &*name != "meta"
            && found.microdata.len() < 32
        {
            let value = attr("content")
                .or_else(|| attr("datetime"))
                .unwrap_or_else(|| node.text().to_string());
            found.microdata.push((property, value));
        }
    }
    found
}

/// What a link says of the article by its class, as exports of Medium have it.
fn microformat(link: &NodeRef<'_>, class: &str, found: &mut Found) {
    if class.contains("p-canonical") && found.canonical.is_empty() {
        found.canonical = link.attr("href").unwrap_or_default().to_string();
    }
    if class.contains("p-author") {
        let name = link.text().to_string();
        found.microdata.push(("author".to_owned(), name));
    }
}

/// The address in the comment that `SingleFile` puts at the top of a page.
fn saved_from(comment: &str, found: &mut Found) {
    if found.saved_from.is_none() && comment.contains("SingleFile") {
        found.saved_from = comment
            .lines()
            .find_map(|line| line.trim().strip_prefix("url:"))
            .map(|url| url.trim().to_owned());
    }
}
