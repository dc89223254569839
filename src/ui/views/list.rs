//! The list of articles.

use jiff::civil::DateTime;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::app::App;
use crate::app::layout::{Area, Pane};
use crate::app::views::list::Listed;
use crate::config::theme::Role;
use crate::library::Scope;
use crate::text::safe::Safe;
use crate::text::width;
use crate::ui::paint::{style, with};
use crate::ui::put::{paint, put, put_right, put_short};

/// Draws the list.
pub(crate) fn draw(app: &App, buffer: &mut Buffer) {
    let area = app.layout.list;
    if area.is_empty() {
        return;
    }
    if app.list.total == 0 {
        return empty(app, area, buffer);
    }
    let height = app.row_height();
    for slot in 0..area.height / height.max(1) {
        let at = app.list.top + usize::from(slot);
        if at >= app.list.total {
            break;
        }
        let place = Area {
            y: area.y + slot * height,
            height,
            ..area
        };
        let selected = at == app.list.cursor;
        if let Some(listed) = app.list.row(at) {
            if height == 1 {
                compact(app, listed, selected, place, buffer);
            } else {
                comfortable(app, listed, selected, place, buffer);
            }
        }
    }
}

/// What an empty list says, so that nobody wonders.
fn empty(app: &App, area: Area, buffer: &mut Buffer) {
    let text = if app.progress.is_some() {
        "Reading the archive …"
    } else if !app.search.words.is_empty() {
        "Nothing found."
    } else {
        match app.scope {
            Scope::Unread => "Everything is read.",
            Scope::Starred => "Nothing is starred yet.",
            Scope::All => "No articles here.",
        }
    };
    let inside = Area {
        y: area.y + area.height.min(2) / 2,
        height: 1,
        ..area.narrowed(2)
    };
    put_short(buffer, inside, text, style(app, Role::Dim));
}

/// The glyph of an article's marks: never by colour alone.
fn glyph(listed: &Listed) -> &'static str {
    match (listed.mark.starred, listed.mark.read) {
        (true, _) => "★",
        (false, false) => "●",
        (false, true) => " ",
    }
}

/// How a row looks: the selected one, and on top of that what is unread.
fn looks(app: &App, listed: &Listed, selected: bool) -> (Style, Style, Style) {
    let base = match (selected, app.focus) {
        (true, Pane::List) => style(app, Role::Selected),
        (true, Pane::Reader) => style(app, Role::SelectedIdle),
        (false, _) => Style::new(),
    };
    let title = if listed.mark.read {
        Role::Read
    } else {
        Role::Unread
    };
    let mark = if listed.mark.starred {
        Role::Starred
    } else {
        Role::Key
    };
    // Under the cursor the sign has the row's own look: a colour of its own would tear a hole into the bar.
    let mark = if selected { base } else { style(app, mark) };
    (base, with(style(app, title), base), mark)
}

/// An article in one row: marks, day, headline.
fn compact(app: &App, listed: &Listed, selected: bool, area: Area, buffer: &mut Buffer) {
    let (base, title, mark) = looks(app, listed, selected);
    paint(buffer, area, base);
    put(
        buffer,
        Area {
            x: area.x + 1,
            width: area.width.saturating_sub(1),
            ..area
        },
        glyph(listed),
        mark,
    );
    let inside = Area {
        x: area.x + 3,
        width: area.width.saturating_sub(4),
        ..area
    };
    let rest = if area.width >= 40 {
        let day = format!(" {}", day(app, listed.row.date, listed.row.guessed_date));
        put_right(buffer, inside, &day, with(style(app, Role::Date), base))
    } else {
        inside
    };
    headline(app, listed, title, rest, buffer);
}

/// The headline with the words that are searched for lit; cut with `…` where it is too long.
fn headline(app: &App, listed: &Listed, base: Style, area: Area, buffer: &mut Buffer) {
    let title = &listed.row.title;
    let base = if listed.row.made {
        with(base, style(app, Role::Guessed)).not_bold()
    } else {
        base
    };
    put_short(buffer, area, title, base);
    let mut hits = app.search.query.terms().find_in_title(title);
    hits.retain(|hit| !hit.is_empty());
    for hit in hits {
        let before = width::cells(Safe::line(title.get(..hit.start).unwrap_or_default()).as_str());
        let cells = width::cells(Safe::line(hit.of(title)).as_str());
        // The last cell is the sign of the cut.
        let room = usize::from(area.width.saturating_sub(1));
        if before + cells <= room {
            let place = Area {
                x: area.x + before as u16,
                width: cells as u16,
                ..area
            };
            paint(buffer, place, with(base, style(app, Role::Hit)));
        }
    }
}

/// An article in two rows: marks and headline, then day and outlet.
fn comfortable(app: &App, listed: &Listed, selected: bool, area: Area, buffer: &mut Buffer) {
    let (base, title, mark) = looks(app, listed, selected);
    paint(buffer, area, base);
    put(
        buffer,
        Area {
            x: area.x + 1,
            width: area.width.saturating_sub(1),
            ..area.row(0)
        },
        glyph(listed),
        mark,
    );
    let inside = |row| Area {
        x: area.x + 3,
        width: area.width.saturating_sub(4),
        ..area.row(row)
    };
    headline(app, listed, title, inside(0), buffer);
    let mut facts = day(app, listed.row.date, listed.row.guessed_date);
    if let Some(outlet) = &listed.row.outlet {
        facts.push_str(if facts.is_empty() { "" } else { " · " });
        facts.push_str(outlet);
    }
    put_short(
        buffer,
        inside(1),
        &facts,
        with(style(app, Role::Date), base),
    );
}

/// A day as lists show it; `~` before a day that comes from the text, not from the archive.
pub(crate) fn day(app: &App, date: Option<DateTime>, guessed: bool) -> String {
    let mark = if guessed { "~" } else { "" };
    date.map(|date| format!("{mark}{}", date.strftime(&app.settings.list.date)))
        .unwrap_or_default()
}
