//! What searching costs, counted: over an index of several segments made here.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use jiff::civil::date;
use tantivy::query::{EnableScoring, Query as _};
use tempfile::TempDir;

use super::bits::Bits;
use super::lower::Lowering;
use super::scan::Scan;
use super::walk::Walk;
use super::*;
use crate::article::{Article, ArticleId, Meta, Provenance};
use crate::text::Lang;

/// Articles in each segment.
const EACH: u64 = 600;

/// The text of an article: "of the" in all, "never here" with a word between, in one of 200 side by side; words that
/// begin with `ka` by the hundred.
fn text(at: u64) -> String {
    let pair = if at.is_multiple_of(200) {
        "never here"
    } else {
        "never ever here"
    };
    format!("One of the papers {pair}. ka{at} kata kota{} Zeta", at % 7)
}

fn index(segments: u64) -> (TempDir, Index, Vec<Article>) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path(), true).unwrap();
    let mut writer = index.writer(1, 20 << 20).unwrap();
    let mut articles = Vec::new();
    for at in 0..segments * EACH {
        let article = Article::new(Meta::default(), text(at), Provenance::default());
        let day = date(2015, 1, 1).at(0, 0, 0, 0) + jiff::Span::new().hours(at as i64);
        let row = Row {
            id: article.id,
            title: format!("Judul {at}"),
            made: true,
            date: Some(day),
            guessed_date: false,
            outlet: None,
            words: 0,
            lang: Lang::En,
        };
        let speaker = format!("Budi {at}");
        let facts = Facts {
            row,
            place: Place::new(Some(day), at),
            companies: if at % 3 == 0 {
                vec!["Kota Raya"]
            } else {
                Vec::new()
            },
            sources: vec![&speaker],
        };
        writer.add(&article, facts).unwrap();
        articles.push(article);
        if at % EACH == EACH - 1 {
            writer.commit().unwrap();
        }
    }
    drop(writer);
    index.reload().unwrap();
    (folder, index, articles)
}

fn lowering<'a>(snapshot: &'a Snapshot, index: &'a Index) -> Lowering<'a> {
    Lowering {
        searcher: snapshot.searcher(),
        fields: &index.fields,
        flags: None,
        today: date(2015, 1, 1),
        stale: &|| false,
        scans: snapshot.scans(),
    }
}

/// A walk over all that a query finds, at its beginning.
fn walk<'a>(snapshot: &'a Snapshot, index: &'a Index, query: &str) -> Walk<'a> {
    let node = Query::parse(query).unwrap().root;
    let query = lowering(snapshot, index).lower(&node).unwrap();
    let weight = query
        .weight(EnableScoring::disabled_from_searcher(snapshot.searcher()))
        .unwrap();
    let none = snapshot.segments().map(|_| Vec::new()).collect();
    Walk::begin(snapshot, &*weight, none, &|| false)
        .unwrap()
        .unwrap()
}

fn found(snapshot: &Arc<Snapshot>, query: &str, order: Order) -> Hits {
    let query = Query::parse(query).unwrap();
    let watch = &mut Watch {
        stale: &|| false,
        early: &mut |_| {},
    };
    snapshot
        .search(&query, None, order, None, watch)
        .unwrap()
        .unwrap()
}

#[test]
fn the_first_screen_looks_at_no_more_than_it_shows() {
    let (_folder, index, _) = index(3);
    let snapshot = index.snapshot().unwrap();
    let steps = |query: &str, count: usize| {
        let mut walk = walk(&snapshot, &index, query);
        let newest = walk.newest(count, &mut |_| false);
        let all: u32 = walk.steps;
        let rest: u32 = walk
            .rest(&|| false)
            .unwrap()
            .iter()
            .map(bits::Bits::count)
            .sum();
        (newest.len(), all, rest)
    };
    let all = 3 * EACH as u32;
    assert_eq!(steps("\"of the\" ", 40), (40, 40, all));
    assert_eq!(steps("k", 40), (40, 40, all));
    assert_eq!(steps("\"never here\" ", 40), (9, 9, 9));
}

