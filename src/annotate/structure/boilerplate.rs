//! Which parts of a text are no part of the article. Nothing is deleted, only marked.

use memchr::memmem;

use super::byline;
use super::extent;
use super::furniture::{Furniture, Hit, Kind};
use super::headline;
use crate::annotate::Context;
use crate::text::date::Mention;
use crate::text::{Lang, Span, lines};

/// How far apart the two ends of a [`Kind::Between`] may stand, in bytes.
const BETWEEN: usize = 900;
/// How far behind a closing line the page's foot may begin, in bytes.
const CLOSING: usize = 4000;
/// How far related links reach back from a foot, in bytes.
const LINKS: usize = 1600;
/// How far a stray byline reaches back from the end of an article, in bytes.
const STRAY: usize = 60;
/// Bytes of white space and separators that do not part two pieces of furniture.
const BLANK: usize = 64;
/// Bytes between two entries of a menu, at most.
const THIN: usize = 48;
/// Bytes between two labels from which on a headline stands there.
const HEADLINE: usize = 24;
/// How far the menu's last entries may stand before the headline, in bytes.
const KICKER: usize = 90;
/// Labels that make a menu without anything surer beside them.
const MENU: usize = 5;

/// The boilerplate of a text, in order, not overlapping. `title` is the headline in the text's first line,
/// `days` are the dates the text names.
pub(super) fn find(
    text: &str,
    lang: Lang,
    title: Option<Span>,
    days: &[Mention],
    context: &Context<'_>,
) -> Vec<Span> {
    let furniture = Furniture::listed();
    let start = title.map_or(0, |title| title.end);
    let mut hits = furniture.hits(text, lang);
    hits.retain(|hit| hit.span.start >= start);
    let mut found = Vec::new();
    whole_lines(text, start, furniture, context, &mut found);
    for &hit in &hits {
        if let Some(span) = stretch(text, hit, furniture) {
            found.push(span);
        }
    }
    byline::find(text, days, &mut found);
    tidy(text, &mut found);
    menus(text, &hits, &mut found);
    links(text, &hits, &mut found);
    tidy(text, &mut found);
    foot(text, &hits, start, &mut found);
    initials(text, &mut found);
    tidy(text, &mut found);
    let headline = title.map(|title| title.of(text)).or(context.title);
    spare_headline(text, headline, title, &mut found);
    tidy(text, &mut found);
    found
}

/// Sorts, trims and joins spans that touch or have only white space and separators between them.
fn tidy(text: &str, found: &mut Vec<Span>) {
    found.sort_unstable_by_key(|span| (span.start, span.end));
    let mut kept: Vec<Span> = Vec::with_capacity(found.len());
    for span in found
        .iter()
        .map(|span| span.trimmed(text))
        .filter(|span| !span.is_empty())
    {
        match kept.last_mut() {
            Some(last) if span.start <= last.end || blank(text, last.end, span.start) => {
                last.end = last.end.max(span.end);
            }
            _ => kept.push(span),
        }
    }
    *found = kept;
}

/// Whether nothing but white space and separators stands between two places.
fn blank(text: &str, from: usize, to: usize) -> bool {
    to - from <= BLANK
        && Span::new(from, to)
            .of(text)
            .chars()
            .all(|ch| ch.is_whitespace() || matches!(ch, '/' | '|' | '·' | '•' | '×' | '>' | '»'))
}

/// Whole lines: listed ones, and short ones that recur across the archive.
fn whole_lines(
    text: &str,
    start: usize,
    furniture: &Furniture,
    context: &Context<'_>,
    found: &mut Vec<Span>,
) {
    for line in lines::of(text).skip_while(|line| line.start < start) {
        let trimmed = line.of(text).trim();
        if trimmed.is_empty() {
            continue;
        }
        let recurs =
            || context.repeated.is_some_and(|repeated| repeated(trimmed)) && !prose(trimmed);
        if furniture.is_line(trimmed) || recurs() {
            found.push(line);
        }
    }
}

/// Whether a line reads as a paragraph of an article: those recur too, where outlets repeat the background of a story.
fn prose(line: &str) -> bool {
    let words = line.split_whitespace().count();
    let ended = line
        .trim_end_matches(['"', '”', ')'])
        .ends_with(['.', '!', '?']);
    words >= 12 && ended && !line.contains("http")
}

