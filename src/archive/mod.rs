//! Bytes to articles: formats, limits, hostile input.
//!
//! An [`Archive`] is a folder or one file. [`Archive::entries`] walks its files, [`Archive::read`] hands the articles
//! and problems of one file to a [`Sink`], in constant memory, whatever the file holds: containers in containers are
//! read through, and what cannot be read becomes a [`Problem`], never a stop. The archive is only ever read.

mod archivebox;
mod bookmarks;
mod bzip2;
mod crawled;
mod csv;
mod decode;
mod enex;
mod entity;
mod epub;
mod feed;
mod fields;
mod format;
mod gzip;
pub mod html;
mod http;
mod input;
mod json;
mod jsonl;
mod limits;
mod mail;
mod markdown;
mod mhtml;
mod mojibake;
mod names;
mod newsboat;
mod omnivore;
#[cfg(feature = "parquet")]
mod parquet;
mod picture;
mod plain;
mod prose;
mod reading;
mod readlist;
mod record;
mod repair;
mod rich;
mod sink;
mod state;
mod tar;
mod txt;
mod unpack;
mod wacz;
mod walk;
mod warc;
mod webarchive;
mod wxr;
mod xml;
mod xmllist;
mod xz;
mod yaml;
mod zip;
mod zstd;

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

pub use format::{FORMATS, Format, Sure};
pub use input::{Head, Hints, Input, Place};
pub use limits::{Limit, Limits, Options, Refusal};
pub use picture::{Figure, Raster, Reduced, Unshown, decode, pictured};
pub use reading::{Fault, Halt, Reading};
pub use repair::REPAIRS;
pub use sink::{Collected, Flow, Problem, ProblemKind, Sink, State};
pub use walk::{Entry, Walk};

use crate::article::Provenance;

/// Why an archive could not be opened, or a record not be found again.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing at the path.
    #[error(
        "{path}: there is no such file or folder; give the path of a folder of articles or of one file"
    )]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// The path cannot be read.
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// The path as given.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It is a device, a socket or the like.
    #[error("{path}: is neither a folder nor a file")]
    NoFile {
        /// The path as given.
        path: PathBuf,
    },
    /// The record is not where it was.
    #[error("{place}: the record is no longer there; the archive has changed since it was read")]
    Gone {
        /// File and member.
        place: String,
    },
}

/// An archive: a folder of files, or one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    root: PathBuf,
}

