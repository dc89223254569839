//! What the workers do about marks and about articles that leave the program: tags, notes, highlights, readings, files,
//! commands.

use std::error;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::desk::{Answer, Desk};
use super::paths;
use crate::app::marking::pages::Reading;
use crate::app::marking::{self, Wish};
use crate::app::{Deed, Msg, Target};
use crate::article::ArticleId;
use crate::index::{Hits, Order};
use crate::library::paper::{Form, Paper, file_name};
use crate::library::{Change, Edit, Field, Key, Kind, Mark, Scope};

/// Notes and readings that a page holds.
const LISTED: usize = 5_000;

/// Bytes that are kept of what a command prints.
const PRINTED: u64 = 1 << 20;

impl Desk {
    /// Does what was wished about marks.
    pub(super) fn wish(&self, wish: Wish) -> Answer {
        match wish {
            Wish::Pick {
                generation,
                from,
                to,
            } => {
                let hits = self.hits(generation);
                let ids = hits.map(|hits| hits.ids(from..to)).transpose()?;
                self.answer(marking::Answer::Picked(ids.unwrap_or_default()));
            }
            Wish::Tag {
                target,
                add,
                remove,
            } => return self.tag(&target, &add, &remove),
            Wish::Note { id, note } => {
                let labels = ["noted", "note removed"];
                return self.edit_one(id, Key::of(Kind::Note), note, labels);
            }
            Wish::Highlight {
                id,
                number,
                passage,
            } => {
                let labels = ["highlighted", "highlight removed"];
                let value = passage.map(|passage| passage.written());
                return self.edit_one(id, Key::highlight(&number), value, labels);
            }
            Wish::Log { id, seconds, seen } => {
                let began = now().saturating_sub(seconds as i64 * 1000);
                self.library.log(&id, began, seconds, seen)?;
            }
            Wish::ListTags => self.answer(marking::Answer::Tags(self.library.marks().tags()?)),
            Wish::ListRemarks => {
                let remarks = self.library.marks().remarks(LISTED)?;
                self.answer(marking::Answer::Remarks(remarks));
            }
            Wish::ListVisits => return self.list_visits(),
            Wish::Save {
                target,
                path,
                replace,
                form,
            } => return self.save(target, &path, replace, form),
            Wish::Pipe {
                target,
                command,
                shell,
            } => return self.pipe(&target, command, shell),
            // The loop does the one, a thread of its own the other.
            Wish::EditNote { .. } | Wish::Exchange(_) => {}
        }
        Ok(())
    }

    fn answer(&self, answer: marking::Answer) {
        self.tell(Msg::Answered(answer));
    }

    /// The articles that a target means; `None` where its search is no longer the newest.
    pub(super) fn ids(
        &self,
        target: &Target,
    ) -> Result<Option<Vec<ArticleId>>, Box<dyn error::Error>> {
        Ok(match target {
            Target::These(ids) => Some(ids.clone()),
            Target::Found { generation } => {
                let hits = self.hits(*generation);
                hits.map(|hits| hits.every_id()).transpose()?
            }
            Target::Rows {
                generation,
                from,
                to,
                besides,
            } => {
                let hits = self.hits(*generation);
                let rows = hits.map(|hits| hits.ids(*from..*to)).transpose()?;
                rows.map(|mut ids| {
                    ids.extend(besides);
                    ids
                })
            }
            Target::Query(query) => {
                let found = self
                    .library
                    .search(query, Scope::All, Order::Newest, &|| false)?;
                if found.as_ref().is_some_and(Hits::is_cut) {
                    return Err("not every article could be looked at in time; narrow the query and mark again".into());
                }
                found.map(|hits| hits.ids(0..hits.len())).transpose()?
            }
        })
    }

    /// Marks articles, or takes a mark away; `None` where nothing changed.
    pub(super) fn mark(
        &self,
        target: &Target,
        field: Field,
        value: bool,
    ) -> Result<Option<Change>, Box<dyn error::Error>> {
        let Some(ids) = self.ids(target)? else {
            return Ok(None);
        };
        let change = self.library.mark(&ids, field, value, field.done(value))?;
        Ok((change.count() > 0).then_some(change))
    }

    fn made(&self, change: Change) -> Answer {
        let change = (!change.is_empty()).then_some(change);
        self.tell(Msg::Marked {
            deed: Deed::Made,
            change,
        });
        self.count()
    }

