//! Copies of one story: found while an archive is read, one row in the list, each with its own marks.

use std::fs;
use std::path::Path;

use kliping::article::ArticleId;
use kliping::config::settings::Copies;
use kliping::index::{Hits, Order, Query};
use kliping::library::{Field, Library, Places, Scope};

use super::cli::{kliping, text as printed};
use super::harness::Desk;
use super::shelf;

/// A text of 160 different words, of which those from `changed` on for `by` words belong to this text alone.
fn text(story: &str, changed: usize, by: usize) -> String {
    let word = |at: usize| {
        if (changed..changed + by).contains(&at) {
            format!("ubah{changed}x{at}")
        } else {
            format!("{story}{}", at * 7919 % 997)
        }
    };
    (0..160).map(|at| word(at) + " ").collect()
}

fn article(at: usize, outlet: &str, title: &str, text: &str) -> String {
    let url = format!("https://contoh{at}.id/berita/{at}");
    format!(
        "{{\"url\": \"{url}\", \"title\": \"{title}\", \"date\": \"2015-01-{:02}\", \"source\": \"{outlet}\", \"body\": \"{text}\"}}\n",
        at % 28 + 1
    )
}

/// Opens an archive and reads it to its end.
fn read(root: &Path, folder: &Path) -> Library {
    let library = shelf::open(root, folder);
    shelf::ingest(&library);
    library
}

/// All that answers a query, and the same with copies folded.
fn search(library: &Library, words: &str, order: Order, kept: Option<&ArticleId>) -> (Hits, Hits) {
    let query = Query::finished(words).unwrap();
    let found = shelf::search(library, &query, Scope::All, order);
    (found.clone(), library.fold(found, kept).unwrap())
}

fn titles(hits: &Hits) -> Vec<String> {
    let rows = hits.rows(0..hits.len()).unwrap().into_iter();
    rows.map(|row| row.title).collect()
}

/// Copies the database of what was read, as a program that is killed leaves it.
fn keep(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_string_lossy().starts_with("files.db") {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn copies_are_found_where_the_index_was_ahead_of_what_was_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("arsip.jsonl");
    let lines = |from: usize, to: usize| -> String {
        let line = |at: usize| {
            let story = format!("cerita{}x", at % 40);
            article(
                at,
                &format!("Koran {at}"),
                &format!("Judul {at}"),
                &text(&story, at % 9, 1),
            )
        };
        (from..to).map(line).collect()
    };
    fs::write(&root, lines(0, 20)).unwrap();
    let places = folder.path().join("k");
    drop(read(&root, &places));
    let index = Places::below(&places).index_of(&root.canonicalize().unwrap());
    let before = folder.path().join("before");
    keep(&index, &before);
    fs::write(&root, lines(0, 80)).unwrap();
    let whole = search(&read(&root, &places), "", Order::Newest, None);
    assert_eq!((whole.0.len(), whole.1.len()), (80, 40));
    // The program is killed after the index was written, and before the database was.
    for entry in fs::read_dir(&index).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("files.db") || name == "stories" {
            fs::remove_file(path).unwrap();
        }
    }
    keep(&before, &index);
    let again = search(&read(&root, &places), "", Order::Newest, None);
    assert_eq!((again.0.len(), again.1.len()), (80, 40));
}

#[test]
fn copies_are_one_row_and_other_stories_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("arsip.jsonl");
    let mut lines = String::new();
    lines += &article(1, "Satu", "Pabrik baru dibuka", &text("pabrik", 0, 0));
    lines += &article(2, "Dua", "Dibuka: pabrik baru", &text("pabrik", 3, 2));
    lines += &article(3, "Tiga", "Pabrik dibuka lagi", &text("pabrik", 150, 4));
    // Half of it is another text.
    lines += &article(4, "Empat", "Pabrik lain", &text("pabrik", 20, 80));
    lines += &article(5, "Lima", "Toko tutup", &text("toko", 0, 0));
    fs::write(&root, &lines).unwrap();
    let library = read(&root, &folder.path().join("k"));

    let (all, folded) = search(&library, "", Order::Newest, None);
    assert_eq!((all.len(), folded.len()), (5, 3));
    assert_eq!(
        titles(&folded),
        ["Toko tutup", "Pabrik lain", "Pabrik dibuka lagi"]
    );
    let oldest = search(&library, "", Order::Oldest, None).1;
    assert_eq!(
        titles(&oldest),
        ["Pabrik baru dibuka", "Pabrik lain", "Toko tutup"]
    );
    let sorted = search(&library, "", Order::Headline, None).1;
    assert_eq!(
        titles(&sorted),
        ["Dibuka: pabrik baru", "Pabrik lain", "Toko tutup"]
    );
    let rows = folded.rows(0..3).unwrap();
    assert_eq!(
        library.count_copies(&folded, 0..rows.len()).unwrap(),
        [0, 0, 2]
    );
    assert_eq!(folded.every_id().unwrap().len(), 5);

    // The article that is to stay in view stands for its story.
    let second = all.rows(0..5).unwrap().into_iter();
    let second = second.map(|row| row.id).nth(3).unwrap();
    let kept = search(&library, "", Order::Newest, Some(&second)).1;
    assert_eq!(kept.len(), 3);
    assert!(kept.position_of(&second).is_some());
    let others = library.copies(&second).unwrap();
    let others: Vec<_> = others.iter().map(|row| row.title.as_str()).collect();
    assert_eq!(others, ["Pabrik dibuka lagi", "Pabrik baru dibuka"]);

    // A query can ask for them, and for what stands alone.
    assert_eq!(
        search(&library, "has:copies", Order::Newest, None).0.len(),
        3
    );
    let mut alone = titles(&search(&library, "-has:copies", Order::Newest, None).0);
    alone.sort();
    assert_eq!(alone, ["Pabrik lain", "Toko tutup"]);
    let some = search(&library, "lagi has:copies", Order::Newest, None).0;
    assert_eq!(titles(&some), ["Pabrik dibuka lagi"]);

    // What only one of them says is found.
    let (_, found) = search(&library, "ubah3x3", Order::Newest, None);
    assert_eq!(titles(&found), ["Dibuka: pabrik baru"]);
    // Marks are each one's own.
    library.mark(&[second], Field::Starred, true, "").unwrap();
    assert_eq!(library.counts().unwrap().starred, 1);
}

