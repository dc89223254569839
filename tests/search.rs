//! Search over a real archive: ingest, index, query.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use kliping::annotate::Annotator;
use kliping::article::ArticleId;
use kliping::index::{Order, Query};
use kliping::library::{Edit, Error, Field, Key, Kind, Library, Scope, Summary};

use super::shelf::{Shelf, ingest, open, open_with, search};

/// The headlines that answer a query, in order.
fn found(library: &Library, query: &str, scope: Scope, order: Order) -> Vec<String> {
    let query = Query::parse(query).unwrap();
    let hits = search(library, &query, scope, order);
    let rows = hits.rows(0..hits.len()).unwrap();
    for (position, row) in rows.iter().enumerate() {
        assert_eq!(hits.position_of(&row.id), Some(position), "{}", row.title);
    }
    rows.into_iter().map(|row| row.title).collect()
}

fn newest(library: &Library, query: &str) -> Vec<String> {
    found(library, query, Scope::All, Order::Newest)
}

fn line(title: &str, body: &str, date: &str) -> String {
    format!(
        "{{\"title\":\"{title}\",\"body\":\"{body}\",\"date\":\"{date}\",\"outlet\":\"Koran {date}\"}}\n"
    )
}

fn small() -> Shelf {
    let shelf = Shelf::new();
    let mut lines = String::new();
    lines += &line(
        "Satu",
        "Xiaomi menjalin kerja sama dengan Facebook. Café dibuka di Bekasi.",
        "2015-01-12",
    );
    lines += &line(
        "Dua",
        "Sama-sama bekerja untuk Google, kata Kompas.com kemarin malam.",
        "2016-02-01",
    );
    lines += &line(
        "Tiga",
        "Xiaomi merilis telepon baru di Jakarta, kerja keras terbayar.",
        "2014-06-30",
    );
    lines += &line(
        "小米手机",
        "小米手机很好。北京的公司发布新手机。",
        "2017-03-03",
    );
    shelf.write("a.jsonl", &lines);
    shelf.write(
        "b/catatan.txt",
        "Sebuah catatan tanpa tanggal tentang xiaomi.\nKalimat kedua menyusul di sini.\n",
    );
    shelf
}

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
fn the_next_start_reads_only_what_changed() {
    let shelf = small();
    ingest(&shelf.open());
    assert_eq!(ingest(&shelf.open()), Summary::default());

    shelf.write(
        "c.txt",
        "Berkas yang baru datang hari ini dan belum pernah dibaca.\n",
    );
    let library = shelf.open();
    let summary = ingest(&library);
    assert_eq!(
        (summary.files_read, summary.added, summary.removed),
        (1, 1, 0)
    );

    shelf.write_aged(
        "a.jsonl",
        &line(
            "Dua",
            "Sama-sama bekerja untuk Google, kata Kompas.com kemarin malam.",
            "2016-02-01",
        ),
        5,
    );
    let summary = ingest(&library);
    assert_eq!((summary.files_read, summary.removed), (1, 3));
    assert_eq!(newest(&library, "google "), ["Dua"]);
    assert_eq!(newest(&library, "facebook "), Vec::<String>::new());

    shelf.remove("c.txt");
    assert_eq!(ingest(&library).removed, 1);
    assert_eq!(newest(&library, "").len(), 2);
    assert_eq!(ingest(&library), Summary::default());
}

#[test]
fn the_same_article_in_two_files_is_one_row_that_survives_either() {
    let shelf = Shelf::new();
    let text = "Teks yang sama persis di dua berkas, cukup panjang untuk dikenali sebagai artikel yang satu dan sama.\n";
    shelf.write("a.txt", text);
    shelf.write("b.txt", text);
    let library = shelf.open();
    ingest(&library);
    let query = Query::everything();
    let hits = search(&library, &query, Scope::All, Order::Newest);
    assert_eq!(hits.len(), 1);
    let id = hits.ids(0..1).unwrap()[0];
    assert_eq!(
        library.article(&id).unwrap().unwrap().0.provenance.file,
        "a.txt"
    );
    assert_eq!(library.other_places(&id).unwrap()[0].file, "b.txt");

    shelf.remove("a.txt");
    ingest(&library);
    assert_eq!(newest(&library, "").len(), 1);
    assert_eq!(
        library.article(&id).unwrap().unwrap().0.provenance.file,
        "b.txt"
    );
    assert!(library.other_places(&id).unwrap().is_empty());
}

