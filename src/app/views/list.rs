//! The list: a handle to the articles found, and the rows around the screen.

use std::ops::Range;

use jiff::civil::DateTime;

use super::listed::{Listed, Shape};
use super::window::Window;
use crate::article::ArticleId;
use crate::config::settings::Group;
use crate::text::wrap;

/// Lines that the headline of the selected article takes at most.
const MOST_LINES: usize = 4;

/// An article on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Which article, counted from 0.
    pub at: usize,
    /// The first row of the pane that it takes, its heading not counted.
    pub y: usize,
    /// Rows that it takes; fewer fit where the pane ends.
    pub height: usize,
    /// Whether the row above is the heading of its group.
    pub heading: bool,
}

/// The list pane. Of a million articles it holds the rows around the screen.
#[derive(Debug, Default)]
pub struct List {
    /// How many articles were found.
    pub total: usize,
    /// Whether they are still being counted.
    pub more: bool,
    /// Which search the articles come from.
    pub generation: u64,
    /// The selected article, counted from 0.
    pub cursor: usize,
    /// The first article on the screen.
    pub top: usize,
    /// Whether marks were made among articles that were chosen by their marks: no row may come or go until the user
    /// asks anew.
    pub frozen: bool,
    shape: Shape,
    rows: Window,
    moved: Moved,
    /// What of the moves found no room in the articles counted so far, and is made once more are.
    due: Moved,
}

/// Where the user went since the articles were asked for anew. The answer puts the cursor where it belongs in the new
/// result, and these moves count from there: a key is never lost because an answer came after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Moved {
    from: From,
    by: isize,
}

/// What a move counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum From {
    /// Where the answer puts the cursor.
    #[default]
    Answer,
    /// The first article.
    First,
    /// The last article.
    Last,
}

/// Screens of rows held above and below the one shown.
const MARGIN: usize = 3;

/// Where fewer screens are held above or below, more are asked for, so that paging does not wait for them.
const AHEAD: usize = 2;

impl List {
    /// Takes over a new result of `total` articles, with the cursor on `cursor`. Where the article `kept` was and is
    /// selected, the rows stay around it until the new ones come, so that nothing flickers and a key finds its article.
    pub fn renew(
        &mut self,
        generation: u64,
        (total, more): (usize, bool),
        cursor: usize,
        kept: Option<ArticleId>,
    ) {
        let offset = self.cursor.saturating_sub(self.top);
        let selected = self.selected().map(|listed| listed.row.id);
        let stays = selected.is_some() && selected == kept && cursor < total;
        if stays {
            self.rows.shift(self.cursor, cursor);
        } else {
            self.rows = Window::default();
        }
        self.total = total;
        self.more = more;
        self.generation = generation;
        let last = total.saturating_sub(1);
        let moved = std::mem::take(&mut self.moved);
        let base = match moved.from {
            From::Answer => cursor,
            From::First => 0,
            From::Last => last,
        };
        let wanted = base.saturating_add_signed(moved.by);
        self.cursor = wanted.min(last);
        self.due = match moved.from {
            _ if !more => Moved::default(),
            From::Last => moved,
            From::Answer | From::First => Moved {
                from: From::Answer,
                by: (wanted - self.cursor).cast_signed(),
            },
        };
        self.top = self.cursor.saturating_sub(offset);
        self.follow();
    }

    /// The articles are asked for anew, to be shown around where the cursor is now.
    pub fn asked_anew(&mut self) {
        self.moved = Moved::default();
    }

    /// The same articles are asked for anew because there are more: what of the moves found no room yet goes on.
    pub fn moves_go_on(&mut self) {
        self.moved = self.due;
    }

    /// Takes over how many articles there are after all.
    pub fn count(&mut self, total: usize, more: bool) {
        self.total = total;
        self.more = more;
        let last = total.saturating_sub(1);
        let base = match self.due.from {
            From::Last => last,
            From::Answer | From::First => self.cursor,
        };
        let wanted = base.saturating_add_signed(self.due.by);
        self.cursor = wanted.min(last);
        if !more {
            self.due = Moved::default();
        } else if self.due.from != From::Last {
            self.due.by = (wanted - self.cursor).cast_signed();
        }
        self.follow();
    }

