//! The one place where text enters the screen: made safe, measured, clipped.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::Style;

use crate::app::layout::Area;
use crate::text::address::Address;
use crate::text::safe::Safe;
use crate::text::width;

/// Writes a text into the first row of an area, clipped at its right edge, and returns the cells it took. Outside the
/// screen nothing is written.
pub(super) fn put(buffer: &mut Buffer, area: Area, text: &str, style: Style) -> u16 {
    let room = clipped(buffer, area);
    if room.is_empty() {
        return 0;
    }
    let safe = Safe::line(text);
    let (shown, cells) = width::truncate(safe.as_str(), usize::from(room.width));
    buffer.set_stringn(room.x, room.y, shown, usize::from(room.width), style);
    cells as u16
}

/// Like [`put`], with `…` where the text is cut.
pub(super) fn put_short(buffer: &mut Buffer, area: Area, text: &str, style: Style) -> u16 {
    let safe = Safe::line(text);
    let short = width::ellipsis(safe.as_str(), usize::from(area.width), "…");
    put(buffer, area, &short, style)
}

/// Writes a text at the right edge of an area's first row and returns the area that is left of it.
pub(super) fn put_right(buffer: &mut Buffer, area: Area, text: &str, style: Style) -> Area {
    let cells = (width::cells(Safe::line(text).as_str()) as u16).min(area.width);
    put(
        buffer,
        Area {
            x: area.x + area.width - cells,
            width: cells,
            ..area
        },
        text,
        style,
    );
    Area {
        width: area.width - cells,
        ..area
    }
}

/// Hangs a web address on what stands in an area's first row (OSC 8). Every cell carries the whole link, so that a frame
/// that draws half of it leaves no link open; its width is told, because the screen would measure the address too.
pub(super) fn hang(buffer: &mut Buffer, area: Area, address: &Address) {
    let room = clipped(buffer, area);
    if room.height == 0 {
        return;
    }
    let mut skip = 0;
    for x in room.x..room.x + room.width {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let Some(cell) = buffer.cell_mut((x, room.y)) else {
            continue;
        };
        let cells = width::cells(cell.symbol()) as u16;
        skip = cells.saturating_sub(1);
        if let Some(width) = NonZeroU16::new(cells) {
            let linked = format!(
                "\u{1b}]8;;{address}\u{1b}\\{}\u{1b}]8;;\u{1b}\\",
                cell.symbol()
            );
            cell.set_symbol(&linked)
                .set_diff_option(CellDiffOption::ForcedWidth(width));
        }
    }
}

/// Puts a sign of our own making into the first cell of an area, as it is: it is one cell wide whatever it is made of.
pub(super) fn stamp(buffer: &mut Buffer, area: Area, sign: &str, style: Style) {
    let room = clipped(buffer, area);
    if let Some(cell) = buffer
        .cell_mut((room.x, room.y))
        .filter(|_| !room.is_empty())
    {
        cell.set_symbol(sign)
            .set_style(style)
            .set_diff_option(CellDiffOption::ForcedWidth(NonZeroU16::MIN));
    }
}

/// Gives an area a style, keeping what is written there.
pub(super) fn paint(buffer: &mut Buffer, area: Area, style: Style) {
    let room = clipped(buffer, area);
    buffer.set_style(
        ratatui::layout::Rect::new(room.x, room.y, room.width, room.height),
        style,
    );
}

/// Empties an area.
pub(super) fn clear(buffer: &mut Buffer, area: Area, style: Style) {
    let room = clipped(buffer, area);
    for y in room.y..room.y + room.height {
        for x in room.x..room.x + room.width {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// The part of an area that lies on the screen.
fn clipped(buffer: &Buffer, area: Area) -> Area {
    let screen = buffer.area;
    let x = area.x.max(screen.x);
    let y = area.y.max(screen.y);
    let right = area
        .x
        .saturating_add(area.width)
        .min(screen.x + screen.width);
    let bottom = area
        .y
        .saturating_add(area.height)
        .min(screen.y + screen.height);
    Area {
        x,
        y,
        width: right.saturating_sub(x),
        height: bottom.saturating_sub(y),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn every_cell_of_a_link_is_a_link_of_its_own() {
        let area = Area::new(1, 0, 4, 1);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        put(&mut buffer, area, "a小b", Style::new());
        let plain = buffer.clone();
        hang(
            &mut buffer,
            area,
            &Address::parse("https://contoh.id/").unwrap(),
        );
        let linked = |x: u16| buffer.cell((x, 0)).unwrap().symbol().to_owned();
        assert_eq!(linked(0), " ");
        for (x, shown) in [(1, "a"), (2, "小"), (4, "b")] {
            assert_eq!(
                linked(x),
                format!("\u{1b}]8;;https://contoh.id/\u{1b}\\{shown}\u{1b}]8;;\u{1b}\\")
            );
        }
        assert_eq!(plain.diff(&buffer).len(), 3, "and all of them are drawn");
    }

    #[test]
    fn nothing_is_written_outside_and_hostile_text_is_shown() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
        assert_eq!(
            put(&mut buffer, Area::new(0, 3, 6, 1), "a", Style::new()),
            0
        );
        assert_eq!(
            put(&mut buffer, Area::new(4, 0, 40, 1), "abcdef", Style::new()),
            2
        );
        put(&mut buffer, Area::new(0, 0, 3, 1), "\u{1b}[x", Style::new());
        let shown: String = buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect();
        assert!(!shown.contains('\u{1b}'), "{shown:?}");
        assert!(shown.ends_with("ab"), "{shown:?}");
    }
}
