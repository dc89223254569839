//! Selecting, tagging, noting, highlighting, saving and piping, by keys.

use kliping::action::Context;
use kliping::app::layout::Pane;
use kliping::app::marking::{Answer, Wish};
use kliping::app::{Effect, Msg, Target};
use kliping::library::Scope;
use kliping::library::paper::Form;

use super::harness::Desk;

fn wishes(desk: &Desk) -> Vec<Wish> {
    let wish = |effect: &Effect| match effect {
        Effect::Wish(wish) => Some(wish.clone()),
        _ => None,
    };
    desk.effects.iter().filter_map(wish).collect()
}

fn chosen(desk: &Desk) -> String {
    let opened = desk.app.reader.opened.as_ref().unwrap();
    let span = desk.app.chosen().unwrap();
    span.of(&opened.article.text).to_owned()
}

#[test]
fn tags_are_typed_completed_and_erased() {
    let mut desk = Desk::new(100, 24);
    desk.keys("t");
    assert_eq!(desk.app.context(), Context::Line);
    desk.keys("'Toko_baru,_harga enter");
    assert_eq!(desk.mark().tags, ["harga", "toko baru"]);
    assert!(
        desk.frame().contains("#harga #toko baru"),
        "{}",
        desk.frame()
    );
    // The second article gets one by completion.
    desk.keys("j t 'to");
    assert!(desk.frame().contains("toko baru"), "the menu shows it");
    desk.keys("tab enter");
    assert_eq!(desk.mark().tags, ["toko baru"]);
    // What is erased from the line is taken away; what stays is no change.
    desk.keys("k t");
    assert_eq!(
        desk.app.marking.ask.as_ref().unwrap().prompt.line.text(),
        "harga, toko baru, "
    );
    desk.keys("ctrl-u 'harga,_jakarta enter");
    assert_eq!(desk.mark().tags, ["harga", "jakarta"]);
    let last = wishes(&desk).pop().unwrap();
    assert!(
        matches!(last, Wish::Tag { add, remove, .. } if add == ["jakarta"] && remove == ["toko baru"])
    );
    let before = wishes(&desk).len();
    desk.keys("t enter t 'x esc");
    let tagged = wishes(&desk)
        .into_iter()
        .skip(before)
        .filter(|wish| matches!(wish, Wish::Tag { .. }));
    assert_eq!(tagged.count(), 0);
}

#[test]
fn everything_listed_is_tagged_at_once() {
    let mut desk = Desk::new(100, 24);
    desk.keys("T 'lama enter");
    assert!(desk.marks.values().all(|mark| mark.tags == ["lama"]));
    assert_eq!(desk.marks.len(), 40);
    desk.keys("T '-lama,_baru enter");
    assert!(desk.marks.values().all(|mark| mark.tags == ["baru"]));
}

#[test]
fn selected_rows_are_seen_and_acted_on() {
    let mut desk = Desk::new(100, 24);
    desk.keys("v v");
    assert_eq!(desk.frame().matches('✓').count(), 2, "{}", desk.frame());
    assert!(desk.frame().contains("2 selected"));
    // What happens to the article under the cursor happens to all that are selected.
    desk.keys("r");
    assert_eq!(desk.marks.values().filter(|mark| mark.read).count(), 2);
    assert_eq!(desk.frame().matches('✓').count(), 0, "done with it");
    desk.keys("g v");
    assert!(desk.frame().contains("2 selected"));
    desk.keys("esc");
    assert!(!desk.frame().contains("selected"));
    desk.keys("esc q");
    assert!(desk.effects.contains(&Effect::Quit));
}

#[test]
fn a_range_goes_from_row_to_row_and_past_what_is_held() {
    let mut desk = Desk::new(100, 24);
    desk.keys("j V j j");
    assert!(desk.frame().contains("3 selected"), "{}", desk.frame());
    desk.keys("s");
    assert_eq!(desk.marks.values().filter(|mark| mark.starred).count(), 3);
    let mut desk = Desk::new(100, 12);
    desk.keys("v V G");
    assert!(desk.frame().contains("1+39 selected"), "{}", desk.frame());
    desk.keys("s");
    assert_eq!(desk.marks.values().filter(|mark| mark.starred).count(), 40);
    desk.keys("g g V G V");
    assert!(matches!(
        wishes(&desk).last(),
        Some(Wish::Pick {
            from: 0,
            to: 40,
            ..
        })
    ));
    assert!(desk.frame().contains("40 selected"), "{}", desk.frame());
    desk.keys("t 'semua enter");
    assert!(desk.marks.values().all(|mark| mark.tags == ["semua"]));
}

#[test]
fn the_selection_is_by_article_and_stays_through_searches() {
    let mut desk = Desk::new(100, 24);
    desk.keys("v / 'xiaomi enter");
    assert_eq!(desk.frame().matches('✓').count(), 1);
    // In the reader an action is for the article in view.
    desk.keys("esc");
    assert_eq!(desk.app.list.total, 1, "esc ends the selection first");
    desk.keys("esc");
    assert_eq!(desk.app.list.total, 40);
    desk.keys("v enter s");
    assert_eq!(desk.marks.values().filter(|mark| mark.starred).count(), 1);
    assert!(desk.app.marking.selection.is_on());
}

