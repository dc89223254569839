//! The bottom line: what is being typed, notices, progress, hints.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

use super::paint::style;
use super::put::{clear, put_right, put_short};
use super::{field, hints, pending, prompt, search};
use crate::app::App;
use crate::app::layout::{Area, Pane};
use crate::app::line::Line;
use crate::config::theme::Role;
use crate::library::Progress;
use crate::text::safe::Safe;
use crate::text::{Span, width, wrap};
use crate::words::Tongue;

/// Draws the bottom line and returns where the cursor stands, if a line is being typed.
pub(super) fn draw(app: &App, buffer: &mut Buffer) -> Option<Position> {
    let area = app.layout.status;
    if area.is_empty() {
        return None;
    }
    let inside = area.narrowed(1);
    if let Some(line) = &app.search.line {
        return search::draw(app, line, inside, buffer);
    }
    if let Some(line) = &app.reader.find.line {
        let about = found_inside(app, line);
        return field::draw(app, ("/", line), (&about, Role::Dim), None, inside, buffer);
    }
    if let Some(ask) = &app.marking.ask {
        let (sign, about) = (ask.sign(app.tongue), ask.about(app.tongue));
        return prompt::draw(app, (sign, about), &ask.prompt, inside, buffer);
    }
    if let Some(line) = &app.prompt {
        return prompt::draw(app, (":", ""), line, inside, buffer);
    }
    if let Some(greeting) = &app.greeting {
        greet(app, greeting, inside, buffer);
    }
    let mut right = right(app);
    // On a narrow screen a key that leads on says more than the place.
    if inside.width < NARROW && hinted(app) {
        right.clear();
    }
    let rest = put_right(buffer, inside, &right, style(app, Role::Dim));
    let rest = Area {
        width: rest.width.saturating_sub(2),
        ..rest
    };
    if !app.pending.is_empty() {
        pending::draw(app, rest, buffer);
    } else if let Some(notice) = &app.notice {
        let role = if notice.failed {
            Role::Error
        } else {
            Role::Notice
        };
        notify(&notice.text, rest, inside.width, style(app, role), buffer);
        if !notice.failed {
            let behind = past(&notice.text, rest);
            clear(buffer, behind, style(app, Role::Text));
            hints::draw(app, behind, buffer);
        }
    } else if let Some(progress) = app.progress.as_ref().filter(|_| app.overlay.is_none()) {
        let said = reading(progress, app.tongue);
        put_short(buffer, rest, &said, style(app, Role::Dim));
        hints::draw(app, past(&said, rest), buffer);
    } else {
        hints::draw(app, rest, buffer);
    }
    None
}

/// Cells between what is said and the hints behind it.
const GAP: u16 = 3;

/// What a text leaves of its row for hints; nothing where the row is too short for the text.
fn past(text: &str, line: Area) -> Area {
    let cells = width::cells(Safe::line(text).as_str()) as u16;
    line.behind(cells.saturating_add(GAP))
}

/// Screens of fewer cells have room for hints or for the place, not for both.
const NARROW: u16 = 24;

/// Whether the row is for hints, and nothing else is said.
fn hinted(app: &App) -> bool {
    let reads = app.progress.is_some() && app.overlay.is_none();
    app.pending.is_empty() && app.notice.is_none() && !reads
}

/// Says something in the row above, so that the hints stay in view.
fn greet(app: &App, text: &str, line: Area, buffer: &mut Buffer) {
    if line.y > 7 {
        let above = Area {
            y: line.y - 1,
            ..line
        };
        clear(buffer, above, style(app, Role::Text));
        put_short(buffer, above, text, style(app, Role::Notice));
    }
}

/// Rows that a notice takes at most.
const NOTICE: u16 = 4;

/// Says what happened or went wrong. What is too long for the row begins in those above: the end of a sentence is where
/// it says what to do. The rows above are its own from edge to edge, `across` cells.
fn notify(text: &str, line: Area, across: u16, look: Style, buffer: &mut Buffer) {
    let safe = Safe::line(text);
    let text = safe.as_str();
    let lines = wrap::wrap(text, usize::from(line.width));
    let rows = (lines.len() as u16).min(NOTICE).min(line.y / 2 + 1).max(1);
    let top = line.y + 1 - rows;
    for (y, said) in (0..rows).zip(&lines) {
        let place = Area {
            y: top + y,
            height: 1,
            ..line
        };
        let last = y + 1 == rows;
        let width = if last { line.width } else { across };
        clear(buffer, Area { width, ..place }, look);
        let end = if last { text.len() } else { said.span.end };
        put_short(
            buffer,
            place,
            Span::new(said.span.start, end).of(text),
            look,
        );
    }
}

