//! Finding through keys: completion, what was searched before, spelling, saved searches, facets.

use kliping::app::layout::Pane;
use kliping::app::views::side::{Row, Section};
use kliping::app::{Effect, Msg};
use kliping::index::{Order, Suggestion};

use super::harness::Desk;

/// What stands in the search line.
fn line(desk: &Desk) -> &str {
    let prompt = desk.app.search.line.as_ref().expect("the line is open");
    prompt.line.text()
}

/// The names of the completions.
fn offered(desk: &Desk) -> Vec<&str> {
    let prompt = desk.app.search.line.as_ref().expect("the line is open");
    prompt.choices.iter().map(|choice| &*choice.name).collect()
}

/// The names of the saved searches.
fn saved(desk: &Desk) -> Vec<&str> {
    desk.app
        .side
        .saved
        .iter()
        .map(|saved| &*saved.name)
        .collect()
}

#[test]
fn names_complete_with_their_counts() {
    let mut desk = Desk::new(100, 24);
    desk.keys("/ 'company:xi");
    assert_eq!(offered(&desk), ["Xiaomi", "Xiaomi Indonesia"]);
    assert!(
        desk.frame().contains("Xiaomi Indonesia"),
        "{}",
        desk.frame()
    );
    desk.keys("tab");
    assert_eq!(line(&desk), "company:\"Xiaomi\" ");
    assert_eq!(desk.app.search.words, "company:\"Xiaomi\"");
    desk.keys("tab");
    assert_eq!(line(&desk), "company:\"Xiaomi Indonesia\" ");
    desk.keys("shift-tab 'murah");
    assert_eq!(line(&desk), "company:\"Xiaomi\" murah");
    assert_eq!(offered(&desk), Vec::<&str>::new());
    desk.keys("esc / 'x_#xi tab");
    assert_eq!(line(&desk), "x tag:\"Xiaomi\" ");
}

#[test]
fn fields_and_their_values_complete() {
    let mut desk = Desk::new(100, 24);
    desk.keys("/ 'comp");
    assert_eq!(
        offered(&desk),
        Vec::<&str>::new(),
        "ordinary words offer nothing"
    );
    desk.keys("tab");
    assert_eq!(line(&desk), "company:");
    desk.keys("ctrl-u 'is:no tab");
    assert_eq!(line(&desk), "is:noted ");
    desk.keys("'sort:");
    assert!(offered(&desk).contains(&"oldest"));
    desk.keys("'ol tab");
    assert_eq!(desk.app.order(), Order::Oldest);
}

#[test]
fn what_was_searched_before_comes_back() {
    let mut desk = Desk::new(100, 24);
    desk.keys("/ 'xiaomi enter / ctrl-u 'berita enter esc / up");
    assert_eq!(line(&desk), "berita");
    desk.keys("up up");
    assert_eq!(line(&desk), "xiaomi");
    assert_eq!(
        desk.app.search.words, "xiaomi",
        "it is searched for at once"
    );
    desk.keys("down down");
    assert_eq!(line(&desk), "");
    let kept = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Remember { name, value } if name == "searches" => Some(value.as_str()),
        _ => None,
    });
    assert_eq!(kept, Some("xiaomi\nberita"));
}

#[test]
fn a_misspelt_word_is_mended_with_one_key() {
    let mut desk = Desk::new(100, 24);
    desk.keys("/ 'xiomai");
    let generation = desk.app.list.generation;
    let suggestion = || {
        Some(Suggestion {
            line: "xiaomi".to_owned(),
            word: "xiaomi".to_owned(),
            count: 12,
        })
    };
    desk.tell(Msg::Suggested {
        generation: generation - 1,
        suggestion: suggestion(),
    });
    assert_eq!(
        offered(&desk),
        Vec::<&str>::new(),
        "an older search is over"
    );
    desk.tell(Msg::Suggested {
        generation,
        suggestion: suggestion(),
    });
    assert_eq!(offered(&desk), ["xiaomi"]);
    let frame = desk.frame();
    assert!(frame.contains("did you mean this? 12 articles"), "{frame}");
    assert!(frame.contains("Did you mean xiaomi?"), "{frame}");
    desk.keys("tab enter");
    assert_eq!(desk.app.search.words, "xiaomi");
    assert_eq!(desk.app.list.total, 1);
}

#[test]
fn what_is_wrong_is_shown_at_its_place_and_the_old_result_stays() {
    let mut desk = Desk::new(100, 24);
    desk.keys("/ 'xiaomi_compny:");
    assert_eq!(desk.app.list.total, 1);
    desk.keys("'x");
    let frame = desk.frame();
    let rows: Vec<&str> = frame.lines().collect();
    let place = rows[23].find("compny").expect("the line");
    assert_eq!(
        rows[22].chars().position(|ch| ch == '┌'),
        Some(place),
        "{frame}"
    );
    assert!(rows[22].contains("no field `compny`") && rows[22].contains("company:"));
    assert_eq!(desk.app.list.total, 1);
    desk.keys("enter");
    assert!(desk.app.search.line.is_some(), "enter does not take it");
}

#[test]
fn enter_finishes_the_query() {
    let mut desk = Desk::new(100, 24);
    desk.keys("/ 'dibuka");
    assert_eq!(desk.app.list.total, 0, "no word begins so");
    desk.keys("enter");
    assert_eq!(desk.found(), ["Xiaomi membuka toko pertamanya"]);
    assert_eq!(
        desk.app
            .reader
            .opened
            .as_ref()
            .map(|opened| opened.hits.len()),
        Some(1)
    );
}

