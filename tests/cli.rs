//! The command line in a clean home.
