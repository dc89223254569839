//! How everything on the screen looks: one table of roles, and themes that give them styles.
//!
//! A theme is a TOML text: `inherits`, a `[palette]` of named colours, and `[roles]`. What it does not say comes from the
//! theme it inherits and at last from the table, whose styles use the terminal's own colours.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::rows::{Name, Value, by_place, find, table, text};
use super::style::{Colour, Colours, Palette, Style};
use super::suggest::{did_you_mean, nearest};
use super::{Error, Fault};

/// The choice of a theme by the ground of the terminal.
pub const AUTO: &str = "auto";

/// The theme for a dark ground without a choice.
pub const DEFAULT: &str = "terminal";

/// The theme for a light ground without a choice.
pub const LIGHT: &str = "terminal-light";

/// The theme without colours.
pub const MONO: &str = "mono";

/// Makes the enum and its table from the rows.
macro_rules! roles {
    ($($variant:ident $name:literal $style:literal $meaning:literal)*) => {
        /// What a stretch of the screen is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role { $(#[doc = $meaning] $variant,)* }

        impl Role {
            /// Every role, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name in a theme.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it is.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning,)* }
            }

            /// Its style with the terminal's own colours, in words.
            pub const fn default_style(self) -> &'static str {
                match self { $(Self::$variant => $style,)* }
            }
        }
    };
}

roles! {
    Text "text" "default on default" "Text, and the ground under everything."
    Dim "dim" "dim" "What matters less."
    Title "title" "bold" "The headline of the article."
    Guessed "guessed" "italic" "What the archive does not say and was made or guessed."
    Unread "unread" "bold" "A headline not read yet."
    Read "read" "" "A headline read before."
    Starred "starred" "yellow" "The star of an article."
    Date "date" "dim" "A date."
    Outlet "outlet" "blue" "Who published the article."
    Selected "selected" "reverse" "The row under the cursor, with the focus."
    SelectedIdle "selected-idle" "reverse dim" "The row under the cursor, while the focus is elsewhere."
    Hit "hit" "black on yellow" "Words that were searched."
    HitCurrent "hit-current" "black on magenta bold" "The hit that was gone to."
    Marked "marked" "black on green" "A passage that you highlighted."
    Chosen "chosen" "reverse" "The passage that is being chosen."
    Company "company" "cyan underline" "A company named."
    Quote "quote" "green italic" "What was said."
    Cue "cue" "magenta dim" "The words that attribute it."
    Source "source" "yellow bold" "Who said it."
    Boilerplate "boilerplate" "dim" "What the site put around the article."
    Heading "heading" "bold" "A heading in the article."
    BlockQuote "block-quote" "italic" "A block quotation in the article."
    Code "code" "green" "Preformatted text."
    Caption "caption" "dim italic" "The caption of a picture."
    Link "link" "blue underline" "A link."
    Border "border" "dim" "The line between panes."
    BorderFocused "border-focused" "cyan" "The line around the pane with the focus."
    Margin "margin" "dim" "Signs beside the text: where the lights are, how far one has read."
    Status "status" "reverse" "The status line."
    Query "query" "bold" "The search as it is typed."
    Notice "notice" "green" "What has just been done."
    Warning "warning" "yellow bold" "What may need care."
    Error "error" "red bold" "What went wrong."
    Key "key" "cyan bold" "A key in help."
    Group "group" "bold underline" "A heading in help and pages."
}

impl Role {
    /// The role of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name)
    }
}

/// The themes that come with the program: name and text.
const BUILTIN: &[(&str, &str)] = &[
    (DEFAULT, include_str!("../../assets/themes/terminal.toml")),
    (
        LIGHT,
        include_str!("../../assets/themes/terminal-light.toml"),
    ),
    (MONO, include_str!("../../assets/themes/mono.toml")),
    ("ink", include_str!("../../assets/themes/ink.toml")),
    ("night", include_str!("../../assets/themes/night.toml")),
    ("moss", include_str!("../../assets/themes/moss.toml")),
    ("ember", include_str!("../../assets/themes/ember.toml")),
    ("plum", include_str!("../../assets/themes/plum.toml")),
    ("paper", include_str!("../../assets/themes/paper.toml")),
    ("snow", include_str!("../../assets/themes/snow.toml")),
    ("sand", include_str!("../../assets/themes/sand.toml")),
    ("mint", include_str!("../../assets/themes/mint.toml")),
];

