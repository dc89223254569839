//! Marks survive everything: crashes, two programs, moved archives.
