//! The fields of the index and the key it is sorted by.

use jiff::civil::{Date, DateTime};
use tantivy::schema::{
    BytesOptions, FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema,
    TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{IndexSettings, IndexSortByField, Order};

use super::query::Key;
use super::tokens::WordTokenizer;
use crate::text::fold;

/// Changes whenever an index written before can no longer be read rightly.
pub const VERSION: u32 = 7;

/// Stands in the `name` field between a folded name and how it is written: see [`spelling`](super::spelled::spelling).
pub(super) const SPELLED: char = '\u{1}';

/// The fields of the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// The sort key: see [`Place`].
    pub(super) order: Field,
    /// The first eight bytes of the article's identity.
    pub(super) id: Field,
    /// Length in words.
    pub(super) length: Field,
    /// The headline's first eight bytes, folded: see [`alphabet`].
    pub(super) headline: Field,
    /// The eight bytes after them.
    pub(super) headline_more: Field,
    /// Headline and text, with positions.
    pub(super) text: Field,
    /// The headline, with positions.
    pub(super) title: Field,
    /// Companies, speakers, outlets, authors, tags, languages and paths: behind the sign of its kind the folded name and
    /// behind [`SPELLED`] as it is written, behind the tail sign what begins at its later words.
    pub(super) name: Field,
    /// What a row of the list shows, and where the article lies.
    pub(super) record: Field,
}

/// The names of the columns that are read as a whole.
pub(super) const ORDER: &str = "order";
pub(super) const ID: &str = "id";
pub(super) const LENGTH: &str = "length";
pub(super) const HEADLINE: &str = "headline";
pub(super) const HEADLINE_MORE: &str = "headline_more";

const WORDS: &str = "words";

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let text = |tokenizer: &str, option, norms| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(option)
                .set_fieldnorms(norms),
        )
    };
    let positions = IndexRecordOption::WithFreqsAndPositions;
    let mut builder = Schema::builder();
    let fields = Fields {
        order: builder.add_u64_field(ORDER, FAST),
        id: builder.add_u64_field(ID, NumericOptions::from(INDEXED | FAST)),
        length: builder.add_u64_field(LENGTH, FAST),
        headline: builder.add_u64_field(HEADLINE, FAST),
        headline_more: builder.add_u64_field(HEADLINE_MORE, FAST),
        text: builder.add_text_field("text", text(WORDS, positions, true)),
        title: builder.add_text_field("title", text(WORDS, positions, true)),
        name: builder.add_text_field("name", text("raw", IndexRecordOption::Basic, false)),
        record: builder.add_bytes_field("record", BytesOptions::default().set_stored()),
    };
    (builder.build(), fields)
}

/// Bytes of rows that are pressed together. A screen of rows from all over the archive unpacks as many of them as it has
/// rows.
const ROWS: usize = 8 << 10;

/// How segments are laid out: newest first.
pub(super) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_blocksize: ROWS,
        docstore_compress_dedicated_thread: false,
        sort_by_field: Some(IndexSortByField {
            field: ORDER.to_owned(),
            order: Order::Desc,
        }),
        ..IndexSettings::default()
    }
}

/// The tokenizers that the schema names.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(WORDS, WordTokenizer::default());
    manager
}

impl Key {
    /// The sign that stands before a name of this kind in the `name` field.
    pub(super) const fn sign(self) -> char {
        match self {
            Self::Company => 'c',
            Self::Said => 's',
            Self::Outlet => 'o',
            Self::Author => 'a',
            Self::Tag => 't',
            Self::Lang => 'l',
            Self::Path => 'p',
        }
    }

    /// The sign that stands before what begins at a later word of such a name; paths and codes are found from their
    /// beginning alone.
    pub(super) const fn tail_sign(self) -> Option<char> {
        match self {
            Self::Lang | Self::Path => None,
            _ => Some(self.sign().to_ascii_uppercase()),
        }
    }
}

/// A headline from its first letter or digit on, without case and accents: as much as makes `least` bytes.
pub(super) fn spelt(title: &str, least: usize) -> String {
    let mut folded = String::new();
    let from = title.trim_start_matches(|ch: char| !ch.is_alphanumeric());
    for ch in from.chars() {
        if folded.len() >= least {
            break;
        }
        fold::push(ch, &mut folded);
    }
    folded
}

