//! XML read record by record: feeds, exports, whatever repeats one element.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::decode;
use super::entity;
use super::input::{Input, Kept, refused};
use super::limits::Limit;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;

/// Elements deeper than this inside a record are left out, their text is kept.
const DEPTH: usize = 60;

/// Elements around the records: they are looked into, not read whole.
const WRAPPERS: &[&str] = &[
    "rss",
    "en-export",
    "channel",
    "feed",
    "rdf",
    "package",
    "metadata",
    "manifest",
    "spine",
    "container",
    "rootfiles",
];

/// An element with what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name, small letters, with its prefix.
    pub(super) name: String,
    /// Its attributes.
    pub(super) attributes: Vec<(String, String)>,
    /// What is in it.
    pub(super) nodes: Vec<Node>,
}

/// What is in an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Text, its references read.
    Text(String),
    /// An element.
    Element(Element),
}

impl Element {
    fn of(start: &BytesStart<'_>) -> Self {
        Self {
            name: start.name().as_ref().to_lowercase(),
            attributes: start
                .attributes()
                .with_checks(false)
                .flatten()
                .map(|attribute| {
                    let value = attribute.value.into_owned();
                    let value = entity::decoded(&value).unwrap_or(value);
                    (attribute.key.as_ref().to_lowercase(), value)
                })
                .collect(),
            nodes: Vec::new(),
        }
    }

    /// The elements in it.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first child of one of these names, the first name first.
    pub(super) fn child(&self, names: &[&str]) -> Option<&Self> {
        names.iter().find_map(|&name| {
            self.children()
                .find(|child| child.name == name && !child.nodes.is_empty())
        })
    }

    /// The text of the first child of one of these names.
    pub(super) fn child_text(&self, names: &[&str]) -> Option<String> {
        self.child(names)
            .map(Self::text)
            .filter(|text| !text.trim().is_empty())
    }

    /// An attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// All text in it.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, false);
        out
    }

    /// What is in it as markup.
    pub(super) fn markup(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, true);
        out
    }

    /// Writes what is in it; no deeper than [`DEPTH`] by construction.
    fn write(&self, out: &mut String, tags: bool) {
        for node in &self.nodes {
            match node {
                Node::Text(text) if tags => {
                    out.push_str(&text.replace('&', "&amp;").replace('<', "&lt;"));
                }
                Node::Text(text) => out.push_str(text),
                Node::Element(element) if tags => {
                    let name = element.name.rsplit(':').next().unwrap_or_default();
                    out.push('<');
                    out.push_str(name);
                    for (key, value) in element
                        .attributes
                        .iter()
                        .filter(|(key, _)| key == "href" || key == "alt")
                    {
                        let value = value.replace('&', "&amp;").replace('"', "&quot;");
                        for part in [" ", key, "=\"", &value, "\""] {
                            out.push_str(part);
                        }
                    }
                    out.push('>');
                    element.write(out, tags);
                    if !matches!(name, "br" | "img" | "hr") {
                        for part in ["</", name, ">"] {
                            out.push_str(part);
                        }
                    }
                }
                Node::Element(element) => element.write(out, tags),
            }
        }
    }
}

/// A stretch of a stream of records.
pub(super) enum Part {
    /// An element outside the records: what the file says about itself.
    Head(Element),
    /// A record.
    Record(Found),
}

/// A record and where it lies.
pub(super) struct Found {
    /// The record.
    pub(super) element: Element,
    /// Its first byte.
    pub(super) offset: u64,
    /// Its length in bytes.
    length: u64,
}

/// The records of an XML stream, one at a time.
pub(super) struct Records<'a> {
    reader: Reader<Bounded<'a>>,
    names: &'a [&'a str],
    spent: Rc<Cell<u64>>,
    buffer: Vec<u8>,
    /// Names of the open elements outside records.
    outside: usize,
    /// Elements outside records that are looked into whatever their name.
    through: usize,
    /// The character set.
    pub(super) charset: &'static str,
}

/// A stream that gives no more than a record's worth of bytes before it is asked to go on.
type Bounded<'a> = BufReader<Kept<Fuse<Box<dyn Read + 'a>>>>;

