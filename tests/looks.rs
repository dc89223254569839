//! Looks: what the terminal says of its ground, signs, wide and combining characters.

use kliping::app::{Ground, Msg};
use kliping::config::Role;
use proptest::prelude::*;

use super::harness::Desk;

#[test]
fn the_theme_follows_the_ground_of_the_terminal() {
    let mut desk = Desk::new(80, 24);
    assert_eq!(desk.app.theme.name, "terminal");
    desk.tell(Msg::Told(Ground::Light));
    assert_eq!(desk.app.theme.name, "terminal-light");
    let config = "[theme]\ndark = \"ink\"\nlight = \"paper\"\n[theme.roles]\ncompany = \"red\"\n";
    let mut own = Desk::configured(80, 24, config);
    assert_eq!(own.app.theme.name, "ink");
    own.tell(Msg::Told(Ground::Light));
    assert_eq!(own.app.theme.name, "paper");
    let red = own.app.theme.style(Role::Company).fg;
    assert_eq!(red, Some(kliping::config::Colour::Indexed(1)));
    own.tell(Msg::Told(Ground::Dark));
    assert_eq!(own.app.theme.name, "ink");
}

#[test]
fn a_theme_that_was_chosen_stays() {
    let mut desk = Desk::configured(80, 24, "[theme]\nname = \"night\"");
    desk.tell(Msg::Told(Ground::Light));
    assert_eq!(desk.app.theme.name, "night");
    let mut desk = Desk::new(80, 24);
    desk.keys(": 'theme_moss enter");
    desk.tell(Msg::Told(Ground::Light));
    assert_eq!(desk.app.theme.name, "moss");
}

#[test]
fn ascii_is_all_that_is_drawn_where_it_is_asked_for() {
    let mut desk = Desk::configured(100, 30, "glyphs = \"ascii\"");
    for keys in [
        "enter",
        "esc ?",
        "esc ctrl-p",
        "esc P",
        "esc i",
        "esc / 'x",
        "esc esc :",
    ] {
        desk.keys(keys);
        let frame = desk.frame();
        assert!(frame.is_ascii(), "{keys}:\n{frame}");
    }
}

/// Text as archives have it at its worst: wide, combining, joined, reordered, empty.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{1,6}",
        Just("小米发布".to_owned()),
        Just("e\u{301}\u{323}\u{308}".to_owned()),
        Just("👩‍👩‍👧‍👦".to_owned()),
        Just("🇮🇩".to_owned()),
        Just("❤\u{fe0f}".to_owned()),
        Just("\u{202e}מלח\u{200f}".to_owned()),
        Just("\u{200b}\u{feff}".to_owned()),
        Just("\t\u{7}\u{1b}[1m".to_owned()),
        Just("ｶﾞ한글".to_owned()),
        Just("\u{1100}\u{1161}\u{11a8}".to_owned()),
        Just("ไทย\u{e33}".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The line between list and reader stands in one column whatever the articles hold, and no row is wider than the
    /// screen.
    #[test]
    fn no_text_breaks_a_column(articles in prop::collection::vec((text(), text()), 1..6), width in 72_u16..120) {
        let desk = Desk::over(articles, width, 12, "");
        let rule = usize::from(desk.app.layout.rule.x);
        for (at, line) in desk.frame().lines().enumerate().skip(1).take(10) {
            let mut column = 0;
            let mut stands = false;
            for sign in kliping::text::width::clusters(line) {
                stands |= column == rule && sign.text == "│";
                column += sign.cells;
            }
            prop_assert!(stands, "row {at}, column {rule}: {line:?}");
            prop_assert!(column <= usize::from(width), "row {at} is {column} wide: {line:?}");
        }
    }
}
