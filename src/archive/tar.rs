//! A tar container: its files are read as if they lay there.

use super::format::{Format, Sure};
use super::input::{Head, Input};
use super::reading::{Fault, Halt, Reading};
use super::walk;

/// Tar containers.
pub(super) struct Tar;

/// Where a header says that it is one.
const MAGIC_AT: usize = 257;

impl Format for Tar {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn summary(&self) -> &'static str {
        "tar containers of any of these formats"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let magic = head.bytes.get(MAGIC_AT..MAGIC_AT + 5);
        if magic == Some(b"ustar") {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let place = input.place.clone();
        let mut archive = ::tar::Archive::new(input.reader());
        for entry in archive.entries()? {
            let entry = entry?;
            out.entry()?;
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let kind = entry.header().entry_type();
            if kind.is_dir() || walk::hidden_path(&name) {
                continue;
            }
            let inside = place.inside(&name);
            if kind.is_symlink() || kind.is_hard_link() {
                out.problem(&inside, Fault::ignored("a link, not an article"))?;
            } else if kind.is_file() {
                out.member(Input::stream(inside, &name, entry))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Collected;

    #[test]
    fn members_are_read_and_links_are_not_followed() {
        let mut builder = ::tar::Builder::new(Vec::new());
        let mut add = |name: &str, text: &str| {
            let mut header = ::tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_cksum();
            builder
                .append_data(&mut header, name, text.as_bytes())
                .unwrap();
        };
        add("a/1.txt", "satu");
        add("a/.git/x.txt", "bukan");
        add("b.jsonl", "{\"body\":\"dua\"}");
        let mut link = ::tar::Header::new_gnu();
        link.set_entry_type(::tar::EntryType::Symlink);
        link.set_size(0);
        builder
            .append_link(&mut link, "keluar", "/etc/passwd")
            .unwrap();
        let bytes = builder.into_inner().unwrap();
        let got = Collected::of("x.tar", bytes);
        let members: Vec<_> = got
            .articles
            .iter()
            .filter_map(|article| article.provenance.member.as_deref())
            .collect();
        assert_eq!(members, ["a/1.txt", "b.jsonl"]);
        assert!(got.problems[0].what.contains("1 × a link"));
    }
}
