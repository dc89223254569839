//! Reading an archive into its index: what is new or changed, and nothing else.

mod growth;
mod tidy;
mod totals;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use super::addresses::{Addresses, Sketch, Standing};
use super::crew::{self, Queue};
use super::manifest::{Known, Manifest, NO_FILE, end_of};
use super::progress::{Progress, Summary};
use super::repeats::Repeats;
use super::story::{Least, Stories};
use super::{Error, Library};
use crate::archive::{Entry, Flow, Problem, Sink, State};
use crate::article::{Article, ArticleId};
use crate::index::{Sieve, Snapshot, Writer};
use crate::memory;
use growth::anything_new;
pub(super) use tidy::tidy;
use totals::Totals;

/// Bytes of memory for the engine, all threads together.
const MEMORY: usize = 120 << 20;

/// The first commit comes after so many articles or so long, so that they show at once.
const FIRST: (usize, Duration) = (50, Duration::from_millis(150));

/// Commits come ever more rarely, up to this.
const RAREST: Duration = Duration::from_secs(30);

/// How often progress is told.
const TELL: Duration = Duration::from_millis(100);

/// One ingest under way.
struct Ingest<'a> {
    library: &'a Library,
    manifest: &'a Manifest,
    writer: &'a RwLock<Writer>,
    shared: &'a Shared,
    repeats: Repeats,
    sieve: Sieve,
    snapshot: Arc<Snapshot>,
    /// Articles that are not in a snapshot yet, with the file they come from.
    pending: HashMap<ArticleId, i64>,
    /// Articles that were taken out and are still in the snapshot.
    removed: HashSet<ArticleId>,
    addresses: Addresses,
    stories: Stories,
    /// The number of the next article, which parts it from others of the same second.
    serial: u64,
    file: Reading,
    progress: Progress,
    summary: Summary,
    begun: Instant,
    committed: Instant,
    /// When the lines that recur were written down last.
    kept_lines: Instant,
    /// How long after a commit the next one comes.
    every: Duration,
    /// Whether anything was read or taken out since the last commit.
    changed: bool,
    /// Whether files are to be looked at once more: an article was taken out that another one of them holds too.
    once_more: bool,
    told: Instant,
    on: &'a mut dyn FnMut(Progress),
    stop: &'a AtomicBool,
    error: Option<Error>,
}

/// The file that is being read.
#[derive(Default)]
struct Reading {
    file: i64,
    entry: Option<Entry>,
    part: i64,
    ids: Vec<ArticleId>,
    /// Articles of the reading before that were not met again yet.
    before: HashSet<ArticleId>,
    /// Whether anything in it is no line of JSON.
    others: bool,
    /// Whether anything of it was read before.
    read_before: bool,
    /// Articles of this reading from before it was cut short.
    done: HashSet<ArticleId>,
}

/// Reads what is new or changed into the index and takes out what is gone.
pub(super) fn run(
    library: &Library,
    on: &mut dyn FnMut(Progress),
    stop: &AtomicBool,
) -> Result<Summary, Error> {
    let summary = {
        let _lock = library.lock()?;
        let manifest = Manifest::open(&library.folder)?;
        if manifest.fact("settings")? != Some(library.settings()) {
            manifest.distrust_all()?;
            manifest.put_fact("settings", &library.settings())?;
        }
        if !anything_new(library, &manifest, stop)? {
            return Ok(Summary::default());
        }
        read(library, &manifest, on, stop)
    };
    // The session that goes on needs nothing of what reading took.
    memory::give_back();
    summary
}

/// Reads, with threads of its own, where something is new.
fn read(
    library: &Library,
    manifest: &Manifest,
    on: &mut dyn FnMut(Progress),
    stop: &AtomicBool,
) -> Result<Summary, Error> {
    let index = library.reopen()?;
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(4);
    // Annotating takes twice what the engine takes, and the fewer its threads are, the larger are its segments.
    let writer = RwLock::new(index.writer(threads.div_ceil(2), MEMORY)?);
    let shared = Shared {
        repeats: RwLock::new(Arc::new(Repeats::default())),
        queue: Queue::default(),
        totals: Totals::default(),
    };
    let mut ingest = Ingest::new(library, manifest, &writer, &shared, on, stop)?;
    let result = thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| crew::work(&shared.queue, &writer, &library.annotator, &shared.repeats));
        }
        scope.spawn(|| shared.totals.count(&library.archive));
        let result = ingest.all();
        shared.totals.end();
        shared.queue.close();
        result
    });
    let summary = ingest.summary;
    result?;
    if !summary.stopped {
        let writer = writer.into_inner().unwrap_or_else(PoisonError::into_inner);
        writer.finish(&|| stop.load(Ordering::Relaxed))?;
        library.refresh()?;
    }
    Ok(summary)
}

