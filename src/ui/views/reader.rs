//! The article with its companies, quotations and sources lit.

use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};

use super::{dotted, picture};
use crate::app::App;
use crate::app::layout::{Area, CRAMPED};
use crate::app::views::filed;
use crate::app::views::lights::Look;
use crate::app::views::margin::{self, Sign};
use crate::app::views::reader::Opened;
use crate::app::views::rows::Row;
use crate::article::BlockKind;
use crate::config::theme::Role;
use crate::text::{Span, width};
use crate::ui::paint::{style, with};
use crate::ui::put::{hang, put, put_short};

/// Draws the reader.
pub(crate) fn draw(app: &App, buffer: &mut Buffer) {
    let area = app.text_area();
    let Some(opened) = &app.reader.opened else {
        return;
    };
    lights_in_margin(app, area, buffer);
    for (at, row) in app
        .reader
        .rows
        .iter()
        .skip(app.reader.top)
        .take(usize::from(area.height))
        .enumerate()
    {
        self::row(app, opened, *row, area.row(at as u16), buffer);
    }
}

/// Draws one row of an article.
fn row(app: &App, opened: &Opened, row: Row, place: Area, buffer: &mut Buffer) {
    match row {
        Row::Title(span) => {
            let base = style(app, Role::Title);
            let look = if opened.made {
                with(base, style(app, Role::Guessed))
            } else {
                base
            };
            put(buffer, place, span.of(&opened.title), look);
        }
        Row::Facts => below_title(app, opened, place, buffer),
        Row::Blank => {}
        Row::Picture { number, line } => {
            if let Some(shown) = app.reader.pictures.get(number) {
                picture::row(app, shown, line, place, buffer);
            }
        }
        Row::Fold { lines, open, .. } => {
            put_short(
                buffer,
                place,
                &fold(app, lines, open),
                style(app, Role::Boilerplate),
            );
        }
        Row::Text {
            span,
            kind,
            indent,
            first,
            boilerplate,
        } => {
            let base = if boilerplate {
                style(app, Role::Boilerplate)
            } else {
                block(app, kind)
            };
            sign(app, kind, first, indent, place, buffer);
            let inside = Area {
                x: place.x + indent,
                width: place.width.saturating_sub(indent),
                ..place
            };
            line(app, opened, span, base, inside, buffer);
            links(app, opened, span, inside, buffer);
        }
    }
}

/// The margin beside the text: where the lights are in the whole article, and which part of it is on the screen.
fn lights_in_margin(app: &App, text: Area, buffer: &mut Buffer) {
    let pane = app.layout.reader;
    if pane.width <= CRAMPED {
        return;
    }
    let column = (text.x + text.width + 1).min(pane.x + pane.width - 2);
    for (at, notch) in margin::notches(&app.reader, usize::from(pane.height))
        .into_iter()
        .enumerate()
    {
        let place = Area {
            x: column,
            width: 1,
            ..pane.row(at as u16)
        };
        let (sign, role) = match notch.sign {
            Sign::Hit => ("◆", Role::Warning),
            Sign::Quotation => ("\"", Role::Quote),
            Sign::Company => ("·", Role::Company),
            Sign::Nothing => (" ", Role::Margin),
        };
        let look = style(app, role).remove_modifier(Modifier::all());
        put(buffer, place, sign, look);
        if notch.in_view {
            let bar = Area {
                x: column + 1,
                ..place
            };
            put(buffer, bar, "▐", style(app, Role::Margin));
        }
    }
}

/// The line under the headline: what the archive says of the article, and behind it the signs of what the user did with it,
/// which the archive's words never push out.
fn below_title(app: &App, opened: &Opened, place: Area, buffer: &mut Buffer) {
    let dim = style(app, Role::Dim);
    let mark = app.mark_in_view().cloned().unwrap_or_default();
    let star = if mark.starred { filed::STAR } else { "" };
    // Tags are told in words where day and outlet leave room for them.
    let least = width::cells(&facts(app, opened, 0)) + " · ★ ".chars().count();
    let filed = filed::filed(&mark, usize::from(place.width).saturating_sub(least));
    let gap = if star.is_empty() || filed.is_empty() {
        ""
    } else {
        " "
    };
    let own = [star, gap, &filed].map(width::cells).iter().sum::<usize>() as u16;
    let between = if own == 0 { "" } else { " · " };
    let room = place
        .width
        .saturating_sub(own + width::cells(between) as u16);
    let said = facts(app, opened, usize::from(room));
    let said = dotted(&said, usize::from(room));
    let mut used = put(buffer, place.leading(room), &said, dim);
    if used > 0 {
        used += put(buffer, place.behind(used), between, dim);
    }
    used += put(buffer, place.behind(used), star, style(app, Role::Starred));
    used += put(buffer, place.behind(used), gap, dim);
    put_short(buffer, place.behind(used), &filed, dim);
}

/// What the archive says of the article. Where it does not fit, the names of the authors are cut first, then what is behind
/// them goes, the length last: at the foot of the screen stands what is left of it.
fn facts(app: &App, opened: &Opened, room: usize) -> String {
    let meta = &opened.article.meta;
    let from_text = opened.found.date.map(|date| date.at(0, 0, 0, 0));
    let outlet = meta.outlet.as_deref().or(opened.found.outlet);
    let before = [
        app.day(meta.date.or(from_text), meta.date.is_none()),
        outlet.unwrap_or_default().to_owned(),
    ];
    let made = opened.made.then(|| app.tongue.headline_made());
    let repaired = !opened.article.provenance.repairs.is_empty();
    let mut behind = vec![
        app.tongue.minutes(opened.minutes()),
        made.unwrap_or_default().to_owned(),
        if repaired { app.tongue.repaired() } else { "" }.to_owned(),
    ];
    let joined = |authors: String, behind: &[String]| {
        let parts = before.iter().chain([&authors]).chain(behind);
        let parts = parts.filter(|part| !part.is_empty()).map(String::as_str);
        parts.collect::<Vec<_>>().join(" · ")
    };
    let authors = meta.authors.join(", ");
    let over = width::cells(&joined(authors.clone(), &behind)).saturating_sub(room);
    if over == 0 {
        return joined(authors, &behind);
    }
    let left = width::cells(&authors).saturating_sub(over);
    if left >= FEWEST {
        let authors = width::ellipsis(&authors, left, "…").into_owned();
        return joined(authors, &behind);
    }
    // Half a remark says nothing, and the page of facts has all of it.
    while !behind.is_empty() && width::cells(&joined(String::new(), &behind)) > room {
        behind.pop();
    }
    joined(String::new(), &behind)
}

