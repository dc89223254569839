//! The bottom line: the search as it is typed, notices, progress, hints.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::header::grouped;
use super::paint::style;
use super::put::{put, put_right, put_short};
use crate::action::{Action, Context};
use crate::app::App;
use crate::app::layout::{Area, Pane};
use crate::app::line::Line;
use crate::config::theme::Role;
use crate::index::Order;
use crate::library::Progress;
use crate::text::width;

/// Draws the bottom line and returns where the cursor stands, if the search is being typed.
pub(super) fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let area = app.layout.status;
    if area.is_empty() {
        return None;
    }
    let inside = Area {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    if let Some(line) = &app.search.line {
        let about = match &app.search.error {
            Some(error) => error.to_string(),
            None => format!("{} found · {}", grouped(app.list.total), order(app.order())),
        };
        let error = app.search.error.as_ref().map(|error| error.at.start);
        return typing(app, line, (&about, error), inside, buffer);
    }
    if let Some(line) = &app.reader.find.line {
        let about = match app.reader.find.hits.len() {
            _ if line.text().is_empty() => "in this article".to_owned(),
            0 => "not in this article".to_owned(),
            1 => "once in this article".to_owned(),
            count => format!("{} times in this article", grouped(count)),
        };
        return typing(app, line, (&about, None), inside, buffer);
    }
    let right = right(app);
    let rest = put_right(buffer, inside, &right, style(app, Role::Dim));
    let rest = Area {
        width: rest.width.saturating_sub(2),
        ..rest
    };
    if !app.pending.is_empty() {
        pending(app, rest, buffer);
    } else if let Some(notice) = &app.notice {
        let role = if notice.failed {
            Role::Error
        } else {
            Role::Notice
        };
        put_short(buffer, rest, &notice.text, style(app, role));
    } else if let Some(progress) = &app.progress {
        put_short(buffer, rest, &reading(progress), style(app, Role::Dim));
    } else {
        hints(app, rest, buffer);
    }
    None
}

/// A line of searching: what is typed, and what it matches, or what is wrong with it and at which byte.
fn typing(
    app: &App,
    line: &Line,
    (about, error): (&str, Option<usize>),
    area: Area,
    buffer: &mut Buffer,
) -> Option<Position> {
    let role = if error.is_some() {
        Role::Error
    } else {
        Role::Dim
    };
    let typed = width::cells(line.text());
    let room = usize::from(area.width).saturating_sub(typed + 5);
    let rest = if room >= 12 {
        let about = width::ellipsis(about, room, "…");
        put_right(buffer, area, &about, style(app, role))
    } else {
        area
    };
    let used = put(buffer, rest, "/", style(app, Role::Key));
    let field = Area {
        x: rest.x + used,
        width: rest.width.saturating_sub(used),
        ..rest
    };
    // A line longer than its room shows the part around the cursor.
    let before = width::cells(line.before());
    let skip = (before + 1).saturating_sub(usize::from(field.width));
    let (hidden, cut) = width::truncate(line.text(), skip);
    let shown = line.text().get(hidden.len()..).unwrap_or_default();
    put(buffer, field, shown, style(app, Role::Query));
    if let Some(error) = error {
        let at =
            width::cells(line.text().get(..error).unwrap_or_default()).saturating_sub(cut) as u16;
        if at < field.width {
            super::put::paint(
                buffer,
                Area {
                    x: field.x + at,
                    width: 1,
                    ..field
                },
                style(app, Role::Error),
            );
        }
    }
    let column = field.x + (before.saturating_sub(cut) as u16).min(field.width.saturating_sub(1));
    (!field.is_empty()).then_some(Position::new(column, field.y))
}

/// An order in words.
const fn order(order: Order) -> &'static str {
    match order {
        Order::Newest => "headline and text, newest first",
        Order::Oldest => "headline and text, oldest first",
        Order::Longest => "headline and text, longest first",
        Order::Shortest => "headline and text, shortest first",
        Order::Relevance => "headline and text, best match first",
    }
}

/// What stands at the right: the place in the article or in the list.
fn right(app: &App) -> String {
    match app.focus {
        Pane::List if app.list.total > 0 => format!(
            "{}/{}",
            grouped(app.list.cursor + 1),
            grouped(app.list.total)
        ),
        Pane::Reader if app.reader.opened.is_some() => match app.reader.minutes_left() {
            0 => format!("{}%", app.reader.percent()),
            left => format!("{left} min left · {}%", app.reader.percent()),
        },
        _ => String::new(),
    }
}

/// A sequence of keys that is not finished, and what may follow.
fn pending(app: &App, area: Area, buffer: &mut Buffer) {
    let typed: Vec<String> = app.pending.iter().map(ToString::to_string).collect();
    let mut text = format!("{} …", typed.join(" "));
    for (key, action) in app.keymap.following(app.context(), &app.pending) {
        let _ = write!(text, "   {key} {}", action.name());
    }
    put_short(buffer, area, &text, style(app, Role::Dim));
}

/// How far the archive has been read, how fast, and how long it will take.
fn reading(progress: &Progress) -> String {
    let articles = grouped(usize::try_from(progress.added).unwrap_or(usize::MAX));
    let mut text = format!("reading the archive: {articles} articles");
    if progress.counted {
        let percent = progress
            .bytes
            .saturating_mul(100)
            .checked_div(progress.bytes_total)
            .unwrap_or(100);
        let _ = write!(text, ", {}%", percent.min(100));
    }
    if progress.elapsed.as_secs() >= 2 {
        let _ = write!(text, ", {:.1} MB/s", progress.rate() / 1e6);
    }
    if let Some(left) = progress.left().filter(|left| left.as_secs() >= 2) {
        let (minutes, seconds) = (left.as_secs() / 60, left.as_secs() % 60);
        let _ = write!(text, ", {minutes}:{seconds:02} left");
    }
    text
}

/// The keys that matter most here, as many as fit.
fn hints(app: &App, area: Area, buffer: &mut Buffer) {
    let wanted: &[(Action, &str)] = match app.context() {
        Context::Reader => &[
            (Action::Back, "list"),
            (Action::NextArticle, "next"),
            (Action::Find, "find"),
            (Action::CycleLights, "lights"),
            (Action::ToggleStar, "star"),
            (Action::ToggleRead, "read"),
            (Action::Help, "help"),
        ],
        Context::Page => &[
            (Action::Back, "close"),
            (Action::Down, "down"),
            (Action::Up, "up"),
        ],
        Context::Line => &[
            (Action::Accept, "take"),
            (Action::NextChoice, "next"),
            (Action::Cancel, "cancel"),
        ],
        Context::List => &[
            (Action::Open, "read"),
            (Action::Search, "search"),
            (Action::ToggleRead, "mark read"),
            (Action::ToggleStar, "star"),
            (Action::ShowUnread, "unread"),
            (Action::Help, "help"),
            (Action::Close, "quit"),
        ],
    };
    let mut rest = area;
    for (action, word) in wanted {
        let key = app.key_of(*action);
        let cells = (width::cells(&key) + width::cells(word) + 4) as u16;
        if cells > rest.width + 3 {
            break;
        }
        let used = put(buffer, rest, &key, style(app, Role::Key));
        let after = Area {
            x: rest.x + used,
            width: rest.width - used,
            ..rest
        };
        let used = used + put(buffer, after, &format!(" {word}   "), style(app, Role::Dim));
        rest = Area {
            x: rest.x + used,
            width: rest.width.saturating_sub(used),
            ..rest
        };
    }
}
