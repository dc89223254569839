//! Puts the index in order where an earlier session left it in many parts.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::library::{Error, Library};
use crate::memory;

/// Bytes a writer has that takes no articles; the engine wants 15 MB.
const LEAST_MEMORY: usize = 16 << 20;

/// Merges what a session that ended with its last article left in many parts.
pub(in crate::library) fn tidy(library: &Library, stop: &AtomicBool) -> Result<(), Error> {
    if !library.snapshot()?.is_scattered() {
        return Ok(());
    }
    let _lock = library.lock()?;
    let writer = library.reopen()?.writer(1, LEAST_MEMORY)?;
    writer.finish(&|| stop.load(Ordering::Relaxed))?;
    library.refresh()?;
    memory::give_back();
    Ok(())
}
