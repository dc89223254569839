//! An article while it is read: what the record says and where it lies.

use super::input::Place;
use super::reading::{Halt, Reading};
use super::repair::Repairs;
use super::rich::Rich;
use super::sink::State;
use crate::article::{self, Article, Meta, Provenance};

/// An article that is being put together.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    /// What the archive says about it.
    pub meta: Meta,
    /// The text.
    pub rich: Rich,
    /// What was repaired so far.
    pub repairs: Repairs,
    /// The first byte of the record inside the file or member.
    pub offset: u64,
    /// Its length in bytes; 0 where not known.
    pub length: u64,
    /// The digest of its bytes.
    pub digest: Option<[u8; 16]>,
    /// The character set it was decoded from.
    pub charset: &'static str,
    place: Place,
    format: &'static str,
}

impl Record {
    /// An empty one at a place, read by the format of that name.
    pub(super) fn new(place: &Place, format: &'static str) -> Self {
        Self {
            place: place.clone(),
            format,
            charset: "UTF-8",
            ..Self::default()
        }
    }

    /// Where it lies.
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// Notes where its bytes lie, and their digest.
    pub(super) fn lies_at(&mut self, offset: u64, bytes: &[u8]) {
        self.offset = offset;
        self.length = bytes.len() as u64;
        self.digest = Some(article::digest(bytes));
    }

    /// Whether it has neither text nor headline.
    pub(super) fn is_empty(&self) -> bool {
        self.rich.is_empty() && self.meta.title.is_none()
    }

    /// Hands the article on, and the reader's state with it. An export without texts gives the state alone.
    pub(super) fn deliver(self, state: Option<State>, out: &mut Reading<'_>) -> Result<(), Halt> {
        match state {
            None => out.article(self.into_article()),
            Some(state) if self.rich.is_empty() && self.meta.url.is_some() => out.state(State {
                url: self.meta.url,
                title: self.meta.title,
                ..state
            }),
            Some(state) => self.deliver_with_text(state, out),
        }
    }

    /// Hands the article and the reader's state on.
    pub(super) fn deliver_with_text(
        self,
        mut state: State,
        out: &mut Reading<'_>,
    ) -> Result<(), Halt> {
        state.url.clone_from(&self.meta.url);
        state.title.clone_from(&self.meta.title);
        let article = self.into_article();
        state.id = Some(article.id);
        out.article(article)?;
        out.state(state)
    }

    /// The article.
    pub(super) fn into_article(self) -> Article {
        let provenance = Provenance {
            file: self.place.file,
            member: self.place.member,
            offset: self.offset,
            length: self.length,
            charset: self.charset,
            format: self.format,
            digest: self.digest,
            repairs: self.repairs.into_names(),
        };
        let mut article = Article::new(self.meta, self.rich.text, provenance);
        article.blocks = self.rich.blocks;
        article.links = self.rich.links;
        article
    }
}
