//! Lists of words that the program carries, looked up without regard to capitals and without copying the word.
//!
//! A word of at most sixteen bytes is told by its first and its last eight, so that a look-up compares two numbers; most
//! words of a text are shorter. Words of a text are only looked up, never put in: a hostile text cannot crowd a slot.

use super::Span;

/// A word as two numbers and a length; capitals of ASCII made small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Key {
    /// The first eight bytes, or all of a shorter word with zeros behind it.
    head: u64,
    /// The last eight bytes of a longer word.
    tail: u64,
    length: u32,
}

impl Key {
    fn of(word: &[u8]) -> Self {
        let (head, tail) = match (word.first_chunk(), word.last_chunk()) {
            (Some(head), Some(tail)) if word.len() > 8 => {
                (u64::from_le_bytes(*head), u64::from_le_bytes(*tail))
            }
            _ => {
                let bytes = word.iter().take(8).rev();
                (bytes.fold(0, |all, &byte| all << 8 | u64::from(byte)), 0)
            }
        };
        Self::made(head, tail, word.len())
    }

    /// The same of a word inside a text, whose neighbours are read with it and cut off: no branch hangs on its length.
    #[inline]
    fn inside(text: &[u8], word: Span) -> Option<Self> {
        let head = u64::from_le_bytes(*text.get(word.start..)?.first_chunk()?);
        let tail = u64::from_le_bytes(*text.get(..word.end)?.last_chunk()?);
        let kept = word.len().min(8) as u32 * 8;
        let head = head & u64::MAX.checked_shr(64 - kept).unwrap_or_default();
        let tail = tail & 0_u64.wrapping_sub(u64::from(word.len() > 8));
        Some(Self::made(head, tail, word.len()))
    }

    #[inline]
    const fn made(head: u64, tail: u64, length: usize) -> Self {
        Self {
            head: small(head),
            tail: small(tail),
            length: length as u32,
        }
    }

    /// A number whose upper half differs between words.
    #[inline]
    const fn mixed(self) -> u64 {
        let tail = self.tail.wrapping_mul(0xA24B_AED4_963E_E407);
        let both = self.head ^ tail.rotate_left(23) ^ self.length as u64;
        let once = both.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        once ^ once >> 29
    }
}

/// Makes the capitals of ASCII among eight bytes small, all at once.
#[inline]
const fn small(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (0x7f * EACH);
    let from_a = low + (0x80 - b'A' as u64) * EACH;
    let behind_z = low + (0x7f - b'Z' as u64) * EACH;
    // The upper bit of each byte says whether that byte is a capital.
    let capital = (from_a ^ behind_z) & !bytes & (0x80 * EACH);
    bytes | capital >> 2
}

#[derive(Clone, Debug, Default)]
struct Slot<V> {
    key: Key,
    /// One more than where a word of more than sixteen bytes is written; zero where the slot is free.
    written: u32,
    value: V,
}

impl<V> Slot<V> {
    const fn is_free(&self) -> bool {
        self.written == 0
    }
}

/// A list of words with what each is. Letters outside ASCII are compared as they are.
#[derive(Clone, Debug, Default)]
pub struct Listed<V> {
    /// A power of two of them, at least half free.
    slots: Vec<Slot<V>>,
    taken: usize,
    /// The words of more than sixteen bytes, one behind the other.
    long: Vec<u8>,
}

/// Words of more bytes are written out.
const TOLD: usize = 16;

impl<V: Copy + Default> Listed<V> {
    /// What a word is, if it is listed.
    pub fn get(&self, word: &str) -> Option<V> {
        let word = word.as_bytes();
        let slot = self.slots.get(self.place(Key::of(word), || word)?)?;
        (!slot.is_free()).then_some(slot.value)
    }

    /// What a word of a text is, nothing in particular where it is not listed; quicker than [`Listed::get`].
    #[inline]
    pub fn get_in(&self, text: &str, word: Span) -> V {
        let Some(key) = Key::inside(text.as_bytes(), word) else {
            // At the edges of the text.
            return self.get(word.of(text)).unwrap_or_default();
        };
        let written = || {
            text.as_bytes()
                .get(word.start..word.end)
                .unwrap_or_default()
        };
        let slot = self.place(key, written).and_then(|at| self.slots.get(at));
        slot.map_or_else(V::default, |slot| slot.value)
    }