#[test]
fn a_damaged_index_is_made_anew() {
    let shelf = small();
    let library = shelf.open();
    ingest(&library);
    drop(library);
    let cache = shelf.home().join("cache/archives");
    let folder = fs::read_dir(cache).unwrap().next().unwrap().unwrap().path();
    fs::write(folder.join("engine/meta.json"), "{").unwrap();
    let library = shelf.open();
    assert_eq!(newest(&library, "").len(), 0);
    ingest(&library);
    assert_eq!(newest(&library, "").len(), 5);
    drop(library);
    fs::write(folder.join("layout"), "0").unwrap();
    let library = shelf.open();
    assert_eq!(ingest(&library).added, 5);
}

#[test]
fn a_stopped_ingest_goes_on_where_it_was() {
    let shelf = Shelf::new();
    let lines: String = (0..400)
        .map(|at| {
            line(
                &format!("Judul {at}"),
                &format!("Isi artikel nomor {at}. {}", "kata ".repeat(40)),
                "2015-01-01",
            )
        })
        .collect();
    shelf.write("a.jsonl", &lines);
    let library = shelf.open();
    let stop = AtomicBool::new(false);
    let summary = library
        .ingest(
            &mut |progress| _ = stop.fetch_or(progress.committed, Ordering::Relaxed),
            &stop,
        )
        .unwrap();
    assert!(
        summary.stopped && summary.added > 0 && summary.added < 400,
        "{summary:?}"
    );
    assert_eq!(newest(&library, "").len() as u64, summary.added);
    let rest = ingest(&shelf.open());
    assert_eq!(rest.added, 400 - summary.added);
    let titles = newest(&library, "");
    assert_eq!(titles.len(), 400);
    assert!(
        titles
            .iter()
            .enumerate()
            .all(|(at, title)| *title == format!("Judul {at}")),
        "the archive's order"
    );
}

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
fn one_program_reads_at_a_time_and_the_other_sees_it() {
    let shelf = small();
    let one = shelf.open();
    let other = shelf.open();
    let mut busy = 0;
    one.ingest(
        &mut |_| {
            busy += usize::from(matches!(
                other.ingest(&mut |_| {}, &AtomicBool::new(false)),
                Err(Error::Busy)
            ));
        },
        &AtomicBool::new(false),
    )
    .unwrap();
    assert!(busy > 0);
    assert_eq!(newest(&other, "").len(), 5);
}

