//! The companies that kliping knows by name.

/// Known companies with their aliases.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The lexicon that the program carries.
    pub fn builtin() -> Self {
        Self::default()
    }
}
