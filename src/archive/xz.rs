//! A file packed with xz: what is in it is read as if it lay there.

use lzma_rust2::XzReader;

use super::format::{Format, Sure};
use super::input::{Head, Input};
use super::reading::{Halt, Reading};
use super::unpack;

/// The most memory a stream may ask for; `xz -9` asks for 65 MiB.
const MEMORY_KIB: u32 = 256 * 1024;

/// Files packed with xz.
pub(super) struct Xz;

impl Format for Xz {
    fn name(&self) -> &'static str {
        "xz"
    }

    fn summary(&self) -> &'static str {
        "xz-packed files of any of these formats"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if head.begins(b"\xfd7zXZ\0") {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let endings = [("txz", "tar"), ("xz", "")];
        unpack::member(input, &endings, out, |packed| {
            XzReader::new_mem_limit(packed, true, MEMORY_KIB)
        })
    }
}
