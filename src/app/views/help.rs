//! Help: what every key does, from the live keymap.

use super::{Scroll, palette};
use crate::action::{Action, Group};
use crate::config::Keymap;
use crate::words::Tongue;

/// One row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The name of a group of actions.
    Group(Group),
    /// An action with its keys.
    Action {
        /// Its keys, as they are written.
        keys: String,
        /// What it does.
        does: &'static str,
        /// Its name in the configuration.
        name: &'static str,
    },
    /// An empty row.
    Blank,
}

/// The help view.
#[derive(Debug)]
pub struct Help {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Where it is scrolled to.
    pub scroll: Scroll,
}

impl Help {
    /// The help for these keys.
    pub fn new(keymap: &Keymap, tongue: Tongue) -> Self {
        let mut rows = Vec::new();
        let mut group = None;
        for action in Action::ALL {
            let keys = palette::keys(keymap, *action);
            if keys.is_empty() {
                continue;
            }
            if group != Some(action.group()) {
                if group.is_some() {
                    rows.push(Row::Blank);
                }
                group = Some(action.group());
                rows.push(Row::Group(action.group()));
            }
            rows.push(Row::Action {
                keys,
                does: tongue.of(action.help()),
                name: action.name(),
            });
        }
        Self {
            rows,
            scroll: Scroll::default(),
        }
    }
}
