//! The words that the plain reader understands, in both languages whatever the interface speaks.

use crate::config::suggest::{nearest, question};
use crate::words::{Said, Tongue};

/// Makes the enum and its table from the rows.
macro_rules! words {
    ($($variant:ident [$english:literal $indonesian:literal] $takes:literal [$help:literal $bantuan:literal])*) => {
        /// A command.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Word { $($variant,)* }

        /// Every command: its word, what stands after it, what it does.
        const WORDS: &[(Word, Said, &str, Said)] = &[
            $((Word::$variant, [$english, $indonesian], $takes, [$help, $bantuan]),)*
        ];
    };
}

words! {
    Read ["read" "baca"] "N" ["Reads an article; a number alone does the same." "Membaca artikel; nomor saja sudah cukup."]
    Next ["next" "berikut"] "" ["Reads the next article." "Membaca artikel berikutnya."]
    Previous ["previous" "sebelum"] "" ["Reads the previous article." "Membaca artikel sebelumnya."]
    List ["list" "daftar"] "" ["Lists the articles again." "Menampilkan daftar lagi."]
    More ["more" "lagi"] "" ["Lists further articles." "Menampilkan artikel selanjutnya."]
    Less ["less" "mundur"] "" ["Lists the articles before these." "Menampilkan artikel sebelum ini."]
    Search ["search" "cari"] "WORDS" ["Searches the whole archive; without words, shows everything again." "Mencari di seluruh arsip; tanpa kata, menampilkan semuanya lagi."]
    Copies ["copies" "salinan"] "" ["Lists each copy of a story, or one article for all of them again." "Menampilkan setiap salinan satu berita, atau satu artikel untuk semuanya lagi."]
    All ["all" "semua"] "" ["Lists all articles." "Menampilkan semua artikel."]
    Unread ["unread" "belum"] "" ["Lists unread articles only." "Menampilkan artikel yang belum dibaca saja."]
    Starred ["starred" "berbintang"] "" ["Lists starred articles only." "Menampilkan artikel berbintang saja."]
    Star ["star" "bintang"] "N" ["Stars an article, or takes the star away." "Memberi atau mencabut bintang."]
    Mark ["mark" "tandai"] "N" ["Marks an article as read, or as unread again." "Menandai artikel sudah atau belum dibaca."]
    Note ["note" "catat"] "TEXT" ["Writes a note on the article; alone, says it; with - alone, takes it away." "Menulis catatan untuk artikel; tanpa teks, menampilkannya; dengan - saja, menghapusnya."]
    Tag ["tag" "label"] "TAGS" ["Tags the article, with commas between tags." "Memberi label pada artikel, dipisah koma."]
    Untag ["untag" "lepas"] "TAGS" ["Takes tags from the article." "Mencabut label dari artikel."]
    Undo ["undo" "batal"] "" ["Undoes the last change of marks." "Membatalkan perubahan tanda terakhir."]
    Said ["said" "kutipan"] "" ["Says who is quoted in the article, and with what." "Menyebut siapa yang dikutip dalam artikel, dan kata-katanya."]
    About ["about" "tentang"] "" ["Says where the article comes from." "Menyebut asal artikel."]
    Help ["help" "bantuan"] "" ["Lists these words." "Menampilkan kata-kata ini."]
    Quit ["quit" "keluar"] "" ["Ends the program." "Menutup program."]
}

/// Reads a line: the command and what stands after it. A number alone is an article to read.
pub(super) fn parse(line: &str, tongue: Tongue) -> Result<Option<(Word, String)>, String> {
    let line = line.trim();
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    if name.is_empty() {
        return Ok(None);
    }
    if name.parse::<usize>().is_ok() {
        return Ok(Some((Word::Read, name.to_owned())));
    }
    let known = WORDS.iter().find(|(_, names, ..)| names.contains(&name));
    if let Some((word, ..)) = known {
        return Ok(Some((*word, rest.trim().to_owned())));
    }
    let names = WORDS.iter().map(|(_, names, ..)| tongue.of(*names));
    Err(tongue.no_command(name) + &question(nearest(name, names), tongue))
}

/// Every command as it is typed, with what it does.
pub(super) fn help(tongue: Tongue) -> impl Iterator<Item = (String, &'static str)> {
    WORDS.iter().map(move |(_, names, takes, help)| {
        let name = format!("{} {takes}", tongue.of(*names));
        (name.trim_end().to_owned(), tongue.of(*help))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_are_understood() {
        for (line, expected) in [
            ("3", Some((Word::Read, "3".to_owned()))),
            ("read 3", Some((Word::Read, "3".to_owned()))),
            (
                "cari  xiaomi redmi ",
                Some((Word::Search, "xiaomi redmi".to_owned())),
            ),
            ("  ", None),
        ] {
            assert_eq!(parse(line, Tongue::English), Ok(expected), "{line}");
        }
        assert_eq!(
            parse("serach x", Tongue::English).unwrap_err(),
            "there is no command `serach`, did you mean `search`?"
        );
    }

    #[test]
    fn no_word_means_two_things() {
        let mut words: Vec<&str> = WORDS.iter().flat_map(|(_, names, ..)| *names).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
    }
}
