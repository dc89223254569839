//! The session: what is shown, kept so that the next start shows it again.

use serde::{Deserialize, Serialize};

use super::layout::Pane;
use super::search::Search;
use super::{App, Effect, Orders};
use crate::article::ArticleId;
use crate::config::settings::{Density, Group, Settings};
use crate::index::{Order, Query};
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
    /// The order without a search, where it is not the configured one.
    #[serde(skip_serializing_if = "Option::is_none")]
    browsing: Option<String>,
    /// The order with a search, where it is not the configured one.
    #[serde(skip_serializing_if = "Option::is_none")]
    searching: Option<String>,
    /// The lines of each article, where they are not the configured ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    density: Option<String>,
    /// The headings between articles, where they are not the configured ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    /// Whether the pane at the left was asked for or sent away.
    #[serde(skip_serializing_if = "Option::is_none")]
    side: Option<bool>,
    /// Cells of the list where the divider was moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<u16>,
}

/// How the list is arranged as far as a session keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arrangement {
    orders: Orders,
    density: Density,
    group: Group,
}

impl Arrangement {
    /// The arrangement that the settings ask for.
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            orders: Orders::of(settings),
            density: settings.list.density,
            group: settings.list.group,
        }
    }

    /// Puts it into settings.
    pub(super) const fn restore(self, settings: &mut Settings) {
        settings.list.density = self.density;
        settings.list.group = self.group;
    }
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
    /// The arrangement of the list as configured.
    pub configured: Arrangement,
}

impl Memory {
    /// A memory of nothing, and the place where marks are kept if it is still to be told.
    pub(super) fn new(state_place: Option<String>, configured: Arrangement) -> Self {
        Self {
            configured,
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

/// Orders by their names.
const ORDERS: &[(Order, &str)] = &[
    (Order::Newest, "newest"),
    (Order::Oldest, "oldest"),
    (Order::Longest, "longest"),
    (Order::Shortest, "shortest"),
    (Order::Relevance, "relevance"),
    (Order::Headline, "headline"),
    (Order::HeadlineBack, "headline-back"),
    (Order::Outlet, "outlet"),
    (Order::OutletBack, "outlet-back"),
];

/// Lines of each article by their names.
const DENSITIES: &[(Density, &str)] = &[(Density::Roomy, "roomy"), (Density::Dense, "dense")];

/// Headings by their names.
const GROUPS: &[(Group, &str)] = &[
    (Group::None, "none"),
    (Group::Day, "day"),
    (Group::Month, "month"),
];

/// The name of what is other than configured.
fn other<T: PartialEq>(names: &[(T, &str)], now: &T, configured: &T) -> Option<String> {
    let name = names.iter().find(|(known, _)| known == now);
    let (_, name) = name.filter(|_| now != configured)?;
    Some((*name).to_owned())
}

/// Takes what has this name.
fn take<T: Copy>(names: &[(T, &str)], name: Option<&String>, into: &mut T) {
    let known = names
        .iter()
        .find(|(_, known)| Some(*known) == name.map(String::as_str));
    if let Some((value, _)) = known {
        *into = *value;
    }
}

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
        if let Ok(query) = Query::finished(&session.query) {
            self.search = Search::of(&session.query, query);
        }
        let scope = SCOPES.iter().find(|(_, name)| *name == session.scope);
        if let Some((scope, _)) = scope {
            self.scope = *scope;
        }
        take(ORDERS, session.browsing.as_ref(), &mut self.orders.browsing);
        take(
            ORDERS,
            session.searching.as_ref(),
            &mut self.orders.searching,
        );
        let list = &mut self.settings.list;
        take(DENSITIES, session.density.as_ref(), &mut list.density);
        take(GROUPS, session.group.as_ref(), &mut list.group);
        self.side.asked = session.side;
        self.split = session.split;
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
        let (list, configured) = (&self.settings.list, &self.memory.configured);
        Session {
            query: self.answered.clone(),
            scope: scope.map_or("", |(_, name)| name).to_owned(),
            article: article.map(|id| id.to_string()).unwrap_or_default(),
            reading: self.focus == Pane::Reader,
            browsing: other(ORDERS, &self.orders.browsing, &configured.orders.browsing),
            searching: other(ORDERS, &self.orders.searching, &configured.orders.searching),
            density: other(DENSITIES, &list.density, &configured.density),
            group: other(GROUPS, &list.group, &configured.group),
            side: self.side.asked,
            split: self.split,
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
            browsing: Some("headline-back".to_owned()),
            density: Some("dense".to_owned()),
            split: Some(40),
            ..Session::default()
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
