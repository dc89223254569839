//! Marks of several machines by way of a folder that some program carries between them.
//!
//! Each machine writes one file there, which nobody else writes, and reads the others'. So no two machines ever write the
//! same file, whatever carries the folder. A file grows at its end; a line that is not finished yet is read the next time.
//! One that has grown far beyond what is in it is written anew; whoever has read a part of it reads it from its beginning,
//! which changes nothing that was taken over before.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, Transaction};

use super::key::Fact;
use super::lines::{self, HEADER};
use super::store::FOLDER;
use super::{Error, Marks};

/// What the files of marks end in.
const ENDING: &str = "marks";

/// Marks that are merged in one go, so that other writers need not wait long.
const BATCH: usize = 5_000;

/// The state under which it is kept how long this machine's file was when it was written as a whole, in bytes.
const WHOLE: &str = "exchange-whole";

/// A file may become so many bytes longer than [`TIMES`] what it was, before it is written anew.
const SMALL: u64 = 256 << 10;

/// How many times as long as it was a file may become. So all that is written is a small multiple of what is marked.
const TIMES: u64 = 3;

/// What one exchange came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exchanged {
    /// Marks of this machine written to its file.
    pub written: usize,
    /// Marks of other machines that were new here.
    pub taken: usize,
    /// Lines of other machines that could not be understood.
    pub bad: usize,
}

impl Marks {
    /// Writes what changed here to this machine's file in the folder, and takes over what changed in the others'. Without a
    /// folder, what was prepared for one is forgotten.
    pub fn exchange(&self, folder: Option<&Path>) -> Result<Exchanged, Error> {
        let Some(folder) = folder else {
            if self.state(FOLDER)?.is_some() {
                self.write(|write| {
                    write.execute("DELETE FROM state WHERE name = ?1", [FOLDER])?;
                    write.execute("DELETE FROM outbox", []).map(drop)
                })?;
            }
            return Ok(Exchanged::default());
        };
        let failed = |source| Error::Exchange {
            path: folder.to_owned(),
            source,
        };
        let own = self.exchange_file(folder)?;
        let written = self.send(folder, &own)?;
        let mut exchanged = Exchanged {
            written,
            ..Exchanged::default()
        };
        for entry in fs::read_dir(folder).map_err(failed)?.flatten() {
            let path = entry.path();
            if path != own && path.extension().is_some_and(|ending| ending == ENDING) {
                self.receive(&path, &mut exchanged)?;
            }
        }
        Ok(exchanged)
    }

    /// This machine's file in the folder, which is made where there is none.
    pub fn exchange_file(&self, folder: &Path) -> Result<PathBuf, Error> {
        fs::create_dir(folder)
            .or_else(|error| if folder.is_dir() { Ok(()) } else { Err(error) })
            .map_err(|source| Error::Exchange {
                path: folder.to_owned(),
                source,
            })?;
        Ok(folder.join(format!("kliping-{}.{ENDING}", self.machine()?)))
    }

    /// The name of this machine, made once, whichever of several programs asks first. Marks that were copied to another
    /// machine or folder get a name of their own there: two of one name would take each other's file for their own.
    fn machine(&self) -> Result<String, Error> {
        const MACHINE: &str = "machine";
        const HOME: &str = "machine-home";
        let home = home(&self.path);
        if let (Some(name), Some(known)) = (self.state(MACHINE)?, self.state(HOME)?)
            && known == home
        {
            return Ok(name);
        }
        let seed = format!(
            "{:?} {} {}",
            std::time::SystemTime::now(),
            std::process::id(),
            self.path.display()
        );
        let name = blake3::hash(seed.as_bytes()).to_hex();
        let name = name.get(..8).unwrap_or(MACHINE);
        self.write(|write| {
            // Another program may have given the name since.
            let moved = "DELETE FROM state WHERE name = ?1
                AND EXISTS (SELECT 1 FROM state WHERE name = ?2 AND value <> ?3)";
            write.execute(moved, [MACHINE, HOME, &home])?;
            let named = "INSERT OR IGNORE INTO state (name, value) VALUES (?1, ?2)";
            write.execute(named, [MACHINE, name])?;
            let known = "INSERT OR REPLACE INTO state (name, value) VALUES (?1, ?2)";
            write.execute(known, [HOME, &home]).map(drop)
        })?;
        Ok(self.state(MACHINE)?.unwrap_or_default())
    }

