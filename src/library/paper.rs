//! An article as it leaves kliping: as plain text, Markdown or JSON, as a row of a table, and what was said in it.

use std::fmt::Write;

use serde_json::{Value, json};

use super::marks::{Page, Sheet};
use crate::annotate::{Annotated, Quotation, Speech};
use crate::article::{Article, Block, BlockKind};
use crate::library::Mark;
use crate::text::points::Points;
use crate::text::safe::Safe;
use crate::text::{Span, width};

/// The forms that an article can leave in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// One JSON object in one line.
    Json,
    /// A row of comma separated values.
    Csv,
}

impl Form {
    /// Every form, by the ending of its files.
    pub const ALL: &[(&str, Self)] = &[
        ("txt", Self::Txt),
        ("md", Self::Md),
        ("json", Self::Json),
        ("csv", Self::Csv),
    ];

    /// The form that files with this ending have.
    pub fn by_ending(ending: &str) -> Option<Self> {
        let known = Self::ALL.iter().find(|(known, _)| *known == ending);
        known.map(|(_, form)| *form)
    }

    /// The ending of files of this form.
    pub fn ending(self) -> &'static str {
        let known = Self::ALL.iter().find(|(_, form)| *form == self);
        known.map_or("", |(ending, _)| ending)
    }
}

/// The first line of a table of articles.
pub const COLUMNS: &[&str] = &[
    "id", "date", "outlet", "title", "authors", "url", "lang", "words", "read", "starred", "tags",
    "note",
];

/// An article with everything known of it.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// The article.
    pub article: &'a Article,
    /// What was found in it.
    pub found: &'a Annotated,
    /// Its headline.
    pub title: &'a str,
    /// Its marks.
    pub mark: &'a Mark,
    /// What the user wrote and lit in it.
    pub sheet: &'a Sheet,
}

