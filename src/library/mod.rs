//! An opened archive: what is in it, what was marked, where it is kept.

mod addresses;
pub mod card;
mod crew;
mod flagged;
mod headline;
mod imported;
mod ingest;
mod journal;
mod manifest;
mod marking;
pub mod marks;
pub mod paper;
mod pictures;
pub mod places;
mod progress;
mod repeats;
pub mod searches;
mod stories;
mod story;
mod survey;
mod trace;

use std::fs::{self, File, TryLockError};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::SystemTime;

pub use headline::headline;
pub use imported::Matched;
use manifest::Manifest;
pub use marks::{Change, Edit, Field, Key, Kind, Mark, Marks};
pub use places::Places;
pub use progress::{Progress, Summary};
use repeats::Repeats;
pub use searches::{Change as SearchChange, Saved};
pub use survey::Facets;
pub use trace::Trace;

use crate::annotate::{Annotated, Annotator};
use crate::archive::{self, Archive, Problem};
use crate::article::{Article, ArticleId, Provenance};
use crate::index::{self, Flag, Flags, Hits, Index, Names, Order, Query, Row, Snapshot, Watch};

/// Why an archive cannot be opened, read or searched.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The archive says why.
    #[error(transparent)]
    Archive(#[from] archive::Error),
    /// The index says why.
    #[error(transparent)]
    Index(#[from] index::Error),
    /// The marks say why.
    #[error(transparent)]
    Marks(#[from] marks::Error),
    /// The saved searches say why.
    #[error(transparent)]
    Searches(#[from] searches::Error),
    /// What was read of the archive cannot be looked up or written down.
    #[error(
        "the list of files read cannot be used: {0}; free disk space, or delete the cache folder"
    )]
    Manifest(#[from] rusqlite::Error),
    /// The cache folder cannot be used.
    #[error("{path}: the cache cannot be used: {source}; set KLIPING_CACHE_DIR to another place")]
    Cache {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Another program reads the archive into the index; this one only looks.
    #[error("another kliping is reading this archive; what it has read can be used")]
    Busy,
}

/// Which articles to look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All of them.
    #[default]
    All,
    /// Those not read yet.
    Unread,
    /// Those with a star.
    Starred,
}

/// How many articles there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub all: usize,
    /// Not read yet.
    pub unread: usize,
    /// With a star.
    pub starred: usize,
}

/// What is known of the index at this moment.
#[derive(Default)]
struct View {
    index: Option<Arc<Index>>,
    snapshot: Option<Arc<Snapshot>>,
    /// When the index was last committed, as the file system says it.
    stamp: Option<SystemTime>,
}

/// The user's marks as sets of documents.
#[derive(Default)]
struct Marked {
    flags: Flags,
    /// What the marks said of other programs when the sets were made.
    version: i64,
}

/// An opened archive. Threads share it.
pub struct Library {
    archive: Archive,
    options: archive::Options,
    annotator: Arc<Annotator>,
    folder: PathBuf,
    /// The file of saved searches.
    searches: PathBuf,
    marks: Arc<Marks>,
    view: Mutex<View>,
    refreshing: Mutex<()>,
    marked: Mutex<Marked>,
    repeats: RwLock<Option<Arc<Repeats>>>,
    folds: Mutex<stories::Known>,
}

/// The file that says for which layout an index was made.
const LAYOUT: &str = "layout";

/// The folder of the engine inside the folder of an index.
const ENGINE: &str = "engine";

impl std::fmt::Debug for Library {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Library")
            .field(&self.archive.root())
            .finish()
    }
}

