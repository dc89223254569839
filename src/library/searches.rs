//! Searches that the user saved under a name: a small file in the data folder, which may also be edited by hand.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// A search with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    /// What the user calls it; no two have the same name.
    pub name: String,
    /// The query as typed.
    pub query: String,
}

/// What is done to the saved searches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Saves a search at the end of the list; one of the same name gets its query.
    Save(Saved),
    /// Gives the search of this name another one.
    Rename {
        /// Its name until now.
        from: String,
        /// Its name from now on.
        to: String,
    },
    /// Forgets the search of this name.
    Delete(String),
    /// Moves the search of this name one place up, or down.
    Move {
        /// Its name.
        name: String,
        /// Whether it goes down.
        down: bool,
    },
}

/// Why the saved searches cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is not what it should be.
    #[error(
        "{path}: {reason}; every search is [[search]] with name = \"…\" and query = \"…\"; mend the file, or move it away"
    )]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong and where.
        reason: String,
    },
    /// The system says why.
    #[error("{path}: the saved searches cannot be used: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What it says.
        source: io::Error,
    },
}

/// The file as it is written.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    #[serde(default)]
    search: Vec<Saved>,
}

/// Stands at the top of the file.
const HEAD: &str = "# The searches that were saved in kliping, in the order of its left pane. The file may be edited; when a search is\n# saved, it is written anew and comments are lost.\n\n";

/// Searches that are kept at most.
const MOST: usize = 500;

/// The saved searches, in their order. A file that is not there holds none.
pub fn read(path: &Path) -> Result<Vec<Saved>, Error> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => {
            return Err(Error::File {
                path: path.to_owned(),
                source,
            });
        }
    };
    let listed: Listed = toml::from_str(&text).map_err(|error| Error::Format {
        path: path.to_owned(),
        reason: place(&text, &error),
    })?;
    Ok(listed.search)
}

/// What is wrong, with its line.
fn place(text: &str, error: &toml::de::Error) -> String {
    let at = error.span().map_or(0, |span| span.start);
    let before = text.get(..at).unwrap_or_default();
    format!(
        "line {}: {}",
        before.matches('\n').count() + 1,
        error.message()
    )
}

/// Changes the saved searches, as they are on disk at this moment, and returns them as they are then.
pub fn change(path: &Path, change: &Change) -> Result<Vec<Saved>, Error> {
    let mut saved = read(path)?;
    change.apply(&mut saved);
    write(path, &saved).map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })?;
    Ok(saved)
}

impl Change {
    /// Makes the change.
    pub fn apply(&self, saved: &mut Vec<Saved>) {
        let place =
            |saved: &[Saved], name: &str| saved.iter().position(|search| search.name == name);
        match self {
            Self::Save(new) => {
                let known = saved.iter_mut().find(|search| search.name == new.name);
                if let Some(search) = known {
                    search.query.clone_from(&new.query);
                } else if saved.len() < MOST {
                    saved.push(new.clone());
                }
            }
            Self::Rename { from, to } => {
                // Whatever had the name before gives way.
                if from != to && place(saved, from).is_some() {
                    saved.retain(|search| search.name != *to);
                }
                if let Some(search) = saved.iter_mut().find(|search| search.name == *from) {
                    search.name.clone_from(to);
                }
            }
            Self::Delete(name) => saved.retain(|search| search.name != *name),
            Self::Move { name, down } => {
                if let Some(at) = place(saved, name) {
                    let to = if *down { at + 1 } else { at.saturating_sub(1) };
                    if to < saved.len() {
                        saved.swap(at, to);
                    }
                }
            }
        }
    }
}

/// Writes the file beside itself first, so that it is whole at any moment.
fn write(path: &Path, saved: &[Saved]) -> io::Result<()> {
    let listed = Listed {
        search: saved.to_vec(),
    };
    let text = toml::to_string(&listed).map_err(io::Error::other)?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("toml.new");
    let mut file = File::create(&beside)?;
    file.write_all(HEAD.as_bytes())?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(saved: &[Saved]) -> Vec<&str> {
        saved.iter().map(|search| search.name.as_str()).collect()
    }

    #[test]
    fn changes_are_on_disk_when_they_return() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/searches.toml");
        let save = |name: &str, query: &str| {
            let saved = Saved {
                name: name.into(),
                query: query.into(),
            };
            change(&path, &Change::Save(saved)).unwrap()
        };
        assert_eq!(read(&path).unwrap(), []);
        save("a", "company:\"Xiaomi\"");
        save("b", "x");
        assert_eq!(names(&save("c", "y")), ["a", "b", "c"]);
        assert_eq!(save("a", "z")[0].query, "z");
        let step = |name: &str, down| Change::Move {
            name: name.into(),
            down,
        };
        assert_eq!(
            names(&change(&path, &step("a", true)).unwrap()),
            ["b", "a", "c"]
        );
        assert_eq!(
            names(&change(&path, &step("b", false)).unwrap()),
            ["b", "a", "c"]
        );
        assert_eq!(
            names(&change(&path, &step("c", true)).unwrap()),
            ["b", "a", "c"]
        );
        let rename = Change::Rename {
            from: "b".into(),
            to: "c".into(),
        };
        assert_eq!(names(&change(&path, &rename).unwrap()), ["c", "a"]);
        change(&path, &Change::Delete("a".into())).unwrap();
        let saved = read(&path).unwrap();
        assert_eq!((names(&saved), saved[0].query.as_str()), (vec!["c"], "x"));
    }

    #[test]
    fn a_broken_file_is_said_and_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("searches.toml");
        fs::write(&path, "[[search]]\nname = \"a\"\nquery = 3\n").unwrap();
        let error = read(&path).unwrap_err().to_string();
        assert!(
            error.contains("line 3") && error.contains("searches.toml"),
            "{error}"
        );
        assert!(change(&path, &Change::Delete("a".into())).is_err());
        assert!(fs::read_to_string(&path).unwrap().contains("query = 3"));
    }
}
