//! A byte range of a text, half open.

/// A half-open byte range `start..end` into one text. Whoever makes one keeps both ends on `char` boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// Makes the span `start..end`; an end before the start gives an empty span at `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The part of `text` it names; empty where it lies outside the text or off a `char` boundary.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether the two share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `at` lies inside.
    pub const fn holds(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// The smallest span that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The span without the white space at its ends.
    pub fn trimmed(self, text: &str) -> Self {
        let inside = self.of(text);
        let lead = inside.len() - inside.trim_start().len();
        let kept = inside.trim().len();
        Self {
            start: self.start + lead,
            end: self.start + lead + kept,
        }
    }

    /// The same span moved `by` bytes to the right.
    pub const fn shifted(self, by: usize) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_or_off_boundary_is_empty() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(0, 9).of("abc"), "");
        assert_eq!(Span::new(0, 2).of("é!"), "é");
    }

    #[test]
    fn trims_and_joins() {
        let text = "  kata  ";
        assert_eq!(Span::new(0, text.len()).trimmed(text), Span::new(2, 6));
        assert_eq!(Span::new(0, 2).trimmed(text), Span::new(2, 2));
        assert_eq!(Span::new(4, 5).hull(Span::new(1, 2)), Span::new(1, 5));
        assert!(Span::new(1, 4).overlaps(Span::new(3, 9)));
        assert!(!Span::new(1, 3).overlaps(Span::new(3, 9)));
    }
}
