//! What queries find in a real archive, and in which order: ingest, index, query.

use std::path::Path;

use kliping::article::ArticleId;
use kliping::index::{Order, Query};
use kliping::library::{Edit, Key, Kind, Library, Scope};

use super::shelf::{Shelf, found, ingest, line, newest, open, search, small};

#[test]
fn words_phrases_beginnings_and_fields_find_what_they_should() {
    let shelf = small();
    let library = shelf.open();
    assert_eq!(newest(&library, ""), Vec::<String>::new());
    let summary = ingest(&library);
    assert_eq!(
        (summary.files_read, summary.added, summary.problems),
        (2, 5, 0)
    );
    let note = "Sebuah catatan tanpa tanggal tentang xiaomi.";
    assert_eq!(
        newest(&library, ""),
        ["小米手机", "Dua", "Satu", "Tiga", note]
    );
    assert_eq!(
        found(&library, "", Scope::All, Order::Oldest),
        ["Tiga", "Satu", "Dua", "小米手机", note]
    );
    assert_eq!(newest(&library, "xiaomi "), ["Satu", "Tiga", note]);
    assert_eq!(newest(&library, "xiao "), Vec::<String>::new());
    for beginning in ["x", "xi", "xia", "xiao", "xiaom", "xiaomi"] {
        assert_eq!(
            newest(&library, beginning),
            ["Satu", "Tiga", note],
            "{beginning}"
        );
    }
    assert_eq!(newest(&library, "xiaomi -facebook k"), ["Tiga", note]);
    assert_eq!(newest(&library, "\"kerja sama\""), ["Satu"]);
    assert_eq!(newest(&library, "kerja sam"), ["Dua", "Satu"]);
    assert_eq!(newest(&library, "CAFE "), ["Satu"]);
    assert_eq!(newest(&library, "kompas.com "), ["Dua"]);
    assert_eq!(newest(&library, "手机"), ["小米手机"]);
    assert_eq!(newest(&library, "公"), ["小米手机"]);
    assert_eq!(newest(&library, "机手"), Vec::<String>::new());
    assert_eq!(
        newest(&library, "google or (jakarta keras)"),
        ["Dua", "Tiga"]
    );
    assert_eq!(newest(&library, "title:sat"), ["Satu"]);
    assert_eq!(newest(&library, "outlet:\"koran 2016-02-01\""), ["Dua"]);
    assert_eq!(newest(&library, "date:2015..2016"), ["Dua", "Satu"]);
    assert_eq!(newest(&library, "before:2015"), ["Tiga"]);
    assert_eq!(newest(&library, "-date:2000.. "), [note]);
    assert_eq!(newest(&library, "path:b/"), [note]);
    assert_eq!(
        found(&library, "xiaomi", Scope::All, Order::Relevance).len(),
        3
    );
    assert_eq!(
        found(&library, "words:11..", Scope::All, Order::Longest).len(),
        newest(&library, "words:11..").len()
    );
}

/// The small archive and three more articles.
fn wider() -> (Shelf, Library) {
    let shelf = small();
    let lines = [
        r#"{"title":"Lei Jun bicara","body":"“Kami senang sekali,” kata Lei Jun, CEO Xiaomi. Produk itu murah dan diluncurkan kemarin.","date":"2018-05-02","author":"Rina Putri","tags":["Gadget"]}"#,
        r#"{"title":"Sales fell","body":"Apple sold fewer phones. Analysts said \"demand is weak\" in the quarter.","date":"2019-07-09"}"#,
        r#"{"title":"Harga","body":"Peluncuran ponsel dibicarakan; harga Rp 2,5 juta sampai 3 juta.","date":"2020-01-31"}"#,
    ];
    shelf.write("c.jsonl", &(lines.join("\n") + "\n"));
    let library = shelf.open();
    ingest(&library);
    (shelf, library)
}

