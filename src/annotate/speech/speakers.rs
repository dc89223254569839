//! Who a source is: short names, pronouns and "the company" to the person or body that the article introduced.

use crate::annotate::page::Shape;
use crate::annotate::{Mention, Speaker};
use crate::text::Lang;

use super::attribution::Found;
use super::bodies::Bodies;
use super::cues::Tags;
use super::genders::Genders;
use super::names::{Names, bare, close};
use super::reading::{Reading, Run};

/// The speakers of all attributions, in order.
pub(super) fn resolve(
    reading: &Reading<'_>,
    companies: &[Mention],
    found: &[Found],
) -> Vec<Option<Speaker>> {
    if found.is_empty() {
        return Vec::new();
    }
    let mut cast = Cast {
        reading,
        companies,
        bodies: Bodies::of(reading, companies),
        names: Names::default(),
        known: Vec::new(),
        genders: Genders::default(),
        person: None,
        body: None,
        group: None,
        last: None,
        heard: 0,
    };
    let mut first = None;
    let mut speakers: Vec<_> = found
        .iter()
        .enumerate()
        .map(|(at, found)| {
            let speaker = cast.speaker(found);
            if first.is_none() && cast.person.is_some() {
                first = Some(at);
            }
            speaker
        })
        .collect();
    if reading.lang == Lang::Id
        && let Some(first) = first
        && let Some(named) = speakers.get(first).cloned().flatten()
    {
        // A pronoun before anybody was named: the first person that is.
        for (found, speaker) in found
            .iter()
            .zip(&mut speakers)
            .take(first)
            .skip(first.saturating_sub(AHEAD))
        {
            let pronoun = found.cue.is_some() && found.implied
                || found
                    .source
                    .is_some_and(|run| reading.is(run.start, Tags::PERSON));
            if pronoun {
                speaker.get_or_insert_with(|| named.clone());
            }
        }
    }
    speakers
}

/// What kind of speaker a noun phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Person,
    Body,
    /// "one of the sources", "a spokesman".
    Unnamed,
    /// "critics", "para peneliti": no single one speaks.
    Group,
    /// A document.
    Paper,
}

/// Those whom an article has introduced so far.
pub(super) struct Cast<'r, 'p> {
    pub(super) reading: &'r Reading<'p>,
    companies: &'r [Mention],
    bodies: Bodies<'r, 'p>,
    pub(super) names: Names<'p>,
    /// Persons by full name, with title and employer, the last one last.
    pub(super) known: Vec<Speaker>,
    /// What pronouns stood for whom.
    genders: Genders,
    /// The last person, the last body, the group that spoke last, and the last of all that spoke.
    pub(super) person: Option<Speaker>,
    body: Option<Speaker>,
    group: Option<Speaker>,
    last: Option<(Speaker, Who)>,
    /// Where the last attribution ended.
    heard: usize,
}

/// So many attributions before the first person is named a pronoun stands for them.
const AHEAD: usize = 5;
/// A quotation so many words behind an attribution goes on from it.
const NEAR: usize = 3;
/// So many persons back a short name is looked for.
const REMEMBERED: usize = 64;
/// So many words before a pronoun somebody newly introduced is looked for.
const BACK: usize = 60;

impl Cast<'_, '_> {
    fn speaker(&mut self, found: &Found) -> Option<Speaker> {
        let reading = self.reading;
        let ends = found
            .content
            .iter()
            .copied()
            .chain(found.cue)
            .chain(found.source);
        let first = ends.clone().map(|run| run.start).min().unwrap_or_default();
        let end = ends.map(|run| run.end).max().unwrap_or_default();
        let relayed = found
            .cue
            .is_some_and(|cue| reading.is(cue.start, Tags::RELAY));
        let speaker = match found.source {
            Some(run) if !Names::points(reading, run) => {
                let (speaker, who) = self.of(run, first);
                if who == Who::Person {
                    self.genders.heard(reading, run, &speaker.name);
                }
                // A pronoun that stands for nobody names nobody.
                let unresolved = run.len() == 1
                    && reading.is(run.start, Tags::PERSON | Tags::THEY)
                    && speaker.name == bare(reading.word(run.start));
                if !relayed && !unresolved {
                    self.remember(&speaker, who);
                }
                (!unresolved).then_some(speaker)
            }
            _ if found.cue.is_none() && first <= self.heard + NEAR && self.spoke() => {
                self.last.as_ref().map(|(speaker, _)| speaker.clone())
            }
            _ if found.implied || found.source.is_some() => {
                let speaker = self.he(first);
                if let Some(speaker) = &speaker {
                    self.person = Some(speaker.clone());
                }
                speaker
            }
            _ => None,
        };
        self.heard = self.heard.max(end);
        speaker
    }

