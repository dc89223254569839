//! Help: what works here and elsewhere, from the live keymap, narrowed by typing.

use super::Scroll;
use crate::action::{Action, Context, Group};
use crate::app::fit::fit;
use crate::app::line::Line;
use crate::config::{Keymap, Verb};
use crate::text::{width, wrap};
use crate::words::Tongue;

/// One row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// What the rows below it have in common.
    Heading(String),
    /// Something that can be done.
    Entry(Entry),
    /// An empty row.
    Blank,
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its keys as they are written, or how it is typed on the command line.
    pub keys: String,
    /// What it does.
    pub does: String,
    /// Its name on the command line.
    pub name: String,
}

/// A line of the help as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// What the lines below it have in common.
    Heading(&'a str),
    /// Keys, none where a sentence goes on, and what they do, or as much of it as fits.
    Entry(&'a str, &'a str),
    /// An empty line.
    Blank,
}

/// Cells across the keys, at most.
const KEYS: usize = 26;
/// Cells between the edge and the keys, and between the keys and what they do.
pub const GAP: usize = 2;

/// Rows that have something in common.
type Section = (String, Vec<Entry>);

/// The help view.
#[derive(Debug)]
pub struct Help {
    /// The rows that fit.
    pub rows: Vec<Row>,
    /// Where it is scrolled to.
    pub scroll: Scroll,
    /// The line that narrows it, while it is typed.
    pub line: Option<Line>,
    /// What narrows it.
    pub filter: String,
    all: Vec<Section>,
}

impl Help {
    /// The help for these keys; what works in `here` comes first.
    pub fn new(keymap: &Keymap, tongue: Tongue, here: Context) -> Self {
        let mut help = Self {
            rows: Vec::new(),
            scroll: Scroll::default(),
            line: None,
            filter: String::new(),
            all: Vec::new(),
        };
        for &group in Group::ALL {
            let actions = in_group(group).filter(|action| action.contexts().contains(&here));
            let keys = |action: Action| keymap.keys_of(action, here).join("  ");
            help.add(tongue.of(group.title()), entries(actions, keys, tongue));
        }
        for &context in Context::ALL {
            let actions = Group::ALL.iter().copied().flat_map(in_group);
            let elsewhere = actions.filter(|action| {
                let first = action.contexts().first() == Some(&context);
                first && !action.contexts().contains(&here)
            });
            let keys = |action: Action| keymap.keys_of(action, context).join("  ");
            help.add(tongue.of(place(context)), entries(elsewhere, keys, tongue));
        }
        let macros = keymap.macros().iter().enumerate().map(|(at, known)| Entry {
            keys: keymap.keys_of_macro(at).join("  "),
            does: known.about.clone(),
            name: known.name.clone(),
        });
        help.add(tongue.macros(), macros.collect());
        let verbs = Verb::ALL.iter().map(|verb| Entry {
            keys: format!(":{} {}", verb.name(), verb.takes()),
            does: tongue.of(verb.help()).to_owned(),
            name: verb.name().to_owned(),
        });
        help.add(tongue.commands(), verbs.collect());
        help.narrow();
        help
    }

    fn add(&mut self, heading: &str, entries: Vec<Entry>) {
        if !entries.is_empty() {
            self.all.push((heading.to_owned(), entries));
        }
    }

