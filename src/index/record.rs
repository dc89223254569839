//! An article as the index stores it: what a row of the list shows, and the rest.

use std::sync::Arc;

use jiff::civil::DateTime;

use super::shorthand::{Pen, Signs};
use super::texts::{Kept, List};
use crate::article::{Article, ArticleId, Block, BlockKind, Link, Meta, Provenance};
use crate::text::{Lang, Span};

/// What a row of the list shows of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Who it is.
    pub id: ArticleId,
    /// The headline.
    pub title: String,
    /// Whether the headline was made from the first sentence.
    pub made: bool,
    /// When it was published.
    pub date: Option<DateTime>,
    /// Whether the date comes from the text and not from the archive.
    pub guessed_date: bool,
    /// Who published it.
    pub outlet: Option<String>,
    /// Length in words.
    pub words: u32,
    /// The language.
    pub lang: Lang,
}

const MADE: u8 = 1;
const GUESSED: u8 = 2;
/// The headline is written by signs.
const SIGNED: u8 = 4;

/// What an article says of itself exactly as its row does, and so is not written again.
const SAME_TITLE: u8 = 1;
const SAME_DATE: u8 = 2;
const SAME_OUTLET: u8 = 4;

/// Writes a row, and where the rest of its article lies; its headline by signs, where there are any.
pub(super) fn encode_row(row: &Row, kept: Kept, list: &List) -> Vec<u8> {
    let mut out = Writer(Vec::with_capacity(row.title.len() + 64));
    out.0.extend_from_slice(&row.id.0);
    let flags = [
        (row.made, MADE),
        (row.guessed_date, GUESSED),
        (list.is_some(), SIGNED),
    ];
    let set = flags.iter().filter(|(is, _)| *is);
    out.0.push(set.fold(0, |all, (_, flag)| all | flag));
    out.0.push(match row.lang {
        Lang::Id => 1,
        Lang::En => 2,
        Lang::Other => 0,
    });
    out.date(row.date);
    out.number(u64::from(row.words));
    match list {
        None => out.text(&row.title),
        Some((list, pen)) => {
            let mut title = Vec::with_capacity(row.title.len());
            pen.write(&row.title, &mut title);
            out.number(u64::from(*list));
            out.number(row.title.len() as u64);
            out.number(title.len() as u64);
            out.0.extend_from_slice(&title);
        }
    }
    out.option(row.outlet.as_deref());
    out.number(u64::from(kept.block));
    out.number(u64::from(kept.start));
    out.number(u64::from(kept.len));
    out.0
}

/// Appends what a row does not hold of its article; its text by signs, where there are any.
pub(super) fn encode_article(row: &Row, article: &Article, pen: Option<&Pen>, to: &mut Vec<u8>) {
    let mut out = Writer(std::mem::take(to));
    let meta = &article.meta;
    let mut same = 0;
    for (equal, bit) in [
        (meta.title.as_ref() == Some(&row.title), SAME_TITLE),
        (meta.date == row.date, SAME_DATE),
        (meta.outlet == row.outlet, SAME_OUTLET),
    ] {
        same |= if equal { bit } else { 0 };
    }
    out.0.push(same);
    if same & SAME_TITLE == 0 {
        out.option(meta.title.as_deref());
    }
    if same & SAME_DATE == 0 {
        out.date(meta.date);
    }
    if same & SAME_OUTLET == 0 {
        out.option(meta.outlet.as_deref());
    }
    out.option(meta.url.as_deref());
    out.list(&meta.authors, |out, author| out.text(author));
    out.option(meta.lang.as_deref());
    out.list(&meta.tags, |out, tag| out.text(tag));

    let place = &article.provenance;
    out.text(&place.file);
    out.option(place.member.as_deref());
    out.number(place.offset);
    out.number(place.length);
    out.text(place.charset);
    out.text(place.format);
    out.0.push(u8::from(place.digest.is_some()));
    out.0.extend(place.digest.iter().flatten());
    out.list(&place.repairs, |out, repair| out.text(repair));

    out.list(&article.blocks, |out, block| {
        let (kind, level) = match block.kind {
            BlockKind::Heading(level) => (0, level),
            BlockKind::Item(depth) => (1, depth),
            BlockKind::Quote => (2, 0),
            BlockKind::Code => (3, 0),
            BlockKind::Caption => (4, 0),
        };
        out.0.extend_from_slice(&[kind, level]);
        out.span(block.span);
    });
    out.list(&article.links, |out, link| {
        out.span(link.span);
        out.text(&link.url);
    });
    // To the end: the bytes are as many as were kept.
    out.number(article.text.len() as u64);
    match pen {
        Some(pen) => pen.write(&article.text, &mut out.0),
        None => out.0.extend_from_slice(article.text.as_bytes()),
    }
    *to = out.0;
}

/// Reads a row and where its article lies; `None` where the bytes are not what [`encode_row`] writes. `lists` gives the
/// signs in a block.
pub(super) fn row(bytes: &[u8], lists: &dyn Fn(u32) -> Option<Arc<Signs>>) -> Option<(Row, Kept)> {
    Reader(bytes).row(lists).ok()
}

