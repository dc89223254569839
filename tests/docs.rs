//! The documents tell the truth: the example config, the README.
