//! Dates as news writes them: in the fields of an archive and in running text.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::Offset;

use super::lang::words::{self, Meaning};
use super::{Span, scan};

/// Years that an article of an archive can be of. Numbers outside are no years.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

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

/// The moment that a field of an archive names, in the publisher's own local time: a zone is read over, and seconds or
/// milliseconds since 1970 give UTC.
///
/// Reads ISO 8601, RFC 2822, year first or last with `-`, `/` or `.`, month names in Indonesian and English, and bare
/// digits (`20150825`, epoch). Day first where both orders are possible, unless the day of the week says otherwise. A
/// year alone is its 1 January and a month alone its first day; of a range of years (`2004-2005`) the first counts, the
/// earliest the article can be. `None` where no date is found.
pub fn parse_field(field: &str) -> Option<DateTime> {
    // A field with a whole article in it is no date.
    let field = field.trim();
    if field.is_empty() || field.len() > 200 {
        return None;
    }
    if let Some(moment) = of_digits(field) {
        return Some(moment);
    }
    let mut tokens = tokens(field);
    let time = take_time(&mut tokens).unwrap_or(Time::midnight());
    let date = date_of(&tokens).or_else(|| coarse(&tokens))?;
    Some(date.to_datetime(time))
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
pub(super) const BEHIND: usize = 32;

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
pub(super) fn back(text: &str, at: usize, most: usize) -> &str {
    let mut from = at.saturating_sub(most);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let part = text.get(from..at).unwrap_or_default();
    part.rsplit('\n').next().unwrap_or_default()
}

/// Up to `most` bytes from `at` on, on a character boundary and within the line.
pub(super) fn ahead(text: &str, at: usize, most: usize) -> &str {
    let mut to = (at + most).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let part = text.get(at..to).unwrap_or_default();
    part.split('\n').next().unwrap_or_default()
}

/// Whether a time of day follows, with nothing but marks before it.
fn opens_with_time(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|ch: char| !ch.is_alphanumeric());
    let mut to = rest.len().min(14);
    while !rest.is_char_boundary(to) {
        to -= 1;
    }
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

/// A number, a word or a mark of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Token<'a> {
    kind: Kind,
    text: &'a str,
    start: usize,
    end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number(u32),
    Word,
    Mark(char),
}

impl Token<'_> {
    /// The month that it names.
    fn month(&self) -> Option<i8> {
        self.meaning()?.month()
    }

    /// The day of the week that it names.
    fn weekday(&self) -> Option<Weekday> {
        Weekday::from_monday_one_offset(self.meaning()?.weekday()?).ok()
    }

    fn meaning(&self) -> Option<Meaning> {
        (self.kind == Kind::Word && self.text.len() <= 12).then(|| words::meaning(self.text))
    }

    /// Whether it is the day, month or year of a date.
    fn is_part(&self) -> bool {
        matches!(self.kind, Kind::Number(_)) || self.month().is_some()
    }

    /// Whether it can stand inside a date.
    fn joins_date(&self) -> bool {
        self.is_part() || matches!(self.kind, Kind::Mark('/' | '-' | '.' | ',')) || self.ordinal()
    }

    fn ordinal(&self) -> bool {
        matches!(self.text, "st" | "nd" | "rd" | "th")
    }

    /// Whether a time of day (`09:22`) begins here.
    fn begins_time(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Number(_)) && text.as_bytes().get(self.end) == Some(&b':')
    }
}