    /// Sets or takes away a mark of one article; `labels` say what each of the two is called.
    fn edit_one(
        &self,
        id: ArticleId,
        key: Key,
        value: Option<String>,
        labels: [&str; 2],
    ) -> Answer {
        let [set, unset] = labels;
        let label = if value.is_some() { set } else { unset };
        let edit = Edit {
            ids: vec![id],
            key,
            value,
        };
        self.made(self.library.edit(&[edit], label)?)
    }

    fn tag(&self, target: &Target, add: &[String], remove: &[String]) -> Answer {
        let Some(ids) = self.ids(target)? else {
            return Ok(());
        };
        let edit = |tag: &String, value: Option<String>| {
            Key::tag(tag).map(|key| Edit {
                ids: ids.clone(),
                key,
                value,
            })
        };
        let adds = add.iter().filter_map(|tag| edit(tag, Some(String::new())));
        let removes = remove.iter().filter_map(|tag| edit(tag, None));
        let edits: Vec<_> = adds.chain(removes).collect();
        let mut words = Vec::new();
        if !add.is_empty() {
            words.push(format!("tagged {}", add.join(", ")));
        }
        if !remove.is_empty() {
            words.push(format!("freed of {}", remove.join(", ")));
        }
        self.made(self.library.edit(&edits, &words.join(", "))?)
    }

    fn list_visits(&self) -> Answer {
        let zone = TimeZone::system();
        let reading = |visit: crate::library::marks::Visit| {
            let began = Timestamp::from_millisecond(visit.at).unwrap_or_default();
            Reading {
                began: zone.to_datetime(began),
                visit,
            }
        };
        let visits = self.library.marks().visits(LISTED)?;
        let readings = visits.into_iter().map(reading).collect();
        self.answer(marking::Answer::Visits(readings));
        Ok(())
    }

    /// Exchanges marks with other machines.
    pub(super) fn exchange(&self, folder: Option<&str>) -> Answer {
        let folder = folder.map(paths::expand);
        let exchanged = self.library.exchange(folder.as_deref())?;
        if exchanged.taken > 0 || exchanged.bad > 0 {
            self.answer(marking::Answer::Merged {
                taken: exchanged.taken,
                bad: exchanged.bad,
            });
            self.count()?;
        }
        Ok(())
    }

    /// An article in a form, with the name that its file would have; `None` where the archive no longer has it.
    fn written(
        &self,
        id: &ArticleId,
        form: Form,
    ) -> Result<Option<(String, String)>, Box<dyn error::Error>> {
        let Some((article, found)) = self.library.article(id)? else {
            return Ok(None);
        };
        let (title, _) = crate::library::headline(&article, &found);
        let marks = self.library.marks();
        let mark = marks.get(&[*id])?.pop().unwrap_or_else(Mark::default);
        let sheet = marks.sheet(id)?;
        let day = article
            .meta
            .date
            .map(jiff::civil::DateTime::date)
            .or(found.date);
        let paper = Paper {
            article: &article,
            found: &found,
            title: &title,
            mark: &mark,
            sheet: &sheet,
        };
        let day = day.map(|day| day.to_string());
        let id = id.to_string();
        let name = format!(
            "{}-{}.{}",
            file_name(day.as_deref(), &title),
            id.get(..8).unwrap_or_default(),
            form.ending()
        );
        Ok(Some((name, paper.write(form))))
    }

    /// Saves one article into a file, or several into a folder. A file that is there stays as it is, unless it is to be
    /// replaced.
    fn save(&self, target: Target, typed: &str, replace: bool, form: Form) -> Answer {
        let Some(ids) = self.ids(&target)? else {
            return Ok(());
        };
        let path = paths::expand(typed);
        if let [id] = ids.as_slice()
            && !typed.ends_with('/')
            && !path.is_dir()
        {
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            let form = Form::by_ending(&ending).ok_or_else(|| {
                format!("{typed}: expected an ending of .txt, .md, .json or .csv, or a folder with / behind it")
            })?;
            let Some((_, text)) = self.written(id, form)? else {
                return Ok(());
            };
            return match put(&path, &text, replace) {
                Ok(()) => {
                    self.tell(Msg::Did(format!("saved {}", path.display())));
                    Ok(())
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let path = typed.to_owned();
                    self.answer(marking::Answer::Exists { target, path });
                    Ok(())
                }
                Err(error) => Err(format!("{}: {error}", path.display()).into()),
            };
        }
        let (mut saved, mut there) = (0, 0);
        for id in &ids {
            let Some((name, text)) = self.written(id, form)? else {
                continue;
            };
            let file = path.join(name);
            match put(&file, &text, false) {
                Ok(()) => saved += 1,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => there += 1,
                Err(error) => return Err(format!("{}: {error}", file.display()).into()),
            }
        }
        let folder = path.display();
        self.tell(Msg::Did(match there {
            0 => format!("{saved} saved in {folder}"),
            _ => format!("{saved} saved in {folder}, {there} were there already"),
        }));
        Ok(())
    }

