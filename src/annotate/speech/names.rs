//! The names that stand in an article, and which longer name a short one is part of.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::cues::Tags;
use super::reading::{Gap, Reading, Run};
use crate::annotate::page::Shape;
use crate::text::Lang;

/// The names of an article, which are collected when they are first asked for: in most articles nobody asks.
#[derive(Default)]
pub(super) struct Names<'p>(OnceCell<Index<'p>>);

/// Names of several words, by each word of theirs.
struct Index<'p> {
    by_word: HashMap<&'p str, Vec<Run>>,
    /// A short name that stands in brackets behind the long one ("Joko Widodo (Jokowi)").
    aliases: HashMap<&'p str, Run>,
    /// Words that somewhere are a whole name.
    alone: HashSet<&'p str>,
}

/// At most so many names are kept for one word.
const KEPT: usize = 6;
/// An office before a name has at most so many words.
const OFFICE: usize = 12;
/// A name of a person has at most so many words.
const LONGEST: usize = 5;

impl<'p> Index<'p> {
    /// Collects the names of an article in one pass.
    fn of(reading: &Reading<'p>) -> Self {
        let mut names = Self {
            by_word: HashMap::new(),
            aliases: HashMap::new(),
            alone: HashSet::new(),
        };
        let total = reading.words.len();
        let mut at = 0;
        while at < total {
            let start = at;
            while at < total
                && at - start < 8
                && part(reading, at)
                && (at == start || reading.gap(at) == Gap::Space)
            {
                at += 1;
            }
            let run = Run::new(start, at);
            // Asked for in Indonesian alone.
            if run.len() == 1 && reading.lang == Lang::Id {
                names.alone.insert(bare(reading.word(start)));
            }
            if run.len() >= 2 {
                for word in run.start..run.end {
                    let kept = names.by_word.entry(bare(reading.word(word))).or_default();
                    if kept.len() < KEPT {
                        kept.push(run);
                    }
                }
                let last = if reading.mark(at + 2, ")") {
                    at + 1
                } else {
                    at + 2
                };
                let bracket = reading.mark(at, "(")
                    && reading.is_name(at + 1)
                    && reading.is_name(last)
                    && reading.mark(last + 1, ")");
                if reading.reads(at, &["alias"]) && reading.is_name(at + 1) {
                    names.aliases.entry(reading.word(at + 1)).or_insert(run);
                }
                if bracket && stands_for(reading, reading.word(last), run) {
                    names.aliases.entry(reading.word(last)).or_insert(run);
                }
            }
            at = at.max(start + 1);
        }
        names
    }
}

