//! The words of the command line: mistakes in it, and `--help` and the manual page, by their English sentences, which
//! stand beside what they are about.

use super::{Said, Tongue, words};

words! {
    help_usage () "Usage:" "Pemakaian:"
    help_commands () "Commands" "Perintah"
    help_arguments () "Arguments" "Argumen"
    help_options () "Options" "Opsi"
    help_values (values) "[possible values: {values}]" "[pilihan: {values}]"
    usage_options () "OPTIONS" "OPSI"
    usage_command () "COMMAND" "PERINTAH"
    help_default (value) "[default: {value}]" "[bawaan: {value}]"
    said_hint (hint) "hint: {hint}" "petunjuk: {hint}"
    hint_more_help () "--help tells what there is" "--help menjelaskan apa yang ada"
    hint_literal (arg) "-- {arg} takes it as it is" "-- {arg} mengambilnya apa adanya"
    no_option (arg) "there is no option `{arg}` here" "tidak ada opsi `{arg}` di sini"
    no_place (arg) "`{arg}` has no place here" "`{arg}` tidak punya tempat di sini"
    needs_value (arg) "`{arg}` needs a value" "`{arg}` memerlukan nilai"
    wrong_value (value arg) "`{value}` cannot be given for `{arg}`" "`{value}` tidak dapat diberikan untuk `{arg}`"
    takes_no_value (arg value) "`{arg}` takes no value, found `{value}`" "`{arg}` tidak diikuti nilai, ada `{value}`"
    given_twice (arg) "`{arg}` is given twice" "`{arg}` diberikan dua kali"
    exclude_each_other (one other) "`{one}` and `{other}` exclude each other" "`{one}` dan `{other}` tidak dapat dipakai bersama"
    stands_alone (arg) "`{arg}` stands alone" "`{arg}` hanya dapat dipakai sendiri"
    is_missing (args) "missing here: {args}" "belum ada: {args}"
    no_text () "something there is no text in UTF-8" "ada yang bukan teks UTF-8"
    hint_open_path () "kliping PATH opens a folder of articles or one file; kliping --demo shows the demo" "kliping PATH membuka folder artikel atau satu berkas; kliping --demo menampilkan contoh"
    hint_no_terminal () "kliping needs a terminal on its input and output" "kliping memerlukan terminal pada masukan dan keluarannya"
    no_terminal (why) "the terminal cannot be used: {why}" "terminal tidak dapat dipakai: {why}"
}

impl Tongue {
    /// A sentence of the help or the manual page in this language; `None` where it is not known.
    pub fn help(self, english: &str) -> Option<&'static str> {
        let row = HELP.iter().find(|[known, _]| *known == english);
        row.map(|said| self.of(*said))
    }
}

