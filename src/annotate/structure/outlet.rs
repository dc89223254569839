//! Who published an article, as its own text says.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::Span;

/// `outlets.toml` as written: each outlet's names, the best known first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    outlets: Vec<Vec<String>>,
}

static OUTLETS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    [
        include_str!("../../../assets/lexicon/id/outlets.toml"),
        include_str!("../../../assets/lexicon/en/outlets.toml"),
    ]
    .into_iter()
    .flat_map(|listed| {
        toml::from_str::<Listed>(listed)
            .unwrap_or_else(|error| unreachable!("the built-in list is checked by a test: {error}"))
            .outlets
    })
    .collect()
});

/// Bytes at the beginning of the article in which its dateline stands.
const DATELINE: usize = 90;

/// The outlet of an article: the one its dateline names (`JAKARTA, KOMPAS.com -`, `Liputan6.com, Jakarta -`), else the
/// one its headline ends with (`… | WIRED`). Also gives the dateline, dash included.
pub(super) fn find(
    text: &str,
    title: Option<Span>,
    start: usize,
) -> (Option<&'static str>, Option<Span>) {
    let line = super::extent::line_from(text, start, DATELINE);
    let dateline = dash(line).map(|end| Span::new(start, start + end));
    let head = dateline.map_or_else(
        || line.split(' ').next().unwrap_or_default(),
        |span| span.of(text),
    );
    let named = head
        .split([',', '-', '–', '—', '/', '(', ')'])
        .find_map(|part| known(part.trim()));
    let of_title = || {
        let title = title?.of(text);
        let (_, tail) = title
            .rsplit_once(" | ")
            .or_else(|| title.rsplit_once(" - "))?;
        known(tail.trim())
    };
    (named.or_else(of_title), dateline)
}

/// The name that readers know for one of an outlet's names.
fn known(name: &str) -> Option<&'static str> {
    OUTLETS
        .iter()
        .find(|names| names.iter().any(|listed| listed == name))
        .and_then(|names| names.first())
        .map(String::as_str)
}

/// The end of the dateline that opens a line: behind the first dash between spaces, or glued to the outlet's name, if only
/// places, outlets and dates stand before it.
fn dash(line: &str) -> Option<usize> {
    let (at, mark) = ["- ", "-- ", "– ", "— "]
        .iter()
        .filter_map(|mark| line.find(mark).map(|at| (at, *mark)))
        .min_by_key(|&(at, mark)| (at, std::cmp::Reverse(mark.len())))?;
    let head = line.get(..at)?.trim_end();
    let words = head.split_whitespace().count();
    let capital = head.split_whitespace().all(|word| {
        let first = word.chars().find(|ch| ch.is_alphanumeric());
        first.is_none_or(|ch| !ch.is_lowercase()) || word.contains('.') || word.starts_with("detik")
    });
    ((1..=6).contains(&words) && capital && !head.contains(['?', '!', '"', ':']))
        .then(|| at + mark.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dateline_names_the_outlet() {
        for (text, outlet, dateline) in [
            (
                "JAKARTA, KOMPAS.com - Perusahaan itu",
                Some("Kompas.com"),
                Some("JAKARTA, KOMPAS.com -"),
            ),
            (
                "JAKARTA, KOMPAS.com- Perusahaan itu",
                Some("Kompas.com"),
                Some("JAKARTA, KOMPAS.com-"),
            ),
            (
                "Liputan6.com, Jakarta - Perusahaan itu",
                Some("Liputan6.com"),
                Some("Liputan6.com, Jakarta -"),
            ),
            (
                "Liputan6.com, Jakarta Perusahaan itu",
                Some("Liputan6.com"),
                None,
            ),
            (
                "REPUBLIKA.CO.ID, JAKARTA -- Perusahaan",
                Some("Republika"),
                Some("REPUBLIKA.CO.ID, JAKARTA --"),
            ),
            ("Jakarta - Perusahaan itu", None, Some("Jakarta -")),
            ("(Reuters) - The firm", Some("Reuters"), Some("(Reuters) -")),
            ("Perusahaan itu - kata dia - pergi", None, None),
        ] {
            let found = find(text, None, 0);
            assert_eq!(found.0, outlet, "{text}");
            assert_eq!(found.1.map(|span| span.of(text)), dateline, "{text}");
        }
    }
}
