//! A hand-marked article: a header, `---`, and the text with inline marks `⟦TAG|…⟧`.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

/// A stretch of code points, half open.
pub(super) type Range = (usize, usize);

/// Why a gold article could not be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Bad {
    /// The header has no end.
    #[error("{file}: no '---' line after the header")]
    Header {
        /// The file's name.
        file: String,
    },
    /// A mark is not of the form `⟦TAG|`.
    #[error("{file}: bad mark at: {at:?}; expected ⟦TAG|text⟧ with TAG one of c ? b q i s k")]
    Mark {
        /// The file's name.
        file: String,
        /// The text from the mark on.
        at: String,
    },
    /// Marks do not pair, or one is empty.
    #[error("{file}: a mark is unclosed, unopened or empty near: {at:?}")]
    Unpaired {
        /// The file's name.
        file: String,
        /// The text around.
        at: String,
    },
}

/// A marked stretch.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// `c`, `?`, `b`, `q`, `i`, `s` or `k`.
    pub(super) tag: char,
    /// The attribution's number; empty where none is given.
    pub(super) number: String,
    /// The name behind `:` or `=`.
    pub(super) name: String,
    pub(super) range: Range,
    pub(super) text: String,
}

/// One gold article.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Its name.
    pub id: String,
    /// The raw text, marks stripped.
    pub text: String,
    pub(super) meta: HashMap<String, String>,
    pub(super) marks: Vec<Mark>,
}

/// A mark that is open while the text is read.
struct Open {
    tag: char,
    number: String,
    name: String,
    chars: usize,
    bytes: usize,
}

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^⟦(?:(c|\?|b)|([qisk])(\d*))((?::|=)[^|⟦⟧]*)?\|")
        .unwrap_or_else(|error| unreachable!("a fixed pattern: {error}"))
});

impl Gold {
    /// Reads a gold article; `file` is its name, whose part before `.gold.txt` is the id if the header gives none.
    pub fn parse(file: &str, raw: &str) -> Result<Self, Bad> {
        let (head, body) = raw
            .split_once("\n---\n")
            .ok_or_else(|| Bad::Header { file: file.into() })?;
        let meta: HashMap<String, String> = head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()))
            .collect();
        let mut gold = Self {
            id: meta
                .get("id")
                .filter(|id| !id.is_empty())
                .cloned()
                .unwrap_or_else(|| file.trim_end_matches(".gold.txt").to_owned()),
            text: String::with_capacity(body.len()),
            meta,
            marks: Vec::new(),
        };
        gold.read(file, body.trim_end_matches('\n'))?;
        Ok(gold)
    }

    fn read(&mut self, file: &str, body: &str) -> Result<(), Bad> {
        let near = |rest: &str| rest.chars().take(50).collect::<String>();
        let unpaired = |rest: &str| Bad::Unpaired {
            file: file.into(),
            at: near(rest),
        };
        let mut open: Vec<Open> = Vec::new();
        let mut chars = 0;
        let mut rest = body;
        while let Some(ch) = rest.chars().next() {
            let mut step = ch.len_utf8();
            if ch == '⟦' {
                let tag = TAG.captures(rest).ok_or_else(|| Bad::Mark {
                    file: file.into(),
                    at: near(rest),
                })?;
                let part = |group: usize| tag.get(group).map_or("", |part| part.as_str());
                step = part(0).len();
                open.push(Open {
                    tag: format!("{}{}", part(1), part(2))
                        .chars()
                        .next()
                        .unwrap_or_default(),
                    number: part(3).to_owned(),
                    name: part(4).trim_start_matches([':', '=']).trim().to_owned(),
                    chars,
                    bytes: self.text.len(),
                });
            } else if ch == '⟧' {
                let Open {
                    tag,
                    number,
                    name,
                    chars: start,
                    bytes,
                } = open.pop().ok_or_else(|| unpaired(rest))?;
                let text = self.text.get(bytes..).unwrap_or_default().to_owned();
                if text.trim().is_empty() {
                    return Err(unpaired(rest));
                }
                self.marks.push(Mark {
                    tag,
                    number,
                    name,
                    range: (start, chars),
                    text,
                });
            } else {
                self.text.push(ch);
                chars += 1;
            }
            rest = rest.get(step..).unwrap_or_default();
        }
        if open.is_empty() {
            Ok(())
        } else {
            Err(unpaired(&self.text))
        }
    }

    /// A value of the header; empty where there is none.
    pub(super) fn header(&self, key: &str) -> &str {
        self.meta.get(key).map_or("", String::as_str)
    }

    /// The language of the header.
    pub fn lang(&self) -> &str {
        self.header("lang")
    }

    /// The marks of one kind.
    pub(super) fn tagged(&self, tag: char) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.tag == tag)
    }

    /// The attributions, in the order of their first mark.
    pub(super) fn attributions(&self) -> Vec<Attribution<'_>> {
        let mut marks: Vec<&Mark> = self
            .marks
            .iter()
            .filter(|mark| "qisk".contains(mark.tag))
            .collect();
        marks.sort_by_key(|mark| mark.range.0);
        let mut order: Vec<String> = Vec::new();
        let mut parts: HashMap<String, Vec<&Mark>> = HashMap::new();
        for mark in marks {
            let key = key_of(mark);
            let known = parts.entry(key.clone()).or_default();
            if known.is_empty() {
                order.push(key);
            }
            known.push(mark);
        }
        order
            .iter()
            .filter_map(|key| parts.get(key))
            .map(|parts| Attribution::of(parts))
            .collect()
    }
}