impl Library {
    /// Opens the archive at `path` with its index in the cache. Nothing is read of the archive: [`Library::ingest`]
    /// does. An index that is damaged or of another version is made anew.
    pub fn open(
        path: &Path,
        places: &Places,
        annotator: Arc<Annotator>,
        options: archive::Options,
    ) -> Result<Self, Error> {
        let archive = Archive::open(path)?;
        let folder = places.index_of(archive.root());
        let library = Self {
            marks: Arc::new(Marks::open(&places.marks())?),
            archive,
            options,
            annotator,
            folder,
            searches: places.searches(),
            view: Mutex::default(),
            refreshing: Mutex::default(),
            marked: Mutex::default(),
            repeats: RwLock::default(),
            folds: Mutex::default(),
        };
        library.open_or_make()?;
        Ok(library)
    }

    /// The archive's root: an absolute path without links.
    pub fn root(&self) -> &Path {
        self.archive.root()
    }

    /// The folders in which the program keeps its own things; they may lie in the archive.
    pub fn own_folders(&self) -> Vec<PathBuf> {
        let marks = self.marks.path().parent().map(Path::to_owned);
        std::iter::once(self.folder.clone()).chain(marks).collect()
    }

    /// The marks of the user.
    pub fn marks(&self) -> &Arc<Marks> {
        &self.marks
    }

    /// Reads what is new or changed in the archive, takes out what is gone, and tells how far it is. [`Error::Busy`]
    /// where another program is doing it.
    pub fn ingest(
        &self,
        on: &mut dyn FnMut(Progress),
        stop: &AtomicBool,
    ) -> Result<Summary, Error> {
        let mut summary = ingest::run(self, on, stop)?;
        if !summary.stopped {
            summary.matched = self.take_over_said()?;
        }
        Ok(summary)
    }

    /// Merges the parts of the index that an earlier session, ended with its last article, left as they were; what is
    /// given up by `stop` is left to the next. [`Error::Busy`] where another program writes the index.
    pub fn tidy(&self, stop: &AtomicBool) -> Result<(), Error> {
        ingest::tidy(self, stop)
    }

