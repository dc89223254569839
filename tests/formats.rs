//! Archive formats over fixtures and, where they are there, real files.