/// Reads the article of a row, written with these signs; `None` where the bytes are not what [`encode_article`] writes.
/// `known` gives names of formats, character sets and repairs back their static form.
pub(super) fn article(
    row: &Row,
    bytes: &[u8],
    signs: Option<&Signs>,
    known: &dyn Fn(&str) -> &'static str,
) -> Option<Article> {
    Reader(bytes).article(row, signs, known).ok()
}

/// Appends numbers seven bits a byte, texts behind their length.
struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Nothing is 0, a text its length plus one.
    fn option(&mut self, text: Option<&str>) {
        match text {
            None => self.0.push(0),
            Some(text) => {
                self.number(text.len() as u64 + 1);
                self.0.extend_from_slice(text.as_bytes());
            }
        }
    }

    fn span(&mut self, span: Span) {
        self.number(span.start as u64);
        self.number(span.len() as u64);
    }

    fn date(&mut self, date: Option<DateTime>) {
        let Some(date) = date else {
            self.0.push(0);
            return;
        };
        self.0.push(1);
        self.0.extend_from_slice(&date.year().to_le_bytes());
        let small = [
            date.month(),
            date.day(),
            date.hour(),
            date.minute(),
            date.second(),
        ];
        self.0.extend(small.map(|part| part as u8));
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u64);
        for item in items {
            write(self, item);
        }
    }
}

/// The bytes are not what [`Writer`] appends.
struct Damaged;

type Read<T> = Result<T, Damaged>;

