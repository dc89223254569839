//! What the terminal answers when it is asked for the colour of its ground (OSC 11), sifted from the keys.
//!
//! The terminal library knows no such answer and gives it as keys: `alt-]`, the letters of the answer, and `alt-\` or
//! `ctrl-g` at its end. Keys that only look like its beginning are given back.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::Ground;

/// What asks for the colour.
pub(super) const QUESTION: &str = "\u{1b}]11;?\u{1b}\\";

/// How an answer begins.
const BEGINNING: &str = "11;rgb";

/// Letters of an answer, at most: `11;rgba:ffff/ffff/ffff/ffff`.
const LONGEST: usize = 28;

/// Takes the answer out of the events.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    held: Vec<Event>,
    answer: String,
}

/// What became of an event.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sifted {
    /// These are no answer.
    Events(Vec<Event>),
    /// It may belong to the answer.
    Held,
    /// The answer is complete.
    Answer(Option<Ground>),
}

impl Sieve {
    /// Takes the next event.
    pub(super) fn take(&mut self, event: Event) -> Sifted {
        let Event::Key(key) = event else {
            // Mouse and size may come between the letters of an answer.
            return Sifted::Events(vec![event]);
        };
        if self.held.is_empty() {
            return if is_alt(key, ']') {
                self.held.push(event);
                Sifted::Held
            } else {
                Sifted::Events(vec![event])
            };
        }
        self.held.push(event);
        let ends = is_alt(key, '\\') || is_ctrl(key, 'g');
        if ends && self.answer.starts_with(BEGINNING) {
            self.held.clear();
            return Sifted::Answer(ground(&std::mem::take(&mut self.answer)));
        }
        if let KeyCode::Char(ch) = key.code
            && !key
                .modifiers
                .intersects(KeyModifiers::ALT | KeyModifiers::CONTROL)
        {
            self.answer.push(ch.to_ascii_lowercase());
            if self.may_be_one() {
                return Sifted::Held;
            }
        }
        self.answer.clear();
        Sifted::Events(std::mem::take(&mut self.held))
    }

    /// Whether what has come so far can be the beginning of an answer.
    fn may_be_one(&self) -> bool {
        let answer = self.answer.as_str();
        let rest = answer.strip_prefix(BEGINNING);
        let fits = match rest {
            None => BEGINNING.starts_with(answer),
            Some(rest) => rest
                .chars()
                .all(|ch| ch.is_ascii_hexdigit() || ":/".contains(ch)),
        };
        fits && answer.len() <= LONGEST
    }
}

fn is_alt(key: KeyEvent, ch: char) -> bool {
    key.kind != KeyEventKind::Release
        && key.code == KeyCode::Char(ch)
        && key.modifiers.contains(KeyModifiers::ALT)
}

fn is_ctrl(key: KeyEvent, ch: char) -> bool {
    key.code == KeyCode::Char(ch) && key.modifiers.contains(KeyModifiers::CONTROL)
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

    fn key(ch: char, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(KeyCode::Char(ch), modifiers))
    }

    fn typed(text: &str) -> Vec<Event> {
        let typed = |ch: char| key(ch, KeyModifiers::NONE);
        text.chars().map(typed).collect()
    }

    /// The answer as the terminal library gives it.
    fn answered(colour: &str, end: Event) -> Vec<Event> {
        let mut events = vec![key(']', KeyModifiers::ALT)];
        events.extend(typed(&format!("11;{colour}")));
        events.push(end);
        events
    }

    fn sift(events: Vec<Event>) -> (Vec<Event>, Vec<Option<Ground>>) {
        let mut sieve = Sieve::default();
        let (mut passed, mut told) = (Vec::new(), Vec::new());
        for event in events {
            match sieve.take(event) {
                Sifted::Events(events) => passed.extend(events),
                Sifted::Held => {}
                Sifted::Answer(ground) => told.push(ground),
            }
        }
        (passed, told)
    }

    #[test]
    fn answers_are_taken_out_whoever_gives_them() {
        let st = || key('\\', KeyModifiers::ALT);
        let bell = || key('g', KeyModifiers::CONTROL);
        for (events, ground) in [
            (answered("rgb:ffff/ffff/ffff", st()), Some(Ground::Light)),
            (answered("rgb:0000/2b2b/3636", bell()), Some(Ground::Dark)),
            (answered("rgb:FD/F6/E3", st()), Some(Ground::Light)),
            (
                answered("rgba:1e1e/1e1e/2e2e/ffff", st()),
                Some(Ground::Dark),
            ),
            (answered("rgb:zz", st()), None),
        ] {
            let nonsense = ground.is_none();
            let (passed, told) = sift(events);
            if nonsense {
                assert!(told.is_empty() && passed.len() > 3);
            } else {
                assert_eq!((passed, told), (Vec::new(), vec![ground]));
            }
        }
    }

    #[test]
    fn keys_between_and_after_are_keys() {
        let mut events = typed("j");
        events.extend(answered("rgb:0/0/0", key('\\', KeyModifiers::ALT)));
        events.extend(typed("k"));
        events.push(key(']', KeyModifiers::ALT));
        events.extend(typed("12"));
        let (passed, told) = sift(events);
        assert_eq!(told, [Some(Ground::Dark)]);
        let mut expected = typed("jk");
        expected.push(key(']', KeyModifiers::ALT));
        expected.extend(typed("12"));
        assert_eq!(passed, expected);
    }

    #[test]
    fn an_answer_without_an_end_is_given_back() {
        let mut events = vec![key(']', KeyModifiers::ALT)];
        events.extend(typed("11;rgb:"));
        events.extend(typed(&"f".repeat(40)));
        let count = events.len();
        let (passed, told) = sift(events);
        assert_eq!((passed.len(), told.len()), (count, 0));
    }
}
