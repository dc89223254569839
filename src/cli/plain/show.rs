//! What the plain reader writes: lists, articles, who said what.

use std::io::Write;

use super::{Error, PAGE, Plain};
use crate::annotate::Annotated;
use crate::article::Article;
use crate::library::{Field, headline};
use crate::text::Span;

impl<W: Write> Plain<'_, W> {
    /// Lists a page of what was found.
    pub(super) fn list(&mut self) -> Result<(), Error> {
        let (tongue, total) = (self.tongue, self.total());
        let count = tongue.count_of_articles(total);
        let found = if self.words.is_empty() {
            count
        } else {
            tongue.articles_for(count, &self.words)
        };
        self.say(&format!("{found}."))?;
        if self.hidden > 0 {
            self.say(&tongue.copies_left_out(tongue.number(self.hidden)))?;
        }
        for at in self.top..(self.top + PAGE).min(total) {
            let Some((row, mark)) = self.at(at)? else {
                break;
            };
            let mut about: Vec<String> = Vec::new();
            about.extend(row.date.map(|date| date.strftime("%Y-%m-%d").to_string()));
            about.extend(row.outlet.clone());
            about.extend((!mark.read).then(|| tongue.unread().to_owned()));
            about.extend(mark.starred.then(|| tongue.starred().to_owned()));
            self.say(&format!("{}. {} ({})", at + 1, row.title, about.join(", ")))?;
        }
        let left = total.saturating_sub(self.top + PAGE);
        if left > 0 {
            self.say(&tongue.more_articles(tongue.number(left)))?;
        }
        Ok(())
    }

    /// Reads the article of this number, which is read then.
    pub(super) fn read(&mut self, at: usize) -> Result<(), Error> {
        let Some((row, mark)) = self.at(at)? else {
            return self.no_such(at);
        };
        let Some((article, found)) = self.library.article(&row.id)? else {
            return Ok(self.say(self.tongue.article_gone())?);
        };
        self.current = Some(at);
        let (title, _) = headline(&article, &found);
        self.say(&format!("{}. {title}", at + 1))?;
        let words = article.text.split_whitespace().count();
        let mut about: Vec<String> = Vec::new();
        about.extend(row.date.map(|date| date.strftime("%Y-%m-%d").to_string()));
        about.extend(article.meta.outlet.clone());
        about.push(self.tongue.words_long(self.tongue.number(words)));
        self.say(&format!("{}.", about.join(", ")))?;
        let folded = self.body(&article, &found)?;
        if folded > 0 {
            self.say(&self.tongue.lines_left_out(folded))?;
        }
        let mut names: Vec<&str> = Vec::new();
        for company in &found.companies {
            if !names.contains(&&*company.name) {
                names.push(&company.name);
            }
        }
        if !names.is_empty() {
            self.say(&self.tongue.companies_named(names.join(", ")))?;
        }
        if !mark.read {
            self.set(row.id, Field::Read, true)?;
        }
        Ok(())
    }

    /// Writes the paragraphs without the boilerplate of the site; returns how many lines were left out.
    fn body(&mut self, article: &Article, found: &Annotated) -> Result<usize, Error> {
        let (mut at, mut folded) = (0, 0);
        for line in article.text.split('\n') {
            let span = Span::new(at, at + line.len());
            at = span.end + 1;
            let inside = |site: &Span| site.start <= span.start && span.end <= site.end;
            if line.trim().is_empty() {
                continue;
            }
            if found.boilerplate.iter().any(inside) {
                folded += 1;
            } else {
                self.say(line.trim())?;
            }
        }
        Ok(folded)
    }

    /// Says who is quoted in the article read last, and with what.
    pub(super) fn said(&mut self) -> Result<(), Error> {
        let Some((article, found)) = self.present()? else {
            return Ok(self.say(self.tongue.which_article())?);
        };
        let part = |span: &Span| article.text.get(span.start..span.end).unwrap_or_default();
        let mut lines = Vec::new();
        for quotation in &found.quotations {
            let said: Vec<&str> = quotation.content.iter().map(part).collect();
            let source = quotation.source.as_ref().map(part);
            let source = source.unwrap_or_else(|| self.tongue.somebody());
            lines.push(format!("{source}: {}", said.join(" … ")));
        }
        if lines.is_empty() {
            lines.push(self.tongue.nobody_quoted().to_owned());
        }
        for line in lines {
            self.say(&line.split_whitespace().collect::<Vec<_>>().join(" "))?;
        }
        Ok(())
    }

    /// Says where the article read last comes from.
    pub(super) fn about(&mut self) -> Result<(), Error> {
        let Some((article, _)) = self.present()? else {
            return Ok(self.say(self.tongue.which_article())?);
        };
        let meta = &article.meta;
        let from = &article.provenance;
        let mut place = from.file.clone();
        if let Some(member) = &from.member {
            place = format!("{place}!/{member}");
        }
        let rows = [
            (self.tongue.fact_author(), meta.authors.join(", ")),
            (
                self.tongue.fact_address(),
                meta.url.clone().unwrap_or_default(),
            ),
            (self.tongue.fact_place(), place),
        ];
        for (name, value) in rows {
            if !value.is_empty() {
                self.say(&format!("{name}: {value}"))?;
            }
        }
        Ok(())
    }

    /// The article read last.
    fn present(&self) -> Result<Option<(Article, Annotated)>, Error> {
        let Some(at) = self.current else {
            return Ok(None);
        };
        match self.at(at)? {
            Some((row, _)) => Ok(self.library.article(&row.id)?),
            None => Ok(None),
        }
    }
}
