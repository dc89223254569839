//! Width in terminal cells.
//!
//! A terminal shows clusters (extended grapheme clusters, Unicode Standard Annex 29), not characters. They are measured as the screen
//! buffer measures them, so that what was counted here fits there (`tests/text.rs` compares the two).

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Bytes of the longest cluster that is kept whole. Every emoji and syllable in use is shorter; what is longer was
/// made to break something and is taken a character at a time.
const LONGEST: usize = 160;

/// One cluster of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Its first byte in the text.
    pub at: usize,
    /// Its characters.
    pub text: &'a str,
    /// The cells it takes; 0 for control characters, which no screen shows.
    pub cells: usize,
}

/// The clusters of a text, in order, without a gap.
pub fn clusters(text: &str) -> impl Iterator<Item = Cluster<'_>> {
    let mut at = 0;
    // Up to here a monstrous cluster is taken apart, without measuring it again.
    let mut apart = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let mut length = rest.chars().next()?.len_utf8();
        if at >= apart {
            let whole = first(rest);
            if whole <= LONGEST {
                length = whole;
            } else {
                apart = at + whole;
            }
        }
        let taken = rest.get(..length)?;
        let cluster = Cluster {
            at,
            text: taken,
            cells: measure(taken),
        };
        at += length;
        Some(cluster)
    })
}

/// Bytes of the first cluster of a text, looking little further than [`LONGEST`].
fn first(text: &str) -> usize {
    let bytes = text.as_bytes();
    if matches!(bytes.first(), Some(b' '..=b'~')) && bytes.get(1).is_none_or(u8::is_ascii) {
        return 1;
    }
    let head = (LONGEST * 2..LONGEST * 2 + 4)
        .find_map(|end| text.get(..end))
        .unwrap_or(text);
    head.graphemes(true).next().map_or(0, str::len)
}

/// The cells of one cluster.
fn measure(cluster: &str) -> usize {
    match cluster.as_bytes() {
        [b' '..=b'~'] => 1,
        _ if cluster.contains(char::is_control) => 0,
        // Half-width sound marks are combining to Unicode, but terminals give them a cell.
        _ => {
            cluster.width()
                + cluster
                    .chars()
                    .filter(|ch| matches!(ch, '\u{ff9e}' | '\u{ff9f}'))
                    .count()
        }
    }
}

/// The cells that a text takes on one line.
pub fn cells(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    clusters(text).map(|cluster| cluster.cells).sum()
}

/// The longest beginning of `text` that takes `limit` cells at most, and the cells it takes.
pub fn truncate(text: &str, limit: usize) -> (&str, usize) {
    let mut used = 0;
    for cluster in clusters(text) {
        if used + cluster.cells > limit {
            return (text.get(..cluster.at).unwrap_or_default(), used);
        }
        used += cluster.cells;
    }
    (text, used)
}

/// `text` in `limit` cells at most, with `mark` at its end where something had to go.
pub fn ellipsis<'a>(text: &'a str, limit: usize, mark: &str) -> Cow<'a, str> {
    let (kept, _) = truncate(text, limit);
    if kept.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let (mark, taken) = truncate(mark, limit);
    let (kept, _) = truncate(text, limit - taken);
    Cow::Owned([kept.trim_end(), mark].concat())
}

/// `text` in exactly `limit` cells: cut with `mark`, or filled with spaces.
pub fn fit(text: &str, limit: usize, mark: &str) -> String {
    let mut fitted = ellipsis(text, limit, mark).into_owned();
    let missing = limit.saturating_sub(cells(&fitted));
    fitted.extend(std::iter::repeat_n(' ', missing));
    fitted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_cells_not_characters() {
        for (text, expected) in [
            ("", 0),
            ("Xiaomi", 6),
            ("小米", 4),
            ("e\u{301}", 1),
            ("👩🏽‍💻", 2),
            ("❤️", 2),
            ("🇮🇩", 2),
            ("می‌خواهم", 7),
            ("\u{301}", 0),
            ("\u{7}", 0),
        ] {
            assert_eq!(cells(text), expected, "{text:?}");
        }
    }

    #[test]
    fn never_cuts_a_cluster() {
        assert_eq!(truncate("小米", 3), ("小", 2));
        assert_eq!(truncate("a👩🏽‍💻b", 2), ("a", 1));
        assert_eq!(truncate("e\u{301}x", 1), ("e\u{301}", 1));
        assert_eq!(truncate("abc", 0), ("", 0));
    }

    #[test]
    fn cut_text_says_so() {
        assert_eq!(ellipsis("Facebook", 8, "…"), "Facebook");
        assert_eq!(ellipsis("Facebook", 5, "…"), "Face…");
        assert_eq!(ellipsis("Bos Facebook", 5, "…"), "Bos…");
        assert_eq!(ellipsis("Facebook", 0, "…"), "");
        assert_eq!(ellipsis("Facebook", 2, "..."), "..");
        assert_eq!(fit("小米科", 4, "…"), "小… ");
        assert_eq!(fit("ab", 4, "…"), "ab  ");
    }

    #[test]
    fn a_monstrous_cluster_is_taken_apart() {
        let monster = "👨\u{200d}".repeat(10_000);
        let (kept, used) = truncate(&monster, 10);
        assert!(
            used <= 10 && !kept.is_empty() && kept.len() <= 80,
            "{}",
            kept.len()
        );
    }

    proptest! {
        #[test]
        fn clusters_leave_no_gap(text in any::<String>()) {
            let mut next = 0;
            for cluster in clusters(&text) {
                prop_assert_eq!(cluster.at, next);
                prop_assert!(!cluster.text.is_empty());
                next += cluster.text.len();
            }
            prop_assert_eq!(next, text.len());
        }

        #[test]
        fn fitted_text_fits(text in "\\PC{0,20}", limit in 0_usize..24) {
            prop_assert!(cells(&ellipsis(&text, limit, "…")) <= limit);
            prop_assert_eq!(cells(&fit(&text, limit, "…")), limit);
        }
    }
}