/// What joins the marks of one attribution.
fn key_of(mark: &Mark) -> String {
    if mark.number.is_empty() {
        format!("@{}", mark.range.0)
    } else {
        mark.number.clone()
    }
}

/// The marks of one attribution.
pub(super) struct Attribution<'a> {
    pub(super) direct: Vec<&'a Mark>,
    pub(super) indirect: Vec<&'a Mark>,
    /// The source, or the cue where the source is only its clitic.
    pub(super) source: Option<&'a Mark>,
    pub(super) speaker: Option<String>,
}

impl<'a> Attribution<'a> {
    fn of(parts: &[&'a Mark]) -> Self {
        let all = |tag: char| parts.iter().copied().filter(move |mark| mark.tag == tag);
        let cue = all('k').next().filter(|cue| !cue.name.is_empty());
        let source = all('s').next().or(cue);
        Self {
            direct: all('q').collect(),
            indirect: all('i').collect(),
            source,
            speaker: source.map(|who| {
                if who.name.is_empty() {
                    name_run(&who.text)
                } else {
                    who.name.clone()
                }
            }),
        }
    }
}

static NAME_RUN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-ZÀ-Þ0-9][\w'’.&-]*(?:\s+(?:[A-ZÀ-Þ][\w'’.&-]*|of|de|van|bin))*")
        .unwrap_or_else(|error| unreachable!("a fixed pattern: {error}"))
});

/// The longest run of capitalised words: the name inside a noun phrase.
pub(super) fn name_run(text: &str) -> String {
    let mut best = "";
    for run in NAME_RUN.find_iter(text) {
        if run.as_str().chars().count() > best.chars().count() {
            best = run.as_str();
        }
    }
    if best.is_empty() {
        text.to_owned()
    } else {
        best.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_nest_and_strip() {
        let gold = Gold::parse(
            "a.gold.txt",
            "lang: id\n---\n⟦q1|\"Ya,\"⟧ ⟦k1|ujar⟧ ⟦s1|CEO ⟦c:Xiaomi|Xiaomi Inc⟧, Lei Jun⟧.\n",
        )
        .unwrap();
        assert_eq!(gold.id, "a");
        assert_eq!(gold.text, "\"Ya,\" ujar CEO Xiaomi Inc, Lei Jun.");
        let attributions = gold.attributions();
        assert_eq!(attributions.len(), 1);
        assert_eq!(
            attributions.first().unwrap().speaker.as_deref(),
            Some("CEO Xiaomi Inc")
        );
        assert_eq!(gold.tagged('c').next().unwrap().range, (15, 25));
    }

    #[test]
    fn bad_files_say_what_is_wrong() {
        assert!(matches!(
            Gold::parse("a", "no header"),
            Err(Bad::Header { .. })
        ));
        assert!(matches!(
            Gold::parse("a", "x: y\n---\n⟦z|t⟧"),
            Err(Bad::Mark { .. })
        ));
        assert!(matches!(
            Gold::parse("a", "x: y\n---\n⟦b|t"),
            Err(Bad::Unpaired { .. })
        ));
        assert!(matches!(
            Gold::parse("a", "x: y\n---\nt⟧"),
            Err(Bad::Unpaired { .. })
        ));
    }
}
