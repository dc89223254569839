//! What the floors below say in English (why something cannot be read, what was changed, what a query lacks) in the
//! other languages of the interface.
//!
//! Those floors know no language of the interface: their words also go to files, to other programs and into the database
//! of marks. Where the interface shows them, [`Tongue::reason`] says them in its language. A row is a sentence with places
//! in it: what stands at `{}` is taken over as it is, what stands at `{*}` is looked up again.

use super::{Said, Tongue};

/// How often a sentence may stand in a sentence.
const DEEPEST: usize = 12;

impl Tongue {
    /// What a floor below says, in this language; what is not known here stays as it is.
    pub fn reason(self, english: &str) -> String {
        match self {
            Self::English => english.to_owned(),
            Self::Indonesian => said(english, 0).unwrap_or_else(|| english.to_owned()),
        }
    }

    /// Whether a sentence is known here, whatever stands in it.
    pub fn knows_reason(english: &str) -> bool {
        rows().any(|[pattern, _]| parts(pattern, english).is_some())
    }
}

/// The sentence in Indonesian, where it is known.
fn said(english: &str, depth: usize) -> Option<String> {
    if depth == DEEPEST {
        return None;
    }
    rows().chain(LAST).find_map(|[pattern, other]| {
        let parts = parts(pattern, english)?;
        filled(other, &parts, depth)
    })
}

/// Every sentence but those that fit nearly everything.
fn rows() -> impl Iterator<Item = &'static Said> {
    ROWS.iter()
        .chain(super::reasons_archive::ROWS)
        .chain(super::reasons_config::ROWS)
        .chain(super::reasons_cli::ROWS)
}

/// What stands at the places of a pattern, if the text is of its form.
fn parts<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut pieces = pieces(pattern);
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut parts = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let part = if pieces.peek().is_none() {
            rest.strip_suffix(piece)?
        } else {
            rest.split_once(piece)?.0
        };
        if part.is_empty() {
            return None;
        }
        rest = rest.get(part.len() + piece.len()..)?;
        parts.push(part);
    }
    rest.is_empty().then_some(parts)
}

/// What stands between the places of a pattern.
fn pieces(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split("{}").flat_map(|piece| piece.split("{*}"))
}

/// The pattern with its places filled.
fn filled(pattern: &str, parts: &[&str], depth: usize) -> Option<String> {
    let mut text = String::with_capacity(pattern.len());
    let mut parts = parts.iter();
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        text.push_str(rest.get(..at)?);
        let behind = rest.get(at..)?;
        let part = *parts.next()?;
        rest = if let Some(rest) = behind.strip_prefix("{*}") {
            text.push_str(said(part, depth + 1).as_deref().unwrap_or(part));
            rest
        } else {
            text.push_str(part);
            behind.strip_prefix("{}")?
        };
    }
    text.push_str(rest);
    Some(text)
}

/// Sentences that are tried last: nearly everything is of their form.
const LAST: &[Said] = &[
    ["{*}, did you mean `{}`?", "{*}, maksud Anda `{}`?"],
    ["{*}; did you mean `{}`?", "{*}, maksud Anda `{}`?"],
    ["{}: {*}; {*}", "{}: {*}; {*}"],
    ["{}: {*}", "{}: {*}"],
];

