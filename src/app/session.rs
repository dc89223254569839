//! The session: what is shown, kept so that the next start shows it again.

use serde::{Deserialize, Serialize};

use super::layout::Pane;
use super::search::Search;
use super::{App, Effect};
use crate::article::ArticleId;
use crate::index::Query;
use crate::library::Scope;

/// What is shown of an archive. What an older or newer kliping does not know keeps its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The words of the query.
    query: String,
    /// Which articles: `all`, `unread` or `starred`.
    scope: String,
    /// The article under the cursor.
    article: String,
    /// Whether it is being read.
    reading: bool,
}

/// What outlives the program.
#[derive(Debug)]
pub(super) struct Memory {
    /// The session as it was kept last.
    kept: Session,
    /// Whether the article of the session is to be read on when it comes.
    resuming: bool,
    /// Where marks are kept, until the user has been told.
    pub state_place: Option<String>,
}

impl Memory {
    /// A memory of nothing, and the place where marks are kept if it is still to be told.
    pub(super) fn new(state_place: Option<String>) -> Self {
        Self {
            kept: Session::default(),
            resuming: false,
            state_place,
        }
    }
}

/// The scopes by their names.
const SCOPES: &[(Scope, &str)] = &[
    (Scope::All, "all"),
    (Scope::Unread, "unread"),
    (Scope::Starred, "starred"),
];

impl Session {
    /// Reads what [`text`](Self::text) wrote; what cannot be read is a session at its beginning.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The session as a text, to be kept.
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The article under the cursor.
    fn article(&self) -> Option<ArticleId> {
        ArticleId::parse(&self.article)
    }
}

impl App {
    /// Takes up a session where it was left: its query and scope at once, its article with the first answer. Returns the
    /// article to keep in view.
    pub(super) fn resume(&mut self, session: &Session) -> Option<ArticleId> {
        if let Ok(query) = Query::parse(&session.query) {
            self.search = Search::of(&session.query, query);
        }
        let scope = SCOPES.iter().find(|(_, name)| *name == session.scope);
        if let Some((scope, _)) = scope {
            self.scope = *scope;
        }
        self.memory.resuming = session.reading;
        self.memory.kept = session.clone();
        session.article()
    }

    /// Gives the keys to the article that was being read, once it is in view again.
    pub(super) fn resumed(&mut self, in_view: bool) {
        if std::mem::take(&mut self.memory.resuming) && in_view {
            self.focus = Pane::Reader;
        }
    }

    /// The session as it stands.
    fn session(&self) -> Session {
        let scope = SCOPES.iter().find(|(scope, _)| *scope == self.scope);
        let article = self.list.selected().map(|listed| listed.row.id);
        Session {
            query: self.answered.clone(),
            scope: scope.map_or("", |(_, name)| name).to_owned(),
            article: article.map(|id| id.to_string()).unwrap_or_default(),
            reading: self.focus == Pane::Reader,
        }
    }

    /// Has the session kept if it has changed. While the rows of the same query are on their way the old one stands.
    pub(super) fn keep_session(&mut self, effects: &mut Vec<Effect>) {
        if self.list.generation != self.generation || self.search.line.is_some() {
            return;
        }
        let session = self.session();
        let kept = &self.memory.kept;
        let waiting = self.list.total > 0 && self.list.selected().is_none();
        let same = (&session.query, &session.scope) == (&kept.query, &kept.scope);
        if session != *kept && !(waiting && same) {
            effects.push(Effect::KeepSession(session.text()));
            self.memory.kept = session;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again_whoever_wrote_it() {
        let session = Session {
            query: "xiaomi \"dua kata\"".to_owned(),
            scope: "unread".to_owned(),
            article: "0123456789abcdef0123456789abcdef".to_owned(),
            reading: true,
        };
        assert_eq!(Session::read(&session.text()), session);
        assert!(session.article().is_some());
        let newer = r#"{"query":"a","scope":"some","colour":3}"#;
        assert_eq!(Session::read(newer).query, "a");
        for broken in ["", "{", "[]", "{\"query\":3}"] {
            assert_eq!(Session::read(broken), Session::default());
        }
    }
}
