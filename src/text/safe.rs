//! The only text that may reach a screen, standard output, a title, a clipboard or another program.
//!
//! What an archive holds can carry terminal commands, marks that reverse the order of reading, and marks that nobody
//! sees. [`Safe`] holds none of them:
//!
//! | in the text | becomes |
//! |---|---|
//! | line breaks (LF, CR, CR LF, VT, FF, U+2028, U+2029) | a space in a line, LF in a text |
//! | tab | a space; four where it indents a line of a text |
//! | other C0 controls and DEL | their pictures (U+2400 …), so that ESC is seen and does nothing |
//! | C1 controls, bidi overrides (U+202D, U+202E) | U+FFFD |
//! | other bidi marks, zero-width space, word joiner, byte order mark, soft hyphen, tag characters, fillers and all other default-ignorable characters | nothing |
//! | zero-width joiner and non-joiner | kept between two characters beyond ASCII, where they shape a cluster; else nothing |
//! | variation selectors | kept, one a character, after a character that can vary; else nothing |
//! | combining marks | kept, [`MARKS`] in a row at most |
//!
//! No other text is changed. Spans into a text hold for its safe form only where that was [borrowed](Safe::text) or
//! made before the spans.

use std::borrow::Cow;
use std::fmt;

use unicode_width::UnicodeWidthChar;

/// Combining marks on one character; the scripts in use need 8 at most.
const MARKS: u8 = 16;

/// Joiners in one cluster; the longest emoji in use has 4.
const JOINERS: u8 = 8;

/// What a tab at the beginning of a line becomes.
const INDENT: &str = "    ";

/// Text without anything that commands a terminal or deceives a reader.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Safe<'a>(Cow<'a, str>);

impl<'a> Safe<'a> {
    /// One line: line breaks and tabs become spaces. Borrowed where nothing changes.
    pub fn line(text: &'a str) -> Self {
        Self(cleaned(text, Breaks::Spaces))
    }

    /// A text of several lines: line breaks become LF. Borrowed where nothing changes.
    pub fn text(text: &'a str) -> Self {
        Self(cleaned(text, Breaks::Kept))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, owned.
    pub fn into_string(self) -> String {
        self.0.into_owned()
    }
}

impl fmt::Display for Safe<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Safe<'_> {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// What becomes of line breaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Breaks {
    Spaces,
    Kept,
}

/// What a character is to a terminal and its reader.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nature {
    /// Seen as it is.
    Plain,
    /// Takes no cell of its own and changes the character before it.
    Mark,
    /// U+200C or U+200D.
    Joiner,
    /// Chooses a form of the character before it.
    Selector,
    /// Ends a line.
    Break,
    /// A tab.
    Tab,
    /// Commands or deceives; shown as this character.
    Shown(char),
    /// Not seen, and may hide something.
    Hidden,
}

/// What `ch` is.
fn nature(ch: char) -> Nature {
    match ch {
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' => Nature::Plain,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => Nature::Break,
        '\t' => Nature::Tab,
        '\0'..='\u{1f}' => Nature::Shown(picture(ch)),
        '\u{7f}' => Nature::Shown('\u{2421}'),
        '\u{80}'..='\u{9f}' | '\u{202d}' | '\u{202e}' => Nature::Shown(char::REPLACEMENT_CHARACTER),
        '\u{200c}' | '\u{200d}' => Nature::Joiner,
        '\u{180b}'..='\u{180d}'
        | '\u{180f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' => Nature::Selector,
        _ if is_hidden(ch) => Nature::Hidden,
        _ if ch.width() == Some(0) => Nature::Mark,
        _ => Nature::Plain,
    }
}