/// How often what is looked for stands in the article.
fn found_inside(app: &App, line: &Line) -> String {
    let tongue = app.tongue;
    match app.reader.find.hits.len() {
        _ if line.text().is_empty() => tongue.in_this_article().to_owned(),
        0 => tongue.not_in_this_article().to_owned(),
        1 => tongue.once_in_this_article().to_owned(),
        count => tongue.times_in_this_article(tongue.number(count)),
    }
}

/// How many articles are selected.
fn selected(app: &App) -> String {
    let selection = &app.marking.selection;
    let (ids, rows) = selection.counts(app.list.cursor, app.list.generation);
    match (ids, rows) {
        (0, 0) => String::new(),
        (0, count) | (count, 0) => app.tongue.selected(app.tongue.number(count)) + " · ",
        (ids, rows) => {
            let both = format!("{}+{}", app.tongue.number(ids), app.tongue.number(rows));
            app.tongue.selected(both) + " · "
        }
    }
}

/// How many articles the list has, as far as they were counted.
pub(super) fn counted(app: &App) -> String {
    let more = if app.list.more { "+" } else { "" };
    format!("{}{more}", app.tongue.number(app.list.total))
}

/// What stands at the right: the place in the article or in the list, unless something lies over them.
fn right(app: &App) -> String {
    match app.focus {
        _ if app.overlay.is_some() => String::new(),
        Pane::List if app.list.total > 0 => format!(
            "{}{}/{}",
            selected(app),
            app.tongue.number(app.list.cursor + 1),
            counted(app)
        ),
        Pane::Reader if app.reader.opened.is_some() => match app.reader.minutes_left() {
            0 => format!("{}%", app.reader.percent()),
            left => format!(
                "{} · {}%",
                app.tongue.minutes_left(left),
                app.reader.percent()
            ),
        },
        _ => String::new(),
    }
}

/// How far the archive has been read, how fast, and how long it will take.
fn reading(progress: &Progress, tongue: Tongue) -> String {
    let articles = tongue.number(usize::try_from(progress.added).unwrap_or(usize::MAX));
    let mut text = tongue.reading_archive(articles);
    if progress.counted {
        let percent = progress
            .bytes
            .saturating_mul(100)
            .checked_div(progress.bytes_total)
            .unwrap_or(100);
        let _ = write!(text, ", {}%", percent.min(100));
    }
    if progress.elapsed.as_secs() >= 2 {
        let rate = tongue.rate(format_args!("{:.1}", progress.rate() / 1e6));
        let _ = write!(text, ", {rate}");
    }
    if let Some(left) = progress.left().filter(|left| left.as_secs() >= 2) {
        let (minutes, seconds) = (left.as_secs() / 60, left.as_secs() % 60);
        let left = tongue.time_left(format_args!("{minutes}:{seconds:02}"));
        let _ = write!(text, ", {left}");
    }
    text
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Cell;
    use ratatui::layout::Rect;

    use super::*;

    /// The rows of a screen of 24 by 8 with letters at the right, after a notice in its last row, without those above it.
    fn noticed(text: &str) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 8));
        put_short(&mut buffer, Area::new(21, 6, 3, 1), "abc", Style::new());
        notify(text, Area::new(0, 7, 20, 1), 24, Style::new(), &mut buffer);
        let rows = buffer.content.chunks(24).map(|row| {
            let row: String = row.iter().map(Cell::symbol).collect();
            row.trim_end().to_owned()
        });
        rows.skip_while(String::is_empty).collect()
    }

    #[test]
    fn a_notice_that_is_too_long_begins_in_the_rows_above() {
        let short = noticed("1 starred");
        assert_eq!(short.last().map(String::as_str), Some("1 starred"));
        assert!(short[0].ends_with("abc"), "{short:?}");
        assert_eq!(
            noticed("1 starred, marks are kept in ~/.local"),
            ["1 starred, marks are", "kept in ~/.local"]
        );
        let endless = noticed(&"lagi ".repeat(40));
        assert_eq!(endless.len(), usize::from(NOTICE));
        assert!(endless.last().is_some_and(|row| row.ends_with('…')));
    }
}