/// A style for every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// In the order of [`Role::ALL`].
    styles: Vec<Style>,
}

impl Theme {
    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The theme with the user's styles in place of its own.
    pub fn with(mut self, overrides: &Overrides) -> Self {
        for (&role, &style) in &overrides.0 {
            if let Some(place) = self.styles.get_mut(role as usize) {
                *place = style;
            }
        }
        self
    }

    /// The theme as far as a terminal can show it.
    pub fn within(mut self, colours: Colours) -> Self {
        for style in &mut self.styles {
            *style = style.within(colours);
        }
        self
    }
}

/// The styles that a config gives single roles, whatever the theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides(BTreeMap<Role, Style>);

impl Overrides {
    /// Reads `[theme.roles]` of a config.
    pub(super) fn read(document: &DeTable<'_>) -> Result<Self, Fault> {
        let mut overrides = Self::default();
        let theme = match find(document, "theme") {
            Some(value) => table(value, "theme")?,
            None => return Ok(overrides),
        };
        let rows = match find(theme, "roles") {
            Some(value) => by_place(table(value, "theme.roles")?),
            None => return Ok(overrides),
        };
        for (name, value) in rows {
            let style = Style::parse(text(value)?, &Palette::new())
                .map_err(|what| Fault::new(value.span(), what))?;
            overrides.0.insert(role(name)?, style);
        }
        Ok(overrides)
    }
}

/// The role of this name, or the mistake.
fn role(name: &Name<'_>) -> Result<Role, Fault> {
    Role::by_name(name.get_ref()).ok_or_else(|| {
        let near = nearest(name.get_ref(), Role::ALL.iter().map(|role| role.name()));
        Fault::new(
            name.span(),
            format!(
                "there is no role `{}`{}",
                name.get_ref(),
                did_you_mean(near)
            ),
        )
    })
}

/// The themes at hand.
#[derive(Clone, Debug)]
pub struct Themes(BTreeMap<String, Source>);

/// The text of a theme and where it comes from.
#[derive(Clone, Debug)]
struct Source {
    file: String,
    text: String,
}

impl Themes {
    /// Those that come with the program.
    pub fn builtin() -> Self {
        let source = |&(name, text): &(&str, &str)| {
            let source = Source {
                file: format!("theme {name}"),
                text: text.to_owned(),
            };
            (name.to_owned(), source)
        };
        Self(BUILTIN.iter().map(source).collect())
    }

    /// Adds a theme of the user, in place of one of the same name. `file` names it in errors.
    pub fn add(&mut self, name: &str, text: &str, file: &str) {
        let source = Source {
            file: file.to_owned(),
            text: text.to_owned(),
        };
        self.0.insert(name.to_owned(), source);
    }

    /// Their names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What is wrong with the name of a theme that is not there.
    pub fn unknown(&self, name: &str) -> String {
        let near = did_you_mean(nearest(name, self.names()));
        let names: Vec<&str> = self.names().collect();
        format!(
            "there is no theme `{name}`{near}; expected one of `{}`",
            names.join("`, `")
        )
    }

    /// The theme of this name; `None` where there is none.
    pub fn get(&self, name: &str) -> Option<Result<Theme, Error>> {
        let source = self.0.get(name)?;
        Some(self.read(name, source))
    }

    /// Reads a theme and those it inherits.
    fn read(&self, name: &str, source: &Source) -> Result<Theme, Error> {
        let mut layers = Vec::new();
        let mut seen = vec![name.to_owned()];
        let mut next = Some(source);
        while let Some(source) = next {
            let told = |fault: Fault| fault.told(&source.text, &source.file);
            let layer = Layer::read(source).map_err(told)?;
            next = match &layer.inherits {
                None => None,
                Some((parent, at)) => {
                    let Some(found) = self.0.get(parent) else {
                        return Err(told(Fault::new(at.clone(), self.unknown(parent))));
                    };
                    if seen.contains(parent) {
                        let what =
                            format!("the theme inherits itself: {} → {parent}", seen.join(" → "));
                        return Err(told(Fault::new(at.clone(), what)));
                    }
                    seen.push(parent.clone());
                    Some(found)
                }
            };
            layers.push(layer);
        }
        layers.reverse();
        compose(name, &layers)
    }
}

