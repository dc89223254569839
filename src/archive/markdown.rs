//! Markdown files with front matter: one article each.

use serde_json::{Map, Value};

use super::decode;
use super::fields::Fields;
use super::format::{self, Format, Sure};
use super::input::{Head, Input};
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::repair::{self, Repairs};
use super::rich::{Rich, Writer};
use super::yaml;
use crate::article::BlockKind;

/// Markdown files.
pub(super) struct Markdown;

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn summary(&self) -> &'static str {
        "Markdown files, with front matter in YAML or TOML"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let text = head.text();
        let matter = front_matter(&text)
            .is_some_and(|(_, map, _)| map.contains_key("title") || map.contains_key("date"));
        match (
            head.ends_in(&["md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd"]),
            matter,
        ) {
            _ if format::binary(head) => Sure::No,
            (true, _) => Sure::Named,
            (false, true) => Sure::Likely,
            (false, false) => Sure::No,
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let mut record = Record::new(&input.place, self.name());
        let name = input.name.clone();
        let bytes = input.whole(out.limits())?;
        record.lies_at(0, &bytes);
        let decoded = decode::decode(&bytes, None, None);
        record.charset = decoded.charset;
        let text = decoded
            .text
            .trim_start_matches('\u{feff}')
            .replace("\r\n", "\n");
        let (matter, body) = match front_matter(&text) {
            Some((_, map, body)) => (map, body),
            None => (Map::new(), text.as_str()),
        };
        Fields::of(&matter, out.options()).fill(&mut record);
        let rich = written(body, &mut record.repairs);
        if !rich.is_empty() || record.rich.is_empty() {
            record.rich = rich;
        }
        headline(&mut record);
        record.meta.date = record.meta.date.or_else(|| day_of(&name));
        if record.is_empty() {
            return Err(Fault::damaged("holds no text").into());
        }
        out.article(record.into_article())
    }
}

/// The day in the name of a file, as Jekyll has it: `2015-01-12-judul.md`.
fn day_of(name: &str) -> Option<jiff::civil::DateTime> {
    let day = name.get(..10)?;
    let dashed = name.get(10..)?.starts_with(['-', '_', '.']);
    let date: jiff::civil::Date = day.parse().ok().filter(|_| dashed)?;
    Some(date.at(0, 0, 0, 0))
}

/// Takes a first heading as the headline, where the front matter gives none; a heading that repeats it goes.
fn headline(record: &mut Record) {
    let first = record.rich.blocks.first().copied();
    if let (None, Some(block)) = (&record.meta.title, first)
        && block.kind == BlockKind::Heading(1)
        && block.span.start == 0
    {
        record.meta.title = Some(block.span.of(&record.rich.text).to_owned());
    }
    if let Some(title) = &record.meta.title {
        record.rich = std::mem::take(&mut record.rich).without_title(title);
    }
}

/// A whole file as text with structure, without its front matter.
pub(super) fn body(bytes: &[u8]) -> Rich {
    let text = decode::decode(bytes, None, None).text;
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let body = front_matter(&text).map_or(text.as_str(), |(_, _, body)| body);
    written(body, &mut Repairs::default())
}

/// The front matter of a text: its fence, its fields, and what follows.
fn front_matter(text: &str) -> Option<(&'static str, Map<String, Value>, &str)> {
    let (fence, rest) = ["---", "+++"].into_iter().find_map(|fence| {
        Some((
            fence,
            text.strip_prefix(fence)?
                .trim_start_matches([' ', '\r'])
                .strip_prefix('\n')?,
        ))
    })?;
    let end = rest
        .match_indices(fence)
        .map(|(at, _)| at)
        .find(|&at| at == 0 || rest.get(..at).is_some_and(|before| before.ends_with('\n')))?;
    let matter = rest.get(..end)?;
    let body = rest.get(end + fence.len()..)?;
    let map = if fence == "+++" {
        toml_fields(matter)
    } else {
        yaml::fields(matter).unwrap_or_else(|| loose_fields(matter))
    };
    Some((fence, map, body))
}

/// TOML as fields; nothing where it is no TOML.
fn toml_fields(matter: &str) -> Map<String, Value> {
    let table: toml::Table = matter.parse().unwrap_or_default();
    let mut map = Map::new();
    for (key, value) in table {
        let value = match value {
            toml::Value::Array(list) => Value::Array(list.iter().map(plain_toml).collect()),
            other => plain_toml(&other),
        };
        map.insert(key, value);
    }
    map
}

fn plain_toml(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text.clone()),
        other => Value::String(other.to_string()),
    }
}

