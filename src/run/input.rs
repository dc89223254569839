//! Keys and mouse of the terminal as messages. The only place that knows the terminal library's events.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};
use std::{io, thread};

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::Wake;
use super::answers::{Answers, Heard, Questions};
use super::gate::Gate;
use super::late::{Sieve, Sifted};
use super::typed;
use crate::app::Msg;
use crate::config::{Chord, Key, Mods};

/// Starts the thread that waits for the terminal. It ends with the program; a blocking read costs nothing while idle.
/// The terminal is asked what is of use, and its answers are taken out of the keys.
pub fn start(to: Sender<Wake>, gate: Arc<Gate>, questions: Questions) -> io::Result<Answer> {
    let asks = questions.any();
    let answer = Answer {
        asked: asks.then(Instant::now),
        come: Arc::default(),
    };
    let mut ears = Ears {
        to,
        answers: Answers::default(),
        sieve: asks.then(Sieve::default),
        come: Arc::clone(&answer.come),
    };
    // What was typed before the program began is for the terminal library: it reads on from there.
    let listens = questions.sight && io::stdin().is_terminal() && !waits(Duration::ZERO);
    let read = move || {
        if listens && ears.listen().is_none() {
            return;
        }
        loop {
            let read = event::read();
            gate.pass();
            let Ok(event) = read else {
                // The terminal is gone; nobody is left to read for.
                let _ = ears.to.send(Wake::Msg(Msg::Terminated));
                return;
            };
            if ears.take(event).is_none() {
                return;
            }
        }
    };
    if asks {
        let mut out = io::stdout();
        out.write_all(questions.codes().as_bytes())?;
        out.flush()?;
    }
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(read)?;
    Ok(answer)
}

/// Whether the terminal has something to be read, now or within a time.
fn waits(within: Duration) -> bool {
    let stdin = io::stdin();
    let mut asked = [PollFd::new(&stdin, PollFlags::IN)];
    let within = Timespec::try_from(within).ok();
    poll(&mut asked, within.as_ref()).is_ok_and(|ready| ready > 0)
}

/// How long the terminal is listened to for answers that the terminal library would not tell. They come at once or from
/// far away, and then pictures are shown without them; keys are told as they come, before and after.
const PATIENCE: Duration = Duration::from_millis(120);

/// What hears the terminal. Its functions give nothing where the program no longer listens.
struct Ears {
    to: Sender<Wake>,
    answers: Answers,
    /// Where answers can still come.
    sieve: Option<Sieve>,
    /// Whether an answer has come.
    come: Arc<AtomicBool>,
}

impl Ears {
    fn tell(&self, msg: Msg) -> Option<()> {
        self.to.send(Wake::Msg(msg)).ok()
    }

    /// Reads the answers, until the last one, a key, or the end of patience.
    fn listen(&mut self) -> Option<()> {
        let until = Instant::now() + PATIENCE;
        let mut keys = Vec::new();
        let mut bytes = [0; 512];
        while waits(until.saturating_duration_since(Instant::now())) {
            // An error is met again where the terminal library reads.
            let count = rustix::io::read(io::stdin(), &mut bytes).unwrap_or(0);
            let (said, rest) = match self.answers.hear(bytes.get(..count)?) {
                Heard::Answers(said) if count > 0 => (said, None),
                Heard::Answers(said) => (said, Some(Vec::new())),
                Heard::Last(said) => {
                    self.sieve = None;
                    self.come.store(true, Ordering::Relaxed);
                    (said, Some(Vec::new()))
                }
                Heard::Keys(said, rest) => (said, Some(rest)),
            };
            for msg in said {
                self.tell(msg)?;
            }
            if let Some(rest) = rest {
                keys = rest;
                break;
            }
        }
        keys.extend(self.answers.give_back());
        for event in typed::events(&keys) {
            self.take(event)?;
        }
        Some(())
    }

    /// Takes an event: a part of an answer that comes late, or something to tell.
    fn take(&mut self, event: Event) -> Option<()> {
        let events = match self.sieve.as_mut().map(|sieve| sieve.take(event.clone())) {
            None => vec![event],
            Some(Sifted::Events(events)) => events,
            Some(Sifted::Held) => return Some(()),
            Some(Sifted::Answer(answer)) => {
                self.come.store(true, Ordering::Relaxed);
                let said = self.answers.take(&answer);
                let said = said.or_else(|| self.answers.sight().map(Msg::Saw));
                return said.map_or(Some(()), |msg| self.tell(msg));
            }
        };
        for msg in events.into_iter().filter_map(translate) {
            self.tell(msg)?;
        }
        Some(())
    }
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
