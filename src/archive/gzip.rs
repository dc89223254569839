//! A gzipped file: what is in it is read as if it lay there.

use flate2::bufread::MultiGzDecoder;

use super::format::{Format, Sure};
use super::input::{Head, Input};
use super::reading::{Halt, Reading};
use super::unpack;

/// Gzipped files.
pub(super) struct Gzip;

impl Format for Gzip {
    fn name(&self) -> &'static str {
        "gzip"
    }

    fn summary(&self) -> &'static str {
        "gzipped files of any of these formats"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if head.begins(b"\x1f\x8b\x08") {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        unpack::member(
            input,
            &[("tgz", "tar"), ("gz", "")],
            out,
            MultiGzDecoder::new,
        )
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::super::limits::{Limits, Options};
    use super::super::{Collected, Place, ProblemKind};
    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    fn read(bytes: Vec<u8>, limits: Limits) -> Collected {
        let mut sink = Collected::default();
        let options = Options {
            limits,
            ..Options::default()
        };
        let input = Input::bytes(Place::default(), "a.jsonl.gz", bytes);
        // A limit of the whole file ends the reading; the problem says so.
        let _ended = Reading::new(&mut sink, &options).open(input);
        sink
    }

    #[test]
    fn members_in_a_row_are_one_stream() {
        let mut bytes = packed(b"{\"body\":\"satu\"}\n");
        bytes.extend(packed(b"{\"body\":\"dua\"}\n"));
        let got = read(bytes, Limits::default());
        assert_eq!(got.articles.len(), 2);
        assert_eq!(
            got.articles[1].provenance.member.as_deref(),
            Some("a.jsonl")
        );
    }

    #[test]
    fn a_cut_file_gives_what_is_there() {
        let lines = "{\"body\":\"satu\"}\n".repeat(50_000);
        let mut bytes = packed(lines.as_bytes());
        bytes.truncate(bytes.len() / 2);
        let got = read(bytes, Limits::default());
        assert!(got.articles.len() > 1000);
        assert!(
            got.problems.last().unwrap().what.contains("cut off"),
            "{:?}",
            got.problems
        );
    }

    #[test]
    fn bombs_and_nests_are_refused() {
        let bomb = packed(&vec![b' '; 64 << 20]);
        let got = read(bomb, Limits::default());
        assert_eq!(got.problems[0].kind, ProblemKind::Refused);
        assert!(
            got.problems[0]
                .hint
                .as_deref()
                .unwrap()
                .contains("archive.limits.ratio")
        );
        let mut nest = b"isi".to_vec();
        for _ in 0..12 {
            nest = packed(&nest);
        }
        let got = read(nest, Limits::default());
        assert!(
            got.problems[0].what.contains("more than 8 deep"),
            "{:?}",
            got.problems
        );
    }
}
