//! The reading of one file: what has been used up of its limits, and the way to the sink.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io;
use std::rc::Rc;

use super::format::{FORMATS, Format, Sure};
use super::input::{Clock, Input, Place, refused, whole};
use super::jsonl::Jsonl;
use super::limits::{Limit, Limits, Options, Refusal};
use super::repair::{self, Repairs};
use super::sink::{Flow, Problem, ProblemKind, Sink, State};
use crate::article::Article;

/// Why a reader came to an end before the end.
#[derive(Debug)]
pub enum Halt {
    /// Whoever asked has enough.
    Stopped,
    /// A limit of the whole file is used up; it has been reported.
    Spent,
    /// The rest of this input cannot be read.
    Broken(Fault),
}

/// What is wrong with an input, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of problem it is.
    pub kind: ProblemKind,
    /// The reason.
    pub what: String,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The byte, from 0.
    pub byte: Option<u64>,
    /// What to do about it.
    pub hint: Option<String>,
    /// Whether it ends the reading of the whole file.
    ends_file: bool,
}

impl Fault {
    /// Something broken.
    pub fn damaged(what: impl Into<String>) -> Self {
        Self {
            kind: ProblemKind::Damaged,
            what: what.into(),
            line: None,
            byte: None,
            hint: None,
            ends_file: false,
        }
    }

    /// Something that is no article.
    pub fn ignored(what: impl Into<String>) -> Self {
        Self {
            kind: ProblemKind::Ignored,
            ..Self::damaged(what)
        }
    }

    /// A limit that was met.
    pub fn refused(refusal: &Refusal) -> Self {
        Self {
            kind: ProblemKind::Refused,
            hint: Some(refusal.hint()),
            ends_file: refusal.limit.ends_file(),
            ..Self::damaged(refusal.to_string())
        }
    }

    /// An error of reading; a refusal that came through a decoder is found again.
    pub fn io(error: &io::Error) -> Self {
        let mut cause: Option<&(dyn std::error::Error + 'static)> =
            error.get_ref().map(|inner| inner as _);
        while let Some(inner) = cause {
            if let Some(refusal) = inner.downcast_ref::<Refusal>() {
                return Self::refused(refusal);
            }
            if let Some(nested) = inner
                .downcast_ref::<io::Error>()
                .and_then(io::Error::get_ref)
            {
                cause = Some(nested);
                continue;
            }
            cause = inner.source();
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::damaged("ends too early: it was cut off"),
            io::ErrorKind::PermissionDenied => {
                let mut fault = Self::damaged("may not be read");
                fault.hint = Some("give yourself the right to read it".to_owned());
                fault
            }
            _ => Self::damaged(error.to_string()),
        }
    }

    /// The problem it is at a place.
    pub fn at(self, place: &Place) -> Problem {
        Problem {
            kind: self.kind,
            file: place.file.clone(),
            member: place.member.clone(),
            line: self.line,
            byte: self.byte,
            what: repair::line(&self.what, &mut Repairs::default()),
            hint: self.hint,
        }
    }

    /// The same at a line.
    pub fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// The same at a byte.
    pub fn byte(mut self, byte: u64) -> Self {
        self.byte = Some(byte);
        self
    }

    /// The same with what to do about it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Self {
        Self::Broken(fault)
    }
}

impl From<io::Error> for Halt {
    fn from(error: io::Error) -> Self {
        Self::Broken(Fault::io(&error))
    }
}

/// So many problems of one file may have the same reason; what comes after them is counted.
const SAME: u64 = 100;

/// A record that is looked for instead of articles.
struct Wanted {
    place: Place,
    offset: u64,
    length: u64,
    found: Option<Vec<u8>>,
}

/// The reading of one file of the archive, containers in containers included.
pub struct Reading<'s> {
    sink: &'s mut dyn Sink,
    options: &'s Options,
    clock: Clock,
    entries: u64,
    unpacked: Rc<Cell<u64>>,
    depth: u32,
    /// Members that are no articles: what they are, and how many.
    ignored: BTreeMap<String, u64>,
    wanted: Option<Wanted>,
    /// The character set of an input that is read as UTF-8.
    recoded: Option<&'static str>,
    /// How often each reason was given, and what is said of those that were only counted.
    repeated: BTreeMap<String, u64>,
}

