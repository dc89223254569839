//! The state of the program and the one function that moves it: no terminal library, no files, no threads.
//!
//! [`App::update`] takes what happened and answers with what is to be done outside. Drawing reads the state and cannot
//! change it.

mod act;
pub mod arrange;
pub mod commands;
mod copies;
pub mod effect;
pub mod finding;
mod fit;
mod growth;
mod inside;
pub mod layout;
pub mod line;
mod looks;
pub mod marking;
mod mouse;
pub mod msg;
mod overlay;
pub mod pictures;
pub mod prompt;
mod reading;
pub mod search;
pub mod session;
pub mod setup;
mod siding;
mod trace;
pub mod trail;
pub mod views;

use std::time::Instant;

use crate::action::Context;
use crate::article::ArticleId;
use crate::config::{Chord, Key, Keymap, Mods, Press, Settings, Theme};
use crate::index::{Order, Query};
use crate::library::{Counts, Progress, Scope};
use crate::words::Tongue;
use views::listed::Listed;

pub use arrange::Orders;
use arrange::scope;
pub use effect::{Effect, Target};
use layout::{Layout, Pane};
use looks::Looks;
use marking::Marking;
pub use msg::{Deed, Ground, Msg};
use prompt::{History, Prompt};
use search::Search;
use session::Memory;
pub use setup::Setup;
use views::Overlay;
use views::list::List;
use views::reader::Reader;
use views::side::Side;

/// What the program was given to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The name of the archive.
    pub name: String,
    /// Whether it is the archive that comes with the program.
    pub demo: bool,
}

/// One word for the status line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What to say.
    pub text: String,
    /// Whether something failed.
    pub failed: bool,
}

/// The whole state.
#[derive(Debug)]
pub struct App {
    /// The settings.
    pub settings: Settings,
    /// The keys.
    pub keymap: Keymap,
    /// The colours.
    pub theme: Theme,
    looks: Looks,
    /// The language of the interface.
    pub tongue: Tongue,
    system: Tongue,
    /// The archive.
    pub shown: Shown,
    /// The places on the screen.
    pub layout: Layout,
    /// Which pane the keys go to.
    pub focus: Pane,
    /// Whether the reader has the whole screen.
    pub zen: bool,
    /// Cells across the text of the reader, at most.
    pub measure: u16,
    /// The list.
    pub list: List,
    /// The reader.
    pub reader: Reader,
    /// The search.
    pub search: Search,
    /// What was searched before.
    searches: History,
    /// The pane of saved searches and facets.
    pub side: Side,
    /// The command line while it is typed.
    pub prompt: Option<Prompt>,
    /// What was typed on it before.
    commands: History,
    /// The words that the articles in the list answer; those of the search run ahead until it is answered.
    pub answered: String,
    /// Which articles are shown without a search.
    pub scope: Scope,
    /// Which of those found are shown, where it was chosen while the search is in force.
    found_scope: Option<Scope>,
    /// In what order.
    pub orders: Orders,
    /// The selection, and what is being written or chosen.
    pub marking: Marking,
    /// The view over the panes.
    pub overlay: Option<Overlay>,
    /// The last notice, until the next key.
    pub notice: Option<Notice>,
    /// What is said to who sees the archive that comes with the program, until the first key.
    pub greeting: Option<String>,
    /// How far the archive has been read, while it is.
    pub progress: Option<Progress>,
    /// Things that could not be read.
    pub problems: usize,
    /// How many articles there are.
    pub counts: Counts,
    /// Keys of a sequence that is not finished.
    pub pending: Vec<Chord>,
    size: (u16, u16),
    /// Cells of the list where the divider was dragged.
    split: Option<u16>,
    mouse: mouse::Mouse,
    /// The places visited.
    pub trail: trail::Trail,
    /// The number of the newest search.
    generation: u64,
    /// The article that the newest search was asked to keep in view.
    kept: Option<ArticleId>,
    /// The article that the reader shows or was asked to load.
    wanted: Option<ArticleId>,
    /// The query whose hits it shows or was asked to show.
    lit: Query,
    /// Whether the reader marked the article in view by hand, which no rule overrides.
    by_hand: bool,
    memory: Memory,
    pictures: pictures::Pictures,
}

