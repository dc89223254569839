//! Beginnings of words that many words share: which articles hold any of them, kept as a part of each segment.
//!
//! While somebody types, the first letters of a word have thousands of words behind them, too many to look up one by
//! one. For each beginning of one to three letters that more than [`MANY`] words of a segment share, the articles are
//! written down once, when the segment is written: a bit each, or a list where they are few. Other beginnings are
//! looked up word by word.

use std::any::Any;
use std::io::Write;

use tantivy::directory::TerminatingWrite;
use tantivy::index::SegmentComponent;
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, IndexRecordOption, Schema};
use tantivy::{DocId, Segment, SegmentReader};

use super::bits::Bits;

/// Letters of the longest beginning.
pub(super) const LETTERS: usize = 3;

/// A beginning with no more words than this is looked up word by word. A lower bound makes the index larger: over 30,000
/// articles 128 costs 58 bytes an article, 32 costs 126.
const MANY: u32 = 128;

/// Sets with fewer than one article in this many are lists.
const SPARSE: u32 = 12;

/// Bytes of a beginning in the table; four bytes a letter, filled up with zeros.
const NAME: usize = 4 * LETTERS;

/// Bytes of an entry of the table: beginning, first byte of the set, articles in it.
const ENTRY: usize = NAME + 8;

/// The file of a segment for the beginnings of the words of its texts.
pub(super) const WORDS: &str = "short";

/// The file of a segment for the beginnings of its names; each begins with the sign of its kind.
pub(super) const NAMES: &str = "named";

/// Makes the beginnings of one field a part of every segment.
pub(super) struct Short {
    field: Field,
    file: [&'static str; 1],
}

impl Short {
    pub(super) const fn new(field: Field, file: &'static str) -> Self {
        Self {
            field,
            file: [file],
        }
    }
}

/// Counts the articles of a segment while it is gathered.
struct Gathered {
    field: Field,
    file: &'static str,
    docs: u32,
}

impl SegmentPlugin for Short {
    fn extensions(&self) -> &[&str] {
        &self.file
    }

    fn create_writer(&self, _: &PluginWriterContext<'_>) -> tantivy::Result<Box<dyn PluginWriter>> {
        let [file] = self.file;
        Ok(Box::new(Gathered {
            field: self.field,
            file,
            docs: 0,
        }))
    }

    fn merge(&self, merge: PluginMergeContext<'_>) -> tantivy::Result<()> {
        let docs = merge.readers.iter().map(SegmentReader::num_docs).sum();
        let [file] = self.file;
        write(merge.target_segment, docs, self.field, file)
    }
}

impl PluginWriter for Gathered {
    fn add_document(
        &mut self,
        _: DocId,
        _: &dyn ErasedDocument,
        _: &Schema,
    ) -> tantivy::Result<()> {
        self.docs += 1;
        Ok(())
    }

    fn serialize(
        self: Box<Self>,
        segment: &Segment,
        _: Option<&DocIdMapping>,
    ) -> tantivy::Result<()> {
        write(segment, self.docs, self.field, self.file)
    }

