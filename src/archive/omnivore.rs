//! Omnivore exports: a zip of lists of what was saved, and the pages and highlights beside them.

use serde_json::{Map, Value};

use super::fields::Fields;
use super::format::{Format, Sure};
use super::html;
use super::input::{Head, Input};
use super::reading::{Fault, Halt, Reading};
use super::record::Record;
use super::repair::{self, Repairs};
use super::state;
use super::zip::Members;

/// Omnivore exports.
pub(super) struct Omnivore;

impl Format for Omnivore {
    fn name(&self) -> &'static str {
        "omnivore"
    }

    fn summary(&self) -> &'static str {
        "Omnivore exports, with what was read, its labels and highlights"
    }

    fn sniff(&self, head: &Head) -> Sure {
        let named = |name: &[u8]| memchr::memmem::find(&head.bytes, name).is_some();
        let export = named(b"metadata_")
            && named(b"_to_")
            && (head.all || named(b"content/") || named(b"highlights/"));
        if head.begins(b"PK\x03\x04") && export {
            Sure::Signed
        } else {
            Sure::No
        }
    }

    fn read(&self, input: Input<'_>, out: &mut Reading<'_>) -> Result<(), Halt> {
        let place = input.place.clone();
        let mut zip = Members::open(input, out)?;
        if out.is_seeking() {
            return zip.read_all(out);
        }
        let lists: Vec<String> = zip
            .names()
            .into_iter()
            .filter(|name| {
                name.rsplit('/')
                    .next()
                    .is_some_and(|name| name.starts_with("metadata_"))
            })
            .collect();
        for list in lists {
            let bytes = zip.bytes_of(&list, out)?;
            let saved: Vec<Map<String, Value>> = match serde_json::from_slice(&bytes) {
                Ok(saved) => saved,
                Err(error) => {
                    out.problem(
                        &place.inside(&list),
                        Fault::damaged(format!("no list of what was saved: {error}")),
                    )?;
                    continue;
                }
            };
            let folder = list
                .rsplit_once('/')
                .map_or(String::new(), |(folder, _)| format!("{folder}/"));
            for one in &saved {
                out.entry()?;
                let slug = one.get("slug").and_then(Value::as_str).unwrap_or_default();
                let path = format!("{folder}content/{slug}.html");
                let mut record = Record::new(&place.inside(&path), self.name());
                Fields::of(one, out.options()).fill(&mut record);
                if let Ok(page) = zip.bytes_of(&path, out) {
                    record.lies_at(0, &page);
                    record.rich =
                        html::fragment(&String::from_utf8_lossy(&page), &mut record.repairs);
                }
                let mut state = state::of(one).unwrap_or_default();
                if let Ok(notes) = zip.bytes_of(&format!("{folder}highlights/{slug}.md"), out) {
                    let notes = String::from_utf8_lossy(&notes).into_owned();
                    let lines = notes.lines().map(|line| {
                        repair::line(line.trim_start_matches('>'), &mut Repairs::default())
                    });
                    state.notes.extend(lines.filter(|line| !line.is_empty()));
                }
                record.deliver(Some(state), out)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Collected;
    use super::super::zip::packed;

    #[test]
    fn pages_and_highlights_find_their_entry() {
        let metadata = r#"[{"slug":"a","title":"Judul","url":"https://a.id/1","state":"Archived","labels":["tekno"]},{"slug":"b","title":"Lain","url":"https://a.id/2","state":"Active"}]"#;
        let bytes = packed(&[
            ("metadata_0_to_2.json", metadata.as_bytes()),
            ("content/a.html", b"<p>Satu.</p><p>Dua.</p>"),
            ("highlights/a.md", b"> Satu.\n"),
        ]);
        let got = Collected::of("o.zip", bytes);
        assert_eq!(got.articles.len(), 1, "{:?}", got.problems);
        assert_eq!(got.articles[0].text, "Satu.\nDua.");
        assert_eq!(
            (got.states.len(), got.states[0].read, got.states[1].read),
            (2, Some(true), Some(false))
        );
        assert_eq!(
            (got.states[0].notes.as_slice(), got.states[0].id),
            (["Satu.".to_owned()].as_slice(), Some(got.articles[0].id))
        );
    }
}
