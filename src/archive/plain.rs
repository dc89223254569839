//! Plain text to paragraphs: one a line, hard line breaks joined where they are certain, tables kept as they stand.

use super::repair::{self, Repairs};
use super::rich::{Rich, Writer};
use crate::article::BlockKind;

/// Plain text as paragraphs. `entities` says whether character references in it are to be read.
pub(super) fn paragraphs(raw: &str, repairs: &mut Repairs) -> Rich {
    let text = repair::characters(&repair::plain(raw, repairs), repairs);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut out = Writer::default();
    if let Some(width) = wrap_width(&lines) {
        repairs.note(repair::WRAPPED);
        joined(&lines, width, &mut out);
    } else {
        for line in lines {
            out.paragraph(line.trim());
        }
    }
    out.finish()
}

/// A line that was broken by hand or by a program ends near the width; this is how near counts.
const SLACK: usize = 6;

/// The width the lines were broken at, or `None` where that is not certain: most lines are filled up to the width so
/// that the next word would not have fitted, and paragraphs are told apart by indents or blank lines.
fn wrap_width(lines: &[&str]) -> Option<usize> {
    let width = lines.iter().map(|line| columns(line)).max()?;
    if !(40..=100).contains(&width) {
        return None;
    }
    let (mut pairs, mut full) = (0, 0);
    let mut marked = false;
    // The first line may be short: exports take the dateline off.
    for pair in lines.windows(2).skip(1) {
        let &[line, next] = pair else { continue };
        if starts_paragraph(next) {
            marked = marked || !line.trim().is_empty();
            continue;
        }
        if line.trim().is_empty() || table(line) || table(next) {
            continue;
        }
        pairs += 1;
        full += usize::from(filled(line, next, width));
    }
    let astray = pairs - full;
    (marked && full >= 3 && (astray <= 1 || astray * 10 <= pairs)).then_some(width)
}

/// Whether the first word of `next` would not have fitted on `line`.
fn filled(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().unwrap_or_default();
    columns(line) + 1 + columns(word) + SLACK > width && columns(line) * 2 > width
}

/// Blank, or indented.
fn starts_paragraph(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with(' ')
}

/// Whether a line is set in columns: a gap of three spaces or more inside.
fn table(line: &str) -> bool {
    line.trim().contains("   ")
}

fn columns(line: &str) -> usize {
    line.chars().count()
}

/// Writes lines broken at `width` as paragraphs.
fn joined(lines: &[&str], width: usize, out: &mut Writer) {
    let mut open = String::new();
    let mut last = "";
    let mut columns = String::new();
    for (at, &line) in lines.iter().enumerate() {
        if table(line) {
            close(&mut open, out);
            if !columns.is_empty() {
                columns.push('\n');
            }
            columns.push_str(line);
            last = "";
            continue;
        }
        close_table(&mut columns, out);
        let cut_short = at == 1 && !last.ends_with(['.', '!', '?', ':', '"', '”']);
        if starts_paragraph(line) || last.is_empty() || !(cut_short || filled(last, line, width)) {
            close(&mut open, out);
        } else if !open.ends_with('-') || open.ends_with(" -") || open.ends_with("--") {
            open.push(' ');
        }
        open.push_str(line.trim());
        last = line;
    }
    close_table(&mut columns, out);
    close(&mut open, out);
}

fn close(open: &mut String, out: &mut Writer) {
    out.paragraph(open);
    open.clear();
}

fn close_table(columns: &mut String, out: &mut Writer) {
    if !columns.is_empty() {
        out.block(BlockKind::Code, columns);
        columns.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(raw: &str) -> String {
        paragraphs(raw, &mut Repairs::default()).text
    }

    #[test]
    fn a_paragraph_a_line_and_no_blank_ones() {
        assert_eq!(
            text("  Satu.\r\n\r\n\r\nDua.  \n\tTiga.\n"),
            "Satu.\nDua.\nTiga."
        );
    }

    #[test]
    fn wire_lines_become_paragraphs_and_tables_stay() {
        let raw = "The company said on Monday that it had agreed to buy the rest of\n\
                   the shares it does not already own, a step that analysts called\n\
                   expected after months of talks between the two boards and their\n\
                   advisers in New York.\n\
                   \x20   The offer values each share at ten dollars, the company said in a\n\
                   statement, which it also sent to the exchange.\n\
                   \x20   Shr         1.01 dlrs     1.08\n\
                   \x20   Net         2,100         2,300\n";
        let rich = paragraphs(raw, &mut Repairs::default());
        let lines: Vec<&str> = rich.text.lines().collect();
        assert_eq!(lines.len(), 4, "{}", rich.text);
        assert!(lines[0].ends_with("advisers in New York."));
        assert!(lines[1].starts_with("The offer values") && lines[1].ends_with("to the exchange."));
        assert_eq!(rich.blocks.len(), 1);
        assert_eq!(rich.blocks[0].span.of(&rich.text), lines[2..].join("\n"));
    }

    #[test]
    fn paragraphs_of_like_length_are_not_joined() {
        let raw = "Perusahaan itu mengumumkan rencana baru pada hari Senin.\n\
                   Kabar ini disambut baik oleh para pengamat di Jakarta.\n\n\
                   Harga sahamnya naik lima persen setelah pengumuman itu.\n\
                   Juru bicara menolak berkomentar.\n\
                   Belum ada keterangan lain.\n";
        assert_eq!(text(raw).lines().count(), 5);
    }
}
