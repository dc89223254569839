//! The documents tell the truth: the example config, the README.

use std::collections::BTreeSet;

use kliping::action::{Action, Context};
use kliping::config::{Config, Role};

const EXAMPLE: &str = include_str!("../config.example.toml");

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
