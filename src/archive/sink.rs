//! Where articles and problems go while an archive is read.

use jiff::civil::DateTime;

use crate::article::{Article, ArticleId};

/// Whether the reader wants more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Go,
    /// Enough.
    Stop,
}

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// Something is broken or unreadable, and articles may be missing.
    Damaged,
    /// It is no article: a picture, a style sheet, a program.
    Ignored,
    /// A limit kept it from being read; the hint names the key that raises it.
    Refused,
}

/// One thing of the archive that could not be read. A row in the problems view, never a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind it is.
    pub kind: ProblemKind,
    /// The file, relative to the archive's root, with `/`.
    pub file: String,
    /// The member inside the file; nested members are joined by `!/`.
    pub member: Option<String>,
    /// The line, from 1.
    pub line: Option<u64>,
    /// The byte inside the file or member, from 0.
    pub byte: Option<u64>,
    /// The reason, safe to show.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// What an export says about the reader's own state of an article. Fields that it does not say are `None` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The article, where the export holds its text.
    pub id: Option<ArticleId>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Whether it was read (or filed away as done).
    pub read: Option<bool>,
    /// Whether it was starred.
    pub starred: Option<bool>,
    /// Labels the reader gave it.
    pub tags: Vec<String>,
    /// Notes and highlights, in order.
    pub notes: Vec<String>,
    /// When it was saved.
    pub saved: Option<DateTime>,
}

/// Takes what is read, one thing at a time.
pub trait Sink {
    /// An article. Its text is repaired and safe.
    fn article(&mut self, article: Article) -> Flow;
    /// Something that could not be read.
    fn problem(&mut self, problem: Problem) -> Flow;
    /// What an export says about the reader's state of an article; it follows the article, where there is one.
    fn state(&mut self, _state: State) -> Flow {
        Flow::Go
    }
}

/// Keeps everything: for tests and for small archives.
#[derive(Clone, Debug, Default)]
pub struct Collected {
    /// The articles, as they came.
    pub articles: Vec<Article>,
    /// The problems, as they came.
    pub problems: Vec<Problem>,
    /// The reader's state, as it came.
    pub states: Vec<State>,
}

impl Sink for Collected {
    fn article(&mut self, article: Article) -> Flow {
        self.articles.push(article);
        Flow::Go
    }

    fn problem(&mut self, problem: Problem) -> Flow {
        self.problems.push(problem);
        Flow::Go
    }

    fn state(&mut self, state: State) -> Flow {
        self.states.push(state);
        Flow::Go
    }
}
