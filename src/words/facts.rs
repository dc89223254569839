//! The words of the pages that say where an article comes from and what could not be read.

use super::{Tongue, words};

words! {
    about_article () "About this article" "Tentang artikel ini"
    as_it_lies () "The article as it lies in the archive" "Artikel seperti tersimpan dalam arsip"

    // Names of facts.
    fact_headline () "headline" "judul"
    fact_date () "date" "tanggal"
    fact_date_in_text () "date in the text" "tanggal dalam teks"
    fact_outlet () "outlet" "media"
    fact_author () "author" "penulis"
    fact_address () "address" "alamat"
    fact_tags () "tags" "label"
    fact_language () "language" "bahasa"
    fact_length () "length" "panjang"
    fact_reports () "reports" "berita"
    fact_companies () "companies" "perusahaan"
    fact_quotations () "quotations" "kutipan"
    fact_lies_in () "lies in" "tersimpan di"
    fact_and_in () "and in" "dan di"
    fact_digest () "digest" "sidik"
    fact_format () "format" "format"
    fact_repaired () "repaired" "diperbaiki"
    fact_identity () "identity" "identitas"
    fact_place () "place in the archive" "tempat dalam arsip"

    // Values.
    made_headline () "made from the first sentence; the archive gives none" "dibuat dari kalimat pertama; arsip tidak memberi judul"
    date_taken (date) "{date}; taken for the date, because the archive gives none: the list writes ~ before it" "{date}; dipakai sebagai tanggal, sebab arsip tidak memberinya: daftar menulis ~ di depannya"
    words_and_minutes (words minutes) "{words} words, {minutes} min" "{words} kata, {minutes} mnt"
    quotations_by (count names) "{count} by {names}" "{count} oleh {names}"
    word_for_word (all direct) "{all}; {direct} word for word" "{all}; {direct} kata demi kata"
    the_file_itself () "the file itself" "berkas itu sendiri"
    from_byte (place byte) "{place}, from byte {byte}" "{place}, mulai bita {byte}"
    from_byte_on (place byte length) "{place}, from byte {byte}, {length} bytes" "{place}, mulai bita {byte}, sebanyak {length} bita"
    bytes (count) "{count} bytes" "{count} bita"
    first_bytes (bytes most) "{bytes}, the first {most} of them here" "{bytes}, di sini {most} yang pertama"
    as_when_read (bytes) "{bytes}, as they were when they were read" "{bytes}, sama seperti saat dibaca"
    changed_since (bytes) "{bytes}, changed since they were read" "{bytes}, berubah sejak dibaca"
    reading_bytes () "reading …" "membaca …"

    // Problems.
    problems_title () "Problems" "Masalah"
    problems_counted (count) "Problems: {count}" "Masalah: {count}"
    no_problems () "Everything in the archive could be read." "Semua isi arsip terbaca."
    at_byte (place byte) "{place} at byte {byte}" "{place} pada bita {byte}"
    the_place () "the place" "tempatnya"
    hint_copy_place () "copy its place" "salin tempatnya"
}
