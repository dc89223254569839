//! Width in terminal cells.
