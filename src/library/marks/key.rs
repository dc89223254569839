//! What can be marked, and what marks look like to the rest of the program.

use serde::{Deserialize, Serialize};

use crate::article::ArticleId;

/// A state of an article that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// It has been read.
    Read,
    /// It carries a star.
    Starred,
}

impl Field {
    /// What a step of undo is called that set it, or took it away.
    pub const fn done(self, set: bool) -> &'static str {
        match (self, set) {
            (Self::Read, true) => "marked read",
            (Self::Read, false) => "marked unread",
            (Self::Starred, true) => "starred",
            (Self::Starred, false) => "unstarred",
        }
    }
}

/// The kinds of marks, with the numbers under which the database keeps them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The article has been read.
    Read = 1,
    /// It carries a star.
    Starred = 2,
    /// How far it was read, in bytes of its text.
    Place = 3,
    /// What the user wrote about it.
    Note = 4,
    /// Headline, day, outlet and address, so that a mark says what it is about where the archive is not at hand.
    About = 5,
    /// A word it was filed under.
    Tag = 6,
    /// A passage of its text.
    Highlight = 7,
    /// That it was read at some time, for how long and how far.
    Visit = 8,
}

impl Kind {
    /// Every kind, with its word in the text format of marks.
    pub(super) const WORDS: &[(Self, &str)] = &[
        (Self::Read, "read"),
        (Self::Starred, "starred"),
        (Self::Place, "place"),
        (Self::Note, "note"),
        (Self::About, "about"),
        (Self::Tag, "tag"),
        (Self::Highlight, "highlight"),
        (Self::Visit, "visit"),
    ];

    /// Its number in the database.
    pub(super) const fn number(self) -> i64 {
        self as i64
    }

    fn of_number(number: i64) -> Option<Self> {
        Self::WORDS
            .iter()
            .map(|(kind, _)| *kind)
            .find(|kind| kind.number() == number)
    }

    /// Its word in the text format of marks.
    pub(super) fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, word)| word)
    }

    /// Whether an article has several marks of this kind, told apart by their names.
    pub(super) const fn is_named(self) -> bool {
        matches!(self, Self::Tag | Self::Highlight | Self::Visit)
    }
}

impl From<Field> for Kind {
    fn from(field: Field) -> Self {
        match field {
            Field::Read => Self::Read,
            Field::Starred => Self::Starred,
        }
    }
}

/// Which mark of an article: its kind and, where there can be several of the kind, its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// Its kind.
    pub kind: Kind,
    /// The word of a tag, the number of a highlight, the time of a visit; empty for others.
    pub name: String,
}

impl Key {
    /// The mark of a kind of which an article has one.
    pub const fn of(kind: Kind) -> Self {
        Self {
            kind,
            name: String::new(),
        }
    }

    /// The mark of this tag; `None` where nothing is left of the word.
    pub fn tag(word: &str) -> Option<Self> {
        tag_word(word).map(|name| Self {
            kind: Kind::Tag,
            name,
        })
    }

    /// The mark of a highlight with this number.
    pub fn highlight(name: &str) -> Self {
        Self {
            kind: Kind::Highlight,
            name: name.to_owned(),
        }
    }

    /// The key that the database keeps as a number and a name.
    pub(super) fn read(kind: i64, name: String) -> Option<Self> {
        Kind::of_number(kind).map(|kind| Self { kind, name })
    }
}

/// A tag as it is kept: lower case, with one space between words, without commas and controls; `None` where nothing is left.
pub fn tag_word(typed: &str) -> Option<String> {
    let safe = crate::text::safe::Safe::line(typed);
    let word = safe
        .as_str()
        .replace(',', " ")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase();
    let word = word.trim_start_matches('#').trim().to_owned();
    (!word.is_empty()).then_some(word)
}

/// What is known of one article, for a row of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// It has been read.
    pub read: bool,
    /// It carries a star.
    pub starred: bool,
    /// It has a note.
    pub noted: bool,
    /// Passages highlighted in it.
    pub highlights: usize,
    /// The tags, in alphabetical order.
    pub tags: Vec<String>,
    /// How far it was read, in bytes of its text.
    pub place: Option<u32>,
}

