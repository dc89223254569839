//! Folding text for comparison: case, accents, white space.
