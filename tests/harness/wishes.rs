//! What the state wishes about marks, answered in memory as the workers answer it from disk.

use kliping::app::marking::{Answer, Wish};
use kliping::app::{Deed, Msg};
use kliping::article::ArticleId;
use kliping::library::marks::{About, Part, Remarks};
use kliping::library::{Change, Key, Kind};

use super::Desk;

impl Desk {
    /// Does a wish; the answer to it, if it has one.
    #[expect(clippy::too_many_lines, reason = "one arm a wish")]
    pub(super) fn wish(&mut self, wish: &Wish) -> Option<Msg> {
        let made = |label: &str, parts: Vec<Part>| Msg::Marked {
            deed: Deed::Made,
            change: Some(Change {
                label: label.to_owned(),
                parts,
            }),
        };
        let part = |key: Key, ids: Vec<ArticleId>| Part {
            key,
            value: None,
            ids,
        };
        match wish {
            Wish::Pick { from, to, .. } => {
                let rows = kliping::app::Target::Rows {
                    generation: 0,
                    from: *from,
                    to: *to,
                    besides: Vec::new(),
                };
                Some(Msg::Answered(Answer::Picked(self.ids(&rows))))
            }
            Wish::Tag {
                target,
                add,
                remove,
            } => {
                let ids = self.ids(target);
                for id in &ids {
                    let tags = &mut self.marks.entry(*id).or_default().tags;
                    tags.retain(|tag| !remove.contains(tag));
                    tags.extend(add.iter().cloned());
                    tags.sort();
                    tags.dedup();
                }
                let done = if add.is_empty() { "freed of" } else { "tagged" };
                let names = [add.as_slice(), remove].concat().join(", ");
                Some(made(
                    &format!("{done} {names}"),
                    vec![part(Key::tag("x")?, ids)],
                ))
            }
            Wish::Note { id, note } => {
                self.marks.entry(*id).or_default().noted = note.is_some();
                self.sheets.entry(*id).or_default().note.clone_from(note);
                Some(made("noted", vec![part(Key::of(Kind::Note), vec![*id])]))
            }
            Wish::Highlight {
                id,
                number,
                passage,
            } => {
                let sheet = self.sheets.entry(*id).or_default();
                sheet.highlights.retain(|(known, _)| known != number);
                sheet
                    .highlights
                    .extend(passage.clone().map(|passage| (number.clone(), passage)));
                self.marks.entry(*id).or_default().highlights = sheet.highlights.len();
                Some(made(
                    "highlighted",
                    vec![part(Key::highlight(number), vec![*id])],
                ))
            }
            Wish::ListTags => {
                let mut tags = std::collections::BTreeMap::new();
                for tag in self.marks.values().flat_map(|mark| &mark.tags) {
                    *tags.entry(tag.clone()).or_insert(0) += 1;
                }
                Some(Msg::Answered(Answer::Tags(tags.into_iter().collect())))
            }
            Wish::ListRemarks => {
                let mut all: Vec<_> = self
                    .sheets
                    .iter()
                    .map(|(id, sheet)| Remarks {
                        id: *id,
                        about: About {
                            title: self.title(id),
                            ..About::default()
                        },
                        note: sheet.note.clone(),
                        highlights: sheet.highlights.clone(),
                        at: 0,
                    })
                    .collect();
                all.sort_by_key(|remarks| remarks.about.title.clone());
                Some(Msg::Answered(Answer::Remarks(all)))
            }
            _ => None,
        }
    }
}
