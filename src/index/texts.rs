//! The articles themselves, beside the engine: appended in blocks that are pressed together, read back one block at a
//! time. Merging what is searched never touches them.
//!
//! `texts` holds the blocks, `blocks` one entry of 16 bytes for each: where it begins, its length, its length before it
//! was pressed. Both only grow; what the last commit does not count is left over from a writer that was killed and is
//! written over.

use std::collections::VecDeque;
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use zstd::bulk::{Compressor, Decompressor};

use super::Error;
use super::shorthand::{Pen, Signs, Tally};

/// Bytes of articles, as they are written, after which a block is closed. Larger ones press better and take longer to
/// read one article of: a megabyte takes one to two milliseconds.
const FULL: usize = 1 << 20;

/// How hard zstd presses.
const LEVEL: i32 = 5;

/// Bytes of an entry of `blocks`.
const ENTRY: usize = 16;

/// Bits of an entry for the first byte of a block; the number of its list is above them.
const START_BITS: u32 = 40;

/// Unpacked blocks that are kept, for articles that lie side by side.
const RECENT: usize = 3;

/// Lists of signs that are kept, each a quarter of a megabyte.
const LISTS: usize = 6;

/// After how many bytes of texts a list of signs is chosen, and one text in how many is counted for it. What comes before
/// the first list is written without; the last rule goes on for ever, for archives change in what they speak of, and in
/// which language.
const LISTED: [(usize, usize); 3] = [(1 << 20, 1), (3 << 20, 1), (32 << 20, 8)];

const TEXTS: &str = "texts";
const BLOCKS: &str = "blocks";

/// Where an article lies: its block, and its bytes in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) block: u32,
    pub(super) start: u32,
    pub(super) len: u32,
}

/// How much of the files a commit counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Extent {
    blocks: u32,
    bytes: u64,
    /// The block with the signs of headlines.
    rows: Option<u32>,
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.blocks, self.bytes)?;
        self.rows.map_or(Ok(()), |rows| write!(f, " {rows}"))
    }
}

impl Extent {
    /// Reads what [`Display`](fmt::Display) wrote.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(' ');
        Some(Self {
            blocks: numbers.next()?.parse().ok()?,
            bytes: numbers.next()?.parse().ok()?,
            rows: numbers.next().map(str::parse).transpose().ok()?,
        })
    }
}

/// Makes the files of an index without articles.
pub(super) fn create(folder: &Path) -> io::Result<()> {
    fs::write(folder.join(TEXTS), [])?;
    fs::write(folder.join(BLOCKS), [])
}

/// What `blocks` says of a block.
#[derive(Clone, Copy, Debug)]
struct Entry {
    start: u64,
    len: u32,
    raw: u32,
    /// The block that holds the list of its signs.
    list: Option<u32>,
}

impl Entry {
    fn written(self) -> [u8; ENTRY] {
        let list = self.list.map_or(0, |list| u128::from(list) + 1);
        let start = u128::from(self.start) | list << START_BITS;
        (start | u128::from(self.len) << 64 | u128::from(self.raw) << 96).to_le_bytes()
    }

    fn of(bytes: [u8; ENTRY]) -> Self {
        let all = u128::from_le_bytes(bytes);
        let start = all as u64;
        Self {
            start: start & ((1 << START_BITS) - 1),
            len: (all >> 64) as u32,
            raw: (all >> 96) as u32,
            list: ((start >> START_BITS) as u32).checked_sub(1),
        }
    }
}

/// A block as it was before it was pressed.
#[derive(Debug)]
struct Block {
    bytes: Vec<u8>,
    signs: Option<Arc<Signs>>,
}

/// A few things of many, those that were asked for last.
#[derive(Debug)]
struct Recent<T>(VecDeque<(u32, Arc<T>)>);

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl<T> Recent<T> {
    fn find(&mut self, number: u32) -> Option<Arc<T>> {
        let at = self.0.iter().position(|(known, _)| *known == number)?;
        let known = self.0.remove(at)?;
        let found = Arc::clone(&known.1);
        self.0.push_front(known);
        Some(found)
    }

    fn keep(&mut self, number: u32, found: &Arc<T>, most: usize) {
        self.0.truncate(most - 1);
        self.0.push_front((number, Arc::clone(found)));
    }
}

