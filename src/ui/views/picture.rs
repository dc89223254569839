//! Pictures: the rows of one in the article, and one that is shown large.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::page;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::picture::{Cells, Large, Picture};
use crate::archive::Unshown;
use crate::config::theme::Role;
use crate::ui::paint::{pixels, style};
use crate::ui::put::{put, put_short, stamp};
use crate::ui::{placeholder, strips};

/// Draws a row of a picture, or why it is not shown. Strips only take their place: they are laid when all else is drawn.
pub(super) fn row(app: &App, picture: &Picture, line: usize, place: Area, buffer: &mut Buffer) {
    let cells = match &picture.shown {
        Ok(cells) => cells,
        Err(why) => {
            let why = match why {
                Unshown::Missing | Unshown::Broken => app.tongue.picture_broken(),
                Unshown::Unknown => app.tongue.picture_unknown(),
                Unshown::TooLarge => app.tongue.picture_too_large(),
            };
            put_short(buffer, place, &format!("▫ {why}"), style(app, Role::Dim));
            return;
        }
    };
    if let Some(image) = picture.held() {
        let [_, red, green, blue] = image.number.to_be_bytes();
        let look = pixels(Some([red, green, blue]), None);
        for (column, cell) in along(place, image.cells.0).enumerate() {
            if let Some(sign) = placeholder::sign(line, column) {
                stamp(buffer, cell, &sign, look);
            }
        }
    } else if picture.strip(line).is_some() {
        for cell in along(place, cells.columns) {
            stamp(buffer, cell, strips::PLACE, style(app, Role::Text));
        }
    } else {
        blocks(cells, line, place, buffer);
    }
}

/// The first cells of a row, one by one.
fn along(place: Area, cells: usize) -> impl Iterator<Item = Area> {
    let cells = place.width.min(u16::try_from(cells).unwrap_or(u16::MAX));
    (0..cells).map(move |column| Area {
        x: place.x + column,
        width: 1,
        ..place
    })
}

/// Draws a row in cells of two pixels.
fn blocks(cells: &Cells, line: usize, place: Area, buffer: &mut Buffer) {
    let halves = cells.row(line);
    for ([upper, lower], cell) in halves.iter().zip(along(place, halves.len())) {
        let sign = match (upper, lower) {
            (Some(_), _) => "▀",
            (None, Some(_)) => "▄",
            (None, None) => continue,
        };
        let (front, back) = if upper.is_some() {
            (*upper, *lower)
        } else {
            (*lower, None)
        };
        put(buffer, cell, sign, pixels(front, back));
    }
}

/// Draws the picture that is shown large.
pub(crate) fn draw(app: &App, large: &Large, buffer: &mut Buffer) -> Option<Position> {
    let figures = app.reader.figures();
    let at = figures
        .iter()
        .position(|(figure, _)| *figure == large.figure);
    let title = app
        .tongue
        .picture_of(at.map_or(1, |at| at + 1), figures.len().max(1));
    page(app, &title, buffer);
    let area = app.large_area();
    let Some(picture) = &large.picture else {
        let coming = app.tongue.picture_is_coming();
        put_short(buffer, area, coming, style(app, Role::Dim));
        return None;
    };
    for (line, place) in lines(area, picture) {
        row(app, picture, line, place, buffer);
    }
    None
}

/// The rows of a picture in the middle of an area.
pub(crate) fn lines(area: Area, picture: &Picture) -> impl Iterator<Item = (usize, Area)> {
    let (columns, rows) = match &picture.shown {
        Ok(cells) => (cells.columns, cells.rows()),
        Err(_) => (usize::from(area.width), 1),
    };
    let columns = (columns as u16).min(area.width);
    let rows = (rows as u16).min(area.height);
    let place = Area {
        x: area.x + (area.width - columns) / 2,
        width: columns,
        y: area.y + (area.height - rows) / 2,
        height: rows,
    };
    (0..rows).map(move |row| (usize::from(row), place.row(row)))
}
