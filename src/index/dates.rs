//! Days, weeks, months and years as people write them in a query: `2015-01`, `12 Januari 2015`, `3 bulan lalu`.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::tokens;
use crate::text::lang::words;

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// Days that a query names. What depends on today is found when the query is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// From the first day to the last.
    Days(Date, Date),
    /// The day, week, month or year so many back; 0 is the present one.
    Back(u32, Unit),
    /// The day so many days, weeks, months or years ago.
    Since(u32, Unit),
    /// The latest such day of the week; `past`: before today.
    Weekday { day: Weekday, past: bool },
    /// The latest month of this number that has begun.
    Month(i8),
    /// The latest such day of the year that has come.
    DayOf { month: i8, day: i8 },
    /// The day before all these.
    Before(Box<When>),
    /// The day after all these.
    After(Box<When>),
}

impl When {
    /// The first and the last day of it; `None` beyond the calendar.
    pub(super) fn days(&self, today: Date) -> Option<(Date, Date)> {
        let one = |day: Date| Some((day, day));
        match self {
            Self::Days(first, last) => Some((*first, *last)),
            Self::Back(count, unit) => around(back(today, *count, *unit)?, *unit),
            Self::Since(count, unit) => one(back(today, *count, *unit)?),
            Self::Weekday { day, past } => {
                let behind = i64::from(day.until(today.weekday()));
                let behind = if *past && behind == 0 { 7 } else { behind };
                one(today.checked_sub(behind.days()).ok()?)
            }
            Self::Month(month) => {
                let year = today.year() - i16::from(*month > today.month());
                around(Date::new(year, *month, 1).ok()?, Unit::Month)
            }
            Self::DayOf { month, day } => (0..9)
                .filter_map(|back| Date::new(today.year() - back, *month, *day).ok())
                .find(|day| *day <= today)
                .and_then(one),
            Self::Before(when) => one(when.days(today)?.0.yesterday().ok()?),
            Self::After(when) => one(when.days(today)?.1.tomorrow().ok()?),
        }
    }
}

/// The day so many stretches before another.
fn back(day: Date, count: u32, unit: Unit) -> Option<Date> {
    let count = i64::from(count.min(10_000));
    let span: Span = match unit {
        Unit::Day => count.days(),
        Unit::Week => count.weeks(),
        Unit::Month => count.months(),
        Unit::Year => count.years(),
    };
    day.checked_sub(span).ok()
}

/// The stretch of the calendar that a day lies in. Weeks begin on Monday.
fn around(day: Date, unit: Unit) -> Option<(Date, Date)> {
    Some(match unit {
        Unit::Day => (day, day),
        Unit::Week => {
            let past = i64::from(day.weekday().to_monday_zero_offset());
            let first = day.checked_sub(past.days()).ok()?;
            (first, first.checked_add(6.days()).ok()?)
        }
        Unit::Month => (day.first_of_month(), day.last_of_month()),
        Unit::Year => (day.first_of_year(), day.last_of_year()),
    })
}

/// A number or a word of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part<'a> {
    /// A number, with how many digits it has.
    Number(i16, usize),
    Word(&'a str),
}

/// Cuts a folded text into numbers and words; `None` where it holds anything else.
fn parts(text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let signs = |ch: char| ch.is_whitespace() || matches!(ch, '-' | '/' | '.' | ',');
    for piece in text.split(signs).filter(|piece| !piece.is_empty()) {
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        let (number, word) = piece.split_at_checked(digits)?;
        if digits > 0 {
            parts.push(Part::Number(number.parse().ok()?, digits));
        }
        match word {
            "" => {}
            "st" | "nd" | "rd" | "th" if digits > 0 => {}
            word if word.chars().all(char::is_alphabetic) => parts.push(Part::Word(word)),
            _ => return None,
        }
    }
    Some(parts)
}

/// Reads days as people write them; `None` for anything else.
pub(super) fn read(text: &str) -> Option<When> {
    let text = tokens::fold(text.trim());
    if text.ends_with(['-', '/']) {
        return None;
    }
    let parts = parts(&text)?;
    fixed(&parts).or_else(|| relative(&parts))
}

/// Whether a text may be the beginning of a date.
pub(super) fn begins(text: &str) -> bool {
    let text = tokens::fold(text);
    let last = text.rsplit("..").next().unwrap_or_default();
    let Some(parts) = parts(last) else {
        return false;
    };
    let known = |part: &Part<'_>| match part {
        Part::Number(..) => true,
        Part::Word(word) => {
            let named = words::all().into_iter().any(|(_, words)| {
                let mut names = words.months.keys().chain(words.weekdays.keys());
                names.any(|name| name.starts_with(word))
            });
            named
                || ["today", "yesterday", "hari", "ini", "ago", "last", "this"]
                    .iter()
                    .chain(["kemarin", "lalu", "yang", "terakhir", "a", "an"].iter())
                    .chain(UNITS.iter().flat_map(|(names, _)| names.iter()))
                    .any(|name| name.starts_with(word))
        }
    };
    parts.iter().all(known)
}

