//! What dates and times are made of: numbers, names of months and days, and the marks between them.

use jiff::civil::{Date, Time, Weekday};

use super::YEARS;
use crate::text::lang::words::{self, Meaning};

/// A number, a word or a mark of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number(u32),
    Word,
    Mark(char),
}

impl Token<'_> {
    /// The month that it names.
    pub(super) fn month(&self) -> Option<i8> {
        self.meaning()?.month()
    }

    /// The day of the week that it names.
    pub(super) fn weekday(&self) -> Option<Weekday> {
        Weekday::from_monday_one_offset(self.meaning()?.weekday()?).ok()
    }

    fn meaning(&self) -> Option<Meaning> {
        (self.kind == Kind::Word && self.text.len() <= 12).then(|| words::meaning(self.text))
    }

    /// The year that its four digits are.
    pub(super) fn year(&self) -> Option<i16> {
        match self.kind {
            Kind::Number(number) if self.text.len() == 4 => i16::try_from(number)
                .ok()
                .filter(|year| YEARS.contains(year)),
            _ => None,
        }
    }

    /// Whether it is the day, month or year of a date.
    pub(super) fn is_part(&self) -> bool {
        matches!(self.kind, Kind::Number(_)) || self.month().is_some()
    }

    /// Whether it can stand inside a date.
    pub(super) fn joins_date(&self) -> bool {
        self.is_part() || matches!(self.kind, Kind::Mark('/' | '-' | '.' | ',')) || self.ordinal()
    }

    fn ordinal(&self) -> bool {
        matches!(self.text, "st" | "nd" | "rd" | "th")
    }

    /// Whether a time of day (`09:22`) begins here.
    pub(super) fn begins_time(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Number(_)) && text.as_bytes().get(self.end) == Some(&b':')
    }
}

/// Splits a short text into numbers, words and marks.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::with_capacity(text.len().min(60) / 3 + 1);
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        let same = |ch: char| {
            if first.is_ascii_digit() {
                ch.is_ascii_digit()
            } else {
                ch.is_alphabetic() || matches!(ch, '\'' | '’')
            }
        };
        if first.is_ascii_digit() || first.is_alphabetic() {
            while let Some((at, ch)) = chars.next_if(|&(_, ch)| same(ch)) {
                end = at + ch.len_utf8();
            }
        }
        let part = text.get(start..end).unwrap_or_default();
        let kind = if first.is_ascii_digit() {
            Kind::Number(part.parse().unwrap_or(u32::MAX))
        } else if first.is_alphabetic() {
            Kind::Word
        } else {
            Kind::Mark(if first == '–' { '-' } else { first })
        };
        tokens.push(Token {
            kind,
            text: part,
            start,
            end,
        });
    }
    tokens
}

/// Takes a time of day out of the tokens: `09:22`, `15:16:09.05`, `8.45 am`, `20.44 WIB`.
pub(super) fn take_time(tokens: &mut Vec<Token<'_>>) -> Option<Time> {
    let number = |tokens: &[Token<'_>], at: usize| match tokens.get(at)?.kind {
        Kind::Number(number) => i8::try_from(number).ok(),
        _ => None,
    };
    let mark = |tokens: &[Token<'_>], at: usize| match tokens.get(at).map(|token| token.kind) {
        Some(Kind::Mark(mark)) => mark,
        _ => ' ',
    };
    let zone = |word: &str| {
        matches!(
            word.to_ascii_lowercase().as_str(),
            "wib" | "wita" | "wit" | "am" | "pm" | "gmt" | "utc" | "bst" | "edt" | "est"
        )
    };
    let at = (0..tokens.len()).find(|&at| {
        let whole = number(tokens, at).is_some() && number(tokens, at + 2).is_some();
        let dotted =
            mark(tokens, at + 1) == '.' && tokens.get(at + 3).is_some_and(|token| zone(token.text));
        whole && (mark(tokens, at + 1) == ':' || dotted)
    })?;
    let mut hour = number(tokens, at)?;
    let minute = number(tokens, at + 2)?;
    let mut end = at + 3;
    let mut second = 0;
    if mark(tokens, end) == ':' && number(tokens, end + 1).is_some() {
        second = number(tokens, end + 1)?.min(59);
        end += 2;
    }
    let (half, length) = half_of_day(tokens.get(end..).unwrap_or_default());
    end += length;
    match (half, hour) {
        (Some('a'), 12) => hour = 0,
        (Some('p'), 1..=11) => hour += 12,
        _ => {}
    }
    let time = Time::new(hour, minute, second, 0).ok()?;
    // Before the time the date; after it fractions and zones, and the year of `Tue Apr 7 15:16:09 1987`.
    let year = tokens
        .get(end..)
        .unwrap_or_default()
        .iter()
        .copied()
        .find(|token| token.year().is_some())
        .filter(|token| {
            let sign = token.start.checked_sub(1);
            !tokens.iter().any(|other| {
                matches!(other.kind, Kind::Mark('+' | '-')) && Some(other.start) == sign
            })
        });
    let date_follows = at == 0;
    if date_follows {
        tokens.drain(..end);
    } else {
        tokens.truncate(at);
        tokens.extend(year);
    }
    Some(time)
}

/// Which half of the day is named behind a time, by its first letter, and how many tokens name it: `pm`, `p.m.`.
fn half_of_day(tokens: &[Token<'_>]) -> (Option<char>, usize) {
    let word = tokens
        .first()
        .map(|token| token.text.to_ascii_lowercase())
        .unwrap_or_default();
    let texts = tokens.iter().skip(1).take(3).map(|token| token.text);
    let parted = texts.eq([".", "m", "."]);
    match word.as_str() {
        "am" | "pm" => (word.chars().next(), 1),
        "a" | "p" if parted => (word.chars().next(), 4),
        _ => (None, 0),
    }
}

/// Day, month and year of the first three parts, and whether the day of the week agrees.
pub(super) fn settle(tokens: &[Token<'_>], weekday: Option<Weekday>) -> Option<(Date, bool)> {
    let parts: Vec<&Token<'_>> = tokens
        .iter()
        .filter(|token| token.is_part())
        .take(3)
        .collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let day = |token: &Token<'_>| match token.kind {
        Kind::Number(number @ 1..=31) if token.text.len() <= 2 => i8::try_from(number).ok(),
        _ => None,
    };
    let month = |token: &Token<'_>| token.month().or(day(token).filter(|&number| number <= 12));
    let year = |token: &Token<'_>, named: bool| match (token.kind, token.text.len()) {
        // Two digits are a year only beside a month's name.
        (Kind::Number(number), 2) if named => i16::try_from(number)
            .ok()
            .map(|year| if year < 70 { 2000 + year } else { 1900 + year }),
        _ => token.year(),
    };
    let named = first.month().is_some() || second.month().is_some();
    let build = |y: Option<i16>, m: Option<i8>, d: Option<i8>| Date::new(y?, m?, d?).ok();
    let orders = if first.month().is_some() {
        [build(year(third, named), month(first), day(second)), None]
    } else if first.text.len() == 4 {
        [build(year(first, named), month(second), day(third)), None]
    } else {
        let day_first = build(year(third, named), month(second), day(first));
        let month_first = build(
            year(third, named),
            month(first).filter(|_| !named),
            day(second),
        );
        [day_first, month_first]
    };
    let agrees = |date: &Date| weekday.is_some_and(|weekday| date.weekday() == weekday);
    let dates = orders.into_iter().flatten();
    if let Some(date) = dates.clone().find(agrees) {
        return Some((date, true));
    }
    dates.clone().next().map(|date| (date, false))
}
