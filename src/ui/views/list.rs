//! The list of articles.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::dotted;
use crate::action::Action;
use crate::app::App;
use crate::app::layout::{Area, Pane};
use crate::app::views::filed;
use crate::app::views::list::Slot;
use crate::app::views::listed::{Columns, Listed, SIGNS};
use crate::config::settings::Group;
use crate::config::theme::Role;
use crate::library::Scope;
use crate::text::safe::Safe;
use crate::text::{Span, width, wrap};
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
    for slot in app.list.slots() {
        let Some(listed) = app.list.row(slot.at) else {
            continue;
        };
        if slot.heading {
            let above = area.row(slot.y.saturating_sub(1) as u16);
            heading(app, listed, above, buffer);
        }
        let place = Area {
            y: area.y + slot.y as u16,
            height: slot.height as u16,
            ..area
        };
        article(app, listed, slot, place, buffer);
        chosen(app, listed, slot.at, place, buffer);
    }
}

/// The keys that lead out of an empty list.
fn ways_out(app: &App) -> Vec<String> {
    let tongue = app.tongue;
    if app.progress.is_some() {
        return Vec::new();
    }
    let mut ways = Vec::new();
    if !app.search.words.is_empty() {
        ways.push(tongue.ends_search(app.key_of(Action::Back)));
    }
    if app.scope_in_force() != Scope::All {
        ways.push(tongue.shows_all(app.key_of(Action::ShowAll)));
    }
    if ways.is_empty() {
        if app.problems > 0 {
            ways.push(tongue.lists_problems(app.key_of(Action::Problems)));
        }
        ways.push(tongue.opens_another().to_owned());
    }
    ways
}

/// What an empty list says, so that nobody wonders.
fn empty(app: &App, area: Area, buffer: &mut Buffer) {
    let text = if app.progress.is_some() {
        app.tongue.reading_the_archive()
    } else if let Some(meant) = &app.search.suggestion {
        &app.tongue.nothing_but(&meant.word)
    } else if !app.search.words.is_empty() {
        app.tongue.nothing_found()
    } else {
        match app.scope {
            Scope::Unread => app.tongue.everything_is_read(),
            Scope::Starred => app.tongue.nothing_is_starred(),
            Scope::All => app.tongue.no_articles(),
        }
    };
    let inside = area.narrowed(2);
    let mut y = area.height.min(2) / 2;
    for said in std::iter::once(text.to_owned()).chain(ways_out(app)) {
        for line in wrap::wrap(&said, usize::from(inside.width)) {
            if y >= area.height {
                return;
            }
            put(
                buffer,
                inside.row(y),
                line.span.of(&said),
                style(app, Role::Dim),
            );
            y += 1;
        }
    }
}

/// The sign of an article that is selected, which no colour replaces.
fn chosen(app: &App, listed: &Listed, at: usize, area: Area, buffer: &mut Buffer) {
    let (cursor, generation) = (app.list.cursor, app.list.generation);
    let selection = &app.marking.selection;
    if selection.holds(&listed.row.id, at, cursor, generation) {
        let cell = area.row(0).leading(1);
        let base = if at == cursor {
            style(app, Role::Selected)
        } else {
            style(app, Role::Key)
        };
        put(buffer, cell, "✓", base);
    }
}

/// The heading of a day or a month: its name and a thin line to the edge.
fn heading(app: &App, listed: &Listed, area: Area, buffer: &mut Buffer) {
    let name = match (listed.row.date, app.list.shape().group) {
        (None, _) => app.tongue.no_date().to_owned(),
        (Some(date), Group::Month) => date.strftime("%Y-%m").to_string(),
        (Some(date), _) => app.tongue.date(date, &app.settings.list.date),
    };
    let inside = area.narrowed(1);
    let used = put_short(buffer, inside, &format!("{name} "), style(app, Role::Dim));
    let rest = inside.behind(used);
    let line = "─".repeat(usize::from(rest.width));
    put(buffer, rest, &line, style(app, Role::Border));
}

/// How a row looks: the ground under it, its headline, its signs, what stands beside or below the headline.
struct Looks {
    base: Style,
    title: Style,
    sign: Style,
    star: Style,
    facts: Style,
}

impl Looks {
    fn of(app: &App, listed: &Listed, selected: bool) -> Self {
        let base = match (selected, app.focus) {
            (true, Pane::List) => style(app, Role::Selected),
            (true, Pane::Reader | Pane::Side) => style(app, Role::SelectedIdle),
            (false, _) => Style::new(),
        };
        let title = if listed.mark.read {
            Role::Read
        } else {
            Role::Unread
        };
        let mut title = with(style(app, title), base);
        if listed.row.made {
            title = with(title, style(app, Role::Guessed)).not_bold();
        }
        // Under the cursor a sign has the row's own look: a colour of its own would tear a hole into the bar.
        let sign = |role| if selected { base } else { style(app, role) };
        Self {
            base,
            title,
            sign: sign(Role::Key),
            star: sign(Role::Starred),
            facts: with(style(app, Role::Date), base),
        }
    }
}

/// One article: its signs and headline, and beside it or below it what else there is room for.
fn article(app: &App, listed: &Listed, slot: Slot, area: Area, buffer: &mut Buffer) {
    let selected = slot.at == app.list.cursor;
    let looks = Looks::of(app, listed, selected);
    paint(buffer, area, looks.base);
    signs(listed, &looks, area, buffer);
    let shape = app.list.shape();
    let columns = shape.columns();
    let inside = Area {
        x: area.x + SIGNS as u16,
        width: area.width.saturating_sub(SIGNS as u16 + 1),
        ..area
    };
    let below = u16::from(shape.lines() > 1);
    let height = area.height.saturating_sub(below).max(1);
    let column = Area {
        height,
        ..inside.leading(columns.headline as u16)
    };
    let (across, behind) = shape.headline_of(listed);
    put_right(buffer, column.row(0), &behind, looks.facts);
    let title = column.leading(across as u16);
    headline(app, listed, looks.title, title, buffer);
    if shape.lines() == 1 {
        beside(app, listed, &looks, columns, inside, buffer);
    } else if area.height > 1 {
        facts(app, listed, &looks, inside.row(area.height - 1), buffer);
    }
}

