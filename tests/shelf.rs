//! A library on disk: an archive that a test writes, and a place for what kliping keeps of it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use kliping::annotate::Annotator;
use kliping::archive::Options;
use kliping::index::{Hits, Order, Query};
use kliping::library::{Library, Places, Scope, Summary};
use tempfile::TempDir;

/// An archive folder in a home of its own.
pub(crate) struct Shelf {
    home: TempDir,
}

impl Shelf {
    /// An archive without files.
    pub(crate) fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("archive")).unwrap();
        Self { home }
    }

    /// The home, in which kliping keeps its own things.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// The folder of the archive.
    pub(crate) fn archive(&self) -> PathBuf {
        self.home().join("archive")
    }

    /// Writes a file as if it had been there for long: what changed this moment is looked at twice.
    pub(crate) fn write(&self, name: &str, text: &str) -> &Self {
        self.write_aged(name, text, 0)
    }

    /// The same so many seconds earlier.
    pub(crate) fn write_aged(&self, name: &str, text: &str, age: u64) -> &Self {
        let path = self.archive().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(1000 + age))
            .unwrap();
        self
    }

    /// Takes a file away.
    pub(crate) fn remove(&self, name: &str) {
        fs::remove_file(self.archive().join(name)).unwrap();
    }

    /// Opens the archive as a program does when it starts.
    pub(crate) fn open(&self) -> Library {
        open(&self.archive(), self.home())
    }
}

/// Opens any archive, with a home for what kliping keeps.
pub(crate) fn open(archive: &Path, home: &Path) -> Library {
    open_with(archive, home, Annotator::builtin())
}

/// The same with an annotator of one's own.
pub(crate) fn open_with(archive: &Path, home: &Path, annotator: Annotator) -> Library {
    let places = Places::below(home);
    Library::open(archive, &places, Arc::new(annotator), Options::default()).unwrap()
}

/// Reads the archive to its end.
pub(crate) fn ingest(library: &Library) -> Summary {
    let stop = AtomicBool::new(false);
    library.ingest(&mut |_| {}, &stop).unwrap()
}

/// What answers a query among these articles, in this order.
pub(crate) fn search(library: &Library, query: &Query, scope: Scope, order: Order) -> Hits {
    let hits = library.search(query, scope, order, &|| false);
    hits.unwrap().unwrap()
}

/// The headlines that answer a query, in order.
pub(crate) fn found(library: &Library, query: &str, scope: Scope, order: Order) -> Vec<String> {
    let query = Query::parse(query).unwrap();
    let hits = search(library, &query, scope, order);
    let rows = hits.rows(0..hits.len()).unwrap();
    for (position, row) in rows.iter().enumerate() {
        assert_eq!(hits.position_of(&row.id), Some(position), "{}", row.title);
    }
    rows.into_iter().map(|row| row.title).collect()
}

/// The same among all articles, the newest first.
pub(crate) fn newest(library: &Library, query: &str) -> Vec<String> {
    found(library, query, Scope::All, Order::Newest)
}

/// An article as a line of JSON; its outlet is named after its day.
pub(crate) fn line(title: &str, body: &str, date: &str) -> String {
    format!(
        "{{\"title\":\"{title}\",\"body\":\"{body}\",\"date\":\"{date}\",\"outlet\":\"Koran {date}\"}}\n"
    )
}

/// Four articles in a file of lines and a note without a date.
pub(crate) fn small() -> Shelf {
    let shelf = Shelf::new();
    let mut lines = String::new();
    lines += &line(
        "Satu",
        "Xiaomi menjalin kerja sama dengan Facebook. Café dibuka di Bekasi.",
        "2015-01-12",
    );
    lines += &line(
        "Dua",
        "Sama-sama bekerja untuk Google, kata Kompas.com kemarin malam.",
        "2016-02-01",
    );
    lines += &line(
        "Tiga",
        "Xiaomi merilis telepon baru di Jakarta, kerja keras terbayar.",
        "2014-06-30",
    );
    lines += &line(
        "小米手机",
        "小米手机很好。北京的公司发布新手机。",
        "2017-03-03",
    );
    shelf.write("a.jsonl", &lines);
    shelf.write(
        "b/catatan.txt",
        "Sebuah catatan tanpa tanggal tentang xiaomi.\nKalimat kedua menyusul di sini.\n",
    );
    shelf
}

/// Lines of articles with numbers from `from` on.
pub(crate) fn lines(from: usize, count: usize) -> String {
    let body = "Sebuah kalimat panjang tentang telepon yang dijual di kota itu. ".repeat(20);
    let mut lines = String::new();
    for at in from..from + count {
        let title = format!("{{\"title\":\"Judul {at}\"");
        let body = format!(",\"body\":\"Nomor {at}. {body}\"}}\n");
        lines += &(title + &body);
    }
    lines
}
