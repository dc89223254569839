//! Marks are on disk before anyone says so: two programs, killed at any moment.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use kliping::article::ArticleId;
use kliping::library::{Field, Marks};

/// Says to the child which database to mark in, and from which article on.
const DATABASE: &str = "KLIPING_TEST_MARKS";
const FROM: &str = "KLIPING_TEST_MARKS_FROM";

fn id(at: u32) -> ArticleId {
    ArticleId::of(None, Some(&at.to_string()), "")
}

/// Runs as a program of its own, and does nothing otherwise: marks one article after the other and says so, until it is
/// killed.
#[test]
fn child_that_marks_until_it_is_killed() {
    let Some(path) = env::var_os(DATABASE) else {
        return;
    };
    let from: u32 = env::var(FROM).unwrap().parse().unwrap();
    let marks = Marks::open(Path::new(&path)).unwrap();
    let mut out = std::io::stdout();
    for at in from.. {
        marks.set(&[id(at)], Field::Read, true, "read").unwrap();
        writeln!(out, "marked {at}").unwrap();
        out.flush().unwrap();
    }
}

fn child(path: &Path, from: u32) -> Child {
    Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "marks::child_that_marks_until_it_is_killed",
            "--nocapture",
        ])
        .env(DATABASE, path)
        .env(FROM, from.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The articles the child said it marked: it is killed after `count` of them, and what it said until then is read.
fn said(child: &mut Child, count: usize) -> Vec<u32> {
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut said = Vec::new();
    let mut line = String::new();
    while out.read_line(&mut line).unwrap() > 0 {
        if let Some((_, at)) = line.trim_end().split_once("marked ")
            && line.ends_with('\n')
        {
            said.push(at.parse().unwrap());
        }
        line.clear();
        if said.len() == count {
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    said
}

#[test]
fn what_was_said_to_be_marked_survives_kill_with_two_programs() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("marks.db");
    let mut marked = Vec::new();
    for round in 0..4 {
        let mut one = child(&path, round * 2_000_000);
        let mut other = child(&path, round * 2_000_000 + 1_000_000);
        let counts = (3 + round as usize * 7, 20 + round as usize * 3);
        let first = std::thread::spawn(move || said(&mut one, counts.0));
        marked.extend(said(&mut other, counts.1));
        marked.extend(first.join().unwrap());
    }
    assert!(marked.len() >= 4 * 23, "{}", marked.len());
    let marks = Marks::open(&path).unwrap();
    let ids: Vec<_> = marked.iter().map(|at| id(*at)).collect();
    let lost: Vec<_> = marks
        .get(&ids)
        .unwrap()
        .into_iter()
        .zip(&marked)
        .filter(|(mark, _)| !mark.read)
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    // Each is a step of its own, and the last one can be taken back.
    let change = marks.undo().unwrap().unwrap();
    assert_eq!(change.count(), 1);
}
