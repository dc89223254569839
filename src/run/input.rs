//! Keys and mouse of the terminal as messages. The only place that knows the terminal library's events.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::{io, thread};

use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use super::Wake;
use super::gate::Gate;
use crate::app::Msg;
use crate::config::{Chord, Key, Mods};

/// Starts the thread that waits for the terminal. It ends with the program; a blocking read costs nothing while idle.
pub fn start(to: Sender<Wake>, gate: Arc<Gate>) -> io::Result<()> {
    let read = move || {
        loop {
            let read = event::read();
            gate.pass();
            if let Ok(event) = read {
                if let Some(msg) = translate(event)
                    && to.send(Wake::Msg(msg)).is_err()
                {
                    return;
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
    Ok(())
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
