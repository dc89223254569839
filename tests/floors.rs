//! The shape of the house: who may import whom, who may touch files and the terminal, how long a file may be.

use std::fs;
use std::path::{Path, PathBuf};

use kliping::action::Action;

/// The floors, as the table in `src/lib.rs` has them.
const FLOORS: &[(&str, u8)] = &[
    ("text", 0),
    ("words", 0),
    ("action", 0),
    ("memory", 0),
    ("article", 1),
    ("config", 1),
    ("archive", 2),
    ("annotate", 2),
    ("index", 3),
    ("library", 4),
    ("app", 5),
    ("ui", 6),
    ("run", 7),
    ("cli", 8),
];

/// Words that only some modules may name, and which.
const RESERVED: &[(&[&str], &[&str])] = &[
    (&["ratatui"], &["ui", "run"]),
    (&["crossterm"], &["run"]),
    (
        &[
            "std::fs",
            "fs::",
            "File::",
            ".exists()",
            ".is_file()",
            ".is_dir()",
            ".read_dir()",
            ".canonicalize()",
        ],
        // The index keeps the texts beside the engine's own files.
        &["archive", "index", "library", "run", "cli"],
    ),
    // The archive reads databases that other readers left; it opens them read-only.
    (&["rusqlite"], &["library", "archive"]),
    (&["tantivy"], &["index"]),
    (&["libc"], &["memory"]),
];

/// Words that some modules may not name: the state and its drawing know no threads, no clock and no environment.
const FORBIDDEN: &[(&[&str], &[&str])] = &[(
    &[
        "thread::",
        "mpsc",
        "Instant::now",
        "SystemTime::now",
        "Zoned::now",
        "Timestamp::now",
        "env::",
    ],
    &["text", "action", "article", "config", "app", "ui"],
)];

/// Lines of a file, without its tests.
const LONGEST: usize = 600;

/// One source file, without its tests and comments.
struct Source {
    /// Relative to `src`, with `/`.
    path: String,
    /// The module under the root of the crate.
    module: String,
    /// How deep its module lies: 1 for `text`, 2 for `text::safe`.
    depth: usize,
    /// The lines as written, with their tests.
    whole: String,
    /// The code: line number and line.
    code: Vec<(usize, String)>,
}

impl Source {
    fn new(path: String, whole: String) -> Self {
        let parts: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
        let depth = parts.iter().filter(|part| **part != "mod").count();
        let module = parts.first().copied().unwrap_or_default().to_owned();
        let code = untested(&path, &whole)
            .map(|(at, line)| (at, line.split(" // ").next().unwrap_or_default().to_owned()))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .collect();
        Self {
            path,
            module,
            depth,
            whole,
            code,
        }
    }

    /// The floor it is on; none for the root itself.
    fn floor(&self) -> Option<u8> {
        floor(&self.module)
    }
}

/// The numbered lines before the tests of a file; none of a file of tests.
fn untested<'a>(path: &str, whole: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    let lines: Vec<&str> = whole.lines().collect();
    let tests = lines
        .windows(2)
        .position(|pair| pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod tests"))
        .unwrap_or(lines.len());
    let tests = if path.ends_with("/tests.rs") {
        0
    } else {
        tests
    };
    lines
        .into_iter()
        .take(tests)
        .enumerate()
        .map(|(at, line)| (at + 1, line))
}

fn floor(module: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == module)
        .map(|(_, floor)| *floor)
}

/// The rust files under a folder of the project, in order.
pub(crate) fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut waiting = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut found: Vec<PathBuf> = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The sources under a folder of the project.
fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let source = |path: PathBuf| {
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        Source::new(name, fs::read_to_string(&path).unwrap())
    };
    rust_files(folder).into_iter().map(source).collect()
}

/// The modules of the root that a file names: `crate::text`, `crate::{text, article}`, or `super::` up to the root.
fn imports(source: &Source) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    let mut code = String::new();
    let mut starts = Vec::new();
    for (at, line) in &source.code {
        starts.push((code.len(), *at));
        code.push_str(line);
        code.push('\n');
    }
    let climb = "super::".repeat(source.depth);
    for root in ["crate::", climb.as_str()] {
        for (byte, _) in code.match_indices(root) {
            let line = starts
                .iter()
                .rev()
                .find(|(start, _)| *start <= byte)
                .map_or(0, |(_, at)| *at);
            let (_, rest) = code.split_at(byte + root.len());
            named.extend(names(rest).into_iter().map(|name| (line, name)));
        }
    }
    named
}

