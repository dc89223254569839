//! The real loop on a test backend, without sleeps.
