//! English: the endings of nouns and verbs, not the words derived from them.
//!
//! The rules are steps 1a and 1b of Porter's stemmer ("An algorithm for suffix stripping", 1980) with its measure, and
//! a list of irregular verbs.

/// Forms of irregular words, each line behind the word itself.
const IRREGULAR: &[&str] = &[
    "become became",
    "begin began begun",
    "bring brought",
    "build built",
    "buy bought",
    "catch caught",
    "choose chose chosen",
    "come came",
    "deal dealt",
    "do did done does doing",
    "draw drew drawn",
    "drive drove driven",
    "eat ate eaten",
    "fall fell fallen",
    "feel felt",
    "fight fought",
    "find found",
    "fly flew flown flies",
    "forget forgot forgotten",
    "freeze froze frozen",
    "get got gotten getting",
    "give gave given",
    "go went gone goes going",
    "grow grew grown",
    "hear heard",
    "hide hid hidden",
    "hold held",
    "keep kept",
    "know knew known",
    "lead led",
    "lend lent",
    "lose lost",
    "make made",
    "mean meant",
    "meet met",
    "pay paid",
    "rise rose risen",
    "run ran running",
    "say said",
    "see saw seen",
    "seek sought",
    "sell sold",
    "send sent",
    "shoot shot",
    "show shown",
    "shrink shrank shrunk",
    "sink sank sunk",
    "sit sat sitting",
    "speak spoke spoken",
    "spend spent",
    "stand stood",
    "steal stole stolen",
    "take took taken",
    "teach taught",
    "tell told",
    "think thought",
    "throw threw thrown",
    "understand understood",
    "win won winning",
    "write wrote written",
    "withdraw withdrew withdrawn",
    "child children",
    "man men",
    "woman women",
    "person people persons",
];

/// Words whose last letters are no ending.
const WHOLE: &[&str] = &[
    "news",
    "series",
    "species",
    "evening",
    "morning",
    "nothing",
    "something",
    "anything",
    "everything",
    "thing",
    "king",
    "spring",
    "string",
    "sing",
    "ring",
    "wing",
    "united",
    "wedding",
    "ceiling",
    "sibling",
    "sterling",
    "darling",
    "hundred",
    "sacred",
    "biased",
    "always",
    "perhaps",
    "besides",
    "sometimes",
    "across",
    "analysis",
    "basis",
    "crisis",
    "chaos",
    "lens",
    "atlas",
    "texas",
    "paris",
    "vegas",
    "siemens",
    "philips",
    "reuters",
    "mercedes",
    "airbus",
    "asus",
    "beijing",
    "boeing",
    "samsung",
    "shoes",
    "yes",
    "gas",
    "bus",
    "plus",
    "virus",
    "focus",
    "campus",
    "bonus",
    "status",
    "menus",
];

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

/// Which letters of a word sound as vowels: `y` does behind a consonant.
fn vowels(word: &str) -> Vec<bool> {
    let mut vowels: Vec<bool> = Vec::with_capacity(word.len());
    for letter in word.bytes() {
        let before = vowels.last().copied();
        vowels.push(is_vowel(letter) || letter == b'y' && before == Some(false));
    }
    vowels
}

/// How often a consonant follows a vowel.
fn measure(word: &str) -> usize {
    vowels(word)
        .windows(2)
        .filter(|pair| matches!(pair, [true, false]))
        .count()
}

/// Whether it ends in consonant, vowel, consonant, the last not `w`, `x` or `y`.
fn is_short(word: &str) -> bool {
    let last = word.as_bytes().last().copied().unwrap_or_default();
    match vowels(word).as_slice() {
        [.., false, true, false] => !matches!(last, b'w' | b'x' | b'y'),
        // As in "us" of "using".
        [true, false] => true,
        _ => false,
    }
}

/// Whether the last two letters are the same consonant.
fn is_doubled(word: &str) -> bool {
    match word.as_bytes() {
        [.., one, other] => one == other && !is_vowel(*other),
        _ => false,
    }
}

/// Without its last letter.
fn shorter(word: &str) -> &str {
    word.get(..word.len().saturating_sub(1)).unwrap_or_default()
}

/// The stem of a word.
pub(super) fn stem(word: &str) -> String {
    if WHOLE.contains(&word) {
        return word.to_owned();
    }
    if let Some(base) = irregular(word) {
        return key(base);
    }
    if word.len() < 4 {
        return word.to_owned();
    }
    key(&base(word))
}

/// The word that an irregular form belongs to.
fn irregular(word: &str) -> Option<&'static str> {
    IRREGULAR.iter().find_map(|line| {
        let mut forms = line.split(' ');
        let base = forms.next()?;
        (base == word || forms.any(|form| form == word)).then_some(base)
    })
}

/// The word without its ending.
fn base(word: &str) -> String {
    if let Some(rest) = word
        .strip_suffix("ies")
        .or_else(|| word.strip_suffix("ied"))
        && rest.len() >= 2
    {
        return format!("{rest}y");
    }
    if let Some(rest) = word.strip_suffix("es")
        && ["ss", "x", "ch", "sh", "zz", "o"]
            .iter()
            .any(|end| rest.ends_with(end))
    {
        return rest.to_owned();
    }
    if let Some(rest) = word.strip_suffix('s') {
        let kept = ["s", "u", "i"].iter().any(|end| rest.ends_with(end));
        return if kept { word } else { rest }.to_owned();
    }
    if word.ends_with("eed") {
        return word.to_owned();
    }
    let stripped = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed"));
    let Some(rest) = stripped.filter(|rest| rest.len() >= 2 && vowels(rest).contains(&true)) else {
        return word.to_owned();
    };
    if is_doubled(rest) && !rest.ends_with(['l', 's', 'f', 'z']) {
        return shorter(rest).to_owned();
    }
    if measure(rest) == 1 && is_short(rest) {
        return format!("{rest}e");
    }
    rest.to_owned()
}

/// What a word and its forms have in common: without a silent `e` and a doubled last letter, where the word is long
/// enough to be known without them.
fn key(base: &str) -> String {
    let mut key = base;
    if let Some(rest) = base.strip_suffix('e') {
        let measure = measure(rest);
        if measure > 1 || measure == 1 && !is_short(rest) {
            key = rest;
        }
    }
    if is_doubled(key) && key.len() >= 6 && measure(key) > 1 {
        key = shorter(key);
    }
    key.to_owned()
}

/// Words that may have a stem; their stem tells whether they have.
pub(super) fn forms(stem: &str) -> Vec<String> {
    let last = stem.chars().next_back().unwrap_or_default();
    let bases = [stem.to_owned(), format!("{stem}e"), format!("{stem}{last}")];
    let mut forms = Vec::new();
    for base in &bases {
        let short = base.strip_suffix('e').unwrap_or(base);
        for end in ["", "s", "es", "ed", "ing", "d"] {
            forms.push(format!("{base}{end}"));
            forms.push(format!("{short}{end}"));
            forms.push(format!("{short}{last}{end}"));
        }
        if let Some(short) = base.strip_suffix('y') {
            forms.push(format!("{short}ies"));
            forms.push(format!("{short}ied"));
        }
    }
    for line in IRREGULAR {
        let mut words = line.split(' ');
        if words.next().is_some_and(|base| key(base) == stem) {
            forms.extend(line.split(' ').map(str::to_owned));
        }
    }
    forms
}
