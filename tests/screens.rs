//! Whole screens at several sizes.
