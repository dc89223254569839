//! The reports that an article hands on: whom it credits, and through whose hands they came.

use super::{Annotated, MentionKind, Quotation, speech};
use crate::text::Span;

/// A report that an article hands on.
///
/// "seperti dikutip `KompasTekno` dari situs Recode" is a chain of two: the source is Recode, the relay `KompasTekno`, the
/// cue "dikutip". "Dilansir The Verge" has a source and no relay. A view gets the list of an article from
/// [`Annotated::reports`] and says a row as `source`, then "via" and `relay` where there is one; `at` is the place to
/// jump to, `times` how often the article credits it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report<'t> {
    /// Who is credited, by the fullest name in the article.
    pub source: String,
    /// The outlet that handed it on, as the text writes it.
    pub relay: Option<&'t str>,
    /// The words that credit.
    pub cue: &'t str,
    /// Where the credit stands first: its cue, relay and source together.
    pub at: Span,
    /// How often this source is credited through this relay.
    pub times: usize,
}

impl Annotated {
    /// The reports that the article hands on, by where they are credited first; `text` is the text that was annotated.
    ///
    /// A credit is one where an outlet names where it has a report from ("dikutip dari …", "as reported by …"), or where
    /// a news outlet is the source of what is reported ("menurut Reuters", "Bloomberg reported").
    pub fn reports<'t>(&self, text: &'t str) -> Vec<Report<'t>> {
        let mut reports: Vec<Report<'t>> = Vec::new();
        let credits = self.quotations.iter().filter(|one| self.credits(one, text));
        for quotation in credits {
            let (Some(cue), Some(source)) = (quotation.cue, quotation.source) else {
                continue;
            };
            let name = quotation.speaker.as_ref().map(|speaker| &*speaker.name);
            let name = name.filter(|name| !name.is_empty());
            let relay = quotation.relay.map(|span| span.of(text));
            let report = Report {
                source: name.unwrap_or_else(|| source.of(text)).to_owned(),
                relay,
                cue: cue.of(text),
                at: quotation
                    .relay
                    .map_or(cue.hull(source), |relay| cue.hull(source).hull(relay)),
                times: 1,
            };
            let same = reports
                .iter_mut()
                .find(|known| known.source == report.source && known.relay == relay);
            match same {
                Some(known) => known.times += 1,
                None => reports.push(report),
            }
        }
        reports.sort_by_key(|report| report.at.start);
        reports
    }

    /// Whether an attribution credits a report.
    fn credits(&self, quotation: &Quotation, text: &str) -> bool {
        let by_cue = || {
            quotation
                .cue
                .is_some_and(|cue| speech::hands_on(self.lang, cue.of(text)))
        };
        let by_outlet = || {
            let outlets = || {
                self.companies
                    .iter()
                    .filter(|mention| mention.kind == MentionKind::Outlet)
            };
            quotation
                .source
                .is_some_and(|source| outlets().any(|outlet| source.contains(outlet.span)))
        };
        quotation.relay.is_some() || by_cue() || by_outlet()
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::{Annotator, Context};

    /// Source, relay, cue and count of each report, as text.
    fn read(lang: &str, text: &str) -> Vec<String> {
        let context = Context {
            lang: Some(lang),
            ..Context::default()
        };
        Annotator::builtin()
            .annotate(text, &context)
            .reports(text)
            .iter()
            .map(|report| {
                let relay = report.relay.unwrap_or("-");
                let place = report.at.of(text);
                format!(
                    "{} via {relay} by {} x{}: {place}",
                    report.source, report.cue, report.times
                )
            })
            .collect()
    }

    #[test]
    fn the_chain_from_source_to_relay_is_kept() {
        assert_eq!(
            read(
                "id",
                "\"Kami akan pindah,\" ujar Budi Santoso, seperti dikutip KompasTekno dari situs Recode, Senin (12/1/2015)."
            ),
            ["Recode via KompasTekno by dikutip x1: dikutip KompasTekno dari situs Recode"]
        );
    }

    #[test]
    fn a_source_credited_twice_is_one_report() {
        let text = "Dilansir dari Lumina Post, pabrik itu akan dibuka tahun depan.\nPabrik itu besar, seperti dilansir dari Lumina Post.";
        assert_eq!(
            read("id", text),
            ["Lumina Post via - by Dilansir dari x2: Dilansir dari Lumina Post"]
        );
    }

    #[test]
    fn an_outlet_as_source_is_a_report_and_a_person_is_none() {
        assert_eq!(
            read("en", "The plant will open next year, according to Reuters."),
            ["Reuters via - by according to x1: according to Reuters"]
        );
        assert!(read("en", "“The plant will open next year,” said Rina Tan.").is_empty());
    }
}
