//! What each action does to the state.

use std::time::Instant;

use super::layout::Pane;
use super::line::Line;
use super::trail::Letter;
use super::views::lights::{self, Lit};
use super::views::{Overlay, help::Help, palette::Palette, problems::Problems};
use super::{App, Deed, Effect, Notice, Target};
use crate::action::Action;
use crate::library::{Field, Scope};
use crate::text::Span;

/// The least and the greatest measure of the reader, in cells.
const MEASURE: std::ops::RangeInclusive<u16> = 20..=200;

/// How far a movement goes.
#[derive(Clone, Copy)]
enum Step {
    Line,
    HalfPage,
    Page,
    All,
}

impl App {
    /// Does an action.
    pub(super) fn act(&mut self, action: Action, now: Instant, effects: &mut Vec<Effect>) {
        if let Some(why) = self.lacks_row(action) {
            return self.say(why);
        }
        match action {
            Action::Down => self.travel(Step::Line, false),
            Action::Up => self.travel(Step::Line, true),
            Action::HalfPageDown => self.travel(Step::HalfPage, false),
            Action::HalfPageUp => self.travel(Step::HalfPage, true),
            Action::PageDown => self.travel(Step::Page, false),
            Action::PageUp => self.travel(Step::Page, true),
            Action::Top => self.travel(Step::All, true),
            Action::Bottom => self.travel(Step::All, false),
            Action::Open if self.overlay.is_some() => self.open_from_page(now, effects),
            Action::OpenSection => self.open_side(now, effects),
            Action::Open if self.lists_nothing() => self.say(self.tongue.no_article_here()),
            Action::Open => self.focus_on(Pane::Reader, now, effects),
            Action::FocusList | Action::FocusMiddle => self.focus_on(Pane::List, now, effects),
            Action::FocusNext => self.focus_on(self.next_pane(), now, effects),
            Action::Back => {
                self.back(now, effects);
            }
            Action::Close => {
                if !self.back(now, effects) {
                    self.quit(now, effects);
                }
            }
            Action::NextArticle => self.list.step(1),
            Action::PreviousArticle => self.list.step(-1),
            Action::NextUnread => self.next_unread(false),
            Action::PreviousUnread => self.next_unread(true),
            Action::NextCompany => self.next_company(false),
            Action::PreviousCompany => self.next_company(true),
            Action::NextQuotation => self.next_quotation(false),
            Action::PreviousQuotation => self.next_quotation(true),
            Action::Find => self.find(),
            Action::OpenLight => self.open_light(effects),
            Action::NextLink => self.next_link(false),
            Action::PreviousLink => self.next_link(true),
            Action::JumpBack => self.retrace(false, now, effects),
            Action::JumpForward => self.retrace(true, now, effects),
            Action::SetMark => self.ask_letter(Letter::Name),
            Action::GoToMark => self.ask_letter(Letter::GoTo),
            Action::SameOutlet => self.neighbours(false, now, effects),
            Action::SameDay => self.neighbours(true, now, effects),
            Action::NextHit => self.next_hit(false),
            Action::PreviousHit => self.next_hit(true),
            Action::Quit => self.quit(now, effects),
            Action::Suspend => effects.push(Effect::Suspend),
            Action::Redraw => effects.push(Effect::Redraw),
            Action::Side
            | Action::FocusSide
            | Action::FoldSection
            | Action::SaveSearch
            | Action::RenameSearch
            | Action::DeleteSearch
            | Action::MoveSearchUp
            | Action::MoveSearchDown => self.act_on_side(action, now, effects),
            _ => self.act_on_articles(action, now, effects),
        }
    }

