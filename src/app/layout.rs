//! Where the panes lie on a screen of cells. Pure: drawing, hit testing and scrolling all ask here.

/// A rectangle of terminal cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Column of its left edge, from 0.
    pub x: u16,
    /// Row of its top edge, from 0.
    pub y: u16,
    /// Cells across.
    pub width: u16,
    /// Cells down.
    pub height: u16,
}

impl Area {
    /// Makes an area.
    pub const fn new(x: u16, y: u16, width: u16, height: u16) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// Whether the cell lies inside.
    pub const fn holds(self, column: u16, row: u16) -> bool {
        column >= self.x
            && column - self.x < self.width
            && row >= self.y
            && row - self.y < self.height
    }

    /// Whether no cell lies inside.
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// The area without `cells` columns at each side.
    pub const fn narrowed(self, cells: u16) -> Self {
        let width = self.width.saturating_sub(2 * cells);
        Self {
            x: self.x + (self.width - width) / 2,
            width,
            ..self
        }
    }

    /// Its first columns, so many cells across at most.
    pub const fn leading(self, cells: u16) -> Self {
        Self {
            width: least(cells, self.width),
            ..self
        }
    }

    /// What is right of its first columns, so many cells across.
    pub const fn behind(self, cells: u16) -> Self {
        let cells = self.leading(cells).width;
        Self {
            x: self.x + cells,
            width: self.width - cells,
            ..self
        }
    }

    /// What is below its first rows.
    pub const fn below(self, rows: u16) -> Self {
        let rows = least(rows, self.height);
        Self {
            y: self.y + rows,
            height: self.height - rows,
            ..self
        }
    }

    /// One row of the area by its number from the top; empty past its end.
    pub const fn row(self, at: u16) -> Self {
        let height = if at < self.height { 1 } else { 0 };
        Self {
            y: self.y.saturating_add(at),
            height,
            ..self
        }
    }
}

/// The smaller of two numbers; the library's own cannot be used in a constant.
const fn least(one: u16, other: u16) -> u16 {
    if one < other { one } else { other }
}

/// Panes of at most this width have no cells to spare beside the text of an article.
pub const CRAMPED: u16 = 24;

/// Cells across the text of a page at most.
const WIDEST: u16 = 110;

/// The cells of a page that hold its text: below the line with its name, in the middle of a wide screen.
pub fn inside_page(page: Area) -> Area {
    let inside = page.below(1).narrowed(2);
    let width = inside.width.min(WIDEST);
    Area {
        x: inside.x + (inside.width - width) / 2,
        width,
        ..inside
    }
}

/// Which pane the keys go to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list of articles.
    #[default]
    List,
    /// The article.
    Reader,
    /// Saved searches and facets.
    Side,
}

/// Screens at least this wide show list and reader side by side, in cells.
const SIDE_BY_SIDE: u16 = 72;
/// Narrower screens at least this high show the list above the reader, in cells.
const STACKED: u16 = 18;

/// Cells across that a divider dragged leaves the list, and the line with the reader behind it.
const LEAST_ACROSS: (u16, u16) = (20, 30);
/// Rows that it leaves the list, and the line with the reader below it.
const LEAST_DOWN: (u16, u16) = (3, 6);

/// Screens at least this wide show the pane of saved searches beside the list, in cells.
pub const BESIDE: u16 = 100;
/// Cells across that pane and the line behind it.
const SIDE: u16 = 31;

/// The places of everything on the screen. What has no room is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The top line: archive, counts, scope.
    pub header: Area,
    /// Saved searches and facets.
    pub side: Area,
    /// The line between them and the list.
    pub side_rule: Area,
    /// The list.
    pub list: Area,
    /// The line between list and reader.
    pub rule: Area,
    /// The reader.
    pub reader: Area,
    /// The bottom line: search, notices, hints.
    pub status: Area,
}