#[test]
fn stories_follow_the_archive() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("arsip");
    fs::create_dir(&root).unwrap();
    let cache = folder.path().join("k");
    let put = |name: &str, at: usize, changed: usize| {
        let line = article(at, name, "Pabrik baru", &text("pabrik", changed, 2));
        fs::write(root.join(format!("{name}.jsonl")), line).unwrap();
    };
    put("a", 1, 0);
    put("b", 2, 20);
    let shown = |library: &Library| search(library, "", Order::Newest, None).1.len();
    assert_eq!(shown(&read(&root, &cache)), 1);
    put("c", 3, 40);
    let library = read(&root, &cache);
    assert_eq!((shown(&library), library.counts().unwrap().all), (1, 3));
    // The first of them goes: the others are still one story.
    fs::remove_file(root.join("a.jsonl")).unwrap();
    let library = read(&root, &cache);
    assert_eq!((shown(&library), library.counts().unwrap().all), (1, 2));
    // One becomes another story.
    let line = article(2, "b", "Pabrik baru", &text("lain", 0, 0));
    fs::write(root.join("b.jsonl"), line).unwrap();
    let library = read(&root, &cache);
    assert_eq!((shown(&library), library.counts().unwrap().all), (2, 2));
}

#[test]
fn what_a_site_prints_again_and_again_is_no_story() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("arsip.jsonl");
    // All on one day.
    let page = |at: usize| {
        article(
            at * 28,
            "Situs",
            "Daftar berita",
            &text("daftar", at * 5, 1),
        )
    };
    fs::write(&root, (1..9).map(page).collect::<String>()).unwrap();
    let library = read(&root, &folder.path().join("k"));
    assert_eq!(search(&library, "", Order::Newest, None).1.len(), 8);
    // The same from as many sites is a story.
    let root = folder.path().join("lain.jsonl");
    let page = |at: usize| {
        article(
            at * 28,
            &format!("Situs {at}"),
            "Berita",
            &text("kawat", at * 5, 1),
        )
    };
    fs::write(&root, (1..9).map(page).collect::<String>()).unwrap();
    let library = read(&root, &folder.path().join("k"));
    assert_eq!(search(&library, "", Order::Newest, None).1.len(), 1);
}

#[test]
fn keys_list_the_copies_and_unfold_them() {
    let mut desk = Desk::new(80, 24);
    let first = desk.app.list.selected().unwrap().row.id;
    desk.copies.insert(first, vec![1, 2]);
    desk.keys("j k x");
    assert!(desk.frame().contains("The same story"));
    desk.keys("j enter");
    assert_ne!(desk.app.list.selected().unwrap().row.id, first);
    desk.keys("esc X");
    assert_eq!(desk.app.settings.list.copies, Copies::Apart);
    assert!(desk.frame().contains(" +2 "), "{}", desk.frame());
}

#[test]
fn commands_fold_copies_as_the_screen_does_and_say_how_to_see_them() {
    let home = tempfile::tempdir().unwrap();
    let first = article(1, "Satu", "Pabrik baru dibuka", &text("pabrik", 0, 0));
    let second = article(2, "Dua", "Dibuka: pabrik baru", &text("pabrik", 3, 2));
    fs::write(home.path().join("arsip.jsonl"), first + &second).unwrap();
    let search = |more: &[&str]| {
        let args = [&["search", "arsip.jsonl"], more, &["pabrik"]].concat();
        let output = kliping(home.path(), &args, "");
        (printed(&output.stdout), printed(&output.stderr))
    };
    let (folded, said) = search(&[]);
    assert_eq!(folded.lines().count(), 1, "{folded}");
    assert!(said.contains("1 found are copies"), "{said}");
    assert!(search(&["--json"]).0.contains("\"copies\":1"));
    let (all, said) = search(&["--copies"]);
    assert_eq!((all.lines().count(), said.as_str()), (2, ""));
    // Whoever has them apart on the screen has them apart here.
    let config = home.path().join("c.toml");
    fs::write(config, "[list]\ncopies = \"apart\"\n").unwrap();
    assert_eq!(search(&["--count", "--config", "c.toml"]).0, "2\n");

    let plain = kliping(home.path(), &["--plain", "arsip.jsonl"], "copies\nquit\n");
    let said = printed(&plain.stdout);
    let (before, after) = said.split_once("\n> ").unwrap();
    assert!(before.contains("1 article.\n1 found are copies"), "{said}");
    assert!(after.contains("2 articles.\n1. "), "{said}");
}
