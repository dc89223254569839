//! Articles found by their marks, by this program and another, and the sets of marks that are kept for the next start.

use std::fs;

use kliping::index::{Order, Query};
use kliping::library::{Field, Library, Scope};

use super::shelf::{Shelf, found, ingest, lines, open, search, small};

#[test]
fn scopes_follow_the_marks_and_hits_stay_as_they_are() {
    let shelf = small();
    let library = shelf.open();
    ingest(&library);
    let query = Query::parse("xiaomi").unwrap();
    let hits = search(&library, &query, Scope::Unread, Order::Newest);
    assert_eq!(hits.len(), 3);
    let first = hits.ids(0..1).unwrap();
    library.mark(&first, Field::Read, true, "read").unwrap();
    assert_eq!(hits.len(), 3, "what is listed does not vanish");
    assert_eq!(
        found(&library, "xiaomi", Scope::Unread, Order::Newest).len(),
        2
    );
    assert_eq!(
        found(&library, "is:read", Scope::All, Order::Newest),
        ["Satu"]
    );
    assert_eq!(
        found(&library, "is:read or jakarta", Scope::All, Order::Newest),
        ["Satu", "Tiga"]
    );
    assert_eq!(
        found(&library, "-is:unread", Scope::Starred, Order::Newest).len(),
        0
    );
    assert_eq!(
        (
            library.counts().unwrap().unread,
            library.counts().unwrap().all
        ),
        (4, 5)
    );

    // Another program marks: seen here at the next search.
    shelf
        .open()
        .mark(&hits.ids(1..3).unwrap(), Field::Starred, true, "star")
        .unwrap();
    assert_eq!(found(&library, "", Scope::Starred, Order::Newest).len(), 2);
    library.undo().unwrap();
    assert_eq!(found(&library, "", Scope::Starred, Order::Newest).len(), 0);
    library.undo().unwrap();
    assert_eq!(library.counts().unwrap().unread, 5);

    // A moved archive keeps its marks.
    library.mark(&first, Field::Read, true, "read").unwrap();
    let moved = shelf.home().join("moved");
    fs::rename(shelf.archive(), &moved).unwrap();
    let library = open(&moved, shelf.home());
    ingest(&library);
    assert_eq!(found(&library, "", Scope::Unread, Order::Newest).len(), 4);
}

#[test]
fn kept_sets_of_marks_are_those_of_the_marks() {
    let shelf = Shelf::new();
    shelf.write_aged("a.jsonl", &lines(0, 50), 9);
    let library = shelf.open();
    ingest(&library);
    let query = Query::everything();
    let hits = |library: &Library, scope| search(library, &query, scope, Order::Newest);
    let ids = hits(&library, Scope::All).ids(0..50).unwrap();
    library.mark(&ids[..20], Field::Read, true, "read").unwrap();
    library.keep_flags().unwrap();
    drop(library);
    let library = shelf.open();
    assert_eq!(library.counts().unwrap().unread, 30);
    // Another program marks; what was kept before it did is not believed.
    let other = shelf.open();
    assert_eq!(other.counts().unwrap().unread, 30);
    other.mark(&ids[..25], Field::Read, true, "read").unwrap();
    drop(other);
    assert_eq!(library.counts().unwrap().unread, 25);
    library
        .mark(&ids[..1], Field::Read, false, "unread")
        .unwrap();
    drop(library);
    assert_eq!(hits(&shelf.open(), Scope::Unread).len(), 26);
}

#[test]
fn a_start_looks_at_no_mark() {
    let shelf = Shelf::new();
    shelf.write_aged("a.jsonl", &lines(0, 50), 9);
    let library = shelf.open();
    ingest(&library);
    let hits = search(&library, &Query::everything(), Scope::All, Order::Newest);
    let ids = hits.ids(0..20).unwrap();
    library.mark(&ids, Field::Read, true, "read").unwrap();
    assert_eq!(library.counts().unwrap().unread, 30);
    library.keep_flags().unwrap();
    let path = library.marks().path().to_owned();
    drop(library);
    // The marks go and their version stays: who looked at them would see none.
    let marks = rusqlite::Connection::open(path).unwrap();
    assert!(marks.execute("DELETE FROM mark", []).unwrap() >= 20);
    drop(marks);
    assert_eq!(shelf.open().counts().unwrap().unread, 30);
}
