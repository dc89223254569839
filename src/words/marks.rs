//! The words of marking: tags, notes, highlights, the selection, saving and giving to other programs.

use super::{Tongue, words};

words! {
    // What was done, and how it is taken back.
    change_made (count what key) "{count} {what} · {key} undoes" "{count} {what} · {key} membatalkan"
    change_undone (count what key) "undone: {count} {what} · {key} redoes" "dibatalkan: {count} {what} · {key} mengulangi"
    change_redone (count what key) "redone: {count} {what} · {key} undoes" "diulangi: {count} {what} · {key} membatalkan"
    nothing_to_mark () "nothing to mark" "tidak ada yang perlu ditandai"
    nothing_to_undo () "nothing to undo" "tidak ada yang dapat dibatalkan"
    nothing_to_redo () "nothing to redo" "tidak ada yang dapat diulangi"
    taken_over (here said marks) "{here} of {said} articles that exports name are here; {marks} marks taken over" "{here} dari {said} artikel yang disebut ekspor ada di sini; {marks} tanda diambil alih"

    // Lines that ask.
    ask_tags () "tags: " "label: "
    ask_save () "save to: " "simpan ke: "
    about_tags () "commas between; what is erased is taken away" "dipisah koma; yang dihapus dicabut"
    about_more_tags () "added to all; -word takes away" "ditambahkan ke semua; -kata mencabut"
    about_save () "txt, md, json, csv; a folder ends in /" "txt, md, json, csv; folder berakhir dengan /"
    about_pipe () "a command that gets the text" "perintah yang menerima teksnya"
    is_there () "it is there already: enter replaces it" "sudah ada: enter menggantinya"

    // The selection.
    selected (count) "{count} selected" "{count} dipilih"
    nothing_selected_before () "nothing was selected before" "belum ada yang pernah dipilih"

    // The note.
    note_on (title) "Note on {title}" "Catatan untuk {title}"
    note_keys (keep drop) "{keep} keeps it, {drop} drops what was typed" "{keep} menyimpan, {drop} membuang ketikan"
    note_left () "the note is as it was" "catatan tetap seperti semula"
    no_article_here () "there is no article here that this could be done to" "tidak ada artikel di sini yang dapat dikenai ini"
    article_is_coming () "the article is not here yet; try again" "artikelnya belum tiba; coba lagi"

    // Pages.
    notes_title () "Notes and highlights" "Catatan dan sorotan"
    no_notes (note passage) "No notes and no highlights yet: {note} in an article writes a note, {passage} chooses a passage to highlight." "Belum ada catatan dan sorotan: {note} di artikel menulis catatan, {passage} memilih bagian untuk disorot."
    log_title () "Read when" "Dibaca kapan"
    nothing_read () "Nothing was read yet." "Belum ada yang dibaca."

    // Passages.
    hint_highlight () "highlight" "tandai"
    hint_copy () "copy" "salin"
    hint_sentence_more () "sentence more" "kalimat lagi"
    hint_word_more () "word more" "kata lagi"
    hint_word_less () "word less" "kata kurang"
    no_passage () "there is no sentence here" "tidak ada kalimat di sini"
    the_quotation () "the quotation" "kutipannya"

    // Other machines.
    merged_one () "a mark came from another machine" "satu tanda datang dari mesin lain"
    merged (count) "{count} marks came from other machines" "{count} tanda datang dari mesin lain"
    merged_with_bad (count bad) "{count} marks came from other machines; {bad} lines there are no marks" "{count} tanda datang dari mesin lain; {bad} baris di sana bukan tanda"

    // Other programs.
    given_to (command) "given to {command}" "diberikan kepada {command}"
    command_failed (command) "{command} failed" "{command} gagal"
}

impl Tongue {
    /// How long something was read.
    pub fn minutes_read(self, seconds: u64) -> String {
        match (self, seconds) {
            (Self::English, 0..60) => format!("{seconds} s"),
            (Self::Indonesian, 0..60) => format!("{seconds} dtk"),
            (Self::English, _) => format!("{} min", seconds.div_ceil(60)),
            (Self::Indonesian, _) => format!("{} mnt", seconds.div_ceil(60)),
        }
    }
}
