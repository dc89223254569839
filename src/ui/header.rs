//! The top line: the archive, what is shown of it, how much is unread.

use ratatui::buffer::Buffer;

use super::paint::style;
use super::put::{paint, put, put_right, put_short};
use crate::app::App;
use crate::app::layout::Area;
use crate::config::theme::Role;
use crate::library::Scope;

/// Draws the top line.
pub(super) fn draw(app: &App, buffer: &mut Buffer) {
    let area = app.layout.header;
    if area.is_empty() {
        return;
    }
    paint(buffer, area, style(app, Role::Status));
    let mut left = Area {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    left = put_right(buffer, left, &scopes(app), style(app, Role::Status));
    if app.counts.unread > 0 && area.width >= 50 {
        let unread = format!("  {} unread   ", grouped(app.counts.unread));
        left = put_right(buffer, left, &unread, style(app, Role::Status));
    }
    let used = put_short(buffer, left, &app.shown.name, style(app, Role::Status));
    let mut rest = Area {
        x: left.x + used,
        width: left.width.saturating_sub(used),
        ..left
    };
    let found = if app.answered.is_empty() {
        format!("  {}", articles(app.list.total))
    } else {
        format!("  {} for {}", articles(app.list.total), app.answered)
    };
    let used = put_short(buffer, rest, &found, style(app, Role::Status));
    rest = Area {
        x: rest.x + used,
        width: rest.width - used,
        ..rest
    };
    if app.problems > 0 {
        put(
            buffer,
            rest,
            &format!("  {} problems", grouped(app.problems)),
            style(app, Role::Status),
        );
    }
}

/// The three scopes with their keys, the one in force in brackets.
fn scopes(app: &App) -> String {
    let one = |scope: Scope, key: &str, name: &str| {
        if app.scope == scope {
            format!("[{key} {name}]")
        } else {
            format!(" {key} {name} ")
        }
    };
    if app.layout.header.width < 60 {
        return match app.scope {
            Scope::All => String::new(),
            Scope::Unread => "[unread]".to_owned(),
            Scope::Starred => "[starred]".to_owned(),
        };
    }
    [
        one(Scope::All, "1", "all"),
        one(Scope::Unread, "2", "unread"),
        one(Scope::Starred, "3", "starred"),
    ]
    .concat()
}

/// A number of articles in words.
fn articles(count: usize) -> String {
    if count == 1 {
        "1 article".to_owned()
    } else {
        format!("{} articles", grouped(count))
    }
}

/// A number with its thousands apart.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn thousands_stand_apart() {
        assert_eq!(super::grouped(0), "0");
        assert_eq!(super::grouped(999), "999");
        assert_eq!(super::grouped(1000), "1,000");
        assert_eq!(super::grouped(1_234_567), "1,234,567");
    }
}
