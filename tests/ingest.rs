//! An archive read into the index: what changed, what was stopped or killed, what was damaged, what is read again.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use kliping::annotate::Annotator;
use kliping::index::{Order, Query};
use kliping::library::{Error, Library, Scope, Summary};

use super::shelf::{Shelf, ingest, line, lines, newest, open, open_with, search, small};

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
