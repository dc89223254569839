//! Marks as a register: steps that are undone, what other programs and machines change, what is refused.

use std::time::Duration;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::article::ArticleId;

fn id(at: u8) -> ArticleId {
    ArticleId([at; 16])
}

/// A register without marks, and the folder that it lies in.
fn opened() -> (TempDir, Marks) {
    let folder = tempfile::tempdir().unwrap();
    let marks = Marks::open(&folder.path().join("marks.db")).unwrap();
    (folder, marks)
}

fn reads(marks: &Marks, ids: &[ArticleId]) -> Vec<bool> {
    marks
        .get(ids)
        .unwrap()
        .iter()
        .map(|mark| mark.read)
        .collect()
}

#[test]
fn steps_undo_as_one_and_survive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/marks.db");
    let ids = [id(1), id(2), id(3)];
    let marks = Marks::open(&path).unwrap();
    marks.set(&ids[..1], Field::Read, true, "read").unwrap();
    let change = marks.set(&ids, Field::Read, true, "all read").unwrap();
    let part = Part {
        key: Key::of(Kind::Read),
        value: Some(String::new()),
        ids: vec![id(2), id(3)],
    };
    assert_eq!((change.count(), change.parts), (2, vec![part]));
    drop(marks);

    let marks = Marks::open(&path).unwrap();
    assert_eq!(reads(&marks, &ids), [true, true, true]);
    let undone = marks.undo().unwrap().unwrap();
    assert_eq!(
        (
            undone.label.as_str(),
            &undone.parts[0].value,
            undone.count()
        ),
        ("all read", &None, 2)
    );
    assert_eq!(reads(&marks, &ids), [true, false, false]);
    drop(marks);

    let marks = Marks::open(&path).unwrap();
    assert_eq!(marks.undo().unwrap().unwrap().label, "read");
    assert_eq!(marks.undo().unwrap(), None);
    assert_eq!(reads(&marks, &ids), [false, false, false]);
    assert_eq!(marks.redo().unwrap().unwrap().label, "read");
    marks.set(&ids[1..2], Field::Starred, true, "star").unwrap();
    assert_eq!(
        marks.redo().unwrap(),
        None,
        "a new step ends what could be done again"
    );
    assert_eq!(reads(&marks, &ids), [true, false, false]);
}

#[test]
fn setting_what_is_set_is_no_step() {
    let (_folder, marks) = opened();
    assert_eq!(
        marks
            .set(&[id(1)], Field::Read, false, "unread")
            .unwrap()
            .count(),
        0
    );
    marks
        .set(&[id(1), id(1)], Field::Read, true, "read")
        .unwrap();
    assert_eq!(
        marks
            .set(&[id(1)], Field::Read, true, "read")
            .unwrap()
            .count(),
        0
    );
    assert_eq!(marks.undo().unwrap().unwrap().count(), 1);
    assert_eq!(marks.undo().unwrap(), None);
}

#[test]
fn places_and_state_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    let marks = Marks::open(&path).unwrap();
    marks.set_place(&id(4), 77).unwrap();
    marks.set(&[id(4)], Field::Starred, true, "star").unwrap();
    marks.set_state("archive", "/a").unwrap();
    drop(marks);
    let marks = Marks::open(&path).unwrap();
    let expected = Mark {
        starred: true,
        place: Some(77),
        ..Mark::default()
    };
    assert_eq!(
        marks.get(&[id(4), id(5)]).unwrap(),
        [expected, Mark::default()]
    );
    assert_eq!(marks.state("archive").unwrap().as_deref(), Some("/a"));
    let mut starred = Vec::new();
    marks
        .each(Kind::Starred, None, |id| starred.push(id))
        .unwrap();
    assert_eq!(starred, [id(4)]);
}

#[test]
fn another_program_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    let one = Marks::open(&path).unwrap();
    let other = Marks::open(&path).unwrap();
    let before = one.foreign_version().unwrap();
    one.set(&[id(1)], Field::Read, true, "read").unwrap();
    assert_eq!(one.foreign_version().unwrap(), before);
    other.set(&[id(2)], Field::Read, true, "read").unwrap();
    assert_ne!(one.foreign_version().unwrap(), before);
    assert_eq!(reads(&one, &[id(1), id(2)]), [true, true]);
}

