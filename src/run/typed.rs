//! Keys that were pressed while the terminal was answering, from their bytes. At all other times the terminal library reads
//! them; what came together with an answer it can no longer see.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The events of some bytes. What is no key, such as the mouse, is left out.
pub(super) fn events(mut bytes: &[u8]) -> Vec<Event> {
    let mut events = Vec::new();
    while let Some((event, rest)) = first(bytes) {
        events.extend(event);
        bytes = rest;
    }
    events
}

const fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

const fn plain(code: KeyCode) -> Event {
    key(code, KeyModifiers::NONE)
}

/// The first event, and the bytes behind it.
fn first(bytes: &[u8]) -> Option<(Option<Event>, &[u8])> {
    let (event, rest) = match bytes {
        [] => return None,
        [0x1b, b'[', b'2', b'0', b'0', b'~', rest @ ..] => pasted(rest),
        [0x1b, b'[', rest @ ..] => sequence(rest),
        [0x1b, b'O', code, rest @ ..] => (named(*code).map(plain), rest),
        [0x1b, rest @ ..] if !rest.is_empty() && !rest.starts_with(&[0x1b]) => {
            let (event, rest) = first(rest)?;
            (event.map(alt), rest)
        }
        [0x1b, rest @ ..] => (Some(plain(KeyCode::Esc)), rest),
        [b'\r', rest @ ..] => (Some(plain(KeyCode::Enter)), rest),
        [b'\t', rest @ ..] => (Some(plain(KeyCode::Tab)), rest),
        [0x7f, rest @ ..] => (Some(plain(KeyCode::Backspace)), rest),
        [0, rest @ ..] => (Some(key(KeyCode::Char(' '), KeyModifiers::CONTROL)), rest),
        [code @ 1..=0x1a, rest @ ..] => {
            let letter = char::from(b'a' + code - 1);
            (
                Some(key(KeyCode::Char(letter), KeyModifiers::CONTROL)),
                rest,
            )
        }
        [_, rest @ ..] => letter(bytes, rest),
    };
    Some((event, rest))
}

fn alt(event: Event) -> Event {
    match event {
        Event::Key(mut key) => {
            key.modifiers |= KeyModifiers::ALT;
            Event::Key(key)
        }
        other => other,
    }
}

/// A letter of one to four bytes, with `shift` where it is a capital, as the terminal library has it.
fn letter<'b>(bytes: &'b [u8], behind: &'b [u8]) -> (Option<Event>, &'b [u8]) {
    for length in 1..=4 {
        let split = bytes.split_at_checked(length);
        let Some((Ok(text), rest)) = split.map(|(head, rest)| (str::from_utf8(head), rest)) else {
            continue;
        };
        let modifiers = if text.chars().any(char::is_uppercase) {
            KeyModifiers::SHIFT
        } else {
            KeyModifiers::NONE
        };
        let event = text.chars().next();
        return (
            event.map(|letter| key(KeyCode::Char(letter), modifiers)),
            rest,
        );
    }
    (None, behind)
}

/// What was pasted, up to the sign of its end.
fn pasted(bytes: &[u8]) -> (Option<Event>, &[u8]) {
    const END: &[u8] = b"\x1b[201~";
    let end = bytes.windows(END.len()).position(|window| window == END);
    let (inside, rest) = bytes.split_at(end.unwrap_or(bytes.len()));
    let text = String::from_utf8_lossy(inside).into_owned();
    (
        Some(Event::Paste(text)),
        rest.get(END.len()..).unwrap_or_default(),
    )
}

/// A key that sends a sequence.
fn sequence(bytes: &[u8]) -> (Option<Event>, &[u8]) {
    let end = bytes.iter().position(|byte| (0x40..=0x7e).contains(byte));
    let Some((inside, rest)) = end.and_then(|at| bytes.split_at_checked(at + 1)) else {
        return (None, &[]);
    };
    let code = match inside {
        b"1~" | b"7~" => Some(KeyCode::Home),
        b"2~" => Some(KeyCode::Insert),
        b"3~" => Some(KeyCode::Delete),
        b"4~" | b"8~" => Some(KeyCode::End),
        b"5~" => Some(KeyCode::PageUp),
        b"6~" => Some(KeyCode::PageDown),
        b"Z" => Some(KeyCode::BackTab),
        [code] => named(*code),
        _ => None,
    };
    (code.map(plain), rest)
}

/// The key of the letter at the end of a sequence.
const fn named(code: u8) -> Option<KeyCode> {
    match code {
        b'A' => Some(KeyCode::Up),
        b'B' => Some(KeyCode::Down),
        b'C' => Some(KeyCode::Right),
        b'D' => Some(KeyCode::Left),
        b'H' => Some(KeyCode::Home),
        b'F' => Some(KeyCode::End),
        b'P'..=b'S' => Some(KeyCode::F(code - b'P' + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_the_terminal_library_reads_them() {
        let shown = |bytes: &[u8]| {
            let events = events(bytes).into_iter().map(|event| match event {
                Event::Key(key) => format!("{:?} {:?}", key.code, key.modifiers),
                Event::Paste(text) => text,
                other => format!("{other:?}"),
            });
            events.collect::<Vec<_>>().join(", ")
        };
        let (none, alt) = ("KeyModifiers(0x0)", "KeyModifiers(ALT)");
        for (bytes, expected) in [
            (&b"j\r"[..], format!("Char('j') {none}, Enter {none}")),
            ("é".as_bytes(), format!("Char('é') {none}")),
            (b"G", "Char('G') KeyModifiers(SHIFT)".to_owned()),
            (b"\x04", "Char('d') KeyModifiers(CONTROL)".to_owned()),
            (b"\x1b", format!("Esc {none}")),
            (b"\x1b\x1b[B", format!("Esc {none}, Down {none}")),
            (b"\x1bOP\x1bx", format!("F(1) {none}, Char('x') {alt}")),
            (b"\x1b[6~", format!("PageDown {none}")),
            (
                b"\x1b[200~dua kata\x1b[201~q",
                format!("dua kata, Char('q') {none}"),
            ),
            (b"\x1b[<0;3;4Mk", format!("Char('k') {none}")),
            (b"\xff", String::new()),
        ] {
            assert_eq!(shown(bytes), expected, "{bytes:?}");
        }
    }
}
