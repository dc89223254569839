//! The state of the program and the one function that moves it: no terminal library, no files, no threads.
