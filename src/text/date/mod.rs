//! Dates as news writes them: in the fields of an archive and in running text.

mod field;
mod parts;
mod running;

pub use field::parse_field;
pub(super) use running::{BEHIND, ahead, back};
pub use running::{Mention, in_text};

/// Years that an article of an archive can be of. Numbers outside are no years.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, Time};
    use proptest::prelude::*;

    use super::*;

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
