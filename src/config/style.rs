//! Colours and styles, in words: `cyan underline`, `black on yellow`, `#1d6f8a on #ffffff bold`.

use std::collections::BTreeMap;
use std::fmt;

use super::suggest::{did_you_mean, nearest};

/// A colour of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// The terminal's own foreground or background.
    Default,
    /// One of the terminal's palette. The first 16 are its own choice, the others the same everywhere.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// The colours that a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// Every colour.
    #[default]
    All,
    /// Those of its palette of 256.
    Palette,
    /// None, or none that the user wants to see.
    None,
}

/// The names of the first 16 of the palette, in order.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// The steps of a colour in the cube of the palette.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The colours that a theme gives names.
pub(super) type Palette = BTreeMap<String, Colour>;

impl Colour {
    /// The colour of this name or number.
    pub(super) fn parse(word: &str) -> Option<Self> {
        if word == "default" {
            return Some(Self::Default);
        }
        if let Some(index) = NAMES.iter().position(|name| *name == word) {
            return u8::try_from(index).ok().map(Self::Indexed);
        }
        match word.strip_prefix('#') {
            Some(hex) if hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                let [_, red, green, blue] = u32::from_str_radix(hex, 16).ok()?.to_be_bytes();
                Some(Self::Rgb(red, green, blue))
            }
            Some(_) => None,
            None => word.parse().ok().map(Self::Indexed),
        }
    }

    /// The nearest of the palette that is the same everywhere: a cube of six steps a colour, and 24 greys.
    fn indexed(self) -> Self {
        let Self::Rgb(red, green, blue) = self else {
            return self;
        };
        let parts = [red, green, blue];
        let far = |other: [u8; 3]| -> u32 {
            let apart = parts
                .iter()
                .zip(other)
                .map(|(one, other)| one.abs_diff(other));
            apart.map(|apart| u32::from(apart).pow(2)).sum()
        };
        let steps = parts.map(|part| {
            let nearest = (0..6_u8).min_by_key(|step| STEPS[usize::from(*step)].abs_diff(part));
            nearest.unwrap_or(0)
        });
        let cube = steps.map(|step| STEPS[usize::from(step)]);
        let grey = (0..24_u8)
            .min_by_key(|grey| far([8 + grey * 10; 3]))
            .unwrap_or(0);
        if far([8 + grey * 10; 3]) < far(cube) {
            return Self::Indexed(232 + grey);
        }
        let [red, green, blue] = steps;
        Self::Indexed(16 + 36 * red + 6 * green + blue)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Default => f.write_str("default"),
            Self::Indexed(index) => match NAMES.get(usize::from(index)) {
                Some(name) => f.write_str(name),
                None => write!(f, "{index}"),
            },
            Self::Rgb(red, green, blue) => write!(f, "#{red:02x}{green:02x}{blue:02x}"),
        }
    }
}

/// How a stretch of text looks, laid over what is below: what it does not say stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// Colour of the letters.
    pub fg: Option<Colour>,
    /// Colour behind them.
    pub bg: Option<Colour>,
    /// Everything but colour.
    pub marks: Marks,
}

/// What a style does without colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one switch of the terminal, in any combination"
)]
pub struct Marks {
    /// Heavier letters.
    pub bold: bool,
    /// Fainter letters.
    pub dim: bool,
    /// Slanted letters.
    pub italic: bool,
    /// A line below.
    pub underline: bool,
    /// Letters and background exchanged.
    pub reverse: bool,
}

/// The words for [`Marks`].
const MARKS: [&str; 5] = ["bold", "dim", "italic", "underline", "reverse"];

impl Marks {
    /// The switch of this name.
    fn switch(&mut self, name: &str) -> Option<&mut bool> {
        match name {
            "bold" => Some(&mut self.bold),
            "dim" => Some(&mut self.dim),
            "italic" => Some(&mut self.italic),
            "underline" => Some(&mut self.underline),
            "reverse" => Some(&mut self.reverse),
            _ => None,
        }
    }
}

