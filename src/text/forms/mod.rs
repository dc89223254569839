//! The forms of a word: Indonesian affixes and English inflections go back to one stem.
//!
//! Words with the same stem are forms of each other. Everything works on folded words (see [`crate::text::fold`]) and
//! knows no context, so where a word could be of both languages, Indonesian with a known root goes first.

mod english;
mod indonesian;

/// Shorter words have no forms.
const SHORTEST: usize = 3;

/// Longer ones are no words.
const LONGEST: usize = 32;

/// The stem of a folded word; the word itself where no rule fits.
pub fn stem(word: &str) -> String {
    let letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
    if !letters || !(SHORTEST..=LONGEST).contains(&word.len()) || is_function(word) {
        return word.to_owned();
    }
    indonesian::root(word).unwrap_or_else(|| english::stem(word))
}

/// Every word that can be a form of a folded word, which is the first of them. Not all of them exist.
pub fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let stem = stem(word);
    if stem.len() < SHORTEST
        || is_function(word)
        || !stem.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        return forms;
    }
    let mut others = indonesian::forms(&stem);
    others.extend(english::forms(&stem));
    others.sort_unstable();
    others.dedup();
    others.retain(|other| other != word && self::stem(other) == stem);
    forms.extend(others);
    forms
}

/// Words that carry a sentence and have no forms worth finding.
fn is_function(word: &str) -> bool {
    FUNCTION.contains(&word)
}

const FUNCTION: &[&str] = &[
    "adalah",
    "agar",
    "akan",
    "antara",
    "apa",
    "apakah",
    "atas",
    "atau",
    "bagi",
    "bagaimana",
    "bahkan",
    "bahwa",
    "beberapa",
    "begitu",
    "belum",
    "berbagai",
    "berapa",
    "bersama",
    "bisa",
    "bukan",
    "cukup",
    "dan",
    "dapat",
    "dari",
    "dengan",
    "demi",
    "demikian",
    "dia",
    "dirinya",
    "di",
    "dimana",
    "hanya",
    "harus",
    "hingga",
    "ia",
    "ini",
    "itu",
    "jika",
    "juga",
    "kalau",
    "kami",
    "karena",
    "kecuali",
    "kedua",
    "kemudian",
    "kepada",
    "ketika",
    "kini",
    "kita",
    "lagi",
    "lain",
    "lalu",
    "lebih",
    "maka",
    "masih",
    "maupun",
    "melainkan",
    "melalui",
    "menjadi",
    "mereka",
    "meski",
    "meskipun",
    "misalnya",
    "namun",
    "oleh",
    "pada",
    "para",
    "per",
    "pernah",
    "pula",
    "pun",
    "saat",
    "saja",
    "sangat",
    "saya",
    "sebab",
    "sebagai",
    "sebagian",
    "sebelum",
    "sebelumnya",
    "sebuah",
    "secara",
    "sedang",
    "sedangkan",
    "segera",
    "sehingga",
    "sejak",
    "sejumlah",
    "sekitar",
    "selain",
    "selama",
    "semua",
    "seorang",
    "seperti",
    "serta",
    "sesuatu",
    "setelah",
    "setiap",
    "sudah",
    "supaya",
    "tak",
    "tanpa",
    "telah",
    "tentang",
    "terhadap",
    "termasuk",
    "tersebut",
    "tetapi",
    "tidak",
    "untuk",
    "yaitu",
    "yakni",
    "yang",
    "about",
    "after",
    "also",
    "and",
    "any",
    "are",
    "because",
    "been",
    "before",
    "being",
    "but",
    "can",
    "could",
    "does",
    "during",
    "each",
    "else",
    "ever",
    "for",
    "from",
    "had",
    "has",
    "have",
    "having",
    "her",
    "hers",
    "him",
    "his",
    "how",
    "its",
    "more",
    "most",
    "not",
    "once",
    "other",
    "others",
    "our",
    "ours",
    "she",
    "should",
    "some",
    "such",
    "than",
    "that",
    "the",
    "their",
    "theirs",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "thus",
    "was",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "whose",
    "will",
    "with",
    "would",
    "yes",
    "you",
    "your",
    "yours",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn same(words: &str) {
        let words: Vec<&str> = words.split(' ').collect();
        let first = stem(words[0]);
        for word in &words {
            assert_eq!(stem(word), first, "{word} and {}", words[0]);
            let forms = forms(word);
            for other in &words {
                assert!(
                    forms.iter().any(|form| form == other),
                    "{other} is a form of {word}: {forms:?}"
                );
            }
        }
    }

    #[test]
    fn indonesian_affixes_go_back_to_the_root() {
        same("bicara membicarakan dibicarakan berbicara pembicara pembicaraan bicaranya");
        same("luncur meluncurkan peluncuran diluncurkan meluncur diluncurkannya");
        same("pakai memakai dipakai pemakai pemakaian terpakai");
        same("tulis menulis penulis ditulis tulisan");
        same("kirim mengirim mengirimkan pengiriman dikirim kiriman");
        same("sebut menyebut menyebutkan disebut penyebutan");
        same("nyata menyatakan dinyatakan pernyataan");
        same("aman keamanan mengamankan pengamanan");
        same("guna menggunakan digunakan pengguna penggunaan");
        same("kerja bekerja pekerja pekerjaan dikerjakan");
        same("ajar belajar mengajar pengajar");
        same("mungkin memungkinkan kemungkinan dimungkinkan");
        same("menang memenangkan pemenang kemenangan");
        same("temu bertemu pertemuan menemukan ditemukan penemuan");
        same("laku berlaku memberlakukan diberlakukan melakukan dilakukan");
        same("hasil berhasil keberhasilan menghasilkan");
        same("cek mengecek dicek pengecekan");
        same("produksi memproduksi diproduksi");
        same("rilis merilis dirilis");
        same("luas memperluas diperluas perluasan");
    }

    #[test]
    fn borrowed_words_take_affixes_too() {
        same("klaim mengklaim diklaim");
        same("upload diupload mengupload");
        same("download didownload mendownload");
    }

    #[test]
    fn english_inflections_go_back_to_the_stem() {
        same("sell sells selling sold");
        same("rate rates rated rating");
        same("hope hopes hoped hoping");
        same("hop hops hopped hopping");
        same("company companies");
        same("study studies studied studying");
        same("increase increases increased increasing");
        same("process processes processed processing");
        same("control controls controlled controlling");
        same("box boxes boxed boxing");
        same("launch launches launched launching");
        same("say says said saying");
        same("buy buys bought buying");
        same("change changes changed changing");
        same("leave leaves leaving");
        same("use uses used using");
    }

    #[test]
    fn what_only_looks_alike_is_kept_apart() {
        for (one, other) in [
            ("perusahaan", "usaha"),
            ("pemerintah", "perintah"),
            ("perangkat", "angkat"),
            ("divisi", "visi"),
            ("batas", "bata"),
            ("keras", "kera"),
            ("masalah", "masa"),
            ("news", "new"),
            ("rat", "rate"),
            ("unit", "united"),
            ("evening", "even"),
            ("digital", "gital2"),
            ("3g", "3gs"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} and {other}");
        }
        assert_eq!(forms("yang"), ["yang"]);
        assert_eq!(forms("小米"), ["小米"]);
    }

    #[test]
    fn forms_are_bounded_and_hold_the_word() {
        for word in [
            "meluncurkan",
            "sell",
            "x",
            "xiaomi",
            "programming",
            "aaaaaaaaaa",
        ] {
            let forms = forms(word);
            assert_eq!(forms[0], word);
            assert!(forms.len() < 150, "{word}: {}", forms.len());
        }
    }
}
