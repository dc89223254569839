//! A text file: one article, as scraped.

use super::decode;
use super::format::{self, Format, Sure};
use super::input::{Head, Input};
use super::plain;
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::repair::{self, Repairs};

/// Text files.
pub(super) struct Txt;

impl Format for Txt {
    fn name(&self) -> &'static str {
        "txt"
    }

    fn summary(&self) -> &'static str {
        "text files, one article each"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if format::binary(head) || format::other(head).is_some() {
            Sure::No
        } else {
            Sure::Perhaps
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let place = input.place.clone();
        let hints = input.hints.clone();
        let bytes = input.whole(out.limits())?;
        let decoded = decode::decode(&bytes, hints.charset.as_deref(), None);
        let mut repairs = Repairs::default();
        if decoded.damaged {
            repairs.note(repair::BYTES);
        }
        let rich = plain::paragraphs(&decoded.text, &mut repairs);
        if rich.is_empty() {
            return Err(Fault::damaged("holds no text").into());
        }
        let mut record = Record::new(&place, self.name());
        record.lies_at(0, &bytes);
        record.charset = decoded.charset;
        record.repairs = repairs;
        record.rich = rich;
        record.meta.url = hints.url;
        out.article(record.into_article())
    }
}
