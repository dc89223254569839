//! Breaking a text into lines of cells, keeping the byte span of each.
//!
//! Greedy: a line takes what fits. Lines break at white space, after a hyphen inside a word, after a slash or a dash
//! before a letter, and between the characters of scripts that are written without spaces, save before closing and
//! after opening marks (the core of JIS X 4051). A word wider than a line breaks where it must, between clusters.

use super::Span;
use super::width::{Cluster, clusters};

/// One line of a wrapped text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where in the text; white space that hangs over the end is left out.
    pub span: Span,
    /// The cells it takes.
    pub cells: usize,
    /// Whether it begins a paragraph.
    pub first: bool,
}

/// The lines of `text`, none wider than `width` cells save where one cluster alone is. A line feed ends a paragraph; an
/// empty paragraph is an empty line; an empty text has none. White space at the beginning of a paragraph is kept.
pub fn wrap(text: &str, width: usize) -> Vec<Line> {
    let mut filler = Filler::new(width);
    for cluster in clusters(text) {
        if cluster.text.ends_with('\n') {
            filler.end_paragraph(cluster.at + cluster.text.len());
        } else if cluster.text.chars().all(breaks_as_space) {
            filler.space(cluster);
        } else {
            filler.word(cluster);
        }
    }
    if filler.start < text.len() {
        filler.end_paragraph(text.len());
    }
    filler.lines
}

/// A place in the line where it may end.
#[derive(Clone, Copy)]
struct Break {
    /// One past the last byte that the line would show.
    end: usize,
    /// Cells up to there.
    cells: usize,
    /// The first byte of the line after.
    next: usize,
    /// Cells up to there.
    skipped: usize,
}

/// Fills one line after another.
struct Filler {
    width: usize,
    lines: Vec<Line>,
    /// First byte of the line.
    start: usize,
    /// One past the last byte that is no white space.
    end: usize,
    /// Cells up to `end`.
    shown: usize,
    /// Cells up to here, hanging white space with them.
    used: usize,
    /// Whether the line begins a paragraph.
    first: bool,
    /// The last place where the line may end.
    chance: Option<Break>,
    /// The two characters before this place, the nearer one last; spaces where the paragraph begins.
    before: [char; 2],
}

impl Filler {
    fn new(width: usize) -> Self {
        Self {
            width,
            lines: Vec::new(),
            start: 0,
            end: 0,
            shown: 0,
            used: 0,
            first: true,
            chance: None,
            before: [' '; 2],
        }
    }

    /// Takes white space: the line may end before it, and it may hang over the end.
    fn space(&mut self, cluster: Cluster<'_>) {
        self.used += cluster.cells;
        self.chance = Some(Break {
            end: self.end,
            cells: self.shown,
            next: cluster.at + cluster.text.len(),
            skipped: self.used,
        });
        self.before = [self.before[1], ' '];
    }

    /// Takes a cluster of a word, and ends the line before it where it does not fit.
    fn word(&mut self, cluster: Cluster<'_>) {
        let mut chars = cluster.text.chars();
        let opens = chars.next().unwrap_or(' ');
        if may_break(self.before, opens, cluster.cells) {
            self.chance = Some(self.here(cluster.at));
        }
        while self.used + cluster.cells > self.width && cluster.at > self.start {
            let chance = self.chance.take().unwrap_or_else(|| self.here(cluster.at));
            self.end_line(chance);
        }
        self.used += cluster.cells;
        self.shown = self.used;
        self.end = cluster.at + cluster.text.len();
        let base = if is_spaceless(opens) {
            opens
        } else {
            chars.next_back().unwrap_or(opens)
        };
        self.before = [self.before[1], base];
    }

    /// A break right here.
    fn here(&self, at: usize) -> Break {
        Break {
            end: self.end,
            cells: self.shown,
            next: at,
            skipped: self.used,
        }
    }

    /// Ends the line at `chance`. White space alone makes no line.
    fn end_line(&mut self, chance: Break) {
        if chance.end > self.start {
            self.lines.push(Line {
                span: Span::new(self.start, chance.end),
                cells: chance.cells,
                first: self.first,
            });
            self.first = false;
        }
        self.start = chance.next;
        self.used -= chance.skipped;
        self.shown = self.shown.saturating_sub(chance.skipped);
        self.end = self.end.max(self.start);
    }

    /// Ends the paragraph; the next one begins at `next`.
    fn end_paragraph(&mut self, next: usize) {
        self.lines.push(Line {
            span: Span::new(self.start, self.end),
            cells: self.shown,
            first: self.first,
        });
        *self = Self {
            lines: std::mem::take(&mut self.lines),
            start: next,
            end: next,
            ..Self::new(self.width)
        };
    }
}

