//! Copying through a command of the user's choosing, such as `wl-copy`: started without a shell, the text on its input.

use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::text::safe::Safe;

/// How a text gets into the clipboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// By this command.
    Command(Vec<String>),
    /// By the terminal.
    Terminal,
    /// By the terminal that GNU screen is shown in.
    Screen,
}

impl Way {
    /// The way that the settings ask for, or else the one that works here: tmux takes nothing for the clipboard from its
    /// terminals as it comes, but gives it on when told by its own command.
    pub fn of(settings: &[String], set: impl Fn(&str) -> bool) -> Self {
        if !settings.is_empty() {
            Self::Command(settings.to_vec())
        } else if set("TMUX") {
            Self::Command(
                ["tmux", "load-buffer", "-w", "-"]
                    .map(str::to_owned)
                    .to_vec(),
            )
        } else if set("STY") {
            Self::Screen
        } else {
            Self::Terminal
        }
    }
}

/// Starts the command and gives it the text; `told` hears how it went, on a thread of its own, because some commands stay
/// as long as they hold the clipboard.
pub fn through(
    command: &[String],
    text: String,
    told: impl FnOnce(Result<(), String>) + Send + 'static,
) -> io::Result<()> {
    let Some((program, arguments)) = command.split_first() else {
        return Ok(());
    };
    let name = program.clone();
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let work = move || {
        let done = child.and_then(|child| give(child, &text));
        told(done.map_err(|error| format!("`{name}` did not copy: {error}; see `copy_command`")));
    };
    thread::Builder::new()
        .name("copy".to_owned())
        .spawn(work)
        .map(drop)
}

/// Writes the text to a running command and waits for its end.
fn give(mut child: Child, text: &str) -> io::Result<()> {
    if let Some(mut input) = child.stdin.take() {
        input.write_all(Safe::text(text).as_str().as_bytes())?;
    }
    let status = child.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(status.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn copied(command: &[&str], text: &str) -> Result<(), String> {
        let (to, told) = mpsc::channel();
        let command: Vec<String> = command.iter().map(|&word| word.to_owned()).collect();
        through(&command, text.to_owned(), move |done| {
            to.send(done).unwrap();
        })
        .unwrap();
        told.recv().unwrap()
    }

    #[test]
    fn the_way_is_the_one_that_works_here() {
        let wl = ["wl-copy".to_owned()];
        let within = |name: &'static str| move |asked: &str| asked == name;
        assert_eq!(Way::of(&wl, within("TMUX")), Way::Command(wl.to_vec()));
        let tmux = Way::of(&[], |name| ["TMUX", "STY"].contains(&name));
        assert!(matches!(tmux, Way::Command(command) if command[0] == "tmux"));
        assert_eq!(Way::of(&[], within("STY")), Way::Screen);
        assert_eq!(Way::of(&[], within("TERM")), Way::Terminal);
    }

    #[test]
    fn the_text_arrives_and_failures_are_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("clipboard");
        copied(&["tee", file.to_str().unwrap()], "satu\ndua \u{1b}[31m").unwrap();
        let text = std::fs::read_to_string(file).unwrap();
        assert!(
            text.starts_with("satu\ndua ") && !text.contains('\u{1b}'),
            "{text:?}"
        );
        let error = copied(&["false"], "").unwrap_err();
        assert!(error.contains("`false` did not copy"), "{error}");
        let error = copied(&["no-such-program-here"], "").unwrap_err();
        assert!(error.contains("no-such-program-here"), "{error}");
    }
}
