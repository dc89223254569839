//! The pictures of an article, read from the archive while it is in view.

use super::{Error, Library, known_name};
use crate::archive::{Figure, Raster, Unshown, decode};
use crate::article::ArticleId;

/// Pictures of one article that are looked at.
const MOST: usize = 60;

impl Library {
    /// Tells every picture of an article, decoded, in the order of its text, until `on` says that nobody wants more.
    pub fn pictures(
        &self,
        id: &ArticleId,
        on: &mut dyn FnMut(Figure, Result<Raster, Unshown>) -> bool,
    ) -> Result<(), Error> {
        let Some((_, article)) = self.snapshot()?.article(id, &known_name)? else {
            return Ok(());
        };
        let figures = self.archive.figures(&article, &self.options)?;
        for figure in figures.into_iter().take(MOST) {
            let bytes = self
                .archive
                .picture(&article.provenance, &figure.source, &self.options);
            let decoded = bytes.and_then(|bytes| decode(&bytes));
            if !on(figure, decoded) {
                break;
            }
        }
        Ok(())
    }
}
