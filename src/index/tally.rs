//! The names in an archive with how many articles carry each: what completion offers and what facets count.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::TERMINATED;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermMerger;

use super::Error;
use super::bits::Bits;
use super::flags::Flags;
use super::hits::Hits;
use super::query::{Key, name_term};
use super::schema::SPELLED;
use super::snapshot::Snapshot;
use super::spelled;

/// A name and how many articles carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As it is mostly written.
    pub name: String,
    /// How many articles carry it.
    pub count: usize,
}

/// So many names of a kind are kept: some megabytes. Of more, each look goes through all of them.
const KEPT: usize = 40_000;

/// Each name as it is folded, as it is mostly written, and how many articles carry it.
type Directory = Vec<(String, Named)>;

/// All names of a kind, or why not.
#[derive(Clone, Debug)]
pub(super) enum Gathering {
    All(Arc<Directory>),
    TooMany,
    Stale,
}

/// Names after which it is asked whether anybody still waits.
const BETWEEN: usize = 512;

/// How well a name fits what is typed: the smaller, the better. `None` where it does not.
fn fit(folded: &str, typed: &str) -> Option<u8> {
    if folded.starts_with(typed) {
        return Some(0);
    }
    if folded.split(' ').any(|word| word.starts_with(typed)) {
        return Some(1);
    }
    if folded.contains(typed) {
        return Some(2);
    }
    // All letters in this order, where there are enough to mean something.
    let mut letters = folded.chars();
    let scattered = typed.chars().count() >= 3
        && typed
            .chars()
            .filter(|ch| *ch != ' ')
            .all(|ch| letters.any(|letter| letter == ch));
    scattered.then_some(3)
}

/// The best few of many: by fit, then by count, then by name.
struct Best {
    most: usize,
    kept: BinaryHeap<(u8, Reverse<usize>, String)>,
}

impl Best {
    fn new(most: usize) -> Self {
        Self {
            most,
            kept: BinaryHeap::new(),
        }
    }

    fn add(&mut self, fit: u8, count: usize, name: &str) {
        if self.most == 0 || count == 0 {
            return;
        }
        if self.kept.len() >= self.most {
            let better = self
                .kept
                .peek()
                .is_some_and(|worst| (fit, Reverse(count), name) < (worst.0, worst.1, &worst.2));
            if !better {
                return;
            }
            self.kept.pop();
        }
        self.kept.push((fit, Reverse(count), name.to_owned()));
    }

    fn list(self) -> Vec<Named> {
        let sorted = self.kept.into_sorted_vec();
        sorted
            .into_iter()
            .map(|(_, Reverse(count), name)| Named { name, count })
            .collect()
    }
}

/// The spellings of one folded name as they come.
#[derive(Default)]
struct Gathered {
    folded: String,
    count: usize,
    spelled: String,
    most: usize,
}