#[test]
fn broken_lines_are_problems_and_the_rest_is_read() {
    let shelf = Shelf::new();
    shelf.write(
        "a.jsonl",
        &format!(
            "{}{{broken\n{}",
            line("A", "Satu dua tiga empat.", "2015-01-01"),
            line("B", "Lima enam.", "2015-01-02")
        ),
    );
    let library = shelf.open();
    let summary = ingest(&library);
    assert_eq!((summary.added, summary.problems), (2, 1));
    assert_eq!(library.problem_count().unwrap(), 1);
    let problems = library.problems(0..9).unwrap();
    assert_eq!(
        (problems[0].file.as_str(), problems[0].line),
        ("a.jsonl", Some(2))
    );
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
fn an_index_that_was_given_up_is_made_anew() {
    let shelf = small();
    let library = shelf.open();
    let first = ingest(&library);
    assert!(first.added > 0);
    library.distrust();
    drop(library);
    let again = shelf.open();
    assert_eq!(again.counts().unwrap().all, 0);
    assert_eq!(ingest(&again).added, first.added);
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
fn a_readers_own_names_hold_without_reading_the_archive_again() {
    let shelf = Shelf::new();
    let lines = [
        line("Satu", "Zorbatek membuka toko di kota itu.", "2020-01-01"),
        line("Dua", "Saham Tokopedia naik lagi.", "2020-01-02"),
        line("Tiga", "Perusahaan Google membuka kantor.", "2020-01-03"),
        line(
            "Empat",
            "Shares of Weight Watchers rose on Monday in New York.",
            "2020-01-04",
        ),
    ];
    shelf.write("a.jsonl", &lines.join("\n"));
    let library = shelf.open();
    ingest(&library);
    assert_eq!(newest(&library, "company:zorbatek"), [""; 0]);
    assert_eq!(newest(&library, "company:tokopedia"), ["Dua"]);
    assert_eq!(newest(&library, "company:\"ww international\""), ["Empat"]);
    drop(library);
    let own = "[company]\n\"Zorbatek\" = { aka = [\"Zorba\"], kind = \"retail\" }\n[silence]\nnames = [\"Tokopedia\"]\n";
    let annotator = Annotator::with_user(own.to_owned(), "companies.toml".to_owned()).unwrap();
    assert!(!annotator.is_ready(), "the lexicon waits until it is asked");
    let library = open_with(&shelf.archive(), shelf.home(), annotator);
    assert_eq!(library.counts().unwrap().all, 4);
    assert_eq!(newest(&library, "company:zorba"), ["Satu"]);
    assert_eq!(newest(&library, "company:tokopedia"), [""; 0]);
    assert_eq!(newest(&library, "company:google"), ["Tiga"]);
}

/// Lines of articles with numbers from `from` on.
fn lines(from: usize, count: usize) -> String {
    let body = "Sebuah kalimat panjang tentang telepon yang dijual di kota itu. ".repeat(20);
    let mut lines = String::new();
    for at in from..from + count {
        let title = format!("{{\"title\":\"Judul {at}\"");
        let body = format!(",\"body\":\"Nomor {at}. {body}\"}}\n");
        lines += &(title + &body);
    }
    lines
}

/// Reads the archive; how many bytes of it were read.
fn bytes_read(library: &Library) -> (u64, Summary) {
    let mut bytes = 0;
    let summary = library
        .ingest(
            &mut |progress| bytes = bytes.max(progress.bytes_read),
            &AtomicBool::new(false),
        )
        .unwrap();
    (bytes, summary)
}

#[test]
fn of_a_file_of_lines_that_has_grown_only_the_end_is_read() {
    let shelf = Shelf::new();
    let (old, new) = (lines(0, 1000), lines(1000, 100));
    assert!(old.len() > 1 << 20);
    shelf.write_aged("a.jsonl", &old, 9);
    assert_eq!(ingest(&shelf.open()).added, 1000);
    shelf.write_aged("a.jsonl", &format!("{old}{new}{{broken\n"), 8);
    let library = shelf.open();
    let (bytes, summary) = bytes_read(&library);
    assert_eq!(bytes, new.len() as u64 + 8);
    assert_eq!(
        (summary.added, summary.removed, summary.problems),
        (100, 0, 1)
    );
    assert_eq!(newest(&library, "nomor").len(), 1100);
    let problem = &library.problems(0..9).unwrap()[0];
    assert_eq!(problem.byte, Some((old.len() + new.len()) as u64 + 1));
    let id = {
        let query = Query::parse("title:1050 ").unwrap();
        let hits = search(&library, &query, Scope::All, Order::Newest);
        hits.ids(0..1).unwrap()[0]
    };
    let (article, _) = library.article(&id).unwrap().unwrap();
    let place = article.provenance.offset as usize;
    let whole = format!("{old}{new}");
    let line = whole.get(place..).unwrap();
    assert!(line.starts_with("{\"title\":\"Judul 1050\""), "{place}");
    // What was there before has changed as well: all of it is read.
    let other = old.replace("Judul 7\"", "Judul X\"");
    shelf.write_aged("a.jsonl", &format!("{other}{new}{}", lines(1100, 1)), 7);
    let library = shelf.open();
    let (bytes, _) = bytes_read(&library);
    assert!(bytes > old.len() as u64, "{bytes}");
    assert_eq!(newest(&library, "nomor").len(), 1101);
}

/// Copies a folder as it is, whatever is being written into it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else if let Err(error) = fs::copy(entry.path(), &to) {
            // The engine takes files away that it no longer needs.
            assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
        }
    }
}

#[test]
fn what_was_killed_in_a_file_that_had_grown_goes_on_there() {
    let shelf = Shelf::new();
    let (old, new) = (lines(0, 1000), lines(1000, 600));
    shelf.write_aged("a.jsonl", &old, 9);
    assert_eq!(ingest(&shelf.open()).added, 1000);
    shelf.write_aged("a.jsonl", &format!("{old}{{broken\n{new}"), 8);
    // What lies on the disk at a moment is what a killed program leaves there.
    let mut killed = Vec::new();
    shelf
        .open()
        .ingest(
            &mut |progress| {
                if progress.committed {
                    let folder = tempfile::tempdir().unwrap();
                    copy(&shelf.home().join("cache"), &folder.path().join("cache"));
                    killed.push((folder, progress.added));
                }
            },
            &AtomicBool::new(false),
        )
        .unwrap();
    assert!(killed.len() > 1, "it was killed before the end");
    for (at, (folder, added)) in killed.iter().enumerate() {
        // The first goes on with the file as it was, the others with one that has grown further.
        let more = if at == 0 { 0 } else { 50 };
        let text = format!("{old}{{broken\n{new}{}", lines(1600, more));
        shelf.write_aged("a.jsonl", &text, 8 - u64::from(at > 0));
        let library = open(&shelf.archive(), folder.path());
        let mut before = newest(&library, "nomor").len();
        assert_eq!(before as u64, 1000 + added);
        let (bytes, summary) = bytes_read(&library);
        before += summary.added as usize;
        assert_eq!((before, summary.removed), (1600 + more, 0));
        assert!(bytes <= (text.len() - old.len()) as u64, "{bytes}");
        let mut titles = newest(&library, "nomor");
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), 1600 + more, "each once");
        assert_eq!(library.problem_count().unwrap(), 1, "told once");
    }
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
