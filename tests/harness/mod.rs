//! The state on a small archive in memory: keys go in, effects are answered at once, screens come out.

mod archive;
mod wishes;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::civil::date;
use kliping::annotate::{Annotated, Annotator};
use kliping::app::session::Session;
use kliping::app::views::listed::Listed;
use kliping::app::views::reader::Opened;
use kliping::app::{App, Deed, Effect, Msg, Setup, Shown, Target};
use kliping::article::{Article, ArticleId};
use kliping::config::{Config, Sequence};
use kliping::index::{Named, Row};
use kliping::library::card::Known;
use kliping::library::marks::{Part, Sheet};
use kliping::library::{Change, Counts, Field, Key, Mark, Saved, Scope};
use kliping::text::Lang;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use archive::{Held, archive, facets, hold};

/// The program without its edge.
pub(crate) struct Desk {
    /// The state.
    pub app: App,
    /// Every effect so far that is no fetching.
    pub effects: Vec<Effect>,
    /// Every session that was to be kept.
    pub sessions: Vec<String>,
    held: Vec<Held>,
    hits: Vec<usize>,
    pub(crate) marks: HashMap<ArticleId, Mark>,
    pub(crate) sheets: HashMap<ArticleId, Sheet>,
    /// The other articles that tell the story of one, by place in the archive.
    pub(crate) copies: HashMap<ArticleId, Vec<usize>>,
    searches: Vec<Saved>,
    /// The last search that is not answered yet, where searches wait.
    waiting: Option<Vec<Effect>>,
    size: (u16, u16),
    now: Instant,
}

