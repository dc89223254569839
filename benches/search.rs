//! What searching costs over an archive that is made here: from the start to the first screen, a screen of rows anywhere
//! in the list, and queries of each kind. `cargo bench --bench trace` measures larger archives, key by key.
#![expect(clippy::unwrap_used, reason = "a measurement that fails stops")]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use divan::{Bencher, black_box};
use kliping::annotate::Annotator;
use kliping::archive::Options;
use kliping::index::{Hits, Order, Query};
use kliping::library::{Library, Places, Scope};
use tempfile::TempDir;

fn main() {
    divan::main();
}

/// Articles of the archive.
const ARTICLES: u64 = 20_000;

/// Rows that come with the answer to a search.
const ROWS: usize = 150;

/// A query of each kind.
const QUERIES: &[&str] = &[
    "s",
    "ba",
    "pra",
    "kata",
    "kata ber",
    "\"kata yang\" ",
    "title:kata ",
    "date:2015 kata",
    "company:xiaomi ",
    "kata NEAR yang ",
    "quote:murah ",
    "/rp [0-9]+/",
    "is:unread kata",
];

/// The archive and the folder of its index.
struct Made {
    folder: TempDir,
}

impl Made {
    fn open(&self) -> Library {
        open(self.folder.path())
    }
}

fn open(folder: &Path) -> Library {
    let annotator = Arc::new(Annotator::builtin());
    let places = Places::below(folder);
    Library::open(
        &folder.join("a.jsonl"),
        &places,
        annotator,
        Options::default(),
    )
    .unwrap()
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    // A generator of numbers (Steele and others, "Fast splittable pseudorandom number generators", 2014).
    let mut state = 1_u64;
    let mut below = |bound: u64| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    };
    let syllables = ["ba", "ber", "da", "ka", "me", "pra", "ri", "sa", "ta", "yu"];
    let mut lines = String::new();
    for at in 0..ARTICLES {
        let mut text = String::from("Xiaomi berkata, \\\"Harganya murah.\\\" kata yang ");
        for _ in 0..200 {
            // Few words are common and most are rare.
            let bound = 1 + below(20_000);
            let rank = below(bound);
            let mut left = rank + 10;
            while left > 0 {
                text.push_str(
                    syllables
                        .get((left % 10) as usize)
                        .copied()
                        .unwrap_or_default(),
                );
                left /= 10;
            }
            text.push(' ');
        }
        let (year, month, day) = (2010 + below(10), 1 + below(12), 1 + below(28));
        writeln!(
            lines,
            "{{\"title\":\"Kata {at}\",\"published\":\"{year}-{month:02}-{day:02}\",\"body\":\"{text}Rp {at} juta.\"}}"
        )
        .unwrap();
    }
    std::fs::write(folder.path().join("a.jsonl"), lines).unwrap();
    let library = open(folder.path());
    library
        .ingest(&mut |_| {}, &AtomicBool::new(false))
        .unwrap();
    Made { folder }
});

fn find(library: &Library, query: &str, order: Order) -> Hits {
    let query = Query::parse(query).unwrap();
    let found = library.search(&query, Scope::All, order, &|| false);
    found.unwrap().unwrap()
}

/// What stands before the first screen, from nothing.
#[divan::bench]
fn start(bencher: Bencher<'_, '_>) {
    LazyLock::force(&MADE);
    bencher.bench(|| {
        let library = MADE.open();
        let rows = find(&library, "", Order::Newest).rows(0..ROWS).unwrap();
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        library.marks().get(&ids).unwrap();
        library.plain_article(ids.first().unwrap()).unwrap()
    });
}

#[divan::bench]
fn rows_anywhere(bencher: Bencher<'_, '_>) {
    let library = MADE.open();
    let hits = find(&library, "", Order::Newest);
    let mut at = 0;
    bencher.bench_local(|| {
        at = (at + 7919) % (hits.len() - ROWS);
        hits.rows(at..at + ROWS).unwrap()
    });
}

#[divan::bench(args = QUERIES)]
fn newest(bencher: Bencher<'_, '_>, query: &str) {
    search(bencher, query, Order::Newest);
}

#[divan::bench(args = QUERIES)]
fn relevance(bencher: Bencher<'_, '_>, query: &str) {
    search(bencher, query, Order::Relevance);
}

fn search(bencher: Bencher<'_, '_>, query: &str, order: Order) {
    let library = MADE.open();
    bencher.bench_local(|| {
        let hits = find(&library, black_box(query), order);
        hits.rows(0..ROWS).unwrap()
    });
}
