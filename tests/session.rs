//! Sessions: what is kept, and how it comes back.

use kliping::app::layout::Pane;
use kliping::app::session::Session;
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
