//! Finds every mention of the companies that the article introduces, by their full names and by the short forms that
//! the article goes on with: the name without its legal form, its first words, its initials in brackets.

use std::collections::HashMap;
use std::sync::Arc;

use super::Found;
use super::reading::{Piece, Reading};
use super::unknown::Named;
use crate::annotate::lexicon::{Cue, Lexicon, class};
use crate::annotate::page::Shape;

/// A first word stands for at most this many names.
const PER_WORD: usize = 8;

/// A way in which the article writes a name.
struct Way {
    /// Its words in small letters, marks included.
    words: Vec<String>,
    /// The name it stands for.
    filed: Arc<str>,
    /// The row of the lexicon.
    company: Option<usize>,
    /// Whether it is a short form.
    short: bool,
    /// Whether it counts in capitals only.
    upper: bool,
}

/// The ways in which the article writes names, by their first word in small letters.
#[derive(Default)]
struct Ways {
    by_first: HashMap<String, Vec<Way>>,
    /// One bit or more for each first word, so that most words of the article are not looked up.
    firsts: u64,
}

impl Ways {
    /// The list of the ways that begin with a word in small letters, for a change.
    fn entry(&mut self, first: String) -> &mut Vec<Way> {
        self.firsts |= Self::bits(&first);
        self.by_first.entry(first).or_default()
    }

    /// The ways that begin with a word.
    fn of(&self, word: &str) -> &[Way] {
        if self.firsts & Self::bits(word) == 0 {
            return &[];
        }
        let list = self.by_first.get(&word.to_lowercase());
        list.map_or(&[], Vec::as_slice)
    }

    /// One of 64 bits by the first letter and the length of a word; all of them where small letters may be longer.
    fn bits(word: &str) -> u64 {
        match word.bytes().next() {
            Some(first) if word.is_ascii() => {
                let place = usize::from(first.to_ascii_lowercase()) + 7 * word.len();
                1 << (place % 64)
            }
            _ => u64::MAX,
        }
    }
}

/// The known names and the mentions of the new ones together, in order, not overlapping.
pub(super) fn find(reading: &Reading<'_>, known: Vec<Found>, names: &[Named]) -> Vec<Found> {
    let mut ways = Ways::default();
    // A short form of a known name goes before a new name of the same words.
    for found in &known {
        shorten_known(reading, &mut ways, found);
    }
    let titles: Vec<String> = names.iter().map(|named| title(reading, named)).collect();
    for (named, written) in names.iter().zip(&titles) {
        let full = filed(reading.lexicon, written, &titles);
        let full = spelt_out(reading, named, &known, &titles).unwrap_or(full);
        let listed = reading.lexicon.company(full);
        learn(
            reading,
            &mut ways,
            named,
            listed.map_or(full, |row| &row.name),
        );
    }
    if ways.by_first.is_empty() {
        return known;
    }
    for list in ways.by_first.values_mut() {
        list.sort_by_key(|way| std::cmp::Reverse(way.words.len()));
    }
    merge(reading, known, &ways)
}

/// Goes through the text and takes, at each place, the longer of a known name and a local one.
fn merge(reading: &Reading<'_>, known: Vec<Found>, ways: &Ways) -> Vec<Found> {
    let mut all = Vec::with_capacity(known.len());
    let mut known = known.into_iter().peekable();
    let mut at = 0;
    while let Some(piece) = reading.at(at) {
        // "PT Inti Bara Perdana": the name goes before the known one that its legal form would make of its first word.
        let from = at + usize::from(piece.is(class::LEGAL_BEFORE) && piece.shape == Shape::Upper);
        let local = if piece.capital() {
            mention(reading, ways, from).filter(|local| local.first == at || from == at)
        } else {
            None
        };
        if let Some(local) = local {
            let longer = known.peek().is_none_or(|found| {
                found.first > local.last || found.first >= local.first && found.last <= local.last
            });
            if longer {
                at = local.last + 1;
                while known.next_if(|found| found.first < at).is_some() {}
                all.push(local);
                continue;
            }
        }
        if let Some(found) = known.next_if(|found| found.first <= at) {
            at = found.last + 1;
            all.push(found);
            continue;
        }
        at += 1;
    }
    all
}

