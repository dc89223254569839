//! The same story from two places is one article, and exports without texts bring their marks to it.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use kliping::app::effect::Origin;
use kliping::app::{Effect, Msg};
use kliping::article::ArticleId;
use kliping::index::{Order, Query};
use kliping::library::{Field, Library, Mark, Scope, Trace};
use kliping::run::Wake;
use kliping::run::workers::Workers;

use super::harness::Desk;
use super::shelf::{Shelf, ingest, search};

/// Every article: headline and identity, newest first.
fn all(library: &Library) -> Vec<(String, ArticleId)> {
    let hits = search(library, &Query::everything(), Scope::All, Order::Newest);
    let rows = hits.rows(0..hits.len()).unwrap();
    rows.into_iter().map(|row| (row.title, row.id)).collect()
}

/// The files in which an article lies, its own first.
fn files(library: &Library, id: &ArticleId) -> Vec<String> {
    let (article, _) = library.article(id).unwrap().unwrap();
    let others = library.other_places(id).unwrap();
    let places = std::iter::once(article.provenance).chain(others);
    places.map(|place| place.file).collect()
}

fn story(seed: usize) -> String {
    let words = (0..120).map(|at| format!("kata{}", (at * 31 + seed * 977) % 1009));
    words.collect::<Vec<_>>().join(" ") + "."
}

fn line(title: &str, url: &str, body: &str) -> String {
    format!("{{\"title\":\"{title}\",\"url\":\"{url}\",\"body\":\"{body}\"}}\n")
}

#[test]
fn one_story_at_one_address_is_one_article_with_two_places() {
    let shelf = Shelf::new();
    let longer = format!("{} Baca juga berita lain di sini.", story(1));
    shelf
        .write(
            "a.jsonl",
            &line("Judul", "https://www.contoh.id/1", &story(1)),
        )
        .write(
            "b.jsonl",
            &line("Judul satu", "http://m.contoh.id/1/?utm_source=x", &longer),
        )
        .write("c.jsonl", &line("Judul", "https://contoh.id/2", &story(2)))
        .write(
            "d.jsonl",
            &line("Judul", "https://contoh.id/2", story(3).split_at(200).0),
        )
        .write("e.jsonl", &line("Lain", "https://contoh.id/", &story(4)))
        .write("f.jsonl", &line("Lagi", "https://contoh.id/", &story(5)))
        .write("g.jsonl", &line("Salinan", "https://lain.id/9", &story(4)));
    let library = shelf.open();
    assert_eq!(ingest(&library).added, 5, "{:?}", all(&library));
    let titled = |title: &str| {
        let articles = all(&library);
        let found: Vec<ArticleId> = articles
            .into_iter()
            .filter(|(known, _)| known == title)
            .map(|(_, id)| id)
            .collect();
        found
    };
    // The address and much of the text; the text alone; a summary of a story is not the story.
    let ids = titled("Judul");
    assert!(
        ids.iter()
            .any(|id| files(&library, id) == ["a.jsonl", "b.jsonl"])
    );
    assert_eq!(files(&library, &titled("Lain")[0]), ["e.jsonl", "g.jsonl"]);
    assert_eq!(ids.len(), 3);
    // When the first place is gone, the second one holds the article.
    shelf.remove("a.jsonl");
    ingest(&library);
    assert_eq!(files(&library, &titled("Judul satu")[0]), ["b.jsonl"]);
    assert_eq!(all(&library).len(), 5);
    // Nothing is new, so nothing is read.
    assert_eq!(ingest(&library).files_read, 0);
}

#[test]
fn an_archive_that_is_read_again_stays_as_it_is() {
    let shelf = Shelf::new();
    let twice = line("Satu", "https://contoh.id/1", &story(1))
        + &line("Satu", "https://contoh.id/1", &(story(1) + " Akhir."));
    shelf.write("a.jsonl", &twice).write(
        "b.jsonl",
        &line("Satu", "https://contoh.id/1", &(story(1) + " Penutup.")),
    );
    let library = shelf.open();
    ingest(&library);
    let before = all(&library);
    assert_eq!(before.len(), 1);
    // The file changes at its end; then the first of the two lines goes.
    shelf.write(
        "a.jsonl",
        &(twice.clone() + &line("Dua", "https://contoh.id/2", &story(2))),
    );
    ingest(&library);
    assert_eq!(all(&library).len(), 2);
    assert_eq!(files(&library, &before[0].1), ["a.jsonl", "b.jsonl"]);
    shelf.write("a.jsonl", twice.lines().nth(1).unwrap());
    ingest(&library);
    let after = all(&library);
    assert_eq!(after.len(), 1, "{after:?}");
    assert_ne!(after[0].1, before[0].1);
}

