//! `kliping formats`: what can be read.

use std::io::{self, Write};

use crate::archive::FORMATS;

/// Lists the formats, a line each.
pub fn run(mut output: impl Write) -> io::Result<()> {
    for format in FORMATS {
        writeln!(output, "{:<12} {}", format.name(), format.summary())?;
    }
    output.flush()
}
