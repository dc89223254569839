//! The threads that annotate articles and hand them to the index, and the bounded queue they take them from.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock};

use crate::annotate::{Annotated, Annotator, Context, MentionKind};
use crate::article::Article;
use crate::index::{self, Facts, Place, Row, Writer};

use super::headline;
use super::repeats::Repeats;

/// Bytes of text that may wait to be annotated.
const WAITING: usize = 8 << 20;

#[derive(Debug, Default)]
struct Line {
    jobs: std::collections::VecDeque<(Article, u64)>,
    bytes: usize,
    open: usize,
    closed: bool,
    error: Option<index::Error>,
}

/// Articles that wait for a worker, and how many are with one.
#[derive(Debug, Default)]
pub(super) struct Queue {
    line: Mutex<Line>,
    changed: Condvar,
}

impl Queue {
    /// Puts an article in line; waits while too many bytes are waiting.
    pub(super) fn send(&self, article: Article, serial: u64) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        while line.bytes > WAITING && line.error.is_none() {
            line = self
                .changed
                .wait(line)
                .unwrap_or_else(PoisonError::into_inner);
        }
        line.bytes += article.text.len();
        line.open += 1;
        line.jobs.push_back((article, serial));
        self.changed.notify_all();
    }

    /// Waits until every article is with the index, and says what went wrong, if anything did.
    pub(super) fn drain(&self) -> Result<(), index::Error> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        while line.open > 0 && line.error.is_none() {
            line = self
                .changed
                .wait(line)
                .unwrap_or_else(PoisonError::into_inner);
        }
        line.error.take().map_or(Ok(()), Err)
    }

    /// Whether something went wrong.
    pub(super) fn failed(&self) -> bool {
        self.line
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .error
            .is_some()
    }

    /// Sends the workers home once the line is empty.
    pub(super) fn close(&self) {
        self.line
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .closed = true;
        self.changed.notify_all();
    }

    fn next(&self) -> Option<(Article, u64)> {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some((article, serial)) = line.jobs.pop_front() {
                line.bytes -= article.text.len();
                self.changed.notify_all();
                return Some((article, serial));
            }
            if line.closed {
                return None;
            }
            line = self
                .changed
                .wait(line)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn done(&self, result: Result<(), index::Error>) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        line.open -= 1;
        if let Err(error) = result {
            line.error.get_or_insert(error);
        }
        self.changed.notify_all();
    }
}

/// Takes articles from the line until it closes.
pub(super) fn work(
    queue: &Queue,
    writer: &RwLock<Writer>,
    annotator: &Annotator,
    repeats: &RwLock<Arc<Repeats>>,
) {
    while let Some((article, serial)) = queue.next() {
        let repeats = Arc::clone(&repeats.read().unwrap_or_else(PoisonError::into_inner));
        // An article that an annotator cannot bear is listed and searched all the same.
        let annotated = catch_unwind(AssertUnwindSafe(|| annotate(annotator, &article, &repeats)))
            .unwrap_or_default();
        let facts = facts(&article, &annotated, serial);
        let result = writer
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .add(&article, facts);
        queue.done(result);
    }
}

/// Annotates an article with what the archive says about it.
pub(super) fn annotate(annotator: &Annotator, article: &Article, repeats: &Repeats) -> Annotated {
    let repeated = |line: &str| repeats.holds(line);
    let meta = &article.meta;
    annotator.annotate(
        &article.text,
        &Context {
            outlet: meta.outlet.as_deref(),
            lang: meta.lang.as_deref(),
            title: meta.title.as_deref(),
            date: meta.date.map(jiff::civil::DateTime::date),
            repeated: Some(&repeated),
        },
    )
}

/// What the index keeps of an article besides its words.
fn facts<'a>(article: &Article, annotated: &'a Annotated, serial: u64) -> Facts<'a> {
    let meta = &article.meta;
    let (title, made) = headline(article, annotated);
    let date = meta
        .date
        .or_else(|| annotated.date.map(|day| day.at(0, 0, 0, 0)));
    let mut companies: Vec<&str> = annotated
        .companies
        .iter()
        .filter(|mention| mention.kind != MentionKind::Outlet)
        .map(|mention| &*mention.name)
        .collect();
    companies.sort_unstable();
    companies.dedup();
    let sources = sources(annotated);
    Facts {
        row: Row {
            id: article.id,
            title,
            made,
            date,
            guessed_date: meta.date.is_none() && date.is_some(),
            outlet: meta
                .outlet
                .clone()
                .or_else(|| annotated.outlet.map(str::to_owned)),
            words: 0,
            lang: annotated.lang,
        },
        place: Place::new(date, serial),
        companies,
        sources,
    }
}

/// Who is quoted in an article or is the source of a report in it: speakers by their fullest names, and the companies
/// and outlets that the words for a source name.
fn sources(annotated: &Annotated) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for quotation in &annotated.quotations {
        if let Some(speaker) = &quotation.speaker {
            // "a number of reports" describes who said it; nobody asks for it by name.
            let named = speaker.name.contains(char::is_uppercase);
            names.extend(named.then_some(speaker.name.as_str()));
            names.extend(speaker.affiliation.as_deref());
        }
        for span in [quotation.source, quotation.relay].into_iter().flatten() {
            let named = annotated
                .companies
                .iter()
                .filter(|mention| mention.span.overlaps(span));
            names.extend(named.map(|mention| &*mention.name));
        }
    }
    names.sort_unstable();
    names.dedup();
    names
}
