//! What a user can set, with the defaults.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::words::Tongue;

/// All settings but keys and looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The language of the interface.
    pub language: Language,
    /// The signs that the interface draws with.
    pub glyphs: Glyphs,
    /// Whether the mouse is listened to: wheel, click. Without it the terminal selects text as usual.
    pub mouse: bool,
    /// The command that copies, with its arguments; empty where the terminal does (OSC 52).
    pub copy_command: Vec<String>,
    /// The list of articles.
    pub list: List,
    /// The article.
    pub reader: Reader,
    /// The pane of saved searches and facets.
    pub side: Side,
    /// Searching.
    pub search: Search,
    /// How archives are read.
    pub archive: Archive,
    /// How articles leave the program.
    pub share: Share,
    /// What was marked.
    pub marks: Marks,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::default(),
            glyphs: Glyphs::default(),
            mouse: true,
            copy_command: Vec::new(),
            list: List::default(),
            reader: Reader::default(),
            side: Side::default(),
            search: Search::default(),
            archive: Archive::default(),
            share: Share::default(),
            marks: Marks::default(),
        }
    }
}

/// The language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// That of the system.
    #[default]
    Auto,
    /// English.
    En,
    /// Indonesian.
    Id,
}

impl Language {
    /// The language that this names; `system`, that of the system, where it names none.
    pub const fn or(self, system: Tongue) -> Tongue {
        match self {
            Self::Auto => system,
            Self::En => Tongue::English,
            Self::Id => Tongue::Indonesian,
        }
    }
}

/// The signs that the interface draws with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Glyphs {
    /// Those that every usual font has.
    #[default]
    Unicode,
    /// ASCII alone.
    Ascii,
    /// Those of a Nerd Font.
    Nerd,
}

/// `[list]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct List {
    /// Lines of each article.
    pub density: Density,
    /// How a date is written, in the signs of strftime.
    #[serde(deserialize_with = "date_format")]
    pub date: String,
    /// The order without a search.
    pub order: Order,
    /// What is shown at first.
    pub show: Show,
    /// The headings between articles that are sorted by date.
    pub group: Group,
    /// How copies of one story are shown.
    pub copies: Copies,
}

impl Default for List {
    fn default() -> Self {
        Self {
            density: Density::default(),
            date: "%Y-%m-%d".to_owned(),
            order: Order::default(),
            show: Show::default(),
            group: Group::default(),
            copies: Copies::default(),
        }
    }
}

/// How copies of one story are shown in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Copies {
    /// As one row, which says how many others there are.
    #[default]
    Folded,
    /// Each in its own row.
    Apart,
}

/// Lines of each article in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Density {
    /// Two: headline, and outlet, date and companies below.
    #[default]
    Roomy,
    /// One.
    Dense,
}

/// The headings between articles that are sorted by date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// None.
    #[default]
    None,
    /// One above the articles of a day.
    Day,
    /// One above the articles of a month.
    Month,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// By date, the latest first.
    #[default]
    Newest,
    /// By date, the earliest first.
    Oldest,
    /// By length, the longest first.
    Longest,
    /// By length, the shortest first.
    Shortest,
    /// By headline, from A to Z.
    Headline,
    /// By outlet, from A to Z.
    Outlet,
}

/// What the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    /// Every article.
    #[default]
    All,
    /// Those not read yet.
    Unread,
    /// Those with a star.
    Starred,
}

/// `[side]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Side {
    /// When the pane of saved searches and facets is there unasked.
    pub show: SideShow,
}

/// When the pane of saved searches and facets is there unasked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SideShow {
    /// On screens that are wide enough for three panes.
    #[default]
    Wide,
    /// Wherever it has room beside the list.
    Always,
    /// Never.
    Never,
}

/// `[reader]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reader {
    /// The longest line, in cells.
    #[serde(deserialize_with = "within::<_, 20, 200>")]
    pub width: u16,
    /// When an article becomes read.
    pub read: ReadWhen,
    /// With `leave`: seconds in view that make it read.
    #[serde(deserialize_with = "within::<_, 0, 3600>")]
    pub read_after: u16,
    /// With `leave`: the share of it, in percent, past which it is read.
    #[serde(deserialize_with = "within::<_, 1, 100>")]
    pub read_past: u16,
    /// What is lit at first.
    pub lights: Lights,
    /// Whether boilerplate is folded at first.
    pub fold: bool,
    /// Whether links are written so that the terminal itself can open them (OSC 8).
    pub hyperlinks: bool,
    /// How pictures are shown.
    pub images: Images,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            width: 76,
            read: ReadWhen::default(),
            read_after: 3,
            read_past: 60,
            lights: Lights::default(),
            fold: true,
            hyperlinks: true,
            images: Images::default(),
        }
    }
}

/// How pictures are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Images {
    /// As the terminal says that it can, when it is asked.
    #[default]
    Auto,
    /// As they are, by the terminal, in kitty's protocol with its placeholders.
    Kitty,
    /// As they are, by the terminal, as sixels.
    Sixel,
    /// As they are, by the terminal, in the protocol of iTerm2.
    Iterm,
    /// In cells of two pixels.
    Blocks,
    /// Not at all.
    Off,
}

/// When an article becomes read by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReadWhen {
    /// When the reader leaves it after [`Reader::read_after`] seconds or past [`Reader::read_past`] percent.
    #[default]
    Leave,
    /// As soon as it is opened.
    Open,
    /// When its end was in view.
    End,
    /// Never.
    Manual,
}

