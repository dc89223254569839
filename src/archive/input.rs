//! One stream of bytes to be read as articles: a file, or a member of a container.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::limits::{Limit, Limits, RATIO_FLOOR, Refusal};
use super::repair::{self, Repairs};

/// How much of a stream is looked at to tell its format.
pub(super) const HEAD: usize = 64 * 1024;

/// Where a stream lies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file, relative to the archive's root, with `/`; empty where the archive is that one file.
    pub file: String,
    /// The member inside the file; nested members are joined by `!/`.
    pub member: Option<String>,
}

impl Place {
    /// The place of the member `name` inside this one. The name is made safe to show.
    pub fn inside(&self, name: &str) -> Self {
        let name = repair::line(name, &mut Repairs::default());
        Self {
            file: self.file.clone(),
            member: Some(match &self.member {
                Some(outer) => format!("{outer}!/{name}"),
                None => name,
            }),
        }
    }

    /// Whether `inner` lies inside this place or is it.
    pub fn leads_to(&self, inner: &Self) -> bool {
        self.file == inner.file
            && match (&self.member, &inner.member) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(outer), Some(inner)) => inner
                    .strip_prefix(outer.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with("!/")),
            }
    }
}

/// What a container says about a member, or a format about a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// The declared character set.
    pub charset: Option<String>,
    /// The address it was fetched from.
    pub url: Option<String>,
    /// The declared media type, lower case, without parameters.
    pub media: Option<String>,
}

/// Bytes that can be read at any place.
pub trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

/// The two ways bytes come.
enum Source<'a> {
    Seek(Box<dyn ReadSeek + 'a>),
    Stream(Box<dyn Read + 'a>),
}

/// One stream of bytes, with its place and name.
pub struct Input<'a> {
    /// Where it lies.
    pub place: Place,
    /// Its name without folders, as given.
    pub name: String,
    /// What is known from outside.
    pub hints: Hints,
    /// Where the file lies, for libraries that open files themselves; `None` inside a container.
    pub path: Option<PathBuf>,
    /// Bytes that were read already, to be read again.
    peeked: Vec<u8>,
    source: Source<'a>,
}

impl<'a> Input<'a> {
    /// A file of the archive.
    pub fn file(place: Place, name: &str, file: File) -> Self {
        Self::new(place, name, Source::Seek(Box::new(file)))
    }

    /// Bytes in memory.
    pub fn bytes(place: Place, name: &str, bytes: Vec<u8>) -> Self {
        Self::new(place, name, Source::Seek(Box::new(Cursor::new(bytes))))
    }

    /// A member that can only be read from its start.
    pub fn stream(place: Place, name: &str, stream: impl Read + 'a) -> Self {
        Self::new(place, name, Source::Stream(Box::new(stream)))
    }

    fn new(place: Place, name: &str, source: Source<'a>) -> Self {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        Self {
            place,
            name: name.to_owned(),
            hints: Hints::default(),
            path: None,
            peeked: Vec::new(),
            source,
        }
    }

    /// The same with what is known from outside.
    pub fn with_hints(mut self, hints: Hints) -> Self {
        self.hints = hints;
        self
    }

    /// Begins behind the first `bytes` bytes, of which none were read but by looking.
    pub(super) fn skip(&mut self, bytes: u64) -> io::Result<()> {
        match &mut self.source {
            Source::Seek(source) => {
                self.peeked.clear();
                source.seek(SeekFrom::Start(bytes)).map(drop)
            }
            Source::Stream(source) => {
                let held = bytes.min(self.peeked.len() as u64);
                self.peeked.drain(..held as usize);
                io::copy(&mut source.take(bytes - held), &mut io::sink()).map(drop)
            }
        }
    }

    /// Looks at the first bytes without using them up.
    pub fn head(&mut self) -> io::Result<Head> {
        if self.peeked.is_empty() {
            let mut bytes = Vec::with_capacity(HEAD.min(8192));
            let limit = HEAD as u64 + 1;
            match &mut self.source {
                Source::Seek(source) => source.take(limit).read_to_end(&mut bytes)?,
                Source::Stream(source) => source.take(limit).read_to_end(&mut bytes)?,
            };
            self.peeked = bytes;
        }
        Ok(Head::new(&self.name, &self.hints, &self.peeked))
    }

    /// The bytes from the start, as a stream.
    pub fn reader(self) -> BufReader<Box<dyn Read + 'a>> {
        let rest: Box<dyn Read + 'a> = match self.source {
            Source::Seek(source) => Box::new(source),
            Source::Stream(source) => source,
        };
        let all: Box<dyn Read + 'a> = Box::new(Cursor::new(self.peeked).chain(rest));
        BufReader::with_capacity(64 * 1024, all)
    }

    /// The bytes with free access. A stream is held in memory, up to the limit of a record.
    pub fn seekable(self, limits: &Limits) -> io::Result<Box<dyn ReadSeek + 'a>> {
        match self.source {
            Source::Seek(mut source) => {
                source.seek(SeekFrom::Start(0))?;
                Ok(source)
            }
            Source::Stream(source) => {
                let all = Cursor::new(self.peeked).chain(source);
                Ok(Box::new(Cursor::new(whole(all, limits.record_bytes)?)))
            }
        }
    }

    /// All bytes, up to the limit of a record.
    pub fn whole(self, limits: &Limits) -> io::Result<Vec<u8>> {
        whole(self.reader(), limits.record_bytes)
    }
}

