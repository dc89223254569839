//! The stretches of a text that stand in double quote marks.

use crate::text::Span;

/// The stretches between double quote marks of any shape, marks not included. One that does not close ends with its
/// paragraph.
pub(super) fn spans(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        let next = chars.peek().map_or('\n', |(_, ch)| *ch);
        match (ch, open) {
            ('“' | '„' | '«', None) => open = Some(at + ch.len_utf8()),
            // A straight mark opens before a word, so not one for inches.
            ('"', None) if !before.is_alphanumeric() && !next.is_whitespace() => {
                open = Some(at + 1);
            }
            ('\n' | '"' | '”' | '“' | '»', Some(start)) => {
                found.push(Span::new(start, at));
                open = None;
            }
            _ => {}
        }
        before = ch;
    }
    if let Some(start) = open {
        found.push(Span::new(start, text.len()));
    }
    found.retain(|span| !span.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::spans;

    fn quoted(text: &str) -> Vec<&str> {
        spans(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn marks_of_every_shape_pair_within_their_paragraph() {
        assert_eq!(
            quoted("\"Satu,\" katanya. “Dua” dan «tiga».\nLayar 5.5\" dan \"empat\nlima"),
            ["Satu,", "Dua", "tiga", "empat"]
        );
        assert_eq!(quoted("tanpa kutipan"), Vec::<&str>::new());
        assert_eq!(quoted("„Eins“ \"\""), ["Eins"]);
    }
}