#[test]
fn exports_bring_their_marks() {
    let shelf = Shelf::new();
    shelf.write(
        "berita.jsonl",
        &(line("Satu", "https://contoh.id/1", &story(1))
            + &line("Dua", "https://contoh.id/2", &story(2))
            + &line("Tiga", "https://contoh.id/3", &story(3))),
    );
    let library = shelf.open();
    assert_eq!(ingest(&library).matched.said, 0);
    let id = |title: &str| {
        let articles = all(&library);
        articles.iter().find(|(known, _)| known == title).unwrap().1
    };
    // What the user did here stays, whatever an export says.
    library
        .mark(&[id("Tiga")], Field::Read, true, "read")
        .unwrap();
    library
        .mark(&[id("Tiga")], Field::Starred, true, "star")
        .unwrap();
    library
        .mark(&[id("Tiga")], Field::Starred, false, "unstar")
        .unwrap();
    shelf.write(
        "pocket.csv",
        "title,url,time_added,tags,status\nSatu,https://www.contoh.id/1/?utm_source=pocket,1421020800,tekno|ponsel,archive\n\
         Dua,https://contoh.id/2,1421020800,,unread\nLain,https://lain.id/,1421020800,,archive\n",
    );
    shelf.write(
        "instapaper.csv",
        "URL,Title,Selection,Folder\nhttps://contoh.id/2,Dua,,Starred\nhttps://contoh.id/3,Tiga,,Starred\n",
    );
    let matched = ingest(&library).matched;
    assert_eq!((matched.said, matched.here, matched.fresh), (5, 4, 4));
    let mark = |title: &str| -> Mark { library.marks().get(&[id(title)]).unwrap().remove(0) };
    assert!(mark("Satu").read && !mark("Satu").starred);
    assert_eq!(mark("Satu").tags, ["ponsel", "tekno"]);
    assert!(!mark("Dua").read && mark("Dua").starred);
    assert!(mark("Tiga").read && !mark("Tiga").starred);
    let rows = library.problems(0..10).unwrap();
    let said: Vec<&str> = rows.iter().map(|row| row.what.as_str()).collect();
    assert!(said[0].contains("2 of the 2 articles"), "{said:?}");
    assert!(said[1].contains("2 of the 3 articles"), "{said:?}");
    // Once is enough; and an article that comes later finds what was said of it before.
    assert_eq!(ingest(&library).matched.fresh, 0);
    shelf.write("baru.jsonl", &line("Baru", "https://lain.id/9", &story(9)));
    shelf.write(
        "lagi.csv",
        "title,url,time_added,tags,status\nBaru,https://lain.id/10,1421020800,,archive\n",
    );
    ingest(&library);
    shelf.write(
        "telat.jsonl",
        &line("Telat", "https://lain.id/10", &story(10)),
    );
    assert_eq!(ingest(&library).matched.fresh, 1);
    assert!(mark("Telat").read);
}

#[test]
fn an_archive_that_grows_is_read_on() {
    let shelf = Shelf::new();
    shelf.write("a.jsonl", &line("Satu", "https://contoh.id/1", &story(1)));
    let library = Arc::new(shelf.open());
    let (to, inbox) = mpsc::channel();
    let workers = Workers::start(&library, &to).unwrap();
    let wait = |count: usize| {
        while let Ok(wake) = inbox.recv_timeout(Duration::from_secs(30)) {
            if let Wake::Msg(Msg::Ingested(summary)) = wake
                && summary.added > 0
            {
                return all(&library).len() == count;
            }
        }
        false
    };
    assert!(wait(1));
    shelf.write("b.jsonl", &line("Dua", "https://contoh.id/2", &story(2)));
    assert!(wait(2), "{:?}", all(&library));
    workers.finish();
}

#[test]
fn the_bytes_of_an_article_are_looked_up_and_shown() {
    let shelf = Shelf::new();
    let written = line("Satu", "https://contoh.id/1", &story(1));
    shelf.write("a.jsonl", &written).write(
        "b.jsonl",
        &line("Satu", "https://contoh.id/1", &(story(1) + " Akhir.")),
    );
    let library = shelf.open();
    ingest(&library);
    let id = all(&library)[0].1;
    let (article, _) = library.article(&id).unwrap().unwrap();
    let trace = library.trace(&id, &article.provenance, true).unwrap();
    assert_eq!(
        trace.bytes,
        Some(Ok(written.trim_end().as_bytes().to_vec()))
    );
    assert_eq!((trace.unchanged, trace.others.len()), (Some(true), 1));
    shelf.write("a.jsonl", &written.to_uppercase());
    let trace = library.trace(&id, &article.provenance, true).unwrap();
    assert_eq!(trace.unchanged, Some(false));

    let mut desk = Desk::new(100, 24);
    desk.keys("enter g R");
    let Some(Effect::Trace(Origin {
        id, bytes: true, ..
    })) = desk.effects.last()
    else {
        panic!("{:?}", desk.effects)
    };
    let id = *id;
    let trace = Trace {
        bytes: Some(Ok(b"{\"judul\":\"\x1b[31mXiaomi\"}".to_vec())),
        unchanged: Some(true),
        ..Trace::default()
    };
    desk.tell(Msg::Traced { id, trace });
    let frame = desk.frame();
    assert!(
        frame.contains("23 bytes, as they were when they were read"),
        "{frame}"
    );
    assert!(
        frame.contains(r#"00000000  {"judul":"\u{1b}[31mXiaomi"}"#),
        "{frame}"
    );
    desk.keys("esc i");
    let trace = Trace {
        others: vec![article.provenance],
        ..Trace::default()
    };
    desk.tell(Msg::Traced { id, trace });
    assert!(desk.frame().contains("and in"), "{}", desk.frame());
}
