//! What belongs to the site and not to the article: by the names of elements, by words of classes, by how a line begins.

use super::dom::{Element, Kind, Page};
use super::words::WORDS;

/// How far names, classes and ids are trusted.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// Only what is hidden is dropped.
    Nothing,
    /// Elements that by name are no article.
    Names,
    /// Words that hardly ever lie.
    SureWords,
    /// All words.
    Words,
}

/// What a node holds of the page.
pub(super) struct Share {
    /// Whether it holds most of the prose.
    pub(super) most: bool,
    /// Whether it holds much of it.
    pub(super) much: bool,
    /// Whether it reads like the paragraph below a headline: prose, and no link in it.
    pub(super) lead: bool,
}

impl Trust {
    /// Whether an element is furniture.
    pub(super) fn drops(self, element: &Element, share: &Share) -> bool {
        let name = element.name.as_str();
        if element.hidden && !share.most
            || self >= Self::Names && matches!(name, "nav" | "footer" | "aside")
        {
            return true;
        }
        if share.most {
            return false;
        }
        self >= Self::Names && name == "form"
            || self >= Self::SureWords
                && box_like(element)
                && words_begin(element, &WORDS.furniture)
            || self >= Self::Words
                && !share.much
                && box_like(element)
                && is_doubtful(element, share)
    }
}

/// Whether the words of an element name furniture, and nothing speaks against it.
fn is_doubtful(element: &Element, share: &Share) -> bool {
    let mut words = element.words.split(' ');
    if words.clone().any(|word| {
        WORDS.lead.iter().any(|known| known == word) || share.lead && word.starts_with("teaser")
    }) {
        return false;
    }
    words_begin(element, &WORDS.doubtful)
        || words.any(|word| WORDS.doubtful_whole.iter().any(|known| known == word))
}

/// Elements whose class and id say what they are for.
fn box_like(element: &Element) -> bool {
    !matches!(
        element.name.as_str(),
        "body" | "html" | "article" | "main" | "h1" | "em" | "strong" | "b" | "i" | "a"
    )
}

fn words_begin(element: &Element, list: &[String]) -> bool {
    element
        .words
        .split(' ')
        .any(|word| list.iter().any(|start| word.starts_with(start.as_str())))
}

/// A line with more letters is no signpost.
const SIGNPOST_MOST: u32 = 60;

/// A line with more letters is no appeal.
pub(super) const APPEAL_MOST: u32 = 240;

/// Whether the text between two nodes begins like a signpost.
pub(super) fn points_away(page: &Page, from: usize, to: usize, letters: u32) -> bool {
    let mut line = String::new();
    for node in page.nodes.get(from..to).unwrap_or_default() {
        if let Kind::Text(text) = &node.kind {
            line.push_str(text);
        }
        if line.len() > 200 {
            break;
        }
    }
    let line = line
        .trim_start_matches(|ch: char| !ch.is_alphanumeric())
        .to_lowercase();
    letters <= SIGNPOST_MOST
        && WORDS
            .signposts
            .iter()
            .any(|start| line.starts_with(start.as_str()))
        || WORDS
            .appeals
            .iter()
            .any(|start| line.starts_with(start.as_str()))
}
