//! Why something in an archive cannot be read, in the other languages of the interface.

use super::Said;

/// The sentences; see [`Tongue::reason`](super::Tongue::reason) for their form.
pub(super) const ROWS: &[Said] = &[
    // Lists of reasons.
    ["{} × {*}; {*}", "{} × {*}; {*}"],
    ["{} × {*}", "{} × {*}"],
    ["{} more of these: {*}", "{} lagi seperti ini: {*}"],
    // What is no article.
    [
        "an office document, not an article",
        "dokumen kantor, bukan artikel",
    ],
    ["a link, not an article", "tautan, bukan artikel"],
    ["a picture", "gambar"],
    ["a picture, sound or film", "gambar, suara, atau film"],
    ["an icon", "ikon"],
    ["a PDF document", "dokumen PDF"],
    ["sound", "suara"],
    ["sound or film", "suara atau film"],
    ["a font", "fon"],
    ["a program", "program"],
    ["a database of another program", "basis data program lain"],
    ["an office document", "dokumen kantor"],
    ["a RAR container", "wadah RAR"],
    ["a 7z container", "wadah 7z"],
    ["a Parquet table", "tabel Parquet"],
    ["a PostScript document", "dokumen PostScript"],
    ["an RTF document", "dokumen RTF"],
    ["a help file", "berkas bantuan"],
    [
        "a file packed with compress",
        "berkas yang dimampatkan dengan compress",
    ],
    [
        "a file packed with lzip",
        "berkas yang dimampatkan dengan lzip",
    ],
    [
        "a file packed with LZ4",
        "berkas yang dimampatkan dengan LZ4",
    ],
    ["a style sheet", "lembar gaya"],
    ["a script", "skrip"],
    ["a program's source", "kode sumber program"],
    [
        "a link to a page, not the page",
        "tautan ke halaman, bukan halamannya",
    ],
    ["a list of feeds", "daftar umpan"],
    ["a property list", "daftar properti"],
    ["no article by its name", "menurut namanya bukan artikel"],
    ["a map of a site", "peta situs"],
    ["of no known format", "formatnya tidak dikenal"],
    [
        "of no known format, and not text either",
        "formatnya tidak dikenal, dan bukan teks",
    ],
    [
        "a list of addresses, not an article",
        "daftar alamat, bukan artikel",
    ],
    [
        "a property list, not a page",
        "daftar properti, bukan halaman",
    ],
    ["a feed without articles", "umpan tanpa artikel"],
    ["XML without articles", "XML tanpa artikel"],
    [
        "entry of another kind than an article",
        "entri yang bukan artikel",
    ],
    ["element that is no article", "elemen yang bukan artikel"],
    [
        "post of somebody else that was passed on",
        "kiriman orang lain yang diteruskan",
    ],
    [
        "chapter without text (cover, contents)",
        "bab tanpa teks (sampul, daftar isi)",
    ],
    [
        "a page without an article's text",
        "halaman tanpa teks artikel",
    ],
    ["page structure", "struktur halaman"],
    [
        "answer without a page (moved, missing, refused)",
        "jawaban tanpa halaman (pindah, hilang, ditolak)",
    ],
    [
        "answer of another type than a page",
        "jawaban yang bukan halaman",
    ],
    ["answer without a type", "jawaban tanpa jenis"],
    ["plain text without sentences", "teks polos tanpa kalimat"],
    ["style sheet", "lembar gaya"],
    ["picture", "gambar"],
    ["font", "fon"],
    ["script or data", "skrip atau data"],
    // What is broken.
    ["the file is empty", "berkasnya kosong"],
    ["holds no text", "tidak berisi teks"],
    ["may not be read", "tidak boleh dibaca"],
    [
        "ends too early: it was cut off",
        "berakhir terlalu dini: terpotong",
    ],
    [
        "ends inside a value: it was cut off",
        "berakhir di tengah nilai: terpotong",
    ],
    [
        "ends inside a record: it was cut off",
        "berakhir di tengah rekaman: terpotong",
    ],
    ["cannot be listed: {*}", "isinya tidak dapat didaftar: {*}"],
    ["its name is no Unicode", "namanya bukan Unicode"],
    [
        "a symbolic link out of the archive",
        "tautan simbolis ke luar arsip",
    ],
    [
        "a symbolic link to nowhere",
        "tautan simbolis yang tidak menuju apa pun",
    ],
    ["leads out of the archive", "menuju ke luar arsip"],
    [
        "the page could not be parsed",
        "halamannya tidak dapat diuraikan",
    ],
    [
        "neither a text nor a headline among its fields ({})",
        "tidak ada teks ataupun judul di antara ruasnya ({})",
    ],
    [
        "expected a JSON object with the fields of an article",
        "harus objek JSON dengan ruas-ruas artikel",
    ],
    ["no JSON: {}", "bukan JSON: {}"],
    [
        "a table whose first line names neither a text nor a headline ({})",
        "tabel yang baris pertamanya tidak menamai teks ataupun judul ({})",
    ],
    [
        "a note without headline and text",
        "catatan tanpa judul dan teks",
    ],
    [
        "an item without headline and text",
        "butir tanpa judul dan teks",
    ],
    ["names no chapters", "tidak menyebut bab apa pun"],
    [
        "no EPUB: the package is missing",
        "bukan EPUB: paketnya tidak ada",
    ],
    [
        "no MHTML: the header is missing",
        "bukan MHTML: kepalanya tidak ada",
    ],
    [
        "no page among its parts",
        "tidak ada halaman di antara bagiannya",
    ],
    ["no well-formed XML: {}", "bukan XML yang benar: {}"],
    [
        "nested too deep for a list of bookmarks",
        "terlalu bersarang untuk daftar markah",
    ],
    ["no bookmarks of a browser: {}", "bukan markah peramban: {}"],
    ["no list of what was saved: {}", "bukan daftar simpanan: {}"],
    ["no whole property list", "bukan daftar properti yang utuh"],
    [
        "a saved page without its page",
        "halaman simpanan tanpa halamannya",
    ],
    ["no mail message", "bukan pesan surel"],
    [
        "a message without subject and text",
        "pesan tanpa perihal dan teks",
    ],
    [
        "a record whose header says neither kind nor length",
        "rekaman yang kepalanya tidak menyebut jenis ataupun panjang",
    ],
    [
        "bytes that are no record, to the end",
        "bita yang bukan rekaman, sampai akhir",
    ],
    [
        "bytes that are no record were skipped",
        "bita yang bukan rekaman dilewati",
    ],
    ["no index of a snapshot: {}", "bukan indeks jepretan: {}"],
    ["the index of a snapshot", "indeks jepretan"],
    [
        "a snapshot that holds no page with an article's text",
        "jepretan tanpa halaman yang berisi teks artikel",
    ],
    [
        "packed with {}, which is not known",
        "dimampatkan dengan {}, yang tidak dikenal",
    ],
    ["a database inside a container", "basis data di dalam wadah"],
    [
        "the database cannot be read: {}",
        "basis datanya tidak terbaca: {}",
    ],
    ["is encrypted", "terenkripsi"],
    [
        "is packed in a way that is not known: {}",
        "dimampatkan dengan cara yang tidak dikenal: {}",
    ],
    [
        "no whole zip container: {}",
        "bukan wadah zip yang utuh: {}",
    ],
    [
        "no crawl in it: the folder archive/ is missing",
        "tidak ada hasil rayapan: folder archive/ tidak ada",
    ],
    // What a limit keeps out.
    [
        "containers lie more than {} deep",
        "wadah bersarang lebih dari {} tingkat",
    ],
    [
        "unpacks to more than {} times its size",
        "membengkak lebih dari {} kali ukurannya",
    ],
    ["holds more than {} members", "berisi lebih dari {} anggota"],
    [
        "a record is larger than {}",
        "satu rekaman lebih besar dari {}",
    ],
    ["unpacks to more than {}", "membengkak lebih dari {}"],
    [
        "reading took longer than {} seconds",
        "pembacaan lebih lama dari {} detik",
    ],
    // What to do about it.
    [
        "raise {} (now {}) to read it",
        "naikkan {} (kini {}) agar terbaca",
    ],
    [
        "give yourself the right to read it",
        "beri diri Anda izin membacanya",
    ],
    [
        "unpack it, or pack it again as zip, tar, gzip, zstd, bzip2 or xz",
        "buka kemasannya, atau kemas lagi sebagai zip, tar, gzip, zstd, bzip2, atau xz",
    ],
    [
        "save its text as HTML, Markdown or plain text to read it here",
        "simpan teksnya sebagai HTML, Markdown, atau teks polos untuk dibaca di sini",
    ],
    [
        "this kliping was built without Parquet; write it as JSON Lines or CSV to read it here",
        "kliping ini dibuat tanpa Parquet; tulis sebagai JSON Lines atau CSV untuk dibaca di sini",
    ],
    [
        "the table is broken and could not be read on",
        "tabelnya rusak dan tidak terbaca lebih jauh",
    ],
    [
        "the table cannot be read: {*}",
        "tabelnya tidak terbaca: {*}",
    ],
    [
        "rows after part {} of {} are read on",
        "baris sesudah bagian {} dari {} tetap dibaca",
    ],
    [
        "name your fields under [archive.fields] in the configuration",
        "namai ruas Anda di bawah [archive.fields] dalam konfigurasi",
    ],
    [
        "write a first line such as title,body,url,date, or name your columns under [archive.fields]",
        "tulis baris pertama seperti title,body,url,date, atau namai kolom Anda di bawah [archive.fields]",
    ],
    [
        "put `read` into its name if it lists what you have read",
        "sisipkan `read` dalam namanya bila itu daftar yang sudah Anda baca",
    ],
    [
        "unpack it and open the file",
        "buka kemasannya, lalu buka berkasnya",
    ],
    [
        "unpack it with its password",
        "buka kemasannya dengan kata sandinya",
    ],
    ["pack it again with deflate", "kemas lagi dengan deflate"],
    [
        "open its target as an archive of its own",
        "buka tujuannya sebagai arsip tersendiri",
    ],
    // Archives that cannot be opened.
    [
        "{}: there is no such file or folder; give the path of a folder of articles or of one file",
        "{}: tidak ada berkas atau folder itu; beri jalur folder artikel atau satu berkas",
    ],
    ["{}: cannot be read: {*}", "{}: tidak terbaca: {*}"],
    [
        "{}: is neither a folder nor a file",
        "{}: bukan folder dan bukan berkas",
    ],
    [
        "{}: the record is no longer there; the archive has changed since it was read",
        "{}: rekamannya tidak ada lagi; arsip berubah sejak dibaca",
    ],
    [
        "says what was read, starred and labelled: {} of the {} articles it names are in this archive",
        "menyebut apa yang dibaca, dibintangi, dan dilabeli: {} dari {} artikel yang disebutnya ada dalam arsip ini",
    ],
    ["{*}, not an article", "{*}, bukan artikel"],
    // What was repaired.
    ["control characters", "karakter kendali"],
    ["direction marks", "tanda arah"],
    ["invisible characters", "karakter tak tampak"],
    ["hard line breaks", "pemenggalan baris"],
    ["damaged bytes", "bita rusak"],
    ["mojibake", "mojibake"],
    ["entities", "entitas"],
];
