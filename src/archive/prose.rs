//! The text of a record as exports nest it: a string, a list of paragraphs, blocks of objects, sentences of words.

use serde_json::{Map, Value};

use super::html;
use super::plain;
use super::repair::{self, Repairs};
use super::rich::{Rich, Writer};
use crate::article::BlockKind;

/// Names under which a block keeps its text.
const TEXT: &[&str] = &[
    "text",
    "content",
    "value",
    "html",
    "body",
    "rendered",
    "data",
    "paragraphs",
    "children",
    "blocks",
    "items",
    "list",
];

/// Objects in objects deeper than this are no text.
const DEPTH: usize = 64;

/// The text of a value.
pub(super) fn of(value: &Value, repairs: &mut Repairs) -> Rich {
    let mut out = Rich::default();
    add(value, repairs, &mut out, DEPTH);
    out
}

/// About how many bytes of text a value holds.
pub(super) fn size(value: &Value) -> usize {
    let mut total = 0;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::String(text) => total += text.trim().len(),
            Value::Array(list) => open.extend(list),
            Value::Object(map) => open.extend(TEXT.iter().filter_map(|&name| map.get(name))),
            _ => {}
        }
    }
    total
}

fn add(value: &Value, repairs: &mut Repairs, out: &mut Rich, depth: usize) {
    if depth == 0 {
        return;
    }
    match value {
        Value::String(text) => out.append(string(text, repairs)),
        Value::Array(list) if words(list) => out.append(sentence(&spaced(list), repairs)),
        Value::Array(list)
            if list
                .iter()
                .all(|inner| inner.as_array().is_some_and(|inner| words(inner))) =>
        {
            let sentences: Vec<String> = list
                .iter()
                .filter_map(Value::as_array)
                .map(|inner| spaced(inner))
                .collect();
            out.append(sentence(&sentences.join(" "), repairs));
        }
        Value::Array(list) => list
            .iter()
            .for_each(|inner| add(inner, repairs, out, depth - 1)),
        Value::Object(map) => object(map, repairs, out, depth),
        _ => {}
    }
}

/// A text: marked up or plain.
pub(super) fn string(text: &str, repairs: &mut Repairs) -> Rich {
    if html::marked_up(text) {
        html::fragment(text, repairs)
    } else {
        plain::paragraphs(text, repairs)
    }
}

/// A block: its text, as what its type says.
fn object(map: &Map<String, Value>, repairs: &mut Repairs, out: &mut Rich, depth: usize) {
    let kind = ["type", "kind", "subtype", "tag"]
        .iter()
        .find_map(|&name| map.get(name))
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_ascii_lowercase();
    let block = match kind.as_str() {
        "image" | "img" | "video" | "embed" | "gallery" | "photo" | "ad" | "advertisement"
        | "date" | "byline" => None,
        "header" | "heading" | "h2" | "subheading" | "crosshead" => Some(BlockKind::Heading(2)),
        "h1" | "title" => Some(BlockKind::Heading(1)),
        "h3" | "h4" => Some(BlockKind::Heading(3)),
        "quote" | "blockquote" | "pullquote" => Some(BlockKind::Quote),
        "li" | "list-item" => Some(BlockKind::Item(0)),
        "code" | "pre" => Some(BlockKind::Code),
        _ => {
            if let Some(inner) = TEXT
                .iter()
                .filter_map(|&name| map.get(name))
                .find(|inner| !inner.is_null())
            {
                add(inner, repairs, out, depth - 1);
            }
            return;
        }
    };
    let caption = ["caption", "fullcaption", "alt"]
        .iter()
        .find_map(|&name| map.get(name));
    let text = match block {
        Some(_) => TEXT
            .iter()
            .filter_map(|&name| map.get(name))
            .find(|inner| !inner.is_null()),
        None => caption,
    };
    let mut inner = Rich::default();
    if let Some(text) = text {
        add(text, repairs, &mut inner, depth - 1);
    }
    let mut writer = Writer::default();
    if block == Some(BlockKind::Code) {
        writer.block(BlockKind::Code, &inner.text);
    } else {
        inner
            .text
            .lines()
            .for_each(|line| writer.block(block.unwrap_or(BlockKind::Caption), line));
    }
    out.append(writer.finish());
}

/// Whether a list is the words of one sentence: many of them, all short, none with a space inside.
fn words(list: &[Value]) -> bool {
    list.len() > 3
        && list.iter().all(|word| {
            word.as_str()
                .is_some_and(|word| word.len() < 64 && !word.trim().contains([' ', '\n']))
        })
}

/// Words as a sentence: no space before punctuation.
fn spaced(words: &[Value]) -> String {
    let mut out = String::new();
    for word in words.iter().filter_map(Value::as_str) {
        let closes = matches!(
            word,
            "." | "," | ";" | ":" | "?" | "!" | ")" | "]" | "%" | "”" | "’"
        );
        if !out.is_empty() && !closes && !out.ends_with(['(', '[', '“', '‘']) {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn sentence(text: &str, repairs: &mut Repairs) -> Rich {
    let mut out = Writer::default();
    out.paragraph(&repair::line(text, repairs));
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Rich {
        of(
            &serde_json::from_str(json).unwrap(),
            &mut Repairs::default(),
        )
    }

    #[test]
    fn lists_of_paragraphs_sentences_and_words() {
        assert_eq!(
            read(r#"["Satu kalimat.", "Dua kalimat."]"#).text,
            "Satu kalimat.\nDua kalimat."
        );
        assert_eq!(
            read(r#"[[["Ini","kalimat","satu","."],["Ini","kalimat","dua","."]],[["Paragraf","baru",",","ya","."]]]"#).text,
            "Ini kalimat satu. Ini kalimat dua.\nParagraf baru, ya."
        );
    }

    #[test]
    fn blocks_of_objects() {
        let rich = read(
            r#"[{"type":"header","data":{"text":"Bagian"}},{"type":"paragraph","data":{"text":"Isi."}},
            {"type":"image","caption":"Foto gedung"},{"type":"quote","text":"Kata orang"},null]"#,
        );
        assert_eq!(rich.text, "Bagian\nIsi.\nFoto gedung\nKata orang");
        let kinds: Vec<_> = rich.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(
            kinds,
            [BlockKind::Heading(2), BlockKind::Caption, BlockKind::Quote]
        );
    }
}