/// What the threads of an ingest share.
struct Shared {
    queue: Queue,
    /// The lines that recur, as far as it is known.
    repeats: RwLock<Arc<Repeats>>,
    totals: Totals,
}

impl<'a> Ingest<'a> {
    fn new(
        library: &'a Library,
        manifest: &'a Manifest,
        writer: &'a RwLock<Writer>,
        shared: &'a Shared,
        on: &'a mut dyn FnMut(Progress),
        stop: &'a AtomicBool,
    ) -> Result<Self, Error> {
        let snapshot = library.refresh()?;
        let serial = manifest
            .fact("serial")?
            .and_then(|serial| serial.parse().ok());
        let repeats = Repeats::resume(manifest.lines()?.into_iter());
        *shared
            .repeats
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(repeats.frequent());
        let now = Instant::now();
        Ok(Self {
            sieve: Sieve::of(&snapshot),
            library,
            manifest,
            writer,
            shared,
            repeats,
            snapshot,
            pending: HashMap::new(),
            removed: HashSet::new(),
            addresses: Addresses::of(manifest)?,
            stories: Stories::default(),
            serial: serial.unwrap_or(0),
            file: Reading::default(),
            progress: Progress::default(),
            summary: Summary::default(),
            begun: now,
            committed: now,
            kept_lines: now,
            every: FIRST.1,
            changed: false,
            once_more: false,
            told: now,
            on,
            stop,
            error: None,
        })
    }

    fn all(&mut self) -> Result<(), Error> {
        self.manifest.begin()?;
        self.pass()?;
        if self.once_more && !self.summary.stopped {
            // An article whose file is gone lies in another file too: that one is read again.
            self.commit()?;
            self.progress.files = 0;
            self.progress.bytes = 0;
            self.pass()?;
        }
        self.commit()?;
        self.manifest.put_lines(self.repeats.repeated())?;
        self.manifest.commit()?;
        Ok(())
    }

    /// Looks at every file once.
    fn pass(&mut self) -> Result<(), Error> {
        self.manifest.clear_problems(NO_FILE)?;
        let mut seen = 0;
        for entry in self.library.archive.entries() {
            if self.stop.load(Ordering::Relaxed) {
                self.summary.stopped = true;
                return Ok(());
            }
            match entry {
                Err(problem) => {
                    self.manifest.put_problem(NO_FILE, &problem)?;
                    self.summary.problems += 1;
                }
                Ok(entry) => {
                    let known = self.manifest.known(&entry)?;
                    seen += 1;
                    let size = entry.size;
                    if !known.fresh {
                        self.read(&entry, &known)?;
                    }
                    self.progress.files += 1;
                    self.progress.bytes += size;
                    self.tell(false);
                    if self.summary.stopped {
                        return Ok(());
                    }
                }
            }
        }
        if self.manifest.files()? > seen {
            self.remove_gone()?;
        }
        Ok(())
    }

    /// Takes out what files held that are gone.
    fn remove_gone(&mut self) -> Result<(), Error> {
        let root = self.library.archive.root();
        let gone = self.manifest.gone(|path| {
            let path = if path.is_empty() {
                root.to_owned()
            } else {
                root.join(path)
            };
            !path.symlink_metadata().is_ok_and(|meta| meta.is_file())
        })?;
        for file in gone {
            // What was cut short and read again is written down twice.
            let mut ids = HashSet::new();
            self.manifest.articles(file, |_, id| _ = ids.insert(id))?;
            for id in ids {
                self.release(&id, file)?;
            }
            self.manifest.remove_file(file)?;
            self.changed = true;
        }
        Ok(())
    }

