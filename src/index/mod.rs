//! Full-text search: an index of articles on disk, a query language, and answers of any length at a constant price.

mod bits;
mod checked;
mod dates;
mod entry;
mod flags;
mod folds;
mod hits;
mod lower;
mod merging;
mod names;
mod near;
mod pattern;
mod query;
mod quotes;
mod record;
mod scan;
mod schema;
mod sets;
mod short;
mod shorthand;
mod sieve;
mod snapshot;
mod sorting;
mod spelled;
mod spelling;
mod tally;
mod terms;
#[cfg(test)]
mod tests;
mod texts;
mod tokens;
mod walk;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::MmapDirectory;
use tantivy::{IndexReader, ReloadPolicy};

use short::Short;
use texts::Texts;

pub use entry::Facts;
pub use flags::{Flags, Sets};
pub use folds::Folds;
pub use hits::Hits;
pub use names::Names;
pub use query::{FIELDS, Flag, HAS, IS, Key, Query, QueryError, SORT, Typing};
pub use record::Row;
pub use schema::{Place, VERSION};
pub use sieve::Sieve;
pub use snapshot::{Order, Snapshot, Watch};
pub use spelling::Suggestion;
pub use tally::Named;
pub use terms::{Term, Terms};
pub(crate) use tokens::is_dense;
pub use writer::Writer;

/// How many words a text has, as the index counts them: scripts without spaces count by characters.
pub fn words(text: &str) -> usize {
    tokens::words(text).count()
}

/// Why the index cannot answer or be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The engine says why.
    #[error("the search index cannot be used: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// A stored article is not what was written.
    #[error("the search index is damaged; it is rebuilt at the next start")]
    Damaged,
    /// Another program is writing it.
    #[error("another kliping is writing the search index of this archive")]
    Busy,
}

/// The index of one archive, in a folder of its own.
pub struct Index {
    engine: tantivy::Index,
    reader: IndexReader,
    fields: schema::Fields,
    folder: PathBuf,
    texts: Arc<Texts>,
}

/// Unpacked blocks of rows that are kept for each segment: enough for scrolling, which takes them in order.
const ROWS_KEPT: usize = 4;

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Index")
    }
}

impl Index {
    /// Opens the index in a folder that exists; an empty one is made a new index where `create` allows it.
    pub fn open(folder: &Path, create: bool) -> Result<Self, Error> {
        let (schema, fields) = schema::schema();
        let directory = MmapDirectory::open(folder).map_err(tantivy::TantivyError::from)?;
        let exists = tantivy::Index::exists(&directory).map_err(tantivy::TantivyError::from)?;
        let short = Arc::new(Short::new(fields.text, short::WORDS));
        let named = Arc::new(Short::new(fields.name, short::NAMES));
        let mut engine = if !exists && create {
            texts::create(folder).map_err(tantivy::TantivyError::from)?;
            tantivy::Index::builder()
                .schema(schema.clone())
                .settings(schema::settings())
                .register_plugin(short)
                .register_plugin(named)
                .open_or_create(directory)?
        } else {
            let mut engine = tantivy::Index::open(directory)?;
            engine.register_plugin(short);
            engine.register_plugin(named);
            engine
        };
        if engine.schema() != schema {
            return Err(Error::Damaged);
        }
        engine.set_tokenizers(schema::tokenizers());
        let reader = engine
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(ROWS_KEPT)
            .try_into()?;
        Ok(Self {
            texts: Arc::new(Texts::open(folder).map_err(|_| Error::Damaged)?),
            folder: folder.to_owned(),
            engine,
            reader,
            fields,
        })
    }

    /// The index as it was last committed here, or, after [`Index::reload`], by another program.
    pub fn snapshot(&self) -> Result<Arc<Snapshot>, Error> {
        Ok(Arc::new(Snapshot::new(
            self.reader.searcher(),
            self.fields,
            Arc::clone(&self.texts),
        )?))
    }

    /// Sees what was committed meanwhile.
    pub fn reload(&self) -> Result<(), Error> {
        Ok(self.reader.reload()?)
    }

    /// A writer with `threads` threads and `memory` bytes for all of them. There can be one at a time.
    pub fn writer(&self, threads: usize, memory: usize) -> Result<Writer, Error> {
        Writer::new(&self.engine, self.fields, &self.folder, threads, memory)
    }
}
