//! Search over a real archive: ingest, index, query.