/// What a phrase condemns by itself.
fn stretch(text: &str, hit: Hit, furniture: &Furniture) -> Option<Span> {
    let Span { start, end } = hit.span;
    let end = match hit.kind {
        // The listed words may hold the end mark themselves.
        Kind::Sentence => extent::sentence(text, end.saturating_sub(1).max(start)).max(end),
        Kind::Insert if !inserted(text, hit.span) => return None,
        Kind::Phrase | Kind::Insert => end,
        Kind::Headline => extent::headline(text, end),
        Kind::Linked => extent::linked(text, end),
        Kind::Credit => extent::credit(text, end),
        Kind::Script => extent::script(text, hit.span),
        Kind::Between(pair) => {
            let to = text.floor_char_boundary(end.saturating_add(BETWEEN));
            let second = furniture.seconds.get(pair)?;
            end + memmem::find(text.get(end..to)?.as_bytes(), second.as_bytes())? + second.len()
        }
        Kind::End | Kind::Foot | Kind::Closing | Kind::Label => return None,
    };
    Some(Span::new(start, end))
}

/// Whether words stand alone between the end of one sentence and the beginning of another.
fn inserted(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default().trim_end();
    let after = extent::line_from(text, span.end, 8).trim_start();
    let quote = |ch: char| matches!(ch, '"' | '“' | '”' | '‘');
    before.ends_with(|ch: char| matches!(ch, '.' | '!' | '?' | ')') || quote(ch))
        && (after.is_empty() || after.starts_with(|ch: char| ch.is_uppercase() || quote(ch)))
}

/// One part of a menu: a label, or furniture that is sure already.
struct Part {
    span: Span,
    sure: bool,
}

/// Menus: runs of labels, and the labels beside surer furniture.
fn menus(text: &str, hits: &[Hit], found: &mut Vec<Span>) {
    let mut parts: Vec<Part> = found
        .iter()
        .map(|&span| Part { span, sure: true })
        .collect();
    let mut sure = found.iter().peekable();
    for hit in hits {
        while sure.next_if(|span| span.end <= hit.span.start).is_some() {}
        let inside = sure.peek().is_some_and(|span| span.overlaps(hit.span));
        let menu = matches!(hit.kind, Kind::Label | Kind::End | Kind::Foot);
        if menu && !inside {
            parts.push(Part {
                span: hit.span,
                sure: hit.kind != Kind::Label,
            });
        }
    }
    parts.sort_unstable_by_key(|part| part.span.start);
    let mut from = 0;
    for at in 1..=parts.len() {
        let joined = match (parts.get(at - 1), parts.get(at)) {
            (Some(before), Some(part)) => thin(text, before.span.end, part.span.start),
            _ => false,
        };
        if !joined {
            menu(text, parts.get(from..at).unwrap_or_default(), found);
            from = at;
        }
    }
}

/// Marks a run of parts if it is a menu, else the labels that touch its sure parts.
fn menu(text: &str, run: &[Part], found: &mut Vec<Span>) {
    let labels = run.iter().filter(|part| !part.sure).count();
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return;
    };
    if labels == 0 {
        return;
    }
    let hull = first.span.hull(last.span);
    let covered: usize = run.iter().map(|part| part.span.len()).sum();
    let menu = labels >= MENU && covered * 2 >= hull.len()
        || labels < run.len() && labels >= 2 && covered * 3 >= hull.len() * 2;
    if menu {
        let end = if last.sure {
            hull.end
        } else {
            before_prose(text, run)
        };
        found.push(Span::new(hull.start, end.max(hull.start)));
        return;
    }
    for (part, next) in run.iter().zip(run.iter().skip(1)) {
        // `… Tips and Features Photograph: …`: the label is the last word of something else.
        let inner = !part.sure && goes_on(text, part.span.start)
            || !next.sure && begins_prose(text, next.span.end);
        if part.sure != next.sure && !inner && blank(text, part.span.end, next.span.start) {
            found.push(part.span.hull(next.span));
        }
    }
}

/// Whether the words before `at` run on into it: no end of a sentence, line or menu between.
fn goes_on(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    before.ends_with(' ')
        && before
            .trim_end_matches(' ')
            .ends_with(|ch: char| ch.is_alphanumeric() || ch == ',')
}

/// Sections a run of links names at least.
const LINKED: usize = 3;
/// Longest headline between two sections of a run of links, in bytes.
const LINK: usize = 160;