/// Every sentence of the help and of the manual page.
const HELP: &[Said] = &[
    [
        "A terminal reader for archived tech news",
        "Pembaca arsip berita teknologi di terminal",
    ],
    [
        "Archives are opened read-only. Inside the program, ? shows the keys.",
        "Arsip dibuka hanya untuk dibaca. Di dalam program, ? menampilkan tombol.",
    ],
    [
        "The archive: a folder or a file; without it the one opened last, at first the demo",
        "Arsip: folder atau berkas; tanpanya yang terakhir dibuka, pada mulanya contoh",
    ],
    [
        "Open the demo archive that comes with the program",
        "Buka arsip contoh yang menyertai program",
    ],
    [
        "Begin at the beginning, not where the archive was left",
        "Mulai dari awal, bukan dari tempat arsip ditinggalkan",
    ],
    [
        "Read without a screen: numbered lists, a prompt, commands by word",
        "Baca tanpa layar: daftar bernomor, baris perintah, perintah berupa kata",
    ],
    [
        "Read this configuration instead of the user's own",
        "Baca konfigurasi ini, bukan milik pengguna",
    ],
    [
        "Start with the default configuration",
        "Mulai dengan konfigurasi bawaan",
    ],
    [
        "Print every setting with its default, as a configuration file",
        "Cetak setiap pengaturan dengan nilai bawaannya, berupa berkas konfigurasi",
    ],
    ["Print the keys in force", "Cetak tombol yang berlaku"],
    ["Print help", "Cetak bantuan ini"],
    ["Print help (see more with '--help')", "Cetak bantuan ini"],
    ["Print help (see a summary with '-h')", "Cetak bantuan ini"],
    ["Print version", "Cetak versi"],
    [
        "Print this message or the help of the given subcommand(s)",
        "Cetak bantuan ini, atau bantuan sebuah perintah",
    ],
    [
        "Print the articles that answer a query",
        "Cetak artikel yang cocok dengan pencarian",
    ],
    ["Print one article", "Cetak satu artikel"],
    [
        "Write articles, quotations, notes and highlights for other programs",
        "Tulis artikel, kutipan, catatan, dan sorotan untuk program lain",
    ],
    [
        "Print how much there is in an archive, from whom, about whom and from when",
        "Cetak berapa banyak isi arsip, dari siapa, tentang siapa, dan dari kapan",
    ],
    [
        "Write marks into a file, and take them over from one",
        "Tulis tanda ke berkas, dan ambil alih dari berkas",
    ],
    [
        "Print what is where, how large and in which version",
        "Cetak apa ada di mana, seberapa besar, dan versi berapa",
    ],
    [
        "Print the script that completes this command line in a shell",
        "Cetak skrip yang melengkapi baris perintah ini di shell",
    ],
    ["Print the manual page", "Cetak halaman manual"],
    [
        "Find companies, quotations and sources in articles: JSON Lines of {\"id\",\"text\"} in, answers out",
        "Temukan perusahaan, kutipan, dan sumber dalam artikel: JSON Lines {\"id\",\"text\"} masuk, jawaban keluar",
    ],
    [
        "List the archive formats that can be read",
        "Daftar format arsip yang dapat dibaca",
    ],
    [
        "Print what an archive holds and what of it cannot be read, without opening it",
        "Cetak isi arsip dan apa yang tidak terbaca, tanpa membukanya",
    ],
    [
        "Measure the choice of the main text on pages whose text is known",
        "Ukur pemilihan teks utama pada halaman yang teksnya diketahui",
    ],
    [
        "Measure the annotator on hand-marked articles",
        "Ukur penganotasi pada artikel yang ditandai tangan",
    ],
    [
        "The folder of hand-marked articles (*.gold.txt)",
        "Folder artikel yang ditandai tangan (*.gold.txt)",
    ],
    [
        "List every miss and false alarm in its context",
        "Daftar setiap luput dan salah sorot dengan konteksnya",
    ],
    ["Print the table in Markdown", "Cetak tabel dalam Markdown"],
    [
        "The archive: a folder or a file",
        "Arsip: folder atau berkas",
    ],
    [
        "What is searched, as inside the program; several words need no quotes",
        "Yang dicari, seperti di dalam program; beberapa kata tidak perlu tanda kutip",
    ],
    ["Print JSON Lines", "Cetak JSON Lines"],
    [
        "Print only how many articles there are",
        "Cetak jumlah artikel saja",
    ],
    [
        "Print this many articles at most",
        "Cetak paling banyak sekian artikel",
    ],
    [
        "Print every copy of a story, not one article for all of them",
        "Cetak setiap salinan berita, bukan satu artikel untuk semuanya",
    ],
    ["The order", "Urutan"],
    [
        "The article's identity, as `kliping search` prints it",
        "Identitas artikel, seperti dicetak `kliping search`",
    ],
    [
        "Print JSON with companies, quotations and marks",
        "Cetak JSON dengan perusahaan, kutipan, dan tanda",
    ],
    ["Print Markdown", "Cetak Markdown"],
    [
        "Articles as text, Markdown, JSON Lines or comma separated values",
        "Artikel berupa teks, Markdown, JSON Lines, atau nilai terpisah koma",
    ],
    ["txt, md, json or csv", "txt, md, json, atau csv"],
    [
        "Write a file for each article into this folder; files that are there stay as they are",
        "Tulis satu berkas untuk tiap artikel ke folder ini; berkas yang sudah ada tetap seperti semula",
    ],
    [
        "What was said, by whom, in which article: JSON Lines with places in code points",
        "Apa yang dikatakan, oleh siapa, dalam artikel mana: JSON Lines dengan tempat dalam titik kode",
    ],
    [
        "Only what names this company, or was said by someone who speaks for it",
        "Hanya yang menyebut perusahaan ini, atau dikatakan oleh yang berbicara atas namanya",
    ],
    [
        "The notes and highlights of all archives as Markdown",
        "Catatan dan sorotan semua arsip sebagai Markdown",
    ],
    [
        "What is searched, as inside the program; without it every article",
        "Yang dicari, seperti di dalam program; tanpanya setiap artikel",
    ],
    [
        "The archive: a folder or a file; without it the one opened last",
        "Arsip: folder atau berkas; tanpanya yang terakhir dibuka",
    ],
    ["Print JSON", "Cetak JSON"],
    ["Names in each list", "Nama dalam tiap daftar"],
    [
        "Write every mark into a file, a line each; `-` is standard output",
        "Tulis setiap tanda ke berkas, masing-masing sebaris; `-` keluaran standar",
    ],
    [
        "The file; one that is there is replaced only with --force",
        "Berkas; yang sudah ada hanya diganti dengan --force",
    ],
    ["Replace the file", "Ganti berkasnya"],
    [
        "Take over marks from such a file; of two marks for the same thing the later one stays",
        "Ambil alih tanda dari berkas seperti itu; dari dua tanda untuk hal yang sama, yang lebih baru tinggal",
    ],
    [
        "The file; `-` is standard input",
        "Berkas; `-` masukan standar",
    ],
    [
        "The folder: evaldata.json and pages/, or folders with source.html and expected.html",
        "Folder: evaldata.json dan pages/, atau folder dengan source.html dan expected.html",
    ],
    [
        "List what is missed and what is kept by mistake",
        "Daftar apa yang luput dan apa yang keliru diambil",
    ],
    ["The shell", "Shell"],
    // The manual page.
    ["NAME", "NAMA"],
    ["SYNOPSIS", "RINGKASAN"],
    ["DESCRIPTION", "PENJELASAN"],
    ["OPTIONS", "OPSI"],
    ["COMMANDS", "PERINTAH"],
    ["EXIT STATUS", "STATUS KELUAR"],
    ["FILES", "BERKAS"],
    ["ENVIRONMENT", "LINGKUNGAN"],
    [
        "Done; also where the reader of a pipe has gone.",
        "Selesai; juga bila pembaca pipa sudah pergi.",
    ],
    ["Nothing was found.", "Tidak ada yang ditemukan."],
    [
        "The command line, the query or the configuration is wrong.",
        "Baris perintah, pencarian, atau konfigurasinya salah.",
    ],
    [
        "The archive, the marks, a file or the terminal cannot be used.",
        "Arsip, tanda, berkas, atau terminal tidak dapat dipakai.",
    ],
    [
        "The configuration; kliping --print-config prints every setting with its default.",
        "Konfigurasi; kliping --print-config mencetak setiap pengaturan dengan nilai bawaannya.",
    ],
    ["What was marked.", "Apa yang ditandai."],
    [
        "Indexes, which are made again when deleted.",
        "Indeks, yang dibuat lagi bila dihapus.",
    ],
    ["Other places for these.", "Tempat lain untuk semua itu."],
    ["No colours.", "Tanpa warna."],
    ["What notes are edited with.", "Penyunting catatan."],
    [
        "The language of the interface, of the help and of this page.",
        "Bahasa antarmuka, bantuan, dan halaman ini.",
    ],
];
