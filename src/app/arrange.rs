//! How the list is arranged: its order, its headings, the lines of its rows, and the menu that shows them all.

use jiff::civil::DateTime;

use super::views::Overlay;
use super::views::listed::Shape;
use super::views::menu::{Entry, Menu};
use super::{App, Effect};
use crate::config::settings::{Density, Group, Order as Listed, SearchOrder, Settings, Show};
use crate::index::Order;
use crate::library::Scope;
use crate::text::width;
use crate::words::Tongue;

/// What the articles of a list are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The date.
    Date,
    /// How well the article answers the search.
    Relevance,
    /// The headline.
    Headline,
    /// The length.
    Length,
    /// The outlet.
    Outlet,
}

impl Sort {
    /// The two directions, the usual one first.
    const fn orders(self) -> [Order; 2] {
        match self {
            Self::Date => [Order::Newest, Order::Oldest],
            Self::Relevance => [Order::Relevance, Order::Relevance],
            Self::Headline => [Order::Headline, Order::HeadlineBack],
            Self::Length => [Order::Longest, Order::Shortest],
            Self::Outlet => [Order::Outlet, Order::OutletBack],
        }
    }
}

/// In what order articles are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orders {
    /// Without a search.
    pub browsing: Order,
    /// With one.
    pub searching: Order,
}

impl Orders {
    /// The orders that the settings ask for.
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            browsing: match settings.list.order {
                Listed::Newest => Order::Newest,
                Listed::Oldest => Order::Oldest,
                Listed::Longest => Order::Longest,
                Listed::Shortest => Order::Shortest,
                Listed::Headline => Order::Headline,
                Listed::Outlet => Order::Outlet,
            },
            searching: match settings.search.order {
                SearchOrder::Relevance => Order::Relevance,
                SearchOrder::Newest => Order::Newest,
                SearchOrder::Oldest => Order::Oldest,
            },
        }
    }
}

/// The scope that the settings ask for.
pub(super) const fn scope(show: Show) -> Scope {
    match show {
        Show::All => Scope::All,
        Show::Unread => Scope::Unread,
        Show::Starred => Scope::Starred,
    }
}

/// An order in words.
pub const fn words(order: Order, tongue: Tongue) -> &'static str {
    match order {
        Order::Newest => tongue.newest(),
        Order::Oldest => tongue.oldest(),
        Order::Longest => tongue.longest(),
        Order::Shortest => tongue.shortest(),
        Order::Relevance => tongue.best(),
        Order::Headline => tongue.headlines_up(),
        Order::HeadlineBack => tongue.headlines_down(),
        Order::Outlet => tongue.outlets_up(),
        Order::OutletBack => tongue.outlets_down(),
    }
}

/// What the menu of the list can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The order; the one in force is turned round.
    Sort(Sort),
    /// The headings between articles.
    Headings,
    /// The lines of each article.
    Density,
}

impl App {
    /// A day as lists show it; `~` before a day that comes from the text, not from the archive. Empty without one.
    pub fn day(&self, date: Option<DateTime>, guessed: bool) -> String {
        let mark = if guessed { "~" } else { "" };
        date.map(|date| format!("{mark}{}", self.tongue.date(date, &self.settings.list.date)))
            .unwrap_or_default()
    }

    /// How the list is laid out at present.
    pub(super) fn shape(&self) -> Shape {
        let list = &self.settings.list;
        let by_date = matches!(self.order(), Order::Newest | Order::Oldest);
        let sample = jiff::civil::date(2000, 12, 30).at(0, 0, 0, 0);
        Shape {
            width: usize::from(self.layout.list.width),
            height: usize::from(self.layout.list.height),
            // One cell more for the sign of a day that was guessed.
            date: width::cells(&self.tongue.date(sample, &list.date)) + 1,
            density: list.density,
            group: if by_date { list.group } else { Group::None },
        }
    }

    /// Opens the menu of the list.
    pub(super) fn open_arrangement(&mut self) {
        let (order, tongue) = (self.order(), self.tongue);
        let sort = |letter, name, sort: Sort| {
            let [usual, other] = sort.orders();
            let on = order == usual || order == other;
            Entry {
                letter,
                name,
                now: words(if on { order } else { usual }, tongue).to_owned(),
                on,
                what: Choice::Sort(sort),
            }
        };
        let list = &self.settings.list;
        let headings = match list.group {
            Group::None => tongue.headings_none(),
            Group::Day => tongue.headings_days(),
            Group::Month => tongue.headings_months(),
        };
        let density = match list.density {
            Density::Dense => tongue.lines_one(),
            Density::Roomy => tongue.lines_two(),
        };
        let toggle = |letter, name, now: &str, what| Entry {
            letter,
            name,
            now: now.to_owned(),
            on: false,
            what,
        };
        let mut entries = vec![sort('d', tongue.by_date(), Sort::Date)];
        if !self.search.words.is_empty() {
            entries.push(sort('r', tongue.by_relevance(), Sort::Relevance));
        }
        entries.extend([
            sort('h', tongue.by_headline(), Sort::Headline),
            sort('l', tongue.by_length(), Sort::Length),
            sort('o', tongue.by_outlet(), Sort::Outlet),
            toggle('g', tongue.headings(), headings, Choice::Headings),
            toggle('w', tongue.lines_a_row(), density, Choice::Density),
        ]);
        self.overlay = Some(Overlay::Arrange(Menu::new(
            tongue.arrange_the_list(),
            entries,
        )));
    }

    /// Takes a choice of the menu of the list, if it is open.
    pub(super) fn arrange(&mut self, choice: Option<Choice>, effects: &mut Vec<Effect>) {
        let Some(Overlay::Arrange(menu)) = &self.overlay else {
            return;
        };
        let cursor = menu.cursor;
        match choice {
            Some(Choice::Sort(sort)) => {
                self.overlay = None;
                let [usual, other] = sort.orders();
                let order = if self.order() == usual { other } else { usual };
                self.sort_by(order, effects);
            }
            Some(Choice::Headings) => {
                self.next_headings();
                self.open_arrangement();
            }
            Some(Choice::Density) => {
                self.next_density();
                self.open_arrangement();
            }
            None => {}
        }
        if let Some(Overlay::Arrange(menu)) = &mut self.overlay {
            menu.cursor = cursor;
        }
    }

    /// Sorts the list anew; the selected article stays selected.
    pub(super) fn sort_by(&mut self, order: Order, effects: &mut Vec<Effect>) {
        if self.search.words.is_empty() {
            self.orders.browsing = order;
        } else {
            self.orders.searching = order;
        }
        self.say(words(order, self.tongue));
        self.search_again(None, effects);
    }

    /// Takes the other density.
    pub(super) fn next_density(&mut self) {
        let density = &mut self.settings.list.density;
        *density = match density {
            Density::Dense => Density::Roomy,
            Density::Roomy => Density::Dense,
        };
    }

    /// Takes the next headings: none, days, months.
    pub(super) fn next_headings(&mut self) {
        let tongue = self.tongue;
        let (group, said) = match self.settings.list.group {
            Group::None => (Group::Day, tongue.a_heading_a_day()),
            Group::Day => (Group::Month, tongue.a_heading_a_month()),
            Group::Month => (Group::None, tongue.no_headings()),
        };
        self.settings.list.group = group;
        if matches!(self.order(), Order::Newest | Order::Oldest) {
            self.say(said);
        } else {
            self.say(tongue.headings_need_dates());
        }
    }
}
