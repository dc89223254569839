//! A key as a user presses and writes it: `j`, `ctrl-d`, `shift-tab`, `g g`.
//!
//! Written and pressed chords are brought to one form, the one that an ordinary terminal can send: a shifted letter is
//! the capital letter, `ctrl-i` is `tab`, `ctrl-m` is `enter`, `ctrl-[` is `esc`.

use std::fmt;
use std::str::FromStr;

use super::suggest;

/// A key of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A character, as it would be typed.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab; backwards with shift.
    Tab,
    /// The key that erases to the left.
    Backspace,
    /// The key that erases to the right.
    Delete,
    /// Insert.
    Insert,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// The keys with a name, the name that is shown first.
const NAMED: &[(&str, Key)] = &[
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("space", Key::Char(' ')),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("insert", Key::Insert),
    ("left", Key::Left),
    ("right", Key::Right),
    ("up", Key::Up),
    ("down", Key::Down),
    ("home", Key::Home),
    ("end", Key::End),
    ("pgup", Key::PageUp),
    ("pgdn", Key::PageDown),
    ("return", Key::Enter),
    ("escape", Key::Esc),
    ("del", Key::Delete),
    ("ins", Key::Insert),
    ("pageup", Key::PageUp),
    ("pagedown", Key::PageDown),
];

/// The highest function key that terminals send.
const LAST_F: u8 = 24;

/// A key with the modifiers held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    key: Key,
    mods: Mods,
}

/// The modifiers held with a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mods {
    /// Control.
    pub ctrl: bool,
    /// Alt, also called Meta or Option.
    pub alt: bool,
    /// Shift; never with a character, which is then another character.
    pub shift: bool,
}

impl Chord {
    /// The chord of a key and the modifiers held, in its one form.
    pub fn new(key: Key, mods: Mods) -> Self {
        let Mods { ctrl, alt, shift } = mods;
        match key {
            Key::Char('i' | 'I') if ctrl => Self::new(
                Key::Tab,
                Mods {
                    ctrl: false,
                    ..mods
                },
            ),
            Key::Char('m' | 'M') if ctrl => Self::new(
                Key::Enter,
                Mods {
                    ctrl: false,
                    ..mods
                },
            ),
            Key::Char('[') if ctrl => Self::new(
                Key::Esc,
                Mods {
                    ctrl: false,
                    ..mods
                },
            ),
            Key::Char(ch) => {
                let capital = shift && !ctrl && ch.is_lowercase() && ch.to_uppercase().count() == 1;
                let ch = match ch {
                    _ if ctrl => ch.to_ascii_lowercase(),
                    _ if capital => ch.to_uppercase().next().unwrap_or(ch),
                    _ => ch,
                };
                Self {
                    key: Key::Char(ch),
                    mods: Mods {
                        ctrl,
                        alt,
                        shift: false,
                    },
                }
            }
            _ => Self { key, mods },
        }
    }

    /// The same without `alt`; `None` where `alt` is not held.
    pub fn without_alt(self) -> Option<Self> {
        let mods = Mods {
            alt: false,
            ..self.mods
        };
        self.mods.alt.then(|| Self::new(self.key, mods))
    }

    /// The chord of a character alone.
    pub fn of(ch: char) -> Self {
        Self::new(Key::Char(ch), Mods::default())
    }

    /// The key.
    pub const fn key(self) -> Key {
        self.key
    }

    /// The modifiers.
    pub const fn mods(self) -> Mods {
        self.mods
    }

    /// The character that the chord types in a line.
    pub const fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(ch) if !self.mods.ctrl && !self.mods.alt => Some(ch),
            _ => None,
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.mods.ctrl, "ctrl-"),
            (self.mods.alt, "alt-"),
            (self.mods.shift, "shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        match (self.key, NAMED.iter().find(|(_, key)| *key == self.key)) {
            (_, Some((name, _))) => f.write_str(name),
            (Key::Char(ch), None) => write!(f, "{ch}"),
            (Key::F(number), None) => write!(f, "f{number}"),
            (key, None) => write!(f, "{key:?}"),
        }
    }
}

/// A chord that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChordError {
    /// It names no key.
    #[error("`{written}` is not a key{}; expected a character, `enter`, `space`, `pgdn`, `f5` …, with `ctrl-`, `alt-` or `shift-` before it", suggest::did_you_mean(.nearest.as_deref()))]
    Unknown {
        /// As written.
        written: String,
        /// What may have been meant.
        nearest: Option<String>,
    },
    /// No key at all.
    #[error("the key is empty; to give an action no key, write an empty list: `[]`")]
    Empty,
}

impl FromStr for Chord {
    type Err = ChordError;

    fn from_str(written: &str) -> Result<Self, ChordError> {
        let mut mods = Mods::default();
        let mut rest = written;
        loop {
            if let Some(after) = strip(rest, "ctrl-") {
                mods.ctrl = true;
                rest = after;
            } else if let Some(after) = strip(rest, "alt-") {
                mods.alt = true;
                rest = after;
            } else if let Some(after) = strip(rest, "shift-") {
                mods.shift = true;
                rest = after;
            } else {
                break;
            }
        }
        match key(rest) {
            Some(key) => Ok(Self::new(key, mods)),
            None if written.is_empty() => Err(ChordError::Empty),
            None => Err(ChordError::Unknown {
                written: written.to_owned(),
                nearest: mended(written),
            }),
        }
    }
}

