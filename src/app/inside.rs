//! Actions inside the article: finding, and what its lights open.

use super::App;
use super::line::Line;
use super::views::lights::Passing;

impl App {
    /// Opens the line that finds in the article.
    pub(super) fn find(&mut self) {
        if self.reader.opened.is_some() {
            self.reader.find.open();
        }
    }

    /// Changes the line that finds in the article; the first hit from the top of the screen comes into view.
    pub(super) fn edit_find(&mut self, change: impl FnOnce(&mut Line)) {
        let (Some(opened), Some(line)) = (self.reader.opened.clone(), &mut self.reader.find.line)
        else {
            return;
        };
        change(line);
        let article = &opened.article;
        if self.reader.find.typed(article.id, &article.text) {
            self.reader.point = None;
            self.go_round(false);
        }
    }

    /// Leaves the line that finds in the article as if it had not been typed.
    pub(super) fn cancel_find(&mut self) {
        if let Some(opened) = self.reader.opened.clone() {
            let article = &opened.article;
            self.reader.find.cancel(article.id, &article.text);
            self.reader.point = None;
        }
    }

    /// Goes to the next hit of what is sought in the article; after the last comes the first.
    pub(super) fn next_found(&mut self, back: bool) {
        if self.reader.hits().is_empty() {
            let text = format!("{} is not in this article", self.reader.find.words);
            return self.say(&text);
        }
        let (hit, round) = self.go_round(back);
        let count = self.reader.hits().len();
        let which = match (round, back) {
            (false, _) => String::new(),
            (true, false) => ", from the beginning again".to_owned(),
            (true, true) => ", from the end again".to_owned(),
        };
        self.say(&format!("hit {} of {count}{which}", hit + 1));
    }

    /// Steps through the hits in a ring; returns which it is and whether the ring was closed.
    fn go_round(&mut self, back: bool) -> (usize, bool) {
        let hits = self.reader.hits().to_vec();
        if let Some(hit) = self.reader.step(&hits, back) {
            return (hit, false);
        }
        let end = if back {
            hits.len().saturating_sub(1)
        } else {
            0
        };
        if let Some(span) = hits.get(end) {
            self.reader.point = Some(*span);
            self.reader.reveal(span.start);
        }
        (end, true)
    }

    /// What is lit in the article at this moment besides its own lights.
    pub fn passing(&self) -> Passing<'_> {
        Passing {
            hits: self.reader.hits(),
            point: self.reader.point,
        }
    }
}