impl Paper<'_> {
    /// The article in a form. Every form is safe for a terminal.
    pub fn write(&self, form: Form) -> String {
        match form {
            Form::Txt => self.text(),
            Form::Md => self.markdown(),
            Form::Json => self.json().to_string() + "\n",
            Form::Csv => row(&self.cells()),
        }
    }

    fn day(&self) -> Option<String> {
        let meta = self.article.meta.date.map(jiff::civil::DateTime::date);
        meta.or(self.found.date).map(|day| day.to_string())
    }

    fn outlet(&self) -> Option<&str> {
        let meta = self.article.meta.outlet.as_deref();
        meta.or(self.found.outlet)
    }

    /// Day, outlet and authors in one line.
    fn byline(&self) -> String {
        let authors = self.article.meta.authors.join(", ");
        let parts = [
            self.day().unwrap_or_default(),
            self.outlet().unwrap_or_default().to_owned(),
            authors,
        ];
        let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    /// The lines of the text without the headline and the site's boilerplate.
    fn lines(&self) -> Vec<(Span, &str)> {
        let text = self.article.text.as_str();
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len());
            start += line.len();
            let kept = outside(span, &self.found.boilerplate);
            for part in kept.into_iter().map(|part| trim(part, text)) {
                if !part.is_empty() && self.found.title != Some(part) {
                    lines.push((part, part.of(text)));
                }
            }
        }
        lines
    }

    fn text(&self) -> String {
        let mut out = format!("{}\n", self.title);
        for line in [Some(self.byline()), self.article.meta.url.clone()] {
            if let Some(line) = line.filter(|line| !line.is_empty()) {
                let _ = writeln!(out, "{line}");
            }
        }
        for (_, line) in self.lines() {
            let _ = write!(out, "\n{line}\n");
        }
        if let Some(note) = &self.sheet.note {
            let _ = write!(out, "\n[note]\n{note}\n");
        }
        Safe::text(&out).into_string()
    }

    fn markdown(&self) -> String {
        let mut out = format!("# {}\n", self.title);
        let byline = self.byline();
        if !byline.is_empty() {
            let _ = write!(out, "\n{byline}\n");
        }
        if let Some(url) = &self.article.meta.url {
            let _ = write!(out, "\n<{url}>\n");
        }
        let mut before = None;
        for (span, line) in self.lines() {
            let kind = block(&self.article.blocks, span).map(|block| block.kind);
            // Items of one list and lines of one block of code stand together.
            let together = matches!(
                (before, kind),
                (Some(BlockKind::Item(_)), Some(BlockKind::Item(_)))
            );
            if !together {
                out.push('\n');
            }
            let _ = match kind {
                Some(BlockKind::Heading(level)) => {
                    writeln!(out, "{} {line}", "#".repeat(usize::from(level.clamp(2, 6))))
                }
                Some(BlockKind::Item(depth)) => {
                    writeln!(out, "{}- {line}", "  ".repeat(usize::from(depth)))
                }
                Some(BlockKind::Quote) => writeln!(out, "> {line}"),
                Some(BlockKind::Code) => writeln!(out, "    {line}"),
                Some(BlockKind::Caption) => writeln!(out, "*{line}*"),
                None => writeln!(out, "{line}"),
            };
            before = kind;
        }
        if let Some(note) = &self.sheet.note {
            let _ = write!(out, "\n## Note\n\n{note}\n");
        }
        if !self.sheet.highlights.is_empty() {
            let _ = write!(out, "\n## Highlights\n");
            for (_, passage) in &self.sheet.highlights {
                let _ = write!(out, "\n{}\n", quoted(&passage.words));
            }
        }
        Safe::text(&out).into_string()
    }

    /// The article as JSON. Places are code points of `text`, half open.
    pub fn json(&self) -> Value {
        let (article, meta) = (self.article, &self.article.meta);
        let points = Points::new(&article.text);
        let page = Page::new(&article.text);
        let lights = self.sheet.highlights.iter().map(|(_, passage)| {
            json!({"text": Safe::text(&passage.words).as_str(), "at": page.find(passage).map(|span| points.range(span))})
        });
        let companies = self.found.companies.iter().map(|mention| {
            let [start, end] = points.range(mention.span);
            json!({"start": start, "end": end, "name": &*mention.name})
        });
        json!({
            "id": article.id.to_string(),
            "title": self.title,
            "date": self.day(),
            "outlet": self.outlet(),
            "authors": meta.authors,
            "url": meta.url,
            "lang": meta.lang.as_deref().unwrap_or(self.found.lang.code()),
            "labels": meta.tags,
            "text": article.text,
            "companies": companies.collect::<Vec<_>>(),
            "quotes": self.quotes(&points),
            "boilerplate": self.found.boilerplate.iter().map(|&span| points.range(span)).collect::<Vec<_>>(),
            "read": self.mark.read,
            "starred": self.mark.starred,
            "tags": self.mark.tags,
            "note": self.sheet.note.as_deref().map(|note| Safe::text(note).into_string()),
            "highlights": lights.collect::<Vec<_>>(),
            "file": article.provenance.file,
            "member": article.provenance.member,
            "offset": article.provenance.offset,
        })
    }

    fn quotes(&self, points: &Points<'_>) -> Vec<Value> {
        let quotations = self.found.quotations.iter();
        quotations
            .map(|quotation| self.quote(quotation, points))
            .collect()
    }

    /// What was said in the article, each as JSON with the article it comes from. Places are code points of the article's
    /// text, half open.
    pub fn said(&self) -> Vec<Value> {
        let points = Points::new(&self.article.text);
        let mut quotes = self.quotes(&points);
        for (quote, quotation) in quotes.iter_mut().zip(&self.found.quotations) {
            let whole = quotation.content.iter().copied().reduce(Span::hull);
            let named = self.found.companies.iter().filter(|mention| {
                let near = [whole, quotation.source];
                near.into_iter()
                    .flatten()
                    .any(|span| span.overlaps(mention.span))
            });
            let mut companies: Vec<&str> = named.map(|mention| &*mention.name).collect();
            let speaker = quotation.speaker.as_ref();
            companies.extend(speaker.and_then(|speaker| speaker.affiliation.as_deref()));
            companies.sort_unstable();
            companies.dedup();
            if let Some(quote) = quote.as_object_mut() {
                quote.insert("companies".to_owned(), json!(companies));
                quote.insert("article".to_owned(), json!(self.article.id.to_string()));
                quote.insert("title".to_owned(), json!(self.title));
                quote.insert("date".to_owned(), json!(self.day()));
                quote.insert("outlet".to_owned(), json!(self.outlet()));
                quote.insert("url".to_owned(), json!(self.article.meta.url));
            }
        }
        quotes
    }

    fn quote(&self, quotation: &Quotation, points: &Points<'_>) -> Value {
        let text = self.article.text.as_str();
        let words: Vec<&str> = quotation.content.iter().map(|span| span.of(text)).collect();
        let speaker = quotation.speaker.as_ref();
        json!({
            "kind": kind(quotation.kind),
            "text": words.join(" "),
            "at": quotation.content.iter().map(|&span| points.range(span)).collect::<Vec<_>>(),
            "cue": quotation.cue.map(|span| points.range(span)),
            "source": quotation.source.map(|span| span.of(text)),
            "source_at": quotation.source.map(|span| points.range(span)),
            "speaker": speaker.map(|speaker| speaker.name.as_str()),
            "role": speaker.and_then(|speaker| speaker.role.as_deref()),
            "affiliation": speaker.and_then(|speaker| speaker.affiliation.as_deref()),
            "relay": quotation.relay.map(|span| span.of(text)),
        })
    }

    /// The cells of [`COLUMNS`].
    fn cells(&self) -> Vec<String> {
        let meta = &self.article.meta;
        let lang = meta.lang.as_deref().unwrap_or(self.found.lang.code());
        let words = self
            .lines()
            .into_iter()
            .map(|(_, line)| line.split_whitespace().count());
        vec![
            self.article.id.to_string(),
            self.day().unwrap_or_default(),
            self.outlet().unwrap_or_default().to_owned(),
            self.title.to_owned(),
            meta.authors.join("; "),
            meta.url.clone().unwrap_or_default(),
            lang.to_owned(),
            words.sum::<usize>().to_string(),
            self.mark.read.to_string(),
            self.mark.starred.to_string(),
            self.mark.tags.join("; "),
            self.sheet.note.clone().unwrap_or_default(),
        ]
    }

    /// A passage of the article with its source and the article as a citation.
    pub fn citation(&self, passage: Span) -> String {
        let text = self.article.text.as_str();
        let about = self.found.quotations.iter().find(|quotation| {
            let mut content = quotation.content.iter();
            content.any(|span| span.overlaps(passage))
        });
        let said = about.map_or_else(String::new, |quotation| {
            let speaker = quotation.speaker.as_ref();
            let name = speaker
                .map(|speaker| speaker.name.clone())
                .or_else(|| quotation.source.map(|span| span.of(text).to_owned()));
            let parts = [
                name,
                speaker.and_then(|speaker| speaker.role.clone()),
                speaker.and_then(|speaker| speaker.affiliation.clone()),
            ];
            let parts: Vec<_> = parts.into_iter().flatten().collect();
            parts.join(", ")
        });
        let words = trim(passage, text).of(text);
        let words = match words.chars().next() {
            Some('"' | '“' | '”' | '„' | '«' | '‘') => words.to_owned(),
            _ => format!("“{words}”"),
        };
        let mut out = words;
        if !said.is_empty() {
            let _ = write!(out, "\n— {said}");
        }
        let _ = write!(out, "\n{}", self.title);
        let byline = self.byline();
        if !byline.is_empty() {
            let _ = write!(out, ", {byline}");
        }
        if let Some(url) = &self.article.meta.url {
            let _ = write!(out, "\n{url}");
        }
        out.push('\n');
        Safe::text(&out).into_string()
    }
}

