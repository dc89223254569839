//! Article to companies, quotations, sources and boilerplate. It sees a text and what is known about it, never files
//! or formats.

pub mod company;
pub mod lexicon;
pub mod page;
mod piece;
mod report;
pub mod score;
pub mod speech;
pub mod structure;

use std::sync::OnceLock;

use std::sync::Arc;

use jiff::civil::Date;

pub use lexicon::Lexicon;
use page::Page;
pub use report::Report;

use crate::text::{Lang, Span};

/// What a company mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// A company, or a service that is also its company.
    Company,
    /// A news outlet or agency where it is the source of a report or the article's own outlet.
    Outlet,
    /// A company's name inside the name of a product, which is linked to its company.
    Product,
}

/// A stretch of the text that names a company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name alone, without clitics.
    pub span: Span,
    /// The name a reader files it under.
    pub name: Arc<str>,
    /// What it is.
    pub kind: MentionKind,
}

/// How the words of a quotation are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Speech {
    /// Word for word, in quote marks.
    Direct,
    /// Reported in the article's own words.
    Indirect,
    /// Both.
    Mixed,
    /// A source is credited, or declined to comment, without content.
    Mention,
}

/// Who said something, as far as the text tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The person or body, by its fullest name in the article.
    pub name: String,
    /// Title or office ("CEO").
    pub role: Option<String>,
    /// Whom they speak for ("Xiaomi").
    pub affiliation: Option<String>,
}

/// One attribution: what was said, the words that attribute it, and who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// How the words are given.
    pub kind: Speech,
    /// What was said, quote marks included; several spans where the cue splits it. In order.
    pub content: Vec<Span>,
    /// The verb or phrase that attributes.
    pub cue: Option<Span>,
    /// The noun phrase that names who said it.
    pub source: Option<Span>,
    /// Who that is, pronouns and short names resolved.
    pub speaker: Option<Speaker>,
    /// The outlet that relays the source ("dikutip RELAY dari SOURCE").
    pub relay: Option<Span>,
}

impl Quotation {
    /// Who said it, by the fullest name known; `text` is the text it was found in.
    pub fn name<'a>(&'a self, text: &'a str) -> Option<&'a str> {
        let speaker = self.speaker.as_ref().map(|speaker| speaker.name.as_str());
        speaker.or_else(|| self.source.map(|source| source.of(text)))
    }
}

/// What the annotator found in one text. All spans are bytes of that text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotated {
    /// The language.
    pub lang: Lang,
    /// The headline, where the text carries it as its first line.
    pub title: Option<Span>,
    /// The day of publication, where the text states it.
    pub date: Option<Date>,
    /// Who published it, as the text says, by the name readers know.
    pub outlet: Option<&'static str>,
    /// Company mentions in order, not overlapping.
    pub companies: Vec<Mention>,
    /// Attributions in order of their first span.
    pub quotations: Vec<Quotation>,
    /// Site boilerplate in order, not overlapping: no part of the article.
    pub boilerplate: Vec<Span>,
}

/// What is known about a text before it is read.
#[derive(Clone, Copy, Default)]
pub struct Context<'a> {
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// Its language code, if the archive gives one.
    pub lang: Option<&'a str>,
    /// The headline that the archive gives, which is not part of the text.
    pub title: Option<&'a str>,
    /// The day of publication that the archive gives.
    pub date: Option<Date>,
    /// Tells whether a line (trimmed) recurs across the archive; `None` where nothing is known about it.
    pub repeated: Option<&'a (dyn Fn(&str) -> bool + Sync)>,
}

/// Finds companies, quotations, sources and boilerplate. Made once, used by every thread.
#[derive(Debug, Default)]
pub struct Annotator {
    lexicon: OnceLock<Lexicon>,
    /// The reader's own company file, and its name.
    own: Option<(String, String)>,
}

impl Annotator {
    /// The annotator with the built-in lexicon alone, which is read when it is first asked.
    pub fn builtin() -> Self {
        Self::default()
    }

    /// The annotator with the built-in lexicon and the reader's own company file, of which `file` is the name. Only
    /// the file is looked at now, so that its errors are told at once; the lexicon is read when it is first asked.
    pub fn with_user(text: String, file: String) -> Result<Self, lexicon::Error> {
        Lexicon::check(&text, &file)?;
        Ok(Self {
            lexicon: OnceLock::new(),
            own: Some((text, file)),
        })
    }

    /// Whether its lexicon has been read.
    pub fn is_ready(&self) -> bool {
        self.lexicon.get().is_some()
    }

    /// The lexicon it works with.
    pub fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| {
            let own = self.own.as_ref();
            let own = own.and_then(|(text, file)| Lexicon::with_user(text, file).ok());
            own.unwrap_or_else(Lexicon::builtin)
        })
    }

    /// Annotates one text.
    pub fn annotate(&self, text: &str, context: &Context<'_>) -> Annotated {
        let page = Page::new(text, context);
        let companies = company::find(self.lexicon(), &page);
        let quotations = speech::find(&page, &companies);
        Annotated {
            lang: page.lang,
            title: page.title,
            date: page.date,
            outlet: page.outlet,
            companies,
            quotations,
            boilerplate: page.boilerplate,
        }
    }
}