#[test]
fn the_first_hits_are_those_of_the_whole_answer() {
    let (_folder, index, _) = index(3);
    let snapshot = index.snapshot().unwrap();
    let query = Query::parse("\"of the\" ").unwrap();
    let mut walk = walk(&snapshot, &index, "\"of the\" ");
    let first = walk.newest(100, &mut |_| false);
    let whole = found(&snapshot, "\"of the\" ", Order::Newest);
    assert!(whole.is_whole());
    let rows = whole.rows(0..100).unwrap();
    let early: Vec<_> = first.iter().map(|at| snapshot.row(*at).unwrap()).collect();
    assert_eq!(rows, early);
    // Nobody waits any more: nothing is answered.
    let watch = &mut Watch {
        stale: &|| true,
        early: &mut |_| {},
    };
    let none = snapshot.search(&query, None, Order::Newest, None, watch);
    assert!(none.unwrap().is_none());
}

#[test]
fn short_beginnings_find_what_looking_at_every_word_finds() {
    let (_folder, index, articles) = index(2);
    let snapshot = index.snapshot().unwrap();
    for beginning in [
        "k", "ka", "ka1", "kat", "ko", "kot", "z", "ze", "q", "ka99", "he",
    ] {
        let expected = articles
            .iter()
            .filter(|article| {
                tokens::folded(&article.text).any(|(_, word)| word.starts_with(beginning))
            })
            .count();
        let hits = found(&snapshot, beginning, Order::Newest);
        assert_eq!(hits.len(), expected, "{beginning}");
        let best = found(&snapshot, beginning, Order::Relevance);
        assert_eq!(best.len(), expected, "{beginning}");
    }
    let written = |beginning: &str| {
        let reader = snapshot.segments().next().unwrap();
        short::find(reader, short::WORDS, beginning)
            .unwrap()
            .map(|bits| bits.count())
    };
    // 600 words begin with "ka": written down. Seven begin with "kot": looked up.
    assert_eq!(written("ka"), Some(EACH as u32));
    assert_eq!(written("kot"), None);
}

#[test]
fn articles_read_back_from_their_blocks() {
    let (_folder, index, articles) = index(2);
    let snapshot = index.snapshot().unwrap();
    for article in articles.iter().step_by(97) {
        let (row, read) = snapshot.article(&article.id, &|_| "").unwrap().unwrap();
        assert_eq!(read.text, article.text);
        assert_eq!(row.id, article.id);
    }
}

#[test]
fn kept_flags_read_back() {
    let (_folder, index, articles) = index(2);
    let snapshot = index.snapshot().unwrap();
    let mut keys: Vec<u64> = articles
        .iter()
        .step_by(3)
        .map(|article| Flags::key(&article.id))
        .collect();
    keys.sort_unstable();
    let mut sets = Sets::default();
    sets.put(Flag::Read, keys.clone());
    let flags = Flags::build(&snapshot, &Flags::default(), &sets);
    assert_eq!(flags.missing(&snapshot).len(), 0);
    let mut bytes = Vec::new();
    flags.write(&mut bytes);
    let read = Flags::read(&bytes).unwrap();
    assert_eq!(read.missing(&snapshot).len(), 0);
    assert_eq!(read.count(&snapshot, Flag::Read), keys.len());
    assert_eq!(read.count(&snapshot, Flag::Starred), 0);
    assert!(bytes.len() < articles.len() / 4 + 256);
    bytes.pop();
    assert!(Flags::read(&bytes).is_none());
}

