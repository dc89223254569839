//! The reader: an article laid out in rows, how far it was read, and what in it is lit.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::lights::Lit;
use crate::annotate::Annotated;
use crate::article::{Article, BlockKind};
use crate::config::settings::Lights;
use crate::text::{Span, wrap};

/// An article ready to be read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The article.
    pub article: Article,
    /// What was found in it.
    pub found: Annotated,
    /// The headline, made safe.
    pub title: String,
    /// Whether the headline was made from the first sentence.
    pub made: bool,
    /// Where the words that were searched for stand in the text, in order.
    pub hits: Vec<Span>,
    /// Companies, quotations, cues, sources and hits as the reader lights them.
    pub lit: Lit,
    /// Words in the text, boilerplate left out.
    pub words: usize,
}

impl Opened {
    /// Readies an article for the reader.
    pub fn new(
        article: Article,
        found: Annotated,
        title: String,
        made: bool,
        hits: Vec<Span>,
    ) -> Self {
        let lit = Lit::new(&found, &hits);
        let mut words = 0;
        for (span, is_boilerplate) in
            stretches(Span::new(0, article.text.len()), &found.boilerplate)
        {
            if !is_boilerplate {
                words += span.of(&article.text).split_whitespace().count();
            }
        }
        Self {
            article,
            found,
            title,
            made,
            hits,
            lit,
            words,
        }
    }

    /// Minutes that reading takes at 230 words a minute, at least 1 (Brysbaert 2019 gives 238 for English non-fiction).
    pub fn minutes(&self) -> usize {
        self.words.div_ceil(230).max(1)
    }
}

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

/// How long and how far the article has been in view.
#[derive(Clone, Copy, Debug)]
struct Visit {
    since: Instant,
    furthest: usize,
}

/// The reader pane.
#[derive(Debug, Default)]
pub struct Reader {
    /// The article in view.
    pub opened: Option<Arc<Opened>>,
    /// Its rows at the present width.
    pub rows: Vec<Row>,
    /// The first row on the screen.
    pub top: usize,
    /// What is lit.
    pub lights: Lights,
    /// Whether boilerplate is shown.
    pub unfolded: bool,
    /// The byte of the text that was jumped to last.
    pub point: Option<usize>,
    /// Cells across the text.
    width: usize,
    /// Rows on the screen.
    height: usize,
    visit: Option<Visit>,
}

impl Reader {
    /// An empty reader with these lights; boilerplate is folded or not.
    pub fn new(lights: Lights, fold: bool) -> Self {
        Self {
            lights,
            unfolded: !fold,
            ..Self::default()
        }
    }

    /// Shows another article from its start, or from its first hit where that lies further down.
    pub fn show(&mut self, opened: Option<Arc<Opened>>) {
        self.opened = opened;
        self.top = 0;
        self.point = None;
        self.visit = None;
        self.lay_out();
        if let Some(first) = self
            .opened
            .as_ref()
            .and_then(|opened| opened.hits.first().copied())
        {
            self.reveal(first.start);
        }
    }

    /// Takes over new hits for the article in view, keeping the place.
    pub fn relight(&mut self, opened: Arc<Opened>) {
        let at = self.place();
        self.point = None;
        self.opened = Some(opened);
        self.lay_out();
        self.go_to(at);
    }

    /// Takes over the size of the pane: cells across the text, rows.
    pub fn resize(&mut self, width: usize, height: usize) {
        self.height = height;
        if width != self.width {
            let at = self.place();
            self.width = width;
            self.lay_out();
            self.go_to(at);
        }
        self.clamp();
    }

    /// Cells across the text.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// Rows on the screen.
    pub const fn height(&self) -> usize {
        self.height
    }

    fn lay_out(&mut self) {
        self.rows = match &self.opened {
            Some(opened) => rows(opened, self.width, self.unfolded),
            None => Vec::new(),
        };
    }

    /// The last row that may stand at the top.
    fn last_top(&self) -> usize {
        self.rows.len().saturating_sub(self.height.max(1))
    }

    fn clamp(&mut self) {
        self.top = self.top.min(self.last_top());
        let bottom = self.top + self.height;
        if let Some(visit) = &mut self.visit {
            visit.furthest = visit.furthest.max(bottom);
        }
    }

    /// Scrolls by rows, down where positive.
    pub fn scroll(&mut self, rows: isize) {
        self.top = self.top.saturating_add_signed(rows);
        self.clamp();
    }

    /// Goes to the first row.
    pub fn to_top(&mut self) {
        self.top = 0;
    }

    /// Goes to the last row.
    pub fn to_bottom(&mut self) {
        self.top = self.last_top();
        self.clamp();
    }

    /// The byte of the text at the top of the screen: the place to come back to.
    pub fn place(&self) -> usize {
        if self.top == 0 {
            return 0;
        }
        let mut below = self.rows.iter().skip(self.top);
        let start = |row: &Row| match row {
            Row::Text { span, .. } => Some(span.start),
            Row::Fold { at, .. } => Some(*at),
            _ => None,
        };
        below.find_map(start).unwrap_or(0)
    }

