//! Reading: finding in the article, the place that is kept, what the article is made of on the screen.

use kliping::app::layout::Pane;
use kliping::app::{Effect, Msg};

use super::harness::Desk;

#[test]
fn slash_in_the_reader_finds_in_the_article() {
    let mut desk = Desk::new(100, 12);
    desk.keys("G enter / 'PANJANG");
    assert_eq!(desk.app.reader.find.hits.len(), 40);
    assert_eq!(desk.app.list.total, 40, "the list is not searched");
    assert!(desk.frame().contains("40 times in this article"));
    desk.keys("enter");
    let first = desk.app.reader.point;
    desk.keys("n n");
    assert!(desk.app.reader.point > first);
    desk.keys("N N N");
    assert_eq!(
        desk.app.reader.point.as_ref(),
        desk.app.reader.find.hits.last(),
        "before the first comes the last"
    );
    desk.keys("n");
    assert_eq!(desk.app.reader.point, first, "and after it the first");
    desk.keys("esc");
    assert!(!desk.app.reader.find.is_on());
    assert_eq!(desk.app.focus, Pane::Reader, "esc ends the finding first");
    desk.keys("esc");
    assert_eq!(desk.app.focus, Pane::List);
}

#[test]
fn a_find_that_is_cancelled_leaves_what_was_sought_before() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter / 'ponsel enter / ctrl-u 'zzz");
    assert!(desk.frame().contains("not in this article"));
    desk.keys("esc");
    assert_eq!(desk.app.reader.find.words, "ponsel");
    desk.keys("J");
    assert!(
        desk.app.reader.find.hits.is_empty(),
        "sought anew in the next article"
    );
    desk.keys("K");
    assert_eq!(desk.app.reader.find.hits.len(), 2);
}

#[test]
fn a_hit_in_folded_boilerplate_opens_it() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter / 'unduh");
    assert!(desk.app.reader.unfolded);
    assert!(desk.frame().contains("Unduh aplikasi kami."));
}

#[test]
fn the_place_in_an_article_is_kept_and_found_again() {
    let mut desk = Desk::new(100, 24);
    desk.keys("G enter ctrl-d");
    let place = desk.app.reader.place();
    assert!(place > 0);
    desk.keys("K J");
    assert_eq!(desk.app.reader.place(), place);
    desk.keys("G K J");
    assert_eq!(
        desk.app.reader.place(),
        0,
        "who has come to the end begins at the beginning"
    );
}

#[test]
fn the_rest_of_the_article_is_told_in_minutes() {
    let mut desk = Desk::new(100, 12);
    desk.keys("G enter");
    assert!(desk.frame().contains("2 min left · "), "{}", desk.frame());
    desk.keys("G");
    assert!(desk.frame().ends_with(" 100%"), "{}", desk.frame());
}

#[test]
fn enter_opens_the_card_of_a_lit_name_and_its_articles() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter ] c enter");
    let frame = desk.frame();
    assert!(frame.contains("╭─ Xiaomi ─"), "{frame}");
    assert!(frame.contains("in this article  named 2 ×"), "{frame}");
    assert!(frame.contains("electronics, China"), "{frame}");
    assert!(frame.contains("12 articles, 2014-03-02 to"), "{frame}");
    desk.keys("enter");
    assert_eq!(desk.app.search.words, "company:\"Xiaomi\"");
    assert_eq!(desk.app.focus, Pane::List);
    assert!(desk.app.overlay.is_none());
    desk.keys("ctrl-o");
    assert_eq!(desk.app.search.words, "", "back where one was");
    assert_eq!(desk.app.focus, Pane::Reader);
}

#[test]
fn enter_on_who_said_it_opens_the_speaker() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter ] q enter");
    let frame = desk.frame();
    assert!(frame.contains("╭─ Budi Santoso ─"), "{frame}");
    assert!(frame.contains("quoted 1 ×, 1 × word for word"), "{frame}");
    desk.keys("esc");
    assert!(desk.app.overlay.is_none());
}

#[test]
fn a_click_on_a_name_opens_its_card() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter");
    let frame = desk.frame();
    let row = frame
        .lines()
        .position(|line| line.contains("Produsen ponsel Xiaomi"));
    let line = frame.lines().nth(row.unwrap()).unwrap();
    let (before, _) = line.split_once("ponsel Xiaomi").unwrap();
    let column = before.chars().count() + 8;
    desk.tell(Msg::Clicked {
        column: column as u16,
        row: row.unwrap() as u16,
    });
    assert!(desk.frame().contains("╭─ Xiaomi ─"), "{}", desk.frame());
    desk.tell(Msg::Clicked { column: 2, row: 2 });
    assert!(desk.app.overlay.is_none());
}

#[test]
fn links_open_by_letters_and_from_their_list() {
    let text = "Lihat https://contoh.id/satu dan https://contoh.id/dua?x=1, lalu selesai.";
    let articles = vec![("Judul".to_owned(), text.to_owned())];
    let mut desk = Desk::over(articles, 100, 24, "");
    desk.keys("enter f");
    assert!(desk.frame().contains("Lihat  a ps://"), "{}", desk.frame());
    desk.keys("'s");
    let open = Effect::OpenAddress("https://contoh.id/dua?x=1".to_owned());
    assert_eq!(desk.effects, std::slice::from_ref(&open));
    desk.keys("f 'A");
    assert!(
        matches!(desk.effects.last(), Some(Effect::Copy { text, .. }) if text == "https://contoh.id/satu")
    );
    desk.keys("f 'z");
    assert!(desk.frame().contains("no link has the letters z"));
    desk.keys("U");
    assert!(desk.frame().contains("─ Links ─"), "{}", desk.frame());
    desk.keys("down enter");
    assert_eq!(desk.effects.last(), Some(&open));
    desk.keys("esc [ l ] l");
    assert!(desk.frame().contains("→ https://contoh.id/dua?x=1"));
    desk.keys("enter");
    assert_eq!(desk.effects.last(), Some(&open));
}

