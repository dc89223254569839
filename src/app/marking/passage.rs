//! Choosing a passage of the article: by sentences and words, to highlight or to copy it.

use unicode_segmentation::UnicodeSegmentation;

use super::super::views::reader::Opened;
use super::super::{App, Effect};
use super::Wish;
use crate::action::Action;
use crate::article::ArticleId;
use crate::library::Mark;
use crate::library::marks::Passage;
use crate::library::paper::Paper;
use crate::text::{Span, sentence};

/// The passage that is being chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choosing {
    /// The article.
    pub id: ArticleId,
    /// Where it stands.
    pub span: Span,
    /// Whether its beginning is moved, not its end.
    pub first: bool,
}

impl App {
    /// Begins to choose: at the quotation or sentence that was gone to, else at the first sentence on the screen.
    pub(super) fn choose_passage(&mut self) {
        let Some(span) = self.passage_here() else {
            return self.say(self.tongue.no_passage());
        };
        let Some(opened) = self.in_view() else { return };
        self.marking.choosing = Some(Choosing {
            id: opened.article.id,
            span,
            first: false,
        });
    }

    /// The quotation or sentence that was gone to, else the first sentence on the screen.
    fn passage_here(&self) -> Option<Span> {
        let opened = self.in_view()?;
        let text = opened.article.text.as_str();
        let point = self
            .reader
            .point
            .filter(|point| self.reader.in_view(point.start));
        let Some(point) = point else {
            let place = self.reader.place();
            return self.next_sentence(opened, place.saturating_sub(1), false);
        };
        let quoted = opened.found.quotations.iter().find_map(|quotation| {
            let whole = quotation.content.iter().copied().reduce(Span::hull)?;
            whole.overlaps(point).then_some(whole)
        });
        quoted.or_else(|| {
            sentences(text, point.start)
                .into_iter()
                .find(|span| span.end > point.start)
        })
    }

    /// The sentence that begins behind a byte, or going `back` before it, in what is shown of the article.
    fn next_sentence(&self, opened: &Opened, at: usize, back: bool) -> Option<Span> {
        let text = opened.article.text.as_str();
        let folded = |span: Span| {
            let hidden = !self.reader.unfolded
                && opened
                    .found
                    .boilerplate
                    .iter()
                    .any(|part| part.overlaps(span));
            hidden || opened.found.title.is_some_and(|title| title.overlaps(span))
        };
        let mut line = Some(line_at(text, at));
        while let Some(here) = line {
            let all = sentence::split(here.of(text));
            let mut shown = all
                .into_iter()
                .map(|span| Span::new(span.start + here.start, span.end + here.start))
                .filter(|span| !folded(*span) && Passage::of(text, *span).is_some());
            let found = if back {
                shown.rfind(|span| span.start < at)
            } else {
                shown.find(|span| span.start > at || (at == 0 && span.start == 0))
            };
            if found.is_some() {
                return found;
            }
            line = if back {
                here.start
                    .checked_sub(1)
                    .map(|before| line_at(text, before))
            } else {
                (here.end < text.len()).then(|| line_at(text, here.end + 1))
            };
        }
        None
    }

    /// Does an action on the passage.
    pub(super) fn act_on_passage(&mut self, action: Action, effects: &mut Vec<Effect>) {
        let (Some(choosing), Some(opened)) = (self.marking.choosing, self.reader.opened.clone())
        else {
            return;
        };
        let text = opened.article.text.as_str();
        let Choosing { span, first, .. } = choosing;
        let sentence = |at, back| self.next_sentence(&opened, at, back);
        let moved = match action {
            Action::PassageNext => sentence(span.end.saturating_sub(1), false),
            Action::PassagePrevious => sentence(span.start, true),
            Action::PassageLonger => longer(text, span, first),
            Action::PassageShorter => shorter(text, span, first),
            Action::PassageMore if first => sentence(span.start, true).map(|more| more.hull(span)),
            Action::PassageMore => {
                sentence(span.end.saturating_sub(1), false).map(|more| more.hull(span))
            }
            Action::PassageLess => less(text, span, first),
            Action::PassageEnd => {
                self.marking.choosing = Some(Choosing {
                    first: !first,
                    ..choosing
                });
                return;
            }
            Action::PassageTake => {
                self.marking.choosing = None;
                return turn_highlight(&opened, span, effects);
            }
            Action::PassageCopy => {
                self.marking.choosing = None;
                return self.copy_cited(&opened, span, effects);
            }
            Action::PassageLeave => {
                self.marking.choosing = None;
                return;
            }
            _ => return,
        };
        if let Some(span) = moved {
            self.marking.choosing = Some(Choosing { span, ..choosing });
            self.reader.reveal(if first {
                span.start
            } else {
                span.end.saturating_sub(1)
            });
        }
    }

    /// Highlights the quotation or sentence that was gone to, or takes the highlight there away.
    pub(super) fn highlight(&mut self, effects: &mut Vec<Effect>) {
        match (self.passage_here(), self.reader.opened.clone()) {
            (Some(span), Some(opened)) => {
                let there = opened
                    .marked
                    .iter()
                    .find(|(_, marked)| marked.overlaps(span));
                let span = there.map_or(span, |(_, marked)| *marked);
                turn_highlight(&opened, span, effects);
            }
            _ => self.say(self.tongue.no_passage()),
        }
    }