    /// Whether somebody who can speak spoke last, no document.
    fn spoke(&self) -> bool {
        self.last
            .as_ref()
            .is_some_and(|&(_, who)| who != Who::Paper)
    }

    /// Keeps a speaker for the pronouns to come.
    fn remember(&mut self, speaker: &Speaker, who: Who) {
        match who {
            Who::Person => {
                self.known.retain(|known| known.name != speaker.name);
                self.known.push(speaker.clone());
                if self.known.len() > REMEMBERED {
                    self.known.remove(0);
                }
                self.person = Some(speaker.clone());
            }
            Who::Body => self.body = Some(speaker.clone()),
            Who::Unnamed => self.person = Some(speaker.clone()),
            Who::Group | Who::Paper => {}
        }
        self.group = (who == Who::Group).then(|| speaker.clone());
        self.last = Some((speaker.clone(), who));
    }

    /// The person that a pronoun or clitic stands for: one introduced since the last attribution, or else the last that
    /// spoke.
    fn he(&self, at: usize) -> Option<Speaker> {
        let from = self.heard.max(at.saturating_sub(BACK));
        let introduced = Names::introduced(self.reading, from, at);
        introduced
            .map(|run| self.titled(run, self.title_before(run)))
            .or_else(|| self.subject_since(from, at))
            .or_else(|| self.person.clone())
            .or_else(|| self.group.clone())
            .or_else(|| {
                let far = at.saturating_sub(BACK * 3);
                let run = Names::nearest(self.reading, far, at)?;
                Some(self.titled(run, None))
            })
            .or_else(|| Some(self.last.as_ref()?.0.clone()))
            .or_else(|| self.subject_before(at))
    }

    /// A person known by now who begins a sentence since the last attribution ("Minev proved otherwise. …, he says").
    fn subject_since(&self, from: usize, at: usize) -> Option<Speaker> {
        let reading = self.reading;
        let name = (from..at).rev().find(|&word| {
            reading.heads(word)
                && reading.shape(word) == Shape::Capitalised
                && reading.is_name(word)
                && reading.shape(word + 1) == Shape::Lower
                && !reading.is(word + 1, Tags::PREPOSITION | Tags::BOUNDARY)
                && reading.quote_at(word).is_none()
                && self.known.iter().any(|known| {
                    contains_word(&known.name, reading.word(word)) && !has_small_word(&known.name)
                })
        })?;
        Some(self.titled(Run::new(name, name + 1), None))
    }

    /// The person whose short name begins a sentence before a word ("Andre telah terlibat …").
    fn subject_before(&self, at: usize) -> Option<Speaker> {
        let reading = self.reading;
        let from = at.saturating_sub(BACK);
        let short = (from..at).rev().find(|&word| {
            reading.heads(word)
                && reading.is_name(word)
                && reading.shape(word + 1) == Shape::Lower
                && !self.is_company(Run::new(word, word + 1))
                && self
                    .names
                    .longer(reading, bare(reading.word(word)))
                    .is_some()
        })?;
        Some(self.titled(Run::new(short, short + 1), None))
    }

    /// The title right before a name.
    fn title_before(&self, run: Run) -> Option<Run> {
        let mut start = run.start;
        while start > 0 && self.reading.is(start - 1, Tags::ROLE) {
            start -= 1;
        }
        (start < run.start).then_some(Run::new(start, run.start))
    }

    /// Who a noun phrase is.
    fn of(&self, run: Run, first: usize) -> (Speaker, Who) {
        let reading = self.reading;
        let at = run.start;
        if run.len() == 1
            && reading.is(at, Tags::PERSON)
            && let Some(speaker) = self.he(first)
            && let Some(speaker) = self.genders.fitting(reading, run, speaker, &self.known)
        {
            return (speaker, Who::Person);
        }
        if let Some(found) = self.body_of(run) {
            return found;
        }
        if self.is_office(run)
            && let Some(speaker) = self.officer(run)
        {
            return (speaker, Who::Person);
        }
        self.named(run)
    }

