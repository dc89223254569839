//! Settings, keys and themes.
