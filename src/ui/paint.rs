//! The styles of the theme in the terminal library's words.

use ratatui::style::{Color, Modifier, Style};

use crate::app::App;
use crate::app::views::picture::Pixel;
use crate::config::style::{Colour, Marks};
use crate::config::theme::Role;

/// The style of a role in the theme in force.
pub(super) fn style(app: &App, role: Role) -> Style {
    let given = app.theme.style(role);
    let mut style = Style::new();
    style.fg = given.fg.map(colour);
    style.bg = given.bg.map(colour);
    style.add_modifier(modifiers(given.marks))
}

/// The style of two pixels of a picture in one cell.
pub(super) fn pixels(front: Pixel, back: Pixel) -> Style {
    let colour = |[red, green, blue]: [u8; 3]| Color::Rgb(red, green, blue);
    let mut style = Style::new();
    style.fg = front.map(colour);
    style.bg = back.map(colour);
    style
}

/// One style over another: what the upper one does not say, the lower one does.
pub(super) fn with(under: Style, over: Style) -> Style {
    under.patch(over)
}

fn modifiers(marks: Marks) -> Modifier {
    let set = [
        (marks.bold, Modifier::BOLD),
        (marks.dim, Modifier::DIM),
        (marks.italic, Modifier::ITALIC),
        (marks.underline, Modifier::UNDERLINED),
        (marks.reverse, Modifier::REVERSED),
    ];
    set.into_iter()
        .filter(|(on, _)| *on)
        .fold(Modifier::empty(), |all, (_, mark)| all | mark)
}

fn colour(colour: Colour) -> Color {
    match colour {
        Colour::Default => Color::Reset,
        Colour::Indexed(number) => Color::Indexed(number),
        Colour::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    }
}