impl Snapshot {
    /// The names of a kind that fit what was typed, the best first, at most so many: those that begin so, then those
    /// with a word that does, then those that hold its letters. `None` where `stale` said meanwhile that nobody wants
    /// them any more.
    pub fn names(
        &self,
        key: Key,
        typed: &str,
        most: usize,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Named>>, Error> {
        let typed = name_term(typed);
        match self.directory(key, stale)? {
            Gathering::Stale => Ok(None),
            Gathering::All(directory) => {
                let mut best = Best::new(most);
                for (folded, named) in &*directory {
                    if let Some(fit) = fit(folded, &typed) {
                        best.add(fit, named.count, &named.name);
                    }
                }
                Ok(Some(best.list()))
            }
            Gathering::TooMany => self.best_names(
                key,
                most,
                &|folded| fit(folded, &typed),
                &mut |_, info| Ok(info.doc_freq as usize),
                stale,
            ),
        }
    }

    /// All names of a kind, gathered when they are first asked for and then kept, where they are not too many.
    fn directory(&self, key: Key, stale: &dyn Fn() -> bool) -> Result<Gathering, Error> {
        let kept = self.directories();
        let known = kept.iter().find(|(known, _)| *known == key);
        let known = known.map(|(_, known)| known.clone());
        drop(kept);
        if let Some(known) = known {
            return Ok(known);
        }
        let mut all = Directory::new();
        let whole = self.each_name(
            key,
            &|_| Some(0),
            &mut |_, info| Ok(info.doc_freq as usize),
            &mut |_, gathered| {
                let named = Named {
                    name: gathered.spelled.clone(),
                    count: gathered.count,
                };
                all.push((gathered.folded.clone(), named));
                all.len() <= KEPT
            },
            stale,
        )?;
        let gathered = if whole {
            Gathering::All(Arc::new(all))
        } else if all.len() > KEPT {
            Gathering::TooMany
        } else {
            return Ok(Gathering::Stale);
        };
        self.directories().push((key, gathered.clone()));
        Ok(gathered)
    }

    /// The names of a kind that a test lets through, the best first, counted by `count` in each segment; `None` where nobody
    /// wants them any more.
    fn best_names(
        &self,
        key: Key,
        most: usize,
        test: &dyn Fn(&str) -> Option<u8>,
        count: &mut dyn FnMut(usize, &tantivy::postings::TermInfo) -> Result<usize, Error>,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Named>>, Error> {
        let mut best = Best::new(most);
        let mut add = |fit, gathered: &Gathered| {
            best.add(fit, gathered.count, &gathered.spelled);
            true
        };
        let whole = self.each_name(key, test, count, &mut add, stale)?;
        Ok(whole.then(|| best.list()))
    }

    /// Tells of each name of a kind that a test lets through, in the order of their letters: how well it fits, and what
    /// was gathered of it, counted by `count` in each segment. Ends early, with `false`, where `on` says so, or `stale`
    /// that nobody wants them any more.
    fn each_name(
        &self,
        key: Key,
        test: &dyn Fn(&str) -> Option<u8>,
        count: &mut dyn FnMut(usize, &tantivy::postings::TermInfo) -> Result<usize, Error>,
        on: &mut dyn FnMut(u8, &Gathered) -> bool,
        stale: &dyn Fn() -> bool,
    ) -> Result<bool, Error> {
        let sign = key.sign().to_string();
        let end = char::from_u32(key.sign() as u32 + 1)
            .unwrap_or(char::MAX)
            .to_string();
        let mut indexes = Vec::new();
        for segment in self.segments() {
            indexes.push(segment.inverted_index(self.name_field())?);
        }
        let mut streams = Vec::new();
        for index in &indexes {
            let range = index.terms().range().ge(&sign).lt(&end);
            streams.push(range.into_stream().map_err(tantivy::TantivyError::from)?);
        }
        let mut merged = TermMerger::new(streams);
        let mut gathered = Gathered::default();
        let mut passed = None;
        let mut seen = 0_usize;
        while merged.advance() {
            seen += 1;
            if seen.is_multiple_of(BETWEEN) && stale() {
                return Ok(false);
            }
            let term = std::str::from_utf8(merged.key()).unwrap_or_default();
            let name = term.get(sign.len()..).unwrap_or_default();
            let (folded, spelled) = name.split_once(SPELLED).unwrap_or((name, name));
            if folded != gathered.folded {
                if passed.is_some_and(|fit| !on(fit, &gathered)) {
                    return Ok(false);
                }
                passed = test(folded);
                gathered.folded.clear();
                gathered.folded.push_str(folded);
                (gathered.count, gathered.most) = (0, 0);
            }
            if passed.is_none() {
                continue;
            }
            let spelled = spelled::of(folded, spelled).into_owned();
            let mut sum = 0;
            for (segment, info) in merged.current_segment_ords_and_term_infos() {
                sum += count(segment, &info)?;
            }
            gathered.count += sum;
            if sum > gathered.most {
                (gathered.most, gathered.spelled) = (sum, spelled);
            }
        }
        Ok(passed.is_none_or(|fit| on(fit, &gathered)))
    }
}

impl Hits {
    /// The names of a kind that these articles carry, the most frequent first, at most so many. `None` where `stale`
    /// said meanwhile that nobody wants them any more.
    pub fn names(
        &self,
        key: Key,
        most: usize,
        stale: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Named>>, Error> {
        let snapshot = self.snapshot();
        let mut indexes = Vec::new();
        for segment in snapshot.segments() {
            indexes.push(segment.inverted_index(snapshot.name_field())?);
        }
        let documents = self.sets_of_documents();
        let mut count = |segment: usize, info: &tantivy::postings::TermInfo| {
            let (Some(index), Some(documents)) = (indexes.get(segment), documents.get(segment))
            else {
                return Ok(0);
            };
            let Some(documents) = documents else {
                return Ok(info.doc_freq as usize);
            };
            let mut postings = index
                .read_block_postings_from_terminfo(info, IndexRecordOption::Basic)
                .map_err(tantivy::TantivyError::from)?;
            let mut count = 0;
            loop {
                let docs = postings.docs();
                if docs.is_empty() {
                    return Ok(count);
                }
                count += docs
                    .iter()
                    .filter(|doc| **doc != TERMINATED && documents.holds(**doc))
                    .count();
                postings.advance();
            }
        };
        snapshot.best_names(key, most, &|_| Some(0), &mut count, stale)
    }

    /// How many of these articles were published in each year, the latest first.
    pub fn years(&self) -> Vec<(i16, usize)> {
        let mut years: Vec<(i16, usize)> = Vec::new();
        self.each_year(
            &mut |year, count| match years.iter_mut().find(|(at, _)| *at == year) {
                Some((_, sum)) => *sum += count,
                None => years.push((year, count)),
            },
        );
        years.sort_unstable_by_key(|(year, _)| Reverse(*year));
        years
    }

    /// How many of these articles carry each tag of the user's own, the most frequent first.
    pub fn own_tags(&self, flags: &Flags, most: usize) -> Vec<Named> {
        let documents = self.sets_of_documents();
        let mut best = Best::new(most);
        for (tag, parts) in flags.tags() {
            let mut count = 0;
            for (segment, documents) in self.snapshot().segments().zip(&documents) {
                let Some(tagged) = parts.get(&segment.segment_id()) else {
                    continue;
                };
                count += match documents {
                    None => tagged.count(),
                    Some(documents) => {
                        let mut both = Bits::clone(tagged);
                        both.narrow(documents, true);
                        both.count()
                    }
                } as usize;
            }
            best.add(0, count, tag);
        }
        best.list()
    }
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn beginnings_go_before_what_is_inside_and_scattered() {
        let order: Vec<_> = ["xiaomi", "mi xiao", "axiaob", "xbiacob", "oppo"]
            .iter()
            .map(|name| fit(name, "xiao"))
            .collect();
        assert_eq!(order, [Some(0), Some(1), Some(2), Some(3), None]);
        assert_eq!(fit("xiaomi", ""), Some(0));
        assert_eq!(fit("abc", "ac"), None, "two letters mean nothing");
    }
}
