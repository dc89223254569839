//! What the plain reader marks: read, stars, notes, tags.

use std::io::Write;

use super::{Error, Plain};
use crate::article::ArticleId;
use crate::library::{Edit, Field, Key, Kind, marks};

impl<W: Write> Plain<'_, W> {
    /// Turns a mark over: of the article with this number, else of the one read last.
    pub(super) fn turn(&mut self, field: Field, number: &str) -> Result<(), Error> {
        let number = number
            .parse::<usize>()
            .ok()
            .and_then(|at| at.checked_sub(1));
        let Some(at) = number.or(self.current) else {
            return Ok(self.say(self.tongue.which_article())?);
        };
        let Some((row, mark)) = self.at(at)? else {
            return self.no_such(at);
        };
        let value = match field {
            Field::Read => !mark.read,
            Field::Starred => !mark.starred,
        };
        self.set(row.id, field, value)?;
        let word = match (field, value) {
            (Field::Read, true) => self.tongue.marked_read(),
            (Field::Read, false) => self.tongue.marked_unread(),
            (Field::Starred, true) => self.tongue.has_star(),
            (Field::Starred, false) => self.tongue.has_no_star(),
        };
        Ok(self.say(&format!("{word}: {}", row.title))?)
    }

    /// Marks an article.
    pub(super) fn set(&self, id: ArticleId, field: Field, value: bool) -> Result<(), Error> {
        self.library.mark(&[id], field, value, field.done(value))?;
        Ok(())
    }

    /// The identity of the article read last; without one, asks for one.
    fn read_last(&mut self) -> Result<Option<ArticleId>, Error> {
        if let Some(at) = self.current
            && let Some((row, _)) = self.at(at)?
        {
            return Ok(Some(row.id));
        }
        self.say(self.tongue.which_article())?;
        Ok(None)
    }

    /// Says the note on the article read last, writes it, or takes it away.
    pub(super) fn note(&mut self, text: &str) -> Result<(), Error> {
        let Some(id) = self.read_last()? else {
            return Ok(());
        };
        if text.is_empty() {
            let note = self.library.marks().sheet(&id)?.note;
            let note = note.unwrap_or_else(|| self.tongue.no_note().to_owned());
            return Ok(self.say(&note)?);
        }
        let value = (text != "-").then(|| text.to_owned());
        let (label, said) = match value {
            Some(_) => ("noted", self.tongue.note_kept()),
            None => ("note removed", self.tongue.note_gone()),
        };
        let edit = Edit {
            ids: vec![id],
            key: Key::of(Kind::Note),
            value,
        };
        self.library.edit(&[edit], label)?;
        Ok(self.say(said)?)
    }

    /// Adds tags to the article read last, or takes them away, and says which it has then.
    pub(super) fn tag(&mut self, typed: &str, add: bool) -> Result<(), Error> {
        let Some(id) = self.read_last()? else {
            return Ok(());
        };
        let tags: Vec<String> = typed.split(',').filter_map(marks::tag_word).collect();
        let edit = |tag: &String| {
            Key::tag(tag).map(|key| Edit {
                ids: vec![id],
                key,
                value: add.then(String::new),
            })
        };
        let edits: Vec<Edit> = tags.iter().filter_map(edit).collect();
        if !edits.is_empty() {
            let done = if add { "tagged" } else { "freed of" };
            let label = format!("{done} {}", tags.join(", "));
            self.library.edit(&edits, &label)?;
        }
        let mark = self.library.marks().get(&[id])?.pop().unwrap_or_default();
        let tags = if mark.tags.is_empty() {
            self.tongue.no_tags().to_owned()
        } else {
            self.tongue.tagged_with(mark.tags.join(", "))
        };
        Ok(self.say(&tags)?)
    }
}
