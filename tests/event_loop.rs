//! The real loop on a test stage, without sleeps.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use kliping::app::{App, Msg, Setup, Shown};
use kliping::config::{Chord, Config};
use kliping::run::workers::Workers;
use kliping::run::{self, Wake};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::shelf;
use super::stage::Frames;

const SIZE: (u16, u16) = (100, 24);

/// A stage that tells what a frame would show instead of showing it.
fn told(frames: Sender<String>) -> Frames<impl FnMut(&App)> {
    Frames(move |app: &App| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
        kliping::ui::draw(app, &mut buffer);
        let lines = buffer.content.chunks(usize::from(SIZE.0));
        let lines = lines.map(|line| {
            line.iter()
                .map(ratatui::buffer::Cell::symbol)
                .collect::<String>()
        });
        // A test that has seen enough no longer listens.
        let _ = frames.send(lines.collect::<Vec<_>>().join("\n"));
    })
}

/// The program running in a thread over an archive.
struct Running {
    to: Sender<Wake>,
    frames: Receiver<String>,
    drawn: usize,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    fn start(archive: &Path, home: &Path) -> Self {
        let (to, inbox) = mpsc::channel();
        let (frames_to, frames) = mpsc::channel();
        let library = Arc::new(shelf::open(archive, home));
        let outside = to.clone();
        let thread = thread::spawn(move || {
            let config = Config::parse("", "config.toml").unwrap();
            let mut workers = Workers::start(&library, &outside).unwrap();
            let (mut app, first) = App::new(Setup::new(config, Shown::default()), SIZE);
            run::run(&mut app, first, &mut told(frames_to), &inbox, &mut workers).unwrap();
            workers.finish();
        });
        Self {
            to,
            frames,
            drawn: 0,
            thread: Some(thread),
        }
    }

    fn keys(&self, keys: &str) {
        for ch in keys.chars() {
            let chord = match ch {
                '\n' => "enter".parse().unwrap(),
                '\u{1b}' => "esc".parse().unwrap(),
                ch => Chord::of(ch),
            };
            self.to.send(Wake::Msg(Msg::Pressed(chord))).unwrap();
        }
    }

    /// Waits for a frame that shows `wanted` and returns it.
    fn see(&mut self, wanted: &str) -> String {
        let until = Instant::now() + Duration::from_mins(1);
        let mut last = String::new();
        loop {
            match self
                .frames
                .recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                Ok(frame) if frame.contains(wanted) => {
                    self.drawn += 1;
                    return frame;
                }
                Ok(frame) => {
                    self.drawn += 1;
                    last = frame;
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("no frame showed {wanted:?}; the last one:\n{last}")
                }
            }
        }
    }

    fn end(&mut self) {
        self.to.send(Wake::Msg(Msg::Terminated)).unwrap();
        self.thread.take().unwrap().join().unwrap();
    }
}

/// Writes an archive of text files; the third names a company nobody else does.
fn archive() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=30 {
        let maker = if number == 3 {
            "Xiaomi"
        } else {
            "Sebuah pabrik"
        };
        let text = format!(
            "{maker} memperkenalkan ponsel nomor {number} di Jakarta, Senin (12/1/2015).\nHarganya belum diumumkan oleh perusahaan itu.\n"
        );
        std::fs::write(folder.path().join(format!("{number:02}.txt")), text).unwrap();
    }
    folder
}

#[test]
fn an_archive_is_read_searched_and_marked() {
    let (archive, home) = (archive(), tempfile::tempdir().unwrap());
    let mut running = Running::start(archive.path(), home.path());
    running.see("30 articles");
    running.keys("/xiaomi");
    running.see("1 article for xiaomi");
    running.see("Xiaomi memperkenalkan ponsel nomor 3");
    running.keys("\nr");
    running.see("29 unread");
    running.end();
    // The next start finds the mark and reads nothing anew.
    let mut again = Running::start(archive.path(), home.path());
    again.see("29 unread");
    again.keys("u");
    again.see("undone: 1 marked read");
    again.end();
}

#[test]
fn a_flood_of_keys_draws_few_frames() {
    let (archive, home) = (archive(), tempfile::tempdir().unwrap());
    let mut running = Running::start(archive.path(), home.path());
    running.see("30 articles");
    running.drawn = 0;
    running.keys(&"jk".repeat(5000));
    running.keys("j");
    running.keys("/zzz");
    running.see("0 articles for zzz");
    assert!(
        running.drawn < 400,
        "{} frames for 10,000 keys",
        running.drawn
    );
    running.end();
}