impl Style {
    /// Reads a style: a colour, `on` a colour, and any of `bold`, `dim`, `italic`, `underline`, `reverse`. Colours of
    /// the palette go before those of the terminal.
    pub(super) fn parse(words: &str, palette: &Palette) -> Result<Self, String> {
        let mut style = Self::default();
        let mut rest = words.split_whitespace();
        while let Some(word) = rest.next() {
            if let Some(switch) = style.marks.switch(word) {
                *switch = true;
            } else if word == "on" {
                let word = rest.next().ok_or("expected a colour after `on`")?;
                set(&mut style.bg, colour(word, palette)?, "background")?;
            } else {
                set(&mut style.fg, colour(word, palette)?, "colour")?;
            }
        }
        Ok(style)
    }

    /// The style as far as a terminal can show it.
    pub fn within(self, colours: Colours) -> Self {
        match colours {
            Colours::All => self,
            Colours::Palette => Self {
                fg: self.fg.map(Colour::indexed),
                bg: self.bg.map(Colour::indexed),
                ..self
            },
            Colours::None => Self {
                marks: self.marks,
                ..Self::default()
            },
        }
    }
}

/// Sets what may be said once.
fn set(place: &mut Option<Colour>, colour: Colour, what: &str) -> Result<(), String> {
    match place.replace(colour) {
        None => Ok(()),
        Some(_) => Err(format!(
            "a second {what}; expected one, and `on` before that of the background"
        )),
    }
}

/// The colour that a word names.
fn colour(word: &str, palette: &Palette) -> Result<Colour, String> {
    if let Some(&colour) = palette.get(word) {
        return Ok(colour);
    }
    Colour::parse(word).ok_or_else(|| {
        let known = palette.keys().map(String::as_str).chain(NAMES).chain(MARKS).chain(["default"]);
        let near = did_you_mean(nearest(word, known));
        format!(
            "there is no colour `{word}`{near}; expected a name such as `bright-blue`, a number from 0 to 255, `#rrggbb`, `default`, or one of `{}`",
            MARKS.join("`, `")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Result<Style, String> {
        let palette = Palette::from([("ink".to_owned(), Colour::Rgb(1, 2, 3))]);
        Style::parse(words, &palette)
    }

    #[test]
    fn styles_in_words() {
        let style = parse("black on bright-yellow bold underline").unwrap();
        assert_eq!(
            (style.fg, style.bg),
            (Some(Colour::Indexed(0)), Some(Colour::Indexed(11)))
        );
        assert!(style.marks.bold && style.marks.underline && !style.marks.dim);
        assert_eq!(parse("").unwrap(), Style::default());
        assert_eq!(parse("ink on 236").unwrap().fg, Some(Colour::Rgb(1, 2, 3)));
        assert_eq!(
            parse("ink bold").unwrap().within(Colours::None),
            parse("bold").unwrap()
        );
    }

    #[test]
    fn mistakes_are_explained() {
        for (words, part) in [
            ("cyann", "did you mean `cyan`?"),
            ("iink", "did you mean `ink`?"),
            ("underlined", "did you mean `underline`?"),
            ("red blue", "a second colour"),
            ("red on", "after `on`"),
            ("#12345", "`#rrggbb`"),
            ("#12345é", "`#rrggbb`"),
            ("256", "from 0 to 255"),
        ] {
            let error = parse(words).unwrap_err();
            assert!(error.contains(part), "{words}: {error}");
        }
    }

    #[test]
    fn shown_colour_reads_back() {
        for colour in (0..=255)
            .map(Colour::Indexed)
            .chain([Colour::Default, Colour::Rgb(0, 160, 255)])
        {
            assert_eq!(Colour::parse(&colour.to_string()), Some(colour));
        }
    }

    #[test]
    fn a_small_palette_gets_the_nearest_colour() {
        for (hex, number) in [
            ("#000000", 16),
            ("#ffffff", 231),
            ("#5f87af", 67),
            ("#1d1f21", 234),
            ("#ff0000", 196),
            ("#808080", 244),
        ] {
            let near = Colour::parse(hex).unwrap().indexed();
            assert_eq!(near, Colour::Indexed(number), "{hex}");
        }
        let style = parse("#ff0000 on black bold").unwrap();
        let near = style.within(Colours::Palette);
        assert_eq!(near, parse("196 on black bold").unwrap());
        assert_eq!(style.within(Colours::All), style);
    }
}