impl<'a> Records<'a> {
    /// Reads elements of these names (without prefixes) as records.
    pub(super) fn new(
        mut input: Input<'a>,
        names: &'a [&'a str],
        out: &Reading<'_>,
    ) -> Result<Self, Halt> {
        let head = input.head()?;
        let declared = declared(&head.bytes).or_else(|| input.hints.charset.clone());
        let encoding = decode::charset_of_head(&head.bytes)
            .or_else(|| declared.and_then(|label| Encoding::for_label(label.as_bytes())))
            .unwrap_or(UTF_8);
        let spent = Rc::new(Cell::new(0));
        let reader = Recoded::new(input.reader(), encoding);
        let mut reader = Reader::from_reader(BufReader::new(Kept::new(Fuse {
            inner: Box::new(reader) as Box<dyn Read + 'a>,
            spent: Rc::clone(&spent),
            limit: out.limits().record_bytes,
        })));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Ok(Self {
            reader,
            names,
            spent,
            buffer: Vec::new(),
            outside: 0,
            through: 0,
            charset: encoding.name(),
        })
    }

    /// The same, looking for records in two elements of any name, for files whose root has a name of its own.
    pub(super) fn looking_through(mut self) -> Self {
        self.through = 2;
        self
    }

    /// Notes in `record` where it lies. In another character set than UTF-8 places are those of the decoded text, and say
    /// nothing about the file: there it is the whole file.
    pub(super) fn place(&self, record: &mut Record, found: &Found) {
        record.charset = self.charset;
        if self.charset != UTF_8.name() {
            return;
        }
        let &Found { offset, length, .. } = found;
        (record.offset, record.length) = (offset, length);
        let kept = self.reader.get_ref().get_ref();
        if let Some(bytes) = kept.between(offset, offset + length) {
            record.lies_at(offset, bytes);
        }
    }

    /// The next record, whatever stands before it; `None` at the end.
    pub(super) fn next_record(&mut self) -> Result<Option<Found>, Fault> {
        while let Some(part) = self.next()? {
            if let Part::Record(found) = part {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The next part; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Part>, Fault> {
        loop {
            self.spent.set(0);
            let offset = self.reader.buffer_position();
            self.reader.get_mut().get_mut().forget(offset);
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.clear();
            match self.reader.read_event_into(&mut buffer) {
                Ok(Event::Start(start)) => {
                    let element = Element::of(&start);
                    let name = local(&element.name);
                    if self.names.contains(&name) {
                        let element = self.inside(element)?;
                        let length = self.reader.buffer_position() - offset;
                        return Ok(Some(Part::Record(Found {
                            element,
                            offset,
                            length,
                        })));
                    }
                    let through = self.outside < self.through;
                    if through || WRAPPERS.contains(&name) && self.outside < 16 {
                        self.outside += 1;
                        return Ok(Some(Part::Head(element)));
                    }
                    return Ok(Some(Part::Head(self.inside(element)?)));
                }
                Ok(Event::Empty(start)) => return Ok(Some(self.empty(&start, offset))),
                Ok(Event::Eof) => return Ok(None),
                Ok(_) => {}
                Err(error) => return Err(self.fault(&error)),
            }
            self.buffer = buffer;
        }
    }

    fn empty(&self, start: &BytesStart<'_>, offset: u64) -> Part {
        let element = Element::of(start);
        if self.names.contains(&local(&element.name)) {
            let length = self.reader.buffer_position() - offset;
            return Part::Record(Found {
                element,
                offset,
                length,
            });
        }
        Part::Head(element)
    }

    /// Reads the rest of an element.
    fn inside(&mut self, root: Element) -> Result<Element, Fault> {
        let mut open = vec![root];
        let mut too_deep = 0_usize;
        loop {
            self.buffer.clear();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(self.fault(&error)),
            };
            let text = match event {
                Event::Start(_) if open.len() >= DEPTH => {
                    too_deep += 1;
                    continue;
                }
                Event::Start(start) => {
                    open.push(Element::of(&start));
                    continue;
                }
                Event::Empty(start) => Node::Element(Element::of(&start)),
                Event::End(_) if too_deep > 0 => {
                    too_deep -= 1;
                    continue;
                }
                Event::End(_) => {
                    let Some(done) = open.pop() else {
                        return Ok(Element::default());
                    };
                    match open.last_mut() {
                        Some(above) => above.nodes.push(Node::Element(done)),
                        None => return Ok(done),
                    }
                    continue;
                }
                Event::Text(text) => Node::Text((*text).to_owned()),
                Event::CData(text) => Node::Text((*text).to_owned()),
                Event::GeneralRef(name) => {
                    let raw = format!("&{};", &*name);
                    Node::Text(entity::decoded(&raw).unwrap_or(raw))
                }
                Event::Eof => {
                    let what = "ends inside a record: it was cut off";
                    return Err(Fault::damaged(what).byte(self.reader.buffer_position()));
                }
                _ => continue,
            };
            if let Some(above) = open.last_mut() {
                above.nodes.push(text);
            }
        }
    }

    fn fault(&self, error: &quick_xml::Error) -> Fault {
        let at = self.reader.error_position();
        match error {
            quick_xml::Error::Io(error) => Fault::io(error).byte(at),
            other => Fault::damaged(format!("no well-formed XML: {other}")).byte(at),
        }
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The character set an XML declaration names.
fn declared(head: &[u8]) -> Option<String> {
    let start: String = head
        .iter()
        .take(200)
        .map(|&byte| char::from(byte))
        .collect();
    let rest = start
        .trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}'])
        .trim_start()
        .strip_prefix("<?xml")?;
    let rest = rest.split("?>").next()?;
    let value = rest
        .split("encoding")
        .nth(1)?
        .trim_start_matches([' ', '=']);
    let quote = value.chars().next()?;
    value.get(1..)?.split(quote).next().map(str::to_owned)
}

/// Refuses to give more than `limit` bytes while `spent` is not set back.
struct Fuse<R> {
    inner: R,
    spent: Rc<Cell<u64>>,
    limit: u64,
}

impl<R: Read> Read for Fuse<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.spent.set(self.spent.get() + read as u64);
        if self.spent.get() > self.limit.saturating_add(1 << 20) {
            return Err(refused(Limit::RecordBytes, self.limit));
        }
        Ok(read)
    }
}

/// A stream in another character set as UTF-8.
struct Recoded<R> {
    inner: R,
    decoder: Decoder,
    ready: Vec<u8>,
    given: usize,
    done: bool,
}

impl<R: BufRead> Recoded<R> {
    fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            ready: Vec::new(),
            given: 0,
            done: false,
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        let source = self.inner.fill_buf()?;
        let last = source.is_empty();
        let mut text = String::with_capacity(source.len() * 3 + 16);
        let (result, used, _) = self.decoder.decode_to_string(source, &mut text, last);
        self.inner.consume(used);
        self.done = last && result == CoderResult::InputEmpty;
        self.ready = text.into_bytes();
        self.given = 0;
        Ok(())
    }
}

impl<R: BufRead> Read for Recoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.ready.len() && !self.done {
            self.fill()?;
        }
        let rest = self.ready.get(self.given..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), rest.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}