    /// Gives the text of articles to a command, beside the other work, and tells what it printed.
    fn pipe(&self, target: &Target, command: String, shell: bool) -> Answer {
        let Some(ids) = self.ids(target)? else {
            return Ok(());
        };
        let mut text = String::new();
        for id in &ids {
            if let Some((_, one)) = self.written(id, Form::Txt)? {
                if !text.is_empty() {
                    text.push_str("\n\u{2014}\n\n");
                }
                text.push_str(&one);
            }
        }
        let mut child = spoken(&command, shell)?
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{command}: {error}"))?;
        let desk = self.clone();
        thread::Builder::new()
            .name("pipe".to_owned())
            .spawn(move || {
                desk.guarded("the command", || {
                    let input = child.stdin.take();
                    let errors = child.stderr.take();
                    let feed = thread::spawn(move || {
                        // A command that reads only a part of it has what it wants.
                        input.map(|mut input| input.write_all(text.as_bytes()))
                    });
                    let complaints = thread::spawn(move || errors.map(some).unwrap_or_default());
                    let mut printed = child.stdout.take().map(some).unwrap_or_default();
                    let status = child.wait()?;
                    let _ = feed.join();
                    printed.push_str(&complaints.join().unwrap_or_default());
                    desk.answer(marking::Answer::Piped {
                        command,
                        printed,
                        good: status.success(),
                    });
                    Ok(())
                });
            })?;
        Ok(())
    }
}

/// The beginning of what is read; the rest is read and forgotten, so that nobody waits for a full pipe.
fn some(mut from: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = (&mut from).take(PRINTED).read_to_end(&mut bytes);
    let _ = io::copy(&mut from, &mut io::sink());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A command as it was typed: read by a shell only where the user wants it so.
pub(super) fn spoken(typed: &str, shell: bool) -> Result<Command, String> {
    if shell {
        let mut command = Command::new("/bin/sh");
        command.arg("-c").arg(typed);
        return Ok(command);
    }
    let words = words(typed).ok_or_else(|| format!("{typed}: a quotation mark is open"))?;
    let (name, rest) = words
        .split_first()
        .ok_or_else(|| "expected a command".to_owned())?;
    let mut command = Command::new(paths::expand(name));
    command.args(rest);
    Ok(command)
}

/// The words of a command: white space parts them, quotation marks and backslashes keep it. `None` where a mark is open.
fn words(typed: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut mark = None;
    let mut chars = typed.chars();
    while let Some(ch) = chars.next() {
        match (mark, ch) {
            (Some(open), ch) if ch == open => mark = None,
            (Some('"') | None, '\\') => word.get_or_insert_default().push(chars.next()?),
            (None, '"' | '\'') => {
                mark = Some(ch);
                word.get_or_insert_default();
            }
            (None, ch) if ch.is_whitespace() => words.extend(word.take()),
            (_, ch) => word.get_or_insert_default().push(ch),
        }
    }
    words.extend(word);
    mark.is_none().then_some(words)
}

/// Writes a file, with the folders above it: a new one, or one in the place of another.
fn put(path: &Path, text: &str, replace: bool) -> io::Result<()> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        fs::create_dir_all(folder)?;
    }
    if !replace {
        return File::create_new(path)?.write_all(text.as_bytes());
    }
    let mut draft = PathBuf::from(path).into_os_string();
    draft.push(".tmp");
    fs::write(&draft, text)?;
    fs::rename(draft, path)
}

/// Milliseconds since 1970.
fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_millis() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_cut_into_words_without_a_shell() {
        let cut = |typed| words(typed).map(|words| words.join("|"));
        assert_eq!(
            cut("lp  -o 'two sided'"),
            Some("lp|-o|two sided".to_owned())
        );
        assert_eq!(
            cut(r#"a "b \" c" d\ e ''"#),
            Some("a|b \" c|d e|".to_owned())
        );
        assert_eq!(
            cut("echo $(rm x); `y` | z"),
            Some("echo|$(rm|x);|`y`|||z".to_owned())
        );
        assert_eq!(cut("a 'b"), None);
        assert_eq!(cut("a\\"), None);
        assert!(spoken("  ", false).is_err());
    }

    #[test]
    fn a_file_that_is_there_is_replaced_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.txt");
        put(&path, "satu", false).unwrap();
        let error = put(&path, "dua", false).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "satu");
        put(&path, "dua", true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "dua");
    }
}