/// The key by which headlines are sorted: their first sixteen bytes from the first letter or digit on, without case and
/// accents, as two numbers.
pub(super) fn alphabet(title: &str) -> (u64, u64) {
    let folded = spelt(title, 16);
    let mut bytes = folded.bytes().chain(std::iter::repeat(0));
    let mut number = || {
        bytes
            .by_ref()
            .take(8)
            .fold(0, |all, byte| all << 8 | u64::from(byte))
    };
    (number(), number())
}

/// Bits of the sort key below the date.
const SERIAL_BITS: u32 = 26;

/// The place of an article in the list: newest first, within a second in the order in which the archive was read,
/// undated ones last. As one number, larger comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(pub(super) u64);

impl Place {
    /// The place of the article that was read as the `serial`-th and published at `date`.
    pub fn new(date: Option<DateTime>, serial: u64) -> Self {
        let below = (1 << SERIAL_BITS) - 1 - (serial & ((1 << SERIAL_BITS) - 1));
        Self(seconds(date) << SERIAL_BITS | below)
    }

    /// The year of a key; `None` for that of an undated article.
    pub(super) fn year(key: u64) -> Option<i16> {
        let seconds = (key >> SERIAL_BITS).checked_sub(1)?;
        i16::try_from(seconds / 86_400 / 372).ok()
    }

    /// The smallest key of a dated article.
    pub(super) const DATED: u64 = 1 << SERIAL_BITS;

    /// The keys of articles published on the days from `from` to `to`, both included: lowest and highest.
    pub(super) fn range(from: Option<Date>, to: Option<Date>) -> (u64, u64) {
        let low = from.map_or(Self::DATED, |day| {
            seconds(Some(day.at(0, 0, 0, 0))) << SERIAL_BITS
        });
        let high = to.map_or(u64::MAX, |day| {
            seconds(Some(day.at(23, 59, 59, 0))) << SERIAL_BITS | ((1 << SERIAL_BITS) - 1)
        });
        (low, high)
    }
}

/// Seconds since the beginning of the year 1, counted from 1; 0 without a date. Never more than 38 bits: later years
/// than 8700 count as 8700.
fn seconds(date: Option<DateTime>) -> u64 {
    const DAY: i64 = 86_400;
    let Some(date) = date else {
        return 0;
    };
    let days = i64::from(date.date().year()) * 372
        + i64::from(date.date().month() - 1) * 31
        + i64::from(date.date().day() - 1);
    let time =
        i64::from(date.hour()) * 3600 + i64::from(date.minute()) * 60 + i64::from(date.second());
    (days * DAY + time + 1).clamp(1, (1 << 38) - 1) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn newer_comes_first_and_undated_last() {
        let day = |y, m, d| Some(date(y, m, d).at(0, 0, 0, 0));
        let places = [
            Place::new(Some(date(2015, 1, 12).at(0, 0, 1, 0)), 9),
            Place::new(day(2015, 1, 12), 1),
            Place::new(day(2015, 1, 12), 2),
            Place::new(day(2014, 12, 31), 0),
            Place::new(day(-30, 1, 1), 0),
            Place::new(None, 0),
            Place::new(None, 7),
        ];
        assert!(places.is_sorted_by(|one, other| one > other), "{places:?}");
    }

    #[test]
    fn headlines_sort_without_case_accents_and_opening_marks() {
        let sorted = [
            "\"Aku",
            "ÁLAMAT",
            "alamat b",
            "alamat c",
            "Berita satu dua tiga",
            "Žiga",
            "小米",
        ];
        let keys: Vec<_> = sorted.iter().map(|title| alphabet(title)).collect();
        assert!(keys.is_sorted(), "{keys:?}");
        assert_eq!(alphabet("Alamat"), alphabet("«álamat"));
        assert_eq!(alphabet(""), (0, 0));
    }

    #[test]
    fn a_range_of_days_holds_its_ends() {
        let (low, high) = Place::range(Some(date(2015, 1, 12)), Some(date(2015, 1, 12)));
        let holds = |time, serial| (low..=high).contains(&Place::new(Some(time), serial).0);
        assert!(holds(date(2015, 1, 12).at(0, 0, 0, 0), u64::MAX));
        assert!(holds(date(2015, 1, 12).at(23, 59, 59, 0), 0));
        assert!(!holds(date(2015, 1, 13).at(0, 0, 0, 0), u64::MAX));
        assert!(!holds(date(2015, 1, 11).at(23, 59, 59, 0), 0));
        let (low, high) = Place::range(None, None);
        assert!(!(low..=high).contains(&Place::new(None, 0).0));
    }
}