/// Cells of a name that still say something.
const FEWEST: usize = 12;

/// The one line that stands for boilerplate.
fn fold(app: &App, lines: usize, open: bool) -> String {
    let key = app.key_of(crate::action::Action::ToggleFold);
    let lines = if lines == 1 {
        app.tongue.one_line().to_owned()
    } else {
        app.tongue.lines(lines)
    };
    if open {
        app.tongue.fold_closes(lines, key)
    } else {
        app.tongue.fold_opens(lines, key)
    }
}

/// The base style of a stretch.
fn block(app: &App, kind: Option<BlockKind>) -> Style {
    match kind {
        Some(BlockKind::Heading(_)) => style(app, Role::Heading),
        Some(BlockKind::Code) => style(app, Role::Code),
        Some(BlockKind::Caption) => style(app, Role::Caption),
        Some(BlockKind::Quote) => style(app, Role::BlockQuote),
        Some(BlockKind::Item(_)) | None => style(app, Role::Text),
    }
}

/// The sign at the left of a list item or a block quotation.
fn sign(
    app: &App,
    kind: Option<BlockKind>,
    first: bool,
    indent: u16,
    place: Area,
    buffer: &mut Buffer,
) {
    if indent < 2 {
        return;
    }
    let text = match kind {
        Some(BlockKind::Item(0)) if first => "•",
        Some(BlockKind::Item(1)) if first => "◦",
        Some(BlockKind::Item(_)) if first => "▪",
        Some(BlockKind::Quote) => "▎",
        Some(BlockKind::Code) => "┊",
        Some(BlockKind::Caption) if first => "▫",
        _ => return,
    };
    let at = indent - 2;
    put(
        buffer,
        Area {
            x: place.x + at,
            width: 1,
            ..place
        },
        text,
        style(app, Role::Dim),
    );
}

/// One line of text, piece by piece.
fn line(app: &App, opened: &Opened, span: Span, base: Style, area: Area, buffer: &mut Buffer) {
    let mut rest = area;
    for piece in opened.lit.pieces(span, app.reader.lights, app.passing()) {
        let used = put(
            buffer,
            rest,
            piece.span.of(&opened.article.text),
            looks(app, piece.look, base),
        );
        rest = Area {
            x: rest.x + used,
            width: rest.width - used,
            ..rest
        };
    }
}

/// The cell before a line of the text, where the pane has one to spare.
fn gutter(app: &App, line: Area) -> Option<Area> {
    let x = app.text_area().x.checked_sub(2)?;
    (x >= app.layout.reader.x).then_some(Area {
        x,
        width: 1,
        ..line
    })
}

/// The links of a line: each is one for the terminal too, and carries its letters while one is being chosen.
fn links(app: &App, opened: &Opened, line: Span, area: Area, buffer: &mut Buffer) {
    if let Some(gutter) = gutter(app, area).filter(|_| opened.begins_link(line)) {
        put(buffer, gutter, "→", style(app, Role::Margin));
    }
    let first = opened
        .links
        .partition_point(|link| link.span.end <= line.start);
    let text = &opened.article.text;
    let rest = opened.links.iter().enumerate().skip(first);
    for (at, link) in rest.take_while(|(_, link)| link.span.start < line.end) {
        let shown = Span::new(link.span.start.max(line.start), link.span.end.min(line.end));
        let before = width::cells(Span::new(line.start, shown.start).of(text)) as u16;
        let place = Area {
            x: area.x + before,
            width: (width::cells(shown.of(text)) as u16).min(area.width.saturating_sub(before)),
            ..area
        };
        let labels = app.reader.hints.iter().flat_map(|hints| &hints.labels);
        let label = labels.into_iter().find(|(_, link)| *link == at);
        if app.settings.reader.hyperlinks && label.is_none() {
            hang(buffer, place, &link.address);
        }
        if let Some((label, _)) = label.filter(|_| shown.start == link.span.start) {
            let wide = Area {
                width: area.width.saturating_sub(before),
                ..place
            };
            let look = style(app, Role::HitCurrent);
            put(buffer, wide, &format!(" {label} "), look);
        }
    }
}

/// The style of a piece: what it is inside goes under what it is.
fn looks(app: &App, look: Look, base: Style) -> Style {
    let layers = [
        (Look::QUOTE, Role::Quote),
        (Look::LINK, Role::Link),
        (Look::SOURCE, Role::Source),
        (Look::CUE, Role::Cue),
        (Look::OUTLET, Role::Outlet),
        (Look::COMPANY, Role::Company),
        (Look::MARKED, Role::Marked),
        (Look::HIT, Role::Hit),
        (Look::POINT, Role::HitCurrent),
        (Look::CHOSEN, Role::Chosen),
    ];
    let lit = layers.into_iter().filter(|(part, _)| look.has(*part));
    lit.fold(base, |over, (_, role)| with(over, style(app, role)))
}
