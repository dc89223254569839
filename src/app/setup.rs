//! What the program begins with.

use super::{App, Shown};
use crate::config::{Config, Themes};
use crate::words::Tongue;

/// Everything the state is made of at the start.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The configuration.
    pub config: Config,
    /// The themes that can be chosen.
    pub themes: Themes,
    /// Whether colours are left out, whatever the theme.
    pub colourless: bool,
    /// The language of the interface.
    pub tongue: Tongue,
    /// The archive.
    pub shown: Shown,
    /// What was typed on the command line before, the oldest first.
    pub commands: Vec<String>,
    /// The named places, as they were kept.
    pub places: String,
    /// What was searched before, the oldest first.
    pub searches: Vec<String>,
}

impl App {
    /// What another archive is shown with: everything that the user set meanwhile.
    pub fn leave_for_another(self) -> Setup {
        let config = Config {
            settings: self.settings,
            keymap: self.keymap,
            theme: self.theme,
            roles: self.roles,
        };
        Setup {
            config,
            themes: self.themes,
            colourless: self.colourless,
            tongue: self.tongue,
            shown: self.shown,
            commands: self.commands.into_inner(),
            places: self.trail.written(),
            searches: self.searches.into_inner(),
        }
    }
}

impl Setup {
    /// A beginning with the program's own themes, in English, with nothing remembered.
    pub fn new(config: Config, shown: Shown) -> Self {
        Self {
            config,
            themes: Themes::builtin(),
            colourless: false,
            tongue: Tongue::English,
            shown,
            commands: Vec::new(),
            places: String::new(),
            searches: Vec::new(),
        }
    }
}
