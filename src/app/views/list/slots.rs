//! Which articles stand on the screen, and which rows each takes.

use jiff::civil::DateTime;

use super::List;
use crate::config::settings::Group;
use crate::text::wrap;

/// Lines that the headline of the selected article takes at most.
const MOST_LINES: usize = 4;

/// An article on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Which article, counted from 0.
    pub at: usize,
    /// The first row of the pane that it takes, its heading not counted.
    pub y: usize,
    /// Rows that it takes; fewer fit where the pane ends.
    pub height: usize,
    /// Whether the row above is the heading of its group.
    pub heading: bool,
}

impl List {
    /// Articles on the screen, at least one.
    pub fn height(&self) -> usize {
        self.slots().len().max(1)
    }

    /// Scrolls the screen without losing the cursor, which stays on it.
    pub fn scroll(&mut self, by: isize) {
        let before = self.top;
        self.top = self
            .top
            .saturating_add_signed(by)
            .min(self.total.saturating_sub(1));
        self.fill_up();
        if self.top == before {
            return;
        }
        self.cursor = self.cursor.max(self.top);
        while self.cursor > self.top && !self.in_view(self.cursor) {
            let shown = self.height();
            self.cursor = (self.cursor - 1).min(self.top + shown);
        }
    }

    /// The day or the month that an article stands under, as a number, 0 where it has no date.
    fn group(&self, at: usize) -> Option<i64> {
        let of = |date: DateTime| {
            let (year, month) = (i64::from(date.year()), i64::from(date.month()));
            match self.shape.group {
                Group::None => 0,
                Group::Month => year * 16 + month,
                Group::Day => (year * 16 + month) * 32 + i64::from(date.day()),
            }
        };
        Some(self.row(at)?.row.date.map_or(0, of))
    }

    /// Whether a heading stands above an article: above the first on the screen always, so that one knows where one is.
    fn heads(&self, at: usize) -> bool {
        if self.shape.group == Group::None || self.shape.height < 4 {
            return false;
        }
        let (Some(own), true) = (self.group(at), at > self.top) else {
            return at == self.top && self.row(at).is_some();
        };
        self.group(at - 1).is_some_and(|before| before != own)
    }

    /// The lines that an article takes: the headline of the selected one is shown whole, as far as there is room.
    fn lines(&self, at: usize) -> usize {
        let lines = self.shape.lines();
        let (true, Some(listed)) = (at == self.cursor, self.row(at)) else {
            return lines;
        };
        let (across, _) = self.shape.headline_of(listed);
        let wrapped = wrap::wrap(&listed.row.title, across).len();
        let room = self.shape.height.saturating_sub(lines) / 2;
        lines + wrapped.clamp(1, MOST_LINES).saturating_sub(1).min(room)
    }

    /// The articles on the screen, each with its place; the last may be cut by the end of the pane.
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        let mut y = 0;
        for at in self.top..self.total {
            let heading = self.heads(at);
            let height = self.lines(at);
            y += usize::from(heading);
            if y + height > self.shape.height && !slots.is_empty() {
                break;
            }
            slots.push(Slot {
                at,
                y,
                height: height.min(self.shape.height.saturating_sub(y)),
                heading,
            });
            y += height;
            if y >= self.shape.height {
                break;
            }
        }
        slots
    }

    /// The article at a row of the pane.
    pub fn at_row(&self, row: usize) -> Option<usize> {
        let slots = self.slots();
        let slot = slots
            .iter()
            .find(|slot| (slot.y..slot.y + slot.height).contains(&row));
        slot.map(|slot| slot.at)
    }

    /// Whether the whole article is on the screen.
    fn in_view(&self, at: usize) -> bool {
        self.slots().iter().any(|slot| slot.at == at)
    }

    /// Scrolls so that the cursor is on the screen, with an article around it where there is room.
    pub(super) fn follow(&mut self) {
        let margin = usize::from(self.room() > 4);
        self.top = self.top.min(self.cursor.saturating_sub(margin));
        // A jump far down need not pass what lies between.
        let nearest = self.cursor.saturating_sub(self.room());
        self.top = self.top.max(nearest);
        let below = (self.cursor + margin).min(self.total.saturating_sub(1));
        while self.top < self.cursor && !self.in_view(below) {
            self.top += 1;
        }
        self.fill_up();
    }

    /// Leaves no empty rows below the last article while there are articles above.
    fn fill_up(&mut self) {
        self.top = self.top.min(self.total.saturating_sub(1));
        let last = self.total.saturating_sub(1);
        while self.top > 0 && last - self.top <= self.room() {
            self.top -= 1;
            if !self.in_view(last) {
                self.top += 1;
                break;
            }
        }
    }
}
