//! A mistake in a command line, in the words of the interface: the parser says of what kind it is and where, this says it.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::failure::{Failure, Kind};
use crate::words::Tongue;

/// The failure that a mistake is; `None` where the parser has its own words: help, version, kinds that nothing here asks for.
pub(super) fn of(error: &Error, tongue: Tongue) -> Option<Failure> {
    let mut told = message(error, tongue)?;
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    let near = near.into_iter().find_map(|kind| text(error, kind));
    let (elsewhere, literal) = tips(error);
    if let Some(near) = near.or(elsewhere) {
        told += &tongue.did_you_mean(near);
    }
    if let Some(usage) = text(error, ContextKind::Usage) {
        let usage = usage.trim_start_matches("Usage:").trim();
        let usage = usage_in(usage, tongue);
        told = [&told, "\n", tongue.help_usage(), " ", &usage].concat();
    }
    let mut hint = tongue.hint_more_help().to_owned();
    if let Some(literal) = literal {
        hint = format!("{}; {hint}", tongue.hint_literal(literal));
    }
    let failure = Failure::new(Kind::Usage, told).hint(hint);
    Some(failure.told_in(tongue))
}

/// How a command is used, with the words for what is left open in it; further lines stand below the first.
pub(super) fn usage_in(usage: &str, tongue: Tongue) -> String {
    let indent = format!("\n{}", " ".repeat(tongue.help_usage().len() + 1));
    let lines: Vec<&str> = usage.lines().map(str::trim).collect();
    lines
        .join(&indent)
        .replace("OPTIONS]", &format!("{}]", tongue.usage_options()))
        .replace("COMMAND]", &format!("{}]", tongue.usage_command()))
        .replace("COMMAND>", &format!("{}>", tongue.usage_command()))
}

/// What is wrong.
fn message(error: &Error, tongue: Tongue) -> Option<String> {
    let said = |kind| text(error, kind);
    let arg = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => {
            let arg = arg?;
            if arg.starts_with('-') {
                tongue.no_option(arg)
            } else {
                tongue.no_place(arg)
            }
        }
        ErrorKind::InvalidSubcommand => tongue.no_command(said(ContextKind::InvalidSubcommand)?),
        ErrorKind::InvalidValue => {
            let (arg, value) = (arg?, value?);
            let mut told = if value.is_empty() {
                tongue.needs_value(arg)
            } else {
                tongue.wrong_value(value, arg)
            };
            if let Some(values) = said(ContextKind::ValidValue) {
                told = format!("{told} {}", tongue.help_values(values));
            }
            told
        }
        ErrorKind::ValueValidation => {
            let told = tongue.wrong_value(value?, arg?);
            match std::error::Error::source(error) {
                Some(why) => format!("{told}: {}", tongue.reason(&why.to_string())),
                None => told,
            }
        }
        ErrorKind::TooManyValues => tongue.takes_no_value(arg?, value?),
        ErrorKind::ArgumentConflict => {
            let first = arg.or_else(|| said(ContextKind::InvalidSubcommand))?;
            match said(ContextKind::PriorArg) {
                Some(other) if other == first => tongue.given_twice(first),
                Some(other) => tongue.exclude_each_other(first, other),
                None => tongue.stands_alone(first),
            }
        }
        ErrorKind::MissingRequiredArgument => tongue.is_missing(arg?),
        ErrorKind::InvalidUtf8 => tongue.no_text().to_owned(),
        _ => return None,
    })
}

/// What the parser says of a mistake's part; of several, all with commas between.
fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::Strings(all) if !all.is_empty() => Some(all.join(", ")),
        _ => None,
    }
}

