//! Breaking a text into lines of cells, keeping the byte span of each.