    fn act_on_articles(&mut self, action: Action, now: Instant, effects: &mut Vec<Effect>) {
        match action {
            Action::Search => {
                self.note_place();
                self.open_search(effects);
            }
            Action::ShowAll => self.show(Scope::All, effects),
            Action::ShowUnread => self.show(Scope::Unread, effects),
            Action::ShowStarred => self.show(Scope::Starred, effects),
            Action::Sort => self.open_arrangement(),
            Action::Headings => self.next_headings(),
            Action::Density => self.next_density(),
            Action::Copies => self.open_copies(effects),
            Action::FoldCopies => self.turn_copies(effects),
            Action::ToggleRead => self.toggle(Field::Read, effects),
            Action::ToggleStar => self.toggle(Field::Starred, effects),
            Action::MarkAllRead => effects.push(Effect::Mark {
                target: Target::Found {
                    generation: self.list.generation,
                },
                field: Field::Read,
                value: true,
                deed: Deed::Made,
            }),
            Action::CommandLine => self.open_prompt("", effects),
            Action::Undo => effects.push(Effect::Undo),
            Action::Redo => effects.push(Effect::Redo),
            Action::CycleLights => {
                self.reader.lights = lights::next(self.reader.lights);
                self.say(lights::words(self.reader.lights, self.tongue));
            }
            Action::ToggleFold => self.reader.toggle_fold(),
            Action::Pictures => self.turn_pictures(),
            Action::Enlarge => self.enlarge(),
            Action::Narrower => self.measure = self.measure.saturating_sub(2).max(*MEASURE.start()),
            Action::Wider => self.measure = (self.measure + 2).min(*MEASURE.end()),
            Action::Zen => {
                self.zen = !self.zen;
                if self.zen {
                    self.focus_on(Pane::Reader, now, effects);
                }
            }
            Action::OpenInBrowser => {
                self.with_address(effects, Effect::OpenAddress);
            }
            Action::CopyLink if self.overlay.is_some() => self.copy_from_page(effects),
            Action::CopyLink => {
                let what = self.tongue.the_address();
                self.with_address(effects, |text| Effect::Copy { text, what });
            }
            Action::CopyText => {
                if let Some(opened) = &self.reader.opened {
                    effects.push(Effect::Copy {
                        text: opened.article.text.clone(),
                        what: self.tongue.the_text(),
                    });
                }
            }
            _ => self.act_on_views(action, effects),
        }
    }

    fn act_on_views(&mut self, action: Action, effects: &mut Vec<Effect>) {
        match action {
            Action::Help => {
                self.overlay = Some(Overlay::Help(Help::new(
                    &self.keymap,
                    self.tongue,
                    self.context(),
                )));
            }
            Action::Palette => {
                self.overlay = Some(Overlay::Palette(Palette::new(&self.keymap, self.tongue)));
            }
            Action::Filter => {
                if let Some(Overlay::Help(help)) = &mut self.overlay {
                    help.open_filter();
                }
            }
            Action::Problems => {
                self.overlay = Some(Overlay::Problems(Problems::default()));
                effects.push(Effect::ListProblems);
            }
            Action::HintLinks => self.hint_links(),
            Action::Links => self.list_links(),
            Action::ToggleMouse => self.toggle_mouse(effects),
            Action::Facts => {
                self.facts(effects);
            }
            Action::Raw => self.raw(effects),
            _ => self.act_on_marks(action, effects),
        }
    }

    /// Does an action on the line that is being typed.
    pub(super) fn act_on_line(&mut self, action: Action, now: Instant, effects: &mut Vec<Effect>) {
        match action {
            Action::Accept => self.accept(now, effects),
            Action::Cancel => self.cancel(effects),
            Action::Erase => self.edit(Line::backspace, effects),
            Action::EraseNext => self.edit(Line::delete, effects),
            Action::EraseWord => self.edit(Line::delete_word, effects),
            Action::EraseLine => self.edit(Line::delete_to_start, effects),
            Action::CursorLeft => self.move_cursor(Line::left),
            Action::CursorRight => self.move_cursor(Line::right),
            Action::CursorStart => self.move_cursor(Line::home),
            Action::CursorEnd => self.move_cursor(Line::end),
            Action::Complete => self.complete(false, effects),
            Action::CompleteBack => self.complete(true, effects),
            Action::NextChoice => self.choose(false, effects),
            Action::PreviousChoice => self.choose(true, effects),
            _ => self.act(action, now, effects),
        }
    }

    fn accept(&mut self, now: Instant, effects: &mut Vec<Effect>) {
        if let Some(Overlay::Palette(palette)) = self
            .overlay
            .take_if(|over| matches!(over, Overlay::Palette(_)))
        {
            match palette
                .choices
                .get(palette.cursor)
                .map(|choice| &choice.does)
            {
                Some(Ok(command)) => self.run_command(command, now, effects),
                Some(Err(verb)) => self.open_prompt(&format!("{} ", verb.name()), effects),
                None => {}
            }
        } else if self.marking.ask.is_some() {
            self.accept_ask(effects);
        } else if self.take_choice(now, effects) {
            // A view that waits for a choice has taken it.
        } else if let Some(Overlay::Help(help)) = &mut self.overlay {
            help.line = None;
        } else if self.reader.find.line.is_some() {
            self.reader.find.keep();
        } else if self.prompt.is_some() {
            self.accept_command(now, effects);
        } else {
            self.accept_search(effects);
        }
    }

