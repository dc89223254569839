//! Texts with their common words written as one or two bytes each, by a list of signs made from the archive's own texts:
//! smaller before it is pressed, smaller after, and quicker to press.
//!
//! A sign stands for a word (letters of ASCII), for what stands between two words, or for one other character. Between
//! the signs of two words goes a space that is not written. Bytes below 0x80 stand for themselves, 0x80 to `SHORT`
//! are signs, those up to 0xfe begin a sign of two bytes, 0xff is followed by a number and as many bytes as they are.
//! The idea is that of Skibiński, Grabowski and Deorowicz, "Revisiting dictionary-based compression" (2005).

/// Signs of one byte.
const ONE: usize = 64;

/// The first byte that begins a sign of two.
const LEAD: u8 = 0x80 + ONE as u8;

/// Stands before bytes that are no signs.
const PLAIN: u8 = 0xff;

/// Signs in all.
const SIGNS: usize = ONE + (PLAIN - LEAD) as usize * 256;

/// Longer pieces have no sign.
const LONGEST: usize = 32;

/// A piece that was met less often is not worth a sign.
const WORTH: u32 = 3;

/// Slots for pieces that are counted; half of them are used.
const COUNTED: usize = 1 << 18;

/// A number for each of many pieces. Most pieces are compared by one word of the machine and live in the slot that they
/// are looked for in: what lay elsewhere took a third of the time.
#[derive(Debug)]
struct Table {
    /// Free ones have no length.
    slots: Vec<Slot>,
    /// The pieces of more than eight bytes.
    long: Vec<u8>,
    used: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The first eight bytes.
    head: u64,
    /// Where the whole piece begins, if it is longer.
    start: u32,
    number: u32,
    len: u32,
}

/// Spreads what is multiplied by it over all bits (Knuth, "The Art of Computer Programming", 3, 6.4).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Up to eight bytes as a number.
fn number(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(head) => u64::from_le_bytes(*head),
        None => bytes
            .iter()
            .rev()
            .fold(0, |all, byte| all << 8 | u64::from(*byte)),
    }
}

impl Table {
    /// Room for so many slots, a power of two.
    fn with(slots: usize) -> Self {
        Self {
            slots: vec![Slot::default(); slots],
            long: Vec::new(),
            used: 0,
        }
    }

    /// The slot of a piece, or the free one that it would take.
    fn find(&self, piece: &[u8]) -> (usize, bool) {
        let head = number(piece);
        let mut hash = (head ^ piece.len() as u64).wrapping_mul(SPREAD);
        for more in piece.chunks(8).skip(1) {
            hash = (hash.rotate_left(29) ^ number(more)).wrapping_mul(SPREAD);
        }
        let mask = self.slots.len() - 1;
        let mut at = (hash >> 32) as usize & mask;
        while let Some(slot) = self.slots.get(at).filter(|slot| slot.len > 0) {
            if slot.head == head && slot.len as usize == piece.len() && self.ends(slot, piece) {
                return (at, true);
            }
            at = (at + 1) & mask;
        }
        (at, false)
    }

    fn ends(&self, slot: &Slot, piece: &[u8]) -> bool {
        let start = slot.start as usize;
        piece.len() <= 8 || self.long.get(start..start + piece.len()) == Some(piece)
    }

    fn get(&self, piece: &[u8]) -> Option<u32> {
        let (at, known) = self.find(piece);
        self.slots.get(at).filter(|_| known).map(|slot| slot.number)
    }

    /// The number of a piece, 0 where it is new; `None` where there is no room for a new one.
    fn entry(&mut self, piece: &[u8]) -> Option<&mut u32> {
        let (at, known) = self.find(piece);
        if !known && (self.used + 1) * 2 > self.slots.len() {
            return None;
        }
        let slot = self.slots.get_mut(at)?;
        if !known {
            self.used += 1;
            *slot = Slot {
                head: number(piece),
                start: self.long.len() as u32,
                number: 0,
                len: piece.len() as u32,
            };
            if piece.len() > 8 {
                self.long.extend_from_slice(piece);
            }
        }
        Some(&mut slot.number)
    }

    /// Every piece with its number.
    fn pieces(&self) -> impl Iterator<Item = (Vec<u8>, u32)> + '_ {
        let used = self.slots.iter().filter(|slot| slot.len > 0);
        used.map(|slot| {
            let (start, len) = (slot.start as usize, slot.len as usize);
            let piece = if len > 8 {
                let long = self.long.iter().skip(start).take(len);
                long.copied().collect()
            } else {
                slot.head.to_le_bytes().into_iter().take(len).collect()
            };
            (piece, slot.number)
        })
    }
}

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Letters of ASCII.
    Word,
    /// Other ASCII between words.
    Between,
    /// One character that is not ASCII.
    Other,
}

/// The pieces of a text in order.
struct Pieces<'a>(&'a [u8]);

