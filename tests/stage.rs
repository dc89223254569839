//! A stage of the program's loop without a terminal: who tests gets each frame's state, and everything else is done at once.

use std::io;

use kliping::app::App;
use kliping::run::stage::Stage;

/// Calls this for each frame.
pub(crate) struct Frames<F>(pub(crate) F);

impl<F: FnMut(&App)> Stage for Frames<F> {
    fn draw(&mut self, app: &App) -> io::Result<()> {
        (self.0)(app);
        Ok(())
    }

    fn redraw(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn lend(&mut self, work: &mut dyn FnMut()) -> io::Result<()> {
        work();
        Ok(())
    }

    fn mouse(&mut self, _: bool) -> io::Result<()> {
        Ok(())
    }

    fn copy(&mut self, _: &str, _: bool) -> io::Result<()> {
        Ok(())
    }
}