    /// Reads one file.
    fn read(&mut self, entry: &Entry, known: &Known) -> Result<(), Error> {
        let file = known.file;
        if let Some(from) = self.grown(entry, known)? {
            return self.read_on(entry, file, from);
        }
        self.manifest.forget_fact(&end_of(file))?;
        if known.seen && !known.begun {
            self.manifest.age_articles(file)?;
        }
        let mut reading = Reading {
            file,
            read_before: known.seen,
            ..Reading::default()
        };
        self.manifest.articles(file, |part, id| {
            if part < 0 {
                reading.before.insert(id);
            } else {
                reading.done.insert(id);
                reading.part = reading.part.max(part + 1);
            }
        })?;
        self.manifest.clear_problems(file)?;
        self.manifest.clear_said(file)?;
        self.manifest.put_file(file, entry, false)?;
        reading.entry = Some(entry.clone());
        self.file = reading;
        let library = self.library;
        let flow = library.archive.read(entry, &library.options, self);
        self.progress.bytes_read += entry.size;
        self.finish_file(entry, flow)
    }

    /// What is to do behind the last article of a file.
    fn finish_file(&mut self, entry: &Entry, flow: Flow) -> Result<(), Error> {
        let file = self.file.file;
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        self.keep_articles()?;
        self.summary.files_read += 1;
        if flow == Flow::Stop {
            self.summary.stopped = true;
            return Ok(());
        }
        let left = std::mem::take(&mut self.file.before);
        for id in left {
            self.release(&id, file)?;
        }
        self.manifest.clear_aged(file)?;
        self.manifest.put_file(file, entry, true)?;
        self.keep_end(entry)?;
        self.file = Reading::default();
        self.changed = true;
        if self.due() {
            self.commit()?;
        }
        Ok(())
    }

    /// Takes an article out that a file no longer holds, unless another file has it.
    fn release(&mut self, id: &ArticleId, file: i64) -> Result<(), Error> {
        if self.manifest.remove_twin(id, file)? {
            return Ok(());
        }
        let twins = self.manifest.twins(id)?;
        for twin in &twins {
            self.manifest.remove_twin(id, *twin)?;
            self.manifest.distrust(*twin)?;
            self.once_more = true;
        }
        if twins.is_empty() {
            self.summary.removed += 1;
        }
        self.remove(id);
        Ok(())
    }

    fn remove(&mut self, id: &ArticleId) {
        self.writer
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(id);
        self.pending.remove(id);
        self.stories.forget(id);
        self.removed.insert(*id);
        self.changed = true;
    }

    /// The file from which the index has an article.
    fn owner(&self, id: &ArticleId) -> Result<Option<i64>, Error> {
        if !self.sieve.may_hold(id) {
            return Ok(None);
        }
        if let Some(file) = self.pending.get(id) {
            return Ok(Some(*file));
        }
        if self.removed.contains(id) {
            return Ok(None);
        }
        let Some((_, article)) = self.snapshot.article(id, &|_| "")? else {
            return Ok(None);
        };
        let here = self
            .file
            .entry
            .as_ref()
            .is_some_and(|entry| entry.path == article.provenance.file);
        Ok(Some(if here { self.file.file } else { NO_FILE }))
    }

    fn take(&mut self, article: Article) -> Result<(), Error> {
        let place = &article.provenance;
        self.file.others |= place.format != "jsonl" || place.member.is_some();
        let least = Least::of(&article.text);
        let mut id = self.same_story(&article, &least)?;
        if self.file.done.contains(&id) {
            return Ok(());
        }
        let file = self.file.file;
        if id != article.id
            && self.file.before.contains(&id)
            && !self.manifest.is_twin(&id, file)?
        {
            // The other was in this very file, and may be gone from it.
            id = article.id;
            if let Some(standing) = Standing::of(&article, &least) {
                self.addresses.put(standing);
            }
        }
        self.file.ids.push(id);
        self.repeats.add(&article.text);
        if self.file.before.remove(&id) {
            if self.manifest.remove_twin(&id, file)? {
                self.manifest.put_twin(&id, file, &article.provenance)?;
                return Ok(());
            }
            let stored = self.snapshot.article(&id, &super::known_name)?;
            if stored.is_some_and(|(_, stored)| stored == article) {
                return Ok(());
            }
            self.remove(&id);
            self.send(article, &least);
            return Ok(());
        }
        match self.owner(&id)? {
            None => self.send(article, &least),
            Some(owner) if owner == file => {
                if self.file.read_before && !self.pending.contains_key(&id) {
                    // The index had it, but that was not written down: the program ended between the two.
                    self.stories.note(&id, &least);
                }
            }
            Some(_) => self.manifest.put_twin(&id, file, &article.provenance)?,
        }
        Ok(())
    }

