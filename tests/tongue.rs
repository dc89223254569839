//! The Indonesian interface: no screen of it shows a word that only the English one has, and every reason that a floor
//! below gives is known in it.

use std::collections::BTreeSet;
use std::fs;

use kliping::app::Msg;
use kliping::archive::{Problem, ProblemKind};
use kliping::library::{Progress, Trace};
use kliping::words::Tongue;

use super::floors::rust_files;
use super::harness::Desk;

/// Words of both languages, and words that are typed: names of commands, fields and settings stay as they are.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|ch: char| !ch.is_alphabetic());
    words
        .filter(|word| word.chars().count() > 2)
        .map(str::to_lowercase)
}

/// The string literals of a source, in order, without tests and comments.
fn literals(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut all = Vec::new();
    for line in code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        let mut rest = line;
        while let Some((_, behind)) = rest.split_once('"') {
            let mut end = 0;
            let mut escaped = false;
            for (at, ch) in behind.char_indices() {
                end = at;
                match ch {
                    '"' if !escaped => break,
                    _ => escaped = ch == '\\' && !escaped,
                }
            }
            all.push(
                behind
                    .get(..end)
                    .unwrap_or_default()
                    .replace("\\\"", "\"")
                    .replace("\\\\", "\\"),
            );
            rest = behind.get(end + 1..).unwrap_or_default();
        }
    }
    all
}

/// The text without what is put into it.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    for (at, piece) in text.split('{').enumerate() {
        let behind = || piece.split_once('}').map_or("", |(_, behind)| behind);
        bare.push_str(if at == 0 { piece } else { behind() });
    }
    bare
}

/// Every text of the interface, in English and in Indonesian.
fn texts() -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = Vec::new();
    let actions = kliping::action::Action::ALL.iter();
    let verbs = kliping::config::Verb::ALL.iter();
    let said = actions
        .map(|action| action.help())
        .chain(verbs.map(|verb| verb.help()))
        .chain(kliping::index::FIELDS.iter().map(|(_, about)| *about));
    texts.extend(said.map(|[english, indonesian]| (english.to_owned(), indonesian.to_owned())));
    // Reasons are checked one by one; names of countries and days are the same in part.
    let apart = [
        "reasons.rs",
        "reasons_archive.rs",
        "countries.rs",
        "dates.rs",
    ];
    for path in rust_files("src/words") {
        if apart.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for line in source.lines() {
            if let [english, indonesian] = literals(line).as_slice() {
                texts.push((bare(english), bare(indonesian)));
            }
        }
    }
    assert!(texts.len() > 300, "{}", texts.len());
    texts
}

/// The words that stand in English texts of the interface and in no Indonesian one. What is typed is the same in both.
fn english() -> BTreeSet<String> {
    let texts = texts();
    let mut both: BTreeSet<String> = texts.iter().flat_map(|(_, id)| words(id)).collect();
    for &action in kliping::action::Action::ALL {
        both.extend(words(action.name()));
    }
    for &verb in kliping::config::Verb::ALL {
        both.extend(words(verb.name()).chain(words(verb.takes())));
    }
    for (field, _) in kliping::index::FIELDS {
        both.extend(words(field));
    }
    let english = texts.iter().flat_map(|(en, _)| words(en));
    english.filter(|word| !both.contains(word)).collect()
}

/// An archive whose articles are Indonesian, in the Indonesian interface.
fn desk(width: u16, height: u16) -> Desk {
    let article = |title: &str, text: &str| (title.to_owned(), text.to_owned());
    let mut articles = vec![article(
        "Xiaomi membuka toko",
        "Produsen Xiaomi membuka toko di Jakarta. Toko itu besar.\n\n\"Kami senang,\" ujar Budi Santoso.\n\nIkuti kami di sini.",
    )];
    articles.extend((0..30).map(|at| article(&format!("Kabar {at}"), "Isi kabar yang pendek.")));
    let mut desk = Desk::over(articles, width, height, "[side]\nshow = \"never\"");
    desk.keys(": 'set_language_id enter");
    assert_eq!(desk.app.tongue, Tongue::Indonesian);
    desk
}

