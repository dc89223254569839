//! Answers of the terminal that come late, sifted from the keys: the colour of its ground (OSC 11) and its name (XTVERSION).
//!
//! The terminal library knows no such answers and gives them as keys: `alt-]` or `alt-P`, the letters of the answer, and
//! `alt-\` or `ctrl-g` at its end. Keys that only look like its beginning are given back. Answers in numbers it swallows.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

/// How answers begin, behind which key, and the letters that they have at most.
const KINDS: &[(char, &str, usize)] = &[
    // `11;rgba:ffff/ffff/ffff/ffff`
    (']', "11;rgb", 28),
    ('P', ">|", 80),
];

/// Takes answers out of the events.
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
    /// An answer is complete.
    Answer(String),
}

impl Sieve {
    /// Takes the next event.
    pub(super) fn take(&mut self, event: Event) -> Sifted {
        let Event::Key(key) = event else {
            // Mouse and size may come between the letters of an answer.
            return Sifted::Events(vec![event]);
        };
        if self.held.is_empty() {
            return if KINDS.iter().any(|(opens, ..)| is_alt(key, *opens)) {
                self.held.push(event);
                Sifted::Held
            } else {
                Sifted::Events(vec![event])
            };
        }
        self.held.push(event);
        let ends = is_alt(key, '\\') || is_ctrl(key, 'g');
        let kind = self.kind();
        if ends && kind.is_some_and(|(_, begins, _)| self.answer.starts_with(begins)) {
            self.held.clear();
            return Sifted::Answer(std::mem::take(&mut self.answer));
        }
        if let KeyCode::Char(ch) = key.code
            && !key
                .modifiers
                .intersects(KeyModifiers::ALT | KeyModifiers::CONTROL)
        {
            self.answer.push(ch);
            if self.may_be_one() {
                return Sifted::Held;
            }
        }
        self.answer.clear();
        Sifted::Events(std::mem::take(&mut self.held))
    }

    /// What the answer is that is being held, by the key that it begins with.
    fn kind(&self) -> Option<(char, &'static str, usize)> {
        let Some(Event::Key(first)) = self.held.first() else {
            return None;
        };
        let kind = KINDS.iter().find(|(opens, ..)| is_alt(*first, *opens));
        kind.copied()
    }

    /// Whether what has come so far can be the beginning of an answer.
    fn may_be_one(&self) -> bool {
        let Some((opens, begins, longest)) = self.kind() else {
            return false;
        };
        let answer = self.answer.as_str();
        let fits = match answer.strip_prefix(begins) {
            None => begins.starts_with(answer),
            Some(rest) if opens == ']' => rest
                .chars()
                .all(|ch| ch.is_ascii_hexdigit() || "a:/".contains(ch)),
            Some(rest) => rest.chars().all(|ch| ch.is_ascii_graphic() || ch == ' '),
        };
        fits && answer.len() <= longest
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

    fn sift(events: Vec<Event>) -> (Vec<Event>, Vec<String>) {
        let mut sieve = Sieve::default();
        let (mut passed, mut told) = (Vec::new(), Vec::new());
        for event in events {
            match sieve.take(event) {
                Sifted::Events(events) => passed.extend(events),
                Sifted::Held => {}
                Sifted::Answer(answer) => told.push(answer),
            }
        }
        (passed, told)
    }

    #[test]
    fn answers_are_taken_out_whoever_gives_them() {
        let st = || key('\\', KeyModifiers::ALT);
        let bell = || key('g', KeyModifiers::CONTROL);
        for (colour, end) in [
            ("rgb:ffff/ffff/ffff", st()),
            ("rgb:0000/2b2b/3636", bell()),
            ("rgb:FD/F6/E3", st()),
            ("rgba:1e1e/1e1e/2e2e/ffff", st()),
        ] {
            let (passed, told) = sift(answered(colour, end));
            assert_eq!((passed, told), (Vec::new(), vec![format!("11;{colour}")]));
        }
        let (passed, told) = sift(answered("rgb:zz", st()));
        assert!(told.is_empty() && passed.len() > 3);
        let mut name = vec![key('P', KeyModifiers::ALT | KeyModifiers::SHIFT)];
        name.extend(typed(">|WezTerm 20240203"));
        name.push(st());
        name.extend(typed("j"));
        let (passed, told) = sift(name);
        assert_eq!(
            (passed, told),
            (typed("j"), vec![">|WezTerm 20240203".to_owned()])
        );
    }

    #[test]
    fn keys_between_and_after_are_keys() {
        let mut events = typed("j");
        events.extend(answered("rgb:0/0/0", key('\\', KeyModifiers::ALT)));
        events.extend(typed("k"));
        events.push(key(']', KeyModifiers::ALT));
        events.extend(typed("12"));
        let (passed, told) = sift(events);
        assert_eq!(told, ["11;rgb:0/0/0"]);
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
