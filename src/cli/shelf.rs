//! An archive opened for a command that prints, and what such commands share.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::failure::{Failure, Kind};
use super::open::{self, Chosen};
use crate::article::ArticleId;
use crate::config::Settings;
use crate::index::{Hits, Order, Query, Row};
use crate::library::marks::Sheet;
use crate::library::paper::{Form, Paper};
use crate::library::{self, Library, Mark, Places, Scope};

/// Articles that are looked up in one go.
const PAGE: usize = 500;

/// Opens an archive (without a path the one opened last, at first the demo) and brings its index up to date; with the settings.
pub(super) fn open(path: Option<&Path>, chosen: &Chosen) -> Result<(Library, Settings), Failure> {
    let places = places()?;
    let (config, _) = open::configure(&places, chosen)?;
    let tongue = super::tongue::of(config.settings.language);
    let (root, _) = open::archive(path, false, &places, tongue)?;
    let annotator = Arc::new(open::annotator(&places)?);
    let library = Library::open(&root, &places, annotator, open::options(&config.settings))?;
    let first = library.counts()?.all == 0;
    if first && io::stderr().is_terminal() {
        Failure::say(&format!(
            "reading {} for the first time …",
            library.root().display()
        ));
    }
    match library.ingest(&mut |_| {}, &AtomicBool::new(false)) {
        // What the other program has read can be used.
        Ok(_) | Err(library::Error::Busy) => Ok((library, config.settings)),
        Err(error) => Err(error.into()),
    }
}

/// The folders of the user.
pub(super) fn places() -> Result<Places, Failure> {
    Places::of_user().map_err(|error| Failure::new(Kind::Input, error))
}

/// The articles that answer a query.
pub(super) fn find(library: &Library, words: &str, order: Order) -> Result<Hits, Failure> {
    let query = Query::finished(words).map_err(|error| {
        let at = words
            .get(..error.at.start)
            .map_or(0, |before| before.chars().count());
        let failure = Failure::new(
            Kind::Usage,
            format!("the query, character {}: {}", at + 1, error.message),
        );
        if error.hint.is_empty() {
            failure
        } else {
            failure.hint(error.hint)
        }
    })?;
    let found = library.search(&query, Scope::All, order, &|| false)?;
    found.ok_or_else(|| Failure::new(Kind::Input, "the search was given up"))
}

/// Looks at every article found, up to a limit, with its marks.
pub(super) fn each_row(
    library: &Library,
    hits: &Hits,
    limit: usize,
    mut on: impl FnMut(&Row, &Mark) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let total = hits.len().min(limit);
    let mut from = 0;
    while from < total {
        let rows = hits
            .rows(from..(from + PAGE).min(total))
            .map_err(library::Error::from)?;
        if rows.is_empty() {
            break;
        }
        let ids: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
        let marks = library.marks().get(&ids).map_err(library::Error::from)?;
        for (row, mark) in rows.iter().zip(&marks) {
            on(row, mark)?;
        }
        from += rows.len();
    }
    Ok(())
}

/// Shows one article in every detail. Whether it is there.
pub(super) fn with_paper(
    library: &Library,
    id: &ArticleId,
    on: impl FnOnce(&Paper<'_>) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let Some((article, found)) = library.article(id)? else {
        return Ok(false);
    };
    let (title, _) = library::headline(&article, &found);
    let marks = library.marks();
    let mark = marks.get(&[*id]).map_err(library::Error::from)?;
    let sheet: Sheet = marks.sheet(id).map_err(library::Error::from)?;
    on(&Paper {
        article: &article,
        found: &found,
        title: &title,
        mark: mark.first().unwrap_or(&Mark::default()),
        sheet: &sheet,
    })?;
    Ok(true)
}

/// The form named on the command line, or the mistake.
pub(super) fn form(name: &str) -> Result<Form, String> {
    Form::by_ending(name).ok_or_else(|| "expected txt, md, json or csv".to_owned())
}
