//! What a name that is lit stands for: a company, an outlet as a source, or the product that the name begins.

use std::sync::Arc;

use super::Found;
use super::reading::Reading;
use super::weigh::{Need, need};
use crate::annotate::lexicon::{Kind, class};
use crate::annotate::page::Shape;
use crate::annotate::{Mention, MentionKind};
use crate::text::{Lang, Span};

/// A name as a mention.
pub(super) fn mention(reading: &Reading<'_>, found: &Found, sign: i32, business: bool) -> Mention {
    let kind = found
        .company
        .and_then(|row| reading.lexicon.row(row))
        .map(|company| company.kind);
    let (span, kind) = if kind == Some(Kind::Outlet) && sign < 4 && !business {
        (found.span, MentionKind::Outlet)
    } else if let Some(span) = product(reading, found) {
        (span, MentionKind::Product)
    } else {
        (found.span, MentionKind::Company)
    };
    Mention {
        span,
        name: Arc::clone(&found.filed),
        kind,
    }
}

/// The name of the product that a company's name begins, if one follows.
pub(super) fn product(reading: &Reading<'_>, found: &Found) -> Option<Span> {
    let next = found.last + 1;
    if found.legal || !reading.joined(found.last) || !reading.spaced(found.last) {
        return None;
    }
    let begins = reading
        .lexicon
        .words()
        .begins_product(&found.filed, reading.word(next));
    if !begins && !model(reading, next) {
        return None;
    }
    let mut last = next;
    while last < next + 4 && reading.joined(last) {
        let goes_on = reading.at(last + 1).is_some_and(|piece| {
            !piece.headline
                && (piece.capital() && !piece.is(class::COMMON | class::ROLE)
                    || model(reading, last + 1))
        });
        if !goes_on || reading.at(last).is_some_and(|piece| piece.headline) {
            break;
        }
        last += 1;
    }
    Some(reading.span(found.first, last))
}

/// Whether a piece is a model's number: letters and digits with a capital, or a single letter before a number.
fn model(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    let digit = word.chars().any(|ch| ch.is_ascii_digit());
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    if digit {
        return capital && word.len() < 12;
    }
    capital
        && word.len() == 1
        && reading.joined(at)
        && reading
            .at(at + 1)
            .is_some_and(|piece| piece.shape == Shape::Number)
}

/// Whether a name that is also a word stands right behind another company's, as its product: "Autodesk Maya".
pub(super) fn product_of(reading: &Reading<'_>, maker: &Found, this: &Found) -> bool {
    let outlet = maker
        .company
        .and_then(|row| reading.lexicon.row(row))
        .is_none_or(|company| company.kind == Kind::Outlet);
    reading.lang == Lang::En
        && !outlet
        && maker.filed != this.filed
        && need(reading, maker) == Need::Nothing
        && matches!(need(reading, this), Need::Some | Need::Much)
        && reading.joined(maker.last)
        && reading.spaced(maker.last)
        && reading.at(this.first).is_some_and(|piece| !piece.opens)
}