#[test]
fn the_whole_language_finds_what_it_should() {
    let (_shelf, library) = wider();
    let note = "Sebuah catatan tanpa tanggal tentang xiaomi.";
    let found = |query: &str| newest(&library, query);

    // Denials and choices in every spelling.
    for query in [
        "xiaomi ~facebook kerja ",
        "xiaomi not facebook kerja ",
        "xiaomi and kerja -facebook ",
    ] {
        assert_eq!(found(query), ["Tiga"], "{query}");
    }
    assert_eq!(found("google | jakarta "), ["Dua", "Tiga"]);

    // Beginnings and patterns.
    assert_eq!(found("face* "), ["Satu"]);
    assert_eq!(found("f*book "), ["Satu"]);
    assert_eq!(found("/^xiaomi m/"), ["Satu", "Tiga"]);
    assert_eq!(found("/(face|goog)[a-z]+/"), ["Dua", "Satu"]);
    assert_eq!(found("/Rp \\d,\\d juta/"), ["Harga"]);
    assert_eq!(found("/rp .* juta/ -harga"), Vec::<String>::new());
    assert_eq!(found("-/xiaomi m/ xiaomi "), ["Lei Jun bicara", note]);

    // Nearness, in either order.
    assert_eq!(found("xiaomi NEAR/4 facebook"), ["Satu"]);
    assert_eq!(found("facebook NEAR/5 xiaomi"), ["Satu"]);
    assert_eq!(found("xiaomi NEAR/3 facebook"), ["Satu"].repeat(0));
    assert_eq!(found("\"kerja sama\" NEAR bekasi"), ["Satu"]);

    // Headline, text, quotations.
    assert_eq!(found("title:bicara "), ["Lei Jun bicara"]);
    assert_eq!(
        found("body:bicara "),
        ["Harga"],
        "another form, in the text"
    );
    assert_eq!(found("body:\"lei jun\" "), ["Lei Jun bicara"]);
    assert_eq!(found("quote:demand "), ["Sales fell"]);
    assert_eq!(found("quote:phones "), Vec::<String>::new());
    assert_eq!(found("title:(satu or dua) "), ["Dua", "Satu"]);
}

#[test]
fn names_days_and_forms_find_what_they_should() {
    let (_shelf, library) = wider();
    let note = "Sebuah catatan tanpa tanggal tentang xiaomi.";
    let found = |query: &str| newest(&library, query);

    // Who said it, and the other names.
    assert_eq!(found("said:\"Lei Jun\""), ["Lei Jun bicara"]);
    assert_eq!(found("said:jun"), ["Lei Jun bicara"]);
    assert_eq!(found("said:xiao"), ["Lei Jun bicara"], "he speaks for it");
    assert_eq!(found("company:apple "), ["Sales fell"]);
    assert_eq!(
        found("company:\"app\""),
        Vec::<String>::new(),
        "the whole name"
    );
    assert_eq!(found("source:\"koran 2016\" "), Vec::<String>::new());
    assert_eq!(found("author:put "), ["Lei Jun bicara"]);
    assert_eq!(found("#gadget "), ["Lei Jun bicara"]);
    assert_eq!(found("has:author "), ["Lei Jun bicara"]);
    assert_eq!(found("-has:date "), [note]);
    assert_eq!(found("has:tag "), ["Lei Jun bicara"]);

    // Days.
    assert_eq!(found("date:\"Juli 2019\""), ["Sales fell"]);
    assert_eq!(found("date:31/1/2020"), ["Harga"]);
    assert_eq!(
        found("date:\"1 Mei 2018\"..\"9 July 2019\""),
        ["Sales fell", "Lei Jun bicara"]
    );
    assert_eq!(found("newer:2019 "), ["Harga", "Sales fell"]);
    assert_eq!(found("newer:\"3 bulan\""), Vec::<String>::new());
    assert_eq!(found("older:\"10 years ago\""), ["Dua", "Satu", "Tiga"]);

    // Forms of a word; in quotes it is exact.
    assert_eq!(found("membicarakan "), ["Harga", "Lei Jun bicara"]);
    assert_eq!(found("meluncurkan "), ["Harga", "Lei Jun bicara"]);
    assert_eq!(found("sell "), ["Sales fell"]);
    assert_eq!(found("\"sell\" "), Vec::<String>::new());
    assert_eq!(found("sell"), Vec::<String>::new(), "it is being typed");
    let finished = Query::finished("sell").unwrap();
    let hits = search(&library, &finished, Scope::All, Order::Newest);
    assert_eq!(hits.len(), 1, "it is finished");
}

