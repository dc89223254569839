//! The pane at the left: saved searches with what is unread in each, and facets of what is found, which narrow it.

use std::collections::HashSet;

use crate::index::{Key, Named};
use crate::library::Saved;

/// A part of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// Searches that were saved.
    Saved,
    /// Companies named.
    Companies,
    /// Who is quoted or is the source of a report.
    Sources,
    /// Who published it.
    Outlets,
    /// When.
    Years,
    /// In which language.
    Languages,
    /// Labels of the archive and of the user.
    Tags,
}

impl Section {
    /// Every facet, in order.
    pub const FACETS: [Self; 6] = [
        Self::Companies,
        Self::Sources,
        Self::Outlets,
        Self::Years,
        Self::Languages,
        Self::Tags,
    ];

    /// The names that it counts; none for years and saved searches.
    pub const fn key(self) -> Option<Key> {
        match self {
            Self::Companies => Some(Key::Company),
            Self::Sources => Some(Key::Said),
            Self::Outlets => Some(Key::Outlet),
            Self::Languages => Some(Key::Lang),
            Self::Tags => Some(Key::Tag),
            Self::Saved | Self::Years => None,
        }
    }
}

/// What a facet counts, the most frequent first (years: the latest first).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Which.
    pub section: Section,
    /// The names with how many of the articles found carry each.
    pub names: Vec<Named>,
}

/// A row of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The heading of a part.
    Heading(Section),
    /// A saved search, by its number.
    Saved(usize),
    /// A name of a facet, by its number.
    Name(Section, usize),
    /// That a facet has more names than are shown.
    More(Section),
    /// How a search is saved, where none is.
    Hint,
    /// An empty row.
    Blank,
}

/// Names of a facet that are shown before it is opened wholly.
const FEW: usize = 6;

/// The pane.
#[derive(Debug, Default)]
pub struct Side {
    /// Whether the user opened or closed it; by the width of the screen where neither.
    pub asked: Option<bool>,
    /// The saved searches.
    pub saved: Vec<Saved>,
    /// How many unread articles each finds, as far as they are counted.
    pub unread: Vec<usize>,
    /// The facets of what is found.
    pub facets: Vec<Facet>,
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row on the screen.
    pub top: usize,
    /// What is counted no longer holds.
    pub stale: bool,
    height: usize,
    rows: Vec<Row>,
    folded: HashSet<Section>,
    whole: HashSet<Section>,
}

impl Side {
    /// The rows from top to bottom.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row under the cursor.
    pub fn row(&self) -> Option<Row> {
        self.rows.get(self.cursor).copied()
    }

    /// The saved search under the cursor.
    pub fn search(&self) -> Option<&Saved> {
        match self.row() {
            Some(Row::Saved(at)) => self.saved.get(at),
            _ => None,
        }
    }

    /// The names of a facet.
    pub fn names(&self, section: Section) -> &[Named] {
        let facet = self.facets.iter().find(|facet| facet.section == section);
        facet.map_or(&[], |facet| &facet.names)
    }

    /// How many names of a facet are not shown.
    pub fn hidden(&self, section: Section) -> usize {
        self.names(section).len().saturating_sub(FEW)
    }

    /// Whether the names of a part are hidden.
    pub fn is_folded(&self, section: Section) -> bool {
        self.folded.contains(&section)
    }

    /// Takes over the saved searches. What is unread in them is counted anew.
    pub fn save(&mut self, saved: Vec<Saved>) {
        if saved != self.saved {
            self.unread.clear();
            self.stale = true;
        }
        self.saved = saved;
        self.arrange();
    }

    /// Takes over what was counted.
    pub fn count(&mut self, facets: Vec<Facet>) {
        self.facets = facets;
        self.arrange();
    }

    /// Makes the rows anew, with the cursor on the row it was on where that is still there.
    pub fn arrange(&mut self) {
        let before = self.row();
        self.rows.clear();
        self.rows.push(Row::Heading(Section::Saved));
        if !self.is_folded(Section::Saved) {
            if self.saved.is_empty() {
                self.rows.push(Row::Hint);
            }
            self.rows.extend((0..self.saved.len()).map(Row::Saved));
        }
        for section in Section::FACETS {
            let count = self.names(section).len();
            if count == 0 {
                continue;
            }
            self.rows.extend([Row::Blank, Row::Heading(section)]);
            if self.is_folded(section) {
                continue;
            }
            // One row more is shown rather than said to be there.
            let whole = self.whole.contains(&section) || count <= FEW + 1;
            let shown = if whole { count } else { FEW };
            self.rows
                .extend((0..shown).map(|at| Row::Name(section, at)));
            if !whole {
                self.rows.push(Row::More(section));
            }
        }
        if let Some(at) = self.rows.iter().position(|row| Some(*row) == before) {
            self.cursor = at;
        }
        self.step(0);
    }

    /// Folds a part, or opens it again.
    pub fn fold(&mut self, section: Section, fold: bool) {
        if fold {
            self.folded.insert(section);
        } else {
            self.folded.remove(&section);
        }
        self.arrange();
        if let Some(at) = self
            .rows
            .iter()
            .position(|row| *row == Row::Heading(section))
        {
            self.cursor = at;
        }
        self.follow();
    }

    /// Shows all names of a facet.
    pub fn show_all(&mut self, section: Section) {
        self.whole.insert(section);
        let at = self.cursor;
        self.arrange();
        self.cursor = at;
        self.follow();
    }

    /// The part that the cursor is in.
    pub fn section(&self) -> Option<Section> {
        let above = self.rows.get(..=self.cursor).unwrap_or_default();
        above.iter().rev().find_map(|row| match row {
            Row::Heading(section) => Some(*section),
            _ => None,
        })
    }

