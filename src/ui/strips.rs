//! Rows of pictures that the terminal draws itself: they are laid when all else is drawn, each where its whole place is
//! still free.
//!
//! The codes of a row stand in its first cell, which says how many cells they draw on. The others hold a sign that is
//! never written; what is drawn there later differs from it, so it is written, and the picture below it goes.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};

use super::views::picture::lines;
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::Overlay;
use crate::app::views::picture::Picture;
use crate::app::views::rows::Row;

/// Stands where a strip will: a character of private use, which no text that was made safe holds.
pub(super) const PLACE: &str = "\u{10fffd}";

/// Lays the strips of all pictures on the screen: those of the article, unless one that is shown large covers them all.
pub(super) fn lay(app: &App, buffer: &mut Buffer) {
    if let Some(Overlay::Picture(large)) = &app.overlay {
        let Some(picture) = &large.picture else {
            return;
        };
        for (line, place) in lines(app.large_area(), picture) {
            strip(picture, line, place, buffer);
        }
        return;
    }
    let text = app.text_area();
    let rows = app.reader.rows.iter().skip(app.reader.top);
    for (at, row) in rows.take(usize::from(text.height)).enumerate() {
        if let Row::Picture { number, line } = row
            && let Some(picture) = app.reader.pictures.get(*number)
        {
            strip(picture, *line, text.row(at as u16), buffer);
        }
    }
}

/// Lays a strip if nothing covers its place, and frees what is left of the place otherwise.
fn strip(picture: &Picture, line: usize, place: Area, buffer: &mut Buffer) {
    let Some((codes, columns)) = picture.strip(line) else {
        return;
    };
    let Some(columns) = NonZeroU16::new(columns as u16) else {
        return;
    };
    let across = place.x..place.x.saturating_add(columns.get());
    let is_free = |x: u16| {
        let cell = buffer.cell((x, place.y));
        cell.is_some_and(|cell| cell.symbol() == PLACE)
    };
    // Behind a strip the cursor may stand a row below: in the last one that would scroll the screen.
    let last = place.y + 1 >= buffer.area.bottom();
    let lies = !last && across.clone().all(is_free);
    for x in across {
        let Some(cell) = buffer.cell_mut((x, place.y)) else {
            continue;
        };
        if lies && x == place.x {
            cell.set_symbol(codes)
                .set_diff_option(CellDiffOption::ForcedWidth(columns));
        } else if !lies && cell.symbol() == PLACE {
            cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
        }
    }
}
