//! What the program begins with.

use super::pictures::Sight;
use super::session::Session;
use super::{App, Effect, Shown};
use crate::action::Action;
use crate::config::{Colours, Config, Themes};
use crate::words::Tongue;

/// Everything the state is made of at the start.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The configuration.
    pub config: Config,
    /// The themes that can be chosen.
    pub themes: Themes,
    /// The colours that are shown, whatever the theme.
    pub colours: Colours,
    /// The language of the system.
    pub system: Tongue,
    /// The archive.
    pub shown: Shown,
    /// What was typed on the command line before, the oldest first.
    pub commands: Vec<String>,
    /// The named places, as they were kept.
    pub places: String,
    /// What was searched before, the oldest first.
    pub searches: Vec<String>,
    /// What was shown of the archive when it was left.
    pub session: Option<Session>,
    /// Where marks are kept, if the user has not been told yet.
    pub state_place: Option<String>,
    /// How the terminal can show pictures.
    pub pictures: Sight,
}

impl App {
    /// What another archive is shown with: everything that the user set meanwhile.
    pub fn leave_for_another(self) -> Setup {
        // How the list is arranged belongs to the archive that is left.
        let mut settings = self.settings;
        self.memory.configured.restore(&mut settings);
        let config = Config {
            settings,
            keymap: self.keymap,
            theme: self.theme,
            grounds: self.looks.grounds,
            roles: self.looks.roles,
        };
        Setup {
            config,
            themes: self.looks.themes,
            colours: self.looks.colours,
            system: self.system,
            shown: self.shown,
            commands: self.commands.into_inner(),
            places: self.trail.written(),
            searches: self.searches.into_inner(),
            session: None,
            state_place: self.memory.state_place,
            pictures: self.pictures.able,
        }
    }
}

impl App {
    /// Says how to open one's own archive where the one that comes with the program is shown.
    pub(super) fn greet(&mut self) {
        if self.shown.demo {
            let command = format!("{}open ", self.key_of(Action::CommandLine));
            let help = self.key_of(Action::Help);
            self.greeting = Some(self.tongue.greeting(command, help));
        }
    }

    /// Says where marks are kept, once.
    pub(super) fn introduce_marks(&mut self, effects: &mut Vec<Effect>) {
        let Some(place) = self.memory.state_place.take() else {
            return;
        };
        effects.push(Effect::Remember {
            name: INTRODUCED.to_owned(),
            value: "1".to_owned(),
        });
        if let Some(notice) = &mut self.notice {
            let text = self.tongue.marks_are_in(&notice.text, place);
            notice.text = text;
        }
    }
}

/// The name under which it is kept that the user was told where marks are.
pub const INTRODUCED: &str = "introduced";

impl Setup {
    /// A beginning with the program's own themes, in English, with nothing remembered.
    pub fn new(config: Config, shown: Shown) -> Self {
        Self {
            config,
            themes: Themes::builtin(),
            colours: Colours::All,
            system: Tongue::English,
            shown,
            commands: Vec::new(),
            places: String::new(),
            searches: Vec::new(),
            session: None,
            state_place: None,
            pictures: Sight::Blocks,
        }
    }
}
