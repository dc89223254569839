//! A program of the same libraries that draws one screen and waits: what starting costs at least, for `compare.py`.
//!
//! Run with the argument `draw` in a terminal; without it, as `cargo bench` runs it, it does nothing.

use std::io::{self, Read};

use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::style::Style;

fn main() -> io::Result<()> {
    if std::env::args().all(|argument| argument != "draw") {
        return Ok(());
    }
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen)?;
    let mut screen = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    screen.draw(|frame| {
        let area = frame.area();
        let line = "2015-01-01 a headline of some words ".repeat(1 + usize::from(area.width) / 36);
        for y in 0..area.height {
            frame
                .buffer_mut()
                .set_stringn(0, y, &line, usize::from(area.width), Style::new());
        }
    })?;
    let ended = io::stdin().read(&mut [0]).map(drop);
    execute!(io::stdout(), LeaveAlternateScreen)?;
    disable_raw_mode()?;
    ended
}
