//! The table of everything a user can do.
//!
//! One row an action: its name in the config and on the command line, its default keys, where it applies, its group
//! in help, and one sentence about it. Keys, help, palette and the example config are made from it.

use std::fmt;

/// A text in each language of the interface: English, Indonesian.
type Said = [&'static str; 2];

/// What has the focus, so what a key is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The list of articles.
    List,
    /// The article.
    Reader,
    /// A page over both: help, problems, facts.
    Page,
    /// Saved searches and facets.
    Side,
    /// A line of typing: search, command line, palette. Keys without an action are typed.
    Line,
    /// The note that is being written. Keys without an action are typed.
    Note,
    /// The passage that is being chosen in the article.
    Passage,
}

impl Context {
    /// Every context.
    pub const ALL: &[Self] = &[
        Self::List,
        Self::Reader,
        Self::Side,
        Self::Page,
        Self::Line,
        Self::Note,
        Self::Passage,
    ];

    /// Its name, as in `[keys.list]`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Reader => "reader",
            Self::Side => "side",
            Self::Page => "page",
            Self::Line => "line",
            Self::Note => "note",
            Self::Passage => "passage",
        }
    }

    /// Whether keys without an action are typed.
    pub const fn types(self) -> bool {
        matches!(self, Self::Line | Self::Note)
    }

    /// The context of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|context| context.name() == name)
    }
}

/// What an action is about, for help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Moving about.
    Moving,
    /// Searching, sorting and choosing what the list shows.
    Finding,
    /// Marks on articles.
    Marking,
    /// How the article is shown.
    Reading,
    /// Giving an article to another program.
    Sharing,
    /// The program itself.
    Program,
    /// Editing a line.
    Typing,
}

impl Group {
    /// Every group, in the order of help.
    pub const ALL: &[Self] = &[
        Self::Moving,
        Self::Finding,
        Self::Marking,
        Self::Reading,
        Self::Sharing,
        Self::Program,
        Self::Typing,
    ];

    /// Its heading in help, in each language of the interface.
    pub const fn title(self) -> [&'static str; 2] {
        match self {
            Self::Moving => ["Moving", "Bergerak"],
            Self::Finding => ["Finding", "Mencari"],
            Self::Marking => ["Marking", "Menandai"],
            Self::Reading => ["Reading", "Membaca"],
            Self::Sharing => ["Sharing", "Membagikan"],
            Self::Program => ["Program", "Program"],
            Self::Typing => ["Typing", "Mengetik"],
        }
    }
}

/// What the table says about one action.
struct Row {
    name: &'static str,
    keys: &'static [&'static str],
    contexts: &'static [Context],
    group: Group,
    help: Said,
}

use Context::{Line, List, Note, Page, Passage, Reader, Side};

/// The table's short forms of where an action applies.
const EVERYWHERE: &[Context] = Context::ALL;
const BROWSING: &[Context] = &[List, Reader, Side, Page];
const PANES: &[Context] = &[List, Reader, Side];
const CHOOSING: &[Context] = &[List, Side];
const SIDE: &[Context] = &[Side];
const ARTICLES: &[Context] = &[List, Reader];
const LIST: &[Context] = &[List];
const READER: &[Context] = &[Reader];
const PAGE: &[Context] = &[Page];
const LINE: &[Context] = &[Line];
const NOTE: &[Context] = &[Note];
const PASSAGE: &[Context] = &[Passage];
const EDITING: &[Context] = &[Line, Note];
const ROWS: &[Context] = &[List, Page];
const SHOWN: &[Context] = &[List, Reader, Page];

/// Makes the enum and its table from the rows.
macro_rules! actions {
    ($($variant:ident $name:literal $group:ident $contexts:ident [$($key:literal)*] $help:literal $indonesian:literal)*) => {
        /// Something a user can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action { $(#[doc = $help] $variant,)* }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            const fn row(self) -> Row {
                match self {
                    $(Self::$variant => Row {
                        name: $name, keys: &[$($key,)*], contexts: $contexts, group: Group::$group,
                        help: [$help, $indonesian],
                    },)*
                }
            }
        }
    };
}