impl<'a> Iterator for Pieces<'a> {
    type Item = (Kind, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let first = self.0.first()?;
        let end = |test: &dyn Fn(&u8) -> bool| {
            self.0
                .iter()
                .position(|byte| !test(byte))
                .unwrap_or(self.0.len())
        };
        let (kind, len) = if first.is_ascii_alphabetic() {
            (Kind::Word, end(&|byte| byte.is_ascii_alphabetic()))
        } else if first.is_ascii() {
            let between = end(&|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
            (Kind::Between, between)
        } else {
            let more = self
                .0
                .iter()
                .skip(1)
                .take_while(|byte| **byte & 0xc0 == 0x80);
            (Kind::Other, 1 + more.count())
        };
        let (piece, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some((kind, piece))
    }
}

/// Whether a piece is worth counting.
fn counts_as_one(kind: Kind, piece: &[u8]) -> bool {
    piece.len() <= LONGEST && (kind != Kind::Between || piece.len() >= 2)
}

/// Counts the pieces of texts to choose signs from.
#[derive(Default)]
pub(super) struct Tally {
    /// Made when the first piece comes.
    counts: Option<Table>,
}

impl Tally {
    /// Counts the pieces of a text.
    pub(super) fn add(&mut self, text: &str) {
        let counts = self.counts.get_or_insert_with(|| Table::with(COUNTED));
        for (kind, piece) in Pieces(text.as_bytes()) {
            if counts_as_one(kind, piece)
                && let Some(count) = counts.entry(piece)
            {
                *count += 1;
            }
        }
    }

    /// The list of signs for such texts: a number of bytes and the bytes of each piece, the most frequent first.
    pub(super) fn list(self) -> Vec<u8> {
        let Some(counts) = self.counts else {
            return Vec::new();
        };
        let mut pieces: Vec<_> = counts
            .pieces()
            .filter(|(_, count)| *count >= WORTH)
            .collect();
        pieces.sort_unstable_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        let mut list = Vec::new();
        for (piece, _) in pieces.into_iter().take(SIGNS) {
            list.push(piece.len() as u8);
            list.extend_from_slice(&piece);
        }
        list
    }
}

/// A list of signs, for reading.
#[derive(Debug, Default)]
pub(super) struct Signs {
    pieces: Vec<u8>,
    /// Where the piece of each sign begins, and whether it is a word.
    starts: Vec<(u32, bool)>,
}

impl Signs {
    /// Reads a list that [`Tally::list`] wrote; `None` where it is not one.
    pub(super) fn of(mut list: &[u8]) -> Option<Self> {
        let mut signs = Self::default();
        while let Some((len, rest)) = list.split_first() {
            let (piece, rest) = rest.split_at_checked(usize::from(*len))?;
            let word = piece.first()?.is_ascii_alphabetic();
            signs.starts.push((signs.pieces.len() as u32, word));
            signs.pieces.extend_from_slice(piece);
            list = rest;
        }
        signs.starts.push((signs.pieces.len() as u32, false));
        (signs.starts.len() <= SIGNS + 1).then_some(signs)
    }

    /// The piece of a sign, and whether it is a word.
    fn piece(&self, sign: usize) -> Option<(&[u8], bool)> {
        let (start, word) = *self.starts.get(sign)?;
        let (end, _) = *self.starts.get(sign + 1)?;
        Some((self.pieces.get(start as usize..end as usize)?, word))
    }

    /// Reads a text of `len` bytes; `None` where the bytes are not what [`Pen::write`] wrote with this list.
    pub(super) fn read(&self, mut bytes: &[u8], len: usize) -> Option<String> {
        // What is damaged may say any length.
        let mut text = Vec::with_capacity(len.min(bytes.len().saturating_mul(LONGEST)));
        let mut behind_word = false;
        while let Some((first, rest)) = bytes.split_first() {
            bytes = rest;
            if first.is_ascii() {
                text.push(*first);
                behind_word = false;
                continue;
            }
            if *first == PLAIN {
                let (len, rest) = bytes.split_first()?;
                let (plain, rest) = rest.split_at_checked(usize::from(*len))?;
                text.extend_from_slice(plain);
                bytes = rest;
                behind_word = false;
                continue;
            }
            let mut sign = usize::from(first - 0x80);
            if *first >= LEAD {
                let (second, rest) = bytes.split_first()?;
                sign = ONE + usize::from(first - LEAD) * 256 + usize::from(*second);
                bytes = rest;
            }
            let (piece, word) = self.piece(sign)?;
            if word && behind_word {
                text.push(b' ');
            }
            text.extend_from_slice(piece);
            behind_word = word;
        }
        (text.len() == len).then(|| String::from_utf8(text).ok())?
    }
}

/// A list of signs, for writing.
#[derive(Debug)]
pub(super) struct Pen {
    signs: Table,
}

impl Pen {
    /// Writes with the signs of a list.
    pub(super) fn of(signs: &Signs) -> Self {
        let mut table = Table::with(2 * SIGNS.next_power_of_two());
        for sign in 0..signs.starts.len() - 1 {
            let piece = signs.piece(sign).map(|(piece, _)| piece);
            if let Some(number) = piece.and_then(|piece| table.entry(piece)) {
                *number = sign as u32;
            }
        }
        Self { signs: table }
    }

    /// Appends a text.
    pub(super) fn write(&self, text: &str, out: &mut Vec<u8>) {
        let mut behind_word = false;
        // A space that is left out if a sign of a word follows.
        let mut space = false;
        let mut plain = None;
        for (kind, piece) in Pieces(text.as_bytes()) {
            if kind == Kind::Between && behind_word && piece == b" " {
                space = true;
                behind_word = false;
                continue;
            }
            let sign = if counts_as_one(kind, piece) {
                self.signs.get(piece)
            } else {
                None
            };
            if space && (sign.is_none() || kind != Kind::Word) {
                out.push(b' ');
            }
            space = false;
            match sign {
                Some(sign) => push_sign(sign as usize, out),
                None if kind == Kind::Other => {
                    plain = Some(push_plain(piece, plain, out));
                    behind_word = false;
                    continue;
                }
                None => out.extend_from_slice(piece),
            }
            plain = None;
            behind_word = kind == Kind::Word && sign.is_some();
        }
        if space {
            out.push(b' ');
        }
    }
}

fn push_sign(sign: usize, out: &mut Vec<u8>) {
    match sign.checked_sub(ONE) {
        None => out.push(0x80 + sign as u8),
        Some(long) => out.extend_from_slice(&[LEAD + (long >> 8) as u8, long as u8]),
    }
}

/// Appends bytes that are no signs, to those before where there is `room` in them; gives where their number stands.
fn push_plain(piece: &[u8], room: Option<usize>, out: &mut Vec<u8>) -> usize {
    if let Some(at) = room
        && let Some(sum) = out.get_mut(at)
        && let Some(more) = sum.checked_add(piece.len() as u8)
    {
        *sum = more;
        out.extend_from_slice(piece);
        return at;
    }
    out.extend_from_slice(&[PLAIN, piece.len() as u8]);
    out.extend_from_slice(piece);
    out.len() - piece.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn signs(texts: &[&str]) -> Signs {
        let mut tally = Tally::default();
        for _ in 0..WORTH {
            for text in texts {
                tally.add(text);
            }
        }
        Signs::of(&tally.list()).unwrap()
    }

    fn written(signs: &Signs, text: &str) -> Vec<u8> {
        let mut out = Vec::new();
        Pen::of(signs).write(text, &mut out);
        out
    }

    #[test]
    fn known_words_take_a_byte_and_no_space() {
        let signs = signs(&["satu dua, tiga – 小"]);
        assert_eq!(written(&signs, "satu dua satu").len(), 3);
        assert_eq!(written(&signs, "dua, tiga").len(), 3);
        assert_eq!(written(&signs, "dua–小").len(), 3);
        assert_eq!(
            written(&signs, "empat 大 é"),
            b"empat \xff\x03\xe5\xa4\xa7 \xff\x02\xc3\xa9"
        );
        assert_eq!(
            written(&signs, "大é"),
            b"\xff\x05\xe5\xa4\xa7\xc3\xa9",
            "neighbours share their number"
        );
    }

    #[test]
    fn signs_of_two_bytes_reach_the_last() {
        let words: Vec<String> = (0..SIGNS + 10)
            .map(|at| {
                let letter = |by: usize| char::from(b'a' + (at / by % 26) as u8);
                [letter(26 * 26 * 26), letter(26 * 26), letter(26), letter(1)]
                    .iter()
                    .collect()
            })
            .collect();
        let text = words.join(" ");
        let signs = signs(&[&text]);
        assert_eq!(signs.starts.len(), SIGNS + 1);
        assert_eq!(signs.read(&written(&signs, &text), text.len()), Some(text));
    }

    proptest! {
        #[test]
        fn every_text_reads_back(
            learned in proptest::collection::vec("(satu|dua|A|iPhone|, |\\. |“|”|小|é| |-|\\PC{0,4}){0,20}", 0..4),
            text in "(satu|dua|Dua|A|iPhone|, |\\. |“|”|小|大|é|ö|  ?|\n|\u{1}|-|\\PC{0,4}){0,60}",
        ) {
            let learned: Vec<&str> = learned.iter().map(String::as_str).collect();
            let signs = signs(&learned);
            let bytes = written(&signs, &text);
            prop_assert_eq!(signs.read(&bytes, text.len()), Some(text.clone()));
            prop_assert_eq!(signs.read(&bytes, text.len() + 1), None);
        }

        #[test]
        fn damaged_bytes_are_refused_or_read(
            list in proptest::collection::vec(any::<u8>(), 0..100),
            bytes in proptest::collection::vec(any::<u8>(), 0..100),
            len in 0_usize..200,
        ) {
            if let Some(signs) = Signs::of(&list) {
                let _ = signs.read(&bytes, len);
            }
        }
    }
}
