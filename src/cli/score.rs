//! `kliping score`: how well the annotator agrees with a folder of hand-marked articles.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::annotate::score::{Bad, Gold, Score};
use crate::annotate::{Annotator, Context};

/// Why nothing could be scored.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds no gold articles.
    #[error("{0}: no file that ends in .gold.txt; give the folder of the marked articles")]
    Empty(PathBuf),
    /// A file or folder could not be read.
    #[error("{path}: {source}")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A gold article is not well formed.
    #[error(transparent)]
    Gold(#[from] Bad),
    /// The table could not be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// What is printed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Every miss and false alarm in context, before the table.
    pub errors: bool,
    /// The table in Markdown, as the README holds it.
    pub markdown: bool,
}

/// Annotates every gold article below `folder`, compares, and writes the table to `output`.
pub fn run(
    annotator: &Annotator,
    folder: &Path,
    options: Options,
    mut output: impl Write,
) -> Result<(), Error> {
    let score = score(annotator, &load(folder)?);
    if options.errors {
        for error in &score.errors {
            writeln!(output, "{error}")?;
        }
    }
    let table = if options.markdown {
        score.markdown()
    } else {
        score.table()
    };
    output.write_all(table.as_bytes())?;
    output.flush()?;
    Ok(())
}

/// Annotates gold articles, from their text alone, and compares.
pub fn score(annotator: &Annotator, articles: &[Gold]) -> Score {
    let mut score = Score::default();
    for gold in articles {
        score.add(gold, &annotator.annotate(&gold.text, &Context::default()));
    }
    score
}

/// The gold articles below a folder, by name.
pub fn load(folder: &Path) -> Result<Vec<Gold>, Error> {
    let mut articles = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| Error::Read {
            path: error.path().unwrap_or(folder).to_owned(),
            source: error.into(),
        })?;
        let name = entry.file_name().to_string_lossy();
        if entry.file_type().is_file() && name.ends_with(".gold.txt") {
            let raw = fs::read_to_string(entry.path()).map_err(|source| Error::Read {
                path: entry.path().to_owned(),
                source,
            })?;
            articles.push(Gold::parse(&name, &raw)?);
        }
    }
    if articles.is_empty() {
        return Err(Error::Empty(folder.to_owned()));
    }
    Ok(articles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_gold_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let error = run(
            &Annotator::builtin(),
            folder.path(),
            Options::default(),
            Vec::new(),
        )
        .unwrap_err();
        assert!(
            error.to_string().contains("no file that ends in .gold.txt"),
            "{error}"
        );
    }

    #[test]
    fn prints_errors_and_table() {
        let folder = tempfile::tempdir().unwrap();
        let raw =
            "lang: id\n---\nPerusahaan itu belum mengumumkan harga.\n⟦b|Selamat tinggal kawan⟧\n";
        fs::write(folder.path().join("a.gold.txt"), raw).unwrap();
        let mut output = Vec::new();
        let options = Options {
            errors: true,
            markdown: false,
        };
        run(&Annotator::builtin(), folder.path(), options, &mut output).unwrap();
        let output = String::from_utf8(output).unwrap();
        assert!(output.contains("a\tboilerplate missed\t"), "{output}");
        assert!(output.contains("id (1 articles)"), "{output}");
    }
}
