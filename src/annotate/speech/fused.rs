//! The words of a page with what each is to speech, those parted that scraping fused: `MelansirCNN`,
//! `mengatakantransfer`, `AFPmengatakan`.

use memchr::memmem;

use crate::annotate::Mention;
use crate::annotate::page::{self, Page, Shape, Word};
use crate::text::{Lang, Span};

use super::cues::{Cues, Tags};

/// No word parts into more.
const PARTS: usize = 4;
/// The text of a page is searched so often at most.
const LOOKS: usize = 64;
/// Shorter parts are no names and no words glued to them.
const LEAST: usize = 4;
/// Indonesian: verbs that are glued to names begin so.
const ACTIVE: [&str; 7] = ["meny", "meng", "memb", "memp", "mend", "menc", "menj"];

/// The words of a page with what each is. Where a word means nothing to speech and two that do are fused in it, it is
/// parted: scraping takes the space away with a link.
pub(super) fn tagged(
    page: &Page<'_>,
    cues: &Cues,
    companies: &[Mention],
) -> (Vec<Word>, Vec<Tags>) {
    let mut joints = Joints {
        page,
        cues,
        companies,
        looks: LOOKS,
    };
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
        if tag != Tags::NONE {
            words.push(word);
            tags.push(tag);
            continue;
        }
        let (mut rest, mut known) = (word, tag);
        for _ in 1..PARTS {
            let Some(joint) = joints.of(rest) else {
                break;
            };
            let joint = rest.span.start + joint;
            let first = part(page, rest, Span::new(rest.span.start, joint));
            words.push(first);
            tags.push(cues.tags(first.span.of(page.text)));
            rest = part(page, rest, Span::new(joint, rest.span.end));
            known = cues.tags(rest.span.of(page.text));
        }
        words.push(rest);
        tags.push(known);
    }
    (words, tags)
}

/// A part of a word as a word.
fn part(page: &Page<'_>, word: Word, span: Span) -> Word {
    Word {
        span,
        shape: page::shape(span.of(page.text)),
        plain: word.plain,
    }
}

/// Finds where words part.
struct Joints<'a> {
    page: &'a Page<'a>,
    cues: &'a Cues,
    companies: &'a [Mention],
    /// How often the text may still be searched for a part.
    looks: usize,
}

impl Joints<'_> {
    /// Where a word without a meaning parts: behind what attributes speech and before a capital, at a verb of speech
    /// written small, and at a capital where a part of it stands elsewhere by itself.
    fn of(&mut self, word: Word) -> Option<usize> {
        let (page, cues) = (self.page, self.cues);
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
        if page.lang == Lang::Id && word.plain && word.shape == Shape::Capitalised {
            let capital = capital(text);
            let end = capital.unwrap_or(text.len());
            let joint = capital
                .and_then(|joint| office(text, joint, cues))
                .or_else(|| tail(text.get(..end)?, cues))
                .or_else(|| self.name(word, capital?));
            if joint.is_some() || capital.is_none() {
                return joint;
            }
        }
        let inner = inner_capital(text)?;
        let known = cues.tags(text.get(..inner)?);
        let linking =
            page.lang == Lang::Id && known.any(Tags::PREPOSITION | Tags::MEDIUM | Tags::BOUNDARY);
        (linking || known.any(Tags::RELAY | Tags::ROOT | Tags::SAY | Tags::ACCORDING))
            .then_some(inner)
    }

    /// Indonesian: where a name is glued to what stands before it (`OpenAISam`, `AndiAmran`, `JayaIrjen`): a company
    /// ends there, or one part stands elsewhere by itself and the whole does not.
    fn name(&mut self, word: Word, joint: usize) -> Option<usize> {
        let text = word.span.of(self.page.text);
        let (first, second) = (text.get(..joint)?, text.get(joint..)?);
        if second.len() < LEAST - 1 || first.len() < 2 {
            return None;
        }
        let edge = word.span.start + joint;
        let next = self
            .companies
            .partition_point(|company| company.span.end < edge);
        let company = self.companies.get(next).map(|company| company.span);
        if company.is_some_and(|span| span.end == edge) || self.cues.tags(second).any(Tags::ROLE) {
            return Some(joint);
        }
        if company.is_some_and(|span| span.start < edge) {
            return None;
        }
        (!self.stands(text, word.span)
            && (self.stands(second, word.span) || self.stands(first, word.span)))
        .then_some(joint)
    }

    /// Whether a word stands in the text by itself, elsewhere than at `here`.
    fn stands(&mut self, word: &str, here: Span) -> bool {
        let Some(looks) = self.looks.checked_sub(1) else {
            return false;
        };
        self.looks = looks;
        let bytes = self.page.text.as_bytes();
        let letter = |at: Option<usize>| {
            at.and_then(|at| bytes.get(at))
                .is_some_and(u8::is_ascii_alphanumeric)
        };
        memmem::find_iter(bytes, word).any(|at| {
            !here.holds(at) && !letter(at.checked_sub(1)) && !letter(Some(at + word.len()))
        })
    }
}

/// Indonesian: the byte at which an office or form of address ends that a name is glued to (`KHCholil`, `KetuaMUI`).
fn office(word: &str, joint: usize, cues: &Cues) -> Option<usize> {
    let (title, name) = (word.get(..joint)?, word.get(joint..)?);
    (name.len() >= LEAST && cues.tags(title).any(Tags::ROLE | Tags::HONORIFIC)).then_some(joint)
}

/// Indonesian: the byte at which the word ends that is glued to the end of a name (`Sulaimanmenyambut`, `Nafisikut`).
fn tail(name: &str, cues: &Cues) -> Option<usize> {
    if name.len() < 2 * LEAST {
        return None;
    }
    let active = |&(joint, _): &(usize, &str)| {
        let tail = name.get(LEAST + joint..).unwrap_or_default();
        tail.len() >= 7 && ACTIVE.iter().any(|prefix| tail.starts_with(prefix))
    };
    let rest = name.get(LEAST..)?;
    let verb = rest.match_indices("me").find(active);
    let joint = verb
        .map(|(joint, _)| LEAST + joint)
        .or_else(|| cues.glued(name))?;
    (joint >= LEAST).then_some(joint)
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

/// Where a capital begins a part of a word of ASCII: behind a small letter, or as the last of several capitals.
fn capital(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let capitals = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_uppercase())
        .count();
    if capitals > 2 && capitals < bytes.len() {
        return Some(capitals - 1);
    }
    let begins = |pair: &[u8]| matches!(pair, [b'a'..=b'z', b'A'..=b'Z']);
    let small = bytes.windows(2).position(begins)?;
    Some(small + 1)
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
        let (words, _) = tagged(&page, Cues::of(Lang::Id).unwrap(), &[]);
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