/// Fails where a screen shows an English word.
fn speaks(desk: &Desk, english: &BTreeSet<String>, place: &str) {
    let frame = desk.frame();
    // Names of settings and of files are no words, and what is cut off may be the beginning of any.
    let named =
        |token: &&str| !token.ends_with('…') && !token.trim_end_matches('.').contains(['.', '_']);
    let foreign: Vec<String> = frame
        .split_whitespace()
        .filter(named)
        .flat_map(words)
        .filter(|word| english.contains(word))
        .collect();
    assert!(foreign.is_empty(), "{place}: {foreign:?} in\n{frame}");
}

/// Keys that lead through every screen.
const WALKS: &[&str] = &[
    "j s s r u ctrl-r u u u u u ctrl-r A 2 3 1 esc",
    "enter e e e e ] c ] q ] l ] ] n N b z z < > i esc g R esc U esc f esc",
    "enter ] c enter esc ] q enter esc",
    "enter / 'toko enter n N esc esc",
    "enter v J l h enter g y esc",
    "enter v y H H",
    "a 'catatan esc g n esc L esc",
    "t 'baru enter T '-baru enter v v V j s",
    "g",
    "g esc ] esc [ esc m",
    "m a ` a ` z ctrl-o g i g i",
    "/ 'compny:x",
    "/ 'is:unred",
    "/ 'date:zzz ",
    "/ '/a( esc",
    "/ '/[x/",
    "/ 'words:many_x",
    "/ 'xiaomi enter S",
    "/ 'zzzz enter",
    "/ tab tab",
    "/ 'xiaomi_) ",
    ": 'nosuch enter",
    ": 'theme_nosuch enter",
    ": 'set_nosuch_1 enter",
    ": 'set_reader.width_3 enter",
    ": 'set_list.density_x enter",
    ": '99999 enter",
    ": 'mouse_x enter",
    ": 'down_3 enter",
    ": 'search_is:x enter",
    ": 'theme enter",
    ": tab",
    ": 'st",
    "ctrl-p",
    "ctrl-p 'bin",
    "?",
    "? / 'x",
    "P",
    "P j j y",
    "g s",
    "g s h g s l g s o g s d g h g h g h g l g m g m g f g d",
    "w",
    "w 'a.xyz enter",
    "| '",
    "\\ j j r",
    "S",
    "y Y o",
    "enter J K tab tab q",
];

#[test]
fn no_screen_of_the_indonesian_interface_speaks_english() {
    let english = english();
    for word in ["headline", "undoes", "nothing", "everything", "redoes"] {
        assert!(english.contains(word), "{word} would not be found");
    }
    for (width, height) in [(80, 24), (200, 50)] {
        for walk in WALKS {
            let mut desk = desk(width, height);
            for key in walk.split(' ').filter(|key| !key.is_empty()) {
                desk.keys(key);
                speaks(&desk, &english, &format!("{walk} at {key}"));
            }
        }
    }
}

#[test]
fn what_comes_from_outside_is_said_in_indonesian() {
    let english = english();
    let problem = |kind, what: &str, hint: Option<&str>| Problem {
        kind,
        file: "a/b.zip".to_owned(),
        member: None,
        line: None,
        byte: Some(7),
        what: what.to_owned(),
        hint: hint.map(str::to_owned),
    };
    let mut desk = desk(120, 36);
    desk.keys("P");
    desk.tell(Msg::ProblemsListed {
        total: 3,
        problems: vec![
            problem(
                ProblemKind::Ignored,
                "3 × a picture, not an article; 1 × of no known format",
                None,
            ),
            problem(
                ProblemKind::Damaged,
                "is encrypted",
                Some("unpack it with its password"),
            ),
            problem(
                ProblemKind::Refused,
                "a record is larger than 64 MiB",
                Some("raise archive.limits.record_bytes (now 67108864) to read it"),
            ),
        ],
    });
    speaks(&desk, &english, "problems");
    let frame = desk.frame();
    assert!(
        frame.contains("3 × gambar, bukan artikel; 1 × formatnya tidak dikenal"),
        "{frame}"
    );
    desk.keys("esc i");
    let id = desk.app.reader.opened.as_ref().unwrap().article.id;
    desk.tell(Msg::Traced {
        id,
        trace: Trace::default(),
    });
    speaks(&desk, &english, "facts");
}