/// Front matter that is no whole YAML, as people write it by hand (`title: Satu: dua`): `key: value`, lists on one line
/// or below, text below `|` or `>`.
fn loose_fields(matter: &str) -> Map<String, Value> {
    let mut map = Map::new();
    let mut key = String::new();
    for line in matter
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
    {
        let inner = line.trim();
        if line.starts_with([' ', '\t']) || inner.starts_with("- ") || inner == "-" {
            let Some(value) = map.get_mut(&key) else {
                continue;
            };
            extend(value, inner);
        } else if let Some((name, value)) = line.split_once(':') {
            name.trim().trim_matches(['"', '\'']).clone_into(&mut key);
            map.insert(key.clone(), yaml_value(value.trim()));
        }
    }
    map
}

/// Adds a line below a key to its value.
fn extend(value: &mut Value, line: &str) {
    let item = line
        .strip_prefix('-')
        .map(|item| Value::String(unquoted(item.trim())));
    match (item, value) {
        (Some(item), Value::Array(list)) => list.push(item),
        (Some(item), value) => *value = Value::Array(vec![item]),
        (None, Value::String(text)) => {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(line);
        }
        (None, _) => {}
    }
}

fn yaml_value(value: &str) -> Value {
    match value
        .strip_prefix('[')
        .and_then(|list| list.strip_suffix(']'))
    {
        Some(list) => Value::Array(
            list.split(',')
                .map(|item| Value::String(unquoted(item.trim())))
                .collect(),
        ),
        None if matches!(value, "|" | ">" | "|-" | ">-") => Value::String(String::new()),
        None => Value::String(unquoted(value)),
    }
}

fn unquoted(value: &str) -> String {
    let inside = |quote: char| {
        value
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote))
    };
    inside('"')
        .or_else(|| inside('\''))
        .unwrap_or(value)
        .to_owned()
}

/// Markdown as text with structure.
pub(super) fn written(text: &str, repairs: &mut Repairs) -> Rich {
    let text = repair::characters(&repair::plain(text, repairs), repairs);
    let mut out = Writer::default();
    let mut paragraph = String::new();
    let mut code: Option<String> = None;
    for line in text.lines() {
        let bare = line.trim();
        if code.is_none() && template(bare) {
            continue;
        }
        if bare.starts_with("```") || bare.starts_with("~~~") {
            if let Some(block) = code.take() {
                out.block(BlockKind::Code, &block);
            } else {
                flush(&mut paragraph, None, &mut out);
                code = Some(String::new());
            }
            continue;
        }
        if let Some(block) = &mut code {
            block.push_str(line);
            block.push('\n');
            continue;
        }
        match marked(line) {
            Some((kind, rest)) => {
                flush(&mut paragraph, None, &mut out);
                paragraph.push_str(rest);
                flush(&mut paragraph, Some(kind), &mut out);
            }
            None if bare.is_empty() || rule(bare) => flush(&mut paragraph, None, &mut out),
            None => {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                paragraph.push_str(bare);
                if line.ends_with("  ") || line.ends_with('\\') {
                    flush(&mut paragraph, None, &mut out);
                }
            }
        }
    }
    if let Some(block) = code {
        out.block(BlockKind::Code, &block);
    }
    flush(&mut paragraph, None, &mut out);
    out.finish()
}

/// Lines that only tell Hugo or Jekyll to put something in.
fn template(line: &str) -> bool {
    let between = |open: &str, close: &str| line.starts_with(open) && line.ends_with(close);
    between("{{", "}}") || between("{%", "%}")
}

/// Lines that only separate.
fn rule(line: &str) -> bool {
    line.len() >= 3
        && (line.bytes().all(|byte| byte == b'-')
            || line.bytes().all(|byte| byte == b'*')
            || line.bytes().all(|byte| byte == b'='))
}

/// The block a line begins, and its words.
fn marked(line: &str) -> Option<(BlockKind, &str)> {
    let bare = line.trim_start();
    let indent = line.len() - bare.len();
    let hashes = bare.bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&hashes) {
        let rest = bare.get(hashes..)?;
        return rest.starts_with(' ').then(|| {
            (
                BlockKind::Heading(hashes as u8),
                rest.trim().trim_end_matches('#').trim_end(),
            )
        });
    }
    if let Some(rest) = bare.strip_prefix('>') {
        return Some((BlockKind::Quote, rest.trim_start_matches('>').trim()));
    }
    let item = ["- ", "* ", "+ "]
        .iter()
        .find_map(|mark| bare.strip_prefix(mark))
        .or_else(|| {
            let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
            let rest = bare.get(digits..).filter(|_| (1..=3).contains(&digits))?;
            rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))
        })?;
    Some((BlockKind::Item((indent / 2).min(9) as u8), item.trim()))
}

