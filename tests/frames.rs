//! What a frame costs, counted: bytes written to the terminal.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

use kliping::run::stage::present;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::harness::Desk;

/// Counts what is written to it.
#[derive(Clone, Default)]
struct Tape(Rc<Cell<usize>>);

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const SIZE: (u16, u16) = (140, 45);

#[test]
fn a_frame_writes_only_what_changed() {
    let mut desk = Desk::new(SIZE.0, SIZE.1);
    let tape = Tape::default();
    let options = TerminalOptions {
        viewport: Viewport::Fixed(Rect::new(0, 0, SIZE.0, SIZE.1)),
    };
    let mut screen = Terminal::with_options(CrosstermBackend::new(tape.clone()), options).unwrap();
    let mut frame = |desk: &Desk| {
        let before = tape.0.get();
        present(&mut screen, &desk.app).unwrap();
        tape.0.get() - before
    };
    let first = frame(&desk);
    assert!(first > 2000, "{first}");
    // Nothing changed: the cursor is hidden, the colours are left as they were, no cell is written.
    let idle = frame(&desk);
    assert!(idle < 50, "{idle}");
    // A letter in the search line: the line, and what it changes in the status.
    desk.keys("/");
    frame(&desk);
    desk.keys("'q");
    let letter = frame(&desk);
    assert!(letter < first * 2 / 3, "{letter} of {first}");
}