/// What a stretch of the calendar is called.
const UNITS: &[(&[&str], Unit)] = &[
    (&["day", "days", "hari"], Unit::Day),
    (&["week", "weeks", "minggu", "pekan"], Unit::Week),
    (&["month", "months", "bulan"], Unit::Month),
    (&["year", "years", "tahun"], Unit::Year),
];

/// One of them, in one Indonesian word.
const ONE_UNIT: &[(&str, Unit)] = &[
    ("sehari", Unit::Day),
    ("seminggu", Unit::Week),
    ("sepekan", Unit::Week),
    ("sebulan", Unit::Month),
    ("setahun", Unit::Year),
];

fn unit(word: &str) -> Option<Unit> {
    UNITS
        .iter()
        .find(|(names, _)| names.contains(&word))
        .map(|(_, unit)| *unit)
}

fn month(word: &str) -> Option<i8> {
    words::meaning(word).month()
}

fn weekday(word: &str) -> Option<Weekday> {
    Weekday::from_monday_one_offset(words::meaning(word).weekday()?).ok()
}

/// `3 months`, `a week`, `sebulan`: a number of stretches.
pub(super) fn span(text: &str) -> Option<(u32, Unit)> {
    let text = tokens::fold(text.trim());
    counted(&parts(&text)?)
}

