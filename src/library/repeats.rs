//! Which lines recur across an archive, in bounded memory.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Lines that are counted at most at one time.
const LINES: usize = 1 << 17;

/// A line in so many articles is no part of any of them.
const OFTEN: u32 = 5;

/// Longer lines are never boilerplate.
const LONGEST: usize = 400;

/// In how many articles each line stands, as far as memory goes: when there are too many lines, every count loses one
/// and the lines at zero are forgotten (Misra and Gries, "Finding repeated elements", 1982), so that only rare lines
/// are ever lost.
#[derive(Clone, Debug, Default)]
pub(super) struct Repeats {
    counts: HashMap<u64, u32>,
}

fn key(line: &str) -> Option<u64> {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    Some(hasher.finish())
}

impl Repeats {
    /// Counts the lines of an article, each once.
    pub(super) fn add(&mut self, text: &str) {
        let mut lines: Vec<u64> = text.lines().filter_map(key).collect();
        lines.sort_unstable();
        lines.dedup();
        for line in lines {
            *self.counts.entry(line).or_default() += 1;
        }
        while self.counts.len() > LINES {
            self.counts.retain(|_, count| {
                *count -= 1;
                *count > 0
            });
        }
    }

    /// Whether a line stands in many articles.
    pub(super) fn holds(&self, line: &str) -> bool {
        key(line)
            .and_then(|line| self.counts.get(&line))
            .is_some_and(|count| *count >= OFTEN)
    }

    /// The lines that stand in more than one article, with their counts.
    pub(super) fn repeated(&self) -> impl Iterator<Item = (u64, u32)> + '_ {
        self.counts
            .iter()
            .filter(|(_, count)| **count > 1)
            .map(|(line, count)| (*line, *count))
    }

    /// The lines that stand in many articles, alone.
    pub(super) fn frequent(&self) -> Self {
        Self {
            counts: self
                .repeated()
                .filter(|(_, count)| *count >= OFTEN)
                .collect(),
        }
    }

    /// Takes up counts that were kept.
    pub(super) fn resume(counts: impl Iterator<Item = (u64, u32)>) -> Self {
        Self {
            counts: counts.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_many_articles_is_known_and_memory_is_bounded() {
        let mut repeats = Repeats::default();
        for at in 0..60_000 {
            repeats.add(&format!(
                "Baca juga\nBaca juga\nunik {at}\n lain {at} \nx {at}"
            ));
        }
        assert!(repeats.holds(" Baca juga "));
        assert!(!repeats.holds("unik 59999"));
        assert!(repeats.counts.len() <= LINES);
        let kept = Repeats::resume(repeats.repeated());
        assert!(kept.holds("Baca juga"));
        assert_eq!(repeats.frequent().counts.len(), 1);
    }
}
