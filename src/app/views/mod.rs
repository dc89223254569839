//! One file a view: what it holds and how it moves.

pub mod card;
pub mod facts;
pub mod filed;
pub mod find;
pub mod help;
pub mod lights;
pub mod links;
pub mod list;
pub mod listed;
pub mod margin;
pub mod menu;
pub mod page;
pub mod palette;
pub mod picture;
pub mod problems;
pub mod raw;
pub mod reader;
pub mod rows;
pub mod side;
mod window;

/// A view that lies over the panes.
#[derive(Debug)]
pub enum Overlay {
    /// The keys that work here.
    Help(help::Help),
    /// What could not be read.
    Problems(problems::Problems),
    /// Notes and highlights, readings, or what a command printed.
    Page(page::Page),
    /// Where the article comes from.
    Facts(facts::Facts),
    /// The bytes of the article.
    Raw(raw::Raw),
    /// Every action by its name.
    Palette(palette::Palette),
    /// What is known of a name.
    Card(Box<card::Card>),
    /// The links of the article.
    Links(links::Links),
    /// A picture of the article, large.
    Picture(picture::Large),
    /// How the list is arranged.
    Arrange(menu::Menu<crate::app::arrange::Choice>),
}

/// The row after the one under a cursor, or going `back` the one before it, of so many rows; the last has none behind it.
fn stepped(cursor: usize, back: bool, rows: usize) -> usize {
    if back {
        cursor.saturating_sub(1)
    } else {
        (cursor + 1).min(rows.saturating_sub(1))
    }
}

/// Rows of text on a screen that may be smaller.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first row shown.
    pub top: usize,
}

impl Scroll {
    /// Moves by rows, down where positive, over `rows` rows of which `height` fit.
    pub fn by(&mut self, by: isize, rows: usize, height: usize) {
        self.top = self
            .top
            .saturating_add_signed(by)
            .min(rows.saturating_sub(height));
    }
}