#[test]
fn a_test_of_words_looks_at_those_that_begin_so_and_ends_when_nobody_waits() {
    let (_folder, index, articles) = index(3);
    let snapshot = index.snapshot().unwrap();
    let looked_at = |beginning: &str, stale: bool| {
        let seen = AtomicUsize::new(0);
        let scan = Scan {
            name: format!("{beginning}…5"),
            beginning,
            test: &|word: &str| {
                seen.fetch_add(1, Relaxed);
                word.ends_with('5')
            },
        };
        let (searcher, field) = (snapshot.searcher(), index.fields.text);
        let found = snapshot.scans().find(searcher, field, &scan, &|| stale);
        let found = found.unwrap().map(|parts| {
            let counts = parts.values().map(|bits| bits.count());
            counts.sum::<u32>()
        });
        (seen.into_inner(), found)
    };
    assert_eq!(looked_at("", true), (0, None));
    let fives = (0..articles.len()).filter(|at| at % 10 == 5).count() as u32;
    let (all, whole) = looked_at("", false);
    assert!(all > articles.len(), "{all}");
    assert!(whole.is_some_and(|found| found >= fives), "{whole:?}");
    // Each article has a `ka…` of its own; each segment has `kata` too.
    assert_eq!(looked_at("ka", false), (articles.len() + 3, Some(fives)));
    // What was asked before is not asked again.
    assert_eq!(looked_at("ka", false), (0, Some(fives)));
}

#[test]
fn what_many_articles_answer_is_told_before_the_words_are_looked_at() {
    let (_folder, index, articles) = index(2);
    let snapshot = index.snapshot().unwrap();
    let query = Query::parse("/at/").unwrap();
    let early = Cell::new(0);
    let watch = &mut Watch {
        stale: &|| false,
        early: &mut |hits: Hits| {
            assert!(!hits.is_whole());
            early.set(hits.len());
        },
    };
    let all = snapshot.search(&query, None, Order::Newest, None, watch);
    assert_eq!(all.unwrap().unwrap().len(), articles.len());
    assert!(early.get() > 0);
}

#[test]
fn names_that_begin_so_are_written_down_where_they_are_many() {
    let (_folder, index, articles) = index(2);
    let snapshot = index.snapshot().unwrap();
    let reader = snapshot.segments().next().unwrap();
    let written = |names: &str| {
        let bits = short::find(reader, short::NAMES, names).unwrap();
        bits.map(|bits| bits.count())
    };
    // Each article has a speaker of its own, and one in three the same company.
    assert_eq!(written("s"), Some(EACH as u32));
    assert_eq!(written("sb"), Some(EACH as u32));
    assert_eq!(written("ck"), None);
    let count = |query: &str| found(&snapshot, query, Order::Newest).len();
    assert_eq!(count("said:b"), articles.len());
    assert_eq!(count("company:k"), articles.len() / 3);
    assert_eq!(count("has:company"), articles.len() / 3);
}

#[test]
fn nearness_is_looked_at_as_far_as_the_screen_goes() {
    let (_folder, index, articles) = index(3);
    let snapshot = index.snapshot().unwrap();
    let node = Query::parse("papers NEAR here ").unwrap().root;
    let query = lowering(&snapshot, &index).lower(&node).unwrap();
    let weight = query
        .weight(EnableScoring::disabled_from_searcher(snapshot.searcher()))
        .unwrap();
    let masks = snapshot.segments().map(|_| walk::Masks::new()).collect();
    let mut walk = Walk::begin(&snapshot, &*weight, masks, &|| false)
        .unwrap()
        .unwrap();
    assert_eq!(walk.newest(40, &mut |_| false).len(), 40);
    assert_eq!(walk.steps, 40);
    assert!(!walk.is_over());
    let all = walk.rest(&|| false).unwrap();
    assert_eq!(
        all.iter().map(Bits::count).sum::<u32>(),
        articles.len() as u32
    );
}