/// Runs of links inside an article, as related stories are pasted between its paragraphs: a section's name and a
/// headline, several times, and no sentence among them.
fn links(text: &str, hits: &[Hit], found: &mut Vec<Span>) {
    let labels: Vec<Span> = hits
        .iter()
        .filter(|hit| hit.kind == Kind::Label)
        .map(|hit| hit.span)
        .collect();
    let mut from = 0;
    for at in 1..=labels.len() {
        let joined = match (labels.get(at - 1), labels.get(at)) {
            (Some(before), Some(label)) => linked(text, before.end, label.start),
            _ => false,
        };
        if joined {
            continue;
        }
        let run = labels.get(from..at).unwrap_or_default();
        from = at;
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            continue;
        };
        let before = text.get(..first.start).unwrap_or_default().trim_end();
        let opens = before.ends_with(['.', '!', '?', '”', '"']);
        let headlines = run
            .iter()
            .zip(run.iter().skip(1))
            .filter(|(label, next)| next.start - label.end > HEADLINE)
            .count();
        if opens && run.len() >= LINKED && headlines + 1 >= LINKED {
            found.push(Span::new(first.start, extent::headline(text, last.end)));
        }
    }
}

/// Whether what stands between two labels is a headline in capitals, or nothing.
fn linked(text: &str, from: usize, to: usize) -> bool {
    if to <= from || to - from > LINK {
        return false;
    }
    let gap = Span::new(from, to).of(text);
    let (mut capital, mut long) = (0, 0);
    for word in gap.split(' ') {
        if word.ends_with(['.', ';', '”', '"']) || word.contains('\n') {
            return false;
        }
        let Some(first) = word.chars().find(|ch| ch.is_alphanumeric()) else {
            continue;
        };
        if word.len() > 3 {
            long += 1;
            capital += usize::from(!first.is_lowercase());
        }
    }
    capital * 4 >= long * 3
}

/// The end of a run without the last labels that begin the article's first words (`Business Google is …`).
fn before_prose(text: &str, run: &[Part]) -> usize {
    let kept = run
        .iter()
        .rev()
        .find(|part| part.sure || !begins_prose(text, part.span.end));
    kept.map_or(0, |part| part.span.end)
}

/// Whether a label that ends at `at` is the first word of a sentence or headline.
fn begins_prose(text: &str, at: usize) -> bool {
    let behind = extent::line_from(text, at, 24);
    let rest = behind.trim_start();
    let word = rest
        .split(|ch: char| !ch.is_alphabetic())
        .next()
        .unwrap_or_default();
    let verb = matches!(
        word,
        "Is" | "Are" | "Has" | "Have" | "Will" | "Can" | "Was" | "Wants" | "Says" | "Gets"
    );
    let small = word.starts_with(char::is_lowercase) && behind.starts_with(' ');
    behind.starts_with(['\'', '’', ',']) || verb || small
}

/// Whether so little stands between two labels that they belong to one menu: at most three words, no small ones, no end
/// of a sentence.
fn thin(text: &str, from: usize, to: usize) -> bool {
    if to < from || to - from > THIN {
        return to < from;
    }
    let gap = Span::new(from, to).of(text);
    let mut words = 0;
    for word in gap.split_whitespace() {
        let Some(first) = word.chars().find(|ch| ch.is_alphanumeric()) else {
            continue;
        };
        words += 1;
        // `© 2023.`
        if first.is_ascii_digit() {
            continue;
        }
        if words > 3
            || first.is_lowercase() && word.len() > 3
            || word.ends_with(['.', '?', '!', ',', ':', ';'])
        {
            return false;
        }
    }
    true
}

/// The foot of the page: from its first words to the end of the text, with the links before it.
fn foot(text: &str, hits: &[Hit], start: usize, found: &mut Vec<Span>) {
    let opens = |hit: &&Hit| matches!(hit.kind, Kind::End | Kind::Foot);
    let Some(first) = hits.iter().find(opens) else {
        return;
    };
    let closing = hits.iter().find(|hit| {
        hit.kind == Kind::Closing
            && hit.span.start < first.span.start
            && first.span.start - hit.span.start <= CLOSING
    });
    let at = closing.map_or(first.span.start, |hit| hit.span.start);
    let reach = if closing.is_none() && first.kind == Kind::Foot {
        LINKS
    } else {
        STRAY
    };
    let reach = if closing.is_some() { 2 * STRAY } else { reach };
    let begin = last_stop(text, at, reach)
        .filter(|&stop| {
            stop >= start
                && !found
                    .iter()
                    .any(|span| span.start < stop && stop <= span.end)
        })
        .unwrap_or(at);
    found.push(Span::new(begin, text.len()));
}

