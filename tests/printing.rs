//! The commands that print: searching, showing, exporting, counting, marks as text; in a clean home.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use kliping::article::ArticleId;
use kliping::library::marks::{Edit, Key, Kind, Marks, Passage};
use kliping::text::Span;

use super::cli::text;

const SAID: &str = "\"Kami membuka toko di Bandung,\" ujar CEO Xiaomi Lei Jun, Senin (12/1/2015).";

/// An archive of three articles and a home.
struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join("arsip");
        fs::create_dir(&archive).unwrap();
        let line = |title: &str, date: &str, body: &str| {
            serde_json::json!({"title": title, "date": date, "text": body, "outlet": "Harian Contoh", "url": format!("https://contoh.id/{date}")})
                .to_string()
        };
        let padding = "Toko itu menjual ponsel dan aksesori. Warga datang sejak pagi untuk melihat barang yang dipajang di sana. ".repeat(3);
        let lines = [
            line(
                "Xiaomi membuka toko",
                "2015-01-12",
                &format!("{SAID}\n{padding}Harga belum diumumkan."),
            ),
            line(
                "Menara baru",
                "2016-02-03",
                &format!("Operator menambah menara di Jawa. {padding}"),
            ),
            line(
                "Judul \u{1b}[31mmerah\u{202e}",
                "2017-03-04",
                &format!("Isi yang \u{1b}]52;c;eA==\u{7} jahat. {padding}"),
            ),
        ];
        fs::write(archive.join("a.jsonl"), lines.join("\n")).unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, args: &[&str]) -> Output {
        super::cli::kliping(self.path(), args, "")
    }

    fn prints(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(
            output.status.success(),
            "{args:?}: {}",
            text(&output.stderr)
        );
        text(&output.stdout)
    }

    fn marks(&self) -> PathBuf {
        self.path().join(".local/share/kliping/marks.db")
    }

    fn id(&self, query: &str) -> ArticleId {
        let line = self.prints(&["search", "arsip", query]);
        ArticleId::parse(line.split('\t').next().unwrap()).unwrap()
    }
}