impl App {
    /// The state at the start, on a screen of `width` by `height` cells, and the first things to do.
    pub fn new(setup: Setup, size: (u16, u16)) -> (Self, Vec<Effect>) {
        let Setup {
            config,
            themes,
            colours,
            system,
            shown,
            commands,
            places,
            searches,
            session,
            state_place,
            pictures,
        } = setup;
        let settings = config.settings;
        let looks = Looks::new(themes, config.roles, config.grounds, colours);
        let mut app = Self {
            tongue: settings.language.or(system),
            orders: Orders::of(&settings),
            scope: scope(settings.list.show),
            measure: settings.reader.width,
            reader: Reader::new(settings.reader.lights, settings.reader.fold),
            memory: Memory::new(state_place, session::Arrangement::of(&settings)),
            settings,
            keymap: config.keymap,
            theme: looks.worn(config.theme),
            looks,
            system,
            shown,
            layout: Layout::default(),
            focus: Pane::List,
            zen: false,
            list: List::default(),
            search: Search::default(),
            searches: History::new(searches),
            side: Side::default(),
            prompt: None,
            commands: History::new(commands),
            answered: String::new(),
            found_scope: None,
            marking: Marking::default(),
            overlay: None,
            notice: None,
            greeting: None,
            progress: None,
            problems: 0,
            counts: Counts::default(),
            pending: Vec::new(),
            size,
            split: None,
            mouse: mouse::Mouse::default(),
            trail: trail::Trail::kept(&places),
            generation: 0,
            kept: None,
            wanted: None,
            lit: Query::everything(),
            by_hand: false,
            pictures: pictures::Pictures::of(pictures),
        };
        let effects = app.begin(session.as_ref());
        (app, effects)
    }

    /// The first things to do.
    fn begin(&mut self, session: Option<&session::Session>) -> Vec<Effect> {
        let mut effects = vec![Effect::ListSearches];
        if session.is_none() {
            self.greet();
        }
        self.side.arrange();
        let keep = session.and_then(|session| self.resume(session));
        self.lay_out();
        self.search_again(keep, &mut effects);
        effects
    }

    /// Moves the state by what happened and says what is to be done.
    pub fn update(&mut self, msg: Msg, now: Instant) -> Vec<Effect> {
        let mut effects = Vec::new();
        match msg {
            Msg::Pressed(chord) => self.pressed(chord, now, &mut effects),
            Msg::Pasted(text) => self.pasted(&text, &mut effects),
            Msg::NamesFound { .. }
            | Msg::Suggested { .. }
            | Msg::SearchesListed(_)
            | Msg::Surveyed { .. }
            | Msg::UnreadCounted(_) => self.learned(msg),
            Msg::Told(ground) => self.stand_on(ground),
            Msg::Saw(sight) => self.take_sight(sight),
            Msg::PathsListed { begun, paths } => self.paths_listed(&begun, paths),
            Msg::Clicked { column, row } => self.clicked((column, row), now, &mut effects),
            Msg::Dragged { column, row } => self.dragged(column, row),
            Msg::Scrolled { column, row, by } => self.scrolled(column, row, by),
            Msg::Resized { width, height } => self.size = (width, height),
            Msg::Found {
                generation,
                total,
                more,
                position,
                cut,
                from,
                rows,
            } => {
                if generation == self.generation {
                    self.search.cut = cut;
                    self.found((total, more), position, (from, rows), &mut effects);
                }
            }
            Msg::Fetched {
                generation,
                from,
                rows,
            } => self.list.fill(generation, from, rows),
            Msg::Loaded { id, opened } => self.loaded(id, opened, now),
            Msg::Marked { deed, change } => self.marked(deed, change, &mut effects),
            Msg::Answered(answer) => self.answered_about_marks(answer, &mut effects),
            Msg::Counted { counts, problems } => {
                self.side.stale |= counts != self.counts;
                self.counts = counts;
                self.problems = problems;
            }
            Msg::Progressed(progress) => self.progressed(progress, &mut effects),
            Msg::Ingested(summary) => self.ingested(&summary, &mut effects),
            Msg::ProblemsListed { total, problems } => self.problems_listed(total, &problems),
            Msg::LookedUp { subject, known } => self.looked_up(&subject, *known),
            Msg::Traced { id, trace } => self.traced(id, &trace),
            Msg::PicturesLoaded { gallery, pictures } => self.pictures_came(gallery, pictures),
            Msg::CopiesListed { id, copies } => self.show_copies(id, &copies),
            Msg::Did(text) => self.say(&self.tongue.reason(&text)),
            Msg::Failed(text) => self.fail(&text),
            Msg::Terminated => self.quit(now, &mut effects),
        }
        self.settle(now, &mut effects);
        effects
    }

