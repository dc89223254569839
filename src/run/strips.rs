//! Pictures that the terminal draws where the cursor stands, as sixels or in the protocol of iTerm2: a strip for each row
//! of cells, so that they scroll and are covered row by row as text is.
//!
//! See <https://vt100.net/docs/vt3xx-gp/chapter14.html> and <https://iterm2.com/documentation-images.html>.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::app::views::picture::Cells;
use crate::archive::{Raster, Reduced};

/// Cells across below which a picture is no strip: the cursor would stand where the next text is taken to go on.
const NARROWEST: usize = 2;

/// Rows of pixels in one line of sixels.
const LINE: usize = 6;

/// A picture at the size of its cells, each of so many pixels: `None` where strips would not do.
fn fitted(raster: &Raster, cells: &Cells, (wide, high): (u16, u16)) -> Option<Raster> {
    if cells.columns < NARROWEST {
        return None;
    }
    let width = cells.columns * usize::from(wide);
    let height = cells.rows() * usize::from(high);
    Some(raster.scaled(width as u32, height as u32))
}

/// Erases the cells that a strip is drawn on, because the one before shows where it is transparent.
fn erasing(columns: usize) -> String {
    format!("\u{1b}[{columns}X")
}

/// The picture as sixels in so many colours at most, on cells of so many pixels across and down.
pub fn sixels(
    raster: &Raster,
    cells: &Cells,
    cell: (u16, u16),
    colours: u16,
) -> Option<Vec<String>> {
    let reduced = fitted(raster, cells, cell)?.reduced(usize::from(colours));
    let rows = reduced
        .pixels
        .chunks(reduced.width * usize::from(cell.1).max(1));
    let strip = |pixels: &[Option<u16>]| {
        let mut codes = erasing(cells.columns);
        sixel(pixels, &reduced, &mut codes);
        codes
    };
    Some(rows.map(strip).collect())
}

/// One strip of sixels: each colour is told once, then each line of six rows is drawn once for each of its colours.
fn sixel(pixels: &[Option<u16>], picture: &Reduced, codes: &mut String) {
    let height = pixels.len() / picture.width.max(1);
    // What is not drawn stays as it is; the dots are as high as they are wide.
    let _ = write!(codes, "\u{1b}P0;1;0q\"1;1;{};{height}", picture.width);
    let percent = |channel: u8| (u32::from(channel) * 100 + 127) / 255;
    for number in numbers(pixels) {
        if let Some(colour) = picture.palette.get(usize::from(number)) {
            let [red, green, blue] = colour.map(percent);
            let _ = write!(codes, "#{number};2;{red};{green};{blue}");
        }
    }
    let width = picture.width.max(1);
    for (at, line) in pixels.chunks(width * LINE).enumerate() {
        if at > 0 {
            codes.push('-');
        }
        let numbers = numbers(line);
        let mut dots = vec![0_u8; numbers.len() * width];
        for (place, pixel) in line.iter().enumerate() {
            let slot = pixel.and_then(|number| numbers.binary_search(&number).ok());
            let dot = slot.and_then(|slot| dots.get_mut(slot * width + place % width));
            if let Some(dot) = dot {
                *dot |= 1 << (place / width);
            }
        }
        for (pass, (number, dots)) in numbers.iter().zip(dots.chunks(width)).enumerate() {
            if pass > 0 {
                codes.push('$');
            }
            let _ = write!(codes, "#{number}");
            runs(dots, codes);
        }
    }
    codes.push_str("\u{1b}\\");
}

/// The numbers of the colours that pixels have, each once.
fn numbers(pixels: &[Option<u16>]) -> Vec<u16> {
    let mut numbers: Vec<u16> = pixels.iter().copied().flatten().collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Columns of dots as letters; what repeats is counted, and nothing at the end is left out.
fn runs(dots: &[u8], codes: &mut String) {
    let end = dots.iter().rposition(|dot| *dot > 0).map_or(0, |at| at + 1);
    let dots = dots.get(..end).unwrap_or_default();
    for run in dots.chunk_by(|one, next| one == next) {
        let Some(letter) = run.first().map(|dot| char::from(b'?' + dot)) else {
            continue;
        };
        if run.len() > 3 {
            let _ = write!(codes, "!{}{letter}", run.len());
        } else {
            codes.extend(run.iter().map(|_| letter));
        }
    }
}

/// The picture in the protocol of iTerm2, on cells of so many pixels across and down.
pub fn inline(raster: &Raster, cells: &Cells, cell: (u16, u16)) -> Option<Vec<String>> {
    let fitted = fitted(raster, cells, cell)?;
    let height = u32::from(cell.1).max(1);
    let rows = fitted
        .pixels
        .chunks(fitted.width as usize * height as usize);
    let strip = |pixels: &[[u8; 4]]| {
        let strip = Raster {
            width: fitted.width,
            height,
            pixels: pixels.to_vec(),
        };
        let png = strip.png()?;
        Some(format!(
            "{}\u{1b}]1337;File=inline=1;size={};width={};height=1;preserveAspectRatio=0;doNotMoveCursor=1:{}\u{7}",
            erasing(cells.columns),
            png.len(),
            cells.columns,
            STANDARD.encode(&png)
        ))
    };
    rows.map(strip).collect()
}
