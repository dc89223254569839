//! Who wrote an article and when, as a site prints it between the headline and the article, and the credits of pictures
//! that follow furniture.

use super::extent;
use crate::text::Span;
use crate::text::date::Mention;

/// How far before its stamp the lines about a writer begin, in bytes.
const WRITER: usize = 900;

/// Adds bylines with a stamp (`Jane Roe Senior Writer Expertise … Jane Roe Jan. 16, 2023 1:04 p.m. PT 3 min read`) and
/// the photo credits right behind what was found.
pub(super) fn find(text: &str, days: &[Mention], found: &mut Vec<Span>) {
    let bylines = days.iter().filter(|day| day.timed);
    found.extend(bylines.filter_map(|day| stamped(text, day.span)));
    let credits: Vec<Span> = found
        .iter()
        .map(|span| Span::new(span.end, extent::photo(text, span.end)))
        .filter(|credit| !credit.is_empty())
        .collect();
    found.extend(credits);
}

/// The byline that a stamp with the time of the American west coast closes.
fn stamped(text: &str, day: Span) -> Option<Span> {
    let rest = extent::line_from(text, day.end, 40);
    let zone = rest.find(".m. PT").filter(|&at| at <= 9)? + ".m. PT".len();
    let mut end = day.end + zone;
    let behind = rest.get(zone..).unwrap_or_default();
    if let Some(read) = behind.find(" min read").filter(|&at| at <= 4) {
        end += read + " min read".len();
    }
    let before = text.get(..day.start)?.trim_end();
    let first = before.rmatch_indices(' ').nth(1)?.0 + 1;
    let name = before.get(first..)?;
    let named = name
        .split(' ')
        .all(|word| word.starts_with(char::is_uppercase));
    if !named {
        return Some(Span::new(day.start, end));
    }
    let from = text.ceil_char_boundary(first.saturating_sub(WRITER));
    let lines = text.get(from..first).and_then(|lines| lines.find(name));
    Some(Span::new(lines.map_or(first, |at| from + at), end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::date;

    fn marked(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        find(text, &date::in_text(text), &mut found);
        found.into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn the_lines_about_a_writer_end_with_the_stamp() {
        let text = "Chips get faster. Jane Roe Senior Writer Expertise I've written for years. Jane Roe Jan. 16, 2023 1:04 p.m. PT 3 min read Ann Poe/CNET There's been a lot of talk.";
        assert_eq!(
            marked(text),
            [
                "Jane Roe Senior Writer Expertise I've written for years. Jane Roe Jan. 16, 2023 1:04 p.m. PT 3 min read",
                " Ann Poe/CNET"
            ]
        );
        assert!(marked("The show begins on Jan. 16, 2023 at 1:04 p.m. in Oslo.").is_empty());
    }

    #[test]
    fn photo_credits_stand_behind_furniture() {
        for (text, credit) in [
            (
                " Jane Roe/NurPhoto via Getty Images The firm said",
                "Jane Roe/NurPhoto via Getty Images",
            ),
            (
                " Jane Roe/MITTR | Getty Within weeks",
                "Jane Roe/MITTR | Getty",
            ),
            (" Ms Tech | Unsplash Before his flat", "Ms Tech | Unsplash"),
            (" Google AI/ML tools are here", ""),
            (" The firm has shown", ""),
        ] {
            assert_eq!(
                Span::new(0, extent::photo(text, 0)).of(text).trim(),
                credit,
                "{text}"
            );
        }
    }
}
