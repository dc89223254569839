//! The list: its order, its headings, its rows, the divider, the mouse.

use kliping::app::layout::Pane;
use kliping::app::views::Overlay;
use kliping::app::{Effect, Msg};
use kliping::archive::{Problem, ProblemKind};
use kliping::index::Order;
use kliping::library::Progress;

use super::harness::Desk;

fn press(desk: &mut Desk, column: u16, row: u16) {
    desk.tell(Msg::Clicked { column, row });
}

#[test]
fn the_menu_sorts_and_turns_round() {
    let mut desk = Desk::new(100, 24);
    desk.keys("g s");
    let frame = desk.frame();
    assert!(
        frame.contains("▸ d  date") && frame.contains("newest first"),
        "{frame}"
    );
    assert!(
        !frame.contains("relevance"),
        "without a search nothing is relevant"
    );
    desk.keys("'h");
    assert_eq!(desk.app.order(), Order::Headline);
    assert!(desk.app.overlay.is_none());
    assert!(
        desk.frame().contains("headlines from A to Z"),
        "said, and in the header"
    );
    desk.keys("g s 'h");
    assert_eq!(desk.app.order(), Order::HeadlineBack);
    desk.keys("g s down enter");
    assert_eq!(desk.app.order(), Order::Longest);
    desk.keys("g s 'o");
    assert_eq!(desk.app.order(), Order::Outlet);
    desk.keys("g s esc");
    assert_eq!(desk.app.order(), Order::Outlet);
    desk.keys("/ 'berita enter g s 'r");
    assert_eq!(desk.app.order(), Order::Relevance);
}

#[test]
fn headings_and_lines_change_by_keys_and_in_the_menu() {
    let mut desk = Desk::new(100, 24);
    desk.keys("g h");
    assert!(desk.frame().contains(" 2015-01-12 ───"), "{}", desk.frame());
    desk.keys("g h");
    assert!(desk.frame().contains(" 2015-01 ───"), "{}", desk.frame());
    desk.keys("g s 'g");
    assert!(
        matches!(desk.app.overlay, Some(Overlay::Arrange(_))),
        "the menu stays to show what it did"
    );
    desk.keys("esc");
    assert!(!desk.frame().contains("2015-01 ───"));
    let roomy = desk.app.list.height();
    desk.keys("g l");
    assert!(desk.app.list.height() > roomy);
}

#[test]
fn the_selected_headline_is_whole_however_long() {
    let title =
        "Sebuah judul yang begitu panjang sehingga tidak muat di satu baris daftar yang sempit itu";
    let articles = vec![
        (title.to_owned(), "Isi.".to_owned()),
        ("Judul pendek".to_owned(), "Isi lagi.".to_owned()),
    ];
    for density in ["roomy", "dense"] {
        let config = format!("[list]\ndensity = \"{density}\"");
        let desk = Desk::over(articles.clone(), 80, 24, &config);
        let list = usize::from(desk.app.layout.list.width);
        let frame = desk.frame();
        let lines = frame.lines().skip(1).map(|line| {
            let left: String = line.chars().take(list).collect();
            left.replace('●', "").trim().to_owned()
        });
        let shown = lines.collect::<Vec<_>>().join(" ");
        let whole = shown.replace(" 2015-01-12", "");
        assert!(whole.contains(title), "{density}: {whole}");
    }
}

#[test]
fn rows_stay_while_the_archive_grows_after_a_mark() {
    let mut desk = Desk::new(100, 24);
    let grow = |desk: &mut Desk| {
        desk.tell(Msg::Progressed(Progress {
            committed: true,
            added: 1 + desk
                .app
                .progress
                .as_ref()
                .map_or(0, |progress| progress.added),
            ..Progress::default()
        }));
    };
    desk.keys("2 j r");
    let selected = desk.selected().to_owned();
    grow(&mut desk);
    assert_eq!(desk.selected(), selected, "it was read, and stays");
    assert_eq!(desk.app.list.total, 40);
    desk.keys("2");
    assert_eq!(desk.app.list.total, 39);
    grow(&mut desk);
    assert_eq!(desk.app.list.total, 39);
}

#[test]
fn a_double_click_opens_and_the_divider_is_dragged() {
    let mut desk = Desk::new(100, 24);
    press(&mut desk, 5, 3);
    assert_eq!(desk.app.list.cursor, 1);
    desk.wait(2);
    press(&mut desk, 5, 3);
    assert_eq!(
        desk.app.focus,
        Pane::List,
        "two slow clicks are no double click"
    );
    press(&mut desk, 5, 3);
    assert_eq!(desk.app.focus, Pane::Reader);
    desk.wait(2);
    let rule = desk.app.layout.rule.x;
    press(&mut desk, rule, 9);
    desk.tell(Msg::Dragged {
        column: rule + 10,
        row: 12,
    });
    assert_eq!(desk.app.layout.rule.x, rule + 10);
    desk.tell(Msg::Dragged { column: 0, row: 12 });
    assert_eq!(desk.app.layout.rule.x, 20, "the list keeps some room");
    press(&mut desk, 70, 9);
    desk.tell(Msg::Dragged {
        column: 60,
        row: 12,
    });
    assert_eq!(desk.app.layout.rule.x, 20, "only the divider is dragged");
}