    /// What a word is, listed with `new` where it was not, for a change.
    pub fn entry(&mut self, word: &str, new: V) -> &mut V {
        if self.taken * 2 >= self.slots.len() {
            self.grow();
        }
        let word = word.as_bytes();
        let key = Key::of(word);
        let at = self.place(key, || word).unwrap_or_default();
        let Some(slot) = self.slots.get_mut(at) else {
            unreachable!("there is always a free slot");
        };
        if slot.is_free() {
            *slot = Slot {
                key,
                written: self.long.len() as u32 + 1,
                value: new,
            };
            self.taken += 1;
            if word.len() > TOLD {
                self.long.extend(word);
            }
        }
        &mut slot.value
    }

    /// The slot of a word, or the free one where it would be; `None` in an empty list.
    #[inline]
    fn place<'w>(&self, key: Key, word: impl Fn() -> &'w [u8]) -> Option<usize> {
        let last = self.slots.len().checked_sub(1)?;
        let mut at = (key.mixed() >> 32) as usize & last;
        loop {
            let slot = self.slots.get(at)?;
            let same = slot.key == key && !slot.is_free();
            if same && (key.length as usize <= TOLD || self.reads(slot, word())) || slot.is_free() {
                return Some(at);
            }
            at = (at + 1) & last;
        }
    }

    /// Whether a slot whose key is that of a long word holds that word.
    fn reads(&self, slot: &Slot<V>, word: &[u8]) -> bool {
        let rest = self.long.get(slot.written as usize - 1..);
        rest.and_then(|rest| rest.get(..word.len()))
            .is_some_and(|written| written.eq_ignore_ascii_case(word))
    }

    /// Twice as many slots.
    fn grow(&mut self) {
        let wide = vec![Slot::default(); (self.slots.len() * 2).max(16)];
        let last = wide.len() - 1;
        let narrow = std::mem::replace(&mut self.slots, wide);
        for slot in narrow.into_iter().filter(|slot| !slot.is_free()) {
            let mut at = (slot.key.mixed() >> 32) as usize & last;
            while self.slots.get(at).is_some_and(|other| !other.is_free()) {
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
        list.entry("perusahaan-perusahaannya", 7);
        list.entry("Nestlé", 8);
        list.entry("", 9);
        assert_eq!(list.get("Perusahaan-PERUSAHAANNYA"), Some(7));
        assert_eq!(list.get("perusahaan-perusakaannya"), None);
        assert_eq!(list.get("NESTLé"), Some(8));
        assert_eq!(list.get("NESTLÉ"), None);
        assert_eq!(list.get(""), Some(9));
        assert_eq!(list.get("\0"), None);
        assert_eq!(Listed::<u8>::default().get("kata"), None);
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
        fn a_word_in_a_text_is_the_word_alone(text in "[a-zA-Z é]{0,40}", start in 0..40_usize, length in 0..20_usize) {
            let word = Span::new(start, start + length);
            let alone = text.as_bytes().get(word.start..word.end);
            if let (Some(key), Some(alone)) = (Key::inside(text.as_bytes(), word), alone) {
                prop_assert_eq!(key, Key::of(alone));
            }
        }

        #[test]
        fn finds_what_a_map_would(words in proptest::collection::vec("[abAB]{0,3}|[a-c]{15,18}|[é-ë]{1,9}", 0..120), asked in "[abAB]{0,3}|[a-c]{15,18}") {
            let mut list = Listed::default();
            let mut map = HashMap::new();
            for (nth, word) in words.iter().enumerate() {
                list.entry(word, nth);
                map.entry(word.to_ascii_lowercase()).or_insert(nth);
            }
            for word in words.iter().chain([&asked]) {
                prop_assert_eq!(list.get(word), map.get(&word.to_ascii_lowercase()).copied());
                let text = format!("{word} dan kata lain");
                prop_assert_eq!(list.get_in(&text, Span::new(0, word.len())), list.get(word).unwrap_or_default());
            }
        }
    }
}