/// The longest local name that begins at a piece.
fn mention(reading: &Reading<'_>, ways: &Ways, first: usize) -> Option<Found> {
    ways.of(reading.word(first)).iter().find_map(|way| {
        let last = first + way.words.len() - 1;
        let same = way.words.iter().enumerate().all(|(back, word)| {
            let at = first + back;
            (back == 0 || reading.joined(at - 1)) && reading.word(at).to_lowercase() == *word
        });
        let quiet = way.upper
            && reading
                .at(first)
                .is_some_and(|piece| piece.shape != Shape::Upper);
        let small = way.short
            && reading
                .at(last)
                .is_some_and(|piece| piece.shape == Shape::Lower);
        if !same
            || quiet
            || small
            || way.short
                && (taken(reading, first, last, way) || in_longer_name(reading, first, last))
        {
            return None;
        }
        let bare = Found {
            first,
            last,
            span: reading.span(first, last),
            filed: Arc::clone(&way.filed),
            company: way.company,
            legal: false,
        };
        let mut grown = super::known::grown(reading, bare);
        grown.legal |= way.company.is_none();
        Some(grown)
    })
}

/// Whether the words of a short form are the name of another known company, and no ordinary word.
fn taken(reading: &Reading<'_>, first: usize, last: usize, way: &Way) -> bool {
    let name = reading.span(first, last).of(reading.text);
    let known = reading.lexicon.company(name);
    known.is_some_and(|known| !known.word && known.name != way.filed)
}

/// Whether a short form stands inside a longer name, of a person or a product.
fn in_longer_name(reading: &Reading<'_>, first: usize, last: usize) -> bool {
    let name = |at: usize| {
        reading.at(at).is_some_and(|piece| {
            piece.capital()
                && !piece.headline
                && !piece.is(class::COMMON
                    | class::ROLE
                    | class::FIRM
                    | class::LEGAL
                    | class::UNIT
                    | class::VERB)
        })
    };
    let begins = reading.at(first).is_some_and(|piece| piece.opens)
        || (1..=4).all(|back| reading.before(first, back).is_some_and(Piece::capital));
    let left = first > 0
        && reading.joined(first - 1)
        && reading.spaced(first - 1)
        && name(first - 1)
        && !begins;
    let right = reading.joined(last) && reading.spaced(last) && name(last + 1);
    left || right
}

/// Learns the ways to write a name that the article introduces.
fn learn(reading: &Reading<'_>, ways: &mut Ways, named: &Named, filed: &str) {
    let filed: Arc<str> = filed.into();
    let whole: Vec<String> = (named.bare_first..=named.bare_last)
        .map(|at| reading.word(at).to_lowercase())
        .collect();
    for length in 1..whole.len() {
        let last = named.bare_first + length - 1;
        let ends_well = reading
            .at(last)
            .is_some_and(|piece| piece.shape != Shape::Mark);
        let own = (named.bare_first..=last).any(|at| {
            reading.at(at).is_some_and(|piece| {
                piece.capital()
                    && !piece.is(class::COMMON
                        | class::UNIT
                        | class::REGION
                        | class::TAIL
                        | class::FIRST
                        | class::FIRM
                        | class::ROLE)
                    && reading.word(at).len() > 2
                    || piece.shape == Shape::Upper && at > named.bare_first
            })
        });
        if ends_well && own {
            let words = whole.iter().take(length).cloned().collect();
            add(ways, words, &filed, None, true);
        }
    }
    let ticker = named.last > named.bare_last && reading.word(named.last) == "Tbk";
    if !ticker
        && let Some(short) = bracketed(reading, named.last).filter(|short| initials(short, &filed))
    {
        add(ways, vec![short.to_lowercase()], &filed, None, false);
    }
    if let Some(short) = bracketed_words(reading, named.last, &filed) {
        add(ways, short, &filed, None, false);
    }
    for address in addresses(&whole) {
        add(ways, vec![address], &filed, None, false);
    }
    add(ways, whole, &filed, None, false);
    add_initials(
        reading,
        ways,
        named.bare_first,
        named.bare_last,
        (&filed, None),
    );
}

