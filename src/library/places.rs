//! Where kliping keeps its own things: settings, marks, and what can be made again.

use std::env;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The three folders of kliping. None is made before something is written to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// What the user writes: the configuration. kliping only reads it.
    pub config: PathBuf,
    /// What must not be lost: marks.
    pub data: PathBuf,
    /// What can be made again: indexes.
    pub cache: PathBuf,
}

/// There is no home folder to keep anything in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no home folder; set HOME, or KLIPING_CONFIG_DIR, KLIPING_DATA_DIR and KLIPING_CACHE_DIR"
)]
pub struct Homeless;

impl Places {
    /// The folders the system means for it (XDG on Linux), each of which `KLIPING_CONFIG_DIR`, `KLIPING_DATA_DIR` and
    /// `KLIPING_CACHE_DIR` override.
    pub fn of_user() -> Result<Self, Homeless> {
        let usual = ProjectDirs::from("", "", "kliping");
        let place = |variable: &str, usual: Option<&Path>| {
            env::var_os(variable)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
                .or_else(|| usual.map(Path::to_owned))
                .ok_or(Homeless)
        };
        Ok(Self {
            config: place(
                "KLIPING_CONFIG_DIR",
                usual.as_ref().map(ProjectDirs::config_dir),
            )?,
            data: place(
                "KLIPING_DATA_DIR",
                usual.as_ref().map(ProjectDirs::data_dir),
            )?,
            cache: place(
                "KLIPING_CACHE_DIR",
                usual.as_ref().map(ProjectDirs::cache_dir),
            )?,
        })
    }

    /// All three below one folder.
    pub fn below(root: &Path) -> Self {
        Self {
            config: root.join("config"),
            data: root.join("data"),
            cache: root.join("cache"),
        }
    }

    /// The file of saved searches: precious too, and open to an editor.
    pub fn searches(&self) -> PathBuf {
        self.data.join("searches.toml")
    }

    /// The database of marks.
    pub fn marks(&self) -> PathBuf {
        self.data.join("marks.db")
    }

    /// The folder of the index of the archive at this path, which is absolute and without links.
    pub fn index_of(&self, archive: &Path) -> PathBuf {
        let hash = blake3::hash(archive.as_os_str().as_encoded_bytes());
        let name = hash.to_hex();
        self.cache
            .join("archives")
            .join(name.get(..24).unwrap_or("archive"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_archive_has_an_index_of_its_own() {
        let places = Places::below(Path::new("/x"));
        let one = places.index_of(Path::new("/a"));
        assert_eq!(one, places.index_of(Path::new("/a")));
        assert_ne!(one, places.index_of(Path::new("/b")));
        assert!(one.starts_with("/x/cache/archives"));
    }
}
