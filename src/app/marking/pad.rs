//! A text of several lines that is being typed, with a cursor on grapheme boundaries.

use super::super::line::Line;
use crate::text::width;

/// Lines under a cursor. There is always at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pad {
    /// The lines.
    pub lines: Vec<Line>,
    /// The line with the cursor.
    pub row: usize,
}

impl Pad {
    /// A text with the cursor at its end.
    pub fn new(text: &str) -> Self {
        let lines: Vec<Line> = text.split('\n').map(Line::new).collect();
        let row = lines.len() - 1;
        Self { lines, row }
    }

    /// What was typed.
    pub fn text(&self) -> String {
        let lines = self.lines.iter().map(Line::text);
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Changes the line with the cursor.
    pub fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        if let Some(line) = self.lines.get_mut(self.row) {
            change(line);
        }
    }

    fn line(&self) -> Option<&Line> {
        self.lines.get(self.row)
    }

    /// Inserts a text, which may have several lines, at the cursor.
    pub fn insert(&mut self, text: &str) {
        for (at, part) in text.replace("\r\n", "\n").split(['\n', '\r']).enumerate() {
            if at > 0 {
                self.split();
            }
            self.edit(|line| line.insert(part));
        }
    }

    /// Ends the line at the cursor.
    pub fn split(&mut self) {
        let Some(line) = self.lines.get_mut(self.row) else {
            return;
        };
        let (before, after) = (line.before().to_owned(), line.after().to_owned());
        *line = Line::new(before);
        let mut next = Line::new(after);
        next.home();
        self.row += 1;
        self.lines.insert(self.row, next);
    }

    /// Joins the line with the one before it; the cursor stands where they meet.
    fn join(&mut self) {
        let Some(above) = self.row.checked_sub(1) else {
            return;
        };
        let behind = self.lines.remove(self.row);
        self.row = above;
        self.edit(|line| {
            line.end();
            let before = line.text().to_owned();
            *line = Line::new(before);
            line.insert(behind.text());
            while line.after().len() < behind.text().len() && !line.before().is_empty() {
                line.left();
            }
        });
    }

    /// Deletes the grapheme before the cursor, or the end of the line before.
    pub fn backspace(&mut self) {
        if self.line().is_some_and(|line| line.before().is_empty()) {
            self.join();
        } else {
            self.edit(Line::backspace);
        }
    }

    /// Deletes the grapheme behind the cursor, or the end of the line.
    pub fn delete(&mut self) {
        if self.line().is_some_and(|line| !line.after().is_empty()) {
            self.edit(Line::delete);
        } else if self.row + 1 < self.lines.len() {
            self.row += 1;
            self.join();
        }
    }

    /// Moves one grapheme to the left, or to the end of the line before.
    pub fn left(&mut self) {
        if self.line().is_some_and(|line| !line.before().is_empty()) {
            self.edit(Line::left);
        } else if self.row > 0 {
            self.row -= 1;
            self.edit(Line::end);
        }
    }

    /// Moves one grapheme to the right, or to the beginning of the next line.
    pub fn right(&mut self) {
        if self.line().is_some_and(|line| !line.after().is_empty()) {
            self.edit(Line::right);
        } else if self.row + 1 < self.lines.len() {
            self.row += 1;
            self.edit(Line::home);
        }
    }

    /// Moves one line up or down, to the same column as far as there is one.
    pub fn vertical(&mut self, down: bool) {
        let column = self.line().map_or(0, |line| width::cells(line.before()));
        let row = if down {
            (self.row + 1).min(self.lines.len() - 1)
        } else {
            self.row.saturating_sub(1)
        };
        self.row = row;
        self.edit(|line| {
            line.home();
            while width::cells(line.before()) < column && !line.after().is_empty() {
                line.right();
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_split_and_join_where_the_cursor_is() {
        let mut pad = Pad::new("satu dua");
        (0..4).for_each(|_| pad.left());
        pad.split();
        assert_eq!((pad.text().as_str(), pad.row), ("satu\n dua", 1));
        pad.backspace();
        assert_eq!((pad.text().as_str(), pad.row), ("satu dua", 0));
        assert_eq!(pad.lines[0].before(), "satu");
        pad.split();
        pad.left();
        assert_eq!((pad.row, pad.lines[0].after()), (0, ""));
        pad.delete();
        assert_eq!(pad.text(), "satu dua");
        pad.left();
        pad.right();
        pad.right();
        assert_eq!(pad.lines[0].before(), "satu ");
    }

    #[test]
    fn pasted_lines_stay_lines_and_up_keeps_the_column() {
        let mut pad = Pad::new("");
        pad.insert("panjang sekali\r\n小\nakhir");
        assert_eq!(pad.lines.len(), 3);
        pad.vertical(false);
        assert_eq!(pad.lines[1].before(), "小");
        pad.vertical(false);
        assert_eq!(pad.lines[0].before(), "pa");
        pad.vertical(false);
        pad.vertical(true);
        pad.vertical(true);
        pad.vertical(true);
        assert_eq!((pad.row, pad.lines[2].before()), (2, "ak"));
    }
}
