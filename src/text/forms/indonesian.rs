//! Indonesian: prefixes, suffixes and clitics around a root.
//!
//! Known roots are taken first, as in Nazief and Adriani's stemmer ("Confix stripping: approach to stemming algorithm
//! for Bahasa Indonesia", 1996): an analysis counts where it ends at a root of the list. Borrowed words, which no list
//! holds, take few affixes and keep their first letter: for them a short table does.

use std::collections::HashSet;
use std::sync::LazyLock;

static ROOTS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../../assets/lexicon/id/roots.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// What stands behind a word without changing it.
const CLITICS: &[&str] = &["nya", "lah", "kah", "pun"];

const SUFFIXES: &[&str] = &["kan", "an", "i"];

/// Prefixes that swallow the first letter of the root or change by it: the prefix, the letters that are put back where
/// it swallowed one, and the first letters that it keeps.
const NASAL: &[(&str, &[&str], &str)] = &[
    ("menge", &[""], "bcdfghjklmnprstvwz"),
    ("penge", &[""], "bcdfghjklmnprstvwz"),
    ("meny", &["s"], ""),
    ("peny", &["s"], ""),
    ("meng", &["", "k"], "aeioughkqx"),
    ("peng", &["", "k"], "aeioughkqx"),
    ("mem", &["", "p"], "bfpv"),
    ("pem", &["", "p"], "bfpv"),
    ("men", &["", "t"], "cdjstz"),
    ("pen", &["", "t"], "cdjstz"),
    ("me", &[""], "lmnrwy"),
    ("pe", &[""], "bcdghjklmnpqrstvwyz"),
];

/// Prefixes that change nothing.
const PLAIN: &[&str] = &["di", "ber", "be", "bel", "ter", "te", "per", "pel", "ke"];

/// Prefixes that stand behind another.
const INNER: &[&str] = &["per", "ber", "ter", "ke"];

/// The root of a word, where it is Indonesian with a known root, or a borrowed word with an Indonesian prefix.
pub(super) fn root(word: &str) -> Option<String> {
    if ROOTS.contains(word) {
        return Some(word.to_owned());
    }
    let mut best: Option<String> = None;
    let mut found = |root: String| {
        if best.as_ref().is_none_or(|best| best.len() < root.len()) {
            best = Some(root);
        }
    };
    for bare in without(word, CLITICS) {
        for middle in without(bare, SUFFIXES) {
            let suffixed = middle.len() < bare.len();
            if ROOTS.contains(middle) {
                found(middle.to_owned());
            }
            for (prefix, rest) in unprefixed(middle) {
                // It goes around a root together with its suffix.
                if prefix == "ke" && !(suffixed && bare.ends_with("an")) {
                    continue;
                }
                if ROOTS.contains(&*rest) {
                    found(rest);
                    continue;
                }
                for inner in INNER {
                    if let Some(core) = rest.strip_prefix(inner)
                        && ROOTS.contains(core)
                    {
                        found(core.to_owned());
                    }
                }
            }
        }
    }
    best.or_else(|| borrowed(word))
}

/// A word, and what is left of it without each of these ends.
fn without<'a>(word: &'a str, ends: &'static [&'static str]) -> impl Iterator<Item = &'a str> {
    let cut = ends
        .iter()
        .filter_map(move |end| word.strip_suffix(end))
        .filter(|rest| rest.len() >= 3);
    std::iter::once(word).chain(cut)
}

/// What a word may be without its prefix.
fn unprefixed(word: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for &(prefix, letters, keeps) in NASAL {
        let Some(rest) = word.strip_prefix(prefix) else {
            continue;
        };
        for letter in letters {
            let first = rest.chars().next();
            let fits = if letter.is_empty() {
                first.is_some_and(|first| keeps.contains(first))
            } else {
                first.is_some_and(is_vowel)
            };
            if fits {
                found.push((prefix, format!("{letter}{rest}")));
            }
        }
    }
    for &prefix in PLAIN {
        if let Some(rest) = word.strip_prefix(prefix)
            && rest.len() >= 3
        {
            found.push((prefix, rest.to_owned()));
        }
    }
    found
}

const fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The passive and active prefixes of borrowed words, with the first letters they stand before.
const BORROWED: &[(&str, &str)] = &[
    ("di", "abcdefghijklmnopqrstuvwxyz"),
    ("meng", "aeiougkhu"),
    ("mem", "bfpv"),
    ("men", "dcj"),
    ("me", "lrmw"),
];

/// Shorter borrowed words are not told from chance.
const SHORTEST_BORROWED: usize = 4;

/// The root of a borrowed word. Suffixes and clitics go with a prefix only.
fn borrowed(word: &str) -> Option<String> {
    for (prefix, firsts) in BORROWED {
        let Some(rest) = word.strip_prefix(prefix) else {
            continue;
        };
        if !rest.starts_with(|first| firsts.contains(first)) {
            continue;
        }
        let bare = CLITICS
            .iter()
            .take(1)
            .find_map(|clitic| rest.strip_suffix(clitic))
            .unwrap_or(rest);
        let bare = bare.strip_suffix("kan").unwrap_or(bare);
        if bare.len() >= SHORTEST_BORROWED {
            return Some(bare.to_owned());
        }
    }
    let bare = word.strip_suffix("nya")?;
    (bare.len() >= SHORTEST_BORROWED).then(|| bare.to_owned())
}

/// Prefixes before others, with the suffixes that go with them.
const DOUBLE: &[(&str, &[&str])] = &[
    ("memper", &["", "kan", "i"]),
    ("diper", &["", "kan", "i"]),
    ("member", &["kan", "i"]),
    ("diber", &["kan", "i"]),
    ("pember", &["an"]),
    ("keber", &["an"]),
    ("keter", &["an"]),
    ("ke", &["an"]),
];

/// What may stand behind a root.
const ALL: &[&str] = &["", "kan", "an", "i"];

/// Words that may be made of a root; their stem tells whether they are.
pub(super) fn forms(root: &str) -> Vec<String> {
    let mut forms = Vec::new();
    let mut with = |head: &str, suffixes: &[&str]| {
        for suffix in suffixes {
            for clitic in ["", "nya"] {
                forms.push(format!("{head}{suffix}{clitic}"));
            }
        }
    };
    with(root, ALL);
    for &(prefix, letters, keeps) in NASAL {
        // One syllable takes its own prefix.
        if prefix.ends_with("nge") && root.len() > 4 {
            continue;
        }
        for letter in letters {
            let Some(rest) = root.strip_prefix(letter) else {
                continue;
            };
            if letter.is_empty() && !root.starts_with(|first| keeps.contains(first)) {
                continue;
            }
            let suffixes: &[&str] = if prefix.starts_with('m') {
                &["", "kan", "i"]
            } else {
                &["", "an"]
            };
            with(&format!("{prefix}{rest}"), suffixes);
        }
    }
    for prefix in ["di", "ber", "ter", "per"] {
        with(&format!("{prefix}{root}"), ALL);
    }
    if root.get(1..3) == Some("er") || root.starts_with('r') {
        with(&format!("be{root}"), &[""]);
        with(&format!("te{root}"), &["", "kan"]);
    }
    if root == "ajar" {
        with("belajar", &["", "an"]);
        with("pelajar", &["", "an", "i"]);
    }
    for (prefix, suffixes) in DOUBLE {
        with(&format!("{prefix}{root}"), suffixes);
    }
    for particle in ["lah", "kah", "pun"] {
        forms.push(format!("{root}{particle}"));
    }
    forms
}
