//! How well an annotation agrees with a hand-marked article: the rules of the gold articles' own guide, counted.

mod gold;
mod sheet;

use std::collections::BTreeMap;
use std::fmt::Write;

pub use gold::{Bad, Gold};
use sheet::Sheet;

use super::Annotated;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Company mentions by their exact span.
    Companies,
    /// The set of companies of each article.
    CompanySet,
    /// Characters of direct quotations.
    Direct,
    /// Characters of reported content.
    Reported,
    /// Source mentions.
    Sources,
    /// Direct quotations with the right speaker.
    Speakers,
    /// Characters of boilerplate.
    Boilerplate,
    /// The day of publication, where the text states it.
    Date,
    /// The headline, where the text carries it.
    Title,
    /// The language.
    Lang,
}

impl Kind {
    /// Every kind with its name, in the order of the table.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Companies, "company spans"),
        (Self::CompanySet, "companies an article"),
        (Self::Direct, "direct quotation chars"),
        (Self::Reported, "reported content chars"),
        (Self::Sources, "sources"),
        (Self::Speakers, "speakers of quotations"),
        (Self::Boilerplate, "boilerplate chars"),
        (Self::Date, "date"),
        (Self::Title, "title"),
        (Self::Lang, "lang"),
    ];
}

/// Hits, false alarms and misses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Found and right.
    pub right: usize,
    /// Found and wrong.
    pub wrong: usize,
    /// Not found.
    pub missed: usize,
}

impl Count {
    /// Right of all found; 1 where nothing was found and nothing missed.
    pub fn precision(self) -> f64 {
        match (self.right + self.wrong, self.missed) {
            (0, 0) => 1.0,
            (0, _) => 0.0,
            (found, _) => self.right as f64 / found as f64,
        }
    }

    /// Found of all there is.
    pub fn recall(self) -> f64 {
        match self.right + self.missed {
            0 => 1.0,
            all => self.right as f64 / all as f64,
        }
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 {
            2.0 * precision * recall / (precision + recall)
        } else {
            0.0
        }
    }
}

/// Counts over many articles, for all and by language, and the errors in context.
#[derive(Clone, Debug, Default)]
pub struct Score {
    counts: BTreeMap<(String, Kind), Count>,
    articles: BTreeMap<String, usize>,
    /// Each miss and false alarm: article, what, the words in context, more; parted by tabs.
    pub errors: Vec<String>,
}

/// The name of the group that holds every article.
pub const ALL: &str = "all";

impl Score {
    /// Counts one article.
    pub fn add(&mut self, gold: &Gold, found: &Annotated) {
        for group in [ALL, gold.lang()] {
            *self.articles.entry(group.to_owned()).or_default() += 1;
        }
        let mut sheet = Sheet::new(gold, found);
        sheet.boilerplate();
        sheet.companies();
        sheet.quotations();
        sheet.sources();
        sheet.speakers();
        sheet.header();
        for (kind, count) in sheet.counts {
            for group in [ALL, gold.lang()] {
                let sum = self.counts.entry((group.to_owned(), kind)).or_default();
                sum.right += count.right;
                sum.wrong += count.wrong;
                sum.missed += count.missed;
            }
        }
        self.errors.append(&mut sheet.errors);
    }

    /// The groups: [`ALL`] and the languages.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.articles.keys().map(String::as_str)
    }

    /// The count of one kind in one group; `None` where nothing of it was to be found.
    pub fn count(&self, group: &str, kind: Kind) -> Option<Count> {
        self.counts.get(&(group.to_owned(), kind)).copied()
    }

    /// The table for a terminal.
    pub fn table(&self) -> String {
        let mut table = String::new();
        for (group, articles) in &self.articles {
            let _ = writeln!(table, "{group} ({articles} articles)");
            for (kind, name) in Kind::ALL {
                if let Some(count) = self.count(group, kind) {
                    let _ = writeln!(
                        table,
                        "  {name:<24} P {:.3}  R {:.3}  F1 {:.3}   ({} right, {} false, {} missed)",
                        count.precision(),
                        count.recall(),
                        count.f1(),
                        count.right,
                        count.wrong,
                        count.missed
                    );
                }
            }
        }
        table
    }

    /// The table in Markdown: F1 of each kind, a column a group.
    pub fn markdown(&self) -> String {
        let groups: Vec<(&String, &usize)> = self.articles.iter().collect();
        let mut table = String::from("| F1 |");
        for (group, articles) in &groups {
            let _ = write!(table, " {group} ({articles} articles) |");
        }
        table.push_str("\n|---|");
        table.push_str(&"---:|".repeat(groups.len()));
        for (kind, name) in Kind::ALL {
            let _ = write!(table, "\n| {name} |");
            for (group, _) in &groups {
                match self.count(group, kind) {
                    Some(count) => {
                        let _ = write!(table, " {:.3} |", count.f1());
                    }
                    None => table.push_str(" – |"),
                }
            }
        }
        table.push('\n');
        table
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::annotate::{Mention, MentionKind, Quotation, Speaker, Speech};
    use crate::text::{Lang, Span};

    #[test]
    fn a_perfect_answer_scores_one_and_an_empty_one_zero() {
        let raw = "lang: id\ntitle: Judul Itu\n---\nJudul Itu\n\n⟦q1|\"Ya,\"⟧ ⟦k1|ujar⟧ ⟦s1=Budi|bos ⟦c|Xiaomi⟧⟧. ⟦b|Iklan⟧";
        let gold = Gold::parse("a.gold.txt", raw).unwrap();
        let span = |part: &str| {
            gold.text
                .find(part)
                .map(|at| Span::new(at, at + part.len()))
                .unwrap()
        };
        let mut found = Annotated {
            lang: Lang::Id,
            title: Some(span("Judul Itu")),
            boilerplate: vec![span("Iklan")],
            ..Annotated::default()
        };
        found.companies.push(Mention {
            span: span("Xiaomi"),
            name: Arc::from("Xiaomi"),
            kind: MentionKind::Company,
        });
        found.quotations.push(Quotation {
            kind: Speech::Direct,
            content: vec![span("\"Ya,\"")],
            cue: Some(span("ujar")),
            source: Some(span("bos Xiaomi")),
            speaker: Some(Speaker {
                name: "Budi Raharjo".into(),
                ..Speaker::default()
            }),
            relay: None,
        });
        let mut score = Score::default();
        score.add(&gold, &found);
        for (kind, name) in Kind::ALL {
            if let Some(count) = score.count("id", kind) {
                assert!((count.f1() - 1.0).abs() < 1e-9, "{name}: {count:?}");
            }
        }
        assert!(score.errors.is_empty(), "{:?}", score.errors);
        let mut empty = Score::default();
        empty.add(&gold, &Annotated::default());
        for kind in [
            Kind::Companies,
            Kind::Direct,
            Kind::Sources,
            Kind::Boilerplate,
            Kind::Title,
        ] {
            assert!(empty.count(ALL, kind).unwrap().f1() < 1e-9);
        }
        assert!(
            empty
                .markdown()
                .contains("| boilerplate chars | 0.000 | 0.000 |")
        );
    }
}
