//! A hash made for short words: one multiplication for each eight bytes.
//!
//! For lists that the program carries: words of a text are only looked up in them, never put in, so that a hostile text
//! cannot crowd a bucket.

use std::hash::{BuildHasherDefault, Hasher};

/// Makes the hashers of a map or set.
pub type Quick = BuildHasherDefault<Mixer>;

/// A hash in the making.
#[derive(Debug, Default)]
pub struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((eight, more)) = rest.split_first_chunk::<8>() {
            self.write_u64(u64::from_le_bytes(*eight));
            rest = more;
        }
        if let (Some(head), Some(tail)) = (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
            let head = u64::from(u32::from_le_bytes(*head));
            self.write_u64(head | u64::from(u32::from_le_bytes(*tail)) << 32);
        } else {
            // At most three bytes: the first, the one in the middle, the last.
            let byte = |at: usize| u64::from(rest.get(at).copied().unwrap_or_default());
            let last = byte(rest.len().saturating_sub(1));
            self.write_u64(byte(0) | byte(rest.len() / 2) << 8 | last << 16);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 ^= u64::from(byte);
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(29)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::hash::BuildHasher;

    use super::*;

    #[test]
    fn words_of_every_length_differ() {
        let text = "abcdefghijklmnopqrstuvwxyz";
        let mut hashes = HashSet::new();
        let mut words = HashSet::new();
        for start in 0..text.len() {
            for end in start..=text.len() {
                let word = text.get(start..end).unwrap();
                if words.insert(word) {
                    assert!(hashes.insert(Quick::default().hash_one(word)), "{word}");
                }
            }
        }
    }
}