/// A name for a file that holds an article: its day and the first words of its headline, safe for every file system.
pub fn file_name(day: Option<&str>, title: &str) -> String {
    let mut name = String::new();
    for word in day
        .into_iter()
        .chain(title.split(|ch: char| !ch.is_alphanumeric()))
    {
        if word.is_empty() {
            continue;
        }
        if width::cells(&name) + width::cells(word) > 70 || name.len() + word.len() > 180 {
            break;
        }
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(&word.to_lowercase());
    }
    if name.is_empty() {
        "article".to_owned()
    } else {
        name
    }
}

/// Cells as a row of comma separated values (RFC 4180). A cell that a spreadsheet would take for a formula begins with `'`.
pub fn row(cells: &[String]) -> String {
    let cell = |cell: &String| {
        let safe = Safe::text(cell);
        let formula = safe.as_str().starts_with(['=', '+', '-', '@']);
        let text = if formula {
            format!("'{safe}")
        } else {
            safe.into_string()
        };
        if text.contains([',', '"', '\n']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",") + "\n"
}

/// A passage as a block quotation of Markdown.
pub fn quoted(words: &str) -> String {
    let lines = words
        .lines()
        .map(|line| format!("> {line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

const fn kind(speech: Speech) -> &'static str {
    match speech {
        Speech::Direct => "direct",
        Speech::Indirect => "indirect",
        Speech::Mixed => "mixed",
        Speech::Mention => "mention",
    }
}

fn block(blocks: &[Block], span: Span) -> Option<&Block> {
    let at = blocks.partition_point(|block| block.span.end <= span.start);
    blocks.get(at).filter(|block| block.span.overlaps(span))
}

fn trim(span: Span, text: &str) -> Span {
    span.trimmed(text)
}

/// The parts of a span that are outside all of `holes`, which are in order.
fn outside(span: Span, holes: &[Span]) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut at = span.start;
    let first = holes.partition_point(|hole| hole.end <= span.start);
    for hole in holes.iter().skip(first) {
        if hole.start >= span.end {
            break;
        }
        if hole.start > at {
            parts.push(Span::new(at, hole.start));
        }
        at = hole.end.max(at);
    }
    if at < span.end {
        parts.push(Span::new(at, span.end));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Mention, MentionKind, Speaker};
    use crate::article::{Meta, Provenance};

    const TEXT: &str =
        "Judul\n\"Kami siap,\" kata Ani, CEO Xiaomi.\nButir satu\nButir dua\nIkuti kami di sini.";

    fn span(words: &str) -> Span {
        let at = TEXT.find(words).unwrap();
        Span::new(at, at + words.len())
    }

    fn with(see: impl FnOnce(&Paper<'_>)) {
        let meta = Meta {
            url: Some("https://contoh.id/1".to_owned()),
            outlet: Some("Harian, Contoh".to_owned()),
            date: Some(jiff::civil::date(2015, 1, 12).at(8, 0, 0, 0)),
            ..Meta::default()
        };
        let mut article = Article::new(meta, TEXT.to_owned(), Provenance::default());
        let item = |words| Block {
            kind: BlockKind::Item(0),
            span: span(words),
        };
        article.blocks = vec![item("Butir satu"), item("Butir dua")];
        let found = Annotated {
            title: Some(Span::new(0, 5)),
            companies: vec![Mention {
                span: span("Xiaomi"),
                name: "Xiaomi".into(),
                kind: MentionKind::Company,
            }],
            quotations: vec![Quotation {
                kind: Speech::Direct,
                content: vec![span("\"Kami siap,\"")],
                cue: Some(span("kata")),
                source: Some(span("Ani, CEO Xiaomi")),
                speaker: Some(Speaker {
                    name: "Ani".to_owned(),
                    role: Some("CEO".to_owned()),
                    affiliation: Some("Xiaomi".to_owned()),
                }),
                relay: None,
            }],
            boilerplate: vec![span("Ikuti kami di sini.")],
            ..Annotated::default()
        };
        let sheet = Sheet {
            note: Some("penting".to_owned()),
            highlights: super::super::marks::Passage::of(TEXT, span("Butir dua"))
                .map(|passage| (passage.number(), passage))
                .into_iter()
                .collect(),
            place: None,
        };
        see(&Paper {
            article: &article,
            found: &found,
            title: "Judul",
            mark: &Mark {
                tags: vec!["satu".to_owned(), "dua".to_owned()],
                ..Mark::default()
            },
            sheet: &sheet,
        });
    }

    #[test]
    fn text_and_markdown_leave_the_boilerplate_out() {
        with(|paper| {
            assert_eq!(
                paper.write(Form::Txt),
                "Judul\n2015-01-12 · Harian, Contoh\nhttps://contoh.id/1\n\n\"Kami siap,\" kata Ani, CEO Xiaomi.\n\nButir satu\n\nButir dua\n\n[note]\npenting\n"
            );
            assert_eq!(
                paper.write(Form::Md),
                "# Judul\n\n2015-01-12 · Harian, Contoh\n\n<https://contoh.id/1>\n\n\"Kami siap,\" kata Ani, CEO Xiaomi.\n\n- Butir satu\n- Butir dua\n\n## Note\n\npenting\n\n## Highlights\n\n> Butir dua\n"
            );
        });
    }

    #[test]
    fn places_in_json_lead_back_to_the_words() {
        with(|paper| {
            let chars: Vec<char> = TEXT.chars().collect();
            let at = |range: &Value| {
                let place = |at: usize| range[at].as_u64().unwrap() as usize;
                chars[place(0)..place(1)].iter().collect::<String>()
            };
            let json = paper.json();
            assert_eq!(at(&json["highlights"][0]["at"]), "Butir dua");
            let said = &paper.said()[0];
            assert_eq!(at(&said["at"][0]), "\"Kami siap,\"");
            assert_eq!(at(&said["source_at"]), "Ani, CEO Xiaomi");
            assert_eq!(said["companies"], json!(["Xiaomi"]));
            assert_eq!(said["speaker"], "Ani");
            assert_eq!(paper.write(Form::Json).lines().count(), 1);
        });
    }

    #[test]
    fn rows_and_citations() {
        with(|paper| {
            let row = paper.write(Form::Csv);
            assert!(row.contains(",\"Harian, Contoh\",Judul,"), "{row}");
            assert!(row.ends_with(",false,false,satu; dua,penting\n"), "{row}");
            assert_eq!(paper.cells().len(), COLUMNS.len());
            assert_eq!(
                paper.citation(span("\"Kami siap,\"")),
                "\"Kami siap,\"\n— Ani, CEO, Xiaomi\nJudul, 2015-01-12 · Harian, Contoh\nhttps://contoh.id/1\n"
            );
            let plain = paper.citation(span("Butir satu"));
            assert!(plain.starts_with("“Butir satu”\nJudul"), "{plain}");
        });
        assert_eq!(
            row(&["=1+1".to_owned(), "a\"b".to_owned()]),
            "'=1+1,\"a\"\"b\"\n"
        );
    }

    #[test]
    fn file_names_are_words_and_no_paths() {
        assert_eq!(
            file_name(Some("2015-01-12"), "Xiaomi: “toko” ../../pertama"),
            "2015-01-12-xiaomi-toko-pertama"
        );
        assert_eq!(file_name(None, "???"), "article");
        assert!(file_name(None, &"kata ".repeat(60)).len() <= 180);
        assert!(file_name(None, &"小米发布会 ".repeat(60)).len() <= 180);
    }
}
