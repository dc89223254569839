//! The article of a page: which of its nodes are the story and which are the furniture around it.

use super::super::repair::Repairs;
use super::super::rich::Rich;
use super::dom::{Kind, Node, Page};
use super::furniture::{APPEAL_MOST, Share, Trust, points_away};
use super::render::{block, render};

/// Words that name the article.
const STORY: &[&str] = &[
    "article body",
    "articlebody",
    "article content",
    "article text",
    "article main",
    "articletext",
    "article detail",
    "post body",
    "post content",
    "post entry",
    "post text",
    "posttext",
    "entry content",
    "story body",
    "story content",
    "storybody",
    "text body",
    "body text",
    "page content",
    "rich text",
    "news text",
    "newstext",
    "detail text",
    "detail content",
    "read content",
    "field body",
    "field name body",
    "entry",
    "blog post",
    "single post",
    "main content",
    "content main",
    "content body",
    "artikel",
    "article",
    "story",
    "hentry",
    "post",
    "text",
];

/// The main text of a page.
pub(super) fn of(page: &Page, repairs: &mut Repairs) -> Rich {
    let all = Sums::of(page);
    let mut best = Rich::default();
    // Where little is left, the names of classes and ids may have misled: each round trusts them less.
    for trust in [Trust::Words, Trust::SureWords, Trust::Names, Trust::Nothing] {
        let enough = if trust >= Trust::SureWords {
            ENOUGH
        } else {
            LITTLE
        };
        if best.text.len() >= enough {
            break;
        }
        let rich = story(page, furniture(page, &all, trust), repairs);
        if rich.text.len() > best.text.len() * 4 {
            best = rich;
        }
    }
    if best.is_empty() {
        whole(page, &all, repairs)
    } else {
        best
    }
}

/// Fewer letters outside links are no text at all.
const WORDS: u32 = 60;

/// All that is not furniture, for pages with a line or two.
fn whole(page: &Page, all: &Sums, repairs: &mut Repairs) -> Rich {
    let kept = furniture(page, all, Trust::SureWords);
    let sums = Sums::kept(page, &kept);
    let count = page.nodes.len();
    if range(&sums.text, 0, count) < range(&sums.linked, 0, count) * 2 + WORDS {
        return Rich::default();
    }
    let keep = trimmed(page, &sums, kept, 0);
    let kept = |at: usize| keep.get(at).copied().unwrap_or(false);
    render(page, 0, count, &kept, repairs)
}

/// A text with fewer bytes makes one look even where names of elements speak against it.
const LITTLE: usize = 200;

/// A text with fewer bytes makes one look again.
const ENOUGH: usize = 500;

/// The text of the container that the kept nodes point to.
fn story(page: &Page, kept: Vec<bool>, repairs: &mut Repairs) -> Rich {
    let sums = Sums::kept(page, &kept);
    let Some(best) = container(page, &sums) else {
        return Rich::default();
    };
    let (from, keep) = with_lead(page, &sums, trimmed(page, &sums, kept, best), best);
    let end = page.nodes.get(best).map_or(best, |node| node.end);
    let kept = |at: usize| keep.get(at).copied().unwrap_or(false);
    render(page, from, end, &kept, repairs)
}

/// Letters before each node: all, and those in links.
struct Sums {
    text: Vec<u32>,
    linked: Vec<u32>,
    /// Letters of paragraphs that read like prose.
    prose: Vec<u32>,
}

impl Sums {
    fn of(page: &Page) -> Self {
        Self::kept(page, &vec![true; page.nodes.len()])
    }

    fn kept(page: &Page, kept: &[bool]) -> Self {
        let count = page.nodes.len();
        let (mut text, mut linked) = (Vec::with_capacity(count + 1), Vec::with_capacity(count + 1));
        let (mut all, mut in_links, mut link_until) = (0_u32, 0_u32, 0);
        for (at, node) in page.nodes.iter().enumerate() {
            text.push(all);
            linked.push(in_links);
            if node.name() == "a" {
                link_until = link_until.max(node.end);
            }
            if let Kind::Text(words) = &node.kind
                && kept.get(at) == Some(&true)
            {
                let letters = words.chars().filter(|ch| !ch.is_whitespace()).count() as u32;
                all += letters;
                in_links += if at < link_until { letters } else { 0 };
            }
        }
        text.push(all);
        linked.push(in_links);
        let mut sums = Self {
            text,
            linked,
            prose: Vec::new(),
        };
        sums.prose = sums.prose_before(page);
        sums
    }