    /// Writes what waits in the outbox to the end of this machine's file: everything, where the folder is a new one or the
    /// file has gone.
    fn send(&self, folder: &Path, own: &Path) -> Result<usize, Error> {
        let failed = |source| Error::Exchange {
            path: own.to_owned(),
            source,
        };
        let folder = folder.to_string_lossy();
        // Another program that has these marks open may be sending as well: what is to be done is found out while no other
        // writes.
        let wrote = self.write(|write| {
            let known: Option<String> = write
                .prepare_cached("SELECT value FROM state WHERE name = ?1")?
                .query_row([FOLDER], |row| row.get(0))
                .optional()?;
            let length = own.metadata().map(|about| about.len());
            let whole = known.as_deref() != Some(&*folder)
                || match length {
                    Ok(length) => outgrown(write, length)?,
                    Err(_) => true,
                };
            if whole {
                write.execute(
                    "INSERT OR REPLACE INTO state (name, value) VALUES (?1, ?2)",
                    [FOLDER, &*folder],
                )?;
                write.execute(
                    "INSERT OR IGNORE INTO outbox SELECT article, kind, name FROM mark",
                    [],
                )?;
            }
            let wrote = append(write, own, whole)?;
            if wrote.is_ok() {
                write.execute("DELETE FROM outbox", [])?;
                if whole {
                    let length = own.metadata().map_or(0, |about| about.len());
                    write.execute(
                        "INSERT OR REPLACE INTO state (name, value) VALUES (?1, ?2)",
                        [WHOLE, &length.to_string()],
                    )?;
                }
            }
            Ok(wrote)
        })?;
        wrote.map_err(failed)
    }

    /// Takes over what another machine's file has beyond the place up to which it was read.
    fn receive(&self, path: &Path, exchanged: &mut Exchanged) -> Result<(), Error> {
        let failed = |source| Error::Exchange {
            path: path.to_owned(),
            source,
        };
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let known = format!("exchange-read:{file}");
        let mut reading = Reading::open(path, self.state(&known)?.as_deref()).map_err(failed)?;
        loop {
            let (facts, bad) = reading.batch().map_err(failed)?;
            exchanged.bad += bad;
            if facts.is_empty() && bad == 0 {
                return Ok(());
            }
            exchanged.taken += self.merge(facts, false)?.taken;
            let place = reading.place().map_err(failed)?;
            self.set_state(&known, &place)?;
        }
    }
}

/// What tells one place of marks from another: the machine and the path, as a digest, because other machines' files may say
/// it. Systems without a file that names the machine have the number of the file in its place.
fn home(path: &Path) -> String {
    let machine = ["/etc/machine-id", "/var/lib/dbus/machine-id"];
    let machine = machine.iter().find_map(|file| fs::read(file).ok());
    let machine = machine.filter(|id| !id.is_empty());
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut digest = blake3::Hasher::new();
    digest.update(&machine.unwrap_or_else(|| number(&path).to_le_bytes().to_vec()));
    digest.update(b"\0");
    digest.update(path.as_os_str().as_encoded_bytes());
    let digest = digest.finalize().to_hex();
    digest.get(..16).unwrap_or_default().to_owned()
}

/// The number of a file on its disk; a copy has another.
#[cfg(unix)]
fn number(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    path.metadata().map_or(0, |about| about.ino())
}

/// The number of a file on its disk, which is not told here.
#[cfg(not(unix))]
const fn number(_: &Path) -> u64 {
    0
}

/// Whether this machine's file holds far more lines than there are marks: it has become many times as long as it was when it
/// was last written as a whole.
fn outgrown(write: &Transaction<'_>, length: u64) -> rusqlite::Result<bool> {
    let whole: Option<String> = write
        .prepare_cached("SELECT value FROM state WHERE name = ?1")?
        .query_row([WHOLE], |row| row.get(0))
        .optional()?;
    let whole: u64 = whole.and_then(|length| length.parse().ok()).unwrap_or(0);
    Ok(length > SMALL.saturating_add(whole.saturating_mul(TIMES)))
}