/// The addresses that stand for a name: `3dfy.ai` for `3DFY`, `layer.ai` for `Layer AI`.
fn addresses(whole: &[String]) -> Vec<String> {
    match whole {
        [name] if !name.contains('.') => [".ai", ".io", ".com"]
            .map(|end| format!("{name}{end}"))
            .into(),
        [name, end] if end == "ai" => vec![format!("{name}.{end}")],
        _ => Vec::new(),
    }
}

/// Adds the initials of a name of three words or more, which count in capitals only.
fn add_initials(
    reading: &Reading<'_>,
    ways: &mut Ways,
    first: usize,
    last: usize,
    (filed, company): (&Arc<str>, Option<usize>),
) {
    let capitals: String = (first..=last)
        .filter(|&at| {
            reading
                .at(at)
                .is_some_and(|piece| piece.shape == Shape::Capitalised)
        })
        .filter_map(|at| reading.word(at).chars().next())
        .collect();
    if last - first < 2 || capitals.len() < 3 || reading.lexicon.company(&capitals).is_some() {
        return;
    }
    let word = capitals.to_lowercase();
    let list = ways.entry(word.clone());
    if list.is_empty() {
        list.push(Way {
            words: vec![word],
            filed: Arc::clone(filed),
            company,
            short: false,
            upper: true,
        });
    }
}

/// A known name of several words that ends as companies' names do is gone on with by its first words
/// ("Juniper Research", then "Juniper"; "De Laurentiis Entertainment", then "De Laurentiis"; "Dome Petroleum Ltd", then
/// "Dome"); initials in brackets stand for it too.
fn shorten_known(reading: &Reading<'_>, ways: &mut Ways, found: &Found) {
    if found.last > found.first {
        let bare = (&found.filed, found.company);
        add_initials(reading, ways, found.first, found.last, bare);
        let mut last = found.last;
        while found.legal && last > found.first && !ends_bare(reading, last) {
            last -= 1;
        }
        let mut other =
            class::COMMON | class::UNIT | class::TAIL | class::FIRST | class::LEGAL_BEFORE;
        if found.legal {
            other |= class::PLACE | class::REGION;
        }
        let own = reading
            .at(found.first)
            .is_some_and(|piece| !piece.is(other));
        let tail = reading
            .at(last)
            .is_some_and(|piece| piece.is(class::TAIL) && piece.capital());
        if own && tail {
            for last in found.first..last {
                let ends = reading
                    .at(last)
                    .is_some_and(|piece| piece.capital() && piece.span.len() > 2);
                if ends {
                    let words = (found.first..=last).map(|at| reading.word(at).to_lowercase());
                    add(ways, words.collect(), &found.filed, found.company, true);
                }
            }
        }
        if let Some(short) = bracketed_words(reading, found.last, &found.filed) {
            add(ways, short, &found.filed, found.company, false);
        }
        if let Some(short) = bracketed(reading, found.last)
            .filter(|short| !found.legal && initials(short, &found.filed))
        {
            add(
                ways,
                vec![short.to_lowercase()],
                &found.filed,
                found.company,
                false,
            );
        }
    }
}

/// Whether a piece is no legal form behind a name, nor what joins one to it.
fn ends_bare(reading: &Reading<'_>, at: usize) -> bool {
    reading
        .at(at)
        .is_some_and(|piece| piece.shape != Shape::Mark && !piece.is(class::LEGAL))
        && reading.word(at) != "and"
}

/// The short name in brackets behind a name: "(PSN)".
fn bracketed<'a>(reading: &Reading<'a>, last: usize) -> Option<&'a str> {
    // Wires put names that are not listed between angle brackets: "<Aloha Inc> (AI)".
    let last = last + usize::from(reading.word(last + 1) == ">");
    let opens = reading.word(last + 1) == "(";
    let closes = matches!(reading.word(last + 3), ")" | "/");
    let piece = reading.at(last + 2)?;
    let fits = piece.capital()
        && !piece.is(class::COMMON | class::UNIT | class::LEGAL)
        && piece.span.len() > 1;
    (opens && closes && fits).then(|| reading.word(last + 2))
}