    /// The body that "it", "the company" or "the statement" stands for.
    fn body_of(&self, run: Run) -> Option<(Speaker, Who)> {
        let reading = self.reading;
        let at = run.start;
        let they = run.len() == 1 && reading.is(at, Tags::THEY);
        let one = reading.reads(at, &["it", "pihaknya"]);
        if they
            && !one
            && let Some(group) = &self.group
        {
            return Some((group.clone(), Who::Group));
        }
        if they || self.is_the_company(run) {
            let body = self.body.clone().or_else(|| self.bodies.before(at));
            let last = || Some(self.last.as_ref().filter(|_| they)?.0.clone());
            return Some((body.or_else(last)?, Who::Body));
        }
        if !self.bodies.is_utterance(run) {
            return None;
        }
        if self.bodies.named_between(self.heard, at) {
            return Some((self.bodies.before(at)?, Who::Body));
        }
        self.last
            .clone()
            .filter(|&(_, who)| matches!(who, Who::Person | Who::Body))
    }

    /// "the company", "perusahaan itu".
    fn is_the_company(&self, run: Run) -> bool {
        let reading = self.reading;
        let named = (run.start + 1..run.end).any(|at| reading.is_name(at));
        // These are somebody themselves.
        let state = [
            "government",
            "pemerintah",
            "otoritas",
            "kementerian",
            "regulator",
        ];
        let body =
            (run.start..run.end).any(|at| reading.is(at, Tags::BODY) && !reading.reads(at, &state));
        body && run.len() == 1
            || body
                && !named
                && run.len() <= 5
                && (reading.is(run.end - 1, Tags::POINTER)
                    || reading.reads(run.start, &["the", "its", "perusahaan", "pihaknya"]))
    }

    /// "mantan pemain Cardiff City ini", "Menkomdigi", "the spokesman": somebody by an office alone.
    fn is_office(&self, run: Run) -> bool {
        let reading = self.reading;
        let all = (run.start..run.end).all(|at| reading.is(at, Tags::ROLE | Tags::DETERMINER));
        let role = (run.start..run.end).any(|at| reading.is(at, Tags::ROLE));
        let closes = reading.is(run.end - 1, Tags::POINTER)
            && !(run.start..run.end)
                .any(|at| reading.is(at, Tags::BODY) && !reading.is(at, Tags::ROLE));
        let indefinite = reading.reads(
            run.start,
            &[
                "a", "an", "seorang", "one", "salah", "para", "some", "sejumlah", "beberapa",
                "another",
            ],
        );
        role && !indefinite
            && (closes || all && (run.len() == 1 || reading.reads(run.start, &["the", "sang"])))
    }

    /// The last person with such an office, or the last person at all.
    fn officer(&self, run: Run) -> Option<Speaker> {
        let reading = self.reading;
        let with_office = self.known.iter().rev().find(|known| {
            known.role.as_deref().is_some_and(|role| {
                (run.start..run.end)
                    .any(|at| reading.is(at, Tags::ROLE) && contains_word(role, reading.word(at)))
            })
        });
        with_office.cloned().or_else(|| self.person.clone())
    }

    /// Whether a run of words is a company's name.
    pub(super) fn is_company(&self, run: Run) -> bool {
        let Some(span) = self.reading.span(run) else {
            return false;
        };
        let at = self
            .companies
            .partition_point(|company| company.span.end <= span.start);
        self.companies
            .get(at)
            .is_some_and(|company| company.span.contains(span))
    }

    /// A speaker by a run of names, made full by what the article said before.
    pub(super) fn titled(&self, mut run: Run, title: Option<Run>) -> Speaker {
        let reading = self.reading;
        let title_at = |run: Run| {
            let field =
                reading.is(run.start, Tags::FIELD) && !reading.is(run.start + 1, Tags::ROLE);
            let office = reading.is(run.start, Tags::ROLE) && !field;
            reading.is(run.start, Tags::HONORIFIC)
                || reading.mark(run.start, ".")
                || office && reading.names(Run::new(run.start + 1, run.end))
        };
        while run.len() > 1 && title_at(run) {
            run.start += 1;
        }
        if let Some(bracket) =
            (run.start + 1..run.end).find(|&at| reading.mark(at, "(") || reading.mark(at, "<"))
        {
            run.end = bracket;
        }
        if title.is_some() && run.len() > 1 {
            run = self.names.without_body(reading, self.without_employer(run));
        }
        let (name, long) = self.full(run);
        let name = plain(&name).name;
        let known = self.known.iter().rev().find(|known| known.name == name);
        let (role, affiliation) = title.map_or((None, None), |title| self.office(title));
        let role = role.or_else(|| known.and_then(|known| known.role.clone()));
        let introduced = || Some(reading.text(Names::office_of(reading, long?)?).to_owned());
        Speaker {
            role: role.or_else(introduced),
            affiliation: affiliation.or_else(|| known.and_then(|known| known.affiliation.clone())),
            name,
        }
    }