#[test]
fn foreign_files_and_newer_layouts_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    std::fs::write(
        &path,
        "not a database, surely, but long enough to be read as one".repeat(50),
    )
    .unwrap();
    let error = Marks::open(&path).unwrap_err().to_string();
    assert!(
        error.contains("marks.db") && error.contains("move it away"),
        "{error}"
    );
    std::fs::remove_file(&path).unwrap();
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    assert!(matches!(
        Marks::open(&path),
        Err(Error::Newer { found: 99, .. })
    ));
}

fn tag(marks: &Marks, ids: &[ArticleId], add: &[&str], remove: &[&str]) -> Change {
    let edit = |word: &&str, value: Option<String>| Edit {
        ids: ids.to_vec(),
        key: Key::tag(word).unwrap(),
        value,
    };
    let adds = add.iter().map(|word| edit(word, Some(String::new())));
    let removes = remove.iter().map(|word| edit(word, None));
    let edits: Vec<_> = adds.chain(removes).collect();
    marks.edit(&edits, "tagged").unwrap()
}

#[test]
fn tags_and_notes_are_steps_like_any_other() {
    let (_folder, marks) = opened();
    let change = tag(&marks, &[id(1), id(2)], &["5G", "Harga"], &[]);
    assert_eq!((change.count(), change.parts.len()), (2, 2));
    tag(&marks, &[id(2)], &["pasar"], &["5g"]);
    let tags = |at| marks.get(&[id(at)]).unwrap().remove(0).tags;
    assert_eq!(
        (tags(1), tags(2)),
        (
            vec!["5g".to_owned(), "harga".to_owned()],
            vec!["harga".to_owned(), "pasar".to_owned()],
        )
    );
    assert_eq!(
        marks.tags().unwrap(),
        [
            ("5g".to_owned(), 1),
            ("harga".to_owned(), 2),
            ("pasar".to_owned(), 1)
        ]
    );
    let note = |text: &str| {
        let edit = Edit {
            ids: vec![id(1)],
            key: Key::of(Kind::Note),
            value: (!text.is_empty()).then(|| text.to_owned()),
        };
        marks.edit(&[edit], "noted").unwrap()
    };
    note("satu");
    note("dua\nbaris");
    marks.undo().unwrap();
    assert_eq!(marks.sheet(&id(1)).unwrap().note.as_deref(), Some("satu"));
    marks.redo().unwrap();
    assert_eq!(
        marks.sheet(&id(1)).unwrap().note.as_deref(),
        Some("dua\nbaris")
    );
    for _ in 0..3 {
        marks.undo().unwrap();
    }
    assert_eq!(tags(2), ["5g", "harga"]);
    marks.undo().unwrap();
    assert_eq!(
        marks.get(&[id(1), id(2)]).unwrap(),
        [Mark::default(), Mark::default()]
    );
    assert_eq!(marks.tags().unwrap(), []);
}

#[test]
fn undo_leaves_what_was_changed_elsewhere_since() {
    let (_folder, marks) = opened();
    let note = |value: &str, at| Fact {
        id: id(1),
        key: Key::of(Kind::Note),
        at,
        value: Some(value.to_owned()),
    };
    let edit = Edit {
        ids: vec![id(1)],
        key: Key::of(Kind::Note),
        value: Some("di sini".to_owned()),
    };
    marks.edit(&[edit], "noted").unwrap();
    marks
        .merge([note("di sana", now() + 60_000)], true)
        .unwrap();
    assert!(marks.undo().unwrap().unwrap().is_empty());
    assert_eq!(
        marks.sheet(&id(1)).unwrap().note.as_deref(),
        Some("di sana")
    );
    // A clock that runs behind the other machine's loses nothing that is done now.
    marks.set(&[id(1)], Field::Read, true, "read").unwrap();
    let read = |value: Option<&str>, at| Fact {
        id: id(2),
        key: Key::of(Kind::Read),
        at,
        value: value.map(str::to_owned),
    };
    let ahead = now() + 3_600_000;
    marks.merge([read(Some(""), ahead)], true).unwrap();
    marks.set(&[id(2)], Field::Read, false, "unread").unwrap();
    marks.merge([read(Some(""), ahead)], true).unwrap();
    assert_eq!(reads(&marks, &[id(2)]), [false]);
}