impl<'s> Reading<'s> {
    /// Starts reading a file.
    pub fn new(sink: &'s mut dyn Sink, options: &'s Options) -> Self {
        Self {
            sink,
            options,
            clock: Clock::of(&options.limits),
            entries: 0,
            unpacked: Rc::default(),
            depth: 0,
            ignored: BTreeMap::new(),
            wanted: None,
            recoded: None,
            repeated: BTreeMap::new(),
        }
    }

    /// Reads not for articles but for the bytes of one record.
    pub fn find(
        mut self,
        input: Input<'_>,
        place: Place,
        offset: u64,
        length: u64,
    ) -> Option<Vec<u8>> {
        self.wanted = Some(Wanted {
            place,
            offset,
            length,
            found: None,
        });
        // The record is in `found` however the reading ended.
        let _ended = self.open(input);
        self.wanted?.found
    }

    /// The limits.
    pub fn limits(&self) -> &'s Limits {
        &self.options.limits
    }

    /// The options.
    pub fn options(&self) -> &'s Options {
        self.options
    }

    /// Whether the bytes of one record are looked for instead of articles: what only makes articles need not be done.
    pub fn is_seeking(&self) -> bool {
        self.wanted.is_some()
    }

    /// How many bytes all decoders of this file have made.
    pub fn unpacked(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.unpacked)
    }

    /// The clock of this file.
    pub(super) fn clock(&self) -> Clock {
        self.clock
    }

    /// The whole text of an input whose character set has to be put into UTF-8 first. Places in it say nothing about the
    /// file any more, so that its articles lie in the whole of it.
    pub(super) fn text_of(&mut self, input: Input<'_>) -> io::Result<String> {
        let decoded = super::decode::decode(&input.whole(self.limits())?, None, None);
        self.recoded = Some(decoded.charset);
        Ok(decoded.text)
    }

    /// Hands an article on.
    pub fn article(&mut self, mut article: Article) -> Result<(), Halt> {
        self.check_time()?;
        if self.wanted.is_some() {
            return Ok(());
        }
        if let Some(charset) = self.recoded {
            let place = &mut article.provenance;
            (place.offset, place.length, place.digest) = (0, 0, None);
            place.charset = charset;
        }
        go(self.sink.article(article))
    }

    /// Hands the reader's own state on.
    pub fn state(&mut self, state: State) -> Result<(), Halt> {
        if self.wanted.is_some() {
            return Ok(());
        }
        go(self.sink.state(state))
    }

    /// Reports something at `place` that could not be read.
    pub fn problem(&mut self, place: &Place, fault: Fault) -> Result<(), Halt> {
        if self.wanted.is_some() {
            return Ok(());
        }
        if fault.kind == ProblemKind::Ignored && place.member.is_some() {
            self.ignore(&fault.what);
            return Ok(());
        }
        let count = self.repeated.entry(fault.what.clone()).or_default();
        *count += 1;
        if *count > SAME {
            return Ok(());
        }
        go(self.sink.problem(fault.at(place)))
    }

    /// Counts one more thing that is no article.
    pub fn ignore(&mut self, what: &str) {
        match self.ignored.get_mut(what) {
            Some(count) => *count += 1,
            None => {
                self.ignored.insert(what.to_owned(), 1);
            }
        }
    }

    /// Ends the reading when it has taken too long.
    pub fn check_time(&self) -> Result<(), Halt> {
        if self.clock.is_over() {
            return Err(self.clock.refusal().into());
        }
        Ok(())
    }

    /// Counts one more member of a container.
    pub fn entry(&mut self) -> Result<(), Halt> {
        self.entries += 1;
        if self.entries > self.limits().entries {
            return Err(refused(Limit::Entries, self.limits().entries).into());
        }
        self.check_time()
    }

    /// Reads a member of a container, one level down.
    pub fn member(&mut self, input: Input<'_>) -> Result<(), Halt> {
        if self.depth >= self.limits().depth {
            let refusal = Refusal {
                limit: Limit::Depth,
                allowed: u64::from(self.limits().depth),
            };
            return self.problem(&input.place, Fault::refused(&refusal));
        }
        self.depth += 1;
        let ended = self.open(input);
        self.depth -= 1;
        ended
    }

    /// Reads a file to its end. Of what is no article in it, one problem tells how many there are.
    pub fn run(mut self, input: Input<'_>) -> Flow {
        let place = input.place.clone();
        let ended = self.open(input);
        self.end(&place, matches!(ended, Err(Halt::Stopped)))
    }

    /// Reads what was appended to a file of JSON Lines behind its first `from` bytes, which `input` leaves out.
    pub(super) fn run_on(mut self, input: Input<'_>, from: u64) -> Flow {
        let place = input.place.clone();
        let ended = match Jsonl.read_on(input, from, &mut self) {
            Err(Halt::Broken(fault)) => self.problem(&place, fault),
            ended => ended,
        };
        self.end(&place, matches!(ended, Err(Halt::Stopped)))
    }

    /// Reports what was no article, unless whoever asked has enough.
    fn end(mut self, place: &Place, stopped: bool) -> Flow {
        if stopped {
            return Flow::Stop;
        }
        for (what, count) in std::mem::take(&mut self.repeated) {
            let Some(more) = count.checked_sub(SAME).filter(|more| *more > 0) else {
                continue;
            };
            let fault = Fault::damaged(format!("{more} more of these: {what}"));
            if self.sink.problem(fault.at(place)) == Flow::Stop {
                return Flow::Stop;
            }
        }
        let ignored = std::mem::take(&mut self.ignored);
        if !ignored.is_empty() {
            let parts: Vec<String> = ignored
                .iter()
                .map(|(what, count)| format!("{count} × {what}"))
                .collect();
            let fault = Fault::ignored(parts.join("; "));
            if matches!(self.problem(place, fault), Err(Halt::Stopped)) {
                return Flow::Stop;
            }
        }
        Flow::Go
    }

    /// Reads one input with the format that knows it. What is wrong with it becomes a problem; only what ends the
    /// whole reading comes back.
    pub fn open(&mut self, input: Input<'_>) -> Result<(), Halt> {
        if self
            .wanted
            .as_ref()
            .is_some_and(|wanted| !input.place.leads_to(&wanted.place))
        {
            return Ok(());
        }
        let place = input.place.clone();
        match self.dispatch(input) {
            Err(Halt::Broken(fault)) => {
                let ends_file = fault.ends_file;
                self.problem(&place, fault)?;
                if ends_file { Err(Halt::Spent) } else { Ok(()) }
            }
            other => other,
        }
    }

    fn dispatch(&mut self, mut input: Input<'_>) -> Result<(), Halt> {
        self.check_time()?;
        if let Some(wanted) = &mut self.wanted
            && wanted.place == input.place
        {
            let limit = self.options.limits.record_bytes;
            wanted.found = Some(record(input, wanted.offset, wanted.length, limit)?);
            return Err(Halt::Stopped);
        }
        let head = input.head()?;
        if head.bytes.is_empty() {
            return Err(Fault::damaged("the file is empty").into());
        }
        let mut best: Option<(Sure, &dyn Format)> = None;
        for &format in FORMATS {
            let sure = format.sniff(&head);
            if sure > best.map_or(Sure::No, |(sure, _)| sure) {
                best = Some((sure, format));
            }
        }
        match best {
            Some((_, format)) => {
                let ended = format.read(input, self);
                self.recoded = None;
                ended
            }
            None => Err(super::format::unknown(&head).into()),
        }
    }
}

fn go(flow: Flow) -> Result<(), Halt> {
    match flow {
        Flow::Go => Ok(()),
        Flow::Stop => Err(Halt::Stopped),
    }
}

/// The bytes of a record; a length of 0 means to the end, up to the limit.
fn record(mut input: Input<'_>, offset: u64, length: u64, limit: u64) -> io::Result<Vec<u8>> {
    use io::Read as _;
    input.skip(offset)?;
    let reader = input.reader();
    let length = if length == 0 {
        limit
    } else {
        length.min(limit)
    };
    whole(reader.take(length), length)
}

#[cfg(test)]
impl super::Collected {
    /// What a file of this name and content holds.
    pub fn of(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let mut got = Self::default();
        let options = Options::default();
        Reading::new(&mut got, &options).run(Input::bytes(
            Place::default(),
            name,
            bytes.as_ref().to_vec(),
        ));
        got
    }
}