    fn mem_usage(&self) -> usize {
        0
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// Writes the beginnings of the words of a segment whose words were just written.
fn write(segment: &Segment, docs: u32, field: Field, file: &str) -> tantivy::Result<()> {
    let reader = SegmentReader::open(&segment.clone().with_max_doc(docs))?;
    let bytes = Walk::new(docs).over(&reader, field)?;
    let mut out = segment.open_write(SegmentComponent::Custom(file.to_owned()))?;
    out.write_all(&bytes)?;
    out.terminate()?;
    Ok(())
}

/// One beginning while its words go by.
struct Level {
    name: Vec<u8>,
    words: u32,
    docs: Bits,
}

/// The walk over the words of a segment in their order.
struct Walk {
    /// The beginnings of one, two, three letters of the word gone by last.
    levels: [Level; LETTERS],
    sets: Vec<u8>,
    table: Vec<[u8; ENTRY]>,
}

impl Walk {
    fn new(bound: u32) -> Self {
        Self {
            levels: std::array::from_fn(|_| Level {
                name: Vec::new(),
                words: 0,
                docs: Bits::empty(bound),
            }),
            sets: Vec::new(),
            table: Vec::new(),
        }
    }

    /// The file: the sets, the table, its length.
    fn over(mut self, reader: &SegmentReader, field: Field) -> tantivy::Result<Vec<u8>> {
        let index = reader.inverted_index(field)?;
        let mut words = index.terms().stream()?;
        let mut postings = None;
        while let Some((word, info)) = words.next() {
            let depth = self.enter(word);
            let block = match &mut postings {
                Some(block) => {
                    index.reset_block_postings_from_terminfo(info, block)?;
                    block
                }
                none => none.insert(
                    index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?,
                ),
            };
            let Some(level) = depth.checked_sub(1).and_then(|at| self.levels.get_mut(at)) else {
                continue;
            };
            while block.block_len() > 0 {
                block.docs().iter().for_each(|doc| level.docs.insert(*doc));
                block.advance();
            }
        }
        self.leave(0);
        self.table.sort_unstable();
        for entry in &self.table {
            self.sets.extend_from_slice(entry);
        }
        self.sets
            .extend_from_slice(&(self.table.len() as u32).to_le_bytes());
        Ok(self.sets)
    }

    /// Leaves the beginnings that a word does not share and counts the word under its own; how many letters it has, up
    /// to the longest beginning.
    fn enter(&mut self, word: &[u8]) -> usize {
        let mut ends = [0; LETTERS];
        let mut depth = 0;
        for (end, slot) in letter_ends(word).zip(&mut ends) {
            *slot = end;
            depth += 1;
        }
        let name = |at: usize| {
            ends.get(at)
                .and_then(|end| word.get(..*end))
                .unwrap_or(word)
        };
        let shared = self
            .levels
            .iter()
            .take(depth)
            .enumerate()
            .take_while(|(at, level)| level.name == name(*at))
            .count();
        self.leave(shared);
        for (at, level) in self.levels.iter_mut().take(depth).enumerate() {
            if at >= shared {
                name(at).clone_into(&mut level.name);
            }
            level.words += 1;
        }
        depth
    }

    /// Ends the beginnings longer than `kept` letters; each is part of the one a letter shorter.
    fn leave(&mut self, kept: usize) {
        for at in (kept..LETTERS).rev() {
            let (before, rest) = self.levels.split_at_mut(at);
            let Some(level) = rest.first_mut().filter(|level| level.words > 0) else {
                continue;
            };
            if level.words > MANY {
                self.table
                    .push(entry(&level.name, &level.docs, &mut self.sets));
            }
            if let Some(above) = before.last_mut() {
                above.docs.widen(&level.docs);
            }
            level.docs.clear();
            level.name.clear();
            level.words = 0;
        }
    }
}

/// Where the letters of a word end.
fn letter_ends(word: &[u8]) -> impl Iterator<Item = usize> {
    let begins = |at: usize| word.get(at).is_none_or(|byte| byte & 0xc0 != 0x80);
    (1..=word.len()).filter(move |at| begins(*at))
}

/// Writes a set down and returns its entry in the table.
fn entry(name: &[u8], docs: &Bits, sets: &mut Vec<u8>) -> [u8; ENTRY] {
    let mut entry = [0; ENTRY];
    let count = docs.count();
    let fields = name
        .iter()
        .copied()
        .chain(std::iter::repeat_n(0, NAME - name.len().min(NAME)))
        .take(NAME)
        .chain((sets.len() as u32).to_le_bytes())
        .chain(count.to_le_bytes());
    for (slot, byte) in entry.iter_mut().zip(fields) {
        *slot = byte;
    }
    if count >= docs.bound() / SPARSE {
        docs.words()
            .for_each(|word| sets.extend_from_slice(&word.to_le_bytes()));
        return entry;
    }
    let (mut at, mut last) = (docs.next(0), 0);
    while let Some(doc) = at {
        let mut step = doc - last;
        while step >= 0x80 {
            sets.push(step as u8 | 0x80);
            step >>= 7;
        }
        sets.push(step as u8);
        last = doc;
        at = docs.next(doc + 1);
    }
    entry
}

/// The articles of a segment that hold a word with this beginning; `None` where so few words have it that they are
/// looked up one by one.
pub(super) fn find(
    reader: &SegmentReader,
    file: &str,
    beginning: &str,
) -> tantivy::Result<Option<Bits>> {
    let file = reader.open_read(SegmentComponent::Custom(file.to_owned()))?;
    let file = file.read_bytes()?;
    Ok(find_in(&file, reader.max_doc(), beginning.as_bytes()))
}

fn find_in(file: &[u8], bound: u32, beginning: &[u8]) -> Option<Bits> {
    let (rest, length) = file.split_last_chunk::<4>()?;
    let table = u32::from_le_bytes(*length) as usize * ENTRY;
    let (sets, table) = rest.split_at_checked(rest.len().checked_sub(table)?)?;
    let (table, _) = table.as_chunks::<ENTRY>();
    let mut name = [0; NAME];
    for (slot, byte) in name.iter_mut().zip(beginning) {
        *slot = *byte;
    }
    let at = table
        .binary_search_by(|entry| entry.iter().take(NAME).cmp(&name))
        .ok()?;
    let (_, place) = table.get(at)?.split_last_chunk::<8>()?;
    let place = u64::from_le_bytes(*place);
    let (start, count) = (place as u32 as usize, (place >> 32) as u32);
    let set = sets.get(start..)?;
    if count >= bound / SPARSE {
        return Some(Bits::of_words(
            bound,
            set.as_chunks::<8>()
                .0
                .iter()
                .map(|word| u64::from_le_bytes(*word)),
        ));
    }
    let mut bits = Bits::empty(bound);
    let (mut doc, mut step, mut shift, mut left) = (0, 0, 0, count);
    for byte in set {
        if left == 0 {
            break;
        }
        step |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if *byte < 0x80 || shift > 28 {
            doc += step;
            bits.insert(doc);
            (step, shift) = (0, 0);
            left -= 1;
        }
    }
    Some(bits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(bits: &Bits) -> Vec<u32> {
        let mut found = Vec::new();
        let mut at = bits.next(0);
        while let Some(doc) = at {
            found.push(doc);
            at = bits.next(doc + 1);
        }
        found
    }

    #[test]
    fn letters_end_where_the_next_begins() {
        let ends = |word: &str| letter_ends(word.as_bytes()).collect::<Vec<_>>();
        assert_eq!(ends("aé小b"), [1, 3, 6, 7]);
        assert!(ends("").is_empty());
    }

    proptest! {
        #[test]
        fn sets_read_back(bound in 1_u32..2000, sets in proptest::collection::vec(
            proptest::collection::btree_set(0_u32..2000, 0..400), 1..6)) {
            let mut walk = Walk::new(bound);
            let names = ["a", "b", "bé", "bé小", "c"];
            let mut expected = Vec::new();
            for (name, set) in names.into_iter().zip(sets) {
                let mut bits = Bits::empty(bound);
                for doc in &set {
                    bits.insert(*doc);
                }
                walk.table.push(entry(name.as_bytes(), &bits, &mut walk.sets));
                expected.push((name, list(&bits)));
            }
            let mut file = walk.sets;
            walk.table.sort_unstable();
            walk.table.iter().for_each(|entry| file.extend_from_slice(entry));
            file.extend_from_slice(&(walk.table.len() as u32).to_le_bytes());
            for (name, set) in expected {
                let found = find_in(&file, bound, name.as_bytes()).unwrap();
                prop_assert_eq!(list(&found), set, "{}", name);
            }
            prop_assert!(find_in(&file, bound, b"bx").is_none());
        }

        #[test]
        fn damaged_files_are_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), bound in 0_u32..500) {
            let _ = find_in(&bytes, bound, b"a");
        }
    }
}