/// Whether a line may end at this white space: not at the spaces made to hold words together.
fn breaks_as_space(ch: char) -> bool {
    ch.is_whitespace() && !matches!(ch, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Whether a line may end between the two characters `before` and the cluster that begins with `next`.
fn may_break(before: [char; 2], next: char, cells: usize) -> bool {
    let [earlier, last] = before;
    if last == ' ' {
        return false;
    }
    match last {
        '-' | '\u{2010}' => return earlier.is_alphanumeric() && next.is_alphabetic(),
        '/' | '\u{2013}' | '\u{2014}' if next.is_alphabetic() => return true,
        _ => {}
    }
    (is_spaceless(last) || (cells == 2 && is_spaceless(next))) && !closes(next) && !opens(last)
}

/// Whether the character belongs to a script without spaces between words, or is a picture: wide, but not Hangul,
/// which has spaces.
fn is_spaceless(ch: char) -> bool {
    matches!(u32::from(ch), 0x2e80..=0xa4cf | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff01..=0xff60 | 0x1f300..=0x1faff | 0x20000..=0x3ffff)
}

/// Whether no line may begin with it.
fn closes(ch: char) -> bool {
    matches!(ch, '!' | ')' | ',' | '.' | ':' | ';' | '?' | ']' | '}' | '%' | '"' | '\'' | '’' | '”' | '»' | '…' | '‥')
        || "、。，．・：；？！）］｝〕〉》」』】〗〙〟％ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻ヽヾゝゞ～゛゜".contains(ch)
}

/// Whether no line may end with it.
fn opens(ch: char) -> bool {
    matches!(ch, '(' | '[' | '{' | '‘' | '“' | '«' | '$' | '"' | '\'')
        || "（［｛〔〈《「『【〖〘〝￥＄".contains(ch)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::width;
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        wrap(text, width)
            .iter()
            .map(|line| line.span.of(text))
            .collect()
    }

    #[test]
    fn breaks_at_spaces_and_lets_them_hang() {
        assert_eq!(lines("satu dua  tiga", 8), ["satu dua", "tiga"]);
        assert_eq!(lines("satu dua    ", 8), ["satu dua"]);
        assert_eq!(lines("satu\u{a0}dua tiga", 9), ["satu\u{a0}dua", "tiga"]);
    }

    #[test]
    fn paragraphs() {
        assert_eq!(lines("", 8), Vec::<&str>::new());
        assert_eq!(lines("a\n\nb\n", 8), ["a", "", "b"]);
        assert_eq!(lines("a\r\nb", 8), ["a", "b"]);
        let firsts: Vec<bool> = wrap("aa bb\ncc", 2).iter().map(|line| line.first).collect();
        assert_eq!(firsts, [true, false, true]);
    }

    #[test]
    fn beginning_of_a_paragraph_is_kept() {
        assert_eq!(lines("  a b", 4), ["  a", "b"]);
        assert_eq!(lines("      ab", 4), ["ab"]);
    }

    #[test]
    fn long_words_break_where_they_must() {
        assert_eq!(lines("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(lines("x abcdefgh", 3), ["x", "abc", "def", "gh"]);
        assert_eq!(lines("小米", 1), ["小", "米"]);
        assert_eq!(lines("ab", 0), ["a", "b"]);
    }

    #[test]
    fn hyphens_and_slashes() {
        assert_eq!(lines("teman-teman lama", 8), ["teman-", "teman", "lama"]);
        assert_eq!(lines("naik -5 lagi", 6), ["naik", "-5", "lagi"]);
        assert_eq!(lines("dan/atau", 5), ["dan/", "atau"]);
        assert_eq!(lines("pada 12/1/2015", 8), ["pada", "12/1/201", "5"]);
    }

    #[test]
    fn scripts_without_spaces() {
        assert_eq!(lines("小米公司发布手机", 6), ["小米公", "司发布", "手机"]);
        assert_eq!(
            lines("他说：「好的。」走", 6),
            ["他说：", "「好", "的。」", "走"]
        );
        assert_eq!(lines("购买iPhone手机", 8), ["购买", "iPhone手", "机"]);
        assert_eq!(lines("안녕하세요 세계", 12), ["안녕하세요", "세계"]);
    }

    #[test]
    fn clusters_stay_whole() {
        assert_eq!(
            lines("e\u{301}e\u{301}e\u{301}", 2),
            ["e\u{301}e\u{301}", "e\u{301}"]
        );
        assert_eq!(lines("👩🏽‍💻👩🏽‍💻", 3), ["👩🏽‍💻", "👩🏽‍💻"]);
    }

    #[test]
    fn long_text_without_a_break_takes_linear_time() {
        let text = "x".repeat(1 << 20);
        assert_eq!(wrap(&text, 80).len(), (1 << 20) / 80 + 1);
    }

    fn prose() -> impl Strategy<Value = String> {
        prop_oneof!["[a-z漢é\u{301}👍 \n(),。「」/-]{0,60}", any::<String>(),]
    }

    proptest! {
        #[test]
        fn every_line_fits_and_nothing_is_lost(text in prose(), width in 0_usize..20) {
            let lines = wrap(&text, width);
            let mut at = 0;
            for line in &lines {
                let gap = text.get(at..line.span.start);
                prop_assert!(gap.is_some_and(|gap| gap.trim().is_empty()), "{:?} lost", gap);
                let shown = line.span.of(&text);
                prop_assert!(line.span.is_empty() || !shown.is_empty());
                prop_assert_eq!(line.cells, width::clusters(shown).map(|cluster| cluster.cells).sum::<usize>());
                prop_assert!(line.cells <= width || width::clusters(shown).filter(|cluster| cluster.cells > 0).count() == 1);
                at = line.span.end;
            }
            prop_assert!(text.get(at..).is_some_and(|rest| rest.trim().is_empty()));
            prop_assert_eq!(lines.iter().filter(|line| line.first).count(), text.lines().count());
        }
    }
}
