//! The date in a field of an archive.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::YEARS;
use super::parts::{Kind, Token, settle, take_time, tokens};

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

/// The date that the first three parts among the tokens name, the day of the week settling doubt.
fn date_of(tokens: &[Token<'_>]) -> Option<Date> {
    let weekday = tokens.iter().find_map(Token::weekday);
    let from = tokens.iter().position(Token::is_part)?;
    let rest = tokens.get(from..)?;
    settle(rest, weekday).map(|(date, _)| date)
}

/// The first day of a month (`January 2015`, `2015-01`) or year (`2022`, `2004-2005`).
fn coarse(tokens: &[Token<'_>]) -> Option<Date> {
    let parts: Vec<&Token<'_>> = tokens.iter().filter(|token| token.is_part()).collect();
    let month = |token: &Token<'_>| match token.kind {
        Kind::Number(number @ 1..=12) if token.text.len() <= 2 => i8::try_from(number).ok(),
        _ => token.month(),
    };
    match parts.as_slice() {
        [only] => Date::new(only.year()?, 1, 1).ok(),
        [first, second] => match (first.year(), second.year()) {
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
