//! Sessions: what is kept, and how it comes back.

use kliping::app::Msg;
use kliping::app::layout::Pane;
use kliping::app::session::Session;
use kliping::config::settings::{Density, Group};
use kliping::index::Order;
use kliping::library::Scope;

use super::harness::Desk;

#[test]
fn a_session_comes_back_with_query_scope_article_and_focus() {
    let mut desk = Desk::new(100, 24);
    desk.keys("2 / 'kalimat enter j j enter");
    assert_eq!(desk.selected(), "Berita nomor 5 tentang teknologi");
    let session = Session::read(desk.sessions.last().expect("a session is kept"));
    let again = Desk::resumed(100, 24, session);
    assert_eq!(again.app.search.words, "kalimat");
    assert_eq!(again.app.scope, Scope::Unread);
    assert_eq!(again.selected(), "Berita nomor 5 tentang teknologi");
    assert_eq!(again.app.focus, Pane::Reader);
}

#[test]
fn a_query_comes_back_finished() {
    let mut desk = Desk::new(100, 24);
    desk.keys("/ 'dibuka enter");
    assert_eq!(desk.app.list.total, 1, "another form of the word");
    let session = Session::read(desk.sessions.last().expect("a session is kept"));
    assert_eq!(Desk::resumed(100, 24, session).app.list.total, 1);
}

#[test]
fn the_arrangement_of_the_list_comes_back_where_it_is_not_the_configured_one() {
    let mut desk = Desk::new(160, 40);
    let plain = desk.sessions.last().expect("a session is kept").clone();
    for word in ["density", "group", "browsing", "side", "split"] {
        assert!(!plain.contains(word), "{plain}");
    }
    desk.keys("g l g h g s h \\ \\");
    let divider = desk.app.layout.rule.x;
    desk.tell(Msg::Clicked {
        column: divider,
        row: 5,
    });
    desk.tell(Msg::Dragged {
        column: divider - 9,
        row: 5,
    });
    let width = desk.app.layout.list.width;
    let session = Session::read(desk.sessions.last().expect("a session is kept"));
    let mut again = Desk::resumed(160, 40, session);
    let list = &again.app.settings.list;
    assert_eq!((list.density, list.group), (Density::Dense, Group::Day));
    assert_eq!(again.app.order(), Order::Headline);
    assert_eq!(again.app.layout.list.width, width);
    assert!(again.app.layout.side.is_empty(), "the pane was sent away");
    again.keys("g l");
    let back = again.sessions.last().expect("a session is kept");
    assert!(!back.contains("density"), "{back}");
}

#[test]
fn another_archive_begins_as_configured() {
    let mut desk = Desk::new(100, 24);
    desk.keys("g l g h");
    let setup = desk.app.leave_for_another();
    let list = &setup.config.settings.list;
    assert_eq!((list.density, list.group), (Density::Roomy, Group::None));
}

#[test]
fn a_session_whose_article_is_gone_begins_in_the_list() {
    let text = r#"{"query":"xiaomi","article":"0123456789abcdef0123456789abcdef","reading":true}"#;
    let desk = Desk::resumed(100, 24, Session::read(text));
    assert_eq!(desk.app.focus, Pane::List);
    assert_eq!(desk.selected(), "Xiaomi membuka toko pertamanya");
}

#[test]
fn a_session_is_kept_once_for_each_change() {
    let mut desk = Desk::new(100, 24);
    let before = desk.sessions.len();
    desk.keys("? esc");
    assert_eq!(desk.sessions.len(), before, "nothing has changed");
    desk.keys("j");
    assert_eq!(desk.sessions.len(), before + 1);
}
