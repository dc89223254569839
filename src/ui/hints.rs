//! The keys that matter most here, from the live keymap: a key that means nothing here is never shown.

use ratatui::buffer::Buffer;

use super::paint::style;
use super::put::put;
use crate::action::{Action, Context};
use crate::app::App;
use crate::app::layout::Area;
use crate::app::views::Overlay;
use crate::config::theme::Role;
use crate::text::width;
use crate::words::Tongue;

/// An action with the word for it.
type Hint = (Action, fn(Tongue) -> &'static str);

const LIST: &[Hint] = &[
    (Action::Open, Tongue::hint_read),
    (Action::Search, Tongue::hint_search),
    (Action::ToggleStar, Tongue::hint_star),
    (Action::Note, Tongue::hint_note),
    (Action::Help, Tongue::hint_help),
    (Action::ToggleRead, Tongue::hint_mark_read),
    (Action::ShowUnread, Tongue::hint_unread),
    (Action::Close, Tongue::hint_quit),
];

/// A list without articles: what acts on one is no help.
const NONE: &[Hint] = &[
    (Action::Search, Tongue::hint_search),
    (Action::Help, Tongue::hint_help),
    (Action::Close, Tongue::hint_quit),
];

const READER: &[Hint] = &[
    (Action::Back, Tongue::hint_list),
    (Action::Find, Tongue::hint_find),
    (Action::ToggleStar, Tongue::hint_star),
    (Action::Note, Tongue::hint_note),
    (Action::Help, Tongue::hint_help),
    (Action::OpenLight, Tongue::hint_card),
    (Action::NextArticle, Tongue::hint_next),
    (Action::CycleLights, Tongue::hint_lights),
    (Action::ToggleRead, Tongue::hint_read),
];

/// A reader without an article.
const NOWHERE: &[Hint] = &[
    (Action::Back, Tongue::hint_list),
    (Action::Help, Tongue::hint_help),
];

/// What can be done to the picture in view, before what is said of every article.
const PICTURE: Hint = (Action::Enlarge, Tongue::hint_large);

const SIDE: &[Hint] = &[
    (Action::OpenSection, Tongue::hint_narrow),
    (Action::FoldSection, Tongue::hint_fold),
    (Action::Back, Tongue::hint_list),
    (Action::Help, Tongue::hint_help),
    (Action::SaveSearch, Tongue::hint_save),
    (Action::RenameSearch, Tongue::hint_rename),
    (Action::DeleteSearch, Tongue::hint_delete),
    (Action::MoveSearchDown, Tongue::hint_reorder),
];

const PAGE: &[Hint] = &[
    (Action::Back, Tongue::hint_close),
    (Action::Filter, Tongue::hint_filter),
    (Action::Down, Tongue::hint_down),
    (Action::Up, Tongue::hint_up),
];

/// A page whose rows lead to articles.
const LEADS: &[Hint] = &[
    (Action::Open, Tongue::hint_open),
    (Action::Back, Tongue::hint_close),
    (Action::Down, Tongue::hint_down),
    (Action::Up, Tongue::hint_up),
];

/// A page that has no rows.
const EMPTY: &[Hint] = &[(Action::Back, Tongue::hint_close)];

const PROBLEMS: &[Hint] = &[
    (Action::Back, Tongue::hint_close),
    (Action::Down, Tongue::hint_down),
    (Action::Up, Tongue::hint_up),
    (Action::CopyLink, Tongue::hint_copy_place),
];

const LINE: &[Hint] = &[
    (Action::Accept, Tongue::hint_take),
    (Action::NextChoice, Tongue::hint_next),
    (Action::Cancel, Tongue::hint_cancel),
];

const LETTER: &[Hint] = &[(Action::Cancel, Tongue::hint_cancel)];

const CARD: &[Hint] = &[
    (Action::Accept, Tongue::hint_articles),
    (Action::Cancel, Tongue::hint_close),
];

const LINKS: &[Hint] = &[
    (Action::Accept, Tongue::hint_open),
    (Action::NextChoice, Tongue::hint_next),
    (Action::Cancel, Tongue::hint_close),
];

const PASSAGE: &[Hint] = &[
    (Action::PassageTake, Tongue::hint_highlight),
    (Action::PassageCopy, Tongue::hint_copy),
    (Action::PassageNext, Tongue::hint_next),
    (Action::PassageMore, Tongue::hint_sentence_more),
    (Action::PassageLonger, Tongue::hint_word_more),
    (Action::PassageShorter, Tongue::hint_word_less),
    (Action::PassageLeave, Tongue::hint_cancel),
];

/// The hints of a page, by what it holds.
fn of_page(app: &App) -> &'static [Hint] {
    match &app.overlay {
        Some(Overlay::Problems(view)) if view.chosen().is_some() => PROBLEMS,
        Some(Overlay::Page(page)) if page.goal().is_some() => LEADS,
        Some(Overlay::Problems(_)) => EMPTY,
        Some(Overlay::Page(page)) if page.rows.is_empty() => EMPTY,
        _ => PAGE,
    }
}

/// Draws as many as fit.
pub(super) fn draw(app: &App, area: Area, buffer: &mut Buffer) {
    let context = app.context();
    let wanted = match context {
        Context::Line if matches!(app.overlay, Some(Overlay::Card(_))) => CARD,
        Context::Line if matches!(app.overlay, Some(Overlay::Links(_))) => LINKS,
        // Lines that are typed have this row for themselves: here one letter is waited for.
        Context::Line if app.overlay.is_none() => LETTER,
        Context::List if app.list.total == 0 => NONE,
        Context::List => LIST,
        Context::Reader if app.reader.opened.is_none() => NOWHERE,
        Context::Reader => READER,
        Context::Side => SIDE,
        Context::Page => of_page(app),
        Context::Line => LINE,
        Context::Note => &[],
        Context::Passage => PASSAGE,
    };
    let mut rest = area;
    let pictured = context == Context::Reader && app.reader.figure_in_view().is_some();
    let first = wanted.iter().take(1);
    let behind = wanted.iter().skip(1);
    for (action, word) in first.chain(pictured.then_some(&PICTURE)).chain(behind) {
        // Of the pages, only the help can be narrowed.
        if *action == Action::Filter && !matches!(app.overlay, Some(Overlay::Help(_))) {
            continue;
        }
        let Some(key) = app.keymap.keys_of(*action, context).into_iter().next() else {
            continue;
        };
        let word = word(app.tongue);
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
