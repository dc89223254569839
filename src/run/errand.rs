//! What is done in order and never dropped: marks, places, what is listed and looked up.

use crate::app::marking::Wish;
use crate::app::{Deed, Effect, Target};
use crate::article::ArticleId;
use crate::library::card::Subject;
use crate::library::{Field, SearchChange};

/// Work that is done in order and never dropped.
pub(super) enum Errand {
    Mark {
        target: Target,
        field: Field,
        value: bool,
        deed: Deed,
    },
    Wish(Wish),
    KeepPlace {
        id: ArticleId,
        place: u32,
    },
    ListSearches,
    ListCopies(ArticleId),
    ChangeSearches {
        change: SearchChange,
        said: String,
    },
    Undo,
    Redo,
    Count,
    ListProblems,
    OpenAddress(String),
    LookUp(Subject),
    ListPaths(String),
    Remember {
        name: String,
        value: String,
    },
}

impl Errand {
    /// The errand that an effect is; none where others do it.
    pub(super) fn of(effect: Effect) -> Option<Self> {
        Some(match effect {
            Effect::ListSearches => Self::ListSearches,
            Effect::ChangeSearches { change, said } => Self::ChangeSearches { change, said },
            Effect::Mark {
                target,
                field,
                value,
                deed,
            } => Self::Mark {
                target,
                field,
                value,
                deed,
            },
            Effect::KeepPlace { id, place } => Self::KeepPlace { id, place },
            Effect::Wish(wish) => Self::Wish(wish),
            Effect::Undo => Self::Undo,
            Effect::Redo => Self::Redo,
            Effect::ListProblems => Self::ListProblems,
            Effect::ListCopies(id) => Self::ListCopies(id),
            Effect::OpenAddress(url) => Self::OpenAddress(url),
            Effect::LookUp(subject) => Self::LookUp(subject),
            Effect::ListPaths(begun) => Self::ListPaths(begun),
            Effect::Remember { name, value } => Self::Remember { name, value },
            // Others do these: the loop itself, and the threads that take the newest request only.
            Effect::Search { .. }
            | Effect::Fetch { .. }
            | Effect::Load { .. }
            | Effect::LoadPictures(_)
            | Effect::Trace(_)
            | Effect::FindNames { .. }
            | Effect::Survey { .. }
            | Effect::Copy { .. }
            | Effect::Mouse(_)
            | Effect::OpenArchive(_)
            | Effect::Redraw
            | Effect::Suspend
            | Effect::KeepSession(_)
            | Effect::Quit => return None,
        })
    }
}
