//! A page as a flat list of nodes in document order, so that a subtree is a range and its sums are differences.

use dom_query::{Document, NodeRef};

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text as parsed, white space and all.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element, with the attributes that matter here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name, lower case.
    pub(super) name: String,
    /// Class, id and role, lower case, words separated by single spaces (`post-body`, `postBody`: `post body`).
    pub(super) words: String,
    /// Where a link points.
    pub(super) href: String,
    /// What stands for a picture.
    pub(super) alt: String,
    /// Where the bytes of a picture are.
    pub(super) source: String,
    /// Microdata property.
    pub(super) property: String,
    /// Whether the page hides it.
    pub(super) hidden: bool,
}

/// One node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// What it is.
    pub(super) kind: Kind,
    /// The node it lies in; the root lies in itself.
    pub(super) parent: usize,
    /// One past the last node of its subtree.
    pub(super) end: usize,
}

impl Node {
    /// The element, if it is one.
    pub(super) fn element(&self) -> Option<&Element> {
        match &self.kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) => None,
        }
    }

    /// Its name; empty for text.
    pub(super) fn name(&self) -> &str {
        self.element().map_or("", |element| element.name.as_str())
    }
}

/// A page, parsed.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// All nodes in document order; the first is the root.
    pub(super) nodes: Vec<Node>,
}

/// Elements whose content is never text of the article.
const SKIPPED: &[&str] = &[
    "script", "style", "template", "svg", "iframe", "object", "embed", "noscript", "input",
    "select", "textarea", "button", "label", "canvas", "map", "audio", "video", "dialog",
    "datalist", "math", "head", "link", "meta", "applet", "frameset",
];

