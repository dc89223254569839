//! Settings, keys and themes.
//!
//! A config is a TOML text. What it does not say keeps its default; what nobody knows is an error that says where and
//! what may have been meant. The text is only ever read.

pub mod chord;
pub mod command;
pub mod keymap;
pub mod live;
pub mod macros;
mod rows;
pub mod settings;
pub mod style;
pub mod suggest;
pub mod theme;
mod written;

use std::ops::Range;

use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;
use toml::de::DeTable;

pub use chord::{Chord, Key, Mods, Sequence};
pub use command::{Command, Verb};
pub use keymap::{Keymap, Press};
pub use macros::Macro;
pub use settings::Settings;
pub use style::{Colour, Colours, Marks, Style};
pub use theme::{Overrides, Role, Theme, Themes};

use crate::words::Tongue;
use written::UserKeys;

/// Everything a user can set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The settings.
    pub settings: Settings,
    /// What the keys do.
    pub keymap: Keymap,
    /// The theme, with the styles of single roles in it.
    pub theme: Theme,
    /// The themes for a dark and a light ground, unless one was chosen by its name.
    pub grounds: Option<Grounds>,
    /// The styles of single roles, for another theme to be chosen later.
    pub roles: Overrides,
}

/// A theme for each ground that a terminal may have, with the styles of single roles in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// For a dark one.
    pub dark: Theme,
    /// For a light one.
    pub light: Theme,
}

/// A mistake in a config or a theme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {what}")]
pub struct Error {
    /// The file, as the reader of the message knows it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong, what was expected, and what may have been meant.
    pub what: String,
}

impl Error {
    /// The same in another language: the place stays as it is.
    pub fn told_in(self, tongue: Tongue) -> Self {
        let what = tongue.reason(&self.what);
        Self { what, ..self }
    }
}

/// A mistake at a place of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where, in bytes.
    at: Range<usize>,
    /// What is wrong.
    what: String,
}

impl Fault {
    /// A mistake in the bytes `at`.
    pub(crate) fn new(at: Range<usize>, what: String) -> Self {
        Self { at, what }
    }

    /// The mistake with its line and column in `text`.
    fn told(self, text: &str, file: &str) -> Error {
        let before = text.get(..self.at.start).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Error {
            file: file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: line.chars().count() + 1,
            what: self.what,
        }
    }
}

impl From<toml::de::Error> for Fault {
    fn from(error: toml::de::Error) -> Self {
        let message = error.message();
        // Serde names the unknown word first and the known ones after it.
        let mut quoted = message.split('`').skip(1).step_by(2);
        let near = match quoted.next() {
            Some(word) if message.starts_with("unknown") => suggest::nearest(word, quoted),
            _ => None,
        };
        let what = match suggest::did_you_mean(near).strip_prefix(", ") {
            Some(question) => format!("{message}; {question}"),
            None => message.trim_end().to_owned(),
        };
        Self::new(error.span().unwrap_or(0..0), what)
    }
}

/// The whole text, for serde. `flatten` would let unknown keys pass, so the settings are listed again.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Text {
    language: settings::Language,
    glyphs: settings::Glyphs,
    mouse: bool,
    copy_command: Vec<String>,
    list: settings::List,
    reader: settings::Reader,
    side: settings::Side,
    search: settings::Search,
    archive: settings::Archive,
    share: settings::Share,
    marks: settings::Marks,
    theme: ThemeChoice,
    /// Read by [`UserKeys`].
    #[serde(rename = "keys")]
    _keys: IgnoredAny,
    /// Read by [`macros::read`].
    #[serde(rename = "macros")]
    _macros: IgnoredAny,
}

impl Default for Text {
    fn default() -> Self {
        let Settings {
            language,
            glyphs,
            mouse,
            copy_command,
            list,
            reader,
            side,
            search,
            archive,
            share,
            marks,
        } = Settings::default();
        Self {
            language,
            glyphs,
            mouse,
            copy_command,
            list,
            reader,
            side,
            search,
            archive,
            share,
            marks,
            theme: ThemeChoice::default(),
            _keys: IgnoredAny,
            _macros: IgnoredAny,
        }
    }
}

impl Text {
    /// The settings in it.
    fn settings(self) -> Settings {
        let Self {
            language,
            glyphs,
            mouse,
            copy_command,
            list,
            reader,
            side,
            search,
            archive,
            share,
            marks,
            theme: _,
            _keys: _,
            _macros: _,
        } = self;
        Settings {
            language,
            glyphs,
            mouse,
            copy_command,
            list,
            reader,
            side,
            search,
            archive,
            share,
            marks,
        }
    }
}

/// `[theme]`
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ThemeChoice {
    name: Spanned<String>,
    dark: Spanned<String>,
    light: Spanned<String>,
    /// Read by [`Overrides`].
    #[serde(rename = "roles")]
    _roles: IgnoredAny,
}

impl Default for ThemeChoice {
    fn default() -> Self {
        Self {
            name: Spanned::new(0..0, theme::AUTO.to_owned()),
            dark: Spanned::new(0..0, theme::DEFAULT.to_owned()),
            light: Spanned::new(0..0, theme::LIGHT.to_owned()),
            _roles: IgnoredAny,
        }
    }
}

impl Config {
    /// Reads the text of a config. `file` names it in errors.
    pub fn parse(text: &str, file: &str) -> Result<Self, Error> {
        Self::parse_with(text, file, &Themes::builtin())
    }

    /// The language that a text asks for, as far as it can be read, for what is said of its mistakes.
    pub fn language(text: &str) -> settings::Language {
        let document = DeTable::parse(text).ok();
        let asked = document.as_ref().and_then(|document| {
            let value = document.get_ref().get("language")?;
            value.get_ref().as_str()
        });
        match asked {
            Some("id") => settings::Language::Id,
            Some("en") => settings::Language::En,
            _ => settings::Language::Auto,
        }
    }

