//! Lists of addresses, one a line, as newsboat exports what was read.

use std::io::BufRead;

use super::format::{self, Format, Sure};
use super::input::{Head, Input};
use super::reading::{Fault, Halt, Reading};
use super::repair::{self, Repairs};
use super::sink::State;

/// Lists of addresses.
pub(super) struct ReadList;

impl Format for ReadList {
    fn name(&self) -> &'static str {
        "readlist"
    }

    fn summary(&self) -> &'static str {
        "lists of what was read, an address a line (newsboat -E), for articles of the archive"
    }

    fn sniff(&self, head: &Head) -> Sure {
        if format::binary(head) || head.media.is_some() {
            return Sure::No;
        }
        let text = head.text();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        // The last line may be cut off by the end of what is looked at.
        let (mut all, mut addresses) = (0, 0);
        for line in lines {
            all += 1;
            addresses += u32::from(is_address(line));
            if line.contains([' ', '\t', '"', '<', '{']) || line.len() > 2048 {
                return Sure::No;
            }
        }
        if addresses > 0 && addresses * 10 >= all * 6 {
            Sure::Named
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let name = input.name.to_lowercase();
        if !["read", "newsboat", "dibaca"]
            .iter()
            .any(|word| name.contains(word))
        {
            return Err(Fault::ignored("a list of addresses, not an article")
                .hint("put `read` into its name if it lists what you have read")
                .into());
        }
        let mut lines = input.reader();
        let mut line = Vec::new();
        loop {
            line.clear();
            if lines.read_until(b'\n', &mut line)? == 0 {
                return Ok(());
            }
            out.check_time()?;
            let url = repair::line(&String::from_utf8_lossy(&line), &mut Repairs::default());
            if !url.is_empty() {
                out.state(State {
                    url: Some(url),
                    read: Some(true),
                    ..State::default()
                })?;
            }
        }
    }
}

/// Whether a line is one address, or one of the names that feeds give their items.
fn is_address(line: &str) -> bool {
    ["http://", "https://", "tag:", "urn:"]
        .iter()
        .any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::super::Collected;

    #[test]
    fn what_was_read() {
        let got = Collected::of(
            "newsboat-read.txt",
            "https://a.id/1\ntag:a.id,2020:2\n\nhttps://a.id/3",
        );
        let read: Vec<_> = got
            .states
            .iter()
            .map(|state| (state.url.as_deref(), state.read))
            .collect();
        assert_eq!(
            read,
            [
                (Some("https://a.id/1"), Some(true)),
                (Some("tag:a.id,2020:2"), Some(true)),
                (Some("https://a.id/3"), Some(true))
            ]
        );
        assert!(got.articles.is_empty());
    }

    #[test]
    fn other_lists_mark_nothing() {
        let got = Collected::of("urls", "https://a.id/1\nhttps://a.id/2\n");
        assert!(got.states.is_empty() && got.problems[0].what.contains("list of addresses"));
        assert_eq!(
            Collected::of("a.txt", "https://a.id/1 kata orang.\nSatu.\n")
                .articles
                .len(),
            1
        );
    }
}
