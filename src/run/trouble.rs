//! What went wrong with a worker: whether the index is to blame, and what a panic said.

use std::any::Any;
use std::error;

use crate::{index, library};

/// Whether an error says that the index is not what was written.
pub(super) fn is_damage(error: &(dyn error::Error + 'static)) -> bool {
    let damaged = |error: &index::Error| matches!(error, index::Error::Damaged);
    let direct = error.downcast_ref::<index::Error>().is_some_and(damaged);
    direct
        || matches!(error.downcast_ref::<library::Error>(), Some(library::Error::Index(error)) if damaged(error))
}

/// What a panic said.
pub(super) fn reason(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no reason given")
}
