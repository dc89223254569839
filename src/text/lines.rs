//! The lines of a text.

use memchr::memchr_iter;

use super::Span;

/// The lines of a text in order, without the breaks that end them. What follows the last break is a line only if it is
/// not empty.
pub fn of(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let last = (!text.is_empty() && !text.ends_with('\n')).then_some(text.len());
    let breaks = memchr_iter(b'\n', text.as_bytes()).chain(last);
    breaks.map(move |end| {
        let line = Span::new(start, end);
        start = end + 1;
        line
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_are_those_of_the_text(text in "[a\\n]{0,12}") {
            let lines: Vec<&str> = of(&text).map(|line| line.of(&text)).collect();
            prop_assert_eq!(lines, text.split_terminator('\n').collect::<Vec<_>>());
        }
    }
}