/// What the parser proposes in sentences of its own: the command that knows the option, and what would be taken as it is
/// behind `--`.
fn tips(error: &Error) -> (Option<String>, Option<String>) {
    let Some(ContextValue::StyledStrs(all)) = error.get(ContextKind::Suggested) else {
        return (None, None);
    };
    let all: Vec<String> = all.iter().map(ToString::to_string).collect();
    let between = |start: &str, end: &str| {
        let mut found = all.iter().filter_map(|tip| {
            let (part, _) = tip.strip_prefix(start)?.split_once(end)?;
            Some(part.to_owned())
        });
        found.next()
    };
    (
        between("'", "' exists"),
        between("to pass '", "' as a value"),
    )
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::super::{Args, tongue};
    use super::ErrorKind as Is;
    use super::*;

    /// What is said of a command line that is wrong.
    fn said(line: &[&str], tongue: Tongue) -> (ErrorKind, String) {
        let command = tongue::told(Args::command(), tongue);
        let error = command
            .try_get_matches_from(std::iter::once(&"kliping").chain(line))
            .expect_err("it is wrong");
        let failure = of(&error, tongue).expect("it is known");
        (error.kind(), failure.to_string())
    }

    /// A command line, its kind, what is said of it in English and in Indonesian.
    type Mistake = (&'static [&'static str], Is, &'static str, &'static str);

    /// One of each kind, and of each way to say one.
    const MISTAKES: &[Mistake] = &[
        (
            &["--fersh"],
            Is::UnknownArgument,
            "there is no option `--fersh` here, did you mean `--fresh`?",
            "tidak ada opsi `--fersh` di sini, maksud Anda `--fresh`?",
        ),
        (
            &["--markdown", "show"],
            Is::UnknownArgument,
            "there is no option `--markdown` here, did you mean `show --markdown`?",
            "tidak ada opsi `--markdown` di sini, maksud Anda `show --markdown`?",
        ),
        (
            &["doctor", "x"],
            Is::UnknownArgument,
            "`x` has no place here",
            "`x` tidak punya tempat di sini",
        ),
        (
            &["marks", "exprot"],
            Is::InvalidSubcommand,
            "there is no command `exprot`, did you mean `export`?",
            "tidak ada perintah `exprot`, maksud Anda `export`?",
        ),
        (
            &["--config"],
            Is::InvalidValue,
            "`--config <FILE>` needs a value",
            "`--config <FILE>` memerlukan nilai",
        ),
        (
            &["completions", "fsih"],
            Is::InvalidValue,
            "`fsih` cannot be given for `<SHELL>` [possible values: bash, elvish, fish, powershell, zsh], did you mean `fish`?",
            "`fsih` tidak dapat diberikan untuk `<SHELL>` [pilihan: bash, elvish, fish, powershell, zsh], maksud Anda `fish`?",
        ),
        (
            &["search", "x", "--limit=many"],
            Is::ValueValidation,
            "`many` cannot be given for `--limit <N>`: invalid digit found in string",
            "`many` tidak dapat diberikan untuk `--limit <N>`: bukan bilangan bulat",
        ),
        (
            &["export", "articles", "--as=doc"],
            Is::ValueValidation,
            "`doc` cannot be given for `--as <FORM>`: expected txt, md, json or csv",
            "`doc` tidak dapat diberikan untuk `--as <FORM>`: harus txt, md, json, atau csv",
        ),
        (
            &["--demo=yes"],
            Is::TooManyValues,
            "`--demo` takes no value, found `yes`",
            "`--demo` tidak diikuti nilai, ada `yes`",
        ),
        (
            &["--demo", "--demo"],
            Is::ArgumentConflict,
            "`--demo` is given twice",
            "`--demo` diberikan dua kali",
        ),
        (
            &["--demo", "x"],
            Is::ArgumentConflict,
            "`--demo` and `[PATH]` exclude each other",
            "`--demo` dan `[PATH]` tidak dapat dipakai bersama",
        ),
        (
            &["--print-config", "--demo"],
            Is::ArgumentConflict,
            "`--print-config` stands alone",
            "`--print-config` hanya dapat dipakai sendiri",
        ),
        (
            &["show", "x"],
            Is::MissingRequiredArgument,
            "missing here: <ID>",
            "belum ada: <ID>",
        ),
    ];

    #[test]
    fn every_kind_of_mistake_is_said_in_both_languages() {
        for (line, kind, english, indonesian) in MISTAKES {
            for (tongue, expected) in [(Tongue::English, english), (Tongue::Indonesian, indonesian)]
            {
                let (found, said) = said(line, tongue);
                assert_eq!(found, *kind, "{line:?}");
                assert_eq!(said.lines().next(), Some(*expected), "{line:?}");
            }
        }
        let (_, said) = said(&["search"], Tongue::Indonesian);
        assert!(
            said.ends_with("\nPemakaian: kliping search [OPSI] <ARCHIVE> <QUERY>..."),
            "{said}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_text_is_said() {
        use std::os::unix::ffi::OsStringExt as _;

        let line = ["kliping".into(), "show".into(), "x".into()];
        let wrong = std::ffi::OsString::from_vec(vec![0xff]);
        let error = Args::command()
            .try_get_matches_from(line.into_iter().chain([wrong]))
            .expect_err("it is wrong");
        let failure = of(&error, Tongue::Indonesian).expect("it is known");
        assert!(failure.to_string().starts_with("ada yang bukan teks UTF-8"));
    }

    #[test]
    fn help_and_version_are_no_mistakes() {
        for asked in ["--help", "--version"] {
            let error = Args::command()
                .try_get_matches_from(["kliping", asked])
                .expect_err("it is printed");
            assert!(of(&error, Tongue::Indonesian).is_none(), "{asked}");
        }
    }
}
