//! Characters made safe and right: what every text of an archive goes through before it leaves this floor.
//!
//! Nothing readable is deleted. What a terminal could obey is shown as its control picture, what turns text around
//! as the replacement character; what nobody can see (soft hyphens, zero-width spaces, direction marks) goes.

use super::{entity, mojibake};

/// What was repaired, each named once, in the order it was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Repairs(Vec<&'static str>);

impl Repairs {
    /// Names one more repair.
    pub(super) fn note(&mut self, what: &'static str) {
        if !self.0.contains(&what) {
            self.0.push(what);
        }
    }

    /// The names.
    pub(super) fn into_names(self) -> Vec<&'static str> {
        self.0
    }
}

/// Broken UTF-8 that was read as another character set.
pub(super) const MOJIBAKE: &str = "mojibake";
/// `&amp;` and its like in what should be plain text.
pub(super) const ENTITIES: &str = "entities";
/// Control characters.
pub(super) const CONTROLS: &str = "control characters";
/// Characters that turn the direction of text.
pub(super) const DIRECTION: &str = "direction marks";
/// Characters without width or meaning.
pub(super) const INVISIBLE: &str = "invisible characters";
/// Lines broken at a fixed width, joined to paragraphs.
pub(super) const WRAPPED: &str = "hard line breaks";
/// Bytes that made no sense in the character set.
pub(super) const BYTES: &str = "damaged bytes";
/// The structure of a page was beyond repair, and only its words were kept.
pub(super) const STRUCTURE: &str = "page structure";

/// Every name of a repair.
pub const REPAIRS: &[&str] = &[
    MOJIBAKE, ENTITIES, CONTROLS, DIRECTION, INVISIBLE, WRAPPED, BYTES, STRUCTURE,
];

/// Characters made safe: line breaks of every kind become `\n`, tabs a space, and no control, direction or invisible
/// character is left. Mojibake is repaired where it is certain. Spaces and line breaks are kept as they are.
pub(super) fn characters(raw: &str, repairs: &mut Repairs) -> String {
    if raw.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return raw.to_owned();
    }
    match mojibake::repaired(raw) {
        Some(text) => {
            repairs.note(MOJIBAKE);
            safe(&text, repairs)
        }
        None => safe(raw, repairs),
    }
}

/// One line: as [`characters`], entities read, every stretch of white space one space, none at the ends.
pub(super) fn line(raw: &str, repairs: &mut Repairs) -> String {
    let text = characters(&plain(raw, repairs), repairs);
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Plain text with its entities read.
pub(super) fn plain<'a>(raw: &'a str, repairs: &mut Repairs) -> std::borrow::Cow<'a, str> {
    match entity::decoded(raw) {
        Some(text) => {
            repairs.note(ENTITIES);
            text.into()
        }
        None => raw.into(),
    }
}

/// More marks than this on one letter are no writing.
const MARKS: usize = 12;

/// The pass over all characters.
fn safe(raw: &str, repairs: &mut Repairs) -> String {
    let raw = raw.trim_matches(|ch: char| matches!(ch, '\0' | '\u{3}' | '\u{4}' | '\u{1a}'));
    let windows = raw.chars().any(|ch| matches!(ch, '\u{91}'..='\u{97}'));
    let mut out = String::with_capacity(raw.len());
    let mut marks = 0;
    let mut chars = raw.chars().peekable();
    while let Some(ch) = chars.next() {
        if combining(ch) {
            marks += 1;
            if marks <= MARKS {
                out.push(ch);
            } else {
                repairs.note(INVISIBLE);
            }
            continue;
        }
        marks = 0;
        match ch {
            '\n' | ' '..='~' => out.push(ch),
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\t' | '\u{a0}' => out.push(' '),
            '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{85}' if !windows => out.push('\n'),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => {
                repairs.note(CONTROLS);
                out.push(shown(ch));
            }
            '\u{202d}' | '\u{202e}' => {
                repairs.note(DIRECTION);
                out.push(char::REPLACEMENT_CHARACTER);
            }
            '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
            | '\u{202a}'..='\u{202c}'
            | '\u{2066}'..='\u{2069}' => {
                repairs.note(DIRECTION);
            }
            '\u{200c}' | '\u{200d}' if joins(out.chars().next_back(), chars.peek().copied()) => {
                out.push(ch);
            }
            '\u{e0020}'..='\u{e007f}' if tagged(&out) => out.push(ch),
            _ if invisible(ch) => repairs.note(INVISIBLE),
            _ => out.push(ch),
        }
    }
    out
}