    /// Letters of prose before each node: of the runs of text between two block boundaries, those that are long and
    /// hardly linked.
    fn prose_before(&self, page: &Page) -> Vec<u32> {
        let mut credit = vec![0_u32; page.nodes.len() + 1];
        let mut ends: Vec<usize> = Vec::new();
        let mut start = 0;
        let mut close = |start: usize, at: usize| {
            let (letters, linked) = (range(&self.text, start, at), range(&self.linked, start, at));
            if letters >= 40
                && linked * 3 < letters
                && let Some(place) = credit.get_mut(start)
            {
                *place += letters - linked;
            }
        };
        for (at, node) in page.nodes.iter().enumerate() {
            let mut boundary = block(node.name());
            while ends.last().is_some_and(|&end| end <= at) {
                ends.pop();
                boundary = true;
            }
            if boundary {
                close(start, at);
                start = at;
            }
            if block(node.name()) {
                ends.push(node.end);
            }
        }
        close(start, page.nodes.len());
        let mut total = 0;
        credit
            .into_iter()
            .map(|count| {
                let before = total;
                total += count;
                before
            })
            .collect()
    }

    fn span(sums: &[u32], at: usize, node: &Node) -> u32 {
        range(sums, at, node.end)
    }

    /// What a node holds of the page, which has `total` letters of prose.
    fn share(&self, at: usize, node: &Node, total: u32) -> Share {
        let prose = self.prose(at, node);
        Share {
            most: prose * 2 >= total,
            much: prose * 4 >= total,
            lead: prose > 0 && self.links(at, node) == 0 && self.letters(at, node) < 700,
        }
    }

    fn letters(&self, at: usize, node: &Node) -> u32 {
        Self::span(&self.text, at, node)
    }

    fn links(&self, at: usize, node: &Node) -> u32 {
        Self::span(&self.linked, at, node)
    }

    fn prose(&self, at: usize, node: &Node) -> u32 {
        Self::span(&self.prose, at, node)
    }
}

/// What was counted between two nodes.
fn range(sums: &[u32], from: usize, to: usize) -> u32 {
    let read = |at: usize| sums.get(at).copied().unwrap_or_default();
    read(to).saturating_sub(read(from))
}

/// Which nodes are kept once the furniture is out.
fn furniture(page: &Page, sums: &Sums, trust: Trust) -> Vec<bool> {
    let mut kept = vec![true; page.nodes.len()];
    let total = sums.prose.last().copied().unwrap_or_default().max(1);
    let mut at = 0;
    while let Some(node) = page.nodes.get(at) {
        if let Some(element) = node.element()
            && at > 0
            && trust.drops(element, &sums.share(at, node, total))
        {
            for place in kept.iter_mut().take(node.end).skip(at) {
                *place = false;
            }
            at = node.end;
            continue;
        }
        at += 1;
    }
    kept
}

/// The node that holds the article.
fn container(page: &Page, sums: &Sums) -> Option<usize> {
    let mut best = None;
    for (at, node) in page.nodes.iter().enumerate() {
        let Some(element) = node.element() else {
            continue;
        };
        if !block(&element.name) {
            continue;
        }
        let prose = f64::from(sums.prose(at, node));
        let letters = f64::from(sums.letters(at, node).max(1));
        if prose < 100.0 {
            continue;
        }
        let mut score = prose * (prose / letters).powf(1.5);
        if STORY.iter().any(|story| element.words.contains(story))
            || element.property == "articlebody"
        {
            score *= 1.3;
        }
        if matches!(element.name.as_str(), "article" | "main") {
            score *= 1.2;
        }
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, at));
        }
    }
    best.map(|(_, at)| at)
}

/// Takes out what is left of furniture inside the container: blocks that are mostly links, and headings with nothing
/// below them.
fn trimmed(page: &Page, sums: &Sums, mut kept: Vec<bool>, best: usize) -> Vec<bool> {
    let end = page.nodes.get(best).map_or(best, |node| node.end);
    let mut at = best + 1;
    while at < end {
        let Some(node) = page.nodes.get(at) else {
            break;
        };
        if kept.get(at) == Some(&true) && block(node.name()) && mostly_links(sums, at, node) {
            drop_subtree(&mut kept, at, node.end);
            at = node.end;
        } else {
            at += 1;
        }
    }
    signposts(page, sums, &mut kept, best);
    orphans(page, sums, &mut kept, best, end);
    kept
}