    /// Takes over fetched rows; rows of an older search are dropped. Neighbours of those that are held join them.
    pub fn fill(&mut self, generation: u64, from: usize, rows: Vec<Listed>) {
        if generation != self.generation {
            return;
        }
        self.rows.fill(from, rows);
        self.follow();
        self.shed();
    }

    /// Lets go of rows that are far from the screen.
    fn shed(&mut self) {
        self.rows.shed(&self.around(MARGIN));
    }

    /// Asks for the rows anew, keeping what is shown until the answer comes: the first row, and how many.
    pub fn refresh(&mut self) -> Option<(usize, usize)> {
        self.rows.refresh(self.around(MARGIN))
    }

    /// The rows to fetch, first and count, if what is held or asked for does not reach some screens around the one shown.
    pub fn wanted(&mut self) -> Option<(usize, usize)> {
        self.rows.wanted(&self.around(AHEAD), self.around(MARGIN))
    }

    /// The rows of the screen and of so many screens above and below it.
    fn around(&self, screens: usize) -> Range<usize> {
        let height = self.room().max(1);
        let from = self.top.saturating_sub(screens * height);
        let end = (self.top + (screens + 1) * height).min(self.total);
        from.min(end)..end
    }

    /// An article by its number, if it is held.
    pub fn row(&self, at: usize) -> Option<&Listed> {
        self.rows.get(at)
    }

    /// The selected article, if it is held.
    pub fn selected(&self) -> Option<&Listed> {
        self.row(self.cursor)
    }

    /// The number of an article that is held.
    pub fn position(&self, id: ArticleId) -> Option<usize> {
        let at = self.rows.position(id)?;
        (!self.rows.is_stale() || at == self.cursor).then_some(at)
    }

    /// Notes in the row that is held how far an article was read, in bytes of its text. Returns whether that is new.
    pub fn set_place(&mut self, id: ArticleId, place: u32) -> bool {
        let Some(listed) = self.rows.of(id) else {
            return true;
        };
        let changed = listed.mark.place.unwrap_or(0) != place;
        listed.mark.place = Some(place);
        changed
    }

    /// The nearest article below the cursor (or above, going `back`) that is held and unread.
    pub fn next_unread(&self, back: bool) -> Option<usize> {
        let unread = |at: &usize| self.row(*at).is_some_and(|listed| !listed.mark.read);
        let held = self.rows.held();
        if back {
            (held.start..self.cursor).rev().find(unread)
        } else {
            (self.cursor + 1..held.end).find(unread)
        }
    }

    /// Takes over how articles are laid out.
    pub fn reshape(&mut self, shape: Shape) {
        if shape != self.shape {
            self.shape = shape;
            self.follow();
        }
    }

    /// How articles are laid out.
    pub const fn shape(&self) -> Shape {
        self.shape
    }

    /// Articles that have room where none is selected and no heading stands between.
    const fn room(&self) -> usize {
        self.shape.height / self.shape.lines()
    }

    /// Articles on the screen, at least one.
    pub fn height(&self) -> usize {
        self.slots().len().max(1)
    }

    /// Moves the cursor, down where positive.
    pub fn step(&mut self, by: isize) {
        self.moved.by = self.moved.by.saturating_add(by);
        // What found no room before counts as gone.
        let due = if self.due.from == From::Answer {
            self.due.by
        } else {
            0
        };
        self.show(self.cursor.saturating_add_signed(due.saturating_add(by)));
    }

    /// Moves the cursor to an article; past the end it is the last.
    pub fn go_to(&mut self, at: usize) {
        let from = match at {
            0 => From::First,
            at if at >= self.total.saturating_sub(1) => From::Last,
            at => return self.step(at.cast_signed() - self.cursor.cast_signed()),
        };
        self.moved = Moved { from, by: 0 };
        self.show(at);
        if self.more && from == From::Last {
            self.due = self.moved;
        }
    }

