//! `kliping show`: one article, as text or as data.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;

use super::failure::{Failure, Kind};
use super::open::Chosen;
use super::shelf;
use crate::article::ArticleId;
use crate::library::paper::Form;

/// What `kliping show` is asked.
#[derive(Debug, Args)]
pub struct Show {
    /// The archive: a folder or a file
    archive: PathBuf,
    /// The article's identity, as `kliping search` prints it
    id: String,
    /// Print JSON with companies, quotations and marks
    #[arg(long)]
    json: bool,
    /// Print Markdown
    #[arg(long, conflicts_with = "json")]
    markdown: bool,
}

impl Show {
    /// Prints the article.
    pub fn run(&self, chosen: &Chosen) -> Result<(), Failure> {
        let id = ArticleId::parse(&self.id).ok_or_else(|| {
            let what = format!("{}: expected an identity of 32 hexadecimal digits", self.id);
            Failure::new(Kind::Usage, what).hint("kliping search prints them")
        })?;
        let (library, _) = shelf::open(Some(&self.archive), chosen)?;
        let form = match (self.json, self.markdown) {
            (true, _) => Form::Json,
            (_, true) => Form::Md,
            _ => Form::Txt,
        };
        let there = shelf::with_paper(&library, &id, |paper| {
            let mut out = io::stdout().lock();
            out.write_all(paper.write(form).as_bytes())?;
            Ok(out.flush()?)
        })?;
        if there {
            return Ok(());
        }
        let what = format!("{id}: no such article in {}", library.root().display());
        Err(Failure::new(Kind::Nothing, what))
    }
}