    /// Whether a line or a note is being typed.
    fn types(&self) -> bool {
        let over = match &self.overlay {
            Some(Overlay::Palette(_)) => true,
            Some(Overlay::Help(help)) => help.line.is_some(),
            _ => false,
        };
        let (search, find) = (&self.search.line, &self.reader.find.line);
        let line = search.is_some() || find.is_some() || self.prompt.is_some();
        over || line || self.marking.ask.is_some() || self.marking.note.is_some()
    }

    /// Where keys go at present.
    pub fn context(&self) -> Context {
        if self.marking.note.is_some() {
            Context::Note
        } else if self.types() || self.asks() {
            Context::Line
        } else if self.overlay.is_some() {
            Context::Page
        } else if self.chosen().is_some() && self.focus == Pane::Reader {
            Context::Passage
        } else {
            match self.focus {
                Pane::Reader => Context::Reader,
                Pane::Side => Context::Side,
                Pane::List => Context::List,
            }
        }
    }

    /// Which articles the list shows as it stands. A search does not leave out what was read, unless that is asked for
    /// while it is in force: who looks for something has often read it.
    pub fn scope_in_force(&self) -> Scope {
        match (self.search.words.is_empty(), self.found_scope) {
            (false, Some(chosen)) => chosen,
            (false, None) if self.scope == Scope::Unread => Scope::All,
            _ => self.scope,
        }
    }

    /// The order of the list as it stands.
    pub fn order(&self) -> Order {
        if let Some(order) = self.search.query.sort() {
            return order;
        }
        if self.search.words.is_empty() {
            self.orders.browsing
        } else {
            self.orders.searching
        }
    }

    fn pressed(&mut self, chord: Chord, now: Instant, effects: &mut Vec<Effect>) {
        self.notice = None;
        self.greeting = None;
        if chord.key() == Key::Esc && !self.pending.is_empty() {
            self.pending.clear();
            return;
        }
        let context = self.context();
        self.pending.push(chord);
        match self.keymap.press(context, &self.pending) {
            Press::Pending => {}
            Press::Action(action) => {
                self.pending.clear();
                if context == Context::Line {
                    self.act_on_line(action, now, effects);
                } else if context == Context::Note {
                    self.act_on_note(action, effects);
                } else {
                    self.act(action, now, effects);
                }
            }
            Press::Macro(at) => {
                self.pending.clear();
                self.run_macro(at, now, effects);
            }
            Press::None => {
                let sequence = std::mem::take(&mut self.pending);
                if let ([alone], false) = (sequence.as_slice(), self.types())
                    && let Some(behind) = alone.without_alt()
                {
                    // Terminals send Esc and the key pressed at once behind it as that key with `alt`.
                    self.pressed(Chord::new(Key::Esc, Mods::default()), now, effects);
                    self.pressed(behind, now, effects);
                } else if context.types() {
                    for typed in sequence.iter().filter_map(|chord| chord.typed()) {
                        if self.pick(typed, now, effects) {
                            continue;
                        }
                        self.edit(|line| line.insert(typed.encode_utf8(&mut [0; 4])), effects);
                    }
                } else if sequence.len() > 1 {
                    let keys: Vec<String> = sequence.iter().map(Chord::to_string).collect();
                    self.say(&self.tongue.does_nothing(keys.join(" ")));
                }
            }
        }
    }