impl Desk {
    /// The state on a screen of this size over the articles of [`archive`].
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::configured(width, height, "")
    }

    /// The same with a configuration.
    pub(crate) fn configured(width: u16, height: u16, config: &str) -> Self {
        Self::over(archive(), width, height, config)
    }

    /// The same as it was left.
    pub(crate) fn resumed(width: u16, height: u16, session: Session) -> Self {
        let held = archive().into_iter().enumerate();
        let held = held.map(|(at, (title, text))| hold(at, title, text));
        Self::holding(held.collect(), width, height, "", Some(session))
    }

    /// The state over these articles, each a headline and a text.
    pub(crate) fn over(
        articles: Vec<(String, String)>,
        width: u16,
        height: u16,
        config: &str,
    ) -> Self {
        let held = articles
            .into_iter()
            .enumerate()
            .map(|(at, (title, text))| hold(at, title, text))
            .collect();
        Self::holding(held, width, height, config, None)
    }

    /// The state over one article as it is, with what was found in it.
    pub(crate) fn showing(article: Article, found: Annotated, width: u16, height: u16) -> Self {
        let title = article.meta.title.clone().unwrap_or_default();
        let held = Held {
            article,
            found,
            title,
        };
        Self::holding(vec![held], width, height, "", None)
    }

    fn holding(
        held: Vec<Held>,
        width: u16,
        height: u16,
        config: &str,
        session: Option<Session>,
    ) -> Self {
        let config = Config::parse(config, "config.toml").expect("the config of a test is good");
        let shown = Shown {
            name: "arsip".to_owned(),
            demo: false,
        };
        let size = (width, height);
        let mut setup = Setup::new(config, shown);
        setup.session = session;
        let (app, first) = App::new(setup, size);
        let mut desk = Self {
            app,
            effects: Vec::new(),
            sessions: Vec::new(),
            held,
            hits: Vec::new(),
            marks: HashMap::new(),
            sheets: HashMap::new(),
            copies: HashMap::new(),
            searches: Vec::new(),
            waiting: None,
            size,
            now: Instant::now(),
        };
        desk.answer(first);
        let all = desk.held.len();
        desk.tell(Msg::Counted {
            counts: Counts {
                all,
                unread: all,
                starred: 0,
            },
            problems: 0,
        });
        desk
    }

    /// Presses keys, as in the configuration; `'words` types the words, with `_` for a space.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for word in keys.split(' ') {
            if let Some(typed) = word.strip_prefix('\'') {
                for ch in typed.chars() {
                    self.tell(Msg::Pressed(kliping::config::Chord::of(if ch == '_' {
                        ' '
                    } else {
                        ch
                    })));
                }
                continue;
            }
            let sequence: Sequence = word.parse().expect("a key of a test is one");
            for chord in sequence.chords() {
                self.tell(Msg::Pressed(*chord));
            }
        }
        self
    }

    /// Lets time pass.
    pub(crate) fn wait(&mut self, seconds: u64) -> &mut Self {
        self.now += Duration::from_secs(seconds);
        self
    }

    /// Sends a message and answers what follows from it.
    pub(crate) fn tell(&mut self, msg: Msg) -> &mut Self {
        if let Msg::Resized { width, height } = msg {
            self.size = (width, height);
        }
        let effects = self.app.update(msg, self.now);
        self.answer(effects);
        self
    }

    /// Leaves searches unanswered until `found_at_last`.
    pub(crate) fn searching_takes_time(&mut self) -> &mut Self {
        self.waiting = Some(Vec::new());
        self
    }

    /// Answers the newest of the searches that wait.
    pub(crate) fn found_at_last(&mut self) -> &mut Self {
        let newest = self.waiting.take().and_then(|mut waiting| waiting.pop());
        self.answer(newest.into_iter().collect());
        self
    }

    /// What the status line says.
    pub(crate) fn notice(&self) -> &str {
        let notice = self.app.notice.as_ref();
        notice.map_or("", |notice| notice.text.as_str())
    }

    /// The last row of the screen, where the hints are.
    pub(crate) fn hints(&self) -> String {
        self.frame().lines().last().unwrap_or_default().to_owned()
    }

    /// The headline of the selected article.
    pub(crate) fn selected(&self) -> &str {
        self.app
            .list
            .selected()
            .map_or("", |listed| listed.row.title.as_str())
    }

    /// The names of the saved searches, in order.
    pub(crate) fn saved(&self) -> Vec<&str> {
        let names = self.searches.iter().map(|saved| saved.name.as_str());
        names.collect()
    }

    /// The headlines found, in order.
    pub(crate) fn found(&self) -> Vec<&str> {
        self.hits
            .iter()
            .map(|&at| self.held[at].title.as_str())
            .collect()
    }

    /// The marks of the selected article.
    pub(crate) fn mark(&self) -> Mark {
        self.app
            .list
            .selected()
            .map(|listed| listed.mark.clone())
            .unwrap_or_default()
    }

    #[expect(clippy::too_many_lines, reason = "one arm an effect")]
    fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let (Effect::Search { .. }, Some(waiting)) = (&effect, &mut self.waiting) {
                waiting.push(effect);
                continue;
            }
            let answer = match &effect {
                Effect::Search {
                    generation,
                    query,
                    scope,
                    keep,
                    ..
                } => {
                    self.hits = (0..self.held.len())
                        .filter(|&at| {
                            let held = &self.held[at];
                            let words = query.terms();
                            let hit = words.is_empty()
                                || !words.find(&held.article.text).is_empty()
                                || !words.find_in_title(&held.title).is_empty();
                            let mark = self
                                .marks
                                .get(&held.article.id)
                                .cloned()
                                .unwrap_or_default();
                            hit && match scope {
                                Scope::All => true,
                                Scope::Unread => !mark.read,
                                Scope::Starred => mark.starred,
                            }
                        })
                        .collect();
                    let position = keep.and_then(|id| {
                        self.hits
                            .iter()
                            .position(|&at| self.held[at].article.id == id)
                    });
                    Msg::Found {
                        generation: *generation,
                        total: self.hits.len(),
                        more: false,
                        position,
                        from: 0,
                        rows: Vec::new(),
                        cut: false,
                    }
                }
                Effect::Fetch {
                    generation,
                    from,
                    count,
                } => {
                    let rows = self
                        .hits
                        .iter()
                        .skip(*from)
                        .take(*count)
                        .map(|&at| self.listed(at))
                        .collect();
                    Msg::Fetched {
                        generation: *generation,
                        from: *from,
                        rows,
                    }
                }
                Effect::Load { id, query } => {
                    let held = self
                        .held
                        .iter()
                        .find(|held| held.article.id == *id)
                        .expect("asked for what is listed");
                    let hits = query.terms().find(&held.article.text);
                    let sheet = self.sheets.get(id).cloned().unwrap_or_default();
                    let opened = Opened::new(
                        held.article.clone(),
                        held.found.clone(),
                        held.title.clone(),
                        false,
                        hits,
                    );
                    Msg::Loaded {
                        id: *id,
                        opened: Some(Arc::new(opened.with_sheet(sheet))),
                    }
                }
                Effect::Mark {
                    target,
                    field,
                    value,
                    deed,
                } => self.set(target, *field, *value, *deed),
                Effect::ListCopies(id) => Msg::CopiesListed {
                    id: *id,
                    copies: self.copies.get(id).map_or(Vec::new(), |others| {
                        others.iter().map(|at| self.listed(*at)).collect()
                    }),
                },
                Effect::LookUp(subject) => {
                    let company = Annotator::builtin()
                        .lexicon()
                        .company(subject.name())
                        .cloned();
                    let known = Known {
                        company,
                        query: subject.queries().remove(0),
                        articles: 12,
                        first: Some(date(2014, 3, 2).at(0, 0, 0, 0)),
                        last: Some(date(2015, 1, 12).at(0, 0, 0, 0)),
                    };
                    Msg::LookedUp {
                        subject: subject.clone(),
                        known: Box::new(known),
                    }
                }
                Effect::FindNames { line, .. } => {
                    let named = |name: &str, count| Named {
                        name: name.to_owned(),
                        count,
                    };
                    Msg::NamesFound {
                        line: line.clone(),
                        names: vec![named("Xiaomi", 12), named("Xiaomi Indonesia", 1)],
                    }
                }
                Effect::ListSearches => Msg::SearchesListed(self.searches.clone()),
                Effect::ChangeSearches { change, .. } => {
                    change.apply(&mut self.searches);
                    Msg::SearchesListed(self.searches.clone())
                }
                Effect::Survey {
                    generation,
                    searches,
                } => {
                    let unread = searches.iter().map(String::len).collect();
                    self.tell(Msg::UnreadCounted(unread));
                    Msg::Surveyed {
                        generation: *generation,
                        facets: facets(),
                    }
                }
                Effect::KeepPlace { id, place } => {
                    self.marks.entry(*id).or_default().place = Some(*place);
                    continue;
                }
                Effect::Wish(wish) => {
                    let answer = self.wish(wish);
                    self.effects.push(effect);
                    if let Some(answer) = answer {
                        self.tell(answer);
                    }
                    continue;
                }
                Effect::KeepSession(session) => {
                    self.sessions.push(session.clone());
                    continue;
                }
                _ => {
                    self.effects.push(effect);
                    continue;
                }
            };
            if matches!(effect, Effect::Mark { .. } | Effect::Survey { .. }) {
                self.effects.push(effect);
            }
            self.tell(answer);
        }
    }

    fn listed(&self, at: usize) -> Listed {
        let held = &self.held[at];
        let row = Row {
            id: held.article.id,
            title: held.title.clone(),
            made: false,
            date: held.article.meta.date,
            guessed_date: false,
            outlet: held.article.meta.outlet.clone(),
            words: 10,
            lang: Lang::Id,
        };
        Listed {
            row,
            copies: self.copies.get(&held.article.id).map_or(0, Vec::len),
            mark: self
                .marks
                .get(&held.article.id)
                .cloned()
                .unwrap_or_default(),
        }
    }

    /// The headline of an article.
    pub(crate) fn title(&self, id: &ArticleId) -> String {
        let held = self.held.iter().find(|held| held.article.id == *id);
        held.map_or(String::new(), |held| held.title.clone())
    }

    /// The articles that a target means.
    pub(crate) fn ids(&self, target: &Target) -> Vec<ArticleId> {
        match target {
            Target::These(ids) => ids.clone(),
            Target::Rows {
                from, to, besides, ..
            } => {
                let rows = self.hits.get(*from..*to).unwrap_or_default();
                let rows = rows.iter().map(|&at| self.held[at].article.id);
                rows.chain(besides.iter().copied()).collect()
            }
            Target::Query(query) => self
                .held
                .iter()
                .filter(|held| !query.terms().find(&held.article.text).is_empty())
                .map(|held| held.article.id)
                .collect(),
            Target::Found { .. } => self
                .hits
                .iter()
                .map(|&at| self.held[at].article.id)
                .collect(),
        }
    }

    fn set(&mut self, target: &Target, field: Field, value: bool, deed: Deed) -> Msg {
        let ids = self.ids(target);
        for id in &ids {
            let mark = self.marks.entry(*id).or_default();
            match field {
                Field::Read => mark.read = value,
                Field::Starred => mark.starred = value,
            }
        }
        let part = Part {
            key: Key::of(field.into()),
            value: value.then(String::new),
            ids,
        };
        let change = Change {
            label: field.done(value).to_owned(),
            parts: vec![part],
        };
        Msg::Marked {
            deed,
            change: Some(change),
        }
    }

    /// What each cell holds.
    pub(crate) fn cells(&self) -> impl Iterator<Item = String> {
        let cells = self.buffer().content;
        cells.into_iter().map(|cell| cell.symbol().to_owned())
    }

    /// What a cell shows, without the link that it may carry.
    fn shown(cell: &ratatui::buffer::Cell) -> &str {
        let symbol = cell.symbol();
        let linked = symbol.strip_suffix("\u{1b}]8;;\u{1b}\\");
        let linked = linked.and_then(|linked| linked.split_once("\u{1b}\\"));
        linked.map_or(symbol, |(_, shown)| shown)
    }

    /// The screen as text, without the spaces at the ends of lines.
    pub(crate) fn frame(&self) -> String {
        let buffer = self.buffer();
        let width = usize::from(self.size.0).max(1);
        let lines = buffer.content.chunks(width).map(|line| {
            let mut text = String::new();
            let mut skip = 0;
            for cell in line {
                // The second cell of a wide character holds nothing of its own.
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                let shown = Self::shown(cell);
                skip = kliping::text::width::cells(shown).saturating_sub(1);
                text.push_str(shown);
            }
            text.trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The screen with a letter for each cell that is more than plain text: `c` underlined (companies), `q` italic (what
    /// was said), `s` bold, `h` on a ground of its own (hits), `r` reversed.
    pub(crate) fn looks(&self) -> String {
        let buffer = self.buffer();
        let letter = |cell: &ratatui::buffer::Cell| {
            let has = |mark| cell.modifier.contains(mark);
            match () {
                () if has(Modifier::REVERSED) => 'r',
                () if cell.bg != ratatui::style::Color::Reset => 'h',
                () if has(Modifier::UNDERLINED) => 'c',
                () if has(Modifier::ITALIC) => 'q',
                () if has(Modifier::BOLD) => 's',
                () => '.',
            }
        };
        let width = usize::from(self.size.0).max(1);
        let lines = buffer
            .content
            .chunks(width)
            .map(|line| line.iter().map(letter).collect::<String>());
        lines
            .map(|line| line.trim_end_matches('.').to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    }

    pub(super) fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        kliping::ui::draw(&self.app, &mut buffer);
        buffer
    }
}
