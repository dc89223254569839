//! The words of the pages over the panes.

use super::{Tongue, words};

words! {
    what_the_keys_do () "What the keys do" "Guna tombol"
    do_what () "Do what?" "Lakukan apa?"
    nothing_fits () "Nothing fits." "Tidak ada yang cocok."
    macros () "Macros" "Makro"
    commands () "On the command line" "Di baris perintah"
}