#[test]
fn stories_are_kept_for_the_same_segments() {
    let (_folder, index, articles) = index(3);
    let snapshot = index.snapshot().unwrap();
    let number = |at: usize| Snapshot::number(&articles[at].id);
    // Two stories over several segments, one of them with an article that is not there.
    let members = vec![
        (number(3), 1),
        (number(700), 1),
        (number(1500), 1),
        (number(5), 2),
        (number(6), 2),
        (77, 2),
    ];
    let folds = Folds::of(&snapshot, members);
    let mut bytes = Vec::new();
    folds.write(&snapshot, &mut bytes);
    let read = Folds::read(&snapshot, &bytes).unwrap();
    for folds in [folds, read] {
        let all = found(&snapshot, "", Order::Newest);
        let whole = all.len();
        let folded = all.folded(&folds, Some(&articles[700].id));
        assert_eq!(folded.len(), whole - 3);
        let at = folded.position_of(&articles[700].id).unwrap();
        assert_eq!(folded.others(at..at + 2, &folds), [2, 0]);
        // Few hits among many stories, and the other way round, come to the same.
        let few = found(&snapshot, "ka3 or ka1500 or ka5 ", Order::Newest);
        assert_eq!(few.folded(&folds, None).len(), 2);
    }
    bytes.truncate(bytes.len() - 1);
    assert!(Folds::read(&snapshot, &bytes).is_none());
    let (_other, other, _) = self::index(1);
    assert!(Folds::read(&other.snapshot().unwrap(), &bytes).is_none());
}

#[test]
fn what_is_told_while_articles_are_looked_into_is_the_beginning_of_the_answer() {
    let (_folder, index, _) = index(3);
    let snapshot = index.snapshot().unwrap();
    let query = Query::parse("/of the papers never (ever )?here/").unwrap();
    let mut told: Vec<Vec<ArticleId>> = Vec::new();
    let watch = &mut Watch {
        stale: &|| false,
        early: &mut |hits| {
            assert!(!hits.is_whole());
            told.push(hits.ids(0..hits.len()).unwrap());
        },
    };
    let whole = snapshot
        .search(&query, None, Order::Newest, None, watch)
        .unwrap()
        .unwrap();
    assert!(whole.is_whole() && !whole.is_cut());
    assert_eq!(whole.len(), 3 * EACH as usize);
    assert!(
        !told.is_empty(),
        "looking into 1,800 articles takes a while"
    );
    for part in told {
        assert!(part.len() <= 400);
        assert_eq!(whole.ids(0..part.len()).unwrap(), part);
    }
}

#[test]
fn words_outside_the_headline_are_told_early_too() {
    let (_folder, index, articles) = index(2);
    let snapshot = index.snapshot().unwrap();
    // "Judul 7" is the headline of one and in no text; "zeta" is in all texts.
    assert_eq!(found(&snapshot, "body:judul", Order::Newest).len(), 0);
    let hits = found(&snapshot, "body:zeta ", Order::Newest);
    assert_eq!(hits.len(), articles.len());
}

#[test]
fn names_are_gathered_once() {
    let (_folder, index, _) = index(1);
    let snapshot = index.snapshot().unwrap();
    let names = |typed: &str| snapshot.names(Key::Company, typed, 5, &|| false);
    assert!(snapshot.directories().is_empty());
    for typed in ["", "kota", "ray", "kota raya"] {
        let found = names(typed).unwrap().unwrap();
        let kota = Named {
            name: "Kota Raya".to_owned(),
            count: EACH as usize / 3,
        };
        assert_eq!(found, [kota], "{typed}");
        assert_eq!(snapshot.directories().len(), 1);
    }
    assert_eq!(names("zzz").unwrap(), Some(Vec::new()));
}

#[test]
fn what_a_session_left_in_many_parts_is_merged_later() {
    let (_folder, index, _) = index(3);
    let left = index.snapshot().unwrap();
    assert!(left.is_scattered());
    let before = found(&left, "kata", Order::Newest).len();
    index
        .writer(1, 16 << 20)
        .unwrap()
        .finish(&|| false)
        .unwrap();
    index.reload().unwrap();
    let tidied = index.snapshot().unwrap();
    assert!(!tidied.is_scattered());
    assert_eq!(tidied.segments().count(), 1);
    assert_eq!(found(&tidied, "kata", Order::Newest).len(), before);
}
