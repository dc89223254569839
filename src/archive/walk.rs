//! The files of an archive, in the order of their paths.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, IntoIter, WalkDir};

use super::archivebox::Boxes;
use super::sink::{Problem, ProblemKind};

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Relative to the archive's root, with `/`; empty where the archive is that one file.
    pub path: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed; `None` where the file system does not say.
    pub modified: Option<SystemTime>,
}

/// Walks the files below a root. Links are never followed and hidden files are left out; what cannot be read comes
/// as a problem.
pub struct Walk {
    root: PathBuf,
    inner: IntoIter,
    boxes: Boxes,
}

impl Walk {
    /// Starts at `root`, which is a folder or a file and no link.
    pub fn new(root: &Path) -> Self {
        let inner = WalkDir::new(root)
            .follow_links(false)
            .sort_by_file_name()
            .into_iter();
        Self {
            root: root.to_owned(),
            inner,
            boxes: Boxes::default(),
        }
    }

    fn relative(&self, path: &Path) -> String {
        let parts = path.strip_prefix(&self.root).unwrap_or(path);
        let parts: Vec<_> = parts.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }

    fn problem(&self, path: &Path, what: String) -> Problem {
        Problem {
            kind: ProblemKind::Damaged,
            file: self.relative(path),
            member: None,
            line: None,
            byte: None,
            what,
            hint: None,
        }
    }

    /// What a link that is not followed is; one that stays inside leads to what is listed anyway.
    fn link(&self, path: &Path) -> Option<Problem> {
        match path.canonicalize() {
            Ok(target) if target.starts_with(&self.root) => None,
            Ok(_) => Some(Problem {
                kind: ProblemKind::Refused,
                hint: Some("open its target as an archive of its own".to_owned()),
                ..self.problem(path, "a symbolic link out of the archive".to_owned())
            }),
            Err(_) => Some(self.problem(path, "a symbolic link to nowhere".to_owned())),
        }
    }

    fn entry(&mut self, found: &DirEntry) -> Option<Result<Entry, Problem>> {
        let kind = found.file_type();
        if kind.is_symlink() {
            return self.link(found.path()).map(Err);
        }
        if !kind.is_file() || self.boxes.cover(found.path()) {
            return None;
        }
        let meta = match found.metadata() {
            Ok(meta) => meta,
            Err(error) => return Some(Err(self.problem(found.path(), error.to_string()))),
        };
        if found.path().to_str().is_none() {
            let what = "its name is no Unicode".to_owned();
            return Some(Err(self.problem(found.path(), what)));
        }
        Some(Ok(Entry {
            path: self.relative(found.path()),
            size: meta.len(),
            modified: meta.modified().ok(),
        }))
    }
}

impl Iterator for Walk {
    type Item = Result<Entry, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = match self.inner.next()? {
                Ok(found) => found,
                Err(error) => {
                    let path = error.path().unwrap_or(&self.root).to_owned();
                    let reason = error
                        .io_error()
                        .map_or_else(|| error.to_string(), ToString::to_string);
                    return Some(Err(
                        self.problem(&path, format!("cannot be listed: {reason}"))
                    ));
                }
            };
            if found.depth() > 0 && hidden(&found) {
                if found.file_type().is_dir() {
                    self.inner.skip_current_dir();
                }
                continue;
            }
            if let Some(item) = self.entry(&found) {
                return Some(item);
            }
        }
    }
}

fn hidden(found: &DirEntry) -> bool {
    hidden_name(&found.file_name().to_string_lossy())
}

/// Names that begin with a dot, and what file managers leave behind.
fn hidden_name(name: &str) -> bool {
    name.starts_with('.') && !matches!(name, "." | "..")
        || matches!(name, "__MACOSX" | "Thumbs.db" | "desktop.ini")
}

/// Whether a member of a container lies in a hidden folder or is hidden itself.
pub(super) fn hidden_path(path: &str) -> bool {
    path.split('/').any(hidden_name)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn paths(root: &Path) -> Vec<Result<String, String>> {
        Walk::new(&root.canonicalize().unwrap())
            .map(|item| item.map(|entry| entry.path).map_err(|problem| problem.file))
            .collect()
    }

    #[test]
    fn sorted_without_hidden_files() {
        let dir = tempfile::tempdir().unwrap();
        for path in [
            "b/2.txt",
            "b/1.txt",
            "a.txt",
            ".git/x",
            "b/.hidden",
            "c.txt",
        ] {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let want = ["a.txt", "b/1.txt", "b/2.txt", "c.txt"].map(|path| Ok(path.to_owned()));
        assert_eq!(paths(dir.path()), want);
        assert_eq!(paths(&dir.path().join("a.txt")), [Ok(String::new())]);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_never_followed() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("arsip");
        fs::create_dir(&root).unwrap();
        fs::write(dir.path().join("luar.txt"), "x").unwrap();
        fs::write(root.join("a.txt"), "x").unwrap();
        symlink("../luar.txt", root.join("keluar")).unwrap();
        symlink("a.txt", root.join("kedalam")).unwrap();
        symlink(".", root.join("lingkaran")).unwrap();
        symlink("tiada", root.join("putus")).unwrap();
        assert_eq!(
            paths(&root),
            [
                Ok("a.txt".to_owned()),
                Err("keluar".to_owned()),
                Err("putus".to_owned())
            ]
        );
    }
}
