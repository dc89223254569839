//! The reader: an article laid out in rows, how far it was read, and what in it is lit.

use std::ops::Range;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::find::Find;
use super::lights::Lit;
use super::links::{self, Hints, Target};
use super::picture::Picture;
use super::rows::{self, Row};
use crate::annotate::Annotated;
use crate::article::Article;
use crate::config::settings::Lights;
use crate::library::marks::{Page, Sheet};
use crate::text::Span;

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
    /// Companies, quotations, cues, sources and links as the reader lights them.
    pub lit: Lit,
    /// Where its links lead.
    pub links: Vec<Target>,
    /// Words in the text, as the list counts them.
    pub words: usize,
    /// What the user wrote and highlighted.
    pub sheet: Sheet,
    /// Where the highlights stand in the text, each with its number, in order. Those that are not found are not here.
    pub marked: Vec<(String, Span)>,
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
        let links = links::targets(&article);
        let lit = Lit::new(&found, links.iter().map(|link| link.span));
        let words = crate::index::words(&article.text);
        Self {
            article,
            found,
            title,
            made,
            hits,
            lit,
            links,
            words,
            sheet: Sheet::default(),
            marked: Vec::new(),
        }
    }

    /// The same with what the user wrote and highlighted.
    pub fn with_sheet(mut self, sheet: Sheet) -> Self {
        if !sheet.highlights.is_empty() {
            let page = Page::new(&self.article.text);
            let found = sheet.highlights.iter().filter_map(|(number, passage)| {
                page.find(passage).map(|span| (number.clone(), span))
            });
            self.marked = found.collect();
            self.marked.sort_by_key(|(_, span)| *span);
        }
        self.sheet = sheet;
        self
    }

    /// Whether a link begins in a stretch of the text.
    pub fn begins_link(&self, span: Span) -> bool {
        let first = self
            .links
            .partition_point(|link| link.span.start < span.start);
        let link = self.links.get(first);
        link.is_some_and(|link| span.holds(link.span.start))
    }

    /// Minutes that reading takes.
    pub fn minutes(&self) -> usize {
        minutes(self.words)
    }
}

