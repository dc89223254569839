//! Keys and mouse of the terminal as messages. The only place that knows the terminal library's events.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};
use std::{io, thread};

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use super::Wake;
use super::gate::Gate;
use super::ground::{self, Sieve, Sifted};
use crate::app::Msg;
use crate::config::{Chord, Key, Mods};

/// Starts the thread that waits for the terminal. It ends with the program; a blocking read costs nothing while idle.
/// Where the colour of the terminal's ground is of use it is asked for, and its answer taken out of the keys.
pub fn start(to: Sender<Wake>, gate: Arc<Gate>, asks: bool) -> io::Result<Answer> {
    let answer = Answer {
        asked: asks.then(Instant::now),
        come: Arc::default(),
    };
    let come = Arc::clone(&answer.come);
    let mut sieve = asks.then(Sieve::default);
    let read = move || {
        loop {
            let read = event::read();
            gate.pass();
            if let Ok(event) = read {
                let events = match sieve.as_mut().map(|sieve| sieve.take(event.clone())) {
                    None => vec![event],
                    Some(Sifted::Events(events)) => events,
                    Some(Sifted::Held) => continue,
                    Some(Sifted::Answer(ground)) => {
                        come.store(true, Ordering::Relaxed);
                        sieve = None;
                        if let Some(ground) = ground {
                            let _ = to.send(Wake::Msg(Msg::Told(ground)));
                        }
                        continue;
                    }
                };
                for msg in events.into_iter().filter_map(translate) {
                    if to.send(Wake::Msg(msg)).is_err() {
                        return;
                    }
                }
            } else {
                // The terminal is gone; nobody is left to read for.
                let _ = to.send(Wake::Msg(Msg::Terminated));
                return;
            }
        }
    };
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(read)?;
    if asks {
        let mut out = io::stdout();
        out.write_all(ground::QUESTION.as_bytes())?;
        out.flush()?;
    }
    Ok(answer)
}

/// How long the program waits at its end for an answer that it has just asked for, so that the answer does not come to the
/// shell.
const LATE: Duration = Duration::from_millis(250);

/// The answer of the terminal, if it was asked something.
#[derive(Debug)]
pub struct Answer {
    asked: Option<Instant>,
    come: Arc<AtomicBool>,
}

impl Answer {
    /// Waits for an answer that may still be on its way: never longer than a moment after it was asked for.
    pub fn settle(&self) {
        let Some(asked) = self.asked else { return };
        while !self.come.load(Ordering::Relaxed) && asked.elapsed() < LATE {
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// The message of a terminal event, if it means anything here.
pub fn translate(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => chord(key).map(Msg::Pressed),
        Event::Paste(text) => Some(Msg::Pasted(text)),
        Event::Resize(width, height) => Some(Msg::Resized { width, height }),
        Event::Mouse(mouse) => translate_mouse(mouse),
        _ => None,
    }
}

fn translate_mouse(mouse: MouseEvent) -> Option<Msg> {
    let MouseEvent {
        kind, column, row, ..
    } = mouse;
    match kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Msg::Clicked { column, row }),
        MouseEventKind::Drag(MouseButton::Left) => Some(Msg::Dragged { column, row }),
        MouseEventKind::ScrollDown => Some(Msg::Scrolled { column, row, by: 1 }),
        MouseEventKind::ScrollUp => Some(Msg::Scrolled {
            column,
            row,
            by: -1,
        }),
        _ => None,
    }
}

/// The chord of a key event, if kliping has a name for the key.
fn chord(event: KeyEvent) -> Option<Chord> {
    let key = match event.code {
        KeyCode::Char(ch) => Key::Char(ch),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab | KeyCode::BackTab => Key::Tab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    };
    let mods = event.modifiers;
    let shift = event.code == KeyCode::BackTab || mods.contains(KeyModifiers::SHIFT);
    let (ctrl, alt) = (
        mods.contains(KeyModifiers::CONTROL),
        mods.contains(KeyModifiers::ALT),
    );
    Some(Chord::new(key, Mods { ctrl, alt, shift }))
}
