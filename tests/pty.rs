//! The real program in a pseudo-terminal.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// The program in a terminal of 100 by 30 cells, read by a terminal emulator.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    raw: Vec<u8>,
}

impl Terminal {
    fn start(home: &Path, args: &[&str]) -> Self {
        Self::program(env!("CARGO_BIN_EXE_kliping"), home, args)
    }

    /// The program over the demo archive, read to its end, in a home of its own.
    fn demo() -> (tempfile::TempDir, Self) {
        let home = tempfile::tempdir().unwrap();
        let mut terminal = Self::start(home.path(), &["--demo"]);
        terminal.see_demo();
        (home, terminal)
    }

    /// Waits until the list holds the whole demo archive: before, "26 articles" may be what was read so far.
    fn see_demo(&mut self) {
        self.see("1/26");
    }

    /// Another program, such as a shell.
    fn program(program: &str, home: &Path, args: &[&str]) -> Self {
        let pair = native_pty_system().openpty(size(100, 30)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.env_clear();
        command.env("HOME", home);
        command.env("EDITOR", home.join("editor"));
        command.env("TERM", "xterm-256color");
        command.env("PS1", "shell> ");
        command.args(args);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (to, bytes) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if to.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            master: pair.master,
            writer,
            bytes,
            screen: vt100::Parser::new(cells(30), cells(100), 0),
            raw: Vec::new(),
        }
    }

    fn send(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until the screen shows `wanted`.
    fn see(&mut self, wanted: &str) -> String {
        let until = Instant::now() + Duration::from_mins(1);
        loop {
            let shown = self.screen.screen().contents();
            if shown.contains(wanted) {
                return shown;
            }
            match self
                .bytes
                .recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                Ok(bytes) => {
                    self.screen.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("the screen never showed {wanted:?}; it shows:\n{shown}")
                }
            }
        }
    }

    /// Waits until the shell asks for a command.
    #[cfg(unix)]
    fn see_prompt(&mut self) {
        let shown = self.see("shell>");
        let mut last = shown;
        while !last.trim_end().ends_with("shell>") {
            let bytes = self.bytes.recv_timeout(Duration::from_mins(1)).unwrap();
            self.screen.process(&bytes);
            self.raw.extend(bytes);
            last = self.screen.screen().contents();
        }
    }

    /// Gives the terminal another size.
    fn resize(&mut self, width: u16, height: u16) {
        self.master.resize(size(width, height)).unwrap();
        self.screen.set_size(cells(height), cells(width));
    }

    /// Waits for the end of the program and returns whether it ended well, and everything it wrote.
    fn end(mut self) -> (bool, String) {
        let until = Instant::now() + Duration::from_mins(1);
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            if Instant::now() > until {
                self.child.kill().unwrap();
                let shown = self.screen.screen().contents();
                panic!("the program does not end; it shows:\n{shown}");
            }
            thread::sleep(Duration::from_millis(20));
        };
        while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_secs(5)) {
            self.raw.extend(bytes);
        }
        drop(self.master);
        (
            status.success(),
            String::from_utf8_lossy(&self.raw).into_owned(),
        )
    }
}

