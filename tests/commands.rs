//! The command line through keys: commands, completion, history, mistakes.

use kliping::app::marking::Wish;
use kliping::app::{Effect, Target};
use kliping::config::settings::Density;
use kliping::library::Field;
use kliping::words::Tongue;

use super::harness::Desk;

fn typed(desk: &Desk) -> &str {
    desk.app
        .prompt
        .as_ref()
        .map_or("", |prompt| prompt.line.text())
}

fn wrong(desk: &Desk) -> &str {
    let prompt = desk.app.prompt.as_ref();
    prompt
        .and_then(|prompt| prompt.wrong.as_deref())
        .unwrap_or_default()
}

#[test]
fn actions_are_commands_by_their_names() {
    let mut desk = Desk::new(100, 24);
    desk.keys(": 'bottom enter");
    assert_eq!(desk.app.list.cursor, 39);
    assert!(desk.app.prompt.is_none());
    desk.keys(": 'q enter");
    assert!(desk.effects.contains(&Effect::Quit));
}

#[test]
fn numbers_are_rows() {
    let mut desk = Desk::new(100, 24);
    desk.keys("enter : '7 enter");
    assert_eq!(desk.app.list.cursor, 6);
    desk.keys(": '41 enter");
    assert_eq!(desk.app.list.cursor, 6);
    assert_eq!(desk.notice(), "there is no row 41; the list has 40");
}

#[test]
fn themes_settings_and_the_mouse_change_at_once() {
    let mut desk = Desk::new(100, 24);
    desk.keys(": 'theme_paper enter");
    assert_eq!(desk.app.theme.name, "paper");
    desk.keys(": 'set_list.density_dense enter");
    assert_eq!(desk.app.settings.list.density, Density::Dense);
    assert!(desk.app.list.height() > 15);
    desk.keys(": 'set_reader.width_40 enter");
    assert_eq!(desk.app.measure, 40);
    desk.keys(": 'mouse_off enter");
    assert!(desk.effects.contains(&Effect::Mouse(false)));
    desk.keys(": 'set_language_id enter");
    assert_eq!(desk.app.tongue, Tongue::Indonesian);
    assert!(desk.frame().contains("belum dibaca"), "{}", desk.frame());
    desk.keys(": 'set_language_auto enter");
    assert_eq!(desk.app.tongue, Tongue::English, "that of the system");
}

#[test]
fn the_list_is_sorted_by_name() {
    let mut desk = Desk::new(100, 24);
    desk.keys(": 'sort_longest enter");
    assert_eq!(desk.app.order(), kliping::index::Order::Longest);
    desk.keys(": 'sort_biggest enter");
    assert!(desk.notice().contains("expected one of"));
}

#[test]
fn everything_that_answers_a_query_is_marked() {
    let mut desk = Desk::new(100, 24);
    desk.keys(": 'star_xiaomi enter");
    assert!(desk.mark().starred);
    let starred = |effect: &&Effect| {
        matches!(
            effect,
            Effect::Mark {
                target: Target::Query(_),
                field: Field::Starred,
                value: true,
                ..
            }
        )
    };
    assert_eq!(desk.effects.iter().filter(starred).count(), 1);
}

#[test]
fn another_archive_is_asked_for() {
    let mut desk = Desk::new(100, 24);
    desk.keys(": 'open_~/news enter");
    assert!(
        desk.effects
            .contains(&Effect::OpenArchive("~/news".to_owned()))
    );
    desk.keys(": 'search_xiaomi enter");
    assert_eq!(desk.found(), ["Xiaomi membuka toko pertamanya"]);
}

#[test]
fn a_mistake_stays_in_the_line_and_says_what_was_meant() {
    let mut desk = Desk::new(100, 24);
    desk.keys(": 'botom enter");
    assert_eq!(typed(&desk), "botom");
    assert_eq!(
        wrong(&desk),
        "there is no command `botom`, did you mean `bottom`?"
    );
    desk.keys("backspace");
    assert_eq!(wrong(&desk), "");
    desk.keys("esc");
    assert!(desk.app.prompt.is_none());
}