    /// Takes over how many rows fit on the screen.
    pub fn resize(&mut self, height: usize) {
        self.height = height;
        self.follow();
    }

    /// Rows on the screen.
    pub const fn height(&self) -> usize {
        self.height
    }

    /// Moves the cursor, down where positive; it never rests between the parts.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        let rests = |row: Option<&Row>| !matches!(row, Some(Row::Blank | Row::Hint));
        if !rests(self.rows.get(self.cursor)) {
            let on = if by < 0 {
                (0..self.cursor).rev().find(|at| rests(self.rows.get(*at)))
            } else {
                (self.cursor..self.rows.len()).find(|at| rests(self.rows.get(*at)))
            };
            self.cursor = on.unwrap_or(0);
        }
        self.follow();
    }

    /// Puts the cursor on a row.
    pub fn go_to(&mut self, at: usize) {
        self.cursor = at;
        self.step(0);
    }

    /// Scrolls without the cursor.
    pub fn scroll(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(self.height.max(1));
        self.top = self.top.saturating_add_signed(by).min(last);
        let on = self
            .cursor
            .clamp(self.top, self.top + self.height.max(1) - 1);
        self.cursor = on;
        self.step(0);
    }

    fn follow(&mut self) {
        let height = self.height.max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + height {
            self.top = self.cursor + 1 - height;
        }
        // The heading of the first part stays in view.
        if self.cursor <= 1 && height > 2 {
            self.top = 0;
        }
        self.top = self.top.min(self.rows.len().saturating_sub(height));
    }
}

/// The part of a query that asks for a name of a facet.
pub fn term(section: Section, name: &str) -> String {
    match section.key() {
        Some(Key::Lang) => format!("lang:{name}"),
        Some(key) => format!("{}:\"{}\"", key.field(), name.replace('"', "")),
        None => format!("date:{name}"),
    }
}

/// Where a part of a query stands in it as a word of its own, in bytes.
pub fn place_of(query: &str, term: &str) -> Option<usize> {
    query.match_indices(term).map(|(at, _)| at).find(|at| {
        let before = query.get(..*at).unwrap_or_default();
        let behind = query.get(at + term.len()..).unwrap_or_default();
        let apart = |ch: Option<char>| ch.is_none_or(char::is_whitespace);
        apart(before.chars().next_back()) && apart(behind.chars().next())
    })
}

/// The query with the part put in, or taken out where it is in already.
pub fn toggled(query: &str, term: &str) -> String {
    let Some(at) = place_of(query, term) else {
        return format!("{query} {term}").trim().to_owned();
    };
    let before = query.get(..at).unwrap_or_default().trim_end();
    let behind = query
        .get(at + term.len()..)
        .unwrap_or_default()
        .trim_start();
    format!("{before} {behind}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side() -> Side {
        let named = |name: &str, count| Named {
            name: name.into(),
            count,
        };
        let mut side = Side::default();
        side.resize(5);
        side.save(vec![Saved {
            name: "a".into(),
            query: "x".into(),
        }]);
        side.count(vec![
            Facet {
                section: Section::Companies,
                names: (0..9).map(|at| named(&format!("c{at}"), 9 - at)).collect(),
            },
            Facet {
                section: Section::Years,
                names: vec![named("2015", 3)],
            },
        ]);
        side
    }

    #[test]
    fn parts_fold_and_open_and_the_cursor_stays_in_them() {
        let mut side = side();
        assert_eq!(side.rows().len(), 2 + 2 + FEW + 1 + 2 + 1);
        side.go_to(2);
        assert_eq!(
            side.row(),
            Some(Row::Heading(Section::Companies)),
            "not between"
        );
        side.step(2);
        assert_eq!(side.row(), Some(Row::Name(Section::Companies, 1)));
        side.fold(Section::Companies, true);
        assert_eq!(side.row(), Some(Row::Heading(Section::Companies)));
        side.step(1);
        assert_eq!(side.row(), Some(Row::Heading(Section::Years)));
        assert!(side.cursor < side.top + side.height());
        side.fold(Section::Companies, false);
        side.step(FEW as isize + 1);
        assert_eq!(side.row(), Some(Row::More(Section::Companies)));
        side.show_all(Section::Companies);
        assert_eq!(side.row(), Some(Row::Name(Section::Companies, FEW)));
        side.step(-100);
        assert_eq!((side.cursor, side.top), (0, 0));
    }

    #[test]
    fn the_cursor_follows_its_row_when_counts_change() {
        let mut side = side();
        side.step(100);
        assert_eq!(side.row(), Some(Row::Name(Section::Years, 0)));
        side.count(vec![Facet {
            section: Section::Years,
            names: vec![Named {
                name: "2015".into(),
                count: 1,
            }],
        }]);
        assert_eq!(side.row(), Some(Row::Name(Section::Years, 0)));
        side.count(Vec::new());
        assert_eq!(side.row(), Some(Row::Saved(0)));
    }

    #[test]
    fn terms_go_in_and_out_of_a_query() {
        let xiaomi = term(Section::Companies, "Xiaomi");
        assert_eq!(xiaomi, "company:\"Xiaomi\"");
        assert_eq!(toggled("", &xiaomi), xiaomi);
        let both = toggled("murah", &xiaomi);
        assert_eq!(both, "murah company:\"Xiaomi\"");
        assert_eq!(toggled(&both, &xiaomi), "murah");
        assert_eq!(toggled("date:2015 x", &term(Section::Years, "2015")), "x");
        assert_eq!(
            toggled("-date:2015", &term(Section::Years, "2015")),
            "-date:2015 date:2015"
        );
    }
}