    /// Changes the line that narrows the help.
    pub fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        if let Some(line) = &mut self.line {
            change(line);
            line.text().clone_into(&mut self.filter);
            self.narrow();
        }
    }

    /// Opens the line that narrows the help.
    pub fn open_filter(&mut self) {
        self.line = Some(Line::new(self.filter.clone()));
    }

    /// Shows everything again.
    pub fn clear_filter(&mut self) {
        self.line = None;
        self.filter.clear();
        self.narrow();
    }

    /// Cells before what keys do, in a page of `width` cells.
    pub fn column(&self, width: usize) -> usize {
        let widest = self.rows.iter().map(|row| match row {
            Row::Entry(entry) => width::cells(&entry.keys),
            Row::Heading(_) | Row::Blank => 0,
        });
        (widest.max().unwrap_or(0).min(KEYS) + 2 * GAP).min(width / 2)
    }

    /// Its rows in lines of `width` cells: what does not fit into one goes on in the next.
    pub fn lines(&self, width: usize) -> Vec<Shown<'_>> {
        let room = width.saturating_sub(self.column(width));
        let mut lines = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            match row {
                Row::Blank => lines.push(Shown::Blank),
                Row::Heading(heading) => lines.push(Shown::Heading(heading)),
                Row::Entry(entry) => {
                    let mut keys = entry.keys.as_str();
                    for line in wrap::wrap(&entry.does, room) {
                        let keys = std::mem::take(&mut keys);
                        lines.push(Shown::Entry(keys, line.span.of(&entry.does)));
                    }
                }
            }
        }
        lines
    }

    /// Keeps the rows that fit.
    fn narrow(&mut self) {
        self.rows.clear();
        self.scroll = Scroll::default();
        for (heading, entries) in &self.all {
            let fits = |entry: &&Entry| {
                let about = format!("{} {} {heading}", entry.keys, entry.does);
                fit(&self.filter, &entry.name, &about).is_some()
            };
            let fitting: Vec<&Entry> = entries.iter().filter(fits).collect();
            if fitting.is_empty() {
                continue;
            }
            if !self.rows.is_empty() {
                self.rows.push(Row::Blank);
            }
            self.rows.push(Row::Heading(heading.clone()));
            self.rows
                .extend(fitting.into_iter().cloned().map(Row::Entry));
        }
    }
}

/// The actions of a group.
fn in_group(group: Group) -> impl Iterator<Item = Action> {
    Action::ALL
        .iter()
        .copied()
        .filter(move |action| action.group() == group)
}

/// The rows of actions; one without a key has its name on the command line.
fn entries(
    actions: impl Iterator<Item = Action>,
    keys: impl Fn(Action) -> String,
    tongue: Tongue,
) -> Vec<Entry> {
    let entry = |action: Action| {
        let keys = keys(action);
        let typed = action.group() == Group::Typing;
        (!keys.is_empty() || !typed).then(|| Entry {
            keys: if keys.is_empty() {
                format!(":{action}")
            } else {
                keys
            },
            does: tongue.of(action.help()).to_owned(),
            name: action.name().to_owned(),
        })
    };
    actions.filter_map(entry).collect()
}

/// The heading of what works in another place.
const fn place(context: Context) -> [&'static str; 2] {
    match context {
        Context::List => ["In the list", "Di daftar"],
        Context::Reader => ["In the article", "Di artikel"],
        Context::Page => ["On a page such as this", "Di halaman seperti ini"],
        Context::Line => ["While typing", "Saat mengetik"],
        Context::Side => ["In the pane at the left", "Di panel kiri"],
        Context::Note => ["While writing a note", "Saat menulis catatan"],
        Context::Passage => ["While choosing a passage", "Saat memilih bagian teks"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn sentences_go_on_in_the_next_line_and_nothing_is_cut() {
        let keymap = Config::parse("", "config.toml").unwrap().keymap;
        for tongue in Tongue::ALL {
            let help = Help::new(&keymap, *tongue, Context::List);
            for across in [40, 76, 110] {
                let room = across - help.column(across);
                let mut said = String::new();
                for line in help.lines(across) {
                    if let Shown::Entry(_, does) = line {
                        assert!(width::cells(does) <= room, "{across}: {does}");
                        said.push_str(does);
                        said.push(' ');
                    }
                }
                let whole = said.split_whitespace().collect::<Vec<_>>().join(" ");
                let [english, indonesian] = Action::Back.help();
                assert!(whole.contains(english) || whole.contains(indonesian));
            }
        }
    }
}
