//! What is to be done outside about marks.

use super::super::effect::{Effect, Target};
use crate::article::ArticleId;
use crate::library::marks::Passage;
use crate::library::paper::Form;

/// Something to do about marks. Names are imperative. What has an answer is answered by a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Find out which articles stand in these rows.
    Pick {
        /// Of which search.
        generation: u64,
        /// The first row.
        from: usize,
        /// One past the last.
        to: usize,
    },
    /// Add tags to articles and take tags away.
    Tag {
        /// Which articles.
        target: Target,
        /// The tags to add.
        add: Vec<String>,
        /// The tags to take away.
        remove: Vec<String>,
    },
    /// Keep a note on an article, or take it away.
    Note {
        /// Which article.
        id: ArticleId,
        /// The note.
        note: Option<String>,
    },
    /// Write a note in another program.
    EditNote {
        /// The article.
        id: ArticleId,
        /// The note as it is.
        text: String,
    },
    /// Keep a highlight, or take it away.
    Highlight {
        /// The article.
        id: ArticleId,
        /// The number of the highlight.
        number: String,
        /// The passage.
        passage: Option<Passage>,
    },
    /// Keep that an article was read until now.
    Log {
        /// Which article.
        id: ArticleId,
        /// How long it was in view, in seconds.
        seconds: u64,
        /// How much of it was seen, in percent.
        seen: u8,
    },
    /// Fetch the user's tags.
    ListTags,
    /// Fetch notes and highlights.
    ListRemarks,
    /// Fetch what was read when.
    ListVisits,
    /// Exchange marks with other machines by way of a folder; an empty name is none.
    Exchange(String),
    /// Save articles.
    Save {
        /// Which.
        target: Target,
        /// The file or folder, as it was typed.
        path: String,
        /// Whether a file that is there is replaced.
        replace: bool,
        /// The form of what goes into a folder.
        form: Form,
    },
    /// Give the text of articles to a command.
    Pipe {
        /// Which articles.
        target: Target,
        /// The command, as it was typed.
        command: String,
        /// Whether a shell reads the command.
        shell: bool,
    },
}

impl From<Wish> for Effect {
    fn from(wish: Wish) -> Self {
        Self::Wish(wish)
    }
}
