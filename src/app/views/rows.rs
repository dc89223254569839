//! An article laid out in rows of cells: headline, facts, text by what its stretches are, folded boilerplate.

use super::picture::{Cells, Picture};
use super::reader::Opened;
use crate::article::BlockKind;
use crate::text::{Span, wrap};

/// One row of a laid-out article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A line of the headline.
    Title(Span),
    /// The line under the headline: date, outlet, length.
    Facts,
    /// An empty row.
    Blank,
    /// A line of the text.
    Text {
        /// Where in the text.
        span: Span,
        /// What the stretch is; `None` for a paragraph.
        kind: Option<BlockKind>,
        /// Cells to the left of it.
        indent: u16,
        /// Whether it is the first line of its paragraph.
        first: bool,
        /// Whether it is boilerplate that was opened.
        boilerplate: bool,
    },
    /// A line of a picture, or the one line that says why it is not shown.
    Picture {
        /// Which picture of the article.
        number: usize,
        /// Which of its lines.
        line: usize,
    },
    /// Boilerplate behind one line.
    Fold {
        /// Where it begins in the text.
        at: usize,
        /// How many lines of the text it holds.
        lines: usize,
        /// Whether its lines follow.
        open: bool,
    },
}

impl Row {
    /// The first byte of the text that the row shows, if it shows any.
    pub const fn start(&self) -> Option<usize> {
        match self {
            Self::Text { span, .. } => Some(span.start),
            Self::Fold { at, .. } => Some(*at),
            Self::Title(_) | Self::Facts | Self::Blank | Self::Picture { .. } => None,
        }
    }

    /// The stretch of the text that the row shows, and the cells to the left of it.
    pub const fn text(&self) -> Option<(Span, u16)> {
        match self {
            Self::Text { span, indent, .. } => Some((*span, *indent)),
            _ => None,
        }
    }

    /// What the row's stretch of the text is.
    const fn kind(&self) -> Option<BlockKind> {
        match self {
            Self::Text { kind, .. } => *kind,
            _ => None,
        }
    }
}

/// Divides a span into stretches that are boilerplate and such that are not.
fn stretches(whole: Span, boilerplate: &[Span]) -> Vec<(Span, bool)> {
    let mut parts = Vec::new();
    let mut at = whole.start;
    let first = boilerplate.partition_point(|span| span.end <= whole.start);
    for span in boilerplate.iter().skip(first) {
        if span.start >= whole.end {
            break;
        }
        if span.start > at {
            parts.push((Span::new(at, span.start), false));
        }
        let end = span.end.min(whole.end);
        parts.push((Span::new(at.max(span.start), end), true));
        at = end;
    }
    if at < whole.end {
        parts.push((Span::new(at, whole.end), false));
    }
    parts
}

/// Lays out an article at a width with its pictures, its boilerplate folded or not.
pub(super) fn lay_out(
    opened: &Opened,
    pictures: &[Picture],
    width: usize,
    unfolded: bool,
) -> Vec<Row> {
    if width == 0 {
        return Vec::new();
    }
    let mut page = Page {
        opened,
        width,
        unfolded,
        rows: Vec::new(),
        fold: None,
        pictures: pictures.iter().enumerate().peekable(),
    };
    page.head();
    page.body();
    page.hang_before(usize::MAX);
    while page.rows.last() == Some(&Row::Blank) {
        page.rows.pop();
    }
    page.rows
}

/// An article while it is laid out.
struct Page<'a> {
    opened: &'a Opened,
    width: usize,
    unfolded: bool,
    rows: Vec<Row>,
    /// The row of the fold that is being filled.
    fold: Option<usize>,
    /// The pictures that are still to come.
    pictures: std::iter::Peekable<std::iter::Enumerate<std::slice::Iter<'a, Picture>>>,
}