#[test]
fn a_click_takes_a_choice_of_the_menu() {
    let mut desk = Desk::new(100, 24);
    desk.keys("g s");
    let area = desk.app.menu_area();
    press(&mut desk, area.x + 3, area.y + 2);
    assert_eq!(desk.app.order(), Order::Longest);
    desk.keys("g s");
    press(&mut desk, 90, 20);
    assert!(desk.app.overlay.is_none());
    assert_eq!(desk.app.order(), Order::Longest);
}

#[test]
fn the_mouse_is_given_back_and_taken() {
    let mut desk = Desk::new(100, 24);
    desk.keys("g m g m");
    assert_eq!(desk.effects, [Effect::Mouse(false), Effect::Mouse(true)]);
}

#[test]
fn a_search_finds_what_was_read_unless_that_is_asked_for() {
    let mut desk = Desk::new(100, 24);
    desk.keys("r 2");
    assert_eq!(desk.app.list.total, 39);
    desk.keys("/ 'xiaomi enter");
    assert_eq!(desk.found(), ["Xiaomi membuka toko pertamanya"]);
    assert!(desk.frame().contains(" all]"), "and the header says so");
    desk.keys("2");
    assert!(desk.found().is_empty());
    desk.keys("esc");
    assert_eq!(desk.app.list.total, 39, "as it was before the search");
    assert!(desk.frame().contains(" unread]"));
}

#[test]
fn what_the_user_filed_is_in_view_however_narrow_the_list_is() {
    let mut desk = Desk::new(80, 24);
    desk.keys("t 'ponsel enter a 'catatan esc");
    let frame = desk.frame();
    let row = frame
        .lines()
        .find(|line| line.contains("#ponsel"))
        .unwrap_or_default();
    assert!(row.contains("#ponsel ✎"), "{frame}");
    assert!(row.contains("2015-01-12"), "{frame}");
}

#[test]
fn problems_offer_only_what_they_have() {
    let mut desk = Desk::new(100, 24);
    desk.keys("P");
    desk.tell(Msg::ProblemsListed {
        total: 0,
        problems: Vec::new(),
    });
    assert!(!desk.frame().contains("copy its place"), "{}", desk.frame());
    let problem = Problem {
        kind: ProblemKind::Damaged,
        file: "a/b.json".to_owned(),
        member: None,
        line: Some(3),
        byte: None,
        what: "kata ".repeat(60),
        hint: None,
    };
    let mut other = problem.clone();
    other.line = Some(4);
    desk.tell(Msg::ProblemsListed {
        total: 2,
        problems: vec![problem, other],
    });
    desk.keys("j y");
    let frame = desk.frame();
    assert!(frame.contains("y copy its place"), "{frame}");
    // The reason of the one under the cursor is there to its end.
    assert!(frame.matches("kata kata").count() > 25, "{frame}");
    assert!(matches!(desk.effects.last(), Some(Effect::Copy { text, .. }) if text == "a/b.json:4"));
}

#[test]
fn rows_of_one_line_show_tags_and_notes() {
    let mut desk = Desk::configured(80, 24, "[list]\ndensity = \"dense\"");
    let row = |desk: &Desk, words: &str| {
        let frame = desk.frame();
        let line = frame.lines().find(|line| line.contains(words));
        let (line, _) = line.and_then(|line| line.split_once('│')).unwrap();
        line.trim_end().to_owned()
    };
    desk.keys("j j t 'harga enter a 'catatan esc j t '5g enter k k");
    assert_eq!(row(&desk, "nomor 3"), " ●  Berita nomor 3 tentang…  #✎");
    assert_eq!(row(&desk, "nomor 4"), " ●  Berita nomor 4 tentang t… #");
    assert_eq!(row(&desk, "nomor 5"), " ●  Berita nomor 5 tentang tek…");
    // In words where they cost the headline nothing.
    desk.keys("t '5g enter j");
    assert_eq!(row(&desk, "menara"), " ●  Operator menambah menara  #");
    desk.tell(Msg::Resized {
        width: 120,
        height: 24,
    });
    let wide = row(&desk, "menara");
    assert!(
        wide.contains("Operator menambah menara   #5g   2"),
        "{wide}"
    );
}
