//! WACZ: a web crawl in a zip, with indexes beside it that hold nothing of their own.

use super::format::{Format, Sure};
use super::input::{Head, Input};
use super::reading::{Fault, Halt, Reading};
use super::zip::Members;

/// Crawls in a zip.
pub(super) struct Wacz;

impl Format for Wacz {
    fn name(&self) -> &'static str {
        "wacz"
    }

    fn summary(&self) -> &'static str {
        "web crawls in a zip (WACZ)"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let names = |name: &[u8]| memchr::memmem::find(&head.bytes, name).is_some();
        let crawl = names(b"datapackage.json") || names(b"archive/") && names(b".warc");
        if head.begins(b"PK\x03\x04") && (crawl || head.ends_in(&["wacz"])) {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let mut zip = Members::open(input, out)?;
        let mut found = false;
        for (at, name) in zip.names().into_iter().enumerate() {
            out.entry()?;
            if name.contains("archive/") || name.contains(".warc") {
                found = true;
                zip.read(at, out)?;
            }
        }
        if found {
            Ok(())
        } else {
            Err(Fault::damaged("no crawl in it: the folder archive/ is missing").into())
        }
    }
}
