//! The pictures of the article in view: when they are asked for, and what the reader does with them.

use super::layout::Pane;
use super::views::picture::Picture;
use super::{App, Effect};
use crate::archive::pictured;
use crate::article::ArticleId;
use crate::config::Colours;
use crate::config::settings::{Glyphs, Images};

/// The pictures of an article at the size of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gallery {
    /// Which article.
    pub id: ArticleId,
    /// Cells across, at most.
    pub columns: usize,
    /// Cells down, at most.
    pub rows: usize,
    /// Whether the terminal is to show them as they are.
    pub fine: bool,
}

/// How pictures are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sight {
    /// Not at all.
    #[default]
    None,
    /// In cells of two pixels.
    Blocks,
    /// By the terminal, in kitty's protocol.
    Kitty,
}

/// Whether pictures can be shown, and which were asked for last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pictures {
    /// What the terminal can do.
    pub(super) able: Sight,
    /// What the settings said before pictures were hidden by a key.
    before: Images,
    asked: Option<Gallery>,
}

impl Pictures {
    pub(super) const fn of(able: Sight) -> Self {
        Self {
            able,
            before: Images::Auto,
            asked: None,
        }
    }
}

impl App {
    /// How pictures are shown.
    fn sight(&self) -> Sight {
        if self.looks.colours == Colours::None || self.settings.glyphs == Glyphs::Ascii {
            return Sight::None;
        }
        match self.settings.reader.images {
            Images::Off => Sight::None,
            Images::Auto => self.pictures.able,
            Images::Blocks => Sight::Blocks,
            Images::Kitty => Sight::Kitty,
        }
    }

    /// Shows pictures, or no longer.
    pub(super) fn turn_pictures(&mut self) {
        let on = self.sight() != Sight::None;
        let asked = self.settings.reader.images;
        self.settings.reader.images = if on {
            self.pictures.before = asked;
            Images::Off
        } else {
            match self.pictures.before {
                Images::Auto if self.pictures.able == Sight::None => Images::Blocks,
                before => before,
            }
        };
        let said = match (on, self.sight() != Sight::None) {
            (true, _) => self.tongue.pictures_off(),
            (false, true) => self.tongue.pictures_on(),
            (false, false) => self.tongue.pictures_need_colours(),
        };
        self.say(said);
    }

    /// Asks for the pictures of the article that is being read, where its format has any, and takes them away where
    /// they are no longer wanted.
    pub(super) fn settle_pictures(&mut self, effects: &mut Vec<Effect>) {
        let sight = self.sight();
        if sight == Sight::None {
            self.pictures.asked = None;
            self.reader.take_pictures(Vec::new());
            return;
        }
        let Some(opened) = &self.reader.opened else {
            return;
        };
        let article = &opened.article;
        let wanted = Gallery {
            id: article.id,
            columns: self.reader.width(),
            // A caption has room below it.
            rows: self.reader.height().saturating_sub(3).min(MOST_ROWS),
            fine: sight == Sight::Kitty,
        };
        let reads = self.focus == Pane::Reader && pictured(article.provenance.format);
        if reads && self.pictures.asked != Some(wanted) && wanted.columns > 0 && wanted.rows > 0 {
            self.pictures.asked = Some(wanted);
            effects.push(Effect::LoadPictures(wanted));
        }
    }

    /// Takes over the pictures that were asked for.
    pub(super) fn pictures_came(&mut self, gallery: Gallery, pictures: Vec<Picture>) {
        let shown = self.reader.opened.as_ref().map(|opened| opened.article.id);
        if self.pictures.asked == Some(gallery) && shown == Some(gallery.id) {
            self.reader.take_pictures(pictures);
        }
    }
}

/// Rows of a picture at most.
const MOST_ROWS: usize = 24;