/// The articles, for reading.
#[derive(Debug)]
pub(super) struct Texts {
    files: Mutex<(File, File)>,
    recent: Mutex<Recent<Block>>,
    lists: Mutex<Recent<Signs>>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Texts {
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            files: Mutex::new((
                File::open(folder.join(TEXTS))?,
                File::open(folder.join(BLOCKS))?,
            )),
            recent: Mutex::default(),
            lists: Mutex::default(),
        })
    }

    /// What was written at a place, as `read` understands it from its bytes and the signs they are written with; `None`
    /// of it is damage.
    pub(super) fn read<T>(
        &self,
        at: Kept,
        read: impl FnOnce(&[u8], Option<&Signs>) -> Option<T>,
    ) -> Result<T, Error> {
        let block = self.block(at.block)?;
        let start = at.start as usize;
        let end = start.checked_add(at.len as usize).ok_or(Error::Damaged)?;
        let bytes = block.bytes.get(start..end).ok_or(Error::Damaged)?;
        read(bytes, block.signs.as_deref()).ok_or(Error::Damaged)
    }

    fn block(&self, number: u32) -> Result<Arc<Block>, Error> {
        let mut recent = locked(&self.recent);
        if let Some(block) = recent.find(number) {
            return Ok(block);
        }
        let (bytes, list) = self.unpack(number).map_err(|_| Error::Damaged)?;
        let signs = list.map(|list| self.signs(list)).transpose()?;
        let block = Arc::new(Block { bytes, signs });
        recent.keep(number, &block, RECENT);
        Ok(block)
    }

    /// The list of signs that a block holds.
    pub(super) fn signs(&self, number: u32) -> Result<Arc<Signs>, Error> {
        let mut lists = locked(&self.lists);
        if let Some(signs) = lists.find(number) {
            return Ok(signs);
        }
        let (bytes, _) = self.unpack(number).map_err(|_| Error::Damaged)?;
        let signs = Arc::new(Signs::of(&bytes).ok_or(Error::Damaged)?);
        lists.keep(number, &signs, LISTS);
        Ok(signs)
    }

    /// What is known of a block.
    fn entry(&self, number: u32) -> io::Result<Entry> {
        let mut files = locked(&self.files);
        let blocks = &mut files.1;
        let mut entry = [0; ENTRY];
        blocks.seek(SeekFrom::Start(u64::from(number) * ENTRY as u64))?;
        blocks.read_exact(&mut entry)?;
        Ok(Entry::of(entry))
    }

    /// The bytes of a block, and the number of the block with their signs.
    fn unpack(&self, number: u32) -> io::Result<(Vec<u8>, Option<u32>)> {
        let entry = self.entry(number)?;
        let mut pressed = vec![0; entry.len as usize];
        let mut files = locked(&self.files);
        files.0.seek(SeekFrom::Start(entry.start))?;
        files.0.read_exact(&mut pressed)?;
        drop(files);
        let bytes = Decompressor::new()?.decompress(&pressed, entry.raw as usize)?;
        Ok((bytes, entry.list))
    }
}

/// A list of signs to write with, and the block that holds it.
pub(super) type List = Option<(u32, Arc<Pen>)>;

/// Blocks are that much larger than the best ones with the same list, and the list fits no longer.
const MISFIT: f32 = 1.2;

/// A block that is being filled.
struct Page {
    block: u32,
    raw: Vec<u8>,
    /// Bytes of the texts in it.
    texts: usize,
    list: List,
    press: Compressor<'static>,
}

/// Where the next block goes.
struct Out {
    texts: File,
    blocks: File,
    extent: Extent,
    /// Blocks that were begun.
    begun: u32,
}

/// The list of signs that new blocks are written with, and what the next is chosen from.
#[derive(Default)]
struct Choice {
    list: List,
    /// The list for headlines: one for all, so that a screen of them needs no other.
    rows: List,
    tally: Tally,
    /// The best that a block with this list came to, of its texts.
    best: Option<f32>,
    /// Lists that were chosen, as far as [`LISTED`] cares.
    chosen: usize,
    /// Texts, and bytes of them, since the list was chosen.
    texts: usize,
    bytes: usize,
}

impl Choice {
    /// Counts a text, or passes it by; whether it is time for a new list.
    fn add(&mut self, text: &str) -> bool {
        self.texts += 1;
        self.bytes += text.len();
        let Some((enough, counted)) = LISTED.get(self.chosen) else {
            return false;
        };
        if self.texts.is_multiple_of(*counted) {
            self.tally.add(text);
        }
        self.bytes >= *enough
    }

