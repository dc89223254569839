//! The margin of the reader: one sign for each row of the screen, the whole article from top to bottom, that shows where
//! the lights are and which part is in view.

use super::reader::Reader;
use crate::config::settings::Lights;
use crate::text::Span;

/// What lies in the stretch of the article that one row of the margin stands for; the later one wins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// Nothing lit.
    #[default]
    Nothing,
    /// A company.
    Company,
    /// A quotation.
    Quotation,
    /// A hit of a search.
    Hit,
}

/// One row of the margin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Notch {
    /// What lies there.
    pub sign: Sign,
    /// Whether the part is on the screen, where not all of the article is.
    pub in_view: bool,
}

/// The margin for a pane of `height` rows. An article that fits has its signs beside its own rows.
pub fn notches(reader: &Reader, height: usize) -> Vec<Notch> {
    let mut notches = vec![Notch::default(); height];
    let Some(opened) = reader.opened.as_ref().filter(|_| height > 0) else {
        return notches;
    };
    let rows = reader.rows.len();
    let fits = rows <= height;
    let notch_of = |row: usize| {
        if fits {
            row
        } else {
            row * height / rows.max(1)
        }
    };
    let mut set = |spans: &[Span], sign: Sign| {
        for span in spans {
            if let Some(notch) = notches.get_mut(notch_of(reader.row_of(span.start))) {
                notch.sign = notch.sign.max(sign);
            }
        }
    };
    if matches!(reader.lights, Lights::All | Lights::Companies) {
        set(&opened.lit.companies(), Sign::Company);
    }
    if matches!(reader.lights, Lights::All | Lights::Quotations) {
        set(&opened.lit.quotes(), Sign::Quotation);
    }
    set(reader.hits(), Sign::Hit);
    if !fits {
        let (first, last) = (notch_of(reader.top), notch_of(reader.top + height - 1));
        for notch in notches.iter_mut().take(last + 1).skip(first) {
            notch.in_view = true;
        }
    }
    notches
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::annotate::{Annotated, Mention, MentionKind};
    use crate::app::views::reader::Opened;
    use crate::article::{Article, Meta, Provenance};

    /// A reader on 40 paragraphs, of which the last names a company and the first has a hit.
    fn reader(height: usize) -> Reader {
        let text = "kata\n".repeat(40);
        let end = text.len();
        let article = Article::new(Meta::default(), text, Provenance::default());
        let found = Annotated {
            companies: vec![Mention {
                span: Span::new(end - 5, end - 1),
                name: Arc::from("Kata"),
                kind: MentionKind::Company,
            }],
            ..Annotated::default()
        };
        let hits = vec![Span::new(0, 4)];
        let opened = Opened::new(article, found, "Judul".to_owned(), false, hits);
        let mut reader = Reader::default();
        reader.resize(20, height);
        reader.show(Some(Arc::new(opened)), 0);
        reader
    }

    #[test]
    fn signs_stand_where_the_lights_are_in_the_whole_article() {
        let notches = notches(&reader(10), 10);
        let signs: Vec<Sign> = notches.iter().map(|notch| notch.sign).collect();
        assert_eq!((signs[0], signs[9]), (Sign::Hit, Sign::Company));
        assert!(signs[1..9].iter().all(|sign| *sign == Sign::Nothing));
        let in_view = notches.iter().filter(|notch| notch.in_view).count();
        assert_eq!(in_view, 2, "10 of 82 rows are one or two tenths of them");
    }

    #[test]
    fn an_article_that_fits_has_its_signs_beside_its_rows() {
        let notches = notches(&reader(100), 100);
        assert_eq!(notches[3].sign, Sign::Hit);
        assert!(notches.iter().all(|notch| !notch.in_view));
    }
}
