//! Marking the articles of an opened archive: what is marked goes to disk first, then into the sets that searching uses.

use std::path::Path;
use std::sync::PoisonError;

use super::marks::{About, Exchanged, Fact, Merged, Sheet};
use super::{Change, Edit, Error, Field, Kind, Library, known_name};
use crate::article::{Article, ArticleId};
use crate::index::{Flag, Flags, Sets};

/// More articles than this are found faster by making the sets anew.
const FEW: usize = 2000;

/// Articles of one step that have what they are kept beside their marks; of more it can be looked up in their archive.
const DESCRIBED: usize = 200;

impl Library {
    /// Sets or unsets a field of articles: one step to undo, on disk when this returns.
    pub fn mark(
        &self,
        ids: &[ArticleId],
        field: Field,
        value: bool,
        label: &str,
    ) -> Result<Change, Error> {
        self.edit(&[Edit::switch(ids, field, value)], label)
    }

    /// Makes some edits as one step to undo, on disk when this returns.
    pub fn edit(&self, edits: &[Edit], label: &str) -> Result<Change, Error> {
        let change = self.marks.edit(edits, label)?;
        self.describe(&change)?;
        self.apply(&change)?;
        Ok(change)
    }

    /// Takes the last step back.
    pub fn undo(&self) -> Result<Option<Change>, Error> {
        self.turned(self.marks.undo()?)
    }

    /// Does the step again that was taken back last.
    pub fn redo(&self) -> Result<Option<Change>, Error> {
        self.turned(self.marks.redo()?)
    }

    fn turned(&self, change: Option<Change>) -> Result<Option<Change>, Error> {
        if let Some(change) = &change {
            self.apply(change)?;
        }
        Ok(change)
    }

    /// Keeps that an article was read: from when on (milliseconds since 1970), how long, and how much of it was seen in
    /// percent. No step to undo.
    pub fn log(&self, id: &ArticleId, at: i64, seconds: u64, seen: u8) -> Result<(), Error> {
        self.marks.log(id, at, seconds, seen)?;
        self.keep_about(id)
    }

    /// The note, the highlights and the place of an article. One that was marked when its archive gave it another text gets
    /// the marks it had then.
    pub fn sheet(&self, article: &Article, title: &str) -> Result<Sheet, Error> {
        let url = article.meta.url.as_deref().unwrap_or_default();
        if self.marks.adopt(&article.id, title, url)? {
            self.forget_flags();
        }
        Ok(self.marks.sheet(&article.id)?)
    }

    /// Takes over marks from elsewhere; the later of two stays. No step to undo.
    pub fn merge(&self, facts: impl IntoIterator<Item = Fact>) -> Result<Merged, Error> {
        let merged = self.marks.merge(facts, true)?;
        self.forget_flags();
        Ok(merged)
    }

    /// Exchanges marks with other machines by way of a folder.
    pub fn exchange(&self, folder: Option<&Path>) -> Result<Exchanged, Error> {
        let exchanged = self.marks.exchange(folder)?;
        if exchanged.taken > 0 {
            self.forget_flags();
        }
        Ok(exchanged)
    }

    /// Keeps beside what the user wrote, lit, filed or starred what it is about.
    fn describe(&self, change: &Change) -> Result<(), Error> {
        for part in &change.parts {
            let kept = matches!(
                part.key.kind,
                Kind::Note | Kind::Highlight | Kind::Tag | Kind::Starred
            );
            if kept && part.value.is_some() && part.ids.len() <= DESCRIBED {
                part.ids.iter().try_for_each(|id| self.keep_about(id))?;
            }
        }
        Ok(())
    }

    fn keep_about(&self, id: &ArticleId) -> Result<(), Error> {
        let Some((row, article)) = self.snapshot()?.article(id, &known_name)? else {
            return Ok(());
        };
        let about = About {
            title: row.title,
            date: row.date.map(|date| date.date().to_string()),
            outlet: row.outlet,
            url: article.meta.url,
        };
        Ok(self.marks.set_about(id, &about)?)
    }

    /// Brings the sets of marked documents up to date.
    fn apply(&self, change: &Change) -> Result<(), Error> {
        let snapshot = self.snapshot()?;
        let mut marked = self.marked.lock().unwrap_or_else(PoisonError::into_inner);
        for part in &change.parts {
            let Some(flag) = flag(part.key.kind) else {
                continue;
            };
            if part.ids.len() > FEW {
                marked.flags = Flags::default();
                continue;
            }
            let set = part.value.is_some();
            let mut flags = marked.flags.clone();
            if flag == Flag::Tagged {
                flags = flags.with_tag(&snapshot, &part.key.name, &part.ids, set);
            }
            // Of tags and highlights an article can have several.
            let (with, without): (Vec<_>, Vec<_>) = match flag {
                Flag::Tagged | Flag::Highlighted if !set => {
                    let marks = self.marks.get(&part.ids)?;
                    let left = marks.iter().map(|mark| match flag {
                        Flag::Tagged => !mark.tags.is_empty(),
                        _ => mark.highlights > 0,
                    });
                    let kept = part.ids.iter().zip(left).partition(|(_, left)| *left);
                    let (with, without): (Vec<_>, Vec<_>) = kept;
                    (ids_of(with), ids_of(without))
                }
                _ if set => (part.ids.clone(), Vec::new()),
                _ => (Vec::new(), part.ids.clone()),
            };
            flags = flags.with(&snapshot, flag, &with, true);
            marked.flags = flags.with(&snapshot, flag, &without, false);
        }
        Ok(())
    }

    /// The notes, highlights and tags of the user: few, beside what was read and starred.
    pub(super) fn sets(&self) -> Result<Sets, Error> {
        let mut sets = Sets::default();
        for kind in [Kind::Note, Kind::Highlight] {
            if let Some(flag) = flag(kind) {
                self.marks.each(kind, None, |id| sets.add(flag, &id))?;
            }
        }
        for (tag, _) in self.marks.tags()? {
            self.marks
                .each(Kind::Tag, Some(&tag), |id| sets.tag(&tag, &id))?;
        }
        Ok(sets)
    }

    /// Lets the sets of marked documents be made anew.
    fn forget_flags(&self) {
        let mut marked = self.marked.lock().unwrap_or_else(PoisonError::into_inner);
        marked.flags = Flags::default();
    }
}

/// The set that a mark is in.
const fn flag(kind: Kind) -> Option<Flag> {
    match kind {
        Kind::Read => Some(Flag::Read),
        Kind::Starred => Some(Flag::Starred),
        Kind::Note => Some(Flag::Noted),
        Kind::Tag => Some(Flag::Tagged),
        Kind::Highlight => Some(Flag::Highlighted),
        _ => None,
    }
}

fn ids_of(pairs: Vec<(&ArticleId, bool)>) -> Vec<ArticleId> {
    pairs.into_iter().map(|(id, _)| *id).collect()
}