    /// A name behind a title without the company that precedes it ("CEO Apple Tim Cook").
    fn without_employer(&self, run: Run) -> Run {
        let start = |at: usize| self.reading.words.get(at).map(|word| word.span.start);
        let Some(first) = start(run.start) else {
            return run;
        };
        let at = self
            .companies
            .partition_point(|company| company.span.start < first);
        let Some(company) = self.companies.get(at).filter(|it| it.span.start == first) else {
            return run;
        };
        let rest = (run.start + 1..run.end)
            .find(|&at| start(at).is_some_and(|start| start >= company.span.end));
        rest.map_or(run, |rest| Run::new(rest, run.end))
    }

    /// The full form of a short name, and where the article has it: by those who spoke before, then by the names that stand in the article. A slip of
    /// one or two letters is forgiven in a long name that was given before.
    fn full(&self, run: Run) -> (String, Option<Run>) {
        let reading = self.reading;
        if run.len() > 1 {
            return (reading.name_of(run).into_owned(), None);
        }
        let word = bare(reading.text(run));
        if let Some(known) = self.known.iter().rev().find(|known| {
            contains_word(&known.name, word)
                && !(self.is_company(run)
                    && (has_small_word(&known.name) || !known.name.ends_with(word)))
        }) {
            return (known.name.clone(), None);
        }
        if self.is_company(run) {
            return (word.to_owned(), None);
        }
        if let Some(long) = self.names.longer(reading, word) {
            return (reading.name_of(long).into_owned(), Some(long));
        }
        let misspelt = self
            .known
            .iter()
            .rev()
            .find(|known| known.name.split(' ').any(|part| close(part, word)));
        let name = misspelt.map_or_else(|| word.to_owned(), |known| known.name.clone());
        (name, None)
    }

    /// The office and the employer in a title: "CEO Xiaomi", "director of product communications at Discord".
    fn office(&self, title: Run) -> (Option<String>, Option<String>) {
        let reading = self.reading;
        let mut end = title.end;
        while end > title.start && reading.is_mark(end - 1) {
            end -= 1;
        }
        let mut employer = end;
        while employer > title.start
            && reading.is_name(employer - 1)
            && !reading.is(employer - 1, Tags::ROLE)
        {
            employer -= 1;
        }
        let mut start = title.start;
        while start < employer && reading.is(start, Tags::DETERMINER) {
            start += 1;
        }
        let mut affiliation = (employer < end && employer > start)
            .then(|| reading.text(Run::new(employer, end)).to_owned());
        let mut office = Run::new(start, if affiliation.is_some() { employer } else { end });
        if affiliation.is_none() {
            // "Nvidia senior director", "Microsoft CEO": the employer stands first.
            let mut lead = start;
            while lead < end && reading.is_name(lead) && !reading.is(lead, Tags::ROLE) {
                lead += 1;
            }
            if lead > start && lead < end {
                affiliation = Some(bare(reading.text(Run::new(start, lead))).to_owned());
                office.start = lead;
            }
        }
        while office.end > office.start
            && (reading.reads(
                office.end - 1,
                &["at", "of", "for", "di", "dari", "with", "the"],
            ) || reading.is_mark(office.end - 1))
        {
            office.end -= 1;
        }
        let role = reading.text(office);
        ((!role.is_empty()).then(|| role.to_owned()), affiliation)
    }
}

/// A speaker of whom no more than the name is known.
pub(super) fn plain(name: &str) -> Speaker {
    Speaker {
        name: bare(name).split_whitespace().collect::<Vec<_>>().join(" "),
        role: None,
        affiliation: None,
    }
}

/// Whether a name has a word with a small letter: somebody unnamed of a company ("juru bicara Ubisoft").
fn has_small_word(name: &str) -> bool {
    name.split(' ')
        .any(|part| part.chars().next().is_some_and(char::is_lowercase))
}

/// Whether a name or office holds a word.
fn contains_word(text: &str, word: &str) -> bool {
    text.split([' ', ',', '\n', '(', ')'])
        .any(|part| part.eq_ignore_ascii_case(word))
}
