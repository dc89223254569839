//! The day an article was published, among the dates its text names.

use jiff::civil::Date;

use super::date::{BEHIND, Mention, ahead, back};
use super::{Lang, Span};

/// Which of the dates in a text is the day it was published.
///
/// News of both languages names that day beside its own report: in the line under the headline, with a time
/// (`Sabtu, 27 Jan 2018 09:22 WIB`, `Released on 05/22/2017`); else with a day of the week where the source is credited
/// (`dikutip KompasTekno, Kamis (25/10/2018)`). Of several with a day of the week the latest counts, since an article
/// looks back. A date that neither a day of the week nor such words mark is a day of the story's.
pub fn day(text: &str, mentions: &[Mention], lang: Lang) -> Option<Date> {
    let stamped = mentions.iter().find(|mention| {
        mention.timed && (mention.weekday || mention.span.start < HEAD)
            || stamp_before(back(text, mention.span.start, BEHIND), lang)
            || wire_stamp(text, mention.span)
    });
    if let Some(stamp) = stamped {
        let before = back(text, stamp.span.start, BEHIND).trim_end();
        let american = before.ends_with("Released on") && stamp.span.of(text).contains('/');
        return Some(if american {
            month_first(stamp.date)
        } else {
            stamp.date
        });
    }
    let ahead_of = |mention: &&Mention| {
        let words = back(text, mention.span.start, BEHIND).to_lowercase();
        words.split_whitespace().any(|word| {
            matches!(
                word,
                "mulai" | "hingga" | "sampai" | "akan" | "bakal" | "mendatang" | "besok" | "esok"
            )
        })
    };
    let dated = || mentions.iter().filter(|mention| mention.weekday);
    dated()
        .filter(|mention| !ahead_of(mention))
        .map(|mention| mention.date)
        .max()
        // The wrong day of the week is a slip more often than the wrong date.
        .or_else(|| {
            let doubted = mentions.iter().filter(|mention| mention.doubted);
            doubted
                .filter(|mention| !ahead_of(mention))
                .map(|mention| mention.date)
                .max()
        })
        .or_else(|| dated().map(|mention| mention.date).min())
        .or_else(|| alone(text, mentions))
}

/// A date read day first, read month first where that is possible.
fn month_first(date: Date) -> Date {
    Date::new(date.year(), date.day(), date.month()).unwrap_or(date)
}

/// English: the date on a line of its own near the head, as posts without a byline have it.
fn alone(text: &str, mentions: &[Mention]) -> Option<Date> {
    let near = mentions
        .iter()
        .take_while(|mention| mention.span.start < HEAD);
    near.filter(|mention| {
        let before = text.get(..mention.span.start).unwrap_or_default();
        let after = ahead(text, mention.span.end, 8);
        let opens = before.is_empty() || before.ends_with('\n');
        opens && after.trim().is_empty()
    })
    .map(|mention| mention.date)
    .next()
}

/// Bytes at the beginning of a text in which a date with a time is taken for its stamp.
const HEAD: usize = 1500;

/// Whether the words before a date say that it is the day of publication.
fn stamp_before(before: &str, lang: Lang) -> bool {
    let before = before
        .trim_end_matches(|ch: char| !ch.is_alphabetic())
        .to_lowercase();
    let cues: &[&str] = match lang {
        Lang::Id => &[
            "diterbitkan",
            "dipublikasikan",
            "diposting",
            "tayang",
            "terbit",
        ],
        _ => &[
            "published",
            "released on",
            "posted on",
            "posted",
            "published on",
            "date",
        ],
    };
    // "… was published on March 19, 1974": something else was.
    let told = |head: &str| {
        let last = head.split_whitespace().next_back().unwrap_or_default();
        matches!(
            last,
            "was" | "were" | "been" | "be" | "is" | "are" | "originally" | "first" | "yang" | "it"
        )
    };
    cues.iter()
        .any(|cue| before.strip_suffix(cue).is_some_and(|head| !told(head)))
}

/// Whether a date stands in the dateline of a press wire: `LONDON–(BUSINESS WIRE)–October 31, 2023–`,
/// `JAKARTA, Oct. 31, 2023 /PRNewswire/ --`.
fn wire_stamp(text: &str, span: Span) -> bool {
    let dash = |ch: char| matches!(ch, '-' | '–' | '—');
    let before = back(text, span.start, BEHIND).trim_end();
    let after = ahead(text, span.end, 16).trim_start();
    let wire = before
        .trim_end_matches(dash)
        .trim_end()
        .strip_suffix(')')
        .and_then(|inside| inside.rsplit('(').next())
        .is_some_and(|name| name.to_ascii_lowercase().contains("wire") || name == "Reuters");
    wire && after.starts_with(dash)
        || after.starts_with("/PRNewswire")
        || after.starts_with("(GLOBE NEWSWIRE")
}

#[cfg(test)]
mod tests {
    use super::super::date::in_text;
    use super::*;

    fn of(text: &str, lang: Lang) -> String {
        super::day(text, &in_text(text), lang)
            .map_or_else(|| "none".into(), |date| date.to_string())
    }

    #[test]
    fn the_latest_day_with_its_weekday_is_the_day_of_publication() {
        let text = "Peluncuran digelar Rabu (24/10/2018). Kata dia, Kamis (25/10/2018), dijual mulai Jumat (2/11/2018), seperti pada 3 Mei 2019.";
        assert_eq!(of(text, Lang::Id), "2018-10-25");
        assert_eq!(of("Rilis pada 3 Mei 2019.", Lang::Id), "none");
    }

    #[test]
    fn a_wrong_day_of_the_week_is_a_slip() {
        let text = "\"Begitu,\" kata dia seperti dikutip dari situs itu, Rabu (12/1/2015).";
        assert_eq!(of(text, Lang::Id), "2015-01-12");
        assert_eq!(
            of(
                &(text.to_owned() + " Ia tiba Selasa (13/1/2015)."),
                Lang::Id
            ),
            "2015-01-13"
        );
        assert_eq!(of("Ia lahir pada 12/1/2015.", Lang::Id), "none");
        // "Diberitakan" ends in "akan" and looks ahead to nothing.
        assert_eq!(
            of("Diberitakan Lumina, Sabtu (14/5/2026).", Lang::Id),
            "2026-05-14"
        );
        // A day to come is no day of publication, however well it agrees.
        let coming = "Acara akan digelar pada Senin (12/1/2015), kata dia, Minggu (10/1/2015).";
        assert_eq!(of(coming, Lang::Id), "2015-01-10");
    }

    #[test]
    fn a_stamp_goes_before_all() {
        let text =
            "Penulis - detikInet Sabtu, 27 Jan 2018 09:22 WIB Jakarta - Acara Senin (29/1/2018).";
        assert_eq!(of(text, Lang::Id), "2018-01-27");
        let stamps = [
            ("About Released on 05/22/2017 More", "2017-05-22"),
            ("About Released on 03/10/2016 Go", "2016-03-10"),
            ("Jane Roe May 9, 2018 11:28 a.m. PT The talk", "2018-05-09"),
            ("Research\nFebruary 14, 2019\nMore resources", "2019-02-14"),
        ];
        for (text, day) in stamps {
            assert_eq!(of(text, Lang::En), day, "{text}");
        }
        let patent = "A US patent on it was published on March 19, 1974, with her name.";
        assert_eq!(of(patent, Lang::En), "none");
        let wire = "LONDON–(BUSINESS WIRE)–October 31, 2023– A studio said on Friday 3 November 2023 more.";
        assert_eq!(of(wire, Lang::En), "2023-10-31");
    }
}
