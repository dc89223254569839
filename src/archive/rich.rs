//! Text with structure, as it is written down: paragraphs, headings, lists, quotations, code, captions, links.

use super::picture::Figure;
use crate::article::{Block, BlockKind, Link};
use crate::text::Span;

/// A text and what its stretches are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rich {
    /// A paragraph a line, repaired and safe.
    pub text: String,
    /// What is no plain paragraph, in order, not overlapping.
    pub blocks: Vec<Block>,
    /// Links, in order.
    pub links: Vec<Link>,
    /// Pictures, in order.
    pub figures: Vec<Figure>,
}

impl Rich {
    /// Whether nothing was written.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends another text below.
    pub(super) fn append(&mut self, other: Self) {
        if other.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let by = self.text.len();
        self.text.push_str(&other.text);
        self.blocks
            .extend(other.blocks.into_iter().map(|block| Block {
                span: block.span.shifted(by),
                ..block
            }));
        self.links.extend(other.links.into_iter().map(|link| Link {
            span: link.span.shifted(by),
            ..link
        }));
        self.figures
            .extend(other.figures.into_iter().map(|figure| Figure {
                at: figure.at + by,
                ..figure
            }));
    }

    /// The text without its first line, if that says the same as `title`: many exports repeat the headline there.
    pub(super) fn without_title(mut self, title: &str) -> Self {
        let first = self.text.split('\n').next().unwrap_or_default();
        if title.is_empty() || first.trim() != title.trim() || first.len() == self.text.len() {
            return self;
        }
        let cut = first.len() + 1;
        let back = |span: Span| Span::new(span.start - cut, span.end - cut);
        self.text.drain(..cut);
        self.blocks.retain(|block| block.span.start >= cut);
        self.links.retain(|link| link.span.start >= cut);
        for block in &mut self.blocks {
            block.span = back(block.span);
        }
        for link in &mut self.links {
            link.span = back(link.span);
        }
        for figure in &mut self.figures {
            figure.at = figure.at.saturating_sub(cut);
        }
        self
    }
}

/// Writes a text block by block. What it takes is already repaired; white space is its own matter.
#[derive(Debug, Default)]
pub(super) struct Writer {
    out: Rich,
    /// Where the open line starts, if one is open.
    open: Option<usize>,
}

impl Writer {
    /// Writes one paragraph on a line of its own; an empty one is left out.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.end(None);
        self.words(text);
        self.end(None);
    }

    /// Writes a block; code keeps its line breaks.
    pub(super) fn block(&mut self, kind: BlockKind, text: &str) {
        self.end(None);
        if kind == BlockKind::Code {
            self.code(text);
        } else {
            self.words(text);
            self.end(Some(kind));
        }
    }

    /// Writes words into the open line; line breaks in them become spaces.
    pub(super) fn words(&mut self, text: &str) {
        let start = *self
            .open
            .get_or_insert_with(|| start_line(&mut self.out.text));
        for ch in text.chars() {
            let blank = matches!(ch, ' ' | '\n');
            if blank && self.out.text.len() == start {
                continue;
            }
            self.out.text.push(if blank { ' ' } else { ch });
        }
    }

    /// Where the next word will stand.
    pub(super) fn at(&mut self) -> usize {
        if self.open.is_none() {
            self.open = Some(start_line(&mut self.out.text));
        }
        self.out.text.len()
    }

    /// Whether the open line has anything on it.
    pub(super) fn writing(&self) -> bool {
        self.open.is_some_and(|start| self.out.text.len() > start)
    }

    /// Whether the open line ends with a space, or is empty.
    pub(super) fn spaced(&self) -> bool {
        self.out.text.is_empty() || self.out.text.ends_with([' ', '\n'])
    }

    /// Hangs a link on what was written since `from`.
    pub(super) fn link(&mut self, from: usize, url: &str) {
        let span = Span::new(from, self.out.text.len()).trimmed(&self.out.text);
        if !span.is_empty()
            && self
                .out
                .links
                .last()
                .is_none_or(|link| link.span.end <= span.start)
        {
            self.out.links.push(Link {
                span,
                url: url.to_owned(),
            });
        }
    }

    /// Puts a picture behind what was written.
    pub(super) fn figure(&mut self, source: &str) {
        if !source.is_empty() {
            let at = self.out.text.len();
            self.out.figures.push(Figure::new(at, source.to_owned()));
        }
    }

    /// What the open line holds so far.
    pub(super) fn line(&self) -> &str {
        self.open
            .and_then(|start| self.out.text.get(start..))
            .unwrap_or_default()
    }

    /// Takes the open line back.
    pub(super) fn discard(&mut self) {
        if let Some(start) = self.open {
            self.out.text.truncate(start);
            self.end(None);
        }
    }

    /// Ends the open line; it was a paragraph, or what `kind` says.
    pub(super) fn end(&mut self, kind: Option<BlockKind>) {
        let Some(start) = self.open.take() else {
            return;
        };
        let len = self.out.text.trim_end_matches(' ').len().max(start);
        self.out.text.truncate(len);
        self.out.links.retain(|link| link.span.end <= len);
        if len == start {
            let before = start.saturating_sub(1);
            self.out.text.truncate(before);
        } else if let Some(kind) = kind {
            self.out.blocks.push(Block {
                kind,
                span: Span::new(start, len),
            });
        }
    }

    /// Preformatted lines: one block, its inner spaces and blank lines kept.
    fn code(&mut self, text: &str) {
        let text = text.trim_matches('\n').trim_end();
        if text.trim().is_empty() {
            return;
        }
        let start = start_line(&mut self.out.text);
        self.out.text.push_str(text);
        self.out.blocks.push(Block {
            kind: BlockKind::Code,
            span: Span::new(start, self.out.text.len()),
        });
    }

    /// What was written.
    pub(super) fn finish(mut self) -> Rich {
        self.end(None);
        self.out
    }
}

/// Starts a line and says where.
fn start_line(text: &mut String) -> usize {
    if !text.is_empty() {
        text.push('\n');
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_blocks_and_links_keep_their_places() {
        let mut out = Writer::default();
        out.paragraph("  ");
        out.block(BlockKind::Heading(2), "Judul\nbesar ");
        out.words("Lihat ");
        let from = out.at();
        out.words("laman ini");
        out.link(from, "https://contoh.id");
        out.words(" ");
        out.end(None);
        out.block(BlockKind::Code, "a\n\n  b\n");
        let rich = out.finish();
        assert_eq!(rich.text, "Judul besar\nLihat laman ini\na\n\n  b");
        assert_eq!(rich.blocks[0].span.of(&rich.text), "Judul besar");
        assert_eq!(rich.blocks[1].span.of(&rich.text), "a\n\n  b");
        assert_eq!(rich.links[0].span.of(&rich.text), "laman ini");
    }

    #[test]
    fn repeated_headline_goes_with_its_places() {
        let mut out = Writer::default();
        out.block(BlockKind::Heading(1), "Judul");
        out.block(BlockKind::Quote, "Kutipan");
        let rich = out.finish();
        let cut = rich.clone().without_title("Judul");
        assert_eq!(cut.text, "Kutipan");
        assert_eq!(cut.blocks[0].span.of(&cut.text), "Kutipan");
        assert_eq!(rich.clone().without_title("Lain"), rich);
    }

    #[test]
    fn appended_text_shifts() {
        let mut first = Rich {
            text: "a".into(),
            ..Rich::default()
        };
        let mut out = Writer::default();
        out.block(BlockKind::Item(0), "b");
        first.append(out.finish());
        assert_eq!(first.blocks[0].span.of(&first.text), "b");
    }
}
