//! Archive formats over fixtures and, where they are there, real files.

use std::path::{Path, PathBuf};

use kliping::archive::{Archive, Collected, Options};

/// Reads everything at `path`.
fn read(path: &Path) -> Collected {
    let archive = Archive::open(path).unwrap();
    let options = Options::default();
    let mut got = Collected::default();
    for entry in archive.entries() {
        match entry {
            Ok(entry) => {
                archive.read(&entry, &options, &mut got);
            }
            Err(problem) => got.problems.push(problem),
        }
    }
    got
}

/// A folder of real files beside the project, if it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    if !path.exists() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

/// Whether every text is safe and every place in it holds.
fn sound(got: &Collected) {
    for article in &got.articles {
        let text = &article.text;
        let place = &article.provenance;
        assert!(
            text.chars().all(|ch| ch == '\n' || !ch.is_control()),
            "{place:?}"
        );
        for block in &article.blocks {
            assert!(!block.span.of(text).is_empty(), "{block:?} in {place:?}");
        }
        for link in &article.links {
            assert!(!link.span.of(text).is_empty(), "{link:?} in {place:?}");
        }
        let blocks = &article.blocks;
        assert!(
            blocks
                .windows(2)
                .all(|pair| pair[0].span.end <= pair[1].span.start),
            "{place:?}"
        );
        let title = article.meta.title.as_deref().unwrap_or("-");
        assert!(!title.is_empty() && !title.contains('\n'), "{place:?}");
    }
}

#[test]
fn text_folder_is_one_article_a_file() {
    let Some(path) = shared("corpora/txt-folder") else {
        return;
    };
    let got = read(&path);
    sound(&got);
    assert_eq!((got.articles.len(), got.problems.len()), (241, 0));
    let seed = &got.articles[0];
    assert_eq!(seed.text.lines().count(), 14);
    assert!(seed.text.starts_with("CEO Facebook, Mark Zuckerberg"));
}

#[test]
fn json_lines_of_real_news() {
    let counts = [
        ("en-bbc.jsonl", 2084),
        ("en-reuters.jsonl", 4000),
        ("en-tech.jsonl", 2500),
        ("fa-news.jsonl", 200),
        ("id-portals.jsonl", 3420),
        ("id-tech.jsonl", 1889),
        ("zh-tech.jsonl", 300),
    ];
    for (name, count) in counts {
        let Some(path) = shared(&format!("corpora/{name}")) else {
            continue;
        };
        let got = read(&path);
        sound(&got);
        assert_eq!(
            (got.articles.len(), got.problems.len()),
            (count, 0),
            "{name}"
        );
    }
}

/// The extraction of main texts over pages whose snippets are known: which must and which must not appear.
#[test]
fn main_texts_of_pages() {
    let Some(folder) = shared("archives/html/trafilatura") else {
        return;
    };
    let cases = std::fs::read(folder.join("evaldata.json")).unwrap();
    let cases: Vec<serde_json::Value> = serde_json::from_slice(&cases).unwrap();
    // Soft hyphens and the like are repaired in the text, so they are in the snippets as well.
    let words = |text: &str| {
        let text = text.replace(['\u{ad}', '\u{200b}', '\u{2063}'], "");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (mut there, mut missing, mut wrong) = (0_u32, 0_u32, 0_u32);
    for case in &cases {
        let page = folder.join("pages").join(case["file"].as_str().unwrap());
        let text = words(&kliping::archive::html::measured(
            &std::fs::read(page).unwrap(),
            false,
        ));
        let found = |list: &str| {
            let list = case[list].as_array().unwrap();
            let hits = list
                .iter()
                .filter(|snippet| text.contains(&words(snippet.as_str().unwrap())));
            (hits.count() as u32, list.len() as u32)
        };
        let (hits, all) = found("with");
        there += hits;
        missing += all - hits;
        wrong += found("without").0;
    }
    let precision = f64::from(there) / f64::from(there + wrong);
    let recall = f64::from(there) / f64::from(there + missing);
    println!(
        "{} pages: precision {precision:.3}, recall {recall:.3}",
        cases.len()
    );
    assert!(
        precision >= 0.93 && recall >= 0.93,
        "precision {precision:.3}, recall {recall:.3}"
    );
}
