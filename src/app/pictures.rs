//! The pictures of the article in view: when they are asked for, and what the reader does with them.

use super::layout::{Area, Pane};
use super::views::Overlay;
use super::views::picture::{Large, Picture};
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
    /// How they are to be shown.
    pub sight: Sight,
    /// The one picture that is wanted, by its number among those that the article names; else all of them.
    pub only: Option<usize>,
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
    /// By the terminal, as sixels.
    Sixel {
        /// How many colours a picture may have at most.
        colours: u16,
    },
    /// By the terminal, in the protocol of iTerm2.
    Iterm,
}

impl Sight {
    /// Sixels of so many colours, or of as many as most terminals hold.
    pub fn sixel(colours: Option<u16>) -> Self {
        Self::Sixel {
            colours: colours.unwrap_or(COLOURS).min(COLOURS),
        }
    }
}

/// Colours of a picture in sixels at most, and where the terminal says nothing of them: what most hold.
const COLOURS: u16 = 256;

/// Whether pictures can be shown, and which were asked for last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pictures {
    /// What the terminal can do.
    pub(super) able: Sight,
    /// What the settings said before pictures were hidden by a key.
    before: Images,
    asked: Option<Gallery>,
    /// Whether what was asked for has not come.
    due: bool,
}

impl Pictures {
    pub(super) const fn of(able: Sight) -> Self {
        Self {
            able,
            before: Images::Auto,
            asked: None,
            due: false,
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
            Images::Sixel => match self.pictures.able {
                able @ Sight::Sixel { .. } => able,
                _ => Sight::sixel(None),
            },
            Images::Iterm => Sight::Iterm,
        }
    }

    /// Takes over how the terminal says that it shows pictures.
    pub(super) const fn take_sight(&mut self, sight: Sight) {
        self.pictures.able = sight;
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
            (self.pictures.asked, self.pictures.due) = (None, false);
            self.reader.take_pictures(Vec::new());
            self.overlay
                .take_if(|over| matches!(over, Overlay::Picture(_)));
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
            sight,
            only: None,
        };
        if let Some(Overlay::Picture(large)) = &self.overlay {
            return self.settle_large(large.figure, wanted, effects);
        }
        let reads = self.focus == Pane::Reader && pictured(article.provenance.format);
        if reads && self.pictures.asked != Some(wanted) && wanted.columns > 0 && wanted.rows > 0 {
            self.pictures.asked = Some(wanted);
            self.pictures.due = true;
            effects.push(Effect::LoadPictures(wanted));
        }
    }

    /// Takes over the pictures that were asked for.
    pub(super) fn pictures_came(&mut self, gallery: Gallery, pictures: Vec<Picture>) {
        if gallery.only.is_some() {
            if let Some(Overlay::Picture(large)) = &mut self.overlay {
                large.take(gallery, pictures);
            }
            return;
        }
        let shown = self.reader.opened.as_ref().map(|opened| opened.article.id);
        if self.pictures.asked == Some(gallery) && shown == Some(gallery.id) {
            self.pictures.due = false;
            self.reader.take_pictures(pictures);
        }
    }
}

impl App {
    /// Shows the picture in view large: the first that has a row on the screen, or else the next one below, or the last.
    pub(super) fn enlarge(&mut self) {
        let shown = self.reader.figures();
        let next = shown.iter().find(|(_, rows)| rows.end > self.reader.top);
        match next.or(shown.last()) {
            Some((figure, _)) => self.overlay = Some(Overlay::Picture(Large::new(*figure))),
            None if self.pictures.due => self.say(self.tongue.picture_is_coming()),
            None => self.say(self.tongue.no_pictures()),
        }
    }

    /// Shows the picture large that has this row of the article, if one has.
    pub(super) fn enlarge_at(&mut self, row: usize) {
        let shown = self.reader.figures();
        if let Some((figure, _)) = shown.iter().find(|(_, rows)| rows.contains(&row)) {
            self.overlay = Some(Overlay::Picture(Large::new(*figure)));
        }
    }

    /// Shows the first picture on the screen large; says whether there is one.
    pub(super) fn enlarge_in_view(&mut self) -> bool {
        let first = self.reader.figure_in_view();
        if let Some(figure) = first {
            self.overlay = Some(Overlay::Picture(Large::new(figure)));
        }
        first.is_some()
    }

    /// Goes to another picture of the article while one is shown large.
    pub(super) fn step_large(&mut self, by: isize) {
        let figures = self.reader.figures();
        if let Some(Overlay::Picture(large)) = &mut self.overlay {
            let at = figures
                .iter()
                .position(|(figure, _)| *figure == large.figure);
            let last = figures.len().saturating_sub(1);
            let to = at.unwrap_or(0).saturating_add_signed(by).min(last);
            if let Some((figure, _)) = figures.get(to).filter(|_| Some(to) != at) {
                *large = Large::new(*figure);
            }
        }
    }

    /// The cells that a picture takes which is shown large.
    pub fn large_area(&self) -> Area {
        let page = self.page_area();
        Area {
            y: page.y + page.height.min(1),
            height: page.height.saturating_sub(1),
            ..page
        }
        .narrowed(1)
    }

    /// Asks for the picture that is to be shown large, as `smaller` asks for all of them.
    fn settle_large(&mut self, figure: usize, smaller: Gallery, effects: &mut Vec<Effect>) {
        let area = self.large_area();
        let wanted = Gallery {
            columns: usize::from(area.width),
            rows: usize::from(area.height),
            only: Some(figure),
            ..smaller
        };
        if let Some(Overlay::Picture(large)) = &mut self.overlay
            && large.asked != Some(wanted)
            && !area.is_empty()
        {
            large.asked = Some(wanted);
            effects.push(Effect::LoadPictures(wanted));
        }
    }
}

/// Rows of a picture at most.
const MOST_ROWS: usize = 24;
