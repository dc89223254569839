//! Days and months by their names.

use std::borrow::Cow;

use jiff::civil::DateTime;

use super::{Said, Tongue};

const MONTHS: [Said; 12] = [
    ["January", "Januari"],
    ["February", "Februari"],
    ["March", "Maret"],
    ["April", "April"],
    ["May", "Mei"],
    ["June", "Juni"],
    ["July", "Juli"],
    ["August", "Agustus"],
    ["September", "September"],
    ["October", "Oktober"],
    ["November", "November"],
    ["December", "Desember"],
];

/// From Monday.
const DAYS: [Said; 7] = [
    ["Monday", "Senin"],
    ["Tuesday", "Selasa"],
    ["Wednesday", "Rabu"],
    ["Thursday", "Kamis"],
    ["Friday", "Jumat"],
    ["Saturday", "Sabtu"],
    ["Sunday", "Minggu"],
];

/// Letters of a name that is cut short.
const SHORT: usize = 3;

impl Tongue {
    /// A date in the form that the settings ask for (the signs of strftime), with names of days and months in this
    /// language.
    pub fn date(self, date: DateTime, form: &str) -> String {
        let form = match self {
            Self::English => Cow::Borrowed(form),
            Self::Indonesian => Cow::Owned(self.named(date, form)),
        };
        date.strftime(form.as_ref()).to_string()
    }

    /// The form with the signs for names replaced by the names.
    fn named(self, date: DateTime, form: &str) -> String {
        let month = MONTHS
            .get(usize::try_from(date.month() - 1).unwrap_or_default())
            .map_or("", |name| self.of(*name));
        let day = DAYS
            .get(usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default())
            .map_or("", |name| self.of(*name));
        let short = |name: &'static str| name.get(..SHORT).unwrap_or(name);
        let mut named = String::with_capacity(form.len() + 8);
        let mut signs = form.chars();
        while let Some(ch) = signs.next() {
            match (ch, signs.clone().next()) {
                ('%', Some(sign @ ('B' | 'b' | 'h' | 'A' | 'a'))) => {
                    signs.next();
                    named.push_str(match sign {
                        'B' => month,
                        'b' | 'h' => short(month),
                        'A' => day,
                        _ => short(day),
                    });
                }
                ('%', Some(other)) => {
                    signs.next();
                    named.extend(['%', other]);
                }
                _ => named.push(ch),
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn names_stand_in_the_language_and_the_rest_stays() {
        let day = date(2015, 8, 3).at(9, 5, 0, 0);
        for (form, english, indonesian) in [
            (
                "%A, %-d %B %Y",
                "Monday, 3 August 2015",
                "Senin, 3 Agustus 2015",
            ),
            ("%a %d %b", "Mon 03 Aug", "Sen 03 Agu"),
            ("%Y-%m-%d 100%%B", "2015-08-03 100%B", "2015-08-03 100%B"),
        ] {
            assert_eq!(Tongue::English.date(day, form), english);
            assert_eq!(Tongue::Indonesian.date(day, form), indonesian);
        }
        for month in 1..=12 {
            let day = date(2015, month, 1).at(0, 0, 0, 0);
            let [english, indonesian] = MONTHS[usize::try_from(month - 1).unwrap()];
            assert_eq!(Tongue::English.date(day, "%B"), english);
            assert_eq!(Tongue::Indonesian.date(day, "%B"), indonesian);
        }
    }
}