impl Page {
    /// Lays a parsed document out.
    pub(super) fn of(document: &Document) -> Self {
        let mut page = Self::default();
        let root = document.root();
        let mut open: Vec<(NodeRef<'_>, usize)> = Vec::new();
        let mut next = Some(root);
        while let Some(node) = next {
            let parent = open.last().map_or(0, |&(_, at)| at);
            let at = page.push(&node, parent);
            let child = at.and_then(|_| node.first_child());
            if let (Some(at), Some(child)) = (at, child) {
                open.push((node, at));
                next = Some(child);
                continue;
            }
            next = node.next_sibling();
            while next.is_none() {
                let Some((above, at)) = open.pop() else { break };
                let end = page.nodes.len();
                if let Some(node) = page.nodes.get_mut(at) {
                    node.end = end;
                }
                next = if open.is_empty() {
                    None
                } else {
                    above.next_sibling()
                };
            }
        }
        page
    }

    /// Adds a node and says where; `None` where its subtree is left out.
    fn push(&mut self, node: &NodeRef<'_>, parent: usize) -> Option<usize> {
        let kind = if node.is_text() {
            Kind::Text(node.text().to_string())
        } else if node.is_element() {
            let element = element(node);
            if SKIPPED.contains(&element.name.as_str()) {
                return None;
            }
            Kind::Element(element)
        } else if self.nodes.is_empty() {
            Kind::Element(Element::default())
        } else {
            return None;
        };
        let at = self.nodes.len();
        self.nodes.push(Node {
            kind,
            parent,
            end: at + 1,
        });
        Some(at)
    }

    /// The node at `at`; the empty text where there is none.
    pub(super) fn name(&self, at: usize) -> &str {
        self.nodes.get(at).map_or("", Node::name)
    }
}

fn element(node: &NodeRef<'_>) -> Element {
    let attr = |name: &str| {
        node.attr(name)
            .map(|value| value.to_string())
            .unwrap_or_default()
    };
    let mut words = String::new();
    for name in ["class", "id", "role", "data-testid", "data-component"] {
        split_words(&attr(name), &mut words);
    }
    let style: String = attr("style").to_lowercase().split_whitespace().collect();
    let hidden = node.has_attr("hidden")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || attr("aria-hidden") == "true";
    let name = node
        .node_name()
        .map(|name| name.to_lowercase())
        .unwrap_or_default();
    Element {
        href: if name == "a" {
            attr("href")
        } else {
            String::new()
        },
        alt: if name == "img" {
            attr("alt")
        } else {
            String::new()
        },
        source: match name.as_str() {
            "img" => source(&attr),
            // Evernote names a picture of a note by the digest of its bytes.
            "en-media" => attr("hash"),
            _ => String::new(),
        },
        property: attr("itemprop").to_lowercase(),
        name,
        words,
        hidden,
    }
}

/// Where the bytes of a picture are: pages that load them late name the place beside a stand-in.
fn source(attr: &dyn Fn(&str) -> String) -> String {
    let source = attr("src");
    if !source.is_empty()
        && !source.starts_with("data:image/gif")
        && !source.starts_with("data:image/svg")
    {
        return source;
    }
    let late = ["data-src", "data-original", "data-lazy-src"].iter();
    let late = late.map(|name| attr(name)).find(|late| !late.is_empty());
    late.unwrap_or(source)
}

/// Appends the words of a class or an id: split at what is no letter or digit, and where a capital follows a small letter.
fn split_words(value: &str, out: &mut String) {
    let mut before = ' ';
    for ch in value.chars().take(400) {
        if !ch.is_alphanumeric() {
            before = ' ';
            continue;
        }
        if (before == ' ' || before.is_lowercase() && ch.is_uppercase()) && !out.is_empty() {
            out.push(' ');
        }
        out.extend(ch.to_lowercase());
        before = ch;
    }
}

/// A page deeper than this is no page a person made, and costs the parser quadratic time.
const DEPTH: usize = 1500;

/// As much work as formatting that is never closed may cause (open formatting times blocks).
const REOPENED: usize = 4_000_000;

/// Whether a page would cost its parser far more than its size: nested too deep, or formatting left open that every
/// block opens again.
pub(in crate::archive) fn hostile(html: &str) -> bool {
    let bytes = html.as_bytes();
    let (mut depth, mut deepest, mut formats, mut most, mut blocks) =
        (0_usize, 0, 0_usize, 0, 0_usize);
    for at in memchr::memchr_iter(b'<', bytes) {
        let closing = bytes.get(at + 1) == Some(&b'/');
        let from = at + 1 + usize::from(closing);
        let name: String = bytes
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take(12)
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .map(|&byte| char::from(byte.to_ascii_lowercase()))
            .collect();
        let format = matches!(
            name.as_str(),
            "a" | "b"
                | "big"
                | "code"
                | "em"
                | "font"
                | "i"
                | "nobr"
                | "s"
                | "small"
                | "strike"
                | "strong"
                | "tt"
                | "u"
        );
        match name.as_str() {
            "" | "br" | "img" | "hr" | "input" | "meta" | "link" | "area" | "base" | "col"
            | "embed" | "source" | "track" | "wbr" | "param" | "path" | "circle" | "rect"
            | "use" | "polygon" | "line" | "option" | "html" | "body" | "head" => {}
            "p" | "li" | "dd" | "dt" | "tr" | "td" | "th" | "tbody" | "thead" => {
                blocks += usize::from(!closing);
            }
            _ if closing => {
                depth = depth.saturating_sub(1);
                formats = formats.saturating_sub(usize::from(format));
            }
            _ => {
                depth += 1;
                blocks += usize::from(!format);
                formats += usize::from(format);
                deepest = deepest.max(depth);
                most = most.max(formats);
            }
        }
    }
    deepest > DEPTH || most > 50 && most * blocks > REOPENED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subtrees_are_ranges() {
        let page = Page::of(&Document::from(
            "<div class='postBody main-text'><p>a<b>b</b></p><script>x</script></div><p>c",
        ));
        let div = page
            .nodes
            .iter()
            .position(|node| node.name() == "div")
            .unwrap();
        assert_eq!(
            page.nodes[div].element().unwrap().words,
            "post body main text"
        );
        let inside: Vec<&str> = page.nodes[div..page.nodes[div].end]
            .iter()
            .map(Node::name)
            .collect();
        assert_eq!(inside, ["div", "p", "", "b", ""]);
        assert_eq!(page.nodes[0].end, page.nodes.len());
    }

    #[test]
    fn what_would_blow_up_is_seen() {
        assert!(hostile(&"<div>".repeat(5000)));
        assert!(hostile(&format!(
            "{}{}",
            "<b>".repeat(200),
            "<p>x".repeat(100_000)
        )));
        assert!(!hostile(&"<p>satu<br>dua<div>tiga</div>".repeat(10_000)));
    }
}
