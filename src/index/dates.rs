//! Days, months and years as written in a query.

use jiff::civil::Date;

/// The first and last day of `2015`, `2015-01` or `2015-01-12`; `None` for anything else.
pub(super) fn period(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('-');
    let year: i16 = number(parts.next()?, 4)?;
    let month = parts.next();
    let day = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let Some(month) = month else {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let month = number(month, 2)? as i8;
    let first = Date::new(year, month, 1).ok()?;
    let Some(day) = day else {
        return Some((first, first.last_of_month()));
    };
    let day = Date::new(year, month, number(day, 2)? as i8).ok()?;
    Some((day, day))
}

/// A number of at most so many digits (years need all of them).
fn number(text: &str, digits: usize) -> Option<i16> {
    let fits = text.len() <= digits && (digits < 4 || text.len() == digits);
    if !fits || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_months_and_years() {
        assert_eq!(
            period("2016-02"),
            Some((date(2016, 2, 1), date(2016, 2, 29)))
        );
        assert_eq!(period("2016"), Some((date(2016, 1, 1), date(2016, 12, 31))));
        assert_eq!(
            period("2016-2-9"),
            Some((date(2016, 2, 9), date(2016, 2, 9)))
        );
        for wrong in [
            "",
            "16",
            "2016-13",
            "2016-02-30",
            "2016-1-1-1",
            "2016-",
            "-2016",
            "二〇一六",
        ] {
            assert_eq!(period(wrong), None, "{wrong}");
        }
    }
}
