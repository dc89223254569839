//! The demo archive that comes with the program.

use std::path::PathBuf;
use std::{fs, io};

use crate::library::Places;

/// Why the demo archive cannot be shown.
#[derive(Debug, thiserror::Error)]
#[error("{path}: the demo archive cannot be written there: {source}")]
pub struct Error {
    path: PathBuf,
    source: io::Error,
}

/// The files of the demo archive: name and content.
const FILES: &[(&str, &str)] = &[
    (
        "articles.jsonl",
        include_str!("../../assets/demo/articles.jsonl"),
    ),
    (
        "txt/1997-apple-microsoft.txt",
        include_str!("../../assets/demo/txt/1997-apple-microsoft.txt"),
    ),
    (
        "txt/1998-detik.txt",
        include_str!("../../assets/demo/txt/1998-detik.txt"),
    ),
    (
        "txt/2007-iphone.txt",
        include_str!("../../assets/demo/txt/2007-iphone.txt"),
    ),
    (
        "txt/2011-blackberry.txt",
        include_str!("../../assets/demo/txt/2011-blackberry.txt"),
    ),
    (
        "txt/2011-nokia-microsoft.txt",
        include_str!("../../assets/demo/txt/2011-nokia-microsoft.txt"),
    ),
    (
        "txt/2014-lenovo-motorola.txt",
        include_str!("../../assets/demo/txt/2014-lenovo-motorola.txt"),
    ),
    (
        "txt/2014-telkomsel-4g.txt",
        include_str!("../../assets/demo/txt/2014-telkomsel-4g.txt"),
    ),
    (
        "txt/2014-tokopedia.txt",
        include_str!("../../assets/demo/txt/2014-tokopedia.txt"),
    ),
    (
        "txt/2014-whatsapp.txt",
        include_str!("../../assets/demo/txt/2014-whatsapp.txt"),
    ),
    (
        "txt/2015-gojek.txt",
        include_str!("../../assets/demo/txt/2015-gojek.txt"),
    ),
    (
        "txt/2016-alphago.txt",
        include_str!("../../assets/demo/txt/2016-alphago.txt"),
    ),
    (
        "txt/2018-uber-grab.txt",
        include_str!("../../assets/demo/txt/2018-uber-grab.txt"),
    ),
];

/// Writes the demo archive into the cache folder, where it is not there yet, and returns its folder. It is opened like
/// any other archive.
pub fn unpack(places: &Places) -> Result<PathBuf, Error> {
    let folder = places.cache.join("demo");
    for (name, content) in FILES {
        let path = folder.join(name);
        if fs::read(&path).is_ok_and(|there| there == content.as_bytes()) {
            continue;
        }
        let write = || {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(&path, content)
        };
        write().map_err(|source| Error {
            path: path.clone(),
            source,
        })?;
    }
    Ok(folder)
}
