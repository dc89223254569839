//! The words of the plain reader.

use super::{Tongue, words};

words! {
    plain_hint () "Type a number to read an article, search WORDS, more, help, or quit." "Ketik nomor untuk membaca artikel, cari KATA, lagi, bantuan, atau keluar."
    still_reading () "The archive is still being read; list shows what has come." "Arsip masih dibaca; daftar menampilkan yang sudah ada."
    more_articles (count) "{count} more: type more." "{count} lagi: ketik lagi."
    copies_left_out (count) "{count} found are copies of these stories: copies lists them too." "{count} lainnya salinan berita ini: ketik salinan untuk menampilkannya."
    which_article () "Which article? Read one first, or give its number." "Artikel yang mana? Baca dulu satu artikel, atau sebut nomornya."
    words_long (count) "{count} words" "{count} kata"
    lines_left_out (count) "({count} lines of the site were left out.)" "({count} baris milik situs tidak ditampilkan.)"
    companies_named (names) "Companies: {names}." "Perusahaan: {names}."
    somebody () "Somebody" "Seseorang"
    nobody_quoted () "Nobody is quoted." "Tidak ada yang dikutip."
    undone () "Undone." "Dibatalkan."
    nothing_undone () "Nothing to undo." "Tidak ada yang dapat dibatalkan."
    marked_read () "Read" "Sudah dibaca"
    marked_unread () "Unread" "Belum dibaca"
    has_star () "Starred" "Diberi bintang"
    no_note () "No note yet." "Belum ada catatan."
    note_kept () "The note is kept." "Catatan tersimpan."
    note_gone () "The note is gone." "Catatan dihapus."
    no_tags () "No tags." "Tanpa label."
    tagged_with (tags) "Tags: {tags}." "Label: {tags}."
    has_no_star () "No longer starred" "Bintang dicabut"
}