/// The words in brackets behind a name that are its first word and the initials of the rest: "PLN Indonesia Power (PLN
/// IP)". In small letters.
fn bracketed_words(reading: &Reading<'_>, last: usize, name: &str) -> Option<Vec<String>> {
    let (first, rest) = name.split_once(' ')?;
    let letters = reading.word(last + 3);
    let fits = reading.word(last + 1) == "("
        && reading.word(last + 2).eq_ignore_ascii_case(first)
        && reading
            .at(last + 3)
            .is_some_and(|piece| piece.shape == Shape::Upper)
        && reading.word(last + 4) == ")"
        && initials(letters, rest);
    fits.then(|| vec![first.to_lowercase(), letters.to_lowercase()])
}

/// Whether a short form may stand for a name: it begins as the name does, and its letters come in the name's order.
fn initials(short: &str, name: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase).peekable();
    let mut short = short.chars().flat_map(char::to_lowercase).peekable();
    letters.peek() == short.peek() && short.all(|ch| letters.any(|letter| letter == ch))
}

/// Adds a way to write a name, unless it is known or the word begins too many.
fn add(ways: &mut Ways, words: Vec<String>, filed: &Arc<str>, company: Option<usize>, short: bool) {
    let Some(first) = words.first().cloned() else {
        return;
    };
    let list = ways.entry(first);
    if list.len() < PER_WORD && !list.iter().any(|way| way.words == words) {
        list.push(Way {
            words,
            filed: Arc::clone(filed),
            company,
            short,
            upper: false,
        });
    }
}

/// The name that a heading's capitals stand for (`ALLEGHENY` for "Allegheny International"), where the article has it.
fn filed<'t>(lexicon: &Lexicon, written: &'t str, titles: &'t [String]) -> &'t str {
    let quiet = |text: &str| text.chars().any(char::is_lowercase);
    if quiet(written) {
        return with_tail(lexicon, written, titles).unwrap_or(written);
    }
    let small = written.to_lowercase();
    let same = |title: &&String| {
        let title = title.to_lowercase();
        let rest = title.strip_prefix(&small);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let spoken = titles.iter().filter(|title| quiet(title)).find(same);
    spoken.map_or(written, String::as_str)
}

/// What a tail makes of a name of one word, where the article has it: "Baobab Studios" for "Baobab".
fn with_tail<'t>(lexicon: &Lexicon, written: &str, titles: &'t [String]) -> Option<&'t str> {
    if written.contains(' ') {
        return None;
    }
    let mut longer = titles.iter().filter(|title| {
        title
            .strip_prefix(written)
            .and_then(|rest| rest.strip_prefix(' '))
            .is_some_and(|tail| lexicon.cues_of(tail).has(Cue::ShortName))
    });
    longer.next().map(String::as_str)
}

/// The name in the article whose first words have the initials that a company with a legal form goes by: "Food
/// Station Tjipinang Jaya" for "PT FS".
fn spelt_out<'t>(
    reading: &Reading<'_>,
    named: &Named,
    known: &'t [Found],
    titles: &'t [String],
) -> Option<&'t str> {
    let short = reading.word(named.bare_first);
    let formal = named.first < named.bare_first && named.bare_first == named.bare_last;
    if !formal || !(2..=4).contains(&short.len()) || short.chars().any(|ch| !ch.is_uppercase()) {
        return None;
    }
    let begins = |name: &&str| {
        let words = name.split(' ').filter_map(|word| word.chars().next());
        name.contains(' ') && short.chars().eq(words.take(short.len()))
    };
    let mut names = titles.iter().map(String::as_str);
    let mut listed = known.iter().map(|found| &*found.filed);
    names.find(begins).or_else(|| listed.find(begins))
}

/// The name as a reader files it: without legal forms, wrapped lines joined, an address without its end where the
/// article has the name alone.
fn title(reading: &Reading<'_>, named: &Named) -> String {
    let span = reading.span(named.bare_first, named.bare_last);
    let words: Vec<&str> = span.of(reading.text).split_whitespace().collect();
    let stem = match words.as_slice() {
        [name] => name.rsplit_once('.').map(|(stem, _)| stem),
        _ => None,
    };
    let alone = |stem: &&str| {
        reading.pieces.iter().any(|piece| {
            !piece.opens && !piece.is(class::COMMON) && piece.span.of(reading.text) == *stem
        })
    };
    stem.filter(alone)
        .map_or_else(|| words.join(" "), str::to_owned)
}