#[test]
fn what_the_user_set_is_asked_for() {
    let (_shelf, library) = wider();
    let found = |query: &str| newest(&library, query);
    let id = |query: &str| {
        let query = Query::parse(query).unwrap();
        let hits = search(&library, &query, Scope::All, Order::Newest);
        hits.ids(0..1).unwrap()
    };
    let mark = |ids: Vec<ArticleId>, key: Key, value: Option<&str>| {
        let edit = Edit {
            ids,
            key,
            value: value.map(str::to_owned),
        };
        library.edit(&[edit], "test").unwrap();
    };
    assert_eq!(found("is:noted "), Vec::<String>::new());
    mark(id("title:harga "), Key::of(Kind::Note), Some("penting"));
    assert_eq!(found("is:noted "), ["Harga"]);
    assert_eq!(found("has:note "), ["Harga"]);
    let tag = |word: &str| Key::tag(word).unwrap();
    mark(id("title:harga "), tag("nanti baca"), Some(""));
    mark(id("title:satu "), tag("nanti baca"), Some(""));
    mark(id("title:satu "), tag("gadget"), Some(""));
    assert_eq!(found("tag:\"nanti baca\""), ["Harga", "Satu"]);
    assert_eq!(found("#nan "), ["Harga", "Satu"]);
    assert_eq!(
        found("#gadget "),
        ["Lei Jun bicara", "Satu"],
        "given or the user's own"
    );
    assert_eq!(found("is:tagged "), ["Harga", "Satu"]);
    mark(id("title:satu "), tag("nanti baca"), None);
    assert_eq!(found("tag:nanti "), ["Harga"]);
    assert_eq!(found("is:tagged "), ["Harga", "Satu"], "by another tag");
    mark(id("title:satu "), tag("gadget"), None);
    assert_eq!(found("is:tagged "), ["Harga"]);
    library.undo().unwrap();
    assert_eq!(found("#gadget -has:author "), ["Satu"]);
    assert_eq!(found("is:tagged or is:noted ").len(), 2);
}

#[test]
fn nobody_waits_for_a_stale_search() {
    let shelf = small();
    let library = shelf.open();
    ingest(&library);
    let query = Query::parse("xiaomi").unwrap();
    assert!(
        library
            .search(&query, Scope::All, Order::Newest, &|| true)
            .unwrap()
            .is_none()
    );
}

#[test]
fn the_seed_folder_lists_every_article() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/txt-folder");
    if !corpus.is_dir() {
        println!("skipped: {} is not there", corpus.display());
        return;
    }
    let shelf = Shelf::new();
    let library = open(&corpus, shelf.home());
    ingest(&library);
    assert_eq!(newest(&library, "").len(), 241);
    assert!(!newest(&library, "xiaomi").is_empty());
}

#[test]
fn headlines_and_outlets_sort_both_ways_and_what_has_none_is_last() {
    let shelf = small();
    let library = shelf.open();
    ingest(&library);
    let note = "Sebuah catatan tanpa tanggal tentang xiaomi.";
    let sorted = |order| found(&library, "", Scope::All, order);
    assert_eq!(
        sorted(Order::Headline),
        ["Dua", "Satu", note, "Tiga", "小米手机"]
    );
    assert_eq!(
        sorted(Order::HeadlineBack),
        ["小米手机", "Tiga", note, "Satu", "Dua"]
    );
    assert_eq!(
        sorted(Order::Outlet),
        ["Tiga", "Satu", "Dua", "小米手机", note]
    );
    assert_eq!(
        sorted(Order::OutletBack),
        ["小米手机", "Dua", "Satu", "Tiga", note]
    );
    assert_eq!(
        found(&library, "xiaomi", Scope::All, Order::Headline),
        ["Satu", note, "Tiga"]
    );
}

#[test]
fn headlines_that_begin_alike_are_sorted_by_what_follows() {
    let shelf = Shelf::new();
    let title = |end: &str| format!("Harga ponsel pintar terbaru {end}");
    let mut lines = String::new();
    for (at, end) in ["Mei", "april", "Águstus", "Mei"].into_iter().enumerate() {
        let body = format!("Daftar ke-{at} berisi harga ponsel di toko nomor {at} kota ini.");
        lines += &line(&title(end), &body, &format!("2015-01-1{at}"));
    }
    lines += &line(
        "Harga beras",
        "Beras naik lagi pada pekan ini di pasar.",
        "2015-01-01",
    );
    shelf.write("a.jsonl", &lines);
    let library = shelf.open();
    ingest(&library);
    let sorted = |order| found(&library, "", Scope::All, order);
    let mut expected = vec!["Harga beras".to_owned()];
    expected.extend(["Águstus", "april", "Mei", "Mei"].map(title));
    assert_eq!(sorted(Order::Headline), expected);
    expected.reverse();
    assert_eq!(sorted(Order::HeadlineBack), expected);
}