#[test]
fn an_article_read_anew_keeps_what_was_marked() {
    let (_folder, marks) = opened();
    let about = About {
        title: "Judul  Berita".to_owned(),
        url: Some("https://contoh.id/1".to_owned()),
        ..About::default()
    };
    tag(&marks, &[id(1)], &["harga"], &[]);
    marks.set_about(&id(1), &about).unwrap();
    marks.set_place(&id(1), 9).unwrap();
    assert!(
        !marks
            .adopt(&id(2), "Berita lain", "https://contoh.id/1")
            .unwrap()
    );
    assert!(!marks.adopt(&id(2), "Judul Berita", "").unwrap());
    assert!(
        marks
            .adopt(&id(2), "JUDUL BERITA", "https://contoh.id/1")
            .unwrap()
    );
    let mark = marks.get(&[id(2)]).unwrap().remove(0);
    assert_eq!((mark.tags, mark.place), (vec!["harga".to_owned()], None));
    // What has marks of its own takes none.
    assert!(
        !marks
            .adopt(&id(2), "Judul Berita", "https://contoh.id/1")
            .unwrap()
    );
}

#[test]
fn readings_and_remarks_are_listed_the_last_first() {
    let (_folder, marks) = opened();
    let about = About {
        title: "Satu".to_owned(),
        ..About::default()
    };
    marks.set_about(&id(1), &about).unwrap();
    for (article, at) in [(1, 1_000), (2, 3_000), (1, 2_000)] {
        marks.log(&id(article), at, 12, 80).unwrap();
    }
    let visits = marks.visits(2).unwrap();
    let told: Vec<_> = visits
        .iter()
        .map(|visit| {
            (
                visit.id,
                visit.at,
                visit.seconds,
                visit.about.title.as_str(),
            )
        })
        .collect();
    assert_eq!(told, [(id(2), 3_000, 12, ""), (id(1), 2_000, 12, "Satu")]);
    for (article, words, at) in [(2, "akhir", 20), (2, "awal", 5), (1, "satu", 1)] {
        let passage = Passage {
            words: words.to_owned(),
            at,
            ..Passage::default()
        };
        let edit = Edit {
            ids: vec![id(article)],
            key: Key::highlight(&passage.number()),
            value: Some(passage.written()),
        };
        std::thread::sleep(Duration::from_millis(2));
        marks.edit(&[edit], "highlighted").unwrap();
    }
    let remarks = marks.remarks(9).unwrap();
    let told: Vec<_> = remarks
        .iter()
        .map(|remarks| {
            let words = remarks
                .highlights
                .iter()
                .map(|(_, passage)| passage.words.as_str());
            (remarks.about.title.as_str(), words.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(told, [("Satu", vec!["satu"]), ("", vec!["awal", "akhir"])]);
}

/// A set of marks in memory.
fn fresh(facts: &[Fact]) -> Marks {
    let marks = Marks::open(Path::new(":memory:")).unwrap();
    marks.merge(facts.iter().cloned(), true).unwrap();
    marks
}

fn all(marks: &Marks) -> Vec<Fact> {
    let mut facts = Vec::new();
    let whole = marks.every(|fact| {
        facts.push(fact);
        Ok(())
    });
    whole.unwrap().unwrap();
    facts
}

/// Marks as several machines might have them, few enough to meet often.
fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let key = prop_oneof![
        Just(Key::of(Kind::Read)),
        Just(Key::of(Kind::Note)),
        "[ab]".prop_map(|word| Key::tag(&word).unwrap()),
    ];
    let fact = (0_u8..3, key, 0_i64..4, proptest::option::of("[xy]?"));
    let fact = fact.prop_map(|(at, key, time, value)| Fact {
        id: id(at),
        key,
        at: time,
        value,
    });
    proptest::collection::vec(fact, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn merging_commutes_associates_and_repeats(one in facts(), two in facts(), three in facts()) {
        let both = [one.clone(), two.clone()].concat();
        let turned = [two.clone(), one.clone()].concat();
        prop_assert_eq!(all(&fresh(&both)), all(&fresh(&turned)));
        let (left, right) = (fresh(&both), fresh(&[two, three.clone()].concat()));
        left.merge(three, true).unwrap();
        right.merge(one, true).unwrap();
        prop_assert_eq!(all(&left), all(&right));
        let again = left.merge(all(&right), true).unwrap();
        prop_assert_eq!((again.taken, all(&left)), (0, all(&right)));
    }
}
