//! The words of the list: its orders, its menu, what is said of its rows.

use super::{Tongue, words};

words! {
    // Orders.
    headlines_up () "headlines from A to Z" "judul dari A ke Z"
    headlines_down () "headlines from Z to A" "judul dari Z ke A"
    outlets_up () "outlets from A to Z" "media dari A ke Z"
    outlets_down () "outlets from Z to A" "media dari Z ke A"

    // The menu.
    arrange_the_list () "Arrange the list" "Atur daftar"
    by_date () "date" "tanggal"
    by_relevance () "relevance" "kecocokan"
    by_headline () "headline" "judul"
    by_length () "length" "panjang"
    by_outlet () "outlet" "media"
    headings () "headings" "kepala"
    lines_a_row () "lines a row" "baris per artikel"
    headings_none () "none" "tanpa"
    headings_days () "days" "hari"
    headings_months () "months" "bulan"
    lines_one () "one" "satu"
    lines_two () "two" "dua"

    // Copies of one story.
    copies_title () "The same story" "Berita yang sama"
    no_copies () "No other article here tells this story." "Tidak ada artikel lain dengan berita ini."
    copies_folded () "one row for the copies of a story" "satu baris untuk salinan satu berita"
    copies_apart () "a row for each copy of a story" "satu baris untuk tiap salinan berita"

    // Notices.
    a_heading_a_day () "a heading for each day" "satu kepala untuk tiap hari"
    a_heading_a_month () "a heading for each month" "satu kepala untuk tiap bulan"
    no_headings () "no headings" "tanpa kepala"
    headings_need_dates () "headings stand between articles that are sorted by date" "kepala hanya ada di antara artikel yang diurutkan menurut tanggal"

    // Rows.
    minutes (count) "{count} min" "{count} mnt"
    no_date () "no date" "tanpa tanggal"
    reading_the_archive () "Reading the archive …" "Membaca arsip …"
    nothing_found () "Nothing found." "Tidak ada yang ditemukan."
    everything_is_read () "Everything is read." "Semua sudah dibaca."
    nothing_is_starred () "Nothing is starred yet." "Belum ada yang berbintang."
    no_articles () "No articles here." "Tidak ada artikel di sini."
    ends_search (key) "{key} ends the search" "{key} mengakhiri pencarian"
    shows_all (key) "{key} shows all articles" "{key} menampilkan semua artikel"
    opens_another () ":open PATH opens another archive" ":open PATH membuka arsip lain"
    lists_problems (key) "{key} lists what could not be read" "{key} mendaftar yang tidak terbaca"
}
