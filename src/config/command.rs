//! A command as it is typed after `:` and written in a macro: an action by its name, a row by its number, or a verb with
//! what it is for.

use super::suggest::{nearest, question};
use crate::action::{Action, Group};
use crate::words::{Said, Tongue};

/// Something to do, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// An action.
    Act(Action),
    /// Go to a row of the list, counted from 1.
    Row(usize),
    /// A verb and what it is for, which is never empty.
    Verb(Verb, String),
    /// The macro of this name.
    Macro(String),
}

/// Makes the enum and its table from the rows.
macro_rules! verbs {
    ($($variant:ident $name:literal $takes:literal [$english:literal $indonesian:literal])*) => {
        /// A command that says what it is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Verb { $(#[doc = $english] $variant,)* }

        impl Verb {
            /// Every verb, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name on the command line.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What stands after it.
            pub const fn takes(self) -> &'static str {
                match self { $(Self::$variant => $takes,)* }
            }

            /// One sentence about it, in each language of the interface.
            pub const fn help(self) -> Said {
                match self { $(Self::$variant => [$english, $indonesian],)* }
            }
        }
    };
}

verbs! {
    Theme "theme" "NAME" ["Shows the program in another theme." "Menampilkan program dengan tema lain."]
    Sort "sort" "ORDER" ["Sorts the list." "Mengurutkan daftar."]
    Open "open" "PATH" ["Opens another archive: a folder or a file." "Membuka arsip lain: folder atau berkas."]
    Set "set" "SETTING VALUE" ["Changes a setting; the configuration stays as it is." "Mengubah setelan; berkas konfigurasi tetap seperti semula."]
    Mouse "mouse" "on|off" ["Takes the mouse, or leaves it to the terminal." "Memakai tetikus, atau menyerahkannya kepada terminal."]
    Search "search" "QUERY" ["Searches the whole archive." "Mencari di seluruh arsip."]
    SaveSearch "save-search" "NAME" ["Saves the present search under a name." "Menyimpan pencarian ini dengan sebuah nama."]
    RenameSearch "rename-search" "NAME" ["Gives the saved search under the cursor another name." "Mengganti nama pencarian tersimpan di bawah kursor."]
    Read "read" "QUERY" ["Marks every article that answers the query as read." "Menandai semua artikel yang cocok sebagai sudah dibaca."]
    Unread "unread" "QUERY" ["Marks every article that answers the query as unread." "Menandai semua artikel yang cocok sebagai belum dibaca."]
    Star "star" "QUERY" ["Stars every article that answers the query." "Memberi bintang pada semua artikel yang cocok."]
    Unstar "unstar" "QUERY" ["Takes the star of every article that answers the query." "Mencabut bintang dari semua artikel yang cocok."]
    Tag "tag" "NAME QUERY" ["Tags every article that answers the query." "Memberi label pada semua artikel yang cocok."]
    Untag "untag" "NAME QUERY" ["Takes the tag from every article that answers the query." "Mencabut label dari semua artikel yang cocok."]
}

impl Verb {
    /// The verb of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|verb| verb.name() == name)
    }
}

/// Short names that many know from other programs.
const SHORT: &[(&str, Action)] = &[
    ("q", Action::Quit),
    ("qa", Action::Quit),
    ("h", Action::Help),
];

/// The actions that are commands: those of typing mean nothing without a line.
pub fn actions() -> impl Iterator<Item = Action> {
    Action::ALL
        .iter()
        .copied()
        .filter(|action| action.group() != Group::Typing)
}

impl Command {
    /// Reads a command; `None` where nothing is said. `macros` are the names of those that there are.
    pub fn parse<'a>(
        text: &str,
        macros: impl IntoIterator<Item = &'a str> + Clone,
        tongue: Tongue,
    ) -> Result<Option<Self>, String> {
        let text = text.trim().trim_start_matches(':').trim_start();
        let (name, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let rest = rest.trim();
        if name.is_empty() {
            return Ok(None);
        }
        if let Some(verb) = Verb::by_name(name).filter(|_| !rest.is_empty()) {
            if verb == Verb::Mouse && !["on", "off"].contains(&rest) {
                return Err(tongue.takes_on_or_off(verb.name(), rest));
            }
            return Ok(Some(Self::Verb(verb, rest.to_owned())));
        }
        let short = SHORT.iter().find(|(short, _)| *short == name);
        let action = short
            .map(|(_, action)| *action)
            .or_else(|| actions().find(|action| action.name() == name));
        let alone = if let Some(action) = action {
            Self::Act(action)
        } else if let Some(verb) = Verb::by_name(name) {
            return Err(tongue.takes_something(verb.name(), verb.takes()));
        } else if let Ok(row) = name.parse() {
            Self::Row(row)
        } else if macros.clone().into_iter().any(|known| known == name) {
            Self::Macro(name.to_owned())
        } else {
            let verbs = Verb::ALL.iter().map(|verb| verb.name());
            let own: Vec<&'a str> = actions().map(Action::name).chain(verbs).collect();
            let near = nearest(name, own.into_iter().chain(macros));
            return Err(tongue.no_command(name) + &question(near, tongue));
        };
        if rest.is_empty() {
            Ok(Some(alone))
        } else {
            Err(tongue.takes_nothing(name, rest))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Option<Command>, String> {
        Command::parse(text, ["evening"], Tongue::English)
    }

    #[test]
    fn commands_are_actions_rows_verbs_and_macros() {
        for (text, command) in [
            ("quit", Command::Act(Action::Quit)),
            (":q", Command::Act(Action::Quit)),
            ("  half-page-down ", Command::Act(Action::HalfPageDown)),
            ("open", Command::Act(Action::Open)),
            (
                "open ~/my news",
                Command::Verb(Verb::Open, "~/my news".to_owned()),
            ),
            ("12", Command::Row(12)),
            ("evening", Command::Macro("evening".to_owned())),
            (
                "set reader.width 60",
                Command::Verb(Verb::Set, "reader.width 60".to_owned()),
            ),
        ] {
            assert_eq!(parse(text), Ok(Some(command)), "{text}");
        }
        assert_eq!(parse(" : "), Ok(None));
    }

    #[test]
    fn every_action_but_typing_is_a_command() {
        for action in actions() {
            assert_eq!(parse(action.name()), Ok(Some(Command::Act(action))));
        }
        assert!(parse("erase").is_err());
    }

    #[test]
    fn mistakes_say_what_was_expected() {
        for (text, error) in [
            ("qiut", "there is no command `qiut`, did you mean `quit`?"),
            (
                "thme x",
                "there is no command `thme`, did you mean `theme`?",
            ),
            ("zzzzzz", "there is no command `zzzzzz`"),
            ("theme", "`theme` needs something after it: theme NAME"),
            ("mouse up", "`mouse` takes on or off, not `up`"),
            ("down 3", "`down` takes nothing after it, found `3`"),
        ] {
            assert_eq!(parse(text).unwrap_err(), error);
        }
    }

    #[test]
    fn every_verb_says_what_it_does_in_one_sentence() {
        for &verb in Verb::ALL {
            for help in verb.help() {
                assert!(help.starts_with(char::is_uppercase) && help.ends_with('.'));
            }
        }
    }
}
