//! The languages that kliping knows rules for, and telling them apart.

pub mod words;

use super::Span;
use super::listed::Listed;
use words::Meaning;

/// The language of a text, as far as the rules go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Indonesian.
    Id,
    /// English.
    En,
    /// Any other: the text is listed, read and searched, without language rules.
    #[default]
    Other,
}

impl Lang {
    /// The ISO 639-1 code; empty for [`Lang::Other`].
    pub const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
            Self::Other => "",
        }
    }

    /// The language of an ISO 639 code or locale name (`id`, `ind`, `in`, `en-GB`, `id_ID.UTF-8`).
    pub fn of_code(code: &str) -> Self {
        let head = code.split(['-', '_', '.']).next().unwrap_or_default();
        match head.to_ascii_lowercase().as_str() {
            "id" | "ind" | "in" | "indonesian" => Self::Id,
            "en" | "eng" | "english" => Self::En,
            _ => Self::Other,
        }
    }
}

/// The language of a text, told by its everyday words in a bounded sample. Malay and the other languages that share
/// words with the two come out as [`Lang::Other`], as do other scripts and texts without a single everyday word.
pub fn detect(text: &str) -> Lang {
    let mut seen = Seen::default();
    for window in windows(text) {
        seen.read(window);
    }
    seen.verdict(text)
}

/// No everyday word has more letters.
const LONGEST: usize = 12;

/// Bytes of one sample window.
const WINDOW: usize = 2048;

/// Up to three stretches of a text: its beginning, which in scraped pages is navigation, and two from further in.
fn windows(text: &str) -> impl Iterator<Item = &str> {
    let starts = if text.len() <= 3 * WINDOW {
        vec![(0, text.len())]
    } else {
        [0, text.len() / 3, text.len() / 3 * 2]
            .map(|at| (at, at + WINDOW))
            .to_vec()
    };
    starts.into_iter().map(|(from, to)| {
        let from = text.floor_char_boundary(from);
        let to = text.floor_char_boundary(to);
        text.get(from..to).unwrap_or_default()
    })
}

/// Counts over a sample.
#[derive(Default)]
struct Seen {
    /// Letters of the Latin script.
    latin: usize,
    /// Letters of any other script.
    foreign: usize,
    words: usize,
    indonesian: usize,
    english: usize,
    own: usize,
    malay: usize,
}

impl Seen {
    fn read(&mut self, sample: &str) {
        let meanings = words::meanings();
        let bytes = sample.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() && !byte.is_ascii_alphabetic() {
                at += 1;
                continue;
            }
            let start = at;
            while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                at += 1;
            }
            if bytes.get(at).is_none_or(u8::is_ascii) {
                self.tell(meanings, sample, Span::new(start, at));
                continue;
            }
            let rest = sample.get(start..).unwrap_or_default();
            let end = rest.find(|ch: char| !ch.is_alphabetic());
            let word = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            at = start + word.len();
            if at == start {
                at += rest.chars().next().map_or(1, char::len_utf8);
            } else if word.is_ascii() {
                self.tell(meanings, sample, Span::new(start, at));
            } else {
                self.uneven(word);
            }
        }
    }

    /// Counts a word with letters outside ASCII.
    fn uneven(&mut self, word: &str) {
        let letters = word.chars().count();
        if word.chars().all(|ch| ch < '\u{250}') {
            self.latin += letters;
        } else {
            // A character of the East Asian scripts says as much as a few letters.
            let east = word.chars().any(|ch| ch > '\u{2e80}');
            self.foreign += if east { 3 } else { 1 } * letters;
        }
        self.words += 1;
    }

    /// Counts a word of ASCII.
    #[inline]
    fn tell(&mut self, meanings: &Listed<Meaning>, sample: &str, word: Span) {
        self.latin += word.len();
        self.words += 1;
        if word.len() > LONGEST {
            return;
        }
        let meaning = meanings.get_in(sample, word);
        let (id, en) = (meaning.tells(Lang::Id), meaning.tells(Lang::En));
        self.indonesian += usize::from(id.common);
        self.english += usize::from(en.common || en.own);
        self.own += usize::from(id.own);
        self.malay += usize::from(id.malay);
    }

    fn verdict(&self, text: &str) -> Lang {
        if self.foreign * 2 > self.latin {
            return Lang::Other;
        }
        let hits = self.indonesian.max(self.english);
        // Prose of either language has an everyday word in every eight or more often, headlines fewer. Where they are
        // rare the letters decide, over all the languages that whatlang knows.
        let sure = hits * 12 >= self.words && hits >= 4;
        if !sure {
            return match whatlang::detect(windows(text).next().unwrap_or_default()) {
                Some(info) if info.lang() == whatlang::Lang::Ind && self.malay <= self.own => {
                    Lang::Id
                }
                Some(info) if info.lang() == whatlang::Lang::Eng => Lang::En,
                Some(info) if info.is_reliable() => Lang::Other,
                _ if self.indonesian > self.english => Lang::Id,
                _ if self.english > self.indonesian => Lang::En,
                _ => Lang::Other,
            };
        }
        if self.english > self.indonesian {
            Lang::En
        } else if self.malay > self.own && self.malay > 1 {
            Lang::Other
        } else {
            Lang::Id
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_of_both_languages_is_told_apart() {
        assert_eq!(
            detect(
                "Perusahaan itu belum mengumumkan kapan ponsel barunya akan dijual di Indonesia."
            ),
            Lang::Id
        );
        assert_eq!(
            detect("The company has not said when its new phone will go on sale in the country."),
            Lang::En
        );
    }

    #[test]
    fn other_languages_stay_other() {
        for text in [
            "Syarikat itu berkata telefon baharu akan dijual kerana permintaan pengguna yang tinggi, manakala harganya tidak berbeza daripada dahulu.",
            "Het bedrijf heeft nog niet gezegd wanneer de nieuwe telefoon in de winkels ligt, maar het duurt niet lang meer.",
            "La empresa no ha dicho cuándo saldrá a la venta su nuevo teléfono en el país, pero no falta mucho.",
            "这家公司还没有宣布新手机什么时候开始销售。",
            "این شرکت هنوز اعلام نکرده است که گوشی جدید چه زمانی عرضه می‌شود.",
            "",
            "1234 5678",
        ] {
            assert_eq!(detect(text), Lang::Other, "{text}");
        }
    }

    #[test]
    fn navigation_before_the_article_does_not_decide() {
        let menu = "Home News Sport Culture Business Search Jobs Video Login ".repeat(60);
        let prose =
            "Perusahaan itu belum mengumumkan kapan ponsel barunya akan dijual di Indonesia. "
                .repeat(120);
        assert_eq!(detect(&(menu + &prose)), Lang::Id);
    }

    #[test]
    fn telegrams_are_english() {
        assert_eq!(
            detect(
                "Shr loss six cts vs profit 18 cts\n    Net loss 156,000 vs profit 212,000\n    Revs 5,094,000 vs 6.1 mln"
            ),
            Lang::En
        );
    }

    #[test]
    fn codes_name_languages() {
        assert_eq!(Lang::of_code("id_ID.UTF-8"), Lang::Id);
        assert_eq!(Lang::of_code("en-GB"), Lang::En);
        assert_eq!(Lang::of_code("ms"), Lang::Other);
    }
}