/// What is lit in the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lights {
    /// Companies, quotations and their sources.
    #[default]
    All,
    /// Companies.
    Companies,
    /// Quotations, cues and sources.
    Quotations,
    /// Nothing.
    None,
}

/// `[search]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Search {
    /// The order of what was found.
    pub order: SearchOrder,
}

/// The order of what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SearchOrder {
    /// The latest first.
    #[default]
    Newest,
    /// The best match first.
    Relevance,
    /// The earliest first.
    Oldest,
}

/// `[share]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Share {
    /// The folder that saving offers at first; empty for the one the program was started in.
    pub folder: String,
    /// The form that saving offers at first.
    pub form: Form,
    /// Whether a shell reads the commands that get an article's text.
    pub shell: bool,
}

impl Default for Share {
    fn default() -> Self {
        Self {
            folder: String::new(),
            form: Form::Md,
            shell: false,
        }
    }
}

/// The form in which an article is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// JSON.
    Json,
    /// Comma separated values.
    Csv,
}

/// `[marks]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Marks {
    /// The folder by way of which several machines exchange their marks; empty for none.
    pub sync: String,
}

/// `[archive]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Archive {
    /// What the fields of an article are called in the user's data.
    pub fields: Fields,
    /// What one file may take.
    pub limits: Limits,
}

/// `[archive.fields]`: the names that a field has in the user's data, tried before the usual ones. A dot goes one
/// level down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fields {
    /// Headline.
    pub title: Names,
    /// Text.
    pub body: Names,
    /// Address.
    pub url: Names,
    /// Day of publication.
    pub date: Names,
    /// Who published it.
    pub outlet: Names,
    /// Who wrote it.
    pub author: Names,
    /// Language code.
    pub lang: Names,
    /// Categories, sections, labels.
    pub tags: Names,
}

impl Fields {
    /// The names by field, without the fields that have none.
    pub fn mapping(&self) -> BTreeMap<String, Vec<String>> {
        let Self {
            title,
            body,
            url,
            date,
            outlet,
            author,
            lang,
            tags,
        } = self;
        [
            ("title", title),
            ("body", body),
            ("url", url),
            ("date", date),
            ("outlet", outlet),
            ("author", author),
            ("lang", lang),
            ("tags", tags),
        ]
        .into_iter()
        .filter(|(_, names)| !names.0.is_empty())
        .map(|(field, names)| (field.to_owned(), names.0.clone()))
        .collect()
    }
}

/// One name or several; none where the usual ones do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(pub Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = match toml::Value::deserialize(deserializer)? {
            toml::Value::String(name) => vec![name],
            toml::Value::Array(names) => names
                .into_iter()
                .map(|name| name.as_str().map(str::to_owned))
                .collect::<Option<_>>()
                .ok_or_else(|| D::Error::custom("expected a list of names, each in quotes"))?,
            other => {
                return Err(D::Error::custom(format!(
                    "expected a name or a list of names, found {}",
                    other.type_str()
                )));
            }
        };
        if names.iter().any(String::is_empty) {
            return Err(D::Error::custom(
                "a name is empty; expected the name of a field in your data",
            ));
        }
        Ok(Self(names))
    }
}

/// `[archive.limits]`: what one file may take, against files made to exhaust the reader.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Containers in containers.
    #[serde(deserialize_with = "positive")]
    pub depth: u64,
    /// Unpacked bytes for each packed byte.
    #[serde(deserialize_with = "positive")]
    pub ratio: u64,
    /// Members in all containers of one file.
    #[serde(deserialize_with = "positive")]
    pub entries: u64,
    /// Bytes of one record.
    #[serde(deserialize_with = "positive")]
    pub record_bytes: u64,
    /// Bytes that one file may unpack to.
    #[serde(deserialize_with = "positive")]
    pub total_bytes: u64,
    /// Seconds that one file may take.
    #[serde(deserialize_with = "positive")]
    pub seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            depth: 8,
            ratio: 250,
            entries: 2_000_000,
            record_bytes: 64 << 20,
            total_bytes: 1 << 40,
            seconds: 6 * 3600,
        }
    }
}

/// Reads a number from `MIN` to `MAX`.
fn within<'de, D: Deserializer<'de>, const MIN: u16, const MAX: u16>(
    deserializer: D,
) -> Result<u16, D::Error> {
    let number = i64::deserialize(deserializer)?;
    u16::try_from(number)
        .ok()
        .filter(|number| (MIN..=MAX).contains(number))
        .ok_or_else(|| {
            D::Error::custom(format!(
                "{number} is out of bounds; expected a number from {MIN} to {MAX}"
            ))
        })
}

/// Reads a number from 1.
fn positive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let number = i64::deserialize(deserializer)?;
    u64::try_from(number)
        .ok()
        .filter(|&number| number > 0)
        .ok_or_else(|| {
            D::Error::custom(format!(
                "{number} is out of bounds; expected a number from 1"
            ))
        })
}

/// Reads the form of a date and tries it.
fn date_format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let format = String::deserialize(deserializer)?;
    match jiff::fmt::strtime::format(&format, DateTime::default()) {
        Ok(date) if !date.trim().is_empty() => Ok(format),
        Ok(_) => Err(D::Error::custom(
            "the form of dates is empty; expected one such as `%Y-%m-%d`",
        )),
        Err(error) => Err(D::Error::custom(format!(
            "`{format}` is no form of dates: {error}; expected one such as `%Y-%m-%d`"
        ))),
    }
}
