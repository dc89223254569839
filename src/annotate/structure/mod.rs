//! The structure of a scraped text: its headline, dateline, outlet and boilerplate.

mod boilerplate;
mod byline;
mod extent;
mod furniture;
mod headline;
mod outlet;

use jiff::civil::Date;

use super::Context;
use crate::text::{Lang, Span, date, published};

/// What a text is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// The headline in the text's first line.
    pub title: Option<Span>,
    /// The day of publication that the text states.
    pub date: Option<Date>,
    /// Who published it, as the text says, by the name readers know.
    pub outlet: Option<&'static str>,
    /// What stands before the article's first words: `JAKARTA, KOMPAS.com -`.
    pub dateline: Option<Span>,
    /// Site boilerplate in order, not overlapping.
    pub boilerplate: Vec<Span>,
}

/// Bytes at the beginning of a text in which furniture may hold the stamp of the article.
const HEAD: usize = 1500;

impl Structure {
    /// Reads the structure of a text.
    pub fn read(text: &str, lang: Lang, context: &Context<'_>) -> Self {
        let title = headline::find(text);
        let mut days = date::in_text(text);
        let boilerplate = boilerplate::find(text, lang, title, &days, context);
        let start = first_words(text, title, &boilerplate);
        let (outlet, dateline) = outlet::find(text, title, start);
        let mut furniture = boilerplate.iter().peekable();
        days.retain(|day| {
            while furniture
                .next_if(|span| span.end <= day.span.start)
                .is_some()
            {}
            // Above the article furniture holds its stamp, below it those of other articles.
            let stamp = day.timed && day.span.start < start.max(HEAD);
            !furniture.peek().is_some_and(|span| {
                span.overlaps(day.span) && !(stamp && span.end < text.trim_end().len())
            })
        });
        Self {
            title,
            date: published::day(text, &days, lang),
            outlet,
            dateline,
            boilerplate,
        }
    }
}

/// Where the article begins behind its headline and the furniture above it.
fn first_words(text: &str, title: Option<Span>, boilerplate: &[Span]) -> usize {
    let mut at = title.map_or(0, |title| title.end);
    for span in boilerplate {
        let gap = Span::new(at, span.start.max(at)).of(text);
        if !gap.trim().is_empty() {
            break;
        }
        at = at.max(span.end);
    }
    let rest = text.get(at..).unwrap_or_default();
    text.len() - rest.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        let read = Structure::read(text, Lang::En, &Context::default());
        read.date.map(|date| date.to_string())
    }

    #[test]
    fn the_stamp_in_a_byline_counts_and_those_of_a_foot_do_not() {
        let byline = "Chips that learn By Jane Roe Jan 9, 2019, 3:30pm EST Share this story The firm has shown its chip.";
        assert_eq!(day(byline).as_deref(), Some("2019-01-09"));
        let foot = "The firm has shown its chip. It was the first. From our sponsor Advertiser Content From More from Tech A chip Jan 9, 2019, 3:30 PM UTC Terms of Use";
        assert_eq!(day(foot), None);
    }
}