#[test]
fn tab_goes_through_names_and_arguments() {
    let mut desk = Desk::new(100, 24);
    desk.keys(": 'the tab");
    assert_eq!(typed(&desk), "theme ");
    desk.keys("'pa tab");
    assert_eq!(typed(&desk), "theme paper");
    desk.keys("enter");
    assert_eq!(desk.app.theme.name, "paper");
    desk.keys(": 'set_dens tab 'de tab enter");
    assert_eq!(desk.app.settings.list.density, Density::Dense);
    desk.keys(": 'mouse_o tab tab shift-tab");
    assert_eq!(typed(&desk), "mouse on");
}

#[test]
fn what_was_typed_before_comes_back_and_is_kept() {
    let mut desk = Desk::new(100, 24);
    desk.keys(": 'theme_snow enter : '3 enter : up");
    assert_eq!(typed(&desk), "3");
    desk.keys("up");
    assert_eq!(typed(&desk), "theme snow");
    desk.keys("down down");
    assert_eq!(typed(&desk), "");
    let kept = Effect::Remember {
        name: "commands".to_owned(),
        value: "theme snow\n3".to_owned(),
    };
    assert!(desk.effects.contains(&kept));
}

#[test]
fn paths_are_completed_from_outside() {
    let mut desk = Desk::new(100, 24);
    desk.keys(": 'open_ne");
    assert!(desk.effects.contains(&Effect::ListPaths("ne".to_owned())));
    desk.tell(kliping::app::Msg::PathsListed {
        begun: "n".to_owned(),
        paths: vec!["nothing".to_owned()],
    });
    desk.tell(kliping::app::Msg::PathsListed {
        begun: "ne".to_owned(),
        paths: vec!["news/".to_owned(), "new.jsonl".to_owned()],
    });
    desk.keys("tab");
    assert_eq!(typed(&desk), "open news/");
}

#[test]
fn the_menu_stands_above_the_line() {
    let mut desk = Desk::new(80, 24);
    desk.keys(": 'th");
    insta::assert_snapshot!("command_80x24", desk.frame());
    desk.keys("'eme_zzz enter : 'them_x enter");
    insta::assert_snapshot!("command_wrong_80x24", desk.frame());
}

#[test]
fn the_palette_finds_by_parts_meaning_and_letters() {
    let mut desk = Desk::new(100, 24);
    for typed in ["botm", "end", "go_end", "bottom"] {
        desk.keys(&format!("ctrl-p '{typed}"));
        let Some(kliping::app::views::Overlay::Palette(palette)) = &desk.app.overlay else {
            panic!("no palette");
        };
        let names: Vec<&str> = palette
            .choices
            .iter()
            .map(|choice| choice.name.as_str())
            .collect();
        assert!(names.contains(&"bottom"), "{typed}: {names:?}");
        desk.keys("esc");
    }
}

#[test]
fn macros_do_one_command_after_another() {
    let config = "[macros.evening]\nkeys = \"g e\"\ndoes = [\"show-unread\", \"sort oldest\", \"theme night\"]\n";
    let mut desk = Desk::configured(100, 24, config);
    desk.keys("g e");
    assert_eq!(desk.app.scope, kliping::library::Scope::Unread);
    assert_eq!(desk.app.order(), kliping::index::Order::Oldest);
    assert_eq!(desk.app.theme.name, "night");
    let mut desk = Desk::configured(100, 24, config);
    desk.keys(": 'even tab enter");
    assert_eq!(desk.app.theme.name, "night");
    let mut desk = Desk::configured(100, 24, config);
    desk.keys("ctrl-p 'evening enter");
    assert_eq!(desk.app.theme.name, "night");
}

#[test]
fn the_palette_asks_on_the_command_line_what_a_verb_is_for() {
    let mut desk = Desk::new(100, 24);
    desk.keys("ctrl-p 'another_theme enter");
    assert_eq!(typed(&desk), "theme ");
    desk.keys("'ink enter");
    assert_eq!(desk.app.theme.name, "ink");
}