    /// The row that shows the byte `at` of the text.
    fn row_of(&self, at: usize) -> usize {
        let mut found = 0;
        for (number, row) in self.rows.iter().enumerate() {
            let start = match row {
                Row::Text { span, .. } => span.start,
                Row::Fold { at, .. } => *at,
                _ => continue,
            };
            if start > at {
                break;
            }
            found = number;
        }
        found
    }

    /// Brings the byte `at` to the top of the screen.
    fn go_to(&mut self, at: usize) {
        self.top = if at == 0 { 0 } else { self.row_of(at) };
        self.clamp();
    }

    /// Scrolls just so far that the byte `at` is on the screen, with rows around it.
    pub fn reveal(&mut self, at: usize) {
        let row = self.row_of(at);
        let margin = (self.height / 4).min(4);
        if row < self.top + margin.min(row) || row + margin >= self.top + self.height {
            self.top = row.saturating_sub(self.height / 3);
        }
        self.clamp();
    }

    /// Opens or folds boilerplate.
    pub fn toggle_fold(&mut self) {
        let at = self.place();
        self.unfolded = !self.unfolded;
        self.lay_out();
        self.go_to(at);
    }

    /// How much of the article has been on the screen down to the present bottom, 0 to 100.
    pub fn percent(&self) -> usize {
        if self.rows.is_empty() {
            return 0;
        }
        ((self.top + self.height) * 100 / self.rows.len()).min(100)
    }

    /// Notes that the article is in view for reading.
    pub fn enter(&mut self, now: Instant) {
        if self.opened.is_some() && self.visit.is_none() {
            self.visit = Some(Visit {
                since: now,
                furthest: self.top + self.height,
            });
        }
    }

    /// Notes that the article is left: how long it was in view, and how much of it was seen, 0 to 100.
    pub fn leave(&mut self, now: Instant) -> Option<(Duration, usize)> {
        let visit = self.visit.take()?;
        let seen = (visit.furthest * 100)
            .checked_div(self.rows.len())
            .unwrap_or(100)
            .min(100);
        Some((now.saturating_duration_since(visit.since), seen))
    }

    /// Whether the end has been on the screen in this visit.
    pub fn reached_end(&self) -> bool {
        self.visit
            .is_some_and(|visit| visit.furthest >= self.rows.len())
    }

    /// Goes to the next of `spans` (in order) after the one jumped to last, or going `back` to the one before it; where
    /// that has left the screen, from the top of the screen. Returns its number; `None` where there is none left.
    pub fn step(&mut self, spans: &[Span], back: bool) -> Option<usize> {
        let point = self.point.filter(|&point| {
            let row = self.row_of(point);
            (self.top..self.top + self.height).contains(&row)
        });
        let next = match (point, back) {
            (Some(point), false) => spans.partition_point(|span| span.start <= point),
            (Some(point), true) => spans
                .partition_point(|span| span.start < point)
                .checked_sub(1)?,
            (None, false) => spans.partition_point(|span| span.start < self.place()),
            (None, true) => spans
                .partition_point(|span| span.start < self.place())
                .checked_sub(1)?,
        };
        let start = spans.get(next)?.start;
        self.point = Some(start);
        self.reveal(start);
        Some(next)
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

/// Lays out an article at a width.
fn rows(opened: &Opened, width: usize, unfolded: bool) -> Vec<Row> {
    let mut rows = Vec::new();
    if width == 0 {
        return rows;
    }
    rows.extend(
        wrap::wrap(&opened.title, width)
            .into_iter()
            .map(|line| Row::Title(line.span)),
    );
    rows.push(Row::Facts);
    rows.push(Row::Blank);
    let text = &opened.article.text;
    let mut fold: Option<usize> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let paragraph = Span::new(start, start + line.len()).trimmed(text);
        start += line.len();
        if paragraph.is_empty() || opened.found.title == Some(paragraph) {
            continue;
        }
        for (part, is_boilerplate) in stretches(paragraph, &opened.found.boilerplate) {
            let part = part.trimmed(text);
            if part.is_empty() {
                continue;
            }
            if is_boilerplate {
                fold = Some(hide(&mut rows, fold, part, unfolded));
            } else {
                fold = None;
            }
            if !is_boilerplate || unfolded {
                paragraph_rows(opened, part, width, is_boilerplate, &mut rows);
            }
        }
    }
    while rows.last() == Some(&Row::Blank) {
        rows.pop();
    }
    rows
}

/// Counts a stretch of boilerplate into the fold that is being filled, or begins one. Returns the fold's row.
fn hide(rows: &mut Vec<Row>, fold: Option<usize>, part: Span, open: bool) -> usize {
    if let Some(row) = fold
        && let Some(Row::Fold { lines, .. }) = rows.get_mut(row)
    {
        *lines += 1;
        return row;
    }
    rows.push(Row::Fold {
        at: part.start,
        lines: 1,
        open,
    });
    rows.push(Row::Blank);
    rows.len() - 2
}

/// Lays out one paragraph, or one stretch of it.
fn paragraph_rows(
    opened: &Opened,
    part: Span,
    width: usize,
    boilerplate: bool,
    rows: &mut Vec<Row>,
) {
    let blocks = &opened.article.blocks;
    let at = blocks.partition_point(|block| block.span.end <= part.start);
    let kind = blocks
        .get(at)
        .filter(|block| block.span.overlaps(part))
        .map(|block| block.kind);
    let indent = match kind {
        Some(BlockKind::Item(depth)) => 2 + 2 * u16::from(depth.min(6)),
        Some(BlockKind::Quote | BlockKind::Code) => 2,
        _ => 0,
    };
    let indent = if usize::from(indent) * 2 > width {
        0
    } else {
        indent
    };
    // Items of one list stand together.
    let previous_is_item = matches!(
        rows.iter().rev().find(|row| **row != Row::Blank),
        Some(Row::Text {
            kind: Some(BlockKind::Item(_)),
            ..
        })
    );
    if matches!(kind, Some(BlockKind::Item(_)))
        && previous_is_item
        && rows.last() == Some(&Row::Blank)
    {
        rows.pop();
    }
    for (number, line) in wrap::wrap(part.of(&opened.article.text), width - usize::from(indent))
        .into_iter()
        .enumerate()
    {
        rows.push(Row::Text {
            span: line.span.shifted(part.start),
            kind,
            indent,
            first: number == 0,
            boilerplate,
        });
    }
    rows.push(Row::Blank);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Meta, Provenance};

