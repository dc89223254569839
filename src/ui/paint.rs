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
///
/// A reversed style over another is a bar, and its ground is the colour of its letters: a colour or a dimness of what is
/// below would be a hole in it, so these go.
pub(super) fn with(under: Style, over: Style) -> Style {
    let mut both = under.patch(over);
    if over.add_modifier.contains(Modifier::REVERSED) {
        both.fg = over.fg;
        both.bg = over.bg;
        if !over.add_modifier.contains(Modifier::DIM) {
            both.add_modifier.remove(Modifier::DIM);
        }
    }
    both
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reversed_bar_has_one_ground() {
        let bar = Style::new().add_modifier(Modifier::REVERSED);
        let dim = Style::new()
            .fg(Color::Cyan)
            .add_modifier(Modifier::DIM | Modifier::BOLD);
        let both = with(dim, bar);
        assert_eq!((both.fg, both.bg), (None, None));
        assert_eq!(both.add_modifier, Modifier::REVERSED | Modifier::BOLD);
        let idle = with(dim, bar.add_modifier(Modifier::DIM));
        assert!(
            idle.add_modifier.contains(Modifier::DIM),
            "a dim bar stays dim as a whole"
        );
        let plain = with(dim, Style::new().bg(Color::Blue));
        assert_eq!(
            plain.fg,
            Some(Color::Cyan),
            "a ground of its own keeps the colours on it"
        );
        assert!(plain.add_modifier.contains(Modifier::DIM));
    }
}