impl<'p> Names<'p> {
    /// The names of the article that `reading` is of, always the same.
    fn index(&self, reading: &Reading<'p>) -> &Index<'p> {
        self.0.get_or_init(|| Index::of(reading))
    }

    /// The longer name that a word is a short form of.
    pub(super) fn longer(&self, reading: &Reading<'p>, word: &str) -> Option<Run> {
        let index = self.index(reading);
        if let Some(&run) = index.aliases.get(word) {
            let short = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
            return Some(if short { run } else { last_words(run, 3) });
        }
        if word.chars().all(char::is_uppercase) {
            return None;
        }
        let runs = index.by_word.get(word)?;
        let mut best: Option<(usize, Run)> = None;
        for &run in runs {
            let Some((long, sure)) = candidate(reading, run, word) else {
                continue;
            };
            let text = reading.text(long);
            let times = runs
                .iter()
                .filter_map(|&other| candidate(reading, other, word))
                .filter(|&(other, _)| reading.text(other) == text)
                .count();
            if (sure || times > 1) && best.is_none_or(|(most, _)| times > most) {
                best = Some((times, long));
            }
        }
        best.map(|(_, run)| self.without_body(reading, run))
            .filter(|run| run.len() > 1)
    }

    /// Indonesian: a name behind a title without the body that precedes it ("Sekjen Golkar Sarmuji"): both stand alone
    /// elsewhere, as the two names of one person hardly do.
    pub(super) fn without_body(&self, reading: &Reading<'p>, run: Run) -> Run {
        let alone = |at: usize| {
            let index = self.index(reading);
            index.alone.contains(bare(reading.word(at)))
        };
        let both = run.len() == 2
            && reading.lang == Lang::Id
            && run.start > 0
            && reading.is(run.start - 1, Tags::ROLE)
            && (run.start..run.end).all(alone);
        if both {
            Run::new(run.start + 1, run.end)
        } else {
            run
        }
    }

    /// The office right before a name, with its short form in brackets ("Menteri Komunikasi dan Digital (Menkomdigi)
    /// Meutya Hafid").
    pub(super) fn office_of(reading: &Reading<'_>, run: Run) -> Option<Run> {
        let end = run.start;
        let mut start = end;
        let mut office = None;
        while start > 0 && end - start < OFFICE && reading.gap(start) != Gap::Paragraph {
            let at = start - 1;
            let inside = matches!(reading.word(at), "(" | ")" | "&")
                || reading.reads(at, &["dan", "and", "of", "for", "bidang"])
                || reading.is_name(at)
                || reading.is(at, Tags::ROLE);
            if !inside || reading.is(at, Tags::WEEKDAY | Tags::CUE) {
                break;
            }
            start = at;
            if reading.is(at, Tags::ROLE) && !reading.mark(at.wrapping_sub(1), "(") {
                office = Some(at);
            }
        }
        office.map(|office| Run::new(office, end))
    }

    /// Whether a name is a person's by the words around it somewhere in the article.
    pub(super) fn is_person(&self, reading: &Reading<'p>, run: Run) -> bool {
        if run.len() > LONGEST
            || (run.start..run.end)
                .any(|at| reading.shape(at) == Shape::Upper && reading.word(at).len() > 2)
        {
            return false;
        }
        let word = bare(reading.word(run.end - 1));
        let titled = || {
            let runs = self.index(reading).by_word.get(word);
            runs.is_some_and(|runs| {
                runs.iter()
                    .any(|run| run.start > 0 && titled(reading, run.start))
            })
        };
        run.len() > 1 || run.len() == 1 && self.longer(reading, word).is_some() || titled()
    }

    /// Indonesian: whether a phrase stands for somebody named before ("pria 61 tahun itu").
    pub(super) fn points(reading: &Reading<'_>, run: Run) -> bool {
        run.len() >= 2
            && reading.reads(run.start, &["pria", "wanita", "perempuan", "lelaki"])
            && reading.is(run.end - 1, Tags::POINTER)
            && reading.lang == Lang::Id
    }

    /// The person's name at the end of a run that an employer opens: the part that the article uses alone, or else the
    /// last two words ("Chief Legal Officer `BlackBerry` Global Steve Zipperstein").
    pub(super) fn person_in(reading: &Reading<'_>, run: Run) -> Run {
        if run.len() <= 2 {
            return run;
        }
        let far = reading.words.len().min(run.end + 400);
        let alone = (run.start + 1..run.end).chain([run.start]).find(|&at| {
            let word = reading.word(at);
            (run.end..far).any(|other| {
                reading.word(other) == word
                    && !reading.is_name(other + 1)
                    && !reading.is_name(other.wrapping_sub(1))
                    && (reading.is(other.wrapping_sub(1), Tags::ROOT | Tags::ACCORDING)
                        || reading.is(other + 1, Tags::VERB))
            })
        });
        match alone {
            Some(at) if at + 1 == run.end => last_words(run, 2),
            Some(at) => Run::new(at, run.end),
            None if run.len() > 3 => last_words(run, 2),
            None => run,
        }
    }

    /// The name of two or three words before a word that most plainly is a person's: it begins a sentence or a title
    /// precedes it.
    pub(super) fn nearest(reading: &Reading<'_>, from: usize, to: usize) -> Option<Run> {
        let mut end = to;
        while end > from {
            let mut start = end;
            while start > from
                && part(reading, start - 1)
                && reading.shape(start - 1) == Shape::Capitalised
            {
                start -= 1;
            }
            let run = Run::new(start, end);
            if (2..=3).contains(&run.len()) && titled(reading, start) {
                return Some(run);
            }
            end = start.min(end - 1);
        }
        None
    }

    /// The person with a title who stands as the subject of a sentence in `from..to`, the last one.
    pub(super) fn introduced(reading: &Reading<'_>, from: usize, to: usize) -> Option<Run> {
        let mut at = to;
        while at > from {
            at -= 1;
            if let Some(run) = described(reading, at, from) {
                return Some(run);
            }
            if !reading.is_name(at)
                || !reading.is(at.wrapping_sub(1), Tags::ROLE | Tags::HONORIFIC)
                || reading.is(at, Tags::ROLE)
                || reading.quote_at(at).is_some()
            {
                continue;
            }
            let mut end = at;
            while end < to && reading.is_name(end) && reading.gap(end) == Gap::Space {
                end += 1;
            }
            let mut first = at;
            while first > from && reading.is_name(first - 1) {
                first -= 1;
            }
            let heads = first == from
                || reading.is_mark(first - 1)
                || reading.gap(first) == Gap::Paragraph
                || reading.is(at - 1, Tags::HONORIFIC)
                    && Self::office_of(reading, Run::new(at, end))
                        .is_some_and(|office| reading.heads(office.start));
            let verb = reading.shape(end) == Shape::Lower
                && !reading.is(end, Tags::PREPOSITION | Tags::ROLE);
            if heads && verb && end > at && end - at <= LONGEST {
                return Some(Run::new(at, end));
            }
        }
        None
    }
}

/// "George Chen, pengamat dari …": a name at the head of a sentence, described behind a comma, that ends at `at`.
fn described(reading: &Reading<'_>, at: usize, from: usize) -> Option<Run> {
    let article = usize::from(reading.reads(at + 2, &["the", "a", "an"]));
    let office = reading.is(at + 2 + article, Tags::ROLE)
        || article > 0 && reading.is(at + 3 + article, Tags::ROLE);
    let fits = reading.mark(at + 1, ",") && office && part(reading, at);
    if !fits {
        return None;
    }
    let mut start = at;
    while start > from && part(reading, start - 1) && at - start < LONGEST {
        start -= 1;
    }
    let heads = start == from || reading.is_mark(start - 1) || reading.gap(start) == Gap::Paragraph;
    (heads && start < at).then_some(Run::new(start, at + 1))
}

/// The part of a run of names that a short name stands for, and whether the words around it show that it is one.
fn candidate(reading: &Reading<'_>, run: Run, word: &str) -> Option<(Run, bool)> {
    let at = (run.start..run.end).find(|&at| bare(reading.word(at)) == word)?;
    if at + 1 == run.end {
        // A family name: with what stands before it.
        let sure = run.len() <= 3 || titled(reading, run.start);
        return Some((last_words(run, 2), sure));
    }
    // A given name: with what stands behind it, where a title shows that this is a person; inside a longer run the
    // employer precedes it ("Bina Bangsa Yudi Setyaningsih").
    let entitled = at > 0
        && (reading.is(at - 1, Tags::ROLE | Tags::HONORIFIC)
            || reading.is_mark(at - 1) && titled(reading, at - 1));
    let described =
        reading.mark(run.end, ",") && reading.is(run.end + 1, Tags::ROLE | Tags::DETERMINER);
    let inside = at > run.start && titled(reading, run.start);
    let long = Run::new(at, run.end);
    (long.len() <= LONGEST).then_some((long, entitled || described || inside))
}

/// Whether a short name in brackets can stand for the name before it: capitals are its initials.
fn stands_for(reading: &Reading<'_>, short: &str, run: Run) -> bool {
    let capitals = short.chars().count() > 1 && short.chars().all(char::is_uppercase);
    let initials = || (run.start..run.end).filter_map(|at| reading.word(at).chars().next());
    !capitals || initials().eq(short.chars())
}

/// Whether a word can be part of a name of several words.
fn part(reading: &Reading<'_>, at: usize) -> bool {
    // "Jessica Brillhart A pioneer in …": the next sentence was glued on.
    let glued = reading.lang == Lang::En
        && (reading.reads(at, &["a", "an", "the"])
            || reading.is(at, Tags::STARTER) && reading.word(at).ends_with("ing"));
    reading.is_name(at)
        && !glued
        && !reading.is(
            at,
            Tags::ROLE
                | Tags::CUE
                | Tags::OPENER
                | Tags::BOUNDARY
                | Tags::PREPOSITION
                | Tags::WEEKDAY
                | Tags::ADVERB
                | Tags::HONORIFIC,
        )
}

/// Whether a title stands right before a word, within a few words.
fn titled(reading: &Reading<'_>, at: usize) -> bool {
    (at.saturating_sub(6)..at)
        .rev()
        .take_while(|&word| !matches!(reading.word(word), "." | "?" | "!"))
        .any(|word| reading.is(word, Tags::ROLE | Tags::HONORIFIC))
}

fn last_words(run: Run, count: usize) -> Run {
    Run::new(run.start.max(run.end.saturating_sub(count)), run.end)
}

/// A name without a possessive.
pub(super) fn bare(word: &str) -> &str {
    word.strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .unwrap_or(word)
}

/// Whether two long words differ by one letter added, lost or changed.
pub(super) fn close(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if short.len() < 6 || long.len() - short.len() > 1 || short == long {
        return false;
    }
    let same = short
        .bytes()
        .zip(long.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let tail = short
        .bytes()
        .rev()
        .zip(long.bytes().rev())
        .take_while(|(a, b)| a == b)
        .count();
    same + tail + 1 >= long.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_forgiven_in_long_names_only() {
        assert!(close("Zippersten", "Zipperstein"));
        assert!(close("Zuckerberk", "Zuckerberg"));
        assert!(!close("Budi", "Budu"));
        assert!(!close("Zuckerberg", "Zuckerbrot"));
        assert_eq!(bare("Apple’s"), "Apple");
    }
}
