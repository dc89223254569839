//! Keys through the real keymap into the state.

use kliping::app::layout::Pane;
use kliping::app::{Deed, Effect, Msg, Target};
use kliping::library::{Field, Progress, Scope};

use super::harness::Desk;

fn quits(desk: &Desk) -> bool {
    desk.effects.contains(&Effect::Quit)
}

fn read_marks(desk: &Desk) -> usize {
    let read = |effect: &&Effect| {
        matches!(
            effect,
            Effect::Mark {
                field: Field::Read,
                deed: Deed::Read,
                ..
            }
        )
    };
    desk.effects.iter().filter(read).count()
}

#[test]
fn moving_in_the_list_shows_the_article_and_marks_nothing() {
    let mut desk = Desk::new(100, 24);
    assert_eq!(desk.selected(), "Xiaomi membuka toko pertamanya");
    desk.keys("j");
    assert_eq!(desk.selected(), "Operator menambah menara");
    assert!(
        desk.app
            .reader
            .opened
            .as_ref()
            .is_some_and(|opened| opened.title == "Operator menambah menara")
    );
    desk.wait(60).keys("G k g g ctrl-d");
    assert_eq!(desk.effects, []);
}

#[test]
fn ends_and_pages_of_the_list() {
    let mut desk = Desk::new(100, 24);
    desk.keys("G");
    assert_eq!(desk.app.list.cursor, 39);
    desk.keys("g g");
    assert_eq!(desk.app.list.cursor, 0);
    desk.keys("space");
    assert_eq!(desk.app.list.cursor, desk.app.list.height() - 2);
    desk.keys("pgup pgup");
    assert_eq!(desk.app.list.cursor, 0);
}

#[test]
fn reading_for_three_seconds_marks_on_leaving() {
    let mut desk = Desk::new(100, 24);
    desk.keys("G enter").wait(2).keys("esc");
    assert_eq!(
        read_marks(&desk),
        0,
        "two seconds at the top of a long article"
    );
    desk.keys("enter").wait(3).keys("esc");
    assert_eq!(read_marks(&desk), 1);
    assert!(desk.mark().read);
    desk.keys("enter").wait(3).keys("esc");
    assert_eq!(read_marks(&desk), 1, "it is read already");
}

#[test]
fn reading_past_the_share_marks_on_leaving() {
    let mut desk = Desk::new(100, 24);
    desk.keys("G enter G").keys("K");
    assert_eq!(read_marks(&desk), 1);
    assert!(
        !desk.mark().read,
        "the mark is for the article that was left"
    );
}

#[test]
fn other_rules_of_reading() {
    let mut open = Desk::configured(100, 24, "[reader]\nread = \"open\"");
    open.keys("enter");
    assert_eq!(read_marks(&open), 1);
    let mut end = Desk::configured(100, 24, "[reader]\nread = \"end\"");
    end.keys("G enter").wait(60);
    assert_eq!(read_marks(&end), 0);
    end.keys("G");
    assert_eq!(read_marks(&end), 1);
    let mut manual = Desk::configured(100, 24, "[reader]\nread = \"manual\"");
    manual.keys("enter G").wait(60).keys("q");
    assert_eq!(read_marks(&manual), 0);
}

#[test]
fn a_mark_by_hand_is_not_overridden() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter r");
    assert!(desk.mark().read);
    desk.keys("r").wait(60).keys("esc");
    assert!(!desk.mark().read);
    assert_eq!(read_marks(&desk), 0);
}

#[test]
fn stars_and_marking_all() {
    let mut desk = Desk::new(100, 24);
    desk.keys("j s");
    assert!(desk.mark().starred);
    desk.keys("3");
    assert_eq!(desk.found(), ["Operator menambah menara"]);
    desk.keys("1 A");
    let generation = desk.app.list.generation;
    let all = Effect::Mark {
        target: Target::Found { generation },
        field: Field::Read,
        value: true,
        deed: Deed::Made,
    };
    assert!(desk.effects.contains(&all));
    assert!(desk.mark().read);
}

#[test]
fn undo_and_redo_are_asked_for() {
    let mut desk = Desk::new(100, 24);
    desk.keys("u ctrl-r");
    assert_eq!(desk.effects, [Effect::Undo, Effect::Redo]);
}

