//! Keys through the real keymap into the state.
