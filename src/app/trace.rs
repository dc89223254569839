//! Where the article in view comes from: its bytes, and its further places.

use super::effect::Origin;
use super::views::Overlay;
use super::views::facts::Facts;
use super::views::raw::Raw;
use super::{App, Effect};
use crate::article::ArticleId;
use crate::library::Trace;

impl App {
    /// Opens the facts about the article in view.
    pub(super) fn facts(&mut self, effects: &mut Vec<Effect>) {
        if let Some(opened) = &self.reader.opened {
            self.overlay = Some(Overlay::Facts(Facts::new(opened, self.tongue)));
            self.trace(false, effects);
        }
    }

    /// Opens the bytes of the article in view.
    pub(super) fn raw(&mut self, effects: &mut Vec<Effect>) {
        if let Some(opened) = &self.reader.opened {
            self.overlay = Some(Overlay::Raw(Raw::new(
                &opened.article.provenance,
                self.tongue,
            )));
            self.trace(true, effects);
        }
    }

    fn trace(&self, bytes: bool, effects: &mut Vec<Effect>) {
        if let Some(opened) = &self.reader.opened {
            effects.push(Effect::Trace(Origin {
                id: opened.article.id,
                place: opened.article.provenance.clone(),
                bytes,
            }));
        }
    }

    /// Takes what was found where an article comes from.
    pub(super) fn traced(&mut self, id: ArticleId, trace: &Trace) {
        if self
            .reader
            .opened
            .as_ref()
            .is_none_or(|opened| opened.article.id != id)
        {
            return;
        }
        match &mut self.overlay {
            Some(Overlay::Raw(view)) if trace.bytes.is_some() => view.fill(trace, self.tongue),
            Some(Overlay::Facts(view)) => view.add_places(&trace.others, self.tongue),
            _ => {}
        }
    }
}
