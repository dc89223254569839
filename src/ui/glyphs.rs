//! Signs for terminals that have fewer or more of them: after drawing, the signs of the interface are exchanged for others
//! of the same width.

use ratatui::buffer::Buffer;

use crate::config::settings::Glyphs;

/// Signs with what stands for them in ASCII. Punctuation that authors use is among them, because a terminal that lacks
/// the one lacks the other.
const ASCII: &[(&str, &str)] = &[
    ("│", "|"),
    ("┃", "|"),
    ("║", "|"),
    ("▏", "|"),
    ("▎", "|"),
    ("▍", "|"),
    ("▌", "|"),
    ("▐", "|"),
    ("▕", "|"),
    ("╎", ":"),
    ("┆", ":"),
    ("┊", ":"),
    ("─", "-"),
    ("━", "-"),
    ("═", "="),
    ("╌", "-"),
    ("┄", "-"),
    ("╴", "-"),
    ("╶", "-"),
    ("▔", "-"),
    ("▁", "_"),
    ("┌", "+"),
    ("┐", "+"),
    ("└", "+"),
    ("┘", "+"),
    ("├", "+"),
    ("┤", "+"),
    ("┬", "+"),
    ("┴", "+"),
    ("┼", "+"),
    ("╭", "+"),
    ("╮", "+"),
    ("╰", "+"),
    ("╯", "+"),
    ("█", "#"),
    ("▉", "#"),
    ("▊", "#"),
    ("▋", "#"),
    ("▀", "#"),
    ("▄", "#"),
    ("■", "#"),
    ("▪", "#"),
    ("□", "o"),
    ("░", "."),
    ("▒", ":"),
    ("▓", "#"),
    ("●", "*"),
    ("•", "*"),
    ("◆", "*"),
    ("★", "*"),
    ("✱", "*"),
    ("○", "o"),
    ("◦", "o"),
    ("◇", "o"),
    ("☆", "o"),
    ("·", "."),
    ("∙", "."),
    ("…", "~"),
    ("▸", ">"),
    ("▶", ">"),
    ("►", ">"),
    ("›", ">"),
    ("→", ">"),
    ("❯", ">"),
    ("◂", "<"),
    ("◀", "<"),
    ("‹", "<"),
    ("←", "<"),
    ("▾", "v"),
    ("▼", "v"),
    ("↓", "v"),
    ("▴", "^"),
    ("▲", "^"),
    ("↑", "^"),
    ("↵", "<"),
    ("✓", "x"),
    ("✔", "x"),
    ("✗", "x"),
    ("✎", "n"),
    ("♯", "#"),
    ("§", "S"),
    ("¶", "P"),
    ("«", "\""),
    ("»", "\""),
    ("“", "\""),
    ("”", "\""),
    ("„", "\""),
    ("‘", "'"),
    ("’", "'"),
    ("‚", ","),
    ("–", "-"),
    ("—", "-"),
    ("‐", "-"),
    ("‑", "-"),
    ("−", "-"),
    ("×", "x"),
    ("␣", "_"),
    ("�", "?"),
    ("\u{a0}", " "),
];

/// Signs with what stands for them where a Nerd Font is there.
const NERD: &[(&str, &str)] = &[
    ("★", "\u{f005}"),
    ("☆", "\u{f006}"),
    ("●", "\u{f111}"),
    ("○", "\u{f10c}"),
    ("▸", "\u{f0da}"),
    ("▾", "\u{f0d7}"),
    ("✎", "\u{f040}"),
    ("✓", "\u{f00c}"),
];

/// Exchanges the signs on the screen.
pub(super) fn exchange(glyphs: Glyphs, buffer: &mut Buffer) {
    let table = match glyphs {
        Glyphs::Unicode => return,
        Glyphs::Ascii => ASCII,
        Glyphs::Nerd => NERD,
    };
    for cell in &mut buffer.content {
        if cell.symbol().is_ascii() {
            continue;
        }
        let other = table.iter().find(|(sign, _)| *sign == cell.symbol());
        if let Some((_, other)) = other {
            cell.set_symbol(other);
        } else if glyphs == Glyphs::Ascii && is_sign(cell.symbol()) {
            cell.set_symbol("?");
        }
    }
}

/// Whether it is one of the drawing signs of Unicode: arrows to dingbats.
fn is_sign(symbol: &str) -> bool {
    symbol
        .chars()
        .next()
        .is_some_and(|ch| ('\u{2190}'..='\u{27bf}').contains(&ch))
        && crate::text::width::cells(symbol) == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;

    #[test]
    fn what_stands_for_a_sign_is_as_wide() {
        for (sign, other) in ASCII.iter().chain(NERD) {
            assert_eq!(width::cells(sign), 1, "{sign}");
            assert_eq!(width::cells(other), 1, "{sign}");
        }
        assert!(ASCII.iter().all(|(_, other)| other.is_ascii()));
    }
}
