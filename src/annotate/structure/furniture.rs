//! What sites put around an article: the words that give it away, as `assets/lexicon/*/boilerplate.toml` lists them.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use crate::text::quick::Quick;
use crate::text::{Lang, Span};

/// How much of the text a listed phrase condemns. `en/boilerplate.toml` says it in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Everything from here on.
    End,
    /// Everything from here on, and the links before it.
    Foot,
    /// Everything from here on where a foot follows.
    Closing,
    /// The words themselves.
    Phrase,
    /// Up to the end of the sentence.
    Sentence,
    /// Up to the words that close it, an index into [`Furniture::seconds`].
    Between(usize),
    /// Program text up to its closing bracket.
    Script,
    /// The headline behind it too.
    Headline,
    /// The headlines behind it too, until prose begins.
    Linked,
    /// The words themselves between two sentences.
    Insert,
    /// The names behind it too.
    Credit,
    /// A menu's entry: nothing by itself.
    Label,
}

/// A listed phrase in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) span: Span,
    pub(super) kind: Kind,
}

/// `boilerplate.toml` as written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Listed {
    ends: Vec<String>,
    feet: Vec<String>,
    closings: Vec<String>,
    phrases: Vec<String>,
    sentences: Vec<String>,
    between: Vec<(String, String)>,
    scripts: Vec<String>,
    headlines: Vec<String>,
    linked: Vec<String>,
    inserts: Vec<String>,
    credits: Vec<String>,
    lines: Vec<String>,
    labels: Vec<String>,
}

/// Everything listed, of all languages.
pub(super) struct Furniture {
    search: AhoCorasick,
    /// Kind and language of each phrase searched for.
    rules: Vec<(Kind, Lang)>,
    /// The words that close each [`Kind::Between`].
    pub(super) seconds: Vec<String>,
    lines: HashSet<String, Quick>,
}

static LISTED: LazyLock<Furniture> = LazyLock::new(|| {
    let mut phrases = Vec::new();
    let mut furniture = Furniture {
        search: build(&[]),
        rules: Vec::new(),
        seconds: Vec::new(),
        lines: HashSet::default(),
    };
    for (lang, listed) in [
        (
            Lang::Id,
            include_str!("../../../assets/lexicon/id/boilerplate.toml"),
        ),
        (
            Lang::En,
            include_str!("../../../assets/lexicon/en/boilerplate.toml"),
        ),
    ] {
        let listed: Listed = toml::from_str(listed).unwrap_or_else(|error| {
            unreachable!("the built-in list is checked by a test: {error}")
        });
        furniture.take(listed, lang, &mut phrases);
    }
    furniture.search = build(&phrases);
    furniture
});

fn build(phrases: &[String]) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        // Every byte of every article passes through it.
        .kind(Some(AhoCorasickKind::DFA))
        .build(phrases)
        .unwrap_or_else(|error| unreachable!("the built-in list is small: {error}"))
}

impl Furniture {
    /// The built-in lists.
    pub(super) fn listed() -> &'static Self {
        &LISTED
    }

    fn take(&mut self, listed: Listed, lang: Lang, phrases: &mut Vec<String>) {
        let plain = [
            (Kind::End, listed.ends),
            (Kind::Foot, listed.feet),
            (Kind::Closing, listed.closings),
            (Kind::Phrase, listed.phrases),
            (Kind::Sentence, listed.sentences),
            (Kind::Script, listed.scripts),
            (Kind::Headline, listed.headlines),
            (Kind::Linked, listed.linked),
            (Kind::Insert, listed.inserts),
            (Kind::Credit, listed.credits),
            (Kind::Label, listed.labels),
        ];
        for (kind, listed) in plain {
            self.rules.extend(listed.iter().map(|_| (kind, lang)));
            phrases.extend(listed);
        }
        for (first, second) in listed.between {
            self.rules.push((Kind::Between(self.seconds.len()), lang));
            self.seconds.push(second);
            phrases.push(first);
        }
        self.lines.extend(listed.lines);
    }

    /// The listed phrases in a text, in order, not overlapping. Menus and credits are looked for in the text's own
    /// language only, the surer kinds in any.
    pub(super) fn hits(&self, text: &str, lang: Lang) -> Vec<Hit> {
        self.search
            .find_iter(text)
            .filter_map(|found| {
                let span = Span::new(found.start(), found.end());
                let &(kind, of) = self.rules.get(found.pattern().as_usize())?;
                let weak = matches!(
                    kind,
                    Kind::Label | Kind::Credit | Kind::Headline | Kind::Closing
                );
                let counts = !weak || lang == Lang::Other || lang == of;
                (counts && whole_words(text, span)).then_some(Hit { span, kind })
            })
            .collect()
    }

    /// Whether a line (trimmed) is furniture as a whole.
    pub(super) fn is_line(&self, line: &str) -> bool {
        line.len() <= 60 && self.lines.contains(line)
    }
}

/// Whether a span begins and ends where words do.
fn whole_words(text: &str, span: Span) -> bool {
    let inside = span.of(text);
    let open = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
    let before = text
        .get(..span.start)
        .and_then(|text| text.chars().next_back());
    let after = text.get(span.end..).and_then(|text| text.chars().next());
    !(open(before) && open(inside.chars().next())
        || open(after) && open(inside.chars().next_back()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_phrase_on_whole_words() {
        let text = "Newsletters Share on Facebook Homes";
        let found: Vec<_> = Furniture::listed()
            .hits(text, Lang::En)
            .iter()
            .map(|hit| hit.span.of(text))
            .collect();
        assert_eq!(found, ["Newsletters", "Share on Facebook"]);
    }
}
