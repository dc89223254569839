//! Puts articles into the index and takes them out.

use std::path::Path;
use std::sync::Arc;

use tantivy::IndexWriter;
use tantivy::Term;
use tantivy::merge_policy::NoMergePolicy;

use super::Error;
use super::entry::{Entry, Facts, Room, id_key};
use super::merging::Merging;
use super::schema::Fields;
use super::texts::{Extent, Press};
use crate::article::{Article, ArticleId};

/// Bytes of articles that may wait for the engine.
const WAITING: usize = 16 << 20;

/// The engine's own writer.
pub(super) type Engine = IndexWriter<Entry>;

/// The one writer of an index. Articles come in from any thread.
pub struct Writer {
    engine: Engine,
    fields: Fields,
    room: Arc<Room>,
    press: Press,
    merging: Merging,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Writer")
    }
}

impl Writer {
    pub(super) fn new(
        engine: &tantivy::Index,
        fields: Fields,
        folder: &Path,
        threads: usize,
        memory: usize,
    ) -> Result<Self, Error> {
        let committed = engine.load_metas()?.payload;
        let extent = match committed {
            Some(committed) => Extent::parse(&committed).ok_or(Error::Damaged)?,
            None => Extent::default(),
        };
        let options = tantivy::indexer::IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(memory / threads.max(1))
            .num_merge_threads(1)
            .build();
        let engine: Engine = match engine.writer_with_options(options) {
            Err(tantivy::TantivyError::LockFailure(..)) => return Err(Error::Busy),
            other => other?,
        };
        engine.set_merge_policy(Box::new(NoMergePolicy));
        Ok(Self {
            engine,
            fields,
            room: Room::new(WAITING),
            press: Press::open(folder, extent)?,
            merging: Merging::default(),
        })
    }

    /// Puts an article in. Waits while too much is on its way.
    pub fn add(&self, article: &Article, facts: Facts<'_>) -> Result<(), Error> {
        let entry = Entry::new(&self.fields, &self.room, article, facts, &self.press)?;
        self.engine.add_document(entry)?;
        Ok(())
    }

    /// Takes an article out.
    pub fn remove(&self, id: &ArticleId) {
        self.engine
            .delete_term(Term::from_field_u64(self.fields.id, id_key(id)));
    }

    /// Makes everything so far durable and visible to new snapshots.
    pub fn commit(&mut self) -> Result<(), Error> {
        let extent = self.press.close().map_err(tantivy::TantivyError::from)?;
        let mut commit = self.engine.prepare_commit()?;
        commit.set_payload(&extent.to_string());
        commit.commit()?;
        self.merging.go_on(&mut self.engine, false)?;
        Ok(())
    }

    /// Merges what has become many small parts, until `stop` says that nobody waits for it. Everything is durable and
    /// visible before.
    pub fn finish(mut self, stop: &dyn Fn() -> bool) -> Result<(), Error> {
        self.merging.end(&mut self.engine, stop)
    }
}
