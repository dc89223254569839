//! Drawing: it reads the state and cannot change it. The same state always gives the same screen.

mod field;
mod glyphs;
mod header;
mod hints;
mod note;
mod paint;
mod pending;
pub mod placeholder;
mod prompt;
mod put;
mod search;
mod status;
mod strips;
mod views;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::App;
use crate::app::layout::Pane;
use crate::app::views::Overlay;
use crate::config::theme::Role;
use paint::style;

/// Draws the state and returns where the cursor stands, if a line is being typed.
pub fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let screen = crate::app::layout::Area::new(
        buffer.area.x,
        buffer.area.y,
        buffer.area.width,
        buffer.area.height,
    );
    put::clear(buffer, screen, style(app, Role::Text));
    header::draw(app, buffer);
    views::side::draw(app, buffer);
    side_rule(app, buffer);
    views::list::draw(app, buffer);
    rule(app, buffer);
    views::reader::draw(app, buffer);
    let over = match &app.overlay {
        Some(Overlay::Help(help)) => views::help::draw(app, help, buffer),
        Some(Overlay::Problems(problems)) => views::problems::draw(app, problems, buffer),
        Some(Overlay::Facts(facts)) => views::facts::draw(app, facts, buffer),
        Some(Overlay::Page(page)) => views::page::draw(app, page, buffer),
        Some(Overlay::Raw(raw)) => views::raw::draw(app, raw, buffer),
        Some(Overlay::Palette(palette)) => views::palette::draw(app, palette, buffer),
        Some(Overlay::Card(card)) => views::card::draw(app, card, buffer),
        Some(Overlay::Links(links)) => views::links::draw(app, links, buffer),
        Some(Overlay::Picture(large)) => views::picture::draw(app, large, buffer),
        Some(Overlay::Arrange(menu)) => views::menu::draw(app, menu, buffer),
        None => None,
    };
    let line = status::draw(app, buffer);
    let note = app.marking.note.as_ref();
    let note = note.and_then(|note| note::draw(app, note, buffer));
    strips::lay(app, buffer);
    glyphs::exchange(app.settings.glyphs, buffer);
    note.or(over).or(line)
}

/// The line between the pane of saved searches and the list.
fn side_rule(app: &App, buffer: &mut Buffer) {
    let area = app.layout.side_rule;
    let role = if app.focus == Pane::Side {
        Role::BorderFocused
    } else {
        Role::Border
    };
    for y in 0..area.height {
        put::put(buffer, area.row(y), "│", style(app, role));
    }
}

/// The line between list and reader; it is strong on the side of the pane that has the keys.
fn rule(app: &App, buffer: &mut Buffer) {
    let area = app.layout.rule;
    let role = if app.focus == Pane::Reader {
        Role::BorderFocused
    } else {
        Role::Border
    };
    let upright = area.width == 1;
    for y in 0..area.height {
        let row = area.row(y);
        let text = if upright {
            "│".to_owned()
        } else {
            "─".repeat(usize::from(area.width))
        };
        put::put(buffer, row, &text, style(app, role));
    }
}
