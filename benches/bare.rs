//! What the libraries cost by themselves, for `compare.py`: a program that draws one screen and waits, and the engine
//! alone reading an archive.
//!
//! `draw` in a terminal draws; `index ARCHIVE FOLDER THREADS` reads JSON Lines with `title` and `body` into an index of
//! one field, with places of words and the text stored, and prints the bytes of text and the CPU seconds. Without
//! either, as `cargo bench` runs it, it does nothing.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::style::Style;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, TantivyDocument};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &*arguments {
        [draw, ..] if draw == "draw" => Ok(screen()?),
        [index, archive, folder, threads] if index == "index" => {
            read(Path::new(archive), Path::new(folder), threads.parse()?)
        }
        _ => Ok(()),
    }
}

fn screen() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen)?;
    let mut screen = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    screen.draw(|frame| {
        let area = frame.area();
        let line = "2015-01-01 a headline of some words ".repeat(1 + usize::from(area.width) / 36);
        for y in 0..area.height {
            frame
                .buffer_mut()
                .set_stringn(0, y, &line, usize::from(area.width), Style::new());
        }
    })?;
    let ended = io::stdin().read(&mut [0]).map(drop);
    execute!(io::stdout(), LeaveAlternateScreen)?;
    disable_raw_mode()?;
    ended
}

/// What is read of a line.
#[derive(serde::Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    title: Cow<'a, str>,
    #[serde(borrow)]
    body: Cow<'a, str>,
}

/// Bytes of memory for the engine, as kliping gives it.
const MEMORY: usize = 120 << 20;

fn read(archive: &Path, folder: &Path, threads: usize) -> Result<(), Failure> {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT | STORED);
    std::fs::create_dir_all(folder)?;
    let index = Index::create_in_dir(folder, schema.build())?;
    let mut writer = index.writer_with_num_threads(threads, MEMORY)?;
    let mut bytes = 0;
    for line in BufReader::with_capacity(1 << 20, File::open(archive)?).lines() {
        let line = line?;
        let line: Line<'_> = serde_json::from_str(&line)?;
        bytes += line.title.len() + line.body.len();
        let mut article = TantivyDocument::new();
        article.add_text(text, &line.title);
        article.add_text(text, &line.body);
        writer.add_document(article)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    println!("{bytes} {}", cpu());
    Ok(())
}

/// CPU seconds of this program so far; 0 where the system does not say.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    ticks as f64 / 100.0
}