/// The first names of a path or of a group of paths: of `{a::b, c}` they are `a` and `c`.
fn names(path: &str) -> Vec<String> {
    let name = |path: &str| {
        path.chars()
            .take_while(|ch| ch.is_alphanumeric() || *ch == '_')
            .collect::<String>()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let mut depth = 0;
    let mut names = vec![name(group.trim_start())];
    for (at, ch) in group.char_indices() {
        match ch {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(name(group.split_at(at + 1).1.trim_start())),
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// What a file does that its floor does not allow.
fn faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    for (line, name) in imports(source) {
        let allowed = match (source.floor(), floor(&name)) {
            _ if name == source.module => true,
            (Some(own), Some(other)) => other < own,
            // The root names its modules; nobody climbs to anything else.
            (None, _) => true,
            (Some(_), None) => false,
        };
        if !allowed {
            faults.push(format!(
                "src/{}:{line}: `{}` may not import `{name}`",
                source.path, source.module
            ));
        }
    }
    for (line, code) in &source.code {
        for (words, modules) in RESERVED {
            for word in words.iter().filter(|word| holds(code, word)) {
                if !modules.contains(&source.module.as_str()) {
                    faults.push(format!(
                        "src/{}:{line}: only {modules:?} may name `{word}`",
                        source.path
                    ));
                }
            }
        }
        for (words, modules) in FORBIDDEN {
            for word in words.iter().filter(|word| holds(code, word)) {
                if modules.contains(&source.module.as_str()) {
                    faults.push(format!(
                        "src/{}:{line}: `{}` may not name `{word}`",
                        source.path, source.module
                    ));
                }
            }
        }
    }
    faults
}

/// Whether the line holds the word, not as the end of a longer one.
fn holds(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code.split_at(at).0.chars().next_back();
        word.starts_with('.') || !before.is_some_and(|ch| ch.is_alphanumeric() || ch == '_')
    })
}

fn shown(faults: &[String]) -> String {
    faults.join("\n")
}

#[test]
fn nobody_imports_upwards_or_sideways() {
    let faults: Vec<String> = sources("src").iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "\n{}", shown(&faults));
}

#[test]
fn every_module_is_on_a_floor() {
    for source in sources("src") {
        let root = ["lib", "main"].contains(&source.module.as_str());
        assert!(
            root || source.floor().is_some(),
            "src/{} is on no floor",
            source.path
        );
    }
    let table =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for (module, floor) in FLOORS {
        assert!(
            table.contains(&format!("//! | {floor} | [`{module}`] |")),
            "src/lib.rs has another floor for {module}"
        );
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut faults = Vec::new();
    for source in sources("src") {
        let lines = untested(&source.path, &source.whole).count();
        if lines > LONGEST {
            faults.push(format!(
                "src/{} has {lines} lines without its tests; expected {LONGEST} at most",
                source.path
            ));
        }
    }
    for folder in ["src", "tests"] {
        for source in sources(folder) {
            if !source.whole.starts_with("//! ") {
                faults.push(format!(
                    "{folder}/{} does not begin with `//!` and what it is",
                    source.path
                ));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", shown(&faults));
}

/// The arms that do actions end in one for all others, so the compiler does not miss one.
#[test]
fn every_action_has_an_arm() {
    let code: Vec<(usize, String)> = sources("src/app")
        .into_iter()
        .flat_map(|source| source.code)
        .collect();
    for action in Action::ALL {
        let named = format!("Action::{action:?}");
        let arm = code.iter().any(|(_, line)| {
            let behind = line
                .split_once(&named)
                .map(|(_, behind)| behind.trim_start());
            behind.is_some_and(|behind| {
                behind.is_empty() || behind.starts_with(['|', '=']) || behind.starts_with("if ")
            })
        });
        assert!(arm, "{action} does nothing");
    }
}

#[test]
fn trespassers_are_seen() {
    for (path, code, trespasses) in [
        ("text/safe.rs", "use super::Span;", false),
        ("text/safe.rs", "use crate::text::width;", false),
        ("text/safe.rs", "use crate::article::Article;", true),
        ("text/safe.rs", "use super::super::article::Article;", true),
        (
            "text/lang/mod.rs",
            "use super::super::article::Article;",
            true,
        ),
        ("text/lang/id.rs", "use super::super::Span;", false),
        ("text/mod.rs", "use crate::action::Action;", true),
        (
            "archive/csv.rs",
            "use crate::{\n    annotate::{Mention, Lexicon},\n    article::Article,\n};",
            true,
        ),
        ("archive/csv.rs", "use std::fs::File;", false),
        ("annotate/page.rs", "let text = std::fs::read(path)?;", true),
        ("app/mod.rs", "use ratatui::layout::Rect;", true),
        ("app/mod.rs", "let now = Instant::now();", true),
        ("app/mod.rs", "// ratatui is not named here", false),
        ("app/mod.rs", "offs::of(x)", false),
        ("ui/mod.rs", "use ratatui::crossterm::event;", true),
        ("run/input.rs", "use crossterm::event;", false),
        ("cli/mod.rs", "use crate::run;", false),
        ("cli/mod.rs", "use crate::helpers;", true),
        ("annotate/tests.rs", "use std::fs;\nfs::read(x)", false),
        ("run/mod.rs", "use crate::cli::Failure;", true),
        (
            "index/mod.rs",
            "fn a() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}",
            false,
        ),
    ] {
        let source = Source::new(path.to_owned(), code.to_owned());
        let found = faults(&source);
        assert_eq!(!found.is_empty(), trespasses, "{path}: {code}: {found:?}");
    }
}