    /// Reads the text of a config whose theme may be one of the user's.
    pub fn parse_with(text: &str, file: &str, themes: &Themes) -> Result<Self, Error> {
        let told = |fault: Fault| fault.told(text, file);
        let document = DeTable::parse(text).map_err(|error| told(error.into()))?;
        let document = document.get_ref();
        let parts: Text = toml::from_str(text).map_err(|error| told(error.into()))?;
        let user = UserKeys::read(document).map_err(told)?;
        let macros = macros::read(document, themes).map_err(told)?;
        let keymap = Keymap::build(&user, macros).map_err(told)?;
        let roles = Overrides::read(document).map_err(told)?;
        let take = |name: &Spanned<String>| -> Result<Theme, Error> {
            let unknown = || told(Fault::new(name.span(), themes.unknown(name.get_ref())));
            let theme = themes.get(name.get_ref()).ok_or_else(unknown)??;
            Ok(theme.with(&roles))
        };
        let ThemeChoice {
            name, dark, light, ..
        } = &parts.theme;
        let grounds = Grounds {
            dark: take(dark)?,
            light: take(light)?,
        };
        let (theme, grounds) = if name.get_ref() == theme::AUTO {
            (grounds.dark.clone(), Some(grounds))
        } else {
            (take(name)?, None)
        };
        Ok(Self {
            settings: parts.settings(),
            keymap,
            theme,
            grounds,
            roles,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::settings::{Density, ReadWhen};
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(text, "config.toml").map_err(|error| error.to_string())
    }

    #[test]
    fn nothing_said_means_the_defaults() {
        let config = parse("").unwrap();
        assert_eq!(config.settings, Settings::default());
        assert_eq!(config.theme.name, theme::DEFAULT);
        assert_eq!(
            config,
            parse("[reader]\n[keys]\n[keys.list]\n[theme]\n[theme.roles]\n").unwrap()
        );
    }

    #[test]
    fn settings_are_read() {
        let config = parse(
            "mouse = false\n[reader]\nwidth = 66\nread = \"manual\"\n[list]\ndensity = \"dense\"\ndate = \"%d/%m/%Y\"\n\
             [archive.fields]\ntitle = \"judul\"\nbody = [\"isi\", \"konten.teks\"]\n\
             [theme]\nname = \"paper\"\n[theme.roles]\ncompany = \"red bold\"\n",
        )
        .unwrap();
        assert!(!config.settings.mouse);
        assert_eq!(config.settings.reader.width, 66);
        assert_eq!(config.settings.reader.read, ReadWhen::Manual);
        assert_eq!(config.settings.list.density, Density::Dense);
        let mapping = config.settings.archive.fields.mapping();
        assert_eq!(mapping.len(), 2);
        assert_eq!(mapping["body"], ["isi", "konten.teks"]);
        assert_eq!(config.theme.name, "paper");
        assert_eq!(
            config.theme.style(Role::Company).fg,
            Some(Colour::Indexed(1))
        );
    }

    #[test]
    fn mistakes_say_where_and_what_was_meant() {
        for (text, place, part) in [
            ("[reader]\nwidht = 70", "2:1", "unknown field `widht`"),
            ("[reader]\nwidht = 70", "2:1", "did you mean `width`?"),
            ("[raeder]", "1:2", "did you mean `reader`?"),
            (
                "[reader]\n  width = 5",
                "2:11",
                "5 is out of bounds; expected a number from 20 to 200",
            ),
            (
                "[reader]\nwidth = -5",
                "2:9",
                "expected a number from 20 to 200",
            ),
            ("[reader]\nwidth = \"wide\"", "2:9", "invalid type: string"),
            ("[reader]\nread = \"leav\"", "2:8", "did you mean `leave`?"),
            ("[list]\ndate = \"%Q\"", "2:8", "`%Q` is no form of dates"),
            ("[list]\ndate = \"%\"", "2:8", "is no form of dates"),
            ("[list]\ndate = \"%H:%Z\"", "2:8", "is no form of dates"),
            (
                "[archive.limits]\ndepth = 0",
                "2:9",
                "expected a number from 1",
            ),
            (
                "[archive.fields]\ntitle = 3",
                "2:9",
                "expected a name or a list of names, found integer",
            ),
            ("[archive.fields]\ntitle = [\"\"]", "2:9", "a name is empty"),
            (
                "[theme]\nname = \"papre\"",
                "2:8",
                "there is no theme `papre`, did you mean `paper`?",
            ),
            (
                "[theme.roles]\nquotee = \"red\"",
                "2:1",
                "did you mean `quote`?",
            ),
            (
                "[theme.roles]\nquote = \"rde\"",
                "2:9",
                "did you mean `red`?",
            ),
            (
                "[keys]\nopen = \"o\"",
                "2:8",
                "`o` already means `open-in-browser`",
            ),
            ("# é\nx = \"é\" y", "2:9", "expected"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(
                error.starts_with(&format!("config.toml:{place}: ")),
                "{error}"
            );
            assert!(error.contains(part), "{error}");
            assert!(!error.ends_with('\n'));
        }
    }

    #[test]
    fn themes_of_the_user_can_be_chosen() {
        let mut themes = Themes::builtin();
        themes.add("mine", "[roles]\nquote = \"redd\"", "mine.toml");
        let error =
            Config::parse_with("[theme]\nname = \"mine\"", "config.toml", &themes).unwrap_err();
        assert_eq!(
            (error.file.as_str(), error.line, error.column),
            ("mine.toml", 2, 9)
        );
    }
}