#[test]
fn a_note_is_written_in_place_kept_and_taken_away() {
    let mut desk = Desk::new(100, 24);
    desk.keys("a");
    assert_eq!(desk.app.context(), Context::Note);
    desk.keys("'satu enter 'jkq enter backspace 'G");
    desk.tell(Msg::Pasted("\ntiga\nempat".to_owned()));
    assert!(
        desk.frame().contains("Note on Xiaomi membuka"),
        "{}",
        desk.frame()
    );
    desk.keys("up up ctrl-e '! esc");
    let note = desk.app.reader.opened.as_ref().unwrap().sheet.note.clone();
    assert_eq!(note.as_deref(), Some("satu\njkqG!\ntiga\nempat"));
    assert!(desk.mark().noted && desk.frame().contains('✎'));
    desk.keys("a 'x ctrl-c");
    assert_eq!(wishes(&desk).len(), 1, "what was dropped is not kept");
    desk.keys("a esc");
    assert_eq!(wishes(&desk).len(), 1, "nothing changed");
    desk.keys("enter a ctrl-u up ctrl-e ctrl-u up ctrl-e ctrl-u up ctrl-e ctrl-u ctrl-s");
    assert_eq!(desk.app.focus, Pane::Reader);
    assert!(!desk.mark().noted);
}

#[test]
fn the_editor_gets_the_note_and_gives_it_back() {
    let mut desk = Desk::new(100, 24);
    desk.keys("a 'mulai ctrl-o");
    let Some(Wish::EditNote { id, text }) = wishes(&desk).pop() else {
        panic!("{:?}", wishes(&desk));
    };
    assert_eq!(text, "mulai");
    let text = "mulai\nlanjut\n".to_owned();
    desk.tell(Msg::Answered(Answer::Edited { id, text }));
    desk.keys("g a");
    assert!(
        matches!(wishes(&desk).pop(), Some(Wish::EditNote { text, .. }) if text == "mulai\nlanjut")
    );
}

#[test]
fn the_quotation_gone_to_is_highlighted_and_freed() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter ] q H");
    let marked = |desk: &Desk| {
        let opened = desk.app.reader.opened.clone().unwrap();
        let words = opened
            .marked
            .iter()
            .map(|(_, span)| span.of(&opened.article.text).to_owned());
        words.collect::<Vec<_>>()
    };
    assert_eq!(marked(&desk), ["\"Kami ingin dekat dengan pembeli,\""]);
    assert_eq!(desk.mark().highlights, 1);
    desk.keys("H");
    assert!(marked(&desk).is_empty());
}

#[test]
fn a_passage_is_chosen_by_sentences_and_words() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter v");
    assert_eq!(desk.app.context(), Context::Passage);
    assert_eq!(
        chosen(&desk),
        "Produsen ponsel Xiaomi membuka toko pertamanya di Jakarta pada hari Senin."
    );
    desk.keys("h h");
    assert_eq!(
        chosen(&desk),
        "Produsen ponsel Xiaomi membuka toko pertamanya di Jakarta pada"
    );
    desk.keys("l o h");
    assert_eq!(
        chosen(&desk),
        "ponsel Xiaomi membuka toko pertamanya di Jakarta pada hari"
    );
    desk.keys("o j j");
    assert!(
        chosen(&desk).starts_with("Toko itu menjual"),
        "{}",
        chosen(&desk)
    );
    desk.keys("J");
    assert!(
        chosen(&desk).ends_with("\nPembeli datang sejak pagi."),
        "{}",
        chosen(&desk)
    );
    // Boilerplate is folded, so it is not chosen.
    desk.keys("J");
    assert!(
        chosen(&desk).ends_with("\nPembeli datang sejak pagi."),
        "{}",
        chosen(&desk)
    );
    desk.keys("K enter");
    assert_eq!(desk.app.context(), Context::Reader);
    assert_eq!(desk.mark().highlights, 1);
    assert!(desk.looks().contains("hhhhh"), "{}", desk.looks());
    desk.keys("v esc");
    assert_eq!(
        (desk.app.context(), desk.app.focus),
        (Context::Reader, Pane::Reader)
    );
    desk.keys("v J");
    desk.keys("ctrl-c");
    assert_eq!(desk.app.chosen(), None);
}

#[test]
fn a_quotation_is_copied_with_its_source_and_article() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter ] q g y");
    let copied = |desk: &Desk| match desk.effects.last() {
        Some(Effect::Copy { text, .. }) => text.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        copied(&desk),
        "\"Kami ingin dekat dengan pembeli,\"\n— Budi Santoso\nXiaomi membuka toko pertamanya, 2015-01-12 · Harian Contoh\n"
    );
    desk.keys("v y");
    assert!(
        copied(&desk).contains("— Budi Santoso"),
        "{}",
        copied(&desk)
    );
}