#[test]
fn what_workers_say_is_said_in_indonesian() {
    let mut desk = desk(120, 36);
    for (msg, said) in [
        (
            Msg::Failed("/x: cannot be read: Permission denied (os error 13)".to_owned()),
            "/x: tidak terbaca: tidak diizinkan (galat sistem 13)",
        ),
        (Msg::Did("saved /x/a.txt".to_owned()), "/x/a.txt tersimpan"),
        (
            Msg::Failed("marks failed: out of sky; this is a bug".to_owned()),
            "penandaan gagal: out of sky; ini kutu program",
        ),
    ] {
        desk.tell(msg);
        assert!(desk.frame().contains(said), "{}", desk.frame());
    }
    desk.keys("j");
    desk.tell(Msg::Progressed(Progress::default()));
    speaks(&desk, &english(), "progress");
}

/// Where reasons stand in a source: behind these.
const REASONS: &[&str] = &[
    "Fault::damaged(",
    "Fault::ignored(",
    ".ignore(",
    ".hint(",
    "#[error(",
    "parser.error(",
    "self.error(",
    "message: ",
    "hint: ",
    "error(value, ",
    "Msg::Did(",
    ".ok_or_else(",
    "without(",
    "self.deeper(",
    "one_of(",
];

/// A reason as it comes out, with something at each of its places.
fn sample(literal: &str) -> String {
    let mut text = String::new();
    for (at, piece) in literal.split('{').enumerate() {
        if at == 0 {
            text.push_str(piece);
        } else if let Some((_, rest)) = piece.split_once('}') {
            text.push('7');
            text.push_str(rest);
        }
    }
    text
}

/// The sentences that stand behind `start` in a source, at once or made by `format!`.
fn said_behind(code: &str, start: &str) -> Vec<String> {
    let mut all = Vec::new();
    for (at, _) in code.match_indices(start) {
        let behind = code.get(at + start.len()..).unwrap_or_default();
        let lines: Vec<&str> = behind.lines().take(3).collect();
        let near = lines.join("\n");
        let Some((before, _)) = near.split_once('"') else {
            continue;
        };
        let mut plain = before.to_owned();
        for word in ["format!(", "value,", "|_|", "||", "&"] {
            plain = plain.replace(word, "");
        }
        if plain.trim().is_empty() {
            all.extend(literals(&near).first().cloned());
        }
    }
    all
}

#[test]
fn every_reason_of_the_floors_below_is_known_in_indonesian() {
    let sentence = |literal: &String| {
        literal.contains(' ')
            && literal.contains(|ch: char| ch.is_lowercase())
            && !literal.starts_with('{')
    };
    // These say what no screen of the interface shows.
    let elsewhere = [
        "tests.rs",
        "places.rs",
        "lines.rs",
        "imported.rs",
        "schema.rs",
    ];
    let mut missing = Vec::new();
    let mut seen = 0;
    let folders = ["src/archive", "src/index", "src/library", "src/run"];
    for path in folders.into_iter().flat_map(rust_files) {
        let shown = path.display().to_string();
        if elsewhere.iter().any(|end| shown.ends_with(end)) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        let all = REASONS.iter().flat_map(|start| said_behind(code, start));
        for literal in all.filter(sentence) {
            seen += 1;
            if !Tongue::knows_reason(&sample(&literal)) {
                missing.push(format!("{shown}: {literal}"));
            }
        }
    }
    let repairs = kliping::archive::REPAIRS.iter();
    missing.extend(
        repairs
            .filter(|repair| !Tongue::knows_reason(repair))
            .map(|repair| format!("repair: {repair}")),
    );
    missing.dedup();
    assert!(seen > 70, "only {seen} were found");
    let count = missing.len();
    assert!(
        missing.is_empty(),
        "{count} of {seen}:\n{}",
        missing.join("\n")
    );
}

