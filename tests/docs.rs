//! The documents tell the truth: the example config, the README.

use std::collections::BTreeSet;

use kliping::action::{Action, Context};
use kliping::config::{Config, Keymap, Press, Role, Sequence};
use kliping::index::{FIELDS, HAS, IS, SORT};

use super::cli::{kliping, text};

const EXAMPLE: &str = include_str!("../config.example.toml");

const README: &str = include_str!("../README.md");

const SEARCH: &str = include_str!("../docs/SEARCH.md");

/// The documents that tell how the program is called, by name.
const DOCUMENTS: &[(&str, &str)] = &[
    ("README.md", README),
    ("FORMATS.md", include_str!("../docs/FORMATS.md")),
    ("MARKS.md", include_str!("../docs/MARKS.md")),
    ("PERFORMANCE.md", include_str!("../docs/PERFORMANCE.md")),
    ("SEARCH.md", SEARCH),
];

/// The example with every setting in use, as a user makes it by taking the `#` away.
fn uncommented() -> String {
    let used = |line: &str| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with(' ') && !setting.is_empty() => setting.to_owned(),
        _ => line.to_owned(),
    };
    EXAMPLE.lines().map(|line| used(line) + "\n").collect()
}

fn parse(text: &str) -> Config {
    Config::parse(text, "config.example.toml").unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn example_config_as_shipped_says_nothing() {
    assert_eq!(parse(EXAMPLE), parse(""));
}

#[test]
fn example_config_in_use_is_the_defaults() {
    let (example, default) = (parse(&uncommented()), parse(""));
    assert_eq!(example.settings, default.settings);
    assert_eq!(example.theme, default.theme);
    for &action in Action::ALL {
        for &context in Context::ALL {
            let keys = |config: &Config| config.keymap.keys_of(action, context);
            assert_eq!(
                keys(&example),
                keys(&default),
                "{action} in {}",
                context.name()
            );
        }
    }
}

/// The settings of a table, with the tables inside it, each with its path.
fn paths(table: &toml::Table, above: &str, out: &mut BTreeSet<String>) {
    for (name, value) in table {
        let path = format!("{above}{name}");
        match value {
            // A table without settings of its own is named by its header.
            toml::Value::Table(inner) if inner.is_empty() => {
                out.insert(path);
            }
            toml::Value::Table(inner) => paths(inner, &format!("{path}."), out),
            _ => {
                out.insert(path);
            }
        }
    }
}

#[test]
fn example_config_names_every_action_role_and_setting() {
    let mut named = BTreeSet::new();
    paths(&uncommented().parse().unwrap(), "", &mut named);
    for action in Action::ALL {
        assert!(
            named.contains(&format!("keys.{action}")),
            "[keys] lacks {action}"
        );
    }
    for role in Role::ALL {
        assert!(
            named.contains(&format!("theme.roles.{}", role.name())),
            "[theme.roles] lacks {}",
            role.name()
        );
    }
    // Serde names the settings it knows when it meets one that it does not.
    for table in [
        "",
        "list",
        "reader",
        "side",
        "search",
        "archive.fields",
        "archive.limits",
        "share",
        "marks",
        "theme",
    ] {
        let header = if table.is_empty() {
            String::new()
        } else {
            format!("[{table}]\n")
        };
        let error = Config::parse(&format!("{header}no-such-setting = 0\n"), "x")
            .unwrap_err()
            .what;
        let known: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
        assert!(!known.is_empty(), "{error}");
        for name in known {
            let path = if table.is_empty() {
                name.to_owned()
            } else {
                format!("{table}.{name}")
            };
            let inside = format!("{path}.");
            assert!(
                named
                    .iter()
                    .any(|known| *known == path || known.starts_with(&inside)),
                "the example lacks {path}"
            );
        }
    }
}

#[test]
fn every_line_of_the_example_is_explained() {
    let mut explained = false;
    for (at, line) in EXAMPLE.lines().enumerate() {
        let words = line.starts_with("# ") || line == "#";
        let setting = line.starts_with('#') && !words;
        assert!(explained || !setting, "line {}: {line}", at + 1);
        assert!(
            line.is_empty() || line.starts_with(['#', '[']),
            "line {}: {line}",
            at + 1
        );
        explained = words;
    }
}

/// How a document calls the program: lines of its code and what stands in back quotes, without the program's name.
fn calls(document: &str) -> Vec<&str> {
    let lines = document.lines();
    let lines = lines.filter_map(|line| line.strip_prefix("kliping "));
    let quoted = document.split('`').skip(1).step_by(2);
    let quoted = quoted.filter_map(|quoted| quoted.strip_prefix("kliping "));
    lines.chain(quoted).collect()
}

#[test]
fn documents_name_commands_and_flags_that_exist() {
    let home = tempfile::tempdir().unwrap();
    let mut seen = 0;
    for (name, document) in DOCUMENTS {
        for call in calls(document) {
            let names = |word: &&str| word.chars().all(|ch| ch.is_ascii_lowercase() || ch == '-');
            let mut words = call.split_whitespace();
            let mut command: Vec<&str> = words.next().filter(names).into_iter().collect();
            // These have commands of their own.
            let nested = command == ["marks"] || command == ["export"];
            command.extend(words.next().filter(|_| nested));
            if command.first().is_some_and(|word| word.starts_with("--")) {
                command.clear();
            }
            let help = kliping(home.path(), &[command.as_slice(), &["--help"]].concat(), "");
            assert!(
                help.status.success(),
                "{name}: {call}: {}",
                text(&help.stderr)
            );
            let help = text(&help.stdout);
            for flag in call
                .split_whitespace()
                .filter(|word| word.starts_with("--"))
            {
                let flag = flag.split('=').next().unwrap_or_default();
                let flag = flag.trim_end_matches([',', ';', '.']);
                assert!(help.contains(flag), "{name}: {call}: no {flag} in\n{help}");
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "only {seen} calls were found");
}

/// Keys as the table of the README writes them: `^D`, `gg`, `]c`, `m a`.
fn sequence(written: &str) -> Sequence {
    let key = match written.strip_prefix('^') {
        Some(letter) => format!("ctrl-{}", letter.to_lowercase()),
        None => written.to_owned(),
    };
    key.parse().unwrap_or_else(|_| {
        let apart: Vec<String> = key.chars().map(String::from).collect();
        apart.join(" ").parse().unwrap()
    })
}

/// Whether keys do something somewhere, or the first of them do.
fn is_bound(keymap: &Keymap, keys: &Sequence) -> bool {
    Context::ALL.iter().any(|context| {
        let mut begun = (1..=keys.chords().len()).map(|end| &keys.chords()[..end]);
        begun.any(|begun| matches!(keymap.press(*context, begun), Press::Action(_)))
    })
}

#[test]
fn keys_of_the_readme_are_bound() {
    let keymap = parse("").keymap;
    let (_, table) = README.split_once("| key | does |\n|---|---|\n").unwrap();
    let mut seen = 0;
    for row in table.lines().take_while(|line| line.starts_with('|')) {
        // A bar that is a key, and a back quote that is one, are written with more than themselves.
        let row = row.replace("\\|", "\u{1}").replace("`` `a ``", "`\u{2}a`");
        let keys = row.split('|').nth(1).unwrap();
        for written in keys.split('`').skip(1).step_by(2) {
            let written = written.replace('\u{1}', "|").replace('\u{2}', "`");
            let keys = sequence(&written);
            assert!(is_bound(&keymap, &keys), "README.md: `{written}` is no key");
            seen += 1;
        }
    }
    assert!(seen > 60, "only {seen} keys were found");
}

#[test]
fn every_field_and_its_words_are_documented() {
    let fields = FIELDS.iter().map(|(name, _)| format!("`{name}:`"));
    let orders = SORT.iter().map(|(name, _)| name);
    let words = IS.iter().chain(HAS).chain(orders);
    for word in fields.chain(words.map(|word| format!("`{word}`"))) {
        assert!(SEARCH.contains(&word), "SEARCH.md lacks {word}");
    }
}
