//! What the terminal is asked at the start, and what it answers: the colour of its ground (OSC 11), its name and version
//! (XTVERSION), how many colours a picture in sixels may have (XTSMGRAPHICS), and last what it can do (primary device
//! attributes), which every terminal answers: what has not come before it does not come.

use crate::app::pictures::Sight;
use crate::app::{Ground, Msg};

/// What is asked for the colour of the ground.
const GROUND: &str = "\u{1b}]11;?\u{1b}\\";
/// What is asked for the name of the terminal and how it shows pictures.
const SIGHT: &str = "\u{1b}[>q\u{1b}[?1;1;0S";
/// What every terminal answers.
const LAST: &str = "\u{1b}[c";

/// What the terminal is to be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    /// The colour of its ground.
    pub ground: bool,
    /// How it shows pictures.
    pub sight: bool,
}

impl Questions {
    /// Whether anything is asked.
    pub const fn any(self) -> bool {
        self.ground || self.sight
    }

    /// The codes that ask.
    pub(super) fn codes(self) -> String {
        let parts = [(self.ground, GROUND), (self.sight, SIGHT), (true, LAST)];
        let asked = parts.into_iter().filter(|(asked, _)| *asked);
        asked.map(|(_, codes)| codes).collect()
    }
}

/// The answers of the terminal, as they come.
#[derive(Debug, Default)]
pub(super) struct Answers {
    /// Bytes that may be the beginning of an answer.
    held: Vec<u8>,
    name: String,
    sixel: bool,
    colours: Option<u16>,
}

/// What bytes of the terminal were.
#[derive(Debug)]
pub(super) enum Heard {
    /// Answers, or the beginning of one; what they say.
    Answers(Vec<Msg>),
    /// The last answer, with what the others say.
    Last(Vec<Msg>),
    /// Answers, and then bytes that are none: keys.
    Keys(Vec<Msg>, Vec<u8>),
}

impl Answers {
    /// Takes the next bytes that came from the terminal.
    pub(super) fn hear(&mut self, bytes: &[u8]) -> Heard {
        self.held.extend_from_slice(bytes);
        let mut said = Vec::new();
        loop {
            match answer(&self.held) {
                Next::More => return Heard::Answers(said),
                Next::None => return Heard::Keys(said, std::mem::take(&mut self.held)),
                Next::Text(text, taken) => {
                    self.held.drain(..taken);
                    said.extend(self.take(&text));
                }
                Next::Sequence(text, taken) => {
                    self.held.drain(..taken);
                    if let Some(able) = text.strip_suffix('c') {
                        self.sixel = able.split(';').skip(1).any(|part| part == "4");
                        said.extend(self.sight().map(Msg::Saw));
                        if self.held.is_empty() {
                            return Heard::Last(said);
                        }
                        return Heard::Keys(said, std::mem::take(&mut self.held));
                    }
                    self.colours = registers(&text).or(self.colours);
                }
            }
        }
    }

    /// Bytes that looked like the beginning of an answer and were none.
    pub(super) fn give_back(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.held)
    }

    /// Takes an answer that is a text: the colour of the ground, or the name of the terminal.
    pub(super) fn take(&mut self, text: &str) -> Option<Msg> {
        if let Some(name) = text.strip_prefix(">|") {
            name.clone_into(&mut self.name);
            return None;
        }
        text.starts_with("11;")
            .then(|| ground(text).map(Msg::Told))?
    }

    /// How the terminal shows pictures, as far as it has said.
    pub(super) fn sight(&self) -> Option<Sight> {
        let (name, version) = split(&self.name);
        // Others know the protocol, but not the cells that name a picture.
        if name == "ghostty" || name == "kitty" && version >= (0, 28) {
            Some(Sight::Kitty)
        } else if ["iTerm2", "WezTerm", "mintty"].contains(&name) {
            Some(Sight::Iterm)
        } else if self.sixel {
            let colours = self.colours.filter(|count| *count > 1);
            Some(Sight::sixel(colours))
        } else {
            None
        }
    }
}