/// Configurations with a mistake each, as many kinds as there are.
const MISTAKES: &[&str] = &[
    "[reader]\nwidht = 70",
    "[reader]\nwidth = 5",
    "[reader]\nwidth = \"x\"",
    "[list]\ndate = \"\"",
    "[list]\ndensity = \"dens\"",
    "[archive.fields]\ntitle = 3",
    "[archive.fields]\ntitle = [3]",
    "[archive.fields]\ntitle = \"\"",
    "[theme]\nname = \"papre\"",
    "[theme]\nname = \"zzzzzzzz\"",
    "[theme.roles]\ncompanny = \"red\"",
    "[theme.roles]\ncompany = \"redd\"",
    "[theme.roles]\ncompany = \"zzzzzzzz\"",
    "[theme.roles]\ncompany = \"red blue\"",
    "[theme.roles]\ncompany = \"red on\"",
    "[theme.roles]\ncompany = 3",
    "[keys]\nquitt = \"q\"",
    "[keys]\nzzzzzzzz = \"q\"",
    "[keys.redaer]\ndown = \"j\"",
    "[keys.zzzzzzzz]\ndown = \"j\"",
    "[keys]\nquit = \"ctlr-q\"",
    "[keys]\nquit = \"zzzzzzzz\"",
    "[keys]\nquit = 3",
    "keys = 3",
    "[keys.reader]\nopen = \"x\"",
    "[keys]\nhelp = \"j\"",
    "[keys]\nzen = \"g\"",
    "[keys]\nzen = \"j j\"",
    "[keys]\npreset = \"newsbota\"",
    "[keys]\npreset = \"zzzzzzzz\"",
    "[keys]\naccept = \"y\"",
    "[macros.m]\nkeys = \"j\"\ndoes = \"quit\"",
    "[macros.a]\nkeys = \"; a\"\ndoes = \"quit\"\n[macros.b]\nkeys = \"; a\"\ndoes = \"quit\"",
    "[macros.m]\ndoes = [\"qiut\"]",
    "[macros.m]\ndoes = [\"theme\"]",
    "[macros.m]\ndoes = [\"down 3\"]",
    "[macros.m]\ndoes = [\"\"]",
    "[macros.m]\ndoes = []",
    "[macros.m]\nkeys = \"x\"",
    "[macros.m]\ndose = \"top\"",
    "[macros.m]\nzzzzzzzz = \"top\"",
    "[macros.quit]\ndoes = \"top\"",
    "[macros.3]\ndoes = \"top\"",
    "[macros.a]\ndoes = \"b\"\n[macros.b]\ndoes = [\"top\", \"a\"]",
    "mouse = true\nmouse = false",
    "mouse",
    "mouse =",
    "language = id",
    "language = \"id",
    "copy_command = [\"a\"",
    "[list",
    "mouse = true x",
];

#[test]
fn mistakes_of_a_configuration_are_told_in_the_language() {
    let english = [
        "expected", "there is", "cannot", "means", "found", "unknown", "choose", "such as",
        "did you", "invalid", "needs", "takes", "nothing", "key", "value",
    ];
    let mut left = Vec::new();
    for text in MISTAKES {
        let error = kliping::config::Config::parse(text, "c.toml").expect_err(text);
        let said = error.told_in(Tongue::Indonesian).to_string();
        // What stands in quotes is what was written or can be.
        let words = said.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        if english.iter().any(|word| words.contains(word)) {
            left.push(said);
        }
    }
    assert!(left.is_empty(), "{left:#?}");
}
