//! The pane at the left: saved searches and facets.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use crate::action::Action;
use crate::app::App;
use crate::app::layout::{Area, Pane};
use crate::app::views::facts;
use crate::app::views::side::{Row, Section};
use crate::config::theme::Role;
use crate::ui::paint::{style, with};
use crate::ui::put::{paint, put, put_right, put_short};
use crate::words::Tongue;

/// Draws the pane.
pub(crate) fn draw(app: &App, buffer: &mut Buffer) {
    let area = app.layout.side;
    let rows = app.side.rows().iter().enumerate().skip(app.side.top);
    for (slot, (at, row)) in rows.take(usize::from(area.height)).enumerate() {
        let selected = at == app.side.cursor && app.focus == Pane::Side;
        let place = area.row(slot as u16);
        let base = if selected {
            style(app, Role::Selected)
        } else {
            Style::new()
        };
        paint(buffer, place, base);
        draw_row(app, *row, base, place.narrowed(1), buffer);
    }
}

fn draw_row(app: &App, row: Row, base: Style, area: Area, buffer: &mut Buffer) {
    let tongue = app.tongue;
    let dim = with(style(app, Role::Dim), base);
    match row {
        Row::Blank => {}
        Row::Heading(section) => {
            let heading = with(style(app, Role::Heading), base);
            let rest = if app.side.is_folded(section) {
                put_right(buffer, area, " …", dim)
            } else {
                area
            };
            put_short(buffer, rest, name_of(section, tongue), heading);
        }
        Row::Hint => {
            let text = tongue.side_none_saved(app.key_of(Action::SaveSearch));
            put_short(buffer, indented(area), &text, dim);
        }
        Row::Saved(at) => {
            let Some(saved) = app.side.saved.get(at) else {
                return;
            };
            let unread = app.side.unread.get(at).copied();
            let count = unread.filter(|count| *count > 0);
            let count = count.map(|count| tongue.number(count));
            let here = app.search.words == saved.query;
            // What has something new in it stands out, as an unread headline does.
            let role = if unread.unwrap_or(0) > 0 {
                Role::Unread
            } else {
                Role::Text
            };
            let look = with(style(app, role), base);
            line(app, (&saved.name, count, here), look, base, area, buffer);
        }
        Row::Name(section, at) => {
            let Some(named) = app.side.names(section).get(at) else {
                return;
            };
            let here = app.is_narrowed_by(section, &named.name);
            let name = shown(section, &named.name, tongue);
            let count = Some(tongue.number(named.count));
            line(app, (&name, count, here), base, base, area, buffer);
        }
        Row::More(section) => {
            let hidden = app.side.hidden(section);
            let text = format!("… {}", tongue.side_more(tongue.number(hidden)));
            put_short(buffer, indented(area), &text, dim);
        }
    }
}

/// Names stand two cells in; in them stands the sign of what is in force.
fn indented(area: Area) -> Area {
    area.behind(2)
}

/// A name with its count at the right, and a sign before it where it is in force.
fn line(
    app: &App,
    (name, count, here): (&str, Option<String>, bool),
    look: Style,
    base: Style,
    area: Area,
    buffer: &mut Buffer,
) {
    let look = if here {
        with(style(app, Role::Query), look)
    } else {
        look
    };
    if here {
        put(buffer, area, "›", with(style(app, Role::Key), base));
    }
    let rest = match count {
        Some(count) => {
            let dim = with(style(app, Role::Dim), base);
            put_right(buffer, indented(area), &format!(" {count}"), dim)
        }
        None => indented(area),
    };
    put_short(buffer, rest, name, look);
}

/// The heading of a part.
const fn name_of(section: Section, tongue: Tongue) -> &'static str {
    match section {
        Section::Saved => tongue.side_saved(),
        Section::Companies => tongue.side_companies(),
        Section::Sources => tongue.side_sources(),
        Section::Outlets => tongue.side_outlets(),
        Section::Years => tongue.side_years(),
        Section::Languages => tongue.side_languages(),
        Section::Tags => tongue.side_tags(),
    }
}

/// A name as the pane shows it: languages by their names.
fn shown(section: Section, name: &str, tongue: Tongue) -> String {
    if section == Section::Languages {
        facts::language(name, tongue)
    } else {
        name.to_owned()
    }
}
