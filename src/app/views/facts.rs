//! Facts: where an article lies in the archive and what is known about it.

use jiff::civil::{Date, DateTime, Time};

use super::Scroll;
use super::card::{self, Line};
use super::reader::Opened;
use crate::annotate::{MentionKind, Speech};
use crate::article::Provenance;
use crate::text::Lang;
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
        let mut rows = vec![(tongue.fact_headline(), opened.title.clone())];
        let mut fact = |name, value: Option<String>| {
            rows.extend(
                value
                    .filter(|value| !value.is_empty())
                    .map(|value| (name, value)),
            );
        };
        fact("", opened.made.then(|| tongue.made_headline().to_owned()));
        fact(tongue.fact_date(), meta.date.map(moment));
        fact(
            tongue.fact_date_in_text(),
            opened
                .found
                .date
                .map(|date| in_text(date, meta.date.is_none(), tongue)),
        );
        fact(tongue.fact_outlet(), meta.outlet.clone());
        fact(tongue.fact_author(), Some(meta.authors.join(", ")));
        fact(tongue.fact_address(), meta.url.clone());
        fact(tongue.fact_tags(), Some(meta.tags.join(", ")));
        fact(
            tongue.fact_language(),
            Some(language(
                meta.lang.as_deref().unwrap_or(opened.found.lang.code()),
                tongue,
            )),
        );
        fact(
            tongue.fact_length(),
            Some(tongue.words_and_minutes(tongue.number(opened.words), opened.minutes())),
        );
        let chains = card::chains(opened, tongue, |_, _| true);
        fact(tongue.fact_reports(), Some(chains.join("; ")));
        fact(tongue.fact_companies(), Some(companies(opened)));
        fact(tongue.fact_quotations(), Some(quotations(opened, tongue)));
        fact(tongue.fact_lies_in(), Some(place(from, tongue)));
        fact(
            tongue.fact_digest(),
            from.digest
                .map(|digest| format!("blake3 {}", hexadecimal(&digest))),
        );
        fact(
            tongue.fact_format(),
            Some(format!("{}, {}", from.format, from.charset)),
        );
        let repairs = from.repairs.iter().map(|repair| tongue.reason(repair));
        fact(
            tongue.fact_repaired(),
            Some(repairs.collect::<Vec<_>>().join(", ")),
        );
        fact(tongue.fact_identity(), Some(article.id.to_string()));
        Self {
            rows,
            scroll: Scroll::default(),
        }
    }

    /// Its rows in lines of `width` cells.
    pub fn lines(&self, width: usize) -> Vec<Line> {
        card::lines(&self.rows, width)
    }

    /// Adds the further places of the article, below the one it was read from.
    pub fn add_places(&mut self, others: &[Provenance], tongue: Tongue) {
        let at = self
            .rows
            .iter()
            .position(|(name, _)| *name == tongue.fact_lies_in());
        let at = at.map_or(self.rows.len(), |at| at + 1);
        let rows = others
            .iter()
            .map(|other| (tongue.fact_and_in(), place(other, tongue)));
        self.rows.splice(at..at, rows.collect::<Vec<_>>());
    }
}

/// A place in the archive: file, member, first byte and length.
pub fn place(from: &Provenance, tongue: Tongue) -> String {
    let file = match from.file.as_str() {
        "" => tongue.the_file_itself(),
        file => file,
    };
    let member = from
        .member
        .as_ref()
        .map_or(String::new(), |member| format!("!/{member}"));
    let inside = [file, &member].concat();
    match from.length {
        0 => tongue.from_byte(inside, from.offset),
        length => tongue.from_byte_on(inside, from.offset, length),
    }
}

/// A language by its name, or by its code where it has none here.
pub fn language(code: &str, tongue: Tongue) -> String {
    match Lang::of_code(code) {
        Lang::Id => tongue.indonesian().to_owned(),
        Lang::En => tongue.english().to_owned(),
        Lang::Other => code.to_owned(),
    }
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
fn in_text(date: Date, guessed: bool, tongue: Tongue) -> String {
    if guessed {
        tongue.date_taken(date)
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
fn quotations(opened: &Opened, tongue: Tongue) -> String {
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
    let count = quotations.len();
    let all = if names.is_empty() {
        count.to_string()
    } else {
        tongue.quotations_by(count, names)
    };
    match direct {
        0 => all,
        direct => tongue.word_for_word(all, direct),
    }
}
