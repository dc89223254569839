//! UTF-8 that was read as windows-1252 and saved again ("â€œ" for “), put right where it is certain.

/// The characters of the bytes 80 to 9F in windows-1252; five are not assigned.
const HIGH: [Option<char>; 32] = [
    Some('€'),
    None,
    Some('‚'),
    Some('ƒ'),
    Some('„'),
    Some('…'),
    Some('†'),
    Some('‡'),
    Some('ˆ'),
    Some('‰'),
    Some('Š'),
    Some('‹'),
    Some('Œ'),
    None,
    Some('Ž'),
    None,
    None,
    Some('‘'),
    Some('’'),
    Some('“'),
    Some('”'),
    Some('•'),
    Some('–'),
    Some('—'),
    Some('˜'),
    Some('™'),
    Some('š'),
    Some('›'),
    Some('œ'),
    None,
    Some('ž'),
    Some('Ÿ'),
];

/// The character a byte from 80 to 9F has in windows-1252.
pub(super) fn windows(byte: u8) -> Option<char> {
    HIGH.get(usize::from(byte).checked_sub(0x80)?)
        .copied()
        .flatten()
}

/// The byte above 7F that a character was read from, in windows-1252 or Latin-1.
fn byte_of(ch: char) -> Option<u8> {
    match ch {
        '\u{80}'..='\u{ff}' => u8::try_from(ch as u32).ok(),
        '\u{152}'..='\u{2122}' => HIGH
            .iter()
            .position(|&high| high == Some(ch))
            .and_then(|at| u8::try_from(at + 0x80).ok()),
        _ => None,
    }
}

/// Text read wrongly more often than this is left as it is.
const ROUNDS: usize = 3;

/// The text with mojibake put right, or `None` where none is certain.
pub(super) fn repaired(text: &str) -> Option<String> {
    let mut out = round(text)?;
    for _ in 1..ROUNDS {
        match round(&out) {
            Some(better) => out = better,
            None => break,
        }
    }
    Some(out)
}

/// How sure a sequence is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    /// It could be what the writer wrote.
    No,
    /// It is mojibake if the text has any.
    IfAny,
    /// Nobody writes this.
    Yes,
}

/// One sequence of characters that could be one character of UTF-8.
struct Sequence {
    ch: char,
    /// Where it starts in the text and where it ends.
    start: usize,
    end: usize,
    sure: Sure,
}

/// One reading back, or `None` where nothing is certain.
fn round(text: &str) -> Option<String> {
    if !text.chars().any(|ch| ('\u{c2}'..='\u{f4}').contains(&ch)) {
        return None;
    }
    let found = sequences(text);
    if !found.iter().any(|one| one.sure == Sure::Yes) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for one in found.iter().filter(|one| one.sure > Sure::No) {
        out.push_str(text.get(from..one.start)?);
        out.push(one.ch);
        from = one.end;
    }
    out.push_str(text.get(from..)?);
    Some(out)
}

/// Every sequence that reads back to one character, judged.
fn sequences(text: &str) -> Vec<Sequence> {
    let mut found: Vec<Sequence> = Vec::new();
    let mut run: Vec<(usize, u8)> = Vec::new();
    for (at, ch) in text.char_indices() {
        if let Some(byte) = byte_of(ch) {
            run.push((at, byte));
        } else {
            read_run(&run, at, &mut found);
            run.clear();
        }
    }
    read_run(&run, text.len(), &mut found);
    found
}

/// Reads one run of characters above ASCII, which ends at `end`.
fn read_run(run: &[(usize, u8)], end: usize, found: &mut Vec<Sequence>) {
    let mut at = 0;
    let first = found.len();
    while let Some(&(start, lead)) = run.get(at) {
        let len = match lead {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => 0,
        };
        let bytes: Vec<u8> = run
            .iter()
            .skip(at)
            .take(len)
            .map(|&(_, byte)| byte)
            .collect();
        let ch = (len > 0 && bytes.len() == len)
            .then(|| std::str::from_utf8(&bytes).ok()?.chars().next())
            .flatten();
        if let Some(ch) = ch {
            found.push(Sequence {
                ch,
                start,
                end: run.get(at + len).map_or(end, |&(next, _)| next),
                sure: judge(ch, &bytes),
            });
            at += len;
        } else {
            at += 1;
        }
    }
    join_neighbours(found, first);
}

/// Two doubtful sequences in a row (a word of Cyrillic or Chinese) are certain together.
fn join_neighbours(found: &mut [Sequence], first: usize) {
    for at in first + 1..found.len() {
        let (before, after) = found.split_at_mut(at);
        if let (Some(one), Some(two)) = (before.last_mut(), after.first_mut())
            && one.end == two.start
            && one.sure > Sure::No
            && two.sure > Sure::No
        {
            one.sure = Sure::Yes;
            two.sure = Sure::Yes;
        }
    }
}

/// How sure it is that these bytes were one character.
fn judge(ch: char, bytes: &[u8]) -> Sure {
    let last = bytes.last().copied().unwrap_or_default();
    // Second characters that also close a word written in capitals: quotes, dashes, dots, the euro.
    let closes = matches!(
        last,
        0x80 | 0x82 | 0x84 | 0x85 | 0x8b | 0x91..=0x97 | 0x9b | 0xa0 | 0xab | 0xbb
    );
    match bytes.len() {
        2 if matches!(bytes, [0xc2, 0xa0..=0xbf]) && last != 0xbb => Sure::Yes,
        2 if matches!(bytes, [0xc3, _]) && !closes => Sure::Yes,
        3 => match ch {
            '\u{2010}'..='\u{2027}'
            | '\u{2030}'..='\u{203a}'
            | '\u{20ac}'
            | '\u{2122}'
            | '\u{2190}'..='\u{2193}'
            | '\u{2212}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'
            | '\u{feff}'
            | '\u{fffd}' => Sure::Yes,
            _ => Sure::IfAny,
        },
        4 if bytes.starts_with(&[0xf0, 0x9f]) => Sure::Yes,
        _ => Sure::IfAny,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a program does that reads UTF-8 as windows-1252.
    fn broken(text: &str) -> String {
        text.bytes()
            .map(|byte| match byte {
                0x80..=0x9f => windows(byte).unwrap_or(char::from(byte)),
                _ => char::from(byte),
            })
            .collect()
    }

    #[test]
    fn broken_text_comes_back() {
        for text in [
            "“Kami tidak tahu,” katanya – singkat…",
            "harga £600 juta",
            "café São Paulo Zürich",
            "Привет, мир",
            "小米科技 발표",
            "bagus 😀 sekali",
            "it’s",
        ] {
            assert_eq!(repaired(&broken(text)).as_deref(), Some(text), "{text}");
            assert_eq!(
                repaired(&broken(&broken(text))).as_deref(),
                Some(text),
                "twice: {text}"
            );
        }
    }

    #[test]
    fn right_text_stays() {
        for text in [
            "“MAÇÔ",
            "CAFÉ’S",
            "SÃO PAULO",
            "NÃO – disse",
            "Ângela",
            "l’été… «déjà»",
            "Crédit Agricole S’A",
            "Việt Nam “â”…",
            "naïve Ünïcode ß½",
            "Привет “мир”",
            "80 °C ± 3 µm",
        ] {
            assert_eq!(repaired(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn ascii_and_wide_text_is_never_touched(text in "[a-z “”‘’—…中文字пр]{0,40}") {
            prop_assert_eq!(repaired(&text), None);
        }
    }
}