#[test]
fn help_is_narrowed_by_typing_and_says_what_works_here() {
    let mut desk = Desk::new(80, 24);
    desk.keys("? / 'star");
    insta::assert_snapshot!("help_narrowed_80x24", desk.frame());
    desk.keys("enter");
    assert!(desk.frame().contains("/star"), "{}", desk.frame());
    desk.keys("esc");
    assert!(desk.frame().contains("Moving"), "the filter goes first");
    desk.keys("esc");
    assert!(desk.app.overlay.is_none());
    // What works only in the article is said to be there.
    desk.keys("?");
    let Some(kliping::app::views::Overlay::Help(help)) = &desk.app.overlay else {
        panic!("no help");
    };
    let headings: Vec<&str> = help
        .rows
        .iter()
        .filter_map(|row| match row {
            kliping::app::views::help::Row::Heading(heading) => Some(heading.as_str()),
            _ => None,
        })
        .collect();
    assert!(headings.contains(&"In the article"), "{headings:?}");
}

#[test]
fn help_and_hints_show_the_keys_that_the_user_chose() {
    let mut desk = Desk::configured(100, 24, "[keys]\ntoggle-star = \"ctrl-y\"\nsearch = []\n");
    let hints = desk.hints();
    assert!(hints.contains("ctrl-y star"), "{hints}");
    assert!(!hints.contains("search"), "{hints}");
    desk.keys("? / 'toggle-star");
    assert!(desk.frame().contains("ctrl-y "), "{}", desk.frame());
}

#[test]
fn the_keys_of_newsboat() {
    let mut desk = Desk::configured(100, 24, "[keys]\npreset = \"newsboat\"");
    desk.keys("N");
    assert!(desk.mark().read);
    desk.keys("n");
    assert_eq!(desk.app.list.cursor, 1);
    desk.keys("ctrl-e");
    assert!(desk.mark().starred);
}

#[test]
fn the_hints_lead_to_an_article_that_is_found_starred_and_noted() {
    let mut desk = Desk::new(100, 24);
    assert!(desk.hints().contains("/ search"), "{}", desk.hints());
    desk.keys("/ 'xiaomi enter");
    for hint in ["s star", "a note", "? help", "enter read"] {
        assert!(desk.hints().contains(hint), "{hint}: {}", desk.hints());
    }
    desk.keys("s a 'toko_pertama esc");
    assert!(desk.mark().starred);
    let noted =
        |sheet: &kliping::library::marks::Sheet| sheet.note.as_deref() == Some("toko pertama");
    assert!(desk.sheets.values().any(noted));
}

#[test]
fn a_query_is_marked_and_tagged_in_one_step() {
    let mut desk = Desk::new(100, 24);
    desk.keys(": 'read_kalimat enter");
    assert_eq!(desk.notice(), "38 marked read · u undoes");
    desk.keys(": 'tag_\"ponsel_pintar\"_xiaomi enter");
    let Some(Effect::Wish(Wish::Tag {
        target: Target::Query(query),
        add,
        remove,
    })) = desk.effects.last()
    else {
        panic!("nothing was tagged")
    };
    assert_eq!(
        (query.written(), add.as_slice(), remove.len()),
        ("xiaomi", &["ponsel pintar".to_owned()][..], 0)
    );
    assert_eq!(desk.notice(), "1 tagged ponsel pintar · u undoes");
    desk.keys(": 'untag_p tab");
    assert_eq!(typed(&desk), "untag \"ponsel pintar\" ");
    desk.keys("'xiaomi enter");
    assert_eq!(desk.notice(), "1 freed of ponsel pintar · u undoes");
    for (line, said) in [
        (
            "tag_ponsel",
            "`tag` needs something after it: tag NAME QUERY",
        ),
        (
            "star_compny:x",
            "There is no field `compny`. Perhaps company:, or quote it to search for the words: \"compny:x\"",
        ),
    ] {
        desk.keys(&format!(": '{line} enter"));
        assert_eq!(desk.notice(), said);
    }
    // Without a query `tag` is the action on the article under the cursor.
    desk.keys(": 'tag enter");
    assert!(desk.app.marking.ask.is_some());
}

#[test]
fn the_name_offered_for_a_search_goes_when_another_is_typed() {
    let mut desk = Desk::new(100, 24);
    desk.keys("/ 'xiaomi enter S");
    assert_eq!(typed(&desk), "save-search xiaomi");
    desk.keys("'ponsel enter");
    assert_eq!(desk.saved(), ["ponsel"]);
    desk.keys("S enter S end '_2 enter");
    assert_eq!(desk.saved(), ["ponsel", "xiaomi", "xiaomi 2"]);
}