#[test]
fn marked_rows_stay_until_another_query() {
    let mut desk = Desk::new(100, 24);
    desk.keys("2");
    assert_eq!(desk.app.scope, Scope::Unread);
    desk.keys("r");
    assert_eq!(desk.app.list.total, 40, "the row stays under the cursor");
    assert!(desk.mark().read);
    desk.keys("1 2");
    assert_eq!(desk.app.list.total, 39);
}

#[test]
fn search_narrows_with_every_key_and_esc_goes_back() {
    let mut desk = Desk::new(100, 24);
    desk.keys("j j / 'xiaomi");
    assert_eq!(desk.found(), ["Xiaomi membuka toko pertamanya"]);
    assert_eq!(desk.app.search.words, "xiaomi");
    desk.keys("esc");
    assert_eq!(desk.app.list.total, 40);
    assert_eq!(
        desk.selected(),
        "Berita nomor 3 tentang teknologi",
        "the article selected before is selected again"
    );
    desk.keys("/ 'xiaomi enter");
    assert_eq!(desk.app.list.total, 1);
    desk.keys("esc");
    assert_eq!(desk.app.list.total, 40);
}

#[test]
fn hits_are_visited_and_then_the_next_article() {
    let mut desk = Desk::new(100, 12);
    desk.keys("/ 'kalimat enter enter");
    let hits = desk
        .app
        .reader
        .opened
        .as_ref()
        .map_or(0, |opened| opened.hits.len());
    assert_eq!(hits, 3);
    desk.keys("n n n");
    assert_eq!(desk.selected(), "Berita nomor 3 tentang teknologi");
    desk.keys("n");
    assert_eq!(desk.selected(), "Berita nomor 4 tentang teknologi");
}

#[test]
fn n_without_a_search_goes_to_the_next_unread() {
    let mut desk = Desk::new(100, 24);
    desk.keys("j r g g n");
    assert_eq!(desk.selected(), "Berita nomor 3 tentang teknologi");
    desk.keys("N");
    assert_eq!(desk.selected(), "Xiaomi membuka toko pertamanya");
}

#[test]
fn steps_back_end_the_program_only_from_the_list() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter ? q");
    assert!(desk.app.overlay.is_none());
    assert_eq!(desk.app.focus, Pane::Reader);
    desk.keys("q");
    assert_eq!(desk.app.focus, Pane::List);
    assert!(!quits(&desk));
    desk.keys("esc");
    assert!(!quits(&desk), "esc never ends the program");
    desk.keys("q");
    assert!(quits(&desk));
}

#[test]
fn quitting_from_the_reader_keeps_the_mark() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter").wait(5).keys("Q");
    assert_eq!(read_marks(&desk), 1);
    let mark = desk
        .effects
        .iter()
        .position(|effect| matches!(effect, Effect::Mark { .. }));
    let quit = desk
        .effects
        .iter()
        .position(|effect| *effect == Effect::Quit);
    assert!(mark < quit);
}

#[test]
fn companies_and_quotations_are_visited() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter ] c");
    let first = desk.app.reader.point;
    desk.keys("] c");
    assert!(desk.app.reader.point > first);
    desk.keys("[ c");
    assert_eq!(desk.app.reader.point, first);
    desk.keys("] q");
    assert!(desk.app.reader.point.is_some_and(|at| at.start > 70));
}

#[test]
fn rebound_keys_work_and_sequences_wait() {
    let mut desk = Desk::configured(100, 24, "[keys]\ndown = [\"; y\"]");
    desk.keys(";");
    assert_eq!(desk.app.pending.len(), 1);
    desk.keys("y");
    assert_eq!(desk.app.list.cursor, 1);
    desk.keys("j");
    assert_eq!(desk.app.list.cursor, 1);
}

#[test]
fn the_palette_does_what_is_chosen() {
    let mut desk = Desk::new(100, 24);
    desk.keys("ctrl-p 'bottom enter");
    assert_eq!(desk.app.list.cursor, 39);
    assert!(desk.app.overlay.is_none());
    desk.keys("ctrl-p esc");
    assert!(desk.app.overlay.is_none());
}

