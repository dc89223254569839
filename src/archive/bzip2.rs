//! A file packed with bzip2: what is in it is read as if it lay there.

use ::bzip2::bufread::MultiBzDecoder;

use super::format::{Format, Sure};
use super::input::{Head, Input};
use super::reading::{Halt, Reading};
use super::unpack;

/// Files packed with bzip2.
pub(super) struct Bzip2;

impl Format for Bzip2 {
    fn name(&self) -> &'static str {
        "bzip2"
    }

    fn summary(&self) -> &'static str {
        "bzip2-packed files of any of these formats"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if head.begins(b"BZh") {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let endings = [("tbz", "tar"), ("tbz2", "tar"), ("bz2", "")];
        unpack::member(input, &endings, out, MultiBzDecoder::new)
    }
}