    /// Looks at a block that is full. Where the list does not fit any more, as when the language changes, the rules
    /// begin anew.
    fn weigh(&mut self, page: &Page) {
        let number = |list: &List| list.as_ref().map(|(number, _)| *number);
        if number(&page.list) != number(&self.list) || self.list.is_none() {
            return;
        }
        let part = page.raw.len() as f32 / page.texts.max(1) as f32;
        if self.best.is_some_and(|best| part > best * MISFIT) {
            *self = Self {
                list: self.list.take(),
                rows: self.rows.take(),
                ..Self::default()
            };
        }
        self.best = Some(self.best.map_or(part, |best| best.min(part)));
    }
}

/// The articles, for appending from any thread.
pub(super) struct Press {
    out: Mutex<Out>,
    choice: Mutex<Choice>,
    /// Blocks that nobody is filling at the moment.
    idle: Mutex<Vec<Page>>,
}

impl Press {
    /// Goes on behind what the last commit counts.
    pub(super) fn open(folder: &Path, extent: Extent) -> Result<Self, Error> {
        let open = |name: &str, len: u64| -> Result<File, Error> {
            let file = OpenOptions::new().write(true).open(folder.join(name));
            file.and_then(|file| file.set_len(len).map(|()| file))
                .map_err(|error| tantivy::TantivyError::from(error).into())
        };
        let (list, rows) = match extent.blocks.checked_sub(1) {
            None => (None, None),
            Some(last) => {
                let texts = Texts::open(folder).map_err(|_| Error::Damaged)?;
                let list = texts.entry(last).map_err(|_| Error::Damaged)?.list;
                (Self::list(&texts, list)?, Self::list(&texts, extent.rows)?)
            }
        };
        Ok(Self {
            out: Mutex::new(Out {
                texts: open(TEXTS, extent.bytes)?,
                blocks: open(BLOCKS, u64::from(extent.blocks) * ENTRY as u64)?,
                extent,
                begun: extent.blocks,
            }),
            choice: Mutex::new(Choice {
                chosen: if list.is_some() { LISTED.len() - 1 } else { 0 },
                list,
                rows,
                ..Choice::default()
            }),
            idle: Mutex::default(),
        })
    }

    /// The list in a block, to write with.
    fn list(texts: &Texts, block: Option<u32>) -> Result<List, Error> {
        block
            .map(|list| Ok((list, Arc::new(Pen::of(&*texts.signs(list)?)))))
            .transpose()
    }

    /// Appends an article: its text, and what `write` writes of it, given the signs to write with. It can be read after
    /// [`Press::close`]. Gives its place and the signs to write its headline with.
    pub(super) fn put(
        &self,
        text: &str,
        write: impl FnOnce(&mut Vec<u8>, Option<&Pen>),
    ) -> io::Result<(Kept, List)> {
        let mut choice = locked(&self.choice);
        if choice.add(text) {
            self.choose(&mut choice)?;
        }
        let rows = choice.rows.clone();
        drop(choice);
        let idle = locked(&self.idle).pop();
        let mut page = match idle {
            Some(page) => page,
            None => self.begin(|| locked(&self.choice).list.clone())?,
        };
        let start = page.raw.len();
        write(&mut page.raw, page.list.as_ref().map(|(_, pen)| &**pen));
        let kept = Kept {
            block: page.block,
            start: start as u32,
            len: (page.raw.len() - start) as u32,
        };
        page.texts += text.len();
        if page.raw.len() >= FULL {
            self.write(&mut page)?;
            let mut choice = locked(&self.choice);
            choice.weigh(&page);
            page.raw.clear();
            page.texts = 0;
            // The number first, so that a later block never has an older list.
            page.block = self.number();
            page.list.clone_from(&choice.list);
        }
        locked(&self.idle).push(page);
        Ok((kept, rows))
    }

    /// Chooses the signs of the blocks to come.
    fn choose(&self, choice: &mut Choice) -> io::Result<()> {
        let list = std::mem::take(&mut choice.tally).list();
        (choice.texts, choice.bytes) = (0, 0);
        choice.chosen = (choice.chosen + 1).min(LISTED.len() - 1);
        choice.best = None;
        let Some(signs) = Signs::of(&list) else {
            return Ok(());
        };
        let mut page = self.begin(|| None)?;
        page.raw = list;
        // It names itself, so that the last block always names the list to go on with.
        page.list = Some((page.block, Arc::new(Pen::of(&signs))));
        self.write(&mut page)?;
        if choice.rows.is_none() && choice.list.is_some() {
            choice.rows.clone_from(&page.list);
            locked(&self.out).extent.rows = Some(page.block);
        }
        choice.list = page.list;
        Ok(())
    }

