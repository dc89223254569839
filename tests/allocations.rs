//! What a frame allocates, what reading an archive leaves behind, and that nothing is allocated while nothing happens:
//! counted by the allocator itself, which is why this is a program of its own.
#![expect(unsafe_code, reason = "an allocator that counts is unsafe to write")]
#![expect(clippy::unwrap_used, reason = "a test that fails stops")]

mod stage;

use std::alloc::{GlobalAlloc, Layout, System};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use jiff::civil::date;
use kliping::annotate::{Annotated, Annotator};
use kliping::app::views::listed::Listed;
use kliping::app::views::reader::Opened;
use kliping::app::{App, Effect, Msg, Setup, Shown};
use kliping::archive::Options;
use kliping::article::{Article, ArticleId, Meta, Provenance};
use kliping::config::{Chord, Config};
use kliping::index::Row;
use kliping::library::{Library, Mark, Places, Progress};
use kliping::memory;
use kliping::run::stage::present;
use kliping::run::workers::Workers;
use kliping::run::{self, Wake};
use kliping::text::Lang;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use stage::Frames;

/// Counts what is taken from the system.
struct Counting;

/// Allocations so far.
static TAKEN: AtomicUsize = AtomicUsize::new(0);

/// Bytes that are held.
static HELD: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is handed on to the system's allocator as it comes.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        TAKEN.fetch_add(1, Ordering::Relaxed);
        HELD.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const SIZE: (u16, u16) = (120, 40);

fn listed(at: usize) -> Listed {
    Listed {
        row: Row {
            id: ArticleId([(at % 251) as u8; 16]),
            title: format!("Judul nomor {at} tentang sebuah ponsel yang baru diumumkan di Jakarta"),
            made: false,
            date: Some(date(2015, 1, 12).at(8, 0, 0, 0)),
            guessed_date: false,
            outlet: Some("Kompas".to_owned()),
            words: 400,
            lang: Lang::Id,
        },
        mark: Mark::default(),
        copies: 0,
    }
}

/// The program over a list of a million articles, and what answers it.
struct Reading {
    app: App,
    screen: Terminal<CrosstermBackend<io::Sink>>,
    opened: Arc<Opened>,
    rows: usize,
}

impl Reading {
    fn new(text: String) -> Self {
        let config = Config::parse("", "config.toml").unwrap();
        let (app, first) = App::new(Setup::new(config, Shown::default()), SIZE);
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, SIZE.0, SIZE.1)),
        };
        let article = Article::new(Meta::default(), text, Provenance::default());
        let (found, title) = (Annotated::default(), "Judul".to_owned());
        let mut reading = Self {
            app,
            screen: Terminal::with_options(CrosstermBackend::new(io::sink()), options).unwrap(),
            opened: Arc::new(Opened::new(article, found, title, false, Vec::new())),
            rows: 0,
        };
        reading.answer(first);
        reading
    }

    /// Answers what is asked for, as the workers do.
    fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let msg = match effect {
                Effect::Search { generation, .. } => Msg::Found {
                    generation,
                    total: 1_000_000,
                    more: false,
                    position: None,
                    cut: false,
                    from: 0,
                    rows: (0..150).map(listed).collect(),
                },
                Effect::Fetch {
                    generation,
                    from,
                    count,
                } => {
                    self.rows += count;
                    Msg::Fetched {
                        generation,
                        from,
                        rows: (from..from + count).map(listed).collect(),
                    }
                }
                Effect::Load { id, .. } => Msg::Loaded {
                    id,
                    opened: Some(Arc::clone(&self.opened)),
                },
                _ => continue,
            };
            let more = self.app.update(msg, Instant::now());
            self.answer(more);
        }
    }

    /// Presses a key and draws; returns what that allocated, what the answers cost not counted.
    fn press(&mut self, key: &str) -> usize {
        let chord: Chord = key.parse().unwrap();
        let before = TAKEN.load(Ordering::Relaxed);
        let effects = self.app.update(Msg::Pressed(chord), Instant::now());
        present(&mut self.screen, &self.app).unwrap();
        let taken = TAKEN.load(Ordering::Relaxed) - before;
        self.answer(effects);
        present(&mut self.screen, &self.app).unwrap();
        taken
    }
}

/// One after the other, because they count together.
#[test]
fn a_frame_allocates_little_and_the_same_and_idleness_nothing() {
    memory::keep_little();
    reading_an_archive();
    scrolling_the_list();
    scrolling_a_long_article();
    idleness();
}

/// Frames of a list that scrolls in the steady state allocate less than this each (243 when this was written): some small
/// texts for each row of the screen.
const LIST: usize = 400;

fn scrolling_the_list() {
    let mut reading = Reading::new("Isi yang pendek.".to_owned());
    for _ in 0..60 {
        reading.press("j");
    }
    let most = (0..200).map(|_| reading.press("j")).max().unwrap();
    assert!(most < LIST, "{most} allocations for a line of the list");
    reading.rows = 0;
    let most = (0..100).map(|_| reading.press("pagedown")).max().unwrap();
    assert!(most < LIST, "{most} allocations for a page of the list");
    let fetched = reading.rows / 100;
    assert!(
        fetched <= usize::from(SIZE.1),
        "{fetched} rows fetched for each page"
    );
    // Where the cursor stands makes no difference.
    reading.press("G");
    let most = (0..50).map(|_| reading.press("k")).max().unwrap();
    assert!(most < LIST, "{most} allocations at the end of a million");
}

