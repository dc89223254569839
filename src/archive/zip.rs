//! A zip container: its files are read as if they lay there.

use std::cell::Cell;
use std::io::{Read, SeekFrom};
use std::rc::Rc;

use ::zip::ZipArchive;
use ::zip::result::ZipError;

use super::decode;
use super::format::{Format, Sure};
use super::input::{Head, Input, Place, ReadSeek, Watched, refused, whole};
use super::limits::Limit;
use super::reading::{Fault, Halt, Reading};
use super::walk;

/// Zip containers.
pub(super) struct Zip;

impl Format for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn summary(&self) -> &'static str {
        "zip containers of any of these formats"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if head.begins(b"PK\x03\x04") || head.begins(b"PK\x05\x06") {
            Sure::Likely
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let zip = Members::open(input, out)?;
        if zip.is_office() {
            return Err(Fault::ignored("an office document, not an article")
                .hint("save its text as HTML, Markdown or plain text to read it here")
                .into());
        }
        zip.read_all(out)
    }
}

/// The members of a zip container.
pub(super) struct Members<'a> {
    place: Place,
    archive: ZipArchive<Box<dyn ReadSeek + 'a>>,
    sums: Sums,
}

/// How many bytes a container has, and how many came out of it.
#[derive(Clone)]
struct Sums {
    packed: Rc<Cell<u64>>,
    unpacked: Rc<Cell<u64>>,
}

impl Sums {
    /// A member whose bytes are counted and bounded as they come out.
    fn watch<R: Read>(self, member: R, out: &Reading<'_>) -> Watched<R> {
        let Self { packed, unpacked } = self;
        let (total, clock) = (out.unpacked(), out.clock());
        Watched::new(member, packed, unpacked, total, out.limits(), clock)
    }
}

impl<'a> Members<'a> {
    /// Opens the container.
    pub(super) fn open(input: Input<'a>, out: &Reading<'_>) -> Result<Self, Halt> {
        let place = input.place.clone();
        let mut reader = input.seekable(out.limits())?;
        let size = reader.seek(SeekFrom::End(0))?;
        let archive = ZipArchive::new(reader).map_err(|error| fault(&error))?;
        if archive.len() as u64 > out.limits().entries {
            return Err(refused(Limit::Entries, out.limits().entries).into());
        }
        Ok(Self {
            place,
            archive,
            sums: Sums {
                packed: Rc::new(Cell::new(size)),
                unpacked: Rc::default(),
            },
        })
    }

    /// Whether it is a document of an office program, which are zip containers as well.
    fn is_office(&self) -> bool {
        let has = |name: &str| self.archive.index_for_name(name).is_some();
        has("[Content_Types].xml") || has("mimetype") && has("content.xml")
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.archive.len()
    }

    /// Their names, in order.
    pub(super) fn names(&self) -> Vec<String> {
        (0..self.len()).map(|at| self.name(at)).collect()
    }

    /// The bytes of one member, up to the limit of a record.
    pub(super) fn bytes_of(&mut self, name: &str, out: &mut Reading<'_>) -> Result<Vec<u8>, Halt> {
        let sums = self.sums.clone();
        let member = self.archive.by_name(name).map_err(|error| fault(&error))?;
        Ok(whole(sums.watch(member, out), out.limits().record_bytes)?)
    }

    fn name(&self, at: usize) -> String {
        match self.archive.name_for_index(at) {
            Some(Ok(name)) => name.into_owned(),
            _ => String::new(),
        }
    }

    /// Reads every member with the format that knows it.
    pub(super) fn read_all(mut self, out: &mut Reading<'_>) -> Result<(), Halt> {
        for at in 0..self.len() {
            out.entry()?;
            self.read(at, out)?;
        }
        Ok(())
    }

    /// Reads one member with the format that knows it.
    pub(super) fn read(&mut self, at: usize, out: &mut Reading<'_>) -> Result<(), Halt> {
        let (place, sums) = (self.place.clone(), self.sums.clone());
        let shown = self.name(at);
        let member = match self.archive.by_index(at) {
            Ok(member) => member,
            Err(error) => return out.problem(&place.inside(&shown), fault(&error)),
        };
        let name = match std::str::from_utf8(member.name_raw()) {
            Ok(name) => name.to_owned(),
            Err(_) => decode::decode(member.name_raw(), None, None).text,
        };
        if member.is_dir() || walk::hidden_path(&name) {
            return Ok(());
        }
        let inside = place.inside(&name);
        if member.is_symlink() {
            return out.problem(&inside, Fault::ignored("a link, not an article"));
        }
        let watched = sums.watch(member, out);
        out.member(Input::stream(inside, &name, watched))
    }
}

/// What is wrong with a container.
fn fault(error: &ZipError) -> Fault {
    match error {
        ZipError::Io(error) => Fault::io(error),
        ZipError::UnsupportedArchive(what) if what.contains("assword") => {
            Fault::damaged("is encrypted").hint("unpack it with its password")
        }
        ZipError::UnsupportedArchive(what) => {
            Fault::damaged(format!("is packed in a way that is not known: {what}"))
                .hint("pack it again with deflate")
        }
        other => Fault::damaged(format!("no whole zip container: {other}")),
    }
}

/// A zip of these files.
#[cfg(test)]
pub(super) fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;

    let mut writer = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(*name, ::zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::super::limits::Options;
    use super::super::{Collected, Place};
    use super::*;

    fn read(bytes: Vec<u8>) -> Collected {
        let mut got = Collected::default();
        let options = Options::default();
        // A limit of the whole file ends the reading; the problem says so.
        let _ended =
            Reading::new(&mut got, &options).open(Input::bytes(Place::default(), "x.zip", bytes));
        got
    }

    #[test]
    fn zips_in_zips_are_read_and_names_lead_nowhere() {
        let inner = packed(&[
            ("../../etc/satu.txt", b"satu"),
            ("gambar.png", b"\x89PNG\r\n\x1a\n\0\0\0"),
        ]);
        let got = read(packed(&[("dalam.zip", &inner), ("dua.txt", b"dua")]));
        let members: Vec<_> = got
            .articles
            .iter()
            .filter_map(|article| article.provenance.member.as_deref())
            .collect();
        assert_eq!(members, ["dalam.zip!/../../etc/satu.txt", "dua.txt"]);
    }

    #[test]
    fn bombs_and_ruins_are_problems() {
        let bomb = packed(&[("a.txt", &vec![b' '; 80 << 20])]);
        let got = read(bomb);
        assert!(
            got.problems[0].what.contains("250 times"),
            "{:?}",
            got.problems
        );
        let mut ruin = packed(&[("a.txt", b"satu")]);
        ruin.truncate(20);
        assert!(read(ruin).problems[0].what.contains("zip"));
    }
}
