//! What happened: everything that can move the state.

use std::sync::Arc;

use crate::archive::Problem;
use crate::article::ArticleId;
use crate::config::Chord;
use crate::index::{Named, Suggestion};
use crate::library::card::{Known, Subject};
use crate::library::{Change, Counts, Progress, Saved, Summary, Trace};

use super::marking::Answer;
use super::pictures::{Gallery, Sight};
use super::views::listed::Listed;
use super::views::picture::Picture;
use super::views::reader::Opened;
use super::views::side::Facet;

/// Something that happened. Names are past tense.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Pressed(Chord),
    /// Text was pasted.
    Pasted(String),
    /// A mouse button was pressed on a cell.
    Clicked {
        /// Column, from 0.
        column: u16,
        /// Row, from 0.
        row: u16,
    },
    /// The mouse was moved to a cell with its button held.
    Dragged {
        /// Column, from 0.
        column: u16,
        /// Row, from 0.
        row: u16,
    },
    /// The wheel was turned over a cell.
    Scrolled {
        /// Column, from 0.
        column: u16,
        /// Row, from 0.
        row: u16,
        /// Notches, down where positive.
        by: i16,
    },
    /// The terminal has another size, in cells.
    Resized {
        /// Cells across.
        width: u16,
        /// Cells down.
        height: u16,
    },
    /// A search was answered.
    Found {
        /// Which search.
        generation: u64,
        /// Articles found.
        total: usize,
        /// Whether these are only the first; they are being counted and another answer follows.
        more: bool,
        /// Where the article lies that the search was asked to keep in view.
        position: Option<usize>,
        /// The number of the first of these rows.
        from: usize,
        /// Rows around that article; none where they are to be asked for.
        rows: Vec<Listed>,
        /// Whether the search took too long and stopped, so that older articles may be missing.
        cut: bool,
    },
    /// Rows of the list were fetched.
    Fetched {
        /// Which search they belong to.
        generation: u64,
        /// The number of the first.
        from: usize,
        /// The rows.
        rows: Vec<Listed>,
    },
    /// An article was loaded.
    Loaded {
        /// Which article was asked for.
        id: ArticleId,
        /// The article; `None` where the archive no longer has it.
        opened: Option<Arc<Opened>>,
    },
    /// The pictures of an article were loaded.
    PicturesLoaded {
        /// Which.
        gallery: Gallery,
        /// The pictures.
        pictures: Vec<Picture>,
    },
    /// Marks were made, undone or redone, and are on disk.
    Marked {
        /// How it came about.
        deed: Deed,
        /// What changed; `None` where there was nothing to undo or redo.
        change: Option<Change>,
    },
    /// Something that was wished about marks was answered.
    Answered(Answer),
    /// The marks were counted anew.
    Counted {
        /// Articles of each kind.
        counts: Counts,
        /// Things that could not be read.
        problems: usize,
    },
    /// The archive was read a little further.
    Progressed(Progress),
    /// The archive was read to its end.
    Ingested(Summary),
    /// Names were found for completion.
    NamesFound {
        /// The line that was typed then.
        line: String,
        /// The names, the best first.
        names: Vec<Named>,
    },
    /// A query that found hardly anything was perhaps meant otherwise.
    Suggested {
        /// Which search.
        generation: u64,
        /// How it was meant.
        suggestion: Option<Suggestion>,
    },
    /// The saved searches were fetched or changed, and are on disk.
    SearchesListed(Vec<Saved>),
    /// What is in the articles found was counted.
    Surveyed {
        /// Which search.
        generation: u64,
        /// The counts.
        facets: Vec<Facet>,
    },
    /// The unread articles of each saved search were counted.
    UnreadCounted(Vec<usize>),
    /// It was looked up where an article comes from.
    Traced {
        /// Which article.
        id: ArticleId,
        /// What was found.
        trace: Trace,
    },
    /// Problems were fetched for the problems view.
    ProblemsListed {
        /// How many there are.
        total: usize,
        /// The first of them.
        problems: Vec<Problem>,
    },
    /// The terminal told the colour of its ground.
    Told(Ground),
    /// The terminal told how it shows pictures.
    Saw(Sight),
    /// The files and folders were listed that a path may go on with.
    PathsListed {
        /// The path as it was typed.
        begun: String,
        /// The paths, each as it would be typed; folders end in `/`.
        paths: Vec<String>,
    },
    /// A name was looked up.
    LookedUp {
        /// Which.
        subject: Subject,
        /// What is known of it.
        known: Box<Known>,
    },
    /// The other articles that tell the story of one were fetched.
    CopiesListed {
        /// Which article.
        id: ArticleId,
        /// The others.
        copies: Vec<Listed>,
    },
    /// Something was done that is worth a word.
    Did(String),
    /// Something could not be done.
    Failed(String),
    /// The program was asked to end from outside.
    Terminated,
}

impl Msg {
    /// Whether it comes from the terminal or the system, not from work on an archive.
    pub const fn is_of_terminal(&self) -> bool {
        matches!(
            self,
            Self::Pressed(_)
                | Self::Pasted(_)
                | Self::Clicked { .. }
                | Self::Dragged { .. }
                | Self::Scrolled { .. }
                | Self::Resized { .. }
                | Self::Told(_)
                | Self::Saw(_)
                | Self::Terminated
        )
    }
}

/// The ground of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Dark, with light letters.
    Dark,
    /// Light, with dark letters.
    Light,
}

/// How a change of marks came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The reader marked.
    Made,
    /// The article was read.
    Read,
    /// The last change was taken back.
    Undone,
    /// A change taken back was made again.
    Redone,
}
