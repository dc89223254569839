//! The looks: which themes there are, and which is worn.

use super::{App, Ground};
use crate::config::suggest::{nearest, question};
use crate::config::{Colours, Grounds, Overrides, Theme, Themes};

/// What a theme is chosen from.
#[derive(Debug)]
pub(super) struct Looks {
    /// The themes that can be chosen.
    pub themes: Themes,
    /// What the user changed in any of them.
    pub roles: Overrides,
    /// The themes to choose from by the ground of the terminal, until one is chosen by name.
    pub grounds: Option<Grounds>,
    /// The colours that are shown, whatever the theme.
    pub colours: Colours,
}

impl Looks {
    /// What a theme is chosen from at the start.
    pub(super) fn new(
        themes: Themes,
        roles: Overrides,
        grounds: Option<Grounds>,
        colours: Colours,
    ) -> Self {
        Self {
            themes,
            roles,
            grounds,
            colours,
        }
    }

    /// The theme as it is shown.
    pub(super) fn worn(&self, theme: Theme) -> Theme {
        theme.within(self.colours)
    }
}

impl App {
    /// Shows the program in another theme.
    pub(super) fn take_theme(&mut self, name: &str) -> Result<(), String> {
        let Some(theme) = self.looks.themes.get(name) else {
            let near = nearest(name, self.looks.themes.names());
            return Err(self.tongue.no_theme(name) + &question(near, self.tongue));
        };
        let theme = theme.map_err(|error| error.to_string())?;
        self.theme = self.looks.worn(theme.with(&self.looks.roles));
        self.looks.grounds = None;
        self.say(&self.tongue.theme_is(name));
        Ok(())
    }

    /// Takes the theme for the ground of the terminal, unless one was chosen by its name.
    pub(super) fn stand_on(&mut self, ground: Ground) {
        let Some(grounds) = &self.looks.grounds else {
            return;
        };
        let theme = match ground {
            Ground::Dark => grounds.dark.clone(),
            Ground::Light => grounds.light.clone(),
        };
        self.theme = self.looks.worn(theme);
    }
}