/// The theme that layers make, the first below.
fn compose(name: &str, layers: &[Layer<'_>]) -> Result<Theme, Error> {
    let mut palette = Palette::new();
    for layer in layers {
        palette.extend(layer.palette.clone());
    }
    let parse =
        |role: &Role| Style::parse(role.default_style(), &Palette::new()).unwrap_or_default();
    let mut styles: Vec<Style> = Role::ALL.iter().map(parse).collect();
    for layer in layers {
        for (role, words, at) in &layer.roles {
            let style = Style::parse(words, &palette).map_err(|what| {
                Fault::new(at.clone(), what).told(&layer.source.text, &layer.source.file)
            })?;
            if let Some(place) = styles.get_mut(*role as usize) {
                *place = style;
            }
        }
    }
    Ok(Theme {
        name: name.to_owned(),
        styles,
    })
}

/// A place in a text.
type Place = std::ops::Range<usize>;

/// What one theme itself says.
struct Layer<'a> {
    source: &'a Source,
    inherits: Option<(String, Place)>,
    palette: Palette,
    roles: Vec<(Role, String, Place)>,
}

/// The rows of a theme.
const ROWS: [&str; 3] = ["inherits", "palette", "roles"];

impl<'a> Layer<'a> {
    fn read(source: &'a Source) -> Result<Self, Fault> {
        let document = DeTable::parse(&source.text)?;
        let mut layer = Self {
            source,
            inherits: None,
            palette: Palette::new(),
            roles: Vec::new(),
        };
        for (name, value) in by_place(document.get_ref()) {
            match name.get_ref().as_ref() {
                "inherits" => layer.inherits = Some((text(value)?.to_owned(), value.span())),
                "palette" => layer.read_palette(value)?,
                "roles" => layer.read_roles(value)?,
                other => {
                    let near = did_you_mean(nearest(other, ROWS));
                    let what = format!(
                        "a theme has no `{other}`{near}; expected `{}`",
                        ROWS.join("`, `")
                    );
                    return Err(Fault::new(name.span(), what));
                }
            }
        }
        Ok(layer)
    }

    fn read_palette(&mut self, value: &Value<'_>) -> Result<(), Fault> {
        for (name, value) in by_place(table(value, "palette")?) {
            let word = text(value)?;
            let colour = Colour::parse(word).ok_or_else(|| {
                let what = format!("`{word}` is no colour; expected `#rrggbb`, a number from 0 to 255, or a name such as `bright-blue`");
                Fault::new(value.span(), what)
            })?;
            self.palette.insert(name.get_ref().to_string(), colour);
        }
        Ok(())
    }

