//! Drawing: it reads the state and cannot change it.
