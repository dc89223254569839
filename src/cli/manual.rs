//! What the command line says of itself to a shell and to `man`.

use std::io::{self, Write};

use clap::{Args, Command};
use clap_complete::Shell;

use super::failure::Failure;
use super::tongue::translated;
use crate::words::Tongue;

/// What `kliping completions` is asked.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Prints the script that completes the command line in a shell.
    pub fn run(&self, mut command: Command) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "kliping", &mut script);
        let mut out = io::stdout().lock();
        out.write_all(&script)?;
        Ok(out.flush()?)
    }
}

/// Prints the manual page, the commands each in a section.
pub fn man(command: Command, tongue: Tongue) -> Result<(), Failure> {
    let page = page(command, tongue)?;
    let mut out = io::stdout().lock();
    out.write_all(page.as_bytes())?;
    Ok(out.flush()?)
}

/// The manual page in a language.
fn page(command: Command, tongue: Tongue) -> io::Result<String> {
    let mut command = translated(command.disable_help_subcommand(true), tongue);
    command.build();
    let mut page = Vec::new();
    let manual = clap_mangen::Man::new(command.clone());
    manual.render_title(&mut page)?;
    manual.render_name_section(&mut page)?;
    manual.render_synopsis_section(&mut page)?;
    manual.render_description_section(&mut page)?;
    manual.render_options_section(&mut page)?;
    writeln!(page, ".SH COMMANDS")?;
    commands(&command, "kliping", &mut page)?;
    let said = |english| tongue.help(english).unwrap_or(english);
    for (heading, entries) in ENDING {
        writeln!(page, ".SH {heading}")?;
        for (term, sentence) in *entries {
            let (term, sentence) = (plain(term), plain(said(sentence)));
            writeln!(page, ".TP\n\\fB{term}\\fR\n{sentence}")?;
        }
    }
    // The headings that the library wrote are among them.
    let mut told = String::with_capacity(page.len());
    for line in String::from_utf8_lossy(&page).lines() {
        match line.strip_prefix(".SH ") {
            Some(heading) => told.extend([".SH ", said(heading)]),
            None => told.push_str(line),
        }
        told.push('\n');
    }
    Ok(told)
}

/// The commands of a command with their options.
fn commands(of: &Command, name: &str, page: &mut Vec<u8>) -> io::Result<()> {
    for command in of
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        let name = format!("{name} {}", command.get_name());
        let about = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        writeln!(page, ".SS {}\n{}", plain(&name), plain(&about))?;
        for argument in command.get_arguments() {
            if argument.is_hide_set() || argument.is_global_set() || argument.get_id() == "help" {
                continue;
            }
            let flag = argument.get_long().map_or_else(
                || argument.get_id().as_str().to_uppercase(),
                |long| format!("--{long}"),
            );
            let help = argument
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            writeln!(page, ".TP\n\\fB{}\\fR\n{}", plain(&flag), plain(&help))?;
        }
        commands(command, &name, page)?;
    }
    Ok(())
}

/// Text as roff takes it for text.
fn plain(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) {
        format!("\\&{text}")
    } else {
        text
    }
}

/// What follows the commands in the manual page: headings, and below each what is explained, with a sentence about it.
const ENDING: &[(&str, &[(&str, &str)])] = &[
    (
        "EXIT STATUS",
        &[
            ("0", "Done; also where the reader of a pipe has gone."),
            ("1", "Nothing was found."),
            (
                "2",
                "The command line, the query or the configuration is wrong.",
            ),
            (
                "3",
                "The archive, the marks, a file or the terminal cannot be used.",
            ),
        ],
    ),
    (
        "FILES",
        &[
            (
                "~/.config/kliping/config.toml",
                "The configuration; kliping --print-config prints every setting with its default.",
            ),
            ("~/.local/share/kliping/marks.db", "What was marked."),
            (
                "~/.cache/kliping/",
                "Indexes, which are made again when deleted.",
            ),
        ],
    ),
    (
        "ENVIRONMENT",
        &[
            (
                "KLIPING_CONFIG_DIR, KLIPING_DATA_DIR, KLIPING_CACHE_DIR",
                "Other places for these.",
            ),
            (
                "LC_ALL, LC_MESSAGES, LANG, LANGUAGE",
                "The language of the interface, of the help and of this page.",
            ),
            ("NO_COLOR", "No colours."),
            ("VISUAL, EDITOR", "What notes are edited with."),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::super::Args;
    use super::*;

    #[test]
    fn the_page_is_whole_in_both_languages() {
        let english = page(Args::command(), Tongue::English).unwrap();
        let indonesian = page(Args::command(), Tongue::Indonesian).unwrap();
        let headings = |page: &str| {
            let lines = page.lines();
            let headings = lines.filter_map(|line| line.strip_prefix(".SH "));
            headings.map(str::to_owned).collect::<Vec<_>>()
        };
        let told = headings(&indonesian);
        for heading in headings(&english) {
            let said = Tongue::Indonesian.help(&heading);
            assert!(
                said.is_some_and(|said| told.iter().any(|heading| heading == said)),
                "{heading}: {told:?}"
            );
        }
        for (_, entries) in ENDING {
            for (term, sentence) in *entries {
                let said = Tongue::Indonesian.help(sentence).unwrap();
                assert!(english.contains(&plain(sentence)), "{sentence}");
                assert!(indonesian.contains(&plain(said)), "{said}");
                assert!(!indonesian.contains(&plain(sentence)), "{sentence}");
                assert!(indonesian.contains(&plain(term)), "{term}");
            }
        }
        assert!(indonesian.contains(".SS kliping search\nCetak artikel"));
        assert!(!indonesian.contains("Print "), "{indonesian}");
    }
}