/// Reads everything, and refuses more than `limit` bytes.
pub(super) fn whole(reader: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(refused(Limit::RecordBytes, limit));
    }
    Ok(bytes)
}

/// A refusal as an error of reading, so that it passes through every decoder.
pub(super) fn refused(limit: Limit, allowed: u64) -> io::Error {
    io::Error::other(Refusal { limit, allowed })
}

/// The first bytes of a stream and what its name says.
#[derive(Clone, Debug)]
pub struct Head {
    /// The first bytes, at most [`HEAD`].
    pub bytes: Vec<u8>,
    /// Whether that is all of it.
    pub all: bool,
    /// The name, lower case, without folders.
    pub name: String,
    /// The declared media type.
    pub media: Option<String>,
}

impl Head {
    fn new(name: &str, hints: &Hints, peeked: &[u8]) -> Self {
        Self {
            bytes: peeked.get(..HEAD).unwrap_or(peeked).to_owned(),
            all: peeked.len() <= HEAD,
            name: name.to_lowercase(),
            media: hints.media.clone(),
        }
    }

    /// The name's ending without its dot; empty where there is none.
    pub fn ending(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// Whether the name ends in one of these.
    pub fn ends_in(&self, endings: &[&str]) -> bool {
        endings.contains(&self.ending())
    }

    /// Whether the bytes begin so.
    pub fn begins(&self, magic: &[u8]) -> bool {
        self.bytes.starts_with(magic)
    }

    /// The first bytes as characters, without a byte order mark and leading white space; what is no text is replaced.
    pub fn text(&self) -> String {
        let text = super::decode::decode(&self.bytes, None, None).text;
        text.trim_start_matches('\u{feff}').trim_start().to_owned()
    }
}

/// Counts what passes.
pub(super) struct Counted<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R: Read> Counted<R> {
    /// Counts into `count`.
    pub(super) fn new(inner: R, count: Rc<Cell<u64>>) -> Self {
        Self { inner, count }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

/// Keeps what passes until it is forgotten, so that the bytes of a record can be had after it was parsed.
pub(super) struct Kept<R> {
    inner: R,
    bytes: Vec<u8>,
    /// The place of the first byte that is kept.
    from: u64,
}

impl<R> Kept<R> {
    /// Keeps what is read of `inner`.
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner,
            bytes: Vec::new(),
            from: 0,
        }
    }

    /// What it reads.
    pub(super) fn inner(&mut self) -> &mut R {
        &mut self.inner
    }

    /// Forgets what lies before `offset`.
    pub(super) fn forget(&mut self, offset: u64) {
        let gone = offset
            .saturating_sub(self.from)
            .min(self.bytes.len() as u64);
        // Moved rarely, so that many short records do not each move the rest.
        if gone as usize * 2 >= self.bytes.len() {
            self.bytes.drain(..gone as usize);
            self.from += gone;
        }
    }

    /// What lies between two places, if it was kept.
    pub(super) fn between(&self, start: u64, end: u64) -> Option<&[u8]> {
        let at = |place: u64| place.checked_sub(self.from).map(|at| at as usize);
        self.bytes.get(at(start)?..at(end)?)
    }
}

impl<R: Read> Read for Kept<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes
            .extend_from_slice(buffer.get(..read).unwrap_or_default());
        Ok(read)
    }
}

/// How long one file may still take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    until: Option<Instant>,
    allowed: u64,
}