fn counted(parts: &[Part<'_>]) -> Option<(u32, Unit)> {
    match parts {
        [Part::Number(count, _), Part::Word(word)] => {
            Some((u32::try_from(*count).ok()?, unit(word)?))
        }
        [Part::Word("a" | "an" | "one" | "satu"), Part::Word(word)] => Some((1, unit(word)?)),
        [Part::Word(word)] => ONE_UNIT
            .iter()
            .find(|(name, _)| name == word)
            .map(|(_, unit)| (1, *unit)),
        _ => None,
    }
}

/// Days of a year that is given.
fn fixed(parts: &[Part<'_>]) -> Option<When> {
    let whole = |year: i16| {
        Some(When::Days(
            Date::new(year, 1, 1).ok()?,
            Date::new(year, 12, 31).ok()?,
        ))
    };
    let of_month = |year: i16, month: i8| {
        let first = Date::new(year, month, 1).ok()?;
        Some(When::Days(first, first.last_of_month()))
    };
    let on = |year: i16, month: i8, day: i16| {
        let day = Date::new(year, month, i8::try_from(day).ok()?).ok()?;
        Some(When::Days(day, day))
    };
    match *parts {
        [Part::Number(year, 4)] => whole(year),
        [Part::Number(year, 4), Part::Number(month, 1..=2)]
        | [Part::Number(month, 1..=2), Part::Number(year, 4)] => {
            of_month(year, i8::try_from(month).ok()?)
        }
        [
            Part::Number(year, 4),
            Part::Number(month, 1..=2),
            Part::Number(day, 1..=2),
        ]
        // Day first.
        | [
            Part::Number(day, 1..=2),
            Part::Number(month, 1..=2),
            Part::Number(year, 4),
        ] => on(year, i8::try_from(month).ok()?, day),
        [Part::Word(word), Part::Number(year, 4)] => of_month(year, month(word)?),
        [
            Part::Number(day, 1..=2),
            Part::Word(word),
            Part::Number(year, 4),
        ]
        | [
            Part::Word(word),
            Part::Number(day, 1..=2),
            Part::Number(year, 4),
        ] => on(year, month(word)?, day),
        _ => None,
    }
}

/// Days that depend on today.
fn relative(parts: &[Part<'_>]) -> Option<When> {
    let back = |count: u32, unit: Unit| Some(When::Back(count, unit));
    match *parts {
        [Part::Word("today")] | [Part::Word("hari"), Part::Word("ini")] => back(0, Unit::Day),
        [Part::Word("yesterday" | "kemarin")] => back(1, Unit::Day),
        [Part::Word("last"), Part::Word(word)]
        | [Part::Word(word), Part::Word("lalu" | "kemarin")]
        | [Part::Word(word), Part::Word("yang"), Part::Word("lalu")] => unit(word)
            .map(|unit| When::Back(1, unit))
            .or_else(|| counted(&[Part::Word(word)]).map(|(count, unit)| When::Back(count, unit)))
            .or_else(|| weekday(word).map(|day| When::Weekday { day, past: true }))
            .or_else(|| month(word).map(When::Month)),
        [Part::Word("this"), Part::Word(word)] | [Part::Word(word), Part::Word("ini")] => {
            unit(word)
                .map(|unit| When::Back(0, unit))
                .or_else(|| weekday(word).map(|day| When::Weekday { day, past: false }))
                .or_else(|| month(word).map(When::Month))
        }
        [Part::Word(word)] => weekday(word)
            .map(|day| When::Weekday { day, past: false })
            .or_else(|| month(word).map(When::Month)),
        [Part::Number(day, 1..=2), Part::Word(word)]
        | [Part::Word(word), Part::Number(day, 1..=2)]
            if month(word).is_some() =>
        {
            let (month, day) = (month(word)?, i8::try_from(day).ok()?);
            // 2016 had every day of the year.
            Date::new(2016, month, day).ok()?;
            Some(When::DayOf { month, day })
        }
        [ref counted @ .., Part::Word("yang"), Part::Word("lalu")]
        | [ref counted @ .., Part::Word("ago" | "lalu")] => {
            let (count, unit) = self::counted(counted)?;
            back(count, unit)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// A Thursday.
    const TODAY: Date = date(2026, 11, 26);

    fn days(text: &str) -> Option<(Date, Date)> {
        read(text)?.days(TODAY)
    }

    fn day(text: &str) -> Option<Date> {
        days(text).map(|(first, last)| {
            assert_eq!(first, last, "{text}");
            first
        })
    }

    #[test]
    fn days_months_and_years() {
        assert_eq!(days("2016-02"), Some((date(2016, 2, 1), date(2016, 2, 29))));
        assert_eq!(days("2016"), Some((date(2016, 1, 1), date(2016, 12, 31))));
        for text in [
            "2016-2-9",
            "9/2/2016",
            "9.2.2016",
            "9 Februari 2016",
            "9 februari, 2016",
            "February 9, 2016",
            "9th February 2016",
            "9 Feb 2016",
        ] {
            assert_eq!(day(text), Some(date(2016, 2, 9)), "{text}");
        }
        assert_eq!(
            days("Januari 2015"),
            Some((date(2015, 1, 1), date(2015, 1, 31)))
        );
        for wrong in [
            "",
            "16",
            "2016-13",
            "2016-02-30",
            "2016-1-1-1",
            "31 Februari",
            "二〇一六",
            "x 2016",
        ] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_counted_from_today_in_both_languages() {
        for text in ["kemarin", "yesterday", "1 day ago", "1 hari yang lalu"] {
            assert_eq!(day(text), Some(date(2026, 11, 25)), "{text}");
        }
        for text in [
            "3 months ago",
            "3 bulan lalu",
            "3 bulan yang lalu",
            "Agustus",
        ] {
            assert_eq!(
                days(text),
                Some((date(2026, 8, 1), date(2026, 8, 31))),
                "{text}"
            );
        }
        for text in [
            "last week",
            "minggu lalu",
            "pekan lalu",
            "a week ago",
            "seminggu lalu",
        ] {
            assert_eq!(
                days(text),
                Some((date(2026, 11, 16), date(2026, 11, 22))),
                "{text}"
            );
        }
        assert_eq!(day("Senin"), Some(date(2026, 11, 23)));
        assert_eq!(day("Thursday"), Some(TODAY));
        assert_eq!(day("last Thursday"), Some(date(2026, 11, 19)));
        assert_eq!(day("minggu"), Some(date(2026, 11, 22)), "Sunday");
        assert_eq!(
            days("desember"),
            Some((date(2025, 12, 1), date(2025, 12, 31)))
        );
        assert_eq!(day("27 November"), Some(date(2025, 11, 27)));
        assert_eq!(day("29 Februari"), Some(date(2024, 2, 29)));
        assert_eq!(days("tahun ini").map(|days| days.0), Some(date(2026, 1, 1)));
        assert_eq!(span("3 bulan"), Some((3, Unit::Month)));
        assert_eq!(
            When::Since(3, Unit::Month).days(TODAY),
            Some((date(2026, 8, 26), date(2026, 8, 26)))
        );
        assert_eq!(
            When::Before(Box::new(When::Back(0, Unit::Year))).days(TODAY),
            Some((date(2025, 12, 31), date(2025, 12, 31)))
        );
    }

    #[test]
    fn half_typed_dates_are_known() {
        for text in [
            "201", "2015-", "12 Jan", "kema", "3 mon", "2015..ja", "last ",
        ] {
            assert!(begins(text), "{text}");
        }
        assert!(!begins("xiaomi"));
    }
}
