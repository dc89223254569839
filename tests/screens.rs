//! Whole screens at several sizes.

use kliping::app::Msg;

use kliping::annotate::{Annotated, Mention, MentionKind, Quotation, Speaker, Speech};
use kliping::article::{Article, Block, BlockKind, Link, Meta, Provenance};
use kliping::text::Span;

use super::harness::Desk;

#[test]
fn first_screen_at_three_sizes() {
    for (width, height) in [(40, 12), (80, 24), (140, 45)] {
        let desk = Desk::new(width, height);
        insta::assert_snapshot!(format!("first_{width}x{height}"), desk.frame());
    }
}

#[test]
fn reader_lights_companies_quotations_and_sources() {
    let mut desk = Desk::new(80, 24);
    desk.keys("enter");
    insta::assert_snapshot!(
        "lights_80x24",
        format!("{}\n{}", desk.frame(), desk.looks())
    );
}

#[test]
fn search_shows_hits_in_the_text() {
    let mut desk = Desk::new(80, 24);
    desk.keys("/ 'xiaomi");
    insta::assert_snapshot!(
        "search_80x24",
        format!("{}\n{}", desk.frame(), desk.looks())
    );
}

#[test]
fn help_and_palette() {
    let mut desk = Desk::new(80, 24);
    desk.keys("?");
    insta::assert_snapshot!("help_80x24", desk.frame());
    desk.keys("esc ctrl-p 'star");
    insta::assert_snapshot!("palette_80x24", desk.frame());
}

#[test]
fn dense_list_and_unfolded_boilerplate() {
    let mut desk = Desk::configured(80, 24, "[list]\ndensity = \"dense\"");
    desk.keys("enter b");
    insta::assert_snapshot!("dense_80x24", desk.frame());
}

#[test]
fn saved_searches_and_facets() {
    let mut desk = Desk::new(160, 45);
    desk.keys("/ 'xiaomi enter S enter tab tab j j");
    insta::assert_snapshot!("side_160x45", desk.frame());
    let mut desk = Desk::new(80, 24);
    desk.keys("\\");
    insta::assert_snapshot!("side_80x24", desk.frame());
}

#[test]
fn a_query_that_is_none() {
    let mut desk = Desk::new(80, 24);
    desk.keys("/ 'xiaomi_compny:x");
    insta::assert_snapshot!("wrong_80x24", desk.frame());
}

#[test]
fn no_size_panics() {
    let mut desk = Desk::new(80, 24);
    for keys in [
        "/ 'xiaomi enter",
        "enter",
        "?",
        "esc ctrl-p 'a",
        "esc z",
        "P",
        "esc esc g s",
        "esc enter ] c enter",
        "esc i",
        "esc g h g l",
        "esc / 'compny:x",
        "esc \\",
        "esc esc g",
        "esc g n",
        "esc enter a 'catatan_panjang",
        "esc v",
        "esc esc t 'label",
        "esc : 'so",
    ] {
        desk.keys(keys);
        for width in 0..60 {
            for height in 0..14 {
                desk.tell(Msg::Resized { width, height });
                desk.frame();
            }
        }
        desk.tell(Msg::Resized {
            width: 200,
            height: 50,
        });
        desk.frame();
    }
}

#[test]
fn a_storm_of_sizes_ends_where_it_began() {
    let mut desk = Desk::new(80, 24);
    desk.keys("/ 'xiaomi enter enter");
    let before = desk.frame();
    let mut seed = 7_u32;
    for _ in 0..2_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (width, height) = ((seed >> 24) as u16, (seed >> 18) as u16 & 63);
        desk.tell(Msg::Resized { width, height });
    }
    desk.tell(Msg::Resized {
        width: 1,
        height: 1,
    });
    desk.frame();
    desk.tell(Msg::Resized {
        width: 80,
        height: 24,
    });
    assert_eq!(desk.frame(), before);
}

#[test]
fn sentences_of_the_key_menu_go_on_in_the_next_row() {
    let mut desk = Desk::new(80, 24);
    let menu = desk.keys("g").frame();
    let lines: Vec<&str> = menu.lines().collect();
    let at = lines
        .iter()
        .position(|line| line.contains("Leaves the mouse to the terminal"))
        .expect("the sentence stands there");
    assert!(lines[at].trim_start().starts_with('m'), "{menu}");
    let rest = lines[at + 1];
    assert!(
        rest.starts_with("    ") && rest.ends_with("it back."),
        "{menu}"
    );
    assert!(
        !lines[12..].iter().any(|line| line.ends_with("r…")),
        "{menu}"
    );
}

#[test]
fn help_is_named_wherever_one_may_be_lost() {
    for tongue in ["en", "id"] {
        let config = format!("language = \"{tongue}\"");
        let mut desk = Desk::configured(80, 24, &config);
        for keys in ["enter", "\\", "esc esc"] {
            let hints = desk.keys(keys).hints();
            assert!(hints.contains(" ? "), "{keys}: {hints}");
        }
    }
}

#[test]
fn a_page_names_the_keys_that_do_something_on_it() {
    let mut desk = Desk::new(80, 24);
    let frame = desk.keys("g n").frame();
    assert!(frame.contains("a in an article writes a note"), "{frame}");
    assert_eq!(frame.lines().last(), Some(" esc close"));
    desk.keys("esc a 'catatan esc g n");
    assert!(desk.hints().contains("enter open"), "{}", desk.frame());
}