/// Takes from the front what [`Writer`] appended.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Read<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len).ok_or(Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Read<[u8; N]> {
        self.take(N)?.try_into().map_err(|_| Damaged)
    }

    fn byte(&mut self) -> Read<u8> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Read<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(Damaged)
    }

    fn text_of(&mut self, len: u64) -> Read<String> {
        let bytes = self.take(usize::try_from(len).map_err(|_| Damaged)?)?;
        std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|_| Damaged)
    }

    fn text(&mut self) -> Read<String> {
        let len = self.number()?;
        self.text_of(len)
    }

    fn option(&mut self) -> Read<Option<String>> {
        match self.number()? {
            0 => Ok(None),
            len => self.text_of(len - 1).map(Some),
        }
    }

    fn span(&mut self) -> Read<Span> {
        let start = self.number()? as usize;
        let len = self.number()? as usize;
        Ok(Span::new(start, start.checked_add(len).ok_or(Damaged)?))
    }

    fn date(&mut self) -> Read<Option<DateTime>> {
        if self.byte()? == 0 {
            return Ok(None);
        }
        let year = i16::from_le_bytes(self.array()?);
        let [month, day, hour, minute, second] = self.array::<5>()?.map(|part| part as i8);
        DateTime::new(year, month, day, hour, minute, second, 0)
            .map(Some)
            .map_err(|_| Damaged)
    }

    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let len = self.number()?;
        let mut items = Vec::new();
        for _ in 0..len {
            items.push(read(self)?);
        }
        Ok(items)
    }

    fn block(&mut self) -> Read<Block> {
        let [kind, level] = self.array()?;
        Ok(Block {
            kind: match kind {
                0 => BlockKind::Heading(level),
                1 => BlockKind::Item(level),
                2 => BlockKind::Quote,
                3 => BlockKind::Code,
                4 => BlockKind::Caption,
                _ => return Err(Damaged),
            },
            span: self.span()?,
        })
    }

    fn link(&mut self) -> Read<Link> {
        Ok(Link {
            span: self.span()?,
            url: self.text()?,
        })
    }

    fn row(&mut self, lists: &dyn Fn(u32) -> Option<Arc<Signs>>) -> Read<(Row, Kept)> {
        let id = ArticleId(self.array()?);
        let [flags, lang] = self.array()?;
        let row = Row {
            id,
            made: flags & MADE != 0,
            guessed_date: flags & GUESSED != 0,
            lang: match lang {
                1 => Lang::Id,
                2 => Lang::En,
                _ => Lang::Other,
            },
            date: self.date()?,
            words: self.number()? as u32,
            title: if flags & SIGNED == 0 {
                self.text()?
            } else {
                let signs = lists(self.number()? as u32).ok_or(Damaged)?;
                let (len, written) = (self.number()? as usize, self.number()? as usize);
                signs.read(self.take(written)?, len).ok_or(Damaged)?
            },
            outlet: self.option()?,
        };
        let kept = Kept {
            block: self.number()? as u32,
            start: self.number()? as u32,
            len: self.number()? as u32,
        };
        Ok((row, kept))
    }

    fn article(
        &mut self,
        row: &Row,
        signs: Option<&Signs>,
        known: &dyn Fn(&str) -> &'static str,
    ) -> Read<Article> {
        let same = self.byte()?;
        let title = if same & SAME_TITLE == 0 {
            self.option()?
        } else {
            Some(row.title.clone())
        };
        let date = if same & SAME_DATE == 0 {
            self.date()?
        } else {
            row.date
        };
        let outlet = if same & SAME_OUTLET == 0 {
            self.option()?
        } else {
            row.outlet.clone()
        };
        let meta = Meta {
            title,
            url: self.option()?,
            date,
            outlet,
            authors: self.list(Self::text)?,
            lang: self.option()?,
            tags: self.list(Self::text)?,
        };
        let provenance = Provenance {
            file: self.text()?,
            member: self.option()?,
            offset: self.number()?,
            length: self.number()?,
            charset: known(&self.text()?),
            format: known(&self.text()?),
            digest: match self.byte()? {
                0 => None,
                _ => Some(self.array()?),
            },
            repairs: self.list(|from| from.text().map(|name| known(&name)))?,
        };
        Ok(Article {
            id: row.id,
            meta,
            provenance,
            blocks: self.list(Self::block)?,
            links: self.list(Self::link)?,
            text: self.body(signs)?,
        })
    }

    /// The text, which is the rest.
    fn body(&mut self, signs: Option<&Signs>) -> Read<String> {
        let len = self.number()?;
        match signs {
            Some(signs) => signs.read(self.0, len as usize).ok_or(Damaged),
            None => self.text_of(len),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::shorthand::Tally;
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn sample() -> (Row, Article) {
        let mut article = Article::new(
            Meta {
                title: Some("Judul".into()),
                url: None,
                date: Some(date(2015, 1, 12).at(8, 30, 0, 0)),
                outlet: Some("Koran".into()),
                authors: vec!["A".into(), "B".into()],
                lang: Some("id".into()),
                tags: vec!["tekno".into()],
            },
            "Sebuah teks – panjang.".repeat(20),
            Provenance {
                file: "a/b.txt".into(),
                member: Some("x".into()),
                offset: 1 << 40,
                length: 7,
                charset: "UTF-8",
                format: "txt",
                digest: Some([7; 16]),
                repairs: vec!["mojibake"],
            },
        );
        article.blocks.push(Block {
            kind: BlockKind::Heading(2),
            span: Span::new(0, 6),
        });
        article.links.push(Link {
            span: Span::new(7, 11),
            url: "http://a".into(),
        });
        let row = Row {
            id: article.id,
            title: "Judul".into(),
            made: true,
            date: article.meta.date,
            guessed_date: false,
            outlet: article.meta.outlet.clone(),
            words: 300,
            lang: Lang::Id,
        };
        (row, article)
    }

    fn known(name: &str) -> &'static str {
        ["UTF-8", "txt", "mojibake"]
            .into_iter()
            .find(|known| *known == name)
            .unwrap_or_default()
    }

    fn signs(article: &Article) -> Arc<Signs> {
        let mut tally = Tally::default();
        tally.add(&article.text);
        Arc::new(Signs::of(&tally.list()).unwrap())
    }

    fn encoded(row: &Row, article: &Article, signs: Option<&Signs>) -> Vec<u8> {
        let mut bytes = Vec::new();
        encode_article(row, article, signs.map(Pen::of).as_ref(), &mut bytes);
        bytes
    }

    const KEPT: Kept = Kept {
        block: 7,
        start: 300,
        len: 70_000,
    };

    #[test]
    fn what_is_written_reads_back() {
        let (mut written, mut stored) = sample();
        let signs = signs(&stored);
        for round in 0..2 {
            for list in [None, Some((9, Arc::new(Pen::of(&signs))))] {
                let bytes = encode_row(&written, KEPT, &list);
                let read = row(&bytes, &|list| (list == 9).then(|| Arc::clone(&signs)));
                assert_eq!(read, Some((written.clone(), KEPT)));
            }
            for signs in [None, Some(&*signs)] {
                let bytes = encoded(&written, &stored, signs);
                assert_eq!(bytes.first(), Some(&if round == 0 { 7 } else { 0 }));
                assert_eq!(
                    article(&written, &bytes, signs, &known),
                    Some(stored.clone())
                );
            }
            // What the row guessed is not what the article says.
            written.title = "Judul lain".into();
            written.date = None;
            stored.meta.outlet = None;
        }
    }

    proptest! {
        #[test]
        fn damaged_bytes_are_refused_or_read(cut in 0_usize..900, at in 0_usize..900, byte in any::<u8>()) {
            let (written, stored) = sample();
            let signs = signs(&stored);
            let known_signs = Arc::clone(&signs);
            for (mut bytes, signs) in [
                (encode_row(&written, KEPT, &None), None),
                (encode_row(&written, KEPT, &Some((9, Arc::new(Pen::of(&signs))))), None),
                (encoded(&written, &stored, None), None),
                (encoded(&written, &stored, Some(&signs)), Some(&*signs)),
            ] {
                bytes.truncate(cut);
                if let Some(place) = bytes.get_mut(at) {
                    *place = byte;
                }
                let _ = row(&bytes, &|_| Some(Arc::clone(&known_signs)));
                let _ = article(&written, &bytes, signs, &known);
            }
        }
    }
}
