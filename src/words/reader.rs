//! The words of the reader: finding, what stands around the text, what its lights open.

use super::{Tongue, words};

words! {
    // Pictures.
    pictures_on () "pictures are shown" "gambar ditampilkan"
    pictures_off () "pictures are hidden" "gambar disembunyikan"
    no_pictures () "this article shows no pictures" "artikel ini tidak menampilkan gambar"
    picture_is_coming () "the picture is on its way" "gambar sedang dimuat"
    picture_of (at count) "picture {at} of {count}" "gambar {at} dari {count}"
    pictures_need_colours () "pictures need colours and signs beyond ASCII" "gambar memerlukan warna dan tanda di luar ASCII"
    picture_unknown () "a picture of a format that is not shown here" "gambar dengan format yang tidak ditampilkan di sini"
    picture_too_large () "a picture too large to be shown" "gambar terlalu besar untuk ditampilkan"
    picture_broken () "a picture that is broken" "gambar rusak"

    // Finding.
    not_found_here (words) "{words} is not in this article" "{words} tidak ada dalam artikel ini"
    hit_of (hit count) "hit {hit} of {count}" "temuan {hit} dari {count}"
    hit_from_start (hit count) "hit {hit} of {count}, from the beginning again" "temuan {hit} dari {count}, kembali dari awal"
    hit_from_end (hit count) "hit {hit} of {count}, from the end again" "temuan {hit} dari {count}, kembali dari akhir"

    hit_in_article (hit count) "hit {hit} of {count} in this article" "temuan {hit} dari {count} dalam artikel ini"
    no_more_unread () "no more unread articles near here" "tidak ada lagi artikel belum dibaca di dekat sini"
    no_more_quotations () "no more quotations" "tidak ada kutipan lagi"
    no_more_companies () "no more companies" "tidak ada perusahaan lagi"

    // Lights.
    lights_all () "companies, quotations and sources lit" "perusahaan, kutipan, dan sumber disorot"
    lights_companies () "companies lit" "perusahaan disorot"
    lights_quotations () "quotations and sources lit" "kutipan dan sumber disorot"
    lights_none () "lights off" "sorotan dimatikan"

    // Around the text.
    headline_made () "headline from the first sentence" "judul dari kalimat pertama"
    repaired () "text repaired" "teks diperbaiki"
    one_line () "1 line" "1 baris"
    lines (count) "{count} lines" "{count} baris"
    fold_opens (lines key) "▸ {lines} of site text · {key} opens" "▸ {lines} teks situs · {key} membuka"
    fold_closes (lines key) "▾ {lines} of site text · {key} folds" "▾ {lines} teks situs · {key} melipat"
}
