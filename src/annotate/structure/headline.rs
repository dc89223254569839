//! The headline that a text carries as its first line, and where it comes again.

use memchr::memmem;

use crate::text::{Span, date};

/// Longest headline, in bytes.
const LONGEST: usize = 250;
/// How far into the text the headline is looked for again, in bytes.
const AGAIN: usize = 12_000;
/// Longest first line that is a headline without a blank line behind it, in bytes.
const BARE: usize = 110;

/// The first line of a text where it is a headline: short, no sentence of prose, and set off from what follows by a
/// blank line or, where it is written like a headline, by a long line.
pub(super) fn find(text: &str) -> Option<Span> {
    let from = text.len() - text.trim_start().len();
    let rest = text.get(from..)?;
    let (line, below) = rest.split_once('\n')?;
    let title = line.trim_end();
    let below_blank = below
        .trim_start_matches([' ', '\t', '\r'])
        .starts_with('\n');
    let words = title.split_whitespace().count();
    let set_off =
        || below_blank || title.len() <= BARE && opens_article(below) && headline_case(title);
    (title.len() <= LONGEST
        && words >= 2
        && !sentence(title)
        && set_off()
        && !below.trim_start().is_empty()
        && !dateline(title))
    .then(|| Span::new(from, from + title.len()))
}

/// Whether a line ends as prose does, not as a headline.
fn sentence(line: &str) -> bool {
    let bare = line.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
    let ellipsis = bare.ends_with("...") || bare.ends_with('…');
    !ellipsis && bare.ends_with(['.', ',', ':', ';', '-', '—'])
}

/// Whether a line is the stamp or dateline of an article: `JAKARTA, KOMPAS.com - …`, `Senin, 12 Jan 2015 20:44 WIB`.
fn dateline(line: &str) -> bool {
    let opened = line.split_once(" - ").is_some_and(|(head, _)| {
        head.len() < 40
            && (head.contains(".com")
                || head.contains(".co")
                || head.chars().all(|ch| !ch.is_lowercase()))
            && head.contains(['.', ','])
    });
    opened
        || line.len() < 60
            && line.contains([':', '.'])
            && line.contains(|ch: char| ch.is_ascii_digit())
            && date::parse_field(line)
                .is_some_and(|moment| moment.time() != jiff::civil::Time::midnight())
}

/// Whether at least half of the longer words begin with a capital.
fn headline_case(line: &str) -> bool {
    let long = line
        .split_whitespace()
        .filter(|word| word.chars().count() > 3);
    let (capital, all) = long.fold((0, 0), |(capital, all), word| {
        let upper = word
            .chars()
            .find(|ch| ch.is_alphanumeric())
            .is_some_and(|ch| !ch.is_lowercase());
        (capital + usize::from(upper), all + 1)
    });
    all >= 2 && capital * 2 > all
}

/// Whether what follows begins with a long line of prose.
fn opens_article(below: &str) -> bool {
    let line = below.split('\n').next().unwrap_or_default();
    line.len() > 120 && line.contains(". ") || line.len() > 200
}

/// Where the headline comes again behind `from`, as scraped pages repeat it under their menus. Of a headline with its
/// outlet (`… | WIRED`, `… - The Verge`) the part before the outlet counts.
pub(super) fn again(text: &str, title: &str, from: usize) -> Option<Span> {
    let title = without_outlet(title);
    let to = text.floor_char_boundary(from.saturating_add(AGAIN));
    let zone = text.get(from..to)?;
    let at = |needle: &str| memmem::find(zone.as_bytes(), needle.as_bytes()).map(|at| from + at);
    if title.len() >= 8
        && let Some(start) = at(title)
    {
        return Some(Span::new(start, start + title.len()));
    }
    // Quote marks and dashes are often written otherwise: then the longest part between them tells the place.
    let part = title
        .split(['\'', '’', '‘', '"', '“', '”', '-', '–', '—'])
        .max_by_key(|part| part.len())?;
    let inner = at(part).filter(|_| part.len() >= 20)?;
    let lead = part.as_ptr() as usize - title.as_ptr() as usize;
    let opening = title.split_whitespace().next()?;
    // Quote marks before the part may be longer in the text.
    let window = from.max(text.floor_char_boundary(inner.saturating_sub(lead + 16)));
    let start = window + text.get(window..inner + part.len())?.find(opening)?;
    let end = text.floor_char_boundary(inner + title.len() - lead);
    Some(Span::new(start, end))
}

/// A headline without the sections and the outlet at its end.
pub(super) fn without_outlet(title: &str) -> &str {
    let cut = title.split_once(" | ").map_or(title, |(head, _)| head);
    let cut = match cut.rsplit_once(" - ") {
        Some((head, tail)) if tail.len() <= 24 && head.len() > tail.len() => head,
        _ => cut,
    };
    cut.trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &str) -> Option<&str> {
        find(text).map(|span| span.of(text))
    }

    #[test]
    fn first_line_before_a_blank_line() {
        assert_eq!(
            title("Harga Baru Diumumkan!\n\nJAKARTA - Isi."),
            Some("Harga Baru Diumumkan!")
        );
        assert_eq!(title("The firm rose. It said so.\n\nMore."), None);
        assert_eq!(title("Satu baris saja"), None);
        assert_eq!(title("Senin, 12 Jan 2015 20:44 WIB\n\nIsi."), None);
        assert_eq!(title("JAKARTA, KOMPAS.com - Perusahaan itu\n\nIsi."), None);
    }

    #[test]
    fn first_line_before_prose_only_when_written_as_a_headline() {
        let prose = "Perusahaan itu mengumumkan harga baru. ".repeat(6);
        assert_eq!(
            title(&format!("Harga Ponsel Baru Diumumkan\n{prose}")),
            Some("Harga Ponsel Baru Diumumkan")
        );
        assert_eq!(
            title(&format!("harga ponsel baru sudah diumumkan\n{prose}")),
            None
        );
    }

    #[test]
    fn headline_comes_again_without_its_outlet() {
        let text = "News Search Firm reveals world’s smallest new chip at its show By A";
        let found = again(
            text,
            "Firm reveals world's smallest new chip at its show | WIRED",
            0,
        )
        .unwrap();
        assert!(found.of(text).starts_with("Firm reveals world’s"));
    }
}
