//! Ingest, start and search over an archive of any size, in real time.
//!
//! `cargo bench --bench search -- ARCHIVE [CACHE]`: reads ARCHIVE (as `make_archive.py` makes it) into an index below
//! CACHE, or a folder that goes afterwards, then types queries and prints what each key cost. Without ARCHIVE it does
//! nothing: measuring is for a quiet machine.
#![expect(clippy::print_stdout, reason = "it prints its table")]
#![expect(clippy::unwrap_used, reason = "a measurement that fails stops")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use kliping::annotate::Annotator;
use kliping::archive::Options;
use kliping::index::{Order, Query};
use kliping::library::{Field, Library, Places, Scope};

/// Rows of a screen.
const SCREEN: usize = 60;

/// What people type, a key at a time; `<` takes a letter back.
const TYPED: &[&str] = &[
    "xiaomi",
    "google phone",
    "kerja sama",
    "\"kerja sama\" ",
    "\"of the\" ",
    "perusahaan yang di",
    "the company<<<<<<<new",
    "samsung -galaxy ",
    "apple or microsoft",
    "company:goo",
    "is:unread telkom",
    "date:2015..2016 kamera",
    "reuters said",
    "\"chief executive of\" ",
    "meluncurkan ponsel ",
    "selling phones ",
    "said:reuters ",
    "title:(xiaomi or oppo) ",
    "xiaomi NEAR jakarta ",
    "body:harga ",
    "quote:murah ",
    "/rp [0-9]+ juta/",
];

fn open(archive: &Path, cache: &Path) -> Library {
    Library::open(
        archive,
        &Places::below(cache),
        Arc::new(Annotator::builtin()),
        Options::default(),
    )
    .unwrap()
}

/// Anonymous memory of this program now, in MB, and its peak of all memory; 0 where the system does not say.
fn memory() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        status
            .lines()
            .find_map(|line| {
                line.strip_prefix(name)?
                    .trim()
                    .strip_suffix("kB")?
                    .trim()
                    .parse::<u64>()
                    .ok()
            })
            .unwrap_or(0)
            / 1024
    };
    (field("RssAnon:"), field("VmHWM:"))
}

/// CPU seconds of this program so far.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    ticks as f64 / 100.0
}

fn size(folder: &Path) -> u64 {
    let Ok(entries) = folder.read_dir() else {
        return folder.metadata().map_or(0, |meta| meta.len());
    };
    entries
        .flatten()
        .map(|entry| {
            if entry.path().is_dir() {
                size(&entry.path())
            } else {
                entry.metadata().map_or(0, |meta| meta.len())
            }
        })
        .sum()
}

