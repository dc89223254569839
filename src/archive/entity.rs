//! Character references (`&amp;`, `&#8217;`) that were left in plain text.

use super::mojibake;

/// The longest reference that is looked for, without `&` and `;`.
const LONGEST: usize = 10;

/// Names that scraped text really holds; pages themselves are read by the HTML parser, which knows all.
const NAMES: &[(&str, char)] = &[
    ("AMP", '&'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Agrave", 'À'),
    ("Aring", 'Å'),
    ("Atilde", 'Ã'),
    ("Auml", 'Ä'),
    ("Ccedil", 'Ç'),
    ("Eacute", 'É'),
    ("Ecirc", 'Ê'),
    ("Egrave", 'È'),
    ("Iacute", 'Í'),
    ("Ntilde", 'Ñ'),
    ("Oacute", 'Ó'),
    ("Ocirc", 'Ô'),
    ("Oslash", 'Ø'),
    ("Ouml", 'Ö'),
    ("Uacute", 'Ú'),
    ("Uuml", 'Ü'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("acute", '´'),
    ("aelig", 'æ'),
    ("agrave", 'à'),
    ("amp", '&'),
    ("apos", '\''),
    ("aring", 'å'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("bdquo", '„'),
    ("bull", '•'),
    ("ccedil", 'ç'),
    ("cent", '¢'),
    ("copy", '©'),
    ("deg", '°'),
    ("divide", '÷'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("egrave", 'è'),
    ("euml", 'ë'),
    ("euro", '€'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("gt", '>'),
    ("hellip", '…'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("iuml", 'ï'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("lsaquo", '‹'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("micro", 'µ'),
    ("middot", '·'),
    ("minus", '−'),
    ("nbsp", ' '),
    ("ndash", '–'),
    ("ntilde", 'ñ'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("ograve", 'ò'),
    ("oslash", 'ø'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("para", '¶'),
    ("plusmn", '±'),
    ("pound", '£'),
    ("prime", '′'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rarr", '→'),
    ("rdquo", '”'),
    ("reg", '®'),
    ("rsaquo", '›'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("sect", '§'),
    ("shy", '\u{ad}'),
    ("sup2", '²'),
    ("szlig", 'ß'),
    ("times", '×'),
    ("trade", '™'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("ugrave", 'ù'),
    ("uuml", 'ü'),
    ("yen", '¥'),
    ("yuml", 'ÿ'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
];

/// The text with its references read, or `None` where there is none. References that were escaped twice
/// (`&amp;quot;`) are read twice.
pub(super) fn decoded(text: &str) -> Option<String> {
    let once = pass(text)?;
    Some(pass(&once).unwrap_or(once))
}

fn pass(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut kept = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let Some((ch, len)) = text.get(at + 1..).and_then(reference) else {
            continue;
        };
        out.push_str(text.get(kept..at)?);
        out.push(ch);
        kept = at + 1 + len;
    }
    if kept == 0 {
        return None;
    }
    out.push_str(text.get(kept..)?);
    Some(out)
}

/// The character of the reference that `rest` (after `&`) begins with, and its length with the semicolon.
fn reference(rest: &str) -> Option<(char, usize)> {
    let end = rest
        .bytes()
        .take(LONGEST + 1)
        .position(|byte| byte == b';')?;
    let name = rest.get(..end)?;
    let ch = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => NAMES
            .binary_search_by(|&(known, _)| known.cmp(name))
            .ok()
            .and_then(|at| NAMES.get(at))
            .map(|&(_, ch)| ch)?,
    };
    Some((ch, end + 1))
}

/// The character of a numeric reference; 128 to 159 mean windows-1252, as in HTML.
fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        0x80..=0x9f => mojibake::windows(u8::try_from(code).ok()?),
        0 => None,
        _ => char::from_u32(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn references_are_read() {
        assert_eq!(
            decoded("AT&amp;T &#8220;x&#x201D; &#146;").as_deref(),
            Some("AT&T “x” ’")
        );
        assert_eq!(decoded("&amp;quot;a&amp;quot;").as_deref(), Some("\"a\""));
    }

    #[test]
    fn what_is_no_reference_stays() {
        for text in [
            "R&D; S&P",
            "a & b",
            "&unknown;",
            "&#xFFFFFFFFF;",
            "&;",
            "&#0;",
            "AT&T",
        ] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
