//! What the reader lights: companies, quotations, cues, sources, links and hits, cut into pieces of one look each.

use crate::annotate::{Annotated, MentionKind, Speech};
use crate::config::settings::Lights;
use crate::text::Span;
use crate::words::Tongue;

/// The lights that follow in the cycle.
pub const fn next(lights: Lights) -> Lights {
    match lights {
        Lights::All => Lights::Companies,
        Lights::Companies => Lights::Quotations,
        Lights::Quotations => Lights::None,
        Lights::None => Lights::All,
    }
}

/// What is lit, in words.
pub const fn words(lights: Lights, tongue: Tongue) -> &'static str {
    match lights {
        Lights::All => tongue.lights_all(),
        Lights::Companies => tongue.lights_companies(),
        Lights::Quotations => tongue.lights_quotations(),
        Lights::None => tongue.lights_none(),
    }
}

/// What one piece of text is, as a set: a company inside a quotation is both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look(u16);

impl Look {
    /// A company.
    pub const COMPANY: Self = Self(1);
    /// A news outlet as a source.
    pub const OUTLET: Self = Self(1 << 1);
    /// A company's name inside a product's.
    pub const PRODUCT: Self = Self(1 << 2);
    /// Words in quote marks.
    pub const QUOTE: Self = Self(1 << 3);
    /// The words that attribute.
    pub const CUE: Self = Self(1 << 4);
    /// Who said it.
    pub const SOURCE: Self = Self(1 << 5);
    /// A word that was searched for.
    pub const HIT: Self = Self(1 << 6);
    /// Words that a link hangs on.
    pub const LINK: Self = Self(1 << 7);
    /// What was gone to last.
    pub const POINT: Self = Self(1 << 8);
    /// What the user highlighted.
    pub const MARKED: Self = Self(1 << 9);
    /// The passage that is being chosen.
    pub const CHOSEN: Self = Self(1 << 10);

    /// Whether it has all of `other`.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The two together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A stretch of text of one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where in the text.
    pub span: Span,
    /// What it is.
    pub look: Look,
}

/// Everything lit in one article. Each kind is in order and does not overlap itself.
#[derive(Clone, Debug, Default)]
pub struct Lit {
    companies: Vec<(Span, Look)>,
    quotes: Vec<(Span, Look)>,
    cues: Vec<(Span, Look)>,
    sources: Vec<(Span, Look)>,
    links: Vec<(Span, Look)>,
}

/// What is lit at this moment, besides what is lit in the article for good.
#[derive(Clone, Copy, Debug, Default)]
pub struct Passing<'a> {
    /// The hits of a search, in order, not overlapping.
    pub hits: &'a [Span],
    /// What was gone to last.
    pub point: Option<Span>,
    /// What the user highlighted, each with its number, in order.
    pub marked: &'a [(String, Span)],
    /// The passage that is being chosen.
    pub chosen: Option<Span>,
}

impl Lit {
    /// Sorts what was found by kind.
    pub fn new(found: &Annotated, links: impl Iterator<Item = Span>) -> Self {
        let companies = found.companies.iter().map(|mention| {
            let look = match mention.kind {
                MentionKind::Company => Look::COMPANY,
                MentionKind::Outlet => Look::OUTLET,
                MentionKind::Product => Look::PRODUCT,
            };
            (mention.span, look)
        });
        let spoken = found
            .quotations
            .iter()
            .filter(|quote| matches!(quote.kind, Speech::Direct | Speech::Mixed));
        let quotes = spoken.flat_map(|quote| quote.content.iter().copied());
        let cues = found.quotations.iter().filter_map(|quote| quote.cue);
        let sources = found
            .quotations
            .iter()
            .flat_map(|quote| [quote.source, quote.relay])
            .flatten();
        Self {
            companies: companies.collect(),
            quotes: united(quotes.collect(), Look::QUOTE),
            cues: united(cues.collect(), Look::CUE),
            sources: united(sources.collect(), Look::SOURCE),
            links: links.map(|link| (link, Look::LINK)).collect(),
        }
    }

    /// Cuts a line of the text into pieces of one look each. The pieces cover the line in order.
    pub fn pieces(&self, line: Span, lights: Lights, passing: Passing<'_>) -> Vec<Piece> {
        let companies =
            matches!(lights, Lights::All | Lights::Companies).then_some(&self.companies);
        let speaks = matches!(lights, Lights::All | Lights::Quotations);
        let speech = [&self.quotes, &self.cues, &self.sources].map(|kind| speaks.then_some(kind));
        let kinds = [companies, Some(&self.links)]
            .into_iter()
            .chain(speech)
            .flatten();
        let mut lit: Vec<(Span, Look)> = Vec::new();
        for kind in kinds {
            let first = kind.partition_point(|(span, _)| span.end <= line.start);
            lit.extend(
                kind.iter()
                    .skip(first)
                    .take_while(|(span, _)| span.start < line.end),
            );
        }
        let first = passing.hits.partition_point(|span| span.end <= line.start);
        let hits = passing.hits.iter().skip(first);
        lit.extend(
            hits.take_while(|span| span.start < line.end)
                .map(|span| (*span, Look::HIT)),
        );
        lit.extend(
            passing
                .point
                .filter(|point| point.overlaps(line))
                .map(|point| (point, Look::POINT)),
        );
        let marked = passing.marked.iter().map(|(_, span)| (*span, Look::MARKED));
        let chosen = passing.chosen.map(|span| (span, Look::CHOSEN));
        lit.extend(marked.chain(chosen).filter(|(span, _)| span.overlaps(line)));
        cut(line, &lit)
    }