fn size(width: u16, height: u16) -> PtySize {
    PtySize {
        rows: height,
        cols: width,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn cells(number: u16) -> NonZeroU16 {
    NonZeroU16::new(number).unwrap()
}

/// What gives the terminal back: the alternate screen left, the mouse and bracketed paste off, the cursor shown.
fn restored(raw: &str) -> bool {
    [
        "\u{1b}[?1049l",
        "\u{1b}[?2004l",
        "\u{1b}[?1006l",
        "\u{1b}[?25h",
    ]
    .iter()
    .all(|code| raw.contains(code))
}

#[test]
fn the_demo_opens_without_a_home_and_the_terminal_is_given_back() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.see("demo archive");
    terminal.see_demo();
    terminal.send("/apple");
    terminal.see("for apple");
    terminal.send("\u{1b}");
    terminal.see("26 articles");
    terminal.send("Q");
    let (well, raw) = terminal.end();
    assert!(well);
    assert!(restored(&raw));
}

#[test]
fn hostile_text_reaches_the_terminal_harmless() {
    let (home, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let text = "Berita \u{1b}]0;judul jahat\u{7} dan \u{1b}[2J\u{9b}31m teks \u{202e}terbalik.\nBaris kedua.\n";
    std::fs::write(archive.path().join("\u{1b}[31mjahat.txt"), text).unwrap();
    let mut terminal = Terminal::start(home.path(), &[archive.path().to_str().unwrap()]);
    terminal.see("1 article");
    terminal.see("Baris kedua");
    terminal.send("iq");
    terminal.send("Q");
    let (well, raw) = terminal.end();
    assert!(well);
    for attack in [
        "\u{1b}]0;judul",
        "\u{1b}[2J\u{9b}",
        "\u{9b}31m",
        "\u{202e}",
        "\u{1b}[31mjahat",
    ] {
        assert!(!raw.contains(attack), "{attack:?} reached the terminal");
    }
}

#[test]
fn marks_of_another_machine_come_while_the_program_is_open() {
    use kliping::article::ArticleId;
    use kliping::library::{Field, Marks};
    let (home, shared) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let config = home.path().join(".config/kliping");
    std::fs::create_dir_all(&config).unwrap();
    let sync = format!("[marks]\nsync = {:?}\n", shared.path().to_str().unwrap());
    std::fs::write(config.join("config.toml"), sync).unwrap();
    let mut terminal = Terminal::start(home.path(), &["--demo"]);
    terminal.see_demo();
    terminal.see("SANTA CLARA");
    terminal.send("s");
    terminal.see("starred ·");
    let other = Marks::open(&home.path().join("other.db")).unwrap();
    for at in 0..3 {
        other
            .set(&[ArticleId([at; 16])], Field::Read, true, "read")
            .unwrap();
    }
    // The program says that it is starred before its file says so: the star, and what it is about.
    let until = Instant::now() + Duration::from_mins(1);
    let mut taken = 0;
    while taken < 2 {
        assert!(Instant::now() < until, "{taken} marks came over");
        let got = other.exchange(Some(shared.path())).unwrap();
        assert_eq!(got.bad, 0);
        taken += got.taken;
    }
    terminal.see("3 marks came from other machines");
    other
        .set(&[ArticleId([9; 16])], Field::Read, true, "read")
        .unwrap();
    other.exchange(Some(shared.path())).unwrap();
    terminal.see("a mark came from another machine");
    terminal.send("Q");
    assert!(terminal.end().0);
}

#[test]
fn keys_at_once_behind_esc_and_behind_another_archive_are_not_lost() {
    let (_home, mut terminal) = Terminal::demo();
    terminal.send("?");
    terminal.see("What the keys do");
    terminal.send("\u{1b}j");
    terminal.see("2/26");
    let other = tempfile::tempdir().unwrap();
    for at in 0..5 {
        let text = format!("Berita ke-{at}\n\nIsi berita ke-{at} yang pendek.\n");
        std::fs::write(other.path().join(format!("{at}.txt")), text).unwrap();
    }
    terminal.send(&format!(":open {}\r?", other.path().display()));
    terminal.see("What the keys do");
    terminal.send("q");
    terminal.see("5 articles");
    terminal.send("Q");
    assert!(terminal.end().0);
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_program_and_the_terminal_is_given_back() {
    let (_home, terminal) = Terminal::demo();
    let process = terminal.child.process_id().unwrap().to_string();
    std::process::Command::new("kill")
        .args(["-TERM", &process])
        .status()
        .unwrap();
    let (well, raw) = terminal.end();
    assert!(well);
    assert!(restored(&raw));
}

#[test]
fn another_size_is_taken_over() {
    let (_home, mut terminal) = Terminal::demo();
    terminal.resize(40, 12);
    terminal.send("j");
    terminal.see("enter read");
    terminal.send("Q");
    assert!(terminal.end().0);
}

#[test]
fn drawing_anew_asks_the_terminal_nothing() {
    let (_home, mut terminal) = Terminal::demo();
    terminal.send("\u{c}");
    terminal.send("?");
    terminal.see("What the keys do");
    terminal.send("Q");
    let (well, raw) = terminal.end();
    assert!(well);
    assert!(
        !raw.contains("\u{1b}[6n"),
        "the program asked for the cursor"
    );
}

/// An editor that asks the terminal for one line and makes it the note.
fn editor(home: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    let path = home.join("editor");
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn an_editor_gets_the_terminal_and_every_key_and_gives_it_back() {
    let home = tempfile::tempdir().unwrap();
    editor(
        home.path(),
        "#!/bin/sh\nprintf 'what do you say? '\nread line\necho \"$line\" > \"$1\"\n",
    );
    let mut terminal = Terminal::start(home.path(), &["--demo"]);
    terminal.see_demo();
    // The note is on the article in view, so it must have come.
    terminal.see("second most valuable");
    terminal.send("ga");
    terminal.see("what do you say?");
    // The program reads no key while the editor has the terminal, not even the first.
    terminal.send("quiet words\r");
    terminal.see("1 noted");
    terminal.send("gn");
    terminal.see("quiet words");
    // An editor that fails leaves the note as it was.
    editor(home.path(), "#!/bin/sh\nexit 3\n");
    terminal.send("qga");
    terminal.see("the note is as it was");
    terminal.send("Q");
    let (well, raw) = terminal.end();
    assert!(well && restored(&raw));
}

#[cfg(unix)]
#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_again() {
    let home = tempfile::tempdir().unwrap();
    let shell = if Path::new("/bin/bash").exists() {
        ("/bin/bash", ["--norc", "-i"].as_slice())
    } else {
        ("/bin/sh", ["-i"].as_slice())
    };
    let mut terminal = Terminal::program(shell.0, home.path(), shell.1);
    terminal.see("shell>");
    terminal.send(&format!("{} --demo\r", env!("CARGO_BIN_EXE_kliping")));
    terminal.see_demo();
    terminal.send("\u{1a}");
    let shown = terminal.see("Stopped");
    assert!(!shown.contains("26 articles"), "{shown}");
    // The shell has the terminal as it was: it echoes and edits lines.
    terminal.send("echo in the $((40 + 2))\r");
    terminal.see("in the 42");
    terminal.send("fg\r");
    terminal.see("26 articles");
    terminal.send("/apple");
    terminal.see("for apple");
    terminal.send("\u{1b}");
    terminal.see("26 articles");
    terminal.send("Q");
    terminal.see_prompt();
    terminal.send("exit\r");
    assert!(terminal.end().0);
}

#[test]
fn a_storm_of_sizes_ends_in_the_last_one() {
    let (_home, mut terminal) = Terminal::demo();
    for round in 0..60_u16 {
        let (width, height) = match round % 4 {
            0 => (1, 1),
            1 => (200, 60),
            2 => (2 + round, 3),
            _ => (80, 1 + round % 9),
        };
        terminal.resize(width, height);
        if round % 5 == 0 {
            terminal.send("j");
        }
    }
    terminal.resize(120, 36);
    terminal.send("?");
    // At the last size the page shows its first heading; frames of sizes before it may still come.
    terminal.see("Moving");
    terminal.send("q");
    terminal.send("Q");
    let (well, raw) = terminal.end();
    assert!(well);
    assert!(restored(&raw));
}

/// What a program writes to whose question the terminal gives this answer: none of it is a key, and keys work on.
fn answered(mut terminal: Terminal, answer: &str) -> String {
    terminal.send(answer);
    terminal.send(":theme \t");
    terminal.see(":theme ember");
    // The keys that matter are shown again once the line is closed.
    terminal.send("\u{1b}");
    terminal.see("enter read");
    terminal.send("Q");
    let (well, raw) = terminal.end();
    assert!(well);
    raw
}

#[test]
fn the_terminal_is_asked_for_its_ground_and_the_answer_is_no_key() {
    let (_home, terminal) = Terminal::demo();
    // `r`, `g` and `b` are keys; as parts of the answer they are none.
    let raw = answered(terminal, "\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\");
    assert_eq!(raw.matches("\u{1b}]11;?").count(), 1);
    // On a light ground companies are blue and underlined, on a dark one cyan.
    assert!(raw.contains("38;5;4"), "the light theme was never drawn");
}

#[test]
fn what_the_terminal_says_of_pictures_is_no_key() {
    let (_home, terminal) = Terminal::demo();
    // As xterm does it as a VT340; every letter of it is a key.
    let raw = answered(
        terminal,
        "\u{1b}P>|XTerm(379)\u{1b}\\\u{1b}[?1;0;16S\u{1b}[?63;1;2;4;6;9;15;16;22;28c",
    );
    // The one that every terminal answers is asked last.
    assert_eq!(raw.matches("\u{1b}[>q\u{1b}[?1;1;0S\u{1b}[c").count(), 1);
}

#[test]
fn a_session_comes_back_and_fresh_begins_anew() {
    let (home, mut terminal) = Terminal::demo();
    terminal.send("/apple\r");
    terminal.see("1/10");
    terminal.send("j");
    terminal.see("Nadella bukan satu");
    terminal.send("Q");
    assert!(terminal.end().0);
    let mut terminal = Terminal::start(home.path(), &["--demo"]);
    terminal.see("for apple");
    terminal.see(" 2/");
    terminal.send("Q");
    assert!(terminal.end().0);
    let mut terminal = Terminal::start(home.path(), &["--demo", "--fresh"]);
    terminal.see("26 articles");
    terminal.see_demo();
    terminal.send("Q");
    assert!(terminal.end().0);
}

#[test]
fn another_archive_is_opened_from_inside_and_a_wrong_path_is_told() {
    let (home, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(
        archive.path().join("a.txt"),
        "Satu berita saja di arsip ini.\nHabis.\n",
    )
    .unwrap();
    let mut terminal = Terminal::start(home.path(), &["--demo"]);
    terminal.see_demo();
    terminal.send(":open /no/such/place\r");
    terminal.see("there is no such file or folder");
    terminal.see("26 articles");
    terminal.send(&format!(":open {}\r", archive.path().display()));
    terminal.see("1 article ");
    terminal.see("Satu berita saja");
    terminal.send("Q");
    assert!(terminal.end().0);
    // It is the last one now.
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.see("Satu berita saja");
    terminal.send("Q");
    assert!(terminal.end().0);
}

#[test]
fn the_beginning_says_how_to_open_an_archive_and_the_first_mark_where_it_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.see("This is the demo archive.");
    terminal.see("SANTA CLARA");
    terminal.send("s");
    terminal.see("marks are kept in");
    terminal.send("js");
    terminal.see(" 2/26");
    terminal.send("Q");
    assert!(terminal.end().0);
    let mut terminal = Terminal::start(home.path(), &[]);
    terminal.see(" 2/26");
    terminal.see("Nadella bukan satu");
    terminal.send("js");
    let shown = terminal.see("1 starred");
    assert!(!shown.contains("marks are kept"), "{shown}");
    terminal.send("Q");
    assert!(terminal.end().0);
}