/// Minutes that reading takes at 230 words a minute, at least 1 (Brysbaert 2019 gives 238 for English non-fiction).
pub const fn minutes(words: usize) -> usize {
    let minutes = words.div_ceil(230);
    if minutes == 0 { 1 } else { minutes }
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
    /// Its pictures at the present width.
    pub pictures: Vec<Picture>,
    /// Its rows at the present width.
    pub rows: Vec<Row>,
    /// The rows that show text: first byte and number, in order.
    starts: Vec<(usize, usize)>,
    /// The first row on the screen.
    pub top: usize,
    /// What is lit.
    pub lights: Lights,
    /// Whether boilerplate is shown.
    pub unfolded: bool,
    /// The stretch of the text that was jumped to last: a name, a quotation, a hit, a link.
    pub point: Option<Span>,
    /// What is sought in the article.
    pub find: Find,
    /// Letters on the links in view, while one is being chosen.
    pub hints: Option<Hints>,
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

    /// Shows another article: from its first hit, or else from `place`, the byte of its text where it was left.
    pub fn show(&mut self, opened: Option<Arc<Opened>>, place: usize) {
        self.opened = opened;
        self.pictures.clear();
        self.top = 0;
        self.point = None;
        self.hints = None;
        self.visit = None;
        self.lay_out();
        if let Some(opened) = &self.opened {
            self.find.seek(opened.article.id, &opened.article.text);
        }
        match self.hits().first().copied() {
            Some(first) => self.reveal(first.start),
            None => self.go_to(place),
        }
    }

    /// The hits that `n` goes through: those of the search in the article, or else of the search that found it.
    pub fn hits(&self) -> &[Span] {
        match &self.opened {
            Some(opened) if !self.find.is_on() => &opened.hits,
            Some(_) => &self.find.hits,
            None => &[],
        }
    }

    /// Takes over new hits for the article in view, keeping the place.
    pub fn relight(&mut self, opened: Arc<Opened>) {
        let at = self.place();
        // Where only the marks changed, what was gone to stays.
        if self
            .opened
            .as_ref()
            .is_none_or(|shown| shown.hits != opened.hits)
        {
            self.point = None;
        }
        self.opened = Some(opened);
        self.lay_out();
        self.go_to(at);
    }

    /// Takes over the pictures of the article in view, keeping the place.
    pub fn take_pictures(&mut self, pictures: Vec<Picture>) {
        if pictures == self.pictures {
            return;
        }
        let at = self.place();
        self.pictures = pictures;
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

    /// The pictures that are shown: the number of each among those that the article names, and its rows.
    pub fn figures(&self) -> Vec<(usize, Range<usize>)> {
        let mut figures: Vec<(usize, Range<usize>)> = Vec::new();
        if self.pictures.is_empty() {
            return figures;
        }
        for (at, row) in self.rows.iter().enumerate() {
            let Row::Picture { number, line } = row else {
                continue;
            };
            let picture = self.pictures.get(*number);
            let Some(picture) = picture.filter(|picture| picture.shown.is_ok()) else {
                continue;
            };
            if *line == 0 {
                figures.push((picture.figure, at..at));
            }
            if let Some((_, rows)) = figures.last_mut() {
                rows.end = at + 1;
            }
        }
        figures
    }

    /// The number of the first picture that has a row on the screen.
    pub fn figure_in_view(&self) -> Option<usize> {
        let (top, bottom) = (self.top, self.top + self.height);
        let seen = |rows: &Range<usize>| rows.end > top && rows.start < bottom;
        let shown = self.figures().into_iter();
        let mut seen = shown.filter(|(_, rows)| seen(rows));
        seen.next().map(|(figure, _)| figure)
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
            Some(opened) => rows::lay_out(opened, &self.pictures, self.width, self.unfolded),
            None => Vec::new(),
        };
        let numbered = self.rows.iter().enumerate();
        self.starts = numbered
            .filter_map(|(number, row)| Some((row.start()?, number)))
            .collect();
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

    /// The byte of the text at the top of the screen: the place to come back to.
    pub fn place(&self) -> usize {
        if self.top == 0 {
            return 0;
        }
        let mut below = self.rows.iter().skip(self.top);
        below.find_map(Row::start).unwrap_or(0)
    }

    /// The row that shows the byte `at` of the text.
    pub fn row_of(&self, at: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= at);
        let row = after.checked_sub(1).and_then(|last| self.starts.get(last));
        row.map_or(0, |(_, row)| *row)
    }

    /// Brings the byte `at` to the top of the screen.
    pub fn go_to(&mut self, at: usize) {
        self.top = if at == 0 { 0 } else { self.row_of(at) };
        self.clamp();
    }

    /// Scrolls just so far that the byte `at` is on the screen, with rows around it. Boilerplate that hides it is opened.
    pub fn reveal(&mut self, at: usize) {
        let hidden = |opened: &Arc<Opened>| {
            let spans = &opened.found.boilerplate;
            spans.iter().any(|span| span.holds(at))
        };
        if !self.unfolded && self.opened.as_ref().is_some_and(hidden) {
            self.toggle_fold();
        }
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

    /// Whether the byte `at` of the text is on the screen.
    pub fn in_view(&self, at: usize) -> bool {
        (self.top..self.top + self.height).contains(&self.row_of(at))
    }

    /// Goes to the next of `spans` (in order) after the one jumped to last, or going `back` to the one before it; where
    /// that has left the screen, from the top of the screen. Returns its number; `None` where there is none left.
    pub fn step(&mut self, spans: &[Span], back: bool) -> Option<usize> {
        let point = self.point.filter(|point| self.in_view(point.start));
        let next = match (point, back) {
            (Some(point), false) => spans.partition_point(|span| span.start <= point.start),
            (Some(point), true) => spans
                .partition_point(|span| span.start < point.start)
                .checked_sub(1)?,
            (None, false) => spans.partition_point(|span| span.start < self.place()),
            (None, true) => spans
                .partition_point(|span| span.start < self.place())
                .checked_sub(1)?,
        };
        let span = *spans.get(next)?;
        self.point = Some(span);
        self.reveal(span.start);
        Some(next)
    }

    /// Minutes that the rest below the screen takes, 0 at the end.
    pub fn minutes_left(&self) -> usize {
        let Some(opened) = &self.opened else { return 0 };
        let below = self.rows.len().saturating_sub(self.top + self.height);
        (opened.minutes() * below)
            .div_ceil(self.rows.len().max(1))
            .min(opened.minutes())
    }
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
        reader.show(Some(opened(text, boilerplate)), 0);
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
