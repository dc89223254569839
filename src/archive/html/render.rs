//! Nodes to text: paragraphs, headings, lists, quotations, code, captions and links.

use super::super::repair::{self, Repairs};
use super::super::rich::{Rich, Writer};
use super::credit::is_credit;
use super::dom::{Element, Kind, Page};
use crate::article::BlockKind;

/// Writes the nodes from `from` to `to`, without those that `kept` denies (and what lies in them).
pub(super) fn render(
    page: &Page,
    from: usize,
    to: usize,
    kept: &dyn Fn(usize) -> bool,
    repairs: &mut Repairs,
) -> Rich {
    let mut pen = Pen {
        out: Writer::default(),
        open: Vec::new(),
        repairs,
        code: String::new(),
    };
    let mut at = from;
    while at < to {
        let Some(node) = page.nodes.get(at) else {
            break;
        };
        pen.leave_until(at);
        if !kept(at) {
            at = node.end;
            continue;
        }
        match &node.kind {
            Kind::Text(text) => pen.text(text),
            Kind::Element(element) => pen.enter(element, node.end),
        }
        at += 1;
    }
    pen.leave_until(usize::MAX);
    pen.out.finish()
}

/// An element that is open while its content is written.
struct Open {
    end: usize,
    name: String,
    /// Where the text of a link starts.
    link: Option<(usize, String)>,
    /// Whether it stands on lines of its own.
    block: bool,
    /// Whether it describes a picture.
    caption: bool,
}

struct Pen<'r> {
    out: Writer,
    open: Vec<Open>,
    repairs: &'r mut Repairs,
    code: String,
}

impl Pen<'_> {
    /// Closes the elements that end at or before the node `at`.
    fn leave_until(&mut self, at: usize) {
        while self.open.last().is_some_and(|open| open.end <= at) {
            let kind = self.kind();
            let Some(open) = self.open.pop() else { break };
            if let Some((from, url)) = &open.link {
                self.out.link(*from, url);
            }
            if open.name == "pre" {
                let code = repair::characters(&std::mem::take(&mut self.code), self.repairs);
                self.out.block(BlockKind::Code, &code);
            } else if open.block {
                self.end(kind);
            } else if matches!(open.name.as_str(), "td" | "th") {
                self.space();
            }
        }
    }

    /// Ends the open line. Whose picture a picture is does not belong to the text.
    fn end(&mut self, kind: Option<BlockKind>) {
        if matches!(kind, None | Some(BlockKind::Caption)) && is_credit(self.out.line()) {
            self.out.discard();
        } else {
            self.out.end(kind);
        }
    }

    /// What the open line is, by the elements around it.
    fn kind(&self) -> Option<BlockKind> {
        let list_depth = self
            .open
            .iter()
            .filter(|open| matches!(open.name.as_str(), "ul" | "ol"))
            .count();
        self.open
            .iter()
            .rev()
            .find_map(|open| match open.name.as_str() {
                _ if open.caption => Some(BlockKind::Caption),
                "li" => Some(BlockKind::Item(list_depth.saturating_sub(1).min(9) as u8)),
                name => kind_of(name),
            })
    }

    fn in_code(&self) -> bool {
        self.open.iter().any(|open| open.name == "pre")
    }

    fn enter(&mut self, element: &Element, end: usize) {
        let name = element.name.as_str();
        if self.in_code() {
            if name == "br" {
                self.code.push('\n');
            }
            return;
        }
        match name {
            "br" | "hr" => {
                let kind = self.kind();
                return self.end(kind);
            }
            "img" | "en-media" => self.out.figure(&element.source),
            _ => {}
        }
        let caption = describes(element);
        let block = caption || block(name);
        if block {
            let kind = self.kind();
            self.end(kind);
        }
        let link = (name == "a" && linkable(&element.href)).then(|| {
            let url = repair::line(&element.href, &mut Repairs::default());
            (self.out.at(), url)
        });
        self.open.push(Open {
            end,
            name: name.to_owned(),
            link,
            block,
            caption,
        });
    }

    /// Writes text with its white space collapsed.
    fn text(&mut self, raw: &str) {
        if self.in_code() {
            self.code.push_str(raw);
            return;
        }
        let text = repair::characters(raw, self.repairs);
        let (leads, trails) = (text.starts_with([' ', '\n']), text.ends_with([' ', '\n']));
        let mut words = text.split([' ', '\n']).filter(|word| !word.is_empty());
        let Some(first) = words.next() else {
            return self.space();
        };
        if leads {
            self.space();
        }
        self.out.words(first);
        for word in words {
            self.out.words(" ");
            self.out.words(word);
        }
        if trails {
            self.space();
        }
    }

    fn space(&mut self) {
        if self.out.writing() && !self.out.spaced() {
            self.out.words(" ");
        }
    }
}

/// Whether an element describes a picture.
fn describes(element: &Element) -> bool {
    let holds = |list: &[&str]| element.words.split(' ').any(|word| list.contains(&word));
    element.name == "figcaption"
        || element.name == "figure" && !holds(&["table", "quote", "pullquote", "code"])
        || matches!(
            element.name.as_str(),
            "p" | "div" | "span" | "small" | "em" | "dd" | "strong" | "cite"
        ) && (holds(CAPTIONS)
            || holds(&["img", "image", "photo", "bild", "foto"])
                && holds(&["description", "source", "info"]))
}

/// Words of classes that name the description of a picture.
const CAPTIONS: &[&str] = &[
    "caption",
    "captions",
    "figcaption",
    "subcaption",
    "imagedescription",
    "imgdescription",
    "imgline",
    "imginline",
    "bildunterschrift",
    "copyright",
    "credit",
    "credits",
    "photocredit",
    "imagecredit",
    "photo credit",
    "bildnachweis",
    "legende",
];

/// Whether a link is worth keeping: to another page.
fn linkable(href: &str) -> bool {
    let href = href.trim();
    !href.is_empty()
        && !href.starts_with('#')
        && !href.starts_with("javascript:")
        && !href.starts_with("data:")
}

/// What the lines of an element are.
fn kind_of(name: &str) -> Option<BlockKind> {
    Some(match name {
        "h1" => BlockKind::Heading(1),
        "h2" => BlockKind::Heading(2),
        "h3" => BlockKind::Heading(3),
        "h4" => BlockKind::Heading(4),
        "h5" => BlockKind::Heading(5),
        "h6" => BlockKind::Heading(6),
        "blockquote" => BlockKind::Quote,
        "figcaption" | "caption" => BlockKind::Caption,
        _ => return None,
    })
}

/// Elements that stand on lines of their own.
pub(super) fn block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
    )
}
