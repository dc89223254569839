//! The pictures of a page in a crawl. A crawl does not say where the answer to an address lies, but crawlers fetch what a page
//! shows along with it: so its pictures are looked for among the records around its own, and nowhere else.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::html;
use super::http;
use super::input::Place;
use super::limits::Options;
use super::reading::Reading;
use super::record::Record;
use super::rich::Rich;
use super::sink::Collected;
use super::warc::{Crawl, Named};
use crate::article::Provenance;
use crate::text::address::Address;

/// Bytes before the page that are looked through.
const BEFORE: u64 = 4 << 20;
/// Bytes behind it that are looked through.
const BEHIND: u64 = 16 << 20;
/// Records in them that are looked at.
const RECORDS: usize = 4_000;
/// Bytes of all pictures of a page that are kept.
const KEPT: usize = 64 << 20;
/// A container can only be unpacked from its beginning: a page that lies deeper in one shows no pictures.
const DEEPEST: u64 = 64 << 20;

/// The stretch of the crawl around the record of a page, if it can be had without reading much of the archive.
pub(super) fn around(page: &Provenance) -> Option<Provenance> {
    if page.member.is_some() && page.offset > DEEPEST {
        return None;
    }
    let offset = page.offset.saturating_sub(BEFORE);
    Some(Provenance {
        offset,
        length: page.offset - offset + page.length + BEHIND,
        ..page.clone()
    })
}

/// The record of the page in the stretch around it.
pub(super) fn page_in<'b>(bytes: &'b [u8], around: &Provenance, page: &Provenance) -> &'b [u8] {
    let start = page.offset.saturating_sub(around.offset) as usize;
    let end = start.saturating_add(page.length as usize);
    bytes.get(start..end).unwrap_or_default()
}

/// The text of a page with its pictures, those that lie in the stretch around it.
pub(super) fn pictured(page: &[u8], around: &[u8], options: &Options) -> Option<Rich> {
    let arc = !page.starts_with(b"WARC/");
    let mut found = None;
    each(page, arc, options, &mut |answer, options| {
        let (declared, body) = answer.body(options)?;
        let mut record = Record::default();
        html::page(
            &body,
            &http::hints(&declared, &answer.named.url),
            &mut record,
        )
        .ok()?;
        found = Some((record.rich, Address::parse(&answer.named.url)));
        None
    });
    let (mut rich, base) = found?;
    let meant = |source: &str| base.as_ref()?.join(source.trim());
    let mut wanted: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, figure) in rich.figures.iter().enumerate() {
        if let Some(address) = meant(&figure.source) {
            wanted.entry(known_as(&address)).or_default().push(number);
        }
    }
    if wanted.is_empty() {
        return Some(rich);
    }
    let mut kept = 0;
    each(around, arc, options, &mut |answer, options| {
        let address = Address::parse(&answer.named.url).map(|address| known_as(&address));
        let Some((address, numbers)) = address.and_then(|known| wanted.remove_entry(&known)) else {
            return Some(());
        };
        let body = answer.body(options).filter(|(_, body)| !body.is_empty());
        let Some((_, body)) = body else {
            // Moved or missing: another answer may be better.
            wanted.insert(address, numbers);
            return Some(());
        };
        kept += body.len();
        let bytes: Arc<[u8]> = body.into();
        for figure in numbers {
            if let Some(figure) = rich.figures.get_mut(figure) {
                figure.held = Some(Arc::clone(&bytes));
            }
        }
        (kept < KEPT && !wanted.is_empty()).then_some(())
    });
    Some(rich)
}

/// What two forms of one address have in common: the scheme and what is sought in the page are left out.
fn known_as(address: &Address) -> String {
    let whole = address.as_str();
    let bare = whole.split_once("://").map_or(whole, |(_, bare)| bare);
    bare.split('#').next().unwrap_or_default().to_owned()
}

/// One record that holds an answer.
struct Answer<'b> {
    named: Named,
    bytes: &'b [u8],
}

impl Answer<'_> {
    /// Its declared type and its body, unpacked; `None` where it is no success, or cannot be unpacked.
    fn body(&self, options: &Options) -> Option<(String, Vec<u8>)> {
        if self.named.kind != "response" {
            return Some((self.named.media.clone(), self.bytes.to_vec()));
        }
        let Some((header, rest)) = http::head(self.bytes) else {
            return Some((String::new(), self.bytes.to_vec()));
        };
        if !header.succeeded() {
            return None;
        }
        let body = http::unwrapped(&header, rest, &options.limits).ok()?;
        Some((header.get("content-type").to_owned(), body.into_owned()))
    }
}

/// Tells each answer that lies whole in a stretch, until `on` says that it has enough.
fn each(
    bytes: &[u8],
    arc: bool,
    options: &Options,
    on: &mut dyn FnMut(Answer<'_>, &Options) -> Option<()>,
) {
    let mut nowhere = Collected::default();
    let mut out = Reading::new(&mut nowhere, options);
    let mut crawl = Crawl::new("", Place::default(), Box::new(bytes));
    for _ in 0..RECORDS {
        let Ok(Some((_, named))) = crawl.named(arc, &mut out) else {
            return;
        };
        let Some(named) = named else { continue };
        let start = usize::try_from(crawl.at()).unwrap_or(usize::MAX);
        let length = usize::try_from(named.length).unwrap_or(usize::MAX);
        let body = bytes.get(start..start.saturating_add(length));
        let Some(body) = body else { return };
        if crawl.pass(named.length).is_err() {
            return;
        }
        let answer = Answer { named, bytes: body };
        if answer.named.is_answer() && on(answer, options).is_none() {
            return;
        }
    }
}
