//! The impure edge: the loop, the terminal, threads and signals.