/// Of marks, files, commands, settings, themes and the system.
const ROWS: &[Said] = &[
    // What was changed, as the steps of undo are named.
    ["marked read", "ditandai sudah dibaca"],
    ["marked unread", "ditandai belum dibaca"],
    ["starred", "diberi bintang"],
    ["unstarred", "dicabut bintangnya"],
    ["noted", "diberi catatan"],
    ["note removed", "dihapus catatannya"],
    ["highlighted", "diberi sorotan"],
    ["highlight removed", "dihapus sorotannya"],
    [
        "tagged {}, freed of {}",
        "diberi label {}, dicabut label {}",
    ],
    ["tagged {}", "diberi label {}"],
    ["freed of {}", "dicabut label {}"],
    [
        "not every article could be looked at in time; narrow the query and mark again",
        "tidak semua artikel sempat diperiksa; persempit pencariannya, lalu tandai lagi",
    ],
    // Files and commands.
    ["saved {}", "{} tersimpan"],
    [
        "{} saved in {}, {} were there already",
        "{} tersimpan di {}, {} sudah ada di sana",
    ],
    ["{} saved in {}", "{} tersimpan di {}"],
    ["opened {}", "{} dibuka"],
    [
        "{}: expected an ending of .txt, .md, .json or .csv, or a folder with / behind it",
        "{}: akhirannya harus .txt, .md, .json, atau .csv, atau folder yang berakhir dengan /",
    ],
    [
        "{}: a quotation mark is open",
        "{}: tanda kutipnya belum ditutup",
    ],
    ["expected a command", "perintahnya belum ada"],
    [
        "`{}` did not copy: {*}; see `copy_command`",
        "`{}` tidak menyalin: {*}; lihat `copy_command`",
    ],
    [
        "{} ended with an error; the note is as it was",
        "{} berakhir dengan galat; catatan tetap seperti semula",
    ],
    [
        "the terminal cannot be lent now",
        "terminal tidak dapat dipinjamkan sekarang",
    ],
    [
        "{*} failed: {}; this is a bug",
        "{*} gagal: {}; ini kutu program",
    ],
    ["search", "pencarian"],
    ["rows", "pengambilan baris"],
    ["article", "pemuatan artikel"],
    ["names", "pencarian nama"],
    ["facets", "penghitungan faset"],
    ["exchange", "pertukaran tanda"],
    ["marks", "penandaan"],
    ["raw", "pencarian asal artikel"],
    ["the command", "perintahnya"],
    ["the session", "penyimpanan sesi"],
    ["reading the archive", "pembacaan arsip"],
    ["no reason given", "tanpa alasan"],
    // Watching.
    [
        "new articles are seen at the next start: {*}",
        "artikel baru terlihat saat program dibuka lagi: {*}",
    ],
    [
        "a file system of kind {} does not tell what changes",
        "sistem berkas jenis {} tidak memberi tahu perubahan",
    ],
    [
        "marks of other machines come at the next start: {*}",
        "tanda dari mesin lain datang saat program dibuka lagi: {*}",
    ],
    // The library.
    [
        "another kliping is reading this archive; what it has read can be used",
        "kliping lain sedang membaca arsip ini; yang sudah dibacanya dapat dipakai",
    ],
    [
        "the list of files read cannot be used: {*}; free disk space, or delete the cache folder",
        "daftar berkas yang terbaca tidak dapat dipakai: {*}; kosongkan ruang penyimpanan, atau hapus folder tembolok",
    ],
    [
        "{}: the cache cannot be used: {*}; set KLIPING_CACHE_DIR to another place",
        "{}: tembolok tidak dapat dipakai: {*}; arahkan KLIPING_CACHE_DIR ke tempat lain",
    ],
    [
        "the search index cannot be used: {*}",
        "indeks pencarian tidak dapat dipakai: {*}",
    ],
    [
        "the search index is damaged; it is rebuilt at the next start",
        "indeks pencarian rusak; indeks dibuat ulang saat program dibuka lagi",
    ],
    [
        "another kliping is writing the search index of this archive",
        "kliping lain sedang menulis indeks pencarian arsip ini",
    ],
    // Marks.
    [
        "{}: the marks cannot be used: {*}; {*}",
        "{}: tanda tidak dapat dipakai: {*}; {*}",
    ],
    [
        "{}: the folder for marks cannot be made: {*}; set KLIPING_DATA_DIR to another place",
        "{}: folder tanda tidak dapat dibuat: {*}; arahkan KLIPING_DATA_DIR ke tempat lain",
    ],
    [
        "{}: marks cannot be exchanged there: {*}; see `sync` under [marks] in the configuration",
        "{}: tanda tidak dapat dipertukarkan di sana: {*}; lihat `sync` di bawah [marks] dalam konfigurasi",
    ],
    [
        "{}: the marks were written by a newer kliping (layout {}); use that one",
        "{}: tanda ditulis oleh kliping yang lebih baru (tata letak {}); pakailah yang itu",
    ],
    [
        "if the file is damaged, move it away: kliping begins a new one",
        "bila berkasnya rusak, pindahkan: kliping memulai yang baru",
    ],
    [
        "nothing was marked; free disk space or close other programs, then mark again",
        "tidak ada yang ditandai; kosongkan ruang penyimpanan atau tutup program lain, lalu tandai lagi",
    ],
    // Saved searches.
    [
        "{}: {*}; every search is [[search]] with name = \"…\" and query = \"…\"; mend the file, or move it away",
        "{}: {*}; tiap pencarian berupa [[search]] dengan name = \"…\" dan query = \"…\"; betulkan berkasnya, atau pindahkan",
    ],
    [
        "{}: the saved searches cannot be used: {*}",
        "{}: pencarian tersimpan tidak dapat dipakai: {*}",
    ],
    ["line {}: {*}", "baris {}: {*}"],
    // Settings and themes, as the command line takes them.
    [
        "{} is out of bounds; expected a number from {} to {}",
        "{} di luar batas; harus bilangan dari {} sampai {}",
    ],
    [
        "{} is out of bounds; expected a number from {}",
        "{} di luar batas; harus bilangan mulai {}",
    ],
    [
        "unknown variant `{}`, expected {}; did you mean `{}`?",
        "`{}` tidak dikenal, harus {}; maksud Anda `{}`?",
    ],
    [
        "unknown variant `{}`, expected {}",
        "`{}` tidak dikenal, harus {}",
    ],
    [
        "invalid type: {}, expected {}",
        "jenisnya salah: {}, harus {}",
    ],
    [
        "invalid value: {}, expected {}",
        "nilainya salah: {}, harus {}",
    ],
    [
        "the form of dates is empty; expected one such as `%Y-%m-%d`",
        "bentuk tanggalnya kosong; harus misalnya `%Y-%m-%d`",
    ],
    [
        "`{}` is no form of dates: {}; expected one such as `%Y-%m-%d`",
        "`{}` bukan bentuk tanggal: {}; harus misalnya `%Y-%m-%d`",
    ],
    [
        "there is no theme `{}`, did you mean `{}`?; expected one of {}",
        "tidak ada tema `{}`, maksud Anda `{}`? Yang ada {}",
    ],
    [
        "there is no theme `{}`; expected one of {}",
        "tidak ada tema `{}`; yang ada {}",
    ],
    [
        "the theme inherits itself: {}",
        "tema itu mewarisi dirinya sendiri: {}",
    ],
    [
        "a theme has no `{}`, did you mean `{}`?; expected {}",
        "tema tidak punya `{}`, maksud Anda `{}`? Yang ada {}",
    ],
    [
        "a theme has no `{}`; expected {}",
        "tema tidak punya `{}`; yang ada {}",
    ],
    // The system.
    [
        "No such file or directory (os error {})",
        "berkas atau folder tidak ada (galat sistem {})",
    ],
    [
        "Permission denied (os error {})",
        "tidak diizinkan (galat sistem {})",
    ],
    [
        "No space left on device (os error {})",
        "ruang penyimpanan habis (galat sistem {})",
    ],
    [
        "Read-only file system (os error {})",
        "sistem berkas hanya dapat dibaca (galat sistem {})",
    ],
    [
        "Is a directory (os error {})",
        "itu folder (galat sistem {})",
    ],
    [
        "Not a directory (os error {})",
        "itu bukan folder (galat sistem {})",
    ],
    [
        "File exists (os error {})",
        "berkasnya sudah ada (galat sistem {})",
    ],
    // Queries.
    [
        "This bracket closes nothing.",
        "Kurung ini tidak menutup apa pun.",
    ],
    [
        "Remove it, or quote it: {}",
        "Hapus, atau beri tanda kutip: {}",
    ],
    ["`{}` is no number of words.", "`{}` bukan jumlah kata."],
    ["Write NEAR or NEAR/5", "Tulis NEAR atau NEAR/5"],
    [
        "NEAR stands between two words or phrases.",
        "NEAR ada di antara dua kata atau frasa.",
    ],
    ["Write xiaomi NEAR {}", "Tulis xiaomi NEAR {}"],
    [
        "Too many signs inside one another.",
        "Terlalu banyak tanda bersarang.",
    ],
    [
        "Too many brackets inside one another.",
        "Terlalu banyak kurung bersarang.",
    ],
    [
        "A sign that is meant as such takes a \\ before it: {}",
        "Tanda yang dimaksud apa adanya didahului \\: {}",
    ],
    ["There is no field `{}`.", "Tidak ada ruas `{}`."],
    [
        "Perhaps {}:, or quote it to search for the words: {}",
        "Mungkin {}:, atau beri tanda kutip untuk mencari kata-katanya: {}",
    ],
    [
        "The fields are {}, or quote it to search for the words: {}",
        "Ruas yang ada {}, atau beri tanda kutip untuk mencari kata-katanya: {}",
    ],
    ["Write one of {}", "Tulis salah satu dari {}"],
    [
        "An article is never `{}`, did you mean `{}`?",
        "Artikel tidak pernah `{}`, maksud Anda `{}`?",
    ],
    ["An article is never `{}`.", "Artikel tidak pernah `{}`."],
    [
        "Whether an article has `{}` is not known, did you mean `{}`?",
        "Tidak diketahui apakah artikel punya `{}`, maksud Anda `{}`?",
    ],
    [
        "Whether an article has `{}` is not known.",
        "Tidak diketahui apakah artikel punya `{}`.",
    ],
    [
        "There is no order `{}`, did you mean `{}`?",
        "Tidak ada urutan `{}`, maksud Anda `{}`?",
    ],
    ["There is no order `{}`.", "Tidak ada urutan `{}`."],
    [
        "Write words:300, words:100..500, words:>1000 or words:<300",
        "Tulis words:300, words:100..500, words:>1000, atau words:<300",
    ],
    ["`{}` is no date.", "`{}` bukan tanggal."],
    [
        "Write {}:2015, {}:2015-01-12, {}:\"12 January 2015\" or {}:\"3 months ago\"",
        "Tulis {}:2015, {}:2015-01-12, {}:\"12 Januari 2015\", atau {}:\"3 bulan lalu\"",
    ],
    ["This is no pattern: {*}.", "Ini bukan pola: {*}."],
    ["This pattern is too large.", "Pola ini terlalu besar."],
    ["it cannot be read", "tidak terbaca"],
    ["unclosed group", "kurungnya belum ditutup"],
    ["unopened group", "kurungnya belum dibuka"],
    ["unclosed character class", "kurung sikunya belum ditutup"],
    [
        "repetition operator missing expression",
        "tanda ulangnya tidak mengulang apa pun",
    ],
    [
        "unrecognized escape sequence",
        "tanda setelah \\ tidak dikenal",
    ],
    [
        "incomplete escape sequence, reached end of pattern prematurely",
        "tidak ada apa-apa setelah \\",
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_said_again_with_what_stands_in_them() {
        let id = Tongue::Indonesian;
        for (english, indonesian) in [
            ("marked read", "ditandai sudah dibaca"),
            (
                "tagged sound, freed of marks",
                "diberi label sound, dicabut label marks",
            ),
            ("3 × a picture, not an article", "3 × gambar, bukan artikel"),
            (
                "2 × a link, not an article; 1 × of no known format",
                "2 × tautan, bukan artikel; 1 × formatnya tidak dikenal",
            ),
            (
                "12 more of these: no JSON: eof",
                "12 lagi seperti ini: bukan JSON: eof",
            ),
            (
                "/x/marks.db: the marks cannot be used: disk full; nothing was marked; free disk space or close other programs, then mark again",
                "/x/marks.db: tanda tidak dapat dipakai: disk full; tidak ada yang ditandai; kosongkan ruang penyimpanan atau tutup program lain, lalu tandai lagi",
            ),
            (
                "unknown variant `dens`, expected `roomy` or `dense`; did you mean `dense`?",
                "`dens` tidak dikenal, harus `roomy` or `dense`; maksud Anda `dense`?",
            ),
            ("never heard of", "never heard of"),
        ] {
            assert_eq!(id.reason(english), indonesian);
            assert_eq!(Tongue::English.reason(english), english);
        }
    }

    #[test]
    fn every_row_has_the_same_places_in_both_languages_and_is_reached() {
        for [english, indonesian] in rows() {
            let places = |text: &str| pieces(text).count();
            assert_eq!(places(english), places(indonesian), "{english}");
            let sample = pieces(english).collect::<Vec<_>>().join("Q9");
            let expected = pieces(indonesian).collect::<Vec<_>>().join("Q9");
            assert_eq!(Tongue::Indonesian.reason(&sample), expected, "{english}");
        }
    }
}
