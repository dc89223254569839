//! A picture in cells of two pixels each, one above the other; and as it is, for terminals that show pictures.

use std::sync::Arc;

use crate::app::pictures::Gallery;
use crate::archive::{Raster, Unshown};

/// A pixel; `None` where the ground shows.
pub type Pixel = Option<[u8; 3]>;

/// Smaller pictures, in pixels of their longer side, are icons and counters.
const SMALLEST: u32 = 24;

/// A picture at the size of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cells {
    /// Cells across.
    pub columns: usize,
    /// The upper and the lower pixel of each cell, row by row.
    halves: Vec<[Pixel; 2]>,
}

/// A picture of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its number among those that the article names.
    pub figure: usize,
    /// Where it stands in the text: before this byte.
    pub at: usize,
    /// Its cells, or why it is not shown.
    pub shown: Result<Cells, Unshown>,
    /// The picture as it is, over the same cells, for a terminal that shows it.
    pub fine: Option<Arc<Fine>>,
}

/// A picture as a terminal shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fine {
    /// Sent once, and shown by cells that name it.
    Held(Image),
    /// The codes of each row of cells, which draw it where the cursor stands.
    Strips(Vec<String>),
}

impl Picture {
    /// The picture that the terminal holds.
    pub fn held(&self) -> Option<&Image> {
        match self.fine.as_deref() {
            Some(Fine::Held(image)) => Some(image),
            _ => None,
        }
    }

    /// The codes of a row of it, and the cells across that they draw on.
    pub fn strip(&self, row: usize) -> Option<(&str, usize)> {
        let (Some(Fine::Strips(strips)), Ok(cells)) = (self.fine.as_deref(), &self.shown) else {
            return None;
        };
        Some((strips.get(row)?, cells.columns))
    }
}

/// The picture that is shown large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Large {
    /// Its number among those that the article names.
    pub figure: usize,
    /// At which size it was asked for.
    pub asked: Option<Gallery>,
    /// The picture, when it has come.
    pub picture: Option<Picture>,
}

impl Large {
    /// A picture that is still to come.
    pub const fn new(figure: usize) -> Self {
        Self {
            figure,
            asked: None,
            picture: None,
        }
    }

    /// Takes over the picture, if it is the one that was asked for.
    pub fn take(&mut self, gallery: Gallery, pictures: Vec<Picture>) {
        if self.asked == Some(gallery) {
            self.picture = pictures.into_iter().next();
        }
    }
}

/// A picture as a terminal gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The number by which the terminal knows it: 1 to 0xffffff.
    pub number: u32,
    /// Cells across and down.
    pub cells: (usize, usize),
    /// A PNG file, never of more pixels than the cells can show.
    pub png: Vec<u8>,
}

/// Pixels of a cell, across and down, at most; terminals scale what they get to the cells.
const DENSEST: (usize, usize) = (12, 24);

impl Image {
    /// A picture at the size of its cells.
    pub fn of(raster: &Raster, cells: &Cells, number: u32) -> Option<Self> {
        let (columns, rows) = (cells.columns, cells.rows());
        let side = |cells: usize, densest: usize, own: u32| (cells * densest).min(own as usize);
        let wide = side(columns, DENSEST.0, raster.width);
        let high = side(rows, DENSEST.1, raster.height);
        Some(Self {
            number,
            cells: (columns, rows),
            png: raster.scaled(wide as u32, high as u32).png()?,
        })
    }
}

impl Cells {
    /// A picture that fits into so many columns and rows, never larger than it is; `None` where it is an icon.
    pub fn of(raster: &Raster, columns: usize, rows: usize) -> Option<Self> {
        if raster.width.max(raster.height) < SMALLEST || columns == 0 || rows == 0 {
            return None;
        }
        let (wide, high) = (f64::from(raster.width), f64::from(raster.height));
        let scale = (columns as f64 / wide)
            .min(rows as f64 * 2.0 / high)
            .min(1.0);
        let columns = ((wide * scale).round() as usize).clamp(1, columns);
        let lines = ((high * scale / 2.0).round() as usize).clamp(1, rows);
        let small = raster.scaled(columns as u32, lines as u32 * 2);
        let pixel = |x: usize, y: usize| -> Pixel {
            let [red, green, blue, alpha] = *small.pixels.get(y * columns + x)?;
            (alpha >= 128).then_some([red, green, blue])
        };
        let cells = (0..lines).flat_map(|y| (0..columns).map(move |x| (x, y)));
        let halves = cells.map(|(x, y)| [pixel(x, 2 * y), pixel(x, 2 * y + 1)]);
        Some(Self {
            columns,
            halves: halves.collect(),
        })
    }

    /// Cells down.
    pub fn rows(&self) -> usize {
        self.halves.len() / self.columns.max(1)
    }

    /// The cells of a row.
    pub fn row(&self, row: usize) -> &[[Pixel; 2]] {
        let from = row * self.columns;
        self.halves
            .get(from..from + self.columns)
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raster(width: u32, height: u32, pixel: [u8; 4]) -> Raster {
        Raster {
            width,
            height,
            pixels: vec![pixel; (width * height) as usize],
        }
    }

    #[test]
    fn a_picture_keeps_its_shape_in_the_room_there_is() {
        let size = |width, height, columns, rows| {
            let cells = Cells::of(&raster(width, height, [1, 2, 3, 255]), columns, rows)?;
            Some((cells.columns, cells.rows()))
        };
        assert_eq!(size(400, 200, 40, 20), Some((40, 10)));
        assert_eq!(size(200, 400, 40, 10), Some((10, 10)));
        assert_eq!(size(30, 20, 40, 20), Some((30, 10)), "not made larger");
        assert_eq!(size(10_000, 1, 40, 20), Some((40, 1)));
        assert_eq!(size(16, 16, 40, 20), None, "an icon");
        assert_eq!(size(400, 200, 0, 20), None);
    }

    #[test]
    fn the_ground_shows_where_a_picture_is_transparent() {
        let cells = Cells::of(&raster(40, 40, [9, 9, 9, 10]), 40, 20).unwrap();
        assert!(cells.row(3).iter().all(|cell| *cell == [None, None]));
        let cells = Cells::of(&raster(40, 40, [9, 8, 7, 255]), 40, 20).unwrap();
        assert_eq!(cells.row(3)[0], [Some([9, 8, 7]); 2]);
        assert!(cells.row(20).is_empty());
    }
}