#[test]
fn stale_answers_are_dropped() {
    let mut desk = Desk::new(100, 24);
    desk.keys("/ 'xiaomi");
    desk.tell(Msg::Found {
        generation: 1,
        total: 999,
        more: false,
        position: None,
        from: 0,
        rows: Vec::new(),
        cut: false,
    });
    assert_eq!(desk.app.list.total, 1);
}

#[test]
fn a_move_made_before_the_answer_counts_in_it() {
    let mut desk = Desk::new(100, 24);
    desk.searching_takes_time().keys("/ 'berita enter j j");
    desk.found_at_last();
    assert_eq!(desk.app.list.cursor, 2);
    desk.searching_takes_time().keys("/ 'x esc G k");
    desk.found_at_last();
    assert_eq!(desk.app.list.cursor, desk.app.list.total - 2);
}

#[test]
fn new_articles_do_not_undo_a_move() {
    let mut desk = Desk::new(100, 24);
    let grown = |added| {
        Msg::Progressed(Progress {
            added,
            committed: true,
            ..Progress::default()
        })
    };
    desk.keys("j j");
    let kept = desk.selected().to_owned();
    // The answer comes after another move, and after more articles have come.
    desk.searching_takes_time().tell(grown(1)).keys("j");
    desk.tell(grown(2)).found_at_last();
    assert_ne!(desk.selected(), kept);
    assert_eq!(desk.app.list.cursor, 3);
}

#[test]
fn mouse_selects_opens_and_scrolls() {
    let mut desk = Desk::new(100, 24);
    desk.tell(Msg::Clicked { column: 5, row: 3 });
    assert_eq!(desk.app.list.cursor, 1);
    desk.tell(Msg::Clicked { column: 5, row: 3 });
    assert_eq!(desk.app.focus, Pane::Reader);
    desk.tell(Msg::Scrolled {
        column: 5,
        row: 5,
        by: 2,
    });
    assert!(desk.app.list.top > 0);
}

#[test]
fn no_mark_falls_on_an_article_that_the_user_has_not_seen() {
    let mut desk = Desk::new(100, 24);
    let marks = |desk: &Desk| desk.marks.len();
    desk.keys("j")
        .searching_takes_time()
        .keys("/ 'kalimat enter");
    for key in ["s", "r", "A", "t", "a", "v", "w", "|"] {
        desk.keys(key);
        assert_eq!(
            desk.notice(),
            "the article is not here yet; try again",
            "{key}"
        );
    }
    assert_eq!(marks(&desk), 0);
    assert!(desk.app.marking.ask.is_none() && desk.app.marking.note.is_none());
    desk.found_at_last().keys("s");
    assert_eq!(marks(&desk), 1);
    assert!(desk.mark().starred);
}

#[test]
fn a_key_pressed_at_once_behind_esc_counts() {
    let mut desk = Desk::new(100, 24);
    // So a terminal sends Esc and `j` that come together.
    desk.keys("? alt-j");
    assert!(desk.app.overlay.is_none());
    assert_eq!(desk.app.list.cursor, 1);
    desk.keys("enter ] c enter alt-J");
    assert!(desk.app.overlay.is_none());
    assert_eq!(desk.app.list.cursor, 2);
    // In a line that is typed, `alt` is a habit of its own.
    desk.keys("esc / 'a alt-b");
    assert!(desk.app.search.line.is_some());
}

#[test]
fn the_greeting_leaves_the_hints_in_view() {
    let mut desk = Desk::new(80, 24);
    assert!(desk.app.greeting.is_none());
    desk.app.greeting = Some("selamat datang".to_owned());
    let frame = desk.frame();
    let last: Vec<&str> = frame.lines().rev().take(2).collect();
    assert!(
        last[0].contains("/ search") && last[1].contains("selamat datang"),
        "{frame}"
    );
    desk.keys("j");
    assert!(desk.app.greeting.is_none());
}