    fn begin(&self, list: impl FnOnce() -> List) -> io::Result<Page> {
        let mut press = Compressor::new(LEVEL)?;
        press.include_checksum(true)?;
        Ok(Page {
            block: self.number(),
            raw: Vec::with_capacity(FULL + FULL / 8),
            texts: 0,
            list: list(),
            press,
        })
    }

    /// The number of a new block.
    fn number(&self) -> u32 {
        let mut out = locked(&self.out);
        out.begun += 1;
        out.begun - 1
    }

    fn write(&self, page: &mut Page) -> io::Result<()> {
        let pressed = page.press.compress(&page.raw)?;
        let mut out = locked(&self.out);
        let entry = Entry {
            start: out.extent.bytes,
            len: pressed.len() as u32,
            raw: page.raw.len() as u32,
            list: page.list.as_ref().map(|(list, _)| *list),
        };
        out.texts.seek(SeekFrom::Start(entry.start))?;
        out.texts.write_all(&pressed)?;
        out.blocks
            .seek(SeekFrom::Start(u64::from(page.block) * ENTRY as u64))?;
        out.blocks.write_all(&entry.written())?;
        out.extent.bytes += pressed.len() as u64;
        Ok(())
    }

    /// Closes every block that was begun and makes all of it durable. Nobody may be in [`Press::put`].
    pub(super) fn close(&self) -> io::Result<Extent> {
        let pages = std::mem::take(&mut *locked(&self.idle));
        for mut page in pages {
            self.write(&mut page)?;
        }
        let mut out = locked(&self.out);
        out.texts.sync_data()?;
        out.blocks.sync_data()?;
        out.extent.blocks = out.begun;
        Ok(out.extent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(at: usize) -> String {
        format!("artikel {at} “satu” ").repeat(at % 700 + 1)
    }

    fn put(press: &Press, text: &str) -> Kept {
        let write = |out: &mut Vec<u8>, pen: Option<&Pen>| {
            out.extend_from_slice(&(text.len() as u32).to_le_bytes());
            match pen {
                Some(pen) => pen.write(text, out),
                None => out.extend_from_slice(text.as_bytes()),
            }
        };
        press.put(text, write).unwrap().0
    }

    fn read(texts: &Texts, place: Kept) -> Result<String, Error> {
        texts.read(place, |bytes, signs| {
            let (len, bytes) = bytes.split_first_chunk()?;
            match signs {
                Some(signs) => signs.read(bytes, u32::from_le_bytes(*len) as usize),
                None => String::from_utf8(bytes.to_vec()).ok(),
            }
        })
    }

    #[test]
    fn what_was_put_reads_back_and_a_killed_writer_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path()).unwrap();
        let mut extent = Extent::default();
        let mut kept = Vec::new();
        for round in 0..3 {
            let press = Press::open(folder.path(), extent).unwrap();
            for at in 0..1000 {
                kept.push((put(&press, &text(at + round)), at + round));
            }
            extent = press.close().unwrap();
            assert_eq!(Extent::parse(&extent.to_string()), Some(extent));
            // This one is killed before it commits.
            let press = Press::open(folder.path(), extent).unwrap();
            for at in 0..2000 {
                put(&press, &text(at));
            }
        }
        let texts = Texts::open(folder.path()).unwrap();
        for (place, at) in kept {
            assert_eq!(read(&texts, place).unwrap(), text(at));
        }
        assert!(extent.blocks > 3);
    }

    #[test]
    fn damage_is_told() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path()).unwrap();
        let press = Press::open(folder.path(), Extent::default()).unwrap();
        let place = put(&press, &text(600));
        press.close().unwrap();
        let path = folder.path().join(TEXTS);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        fs::write(&path, &bytes).unwrap();
        let read = |place| {
            let texts = Texts::open(folder.path()).unwrap();
            super::tests::read(&texts, place)
        };
        assert!(matches!(read(place), Err(Error::Damaged)));
        assert!(matches!(
            read(Kept { block: 7, ..place }),
            Err(Error::Damaged)
        ));
        fs::write(&path, []).unwrap();
        assert!(matches!(read(place), Err(Error::Damaged)));
    }
}