/// Writes the marks that the outbox names to the end of a file, or to a new one in its place, and waits until they are on
/// disk. Returns how many there were.
fn append(write: &Transaction<'_>, path: &Path, anew: bool) -> rusqlite::Result<io::Result<usize>> {
    let draft = PathBuf::from(format!("{}.tmp", path.display()));
    let opened = if anew {
        File::create(&draft).and_then(|mut file| writeln!(file, "{HEADER}").map(|()| file))
    } else {
        OpenOptions::new()
            .read(true)
            .append(true)
            .open(path)
            .and_then(ended)
    };
    let mut file = match opened {
        Ok(file) => BufWriter::new(file),
        Err(error) => return Ok(Err(error)),
    };
    let mut written = 0;
    let mut query = write.prepare_cached(
        "SELECT article, kind, name, value, at FROM outbox JOIN mark USING (article, kind, name)",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let Some(fact) = super::look::fact(row)? else {
            continue;
        };
        if let Err(error) = writeln!(file, "{}", lines::line(&fact)) {
            return Ok(Err(error));
        }
        written += 1;
    }
    let finish = || {
        if written > 0 || anew {
            file.into_inner()?.sync_all()?;
        }
        if anew {
            fs::rename(&draft, path)?;
        }
        Ok(written)
    };
    Ok(finish())
}

/// The file with its last line ended: one that a crash cut off may not spoil the next.
fn ended(mut file: File) -> io::Result<File> {
    let mut last = [b'\n'];
    if file.seek(SeekFrom::End(-1)).is_ok() {
        file.read_exact(&mut last)?;
    }
    if last != *b"\n" {
        file.write_all(b"\n")?;
    }
    Ok(file)
}

/// Another machine's file as it is read: where its complete lines were read up to.
struct Reading {
    path: PathBuf,
    file: BufReader<File>,
    at: u64,
}

/// Bytes before the place that are remembered with it: where they are others, the file is read from its beginning.
const TRACE: u64 = 64;

impl Reading {
    /// Opens a file at the place where reading ended the last time.
    fn open(path: &Path, place: Option<&str>) -> io::Result<Self> {
        let mut reading = Self {
            path: path.to_owned(),
            file: BufReader::new(File::open(path)?),
            at: 0,
        };
        if let Some(place) = place
            && let Some(at) = place.split(' ').next().and_then(|at| at.parse().ok())
        {
            reading.at = at;
            if !reading.place().is_ok_and(|now| now == place) {
                reading.at = 0;
            }
        }
        reading.file.seek(SeekFrom::Start(reading.at))?;
        Ok(reading)
    }

    /// The place as it is remembered: the byte, and a digest of what stands before it.
    fn place(&self) -> io::Result<String> {
        let from = self.at.saturating_sub(TRACE);
        let mut trace = vec![0; (self.at - from) as usize];
        let mut file = File::open(&self.path)?;
        file.seek(SeekFrom::Start(from))?;
        file.read_exact(&mut trace)?;
        Ok(format!("{} {}", self.at, blake3::hash(&trace).to_hex()))
    }

    /// The next marks, and how many lines were none.
    fn batch(&mut self) -> io::Result<(Vec<Fact>, usize)> {
        let (mut facts, mut bad) = (Vec::new(), 0);
        let mut line = Vec::new();
        while facts.len() + bad < BATCH {
            line.clear();
            let limit = lines::LONGEST as u64;
            let read = (&mut self.file).take(limit).read_until(b'\n', &mut line)? as u64;
            let ended = line.ends_with(b"\n");
            if read == 0 || (!ended && read < limit) {
                break;
            }
            self.at += read;
            match str::from_utf8(&line).ok().map(lines::read_line) {
                Some(Ok(fact)) if ended => facts.extend(fact),
                _ => bad += 1,
            }
        }
        Ok((facts, bad))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Field, Key, Kind};
    use super::*;
    use crate::article::ArticleId;

