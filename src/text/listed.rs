//! Lists of words that the program carries, looked up without regard to capitals and without copying the word.
//!
//! A word of at most sixteen bytes is told by its first and its last eight, so that a look-up compares two numbers; most
//! words of a text are shorter. Words of a text are only looked up, never put in: a hostile text cannot crowd a slot.

/// A word as two numbers and a length; capitals of ASCII made small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    head: u64,
    tail: u64,
    length: usize,
}

impl Key {
    fn of(word: &[u8]) -> Self {
        let (head, tail) = match (word.first_chunk(), word.last_chunk()) {
            (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
            _ => (short(word), 0),
        };
        Self {
            head: small(head),
            tail: small(tail),
            length: word.len(),
        }
    }

    /// A number whose upper bits differ between words.
    fn mixed(self) -> u64 {
        let both = self.head ^ self.tail.rotate_left(23).wrapping_mul(0xA24B_AED4_963E_E407);
        (both ^ self.length as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

/// The bytes of a word of fewer than eight.
fn short(word: &[u8]) -> u64 {
    if let (Some(head), Some(tail)) = (word.first_chunk(), word.last_chunk()) {
        let head = u64::from(u32::from_le_bytes(*head));
        return head | u64::from(u32::from_le_bytes(*tail)) << 32;
    }
    // At most three: the first, the one in the middle, the last.
    let byte = |at: usize| u64::from(word.get(at).copied().unwrap_or_default());
    byte(0) | byte(word.len() / 2) << 8 | byte(word.len().saturating_sub(1)) << 16
}

/// Makes the capitals of ASCII among eight bytes small, all at once.
fn small(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (0x7f * EACH);
    let from_a = low + (0x80 - u64::from(b'A')) * EACH;
    let behind_z = low + (0x7f - u64::from(b'Z')) * EACH;
    // The upper bit of each byte says whether that byte is a capital.
    let capital = (from_a ^ behind_z) & !bytes & (0x80 * EACH);
    bytes | capital >> 2
}

#[derive(Clone, Debug)]
struct Slot<V> {
    key: Key,
    /// Where a word of more than sixteen bytes is written.
    written: usize,
    /// `None` where the slot is free.
    value: Option<V>,
}

/// A list of words with what each is. Letters outside ASCII are compared as they are.
#[derive(Clone, Debug)]
pub struct Listed<V> {
    /// A power of two of them, at least half free.
    slots: Vec<Slot<V>>,
    taken: usize,
    /// The words of more than sixteen bytes, one behind the other.
    long: Vec<u8>,
}

impl<V> Default for Listed<V> {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            taken: 0,
            long: Vec::new(),
        }
    }
}

/// Words of more bytes are written out.
const TOLD: usize = 16;

impl<V: Copy> Listed<V> {
    /// What a word is, if it is listed.
    pub fn get(&self, word: &str) -> Option<V> {
        let word = word.as_bytes();
        self.slots.get(self.place(Key::of(word), word)?)?.value
    }

    /// What a word is, made by `new` where it is not listed yet, for a change.
    pub fn entry(&mut self, word: &str, new: impl FnOnce() -> V) -> &mut V {
        if self.taken * 2 >= self.slots.len() {
            self.grow();
        }
        let word = word.as_bytes();
        let key = Key::of(word);
        let at = self.place(key, word).unwrap_or_default();
        let (taken, long) = (&mut self.taken, &mut self.long);
        let Some(slot) = self.slots.get_mut(at) else {
            unreachable!("there is always a free slot");
        };
        slot.value.get_or_insert_with(|| {
            *taken += 1;
            slot.key = key;
            if key.length > TOLD {
                slot.written = long.len();
                long.extend(word);
            }
            new()
        })
    }

    /// The slot of a word, or the free one where it would be; `None` in an empty list.
    fn place(&self, key: Key, word: &[u8]) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let mut at = (key.mixed() >> 32) as usize & last;
        loop {
            let slot = self.slots.get(at)?;
            if slot.value.is_none() || slot.key == key && self.reads(slot, word) {
                return Some(at);
            }
            at = (at + 1) & last;
        }
    }

    /// Whether a slot whose key is that of `word` holds that word.
    fn reads(&self, slot: &Slot<V>, word: &[u8]) -> bool {
        word.len() <= TOLD
            || self
                .long
                .get(slot.written..)
                .and_then(|rest| rest.get(..word.len()))
                .is_some_and(|written| written.eq_ignore_ascii_case(word))
    }

    /// Twice as many slots.
    fn grow(&mut self) {
        let free = Slot {
            key: Key::of(b""),
            written: 0,
            value: None,
        };
        let wide = vec![free; (self.slots.len() * 2).max(16)];
        let last = wide.len() - 1;
        let narrow = std::mem::replace(&mut self.slots, wide);
        for slot in narrow.into_iter().filter(|slot| slot.value.is_some()) {
            let mut at = (slot.key.mixed() >> 32) as usize & last;
            while self.slots.get(at).is_some_and(|other| other.value.is_some()) {
                at = (at + 1) & last;
            }
            if let Some(free) = self.slots.get_mut(at) {
                *free = slot;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn capitals_do_not_matter_and_other_letters_do() {
        let mut list = Listed::default();
        *list.entry("perusahaan-perusahaannya", || 0) = 7;
        *list.entry("Nestlé", || 0) = 8;
        *list.entry("", || 0) = 9;
        assert_eq!(list.get("Perusahaan-PERUSAHAANNYA"), Some(7));
        assert_eq!(list.get("perusahaan-perusakaannya"), None);
        assert_eq!(list.get("NESTLé"), Some(8));
        assert_eq!(list.get("NESTLÉ"), None);
        assert_eq!(list.get(""), Some(9));
        assert_eq!(list.get("\0"), None);
    }

    #[test]
    fn only_capitals_are_made_small() {
        for byte in 0..=255_u8 {
            let made = small(u64::from_le_bytes([byte; 8]));
            assert_eq!(made.to_le_bytes(), [byte.to_ascii_lowercase(); 8], "{byte}");
        }
    }

    proptest! {
        #[test]
        fn finds_what_a_map_would(words in proptest::collection::vec("[abAB]{0,3}|[a-c]{15,18}|[é-ë]{1,9}", 0..120), asked in "[abAB]{0,3}|[a-c]{15,18}") {
            let mut list = Listed::default();
            let mut map = HashMap::new();
            for (nth, word) in words.iter().enumerate() {
                list.entry(word, || nth);
                map.entry(word.to_ascii_lowercase()).or_insert(nth);
            }
            for word in words.iter().chain([&asked]) {
                prop_assert_eq!(list.get(word), map.get(&word.to_ascii_lowercase()).copied());
            }
        }
    }
}