    /// Who an article is here: itself, or the one that stands at its address already and says the same.
    fn same_story(&mut self, article: &Article, least: &Least) -> Result<ArticleId, Error> {
        let Some(standing) = Standing::of(article, least) else {
            return Ok(article.id);
        };
        match self.addresses.at(self.manifest, standing.key)? {
            Some(known) if known.id == article.id => {}
            Some(known) if self.owner(&known.id)?.is_some() => {
                let like = match known.sketch {
                    Some(sketch) => sketch.is_like(standing.sketch),
                    None => self
                        .snapshot
                        .article(&known.id, &|_| "")?
                        .is_some_and(|(_, known)| {
                            Sketch::of_article(&known).is_like(standing.sketch)
                        }),
                };
                if like {
                    return Ok(known.id);
                }
            }
            _ => self.addresses.put(standing),
        }
        Ok(article.id)
    }

    fn send(&mut self, article: Article, least: &Least) {
        self.sieve.add(&article.id);
        self.stories.note(&article.id, least);
        self.removed.remove(&article.id);
        self.pending.insert(article.id, self.file.file);
        self.shared.queue.send(article, self.serial);
        self.serial += 1;
        self.summary.added += 1;
        self.changed = true;
    }

    /// Whether it is time to make what was read visible.
    fn due(&self) -> bool {
        let first = self.every == FIRST.1 && self.pending.len() >= FIRST.0;
        self.changed && (first || self.committed.elapsed() >= self.every)
    }

    /// Makes what was read so far durable and visible: the index first, so that the manifest never claims more.
    fn commit(&mut self) -> Result<(), Error> {
        self.shared.queue.drain()?;
        self.writer
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .commit()?;
        self.snapshot = self.library.refresh()?;
        let linked = self.stories.link(self.manifest, &self.snapshot)?;
        if linked {
            Library::change_stories(self.manifest)?;
        }
        self.keep_articles()?;
        self.addresses.keep(self.manifest)?;
        self.manifest.put_fact("serial", &self.serial.to_string())?;
        if self.kept_lines.elapsed() >= RAREST {
            self.manifest.put_lines(self.repeats.repeated())?;
            self.kept_lines = Instant::now();
        }
        self.manifest.commit()?;
        self.manifest.begin()?;
        let frequent = Arc::new(self.repeats.frequent());
        *self
            .shared
            .repeats
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::clone(&frequent);
        self.library.know_repeats(frequent);
        if linked {
            self.library.forget_stories();
        }
        self.pending.clear();
        self.removed.clear();
        self.changed = false;
        self.committed = Instant::now();
        self.every = (self.every * 2).min(RAREST);
        // Nothing waits for the engine now and its threads have ended: what they took is free.
        memory::give_back();
        self.tell(true);
        Ok(())
    }

    /// Writes down the articles met in the file since the last time.
    fn keep_articles(&mut self) -> Result<(), Error> {
        if !self.file.ids.is_empty() {
            self.manifest
                .put_articles(self.file.file, self.file.part, &self.file.ids)?;
            self.file.part += 1;
            self.file.ids.clear();
        }
        Ok(())
    }

    fn tell(&mut self, committed: bool) {
        if !committed && self.told.elapsed() < TELL {
            return;
        }
        self.told = Instant::now();
        let (files_total, bytes_total, counted) = self.shared.totals.so_far();
        (self.on)(Progress {
            files_total,
            bytes_total,
            counted,
            added: self.summary.added,
            problems: self.summary.problems,
            committed,
            elapsed: self.begun.elapsed(),
            ..self.progress
        });
    }

    fn flow(&mut self, result: Result<(), Error>) -> Flow {
        match result {
            Err(error) => {
                self.error.get_or_insert(error);
                Flow::Stop
            }
            Ok(()) if self.stop.load(Ordering::Relaxed) || self.shared.queue.failed() => Flow::Stop,
            Ok(()) => Flow::Go,
        }
    }
}

impl Sink for Ingest<'_> {
    fn article(&mut self, article: Article) -> Flow {
        let mut result = self.take(article);
        if result.is_ok() && self.due() {
            result = self.commit();
        }
        self.tell(false);
        self.flow(result)
    }

    fn problem(&mut self, problem: Problem) -> Flow {
        self.summary.problems += 1;
        let result = self.manifest.put_problem(self.file.file, &problem);
        self.flow(result.map_err(Error::from))
    }

    fn state(&mut self, state: State) -> Flow {
        let result = self.manifest.put_said(self.file.file, &state);
        self.flow(result.map_err(Error::from))
    }
}