/// What stands at the beginning of what came.
enum Next {
    /// Perhaps an answer that is not complete.
    More,
    /// No answer.
    None,
    /// A text between its signs, and the bytes that it took.
    Text(String, usize),
    /// A sequence, behind its `?`, and the bytes that it took.
    Sequence(String, usize),
}

fn answer(bytes: &[u8]) -> Next {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match bytes {
        [] | [0x1b] | [0x1b, b'['] => Next::More,
        [0x1b, b']' | b'P', rest @ ..] => {
            let ends = rest.iter().position(|byte| [0x07, 0x1b].contains(byte));
            let Some((inside, end)) = ends.and_then(|at| rest.split_at_checked(at)) else {
                return if rest.len() > LONGEST {
                    Next::None
                } else {
                    Next::More
                };
            };
            match end {
                [0x07, ..] => Next::Text(text(inside), inside.len() + 3),
                [0x1b] => Next::More,
                [0x1b, b'\\', ..] => Next::Text(text(inside), inside.len() + 4),
                _ => Next::None,
            }
        }
        [0x1b, b'[', b'?', rest @ ..] => {
            let end = rest.iter().position(|byte| (0x40..=0x7e).contains(byte));
            match end.and_then(|at| rest.get(..=at)) {
                Some(inside) => Next::Sequence(text(inside), inside.len() + 3),
                None if rest.len() > LONGEST => Next::None,
                None => Next::More,
            }
        }
        _ => Next::None,
    }
}

/// Bytes of an answer at most.
const LONGEST: usize = 200;

/// The colours that sixels may have, of an answer `1;0;256S`.
fn registers(text: &str) -> Option<u16> {
    text.strip_prefix("1;0;")?.strip_suffix('S')?.parse().ok()
}

/// The name of a terminal and its version, of `kitty(0.35.2)` and `WezTerm 20240203`.
fn split(name: &str) -> (&str, (u32, u32)) {
    let (name, version) = name.split_once(['(', ' ']).unwrap_or((name, ""));
    let mut numbers = version
        .split(|ch: char| !ch.is_ascii_digit())
        .map(|number| number.parse().unwrap_or(0));
    let major = numbers.next().unwrap_or(0);
    (name, (major, numbers.next().unwrap_or(0)))
}

