//! The words of the command line.

use super::{Tongue, words};

words! {
    did_you_mean (near) ", did you mean `{near}`?" ", maksud Anda `{near}`?"
    no_command (name) "there is no command `{name}`" "tidak ada perintah `{name}`"
    no_setting (name) "there is no setting `{name}` to change" "tidak ada setelan `{name}` yang dapat diubah"
    no_theme (name) "there is no theme `{name}`" "tidak ada tema `{name}`"
    no_row (row rows) "there is no row {row}; the list has {rows}" "tidak ada baris {row}; daftar ini berisi {rows}"
    takes_something (name takes) "`{name}` needs something after it: {name} {takes}" "`{name}` perlu sesuatu sesudahnya: {name} {takes}"
    takes_nothing (name rest) "`{name}` takes nothing after it, found `{rest}`" "`{name}` tidak diikuti apa pun, ada `{rest}`"
    takes_on_or_off (name rest) "`{name}` takes on or off, not `{rest}`" "`{name}` diikuti on atau off, bukan `{rest}`"
    theme_is (name) "theme {name}" "tema {name}"
    setting_is (name value) "{name} is {value}" "{name} sekarang {value}"
    mouse_taken () "the mouse scrolls and selects here; hold shift to copy with it" "tetikus dipakai di sini; tahan shift untuk menyalin"
    mouse_left () "the mouse belongs to the terminal" "tetikus diserahkan kepada terminal"
    macro_in_itself (name) "the macro `{name}` runs itself" "makro `{name}` menjalankan dirinya sendiri"
    greeting (command help) "This is the demo archive. {command}PATH opens your own; {help} shows the keys." "Ini arsip contoh. {command}PATH membuka arsip Anda; {help} menampilkan tombol."
    marks_are_in (done place) "{done} · marks are kept in {place}" "{done} · tanda disimpan di {place}"
    more_choices (count) "{count} more" "{count} lagi"
}