actions! {
    Down "down" Moving BROWSING ["j" "down"] "Moves one line down." "Turun satu baris."
    Up "up" Moving BROWSING ["k" "up"] "Moves one line up." "Naik satu baris."
    HalfPageDown "half-page-down" Moving BROWSING ["ctrl-d"] "Moves half a page down." "Turun setengah halaman."
    HalfPageUp "half-page-up" Moving BROWSING ["ctrl-u"] "Moves half a page up." "Naik setengah halaman."
    PageDown "page-down" Moving BROWSING ["space" "ctrl-f" "pgdn"] "Moves a page down." "Turun satu halaman."
    PageUp "page-up" Moving BROWSING ["ctrl-b" "pgup"] "Moves a page up." "Naik satu halaman."
    Top "top" Moving BROWSING ["g g" "home"] "Goes to the beginning." "Ke awal."
    Bottom "bottom" Moving BROWSING ["G" "end"] "Goes to the end." "Ke akhir."
    Open "open" Moving ROWS ["enter" "l" "right"] "Opens the article in the reader." "Membuka artikel untuk dibaca."
    FocusList "focus-list" Moving READER ["h" "left"] "Goes to the list." "Ke daftar."
    FocusNext "focus-next" Moving PANES ["tab"] "Goes to the other pane." "Ke panel lain."
    Back "back" Moving BROWSING ["esc"] "Steps back: closes the page, leaves the reader, ends the search." "Mundur selangkah: menutup halaman, meninggalkan artikel, mengakhiri pencarian."
    Close "close" Moving BROWSING ["q"] "Steps back; from the list, leaves the program." "Mundur selangkah; dari daftar, menutup program."
    NextArticle "next-article" Moving ARTICLES ["J"] "Opens the next article." "Membuka artikel berikutnya."
    PreviousArticle "previous-article" Moving ARTICLES ["K"] "Opens the previous article." "Membuka artikel sebelumnya."
    NextUnread "next-unread" Moving ARTICLES ["] ]" "] u"] "Goes to the next unread article." "Ke artikel berikutnya yang belum dibaca."
    PreviousUnread "previous-unread" Moving ARTICLES ["[ [" "[ u"] "Goes to the previous unread article." "Ke artikel sebelumnya yang belum dibaca."
    NextCompany "next-company" Moving READER ["] c"] "Goes to the next company named." "Ke perusahaan berikutnya yang disebut."
    PreviousCompany "previous-company" Moving READER ["[ c"] "Goes to the previous company named." "Ke perusahaan sebelumnya yang disebut."
    NextQuotation "next-quotation" Moving READER ["] q"] "Goes to the next quotation." "Ke kutipan berikutnya."
    PreviousQuotation "previous-quotation" Moving READER ["[ q"] "Goes to the previous quotation." "Ke kutipan sebelumnya."
    NextLink "next-link" Moving READER ["] l"] "Goes to the next link." "Ke tautan berikutnya."
    PreviousLink "previous-link" Moving READER ["[ l"] "Goes to the previous link." "Ke tautan sebelumnya."
    OpenLight "open-light" Moving READER ["enter"] "Opens what is lit: the card of a company or a speaker, a link." "Membuka yang disorot: kartu perusahaan atau pembicara, tautan."
    JumpBack "jump-back" Moving ARTICLES ["ctrl-o"] "Goes back to the place before." "Kembali ke tempat sebelumnya."
    JumpForward "jump-forward" Moving ARTICLES ["g i" "alt-right"] "Goes forward again to the place after." "Maju lagi ke tempat sesudahnya."
    SetMark "set-mark" Moving ARTICLES ["m"] "Names this place with the letter that follows." "Menamai tempat ini dengan huruf yang menyusul."
    GoToMark "go-to-mark" Moving ARTICLES ["`"] "Goes to the place named with the letter that follows." "Ke tempat yang bernama huruf yang menyusul."
    SameOutlet "same-outlet" Moving ARTICLES ["g f"] "Shows the articles of the same outlet around this one." "Menampilkan artikel media yang sama di sekitar artikel ini."
    SameDay "same-day" Moving ARTICLES ["g d"] "Shows the articles of the same day." "Menampilkan artikel pada hari yang sama."
    Search "search" Finding CHOOSING ["/"] "Searches the whole archive as you type." "Mencari di seluruh arsip sambil mengetik."
    Find "find" Finding READER ["/"] "Finds in the article as you type." "Mencari dalam artikel sambil mengetik."
    NextHit "next-hit" Finding ARTICLES ["n"] "Goes to the next hit; without a search, to the next unread article." "Ke temuan berikutnya; tanpa pencarian, ke artikel berikutnya yang belum dibaca."
    PreviousHit "previous-hit" Finding ARTICLES ["N"] "Goes to the previous hit; without a search, to the previous unread article." "Ke temuan sebelumnya; tanpa pencarian, ke artikel sebelumnya yang belum dibaca."
    ShowAll "show-all" Finding PANES ["1"] "Shows all articles." "Menampilkan semua artikel."
    ShowUnread "show-unread" Finding PANES ["2"] "Shows unread articles only." "Menampilkan artikel yang belum dibaca saja."
    ShowStarred "show-starred" Finding PANES ["3"] "Shows starred articles only." "Menampilkan artikel berbintang saja."
    Sort "sort" Finding PANES ["g s"] "Arranges the list: its order, its headings, the lines of its rows." "Mengatur daftar: urutan, kepala, baris tiap artikel."
    Headings "headings" Finding ARTICLES ["g h"] "Shows headings between articles: for days, for months, none." "Menampilkan kepala di antara artikel: tiap hari, tiap bulan, tanpa."
    Density "density" Finding ARTICLES ["g l"] "Shows each article in one line or in two." "Menampilkan tiap artikel dalam satu atau dua baris."
    Copies "copies" Finding ARTICLES ["x"] "Lists the other articles that tell the same story." "Mendaftar artikel lain dengan berita yang sama."
    FoldCopies "fold-copies" Finding ARTICLES ["X"] "Shows copies of one story as one row, or each in its own." "Menampilkan salinan satu berita sebagai satu baris, atau masing-masing."
    Side "side" Finding PANES ["\\"] "Opens saved searches and facets at the left, or closes them." "Membuka pencarian tersimpan dan faset di kiri, atau menutupnya."
    FocusSide "focus-side" Moving LIST ["h" "left"] "Goes to the pane at the left, where it is shown." "Pindah ke panel kiri, bila tampil."
    FocusMiddle "focus-middle" Moving SIDE ["l" "right"] "Goes from the pane at the left to the list." "Pindah dari panel kiri ke daftar."
    OpenSection "open-section" Finding SIDE ["enter"] "Opens the saved search, narrows by the name or widens again, folds or opens the heading." "Membuka pencarian tersimpan, mempersempit dengan nama itu atau melebarkan lagi, melipat atau membuka bagian."
    FoldSection "fold-section" Finding SIDE ["h" "left"] "Folds this part of the pane at the left." "Melipat bagian panel kiri ini."
    SaveSearch "save-search" Finding PANES ["S"] "Saves the present search under a name." "Menyimpan pencarian ini dengan sebuah nama."
    RenameSearch "rename-search" Finding SIDE ["r"] "Gives the saved search another name." "Mengganti nama pencarian tersimpan."
    DeleteSearch "delete-search" Finding SIDE ["d" "delete"] "Deletes the saved search." "Menghapus pencarian tersimpan."
    MoveSearchUp "move-search-up" Finding SIDE ["K"] "Moves the saved search up." "Memindahkan pencarian tersimpan ke atas."
    MoveSearchDown "move-search-down" Finding SIDE ["J"] "Moves the saved search down." "Memindahkan pencarian tersimpan ke bawah."
    ToggleRead "toggle-read" Marking ARTICLES ["r"] "Marks the article as read, or as unread again." "Menandai artikel sudah dibaca, atau belum lagi."
    ToggleStar "toggle-star" Marking ARTICLES ["s"] "Stars the article, or takes the star away." "Memberi artikel bintang, atau mencabutnya."
    MarkAllRead "mark-all-read" Marking ARTICLES ["A"] "Marks every article that the list shows as read." "Menandai semua artikel dalam daftar sebagai sudah dibaca."
    Tag "tag" Marking ARTICLES ["t"] "Tags the article, or what is selected." "Memberi label pada artikel, atau pada yang dipilih."
    TagAll "tag-all" Marking ARTICLES ["T"] "Tags what is selected, or everything that the list shows." "Memberi label pada yang dipilih, atau pada semua yang ada di daftar."
    Note "note" Marking ARTICLES ["a"] "Writes a note on the article." "Menulis catatan untuk artikel."
    NoteInEditor "note-in-editor" Marking ARTICLES ["g a"] "Writes a note on the article in your editor." "Menulis catatan untuk artikel di penyunting Anda."
    Highlight "highlight" Marking READER ["H"] "Highlights the quotation or sentence gone to, or takes the highlight away." "Menandai kutipan atau kalimat yang dituju, atau mencabut tandanya."
    ChoosePassage "choose-passage" Marking READER ["v"] "Chooses a passage by sentences and words." "Memilih bagian teks menurut kalimat dan kata."
    Select "select" Marking LIST ["v"] "Selects the article, or no longer, and goes on." "Memilih artikel, atau batal memilihnya, lalu maju."
    SelectRange "select-range" Marking LIST ["V"] "Selects from here to where the cursor goes; again ends the range." "Memilih dari sini sampai kursor; sekali lagi mengakhiri rentang."
    SelectAgain "select-again" Marking LIST ["g v"] "Selects again what was selected before." "Memilih kembali yang tadi dipilih."
    Notes "notes" Marking ARTICLES ["g n"] "Lists notes and highlights." "Menampilkan catatan dan sorotan."
    Log "log" Marking ARTICLES ["L"] "Lists what was read when." "Menampilkan apa yang dibaca dan kapan."
    Undo "undo" Marking ARTICLES ["u"] "Undoes the last change of marks." "Membatalkan perubahan tanda terakhir."
    Redo "redo" Marking ARTICLES ["ctrl-r"] "Does again what was undone." "Mengulangi yang dibatalkan."
    CycleLights "cycle-lights" Reading ARTICLES ["e"] "Changes what is lit: everything, companies, quotations, nothing." "Mengganti yang disorot: semua, perusahaan, kutipan, tidak ada."
    ToggleFold "toggle-fold" Reading ARTICLES ["b"] "Opens or folds the site's boilerplate." "Membuka atau melipat teks milik situs."
    Narrower "narrower" Reading ARTICLES ["<"] "Makes the lines shorter." "Memendekkan baris."
    Wider "wider" Reading ARTICLES [">"] "Makes the lines longer." "Memanjangkan baris."
    Pictures "pictures" Reading ARTICLES ["p"] "Shows the pictures of the article, or hides them." "Menampilkan gambar artikel, atau menyembunyikannya."
    Enlarge "enlarge" Reading READER ["Z"] "Shows the picture in view large: down and up go to the others." "Menampilkan gambar di layar dalam ukuran besar: turun dan naik ke gambar lain."
    Zen "zen" Reading ARTICLES ["z"] "Shows the article alone, or everything again." "Menampilkan artikel saja, atau semuanya lagi."
    Facts "facts" Reading ARTICLES ["i"] "Shows where the article comes from and what was repaired." "Menampilkan asal artikel dan apa yang diperbaiki."
    Raw "raw" Reading ARTICLES ["g R"] "Shows the bytes of the article as they lie in the archive." "Menampilkan bita artikel seperti tersimpan di arsip."
    OpenInBrowser "open-in-browser" Sharing ARTICLES ["o"] "Opens the article's address in the browser." "Membuka alamat artikel di peramban."
    HintLinks "hint-links" Sharing READER ["f"] "Puts letters on the links in view: a letter opens one, a capital copies its address." "Memberi huruf pada tautan di layar: huruf membuka, huruf besar menyalin alamatnya."
    Links "links" Sharing ARTICLES ["U"] "Lists the links of the article." "Mendaftar tautan artikel."
    CopyLink "copy-link" Sharing SHOWN ["y"] "Copies the article's address; among problems, the place of one." "Menyalin alamat artikel; di antara masalah, tempatnya."
    CopyText "copy-text" Sharing ARTICLES ["Y"] "Copies the article's text." "Menyalin isi artikel."
    CopyQuotation "copy-quotation" Sharing READER ["g y"] "Copies the quotation or sentence gone to, with its source and its article." "Menyalin kutipan atau kalimat yang dituju beserta sumber dan artikelnya."
    Save "save" Sharing ARTICLES ["w"] "Saves the article, or what is selected, into a file." "Menyimpan artikel, atau yang dipilih, ke berkas."
    Pipe "pipe" Sharing ARTICLES ["|"] "Gives the text of the article, or of what is selected, to a command." "Memberikan isi artikel, atau yang dipilih, kepada sebuah perintah."
    Help "help" Program BROWSING ["?"] "Shows what the keys do here." "Menampilkan guna tombol di sini."
    Problems "problems" Program PANES ["P"] "Shows what in the archive could not be read, and why." "Menampilkan apa yang tidak terbaca dalam arsip, dan sebabnya."
    Filter "filter" Finding PAGE ["/"] "Narrows the help to what is typed." "Menyaring bantuan menurut yang diketik."
    Palette "palette" Program BROWSING ["ctrl-p"] "Finds an action by its name." "Mencari tindakan menurut namanya."
    CommandLine "command-line" Program BROWSING [":"] "Opens the command line." "Membuka baris perintah."
    ToggleMouse "toggle-mouse" Program ARTICLES ["g m"] "Leaves the mouse to the terminal, so that it selects and copies, or takes it back." "Menyerahkan tetikus kepada terminal agar dapat memilih dan menyalin, atau mengambilnya kembali."
    Quit "quit" Program BROWSING ["Q" "ctrl-c"] "Leaves the program." "Menutup program."
    Suspend "suspend" Program EVERYWHERE ["ctrl-z"] "Stops the program and gives the terminal back to the shell; `fg` continues." "Menghentikan program dan mengembalikan terminal kepada shell; `fg` melanjutkannya."
    Redraw "redraw" Program EVERYWHERE ["ctrl-l"] "Draws the screen anew." "Menggambar ulang layar."
    Accept "accept" Typing LINE ["enter"] "Takes the line." "Memakai baris."
    Cancel "cancel" Typing LINE ["esc" "ctrl-c"] "Leaves the line as if it had not been typed." "Meninggalkan baris seolah tidak pernah diketik."
    Erase "erase" Typing EDITING ["backspace" "ctrl-h"] "Erases the character before the cursor." "Menghapus huruf sebelum kursor."
    EraseNext "erase-next" Typing EDITING ["delete" "ctrl-d"] "Erases the character at the cursor." "Menghapus huruf pada kursor."
    EraseWord "erase-word" Typing EDITING ["ctrl-w" "alt-backspace"] "Erases the word before the cursor." "Menghapus kata sebelum kursor."
    EraseLine "erase-line" Typing EDITING ["ctrl-u"] "Erases everything before the cursor." "Menghapus semua sebelum kursor."
    CursorLeft "cursor-left" Typing EDITING ["left" "ctrl-b"] "Moves the cursor left." "Memindahkan kursor ke kiri."
    CursorRight "cursor-right" Typing EDITING ["right" "ctrl-f"] "Moves the cursor right." "Memindahkan kursor ke kanan."
    CursorStart "cursor-start" Typing EDITING ["home" "ctrl-a"] "Moves the cursor to the beginning." "Memindahkan kursor ke awal."
    CursorEnd "cursor-end" Typing EDITING ["end" "ctrl-e"] "Moves the cursor to the end." "Memindahkan kursor ke akhir."
    Complete "complete" Typing LINE ["tab"] "Puts the next completion into the line." "Memasukkan pelengkap berikutnya ke dalam baris."
    CompleteBack "complete-back" Typing LINE ["shift-tab"] "Puts the previous completion into the line." "Memasukkan pelengkap sebelumnya ke dalam baris."
    NoteKeep "note-keep" Typing NOTE ["esc" "ctrl-s"] "Closes the note and keeps it." "Menutup catatan dan menyimpannya."
    NoteDrop "note-drop" Typing NOTE ["ctrl-c"] "Closes the note as if nothing had been typed." "Menutup catatan seolah tidak ada yang diketik."
    NoteLine "note-line" Typing NOTE ["enter"] "Begins another line of the note." "Memulai baris lain dalam catatan."
    NoteUp "note-up" Typing NOTE ["up" "ctrl-p"] "Moves one line up in the note." "Naik satu baris dalam catatan."
    NoteDown "note-down" Typing NOTE ["down" "ctrl-n"] "Moves one line down in the note." "Turun satu baris dalam catatan."
    NoteToEditor "note-to-editor" Typing NOTE ["ctrl-o"] "Goes on with the note in your editor." "Melanjutkan catatan di penyunting Anda."
    PassageNext "passage-next" Typing PASSAGE ["j" "down"] "Chooses the next sentence." "Memilih kalimat berikutnya."
    PassagePrevious "passage-previous" Typing PASSAGE ["k" "up"] "Chooses the previous sentence." "Memilih kalimat sebelumnya."
    PassageMore "passage-more" Typing PASSAGE ["J"] "Makes the passage one sentence longer." "Memperpanjang bagian itu satu kalimat."
    PassageLess "passage-less" Typing PASSAGE ["K"] "Makes the passage one sentence shorter." "Memperpendek bagian itu satu kalimat."
    PassageLonger "passage-longer" Typing PASSAGE ["l" "right" "w"] "Makes the passage one word longer." "Memperpanjang bagian itu satu kata."
    PassageShorter "passage-shorter" Typing PASSAGE ["h" "left" "b"] "Makes the passage one word shorter." "Memperpendek bagian itu satu kata."
    PassageEnd "passage-end" Typing PASSAGE ["o"] "Moves the other end of the passage from now on." "Menggerakkan ujung yang lain dari bagian itu."
    PassageTake "passage-take" Typing PASSAGE ["enter" "H"] "Highlights the passage, or takes its highlight away." "Menandai bagian itu, atau mencabut tandanya."
    PassageCopy "passage-copy" Typing PASSAGE ["y"] "Copies the passage with its source and its article." "Menyalin bagian itu beserta sumber dan artikelnya."
    PassageLeave "passage-leave" Typing PASSAGE ["esc" "q" "v" "ctrl-c"] "Leaves the passage alone." "Membatalkan pilihan bagian itu."
    NextChoice "next-choice" Typing LINE ["down" "ctrl-n"] "Goes to the next choice, or on in the history." "Ke pilihan berikutnya, atau maju dalam riwayat."
    PreviousChoice "previous-choice" Typing LINE ["up" "ctrl-p"] "Goes to the previous choice, or back in the history." "Ke pilihan sebelumnya, atau mundur dalam riwayat."
}

