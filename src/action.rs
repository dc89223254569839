//! The table of everything a user can do.
