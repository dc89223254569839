//! Problems: what of the archive could not be read, and why.

use super::Scroll;
use crate::archive::Problem;

/// The problems view.
#[derive(Debug, Default)]
pub struct Problems {
    /// The problems held; the first ones where there are very many.
    pub rows: Vec<Problem>,
    /// How many there are.
    pub total: usize,
    /// Whether they have come yet.
    pub known: bool,
    /// Where it is scrolled to.
    pub scroll: Scroll,
}

/// The place of a problem: file, member, line or byte.
pub fn place(problem: &Problem) -> String {
    let mut place = problem.file.clone();
    if let Some(member) = &problem.member {
        place.push_str("!/");
        place.push_str(member);
    }
    match (problem.line, problem.byte) {
        (Some(line), _) => place += &[":", &line.to_string()].concat(),
        (None, Some(byte)) => place += &[" at byte ", &byte.to_string()].concat(),
        (None, None) => {}
    }
    place
}