impl Clock {
    /// Starts now.
    pub(super) fn of(limits: &Limits) -> Self {
        Self {
            until: Instant::now().checked_add(Duration::from_secs(limits.seconds)),
            allowed: limits.seconds,
        }
    }

    /// Whether the time is up.
    pub(super) fn is_over(&self) -> bool {
        self.until.is_some_and(|until| Instant::now() > until)
    }

    /// What is said then.
    pub(super) fn refusal(&self) -> io::Error {
        refused(Limit::Seconds, self.allowed)
    }
}

/// Watches what a decoder makes: against the ratio to what went in, and against the total of the file.
pub(super) struct Watched<R> {
    inner: R,
    packed: Rc<Cell<u64>>,
    unpacked: Rc<Cell<u64>>,
    total: Rc<Cell<u64>>,
    ratio: u64,
    total_limit: u64,
    clock: Clock,
}

impl<R: Read> Watched<R> {
    /// Watches `inner`, which unpacks what `packed` counts; `unpacked` counts what came out of the same source before;
    /// `total` is that of the file.
    pub(super) fn new(
        inner: R,
        packed: Rc<Cell<u64>>,
        unpacked: Rc<Cell<u64>>,
        total: Rc<Cell<u64>>,
        limits: &Limits,
        clock: Clock,
    ) -> Self {
        Self {
            inner,
            packed,
            unpacked,
            total,
            ratio: limits.ratio,
            total_limit: limits.total_bytes,
            clock,
        }
    }
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)? as u64;
        self.unpacked.set(self.unpacked.get() + read);
        self.total.set(self.total.get() + read);
        let unpacked = self.unpacked.get();
        if unpacked > RATIO_FLOOR && unpacked / self.ratio.max(1) > self.packed.get() {
            return Err(refused(Limit::Ratio, self.ratio));
        }
        if self.clock.is_over() {
            return Err(self.clock.refusal());
        }
        if self.total.get() > self.total_limit {
            return Err(refused(Limit::TotalBytes, self.total_limit));
        }
        Ok(read as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looking_uses_nothing_up() {
        let mut input = Input::stream(Place::default(), "a/B.TXT", Cursor::new(b"isi".to_vec()));
        let head = input.head().unwrap();
        assert_eq!(
            (head.ending(), head.bytes.as_slice(), head.all),
            ("txt", b"isi".as_slice(), true)
        );
        assert_eq!(input.whole(&Limits::default()).unwrap(), b"isi");
    }

    #[test]
    fn more_than_a_record_is_refused() {
        let limits = Limits {
            record_bytes: 4,
            ..Limits::default()
        };
        let stream = |len| Input::stream(Place::default(), "", Cursor::new(vec![0; len]));
        assert_eq!(stream(4).whole(&limits).unwrap().len(), 4);
        let error = stream(5).whole(&limits).unwrap_err();
        assert!(error.to_string().contains("larger than 4 bytes"), "{error}");
        assert!(stream(5).seekable(&limits).is_err());
    }

    #[test]
    fn a_bomb_is_refused() {
        let packed = Rc::new(Cell::new(1000));
        let zero = || Rc::new(Cell::new(0));
        let (limits, clock) = (Limits::default(), Clock::of(&Limits::default()));
        let mut bomb = Watched::new(io::repeat(0), packed, zero(), zero(), &limits, clock);
        let error = io::copy(&mut bomb, &mut io::sink()).unwrap_err();
        assert!(error.to_string().contains("250 times"), "{error}");
        let limits = Limits {
            seconds: 0,
            ..limits
        };
        let clock = Clock::of(&limits);
        let slow = Rc::new(Cell::new(u64::MAX));
        let mut slow = Watched::new(io::repeat(0), slow, zero(), zero(), &limits, clock);
        let error = io::copy(&mut slow, &mut io::sink()).unwrap_err();
        assert!(
            error.to_string().contains("longer than 0 seconds"),
            "{error}"
        );
    }

    #[test]
    fn places_nest() {
        let file = Place {
            file: "a.zip".into(),
            member: None,
        };
        let inner = file.inside("b.tar").inside("c.html");
        assert_eq!(inner.member.as_deref(), Some("b.tar!/c.html"));
        assert!(file.leads_to(&inner) && file.inside("b.tar").leads_to(&inner));
        assert!(!file.inside("b.ta").leads_to(&inner));
    }
}