fn lines(printed: &str) -> Vec<serde_json::Value> {
    printed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn is_safe(printed: &str) -> bool {
    let bad = |ch: char| (ch.is_control() && ch != '\n' && ch != '\t') || ch == '\u{202e}';
    !printed.contains(bad)
}

#[test]
fn search_prints_lines_objects_and_counts() {
    let home = Home::new();
    let all = home.prints(&["search", "arsip", ""]);
    assert_eq!(all.lines().count(), 3);
    assert!(is_safe(&all), "{all:?}");
    let days: Vec<_> = all
        .lines()
        .map(|line| line.split('\t').nth(1).unwrap())
        .collect();
    assert_eq!(days, ["2017-03-04", "2016-02-03", "2015-01-12"]);
    assert_eq!(
        home.prints(&[
            "search", "arsip", "--limit", "1", "--order", "oldest", "toko"
        ])
        .lines()
        .count(),
        1
    );
    assert_eq!(
        home.prints(&["search", "--count", "arsip", "company:xiaomi"]),
        "1\n"
    );
    let found = lines(&home.prints(&["search", "--json", "arsip", "menara", "jawa"]));
    assert_eq!(
        (found.len(), &found[0]["title"], &found[0]["read"]),
        (1, &"Menara baru".into(), &false.into())
    );
    let nothing = home.run(&["search", "arsip", "tidakada"]);
    assert_eq!(
        (nothing.status.code(), text(&nothing.stdout).as_str()),
        (Some(1), "")
    );
    let wrong = home.run(&["search", "arsip", "titel:x"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        text(&wrong.stderr).contains("character 1: There is no field `titel`"),
        "{}",
        text(&wrong.stderr)
    );
}

#[test]
fn show_prints_an_article_safely() {
    let home = Home::new();
    let id = home.id("xiaomi").to_string();
    let shown = home.prints(&["show", "arsip", &id]);
    assert!(
        shown.starts_with("Xiaomi membuka toko\n2015-01-12 · Harian Contoh\n"),
        "{shown}"
    );
    let json = &lines(&home.prints(&["show", "--json", "arsip", &id]))[0];
    assert_eq!(json["companies"][0]["name"], "Xiaomi");
    let evil = home.id("jahat").to_string();
    for form in ["--json", "--markdown"] {
        let shown = home.prints(&["show", form, "arsip", &evil]);
        assert!(is_safe(&shown) && shown.contains("jahat"), "{shown:?}");
    }
    assert_eq!(home.run(&["show", "arsip", "xyz"]).status.code(), Some(2));
    assert_eq!(
        home.run(&["show", "arsip", &"0".repeat(32)]).status.code(),
        Some(1)
    );
}

#[test]
fn export_writes_quotations_with_places_that_hold() {
    let home = Home::new();
    home.prints(&["search", "arsip", "toko"]);
    let quotes =
        lines(&home.prints(&["export", "quotes", "--archive", "arsip", "--company=xiaomi"]));
    assert_eq!(quotes.len(), 1, "{quotes:?}");
    let quote = &quotes[0];
    let id = quote["article"].as_str().unwrap();
    let article = &lines(&home.prints(&["show", "--json", "arsip", id]))[0];
    let chars: Vec<char> = article["text"].as_str().unwrap().chars().collect();
    let at = |at: usize| quote["at"][0][at].as_u64().unwrap() as usize;
    assert_eq!(
        chars[at(0)..at(1)].iter().collect::<String>(),
        quote["text"].as_str().unwrap()
    );
    assert_eq!(quote["speaker"], "Lei Jun");
    assert_eq!(
        home.prints(&["export", "quotes", "--archive", "arsip", "--company=nokia"]),
        ""
    );
}

#[test]
fn export_writes_articles_in_every_form_and_never_over_a_file() {
    let home = Home::new();
    let csv = home.prints(&["export", "articles", "--archive", "arsip", "--as", "csv"]);
    assert!(csv.starts_with("id,date,outlet,title,"), "{csv}");
    assert_eq!((csv.lines().count(), is_safe(&csv)), (4, true));
    let md = home.prints(&[
        "export",
        "articles",
        "--archive",
        "arsip",
        "--as",
        "md",
        "menara",
    ]);
    assert!(md.starts_with("# Menara baru\n"), "{md}");
    assert_eq!(
        lines(&home.prints(&["export", "articles", "--archive", "arsip"])).len(),
        3
    );
    let into = [
        "export",
        "articles",
        "--archive",
        "arsip",
        "--as",
        "txt",
        "--into",
        "keluar",
    ];
    home.prints(&into);
    let mut files: Vec<_> = fs::read_dir(home.path().join("keluar"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    assert_eq!(files.len(), 3);
    assert!(
        files[0]
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("2015-01-12-xiaomi-membuka-toko-")
    );
    fs::write(&files[0], "milik saya").unwrap();
    home.prints(&into);
    assert_eq!(fs::read_to_string(&files[0]).unwrap(), "milik saya");
}

#[test]
fn marks_go_from_one_home_to_another_and_notes_come_out_as_markdown() {
    let (one, other) = (Home::new(), Home::new());
    let id = one.id("xiaomi");
    let marks = Marks::open(&one.marks()).unwrap();
    let passage = Passage::of(SAID, Span::new(0, 31)).unwrap();
    let edit = |key, value: &str| Edit {
        ids: vec![id],
        key,
        value: Some(value.to_owned()),
    };
    let edits = [
        edit(Key::of(Kind::Starred), ""),
        edit(Key::tag("toko").unwrap(), ""),
        edit(Key::of(Kind::Note), "dua\nbaris \u{1b}[2J"),
        edit(Key::highlight(&passage.number()), &passage.written()),
    ];
    marks.edit(&edits, "marked").unwrap();
    drop(marks);
    one.prints(&["marks", "export", "keluar.marks"]);
    let again = one.run(&["marks", "export", "keluar.marks"]);
    assert_eq!(again.status.code(), Some(3));
    assert!(
        text(&again.stderr).contains("--force"),
        "{}",
        text(&again.stderr)
    );
    let written = fs::read_to_string(one.path().join("keluar.marks")).unwrap();
    assert_eq!(written, one.prints(&["marks", "export", "-"]));
    let file = other.path().join("masuk.marks");
    fs::write(&file, &written).unwrap();
    other.prints(&["marks", "import", "masuk.marks"]);
    assert_eq!(other.prints(&["marks", "export", "-"]), written);
    let shown = &lines(&other.prints(&["search", "--json", "arsip", "xiaomi"]))[0];
    assert_eq!(
        (&shown["starred"], &shown["tags"][0]),
        (&true.into(), &"toko".into())
    );
    assert_eq!(
        other.prints(&["search", "--count", "arsip", "is:starred"]),
        "1\n"
    );
    let notes = other.prints(&["export", "notes"]);
    assert!(
        notes.contains("\n> \"Kami membuka toko di Bandung,\"\n\ndua\nbaris") && is_safe(&notes),
        "{notes}"
    );
    // One bad line, and nothing is taken over.
    fs::write(
        &file,
        format!("{written}nonsense\n").replace("true", "null"),
    )
    .unwrap();
    let bad = other.run(&["marks", "import", "masuk.marks"]);
    assert_eq!(bad.status.code(), Some(3));
    assert!(
        text(&bad.stderr).contains("masuk.marks, line "),
        "{}",
        text(&bad.stderr)
    );
    assert_eq!(other.prints(&["marks", "export", "-"]), written);
}

#[test]
fn stats_and_doctor_say_what_there_is() {
    let home = Home::new();
    let stats = home.prints(&["stats", "arsip"]);
    for expected in [
        "           3  articles",
        "           1  2015",
        "           3  Harian Contoh",
        "           1  Xiaomi",
    ] {
        assert!(
            stats.lines().any(|line| line == expected),
            "{expected}: {stats}"
        );
    }
    let json = &lines(&home.prints(&["stats", "--json", "arsip"]))[0];
    assert_eq!(
        (&json["articles"], &json["years"][2]["name"]),
        (&3.into(), &"2017".into())
    );
    let report = home.prints(&["doctor"]);
    assert!(
        report.contains(env!("CARGO_PKG_VERSION")) && report.contains("marks.db: empty"),
        "{report}"
    );
    fs::create_dir_all(home.path().join(".config/kliping")).unwrap();
    fs::write(
        home.path().join(".config/kliping/config.toml"),
        "nonsense = 1\n",
    )
    .unwrap();
    let report = home.prints(&["doctor"]);
    assert!(report.contains("config.toml:1:1"), "{report}");
}

#[test]
fn the_command_line_explains_itself() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            home.prints(&["completions", shell]).contains("export"),
            "{shell}"
        );
    }
    let man = home.prints(&["man"]);
    for part in [
        ".TH kliping",
        ".SH COMMANDS",
        "kliping marks import",
        ".SH EXIT STATUS",
    ] {
        assert!(man.contains(part), "{part}");
    }
    let config = home.prints(&["--print-config"]);
    assert_eq!(config, include_str!("../config.example.toml"));
    fs::write(home.path().join("c.toml"), "[keys]\ndown = \"é\"\n").unwrap();
    let keys = home.prints(&["--print-keys", "--config", "c.toml"]);
    assert!(
        keys.lines().any(|line| line.starts_with("list\té\tdown\t")),
        "{keys}"
    );
    assert!(
        !keys.lines().any(|line| line.starts_with("list\tj\t")),
        "{keys}"
    );
}

#[test]
fn a_reader_that_goes_is_no_failure() {
    let home = Home::new();
    let long: Vec<_> = (0..3000)
        .map(|at| {
            serde_json::json!({"title": format!("Judul {at}"), "text": format!("Isi {at}")})
                .to_string()
        })
        .collect();
    fs::write(home.path().join("arsip/b.jsonl"), long.join("\n")).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_kliping"))
        .env_clear()
        .env("HOME", home.path())
        .current_dir(home.path())
        .args(["search", "arsip", ""])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (output.status.code(), text(&output.stderr).as_str()),
        (Some(0), "")
    );
}
