//! `kliping --print-config` and `--print-keys`: every setting with its default, and the keys as they are in force.

use std::io::{self, Write};

use super::failure::Failure;
use super::open::{self, Chosen};
use super::shelf;
use crate::action::{Action, Context};

/// The configuration with every setting.
const EXAMPLE: &str = include_str!("../../config.example.toml");

/// Prints every setting with its default, as a configuration file.
pub fn config() -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(EXAMPLE.as_bytes())?;
    Ok(out.flush()?)
}

/// Prints the keys in force, the user's own among them: where, key, action, what it does; with tabs between.
pub fn keys(chosen: &Chosen) -> Result<(), Failure> {
    let (config, _) = open::configure(&shelf::places()?, chosen)?;
    let tongue = super::tongue::of(config.settings.language);
    let mut out = io::stdout().lock();
    for &context in Context::ALL {
        for &action in Action::ALL {
            for key in config.keymap.keys_of(action, context) {
                writeln!(
                    out,
                    "{}\t{key}\t{action}\t{}",
                    context.name(),
                    tongue.of(action.help())
                )?;
            }
        }
    }
    Ok(out.flush()?)
}
