//! Bytes to articles: formats, limits, hostile input.
