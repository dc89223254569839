//! The command line in a clean home.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

pub(crate) fn kliping(home: &Path, args: &[&str], input: &str) -> Output {
    spoken(home, "C", args, input)
}

/// The same where the system speaks a language.
fn spoken(home: &Path, locale: &str, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kliping"))
        .env_clear()
        .env("LANG", locale)
        .env("HOME", home)
        .current_dir(home)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn annotate_answers_a_line_for_a_line() {
    let home = tempfile::tempdir().unwrap();
    let input =
        "{\"id\":\"a\",\"text\":\"CEO Xiaomi, Lei Jun, hadir.\"}\n\n{\"id\":\"b\",\"text\":\"\"}\n";
    let output = kliping(home.path(), &["annotate"], input);
    assert!(output.status.success());
    let answers: Vec<serde_json::Value> = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["id"], "a");
    assert_eq!(answers[0]["companies"][0]["name"], "Xiaomi");
    assert_eq!(answers[0]["companies"][0]["start"], 4);
    assert_eq!(answers[1]["companies"], serde_json::json!([]));
}

#[test]
fn a_bad_line_is_named_and_the_exit_code_says_input() {
    let home = tempfile::tempdir().unwrap();
    let output = kliping(home.path(), &["annotate"], "{\"id\":1}\n");
    assert_eq!(output.status.code(), Some(3));
    assert!(
        text(&output.stderr).starts_with("kliping: standard input, line 1:"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn help_and_mistakes_are_told_in_the_language_of_the_system() {
    let home = tempfile::tempdir().unwrap();
    let help = |locale, args: &[&str]| text(&spoken(home.path(), locale, args, "").stdout);
    let indonesian = help("id_ID.UTF-8", &["--help"]);
    for said in [
        "Pembaca arsip berita teknologi di terminal",
        "Pemakaian: kliping",
        "Perintah:",
        "Argumen:",
        "Opsi:",
        "Cetak bantuan ini",
        "Cetak versi",
    ] {
        assert!(indonesian.contains(said), "{said}:\n{indonesian}");
    }
    let search = help("id_ID.UTF-8", &["search", "--help"]);
    assert!(
        search.contains("Yang dicari") && search.contains("[pilihan: newest"),
        "{search}"
    );
    assert!(!search.contains("possible values"), "{search}");
    assert!(help("en_GB.UTF-8", &["--help"]).contains("Usage: kliping"));

    let bad = home.path().join("bad.toml");
    let mistake = |locale: &str, config: &str| {
        std::fs::write(&bad, config).unwrap();
        let output = spoken(home.path(), locale, &["--config", "bad.toml", "--demo"], "");
        assert_eq!(output.status.code(), Some(2));
        text(&output.stderr)
    };
    let said = mistake("id_ID.UTF-8", "[reader]\nwidht = 3\n");
    assert!(
        said.contains("bad.toml:2:1: ruas `widht` tidak dikenal"),
        "{said}"
    );
    assert!(
        said.contains("maksud Anda `width`?") && said.contains("--no-config memulai"),
        "{said}"
    );
    // The language that the configuration itself asks for comes first.
    let said = mistake("C", "language = \"id\"\n[reader]\nwidth = 3\n");
    assert!(said.contains("3 di luar batas"), "{said}");
}

#[test]
fn what_is_typed_wrongly_and_the_manual_page_are_told_in_the_language() {
    let home = tempfile::tempdir().unwrap();
    let said = |locale, args: &[&str]| {
        let output = spoken(home.path(), locale, args, "");
        assert_eq!(output.status.code(), Some(2));
        text(&output.stderr)
    };
    assert_eq!(
        said("id_ID.UTF-8", &["show", "x", "--jso"]),
        "kliping: tidak ada opsi `--jso` di sini, maksud Anda `--json`?\n\
         Pemakaian: kliping show [OPSI] <ARCHIVE> <ID>\n\
         petunjuk: --help menjelaskan apa yang ada\n"
    );
    let english = said("C", &["--\u{1b}[31m"]);
    assert!(!english.contains('\u{1b}'), "{english:?}");
    assert!(
        english.contains("\nUsage: kliping [OPTIONS] [PATH]\n") && english.contains("\nhint: "),
        "{english}"
    );
    // What a command itself says, too.
    assert_eq!(
        said("id_ID.UTF-8", &["show", "x", "y"]),
        "kliping: y: identitas berupa 32 angka heksadesimal\npetunjuk: kliping search mencetak identitas\n"
    );
    let page = spoken(home.path(), "id_ID.UTF-8", &["man"], "");
    let page = text(&page.stdout);
    assert!(page.contains(".SH STATUS KELUAR\n"), "{page}");
}

#[test]
fn a_wrong_flag_and_a_wrong_config_are_usage() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(
        kliping(home.path(), &["--no-such-flag"], "").status.code(),
        Some(2)
    );
    std::fs::write(home.path().join("bad.toml"), "[reader]\nwidht = 3\n").unwrap();
    let output = kliping(home.path(), &["--config", "bad.toml", "--demo"], "");
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(
        said.contains("bad.toml:2:1: ") && said.contains("did you mean `width`?"),
        "{said}"
    );
}

#[test]
fn a_missing_archive_is_named() {
    let home = tempfile::tempdir().unwrap();
    let output = kliping(home.path(), &["no-such-folder"], "");
    assert_eq!(output.status.code(), Some(3));
    assert!(
        text(&output.stderr).contains("no-such-folder: there is no such file or folder"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn formats_are_listed() {
    let home = tempfile::tempdir().unwrap();
    let output = kliping(home.path(), &["formats"], "");
    assert!(output.status.success());
    let listed = text(&output.stdout);
    for name in ["txt", "jsonl"] {
        assert!(
            listed
                .lines()
                .any(|line| line.split_whitespace().next() == Some(name)),
            "{listed}"
        );
    }
}

#[test]
fn an_archive_is_read_without_a_screen() {
    let (home, archive) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, text) in [
        (
            "a.txt",
            "Xiaomi membuka toko di Jakarta\n\nToko itu dibuka pada Senin (12/1/2015).\n\n\"Kami senang,\" kata CEO Xiaomi Lei Jun.\n",
        ),
        (
            "b.txt",
            "Operator menambah menara\n\nSeribu menara\u{1b}[31m baru, Selasa (13/1/2015).\n",
        ),
    ] {
        std::fs::write(archive.path().join(name), text).unwrap();
    }
    let path = archive.path().to_str().unwrap();
    let input = "1\nnext\nsaid\nstar\nserach x\nsearch menara\nsearch (\nunread\nundo\nnote\nall\n1\nnote kata saya\nnote\ntag ponsel, menara seluler\nuntag ponsel\n99\nquit\n";
    let output = kliping(home.path(), &["--plain", path], input);
    let said = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    for expected in [
        "2 articles.",
        "1. Operator menambah menara (2015-01-13",
        "2. Xiaomi membuka toko di Jakarta (2015-01-12",
        "Toko itu dibuka pada Senin (12/1/2015).",
        "Companies: Xiaomi.",
        "Lei Jun: \"Kami senang,\"",
        "Starred: Xiaomi membuka toko di Jakarta",
        "there is no command `serach`, did you mean `search`?",
        "1 article for menara.",
        "Undone.",
        "Which article? Read one first",
        "The note is kept.\n> kata saya\n",
        "Tags: menara seluler, ponsel.\n> Tags: menara seluler.\n",
        "there is no row 99",
    ] {
        assert!(said.contains(expected), "no {expected:?} in:\n{said}");
    }
    assert!(!said.contains('\u{1b}'), "{said}");
    // What was read without a screen is read everywhere.
    let again = kliping(home.path(), &["--plain", path], "unread\n");
    assert!(
        text(&again.stdout).contains("0 articles."),
        "{}",
        text(&again.stdout)
    );
}

#[test]
fn the_plain_reader_speaks_indonesian_where_the_system_does() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("id.toml"), "language = \"id\"\n").unwrap();
    let args = ["--plain", "--demo", "--config", "id.toml"];
    let output = kliping(home.path(), &args, "bantuan\nkeluar\n");
    let said = text(&output.stdout);
    assert!(said.contains("26 artikel."), "{said}");
    assert!(said.contains("keluar: Menutup program."), "{said}");
}
