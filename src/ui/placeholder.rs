//! The sign by which kitty's protocol knows that a cell shows a part of a picture: a character of its own with two marks
//! above it, which number the row and the column. The colour of the cell is the number of the picture.
//!
//! Such cells are text like any other: they scroll, are covered and go as text does, and the picture with them.
//! See <https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders>.

use crate::app::views::picture::Cells;

const CHARACTER: char = '\u{10eeee}';

/// The marks that stand for 0, 1, 2 and so on, in the order of the protocol: those of combining class 230 that no
/// normalisation joins with a letter, in Unicode 6.0, as far as lines of text go.
const MARKS: [u16; 108] = [
    0x0305, 0x030d, 0x030e, 0x0310, 0x0312, 0x033d, 0x033e, 0x033f, 0x0346, 0x034a, 0x034b, 0x034c,
    0x0350, 0x0351, 0x0352, 0x0357, 0x035b, 0x0363, 0x0364, 0x0365, 0x0366, 0x0367, 0x0368, 0x0369,
    0x036a, 0x036b, 0x036c, 0x036d, 0x036e, 0x036f, 0x0483, 0x0484, 0x0485, 0x0486, 0x0487, 0x0592,
    0x0593, 0x0594, 0x0595, 0x0597, 0x0598, 0x0599, 0x059c, 0x059d, 0x059e, 0x059f, 0x05a0, 0x05a1,
    0x05a8, 0x05a9, 0x05ab, 0x05ac, 0x05af, 0x05c4, 0x0610, 0x0611, 0x0612, 0x0613, 0x0614, 0x0615,
    0x0616, 0x0617, 0x0657, 0x0658, 0x0659, 0x065a, 0x065b, 0x065d, 0x065e, 0x06d6, 0x06d7, 0x06d8,
    0x06d9, 0x06da, 0x06db, 0x06dc, 0x06df, 0x06e0, 0x06e1, 0x06e2, 0x06e4, 0x06e7, 0x06e8, 0x06eb,
    0x06ec, 0x0730, 0x0732, 0x0733, 0x0735, 0x0736, 0x073a, 0x073d, 0x073f, 0x0740, 0x0741, 0x0743,
    0x0745, 0x0747, 0x0749, 0x074a, 0x07eb, 0x07ec, 0x07ed, 0x07ee, 0x07ef, 0x07f0, 0x07f1, 0x07f3,
];

/// The sign of a cell of a picture; `None` beyond what the marks can number.
pub(super) fn sign(row: usize, column: usize) -> Option<String> {
    let mark = |at: usize| {
        MARKS
            .get(at)
            .and_then(|mark| char::from_u32((*mark).into()))
    };
    Some([CHARACTER, mark(row)?, mark(column)?].into_iter().collect())
}

/// Whether the cells of a picture can be numbered.
pub fn fits(cells: &Cells) -> bool {
    cells.columns.max(cells.rows()) <= MARKS.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    #[test]
    fn a_sign_numbers_its_cell_and_is_one_cell_wide() {
        assert_eq!(sign(0, 0).as_deref(), Some("\u{10eeee}\u{305}\u{305}"));
        assert_eq!(sign(1, 2).as_deref(), Some("\u{10eeee}\u{30d}\u{30e}"));
        assert_eq!(sign(0, MARKS.len()), None);
        assert!(MARKS.is_sorted_by(|one, next| one < next));
        let marks = MARKS
            .iter()
            .filter_map(|mark| char::from_u32((*mark).into()));
        assert!(
            marks
                .clone()
                .all(|mark| width::cells(&mark.to_string()) == 0)
        );
        assert_eq!(marks.count(), MARKS.len());
    }
}