#[test]
fn an_empty_list_says_how_to_leave_it() {
    let mut desk = Desk::new(80, 24);
    let frame = desk.keys("/ 'zzzqq enter").frame();
    assert!(frame.contains("Nothing found."), "{frame}");
    assert!(frame.contains("esc ends the search"), "{frame}");
    let hints = desk.hints();
    assert!(
        !hints.contains("star") && hints.contains("? help"),
        "{frame}"
    );
    let frame = desk.keys("3").frame();
    assert!(frame.contains("1 shows all articles"), "{frame}");
    let frame = desk.keys("esc 3").frame();
    assert!(!frame.contains("ends the search"), "{frame}");
    assert!(frame.contains("1 shows all articles"), "{frame}");
    let frame = desk.keys("1").frame();
    assert!(!frame.contains("shows all"), "{frame}");
    let none = Desk::over(Vec::new(), 40, 12, "").frame();
    assert!(none.contains(":open PATH opens another"), "{none}");
}

#[test]
fn hostile_and_wide_text_keeps_the_columns() {
    let articles = vec![
        (
            "\u{1b}[31mmerah\u{7} \u{202e}kanan 小米发布新手机 🧑‍🚀".to_owned(),
            "Isi 小米 \u{1b}]0;judul\u{7} \u{9b}2J akhir.".to_owned(),
        ),
        ("x".repeat(500), "y".repeat(3000)),
    ];
    let desk = Desk::over(articles, 80, 12, "");
    let frame = desk.frame();
    assert!(
        !frame.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}']),
        "{frame}"
    );
    for line in frame.lines().skip(1) {
        assert!(kliping::text::width::cells(line) <= 80, "{line}");
    }
    insta::assert_snapshot!("hostile_80x12", frame);
}

#[test]
fn list_alone_in_columns_under_days() {
    let mut desk = Desk::configured(70, 14, "[list]\ndensity = \"dense\"\ngroup = \"day\"");
    desk.keys("s g s");
    insta::assert_snapshot!("arrange_70x14", desk.frame());
    desk.keys("esc j");
    insta::assert_snapshot!("days_70x14", format!("{}\n{}", desk.frame(), desk.looks()));
}

/// What stands in it, a line each.
const PARTS: [(Option<BlockKind>, &str); 8] = [
    (
        None,
        "Recode, dikutip KompasTekno, melaporkan bahwa Xiaomi memakai kode terbuka; baca pengumumannya.",
    ),
    (Some(BlockKind::Heading(2)), "Yang berubah"),
    (
        Some(BlockKind::Item(0)),
        "Aplikasi lebih kecil dari yang lalu, dan lebih cepat dibuka di ponsel lama.",
    ),
    (Some(BlockKind::Item(1)), "Kamera tidak ikut."),
    (Some(BlockKind::Quote), "Kami belajar dari pengguna."),
    (Some(BlockKind::Quote), "Setiap hari."),
    (Some(BlockKind::Code), "fn main() {\n    buka();\n}"),
    (Some(BlockKind::Caption), "Layar depan yang baru."),
];

/// An article with everything that an article can have.
fn structured() -> (Article, Annotated) {
    let mut text = String::new();
    let mut blocks = Vec::new();
    for (kind, part) in PARTS {
        if !text.is_empty() {
            text.push('\n');
        }
        let span = Span::new(text.len(), text.len() + part.len());
        text.push_str(part);
        blocks.extend(kind.map(|kind| Block { kind, span }));
    }
    let meta = Meta {
        title: Some("Kode yang dibuka".to_owned()),
        outlet: Some("KompasTekno".to_owned()),
        ..Meta::default()
    };
    let mut article = Article::new(meta, text, Provenance::default());
    let span = |words: &str| {
        let start = article.text.find(words).expect("it is in the text");
        Span::new(start, start + words.len())
    };
    let mention = |words: &str, kind| Mention {
        span: span(words),
        name: words.into(),
        kind,
    };
    let found = Annotated {
        companies: vec![
            mention("Recode", MentionKind::Outlet),
            mention("Xiaomi", MentionKind::Company),
        ],
        quotations: vec![Quotation {
            kind: Speech::Indirect,
            content: vec![span("Xiaomi memakai kode terbuka")],
            cue: Some(span("melaporkan")),
            source: Some(span("Recode")),
            speaker: Some(Speaker {
                name: "Recode".to_owned(),
                ..Speaker::default()
            }),
            relay: Some(span("KompasTekno")),
        }],
        ..Annotated::default()
    };
    article.links = vec![Link {
        span: span("pengumumannya"),
        url: "https://contoh.id/kode".to_owned(),
    }];
    article.blocks = blocks;
    (article, found)
}

#[test]
fn everything_an_article_can_have() {
    let (article, found) = structured();
    let mut desk = Desk::showing(article, found, 90, 26);
    desk.keys("enter");
    insta::assert_snapshot!(
        "structure_90x26",
        format!("{}\n{}", desk.frame(), desk.looks())
    );
    desk.keys("enter");
    insta::assert_snapshot!("card_90x26", desk.frame());
    desk.keys("esc f");
    insta::assert_snapshot!("hints_90x26", desk.frame());
    desk.keys("esc U");
    insta::assert_snapshot!("links_90x26", desk.frame());
    desk.keys("esc i");
    insta::assert_snapshot!("facts_90x26", desk.frame());
}
