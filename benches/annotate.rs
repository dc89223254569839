//! How fast the annotator reads, in bytes a second: articles of both languages, and inputs made to be slow.

use std::fs;
use std::path::Path;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use kliping::annotate::{Annotator, Context};

fn main() {
    divan::main();
}

const INDONESIAN: &str = "JAKARTA, KOMPAS.com - CEO Xiaomi, Lei Jun, mengatakan bahwa perusahaannya akan membuka pabrik baru di Batam. \
    \"Kami sudah lama menunggu kesempatan ini,\" kata dia seperti dikutip KompasTekno dari Reuters, Senin (12/1/2015).\n\
    Menurut juru bicara Google, rencana itu belum diputuskan. Facebook menolak berkomentar.\nBaca juga: Pabrik Ponsel Baru Dibuka di Batam\n";
const ENGLISH: &str = "Apple Inc. said on Monday, January 12, 2015 that it would open a new plant. “We have waited for this,” said Tim Cook, \
    the company's chief executive. According to Reuters, Google and Samsung declined to comment.\nShare on Facebook Share on X Share on LinkedIn\n";

/// Bytes of each made text.
const SIZE: usize = 4 << 20;
/// Bytes of each hostile text: ten times as much must take about ten times as long.
const HOSTILE: &[usize] = &[1 << 20, 10 << 20];
/// What hostile texts are made of, each in one line.
const PATTERNS: &[&str] = &[
    "\"",
    "”",
    "\"a ",
    "A",
    "Aa ",
    "Budi Santoso ",
    "( ",
    "1/1/2015 ",
    "12 Mei 2015 ",
    ". ",
    "a.",
    "a.B",
    "Baca juga: ",
    "By ",
    "Share on Facebook ",
    "Foto: ",
    "document.addEventListener(",
    "Home News ",
    "⏎\n",
    "kata ",
    "\"kata\" ",
    "Google ",
    "menurut ",
    "dikutip ",
    "mengatakan bahwa ",
    "said ",
    "' ",
    "é",
    "kata yang tidak berhenti pada tanda apa pun ",
];

fn measure(bencher: Bencher<'_, '_>, texts: &[String]) {
    let annotator = Annotator::builtin();
    let context = Context::default();
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for text in texts {
            black_box(annotator.annotate(text, &context));
        }
    });
}

/// Articles of a usual length, made of a few sentences.
fn articles(paragraphs: &str) -> Vec<String> {
    let article = paragraphs.repeat(3000 / paragraphs.len() + 1);
    vec![article; SIZE / 3000]
}

#[divan::bench(sample_count = 10)]
fn indonesian(bencher: Bencher<'_, '_>) {
    measure(bencher, &articles(INDONESIAN));
}

#[divan::bench(sample_count = 10)]
fn english(bencher: Bencher<'_, '_>) {
    measure(bencher, &articles(ENGLISH));
}

/// The real articles of a corpus beside the project, where it is there.
#[divan::bench(sample_count = 10, args = ["id-tech", "id-portals", "en-tech", "en-bbc", "en-reuters"])]
fn corpus(bencher: Bencher<'_, '_>, name: &str) {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/corpora/{name}.jsonl"));
    let Ok(lines) = fs::read_to_string(&path) else {
        return;
    };
    let texts: Vec<String> = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|article| article["body"].as_str().map(str::to_owned))
        .collect();
    measure(bencher, &texts);
}

/// One text of nothing but a pattern. A quadratic step shows as hours here.
#[divan::bench(sample_count = 1, sample_size = 1, args = PATTERNS, consts = HOSTILE)]
fn hostile<const BYTES: usize>(bencher: Bencher<'_, '_>, pattern: &str) {
    measure(bencher, &[pattern.repeat(BYTES / pattern.len())]);
}