/// How a control character is shown: C0 and DEL as control pictures, C1 as the windows-1252 character it was meant
/// to be, or else the replacement character.
fn shown(ch: char) -> char {
    match ch {
        '\0'..='\u{1f}' => {
            char::from_u32(0x2400 + ch as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        '\u{7f}' => '\u{2421}',
        _ => mojibake::windows(ch as u8).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// Marks that stack on the letter before.
fn combining(ch: char) -> bool {
    matches!(ch, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Whether a joiner between these two does something: between letters of joining scripts and between emoji.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let scripts = |ch: Option<char>| ch.is_some_and(|ch| ch > '\u{2ff}' && !ch.is_whitespace());
    scripts(before) && scripts(after)
}

/// Whether the text ends inside a flag of a region, which is written with tag characters.
fn tagged(out: &str) -> bool {
    out.chars()
        .next_back()
        .is_some_and(|ch| ch == '\u{1f3f4}' || ('\u{e0020}'..='\u{e007f}').contains(&ch))
}

/// Characters that nobody sees and nothing needs.
fn invisible(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
        && !matches!(ch, '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn clean(raw: &str) -> (String, Vec<&'static str>) {
        let mut repairs = Repairs::default();
        let text = characters(raw, &mut repairs);
        (text, repairs.into_names())
    }

    #[test]
    fn controls_are_shown_and_ends_are_trimmed() {
        assert_eq!(
            clean("Semiconducto\u{1b}[Br Division\n\u{3}"),
            ("Semiconducto␛[Br Division\n".to_owned(), vec![CONTROLS])
        );
        assert_eq!(clean("\0a\u{7f}b\u{9f}c\u{81}d").0, "a␡bŸc\u{fffd}d");
    }

    #[test]
    fn lines_end_one_way() {
        assert_eq!(
            clean("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\tg\u{a0}h").0,
            "a\nb\nc\nd\ne\nf g h"
        );
        assert_eq!(clean("\u{93}a\u{85}\u{94}").0, "“a…”");
    }

    #[test]
    fn direction_marks_go_and_overrides_show() {
        assert_eq!(
            clean("a\u{200f}\u{202b}b\u{202c}\u{2067}c\u{2069}").0,
            "abc"
        );
        assert_eq!(clean("gpj.\u{202e}exe").0, "gpj.\u{fffd}exe");
    }

    #[test]
    fn joiners_stay_where_they_join() {
        assert_eq!(clean("می\u{200c}دهد").0, "می\u{200c}دهد");
        assert_eq!(clean("👩\u{200d}💻").0, "👩\u{200d}💻");
        assert_eq!(clean("ka\u{200d}ta\u{ad}\u{200b}").0, "kata");
    }

    #[test]
    fn a_line_has_single_spaces_and_read_entities() {
        let mut repairs = Repairs::default();
        assert_eq!(
            line("  AT&amp;T \n &#8220;baru&#8221; ", &mut repairs),
            "AT&T “baru”"
        );
        assert_eq!(repairs.into_names(), [ENTITIES]);
    }

    #[test]
    fn stacked_marks_end_somewhere() {
        let tower = format!("a{}", "\u{301}".repeat(1000));
        assert_eq!(clean(&tower).0.chars().count(), 1 + MARKS);
    }

    proptest! {
        #[test]
        fn nothing_a_terminal_obeys_is_left(raw in any::<String>()) {
            let (text, _) = clean(&raw);
            prop_assert!(text.chars().all(|ch| ch == '\n' || !ch.is_control()));
            let turning = ['\u{202e}', '\u{2066}', '\u{200f}', '\u{feff}'];
            prop_assert!(!text.contains(turning));
            prop_assert_eq!(clean(&text).0, text);
        }
    }
}