    /// What is lit at a byte of the text: a name before a link, a link before the quotation around it.
    pub fn at(&self, byte: usize) -> Option<Span> {
        [&self.companies, &self.sources, &self.links, &self.quotes]
            .into_iter()
            .find_map(|kind| {
                let at = kind.partition_point(|(span, _)| span.end <= byte);
                let span = kind.get(at).map(|(span, _)| *span);
                span.filter(|span| span.holds(byte))
            })
    }

    /// What can be opened: names and links, in order.
    pub fn openable(&self) -> impl Iterator<Item = Span> {
        let kinds = [&self.companies, &self.sources, &self.links];
        let mut all: Vec<Span> = kinds.into_iter().flatten().map(|(span, _)| *span).collect();
        all.sort_unstable();
        all.into_iter()
    }

    /// The links, in order.
    pub fn links(&self) -> Vec<Span> {
        self.links.iter().map(|(span, _)| *span).collect()
    }

    /// The companies lit, in order.
    pub fn companies(&self) -> Vec<Span> {
        self.companies
            .iter()
            .filter(|(_, look)| look.has(Look::COMPANY))
            .map(|(span, _)| *span)
            .collect()
    }

    /// The quotations lit, in order.
    pub fn quotes(&self) -> Vec<Span> {
        self.quotes.iter().map(|(span, _)| *span).collect()
    }
}

/// Cuts a line at the ends of what is lit in it.
fn cut(line: Span, lit: &[(Span, Look)]) -> Vec<Piece> {
    let mut cuts = vec![line.start, line.end];
    for (span, _) in lit {
        cuts.push(span.start.max(line.start));
        cuts.push(span.end.min(line.end));
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|cut| match *cut {
            [start, end] => {
                let span = Span::new(start, end);
                let over = lit.iter().filter(|(other, _)| other.overlaps(span));
                Some(Piece {
                    span,
                    look: over.fold(Look::default(), |look, (_, more)| look.with(*more)),
                })
            }
            _ => None,
        })
        .collect()
}

/// Sorts spans and joins those that overlap.
fn united(mut spans: Vec<Span>, look: Look) -> Vec<(Span, Look)> {
    spans.sort_unstable();
    let mut joined: Vec<(Span, Look)> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some((last, _)) if span.start < last.end => *last = last.hull(span),
            _ => joined.push((span, look)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::annotate::{Mention, Quotation};

    fn found() -> Annotated {
        Annotated {
            companies: vec![Mention {
                span: Span::new(1, 3),
                name: Arc::from("X"),
                kind: MentionKind::Company,
            }],
            quotations: vec![Quotation {
                kind: Speech::Direct,
                content: vec![Span::new(0, 6)],
                cue: Some(Span::new(7, 9)),
                source: None,
                speaker: None,
                relay: None,
            }],
            ..Annotated::default()
        }
    }

    #[test]
    fn pieces_cover_the_line_and_overlaps_have_both_looks() {
        let lit = Lit::new(&found(), std::iter::empty());
        let passing = Passing {
            hits: &[Span::new(2, 4)],
            point: Some(Span::new(10, 11)),
            ..Passing::default()
        };
        let pieces = lit.pieces(Span::new(0, 12), Lights::All, passing);
        assert_eq!(pieces.first().map(|piece| piece.span.start), Some(0));
        assert_eq!(pieces.last().map(|piece| piece.span.end), Some(12));
        assert!(
            pieces
                .windows(2)
                .all(|pair| pair[0].span.end == pair[1].span.start)
        );
        let at = |byte| {
            pieces
                .iter()
                .find(|piece| piece.span.holds(byte))
                .unwrap()
                .look
        };
        assert_eq!(at(0), Look::QUOTE);
        assert_eq!(at(1), Look::QUOTE.with(Look::COMPANY));
        assert_eq!(at(2), Look::QUOTE.with(Look::COMPANY).with(Look::HIT));
        assert_eq!(at(8), Look::CUE);
        assert_eq!(at(10), Look::POINT);
        assert_eq!(at(11), Look::default());
    }

    #[test]
    fn lights_off_leave_the_hits() {
        let lit = Lit::new(&found(), std::iter::empty());
        let passing = Passing {
            hits: &[Span::new(2, 4)],
            point: None,
            ..Passing::default()
        };
        let pieces = lit.pieces(Span::new(0, 12), Lights::None, passing);
        assert_eq!(
            pieces
                .iter()
                .filter(|piece| piece.look != Look::default())
                .count(),
            1
        );
        assert!(
            lit.pieces(Span::new(1, 3), Lights::Companies, Passing::default())
                .iter()
                .all(|piece| piece.look.has(Look::COMPANY))
        );
    }
}
