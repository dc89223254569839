//! Paths as people type them: `~` is the home folder, and a path that has been begun may go on.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::text::safe::Safe;

/// Paths listed at most.
const MOST: usize = 200;

/// The path that was typed, with the home folder in place of `~`.
pub fn expand(typed: &str) -> PathBuf {
    let home = env::var_os("HOME").map(PathBuf::from);
    expand_with(typed, home.as_deref())
}

fn expand_with(typed: &str, home: Option<&Path>) -> PathBuf {
    match (typed.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            home.join(rest.trim_start_matches('/'))
        }
        _ => PathBuf::from(typed),
    }
}

/// A path as it is short to read: with `~` in place of the home folder.
pub fn homely(path: &Path) -> String {
    let home = env::var_os("HOME").map(PathBuf::from);
    homely_with(path, home.as_deref())
}

fn homely_with(path: &Path, home: Option<&Path>) -> String {
    let inside = home.and_then(|home| path.strip_prefix(home).ok());
    match inside {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}

/// The files and folders that `begun` may go on with, each as it would be typed; folders first, each with `/` behind it.
/// Hidden ones only where the name was begun with a dot; names that cannot be typed are left out.
pub fn list(begun: &str) -> Vec<String> {
    let (folder, name) = match begun.rfind('/') {
        Some(at) => begun.split_at(at + 1),
        None => ("", begun),
    };
    let place = if folder.is_empty() {
        PathBuf::from(".")
    } else {
        expand(folder)
    };
    let Ok(entries) = fs::read_dir(place) else {
        return Vec::new();
    };
    let mut found: Vec<(bool, String)> = entries
        .flatten()
        .filter_map(|entry| {
            let own = entry.file_name().into_string().ok()?;
            let hidden = own.starts_with('.') && !name.starts_with('.');
            if hidden || !own.starts_with(name) || Safe::line(&own).as_str() != own {
                return None;
            }
            let is_folder = entry.path().is_dir();
            let end = if is_folder { "/" } else { "" };
            Some((!is_folder, format!("{folder}{own}{end}")))
        })
        .collect();
    found.sort();
    found.truncate(MOST);
    found.into_iter().map(|(_, path)| path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_home_folder_is_put_in() {
        let home = Some(Path::new("/home/ana"));
        for (typed, expected) in [
            ("~", "/home/ana"),
            ("~/news", "/home/ana/news"),
            ("~other/news", "~other/news"),
            ("news", "news"),
            ("/a/~", "/a/~"),
        ] {
            assert_eq!(expand_with(typed, home), Path::new(expected), "{typed}");
        }
    }

    #[test]
    fn folders_come_first_and_hidden_ones_are_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("zines")).unwrap();
        for name in ["a.jsonl", ".hidden", "evil\u{1b}[31m"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let begun = format!("{}/", folder.path().display());
        let own = |name: &str| format!("{begun}{name}");
        assert_eq!(list(&begun), [own("zines/"), own("a.jsonl")]);
        assert_eq!(list(&own("z")), [own("zines/")]);
        assert_eq!(list(&own(".")), [own(".hidden")]);
        assert!(list("/no/such/folder/").is_empty());
    }

    #[test]
    fn the_home_folder_is_short_to_read() {
        let home = Path::new("/home/budi");
        let short = |path: &str| homely_with(Path::new(path), Some(home));
        assert_eq!(short("/home/budi/.local/marks.db"), "~/.local/marks.db");
        assert_eq!(short("/home/budiman/marks.db"), "/home/budiman/marks.db");
        assert_eq!(homely_with(Path::new("/x"), None), "/x");
    }
}
