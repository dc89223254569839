//! The worker that reads the pictures of the article in view.

use std::io;
use std::sync::Arc;

use super::slot::Ticket;
use super::workers::{Answer, Desk, Workers};
use crate::app::Msg;
use crate::app::pictures::Gallery;
use crate::app::views::picture::{Cells, Picture};
use crate::archive::Unshown;

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
        self.library.pictures(&gallery.id, &mut |figure, raster| {
            let shown = match raster {
                Ok(raster) => Cells::of(&raster, gallery.columns, gallery.rows).map(Ok),
                // What the archive never held is no news.
                Err(Unshown::Missing) => None,
                Err(why) => Some(Err(why)),
            };
            let at = figure.at;
            pictures.extend(shown.map(|shown| Picture { at, shown }));
            !ticket.is_stale()
        })?;
        if !ticket.is_stale() {
            self.tell(Msg::PicturesLoaded { gallery, pictures });
        }
        Ok(())
    }
}
