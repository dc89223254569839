//! The language of the command line: which one it is, and the help in it.

use std::env;

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command};

use super::mistake;
use crate::config::settings::Language;
use crate::words::Tongue;

/// The language of the interface: the one of the settings, else that of the system.
pub(super) fn of(language: Language) -> Tongue {
    language.or(system())
}

/// The language of the system.
pub(super) fn system() -> Tongue {
    of_system(|name| env::var(name).ok())
}

/// The language of the system: that of the locale, or the first of `LANGUAGE` that is spoken here, which counts where there
/// is a locale at all (the manual of GNU gettext, "The LANGUAGE variable").
fn of_system(variable: impl Fn(&str) -> Option<String>) -> Tongue {
    let set = |name: &&str| variable(name).filter(|value| !value.is_empty());
    let mut locales = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().filter_map(set);
    let locale = locales.next().unwrap_or_default();
    let plain = ["", "C", "POSIX"].contains(&locale.split('.').next().unwrap_or_default());
    let listed = set(&"LANGUAGE").filter(|_| !plain).unwrap_or_default();
    let mut listed = listed.split(':').filter_map(Tongue::spoken);
    listed.next().unwrap_or_else(|| Tongue::of_locale(&locale))
}

/// A command whose help is in this language, with how it is used. In English it is as it stands.
pub(super) fn told(command: Command, tongue: Tongue) -> Command {
    if tongue == Tongue::English {
        return command;
    }
    used(translated(command, tongue), tongue)
}

/// A command that says how it is used in this language.
fn used(mut command: Command, tongue: Tongue) -> Command {
    let usage = command.render_usage().to_string();
    let usage = mistake::usage_in(usage.trim_start_matches("Usage:"), tongue);
    command
        .override_usage(usage)
        .mut_subcommands(|inner| used(inner, tongue))
}

/// A command whose sentences are in this language.
pub(super) fn translated(mut command: Command, tongue: Tongue) -> Command {
    if tongue == Tongue::English {
        return command;
    }
    // Only then there are all of its arguments and commands.
    command.build();
    sentences_in(command, tongue)
}

fn sentences_in(command: Command, tongue: Tongue) -> Command {
    let said = |text: Option<&StyledStr>| tongue.help(text?.to_string().as_str());
    let (about, ending) = (said(command.get_about()), said(command.get_after_help()));
    let long = said(command.get_long_about());
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        tongue.help_usage()
    );
    let mut command = command
        .help_template(template)
        .subcommand_help_heading(tongue.help_commands())
        .mut_args(|arg| argument(arg, tongue))
        .mut_subcommands(|inner| sentences_in(inner, tongue));
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(long) = long {
        command = command.long_about(long);
    }
    match ending {
        Some(ending) => command.after_help(ending),
        None => command,
    }
}

/// An argument with its help, and what can be given for it, in this language.
fn argument(arg: Arg, tongue: Tongue) -> Arg {
    let english = arg.get_help().map(StyledStr::to_string).unwrap_or_default();
    let mut help = tongue.help(&english).unwrap_or_default().to_owned();
    let mut add = |text: String| {
        if !help.is_empty() {
            help.push(' ');
        }
        help += &text;
    };
    if arg.get_action().takes_values() {
        let values = arg.get_possible_values();
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        if !names.is_empty() {
            add(tongue.help_values(names.join(", ")));
        }
        let defaults = arg.get_default_values().iter();
        let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
        if !defaults.is_empty() {
            add(tongue.help_default(defaults.join(", ")));
        }
    }
    let heading = if arg.is_positional() {
        tongue.help_arguments()
    } else {
        tongue.help_options()
    };
    // What is told in the help of one line is all there is.
    arg.help(help)
        .long_help(None::<&str>)
        .help_heading(heading)
        .hide_possible_values(true)
        .hide_default_value(true)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::super::Args;
    use super::super::variables;
    use super::*;

    /// The sentences of a command and of those below it.
    fn sentences(command: &Command, all: &mut Vec<String>) {
        let texts = [command.get_about(), command.get_after_help()];
        all.extend(texts.into_iter().flatten().map(StyledStr::to_string));
        let shown = |arg: &&Arg| !arg.is_hide_set();
        let arguments = command.get_arguments().filter(shown);
        all.extend(arguments.filter_map(|arg| arg.get_help().map(StyledStr::to_string)));
        for inner in command.get_subcommands() {
            sentences(inner, all);
        }
    }

    #[test]
    fn every_sentence_of_the_help_is_said_in_each_language() {
        let mut command = Args::command();
        command.build();
        let mut all = Vec::new();
        sentences(&command, &mut all);
        assert!(all.len() > 60);
        for sentence in &all {
            let said = Tongue::Indonesian.help(sentence);
            assert!(said.is_some_and(|said| said != sentence), "{sentence}");
        }
        let mut told = Vec::new();
        sentences(&super::told(Args::command(), Tongue::Indonesian), &mut told);
        let kept: Vec<&String> = told.iter().filter(|said| all.contains(said)).collect();
        assert!(kept.is_empty(), "{kept:?}");
    }

    #[test]
    fn the_system_says_which_language() {
        for (set, expected) in [
            (&[][..], Tongue::English),
            (&[("LANG", "id_ID.UTF-8")], Tongue::Indonesian),
            (&[("LANG", "id_ID"), ("LC_ALL", "C")], Tongue::English),
            (
                &[("LANG", "en_GB.UTF-8"), ("LANGUAGE", "jv:id:en")],
                Tongue::Indonesian,
            ),
            (&[("LANG", "id_ID"), ("LANGUAGE", "en:id")], Tongue::English),
            (&[("LANG", "C.UTF-8"), ("LANGUAGE", "id")], Tongue::English),
            (&[("LANG", "id_ID"), ("LANGUAGE", "jv")], Tongue::Indonesian),
        ] {
            assert_eq!(of_system(variables(set)), expected, "{set:?}");
        }
    }
}