/// The same for an article of a megabyte: what is not on the screen costs nothing.
const ARTICLE: usize = 400;

fn scrolling_a_long_article() {
    let line =
        "Sebuah kalimat yang cukup panjang untuk beberapa baris di layar mana pun, dan lagi.\n";
    let frames = |bytes: usize| {
        let mut reading = Reading::new(line.repeat(bytes / line.len()));
        reading.press("enter");
        (0..50).for_each(|_| {
            reading.press("j");
        });
        (0..200).map(|_| reading.press("j")).max().unwrap()
    };
    let (short, long) = (frames(20_000), frames(1_000_000));
    assert!(
        long < ARTICLE,
        "{long} allocations for a line of a long article"
    );
    assert!(
        long <= short + 20,
        "{long} for a megabyte, {short} for 20 kB"
    );
}

/// Articles of each of the two files that are read.
const ARTICLES: usize = 2_000;

/// Bytes that may be held for each article that was read: at the last commit, when the thread that reads still has what
/// the articles since the commit before needed, and in the session that goes on.
const HELD_FOR_EACH: (usize, usize) = (400, 100);

/// Bytes of anonymous memory that the allocator, the database, the press and the stacks may have beyond what is held, right after a
/// commit and when all is read (7 MB when this was written, 56 before anything was given back).
const BEYOND: usize = 20 << 20;

/// Reading an archive holds next to nothing for each article, and what it took is given back to the system.
fn reading_an_archive() {
    let (archive, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let library = Library::open(
        archive.path(),
        &Places::below(home.path()),
        Arc::new(Annotator::builtin()),
        Options::default(),
    );
    let library = library.unwrap();
    let mut random = 1_u32;
    let mut held = Vec::new();
    for file in ["a.jsonl", "b.jsonl"] {
        let lines: String = (0..ARTICLES)
            .map(|at| line(file, at, &mut random))
            .collect();
        std::fs::write(archive.path().join(file), lines).unwrap();
        let (mut last, mut beyond) = (0, 0);
        let mut told = |progress: Progress| {
            if progress.committed {
                last = HELD.load(Ordering::Relaxed);
                beyond = beyond.max(anonymous().saturating_sub(last));
            }
        };
        let summary = library.ingest(&mut told, &AtomicBool::new(false)).unwrap();
        assert_eq!(summary.added, ARTICLES as u64);
        let after = HELD.load(Ordering::Relaxed);
        beyond = beyond.max(anonymous().saturating_sub(after));
        assert!(beyond < BEYOND, "{beyond} bytes were not given back");
        held.push((last, after));
    }
    let grown = |one: usize, other: usize| other.saturating_sub(one) / ARTICLES;
    let (first, second) = (held[0], held[1]);
    let grown = (grown(first.0, second.0), grown(first.1, second.1));
    assert!(
        grown.0 < HELD_FOR_EACH.0 && grown.1 < HELD_FOR_EACH.1,
        "{grown:?} bytes are held for each article"
    );
}

/// An article of a hundred words as a line of JSON.
fn line(file: &str, at: usize, random: &mut u32) -> String {
    let mut word = || {
        *random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        format!("kata{}", (*random >> 20) % 3_000)
    };
    let body: Vec<String> = (0..100).map(|_| word()).collect();
    let body = body.join(" ");
    format!(
        "{{\"url\":\"https://contoh.id/{file}/{at}\",\"title\":\"Judul {file} {at}\",\"body\":\"{body}\"}}\n"
    )
}

/// Bytes of anonymous memory of this program; 0 where the system does not say it.
fn anonymous() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("RssAnon:"));
    let size = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    size.unwrap_or(0) << 10
}

/// The whole program over an archive, when everything is read and shown: no thread of it does anything.
fn idleness() {
    let (archive, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for at in 0..20 {
        let text = format!("Artikel {at} tentang ponsel baru di Jakarta, Senin (12/1/2015).\n");
        std::fs::write(archive.path().join(format!("{at}.txt")), text).unwrap();
    }
    let library = Library::open(
        archive.path(),
        &Places::below(home.path()),
        Arc::new(Annotator::builtin()),
        Options::default(),
    );
    let library = Arc::new(library.unwrap());
    let (to, inbox) = mpsc::channel();
    let outside = to.clone();
    let running = thread::spawn(move || {
        let config = Config::parse("", "config.toml").unwrap();
        let mut workers = Workers::start(&library, &outside).unwrap();
        let (mut app, first) = App::new(Setup::new(config, Shown::default()), SIZE);
        run::run(
            &mut app,
            first,
            &mut Frames(|_: &App| {}),
            &inbox,
            &mut workers,
        )
        .unwrap();
        workers.finish();
    });
    // Reading the archive ends, the session is kept a moment later; then there must be quiet.
    let until = Instant::now() + Duration::from_mins(1);
    loop {
        let before = TAKEN.load(Ordering::Relaxed);
        thread::sleep(Duration::from_secs(2));
        let taken = TAKEN.load(Ordering::Relaxed) - before;
        if taken == 0 {
            break;
        }
        assert!(
            Instant::now() < until,
            "{taken} allocations in two idle seconds"
        );
    }
    to.send(Wake::Msg(Msg::Terminated)).unwrap();
    running.join().unwrap();
}
