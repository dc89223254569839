//! An article of the list, and the columns in which it is laid out.

use super::filed;
use super::reader::minutes;
use crate::config::settings::{Density, Group};
use crate::index::Row;
use crate::library::Mark;
use crate::text::width;

/// An article in the list with the reader's marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// What the index knows of it.
    pub row: Row,
    /// What the reader marked.
    pub mark: Mark,
    /// How many other articles tell the same story.
    pub copies: usize,
}

impl Listed {
    /// What says that other articles tell the same story; empty where none does.
    fn copies_sign(&self) -> String {
        match self.copies {
            0 => String::new(),
            copies => format!("+{copies}"),
        }
    }

    /// Minutes that reading takes.
    pub fn minutes(&self) -> usize {
        minutes(self.row.words as usize)
    }
}

/// Cells before a headline: room, the sign of what is unread, the star, room.
pub const SIGNS: usize = 4;
/// Cells behind everything.
const RIM: usize = 1;
/// Cells of a headline that signs behind it leave.
const LEAST: usize = 16;
/// What is shown of an article side by side, by the width there is. All widths in cells, 0 where there is no room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The headline.
    pub headline: usize,
    /// The outlet, in a column of its own.
    pub outlet: usize,
    /// The minutes that reading takes.
    pub minutes: usize,
    /// The day, where articles do not stand under it.
    pub date: usize,
}

/// How articles are laid out in the pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Cells across.
    pub width: usize,
    /// Cells down.
    pub height: usize,
    /// Cells of a date as the settings write it.
    pub date: usize,
    /// Lines of each article.
    pub density: Density,
    /// The headings between articles.
    pub group: Group,
}

impl Shape {
    /// Lines of an article that is not selected.
    pub const fn lines(&self) -> usize {
        match self.density {
            Density::Dense => 1,
            Density::Roomy => 2,
        }
    }

    /// The columns of the first line of an article.
    pub fn columns(&self) -> Columns {
        let inside = self.width.saturating_sub(SIGNS + RIM);
        if self.density == Density::Roomy {
            return Columns {
                headline: inside,
                ..Columns::default()
            };
        }
        let mut columns = Columns::default();
        let mut left = inside;
        // The headline keeps at least this much before a column beside it gets room.
        let mut give = |cells: usize, least: usize| {
            if left < least + cells + 2 {
                return 0;
            }
            left -= cells + 2;
            cells
        };
        if self.group != Group::Day {
            columns.date = give(self.date, 20);
        }
        columns.minutes = give(6, 36);
        columns.outlet = give(16, 40);
        columns.headline = left;
        columns
    }

    /// Cells of the headline of an article, and what stands behind it in its column: how many copies there are and, where
    /// no second line has room for it, what the user filed it under and wrote on it.
    pub fn headline_of(&self, listed: &Listed) -> (usize, String) {
        let column = self.columns().headline;
        let mut behind = listed.copies_sign();
        if self.density == Density::Dense {
            let used = width::cells(&listed.row.title) + 1 + behind.len() + 1;
            let words = filed::filed(&listed.mark, usize::MAX);
            // In words only where they cost the headline nothing.
            let own = if used + width::cells(&words) <= column {
                words
            } else {
                filed::signs(&listed.mark)
            };
            if !own.is_empty() && !behind.is_empty() {
                behind.insert(0, ' ');
            }
            behind.insert_str(0, &own);
        }
        let cells = width::cells(&behind);
        if cells == 0 || column < LEAST + cells {
            return (column, String::new());
        }
        (column - cells - 1, behind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_come_with_the_width() {
        let columns = |width: usize| {
            Shape {
                width,
                height: 20,
                date: 10,
                density: Density::Dense,
                group: Group::None,
            }
            .columns()
        };
        assert_eq!(columns(30).date, 0);
        assert_eq!((columns(45).date, columns(45).minutes), (10, 0));
        assert_eq!((columns(64).minutes, columns(64).outlet), (6, 0));
        let wide = columns(100);
        assert_eq!((wide.date, wide.minutes, wide.outlet), (10, 6, 16));
        assert_eq!(wide.headline, 100 - 5 - 12 - 8 - 18);
    }
}
