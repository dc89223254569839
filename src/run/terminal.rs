//! The terminal while the program has it: taken and given back, also when something panics.

use std::io::{self, Stdout, Write};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::text::safe::Safe;

/// The terminal as drawing sees it.
pub type Screen = Terminal<CrosstermBackend<Stdout>>;

/// Holds the terminal; dropping it gives the terminal back.
#[derive(Debug)]
pub struct Guard {
    mouse: bool,
    held: Arc<AtomicBool>,
}

impl Guard {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste and, if wanted, the mouse. A panic of this thread
    /// gives it back before the message is printed; a panic of another thread leaves it alone.
    pub fn take(mouse: bool) -> io::Result<Self> {
        let guard = Self {
            mouse,
            held: Arc::new(AtomicBool::new(false)),
        };
        hook(thread::current().id(), Arc::clone(&guard.held));
        guard.resume()?;
        Ok(guard)
    }

    /// Takes the terminal again after [`suspend`](Self::suspend).
    pub fn resume(&self) -> io::Result<()> {
        self.held.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        let mut out = io::stdout();
        execute!(
            out,
            EnterAlternateScreen,
            EnableBracketedPaste,
            cursor::Hide
        )?;
        if self.mouse {
            execute!(out, EnableMouseCapture)?;
        }
        Ok(())
    }

    /// Takes the mouse, or leaves it to the terminal, which then selects text as usual.
    pub fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on {
            execute!(io::stdout(), EnableMouseCapture)
        } else {
            execute!(io::stdout(), DisableMouseCapture)
        }
    }

    /// Gives the terminal back for a while.
    pub fn suspend(&self) {
        restore(&self.held);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore(&self.held);
    }
}

/// Gives the terminal back, once. What fails here cannot be told anybody.
fn restore(held: &AtomicBool) {
    if !held.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
}

/// Lets a panic of the thread `owner` give the terminal back first. Other threads catch their panics and report them, so
/// theirs print nothing over a living screen.
fn hook(owner: ThreadId, held: Arc<AtomicBool>) {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().id() == owner {
            restore(&held);
        }
        if !held.load(Ordering::SeqCst) {
            before(info);
        }
    }));
}

/// The size of the terminal: cells across, cells down.
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// Pixels of a cell, across and down; those of the VT340 where the system does not know them, which is what terminals
/// that do not tell take for sixels as well.
pub fn cell() -> (u16, u16) {
    let known = crossterm::terminal::window_size().ok().and_then(|size| {
        let across = size.width.checked_div(size.columns)?;
        let down = size.height.checked_div(size.rows)?;
        (across > 0 && down > 0).then_some((across.min(LARGEST_CELL), down.min(LARGEST_CELL)))
    });
    known.unwrap_or((10, 20))
}

/// Pixels of a cell that are drawn at most.
const LARGEST_CELL: u16 = 64;

/// Draws one frame; the terminal shows it at once or not at all.
pub fn synchronised<T>(draw: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    queue!(io::stdout(), BeginSynchronizedUpdate)?;
    let drawn = draw();
    execute!(io::stdout(), EndSynchronizedUpdate)?;
    drawn
}

/// Writes codes to the terminal as they are, if there are any.
pub fn write(codes: &[u8]) -> io::Result<()> {
    if codes.is_empty() {
        return Ok(());
    }
    let mut out = io::stdout();
    out.write_all(codes)?;
    out.flush()
}

/// Names the terminal's window.
pub fn set_title(title: &str) -> io::Result<()> {
    execute!(
        io::stdout(),
        crossterm::terminal::SetTitle(Safe::line(title).as_str())
    )
}

/// Puts a text into the clipboard by OSC 52, which also works over ssh. GNU screen (`wrapped`) gives to the terminal what
/// stands in strings of its own, none too long; the rest it would print.
pub fn copy(text: &str, wrapped: bool) -> io::Result<()> {
    let mut code = Vec::new();
    let safe = Safe::text(text);
    let copying = crossterm::clipboard::CopyToClipboard::to_clipboard_from(safe.as_str());
    queue!(code, copying)?;
    let mut out = io::stdout();
    if wrapped {
        for part in code.chunks(PART) {
            out.write_all(b"\x1bP")?;
            out.write_all(part)?;
            out.write_all(b"\x1b\\")?;
        }
    } else {
        out.write_all(&code)?;
    }
    out.flush()
}

/// Bytes of a string that GNU screen takes.
const PART: usize = 240;
