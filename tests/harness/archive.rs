//! The archive in memory: its articles, and what is counted of them.

use std::sync::Arc;

use jiff::civil::date;
use kliping::annotate::{Annotated, Mention, MentionKind, Quotation, Speech};
use kliping::app::views::side::{Facet, Section};
use kliping::article::{Article, Meta, Provenance};
use kliping::index::Named;
use kliping::text::{Lang, Span};

/// One article of the archive in memory.
pub(super) struct Held {
    pub(super) article: Article,
    pub(super) found: Annotated,
    pub(super) title: String,
}

/// What is counted of any articles.
pub(super) fn facets() -> Vec<Facet> {
    let facet = |section, names: &[(&str, usize)]| Facet {
        section,
        names: names
            .iter()
            .map(|(name, count)| Named {
                name: (*name).to_owned(),
                count: *count,
            })
            .collect(),
    };
    vec![
        facet(
            Section::Companies,
            &[
                ("Xiaomi", 1204),
                ("Perusahaan dengan nama yang amat panjang sekali", 77),
                ("Google", 31),
            ],
        ),
        facet(Section::Sources, &[("Budi Santoso", 1)]),
        facet(Section::Years, &[("2015", 12), ("2014", 28)]),
        facet(Section::Languages, &[("id", 39), ("fr", 1)]),
        facet(
            Section::Tags,
            &["a", "b", "c", "d", "e", "f", "g", "h", "i"].map(|tag| (tag, 3)),
        ),
    ]
}

/// Makes an article with what a rule of thumb finds in it: the word Xiaomi is a company, what stands in quote marks was
/// said, `ujar` and the name behind it say by whom, and a line that begins with "Ikuti kami" is boilerplate.
pub(super) fn hold(at: usize, title: String, text: String) -> Held {
    let spans = |what: &str| {
        text.match_indices(what)
            .map(|(start, found)| Span::new(start, start + found.len()))
            .collect::<Vec<_>>()
    };
    let companies = spans("Xiaomi")
        .into_iter()
        .map(|span| Mention {
            span,
            name: Arc::from("Xiaomi"),
            kind: MentionKind::Company,
        })
        .collect();
    let quotations = text.find('"').and_then(|start| {
        let end = start + text.get(start..)?.match_indices('"').nth(1)?.0 + 1;
        let cue = spans("ujar").into_iter().find(|span| span.start > end)?;
        let source = Span::new(cue.end + 1, cue.end + text.get(cue.end..)?.find('.')?);
        Some(Quotation {
            kind: Speech::Direct,
            content: vec![Span::new(start, end)],
            cue: Some(cue),
            source: Some(source),
            speaker: None,
            relay: None,
        })
    });
    let boilerplate = text
        .find("Ikuti kami")
        .map(|start| Span::new(start, text.len()));
    let meta = Meta {
        title: Some(title.clone()),
        date: Some(
            date(2015, 1, 12)
                .at(0, 0, 0, 0)
                .checked_sub(jiff::Span::new().days(at as i64))
                .expect("a day"),
        ),
        outlet: Some("Harian Contoh".to_owned()),
        ..Meta::default()
    };
    let found = Annotated {
        lang: Lang::Id,
        companies,
        quotations: quotations.into_iter().collect(),
        boilerplate: boilerplate.into_iter().collect(),
        ..Annotated::default()
    };
    Held {
        article: Article::new(meta, text, Provenance::default()),
        found,
        title,
    }
}

/// The articles of the archive in memory.
pub(super) fn archive() -> Vec<(String, String)> {
    let mut articles = vec![
        (
            "Xiaomi membuka toko pertamanya".to_owned(),
            "Produsen ponsel Xiaomi membuka toko pertamanya di Jakarta pada hari Senin.\n\
             \"Kami ingin dekat dengan pembeli,\" ujar Budi Santoso. Toko itu menjual ponsel Xiaomi dan perlengkapannya.\n\
             Pembeli datang sejak pagi.\n\
             Ikuti kami di kanal berita setiap hari.\n\
             Unduh aplikasi kami."
                .to_owned(),
        ),
        (
            "Operator menambah menara".to_owned(),
            "Sebuah operator menambah seribu menara di luar Jawa tahun ini.\nJaringan baru itu mulai dipakai bulan depan.".to_owned(),
        ),
    ];
    for number in 3..=40 {
        articles.push((
            format!("Berita nomor {number} tentang teknologi"),
            format!("Ini isi berita nomor {number}. ")
                + &"Kalimat ini panjang dan mengisi beberapa baris layar. ".repeat(number),
        ));
    }
    articles
}