/// The place behind the last end of a sentence before `at`, at most `reach` bytes back.
fn last_stop(text: &str, at: usize, reach: usize) -> Option<usize> {
    let from = text.ceil_char_boundary(at.saturating_sub(reach));
    let part = text.get(from..at)?;
    let mut ended = true;
    for (index, ch) in part.char_indices().rev() {
        let stop = matches!(ch, '.' | '”' | '"' | '\n');
        if ended && stop {
            return Some(from + index + ch.len_utf8());
        }
        ended = ch.is_whitespace();
    }
    None
}

/// The initials of those who edited an article, at its end or at the end of a line: `(rns/rns)`, `(art)`.
fn initials(text: &str, found: &mut Vec<Span>) {
    let end = found
        .last()
        .filter(|last| last.end >= text.trim_end().len())
        .map_or(text.len(), |last| last.start);
    let article = text.get(..end).unwrap_or_default().trim_end().len();
    for line in lines::of(text).take_while(|line| line.start < article) {
        let span = Span::new(line.start, line.end.min(article));
        let bracketed = span.of(text).trim_end().ends_with(')');
        let span = if bracketed {
            span.trimmed(text)
        } else {
            continue;
        };
        if let Some(length) = signed(span.of(text), span.end == article) {
            found.push(Span::new(span.end - length, span.end));
        }
    }
}

/// The length of the initials that end a line; those of a single person count only at the article's end.
fn signed(line: &str, last: bool) -> Option<usize> {
    let inside = line.strip_suffix(')')?;
    let from = inside
        .rfind('(')
        .filter(|&from| inside.len() - from <= 14)?;
    let names = inside.get(from + 1..)?;
    let mut parts = 0;
    for part in names.split(['/', '-']) {
        let short = (1..=5).contains(&part.len()) || parts > 0 && part.is_empty();
        if !short
            || !part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'*')
        {
            return None;
        }
        parts += 1;
    }
    let ended = inside
        .get(..from)?
        .trim_end()
        .ends_with(['.', '!', '?', '"', '”', '’', '\'', ')', ']']);
    let alone =
        (2..=4).contains(&names.len()) && names.bytes().all(|byte| byte.is_ascii_lowercase());
    let counts = names.bytes().any(|byte| byte.is_ascii_lowercase())
        && (ended && (parts >= 2 || last && alone) || parts >= 2 && last);
    counts.then_some(line.len() - from)
}

