//! A text as the set of its runs of three words: what tells copies of a story from other stories.
//!
//! The resemblance of two texts is the share of their runs that both have (Broder, "On the resemblance and containment
//! of documents", 1997). It is guessed without the texts from the least hash of each of some slots that the runs fall
//! into (Li, Owen, Zhang, "One permutation hashing", 2012), of which a byte is kept (Li, König, "b-bit minwise
//! hashing", 2010), and counted from the texts themselves.

use crate::index::is_dense;

/// Slots that the runs of a text fall into.
pub(in crate::library) const SLOTS: usize = 22;

/// The least hash of each slot; [`u32::MAX`] where no run fell into it.
pub(in crate::library) struct Least {
    /// One for each slot.
    pub(in crate::library) slots: [u32; SLOTS],
    /// Runs of the text, repeated ones too.
    pub(super) runs: usize,
}

/// The start of FNV-1a, and its factor.
const START: u64 = 0xcbf2_9ce4_8422_2325;
const FACTOR: u64 = 0x100_0000_01b3;

/// FNV-1a over the letters and digits of a text, lower case.
pub(in crate::library) fn hash(text: &str) -> u64 {
    let mut all = START;
    let letters = text.chars().filter(|ch| ch.is_alphanumeric());
    letters
        .flat_map(char::to_lowercase)
        .for_each(|ch| all = step(all, u64::from(ch)));
    all
}

const fn step(hash: u64, letter: u64) -> u64 {
    (hash ^ letter).wrapping_mul(FACTOR)
}

/// Tells the hash of every word of a text: of a run of letters and digits, of each character in scripts without spaces.
fn words(text: &str, mut on: impl FnMut(u64)) {
    let mut word = START;
    let mut rest = text;
    loop {
        let ascii = rest.bytes().position(|byte| !byte.is_ascii());
        let (plain, other) = rest.split_at(ascii.unwrap_or(rest.len()));
        for byte in plain.bytes() {
            if byte.is_ascii_alphanumeric() {
                word = step(word, u64::from(byte.to_ascii_lowercase()));
            } else if word != START {
                on(word);
                word = START;
            }
        }
        let mut chars = other.chars();
        let Some(ch) = chars.next() else { break };
        rest = chars.as_str();
        let dense = is_dense(ch);
        if word != START && (dense || !ch.is_alphanumeric()) {
            on(word);
            word = START;
        }
        if ch.is_alphanumeric() {
            for ch in ch.to_lowercase() {
                word = step(word, u64::from(ch));
            }
        }
        if dense && word != START {
            on(word);
            word = START;
        }
    }
    if word != START {
        on(word);
    }
}

/// Tells the hash of every run of a text; those before its third word hold what there is.
fn runs(text: &str, mut on: impl FnMut(u64)) {
    let (mut first, mut second) = (0_u64, 0_u64);
    words(text, |third| {
        on(first
            .rotate_left(21)
            .wrapping_add(second.rotate_left(11))
            .wrapping_add(third)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15));
        (first, second) = (second, third);
    });
}

impl Least {
    /// Looks at a text once.
    pub(in crate::library) fn of(text: &str) -> Self {
        let mut least = Self {
            slots: [u32::MAX; SLOTS],
            runs: 0,
        };
        runs(text, |run| {
            let slot = (((run >> 32) * SLOTS as u64) >> 32) as usize;
            if let Some(known) = least.slots.get_mut(slot) {
                *known = (*known).min(run as u32);
            }
            least.runs += 1;
        });
        least
    }
}

/// A byte that stands for a least hash.
pub(in crate::library) const fn byte(least: u32) -> u8 {
    least.wrapping_mul(0x9e37_79b1).to_be_bytes()[0]
}

/// The runs of a text, each once, in order.
fn set(text: &str) -> Vec<u64> {
    let mut set = Vec::with_capacity(text.len() / 6);
    runs(text, |run| set.push(run));
    set.sort_unstable();
    set.dedup();
    set
}

/// The share of their runs that two texts have in common, from 0 to 1.
pub(super) fn resemblance(one: &str, other: &str) -> f64 {
    let (one, other) = (set(one), set(other));
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut common = 0;
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let order = a.cmp(b);
        common += usize::from(order.is_eq());
        if order.is_le() {
            left.next();
        }
        if order.is_ge() {
            right.next();
        }
    }
    let all = one.len() + other.len() - common;
    common as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_stands_between_signs_and_characters_of_dense_scripts() {
        let count = |text: &str| {
            let mut count = 0;
            words(text, |_| count += 1);
            count
        };
        assert_eq!(count("Satu, dua-tiga. "), 3);
        assert_eq!(count("Éé ça"), 2);
        assert_eq!(count("小米发布 Mi 4"), 6);
        assert_eq!(count("a小b"), 3);
        assert_eq!(count(""), 0);
        let hashes = |text: &str| {
            let mut all = Vec::new();
            words(text, |word| all.push(word));
            all
        };
        assert_eq!(hashes("ÉTÉ Satu"), hashes("été... satu"));
        assert_eq!(hashes("satu"), [hash("SATU")]);
    }

    #[test]
    fn resemblance_counts_runs_in_common() {
        assert!((resemblance("a b c d", "A, b; c d!") - 1.0).abs() < 1e-9);
        assert!(resemblance("", "a").abs() < 1e-9);
        // The first word is in three of the nine runs of each.
        let found = resemblance("p a b c d e f g h", "q a b c d e f g h");
        assert!((found - 6.0 / 12.0).abs() < 1e-9);
    }
}