/// Whether the colour of an answer, `11;rgb:hhhh/hhhh/hhhh` with one to four digits each, is light or dark.
fn ground(answer: &str) -> Option<Ground> {
    let (_, colour) = answer.split_once(':')?;
    let mut parts = colour.split('/').map(|part| {
        let most = (1_u32 << (4 * part.len().min(4))) - 1;
        let value = u32::from_str_radix(part, 16).ok()?;
        (most > 0).then(|| f64::from(value) / f64::from(most))
    });
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    // The luma of ITU-R BT.601, which is enough to tell light from dark.
    let luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    Some(if luma > 0.5 {
        Ground::Light
    } else {
        Ground::Dark
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What terminals say: ground, sight, and the bytes that were none of it.
    fn heard(bytes: &[u8]) -> (Option<Ground>, Option<Sight>, Vec<u8>) {
        // Cut anywhere, an answer means the same.
        let whole = heard_in(&[bytes]);
        for at in 0..bytes.len() {
            let (one, other) = bytes.split_at(at);
            assert_eq!(heard_in(&[one, other]), whole, "{at}");
        }
        whole
    }

    fn heard_in(parts: &[&[u8]]) -> (Option<Ground>, Option<Sight>, Vec<u8>) {
        let mut answers = Answers::default();
        let (mut ground, mut sight, mut keys) = (None, None, Vec::new());
        for part in parts {
            if !keys.is_empty() {
                keys.extend_from_slice(part);
                continue;
            }
            let (said, rest) = match answers.hear(part) {
                Heard::Answers(said) | Heard::Last(said) => (said, Vec::new()),
                Heard::Keys(said, rest) => (said, rest),
            };
            keys = rest;
            for msg in said {
                match msg {
                    Msg::Told(told) => ground = Some(told),
                    Msg::Saw(saw) => sight = Some(saw),
                    other => panic!("{other:?}"),
                }
            }
        }
        keys.extend(answers.give_back());
        (ground, sight, keys)
    }

    #[test]
    fn terminals_say_how_they_show_pictures() {
        let sixel = |colours| Some(Sight::Sixel { colours });
        for (name, answers, sight) in [
            (
                "xterm, as a VT340",
                &b"\x1bP>|XTerm(379)\x1b\\\x1b[?1;0;16S\x1b[?63;1;2;4;6;9;15;22c"[..],
                sixel(16),
            ),
            (
                "xterm",
                b"\x1bP>|XTerm(379)\x1b\\\x1b[?1;3;0S\x1b[?64;1;2;6;9;15;22c",
                None,
            ),
            (
                "kitty",
                b"\x1bP>|kitty(0.35.2)\x1b\\\x1b[?62;c",
                Some(Sight::Kitty),
            ),
            (
                "an older one",
                b"\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c",
                None,
            ),
            (
                "Ghostty",
                b"\x1bP>|ghostty 1.1.0\x1b\\\x1b[?62;22c",
                Some(Sight::Kitty),
            ),
            (
                "WezTerm",
                b"\x1bP>|WezTerm 20240203-110809-5046fc22\x1b\\\x1b[?65;4;6;18;22c",
                Some(Sight::Iterm),
            ),
            (
                "iTerm2",
                b"\x1bP>|iTerm2 3.5.3\x1b\\\x1b[?64;1;2;4;6;17;18;21;22c",
                Some(Sight::Iterm),
            ),
            (
                "foot",
                b"\x1bP>|foot(1.16.2)\x1b\\\x1b[?1;0;1024S\x1b[?62;4;22c",
                sixel(256),
            ),
            (
                "tmux with sixels",
                b"\x1bP>|tmux 3.4\x1b\\\x1b[?1;2;4c",
                sixel(256),
            ),
            ("one that says nothing else", b"\x1b[?1;2c", None),
            ("a VT420, whose class is no ability", b"\x1b[?4;1c", None),
        ] {
            assert_eq!(heard(answers), (None, sight, Vec::new()), "{name}");
        }
    }

    #[test]
    fn grounds_are_told_by_whoever_gives_them() {
        for (answer, told) in [
            (&b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\"[..], Ground::Light),
            (b"\x1b]11;rgb:0000/2b2b/3636\x07", Ground::Dark),
            (b"\x1b]11;rgb:FD/F6/E3\x1b\\", Ground::Light),
            (b"\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x1b\\", Ground::Dark),
        ] {
            assert_eq!(heard(answer), (Some(told), None, Vec::new()));
        }
        assert_eq!(heard(b"\x1b]11;rgb:zz\x1b\\"), (None, None, Vec::new()));
    }

    #[test]
    fn keys_are_given_back_whenever_they_were_pressed() {
        let (ground, sight, keys) = heard(b"\x1b]11;rgb:0/0/0\x07jk");
        assert_eq!(
            (ground, sight, &keys[..]),
            (Some(Ground::Dark), None, &b"jk"[..])
        );
        let (_, sight, keys) = heard(b"\x1bP>|foot(1.16.2)\x1b\\\x1b[?62;4c/");
        assert_eq!((sight, &keys[..]), (Some(Sight::sixel(None)), &b"/"[..]));
        for keys in [&b"j"[..], b"\x1b", b"\x1b[A", b"\x1b[200~a\x1b[201~"] {
            assert_eq!(heard(keys), (None, None, keys.to_vec()));
        }
    }

    #[test]
    fn what_never_ends_is_no_answer() {
        let endless = [b"\x1b]11;rgb:".as_slice(), &[b'f'; 2 * LONGEST]].concat();
        let (ground, _, keys) = heard_in(&[&endless]);
        assert_eq!((ground, keys), (None, endless));
    }
}
