//! The worker that reads the pictures of the article in view.

use std::sync::Arc;

use super::desk::{Answer, Desk};
use super::slot::Ticket;
use super::{strips, terminal};
use crate::app::Msg;
use crate::app::pictures::{Gallery, Sight};
use crate::app::views::picture::{Cells, Fine, Image, Picture};
use crate::archive::{Raster, Unshown};
use crate::ui::placeholder::fits;

/// Bytes of the pictures of an article that a terminal is to show as they are, at most; further ones are shown in cells.
const MOST_BYTES: usize = 16 << 20;

/// The number of a picture: another one for another article, place or size, so that a terminal never takes one for
/// another.
fn number(gallery: Gallery, figure: usize) -> u32 {
    let mut hash = blake3::Hasher::new();
    hash.update(&gallery.id.0);
    hash.update(&(gallery.columns as u64).to_le_bytes());
    hash.update(&(gallery.rows as u64).to_le_bytes());
    let [first, second, third, ..] = *hash.finalize().as_bytes();
    let own = u32::from_le_bytes([first, second, third, 0]);
    (own & !0x3f | figure as u32 & 0x3f).max(1)
}

impl Desk {
    /// Reads the pictures of an article, unless another is asked for meanwhile.
    pub(super) fn pictures(&self, gallery: Gallery, ticket: &Ticket<Gallery>) -> Answer {
        let mut pictures = Vec::new();
        let mut room = MOST_BYTES;
        let only = gallery.only;
        self.library
            .pictures(&gallery.id, only, &mut |figure, at, raster| {
                let mut fine = None;
                let shown = match raster {
                    Ok(raster) => Cells::of(&raster, gallery.columns, gallery.rows).map(|cells| {
                        fine = self::fine(&raster, &cells, gallery, figure)
                            .filter(|(_, bytes)| *bytes <= room);
                        room -= fine.as_ref().map_or(0, |(_, bytes)| *bytes);
                        Ok(cells)
                    }),
                    // What the archive never held is no news.
                    Err(Unshown::Missing) => None,
                    Err(why) => Some(Err(why)),
                };
                pictures.extend(shown.map(|shown| Picture {
                    figure,
                    at,
                    shown,
                    fine: fine.map(|(fine, _)| Arc::new(fine)),
                }));
                !ticket.is_stale()
            })?;
        if !ticket.is_stale() {
            self.tell(Msg::PicturesLoaded { gallery, pictures });
        }
        Ok(())
    }
}

/// A picture as the terminal shows it, and the bytes that it takes; `None` where it is shown in cells.
fn fine(raster: &Raster, cells: &Cells, gallery: Gallery, figure: usize) -> Option<(Fine, usize)> {
    let drawn = |strips: Vec<String>| {
        let bytes = strips.iter().map(String::len).sum();
        (Fine::Strips(strips), bytes)
    };
    match gallery.sight {
        Sight::None | Sight::Blocks => None,
        Sight::Kitty => {
            let image = Image::of(raster, cells, number(gallery, figure));
            let image = image.filter(|_| fits(cells))?;
            let bytes = image.png.len();
            Some((Fine::Held(image), bytes))
        }
        Sight::Sixel { colours } => {
            strips::sixels(raster, cells, terminal::cell(), colours).map(drawn)
        }
        Sight::Iterm => strips::inline(raster, cells, terminal::cell()).map(drawn),
    }
}
