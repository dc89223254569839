//! Signals as messages: asked to end, stopped, continued.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::{io, thread};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::Wake;
use super::gate::Gate;
use crate::app::Msg;

/// Starts the thread that waits for signals. It ends with the program. While the gate is closed, another program has the
/// terminal.
pub fn start(to: Sender<Wake>, gate: Arc<Gate>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let wait = move || {
        for signal in &mut signals {
            let wake = match signal {
                // Whoever has the terminal now does with an interruption what it wants; kliping stops when it stops.
                SIGINT | SIGCONT if gate.is_lent() => continue,
                SIGTSTP if gate.is_lent() => {
                    // What cannot be stopped goes on.
                    let _ = stop();
                    continue;
                }
                SIGTSTP => Wake::Stopped,
                SIGCONT => Wake::Continued,
                _ => Wake::Msg(Msg::Terminated),
            };
            if to.send(wake).is_err() {
                return;
            }
        }
    };
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(wait)?;
    Ok(())
}

/// Stops the program as the shell's job control does; returns when it is continued.
pub fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(SIGTSTP)
}
