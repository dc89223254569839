//! The impure edge: the loop, the terminal, threads and signals.
//!
//! One channel carries everything that happens. The loop takes what has come, moves the state, gives the effects to the
//! workers and draws once. While nothing happens it waits, and costs nothing.

pub mod answers;
mod clerk;
pub mod copy;
mod desk;
mod editor;
mod errand;
mod exchange;
pub mod gate;
pub mod images;
pub mod input;
mod late;
mod origin;
pub mod paths;
mod pictures;
pub mod sessions;
pub mod signals;
pub mod slot;
pub mod stage;
pub mod strips;
mod survey;
pub mod terminal;
mod trouble;
mod typed;
pub mod watch;
pub mod workers;

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::app::marking::{Answer, Wish};
use crate::app::{App, Effect, Msg};
use crate::article::ArticleId;
use copy::Way;
use stage::Stage;
use workers::Workers;

/// What wakes the loop.
#[derive(Debug)]
pub enum Wake {
    /// Something for the state.
    Msg(Msg),
    /// The shell asked the program to stop.
    Stopped,
    /// The shell let the program go on.
    Continued,
}

/// Why the loop ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The program is to end.
    Quit,
    /// The archive at this path, as it was typed, is to be shown instead.
    Archive(String),
}

/// How long messages may be taken before the screen is drawn.
const DRAIN: Duration = Duration::from_millis(16);
/// How long the first frame may wait for the first article.
const FIRST: Duration = Duration::from_millis(60);

/// Runs the program until it is asked to end. `first` are the effects of the state's beginning.
pub fn run(
    app: &mut App,
    first: Vec<Effect>,
    stage: &mut impl Stage,
    inbox: &Receiver<Wake>,
    workers: &mut Workers,
) -> io::Result<Ended> {
    let mut turn = Turn {
        app,
        stage,
        workers,
        ended: None,
    };
    turn.perform(first)?;
    turn.begin(inbox)?;
    while turn.ended.is_none() {
        turn.stage.draw(turn.app)?;
        turn.workers.drew();
        let Ok(wake) = inbox.recv() else { break };
        turn.take(wake)?;
        let since = Instant::now();
        while turn.ended.is_none() && since.elapsed() < DRAIN {
            let Ok(wake) = inbox.try_recv() else { break };
            turn.take(wake)?;
        }
    }
    Ok(turn.ended.unwrap_or(Ended::Quit))
}

/// The loop between two frames.
struct Turn<'a, S> {
    app: &'a mut App,
    stage: &'a mut S,
    workers: &'a mut Workers,
    ended: Option<Ended>,
}

impl<S: Stage> Turn<'_, S> {
    /// Waits a moment for the first article, so that the first frame is a useful one.
    fn begin(&mut self, inbox: &Receiver<Wake>) -> io::Result<()> {
        let until = Instant::now() + FIRST;
        while self.ended.is_none() && self.app.reader.opened.is_none() {
            match inbox.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(wake) => self.take(wake)?,
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        Ok(())
    }

    fn take(&mut self, wake: Wake) -> io::Result<()> {
        match wake {
            Wake::Msg(msg) => {
                let effects = self.app.update(msg, Instant::now());
                self.perform(effects)
            }
            Wake::Stopped => self.stage.suspend(),
            Wake::Continued => self.stage.redraw(),
        }
    }

    /// Copies by the command of the settings, or else by the terminal.
    fn copy(&mut self, text: String, what: &str) -> io::Result<()> {
        let said = self.app.tongue.copied(what);
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let way = Way::of(&self.app.settings.copy_command, set);
        if let Way::Command(command) = &way {
            let tell = self.workers.teller();
            return copy::through(command, text, move |done| {
                tell(done.map_or_else(Msg::Failed, |()| Msg::Did(said)));
            });
        }
        self.stage.copy(&text, way == Way::Screen)?;
        self.workers.tell(Msg::Did(said));
        Ok(())
    }

    /// Lets the user write a note in another program, which has the terminal meanwhile.
    fn edit_note(&mut self, id: ArticleId, text: &str) -> io::Result<()> {
        let stage = &mut *self.stage;
        let mut broken = None;
        let edited = editor::edit(text, |command| {
            let mut status = None;
            let lent = stage.lend(&mut || status = Some(command.status()));
            broken = lent.err();
            status.unwrap_or_else(|| Err(io::Error::other("the terminal cannot be lent now")))
        });
        if let Some(error) = broken {
            return Err(error);
        }
        self.workers.tell(match edited {
            Ok(new) if new.trim_end() == text.trim_end() => return Ok(()),
            Ok(text) => Msg::Answered(Answer::Edited { id, text }),
            Err(error) => Msg::Failed(error.to_string()),
        });
        Ok(())
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        for effect in effects {
            match effect {
                Effect::Quit => self.ended = Some(Ended::Quit),
                Effect::OpenArchive(path) => self.ended = Some(Ended::Archive(path)),
                Effect::Mouse(on) => self.stage.mouse(on)?,
                Effect::Redraw => self.stage.redraw()?,
                Effect::Suspend => self.stage.suspend()?,
                Effect::Copy { text, what } => self.copy(text, what)?,
                Effect::Wish(Wish::EditNote { id, text }) => self.edit_note(id, &text)?,
                effect => self.workers.perform(effect),
            }
        }
        Ok(())
    }
}
