//! Finding the copies among what came into the index: candidates by their sketches, then by their texts.

use std::collections::HashSet;

use super::super::Error;
use super::super::manifest::Manifest;
use super::headline::{self, one_outlet};
use super::runs::{SLOTS, resemblance};
use super::{Record, Sketch, Standing, Stories};
use crate::index::{Row, Snapshot};

/// Neighbouring bytes of a sketch that make a band.
const BAND: usize = 3;

/// Bands of a sketch.
const BANDS: usize = SLOTS / BAND;

/// Equal bytes of two sketches from which the texts are compared.
const CLOSE: usize = 13;

/// Equal bytes of two sketches that need no look at the texts: with three quarters of the runs in common it comes to
/// this once in seventy times, with six tenths of them once in five thousand.
const SURE: usize = 21;

/// Articles with the same band that each one is compared with: more have it only where it comes from a form.
const COMPARED: usize = 16;

/// Texts that are compared with one article at most.
const TRIED: usize = 8;

/// A text of which one outlet prints more copies than this is a form.
const MOST: usize = 3;

/// The numbers of the bands of a sketch; those with an empty slot are left out.
fn bands(sketch: &Sketch) -> impl Iterator<Item = u32> + '_ {
    let bands = sketch.as_chunks::<BAND>().0.iter().enumerate();
    bands
        .filter(|(_, bytes)| !bytes.contains(&0))
        .map(|(at, [a, b, c])| u32::from_be_bytes([at as u8, *a, *b, *c]))
}

fn equal(one: &Sketch, other: &Sketch) -> usize {
    let pairs = one.iter().zip(other);
    pairs.filter(|(a, b)| a == b && **a != 0).count()
}

/// Bits of [`Bands::met`].
const BITS: u32 = 1 << 20;

/// The bands of the articles that came, in order, with the place of each article.
struct Bands {
    list: Vec<(u32, u32)>,
    /// Tells in most cases at once that a band is none of them.
    met: Vec<u64>,
}

const fn bit(band: u32) -> (usize, u64) {
    let bit = band.wrapping_mul(0x9e37_79b1) >> (32 - BITS.ilog2());
    ((bit / 64) as usize, 1 << (bit % 64))
}

impl Bands {
    fn of(came: &[Record]) -> Self {
        let mut list = Vec::with_capacity(came.len() * BANDS);
        let mut met = vec![0_u64; (BITS / 64) as usize];
        for (at, record) in came.iter().enumerate() {
            for band in bands(&record.sketch) {
                list.push((band, at as u32));
                let (word, bit) = bit(band);
                if let Some(word) = met.get_mut(word) {
                    *word |= bit;
                }
            }
        }
        list.sort_unstable();
        Self { list, met }
    }

    /// The first of those that came with this band.
    fn with(&self, band: u32) -> &[(u32, u32)] {
        let (word, bit) = bit(band);
        if self.met.get(word).is_none_or(|word| word & bit == 0) {
            return &[];
        }
        let start = self.list.partition_point(|(known, _)| *known < band);
        let rest = self.list.get(start..).unwrap_or_default();
        let len = rest
            .iter()
            .take(COMPARED)
            .take_while(|(known, _)| *known == band);
        rest.get(..len.count()).unwrap_or_default()
    }
}

/// An article that may tell the same story as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    /// Bytes of the sketches that differ.
    differ: usize,
    other: u64,
}

/// The candidates of an article, the likeliest first: no more than are tried, for what comes from a form is like
/// everything else that does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Likeliest(Vec<Candidate>);

impl Likeliest {
    fn add(&mut self, candidate: Candidate) {
        if let Err(at) = self.0.binary_search(&candidate)
            && at < TRIED
        {
            self.0.truncate(TRIED - 1);
            self.0.insert(at, candidate);
        }
    }
}

impl Stories {
    /// Finds the copies among what came since the last time, in a snapshot that holds it. Returns whether any story
    /// changed.
    pub(in crate::library) fn link(
        &mut self,
        manifest: &Manifest,
        snapshot: &Snapshot,
    ) -> Result<bool, Error> {
        let mut came = self.stayed();
        let fresh = came.len();
        let left = self.part_with_gone(manifest)?;
        let changed = !left.is_empty();
        if !self.went.is_empty() || changed {
            let went = std::mem::take(&mut self.went);
            manifest.each_part(|records| {
                let before = records.len();
                records.retain(|record| !went.contains_key(&record.number));
                came.extend(
                    records
                        .iter()
                        .filter(|record| left.contains(&record.number)),
                );
                records.len() != before
            })?;
        }
        if came.is_empty() {
            return Ok(changed);
        }
        let candidates = candidates(manifest, &came)?;
        manifest.append(came.get(..fresh).unwrap_or_default())?;
        let judge = Judge { manifest, snapshot };
        let mut linked = changed;
        for (record, candidates) in came.iter().zip(&candidates) {
            linked |= judge.place(record.number, candidates)?;
        }
        Ok(linked)
    }

    /// Takes what went out of the stories; returns those that lose their first article so and must find another.
    fn part_with_gone(&self, manifest: &Manifest) -> Result<HashSet<u64>, Error> {
        let mut left = HashSet::new();
        for number in self.went.keys() {
            manifest.remove_copy(*number)?;
            for copy in manifest.copies_of(*number)? {
                manifest.remove_copy(copy)?;
                left.insert(copy);
            }
        }
        left.retain(|number| !self.went.contains_key(number));
        Ok(left)
    }
}