    /// Finds the articles that answer a query. `None` where `stale` said meanwhile that nobody wants the answer.
    pub fn search(
        &self,
        query: &Query,
        scope: Scope,
        order: Order,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Hits>, Error> {
        let early = &mut |_| {};
        self.search_early(query, scope, order, &mut Watch { stale, early })
    }

    /// The same; where counting all of them takes long, the first of them are told before.
    pub fn search_early(
        &self,
        query: &Query,
        scope: Scope,
        order: Order,
        watch: &mut Watch<'_>,
    ) -> Result<Option<Hits>, Error> {
        let snapshot = self.snapshot()?;
        let only = match scope {
            Scope::All => None,
            Scope::Unread => Some((Flag::Read, false)),
            Scope::Starred => Some((Flag::Starred, true)),
        };
        let mut flags = (only.is_some() || query.asks_flags())
            .then(|| self.flags(&snapshot))
            .transpose()?;
        if query.asks_copies() {
            let folds = self.folds(&snapshot)?;
            flags = Some(flags.unwrap_or_default().with_copied(&snapshot, &folds));
        }
        let query = query.with_companies(&|name| self.names(name));
        Ok(snapshot.search(&query, only, order, flags.as_ref(), watch)?)
    }

    /// What the lexicon says now of a name by which a query asks for a company. The index keeps the names of the day
    /// when an article was read: those that the reader added since are looked for in the text, those that the reader
    /// silenced are no company's.
    fn names(&self, name: &str) -> Names {
        let lexicon = self.annotator.lexicon();
        if lexicon.is_silent(name) {
            return Names {
                silent: true,
                ..Names::default()
            };
        }
        let Some(company) = lexicon.company(name) else {
            return Names::default();
        };
        let text = |name: &Arc<str>| name.to_string();
        let former = company.was.iter().map(|former| &former.name);
        Names {
            silent: false,
            filed: std::iter::once(&company.name)
                .chain(&company.aka)
                .chain(former)
                .map(text)
                .collect(),
            written: company.added.iter().map(text).collect(),
        }
    }

    /// An article and what the annotator finds in it.
    pub fn article(&self, id: &ArticleId) -> Result<Option<(Article, Annotated)>, Error> {
        let Some((_, article)) = self.snapshot()?.article(id, &known_name)? else {
            return Ok(None);
        };
        let annotated = crew::annotate(&self.annotator, &article, &*self.repeats()?);
        Ok(Some((article, annotated)))
    }

    /// An article with its headline, before the annotator has looked at it.
    pub fn plain_article(&self, id: &ArticleId) -> Result<Option<(Row, Article)>, Error> {
        Ok(self.snapshot()?.article(id, &known_name)?)
    }

    /// Whether [`Library::article`] answers at once: the annotator and what it must know of the archive are there. The
    /// first article of a session makes them, which takes some frames.
    pub fn annotates_at_once(&self) -> bool {
        let repeats = self.repeats.read().unwrap_or_else(PoisonError::into_inner);
        repeats.is_some() && self.annotator.is_ready()
    }

    /// Further places of an article in the archive, besides its provenance.
    pub fn other_places(&self, id: &ArticleId) -> Result<Vec<Provenance>, Error> {
        let manifest = Manifest::look(&self.folder)?;
        Ok(manifest.map_or(Ok(Vec::new()), |manifest| manifest.twin_places(id))?)
    }

    /// How many files, lines and members could not be read.
    pub fn problem_count(&self) -> Result<usize, Error> {
        let manifest = Manifest::look(&self.folder)?;
        Ok(manifest.map_or(Ok(0), |manifest| manifest.problem_count())?)
    }

    /// A stretch of what could not be read, behind what came of exports that hold no articles but marks.
    pub fn problems(&self, range: Range<usize>) -> Result<Vec<Problem>, Error> {
        let Some(manifest) = Manifest::look(&self.folder)? else {
            return Ok(Vec::new());
        };
        let mut problems = manifest.said_rows()?;
        problems.extend(manifest.problems(range)?);
        Ok(problems)
    }

    /// How many articles there are, unread and starred. Looks at every mark once after the index changed.
    pub fn counts(&self) -> Result<Counts, Error> {
        let snapshot = self.snapshot()?;
        let flags = self.flags(&snapshot)?;
        let read = flags.count(&snapshot, Flag::Read);
        Ok(Counts {
            all: snapshot.len(),
            unread: snapshot.len() - read,
            starred: flags.count(&snapshot, Flag::Starred),
        })
    }

    /// The lines that recur across the archive.
    fn repeats(&self) -> Result<Arc<Repeats>, Error> {
        if let Some(known) = &*self.repeats.read().unwrap_or_else(PoisonError::into_inner) {
            return Ok(Arc::clone(known));
        }
        let lines = match Manifest::look(&self.folder)? {
            Some(manifest) => manifest.lines()?,
            None => Vec::new(),
        };
        let repeats = Arc::new(Repeats::resume(lines.into_iter()).frequent());
        self.know_repeats(Arc::clone(&repeats));
        Ok(repeats)
    }

    fn know_repeats(&self, repeats: Arc<Repeats>) {
        *self.repeats.write().unwrap_or_else(PoisonError::into_inner) = Some(repeats);
    }

    fn cache_error(path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |source| Error::Cache { path, source }
    }

    /// Takes the right to write the index; it ends when the file is dropped, at the latest with the program.
    fn lock(&self) -> Result<File, Error> {
        fs::create_dir_all(&self.folder).map_err(Self::cache_error(&self.folder))?;
        let path = self.folder.join("lock");
        let file = File::create(&path).map_err(Self::cache_error(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Error::Busy),
            Err(TryLockError::Error(source)) => Err(Error::Cache { path, source }),
        }
    }

    /// Opens the index where there is a sound one; else makes a new one, unless another program is at it.
    fn open_or_make(&self) -> Result<(), Error> {
        if self.open_index().is_ok() {
            return Ok(());
        }
        match self.lock() {
            Ok(lock) => self.renew(&lock),
            Err(Error::Busy) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Makes an empty index in place of whatever is there. Needs the lock.
    fn renew(&self, _lock: &File) -> Result<(), Error> {
        let engine = self.folder.join(ENGINE);
        for name in ["files.db", "files.db-wal", "files.db-shm", LAYOUT] {
            let path = self.folder.join(name);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Self::cache_error(&path)(error));
                }
                _ => {}
            }
        }
        match fs::remove_dir_all(&engine) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Self::cache_error(&engine)(error));
            }
            _ => {}
        }
        fs::create_dir_all(&engine).map_err(Self::cache_error(&engine))?;
        Index::open(&engine, true)?;
        let layout = self.folder.join(LAYOUT);
        fs::write(&layout, index::VERSION.to_string()).map_err(Self::cache_error(&layout))?;
        self.open_index()
    }

    /// Opens the index that is there.
    fn open_index(&self) -> Result<(), Error> {
        let layout = fs::read_to_string(self.folder.join(LAYOUT)).unwrap_or_default();
        if layout != index::VERSION.to_string() {
            return Err(index::Error::Damaged.into());
        }
        let stamp = self.stamp();
        let index = Arc::new(Index::open(&self.folder.join(ENGINE), false)?);
        let snapshot = index.snapshot()?;
        *self.view.lock().unwrap_or_else(PoisonError::into_inner) = View {
            index: Some(index),
            snapshot: Some(snapshot),
            stamp,
        };
        Ok(())
    }

    /// The index opened anew, as its writer must: another program may have written it since.
    fn reopen(&self) -> Result<Arc<Index>, Error> {
        self.open_index()?;
        let view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        view.index.clone().ok_or(Error::Busy)
    }

    /// Gives the index up: the next time the archive is opened, it is made anew.
    pub fn distrust(&self) {
        // What cannot be removed is met, and told, again.
        let _ = fs::remove_file(self.folder.join(LAYOUT));
    }

    fn stamp(&self) -> Option<SystemTime> {
        let meta = fs::metadata(self.folder.join(ENGINE).join("meta.json")).ok()?;
        meta.modified().ok()
    }

    /// The index as it is now, whoever wrote it.
    fn snapshot(&self) -> Result<Arc<Snapshot>, Error> {
        let known = {
            let view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
            view.snapshot.clone().filter(|_| view.stamp == self.stamp())
        };
        match known {
            Some(snapshot) => Ok(snapshot),
            None => self.refresh(),
        }
    }

    /// Sees what was committed meanwhile.
    fn refresh(&self) -> Result<Arc<Snapshot>, Error> {
        // One at a time: a slower thread that began before a commit would bring the engine back to what was before it.
        let _turn = self
            .refreshing
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let stamp = self.stamp();
        let index = {
            let view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
            view.index.clone()
        };
        let Some(index) = index else {
            self.open_index()?;
            let view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
            return view.snapshot.clone().ok_or(Error::Busy);
        };
        index.reload()?;
        let snapshot = index.snapshot()?;
        let mut view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        view.snapshot = Some(Arc::clone(&snapshot));
        view.stamp = stamp;
        Ok(snapshot)
    }

    /// What decides how files are read: where it changes, everything is read anew.
    fn settings(&self) -> String {
        format!("{} {:?}", env!("CARGO_PKG_VERSION"), self.options)
    }
}

/// The static form of the name of a format, a character set or a repair; empty for any other.
fn known_name(name: &str) -> &'static str {
    let format = archive::FORMATS.iter().map(|format| format.name());
    format
        .chain(archive::REPAIRS.iter().copied())
        .find(|known| *known == name)
        .or_else(|| {
            encoding_rs::Encoding::for_label(name.as_bytes()).map(encoding_rs::Encoding::name)
        })
        .unwrap_or_default()
}
