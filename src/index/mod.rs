//! Full-text search over the articles of an archive.
