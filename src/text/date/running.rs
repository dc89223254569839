//! The dates that running text names.

use jiff::civil::Date;

use super::parts::{Kind, Token, settle, take_time, tokens};
use crate::text::lang::words;
use crate::text::{Span, scan};

/// A date in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The date alone, without the day of the week.
    pub span: Span,
    /// The day.
    pub date: Date,
    /// Whether a day of the week stands before it and agrees.
    pub weekday: bool,
    /// Whether a day of the week stands before it and disagrees.
    pub doubted: bool,
    /// Whether a time of day follows (`27 Jan 2018 09:22 WIB`).
    pub timed: bool,
}

/// The dates with day, month and year that a text names, in order. Day first, unless only the other order is possible
/// or only it agrees with the day of the week; in English text that order is also tried first for `05/22/2017`.
pub fn in_text(text: &str) -> Vec<Mention> {
    let bytes = text.as_bytes();
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while let Some(start) = scan::first(bytes, at, |byte| byte.is_ascii_digit()) {
        let run = digits(bytes, start);
        at = start + run;
        let dotted = bytes.get(start + run) == Some(&b'.');
        // `192.168.1.2015`, `1,200`, `v1.2.2013`
        let glued = start > 0
            && bytes.get(start - 1).is_some_and(|&before| {
                before == b'.'
                    || before == b',' && run > 2
                    || before.is_ascii_alphabetic() && dotted
            });
        if run > 4 || run == 3 || glued || !promising(bytes, start, run) {
            continue;
        }
        if let Some(mention) = mention_at(text, start) {
            at = mention.span.end.max(at);
            found.push(mention);
        }
    }
    found
}

/// How many ASCII digits begin at `at`.
fn digits(bytes: &[u8], at: usize) -> usize {
    bytes
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count()
}

/// Whether the number of `run` digits at `start` can belong to a date, told by a few bytes: most numbers do not, and
/// reading on costs.
fn promising(bytes: &[u8], start: usize, run: usize) -> bool {
    let rest = bytes.get(start + run..).unwrap_or_default();
    let numeric = matches!(rest, [b'/' | b'-' | b'.', digit, ..] if digit.is_ascii_digit());
    let ordinal = |rest: &[u8]| matches!(rest.get(..2), Some(b"st" | b"nd" | b"rd" | b"th"));
    let behind = if ordinal(rest) {
        rest.get(2..).unwrap_or_default()
    } else {
        rest
    };
    // No further: a text of nothing but numbers would be read to its end for each of them.
    let word = behind.iter().take(3).position(u8::is_ascii_alphabetic);
    let month_behind = || word.is_some_and(|at| opens_month(behind.get(at..).unwrap_or_default()));
    let month_before = || {
        let before = bytes
            .get(start.saturating_sub(14)..start)
            .unwrap_or_default();
        let end = before
            .iter()
            .rposition(u8::is_ascii_alphabetic)
            .map_or(0, |at| at + 1);
        let from = before
            .get(..end)
            .unwrap_or_default()
            .iter()
            .rposition(|byte| !byte.is_ascii_alphabetic());
        before.len() - end <= 2
            && opens_month(
                before
                    .get(from.map_or(0, |at| at + 1)..end)
                    .unwrap_or_default(),
            )
    };
    numeric || run <= 2 && (month_behind() || month_before())
}

/// Whether a word begins with the first three letters of a month's name in any language.
fn opens_month(word: &[u8]) -> bool {
    let Some(&[first, second, third]) = word.get(..3) else {
        return false;
    };
    let head = [first, second, third].map(|byte| byte.to_ascii_lowercase());
    words::all()
        .iter()
        .flat_map(|(_, words)| &words.month_heads)
        .any(|known| *known == head)
}

/// Characters after a number within which the rest of its date stands.
const AHEAD: usize = 40;
/// Characters before a number within which its month or day of the week stands.
pub(in crate::text) const BEHIND: usize = 32;

/// The date whose first number begins at `start`.
fn mention_at(text: &str, start: usize) -> Option<Mention> {
    let before = back(text, start, BEHIND);
    let after = ahead(text, start, AHEAD);
    let mut forward = tokens(after);
    let behind = tokens(before);
    let time_at = forward.iter().position(|token| token.begins_time(after));
    let month_before = behind
        .iter()
        .rev()
        .find(|token| token.kind != Kind::Mark('.'))
        .filter(|token| token.month().is_some());
    let mut parts: Vec<Token<'_>> = Vec::with_capacity(6);
    let mut begin = start;
    if let Some(month) = month_before {
        begin = start - before.len() + month.start;
        parts.push(*month);
    }
    forward.truncate(time_at.unwrap_or(forward.len()));
    // Never further than the date itself: three parts and the marks between them.
    for token in forward {
        let whole = parts.iter().filter(|part| part.is_part()).count() == 3;
        if whole || !token.joins_date() {
            break;
        }
        parts.push(token);
    }
    let last = parts.iter().rposition(Token::is_part)?;
    parts.truncate(last + 1);
    let end = parts.last().map(|token| token.end)?;
    let weekday = behind.iter().rev().take(5).find_map(Token::weekday);
    let (date, agrees) = settle(&parts, weekday)?;
    let rest = after.get(end..).unwrap_or_default();
    Some(Mention {
        span: Span::new(begin, start + end),
        date,
        weekday: agrees,
        doubted: weekday.is_some() && !agrees,
        timed: opens_with_time(rest),
    })
}

/// Up to `most` bytes before `at`, on a character boundary and within the line.
pub(in crate::text) fn back(text: &str, at: usize, most: usize) -> &str {
    let from = text.ceil_char_boundary(at.saturating_sub(most));
    let part = text.get(from..at).unwrap_or_default();
    part.rsplit('\n').next().unwrap_or_default()
}

/// Up to `most` bytes from `at` on, on a character boundary and within the line.
pub(in crate::text) fn ahead(text: &str, at: usize, most: usize) -> &str {
    let to = text.floor_char_boundary(at + most);
    let part = text.get(at..to).unwrap_or_default();
    part.split('\n').next().unwrap_or_default()
}

/// Bytes in which a time of day stands behind its date.
const CLOCK: usize = 14;

/// Whether a time of day follows, with nothing but marks before it.
fn opens_with_time(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|ch: char| !ch.is_alphanumeric());
    let to = rest.floor_char_boundary(CLOCK);
    let mut tokens = tokens(rest.get(..to).unwrap_or_default());
    let first_number = matches!(
        tokens.first(),
        Some(Token {
            kind: Kind::Number(_),
            ..
        })
    );
    first_number && take_time(&mut tokens).is_some() && tokens.len() < 4
}
