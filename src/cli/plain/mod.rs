//! The reader without a screen: numbered lists, a prompt, commands by word. For screen readers, for terminals that cannot
//! place a cursor, and for pipes.

mod command;
mod mark;
mod show;

use std::io::{self, BufRead, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use command::Word;

use crate::index::{Hits, Order, Query, Row};
use crate::library::{self, Field, Library, Mark, Scope};
use crate::text::safe::Safe;
use crate::words::Tongue;

/// Articles listed at a time.
const PAGE: usize = 10;
/// How long the beginning waits for an archive that is still being read.
const PATIENCE: Duration = Duration::from_secs(2);

/// Why it ended before its time.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The archive or the marks say why.
    #[error(transparent)]
    Library(#[from] library::Error),
    /// The index says why.
    #[error(transparent)]
    Index(#[from] crate::index::Error),
    /// The marks say why.
    #[error(transparent)]
    Marks(#[from] library::marks::Error),
    /// Input or output failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Reads an archive by commands, one a line, until there are none or `quit` comes. Copies of one story
/// are one row where it `folds` them.
pub fn run(
    library: &Arc<Library>,
    name: &str,
    folds: bool,
    tongue: Tongue,
    input: impl BufRead,
    out: impl Write,
) -> Result<(), Error> {
    let (stop, reading) = (Arc::new(AtomicBool::new(false)), Arc::clone(library));
    let (done, finished) = mpsc::channel();
    let stopped = Arc::clone(&stop);
    let ingest = thread::Builder::new()
        .name("ingest".to_owned())
        .spawn(move || {
            let read = reading.ingest(&mut |_| {}, &stopped);
            // Whoever waited has gone on.
            let _ = done.send(read.map(|_| ()));
        })?;
    let until = Instant::now() + PATIENCE;
    let waited = finished.recv_timeout(until.saturating_duration_since(Instant::now()));
    let mut plain = Plain {
        library,
        tongue,
        out,
        hits: None,
        folds,
        hidden: 0,
        words: String::new(),
        scope: Scope::All,
        top: 0,
        current: None,
    };
    plain.say(&format!("kliping: {name}"))?;
    match waited {
        Ok(Err(error)) if !matches!(error, library::Error::Busy) => {
            plain.say(&tongue.reason(&error.to_string()))?;
        }
        Ok(_) => {}
        Err(_) => plain.say(tongue.still_reading())?,
    }
    let ended = plain.talk(input);
    stop.store(true, Ordering::Relaxed);
    // A panic in it was told by the runtime.
    let _ = ingest.join();
    ended
}

/// The state between two commands.
struct Plain<'a, W> {
    library: &'a Library,
    tongue: Tongue,
    out: W,
    /// What was found.
    hits: Option<Hits>,
    /// Whether copies of one story are one row.
    folds: bool,
    /// How many of those found are in no row therefore.
    hidden: usize,
    /// The words of the search.
    words: String,
    scope: Scope,
    /// The first article of the page listed.
    top: usize,
    /// The article read last, by its number in the list.
    current: Option<usize>,
}

impl<W: Write> Plain<'_, W> {
    /// Asks and answers until there is nothing more to answer.
    fn talk(&mut self, input: impl BufRead) -> Result<(), Error> {
        self.search()?;
        self.list()?;
        self.say(self.tongue.plain_hint())?;
        self.ask()?;
        for line in input.lines() {
            match command::parse(&line?, self.tongue) {
                Ok(None) => {}
                Ok(Some((Word::Quit, _))) => return Ok(()),
                Ok(Some((word, rest))) => {
                    if let Err(error) = self.answer(word, &rest) {
                        if matches!(error, Error::Io(_)) {
                            return Err(error);
                        }
                        self.say(&self.tongue.reason(&error.to_string()))?;
                    }
                }
                Err(wrong) => self.say(&wrong)?,
            }
            self.ask()?;
        }
        Ok(())
    }

    fn answer(&mut self, word: Word, rest: &str) -> Result<(), Error> {
        match word {
            Word::Read => match rest.parse::<usize>().ok().and_then(|at| at.checked_sub(1)) {
                Some(at) => self.read(at)?,
                None => self.read(self.current.unwrap_or(self.top))?,
            },
            Word::Next => self.read(self.current.map_or(self.top, |at| at + 1))?,
            Word::Previous => self.read(self.current.unwrap_or(self.top).saturating_sub(1))?,
            Word::List => self.list()?,
            Word::More => {
                if self.top + PAGE < self.total() {
                    self.top += PAGE;
                }
                self.list()?;
            }
            Word::Less => {
                self.top = self.top.saturating_sub(PAGE);
                self.list()?;
            }
            Word::Search => self.look_for(rest)?,
            Word::Copies => {
                self.folds = !self.folds;
                self.search()?;
                self.list()?;
            }
            Word::All => self.show(Scope::All)?,
            Word::Unread => self.show(Scope::Unread)?,
            Word::Starred => self.show(Scope::Starred)?,
            Word::Star => self.turn(Field::Starred, rest)?,
            Word::Mark => self.turn(Field::Read, rest)?,
            Word::Note => self.note(rest)?,
            Word::Tag => self.tag(rest, true)?,
            Word::Untag => self.tag(rest, false)?,
            Word::Undo => {
                let done = self.library.undo()?.is_some();
                self.say(if done {
                    self.tongue.undone()
                } else {
                    self.tongue.nothing_undone()
                })?;
            }
            Word::Said => self.said()?,
            Word::About => self.about()?,
            Word::Help => {
                for (name, help) in command::help(self.tongue) {
                    self.say(&format!("{name}: {help}"))?;
                }
            }
            Word::Quit => {}
        }
        Ok(())
    }

    /// Searches; a query that is none says why and leaves the list as it was.
    fn look_for(&mut self, words: &str) -> Result<(), Error> {
        if let Err(error) = Query::parse(words) {
            let parts = [&error.message, &error.hint].map(|part| self.tongue.reason(part));
            return Ok(self.say(parts.join(" ").trim())?);
        }
        words.clone_into(&mut self.words);
        self.search()?;
        self.list()
    }

    fn show(&mut self, scope: Scope) -> Result<(), Error> {
        self.scope = scope;
        self.search()?;
        self.list()
    }

    fn search(&mut self) -> Result<(), Error> {
        let query = Query::parse(&self.words).unwrap_or_else(|_| Query::everything());
        let hits = self
            .library
            .search(&query, self.scope, Order::Newest, &|| false)?;
        let found = hits.as_ref().map_or(0, Hits::len);
        self.hits = match hits {
            Some(hits) if self.folds => Some(self.library.fold(hits, None)?),
            hits => hits,
        };
        self.hidden = found - self.total();
        (self.top, self.current) = (0, None);
        Ok(())
    }

    fn total(&self) -> usize {
        self.hits.as_ref().map_or(0, Hits::len)
    }

    /// An article of the list with its marks.
    fn at(&self, at: usize) -> Result<Option<(Row, Mark)>, Error> {
        let Some(hits) = self.hits.as_ref().filter(|hits| at < hits.len()) else {
            return Ok(None);
        };
        let rows = hits.rows(at..at + 1)?;
        let Some(row) = rows.into_iter().next() else {
            return Ok(None);
        };
        let mark = self.library.marks().get(&[row.id])?.into_iter().next();
        Ok(Some((row, mark.unwrap_or_default())))
    }

    fn no_such(&mut self, at: usize) -> Result<(), Error> {
        let total = self.tongue.number(self.total());
        Ok(self.say(&self.tongue.no_row(at + 1, total))?)
    }

    /// Writes a line; whatever is in it cannot do anything to the terminal.
    fn say(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", Safe::text(text))
    }

    fn ask(&mut self) -> io::Result<()> {
        write!(self.out, "> ")?;
        self.out.flush()
    }
}
