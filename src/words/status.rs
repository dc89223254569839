//! The words of the header and of the bottom line.

use super::{Tongue, words};

words! {
    // The header.
    all () "all" "semua"
    unread () "unread" "belum dibaca"
    starred () "starred" "berbintang"
    one_article () "1 article" "1 artikel"
    articles (count) "{count} articles" "{count} artikel"
    articles_for (articles query) "{articles} for {query}" "{articles} untuk {query}"
    count_unread (count) "{count} unread" "{count} belum dibaca"
    of_archive (counts) "archive: {counts}" "arsip: {counts}"
    one_problem () "1 problem" "1 masalah"
    count_problems (count) "{count} problems" "{count} masalah"
    demo_archive () "demo archive" "arsip contoh"

    // The search line.
    found (count) "{count} found" "{count} ditemukan"
    matching (order) "headline and text, {order}" "judul dan isi, {order}"
    newest () "newest first" "terbaru dulu"
    oldest () "oldest first" "terlama dulu"
    longest () "longest first" "terpanjang dulu"
    shortest () "shortest first" "terpendek dulu"
    best () "best match first" "paling cocok dulu"

    in_this_article () "in this article" "dalam artikel ini"
    not_in_this_article () "not in this article" "tidak ada dalam artikel ini"
    once_in_this_article () "once in this article" "sekali dalam artikel ini"
    times_in_this_article (count) "{count} times in this article" "{count} kali dalam artikel ini"
    minutes_left (minutes) "{minutes} min left" "sisa {minutes} mnt"

    // Progress.
    reading_archive (articles) "reading the archive: {articles} articles" "membaca arsip: {articles} artikel"
    rate (megabytes) "{megabytes} MB/s" "{megabytes} MB/dtk"
    time_left (time) "{time} left" "sisa {time}"
    read_with_problems (articles problems key) "{articles} read, {problems}: {key} shows them" "{articles} terbaca, {problems}: {key} menampilkannya"

    // Hints: what the key before it does.
    hint_list () "list" "daftar"
    hint_next () "next" "berikut"
    hint_search () "search" "cari"
    hint_find () "find" "temukan"
    hint_lights () "lights" "sorotan"
    hint_large () "large" "perbesar"
    hint_star () "star" "bintang"
    hint_note () "note" "catatan"
    hint_read () "read" "baca"
    hint_mark_read () "mark read" "tandai"
    hint_unread () "unread" "belum dibaca"
    hint_help () "help" "bantuan"
    hint_quit () "quit" "keluar"
    hint_close () "close" "tutup"
    hint_down () "down" "turun"
    hint_up () "up" "naik"
    hint_filter () "filter" "saring"
    hint_take () "take" "pakai"
    hint_cancel () "cancel" "batal"

    // Notices.
    does_nothing (keys) "{keys} does nothing here" "{keys} tidak berarti apa-apa di sini"
    copied (what) "copied {what}" "{what} disalin"
    the_address () "the address" "alamatnya"
    the_text () "the text" "isinya"
    no_web_address () "the address of this article is no web address" "alamat artikel ini bukan alamat web"
    no_address () "the archive gives no address for this article" "arsip tidak memberi alamat artikel ini"
}