    fn opened(text: &str, boilerplate: Vec<Span>) -> Arc<Opened> {
        let article = Article::new(Meta::default(), text.to_owned(), Provenance::default());
        let found = Annotated {
            boilerplate,
            ..Annotated::default()
        };
        Arc::new(Opened::new(
            article,
            found,
            "Judul".to_owned(),
            true,
            Vec::new(),
        ))
    }

    fn reader(text: &str, boilerplate: Vec<Span>) -> Reader {
        let mut reader = Reader::default();
        reader.resize(20, 5);
        reader.show(Some(opened(text, boilerplate)));
        reader
    }

    #[test]
    fn boilerplate_is_one_row_until_opened() {
        let text = "Isi berita.\nIkuti kami.\nUnduh aplikasi.\nAkhir.";
        let mut reader = reader(text, vec![Span::new(12, 40)]);
        let folds = |reader: &Reader| {
            reader
                .rows
                .iter()
                .filter_map(|row| {
                    if let Row::Fold { lines, .. } = row {
                        Some(*lines)
                    } else {
                        None
                    }
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(folds(&reader), [2]);
        let shown = |reader: &Reader| {
            let texts = reader.rows.iter().filter_map(|row| {
                if let Row::Text { span, .. } = row {
                    Some(span.of(text))
                } else {
                    None
                }
            });
            texts.collect::<Vec<_>>().join("|")
        };
        assert_eq!(shown(&reader), "Isi berita.|Akhir.");
        reader.toggle_fold();
        assert_eq!(
            shown(&reader),
            "Isi berita.|Ikuti kami.|Unduh aplikasi.|Akhir."
        );
        assert_eq!(folds(&reader), [2]);
    }

    #[test]
    fn tail_of_a_line_folds_alone() {
        let text = "Isi berita. Ikuti kami.";
        let reader = reader(text, vec![Span::new(12, 23)]);
        assert!(
            reader
                .rows
                .iter()
                .any(|row| matches!(row, Row::Fold { lines: 1, .. }))
        );
        assert!(
            reader
                .rows
                .iter()
                .any(|row| matches!(row, Row::Text { span, .. } if span.of(text) == "Isi berita."))
        );
    }

    #[test]
    fn place_survives_another_width() {
        let text = (0..60)
            .map(|n| format!("kata{n} yang panjang"))
            .collect::<Vec<_>>()
            .join(" ");
        let mut reader = reader(&text, Vec::new());
        reader.scroll(20);
        let before = reader.place();
        assert!(before > 0);
        reader.resize(9, 5);
        let top = reader.place();
        assert!(top <= before && before - top < 20, "{top} {before}");
    }

    #[test]
    fn scrolling_stops_at_both_ends_and_reading_is_counted() {
        let text = "satu\n".repeat(50);
        let mut reader = reader(&text, Vec::new());
        let now = Instant::now();
        reader.enter(now);
        assert!(!reader.reached_end());
        reader.scroll(-5);
        assert_eq!(reader.top, 0);
        reader.scroll(isize::MAX);
        assert!(reader.reached_end());
        assert_eq!(
            reader.leave(now + Duration::from_secs(2)),
            Some((Duration::from_secs(2), 100))
        );
        assert_eq!(reader.leave(now), None);
    }
}
