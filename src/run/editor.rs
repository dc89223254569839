//! A note in the user's own editor.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};
use std::{env, process};

use super::clerk;

/// Where no variable names an editor.
const USUAL: &str = "vi";

/// Lets the user change a text in the editor that `VISUAL` or `EDITOR` names, and returns it. The editor is started
/// without a shell, by `lend`, which gives it the terminal.
pub(super) fn edit(
    text: &str,
    lend: impl FnOnce(&mut process::Command) -> io::Result<process::ExitStatus>,
) -> io::Result<String> {
    let named = |name| env::var(name).ok().filter(|value| !value.trim().is_empty());
    let editor = named("VISUAL").or_else(|| named("EDITOR"));
    let editor = editor.unwrap_or_else(|| USUAL.to_owned());
    let file = Draft::new(text)?;
    let mut command = clerk::spoken(&editor, false).map_err(io::Error::other)?;
    command.arg(&file.0);
    let said = |error: io::Error| io::Error::new(error.kind(), format!("{editor}: {error}"));
    let status = lend(&mut command).map_err(said)?;
    if !status.success() {
        return Err(io::Error::other(format!(
            "{editor} ended with an error; the note is as it was"
        )));
    }
    file.read()
}

/// A file of the user alone, gone when it is dropped.
struct Draft(PathBuf);

impl Draft {
    fn new(text: &str) -> io::Result<Self> {
        let moment = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_nanos());
        let name = format!("kliping-note-{}-{moment}.md", process::id());
        let path = env::temp_dir().join(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path)?.write_all(text.as_bytes())?;
        Ok(Self(path))
    }

    fn read(&self) -> io::Result<String> {
        read(&self.0)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // What cannot be removed lies in the folder for such files.
        let _ = fs::remove_file(&self.0);
    }
}

fn read(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    OpenOptions::new()
        .read(true)
        .open(path)?
        .read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