    fn id(at: u8) -> ArticleId {
        ArticleId([at; 16])
    }

    struct Machine {
        marks: Marks,
        _home: tempfile::TempDir,
    }

    impl Machine {
        fn new() -> Self {
            let home = tempfile::tempdir().unwrap();
            Self {
                marks: Marks::open(&home.path().join("marks.db")).unwrap(),
                _home: home,
            }
        }

        fn facts(&self) -> Vec<Fact> {
            let mut facts = Vec::new();
            let whole = self.marks.every(|fact| {
                facts.push(fact);
                Ok(())
            });
            whole.unwrap().unwrap();
            facts
        }
    }

    #[test]
    fn marks_copied_to_another_place_are_another_machine() {
        let shared = tempfile::tempdir().unwrap();
        let folder = shared.path().join("marks");
        let first = Machine::new();
        let set = |marks: &Marks, at: u8| {
            marks.set(&[id(at)], Field::Read, true, "read").unwrap();
        };
        set(&first.marks, 1);
        first.marks.exchange(Some(&folder)).unwrap();
        let path = first.marks.path().to_owned();
        let own = first.marks.exchange_file(&folder).unwrap();
        assert_eq!(own, first.marks.exchange_file(&folder).unwrap());
        // As a backup or a new computer has it.
        let elsewhere = tempfile::tempdir().unwrap();
        let copy = elsewhere.path().join("marks.db");
        let Machine { marks, _home } = first;
        drop(marks);
        fs::copy(&path, &copy).unwrap();
        let (first, second) = (Marks::open(&path).unwrap(), Marks::open(&copy).unwrap());
        assert_eq!(first.exchange_file(&folder).unwrap(), own);
        assert_ne!(second.exchange_file(&folder).unwrap(), own);
        set(&first, 2);
        set(&second, 3);
        for marks in [&first, &second, &first] {
            marks.exchange(Some(&folder)).unwrap();
        }
        for marks in [&first, &second] {
            let read = marks.get(&[id(1), id(2), id(3)]).unwrap();
            assert!(read.iter().all(|mark| mark.read), "{read:?}");
        }
    }

    #[test]
    fn two_machines_come_to_the_same_marks() {
        let shared = tempfile::tempdir().unwrap();
        let folder = shared.path().join("marks");
        let (one, other) = (Machine::new(), Machine::new());
        one.marks
            .set(&[id(1), id(2)], Field::Read, true, "read")
            .unwrap();
        assert_eq!(one.marks.exchange(Some(&folder)).unwrap().written, 2);
        other
            .marks
            .set(&[id(2)], Field::Starred, true, "star")
            .unwrap();
        let got = other.marks.exchange(Some(&folder)).unwrap();
        assert_eq!((got.written, got.taken, got.bad), (1, 2, 0));
        assert_eq!(one.marks.exchange(Some(&folder)).unwrap().taken, 1);
        assert_eq!(one.facts(), other.facts());
        // What came from elsewhere is not written again, and what was read is not read again.
        assert_eq!(
            one.marks.exchange(Some(&folder)).unwrap(),
            Exchanged::default()
        );
        one.marks
            .set(&[id(1)], Field::Read, false, "unread")
            .unwrap();
        one.marks.exchange(Some(&folder)).unwrap();
        let got = other.marks.exchange(Some(&folder)).unwrap();
        assert_eq!((got.written, got.taken), (0, 1));
        assert_eq!(one.facts(), other.facts());
    }

    /// The lines of the only file of marks in a folder.
    fn lines_in(folder: &Path) -> usize {
        let mut files = fs::read_dir(folder).unwrap();
        let file = files.next().unwrap().unwrap().path();
        assert!(files.next().is_none());
        fs::read_to_string(file).unwrap().lines().count()
    }

