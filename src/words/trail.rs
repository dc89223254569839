//! The words of places: visited, named, near.

use super::{Tongue, words};

words! {
    nothing_back () "this is the first place" "ini tempat pertama"
    nothing_forward () "this is the last place" "ini tempat terakhir"
    place_named (letter key) "{letter} marks this place; {key} {letter} comes back" "{letter} menandai tempat ini; {key} {letter} kembali ke sini"
    no_place_named (letter) "no place is marked {letter}" "tidak ada tempat bertanda {letter}"
    ask_letter () "a letter marks this place" "sebuah huruf menandai tempat ini"
    ask_letter_to () "the letter of the place to go to" "huruf tempat yang dituju"
    article_gone () "this article is no longer in the archive" "artikel ini tidak ada lagi dalam arsip"
    no_date_known () "this article has no date" "artikel ini tidak bertanggal"
    no_outlet_known () "the archive does not say who published this article" "arsip tidak menyebut media artikel ini"
}