    /// Puts the cursor on an article and brings it on the screen.
    fn show(&mut self, at: usize) {
        let last = self.total.saturating_sub(1);
        self.cursor = at.min(last);
        let by = if self.more {
            at.saturating_sub(last).cast_signed()
        } else {
            0
        };
        self.due = Moved {
            from: From::Answer,
            by,
        };
        self.follow();
    }

    /// Scrolls the screen without losing the cursor, which stays on it.
    pub fn scroll(&mut self, by: isize) {
        let before = self.top;
        self.top = self
            .top
            .saturating_add_signed(by)
            .min(self.total.saturating_sub(1));
        self.fill_up();
        if self.top == before {
            return;
        }
        self.cursor = self.cursor.max(self.top);
        while self.cursor > self.top && !self.in_view(self.cursor) {
            let shown = self.height();
            self.cursor = (self.cursor - 1).min(self.top + shown);
        }
    }

    /// The day or the month that an article stands under, as a number, 0 where it has no date.
    fn group(&self, at: usize) -> Option<i64> {
        let of = |date: DateTime| {
            let (year, month) = (i64::from(date.year()), i64::from(date.month()));
            match self.shape.group {
                Group::None => 0,
                Group::Month => year * 16 + month,
                Group::Day => (year * 16 + month) * 32 + i64::from(date.day()),
            }
        };
        Some(self.row(at)?.row.date.map_or(0, of))
    }

    /// Whether a heading stands above an article: above the first on the screen always, so that one knows where one is.
    fn heads(&self, at: usize) -> bool {
        if self.shape.group == Group::None || self.shape.height < 4 {
            return false;
        }
        let (Some(own), true) = (self.group(at), at > self.top) else {
            return at == self.top && self.row(at).is_some();
        };
        self.group(at - 1).is_some_and(|before| before != own)
    }

    /// The lines that an article takes: the headline of the selected one is shown whole, as far as there is room.
    fn lines(&self, at: usize) -> usize {
        let lines = self.shape.lines();
        let (true, Some(listed)) = (at == self.cursor, self.row(at)) else {
            return lines;
        };
        let wrapped = wrap::wrap(&listed.row.title, self.shape.columns().headline_of(listed)).len();
        let room = self.shape.height.saturating_sub(lines) / 2;
        lines + wrapped.clamp(1, MOST_LINES).saturating_sub(1).min(room)
    }