    /// Changes the line that is being typed, and does what follows from it.
    fn edit(&mut self, change: impl FnOnce(&mut line::Line), effects: &mut Vec<Effect>) {
        if let Some(note) = &mut self.marking.note {
            note.pad.edit(change);
        } else if let Some(ask) = &mut self.marking.ask {
            change(&mut ask.prompt.line);
            self.ask_changed();
        } else if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            change(&mut palette.line);
            palette.filter();
        } else if let Some(Overlay::Help(help)) = &mut self.overlay {
            help.edit(change);
        } else if self.reader.find.line.is_some() {
            self.edit_find(change);
        } else if let Some(prompt) = &mut self.prompt {
            change(&mut prompt.line);
            self.prompt_changed(effects);
        } else if let Some(prompt) = &mut self.search.line {
            change(&mut prompt.line);
            self.offer_completions(effects);
            self.search_changed(effects);
        }
    }

    /// Takes over what was pasted.
    fn pasted(&mut self, text: &str, effects: &mut Vec<Effect>) {
        if let Some(note) = &mut self.marking.note {
            note.pad.insert(text);
        } else {
            self.edit(|line| line.insert(text), effects);
        }
    }

    /// Asks for the present query anew, keeping `keep` in view.
    fn search_again(&mut self, keep: Option<ArticleId>, effects: &mut Vec<Effect>) {
        if self.search.words.is_empty() {
            self.found_scope = None;
        }
        self.list.frozen = false;
        self.list.asked_anew();
        self.send_search(keep, effects);
    }

    /// Sends the present query, with moves of the cursor that are still to be made in its answer.
    fn send_search(&mut self, keep: Option<ArticleId>, effects: &mut Vec<Effect>) {
        self.kept = keep;
        self.generation += 1;
        self.search.suggestion = None;
        effects.push(Effect::Search {
            generation: self.generation,
            query: self.search.query.clone(),
            scope: self.scope_in_force(),
            order: self.order(),
            fold: self.folds_copies(),
            keep,
        });
    }

    /// Takes over what the newest search found, or has found so far.
    fn found(
        &mut self,
        (total, more): (usize, bool),
        position: Option<usize>,
        (from, rows): (usize, Vec<Listed>),
        effects: &mut Vec<Effect>,
    ) {
        let generation = self.generation;
        self.side.stale = true;
        if self.list.generation == generation && self.list.more {
            self.list.count(total, more);
            return;
        }
        // The first of what is found again would only take rows away that are in view, until all have been counted.
        if more && self.answered == self.search.words && total < self.list.total {
            return;
        }
        let kept = self.kept.filter(|_| position.is_some());
        self.list
            .renew(generation, (total, more), position.unwrap_or(0), kept);
        if !rows.is_empty() {
            self.list.fill(generation, from, rows);
        }
        self.answered.clone_from(&self.search.words);
        self.arrived(position, effects);
        self.resumed(position.is_some());
    }

    /// Lays the screen out anew and tells the panes their sizes.
    fn lay_out(&mut self) {
        let side = self.shows_side();
        if self.focus == Pane::Side && !side {
            self.focus = Pane::List;
        }
        let (width, height) = self.size;
        // The greeting has a row of its own, above the hints.
        let greets = u16::from(self.greeting.is_some() && height > 8);
        let size = (width, height - greets);
        self.layout = Layout::of(size, self.focus, self.zen, self.split, side);
        self.layout.status.y += greets;
        self.side.resize(usize::from(self.layout.side.height));
        self.list.reshape(self.shape());
        let text = self.text_area();
        self.reader
            .resize(usize::from(text.width), usize::from(text.height));
    }

    /// The cells of the reader that hold text.
    pub fn text_area(&self) -> layout::Area {
        let pane = self.layout.reader;
        // At the right the margin that shows the lights takes two cells.
        let (left, right) = if pane.width > layout::CRAMPED {
            (2, 3)
        } else {
            (0, 0)
        };
        let inside = layout::Area {
            x: pane.x + left,
            width: pane.width - left - right,
            ..pane
        };
        let spare = inside.width.saturating_sub(self.measure);
        // In a pane of its own the text stands in the middle; beside the list it keeps to its left edge.
        let left = if self.layout.list.is_empty() {
            spare / 2
        } else {
            (spare / 2).min(4)
        };
        layout::Area {
            x: inside.x + left,
            width: inside.width.min(self.measure),
            ..inside
        }
    }

    /// Brings everything in line with the state: the layout, the rows on the screen, the article in the reader.
    fn settle(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        self.lay_out();
        if let Some((from, count)) = self.list.wanted() {
            effects.push(Effect::Fetch {
                generation: self.list.generation,
                from,
                count,
            });
        }
        let selected = self.list.selected().map(|listed| listed.row.id);
        if self.list.total == 0 && self.list.generation == self.generation && self.wanted.is_some()
        {
            self.leave(now, effects);
            self.wanted = None;
            self.reader.show(None, 0);
        }
        if let Some(id) = selected
            && self.wanted != Some(id)
        {
            self.leave(now, effects);
            self.wanted = Some(id);
            self.by_hand = false;
            self.load(id, effects);
        } else if let Some(id) = self.wanted
            && self.lit != self.search.query
        {
            self.load(id, effects);
        }
        self.settle_side(effects);
        self.settle_pictures(effects);
        self.visit(now, effects);
        self.keep_session(effects);
    }

    /// Asks for an article with the hits of the query in force.
    fn load(&mut self, id: ArticleId, effects: &mut Vec<Effect>) {
        self.lit.clone_from(&self.search.query);
        effects.push(Effect::Load {
            id,
            query: self.search.query.clone(),
        });
    }
}
