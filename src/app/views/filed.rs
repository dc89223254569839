//! The signs of what the user did with an article, the same wherever it is shown: unread, starred, filed under tags, noted,
//! highlighted.

use crate::library::Mark;
use crate::text::width;

/// It is unread.
pub const UNREAD: &str = "●";
/// It carries a star.
pub const STAR: &str = "★";
/// It carries tags, or a tag follows.
const TAG: &str = "#";
/// It has a note.
const NOTE: &str = "✎";
/// Passages in it are highlighted.
const HIGHLIGHT: &str = "▎";

/// Cells of tags that still say something.
const FEWEST: usize = 6;

/// What the user wrote on an article and filed it under, in `room` cells: the tags in words as far as they fit, else their
/// sign alone. What was written and highlighted is never pushed out by a tag; empty where there is nothing.
pub fn filed(mark: &Mark, room: usize) -> String {
    let tags: Vec<String> = mark.tags.iter().map(|tag| format!("{TAG}{tag}")).collect();
    let tags = tags.join(" ");
    let mut parts = Vec::new();
    if mark.noted {
        parts.push(NOTE.to_owned());
    }
    if mark.highlights > 0 {
        parts.push(format!("{HIGHLIGHT}{}", mark.highlights));
    }
    let signs = parts.join(" ");
    if tags.is_empty() {
        return signs;
    }
    let behind = if signs.is_empty() {
        String::new()
    } else {
        format!(" {signs}")
    };
    let left = room.saturating_sub(width::cells(&behind));
    let tags = if left < FEWEST && width::cells(&tags) > left {
        TAG.into()
    } else {
        width::ellipsis(&tags, left, "…")
    };
    format!("{tags}{behind}")
}

/// The same in as few cells as there are signs.
pub fn signs(mark: &Mark) -> String {
    let signs = [
        (!mark.tags.is_empty(), TAG),
        (mark.noted, NOTE),
        (mark.highlights > 0, HIGHLIGHT),
    ];
    let shown = signs.into_iter().filter(|(is, _)| *is);
    shown.map(|(_, sign)| sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_give_way_and_signs_stay() {
        let mark = Mark {
            noted: true,
            highlights: 2,
            tags: vec!["harga".to_owned(), "toko baru".to_owned()],
            ..Mark::default()
        };
        for (room, said) in [
            (22, "#harga #toko baru ✎ ▎2"),
            (21, "#harga #toko ba… ✎ ▎2"),
            (11, "#harg… ✎ ▎2"),
            (10, "# ✎ ▎2"),
            (0, "# ✎ ▎2"),
        ] {
            assert_eq!(filed(&mark, room), said, "{room}");
        }
        assert_eq!(signs(&mark), "#✎▎");
        let short = Mark {
            tags: vec!["5g".to_owned()],
            ..Mark::default()
        };
        assert_eq!(filed(&short, 3), "#5g");
        assert_eq!(filed(&Mark::default(), 40) + &signs(&Mark::default()), "");
    }
}
