//! An opened archive: ingest, marks, places.
