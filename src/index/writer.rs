//! Puts articles into the index and takes them out.

use std::path::Path;
use std::sync::Arc;

use tantivy::IndexWriter;
use tantivy::Term;
use tantivy::merge_policy::LogMergePolicy;

use super::Error;
use super::entry::{Entry, Facts, Room, id_key};
use super::schema::Fields;
use super::texts::{Extent, Press};
use crate::article::{Article, ArticleId};

/// Bytes of articles that may wait for the engine.
const WAITING: usize = 16 << 20;

/// Segments of more articles than this are merged no further: merging what is sorted holds postings in memory, and no
/// merge may take long.
const LARGEST_MERGED: usize = 30_000;

/// Segments of about one size that are merged into one. Few, because merging what is sorted holds all their postings in
/// memory.
const MERGED: usize = 4;

/// The one writer of an index. Articles come in from any thread.
pub struct Writer {
    engine: IndexWriter<Entry>,
    fields: Fields,
    room: Arc<Room>,
    press: Press,
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
        let engine: IndexWriter<Entry> = match engine.writer_with_options(options) {
            Err(tantivy::TantivyError::LockFailure(..)) => return Err(Error::Busy),
            other => other?,
        };
        let mut policy = LogMergePolicy::default();
        policy.set_max_docs_before_merge(LARGEST_MERGED);
        policy.set_min_layer_size(2_000);
        policy.set_min_num_segments(MERGED);
        policy.set_del_docs_ratio_before_merge(0.3);
        engine.set_merge_policy(Box::new(policy));
        Ok(Self {
            engine,
            fields,
            room: Room::new(WAITING),
            press: Press::open(folder, extent).map_err(tantivy::TantivyError::from)?,
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
        Ok(())
    }

    /// Finishes the merges that are under way.
    pub fn finish(self) -> Result<(), Error> {
        Ok(self.engine.wait_merging_threads()?)
    }
}
