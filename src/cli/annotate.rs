//! `kliping annotate`: articles as JSON Lines in, annotations as JSON Lines out.

use std::io::{self, BufRead, Write};

use serde::{Deserialize, Serialize};

use crate::annotate::{Annotated, Annotator, Context, MentionKind, Quotation, Speech};
use crate::text::points::Points;

/// One article as it comes in.
#[derive(Deserialize)]
struct Question {
    id: String,
    text: String,
}

/// A company mention as it goes out.
#[derive(Serialize)]
struct Company<'a> {
    start: usize,
    end: usize,
    name: &'a str,
}

/// An attribution as it goes out.
#[derive(Serialize)]
struct Quote<'a> {
    kind: &'static str,
    content: Vec<[usize; 2]>,
    cue: Option<[usize; 2]>,
    source: Option<[usize; 2]>,
    speaker: Option<&'a str>,
}

/// One answer. Offsets are Unicode code points into the text, half open.
#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    lang: &'a str,
    title: Option<&'a str>,
    date: Option<String>,
    companies: Vec<Company<'a>>,
    quotes: Vec<Quote<'a>>,
    boilerplate: Vec<[usize; 2]>,
}

/// Why the command stopped.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A line is not what the command reads.
    #[error(
        "standard input, line {line}: {source}; expected one JSON object {{\"id\", \"text\"}} a line"
    )]
    Line {
        /// The line, from 1.
        line: usize,
        /// What the JSON reader says.
        source: serde_json::Error,
    },
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Reads articles from `input`, one JSON object `{"id", "text"}` a line, and writes one answer a line to `output`.
pub fn run(
    annotator: &Annotator,
    input: impl BufRead,
    mut output: impl Write,
) -> Result<(), Error> {
    for (at, line) in input.lines().enumerate() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let question: Question = serde_json::from_str(&line).map_err(|source| Error::Line {
            line: at + 1,
            source,
        })?;
        let found = annotator.annotate(&question.text, &Context::default());
        let answer = answer(&question, &found);
        serde_json::to_writer(&mut output, &answer).map_err(io::Error::from)?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(())
}

/// The answer to one question.
fn answer<'a>(question: &'a Question, found: &'a Annotated) -> Answer<'a> {
    let places = Points::new(&question.text);
    let lit = |kind| kind == MentionKind::Company;
    Answer {
        id: &question.id,
        lang: found.lang.code(),
        title: found.title.map(|span| span.of(&question.text)),
        date: found.date.map(|date| date.to_string()),
        companies: found
            .companies
            .iter()
            .filter(|mention| lit(mention.kind))
            .map(|mention| {
                let [start, end] = places.range(mention.span);
                Company {
                    start,
                    end,
                    name: &mention.name,
                }
            })
            .collect(),
        quotes: found
            .quotations
            .iter()
            .map(|quotation| quote(quotation, &places))
            .collect(),
        boilerplate: found
            .boilerplate
            .iter()
            .map(|&span| places.range(span))
            .collect(),
    }
}

/// An attribution with its places in code points.
fn quote<'a>(quotation: &'a Quotation, places: &Points<'_>) -> Quote<'a> {
    Quote {
        kind: match quotation.kind {
            Speech::Direct => "direct",
            Speech::Indirect => "indirect",
            Speech::Mixed => "mixed",
            Speech::Mention => "mention",
        },
        content: quotation
            .content
            .iter()
            .map(|&span| places.range(span))
            .collect(),
        cue: quotation.cue.map(|span| places.range(span)),
        source: quotation.source.map(|span| places.range(span)),
        speaker: quotation
            .speaker
            .as_ref()
            .map(|speaker| speaker.name.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_line_says_where() {
        let input = b"{\"id\":\"a\",\"text\":\"x\"}\n\nnot json\n".as_slice();
        let error = run(&Annotator::builtin(), input, Vec::new())
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("standard input, line 3"), "{error}");
    }
}
