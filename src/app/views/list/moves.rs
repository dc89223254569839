//! How the cursor of the list moves, and where it is when a new result comes or its articles are still being counted.

use super::List;
use crate::app::views::window::Window;
use crate::article::ArticleId;

/// Where the user went since the articles were asked for anew. The answer puts the cursor where it belongs in the new
/// result, and these moves count from there: a key is never lost because an answer came after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Moved {
    from: From,
    by: isize,
}

/// What a move counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum From {
    /// Where the answer puts the cursor.
    #[default]
    Answer,
    /// The first article.
    First,
    /// The last article.
    Last,
}

impl List {
    /// Takes over a new result of `total` articles, with the cursor on `cursor`. Where the article `kept` was and is
    /// selected, the rows stay around it until the new ones come, so that nothing flickers and a key finds its article.
    pub fn renew(
        &mut self,
        generation: u64,
        (total, more): (usize, bool),
        cursor: usize,
        kept: Option<ArticleId>,
    ) {
        let offset = self.cursor.saturating_sub(self.top);
        let selected = self.selected().map(|listed| listed.row.id);
        let stays = selected.is_some() && selected == kept && cursor < total;
        if stays {
            self.rows.shift(self.cursor, cursor);
        } else {
            self.rows = Window::default();
        }
        self.total = total;
        self.more = more;
        self.generation = generation;
        let last = total.saturating_sub(1);
        let moved = std::mem::take(&mut self.moved);
        let base = match moved.from {
            From::Answer => cursor,
            From::First => 0,
            From::Last => last,
        };
        let wanted = base.saturating_add_signed(moved.by);
        self.cursor = wanted.min(last);
        self.due = match moved.from {
            _ if !more => Moved::default(),
            From::Last => moved,
            From::Answer | From::First => Moved {
                from: From::Answer,
                by: (wanted - self.cursor).cast_signed(),
            },
        };
        self.top = self.cursor.saturating_sub(offset);
        self.follow();
    }

    /// The articles are asked for anew, to be shown around where the cursor is now.
    pub fn asked_anew(&mut self) {
        self.moved = Moved::default();
    }

    /// The same articles are asked for anew because there are more: what of the moves found no room yet goes on.
    pub fn moves_go_on(&mut self) {
        self.moved = self.due;
    }

    /// Takes over how many articles there are after all.
    pub fn count(&mut self, total: usize, more: bool) {
        self.total = total;
        self.more = more;
        let last = total.saturating_sub(1);
        let base = match self.due.from {
            From::Last => last,
            From::Answer | From::First => self.cursor,
        };
        let wanted = base.saturating_add_signed(self.due.by);
        self.cursor = wanted.min(last);
        if !more {
            self.due = Moved::default();
        } else if self.due.from != From::Last {
            self.due.by = (wanted - self.cursor).cast_signed();
        }
        self.follow();
    }

    /// Moves the cursor, down where positive.
    pub fn step(&mut self, by: isize) {
        self.moved.by = self.moved.by.saturating_add(by);
        // What found no room before counts as gone.
        let due = if self.due.from == From::Answer {
            self.due.by
        } else {
            0
        };
        self.show(self.cursor.saturating_add_signed(due.saturating_add(by)));
    }

    /// Moves the cursor to an article; past the end it is the last.
    pub fn go_to(&mut self, at: usize) {
        let from = match at {
            0 => From::First,
            at if at >= self.total.saturating_sub(1) => From::Last,
            at => return self.step(at.cast_signed() - self.cursor.cast_signed()),
        };
        self.moved = Moved { from, by: 0 };
        self.show(at);
        if self.more && from == From::Last {
            self.due = self.moved;
        }
    }

    /// Puts the cursor on an article and brings it on the screen.
    fn show(&mut self, at: usize) {
        let last = self.total.saturating_sub(1);
        self.cursor = at.min(last);
        let by = if self.more {
            at.saturating_sub(last).cast_signed()
        } else {
            0
        };
        self.due = Moved {
            from: From::Answer,
            by,
        };
        self.follow();
    }
}
