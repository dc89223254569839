//! The words of searching: completion, spelling, saved searches and the pane of both.

use super::{Tongue, words};

words! {
    // The search line.
    search_completes (key) "{key} completes fields and names" "{key} melengkapi ruas dan nama"
    meant_so () "did you mean this?" "maksud Anda ini?"
    nothing_but (word) "Nothing found. Did you mean {word}?" "Tidak ada yang ditemukan. Maksud Anda {word}?"
    in_articles (count) "{count} articles" "{count} artikel"
    in_one_article () "1 article" "1 artikel"
    cut_short () "stopped after 2 s: older ones may be missing" "berhenti setelah 2 dtk: yang lama mungkin kurang"

    // The pane.
    side_saved () "Searches" "Pencarian"
    side_companies () "Companies" "Perusahaan"
    side_sources () "Sources" "Sumber"
    side_outlets () "Outlets" "Media"
    side_years () "Years" "Tahun"
    side_languages () "Languages" "Bahasa"
    side_tags () "Tags" "Label"
    indonesian () "Indonesian" "Indonesia"
    english () "English" "Inggris"
    side_more (count) "{count} more" "{count} lagi"
    side_none_saved (key) "{key} saves a search" "{key} menyimpan pencarian"
    side_counting () "counting …" "menghitung …"
    hint_narrow () "narrow" "persempit"
    hint_fold () "fold" "lipat"
    hint_save () "save" "simpan"
    hint_rename () "rename" "ganti nama"
    hint_delete () "delete" "hapus"
    hint_reorder () "move" "pindah"

    // Notices.
    nothing_to_save () "search first: there is no query to save" "cari dulu: tidak ada pencarian untuk disimpan"
    search_saved (name) "saved as {name}" "disimpan sebagai {name}"
    search_renamed (name) "renamed to {name}" "diganti nama menjadi {name}"
    search_deleted (name query) "deleted {name}: {query}" "{name} dihapus: {query}"
    no_search_here () "no saved search is chosen" "tidak ada pencarian tersimpan yang dipilih"
    no_name () "a search needs a name" "pencarian perlu nama"
}
