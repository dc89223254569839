//! Accuracy on hand-marked articles: floors that may only rise.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use kliping::annotate::Annotator;
use kliping::annotate::score::{ALL, Count, Kind, Score};
use kliping::cli::{annotate, score};

/// The lowest F1 of each kind, Indonesian and English. Raise a floor when the annotator rises; never lower one. A floor
/// lies a little below what was measured, so that a change for the better elsewhere does not trip over a rounding.
const FLOORS: [(Kind, f64, f64); 10] = [
    (Kind::Companies, 0.98, 0.98),
    (Kind::CompanySet, 0.975, 0.975),
    (Kind::Direct, 0.99, 0.99),
    (Kind::Reported, 0.955, 0.955),
    (Kind::Sources, 0.975, 0.97),
    (Kind::Speakers, 0.98, 0.965),
    (Kind::Boilerplate, 0.99, 0.97),
    (Kind::Date, 1.0, 1.0),
    (Kind::Title, 1.0, 1.0),
    (Kind::Lang, 1.0, 1.0),
];

/// The folder of gold articles; `None`, said aloud, where it is not there.
fn gold() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold/dev");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no gold articles at {}", folder.display());
    None
}

fn scored(folder: &Path) -> Score {
    score::score(&Annotator::builtin(), &score::load(folder).unwrap())
}

#[test]
fn accuracy_stays_above_its_floors() {
    let Some(folder) = gold() else { return };
    let score = scored(&folder);
    let mut low = Vec::new();
    for (kind, indonesian, english) in FLOORS {
        for (lang, floor) in [("id", indonesian), ("en", english)] {
            let f1 = score.count(lang, kind).map_or(1.0, Count::f1);
            if f1 < floor {
                low.push(format!("{lang} {kind:?}: {f1:.3}, floor {floor:.3}"));
            }
        }
    }
    assert!(
        low.is_empty(),
        "below the floor:\n{}\n{}",
        low.join("\n"),
        score.table()
    );
}

/// How far a figure of the README may lie from what is measured.
const STALE: f64 = 0.01;

#[test]
fn the_readme_tells_what_is_measured() {
    let Some(folder) = gold() else { return };
    let readme =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, behind) = readme.split_once("<!-- score -->").unwrap();
    let (told, _) = behind.split_once("<!-- /score -->").unwrap();
    let measured = scored(&folder).markdown();
    let (told, measured): (Vec<_>, Vec<_>) = (
        told.trim().lines().collect(),
        measured.trim().lines().collect(),
    );
    assert_eq!(told.len(), measured.len(), "rows of the table");
    for (told, measured) in told.iter().zip(measured) {
        for (ours, theirs) in told.split('|').zip(measured.split('|')) {
            let same = match (ours.trim().parse::<f64>(), theirs.trim().parse::<f64>()) {
                (Ok(ours), Ok(theirs)) => (ours - theirs).abs() <= STALE,
                _ => ours.trim() == theirs.trim(),
            };
            assert!(
                same,
                "README.md says\n{told}\nbut `kliping score --markdown` prints\n{measured}"
            );
        }
    }
}

#[test]
fn counts_are_those_of_the_reference_scorer() {
    let Some(folder) = gold() else { return };
    let reference = folder.join("../score.py");
    let python = Command::new("python3").arg("--version").output();
    if !reference.is_file() || python.is_err() {
        println!("skipped: python3 or {} is missing", reference.display());
        return;
    }
    let work = tempfile::tempdir().unwrap();
    let answers = work.path().join("answers.jsonl");
    let inputs = Command::new("python3")
        .arg(&reference)
        .arg("inputs")
        .arg(&folder)
        .output()
        .unwrap();
    annotate::run(
        &Annotator::builtin(),
        inputs.stdout.as_slice(),
        File::create(&answers).unwrap(),
    )
    .unwrap();
    let output = Command::new("python3")
        .arg(&reference)
        .arg("score")
        .arg(&folder)
        .arg(&answers)
        .arg("--json")
        .output()
        .unwrap();
    let table: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let score = scored(&folder);
    for group in [ALL, "id", "en"] {
        for (kind, name) in Kind::ALL {
            let expected = &table[group][name];
            let count = score.count(group, kind).unwrap_or_default();
            let [right, wrong, missed] =
                ["tp", "fp", "fn"].map(|key| expected[key].as_u64().unwrap_or(0) as usize);
            assert_eq!(
                (count.right, count.wrong, count.missed),
                (right, wrong, missed),
                "{group} {name}"
            );
        }
    }
}
