//! Facts: where an article lies in the archive and what is known about it.

use jiff::civil::{Date, DateTime, Time};

use super::Scroll;
use super::card::{self, Line};
use super::reader::Opened;
use crate::annotate::{MentionKind, Speech};
use crate::article::Provenance;
use crate::words::Tongue;

/// The facts view.
#[derive(Debug)]
pub struct Facts {
    /// Name and value, in order.
    pub rows: Vec<(&'static str, String)>,
    /// Where it is scrolled to.
    pub scroll: Scroll,
}

impl Facts {
    /// What is known about an article.
    pub fn new(opened: &Opened, tongue: Tongue) -> Self {
        let article = &opened.article;
        let (meta, from) = (&article.meta, &article.provenance);
        let mut rows = vec![("headline", opened.title.clone())];
        let mut fact = |name, value: Option<String>| {
            rows.extend(
                value
                    .filter(|value| !value.is_empty())
                    .map(|value| (name, value)),
            );
        };
        fact(
            "",
            opened
                .made
                .then(|| "made from the first sentence; the archive gives none".to_owned()),
        );
        fact("date", meta.date.map(moment));
        fact(
            "date in the text",
            opened
                .found
                .date
                .map(|date| in_text(date, meta.date.is_none())),
        );
        fact("outlet", meta.outlet.clone());
        fact("author", Some(meta.authors.join(", ")));
        fact("address", meta.url.clone());
        fact("tags", Some(meta.tags.join(", ")));
        fact(
            "language",
            Some(
                meta.lang
                    .clone()
                    .unwrap_or_else(|| opened.found.lang.code().to_owned()),
            ),
        );
        fact(
            "length",
            Some(format!("{} words, {} min", opened.words, opened.minutes())),
        );
        let chains = card::chains(opened, tongue, |_, _| true);
        fact("reports", Some(chains.join("; ")));
        fact("companies", Some(companies(opened)));
        fact("quotations", Some(quotations(opened)));
        fact("lies in", Some(place(from)));
        fact(
            "digest",
            from.digest
                .map(|digest| format!("blake3 {}", hexadecimal(&digest))),
        );
        fact("format", Some(format!("{}, {}", from.format, from.charset)));
        fact("repaired", Some(from.repairs.join(", ")));
        fact("identity", Some(article.id.to_string()));
        Self {
            rows,
            scroll: Scroll::default(),
        }
    }
}

impl Facts {
    /// Its rows in lines of `width` cells.
    pub fn lines(&self, width: usize) -> Vec<Line> {
        card::lines(&self.rows, width)
    }

    /// Adds the further places of the article, below the one it was read from.
    pub fn add_places(&mut self, others: &[Provenance]) {
        let at = self.rows.iter().position(|(name, _)| *name == "lies in");
        let at = at.map_or(self.rows.len(), |at| at + 1);
        let rows = others.iter().map(|other| ("and in", place(other)));
        self.rows.splice(at..at, rows.collect::<Vec<_>>());
    }
}

/// A place in the archive: file, member, first byte and length.
pub fn place(from: &Provenance) -> String {
    let file = match from.file.as_str() {
        "" => "the file itself",
        file => file,
    };
    let member = from
        .member
        .as_ref()
        .map_or(String::new(), |member| format!("!/{member}"));
    let length = match from.length {
        0 => String::new(),
        length => format!(", {length} bytes"),
    };
    format!("{file}{member}, from byte {}{length}", from.offset)
}

/// Bytes as digits.
fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |byte: u8| char::from_digit(u32::from(byte), 16).unwrap_or('0');
    let digits = |byte: &u8| [digit(byte >> 4), digit(byte & 15)];
    bytes.iter().flat_map(digits).collect()
}

/// When an article was published. Midnight is what archives say that know only the day.
fn moment(date: DateTime) -> String {
    let day = date.time() == Time::midnight();
    let form = if day { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M" };
    date.strftime(form).to_string()
}

/// The day that the text names, and whether it had to stand in for the archive's.
fn in_text(date: Date, guessed: bool) -> String {
    if guessed {
        format!("{date}; taken for the date, because the archive gives none")
    } else {
        date.to_string()
    }
}

/// The companies of an article with how often each is named, the most named first.
fn companies(opened: &Opened) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for mention in opened
        .found
        .companies
        .iter()
        .filter(|mention| mention.kind == MentionKind::Company)
    {
        match counts.iter_mut().find(|(name, _)| *name == &*mention.name) {
            Some((_, count)) => *count += 1,
            None => counts.push((&mention.name, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
        .into_iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// How many quotations there are and who is quoted, with office and affiliation.
fn quotations(opened: &Opened) -> String {
    let text = &opened.article.text;
    let quotations = &opened.found.quotations;
    let direct = quotations
        .iter()
        .filter(|quote| matches!(quote.kind, Speech::Direct | Speech::Mixed))
        .count();
    let mut names: Vec<(String, String)> = Vec::new();
    for quote in quotations {
        let Some(name) = quote.name(text) else {
            continue;
        };
        let speaker = quote.speaker.as_ref();
        let about =
            speaker.map(|speaker| [speaker.role.as_deref(), speaker.affiliation.as_deref()]);
        let about: Vec<&str> = about.into_iter().flatten().flatten().collect();
        let about = about.join(", ");
        match names.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) if known.is_empty() => *known = about,
            Some(_) => {}
            None => names.push((name.to_owned(), about)),
        }
    }
    if quotations.is_empty() {
        return String::new();
    }
    let names = names.into_iter().map(|(name, about)| {
        if about.is_empty() {
            name
        } else {
            format!("{name} ({about})")
        }
    });
    let names = names.collect::<Vec<_>>().join("; ");
    let by = if names.is_empty() { "" } else { " by " };
    let count = quotations.len();
    match direct {
        0 => format!("{count}{by}{names}"),
        direct => format!("{count}{by}{names}; {direct} word for word"),
    }
}
