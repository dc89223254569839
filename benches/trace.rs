//! What each key of a search costs over an archive of any size, and the slowest of them by name.
//!
//! `cargo bench --bench trace -- ARCHIVE FOLDER [read]`: reads ARCHIVE into an index below FOLDER, unless it is there,
//! types queries a key at a time and prints what the search thread computes for each: until the first screen of hits,
//! and until all are counted. With `read`, half of the articles are marked as read before. On a busy machine, let it come
//! before everything else (`chrt -f 5`). Without ARCHIVE it does nothing.
#![expect(clippy::print_stdout, reason = "it prints its table")]
#![expect(clippy::unwrap_used, reason = "a measurement that fails stops")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use kliping::annotate::Annotator;
use kliping::archive::Options;
use kliping::index::{Hits, Order, Query, Watch};
use kliping::library::{Field, Library, Places, Scope};

/// Rows that come with the answer to a search.
const ROWS: usize = 150;

/// Keys that are named.
const NAMED: usize = 25;

/// What people type, a key at a time; `<` takes a letter back.
const TYPED: &[&str] = &[
    "xiaomi",
    "google phone",
    "kerja sama",
    "\"kerja sama\" ",
    "\"of the\" ",
    "\"yang akan datang\" ",
    "perusahaan yang di",
    "pertumbuhan ekonomi",
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
    "said:google iphone",
    "outlet:detik harga",
    "title:(xiaomi or oppo) ",
    "title:son",
    "xiaomi NEAR jakarta ",
    "the NEAR company ",
    "body:harga ",
    "quote:murah ",
    "quote:market ",
    "/rp [0-9]+ juta/",
    "/sam.*ng/",
    "microsoft windows server update",
    "a",
    "s",
    "b",
    "di",
    "th",
    "me",
    "per",
    "con",
];

/// What one key cost, in milliseconds.
struct Cost {
    typed: String,
    first: f64,
    whole: f64,
}

/// Searches for what is typed so far, as the search worker does.
fn search(library: &Library, typed: &str, scope: Scope, order: Order) -> Option<Cost> {
    let query = Query::parse(typed).ok()?;
    let begun = Instant::now();
    let mut first = None;
    let screen = |hits: &Hits| {
        let rows = hits.rows(0..ROWS).unwrap();
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        library.marks().get(&ids).unwrap();
    };
    let mut early = |hits: Hits| {
        screen(&hits);
        first = first.or(Some(begun.elapsed()));
    };
    let mut watch = Watch {
        stale: &|| false,
        early: &mut early,
    };
    let found = library.search_early(&query, scope, order, &mut watch);
    let hits = found.unwrap().unwrap();
    if first.is_none() {
        screen(&hits);
    }
    let whole = begun.elapsed();
    Some(Cost {
        typed: typed.to_owned(),
        first: first.unwrap_or(whole).as_secs_f64() * 1e3,
        whole: whole.as_secs_f64() * 1e3,
    })
}

fn typing(library: &Library, name: &str, scope: Scope, order: Order) {
    let mut costs = Vec::new();
    for typed in TYPED {
        let mut so_far = String::new();
        for key in typed.chars() {
            if key == '<' {
                so_far.pop();
            } else {
                so_far.push(key);
            }
            costs.extend(search(library, &so_far, scope, order));
        }
    }
    println!("\n{name}: {} keys", costs.len());
    for (what, of) in [
        ("first screen", (|cost| cost.first) as fn(&Cost) -> f64),
        ("all counted", |cost| cost.whole),
    ] {
        let mut times: Vec<f64> = costs.iter().map(of).collect();
        times.sort_unstable_by(f64::total_cmp);
        let at = |part: f64| times.get(((times.len() - 1) as f64 * part) as usize);
        let at = |part: f64| at(part).copied().unwrap_or_default();
        println!(
            "  {what:14} p50 {:7.2}  p90 {:7.2}  p99 {:7.2}  max {:7.2} ms",
            at(0.5),
            at(0.9),
            at(0.99),
            at(1.0)
        );
    }
    costs.sort_unstable_by(|one, other| other.first.total_cmp(&one.first));
    for cost in costs.iter().take(NAMED) {
        println!("  {:7.2} {:7.2}  {}", cost.first, cost.whole, cost.typed);
    }
}

fn mark_half(library: &Library) {
    let everything = Query::everything();
    let all = library.search(&everything, Scope::All, Order::Newest, &|| false);
    let hits = all.unwrap().unwrap();
    let half: Vec<_> = (0..hits.len())
        .step_by(2000)
        .flat_map(|at| hits.ids(at..(at + 1000).min(hits.len())).unwrap())
        .collect();
    let begun = Instant::now();
    library.mark(&half, Field::Read, true, "read").unwrap();
    println!("marking {} articles: {:?}", half.len(), begun.elapsed());
    library.counts().unwrap();
    library.keep_flags().unwrap();
}

fn open(archive: &Path, folder: &Path) -> Library {
    let annotator = Arc::new(Annotator::builtin());
    Library::open(
        archive,
        &Places::below(folder),
        annotator,
        Options::default(),
    )
    .unwrap()
}

fn main() {
    let mut arguments = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"));
    let (Some(archive), Some(folder)) = (
        arguments.next().map(PathBuf::from),
        arguments.next().map(PathBuf::from),
    ) else {
        println!("give an archive and a folder: cargo bench --bench trace -- ARCHIVE FOLDER");
        return;
    };
    let library = open(&archive, &folder);
    library
        .ingest(&mut |_| {}, &AtomicBool::new(false))
        .unwrap();
    if arguments.next().is_some()
        && library.counts().unwrap().unread == library.counts().unwrap().all
    {
        mark_half(&library);
    }
    let orders = [Order::Newest, Order::Relevance];
    for order in orders {
        typing(&library, &format!("{order:?}"), Scope::All, order);
    }
    typing(&library, "unread, Newest", Scope::Unread, Order::Newest);
}
