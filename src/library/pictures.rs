//! The pictures of an article, read from the archive while it is in view.

use super::{Error, Library, known_name};
use crate::archive::{Raster, Unshown, decode};
use crate::article::ArticleId;

/// Pictures of one article that are looked at.
const MOST: usize = 60;

impl Library {
    /// Tells the pictures of an article, or `only` one of them, decoded and in the order of its text, until `on` says that
    /// nobody wants more: the number of each among those that the article names, the byte of the text that it stands
    /// before, its pixels or why there are none.
    pub fn pictures(
        &self,
        id: &ArticleId,
        only: Option<usize>,
        on: &mut dyn FnMut(usize, usize, Result<Raster, Unshown>) -> bool,
    ) -> Result<(), Error> {
        let Some((_, article)) = self.snapshot()?.article(id, &known_name)? else {
            return Ok(());
        };
        let figures = self.archive.figures(&article, &self.options)?;
        let numbered = figures.into_iter().enumerate().take(MOST);
        let wanted = numbered.filter(|(number, _)| only.is_none_or(|only| only == *number));
        for (number, figure) in wanted {
            let at = figure.at;
            let bytes = self
                .archive
                .picture(&article.provenance, &figure, &self.options);
            let decoded = bytes.and_then(|bytes| decode(&bytes));
            if !on(number, at, decoded) {
                break;
            }
        }
        Ok(())
    }
}