    /// The articles on the screen, each with its place; the last may be cut by the end of the pane.
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        let mut y = 0;
        for at in self.top..self.total {
            let heading = self.heads(at);
            let height = self.lines(at);
            y += usize::from(heading);
            if y + height > self.shape.height && !slots.is_empty() {
                break;
            }
            slots.push(Slot {
                at,
                y,
                height: height.min(self.shape.height.saturating_sub(y)),
                heading,
            });
            y += height;
            if y >= self.shape.height {
                break;
            }
        }
        slots
    }

    /// The article at a row of the pane.
    pub fn at_row(&self, row: usize) -> Option<usize> {
        let slots = self.slots();
        let slot = slots
            .iter()
            .find(|slot| (slot.y..slot.y + slot.height).contains(&row));
        slot.map(|slot| slot.at)
    }

    /// Whether the whole article is on the screen.
    fn in_view(&self, at: usize) -> bool {
        self.slots().iter().any(|slot| slot.at == at)
    }

    /// Scrolls so that the cursor is on the screen, with an article around it where there is room.
    fn follow(&mut self) {
        let margin = usize::from(self.room() > 4);
        self.top = self.top.min(self.cursor.saturating_sub(margin));
        // A jump far down need not pass what lies between.
        let nearest = self.cursor.saturating_sub(self.room());
        self.top = self.top.max(nearest);
        let below = (self.cursor + margin).min(self.total.saturating_sub(1));
        while self.top < self.cursor && !self.in_view(below) {
            self.top += 1;
        }
        self.fill_up();
    }

    /// Leaves no empty rows below the last article while there are articles above.
    fn fill_up(&mut self) {
        self.top = self.top.min(self.total.saturating_sub(1));
        let last = self.total.saturating_sub(1);
        while self.top > 0 && last - self.top <= self.room() {
            self.top -= 1;
            if !self.in_view(last) {
                self.top += 1;
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::config::settings::Density;
    use crate::index::Row;
    use crate::library::Mark;
    use crate::text::Lang;

    /// A list of `total` articles, three a day, whose headlines take `title` cells.
    fn list(total: usize, shape: Shape, title: usize) -> List {
        let mut list = List::default();
        list.reshape(shape);
        list.renew(1, (total, false), 0, None);
        let rows = (0..total).map(|at| Listed {
            row: Row {
                id: ArticleId([at as u8; 16]),
                title: "kata ".repeat(title / 5).trim_end().to_owned(),
                made: false,
                date: Some(date(2015, 1, 28 - (at / 3 % 28) as i8).at(0, 0, 0, 0)),
                guessed_date: false,
                outlet: None,
                words: 100,
                lang: Lang::Id,
            },
            mark: Mark::default(),
            copies: 0,
        });
        list.fill(1, 0, rows.collect());
        list
    }

    fn shape(height: usize, density: Density, group: Group) -> Shape {
        Shape {
            width: 45,
            height,
            date: 10,
            density,
            group,
        }
    }

    #[test]
    fn the_selected_headline_is_whole_and_the_cursor_always_in_view() {
        for density in [Density::Roomy, Density::Dense] {
            for group in [Group::None, Group::Day, Group::Month] {
                for height in 1..30 {
                    let mut list = list(40, shape(height, density, group), 100);
                    for step in [1, 1, 1, 5, -3, 30, 9, -40, 7, 100, -1, -100] {
                        list.step(step);
                        let slots = list.slots();
                        let own = slots.iter().find(|slot| slot.at == list.cursor);
                        assert!(own.is_some(), "{density:?} {group:?} {height} {list:?}");
                        let end = slots.last().map_or(0, |slot| slot.y + slot.height);
                        assert!(end <= height, "{slots:?}");
                    }
                }
            }
        }
        let list = list(9, shape(20, Density::Roomy, Group::None), 100);
        assert_eq!(
            list.slots()[0].height,
            4,
            "three lines of headline and one of facts"
        );
        assert_eq!(list.slots()[1].height, 2);
    }

    #[test]
    fn no_rows_stay_empty_at_the_end() {
        let mut list = list(40, shape(20, Density::Dense, Group::None), 10);
        list.go_to(39);
        assert_eq!(list.slots().len(), 20);
        assert_eq!(list.top, 20);
        list.scroll(50);
        assert_eq!((list.top, list.cursor), (20, 39));
        list.scroll(-5);
        assert_eq!((list.top, list.cursor), (15, 34));
    }

    #[test]
    fn headings_stand_between_days_and_above_the_first_row() {
        let mut list = list(40, shape(20, Density::Dense, Group::Day), 10);
        let heads = |list: &List| {
            let slots = list.slots().into_iter();
            slots
                .filter(|slot| slot.heading)
                .map(|slot| slot.at)
                .collect::<Vec<_>>()
        };
        assert_eq!(heads(&list), [0, 3, 6, 9, 12]);
        list.scroll(1);
        assert_eq!(heads(&list), [1, 3, 6, 9, 12]);
        assert_eq!(list.at_row(0), None, "a heading is no article");
        assert_eq!(list.at_row(1), Some(1));
    }

    #[test]
    fn the_selected_row_stays_while_the_list_grows() {
        let mut list = list(40, shape(20, Density::Dense, Group::None), 10);
        list.go_to(3);
        let selected = list.selected().unwrap().row.id;
        list.asked_anew();
        list.renew(2, (50, false), 7, Some(selected));
        assert_eq!(list.selected().unwrap().row.id, selected);
        assert_eq!(list.position(selected), Some(7));
        assert_eq!(list.position(ArticleId([5; 16])), None, "nobody knows yet");
        assert!(list.wanted().is_some());
        list.renew(3, (50, false), 1, Some(selected));
        assert_eq!(list.selected().unwrap().row.id, selected);
        list.renew(4, (50, false), 1, Some(ArticleId([9; 16])));
        assert_eq!(list.selected(), None, "another article is selected now");
    }

    #[test]
    fn paging_finds_its_rows_held_and_fetches_each_once() {
        let mut list = list(0, shape(20, Density::Dense, Group::None), 10);
        list.renew(1, (100_000, false), 0, None);
        let row = |at: usize| Listed {
            row: Row {
                id: ArticleId([0; 16]),
                title: at.to_string(),
                made: false,
                date: None,
                guessed_date: false,
                outlet: None,
                words: 1,
                lang: Lang::Id,
            },
            mark: Mark::default(),
            copies: 0,
        };
        let rows = |(from, count): (usize, usize)| (from..from + count).map(row).collect();
        let first = list.wanted().unwrap();
        list.fill(1, first.0, rows(first));
        // Each answer comes a page after it was asked for.
        let (mut fetched, mut asked) = (0, None::<(usize, usize)>);
        for page in 0..300 {
            list.step(if page < 200 { 20 } else { -20 });
            let slots = list.slots();
            assert_eq!(slots.len(), 20);
            for slot in slots {
                let held = list.row(slot.at).map(|listed| listed.row.title.as_str());
                assert_eq!(held, Some(slot.at.to_string().as_str()), "page {page}");
            }
            if let Some(answered) = asked.take() {
                list.fill(1, answered.0, rows(answered));
                fetched += answered.1;
            }
            asked = list.wanted();
            assert!(list.rows.held().len() <= 20 * (2 * MARGIN + 3));
        }
        assert!(fetched <= 301 * 20, "{fetched} rows for 300 pages of 20");
        // Elsewhere nothing is held: one window is fetched.
        list.go_to(50_000);
        let (from, count) = list.wanted().unwrap();
        assert!(from < 49_981 && from + count > 50_020 && count <= 20 * (2 * MARGIN + 1));
        assert_eq!(list.wanted(), None, "it is asked for");
    }

    #[test]
    fn changed_marks_are_fetched_for_all_that_is_held() {
        let mut list = list(400, shape(20, Density::Dense, Group::None), 10);
        list.shed();
        let row = list.row(0).unwrap().clone();
        assert_eq!(list.refresh(), Some((0, 80)));
        // The user goes on before the answer: what is asked for then brings all of it.
        list.step(60);
        let (from, count) = list.wanted().unwrap();
        assert_eq!(from, list.top.saturating_sub(60));
        assert_eq!(from + count, list.top + 80);
        list.fill(1, from, vec![row; count]);
        assert_eq!(list.rows.held().len(), count);
        assert_eq!(list.wanted(), None);
    }

    #[test]
    fn a_move_waits_for_articles_that_are_still_counted() {
        let shape = shape(20, Density::Dense, Group::None);
        let mut list = list(40, shape, 10);
        list.asked_anew();
        list.step(3);
        list.renew(2, (1, true), 0, None);
        assert_eq!(list.cursor, 0);
        list.count(3, true);
        assert_eq!(list.cursor, 2);
        list.count(30, false);
        assert_eq!(list.cursor, 3);
        list.asked_anew();
        list.go_to(usize::MAX);
        list.renew(3, (2, true), 0, None);
        list.count(20, false);
        assert_eq!(list.cursor, 19);
        // So does one that is made meanwhile.
        list.asked_anew();
        list.step(5);
        list.renew(4, (2, true), 0, None);
        list.step(-1);
        list.step(2);
        list.count(30, false);
        assert_eq!(list.cursor, 6);
        // One that finds no room after all is over.
        list.asked_anew();
        list.step(5);
        list.renew(5, (2, true), 0, None);
        list.count(3, false);
        list.step(-1);
        assert_eq!(list.cursor, 1);
        // More articles have come before all were counted.
        list.asked_anew();
        list.step(5);
        list.renew(6, (2, true), 0, None);
        list.asked_anew();
        list.moves_go_on();
        list.renew(7, (30, false), 1, None);
        assert_eq!(list.cursor, 5);
    }
}
