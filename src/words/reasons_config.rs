//! What is wrong in a configuration, in the other languages of the interface.

use super::Said;

/// The sentences; see [`Tongue::reason`](super::Tongue::reason) for their form.
pub(super) const ROWS: &[Said] = &[
    [
        "--no-config starts with the defaults",
        "--no-config memulai dengan nilai bawaan",
    ],
    // Keys.
    [
        "`{}` already means `{}` in {}, so it cannot be `{}`; {*}",
        "`{}` sudah berarti `{}` di {}, jadi tidak dapat menjadi `{}`; {*}",
    ],
    [
        "`{}` begins `{}`, which means `{}` in {}, so it cannot be `{}`; {*}",
        "`{}` mengawali `{}`, yang berarti `{}` di {}, jadi tidak dapat menjadi `{}`; {*}",
    ],
    [
        "`{}` begins with `{}`, which means `{}` in {}, so it cannot be `{}`; {*}",
        "`{}` diawali `{}`, yang berarti `{}` di {}, jadi tidak dapat menjadi `{}`; {*}",
    ],
    [
        "choose another key, or give `{}` other keys or none: `{}`",
        "pilih tombol lain, atau beri `{}` tombol lain atau tidak satu pun: `{}`",
    ],
    ["choose another key", "pilih tombol lain"],
    [
        "`{}` is typed in a line, so it cannot be `{}`; expected a key with `ctrl-` or `alt-`, or one that types nothing",
        "`{}` diketik dalam baris, jadi tidak dapat menjadi `{}`; harus tombol dengan `ctrl-` atau `alt-`, atau yang tidak mengetik apa pun",
    ],
    [
        "there is no preset `{}`, did you mean `{}`?; expected {}",
        "tidak ada prasetel `{}`, maksud Anda `{}`? Yang ada {}",
    ],
    [
        "there is no preset `{}`; expected {}",
        "tidak ada prasetel `{}`; yang ada {}",
    ],
    ["there is no action `{}`", "tidak ada tindakan `{}`"],
    [
        "`{}` does nothing in {}; expected `[keys]` or {}",
        "`{}` tidak berarti apa-apa di {}; harus `[keys]` atau {}",
    ],
    [
        "there is no place `{}`, did you mean `{}`?; expected {}",
        "tidak ada tempat `{}`, maksud Anda `{}`? Yang ada {}",
    ],
    [
        "there is no place `{}`; expected {}",
        "tidak ada tempat `{}`; yang ada {}",
    ],
    [
        "expected a key such as `\"g g\"` or a list of keys, found {}",
        "harus tombol seperti `\"g g\"` atau daftar tombol, yang ada {}",
    ],
    [
        "`{}` is not a key, did you mean `{}`?; expected a character, `enter`, `space`, `pgdn`, `f5` …, with `ctrl-`, `alt-` or `shift-` before it",
        "`{}` bukan tombol, maksud Anda `{}`? Harus satu huruf, `enter`, `space`, `pgdn`, `f5` …, dengan `ctrl-`, `alt-`, atau `shift-` di depannya",
    ],
    [
        "`{}` is not a key; expected a character, `enter`, `space`, `pgdn`, `f5` …, with `ctrl-`, `alt-` or `shift-` before it",
        "`{}` bukan tombol; harus satu huruf, `enter`, `space`, `pgdn`, `f5` …, dengan `ctrl-`, `alt-`, atau `shift-` di depannya",
    ],
    // Macros.
    [
        "the macro `{}` runs itself",
        "makro `{}` menjalankan dirinya sendiri",
    ],
    [
        "`{}` is a command already; expected another name",
        "`{}` sudah menjadi perintah; harus nama lain",
    ],
    [
        "`{}` is no name of a macro; expected a word",
        "`{}` bukan nama makro; harus satu kata",
    ],
    [
        "a macro has no `{}`, did you mean `{}`?; expected {}",
        "makro tidak punya `{}`, maksud Anda `{}`? Yang ada {}",
    ],
    [
        "a macro has no `{}`; expected {}",
        "makro tidak punya `{}`; yang ada {}",
    ],
    [
        "the macro `{}` does nothing; expected {}",
        "makro `{}` tidak berbuat apa-apa; harus {}",
    ],
    [
        "expected a list of commands, such as {}",
        "harus daftar perintah, misalnya {}",
    ],
    ["there is no command `{}`", "tidak ada perintah `{}`"],
    [
        "`{}` needs something after it: {}",
        "`{}` perlu sesuatu sesudahnya: {}",
    ],
    [
        "`{}` takes nothing after it, found `{}`",
        "`{}` tidak diikuti apa pun, ada `{}`",
    ],
    // Settings and themes.
    [
        "unknown field `{}`, expected {}; did you mean `{}`?",
        "ruas `{}` tidak dikenal, harus {}; maksud Anda `{}`?",
    ],
    [
        "unknown field `{}`, expected {}",
        "ruas `{}` tidak dikenal, harus {}",
    ],
    [
        "unknown field `{}`, there are no fields",
        "ruas `{}` tidak dikenal, di sini tidak ada ruas",
    ],
    [
        "expected a table `{}`, found {}",
        "harus tabel `{}`, yang ada {}",
    ],
    [
        "expected a text in quotes, found {}",
        "harus teks dalam tanda kutip, yang ada {}",
    ],
    [
        "expected a list of names, each in quotes",
        "harus daftar nama, masing-masing dalam tanda kutip",
    ],
    [
        "expected a name or a list of names, found {}",
        "harus nama atau daftar nama, yang ada {}",
    ],
    [
        "a name is empty; expected the name of a field in your data",
        "ada nama yang kosong; harus nama ruas dalam data Anda",
    ],
    ["there is no role `{}`", "tidak ada peran `{}`"],
    [
        "`{}` is no colour; expected `#rrggbb`, a number from 0 to 255, or a name such as `bright-blue`",
        "`{}` bukan warna; harus `#rrggbb`, bilangan dari 0 sampai 255, atau nama seperti `bright-blue`",
    ],
    [
        "there is no colour `{}`, did you mean `{}`?; expected a name such as `bright-blue`, a number from 0 to 255, {}, or one of {}",
        "tidak ada warna `{}`, maksud Anda `{}`? Harus nama seperti `bright-blue`, bilangan dari 0 sampai 255, {}, atau salah satu dari {}",
    ],
    [
        "there is no colour `{}`; expected a name such as `bright-blue`, a number from 0 to 255, {}, or one of {}",
        "tidak ada warna `{}`; harus nama seperti `bright-blue`, bilangan dari 0 sampai 255, {}, atau salah satu dari {}",
    ],
    [
        "a second colour; expected one, and `on` before that of the background",
        "warna kedua; harus satu, dengan `on` sebelum warna latar",
    ],
    [
        "a second background; expected one, and `on` before that of the background",
        "latar kedua; harus satu, dengan `on` sebelum warna latar",
    ],
    [
        "expected a colour after `on`",
        "harus ada warna sesudah `on`",
    ],
    // Of the library that reads TOML.
    [
        "invalid float, expected {}",
        "bilangannya salah, harus {}; teks harus dalam tanda kutip",
    ],
    [
        "invalid integer, expected {}",
        "bilangannya salah, harus {}",
    ],
    ["duplicate key", "kunci yang sama dua kali"],
    ["duplicate key `{}`", "kunci `{}` dua kali"],
    ["missing field `{}`", "ruas `{}` belum ada"],
    [
        "key with no value, expected `=`",
        "kunci tanpa nilai, harus ada `=`",
    ],
    [
        "string values must be quoted, expected literal string",
        "teks harus dalam tanda kutip",
    ],
    [
        "invalid basic string, expected `\"`",
        "teks belum ditutup `\"`",
    ],
    ["unclosed array, expected `]`", "daftar belum ditutup `]`"],
    [
        "unclosed table, expected `]`",
        "nama tabel belum ditutup `]`",
    ],
    [
        "unexpected key or value, expected newline, `#`",
        "ada yang berlebih; harus baris baru atau `#`",
    ],
];
