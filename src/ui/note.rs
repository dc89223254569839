//! The box in which a note is written, over the bottom of the panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::paint::style;
use super::put::{clear, put, put_right, put_short};
use crate::action::{Action, Context};
use crate::app::App;
use crate::app::layout::Area;
use crate::app::line::Line;
use crate::app::marking::note::NoteBox;
use crate::config::theme::Role;
use crate::text::{Span, width};

/// Rows for the text, at least.
const LEAST: u16 = 4;

/// Draws the box and returns where the cursor stands.
pub(super) fn draw(app: &App, note: &NoteBox, buffer: &mut Buffer) -> Option<Position> {
    let whole = app.page_area();
    let across = usize::from(whole.width.saturating_sub(4)).max(1);
    let mut rows: Vec<(&Line, Span)> = Vec::new();
    let mut cursor = (0, 0);
    for (at, line) in note.pad.lines.iter().enumerate() {
        for span in rows_of(line.text(), across) {
            let before = line.before().len();
            if at == note.pad.row && before >= span.start {
                let column =
                    width::cells(Span::new(span.start, before.min(span.end)).of(line.text()));
                cursor = (rows.len(), column.min(across));
            }
            rows.push((line, span));
        }
    }
    let most = (whole.height / 2)
        .max(LEAST)
        .min(whole.height.saturating_sub(1));
    let height = (rows.len() as u16).clamp(LEAST.min(most), most.max(1));
    let area = Area {
        y: whole.y + whole.height.saturating_sub(height + 1),
        height: (height + 1).min(whole.height),
        ..whole
    };
    clear(buffer, area, style(app, Role::Text));
    frame(app, note, area.row(0), buffer);
    let top = (cursor.0 + 1).saturating_sub(usize::from(height));
    let shown = rows.iter().skip(top).take(usize::from(height));
    for (number, (line, span)) in shown.enumerate() {
        let row = area.row(number as u16 + 1).narrowed(2);
        put(buffer, row, span.of(line.text()), style(app, Role::Text));
    }
    let place = Position::new(
        area.x + 2 + cursor.1 as u16,
        area.y + 1 + (cursor.0 - top) as u16,
    );
    (place.x < area.x + area.width && place.y < area.y + area.height).then_some(place)
}

/// The upper edge with the headline and the keys that leave the box.
fn frame(app: &App, note: &NoteBox, area: Area, buffer: &mut Buffer) {
    let line = "─".repeat(usize::from(area.width));
    put(buffer, area, &line, style(app, Role::BorderFocused));
    let key = |action| {
        let keys = app.keymap.keys_of(action, Context::Note);
        keys.into_iter().next().unwrap_or_default()
    };
    let keys = app
        .tongue
        .note_keys(key(Action::NoteKeep), key(Action::NoteDrop));
    let inside = area.narrowed(2);
    let rest = if usize::from(inside.width) > width::cells(&keys) + 20 {
        put_right(buffer, inside, &format!(" {keys} "), style(app, Role::Dim))
    } else {
        inside
    };
    let title = format!(" {} ", app.tongue.note_on(&note.title));
    put_short(buffer, rest, &title, style(app, Role::Group));
}

/// A line cut into rows: behind the last space where there is one, else wherever it must be. Nothing is left out, so that
/// the cursor has a cell everywhere.
fn rows_of(text: &str, across: usize) -> Vec<Span> {
    let mut rows = Vec::new();
    let (mut start, mut cells, mut space) = (0, 0, None);
    let mut at = 0;
    for cluster in width::clusters(text) {
        let len = cluster.text.len();
        if cells + cluster.cells > across && at > start {
            let end = space.filter(|space| *space > start).unwrap_or(at);
            rows.push(Span::new(start, end));
            start = end;
            cells = width::cells(Span::new(start, at).of(text));
            space = None;
        }
        cells += cluster.cells;
        at += len;
        if cluster.text == " " {
            space = Some(at);
        }
    }
    rows.push(Span::new(start, text.len()));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_hold_every_byte_and_fit() {
        for (text, across) in [
            ("satu dua tiga", 5),
            ("panjangsekali tak terpecah", 6),
            ("小米发布会 小米", 5),
            ("", 3),
            ("a  b", 2),
        ] {
            let rows = rows_of(text, across);
            let whole: String = rows.iter().map(|row| row.of(text)).collect();
            assert_eq!(whole, text);
            for row in rows {
                assert!(
                    width::cells(row.of(text).trim_end()) <= across,
                    "{text} {across}"
                );
            }
        }
        let texts: Vec<_> = rows_of("satu dua tiga", 5)
            .into_iter()
            .map(|row| row.of("satu dua tiga"))
            .collect();
        assert_eq!(texts, ["satu ", "dua ", "tiga"]);
    }
}