#[test]
fn searches_are_saved_opened_renamed_moved_and_deleted() {
    let mut desk = Desk::new(160, 40);
    desk.keys("S");
    assert!(desk.app.prompt.is_none(), "there is nothing to save");
    desk.keys("/ 'xiaomi enter S");
    assert_eq!(
        desk.app.prompt.as_ref().map(|prompt| prompt.line.text()),
        Some("save-search xiaomi")
    );
    desk.keys("enter / ctrl-u 'berita_nomor enter : 'save-search_Semua__berita enter");
    assert_eq!(saved(&desk), ["xiaomi", "Semua berita"]);
    assert_eq!(desk.app.side.saved[1].query, "berita nomor");

    desk.keys("esc h");
    assert_eq!(desk.app.focus, Pane::Side);
    desk.keys("j enter");
    assert_eq!(desk.app.focus, Pane::List);
    assert_eq!(desk.app.search.words, "xiaomi");
    assert_eq!(desk.app.list.total, 1);
    desk.keys("esc");
    assert_eq!(desk.app.list.total, 40, "esc clears it as any search");

    desk.keys("h J");
    assert_eq!(saved(&desk), ["Semua berita", "xiaomi"]);
    assert_eq!(
        desk.app.side.row(),
        Some(Row::Saved(1)),
        "the cursor goes with it"
    );
    desk.keys("K r");
    assert_eq!(
        desk.app.prompt.as_ref().map(|prompt| prompt.line.text()),
        Some("rename-search xiaomi")
    );
    desk.keys("ctrl-w 'Mi enter");
    assert_eq!(saved(&desk), ["Mi", "Semua berita"]);
    desk.keys("d");
    assert_eq!(saved(&desk), ["Semua berita"]);
}

#[test]
fn facets_narrow_and_widen() {
    let mut desk = Desk::new(160, 40);
    assert!(!desk.app.layout.side.is_empty(), "the screen is wide");
    desk.keys("tab tab");
    assert_eq!(desk.app.focus, Pane::Side);
    let at = |desk: &Desk, row| desk.app.side.rows().iter().position(|other| *other == row);
    let company = at(&desk, Row::Name(Section::Companies, 0)).expect("a company");
    desk.keys("g g");
    while desk.app.side.cursor != company {
        desk.keys("j");
    }
    desk.keys("enter");
    assert_eq!(desk.app.search.words, "company:\"Xiaomi\"");
    assert_eq!(desk.app.focus, Pane::Side, "one can go on");
    assert!(desk.frame().contains("› Xiaomi"), "{}", desk.frame());
    desk.keys("enter");
    assert_eq!(desk.app.search.words, "");
    desk.keys("h");
    assert_eq!(desk.app.side.row(), Some(Row::Heading(Section::Companies)));
    assert!(at(&desk, Row::Name(Section::Companies, 0)).is_none());
    desk.keys("enter");
    assert!(at(&desk, Row::Name(Section::Companies, 0)).is_some());
    desk.keys("l");
    assert_eq!(desk.app.focus, Pane::List);
}

#[test]
fn the_pane_opens_by_its_key_on_narrow_screens() {
    let mut desk = Desk::new(80, 24);
    assert!(desk.app.layout.side.is_empty());
    desk.keys("h");
    assert_eq!(desk.app.focus, Pane::List);
    desk.keys("\\");
    assert_eq!(desk.app.focus, Pane::Side);
    assert!(desk.app.layout.list.is_empty() && !desk.app.layout.side.is_empty());
    desk.keys("esc");
    assert!(desk.app.layout.side.is_empty() && !desk.app.layout.list.is_empty());
    let mut wide = Desk::configured(160, 24, "[side]\nshow = \"never\"");
    assert!(wide.app.layout.side.is_empty());
    wide.keys("\\ \\");
    assert!(wide.app.layout.side.is_empty());
    assert_eq!(wide.app.focus, Pane::List);
}

#[test]
fn counts_are_asked_for_only_where_they_show() {
    let surveys = |desk: &Desk| {
        let asked = |effect: &&Effect| matches!(effect, Effect::Survey { .. });
        desk.effects.iter().filter(asked).count()
    };
    let mut narrow = Desk::new(80, 24);
    narrow.keys("/ 'xiaomi enter");
    assert_eq!(surveys(&narrow), 0);
    narrow.keys("\\");
    assert_eq!(surveys(&narrow), 1);
    narrow.keys("j k");
    assert_eq!(surveys(&narrow), 1, "moving counts nothing");
}

#[test]
fn an_empty_line_says_what_completes() {
    let mut desk = Desk::new(80, 24);
    desk.keys("/");
    let said = "/tab completes fields and names";
    assert!(desk.hints().contains(said), "{}", desk.hints());
    assert!(desk.hints().contains("40 found"), "{}", desk.hints());
    desk.keys("'x");
    assert!(!desk.hints().contains("completes"), "{}", desk.hints());
    desk.keys("ctrl-u");
    assert!(desk.hints().contains(said), "{}", desk.hints());
    // It does what it says.
    desk.keys("tab");
    assert_eq!(line(&desk), "title:");
    assert!(offered(&desk).len() > 10 && desk.frame().contains("company:"));
    // A narrow line leaves the count to the list.
    desk.keys("esc").tell(Msg::Resized {
        width: 40,
        height: 12,
    });
    desk.keys("/");
    assert_eq!(desk.hints(), format!(" {said}"));
    let mut desk = Desk::configured(80, 24, "language = \"id\"\n[keys]\ncomplete = \"ctrl-t\"");
    desk.keys("/");
    assert!(
        desk.hints().contains("/ctrl-t melengkapi ruas dan nama"),
        "{}",
        desk.hints()
    );
}
