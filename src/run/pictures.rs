//! The worker that reads the pictures of the article in view.

use std::io;
use std::sync::Arc;

use super::slot::Ticket;
use super::workers::{Answer, Desk, Workers};
use crate::app::Msg;
use crate::app::pictures::Gallery;
use crate::app::views::picture::{Cells, Image, Picture};
use crate::archive::Unshown;
use crate::ui::placeholder::fits;

/// Bytes of the pictures of an article that a terminal is to hold, at most; further ones are shown in cells.
const MOST_BYTES: usize = 16 << 20;

/// The number of a picture: another one for another article, place or size, so that a terminal never takes one for
/// another.
fn number(gallery: Gallery, count: u32) -> u32 {
    let mut hash = blake3::Hasher::new();
    hash.update(&gallery.id.0);
    hash.update(&(gallery.columns as u64).to_le_bytes());
    hash.update(&(gallery.rows as u64).to_le_bytes());
    let [first, second, third, ..] = *hash.finalize().as_bytes();
    let own = u32::from_le_bytes([first, second, third, 0]);
    (own & !0x3f | count & 0x3f).max(1)
}

impl Workers {
    /// Starts the thread that reads pictures.
    pub(super) fn show_pictures(&mut self, desk: Desk) -> io::Result<()> {
        let galleries = Arc::clone(&self.galleries);
        self.serve("pictures", &galleries, desk, |desk, gallery, ticket| {
            desk.pictures(gallery, ticket)
        })
    }
}

impl Desk {
    /// Reads the pictures of an article, unless another is asked for meanwhile.
    fn pictures(&self, gallery: Gallery, ticket: &Ticket<Gallery>) -> Answer {
        let mut pictures = Vec::new();
        let (mut count, mut room) = (0, MOST_BYTES);
        self.library.pictures(&gallery.id, &mut |figure, raster| {
            let mut image = None;
            let shown = match raster {
                Ok(raster) => Cells::of(&raster, gallery.columns, gallery.rows).map(|cells| {
                    if gallery.fine && fits(&cells) {
                        count += 1;
                        let made = Image::of(&raster, &cells, number(gallery, count));
                        image = made.filter(|image| image.png.len() <= room);
                        room -= image.as_ref().map_or(0, |image| image.png.len());
                    }
                    Ok(cells)
                }),
                // What the archive never held is no news.
                Err(Unshown::Missing) => None,
                Err(why) => Some(Err(why)),
            };
            let at = figure.at;
            pictures.extend(shown.map(|shown| Picture {
                at,
                shown,
                image: image.map(Arc::new),
            }));
            !ticket.is_stale()
        })?;
        if !ticket.is_stale() {
            self.tell(Msg::PicturesLoaded { gallery, pictures });
        }
        Ok(())
    }
}