fn print(name: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |part: f64| {
        times
            .get(((times.len() - 1) as f64 * part) as usize)
            .map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    println!(
        "{name:44} p50 {:8.3}  p90 {:8.3}  p99 {:8.3}  max {:8.3} ms",
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
}

fn ingest(archive: &Path, cache: &Path) {
    let begun = Instant::now();
    let library = open(archive, cache);
    println!(
        "{:44} {:8.3} ms",
        "open",
        begun.elapsed().as_secs_f64() * 1e3
    );
    let (mut first, mut peak) = (None, 0);
    let (begun, before) = (Instant::now(), cpu());
    let summary = library
        .ingest(
            &mut |progress| {
                peak = peak.max(memory().0);
                if progress.committed && first.is_none() {
                    first = Some(begun.elapsed());
                }
            },
            &AtomicBool::new(false),
        )
        .unwrap();
    if summary.added == 0 {
        println!(
            "{:44} {:8.3} ms",
            "nothing new",
            begun.elapsed().as_secs_f64() * 1e3
        );
        return;
    }
    let text = size(archive) as f64 / 1e6;
    let (wall, busy) = (begun.elapsed().as_secs_f64(), cpu() - before);
    println!(
        "ingest of {} articles, {text:.0} MB: {wall:.1} s, {:.1} MB/s, {:.1} MB a CPU second",
        summary.added,
        text / wall,
        text / busy
    );
    println!(
        "first articles after {:.0} ms; anonymous memory at most {peak} MB",
        first.unwrap_or_default().as_secs_f64() * 1e3
    );
    println!(
        "index {:.0} MB, {:.2} of the text",
        size(&cache.join("cache")) as f64 / 1e6,
        size(&cache.join("cache")) as f64 / 1e6 / text
    );
}

/// Every key of the typed queries: what is typed so far is searched and its first screen fetched.
fn typing(library: &Library, order: Order) {
    let mut all = Vec::new();
    for typed in TYPED {
        let mut times = Vec::new();
        let mut so_far = String::new();
        for key in typed.chars() {
            if key == '<' {
                so_far.pop();
            } else {
                so_far.push(key);
            }
            let begun = Instant::now();
            if let Ok(query) = Query::parse(&so_far) {
                let hits = library
                    .search(&query, Scope::All, order, &|| false)
                    .unwrap()
                    .unwrap();
                hits.rows(0..SCREEN).unwrap();
            }
            times.push(begun.elapsed());
        }
        all.extend_from_slice(&times);
        print(&format!("  {typed}"), &mut times);
    }
    print(&format!("typing, {order:?}"), &mut all);
}

/// What stands before the first screen, from nothing.
fn start(archive: &Path, cache: &Path) {
    let mut times = Vec::new();
    for _ in 0..20 {
        let begun = Instant::now();
        let library = open(archive, cache);
        let hits = library
            .search(&Query::everything(), Scope::All, Order::Newest, &|| false)
            .unwrap()
            .unwrap();
        let rows = hits.rows(0..SCREEN).unwrap();
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        library.marks().get(&ids).unwrap();
        if let Some(first) = ids.first() {
            library.article(first).unwrap();
        }
        times.push(begun.elapsed());
    }
    print(
        "start: open, list, first screen, marks, article",
        &mut times,
    );
}

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"));
    let Some(archive) = arguments.next().map(PathBuf::from) else {
        println!("give an archive: cargo bench --bench search -- ARCHIVE [CACHE]");
        return;
    };
    let kept = arguments.next().map(PathBuf::from);
    let passing = std::env::temp_dir().join(format!("kliping-bench-{}", std::process::id()));
    let cache = kept.clone().unwrap_or_else(|| passing.clone());
    ingest(&archive, &cache);

    start(&archive, &cache);
    let library = open(&archive, &cache);
    let hits = library
        .search(&Query::everything(), Scope::All, Order::Newest, &|| false)
        .unwrap()
        .unwrap();
    let mut times = Vec::new();
    for step in 0..400 {
        let at = hits.len() / 400 * step;
        let begun = Instant::now();
        hits.rows(at..at + SCREEN).unwrap();
        times.push(begun.elapsed());
    }
    print("a screen of rows anywhere in the list", &mut times);

    let half: Vec<_> = (0..hits.len() / 2)
        .step_by(1000)
        .flat_map(|at| hits.ids(at..(at + 1000).min(hits.len() / 2)).unwrap())
        .collect();
    let begun = Instant::now();
    library.mark(&half, Field::Read, true, "read").unwrap();
    println!(
        "marking {} articles: {:.0} ms",
        half.len(),
        begun.elapsed().as_secs_f64() * 1e3
    );
    let begun = Instant::now();
    let counts = library.counts().unwrap();
    println!(
        "first counts, {} unread: {:.0} ms",
        counts.unread,
        begun.elapsed().as_secs_f64() * 1e3
    );

    typing(&library, Order::Newest);
    typing(&library, Order::Relevance);
    println!("anonymous memory after the session {} MB", memory().0);
    if kept.is_none() {
        std::fs::remove_dir_all(&passing).unwrap();
    }
}