#[test]
fn hyperlinks_reach_the_terminal_and_can_be_switched_off() {
    let articles = vec![(
        "Judul".to_owned(),
        "Lihat https://contoh.id/ itu.".to_owned(),
    )];
    let linked = Desk::over(articles.clone(), 100, 24, "");
    assert!(
        linked
            .cells()
            .any(|cell| cell.contains("]8;;https://contoh.id/"))
    );
    let plain = Desk::over(articles, 100, 24, "[reader]\nhyperlinks = false");
    assert!(!plain.cells().any(|cell| cell.contains("]8;;")));
    assert_eq!(linked.frame(), plain.frame());
}

#[test]
fn places_are_named_and_travelled() {
    let mut desk = Desk::new(100, 24);
    desk.keys("G enter ctrl-d");
    let (title, place) = (desk.selected().to_owned(), desk.app.reader.place());
    desk.keys("m 'a");
    assert!(
        desk.frame().contains("a marks this place"),
        "{}",
        desk.frame()
    );
    assert!(
        matches!(desk.effects.last(), Some(Effect::Remember { name, .. }) if name == "named places")
    );
    desk.keys("esc g g / 'xiaomi enter");
    assert_eq!(desk.app.list.total, 1);
    desk.keys("` 'a");
    assert_eq!(desk.selected(), title);
    assert_eq!(
        (desk.app.focus, desk.app.reader.place()),
        (Pane::Reader, place)
    );
    desk.keys("ctrl-o");
    assert_eq!(desk.selected(), "Xiaomi membuka toko pertamanya");
    assert_eq!(desk.app.search.words, "xiaomi");
    desk.keys("g i");
    assert_eq!(desk.selected(), title);
    desk.keys("` 'b");
    assert!(desk.frame().contains("no place is marked b"));
    desk.keys("m esc j");
    assert_eq!(desk.app.trail.letter, None);
}

#[test]
fn neighbours_of_the_same_outlet_and_day() {
    let mut desk = Desk::new(100, 24);
    desk.keys("j enter g f");
    assert_eq!(desk.app.search.words, "outlet:\"Harian Contoh\"");
    assert_eq!(
        desk.selected(),
        "Operator menambah menara",
        "it stays selected"
    );
    desk.keys("g d");
    assert_eq!(desk.app.search.words, "date:2015-01-11");
}

#[test]
fn facts_say_who_is_quoted_and_wrap() {
    let mut desk = Desk::new(60, 24);
    desk.keys("enter i");
    let frame = desk.frame();
    assert!(
        frame.contains("1 by Budi Santoso; 1 word for word"),
        "{frame}"
    );
    assert!(frame.contains("Santoso"), "{frame}");
    desk.keys("G");
    assert!(desk.frame().contains("identity"), "{}", desk.frame());
}

/// The line under the headline of the article in view.
fn below_headline(desk: &Desk) -> String {
    let frame = desk.frame();
    let line = frame.lines().find(|line| line.contains("Harian Contoh ·"));
    let line = line.unwrap_or_else(|| panic!("{frame}"));
    let (_, line) = line.rsplit_once("2015-01-12").unwrap();
    line.trim_end().to_owned()
}

#[test]
fn the_heading_shows_what_the_user_did_with_the_article() {
    for keys in ["enter", "z"] {
        let mut desk = Desk::new(100, 24);
        desk.keys(keys);
        assert_eq!(below_headline(&desk), " · Harian Contoh · 1 min");
        desk.keys("s");
        assert_eq!(below_headline(&desk), " · Harian Contoh · 1 min · ★");
        desk.keys("a 'catatan esc t 'toko enter v H esc");
        assert_eq!(
            below_headline(&desk),
            " · Harian Contoh · 1 min · ★ #toko ✎ ▎1"
        );
        desk.keys("s");
        assert_eq!(
            below_headline(&desk),
            " · Harian Contoh · 1 min · #toko ✎ ▎1"
        );
    }
}

#[test]
fn a_narrow_heading_keeps_the_signs_before_the_words_of_the_archive() {
    let mut desk = Desk::new(40, 12);
    desk.keys("enter s a 'catatan esc t 'toko_yang_baru,_harga enter");
    let frame = desk.frame();
    let line = frame.lines().find(|line| line.contains("2015-01-12"));
    let line = line.unwrap_or_else(|| panic!("{frame}"));
    assert!(line.contains(" · ★ # ✎  "), "{frame}");
    // Tags come before the length, which the foot of the screen tells as well.
    for (width, said) in [
        (48, "Harian Contoh · ★ #harga #t… ✎"),
        (60, "Harian Contoh · ★ #harga #toko yang baru ✎"),
        (70, "Harian Contoh · 1 min · ★ #harga #toko yang baru ✎"),
    ] {
        desk.tell(Msg::Resized { width, height: 12 });
        assert!(desk.frame().contains(said), "{}", desk.frame());
    }
}
