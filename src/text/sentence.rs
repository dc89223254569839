//! Sentence and paragraph boundaries, also where scraping glued them.

use super::Span;

/// The sentences of a text in order; none crosses a line break.
pub fn split(text: &str) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(text);
        if !span.is_empty() {
            sentences.push(span);
        }
        start += line.len();
    }
    sentences
}
