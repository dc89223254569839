//! The card of a name: what the article says of it, and what the lexicon and the archive know.

use super::reader::Opened;
use crate::annotate::lexicon::{Company, Kind};
use crate::annotate::{MentionKind, Quotation, Speaker, Speech};
use crate::library::card::{Known, Subject};
use crate::text::{Span, width, wrap};
use crate::words::Tongue;

/// A card over the article.
#[derive(Clone, Debug)]
pub struct Card {
    /// Whom it is about.
    pub subject: Subject,
    /// What the article says: name and value, in order.
    pub here: Vec<(&'static str, String)>,
    /// What is known beyond the article, once it has been looked up.
    pub known: Option<Known>,
    /// The first row shown.
    pub top: usize,
}

/// What a light opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Light {
    /// A name's card.
    Name(Subject),
    /// A link, by its number in the article.
    Link(usize),
}

/// What is lit at a stretch of the text: a company before who said something, a link before the quotation around it.
pub fn light(opened: &Opened, span: Span) -> Option<Light> {
    let found = &opened.found;
    let company = found
        .companies
        .iter()
        .find(|mention| mention.span.overlaps(span));
    if let Some(mention) = company {
        let name = mention.name.to_string();
        return Some(Light::Name(match mention.kind {
            MentionKind::Company | MentionKind::Product => Subject::Company(name),
            MentionKind::Outlet => Subject::Speaker(name),
        }));
    }
    let said_by = |quote: usize| {
        let name = found.quotations.get(quote)?.name(&opened.article.text)?;
        Some(Light::Name(Subject::Speaker(name.to_owned())))
    };
    let source = found.quotations.iter().position(|quote| {
        let source = quote.source.is_some_and(|source| source.overlaps(span));
        source || quote.cue.is_some_and(|cue| cue.overlaps(span))
    });
    if let Some(quote) = source {
        return said_by(quote);
    }
    let relay = found.quotations.iter().filter_map(|quote| quote.relay);
    if let Some(relay) = relay.into_iter().find(|relay| relay.overlaps(span)) {
        let name = relay.of(&opened.article.text).to_owned();
        return Some(Light::Name(Subject::Speaker(name)));
    }
    if let Some(link) = opened
        .links
        .iter()
        .position(|link| link.span.overlaps(span))
    {
        return Some(Light::Link(link));
    }
    let said = |quote: &Quotation| {
        let mut content = quote.content.iter();
        content.any(|content| content.overlaps(span))
    };
    said_by(found.quotations.iter().position(said)?)
}

impl Card {
    /// The card of a name that an article has.
    pub fn new(subject: Subject, opened: &Opened, tongue: Tongue) -> Self {
        let here = match &subject {
            Subject::Company(name) => company_here(name, opened, tongue),
            Subject::Speaker(name) => speaker_here(name, opened, tongue),
        };
        Self {
            subject,
            here,
            known: None,
            top: 0,
        }
    }

    /// All of its rows: name and value.
    pub fn rows(&self, tongue: Tongue) -> Vec<(&'static str, String)> {
        let mut rows = Vec::new();
        if let Some(company) = self.known.as_ref().and_then(|known| known.company.as_ref()) {
            rows.extend(company_rows(company, tongue));
        }
        rows.extend(self.here.iter().cloned());
        let archive = match &self.known {
            None => "…".to_owned(),
            Some(known) => in_archive(known, tongue),
        };
        rows.push((tongue.card_archive(), archive));
        rows
    }

    /// Its rows in lines of `width` cells, long values wrapped.
    pub fn lines(&self, width: usize, tongue: Tongue) -> Vec<Line> {
        lines(&self.rows(tongue), width)
    }
}

/// A line of names and values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name; empty where a value goes on.
    pub name: &'static str,
    /// Cells before the value.
    pub column: usize,
    /// The value, or as much of it as fits.
    pub value: String,
}

