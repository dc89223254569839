//! Web addresses: what may be opened, and written into a terminal, and what a link means on its page.
//!
//! Only http and https, and only printable ASCII once written: everything else is percent-encoded (RFC 3986), so that an
//! address cannot command a terminal or a browser.

use std::fmt;

/// Bytes of the longest address that is taken for one.
const LONGEST: usize = 4096;

/// A web address in printable ASCII.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    whole: String,
    /// Bytes up to the end of the host.
    host: usize,
}

impl Address {
    /// Reads an address; `None` where it is none of the web.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = text.split_once("://")?;
        let scheme = ["http", "https"]
            .into_iter()
            .find(|known| scheme.eq_ignore_ascii_case(known))?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(end)?;
        let sound = |ch: char| ch.is_alphanumeric() || "-._:[]%".contains(ch);
        if host.is_empty() || !host.chars().all(sound) || text.len() > LONGEST {
            return None;
        }
        let mut whole = format!("{scheme}://");
        encode(host, &mut whole);
        let host = whole.len();
        encode(path, &mut whole);
        Some(Self { whole, host })
    }

    /// What `link`, as a page at this address writes it, points at (RFC 3986, section 5.2); `None` where that is no web
    /// address.
    pub fn join(&self, link: &str) -> Option<Self> {
        let link = link.trim();
        if link.is_empty() || link.starts_with('#') {
            return None;
        }
        let scheme_end = link.find(':');
        let path_begins = link.find(['/', '?', '#']);
        if scheme_end.is_some_and(|end| path_begins.is_none_or(|begins| end < begins)) {
            return Self::parse(link);
        }
        let (scheme, _) = self.whole.split_once(':')?;
        if let Some(rest) = link.strip_prefix("//") {
            return Self::parse(&format!("{scheme}://{rest}"));
        }
        let host = self.whole.get(..self.host)?;
        let path = self.whole.get(self.host..)?;
        let path = path.split(['?', '#']).next().unwrap_or_default();
        if link.starts_with('?') {
            return Self::parse(&format!("{host}{path}{link}"));
        }
        let (link, rest) = link.split_at_checked(path_begins_query(link))?;
        let mut parts: Vec<&str> = Vec::new();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let from = if link.starts_with('/') { "" } else { folder };
        let joined = [from, "/", link].concat();
        for part in joined.split('/') {
            match part {
                "." | "" => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        let tail = if link.ends_with('/') && !parts.is_empty() {
            "/"
        } else {
            ""
        };
        Self::parse(&format!("{host}/{}{tail}{rest}", parts.join("/")))
    }

    /// The address as it is written.
    pub fn as_str(&self) -> &str {
        &self.whole
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.whole)
    }
}

/// Where the path of a link ends.
fn path_begins_query(link: &str) -> usize {
    link.find(['?', '#']).unwrap_or(link.len())
}

/// A path with its percent escapes read (RFC 3986), so that `%2D` and `-` are one; as it is where that gives no UTF-8.
pub fn unescaped(path: &str) -> String {
    let mut out = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let mut ahead = bytes.clone();
        let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
        match (byte, digit(ahead.next()), digit(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                bytes = ahead;
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}

/// Appends a text with what is not printable ASCII, or breaks an address, percent-encoded.
fn encode(text: &str, out: &mut String) {
    use fmt::Write;
    for byte in text.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// Where addresses stand in a text: from `http://`, `https://` or `www.` to the next white space, without the marks that
/// end a sentence.
pub fn find(text: &str) -> Vec<(super::Span, Address)> {
    let mut found: Vec<(super::Span, Address)> = Vec::new();
    let mut at = 0;
    while let Some(next) = ["http://", "https://", "www."]
        .into_iter()
        .filter_map(|begins| text.get(at..)?.find(begins))
        .min()
    {
        let start = at + next;
        let rest = text.get(start..).unwrap_or_default();
        let stops = |ch: char| ch.is_whitespace() || "\"<>«»“”‘’「」".contains(ch);
        let whole = rest.split(stops).next().unwrap_or_default();
        let bare = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']', '…', '*']);
        let written = if bare.starts_with("www.") {
            Address::parse(&format!("http://{bare}")).filter(|_| bare.len() > "www.a.b".len())
        } else {
            Address::parse(bare)
        };
        let before = text
            .get(..start)
            .and_then(|before| before.chars().next_back());
        if let Some(address) = written
            && !before.is_some_and(char::is_alphanumeric)
        {
            found.push((super::Span::new(start, start + bare.len()), address));
        }
        at = start + whole.len().max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<String> {
        Address::parse(text).map(|address| address.to_string())
    }

    #[test]
    fn only_the_web_and_only_printable() {
        assert_eq!(
            read("HTTPS://contoh.id/a b?x=é").as_deref(),
            Some("https://contoh.id/a%20b?x=%C3%A9")
        );
        assert_eq!(
            read("http://contoh.id").as_deref(),
            Some("http://contoh.id")
        );
        for bad in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "http://",
            "http://a b/",
            "mailto:a@b.id",
            "https://pengguna@contoh.id/",
            "contoh.id",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(
            read("http://a.id/\u{1b}]8;;\u{7}").as_deref(),
            Some("http://a.id/%1B]8;;%07")
        );
    }

    #[test]
    fn links_are_read_on_their_page() {
        let page = Address::parse("https://contoh.id/a/b/c.html?x=1#y").unwrap();
        for (link, target) in [
            ("/d", "https://contoh.id/d"),
            ("d.html", "https://contoh.id/a/b/d.html"),
            ("../d/?q=/x", "https://contoh.id/a/d/?q=/x"),
            ("../../../../d", "https://contoh.id/d"),
            ("?z=2", "https://contoh.id/a/b/c.html?z=2"),
            ("//lain.id/e", "https://lain.id/e"),
            ("http://lain.id/", "http://lain.id/"),
        ] {
            assert_eq!(
                page.join(link).map(|to| to.to_string()).as_deref(),
                Some(target),
                "{link}"
            );
        }
        for nothing in ["#atas", "", "mailto:a@b.id", "javascript:void(0)"] {
            assert_eq!(page.join(nothing), None, "{nothing}");
        }
        let bare = Address::parse("http://contoh.id").unwrap();
        assert_eq!(
            bare.join("x").map(|to| to.to_string()).as_deref(),
            Some("http://contoh.id/x")
        );
    }

    #[test]
    fn addresses_in_a_text_end_before_the_full_stop() {
        let text =
            "Lihat https://contoh.id/a. Atau (www.lain.id/b), bukan awww.x.y.z atau www. saja.";
        let found: Vec<_> = find(text)
            .into_iter()
            .map(|(span, address)| (span.of(text).to_owned(), address.to_string()))
            .collect();
        assert_eq!(
            found,
            [
                (
                    "https://contoh.id/a".to_owned(),
                    "https://contoh.id/a".to_owned()
                ),
                (
                    "www.lain.id/b".to_owned(),
                    "http://www.lain.id/b".to_owned()
                )
            ]
        );
    }

    proptest! {
        #[test]
        fn what_is_read_is_printable_and_reads_the_same_again(text in "(https?://)?[a-z\u{0}-\u{2ff}./?#%]{0,40}") {
            if let Some(address) = Address::parse(&text) {
                prop_assert!(address.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert_eq!(Address::parse(address.as_str()), Some(address.clone()));
            }
            find(&text);
        }
    }
}