#[test]
fn what_needs_an_article_says_so_where_there_is_none() {
    let mut desk = Desk::new(100, 24);
    desk.keys("/ 'zzzzqqqq enter");
    assert_eq!(desk.app.list.total, 0);
    for key in ["s", "a", "r", "t", "A", "w"] {
        desk.keys(key);
        let frame = desk.frame();
        assert!(
            frame.contains("there is no article here"),
            "{key}:\n{frame}"
        );
        assert!(desk.app.marking.note.is_none() && desk.app.marking.ask.is_none());
    }
}

#[test]
fn beside_a_search_the_numbers_of_the_archive_say_what_they_are() {
    for width in [80, 120] {
        let mut desk = Desk::new(width, 24);
        let head = |desk: &Desk| desk.frame().lines().next().unwrap().to_owned();
        assert!(!head(&desk).contains("archive:"), "{}", head(&desk));
        desk.keys("/ 'xiaomi enter");
        let told = head(&desk);
        assert!(told.contains(" for xiaomi"), "{told}");
        assert!(told.contains("archive: "), "{told}");
    }
}

#[test]
fn the_palette_says_the_whole_sentence_of_what_is_chosen() {
    let mut desk = Desk::new(80, 24);
    desk.keys("ctrl-p 'back");
    let frame = desk.frame();
    let rows: Vec<&str> = frame.lines().collect();
    assert!(rows.iter().any(|row| row.contains("> back")), "{frame}");
    let whole = "Steps back: closes the page, leaves the reader, ends the search.";
    assert!(rows.iter().any(|row| row.contains(whole)), "{frame}");
}

#[test]
fn the_smallest_screens_show_a_key() {
    let mut desk = Desk::new(20, 5);
    assert!(desk.frame().contains("enter read"), "{}", desk.frame());
    desk.keys("enter");
    assert!(desk.frame().contains("esc list"), "{}", desk.frame());
}

#[test]
fn what_is_said_leaves_the_hints_in_view() {
    let mut desk = Desk::new(80, 24);
    desk.keys("s");
    let hints = desk.hints();
    assert!(
        hints.starts_with(" 1 starred · u undoes   enter read   / search   s star"),
        "{hints}"
    );
    assert!(hints.ends_with("1/40"), "{hints}");
    desk.keys("enter s");
    assert!(
        desk.hints().contains("u undoes   esc list   / find"),
        "{}",
        desk.hints()
    );
    // Where there is no room for a hint, and where something failed, it stands alone.
    desk.tell(Msg::Resized {
        width: 30,
        height: 12,
    });
    let hints = desk.hints();
    assert!(
        hints.contains("u undoes") && !hints.contains("esc"),
        "{hints}"
    );
    desk.tell(Msg::Resized {
        width: 120,
        height: 24,
    });
    desk.tell(Msg::Failed("marks failed".to_owned()));
    assert!(!desk.hints().contains("esc list"), "{}", desk.hints());
    // So it is while an archive is read.
    desk.keys("esc").tell(Msg::Progressed(Progress::default()));
    let hints = desk.hints();
    assert!(
        hints.contains("reading the archive: 0 articles   enter read"),
        "{hints}"
    );
}

#[test]
fn nothing_is_opened_where_nothing_is_listed() {
    let mut desk = Desk::new(80, 24);
    desk.keys("/ 'zzzzqqqq enter enter");
    assert_eq!(desk.app.focus, Pane::List);
    assert!(desk.frame().contains("there is no article here"));
    // Another way into the empty pane offers nothing that cannot be done there.
    desk.keys("tab");
    assert!(
        desk.hints().contains("esc list   ? help"),
        "{}",
        desk.hints()
    );
    assert!(!desk.hints().contains("star"), "{}", desk.hints());
    // While the answer is on its way, the key counts.
    let mut desk = Desk::new(80, 24);
    desk.searching_takes_time().keys("/ 'xiaomi enter enter");
    desk.found_at_last();
    assert_eq!(desk.app.focus, Pane::Reader);
}

#[test]
fn a_page_over_the_panes_shows_no_place_in_them() {
    let mut desk = Desk::new(80, 24);
    assert!(desk.hints().ends_with("1/40"), "{}", desk.hints());
    for keys in ["?", "esc P", "esc enter i"] {
        desk.keys(keys);
        let hints = desk.hints();
        assert!(
            !hints.contains("/40") && !hints.contains('%'),
            "{keys}: {hints}"
        );
    }
}