impl Action {
    /// Its name in the config and on the command line.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// Its default keys: chords, or sequences of chords with spaces between.
    pub const fn keys(self) -> &'static [&'static str] {
        self.row().keys
    }

    /// Where it applies.
    pub const fn contexts(self) -> &'static [Context] {
        self.row().contexts
    }

    /// What it is about.
    pub const fn group(self) -> Group {
        self.row().group
    }

    /// One sentence about it, in each language of the interface.
    pub const fn help(self) -> [&'static str; 2] {
        self.row().help
    }

    /// The action of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_variants_in_kebab_case() {
        for &action in Action::ALL {
            let mut name = String::new();
            for ch in format!("{action:?}").chars() {
                if ch.is_uppercase() && !name.is_empty() {
                    name.push('-');
                }
                name.extend(ch.to_lowercase());
            }
            assert_eq!(action.name(), name);
            assert_eq!(Action::by_name(&name), Some(action));
        }
        assert_eq!(Action::by_name("quitt"), None);
    }

    #[test]
    fn every_action_says_what_it_does_in_one_sentence() {
        for &action in Action::ALL {
            for help in action.help() {
                assert!(
                    help.starts_with(char::is_uppercase) && help.ends_with('.'),
                    "{action}: {help}"
                );
                assert!(
                    !help.trim_end_matches('.').contains(". "),
                    "{action}: {help}"
                );
            }
            assert!(!action.keys().is_empty(), "{action}");
        }
    }

    #[test]
    fn groups_and_contexts_are_all_listed() {
        for &action in Action::ALL {
            assert!(Group::ALL.contains(&action.group()));
            assert!(
                action
                    .contexts()
                    .iter()
                    .all(|context| Context::by_name(context.name()) == Some(*context))
            );
        }
    }
}