/// The picture of a C0 control character.
fn picture(control: char) -> char {
    char::from_u32(0x2400 + u32::from(control)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The default-ignorable characters (Unicode 16, `DerivedCoreProperties.txt`) save joiners, selectors and overrides,
/// and the marks of interlinear annotation.
fn is_hidden(ch: char) -> bool {
    matches!(ch,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// The safe form of `text`.
fn cleaned(text: &str, breaks: Breaks) -> Cow<'_, str> {
    let calm = |ch: char| nature(ch) == Nature::Plain || (ch == '\n' && breaks == Breaks::Kept);
    let Some(at) = text
        .char_indices()
        .find(|&(_, ch)| !calm(ch))
        .map(|(at, _)| at)
    else {
        return Cow::Borrowed(text);
    };
    let (clean, rest) = text.split_at(at);
    let mut writer = Writer::after(clean, text.len(), breaks);
    let mut rest = rest.chars().peekable();
    while let Some(ch) = rest.next() {
        if ch == '\r' && rest.peek() == Some(&'\n') {
            continue;
        }
        writer.push(ch);
    }
    if writer.out == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(writer.out)
    }
}

/// Writes the safe form, a character at a time.
struct Writer {
    out: String,
    breaks: Breaks,
    /// The last character written.
    last: Option<char>,
    /// A joiner that is written if the next character can be joined.
    held: Option<char>,
    /// Marks since the last character that is none.
    marks: u8,
    /// Joiners since the last letter, digit or ASCII character.
    joiners: u8,
    /// Whether only white space was written in this line.
    indenting: bool,
}

impl Writer {
    /// A writer that has written `clean`, which needed no change.
    fn after(clean: &str, capacity: usize, breaks: Breaks) -> Self {
        let mut out = String::with_capacity(capacity);
        out.push_str(clean);
        let line = clean.rsplit('\n').next().unwrap_or_default();
        Self {
            last: clean.chars().next_back(),
            held: None,
            marks: 0,
            joiners: 0,
            indenting: line.chars().all(char::is_whitespace),
            out,
            breaks,
        }
    }

    /// Writes what becomes of `ch`.
    fn push(&mut self, ch: char) {
        match nature(ch) {
            Nature::Plain => self.put(ch),
            Nature::Shown(picture) => self.put(picture),
            Nature::Hidden => {}
            Nature::Break if self.breaks == Breaks::Kept => self.put('\n'),
            Nature::Tab if self.breaks == Breaks::Kept && self.indenting => {
                self.put(' ');
                self.out.push_str(INDENT.get(1..).unwrap_or_default());
            }
            Nature::Break | Nature::Tab => self.put(' '),
            Nature::Joiner => {
                if self.held.is_none() && self.joiners < JOINERS && self.last.is_some_and(joins) {
                    self.held = Some(ch);
                }
            }
            Nature::Selector => {
                if self.held.is_none() && self.last.is_some_and(varies) {
                    self.write(ch);
                }
            }
            Nature::Mark => {
                if self.marks < MARKS {
                    self.marks += 1;
                    self.join();
                    self.write(ch);
                    self.indenting = false;
                }
            }
        }
    }

    /// Writes a character that is seen.
    fn put(&mut self, ch: char) {
        if joins(ch) {
            self.join();
        }
        self.held = None;
        self.marks = 0;
        if ch.is_ascii() || ch.is_alphanumeric() {
            self.joiners = 0;
        }
        self.indenting = ch == '\n' || (self.indenting && ch.is_whitespace());
        self.write(ch);
    }

    /// Writes the joiner that waits.
    fn join(&mut self) {
        if let Some(joiner) = self.held.take() {
            self.joiners += 1;
            self.write(joiner);
        }
    }

    fn write(&mut self, ch: char) {
        self.out.push(ch);
        self.last = Some(ch);
    }
}

/// Whether a joiner beside `ch` can shape anything.
fn joins(ch: char) -> bool {
    !ch.is_ascii() && !ch.is_whitespace()
}

/// Whether a variation selector after `ch` can choose a form: after keycaps and anything beyond ASCII that is no
/// white space and no selector itself.
fn varies(ch: char) -> bool {
    matches!(ch, '0'..='9' | '#' | '*') || (joins(ch) && nature(ch) != Nature::Selector)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Characters that no safe text holds, whatever stands around them.
    fn is_forbidden(ch: char) -> bool {
        (ch.is_control() && ch != '\n')
            || matches!(u32::from(ch),
                0xad | 0x61c | 0x200b | 0x200e | 0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xe0000..=0xe00ff)
    }

    fn line(text: &str) -> String {
        Safe::line(text).into_string()
    }

    fn text(text: &str) -> String {
        Safe::text(text).into_string()
    }

    #[test]
    fn clean_text_is_borrowed() {
        for clean in [
            "",
            "Bertemu Bos Facebook",
            "“Tidak,” katanya – 100 %…",
            "小米公司",
            "می‌خواهم",
            "ภาษาไทย",
            "👩🏽‍💻 ❤️ 1️⃣",
            "क्‍ष",
        ] {
            assert!(matches!(Safe::line(clean).0, Cow::Borrowed(_)), "{clean}");
            assert_eq!(line(clean), clean);
        }
        assert!(matches!(Safe::text("satu\ndua\n").0, Cow::Borrowed(_)));
    }

    #[test]
    fn terminal_commands_are_seen_and_do_nothing() {
        let attacks = [
            ("\x1b[31mmerah", "␛[31mmerah"),
            ("\x1b]0;judul\x07", "␛]0;judul␇"),
            ("\x1b]52;c;cm0gLXJmCg==\x1b\\", "␛]52;c;cm0gLXJmCg==␛\\"),
            ("\u{9b}2J", "\u{fffd}2J"),
            ("\u{9d}8;;file:///\u{9c}", "\u{fffd}8;;file:///\u{fffd}"),
            ("aman\rjahat", "aman jahat"),
            ("x\x08\x08y\x7f", "x␈␈y␡"),
            ("\u{85}", "\u{fffd}"),
            ("a\0b", "a␀b"),
        ];
        for (attack, shown) in attacks {
            assert_eq!(line(attack), shown);
        }
    }

    #[test]
    fn reading_order_cannot_be_reversed() {
        assert_eq!(line("user\u{202e}txt.exe"), "user\u{fffd}txt.exe");
        assert_eq!(
            line("\u{2066}a\u{2069}\u{200f}b\u{61c}\u{202b}c\u{202c}"),
            "abc"
        );
    }

    #[test]
    fn unseen_marks_go() {
        assert_eq!(line("Xia\u{200b}o\u{ad}mi\u{feff}\u{2060}"), "Xiaomi");
        assert_eq!(line("Face\u{200d}book \u{200c}Inc"), "Facebook Inc");
        let smuggled: String = "😀\u{fe01}\u{e0101}\u{e0141}\u{e0142}".into();
        assert_eq!(line(&smuggled), "😀\u{fe01}");
        let tagged: String = "ok"
            .chars()
            .chain(
                "run"
                    .chars()
                    .map(|ch| char::from_u32(0xe0000 + u32::from(ch)).unwrap()),
            )
            .collect();
        assert_eq!(line(&tagged), "ok");
    }

    #[test]
    fn clusters_cannot_grow_without_bound() {
        let tower = format!("a{}", "\u{301}".repeat(10_000));
        assert_eq!(line(&tower).chars().count(), 1 + usize::from(MARKS));
        let chain = "👨\u{200d}".repeat(10_000);
        let joiners = line(&chain).chars().filter(|&ch| ch == '\u{200d}').count();
        assert_eq!(joiners, usize::from(JOINERS));
    }

    #[test]
    fn line_breaks_and_tabs() {
        assert_eq!(line("a\r\nb\nc\td\u{2028}e"), "a b c d e");
        assert_eq!(text("a\r\nb\rc\u{2029}d"), "a\nb\nc\nd");
        assert_eq!(text("if x:\n\t\treturn\ty"), "if x:\n        return y");
        assert_eq!(text("\tx"), "    x");
    }

    #[test]
    fn display_honours_width() {
        assert_eq!(
            format!("{:>4}|{:.1}", Safe::line("ab"), Safe::line("ab")),
            "  ab|a"
        );
    }

    /// Text as an attacker writes it: letters, emoji and everything that does something.
    fn hostile() -> impl Strategy<Value = String> {
        let pieces = vec![
            "a",
            "é",
            "م",
            "क",
            "्",
            "漢",
            "👨",
            "🏽",
            "1",
            " ",
            "\n",
            "\r",
            "\t",
            "\x1b",
            "\u{7f}",
            "\u{9b}",
            "\u{301}",
            "\u{fe0f}",
            "\u{e0101}",
            "\u{200c}",
            "\u{200d}",
            "\u{200b}",
            "\u{202e}",
            "\u{2028}",
            "\u{ad}",
            "\u{feff}",
            "\u{e0041}",
            "\u{600}",
            "🇮",
            "\u{3164}",
        ];
        proptest::collection::vec(
            prop_oneof![4 => proptest::sample::select(pieces).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)],
            0..40,
        )
        .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn nothing_forbidden_comes_out(raw in hostile()) {
            let one = line(&raw);
            prop_assert!(!one.chars().any(|ch| is_forbidden(ch) || ch == '\n'), "{:?}", one);
            prop_assert!(!text(&raw).chars().any(is_forbidden));
        }

        #[test]
        fn safe_text_stays_as_it_is(raw in hostile()) {
            let one = line(&raw);
            prop_assert_eq!(line(&one), one.clone());
            let many = text(&raw);
            prop_assert_eq!(text(&many), many.clone());
        }

        #[test]
        fn letters_and_their_order_stay(raw in hostile()) {
            let letters = |text: &str| text.chars().filter(|ch| ch.is_alphanumeric() && !is_hidden(*ch) && nature(*ch) == Nature::Plain).collect::<String>();
            prop_assert_eq!(letters(&raw), letters(&line(&raw)));
        }
    }
}