    /// Copies the quotation or sentence that was gone to, with its source and its article.
    pub(super) fn copy_quotation(&mut self, effects: &mut Vec<Effect>) {
        match (self.passage_here(), self.reader.opened.clone()) {
            (Some(span), Some(opened)) => self.copy_cited(&opened, span, effects),
            _ => self.say(self.tongue.no_passage()),
        }
    }

    fn copy_cited(&mut self, opened: &Opened, span: Span, effects: &mut Vec<Effect>) {
        let paper = Paper {
            article: &opened.article,
            found: &opened.found,
            title: &opened.title,
            mark: &Mark::default(),
            sheet: &opened.sheet,
        };
        effects.push(Effect::Copy {
            text: paper.citation(span),
            what: self.tongue.the_quotation(),
        });
    }

    /// The passage that is being chosen in the article in view.
    pub fn chosen(&self) -> Option<Span> {
        let choosing = self.marking.choosing?;
        let opened = self.reader.opened.as_ref()?;
        (opened.article.id == choosing.id).then_some(choosing.span)
    }
}

/// Highlights a passage, or takes its highlight away.
fn turn_highlight(opened: &Opened, span: Span, effects: &mut Vec<Effect>) {
    let text = opened.article.text.as_str();
    let Some(passage) = Passage::of(text, span) else {
        return;
    };
    let there = opened
        .marked
        .iter()
        .find(|(_, marked)| *marked == span.trimmed(text));
    let (number, passage) = match there {
        Some((number, _)) => (number.clone(), None),
        None => (passage.number(), Some(passage)),
    };
    effects.push(Effect::Wish(Wish::Highlight {
        id: opened.article.id,
        number,
        passage,
    }));
}

/// The line that holds a byte, without its break.
fn line_at(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text
        .get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1);
    let end = text
        .get(at..)
        .and_then(|behind| behind.find('\n'))
        .map_or(text.len(), |len| at + len);
    Span::new(start, end)
}

/// The sentences of the line that holds a byte.
fn sentences(text: &str, at: usize) -> Vec<Span> {
    let line = line_at(text, at);
    let all = sentence::split(line.of(text));
    let shifted = all
        .into_iter()
        .map(|span| Span::new(span.start + line.start, span.end + line.start));
    shifted.collect()
}

/// One word longer.
fn longer(text: &str, span: Span, first: bool) -> Option<Span> {
    if first {
        let before = text.get(..span.start)?;
        let (start, _) = before.unicode_word_indices().next_back()?;
        Some(Span::new(start, span.end))
    } else {
        let (at, word) = text.get(span.end..)?.unicode_word_indices().next()?;
        Some(Span::new(span.start, span.end + at + word.len()))
    }
}

/// One word shorter, but never without a word.
fn shorter(text: &str, span: Span, first: bool) -> Option<Span> {
    let inside = span.of(text);
    let mut words = inside.unicode_word_indices();
    if first {
        let (at, _) = words.nth(1)?;
        Some(Span::new(span.start + at, span.end))
    } else {
        let (at, word) = words.nth_back(1)?;
        let end = span.start + at + word.len();
        Some(Span::new(span.start, end))
    }
}

/// One sentence shorter, but never without one.
fn less(text: &str, span: Span, first: bool) -> Option<Span> {
    let mut starts = Vec::new();
    let mut at = span.start;
    while at < span.end {
        starts.extend(
            sentences(text, at)
                .into_iter()
                .filter(|part| part.overlaps(span)),
        );
        at = line_at(text, at).end + 1;
    }
    let other = if first {
        starts.get(1).map(|part| Span::new(part.start, span.end))
    } else {
        let kept = starts.len().checked_sub(2)?;
        starts.get(kept).map(|part| Span::new(span.start, part.end))
    };
    other.filter(|other| !other.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Satu dua. Tiga empat!\nLima, enam tujuh.";

    fn span(words: &str) -> Span {
        let at = TEXT.find(words).unwrap();
        Span::new(at, at + words.len())
    }

    #[test]
    fn words_and_sentences_come_and_go_at_either_end() {
        let whole = span("Tiga empat!\nLima, enam");
        assert_eq!(
            longer(TEXT, whole, false).unwrap().of(TEXT),
            "Tiga empat!\nLima, enam tujuh"
        );
        assert_eq!(
            longer(TEXT, whole, true).unwrap().of(TEXT),
            "dua. Tiga empat!\nLima, enam"
        );
        assert_eq!(
            shorter(TEXT, whole, false).unwrap().of(TEXT),
            "Tiga empat!\nLima"
        );
        assert_eq!(
            shorter(TEXT, whole, true).unwrap().of(TEXT),
            "empat!\nLima, enam"
        );
        assert_eq!(shorter(TEXT, span("dua."), false), None);
        assert_eq!(less(TEXT, whole, false).unwrap().of(TEXT), "Tiga empat!");
        assert_eq!(less(TEXT, whole, true).unwrap().of(TEXT), "Lima, enam");
        assert_eq!(less(TEXT, span("Tiga empat!"), false), None);
        assert_eq!(longer(TEXT, Span::new(0, TEXT.len()), false), None);
        assert_eq!(longer(TEXT, Span::new(0, 4), true), None);
    }
}