/// Drops short lines that point away from the article; a heading goes with what is below it near the end.
fn signposts(page: &Page, sums: &Sums, kept: &mut [bool], best: usize) {
    let Some(end) = page.nodes.get(best).map(|node| node.end) else {
        return;
    };
    let whole = range(&sums.prose, best, end);
    let mut at = best + 1;
    while at < end {
        let Some(node) = page.nodes.get(at) else {
            break;
        };
        let heading = matches!(node.name(), "h2" | "h3" | "h4" | "h5" | "h6");
        let line = heading || matches!(node.name(), "p" | "div" | "li" | "strong" | "b" | "span");
        let letters = sums.letters(at, node);
        if line
            && kept.get(at) == Some(&true)
            && (1..=APPEAL_MOST).contains(&letters)
            && points_away(page, at, node.end, letters)
        {
            drop_subtree(kept, at, node.end);
            if heading && range(&sums.prose, node.end, end) * 4 < whole {
                let section = page
                    .nodes
                    .get(node.parent)
                    .map_or(end, |above| above.end.min(end));
                drop_subtree(kept, node.end, section);
            }
            at = node.end;
        } else {
            at += 1;
        }
    }
}

fn drop_subtree(kept: &mut [bool], at: usize, end: usize) {
    for place in kept.iter_mut().take(end).skip(at) {
        *place = false;
    }
}

fn mostly_links(sums: &Sums, at: usize, node: &Node) -> bool {
    let (letters, linked) = (sums.letters(at, node), sums.links(at, node));
    letters > 0 && linked * 3 > letters && sums.prose(at, node) == 0
}

/// Drops headings that only other headings follow, or nothing.
fn orphans(page: &Page, sums: &Sums, kept: &mut [bool], from: usize, end: usize) {
    let mut open: Option<(usize, usize)> = None;
    let mut at = from;
    while at < end {
        let Some(node) = page.nodes.get(at) else {
            break;
        };
        if kept.get(at) != Some(&true) {
            at += 1;
            continue;
        }
        if matches!(node.name(), "h2" | "h3" | "h4" | "h5" | "h6") {
            open = Some((at, node.end));
            at = node.end;
            continue;
        }
        if matches!(node.kind, Kind::Text(_)) && sums.letters(at, node) > 0 {
            open = None;
        }
        at += 1;
    }
    // A heading above a heading is a section; only at the end is it left over.
    if let Some((at, end)) = open {
        drop_subtree(kept, at, end);
    }
}

/// Where the text starts and what is kept of it: paragraphs between the headline and the container belong to it.
fn with_lead(page: &Page, sums: &Sums, mut kept: Vec<bool>, best: usize) -> (usize, Vec<bool>) {
    let headline = (0..best)
        .rev()
        .find(|&at| page.name(at) == "h1" && kept.get(at) == Some(&true));
    let Some(from) = headline
        .and_then(|at| page.nodes.get(at))
        .map(|node| node.end)
    else {
        return (best, kept);
    };
    if from >= best || range(&sums.prose, from, best) > LEAD_MOST {
        return (best, kept);
    }
    let mut at = from;
    while at < best {
        let Some(node) = page.nodes.get(at) else {
            break;
        };
        let around = node.end > best;
        if !around && block(node.name()) && sums.prose(at, node) == 0 {
            drop_subtree(&mut kept, at, node.end);
            at = node.end;
        } else {
            if matches!(node.kind, Kind::Text(_))
                && sums.prose(at, node) == 0
                && !inside_prose(page, sums, at)
            {
                drop_subtree(&mut kept, at, node.end);
            }
            at += 1;
        }
    }
    (from, kept)
}

/// More prose than this between a headline and the text is something else.
const LEAD_MOST: u32 = 1200;

/// Whether a text lies in a block that holds prose and nothing but text.
fn inside_prose(page: &Page, sums: &Sums, at: usize) -> bool {
    let mut above = at;
    for _ in 0..8 {
        let Some(node) = page.nodes.get(above) else {
            return false;
        };
        if block(node.name()) {
            return sums.prose(above, node) > 0
                && sums.prose(above, node) * 2 > sums.letters(above, node);
        }
        above = node.parent;
    }
    false
}