    fn read_roles(&mut self, value: &Value<'_>) -> Result<(), Fault> {
        for (name, value) in by_place(table(value, "roles")?) {
            self.roles
                .push((role(name)?, text(value)?.to_owned(), value.span()));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(name: &str) -> Theme {
        Themes::builtin().get(name).unwrap().unwrap()
    }

    fn error(themes: &Themes, name: &str) -> String {
        themes.get(name).unwrap().unwrap_err().to_string()
    }

    /// Relative luminance as the Web Content Accessibility Guidelines 2.1 define it.
    fn luminance([red, green, blue]: [f64; 3]) -> f64 {
        let linear = |value: f64| {
            let value = value / 255.0;
            if value <= 0.03928 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Their contrast ratio, from 1 to 21.
    fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn parts(colour: Option<Colour>) -> [f64; 3] {
        match colour {
            Some(Colour::Rgb(red, green, blue)) => [red, green, blue].map(f64::from),
            other => panic!("{other:?} is not in true colour"),
        }
    }

    /// The letters of a style as a terminal shows them: dim ones lose about a third.
    fn letters(style: Style, ground: Style, bg: [f64; 3]) -> [f64; 3] {
        let fg = parts(style.fg.or(ground.fg));
        if !style.marks.dim {
            return fg;
        }
        [0, 1, 2].map(|at| fg[at] * 2.0 / 3.0 + bg[at] / 3.0)
    }

    /// The themes in true colour.
    fn coloured() -> Vec<Theme> {
        let names = BUILTIN.iter().map(|(name, _)| *name);
        names
            .filter(|name| ![DEFAULT, LIGHT, MONO].contains(name))
            .map(theme)
            .collect()
    }

    #[test]
    fn roles_have_names_meanings_and_styles() {
        for &role in Role::ALL {
            assert_eq!(Role::by_name(role.name()), Some(role));
            assert!(role.meaning().ends_with('.'), "{role:?}");
            assert!(
                Style::parse(role.default_style(), &Palette::new()).is_ok(),
                "{role:?}"
            );
        }
    }

    #[test]
    fn every_shipped_theme_can_be_read() {
        for (name, _) in BUILTIN {
            assert_eq!(theme(name).name, *name);
        }
        assert!(coloured().len() >= 8);
    }

    #[test]
    fn every_letter_stands_out_from_its_ground() {
        for theme in coloured() {
            let ground = theme.style(Role::Text);
            for &role in Role::ALL {
                let style = theme.style(role);
                let bg = parts(style.bg.or(ground.bg));
                let ratio = contrast(letters(style, ground, bg), bg);
                assert!(ratio >= 4.5, "{} {}: {ratio:.2}", theme.name, role.name());
            }
        }
    }

    #[test]
    fn rows_under_the_cursor_can_be_read() {
        let rows = [
            Role::Unread,
            Role::Read,
            Role::Starred,
            Role::Date,
            Role::Outlet,
            Role::Dim,
            Role::Guessed,
            Role::Company,
        ];
        for theme in coloured() {
            let ground = theme.style(Role::Text);
            for under in [Role::Selected, Role::SelectedIdle] {
                let bg = parts(theme.style(under).bg);
                for role in rows {
                    let ratio = contrast(letters(theme.style(role), ground, bg), bg);
                    assert!(
                        ratio >= 4.5,
                        "{} {} {}: {ratio:.2}",
                        theme.name,
                        under.name(),
                        role.name()
                    );
                }
            }
        }
    }

    #[test]
    fn there_are_light_and_dark_themes() {
        let light = |theme: &Theme| luminance(parts(theme.style(Role::Text).bg)) > 0.5;
        let (light, dark): (Vec<_>, Vec<_>) = coloured().into_iter().partition(light);
        assert!(light.len() >= 4 && dark.len() >= 4);
    }

    #[test]
    fn lights_differ_without_colour() {
        for (name, _) in BUILTIN {
            let theme = theme(name).within(Colours::None);
            let lights = [
                Role::Text,
                Role::Company,
                Role::Quote,
                Role::Cue,
                Role::Source,
            ];
            for (at, role) in lights.iter().enumerate() {
                for other in &lights[at + 1..] {
                    assert_ne!(
                        theme.style(*role),
                        theme.style(*other),
                        "{name}: {role:?} {other:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn mono_has_no_colour() {
        let mono = theme(MONO);
        assert_eq!(mono.clone().within(Colours::None), mono);
        for role in [Role::Selected, Role::Hit] {
            assert!(mono.style(role).marks.reverse);
        }
    }

    #[test]
    fn own_theme_inherits_palette_and_roles() {
        let mut themes = Themes::builtin();
        themes.add(
            "mine",
            "inherits = \"paper\"\n[palette]\nname = \"#010203\"\n[roles]\nquote = \"name bold\"\n",
            "mine.toml",
        );
        let mine = themes.get("mine").unwrap().unwrap();
        assert_eq!(mine.style(Role::Company).fg, Some(Colour::Rgb(1, 2, 3)));
        assert_eq!(mine.style(Role::Quote).fg, Some(Colour::Rgb(1, 2, 3)));
        assert_eq!(mine.style(Role::Error), theme("paper").style(Role::Error));
    }

    #[test]
    fn mistakes_say_where() {
        let mut themes = Themes::builtin();
        for (text, expected) in [
            (
                "[roles]\ncompanny = \"red\"",
                "mine.toml:2:1: there is no role `companny`, did you mean `company`?",
            ),
            (
                "[roles]\ncompany = \"redd\"",
                "mine.toml:2:11: there is no colour `redd`, did you mean `red`?",
            ),
            (
                "[roles]\ncompany = 3",
                "mine.toml:2:11: expected a text in quotes, found integer",
            ),
            (
                "[palette]\nx = \"#12\"",
                "mine.toml:2:5: `#12` is no colour",
            ),
            (
                "role = 3",
                "mine.toml:1:1: a theme has no `role`, did you mean `roles`?",
            ),
            (
                "roles = 3",
                "mine.toml:1:9: expected a table `[roles]`, found integer",
            ),
            (
                "inherits = \"nigth\"",
                "mine.toml:1:12: there is no theme `nigth`, did you mean `night`?",
            ),
            (
                "inherits = \"mine\"",
                "mine.toml:1:12: the theme inherits itself: mine → mine",
            ),
            ("[roles", "mine.toml:1:7: "),
        ] {
            themes.add("mine", text, "mine.toml");
            let error = error(&themes, "mine");
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
