//! The top line: the archive, what is shown of it, how much is unread.

use ratatui::buffer::Buffer;

use super::paint::style;
use super::put::{paint, put, put_right, put_short};
use crate::app::App;
use crate::app::arrange;
use crate::app::layout::Area;
use crate::config::theme::Role;
use crate::index::Order;
use crate::library::Scope;
use crate::text::width;

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
    let found = found(app);
    // What was asked for and found comes first, then what else could be shown, or at least how much is unread.
    let wanted = width::cells(&app.shown.name) + width::cells(&found) + 2;
    let room = |text: &String| usize::from(left.width) >= wanted + width::cells(text);
    let tongue = app.tongue;
    let alone = scope_alone(app);
    // Beside what a search found, numbers of the whole archive say that they are.
    let searched = !app.answered.is_empty();
    let told = |counts: &str| {
        if searched {
            format!("  {}", tongue.of_archive(counts))
        } else {
            format!("  {counts}")
        }
    };
    let unread = match app.scope_in_force() {
        Scope::All => told(&tongue.count_unread(tongue.number(app.counts.unread))),
        Scope::Unread | Scope::Starred => alone.clone(),
    };
    let mut all = scopes(app);
    if searched {
        all = told(all.trim());
    }
    let right = [all, unread].into_iter().find(room).unwrap_or(alone);
    left = put_right(buffer, left, &right, style(app, Role::Status));
    let used = put_short(buffer, left, &app.shown.name, style(app, Role::Status));
    let mut rest = Area {
        x: left.x + used,
        width: left.width.saturating_sub(used),
        ..left
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
            &format!("  {}", app.tongue.count_of_problems(app.problems)),
            style(app, Role::Status),
        );
    }
}

/// What the list holds: how many articles, for which query, in which order.
fn found(app: &App) -> String {
    let articles = app.tongue.count_of_articles(app.list.total);
    let found = if app.answered.is_empty() {
        format!("  {articles}")
    } else {
        format!("  {}", app.tongue.articles_for(articles, &app.answered))
    };
    match app.order() {
        Order::Newest => found,
        order => format!("{found}, {}", arrange::words(order, app.tongue)),
    }
}

/// The scope in force alone, if it leaves anything out.
fn scope_alone(app: &App) -> String {
    match app.scope_in_force() {
        Scope::All => String::new(),
        Scope::Unread => format!("  [{}]", app.tongue.unread()),
        Scope::Starred => format!("  [{}]", app.tongue.starred()),
    }
}

/// What can be shown and how many articles each is; what is shown stands in brackets.
fn scopes(app: &App) -> String {
    let (tongue, counts) = (app.tongue, app.counts);
    let one = |scope: Scope, count: usize, name: &str| {
        let count = tongue.number(count);
        if app.scope_in_force() == scope {
            format!("[{count} {name}]")
        } else {
            format!(" {count} {name} ")
        }
    };
    [
        one(Scope::All, counts.all, tongue.all()),
        one(Scope::Unread, counts.unread, tongue.unread()),
        one(Scope::Starred, counts.starred, tongue.starred()),
    ]
    .concat()
}
