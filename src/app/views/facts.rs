//! Facts: where an article lies in the archive and what is known about it.

use super::Scroll;
use super::reader::Opened;
use crate::annotate::{MentionKind, Speech};

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
    pub fn new(opened: &Opened) -> Self {
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
        fact(
            "date",
            meta.date
                .map(|date| date.strftime("%Y-%m-%d %H:%M").to_string()),
        );
        fact(
            "date in the text",
            opened.found.date.map(|date| date.to_string()),
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
        fact("companies", Some(companies(opened)));
        fact("quotations", Some(quotations(opened)));
        fact("file", Some(from.file.clone()));
        fact("member", from.member.clone());
        fact(
            "place",
            Some(format!("byte {}, {} bytes", from.offset, from.length)),
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

/// How many quotations there are and who is quoted.
fn quotations(opened: &Opened) -> String {
    let direct = opened
        .found
        .quotations
        .iter()
        .filter(|quote| matches!(quote.kind, Speech::Direct | Speech::Mixed))
        .count();
    let mut names: Vec<&str> = Vec::new();
    for speaker in opened
        .found
        .quotations
        .iter()
        .filter_map(|quote| quote.speaker.as_ref())
    {
        if !names.contains(&speaker.name.as_str()) {
            names.push(&speaker.name);
        }
    }
    if opened.found.quotations.is_empty() {
        return String::new();
    }
    let of = if names.is_empty() {
        String::new()
    } else {
        format!("; sources: {}", names.join(", "))
    };
    format!("{direct} direct of {}{of}", opened.found.quotations.len())
}