    #[test]
    fn a_file_that_has_outgrown_its_marks_is_written_anew() {
        let shared = tempfile::tempdir().unwrap();
        let (one, other) = (Machine::new(), Machine::new());
        let note = |text: &str| super::super::Edit {
            ids: vec![id(1)],
            key: Key::of(Kind::Note),
            value: Some(text.to_owned()),
        };
        let mut most = 0;
        for round in 0..60 {
            let text = format!("{round} {}", "kata ".repeat(4_000));
            one.marks.edit(&[note(&text)], "noted").unwrap();
            one.marks.exchange(Some(shared.path())).unwrap();
            most = most.max(lines_in(shared.path()));
        }
        assert!((5..40).contains(&most), "{most} lines for one mark");
        assert!(lines_in(shared.path()) < 30);
        // Who read the file before it was written anew has the same marks as who did not.
        other.marks.exchange(Some(shared.path())).unwrap();
        for round in 60..80 {
            let text = format!("{round} {}", "kata ".repeat(4_000));
            one.marks.edit(&[note(&text)], "noted").unwrap();
            one.marks.exchange(Some(shared.path())).unwrap();
        }
        let got = other.marks.exchange(Some(shared.path())).unwrap();
        assert_eq!(got.bad, 0);
        assert_eq!(one.facts(), other.facts());
    }

    #[test]
    fn two_programs_over_the_same_marks_lose_nothing() {
        let shared = tempfile::tempdir().unwrap();
        let machine = Machine::new();
        let path = machine.marks.path().to_owned();
        std::thread::scope(|scope| {
            for part in 0..2_u8 {
                let (path, shared) = (&path, shared.path());
                scope.spawn(move || {
                    let marks = Marks::open(path).unwrap();
                    for at in 0..40 {
                        let ids = [id(part * 100 + at)];
                        marks.set(&ids, Field::Read, true, "read").unwrap();
                        marks.exchange(Some(shared)).unwrap();
                    }
                });
            }
        });
        assert_eq!(lines_in(shared.path()), 81, "a head and 80 marks");
        let other = Machine::new();
        let got = other.marks.exchange(Some(shared.path())).unwrap();
        assert_eq!((got.taken, got.bad), (80, 0));
    }

    #[test]
    fn torn_lines_wait_and_foreign_ones_are_counted() {
        let shared = tempfile::tempdir().unwrap();
        let machine = Machine::new();
        let fact = |at| {
            lines::line(&Fact {
                id: id(at),
                key: Key::of(Kind::Read),
                at: 5,
                value: Some(String::new()),
            })
        };
        let path = shared.path().join("phone (conflicted copy).marks");
        let torn = fact(2);
        let (head, tail) = torn.split_at(30);
        fs::write(&path, format!("{HEADER}\n{}\nnonsense\n{head}", fact(1))).unwrap();
        let got = machine.marks.exchange(Some(shared.path())).unwrap();
        assert_eq!((got.taken, got.bad), (1, 1));
        let mut file = OpenOptions::new().append(true).open(&path).unwrap();
        writeln!(file, "{tail}").unwrap();
        let got = machine.marks.exchange(Some(shared.path())).unwrap();
        assert_eq!((got.taken, got.bad), (1, 0));
        // A file that was written anew is read from its beginning.
        fs::write(&path, format!("{}\n{}\n", fact(3), fact(4))).unwrap();
        assert_eq!(
            machine.marks.exchange(Some(shared.path())).unwrap().taken,
            2
        );
    }

    #[test]
    fn a_file_that_went_is_written_whole_and_none_without_a_folder() {
        let shared = tempfile::tempdir().unwrap();
        let machine = Machine::new();
        machine
            .marks
            .set(&[id(1)], Field::Read, true, "read")
            .unwrap();
        machine.marks.exchange(Some(shared.path())).unwrap();
        for entry in fs::read_dir(shared.path()).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        assert_eq!(
            machine.marks.exchange(Some(shared.path())).unwrap().written,
            1
        );
        machine.marks.exchange(None).unwrap();
        machine
            .marks
            .set(&[id(2)], Field::Read, true, "read")
            .unwrap();
        // The folder is new again: everything is written.
        assert_eq!(
            machine.marks.exchange(Some(shared.path())).unwrap().written,
            2
        );
        let error = machine
            .marks
            .exchange(Some(&shared.path().join("no/such")))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("no/such") && error.contains("[marks]"),
            "{error}"
        );
    }
}