impl Page<'_> {
    fn head(&mut self) {
        let lines = wrap::wrap(&self.opened.title, self.width);
        self.rows
            .extend(lines.into_iter().map(|line| Row::Title(line.span)));
        self.rows.push(Row::Facts);
        self.rows.push(Row::Blank);
    }

    /// The text, a paragraph a line; preformatted blocks as a whole, because their lines and spaces are kept.
    fn body(&mut self) {
        let text = &self.opened.article.text;
        let mut start = 0;
        let mut skip = 0;
        let mut begun = false;
        for line in text.split_inclusive('\n') {
            let paragraph = Span::new(start, start + line.len()).trimmed(text);
            start += line.len();
            let is_title = self.opened.found.title == Some(paragraph)
                || !begun && paragraph.of(text) == self.opened.title.trim();
            if paragraph.is_empty() || paragraph.start < skip || is_title {
                continue;
            }
            begun = true;
            self.hang_before(paragraph.start);
            let (kind, block) = self.block_at(paragraph);
            if let (Some(BlockKind::Code), Some(block)) = (kind, block) {
                skip = block.end;
                self.code(block);
                continue;
            }
            for (part, is_boilerplate) in stretches(paragraph, &self.opened.found.boilerplate) {
                let part = part.trimmed(text);
                if part.is_empty() {
                    continue;
                }
                if is_boilerplate {
                    self.hide(part.start);
                } else {
                    self.fold = None;
                }
                if !is_boilerplate || self.unfolded {
                    self.paragraph(part, kind, is_boilerplate);
                }
            }
        }
    }

    /// Puts the pictures in that stand before the byte `at`.
    fn hang_before(&mut self, at: usize) {
        while let Some((number, picture)) = self.pictures.next_if(|(_, picture)| picture.at <= at) {
            self.fold = None;
            if !matches!(self.rows.last(), Some(Row::Blank)) {
                self.rows.push(Row::Blank);
            }
            let lines = picture.shown.as_ref().map_or(1, Cells::rows);
            let lines = (0..lines).map(|line| Row::Picture { number, line });
            self.rows.extend(lines);
            self.rows.push(Row::Blank);
        }
    }

    /// What a stretch of the text is, and the whole of that block.
    fn block_at(&self, part: Span) -> (Option<BlockKind>, Option<Span>) {
        let blocks = &self.opened.article.blocks;
        let at = blocks.partition_point(|block| block.span.end <= part.start);
        let block = blocks.get(at).filter(|block| block.span.overlaps(part));
        (block.map(|block| block.kind), block.map(|block| block.span))
    }

    /// Counts a stretch of boilerplate into the fold that is being filled, or begins one.
    fn hide(&mut self, at: usize) {
        if let Some(row) = self.fold
            && let Some(Row::Fold { lines, .. }) = self.rows.get_mut(row)
        {
            *lines += 1;
            return;
        }
        self.fold = Some(self.rows.len());
        self.rows.push(Row::Fold {
            at,
            lines: 1,
            open: self.unfolded,
        });
        self.rows.push(Row::Blank);
    }

    /// Cells to the left of a stretch; none where the column is too narrow to spare them.
    const fn indent(&self, kind: Option<BlockKind>) -> u16 {
        let indent = match kind {
            Some(BlockKind::Item(depth)) => {
                let depth = if depth > 6 { 6 } else { depth };
                2 + 2 * depth as u16
            }
            Some(BlockKind::Quote | BlockKind::Code | BlockKind::Caption) => 2,
            Some(BlockKind::Heading(_)) | None => 0,
        };
        if indent as usize * 2 > self.width {
            0
        } else {
            indent
        }
    }

    /// Lays out one paragraph, or one stretch of it.
    fn paragraph(&mut self, part: Span, kind: Option<BlockKind>, boilerplate: bool) {
        self.close_up(part.start, kind, boilerplate);
        let indent = self.indent(kind);
        let text = part.of(&self.opened.article.text);
        for (number, line) in wrap::wrap(text, self.width - usize::from(indent))
            .into_iter()
            .enumerate()
        {
            self.rows.push(Row::Text {
                span: line.span.shifted(part.start),
                kind,
                indent,
                first: number == 0,
                boilerplate,
            });
        }
        // A heading stands right above what it heads.
        if !matches!(kind, Some(BlockKind::Heading(_))) {
            self.rows.push(Row::Blank);
        }
    }

    /// Joins a paragraph to the one before it where the two belong together: the items of one list stand line by line,
    /// and the bar of a block quotation is not broken.
    fn close_up(&mut self, at: usize, kind: Option<BlockKind>, boilerplate: bool) {
        if self.rows.last() != Some(&Row::Blank) {
            // What follows a heading stands below it; another heading after a row between.
            if matches!(kind, Some(BlockKind::Heading(_)))
                && matches!(self.rows.last(), Some(Row::Text { .. }))
            {
                self.rows.push(Row::Blank);
            }
            return;
        }
        let before = self.rows.iter().rev().find(|row| **row != Row::Blank);
        match (before.and_then(Row::kind), kind) {
            (Some(BlockKind::Item(_)), Some(BlockKind::Item(_))) => {
                self.rows.pop();
            }
            // A caption stands right below its picture.
            (None, Some(BlockKind::Caption)) if matches!(before, Some(Row::Picture { .. })) => {
                self.rows.pop();
            }
            (Some(BlockKind::Quote), Some(BlockKind::Quote)) => {
                self.rows.pop();
                self.rows.push(Row::Text {
                    span: Span::new(at, at),
                    kind,
                    indent: self.indent(kind),
                    first: false,
                    boilerplate,
                });
            }
            _ => {}
        }
    }

    /// Lays out preformatted text: its lines as they are, broken only where they do not fit.
    fn code(&mut self, block: Span) {
        self.fold = None;
        let kind = Some(BlockKind::Code);
        let indent = self.indent(kind);
        let text = block.of(&self.opened.article.text);
        for line in wrap::wrap(text, self.width - usize::from(indent)) {
            self.rows.push(Row::Text {
                span: line.span.shifted(block.start),
                kind,
                indent,
                first: line.first,
                boilerplate: false,
            });
        }
        self.rows.push(Row::Blank);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Annotated;
    use crate::article::{Article, Block, Meta, Provenance};

    /// An article of these stretches, each a line.
    fn page(parts: &[(Option<BlockKind>, &str)]) -> Opened {
        let mut text = String::new();
        let mut blocks = Vec::new();
        for (kind, part) in parts {
            if !text.is_empty() {
                text.push('\n');
            }
            let span = Span::new(text.len(), text.len() + part.len());
            text.push_str(part);
            blocks.extend(kind.map(|kind| Block { kind, span }));
        }
        let mut article = Article::new(Meta::default(), text, Provenance::default());
        article.blocks = blocks;
        let found = Annotated::default();
        Opened::new(article, found, "Judul".to_owned(), false, Vec::new())
    }

    /// The rows below the headline as text, with a letter for the kind.
    fn shown(opened: &Opened, width: usize) -> Vec<String> {
        let show = |row: &Row| match row {
            Row::Text {
                span, kind, indent, ..
            } => {
                let letter = match kind {
                    Some(BlockKind::Heading(_)) => "h",
                    Some(BlockKind::Item(_)) => "i",
                    Some(BlockKind::Quote) => "q",
                    Some(BlockKind::Code) => "c",
                    Some(BlockKind::Caption) => "p",
                    None => "t",
                };
                format!("{letter}{indent} {}", span.of(&opened.article.text))
            }
            Row::Blank => String::new(),
            other => format!("{other:?}"),
        };
        lay_out(opened, &[], width, false)
            .iter()
            .skip(3)
            .map(show)
            .collect()
    }

    #[test]
    fn code_keeps_its_lines_and_spaces() {
        let opened = page(&[
            (None, "Contoh:"),
            (Some(BlockKind::Code), "if a {\n\n    b\n}"),
            (None, "Selesai."),
        ]);
        assert_eq!(
            shown(&opened, 40),
            [
                "t0 Contoh:",
                "",
                "c2 if a {",
                "c2 ",
                "c2     b",
                "c2 }",
                "",
                "t0 Selesai."
            ]
        );
    }

    #[test]
    fn items_stand_together_and_a_quotation_is_one_block() {
        let opened = page(&[
            (Some(BlockKind::Heading(2)), "Daftar"),
            (Some(BlockKind::Item(0)), "satu"),
            (Some(BlockKind::Item(1)), "dua"),
            (Some(BlockKind::Quote), "Kata"),
            (Some(BlockKind::Quote), "lagi"),
            (Some(BlockKind::Caption), "Gambar"),
        ]);
        assert_eq!(
            shown(&opened, 40),
            [
                "h0 Daftar",
                "i2 satu",
                "i4 dua",
                "",
                "q2 Kata",
                "q2 ",
                "q2 lagi",
                "",
                "p2 Gambar"
            ]
        );
        let narrow = shown(&opened, 3);
        assert!(narrow.contains(&"i0 sat".to_owned()), "{narrow:?}");
    }

    #[test]
    fn a_first_line_that_repeats_the_headline_is_left_out() {
        let opened = page(&[(None, "Judul"), (None, "Isi."), (None, "Judul")]);
        assert_eq!(shown(&opened, 40), ["t0 Isi.", "", "t0 Judul"]);
    }
}
