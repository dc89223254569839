//! Archive formats over fixtures and, where they are there, real files.

use std::path::{Path, PathBuf};

use kliping::archive::{Archive, Collected, FORMATS, Limits, Options, ProblemKind};
use kliping::article::digest;

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

/// Every fixture, with how many articles it holds, of how many it says what was read, and how many problems it has.
/// What a problem is stands beside it.
const FIXTURES: &[(&str, usize, usize, usize)] = &[
    ("archivebox/archive/1421020800.0/index.json", 1, 0, 0),
    ("bookmarks/Bookmarks", 0, 1, 0),
    ("bookmarks/penanda.html", 0, 1, 0),
    ("bzip2/berita.txt.bz2", 1, 0, 0),
    ("csv/berita.csv", 1, 0, 0),
    ("csv/pocket.csv", 0, 1, 0),
    ("csv/tab.tsv", 1, 0, 0),
    ("csv/utf16.csv", 1, 0, 0),
    ("eml/surat.eml", 1, 0, 0),
    ("enex/catatan.enex", 1, 0, 0),
    ("epub/buku.epub", 1, 0, 0),
    ("feed/atom.xml", 1, 0, 0),
    ("feed/rss.xml", 1, 0, 0),
    ("gzip/berita.jsonl.gz", 2, 0, 0),
    // A link that leads out of it.
    ("gzip/paket.tar.gz", 1, 0, 1),
    ("html/halaman.html", 1, 0, 0),
    ("json/daftar.json", 2, 0, 0),
    ("json/umpan.json", 1, 0, 0),
    ("json/wallabag.json", 1, 1, 0),
    // A line that is no JSON.
    ("jsonl/berita.jsonl", 2, 0, 1),
    ("markdown/2015-01-12-jekyll.md", 1, 0, 0),
    ("markdown/hugo.md", 1, 0, 0),
    ("mbox/surat.mbox", 2, 0, 0),
    ("mhtml/halaman.mhtml", 1, 0, 0),
    ("newsboat/cache.db", 1, 1, 0),
    ("omnivore/ekspor.zip", 1, 1, 0),
    #[cfg(feature = "parquet")]
    ("parquet/berita.parquet", 2, 0, 0),
    #[cfg(not(feature = "parquet"))]
    ("parquet/berita.parquet", 0, 0, 1),
    ("readlist/newsboat-read.txt", 0, 2, 0),
    // A link that leads out of it.
    ("tar/paket.tar", 2, 0, 1),
    ("txt/berita.txt", 1, 0, 0),
    ("txt/latin1.txt", 1, 0, 0),
    ("wacz/jelajah.wacz", 1, 0, 0),
    ("warc/jelajah.arc", 1, 0, 0),
    // A picture. The pages are plain, in gzip, in brotli and in zstd; a feed is among them.
    ("warc/jelajah.warc", 5, 0, 1),
    ("webarchive/halaman.webarchive", 1, 0, 0),
    // A menu.
    ("wxr/ekspor.xml", 1, 0, 1),
    ("xml/wallabag.xml", 1, 1, 0),
    ("xz/berita.txt.xz", 1, 0, 0),
    // A picture.
    ("zip/paket.zip", 2, 0, 1),
    ("zstd/berita.jsonl.zst", 1, 0, 0),
];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/archive")
}

#[test]
fn every_format_reads_its_fixtures() {
    let (archive, options) = (Archive::open(&fixtures()).unwrap(), Options::default());
    let mut counts = Vec::new();
    for entry in archive.entries() {
        let entry = entry.unwrap();
        let mut got = Collected::default();
        archive.read(&entry, &options, &mut got);
        sound(&got);
        for article in &got.articles {
            let story = [
                "Perusahaan contoh itu mengumumkan",
                "pabrik dan seribu pekerja",
            ];
            let text = &article.text;
            assert!(
                story.iter().any(|words| text.contains(words)),
                "{}: {text}",
                entry.path
            );
            // The bytes are found again where the article says that it lies.
            let bytes = archive.read_one(&article.provenance, &options).unwrap();
            assert!(!bytes.is_empty(), "{:?}", article.provenance);
            if let Some(known) = article.provenance.digest {
                assert_eq!(digest(&bytes), known, "{:?}", article.provenance);
            }
        }
        counts.push((
            entry.path,
            got.articles.len(),
            got.states.len(),
            got.problems.len(),
        ));
    }
    let counts: Vec<(&str, usize, usize, usize)> = counts
        .iter()
        .map(|(path, articles, states, problems)| (path.as_str(), *articles, *states, *problems))
        .collect();
    assert_eq!(counts, FIXTURES);
    for format in FORMATS {
        assert!(
            fixtures().join(format.name()).is_dir(),
            "{} has no fixtures",
            format.name()
        );
    }
}

/// Fixtures that were cut off or damaged: whatever is left, nothing panics, hangs or reads without end.
#[test]
fn ruined_fixtures_are_problems_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options {
        limits: Limits {
            record_bytes: 1 << 20,
            total_bytes: 1 << 24,
            seconds: 20,
            ..Limits::default()
        },
        ..Options::default()
    };
    let mut seed = 1_u64;
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    for (name, ..) in FIXTURES {
        let whole = std::fs::read(fixtures().join(name)).unwrap();
        let file = folder.path().join(Path::new(name).file_name().unwrap());
        for round in 0..12 {
            let mut ruin = whole.clone();
            if round % 3 == 0 {
                ruin.truncate(random(whole.len()));
            } else {
                for _ in 0..=random(8) {
                    let (at, byte) = (random(ruin.len()), random(256) as u8);
                    ruin[at] = byte;
                }
            }
            std::fs::write(&file, ruin).unwrap();
            sound(&read(&file));
            let mut got = Collected::default();
            let archive = Archive::open(&file).unwrap();
            for entry in archive.entries().flatten() {
                archive.read(&entry, &options, &mut got);
            }
        }
        std::fs::remove_file(&file).unwrap();
    }
}

/// Real files of public projects: how many articles they hold, and how many problems with what reason.
#[test]
fn real_files_of_many_formats() {
    // Folder, articles, and of the problems: what is damaged and what is no article.
    let counts = [
        ("archives/feeds/feed-rs", 201, 2, 4),
        ("archives/feeds/gofeed", 102, 163, 281),
        ("archives/mhtml", 2, 3, 1),
        ("archives/readlater/linkding", 0, 0, 1),
        ("archives/readlater/wallabag", 20, 8, 14),
        ("archives/wxr", 338, 1, 12),
        ("archives/warc", 1903, 10, 44),
        ("archives/html/readability", 382, 0, 8),
    ];
    for (folder, articles, damaged, ignored) in counts {
        let Some(path) = shared(folder) else {
            continue;
        };
        let got = read(&path);
        sound(&got);
        for problem in &got.problems {
            assert!(
                !problem.what.trim().is_empty() && !problem.file.is_empty(),
                "{problem:?}"
            );
        }
        let those = |kind| {
            got.problems
                .iter()
                .filter(|problem| problem.kind == kind)
                .count()
        };
        assert_eq!(
            (
                got.articles.len(),
                those(ProblemKind::Damaged),
                those(ProblemKind::Ignored),
                those(ProblemKind::Refused)
            ),
            (articles, damaged, ignored, 0),
            "{folder}"
        );
    }
}