/// What the user wrote and lit in one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The note.
    pub note: Option<String>,
    /// The highlights, each with its number.
    pub highlights: Vec<(String, super::Passage)>,
    /// How far it was read, in bytes of its text.
    pub place: Option<u32>,
}

/// What an article is, kept beside its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The headline.
    pub title: String,
    /// The day of publication, as `2015-01-12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// Where it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One reading of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The article.
    pub id: ArticleId,
    /// When it began, in milliseconds since 1970.
    pub at: i64,
    /// How long it was in view, in seconds.
    pub seconds: u64,
    /// How much of it was seen, in percent.
    pub seen: u8,
    /// What the article is, where that was kept.
    pub about: About,
}

/// How long and how far, as the database keeps it of a visit.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Stay {
    pub seconds: u64,
    pub seen: u8,
}

/// The notes and highlights of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remarks {
    /// The article.
    pub id: ArticleId,
    /// What it is, where that was kept.
    pub about: About,
    /// The note.
    pub note: Option<String>,
    /// The passages, by their place in the text, each with its number.
    pub highlights: Vec<(String, super::Passage)>,
    /// When the last of them was made, in milliseconds since 1970.
    pub at: i64,
}

/// One mark of one article as it is merged and written down: the later of two for the same key wins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The article.
    pub id: ArticleId,
    /// Which mark.
    pub key: Key,
    /// When it was set, in milliseconds since 1970.
    pub at: i64,
    /// What it is; empty for what is only on or off, `None` for a mark that was taken away.
    pub value: Option<String>,
}

/// A mark to set, or with `None` to take away, on a group of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The articles.
    pub ids: Vec<ArticleId>,
    /// Which mark.
    pub key: Key,
    /// What it shall be.
    pub value: Option<String>,
}

impl Edit {
    /// Sets or unsets a field of these articles.
    pub fn switch(ids: &[ArticleId], field: Field, value: bool) -> Self {
        Self {
            ids: ids.to_vec(),
            key: Key::of(field.into()),
            value: value.then(String::new),
        }
    }
}

/// What one step did to one kind of mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What changed.
    pub key: Key,
    /// What it is now; `None` where it is gone.
    pub value: Option<String>,
    /// The articles that changed; those that were so already are not among them.
    pub ids: Vec<ArticleId>,
}

/// One step that was done, undone or done again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// What the user did.
    pub label: String,
    /// What changed.
    pub parts: Vec<Part>,
}

impl Change {
    /// How many articles changed.
    pub fn count(&self) -> usize {
        if let [part] = self.parts.as_slice() {
            return part.ids.len();
        }
        let mut ids: Vec<_> = self.parts.iter().flat_map(|part| &part.ids).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.len()
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_words_in_lower_case() {
        assert_eq!(
            tag_word("  Ponsel   Pintar "),
            Some("ponsel pintar".to_owned())
        );
        assert_eq!(tag_word("#5G"), Some("5g".to_owned()));
        assert_eq!(tag_word(" ,\t, "), None);
        assert_eq!(tag_word("a\u{202e}b"), Some("a\u{fffd}b".to_owned()));
    }

    #[test]
    fn every_kind_has_a_word_and_a_number_of_its_own() {
        for (at, (kind, word)) in Kind::WORDS.iter().enumerate() {
            assert_eq!(kind.number(), at as i64 + 1);
            assert_eq!(kind.word(), *word);
            assert_eq!(Kind::of_number(kind.number()), Some(*kind));
        }
        assert_eq!(Kind::of_number(9), None);
    }

    #[test]
    fn an_article_counts_once_in_a_change() {
        let id = |at| ArticleId([at; 16]);
        let part = |ids: &[u8]| Part {
            key: Key::of(Kind::Read),
            value: None,
            ids: ids.iter().map(|at| id(*at)).collect(),
        };
        let change = Change {
            label: String::new(),
            parts: vec![part(&[1, 2]), part(&[2, 3])],
        };
        assert_eq!(change.count(), 3);
    }
}
