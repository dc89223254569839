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
use std::sync::{Arc, Mutex, PoisonError};

use zstd::bulk::{Compressor, Decompressor};

use super::Error;

/// Bytes of articles after which a block is closed. Larger ones press better and take longer to read one article of:
/// a megabyte takes one to two milliseconds.
const FULL: usize = 1 << 20;

/// How hard zstd presses: on one core a block of this size comes out at 60 to 150 MB a second, 4 % smaller than with 3.
const LEVEL: i32 = 5;

/// Bytes of an entry of `blocks`.
const ENTRY: usize = 16;

/// Unpacked blocks that are kept, for articles that lie side by side.
const RECENT: usize = 3;

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
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.blocks, self.bytes)
    }
}

impl Extent {
    /// Reads what [`Display`](fmt::Display) wrote.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (blocks, bytes) = text.split_once(' ')?;
        Some(Self {
            blocks: blocks.parse().ok()?,
            bytes: bytes.parse().ok()?,
        })
    }
}

/// Makes the files of an index without articles.
pub(super) fn create(folder: &Path) -> io::Result<()> {
    fs::write(folder.join(TEXTS), [])?;
    fs::write(folder.join(BLOCKS), [])
}

/// The articles, for reading.
#[derive(Debug)]
pub(super) struct Texts {
    files: Mutex<(File, File)>,
    recent: Mutex<VecDeque<(u32, Arc<Vec<u8>>)>>,
}

impl Texts {
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            files: Mutex::new((
                File::open(folder.join(TEXTS))?,
                File::open(folder.join(BLOCKS))?,
            )),
            recent: Mutex::default(),
        })
    }

    /// What was written at a place, as `read` understands it; `None` of it is damage.
    pub(super) fn read<T>(
        &self,
        at: Kept,
        read: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Result<T, Error> {
        let block = self.block(at.block)?;
        let start = at.start as usize;
        let end = start.checked_add(at.len as usize).ok_or(Error::Damaged)?;
        block.get(start..end).and_then(read).ok_or(Error::Damaged)
    }

    fn block(&self, number: u32) -> Result<Arc<Vec<u8>>, Error> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = recent.iter().position(|(known, _)| *known == number)
            && let Some(known) = recent.remove(at)
        {
            let block = Arc::clone(&known.1);
            recent.push_front(known);
            return Ok(block);
        }
        let block = Arc::new(self.unpack(number).map_err(|_| Error::Damaged)?);
        recent.truncate(RECENT - 1);
        recent.push_front((number, Arc::clone(&block)));
        Ok(block)
    }

    fn unpack(&self, number: u32) -> io::Result<Vec<u8>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let (texts, blocks) = &mut *files;
        let mut entry = [0; ENTRY];
        blocks.seek(SeekFrom::Start(u64::from(number) * ENTRY as u64))?;
        blocks.read_exact(&mut entry)?;
        let entry = u128::from_le_bytes(entry);
        let (start, len, raw) = (entry as u64, (entry >> 64) as u32, (entry >> 96) as u32);
        let mut pressed = vec![0; len as usize];
        texts.seek(SeekFrom::Start(start))?;
        texts.read_exact(&mut pressed)?;
        drop(files);
        Decompressor::new()?.decompress(&pressed, raw as usize)
    }
}

/// A block that is being filled.
struct Page {
    block: u32,
    raw: Vec<u8>,
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

/// The articles, for appending from any thread.
pub(super) struct Press {
    out: Mutex<Out>,
    /// Blocks that nobody is filling at the moment.
    idle: Mutex<Vec<Page>>,
}

impl Press {
    /// Goes on behind what the last commit counts.
    pub(super) fn open(folder: &Path, extent: Extent) -> io::Result<Self> {
        let open = |name: &str, len: u64| -> io::Result<File> {
            let file = OpenOptions::new().write(true).open(folder.join(name))?;
            file.set_len(len)?;
            Ok(file)
        };
        Ok(Self {
            out: Mutex::new(Out {
                texts: open(TEXTS, extent.bytes)?,
                blocks: open(BLOCKS, u64::from(extent.blocks) * ENTRY as u64)?,
                extent,
                begun: extent.blocks,
            }),
            idle: Mutex::default(),
        })
    }

    fn out(&self) -> std::sync::MutexGuard<'_, Out> {
        self.out.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Appends the bytes of an article. They can be read after [`Press::close`].
    pub(super) fn put(&self, bytes: &[u8]) -> io::Result<Kept> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let mut page = match idle {
            Some(page) => page,
            None => self.begin()?,
        };
        let kept = Kept {
            block: page.block,
            start: page.raw.len() as u32,
            len: bytes.len() as u32,
        };
        page.raw.extend_from_slice(bytes);
        if page.raw.len() >= FULL {
            self.write(&mut page)?;
            page.raw.clear();
            page.block = self.number();
        }
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(page);
        Ok(kept)
    }

    fn begin(&self) -> io::Result<Page> {
        let mut press = Compressor::new(LEVEL)?;
        press.include_checksum(true)?;
        Ok(Page {
            block: self.number(),
            raw: Vec::with_capacity(FULL + FULL / 8),
            press,
        })
    }

    /// The number of a new block.
    fn number(&self) -> u32 {
        let mut out = self.out();
        out.begun += 1;
        out.begun - 1
    }

    fn write(&self, page: &mut Page) -> io::Result<()> {
        let pressed = page.press.compress(&page.raw)?;
        let mut out = self.out();
        let start = out.extent.bytes;
        out.texts.seek(SeekFrom::Start(start))?;
        out.texts.write_all(&pressed)?;
        let entry =
            u128::from(start) | (pressed.len() as u128) << 64 | (page.raw.len() as u128) << 96;
        out.blocks
            .seek(SeekFrom::Start(u64::from(page.block) * ENTRY as u64))?;
        out.blocks.write_all(&entry.to_le_bytes())?;
        out.extent.bytes += pressed.len() as u64;
        Ok(())
    }

    /// Closes every block that was begun and makes all of it durable. Nobody may be in [`Press::put`].
    pub(super) fn close(&self) -> io::Result<Extent> {
        let pages = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for mut page in pages {
            self.write(&mut page)?;
        }
        let mut out = self.out();
        out.texts.sync_data()?;
        out.blocks.sync_data()?;
        out.extent.blocks = out.begun;
        Ok(out.extent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(at: usize) -> Vec<u8> {
        format!("artikel {at} ").repeat(at % 700 + 1).into_bytes()
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
                kept.push((press.put(&text(at + round)).unwrap(), at + round));
            }
            extent = press.close().unwrap();
            assert_eq!(Extent::parse(&extent.to_string()), Some(extent));
            // This one is killed before it commits.
            let press = Press::open(folder.path(), extent).unwrap();
            for at in 0..2000 {
                press.put(&text(at)).unwrap();
            }
        }
        let texts = Texts::open(folder.path()).unwrap();
        for (place, at) in kept {
            let read = texts.read(place, |bytes| Some(bytes.to_vec())).unwrap();
            assert_eq!(read, text(at));
        }
        assert!(extent.blocks > 3);
    }

    #[test]
    fn damage_is_told() {
        let folder = tempfile::tempdir().unwrap();
        create(folder.path()).unwrap();
        let press = Press::open(folder.path(), Extent::default()).unwrap();
        let place = press.put(&text(600)).unwrap();
        press.close().unwrap();
        let path = folder.path().join(TEXTS);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        fs::write(&path, &bytes).unwrap();
        let read = |place| {
            let texts = Texts::open(folder.path()).unwrap();
            texts.read(place, |bytes| Some(bytes.len()))
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