/// Gives back the headline where a menu swallowed it, and takes the menu's last entries before it.
fn spare_headline(text: &str, headline: Option<&str>, title: Option<Span>, found: &mut Vec<Span>) {
    let Some(again) =
        headline.and_then(|line| headline::again(text, line, title.map_or(0, |title| title.end)))
    else {
        return;
    };
    let mut spared = Vec::with_capacity(found.len() + 1);
    for &span in found.iter() {
        if !span.overlaps(again) {
            spared.push(span);
            continue;
        }
        // In a foot the headline is one of its links.
        if span.end == text.trim_end().len() && span.start + 200 < again.start {
            spared.push(span);
            continue;
        }
        spared.push(Span::new(span.start, again.start));
        spared.push(Span::new(again.end, span.end));
    }
    let kicker = |span: &Span| {
        span.end <= again.start && again.start - span.end <= KICKER && {
            let gap = Span::new(span.end, again.start).of(text);
            !gap.contains(['.', '!', '?', '\n'])
        }
    };
    if let Some(before) = spared.iter_mut().rev().find(|span| kicker(span)) {
        before.end = again.start;
    }
    spared.retain(|span| !span.is_empty());
    *found = spared;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Vec<&str> {
        let title = headline::find(text);
        find(
            text,
            crate::text::lang::detect(text),
            title,
            &crate::text::date::in_text(text),
            &Context::default(),
        )
        .into_iter()
        .map(|span| span.of(text))
        .collect()
    }

    #[test]
    fn lines_brackets_and_initials_of_indonesian_portals() {
        let text = "Perusahaan itu mengumumkan harga baru.\nADVERTISEMENT\nSCROLL TO CONTINUE WITH CONTENT\n\"Kami siap,\" kata dia.\n[Gambas:Video 20detik]\nBaca juga: Harga Lama Masih Berlaku di Toko\nItu saja yang dia katakan. (abc/def)\n";
        assert_eq!(
            marked(text),
            [
                "ADVERTISEMENT\nSCROLL TO CONTINUE WITH CONTENT",
                "[Gambas:Video 20detik]\nBaca juga: Harga Lama Masih Berlaku di Toko",
                "(abc/def)"
            ]
        );
    }

    #[test]
    fn a_tail_goes_to_the_end() {
        let text = "Itu buatan mereka untuk pasar yang baru.\nDapatkan update berita pilihan setiap hari. Mari bergabung.\nTulis komentarmu.";
        assert_eq!(marked(text).len(), 1);
        assert!(
            marked(text)
                .first()
                .is_some_and(|tail| tail.starts_with("Dapatkan") && tail.ends_with("komentarmu."))
        );
    }

    #[test]
    fn a_menu_before_the_headline_and_a_foot_after_the_article() {
        let text = "Firm shows the first chip of its kind | VentureBeat\n\nHome News Business Culture Science Security Video Jane Doe Firm shows the first chip of its kind Share on Facebook Share on X Share on LinkedIn The firm has shown its chip. It said that it was the first. About Us Contact Us Careers Privacy Policy Terms of Service © 2023. All rights reserved.";
        let found = marked(text);
        assert_eq!(
            found.first(),
            Some(&"Home News Business Culture Science Security Video Jane Doe")
        );
        assert_eq!(
            found.get(1),
            Some(&"Share on Facebook Share on X Share on LinkedIn")
        );
        assert!(
            found
                .get(2)
                .is_some_and(|foot| foot.starts_with("About Us") && foot.ends_with("reserved.")),
            "{found:?}"
        );
    }

    #[test]
    fn pasted_links_are_marked_and_the_article_goes_on() {
        let text = "It ran for hours. Business What the Sudden Exit Means for the Firm Jane Doe Gear The Ten Best Things We Found This Year John Roe Security The Startup That Transformed an Industry Ann Poe In a simulator, the thing can go through it again.";
        let found = marked(text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found
                .first()
                .is_some_and(|run| run.starts_with("Business What") && run.ends_with("Ann Poe")),
            "{found:?}"
        );
    }

    #[test]
    fn words_between_sentences_and_links_behind_them() {
        let text = "Perusahaan itu mengumumkan harga baru yang lebih murah. Baca Juga Menurutnya, harga itu tidak akan naik lagi. Baca Juga yang lain.";
        assert_eq!(marked(text), ["Baca Juga"]);
        let text = "He understands it now. Related Stories The Age of Odd Machines By Ann Poe Why We Won't Stop By John Roe In this game of five the machine led its players.";
        assert_eq!(
            marked(text),
            ["Related Stories The Age of Odd Machines By Ann Poe Why We Won't Stop By John Roe"]
        );
        let text = "Itu kata dia. Baca juga: Harga Ponsel Baru Tetap, Ini AlasannyaKeempat toko itu disebut memiliki stok yang cukup banyak.";
        assert_eq!(
            marked(text),
            ["Baca juga: Harga Ponsel Baru Tetap, Ini Alasannya"]
        );
    }

    #[test]
    fn prose_with_the_words_of_menus_stays() {
        let text = "Apple, Google and Microsoft sell software. The Business unit of Google said on Twitter that Security matters to Facebook and YouTube.";
        assert!(marked(text).is_empty(), "{:?}", marked(text));
    }

    #[test]
    fn repeated_lines_count_unless_they_are_prose() {
        let background = "Sebelumnya, perusahaan itu telah mengumumkan rencana kerja sama dengan pemerintah untuk membangun pabrik di Batam.";
        let text = format!("Isi berita itu ada di sini.\n{background}\nUnduh aplikasi kami\n");
        let repeated = |line: &str| line != "Isi berita itu ada di sini.";
        let context = Context {
            repeated: Some(&repeated),
            ..Context::default()
        };
        let found = find(&text, Lang::Id, None, &[], &context);
        let found: Vec<_> = found.into_iter().map(|span| span.of(&text)).collect();
        assert_eq!(found, ["Unduh aplikasi kami"]);
    }
}