/// What follows the modifier, in either case, where a key does.
fn strip<'a>(text: &'a str, modifier: &str) -> Option<&'a str> {
    let head = text.get(..modifier.len())?;
    let rest = text.get(modifier.len()..)?;
    (head.eq_ignore_ascii_case(modifier) && !rest.is_empty()).then_some(rest)
}

/// The key of this name.
fn key(name: &str) -> Option<Key> {
    let mut chars = name.chars();
    if let (Some(ch), None) = (chars.next(), chars.next()) {
        return (!ch.is_control() && !ch.is_whitespace()).then_some(Key::Char(ch));
    }
    let lower = name.to_ascii_lowercase();
    if let Some(&(_, key)) = NAMED.iter().find(|(known, _)| *known == lower) {
        return Some(key);
    }
    let number: u8 = lower.strip_prefix('f')?.parse().ok()?;
    (lower == format!("f{number}") && (1..=LAST_F).contains(&number)).then_some(Key::F(number))
}

/// The chord with each of its parts replaced by the nearest that exists.
fn mended(written: &str) -> Option<String> {
    let parts: Vec<&str> = written.split(['-', '+']).collect();
    let (last, mods) = parts.split_last()?;
    let mut mended = String::new();
    for part in mods {
        mended.push_str(suggest::nearest(part, ["ctrl", "alt", "shift"])?);
        mended.push('-');
    }
    match key(last) {
        Some(_) => mended.push_str(last),
        None => mended.push_str(suggest::nearest(last, NAMED.iter().map(|(name, _)| *name))?),
    }
    mended.parse::<Chord>().is_ok().then_some(mended)
}

/// Chords pressed one after another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sequence(Vec<Chord>);

impl Sequence {
    /// The chords, one at least.
    pub fn chords(&self) -> &[Chord] {
        &self.0
    }
}

impl FromStr for Sequence {
    type Err = ChordError;

    fn from_str(written: &str) -> Result<Self, ChordError> {
        let chords: Vec<Chord> = written
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        if chords.is_empty() {
            return Err(ChordError::Empty);
        }
        Ok(Self(chords))
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, chord) in self.0.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}{chord}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(written: &str) -> String {
        written.parse::<Sequence>().unwrap().to_string()
    }

    #[test]
    fn written_chords() {
        for (written, expected) in [
            ("j", "j"),
            ("G", "G"),
            ("shift-g", "G"),
            ("?", "?"),
            ("<", "<"),
            ("-", "-"),
            ("ctrl--", "ctrl--"),
            ("ctrl-d", "ctrl-d"),
            ("Ctrl-D", "ctrl-d"),
            ("alt-ctrl-x", "ctrl-alt-x"),
            ("shift-tab", "shift-tab"),
            ("Return", "enter"),
            ("escape", "esc"),
            ("PageDown", "pgdn"),
            ("f5", "f5"),
            ("ctrl-space", "ctrl-space"),
            ("é", "é"),
            ("g  g", "g g"),
        ] {
            assert_eq!(shown(written), expected, "{written}");
        }
    }

    #[test]
    fn keys_that_a_terminal_cannot_tell_apart_are_one() {
        assert_eq!(shown("ctrl-i"), "tab");
        assert_eq!(shown("ctrl-m"), "enter");
        assert_eq!(shown("ctrl-["), "esc");
        assert_eq!(shown("ctrl-shift-i"), "shift-tab");
    }

    #[test]
    fn mistakes_are_explained() {
        for (written, nearest) in [
            ("ctlr-q", Some("ctrl-q")),
            ("ctrl+q", Some("ctrl-q")),
            ("entre", Some("enter")),
            ("alt-pgdwn", Some("alt-pgdn")),
            ("f25", None),
            ("f05", None),
            ("hyper-x", None),
            ("ctrl-", None),
            ("gg", None),
        ] {
            let expected = ChordError::Unknown {
                written: written.into(),
                nearest: nearest.map(str::to_owned),
            };
            assert_eq!(written.parse::<Chord>(), Err(expected));
        }
        assert_eq!("  ".parse::<Sequence>(), Err(ChordError::Empty));
    }

    fn any_key() -> impl Strategy<Value = Key> {
        prop_oneof![
            "[!-~a-zA-Zäé漢]".prop_map(|text| Key::Char(text.chars().next().unwrap())),
            proptest::sample::select(NAMED).prop_map(|(_, key)| key),
            (1..=LAST_F).prop_map(Key::F),
        ]
    }

    proptest! {
        #[test]
        fn shown_chord_reads_back(key in any_key(), ctrl: bool, alt: bool, shift: bool) {
            let chord = Chord::new(key, Mods { ctrl, alt, shift });
            prop_assert_eq!(chord.to_string().parse::<Chord>(), Ok(chord));
        }

        #[test]
        fn nothing_panics(written in any::<String>()) {
            if let Ok(sequence) = written.parse::<Sequence>() {
                prop_assert_eq!(sequence.to_string().parse::<Sequence>(), Ok(sequence));
            }
        }
    }
}