#[test]
fn notes_and_highlights_are_listed_and_lead_to_their_articles() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter ] q H esc j a 'periksa_lagi esc / 'menara enter g n");
    let frame = desk.frame();
    assert!(
        frame.contains("Notes and highlights") && frame.contains("✎ periksa lagi"),
        "{frame}"
    );
    desk.keys("G enter");
    assert_eq!(desk.app.focus, Pane::Reader);
    assert_eq!(
        desk.selected(),
        "Xiaomi membuka toko pertamanya",
        "although the search had hidden it"
    );
    assert_eq!(desk.app.list.total, 40);
    desk.keys("esc g n g g enter");
    assert_eq!(desk.selected(), "Operator menambah menara");
    desk.keys("esc s / 'menara enter 3 g n g g enter");
    assert_eq!(
        desk.app.scope_in_force(),
        Scope::Starred,
        "the list that has it stays as it is"
    );
}

#[test]
fn readings_are_logged_and_listed() {
    let mut desk = Desk::new(100, 24);
    desk.keys("G enter").wait(2).keys("esc");
    assert!(wishes(&desk).is_empty(), "two seconds are no reading");
    desk.keys("enter").wait(75).keys("esc");
    assert!(
        matches!(wishes(&desk)[..], [Wish::Log { seconds: 75, .. }]),
        "{:?}",
        wishes(&desk)
    );
    desk.keys("L");
    assert_eq!(wishes(&desk).last(), Some(&Wish::ListVisits));
}

#[test]
fn saving_never_replaces_a_file_unasked() {
    let mut desk = Desk::configured(100, 24, "[share]\nfolder = \"keluar\"\nform = \"txt\"");
    desk.keys("w");
    let line = |desk: &Desk| {
        desk.app
            .marking
            .ask
            .as_ref()
            .map(|ask| ask.prompt.line.text().to_owned())
    };
    assert_eq!(
        line(&desk).as_deref(),
        Some("keluar/2015-01-12-xiaomi-membuka-toko-pertamanya.txt")
    );
    desk.keys("ctrl-u 'a/b.md enter");
    let Some(Wish::Save {
        target,
        path,
        replace: false,
        form: Form::Txt,
    }) = wishes(&desk).pop()
    else {
        panic!("{:?}", wishes(&desk));
    };
    assert_eq!(path, "a/b.md");
    desk.tell(Msg::Answered(Answer::Exists {
        target: target.clone(),
        path: path.clone(),
    }));
    assert!(
        desk.frame()
            .contains("it is there already: enter replaces it"),
        "{}",
        desk.frame()
    );
    desk.keys("enter");
    assert!(matches!(
        wishes(&desk).pop(),
        Some(Wish::Save { replace: true, .. })
    ));
    // Another name is asked about anew.
    desk.tell(Msg::Answered(Answer::Exists { target, path }));
    desk.keys("'x enter");
    assert!(
        matches!(wishes(&desk).pop(), Some(Wish::Save { replace: false, path, .. }) if path == "a/b.mdx")
    );
    // A selection goes into the folder last used.
    desk.keys("v v w enter");
    assert!(
        matches!(wishes(&desk).pop(), Some(Wish::Save { target: Target::These(ids), path, .. }) if ids.len() == 2 && path == "a/")
    );
}

#[test]
fn a_command_gets_the_text_and_its_answer_is_a_page() {
    let mut desk = Desk::new(100, 24);
    desk.keys("| 'wc_-w enter");
    assert!(
        matches!(wishes(&desk).pop(), Some(Wish::Pipe { command, shell: false, .. }) if command == "wc -w")
    );
    let piped = |printed: &str, good| {
        let (command, printed) = ("wc -w".to_owned(), printed.to_owned());
        Msg::Answered(Answer::Piped {
            command,
            printed,
            good,
        })
    };
    desk.tell(piped("42\u{1b}[31m\n", true));
    assert!(desk.frame().contains("42␛[31m"), "{}", desk.frame());
    desk.keys("esc");
    desk.tell(piped("", true));
    assert!(desk.frame().contains("given to wc -w"));
    desk.tell(piped("", false));
    assert!(desk.frame().contains("wc -w failed"));
    desk.keys("|");
    assert_eq!(
        desk.app.marking.ask.as_ref().unwrap().prompt.line.text(),
        "wc -w",
        "the command last used"
    );
}

#[test]
fn marks_are_exchanged_as_they_are_made_where_the_settings_say_so() {
    let mut desk = Desk::new(100, 24);
    desk.keys("r t 'x enter");
    let exchanged = |desk: &Desk| {
        let wishes = wishes(desk).into_iter();
        wishes
            .filter(|wish| matches!(wish, Wish::Exchange(folder) if folder == "~/Sync"))
            .count()
    };
    assert_eq!(exchanged(&desk), 0);
    let mut desk = Desk::configured(100, 24, "[marks]\nsync = \"~/Sync\"");
    desk.keys("r t 'x enter");
    assert_eq!(exchanged(&desk), 2);
    desk.tell(Msg::Answered(Answer::Merged { taken: 12, bad: 0 }));
    assert!(desk.frame().contains("12 marks came from other machines"));
    desk.tell(Msg::Answered(Answer::Merged { taken: 1, bad: 3 }));
    assert!(desk.frame().contains("3 lines there are no marks"));
}