/// Splits a short text into numbers, words and marks.
fn tokens(text: &str) -> Vec<Token<'_>> {
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
fn take_time(tokens: &mut Vec<Token<'_>>) -> Option<Time> {
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
        .find(|token| token.text.len() == 4 && matches!(token.kind, Kind::Number(1900..=2100)))
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

/// The date that the first three parts among the tokens name, the day of the week settling doubt.
fn date_of(tokens: &[Token<'_>]) -> Option<Date> {
    let weekday = tokens.iter().find_map(Token::weekday);
    let from = tokens.iter().position(Token::is_part)?;
    let rest = tokens.get(from..)?;
    settle(rest, weekday).map(|(date, _)| date)
}

/// Day, month and year of the first three parts, and whether the day of the week agrees.
fn settle(tokens: &[Token<'_>], weekday: Option<Weekday>) -> Option<(Date, bool)> {
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
        (Kind::Number(number), 4) => i16::try_from(number)
            .ok()
            .filter(|year| YEARS.contains(year)),
        // Two digits are a year only beside a month's name.
        (Kind::Number(number), 2) if named => i16::try_from(number)
            .ok()
            .map(|year| if year < 70 { 2000 + year } else { 1900 + year }),
        _ => None,
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

/// The first day of a month (`January 2015`, `2015-01`) or year (`2022`, `2004-2005`).
fn coarse(tokens: &[Token<'_>]) -> Option<Date> {
    let parts: Vec<&Token<'_>> = tokens.iter().filter(|token| token.is_part()).collect();
    let year = |token: &Token<'_>| match token.kind {
        Kind::Number(number) if token.text.len() == 4 => i16::try_from(number)
            .ok()
            .filter(|year| YEARS.contains(year)),
        _ => None,
    };
    let month = |token: &Token<'_>| match token.kind {
        Kind::Number(number @ 1..=12) if token.text.len() <= 2 => i8::try_from(number).ok(),
        _ => token.month(),
    };
    match parts.as_slice() {
        [only] => Date::new(year(only)?, 1, 1).ok(),
        [first, second] => match (year(first), year(second)) {
            (Some(y), None) => Date::new(y, month(second)?, 1).ok(),
            (None, Some(y)) => Date::new(y, month(first)?, 1).ok(),
            (Some(y), Some(until)) if y <= until => Date::new(y, 1, 1).ok(),
            _ => None,
        },
        _ => None,
    }
}

/// Bare digits: `20150825`, `20150825204400`, seconds or milliseconds since 1970.
fn of_digits(field: &str) -> Option<DateTime> {
    let whole = field.split_once('.').map_or(field, |(whole, fraction)| {
        if fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            whole
        } else {
            ""
        }
    });
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| {
        whole
            .get(from..to)
            .and_then(|part| part.parse::<i16>().ok())
    };
    let short =
        |from: usize, to: usize| part(from, to).and_then(|number| i8::try_from(number).ok());
    let civil = || {
        let date = Date::new(
            part(0, 4).filter(|year| YEARS.contains(year))?,
            short(4, 6)?,
            short(6, 8)?,
        )
        .ok()?;
        let time = Time::new(
            short(8, 10).unwrap_or(0),
            short(10, 12).unwrap_or(0),
            short(12, 14).unwrap_or(0),
            0,
        );
        Some(date.to_datetime(time.ok()?))
    };
    let utc = |moment: Timestamp| Offset::UTC.to_datetime(moment);
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        8 | 12 | 14 if whole == field => civil(),
        9 | 10 => Timestamp::from_second(number).ok().map(utc),
        13 => Timestamp::from_millisecond(number).ok().map(utc),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn field(text: &str) -> String {
        parse_field(text).map_or_else(|| "none".into(), |moment| moment.to_string())
    }

    #[test]
    fn fields_of_every_usual_form() {
        for (written, meant) in [
            ("2015-01-12", "2015-01-12T00:00:00"),
            ("2015-01-12T20:44:05", "2015-01-12T20:44:05"),
            ("2015-01-12T20:44:05.123+07:00", "2015-01-12T20:44:05"),
            ("2020-02-16 14:27:00", "2020-02-16T14:27:00"),
            ("2015/08/25", "2015-08-25T00:00:00"),
            ("2015.8.5", "2015-08-05T00:00:00"),
            ("25/08/2015", "2015-08-25T00:00:00"),
            ("05/22/2017", "2017-05-22T00:00:00"),
            ("12.01.2015", "2015-01-12T00:00:00"),
            (" 7-APR-1987 15:16:09.05", "1987-04-07T15:16:09"),
            ("Tue, 07 Apr 1987 15:16:09 +0000", "1987-04-07T15:16:09"),
            ("Tue Apr  7 15:16:09 1987", "1987-04-07T15:16:09"),
            ("Senin, 12 Jan 2015 20:44 WIB", "2015-01-12T20:44:00"),
            ("Senin, 12 Jan 2015 20.44 WIB", "2015-01-12T20:44:00"),
            ("12 Januari 2015", "2015-01-12T00:00:00"),
            ("Kompas.com - 12/01/2015, 20:44 WIB", "2015-01-12T20:44:00"),
            ("20:44, 12 Jan 2015", "2015-01-12T20:44:00"),
            ("Senin (12/1/2015)", "2015-01-12T00:00:00"),
            ("Wednesday, 1/12/2022", "2022-01-12T00:00:00"),
            ("Nov 18, 2023", "2023-11-18T00:00:00"),
            ("November 18th, 2023 at 9:05 PM", "2023-11-18T21:05:00"),
            ("Jan. 16, 2023 1:04 p.m. PT", "2023-01-16T13:04:00"),
            ("Jan. 16, 2023 12:15 a.m. PT", "2023-01-16T00:15:00"),
            ("Saturday 18 November 2023", "2023-11-18T00:00:00"),
            ("20150825", "2015-08-25T00:00:00"),
            ("20150825204400", "2015-08-25T20:44:00"),
            ("1440500000", "2015-08-25T10:53:20"),
            ("1440500000.0", "2015-08-25T10:53:20"),
            ("1440500000000", "2015-08-25T10:53:20"),
            ("January 2015", "2015-01-01T00:00:00"),
            ("2015-08", "2015-08-01T00:00:00"),
            ("2022", "2022-01-01T00:00:00"),
            ("2004-2005", "2004-01-01T00:00:00"),
            ("", "none"),
            ("yesterday", "none"),
            ("31/31/2015", "none"),
            ("3 weeks ago", "none"),
            ("Senin (12/1)", "none"),
        ] {
            assert_eq!(field(written), meant, "{written}");
        }
    }

    #[test]
    fn weekday_settles_the_order() {
        // 12 January 2015 was a Monday, 1 December 2015 a Tuesday.
        assert_eq!(field("Senin, 12/1/2015"), "2015-01-12T00:00:00");
        assert_eq!(field("Tuesday 12/1/2015"), "2015-12-01T00:00:00");
    }

    fn days(text: &str) -> Vec<(String, String, bool)> {
        in_text(text)
            .into_iter()
            .map(|found| {
                (
                    found.span.of(text).to_owned(),
                    found.date.to_string(),
                    found.weekday,
                )
            })
            .collect()
    }

    #[test]
    fn dates_in_text() {
        let text = "Dikutip Senin (12/1/2015) dan 3 Mei 2014, lalu Jumat (25/8) saja. On May 4th, 2016 v1.2.2013 at 192.168.1.2015.";
        assert_eq!(
            days(text),
            [
                ("12/1/2015".into(), "2015-01-12".into(), true),
                ("3 Mei 2014".into(), "2014-05-03".into(), false),
                ("May 4th, 2016".into(), "2016-05-04".into(), false),
            ]
        );
        assert_eq!(
            days("Liga Champions 2025/2026, Selasa (21/10/2025)").len(),
            1
        );
        assert!(days("skor 2-1 dan 3-0 pada 2015").is_empty());
    }

    proptest! {
        #[test]
        fn any_field_and_any_text_is_survived(text in "\\PC{0,80}") {
            let _ = parse_field(&text);
            for found in in_text(&text) {
                prop_assert!(!found.span.of(&text).is_empty());
            }
        }

        #[test]
        fn a_date_reads_back(days in 0i32..70_000) {
            let date = Date::constant(1901, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            prop_assert_eq!(parse_field(&date.to_string()), Some(date.to_datetime(Time::midnight())));
            let written = format!("{}/{}/{}", date.day(), date.month(), date.year());
            prop_assert_eq!(parse_field(&written), Some(date.to_datetime(Time::midnight())));
        }
    }
}
