//! Where the program is shown: a terminal, or a test's.

use std::io;
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::layout::Rect;

use super::gate::Gate;
use super::images::Images;
use super::terminal::{self, Guard, Screen};
use crate::app::App;
use crate::app::views::Overlay;
use crate::ui;

/// What the loop asks of the place where the program is shown.
pub trait Stage {
    /// Draws the state.
    fn draw(&mut self, app: &App) -> io::Result<()>;
    /// Forgets what is on the screen, so that the next frame draws everything.
    fn redraw(&mut self) -> io::Result<()>;
    /// Gives the terminal to the shell until the program is continued.
    fn suspend(&mut self) -> io::Result<()>;
    /// Gives the terminal to another program while `work` runs.
    fn lend(&mut self, work: &mut dyn FnMut()) -> io::Result<()>;
    /// Takes the mouse, or leaves it to the terminal.
    fn mouse(&mut self, on: bool) -> io::Result<()>;
    /// Puts a text into the clipboard; `wrapped` where GNU screen stands between.
    fn copy(&mut self, text: &str, wrapped: bool) -> io::Result<()>;
}

/// A real terminal.
#[derive(Debug)]
pub struct Live {
    screen: Screen,
    images: Images,
    guard: Guard,
    gate: Arc<Gate>,
}

impl Live {
    /// Takes the terminal of standard input and output, with the mouse if wanted. Who reads
    /// its keys stops at the gate while another program has it.
    pub fn take(mouse: bool, gate: &Arc<Gate>) -> io::Result<Self> {
        let screen = Terminal::new(CrosstermBackend::new(io::stdout()))?;
        Ok(Self {
            screen,
            images: Images::new(std::env::var_os("TMUX").is_some()),
            guard: Guard::take(mouse)?,
            gate: Arc::clone(gate),
        })
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        // What fails here cannot be told anybody.
        let _ = terminal::write(&self.images.taking_back());
    }
}

impl Stage for Live {
    fn draw(&mut self, app: &App) -> io::Result<()> {
        let (screen, images) = (&mut self.screen, &mut self.images);
        terminal::synchronised(|| {
            let large = match &app.overlay {
                Some(Overlay::Picture(large)) => large.picture.as_ref(),
                _ => None,
            };
            terminal::write(&images.sending(&app.reader, large))?;
            present(screen, app)
        })
    }

    fn redraw(&mut self) -> io::Result<()> {
        terminal::write(&self.images.taking_back())?;
        afresh(&mut self.screen)
    }

    fn suspend(&mut self) -> io::Result<()> {
        terminal::write(&self.images.taking_back())?;
        self.guard.suspend();
        super::signals::stop()?;
        self.guard.resume()?;
        afresh(&mut self.screen)
    }

    fn lend(&mut self, work: &mut dyn FnMut()) -> io::Result<()> {
        if self.gate.close().is_err() {
            return Ok(());
        }
        terminal::write(&self.images.taking_back())?;
        self.guard.suspend();
        work();
        let taken = self.guard.resume();
        self.gate.open();
        taken?;
        afresh(&mut self.screen)
    }

    fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.guard.mouse(on)
    }

    fn copy(&mut self, text: &str, wrapped: bool) -> io::Result<()> {
        terminal::copy(text, wrapped)
    }
}

/// Empties the terminal and forgets what was on it. `Terminal::clear` would ask the terminal where its cursor is, and the
/// answer goes to the thread that reads the keys: it waits two seconds and fails.
fn afresh(screen: &mut Screen) -> io::Result<()> {
    let size = screen.size()?;
    screen.resize(Rect::new(0, 0, size.width, size.height))
}

/// Draws one frame on any terminal.
pub fn present<B>(screen: &mut Terminal<B>, app: &App) -> io::Result<()>
where
    B: Backend,
    B::Error: Into<io::Error>,
{
    let drawn = screen.draw(|frame| {
        if let Some(cursor) = ui::draw(app, frame.buffer_mut()) {
            frame.set_cursor_position(cursor);
        }
    });
    drawn.map(|_| ()).map_err(Into::into)
}
