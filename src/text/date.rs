//! Dates as news writes them: in fields and in running text.