/// Which articles the texts of each of those that came are compared with.
fn candidates(manifest: &Manifest, came: &[Record]) -> Result<Vec<Likeliest>, Error> {
    let bands = Bands::of(came);
    let mut found = vec![Likeliest::default(); came.len()];
    let mut compare = |at: u32, other: &Record| {
        let (Some(own), Some(likeliest)) = (came.get(at as usize), found.get_mut(at as usize))
        else {
            return;
        };
        let equal = equal(&own.sketch, &other.sketch);
        if equal >= CLOSE && own.number != other.number {
            likeliest.add(Candidate {
                differ: SLOTS - equal,
                other: other.number,
            });
        }
    };
    manifest.each_part(|records| {
        for record in records {
            for band in self::bands(&record.sketch) {
                for (_, at) in bands.with(band) {
                    compare(*at, record);
                }
            }
        }
        false
    })?;
    for (later, record) in came.iter().enumerate() {
        for band in self::bands(&record.sketch) {
            for (_, at) in bands.with(band) {
                if let (true, Some(earlier)) = ((*at as usize) < later, came.get(*at as usize)) {
                    compare(later as u32, earlier);
                }
            }
        }
    }
    Ok(found)
}

/// Decides which articles are copies.
struct Judge<'a> {
    manifest: &'a Manifest,
    snapshot: &'a Snapshot,
}

impl Judge<'_> {
    /// Finds the story of an article among the candidates. Returns whether anything changed.
    fn place(&self, number: u64, candidates: &Likeliest) -> Result<bool, Error> {
        let manifest = self.manifest;
        for candidate in &candidates.0 {
            let own = manifest.standing(number)?;
            if own != Standing::Alone || !manifest.copies_of(number)?.is_empty() {
                break;
            }
            let standing = manifest.standing(candidate.other)?;
            if matches!(standing, Standing::Copy(_)) {
                // Its first article is a candidate itself, if the texts are alike.
                continue;
            }
            if !self.alike(number, candidate)? {
                continue;
            }
            if standing == Standing::Form {
                manifest.put_copy(number, None)?;
                break;
            }
            manifest.put_copy(number, Some(candidate.other))?;
            self.dissolve_form(candidate.other)?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Whether an article and another tell the same story.
    fn alike(&self, number: u64, candidate: &Candidate) -> Result<bool, Error> {
        let rows = (
            self.snapshot.row_of(number)?,
            self.snapshot.row_of(candidate.other)?,
        );
        let (Some(own), Some(other)) = rows else {
            return Ok(false);
        };
        let Some(needed) = headline::resemblance_needed(&own, &other) else {
            return Ok(false);
        };
        if needed <= headline::ALIKE && SLOTS - candidate.differ >= SURE {
            return Ok(true);
        }
        let texts = (
            self.snapshot.text_of(number)?,
            self.snapshot.text_of(candidate.other)?,
        );
        let (Some(own), Some(other)) = texts else {
            return Ok(false);
        };
        Ok(resemblance(&own.text, &other.text) >= needed)
    }

    /// Makes forms of a story's articles where one outlet prints too many of them.
    fn dissolve_form(&self, first: u64) -> Result<(), Error> {
        let copies = self.manifest.copies_of(first)?;
        if copies.len() <= MOST {
            return Ok(());
        }
        let all = copies.iter().chain([&first]);
        let rows = all.clone().map(|number| self.snapshot.row_of(*number));
        let rows = rows.collect::<Result<Vec<_>, _>>()?;
        let rows: Vec<Row> = rows.into_iter().flatten().collect();
        let by_one = |own: &Row| rows.iter().filter(|row| one_outlet(own, row)).count();
        if rows.iter().any(|own| by_one(own) > MOST + 1) {
            for number in all {
                self.manifest.put_copy(*number, None)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_with_an_empty_slot_say_nothing() {
        let mut sketch = [7; SLOTS];
        assert_eq!(bands(&sketch).count(), BANDS);
        sketch[4] = 0;
        assert_eq!(bands(&sketch).count(), BANDS - 1);
        assert_eq!(equal(&sketch, &sketch), SLOTS - 1);
        let came = [Record { number: 1, sketch }];
        let all = Bands::of(&came);
        assert!(bands(&sketch).all(|band| all.with(band) == [(band, 0)]));
        assert!(all.with(0x0909_0909).is_empty());
    }

    #[test]
    fn of_a_form_no_more_are_held_than_are_tried() {
        // Sketches that share a band with all others and differ in up to nine bytes.
        let records: Vec<Record> = (0..3_000)
            .map(|number: u64| {
                let mut sketch = [7; SLOTS];
                let other = sketch.iter_mut().skip(BAND).take(number as usize % 10);
                other.for_each(|byte| *byte = number as u8 | 1);
                Record { number, sketch }
            })
            .collect();
        let (kept, came) = records.split_at(2_900);
        let folder = tempfile::tempdir().unwrap();
        let manifest = Manifest::open(folder.path()).unwrap();
        manifest.append(kept).unwrap();
        let found = candidates(&manifest, came).unwrap();
        assert!(found.iter().all(|likeliest| likeliest.0.len() <= TRIED));
        // The first that came is compared with all that are kept, and with none that came later.
        let own = &came[0];
        let mut all: Vec<Candidate> = kept
            .iter()
            .map(|other| Candidate {
                differ: SLOTS - equal(&own.sketch, &other.sketch),
                other: other.number,
            })
            .filter(|candidate| candidate.differ <= SLOTS - CLOSE)
            .collect();
        all.sort_unstable();
        assert!(all.len() > 1_000, "{}", all.len());
        assert_eq!(found[0].0, all[..TRIED]);
    }
}
