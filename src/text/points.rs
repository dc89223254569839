//! Bytes of a text to its code points, which other languages count in.

use super::Span;

/// How many code points begin before each 64th byte, so that a look-up counts 64 bytes at most.
#[derive(Debug)]
pub struct Points<'a> {
    text: &'a str,
    before: Vec<usize>,
}

/// Bytes between two remembered places.
const STEP: usize = 64;

impl<'a> Points<'a> {
    /// Readies a text.
    pub fn new(text: &'a str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            before.push(count);
            count += begins(chunk);
        }
        before.push(count);
        Self { text, before }
    }

    /// How many code points begin before a byte.
    pub fn at(&self, byte: usize) -> usize {
        let whole = byte / STEP;
        let rest = self
            .text
            .as_bytes()
            .get(whole * STEP..byte)
            .unwrap_or_default();
        self.before.get(whole).copied().unwrap_or_default() + begins(rest)
    }

    /// The start and the end of a span in code points.
    pub fn range(&self, span: Span) -> [usize; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// How many code points begin in these bytes of UTF-8.
fn begins(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_code_points() {
        let text = "é".repeat(100) + "abc";
        let places = Points::new(&text);
        assert_eq!(places.range(Span::new(0, 200)), [0, 100]);
        assert_eq!(places.range(Span::new(198, 203)), [99, 103]);
    }
}