/// Writes what was gathered, its links and emphasis read.
fn flush(paragraph: &mut String, kind: Option<BlockKind>, out: &mut Writer) {
    let mut rest = paragraph.as_str();
    let caption = rest.starts_with("![") && rest.ends_with(')') && rest.matches("](").count() == 1;
    out.end(None);
    let mut pictures = Vec::new();
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        let picture = before.ends_with('!');
        let link = from
            .find("](")
            .and_then(|middle| Some((from.get(1..middle)?, from.get(middle + 2..)?)))
            .filter(|(words, _)| !words.contains('\n') && words.len() < 2000)
            .and_then(|(words, tail)| Some((words, tail, tail.find(')')?)));
        out.words(&unmarked(
            before
                .strip_suffix('!')
                .filter(|_| picture)
                .unwrap_or(before),
        ));
        if let Some((words, tail, end)) = link {
            let start = out.at();
            out.words(&unmarked(words));
            let url = tail.get(..end).unwrap_or_default();
            let url = url.split(' ').next().unwrap_or_default();
            if picture {
                pictures.push(url.to_owned());
            } else {
                out.link(start, url);
            }
            rest = tail.get(end + 1..).unwrap_or_default();
        } else {
            out.words("[");
            rest = from.get(1..).unwrap_or_default();
        }
    }
    out.words(&unmarked(rest));
    out.end(if caption {
        Some(BlockKind::Caption)
    } else {
        kind
    });
    for picture in pictures {
        out.figure(&picture);
    }
    paragraph.clear();
}

/// Words without the marks of emphasis and code.
fn unmarked(words: &str) -> String {
    let mut out = words.replace("**", "").replace("__", "").replace('`', "");
    for (mark, kept) in [
        ("\\*", "\u{1}"),
        ("\\_", "_"),
        ("\\#", "#"),
        ("\\[", "["),
        ("\\]", "]"),
    ] {
        out = out.replace(mark, kept);
    }
    let stars = out.matches('*').count();
    if stars.is_multiple_of(2) {
        out = out.replace('*', "");
    }
    out.replace('\u{1}', "*")
}

#[cfg(test)]
mod tests {
    use super::super::Collected;
    use super::*;

    fn read(text: &str) -> Collected {
        Collected::of("a.md", text)
    }

    #[test]
    fn front_matter_in_yaml_and_toml() {
        let yaml = "---\ntitle: \"Judul: satu\"\ndate: 2020-01-02\ntags:\n  - tekno\n  - bisnis\nauthor: [Ani, 'Budi']\n---\n# Judul: satu\n\nIsi\nlanjut.\n";
        let article = &read(yaml).articles[0];
        assert_eq!(article.meta.title.as_deref(), Some("Judul: satu"));
        assert_eq!(article.meta.tags, ["tekno", "bisnis"]);
        assert_eq!(article.meta.authors, ["Ani", "Budi"]);
        assert_eq!(article.text, "Isi lanjut.");
        let toml = "+++\ntitle = \"Judul\"\ndate = 2020-01-02\ntags = [\"a\", \"b\"]\n+++\nIsi.";
        let article = &read(toml).articles[0];
        assert_eq!(
            (article.meta.title.as_deref(), article.meta.tags.len()),
            (Some("Judul"), 2)
        );
        assert!(article.meta.date.is_some());
    }

    #[test]
    fn structure_and_links() {
        let article = &read("# Judul\n\nLihat [laman *ini*](https://a.id \"x\") dan **tebal**.\n\n## Bagian\n- satu\n  - dua\n> kata\n\n```\na  b\n```\n![foto](x.png)\n").articles[0];
        assert_eq!(article.meta.title.as_deref(), Some("Judul"));
        assert_eq!(
            article.text,
            "Lihat laman ini dan tebal.\nBagian\nsatu\ndua\nkata\na  b\nfoto"
        );
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(
            kinds,
            [
                BlockKind::Heading(2),
                BlockKind::Item(0),
                BlockKind::Item(1),
                BlockKind::Quote,
                BlockKind::Code,
                BlockKind::Caption
            ]
        );
        assert_eq!(
            (
                article.links[0].span.of(&article.text),
                article.links[0].url.as_str()
            ),
            ("laman ini", "https://a.id")
        );
    }
}
