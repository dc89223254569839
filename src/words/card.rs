//! The words of cards: what is known of a name.

use super::{Tongue, words};

words! {
    // Rows.
    card_also () "also" "juga"
    card_legal () "registered as" "nama terdaftar"
    card_former () "formerly" "dahulu"
    card_now () "now" "sekarang"
    card_business () "business" "usaha"
    card_role () "office" "jabatan"
    card_for () "speaks for" "mewakili"
    card_here () "in this article" "dalam artikel ini"
    card_chain () "report" "berita"
    card_archive () "in the archive" "dalam arsip"

    // Values.
    until (name year) "{name} until {year}" "{name} hingga {year}"
    named_times (count) "named {count} ×" "disebut {count} ×"
    quoted_times (count) "quoted {count} ×" "dikutip {count} ×"
    said_times (count direct) "quoted {count} ×, {direct} × word for word" "dikutip {count} ×, {direct} × kata demi kata"
    articles_between (articles first last) "{articles}, {first} to {last}" "{articles}, {first} sampai {last}"
    quoted_by (source relay) "{source}, quoted by {relay}" "{source}, dikutip {relay}"

    // What the keys do on a card and in a list of links.
    hint_articles () "its articles" "artikelnya"
    hint_card () "card" "kartu"
    hint_open () "open" "buka"

    // Businesses.
    kind_internet () "internet" "internet"
    kind_software () "software" "perangkat lunak"
    kind_electronics () "electronics" "elektronik"
    kind_chips () "semiconductors" "semikonduktor"
    kind_telecom () "telecommunications" "telekomunikasi"
    kind_games () "games" "gim"
    kind_media () "media" "media"
    kind_outlet () "news" "berita"
    kind_bank () "banking" "perbankan"
    kind_fintech () "payments and lending" "pembayaran dan pinjaman"
    kind_retail () "retail" "ritel"
    kind_transport () "transport" "transportasi"
    kind_cars () "cars" "otomotif"
    kind_aerospace () "aerospace" "kedirgantaraan"
    kind_energy () "energy and mining" "energi dan tambang"
    kind_health () "health" "kesehatan"
    kind_services () "services" "jasa"
    kind_conglomerate () "conglomerate" "konglomerat"
    kind_consumer () "consumer goods" "barang konsumsi"

    // Links.
    links_title () "Links" "Tautan"
    this_article () "this article" "artikel ini"
    no_links () "this article has no links" "artikel ini tidak punya tautan"
    no_more_links () "no more links" "tidak ada tautan lagi"
    no_links_in_view () "no link is in view" "tidak ada tautan di layar"
    no_such_hint (letters) "no link has the letters {letters}" "tidak ada tautan dengan huruf {letters}"
    the_link () "the address of the link" "alamat tautannya"
    nothing_lit () "nothing is lit here" "tidak ada yang disorot di sini"
    leads_to (address) "→ {address}" "→ {address}"
    choose_link () "letters open a link, capitals copy its address" "huruf membuka tautan, huruf besar menyalin alamatnya"
}