    fn cancel(&mut self, effects: &mut Vec<Effect>) {
        if let Some(Overlay::Help(help)) = &mut self.overlay {
            help.clear_filter();
            return;
        }
        if self.stop_asking() {
            return;
        }
        if self
            .overlay
            .take_if(|over| matches!(over, Overlay::Palette(_)))
            .is_some()
            || self.marking.ask.take().is_some()
            || self.prompt.take().is_some()
        {
            return;
        }
        if self.reader.find.line.is_some() {
            return self.cancel_find();
        }
        if let Some(selected) = self.search.cancel() {
            self.search_again(selected, effects);
        }
    }

    fn move_cursor(&mut self, movement: impl FnOnce(&mut Line)) {
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            movement(&mut palette.line);
        } else if let Some(ask) = &mut self.marking.ask {
            movement(&mut ask.prompt.line);
        } else if let Some(Overlay::Help(Help {
            line: Some(line), ..
        })) = &mut self.overlay
        {
            movement(line);
        } else if let Some(line) = &mut self.reader.find.line {
            movement(line);
        } else if let Some(prompt) = &mut self.prompt {
            movement(&mut prompt.line);
        } else if let Some(prompt) = &mut self.search.line {
            movement(&mut prompt.line);
        }
    }

    /// Goes through the choices of a line: of the palette its actions, of others what was typed before.
    fn choose(&mut self, back: bool, effects: &mut Vec<Effect>) {
        if let Some(Overlay::Palette(palette)) = &mut self.overlay {
            palette.step(back);
        } else if let Some(ask) = &mut self.marking.ask {
            ask.prompt.complete(back);
        } else if self.step_choice(back) {
            // A view that waits for a choice has moved.
        } else if self.overlay.is_some() {
            self.scroll_overlay(if back { -1 } else { 1 });
        } else if self.reader.find.line.is_some() {
            self.next_found(back);
        } else if let Some(prompt) = &mut self.prompt {
            prompt.recall(&self.commands, back);
        } else {
            self.recall_search(back, effects);
        }
    }

    /// Puts a completion into the line; where there are none to put, goes through the choices.
    fn complete(&mut self, back: bool, effects: &mut Vec<Effect>) {
        match &mut self.prompt {
            Some(prompt) => prompt.complete(back),
            None if self.search.line.is_some() => self.complete_search(back, effects),
            None => self.choose(back, effects),
        }
    }

    /// Moves in what has the keys.
    fn travel(&mut self, step: Step, back: bool) {
        let height = match (&self.overlay, self.focus) {
            (None, Pane::List) => self.list.height(),
            (None, Pane::Reader) => self.reader.height(),
            (None, Pane::Side) => self.side.height(),
            (Some(_), _) => usize::from(self.layout.reader.height.max(self.layout.list.height)),
        };
        let by = match step {
            Step::Line => 1,
            Step::HalfPage => (height / 2).max(1),
            // Two rows stay, so that the eye finds its place again.
            Step::Page => height.saturating_sub(2).max(1),
            Step::All => isize::MAX as usize,
        };
        let by = if back { -(by as isize) } else { by as isize };
        if matches!(step, Step::All) && self.overlay.is_none() {
            self.note_place();
        }
        match (self.overlay.is_some(), self.focus) {
            (true, _) => self.scroll_overlay(by),
            (false, Pane::List) if matches!(step, Step::All) => {
                self.list.go_to(if back { 0 } else { usize::MAX });
            }
            (false, Pane::List) => self.list.step(by),
            (false, Pane::Reader) => self.reader.scroll(by),
            (false, Pane::Side) => self.side.step(by),
        }
    }

    /// Steps back once; returns whether there was anything to step back from.
    fn back(&mut self, now: Instant, effects: &mut Vec<Effect>) -> bool {
        if let Some(Overlay::Help(help)) = &mut self.overlay
            && !help.filter.is_empty()
        {
            help.clear_filter();
            return true;
        }
        if self.overlay.take().is_some() {
            return true;
        }
        if self.zen {
            self.zen = false;
            return true;
        }
        if self.focus == Pane::Reader {
            if self.reader.find.clear() {
                self.reader.point = None;
                return true;
            }
            self.focus_on(Pane::List, now, effects);
            return true;
        }
        if self.focus == Pane::Side {
            self.focus_on(Pane::List, now, effects);
            return true;
        }
        if self.clear_selection() {
            return true;
        }
        let selected = self.list.selected().map(|listed| listed.row.id);
        if self.search.clear() {
            self.search_again(selected, effects);
            return true;
        }
        false
    }

    fn show(&mut self, scope: Scope, effects: &mut Vec<Effect>) {
        let keep = self.list.selected().map(|listed| listed.row.id);
        self.take_scope(scope);
        self.search_again(keep, effects);
    }

    fn next_unread(&mut self, back: bool) {
        match self.list.next_unread(back) {
            Some(at) => self.list.go_to(at),
            None => self.say(self.tongue.no_more_unread()),
        }
    }

    /// Goes to the next hit in the article; past its last hit, to the next article found. Without a search, to the
    /// next unread article.
    fn next_hit(&mut self, back: bool) {
        if self.reader.find.is_on() {
            return self.next_found(back);
        }
        if self.search.words.is_empty() {
            return self.next_unread(back);
        }
        let hits = self.reader.hits().to_vec();
        match self.reader.step(&hits, back) {
            Some(hit) => self.say(&self.tongue.hit_in_article(hit + 1, hits.len())),
            None => self.list.step(if back { -1 } else { 1 }),
        }
    }

    /// Goes to the next company of the article.
    fn next_company(&mut self, back: bool) {
        self.next_lit(Lit::companies, back, self.tongue.no_more_companies());
    }

    /// Goes to the next quotation of the article.
    fn next_quotation(&mut self, back: bool) {
        self.next_lit(Lit::quotes, back, self.tongue.no_more_quotations());
    }

    /// Goes to the next light of a kind; says that there is `none` where that is so.
    fn next_lit(&mut self, kind: fn(&Lit) -> Vec<Span>, back: bool, none: &str) {
        let Some(opened) = self.reader.opened.clone() else {
            return;
        };
        if self.reader.step(&kind(&opened.lit), back).is_none() {
            self.say(none);
        }
    }

    /// Goes to the next link of the article and says where it leads.
    fn next_link(&mut self, back: bool) {
        let Some(opened) = self.reader.opened.clone() else {
            return;
        };
        let step = self.reader.step(&opened.lit.links(), back);
        match step.and_then(|link| opened.links.get(link)) {
            Some(link) => self.say(&self.tongue.leads_to(&link.address)),
            None => self.say(self.tongue.no_more_links()),
        }
    }

    /// Makes an effect of the address of the article in view, if it is one that may be opened.
    pub(super) fn with_address(
        &mut self,
        effects: &mut Vec<Effect>,
        effect: impl FnOnce(String) -> Effect,
    ) {
        let url = self
            .reader
            .opened
            .as_ref()
            .and_then(|opened| opened.article.meta.url.clone());
        match url {
            Some(url) if url.starts_with("http://") || url.starts_with("https://") => {
                effects.push(effect(url));
            }
            Some(_) => self.say(self.tongue.no_web_address()),
            None => self.say(self.tongue.no_address()),
        }
    }

    /// Says something in the status line.
    pub(super) fn say(&mut self, text: &str) {
        self.notice = Some(Notice {
            text: text.to_owned(),
            failed: false,
        });
    }

    /// Says in the status line what failed, in the words of a floor below.
    pub(super) fn fail(&mut self, reason: &str) {
        self.notice = Some(Notice {
            text: self.tongue.reason(reason),
            failed: true,
        });
    }

    /// The first key of an action where it applies first, for hints.
    pub fn key_of(&self, action: Action) -> String {
        let keys = action
            .contexts()
            .iter()
            .flat_map(|context| self.keymap.keys_of(action, *context));
        keys.into_iter()
            .next()
            .unwrap_or_else(|| action.name().to_owned())
    }
}
