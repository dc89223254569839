//! Reading: finding in the article, the place that is kept, what the article is made of on the screen.

use kliping::app::layout::Pane;

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
