//! Problems: what of the archive could not be read, and why.

use crate::archive;
use crate::words::Tongue;

/// A problem in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its place: file, member, line or byte.
    pub place: String,
    /// The reason, and what to do about it.
    pub what: String,
}

/// The problems view.
#[derive(Debug, Default)]
pub struct Problems {
    /// The problems held; the first ones where there are very many.
    pub rows: Vec<Problem>,
    /// How many there are.
    pub total: usize,
    /// Whether they have come yet.
    pub known: bool,
    /// The one under the cursor, which is shown whole.
    pub cursor: usize,
}

impl Problems {
    /// Takes over the problems that were asked for.
    pub fn fill(&mut self, total: usize, problems: &[archive::Problem], tongue: Tongue) {
        let rows = problems.iter().map(|problem| Problem {
            place: place(problem, tongue),
            what: what(problem, tongue),
        });
        self.rows = rows.collect();
        self.total = total;
        self.known = true;
        self.step(0);
    }

    /// The problem under the cursor.
    pub fn chosen(&self) -> Option<&Problem> {
        self.rows.get(self.cursor)
    }

    /// Moves the cursor, down where positive.
    pub fn step(&mut self, by: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// The first row shown where `height` rows fit: the cursor stands in their middle, but at the ends.
    pub fn top(&self, height: usize) -> usize {
        let most = self.rows.len().saturating_sub(height);
        self.cursor.saturating_sub(height / 2).min(most)
    }
}

/// The place of a problem: file, member, line or byte.
pub fn place(problem: &archive::Problem, tongue: Tongue) -> String {
    let mut place = problem.file.clone();
    if let Some(member) = &problem.member {
        place.push_str("!/");
        place.push_str(member);
    }
    match (problem.line, problem.byte) {
        (Some(line), _) => format!("{place}:{line}"),
        (None, Some(byte)) => tongue.at_byte(place, byte),
        (None, None) => place,
    }
}

/// The reason of a problem, and what to do about it.
fn what(problem: &archive::Problem, tongue: Tongue) -> String {
    let mut what = tongue.reason(&problem.what);
    if let Some(hint) = &problem.hint {
        what.push_str("; ");
        what.push_str(&tongue.reason(hint));
    }
    what
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::ProblemKind;

    fn problem(line: Option<u64>, byte: Option<u64>) -> archive::Problem {
        archive::Problem {
            kind: ProblemKind::Ignored,
            file: "a.zip".to_owned(),
            member: Some("b.png".to_owned()),
            line,
            byte,
            what: "2 × a picture, not an article".to_owned(),
            hint: None,
        }
    }

    #[test]
    fn a_problem_is_said_in_the_language_of_the_interface() {
        let mut view = Problems::default();
        let problems = [problem(Some(3), None), problem(None, Some(70))];
        view.fill(2, &problems, Tongue::Indonesian);
        assert_eq!(view.chosen().unwrap().place, "a.zip!/b.png:3");
        view.step(9);
        let last = view.chosen().unwrap();
        assert_eq!(last.place, "a.zip!/b.png pada bita 70");
        assert_eq!(last.what, "2 × gambar, bukan artikel");
        view.step(isize::MIN);
        assert_eq!(view.cursor, 0);
    }

    #[test]
    fn the_cursor_stays_in_view() {
        let problems: Vec<_> = (0..50).map(|line| problem(Some(line), None)).collect();
        let mut view = Problems::default();
        view.fill(50, &problems, Tongue::English);
        for _ in 0..60 {
            for height in 1..60 {
                let top = view.top(height);
                assert!((top..top + height).contains(&view.cursor));
                assert!(height > 50 || top + height <= 50);
            }
            view.step(1);
        }
    }
}
