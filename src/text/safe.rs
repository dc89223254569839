//! The only text that may reach a screen, standard output, a title, a clipboard or another program.
