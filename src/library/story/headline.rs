//! What headlines, outlets and days say about whether two texts that are alike tell one story. A site prints its forms
//! again and again: the weekly sale, the pages of its sections, the profiles of one list.

use std::collections::HashSet;

use crate::index::Row;

/// The resemblance of the texts of copies.
pub(super) const ALIKE: f64 = 0.75;

/// The same where one outlet gave the two headlines that are hardly alike.
const MORE_ALIKE: f64 = 0.85;

/// The share of the words of both headlines from which they are alike.
const HEADLINES: f64 = 0.4;

/// Days between two articles of one outlet after which they are no copies: what it prints again by then is a form.
const DAYS: i32 = 2;

/// How much two texts must resemble each other to be copies; `None` where they are none in any case. What different
/// outlets print may have any headline, on any day.
pub(super) fn resemblance_needed(one: &Row, other: &Row) -> Option<f64> {
    if !one_outlet(one, other) {
        return Some(ALIKE);
    }
    if let (Some(own), Some(date)) = (one.date, other.date) {
        let apart = own
            .date()
            .since(date.date())
            .map_or(i32::MAX, |span| span.get_days().abs());
        if apart > DAYS {
            return None;
        }
    }
    if one.made || other.made {
        return Some(ALIKE);
    }
    let common = common_words(one, other);
    if common == 0.0 || numbers_differ(&one.title, &other.title) {
        None
    } else if common < HEADLINES {
        Some(MORE_ALIKE)
    } else {
        Some(ALIKE)
    }
}

/// Whether both headlines name numbers and none of them is the same: other years, other days.
fn numbers_differ(one: &str, other: &str) -> bool {
    let numbers = |title: &str| -> HashSet<String> {
        let words = title.split(|ch: char| !ch.is_alphanumeric());
        let numbers =
            words.filter(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()));
        numbers.map(str::to_owned).collect()
    };
    let (own, title) = (numbers(one), numbers(other));
    !own.is_empty() && !title.is_empty() && own.is_disjoint(&title)
}

/// Whether two articles come from one outlet, as far as it is known.
pub(super) fn one_outlet(one: &Row, other: &Row) -> bool {
    let folded = |row: &Row| row.outlet.as_deref().unwrap_or_default().to_lowercase();
    folded(one) == folded(other)
}

/// The share of the words of two headlines that both have; 1 where one has none. The name of the site does not count.
fn common_words(one: &Row, other: &Row) -> f64 {
    let (own, tail) = without_site(&one.title);
    let (title, other_tail) = without_site(&other.title);
    let same = tail == other_tail;
    let words = |row: &Row, short: &str| -> HashSet<String> {
        let title = if same { short } else { &row.title };
        let outlet = row.outlet.as_deref().unwrap_or_default().to_lowercase();
        let of_site: HashSet<&str> = outlet.split(|ch: char| !ch.is_alphanumeric()).collect();
        let words = title.split(|ch: char| !ch.is_alphanumeric());
        let words = words.map(str::to_lowercase);
        words
            .filter(|word| word.len() > 1 && !of_site.contains(word.as_str()))
            .collect()
    };
    let (own, title) = (words(one, own), words(other, title));
    let common = own.intersection(&title).count();
    if own.is_empty() || title.is_empty() {
        return 1.0;
    }
    common as f64 / (own.len() + title.len() - common) as f64
}

/// A headline without the name of the site behind it, and that name.
fn without_site(title: &str) -> (&str, &str) {
    let mut cuts = [" | ", " - ", " – ", " — "].iter();
    let cut = cuts.find_map(|cut| title.rsplit_once(cut));
    cut.unwrap_or((title, ""))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::article::ArticleId;
    use crate::text::Lang;

    fn row(title: &str, outlet: &str, day: i8) -> Row {
        Row {
            id: ArticleId([1; 16]),
            title: title.to_owned(),
            made: false,
            date: Some(date(2015, 1, day).at(0, 0, 0, 0)),
            guessed_date: false,
            outlet: Some(outlet.to_owned()),
            words: 100,
            lang: Lang::Id,
        }
    }

    #[test]
    fn what_one_site_prints_must_have_a_headline_and_a_day_in_common() {
        let needed = |one: &str, other: &str, day| {
            resemblance_needed(
                &row(one, "www.contoh.id", 1),
                &row(other, "www.contoh.id", day),
            )
        };
        assert_eq!(needed("Ani Wijaya | Majalah", "Bo Li | Majalah", 1), None);
        assert_eq!(
            needed("Daftar AI - Contoh", "Contoh - Inovasi - 1", 1),
            None
        );
        let alike = needed("Harga saham Contoh naik", "Harga saham Contoh turun", 2);
        assert_eq!(alike, Some(ALIKE));
        assert_eq!(needed("Diskon AC besar", "Diskon AC besar", 8), None);
        assert_eq!(needed("Penghargaan 2021", "Penghargaan 2022", 1), None);
        let hardly = needed(
            "Nilai pemain Arsenal lawan Leeds",
            "Gyokeres terbaik ketika Arsenal menang besar",
            1,
        );
        assert_eq!(hardly, Some(MORE_ALIKE));
    }

    #[test]
    fn what_two_sites_print_may_have_any() {
        let (one, other) = (
            row("Pabrik dibuka", "Satu", 1),
            row("Kabar dari pabrik", "Dua", 20),
        );
        assert_eq!(resemblance_needed(&one, &other), Some(ALIKE));
        let made = Row {
            made: true,
            ..row("Lain", "Satu", 1)
        };
        assert_eq!(resemblance_needed(&one, &made), Some(ALIKE));
    }
}