impl Layout {
    /// Lays out a screen of `width` by `height` cells. `zen` gives the reader the whole screen; `split` are the cells that
    /// the list was given by hand, across or down; `side` shows the pane of saved searches, in place of the list where
    /// there is no room beside it.
    pub fn of(
        (width, height): (u16, u16),
        focus: Pane,
        zen: bool,
        split: Option<u16>,
        side: bool,
    ) -> Self {
        let header = u16::from(height >= 6 && !zen);
        let status = u16::from(height >= 2);
        let body = Area::new(0, header, width, height - header - status);
        let beside = if side && !zen && width >= BESIDE {
            SIDE
        } else {
            0
        };
        let (mut list, rule, reader) = panes(body.behind(beside), focus, zen, split);
        let (mut pane, mut side_rule) = (Area::default(), Area::default());
        if beside > 0 {
            pane = body.leading(beside - 1);
            side_rule = body.behind(beside - 1).leading(1);
        } else if side && focus == Pane::Side && !zen {
            pane = std::mem::take(&mut list);
        }
        Self {
            header: Area::new(0, 0, width, header),
            side: pane,
            side_rule,
            list,
            rule,
            reader,
            status: Area::new(0, height - status, width, status),
        }
    }

    /// Whether list and reader are on the screen together.
    pub const fn shows_both(&self) -> bool {
        !self.list.is_empty() && !self.reader.is_empty()
    }
}

/// Divides the body of the screen into list, rule and reader.
fn panes(body: Area, focus: Pane, zen: bool, split: Option<u16>) -> (Area, Area, Area) {
    let none = Area::default();
    if zen {
        return (none, none, body);
    }
    if body.width >= SIDE_BY_SIDE {
        let list = match split {
            Some(cells) => cells.clamp(LEAST_ACROSS.0, body.width - LEAST_ACROSS.1),
            None => (body.width * 2 / 5).clamp(28, 60),
        };
        let rest = body.behind(list);
        return (body.leading(list), rest.leading(1), rest.behind(1));
    }
    if body.height >= STACKED {
        let list = match split {
            Some(rows) => rows.clamp(LEAST_DOWN.0, body.height - LEAST_DOWN.1),
            None => (body.height * 2 / 5).max(6),
        };
        let upper = Area {
            height: list,
            ..body
        };
        return (upper, body.row(list), body.below(list + 1));
    }
    match focus {
        Pane::List | Pane::Side => (body, none, none),
        Pane::Reader => (none, none, body),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_stays_inside_the_screen() {
        for width in 0..130 {
            for height in 0..50 {
                for (focus, side) in [
                    (Pane::List, false),
                    (Pane::List, true),
                    (Pane::Reader, false),
                    (Pane::Side, true),
                ] {
                    for (zen, split) in [
                        (false, None),
                        (true, None),
                        (false, Some(7)),
                        (false, Some(200)),
                    ] {
                        let layout = Layout::of((width, height), focus, zen, split, side);
                        for area in [
                            layout.header,
                            layout.side,
                            layout.side_rule,
                            layout.list,
                            layout.rule,
                            layout.reader,
                            layout.status,
                        ] {
                            assert!(area.x + area.width <= width, "{layout:?}");
                            assert!(area.y + area.height <= height, "{layout:?}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn panes_follow_the_width() {
        let layout = |size, focus| Layout::of(size, focus, false, None, false);
        assert!(layout((80, 24), Pane::List).shows_both());
        assert_eq!(layout((80, 24), Pane::List).rule.width, 1);
        assert_eq!(layout((60, 30), Pane::List).rule.height, 1);
        assert!(!layout((40, 12), Pane::List).shows_both());
        assert!(layout((40, 12), Pane::Reader).list.is_empty());
    }

    #[test]
    fn parts_of_an_area_never_leave_it() {
        let area = Area::new(3, 4, 5, 6);
        assert_eq!(area.leading(2), Area::new(3, 4, 2, 6));
        assert_eq!(area.behind(2), Area::new(5, 4, 3, 6));
        assert_eq!(area.below(2), Area::new(3, 6, 5, 4));
        for part in [area.behind(9), area.below(9), area.row(9)] {
            assert!(part.is_empty(), "{part:?}");
        }
        assert_eq!(area.leading(9), area);
    }
}
