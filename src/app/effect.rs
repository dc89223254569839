//! What is to be done outside: the answers of `update`.

use crate::article::{ArticleId, Provenance};
use crate::index::{Key, Order, Query};
use crate::library::card::Subject;
use crate::library::{Field, Scope, SearchChange};

use super::marking::Wish;
use super::msg::Deed;
use super::pictures::Gallery;

/// Which articles a mark is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// These.
    These(Vec<ArticleId>),
    /// All of the present search.
    Found {
        /// Which search.
        generation: u64,
    },
    /// Those in some rows of a search, and others.
    Rows {
        /// Which search.
        generation: u64,
        /// The first row.
        from: usize,
        /// One past the last.
        to: usize,
        /// The others.
        besides: Vec<ArticleId>,
    },
    /// All that answer this.
    Query(Query),
}

/// Where an article comes from, to be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Which article.
    pub id: ArticleId,
    /// Where it lies.
    pub place: Provenance,
    /// Whether its bytes are wanted as well.
    pub bytes: bool,
}

/// Something to do outside the state. Names are imperative. What has an answer is answered by a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Search; a newer search makes an older one stale.
    Search {
        /// Which search.
        generation: u64,
        /// What for.
        query: Query,
        /// Among which articles.
        scope: Scope,
        /// In what order.
        order: Order,
        /// Whether copies of one story are one row.
        fold: bool,
        /// The article to keep in view.
        keep: Option<ArticleId>,
    },
    /// Fetch rows of a search.
    Fetch {
        /// Which search.
        generation: u64,
        /// The number of the first row.
        from: usize,
        /// How many.
        count: usize,
    },
    /// Load the pictures of an article; newer ones make older ones stale.
    LoadPictures(Gallery),
    /// Load an article with the hits of a query in it.
    Load {
        /// Which article.
        id: ArticleId,
        /// What to light in it.
        query: Query,
    },
    /// Mark articles.
    Mark {
        /// Which.
        target: Target,
        /// What is marked.
        field: Field,
        /// Whether it is set or cleared.
        value: bool,
        /// Why.
        deed: Deed,
    },
    /// Keep how far an article was read.
    KeepPlace {
        /// Which article.
        id: ArticleId,
        /// The first byte of its text on the screen.
        place: u32,
    },
    /// Do something about tags, notes, highlights, readings, files and commands.
    Wish(Wish),
    /// Find names for completion; newer ones make older ones stale.
    FindNames {
        /// The line that is typed.
        line: String,
        /// Which names.
        key: Key,
        /// What there is of the name.
        typed: String,
    },
    /// Count what is in the articles found and what is unread in saved searches; a newer count makes an older one stale.
    Survey {
        /// Which search.
        generation: u64,
        /// The queries of the saved searches.
        searches: Vec<String>,
    },
    /// Fetch the saved searches.
    ListSearches,
    /// Change the saved searches.
    ChangeSearches {
        /// How.
        change: SearchChange,
        /// What to say once it is on disk.
        said: String,
    },
    /// Take the last change of marks back.
    Undo,
    /// Make the change again that was taken back last.
    Redo,
    /// Look up where an article comes from.
    Trace(Origin),
    /// Fetch the other articles that tell the story of one.
    ListCopies(ArticleId),
    /// Fetch the problems of the archive.
    ListProblems,
    /// Open an address in the browser.
    OpenAddress(String),
    /// Put a text into the clipboard.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the notice.
        what: &'static str,
    },
    /// List the files and folders that a path may go on with.
    ListPaths(String),
    /// Show another archive instead of this one.
    OpenArchive(String),
    /// Look up what is known of a name.
    LookUp(Subject),
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Keep the session, a newer one in the place of one that waits.
    KeepSession(String),
    /// Keep something for the next start.
    Remember {
        /// What it is.
        name: String,
        /// What to keep.
        value: String,
    },
    /// Draw the whole screen anew.
    Redraw,
    /// Give the terminal back to the shell until it is resumed.
    Suspend,
    /// End the program.
    Quit,
}
