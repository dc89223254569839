//! The settings that can change while the program runs, by their names in the configuration.

use super::settings::Settings;
use super::suggest::{nearest, question};
use super::{Fault, Text};
use crate::words::Tongue;

/// A setting that can change.
pub struct Live {
    /// Its name: tables with dots between.
    pub name: &'static str,
    /// What it may be, where that can be listed.
    pub values: &'static [&'static str],
    /// Takes it over from other settings.
    take: fn(&mut Settings, &Settings),
}

/// Makes the table of the rows: a setting and what it may be.
macro_rules! live {
    ($($table:ident . $field:ident [$($value:literal)*])* ; $($top:ident [$($word:literal)*])*) => {
        /// Every setting that can change.
        pub const LIVE: &[Live] = &[
            $(Live {
                name: concat!(stringify!($table), ".", stringify!($field)),
                values: &[$($value),*],
                take: |now, new| now.$table.$field.clone_from(&new.$table.$field),
            },)*
            $(Live {
                name: stringify!($top),
                values: &[$($word),*],
                take: |now, new| now.$top.clone_from(&new.$top),
            },)*
        ];
    };
}

live! {
    list.density ["roomy" "dense"]
    list.date ["%Y-%m-%d" "%d/%m/%Y"]
    list.order ["newest" "oldest" "longest" "shortest" "headline" "outlet"]
    list.show ["all" "unread" "starred"]
    list.group ["none" "day" "month"]
    list.copies ["folded" "apart"]
    search.order ["newest" "relevance" "oldest"]
    reader.width ["60" "66" "72" "80"]
    reader.read ["leave" "open" "end" "manual"]
    reader.read_after ["3" "10"]
    reader.read_past ["60" "90"]
    reader.lights ["all" "companies" "quotations" "none"]
    reader.fold ["true" "false"]
    reader.hyperlinks ["true" "false"]
    reader.images ["auto" "kitty" "sixel" "iterm" "blocks" "off"]
    ;
    mouse ["true" "false"]
    language ["auto" "en" "id"]
    glyphs ["unicode" "ascii" "nerd"]
}

impl Settings {
    /// Changes the setting of this name; what it cannot be is told as in a configuration.
    pub fn change(&mut self, name: &str, value: &str, tongue: Tongue) -> Result<(), String> {
        let Some(live) = LIVE.iter().find(|live| live.name == name) else {
            let near = nearest(name, LIVE.iter().map(|live| live.name));
            return Err(tongue.no_setting(name) + &question(near, tongue));
        };
        let value = value.trim();
        let bare = value.parse::<i64>().is_ok() || value.parse::<bool>().is_ok();
        let value = if bare {
            value.to_owned()
        } else {
            toml::Value::from(value.trim_matches('"')).to_string()
        };
        let text = match name.split_once('.') {
            Some((table, field)) => format!("[{table}]\n{field} = {value}\n"),
            None => format!("{name} = {value}\n"),
        };
        let new: Text = toml::from_str(&text).map_err(|error| Fault::from(error).what)?;
        (live.take)(self, &new.settings());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::settings::Density;
    use super::*;

    #[test]
    fn every_listed_value_can_be_set() {
        for live in LIVE {
            for value in live.values {
                let mut settings = Settings::default();
                let done = settings.change(live.name, value, Tongue::English);
                assert_eq!(done, Ok(()), "{} {value}", live.name);
            }
        }
    }

    #[test]
    fn one_setting_changes_and_the_others_stay() {
        let mut settings = Settings::default();
        settings.list.density = Density::Dense;
        settings
            .change("reader.width", "66", Tongue::English)
            .unwrap();
        assert_eq!(settings.reader.width, 66);
        assert_eq!(settings.list.density, Density::Dense);
        settings.change("mouse", "false", Tongue::English).unwrap();
        assert!(!settings.mouse);
    }

    #[test]
    fn mistakes_say_what_was_expected() {
        let mut settings = Settings::default();
        for (name, value, expected) in [
            (
                "reader.widht",
                "66",
                "there is no setting `reader.widht` to change, did you mean `reader.width`?",
            ),
            (
                "reader.width",
                "6",
                "6 is out of bounds; expected a number from 20 to 200",
            ),
            (
                "list.density",
                "dens",
                "unknown variant `dens`, expected `roomy` or `dense`; did you mean `dense`?",
            ),
        ] {
            let error = settings.change(name, value, Tongue::English).unwrap_err();
            assert_eq!(error, expected);
        }
        assert_eq!(settings, Settings::default());
    }
}