/// The signs before the headline: a dot for what is unread, a star for what is starred.
fn signs(listed: &Listed, looks: &Looks, area: Area, buffer: &mut Buffer) {
    let cell = |at: u16| area.row(0).behind(at).leading(1);
    if !listed.mark.read {
        put(buffer, cell(1), filed::UNREAD, looks.sign);
    }
    if listed.mark.starred {
        put(buffer, cell(2), filed::STAR, looks.star);
    }
}

/// The headline with the words that are searched for lit, in as many rows as the area has; cut with `…` where that is
/// too few.
fn headline(app: &App, listed: &Listed, base: Style, area: Area, buffer: &mut Buffer) {
    let safe = Safe::line(&listed.row.title);
    let title = safe.as_str();
    let mut hits = app.search.query.terms().find_in_title(title);
    hits.retain(|hit| !hit.is_empty());
    let lines: Vec<Span> = if area.height > 1 {
        let lines = wrap::wrap(title, usize::from(area.width));
        lines.into_iter().map(|line| line.span).collect()
    } else {
        Vec::new()
    };
    for y in 0..area.height {
        let row = area.row(y);
        let last = y + 1 == area.height;
        let line = match lines.get(usize::from(y)) {
            Some(line) if !last || lines.len() <= usize::from(y) + 1 => *line,
            Some(line) => Span::new(line.start, title.len()),
            None if y == 0 => Span::new(0, title.len()),
            None => break,
        };
        put_short(buffer, row, line.of(title), base);
        let lit = with(base, style(app, Role::Hit));
        for hit in &hits {
            light(title, line, *hit, row, lit, buffer);
        }
    }
}

/// Lights a hit in one line of a headline.
fn light(title: &str, line: Span, hit: Span, row: Area, look: Style, buffer: &mut Buffer) {
    if !hit.overlaps(line) {
        return;
    }
    let shown = Span::new(hit.start.max(line.start), hit.end.min(line.end));
    let before = width::cells(Span::new(line.start, shown.start).of(title));
    let cells = width::cells(shown.of(title));
    let whole = width::cells(line.of(title)) <= usize::from(row.width);
    // The last cell of a line that is cut is the sign of the cut.
    let room = usize::from(row.width) - usize::from(!whole).min(usize::from(row.width));
    if before + cells <= room {
        let place = row.behind(before as u16).leading(cells as u16);
        paint(buffer, place, look);
    }
}

/// What stands at the right of a headline: outlet, minutes, date, each in its column.
fn beside(
    app: &App,
    listed: &Listed,
    looks: &Looks,
    columns: Columns,
    area: Area,
    buffer: &mut Buffer,
) {
    let mut rest = area.row(0);
    let mut column = |text: &str, cells: usize, right: bool, buffer: &mut Buffer| {
        if cells == 0 {
            return;
        }
        let cells = cells as u16;
        let place = Area {
            x: (rest.x + rest.width).saturating_sub(cells),
            width: cells,
            ..rest
        };
        if right {
            put_right(buffer, place, text, looks.facts);
        } else {
            put_short(buffer, place, text, looks.facts);
        }
        rest.width = rest.width.saturating_sub(cells + 2);
    };
    column(&when(app, listed), columns.date, true, buffer);
    column(&minutes(app, listed), columns.minutes, true, buffer);
    let outlet = listed.row.outlet.as_deref().unwrap_or_default();
    column(outlet, columns.outlet, false, buffer);
}

/// What stands below a headline: date and outlet, and at the right the user's own marks, or else the minutes.
fn facts(app: &App, listed: &Listed, looks: &Looks, area: Area, buffer: &mut Buffer) {
    let mut facts = when(app, listed);
    if let Some(outlet) = &listed.row.outlet {
        facts.push_str(if facts.is_empty() { "" } else { " · " });
        facts.push_str(outlet);
    } else if listed.row.date.is_none() && app.list.shape().group == Group::None {
        app.tongue.no_date().clone_into(&mut facts);
    }
    // What the user wrote on it and filed it under is never pushed out by the archive's own words.
    let filed = filed::filed(&listed.mark, usize::from(area.width) * 2 / 3);
    if !filed.is_empty() {
        let rest = put_right(buffer, area, &format!(" {filed}"), looks.facts);
        let facts = dotted(&facts, usize::from(rest.width));
        put(buffer, rest, &facts, looks.facts);
        return;
    }
    let used = put_short(buffer, area, &facts, looks.facts);
    let minutes = minutes(app, listed);
    if usize::from(used) + 2 + width::cells(&minutes) <= usize::from(area.width) {
        put_right(buffer, area, &minutes, looks.facts);
    }
}

/// The minutes that an article takes.
fn minutes(app: &App, listed: &Listed) -> String {
    app.tongue.minutes(listed.minutes())
}

/// The day of an article, or its time of day where it stands under the heading of its day.
fn when(app: &App, listed: &Listed) -> String {
    let row = &listed.row;
    if app.list.shape().group != Group::Day {
        return app.day(row.date, row.guessed_date);
    }
    // Midnight is what archives say that know only the day.
    let timed = row
        .date
        .filter(|date| date.hour() != 0 || date.minute() != 0);
    timed.map_or(String::new(), |date| date.strftime("%H:%M").to_string())
}
