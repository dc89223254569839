//! The words of a page with what each is to speech, those parted that scraping fused: `MelansirCNN`,
//! `mengatakantransfer`, `AFPmengatakan`.

use crate::annotate::page::{self, Page, Shape, Word};
use crate::text::{Lang, Span};

use super::cues::{Cues, Tags};

/// The words of a page with what each is. Where a word means nothing to speech and two that do are fused in it, it is
/// parted: scraping takes the space away with a link.
pub(super) fn tagged(page: &Page<'_>, cues: &Cues) -> (Vec<Word>, Vec<Tags>) {
    let mut words = Vec::with_capacity(page.words.len());
    let mut tags = Vec::with_capacity(page.words.len());
    for &word in &page.words {
        if matches!(word.shape, Shape::Mark | Shape::Number) {
            words.push(word);
            tags.push(Tags::NONE);
            continue;
        }
        let tag = if word.plain {
            cues.tags_in(page.text, word.span)
        } else {
            cues.tags(word.span.of(page.text))
        };
        let joint = (tag == Tags::NONE)
            .then(|| joint(page, cues, word))
            .flatten();
        let Some(joint) = joint else {
            words.push(word);
            tags.push(tag);
            continue;
        };
        let joint = word.span.start + joint;
        for span in [
            Span::new(word.span.start, joint),
            Span::new(joint, word.span.end),
        ] {
            let part = span.of(page.text);
            words.push(Word {
                span,
                shape: page::shape(part),
                plain: word.plain,
            });
            tags.push(cues.tags(part));
        }
    }
    (words, tags)
}

/// Where a word without a meaning parts: behind what attributes speech and before a capital, or at a verb of speech
/// written small.
fn joint(page: &Page<'_>, cues: &Cues, word: Word) -> Option<usize> {
    let text = word.span.of(page.text);
    if page.lang == Lang::Id
        && word.plain
        && let Some(joint) = verb(text, cues)
    {
        return Some(joint);
    }
    if !matches!(word.shape, Shape::Capitalised | Shape::Camel) {
        return None;
    }
    let inner = inner_capital(text)?;
    let known = cues.tags(text.get(..inner)?);
    let linking =
        page.lang == Lang::Id && known.any(Tags::PREPOSITION | Tags::MEDIUM | Tags::BOUNDARY);
    (linking || known.any(Tags::RELAY | Tags::ROOT | Tags::SAY | Tags::ACCORDING)).then_some(inner)
}

/// Indonesian: the byte at which a verb of speech and what is fused to it part (`mengatakantransfer`,
/// `AFPmengatakan`). The clitics of a verb belong to it.
fn verb(word: &str, cues: &Cues) -> Option<usize> {
    if word.len() < 11 {
        return None;
    }
    if word.starts_with("me") {
        let most = word.len() - 3;
        let joint = (8..=most).rev().find(|&at| {
            word.get(..at)
                .is_some_and(|verb| verb.ends_with("kan") && cues.tags(verb).any(Tags::SAY))
        })?;
        let clitic = ["nya", "lah", "pun", "kah"].contains(&word.get(joint..)?);
        return (!clitic).then_some(joint);
    }
    let joint = word.find("me")?;
    let name = word.get(..joint)?;
    let verb = word.get(joint..)?;
    (name.len() >= 2 && name.ends_with(char::is_uppercase) && cues.tags(verb).any(Tags::SAY))
        .then_some(joint)
}

/// Where a capital follows a small letter inside a word.
fn inner_capital(word: &str) -> Option<usize> {
    let mut small = false;
    word.char_indices().find_map(|(at, ch)| {
        let joint = small && ch.is_uppercase();
        small = ch.is_lowercase();
        joint.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Context;

    fn parted(text: &str) -> String {
        let context = Context {
            lang: Some("id"),
            ..Context::default()
        };
        let page = Page::new(text, &context);
        let (words, _) = tagged(&page, Cues::of(Lang::Id).unwrap());
        let words: Vec<_> = words.iter().map(|word| word.span.of(text)).collect();
        words.join(" ")
    }

    #[test]
    fn fused_words_are_parted() {
        for (fused, parts) in [
            ("MelansirLumina", "Melansir Lumina"),
            ("Ia mengatakanharga itu", "Ia mengatakan harga itu"),
            ("kantor AFPmengatakan itu", "kantor AFP mengatakan itu"),
            ("dia mengatakannya", "dia mengatakannya"),
            ("dia memenangkan WhatsApp", "dia memenangkan WhatsApp"),
        ] {
            assert_eq!(parted(fused), parts, "{fused}");
        }
    }
}