impl Archive {
    /// Opens the archive at `path`. Nothing is read but whether it is there.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let unreadable = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => Error::Missing {
                path: path.to_owned(),
            },
            _ => Error::Unreadable {
                path: path.to_owned(),
                source,
            },
        };
        let root = path.canonicalize().map_err(unreadable)?;
        let meta = root.metadata().map_err(unreadable)?;
        if meta.is_dir() {
            root.read_dir().map_err(unreadable)?;
        } else if meta.is_file() {
            File::open(&root).map_err(unreadable)?;
        } else {
            return Err(Error::NoFile {
                path: path.to_owned(),
            });
        }
        Ok(Self { root })
    }

    /// Where it lies: an absolute path without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its files, sorted by path; what cannot be listed comes as a problem.
    pub fn entries(&self) -> Walk {
        Walk::new(&self.root)
    }

    /// Reads one file and hands what is in it to `sink`. [`Flow::Stop`] where the sink had enough.
    pub fn read(&self, entry: &Entry, options: &Options, sink: &mut dyn Sink) -> Flow {
        let place = Place {
            file: entry.path.clone(),
            member: None,
        };
        match self.input(&place) {
            Ok(input) => Reading::new(sink, options).run(input),
            Err(error) => sink.problem(Fault::io(&error).at(&place)),
        }
    }

    /// Reads on in a file of JSON Lines behind byte `from`, where it ended before. Problems in it are told by their byte.
    pub fn read_on(
        &self,
        entry: &Entry,
        from: u64,
        options: &Options,
        sink: &mut dyn Sink,
    ) -> Flow {
        let place = Place {
            file: entry.path.clone(),
            member: None,
        };
        let input = self.input(&place).and_then(|mut input| {
            input.skip(from)?;
            Ok(input)
        });
        match input {
            Ok(input) => Reading::new(sink, options).run_on(input, from),
            Err(error) => sink.problem(Fault::io(&error).at(&place)),
        }
    }

    /// By what the first `len` bytes of a file of lines are known again: a digest of pieces from all over them, at most
    /// a megabyte. `None` where they do not end with a line, or are not UTF-8.
    pub fn digest(&self, entry: &Entry, len: u64) -> io::Result<Option<String>> {
        const PIECES: u64 = 64;
        const PIECE: u64 = 16 << 10;
        let mut file = File::open(self.path(&entry.path))?;
        let mut hasher = blake3::Hasher::new();
        let mut piece = Vec::new();
        for at in 0..PIECES {
            let start = len.saturating_sub(PIECE) / (PIECES - 1) * at;
            let end = if at == PIECES - 1 { len } else { start + PIECE };
            piece.clear();
            file.seek(SeekFrom::Start(start))?;
            (&mut file)
                .take(end.min(len) - start)
                .read_to_end(&mut piece)?;
            let foreign = decode::charset_of_head(&piece)
                .is_some_and(|charset| charset != encoding_rs::UTF_8);
            if at == 0 && foreign {
                return Ok(None);
            }
            hasher.update(&piece);
        }
        let whole = piece.ends_with(b"\n");
        Ok(whole.then(|| hasher.finalize().to_hex().to_string()))
    }

    /// The bytes of one article's record as they lie in the archive (unpacked, where it lies in a container), at most
    /// as many as the limit of a record allows.
    pub fn read_one(&self, provenance: &Provenance, options: &Options) -> Result<Vec<u8>, Error> {
        let place = Place {
            file: provenance.file.clone(),
            member: provenance.member.clone(),
        };
        let input = self
            .input(&place_of_file(&place))
            .map_err(|source| Error::Unreadable {
                path: self.path(&place.file),
                source,
            })?;
        let gone = || Error::Gone {
            place: match &place.member {
                Some(member) => format!("{}!/{member}", place.file),
                None => place.file.clone(),
            },
        };
        let mut nowhere = Collected::default();
        Reading::new(&mut nowhere, options)
            .find(input, place.clone(), provenance.offset, provenance.length)
            .ok_or_else(gone)
    }

    fn path(&self, file: &str) -> PathBuf {
        if file.is_empty() {
            self.root.clone()
        } else {
            self.root.join(file)
        }
    }

    /// Opens a file of the archive. A path that leads out of it (a link that came after the walk) is refused.
    fn input(&self, place: &Place) -> io::Result<Input<'static>> {
        let path = self.path(&place.file).canonicalize()?;
        if !path.starts_with(&self.root) || !path.metadata()?.is_file() {
            return Err(io::Error::other("leads out of the archive"));
        }
        let file = File::open(&path)?;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut input = Input::file(place_of_file(place), &name, file);
        input.path = Some(path);
        Ok(input)
    }
}

/// The place of the file a place lies in.
fn place_of_file(place: &Place) -> Place {
    Place {
        file: place.file.clone(),
        member: None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn opening_says_what_is_wrong() {
        let error = Archive::open(Path::new("/tiada/di/sini"))
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("/tiada/di/sini: there is no such"),
            "{error}"
        );
    }

    #[test]
    fn a_record_is_found_again() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(
            dir.path().join("a.jsonl"),
            "{\"body\":\"satu\"}\n{\"body\":\"dua\"}\n",
        )
        .unwrap();
        fs::write(dir.path().join("b.txt"), "tiga\n").unwrap();
        let archive = Archive::open(dir.path()).unwrap();
        let options = Options::default();
        let mut sink = Collected::default();
        for entry in archive.entries() {
            archive.read(&entry.unwrap(), &options, &mut sink);
        }
        let raw: Vec<Vec<u8>> = sink
            .articles
            .iter()
            .map(|article| archive.read_one(&article.provenance, &options).unwrap())
            .collect();
        assert_eq!(
            raw,
            [
                b"{\"body\":\"satu\"}".to_vec(),
                b"{\"body\":\"dua\"}".to_vec(),
                b"tiga\n".to_vec()
            ]
        );
        let outside = Provenance {
            file: "../x".into(),
            ..Provenance::default()
        };
        assert!(archive.read_one(&outside, &options).is_err());
    }

    #[test]
    fn a_sink_that_has_enough_stops_it() {
        struct One(usize);
        impl Sink for One {
            fn article(&mut self, _: crate::article::Article) -> Flow {
                self.0 += 1;
                Flow::Stop
            }
            fn problem(&mut self, _: Problem) -> Flow {
                Flow::Go
            }
        }
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.jsonl");
        fs::write(&file, "{\"body\":\"satu\"}\n{\"body\":\"dua\"}\n").unwrap();
        let archive = Archive::open(&file).unwrap();
        let mut sink = One(0);
        let entry = archive.entries().next().unwrap().unwrap();
        assert_eq!(
            archive.read(&entry, &Options::default(), &mut sink),
            Flow::Stop
        );
        assert_eq!(sink.0, 1);
    }
}