/// Names and values in lines of `across` cells: the names in one column, the values wrapped in another.
pub fn lines(rows: &[(&'static str, String)], across: usize) -> Vec<Line> {
    let names = rows.iter().map(|(name, _)| width::cells(name)).max();
    let column = (names.unwrap_or(0) + 2).min(across / 2);
    let mut lines = Vec::new();
    for (name, value) in rows {
        let mut name = *name;
        for line in wrap::wrap(value, across.saturating_sub(column)) {
            lines.push(Line {
                name: std::mem::take(&mut name),
                column,
                value: line.span.of(value).to_owned(),
            });
        }
    }
    lines
}

/// How many articles of the archive there are and from when.
fn in_archive(known: &Known, tongue: Tongue) -> String {
    let articles = tongue.count_of_articles(known.articles);
    let day = |date: jiff::civil::DateTime| date.date().to_string();
    match (known.first.map(day), known.last.map(day)) {
        (Some(first), Some(last)) if first != last => {
            tongue.articles_between(articles, first, last)
        }
        (Some(only), _) | (None, Some(only)) => format!("{articles} · {only}"),
        (None, None) => articles,
    }
}

/// What the lexicon says of a company.
fn company_rows(company: &Company, tongue: Tongue) -> Vec<(&'static str, String)> {
    let former = company.was.iter().map(|former| match former.until {
        Some(year) => tongue.until(&former.name, year),
        None => former.name.to_string(),
    });
    let mut rows = vec![
        (tongue.card_also(), others(company)),
        (tongue.card_legal(), company.legal.join(", ")),
        (tongue.card_former(), former.collect::<Vec<_>>().join(", ")),
        (tongue.card_now(), company.now.clone().unwrap_or_default()),
        (tongue.card_business(), business(company, tongue)),
    ];
    rows.retain(|(_, value)| !value.is_empty());
    rows
}

/// The other names of a company; those that differ in capitals alone tell nobody anything.
fn others(company: &Company) -> String {
    let mut known = vec![company.name.to_lowercase()];
    let mut names: Vec<&str> = Vec::new();
    for name in &company.aka {
        let folded = name.to_lowercase();
        if !known.contains(&folded) {
            known.push(folded);
            names.push(name);
        }
    }
    names.join(", ")
}

/// The business of a company and where its seat is.
fn business(company: &Company, tongue: Tongue) -> String {
    let country = company.country.as_deref();
    let country = country.map(|code| tongue.country(code).unwrap_or(code));
    [Some(kind(company.kind, tongue)), country]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What the article says of a company: how often it is named, and what it says itself.
fn company_here(name: &str, opened: &Opened, tongue: Tongue) -> Vec<(&'static str, String)> {
    let named = opened
        .found
        .companies
        .iter()
        .filter(|mention| &*mention.name == name)
        .count();
    vec![(tongue.card_here(), tongue.named_times(named))]
}

/// What the article says of somebody who speaks in it: office, for whom, how much, and through whom.
fn speaker_here(name: &str, opened: &Opened, tongue: Tongue) -> Vec<(&'static str, String)> {
    let text = &opened.article.text;
    let is = |speaker: &Speaker| speaker.name == name;
    let of = |quote: &&Quotation| {
        quote.speaker.as_ref().is_some_and(is)
            || quote.source.is_some_and(|source| source.of(text) == name)
    };
    let quotes: Vec<_> = opened.found.quotations.iter().filter(of).collect();
    let speakers = || quotes.iter().filter_map(|quote| quote.speaker.as_ref());
    let mut rows = Vec::new();
    let role = speakers().find_map(|speaker| speaker.role.clone());
    let of = speakers().find_map(|speaker| speaker.affiliation.clone());
    rows.extend(role.map(|role| (tongue.card_role(), role)));
    rows.extend(of.map(|of| (tongue.card_for(), of)));
    let direct = quotes
        .iter()
        .filter(|quote| matches!(quote.kind, Speech::Direct | Speech::Mixed))
        .count();
    if !quotes.is_empty() {
        let said = match direct {
            0 => tongue.quoted_times(quotes.len()),
            direct => tongue.said_times(quotes.len(), direct),
        };
        rows.push((tongue.card_here(), said));
    }
    let chains = chains(opened, tongue, |source, relay| {
        source == name || relay == Some(name)
    });
    rows.extend(chains.into_iter().map(|chain| (tongue.card_chain(), chain)));
    rows
}

/// Through whom the reports of an article came, in words: the outlet that relays one, or else the article's own. Those that
/// `whose` takes, by source and relay, each once.
pub fn chains(
    opened: &Opened,
    tongue: Tongue,
    whose: impl Fn(&str, Option<&str>) -> bool,
) -> Vec<String> {
    let outlet = opened.article.meta.outlet.as_deref();
    let own = outlet.or(opened.found.outlet);
    let reports = opened.found.reports(&opened.article.text).into_iter();
    let reports = reports.filter(|report| whose(&report.source, report.relay));
    reports
        .map(|report| match report.relay.or(own) {
            Some(relay) if relay != report.source => tongue.quoted_by(&report.source, relay),
            _ => report.source,
        })
        .collect()
}

/// A business in words; empty where it is none of these.
const fn kind(kind: Kind, tongue: Tongue) -> &'static str {
    match kind {
        Kind::Internet => tongue.kind_internet(),
        Kind::Software => tongue.kind_software(),
        Kind::Electronics => tongue.kind_electronics(),
        Kind::Chips => tongue.kind_chips(),
        Kind::Telecom => tongue.kind_telecom(),
        Kind::Games => tongue.kind_games(),
        Kind::Media => tongue.kind_media(),
        Kind::Outlet => tongue.kind_outlet(),
        Kind::Bank => tongue.kind_bank(),
        Kind::Fintech => tongue.kind_fintech(),
        Kind::Retail => tongue.kind_retail(),
        Kind::Transport => tongue.kind_transport(),
        Kind::Cars => tongue.kind_cars(),
        Kind::Aerospace => tongue.kind_aerospace(),
        Kind::Energy => tongue.kind_energy(),
        Kind::Health => tongue.kind_health(),
        Kind::Services => tongue.kind_services(),
        Kind::Conglomerate => tongue.kind_conglomerate(),
        Kind::Consumer => tongue.kind_consumer(),
        Kind::Other => "",
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::annotate::{Annotated, Mention};
    use crate::article::{Article, Meta, Provenance};

    fn opened() -> Opened {
        let text = "Recode, dikutip KompasTekno, menyebut Acme. Acme untung, kata Budi.".to_owned();
        let span = |words: &str| {
            let start = text.find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let mention = |span, name: &str, kind| Mention {
            span,
            name: Arc::from(name),
            kind,
        };
        let quote = |content, source, speaker, relay| Quotation {
            kind: Speech::Indirect,
            content: vec![content],
            cue: Some(span("dikutip")),
            source: Some(source),
            speaker,
            relay,
        };
        let budi = Speaker {
            name: "Budi Santoso".to_owned(),
            role: Some("CEO".to_owned()),
            affiliation: Some("Acme".to_owned()),
        };
        let second = Span::new(44, 48);
        let found = Annotated {
            companies: vec![
                mention(span("Recode"), "Recode", MentionKind::Outlet),
                mention(span("Acme"), "Acme", MentionKind::Company),
                mention(second, "Acme", MentionKind::Company),
            ],
            quotations: vec![
                quote(
                    span("menyebut"),
                    span("Recode"),
                    None,
                    Some(span("KompasTekno")),
                ),
                quote(span("untung"), span("Budi"), Some(budi), None),
            ],
            ..Annotated::default()
        };
        let article = Article::new(Meta::default(), text, Provenance::default());
        Opened::new(article, found, "Judul".to_owned(), false, Vec::new())
    }

    fn name(light: Option<Light>) -> Subject {
        match light {
            Some(Light::Name(subject)) => subject,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lights_open_whom_they_are_about() {
        let opened = opened();
        let at = |words: &str| {
            let start = opened.article.text.find(words).unwrap();
            light(&opened, Span::new(start, start + words.len()))
        };
        assert_eq!(name(at("Acme")), Subject::Company("Acme".to_owned()));
        assert_eq!(name(at("Recode")), Subject::Speaker("Recode".to_owned()));
        assert_eq!(
            name(at("KompasTekno")),
            Subject::Speaker("KompasTekno".to_owned())
        );
        assert_eq!(
            name(at("untung")),
            Subject::Speaker("Budi Santoso".to_owned())
        );
        assert_eq!(at(", kata"), None);
    }

    #[test]
    fn a_card_says_office_counts_and_through_whom() {
        let opened = opened();
        let rows = |subject| Card::new(subject, &opened, Tongue::English).rows(Tongue::English);
        let row = |rows: &[(&'static str, String)], name: &str| {
            let row = rows.iter().find(|(known, _)| *known == name);
            row.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let company = rows(Subject::Company("Acme".to_owned()));
        assert_eq!(row(&company, "in this article"), "named 2 ×");
        assert_eq!(
            row(&company, "in the archive"),
            "…",
            "until it has been looked up"
        );
        let speaker = rows(Subject::Speaker("Budi Santoso".to_owned()));
        assert_eq!(row(&speaker, "office"), "CEO");
        assert_eq!(row(&speaker, "speaks for"), "Acme");
        let outlet = rows(Subject::Speaker("Recode".to_owned()));
        assert_eq!(row(&outlet, "report"), "Recode, quoted by KompasTekno");
    }

    #[test]
    fn what_is_known_is_in_words_and_wraps() {
        let opened = opened();
        let mut card = Card::new(
            Subject::Company("Acme".to_owned()),
            &opened,
            Tongue::English,
        );
        card.known = Some(Known {
            company: Some(Company {
                name: Arc::from("Acme"),
                country: Some("ID".to_owned()),
                kind: Kind::Chips,
                aka: vec![
                    Arc::from("ACME"),
                    Arc::from("Acme Chips"),
                    Arc::from("ACME chips"),
                ],
                ..Company::default()
            }),
            query: String::new(),
            articles: 1204,
            first: Some(jiff::civil::date(2014, 3, 2).at(0, 0, 0, 0)),
            last: Some(jiff::civil::date(2026, 5, 29).at(8, 0, 0, 0)),
        });
        let rows = card.rows(Tongue::English);
        assert_eq!(rows[0].1, "Acme Chips", "capitals make no other name");
        assert_eq!(rows[1].1, "semiconductors, Indonesia");
        assert_eq!(rows[3].1, "1,204 articles, 2014-03-02 to 2026-05-29");
        let lines = card.lines(40, Tongue::English);
        assert!(lines.len() > rows.len());
        assert!(
            lines
                .iter()
                .all(|line| width::cells(&line.value) + line.column <= 40)
        );
    }
}
