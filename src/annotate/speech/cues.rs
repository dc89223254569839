//! The words that attribute speech, per language: what each says about the words beside it.
//!
//! The lists are data (`assets/lexicon/<language>/speech.toml`); English verbs are written there by their base form and
//! inflected here, Indonesian roots get their clitic -nya.

use std::ops::BitOr;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::listed::Listed;
use crate::text::{Lang, Span};

/// What a word is to the finder of speech: a set of roles, for a word may have several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tags(u64);

impl Tags {
    /// No role at all.
    pub(super) const NONE: Self = Self(0);
    /// A verb that takes a clause.
    pub(super) const SAY: Self = Self(1);
    /// A verb that is speech before a marked clause or a quotation only.
    pub(super) const REPORT: Self = Self(1 << 1);
    /// A verb whose object is what was said.
    pub(super) const OBJECT: Self = Self(1 << 2);
    /// A root that follows what was said.
    pub(super) const ROOT: Self = Self(1 << 3);
    /// The same, an ordinary word away from a quotation.
    pub(super) const WEAK: Self = Self(1 << 4);
    /// A root with the clitic that stands for the speaker.
    pub(super) const CLITIC: Self = Self(1 << 5);
    /// A passive with an agent.
    pub(super) const PASSIVE: Self = Self(1 << 6);
    /// Reported without a source.
    pub(super) const HEARSAY: Self = Self(1 << 7);
    /// "According".
    pub(super) const ACCORDING: Self = Self(1 << 8);
    /// "On the ground of" a document.
    pub(super) const BASED: Self = Self(1 << 9);
    /// A verb by which an outlet names where it has its report from.
    pub(super) const RELAY: Self = Self(1 << 10);
    /// A word before such a verb.
    pub(super) const OPENER: Self = Self(1 << 11);
    /// Turning a question down.
    pub(super) const DECLINE: Self = Self(1 << 12);
    /// What is turned down.
    pub(super) const COMMENT: Self = Self(1 << 13);
    /// Between a subject and its verb.
    pub(super) const ADVERB: Self = Self(1 << 14);
    /// Begins a clause.
    pub(super) const BOUNDARY: Self = Self(1 << 15);
    /// Ends a source behind its verb.
    pub(super) const STOP: Self = Self(1 << 16);
    /// Begins a phrase.
    pub(super) const PREPOSITION: Self = Self(1 << 17);
    /// Points at a person.
    pub(super) const PERSON: Self = Self(1 << 18);
    /// Points at a body.
    pub(super) const THEY: Self = Self(1 << 19);
    /// Points at anything else.
    pub(super) const OTHER: Self = Self(1 << 20);
    /// A determiner or a counter.
    pub(super) const DETERMINER: Self = Self(1 << 21);
    /// "itu", "tersebut".
    pub(super) const POINTER: Self = Self(1 << 22);
    /// A body by its kind.
    pub(super) const BODY: Self = Self(1 << 23);
    /// A title or calling.
    pub(super) const ROLE: Self = Self(1 << 24);
    /// A form of address.
    pub(super) const HONORIFIC: Self = Self(1 << 25);
    /// An utterance, a document or people who speak.
    pub(super) const DOCUMENT: Self = Self(1 << 26);
    /// Where words stood.
    pub(super) const MEDIUM: Self = Self(1 << 27);
    /// A day of the week.
    pub(super) const WEEKDAY: Self = Self(1 << 28);
    /// A full stop behind it ends no sentence.
    pub(super) const ABBREVIATION: Self = Self(1 << 29);
    /// A verb form in -ing.
    pub(super) const ING: Self = Self(1 << 30);
    /// A verb form that is no past and no third person: "say".
    pub(super) const BASE: Self = Self(1 << 31);

    /// A verb of finding.
    pub(super) const FINDING: Self = Self(1 << 32);
    /// A verb that attributes a quotation only.
    pub(super) const QUOTING: Self = Self(1 << 33);
    /// Before a verb: nothing was said yet.
    pub(super) const MODAL: Self = Self(1 << 34);

    /// No name at the head of a sentence.
    pub(super) const STARTER: Self = Self(1 << 35);
    /// An outlet that names itself.
    pub(super) const OWN: Self = Self(1 << 36);
    /// A verb form that shows that what precedes is its subject.
    pub(super) const FINITE: Self = Self(1 << 37);
    /// A verb behind it belongs to something else.
    pub(super) const PART: Self = Self(1 << 38);
    /// A verb of speech whose object may be a thing rather than what was said.
    pub(super) const THING: Self = Self(1 << 39);
    /// A verb that expresses a feeling.
    pub(super) const FEEL: Self = Self(1 << 40);
    /// A feeling of which a clause says what it is.
    pub(super) const FELT: Self = Self(1 << 41);
    /// Whom somebody tells something.
    pub(super) const AUDIENCE: Self = Self(1 << 42);
    /// A study or the like, which finds that something is so.
    pub(super) const STUDY: Self = Self(1 << 43);
    /// A verb by which somebody says what they will do.
    pub(super) const PROMISE: Self = Self(1 << 44);
    /// Stands for somebody who was named.
    pub(super) const CALLING: Self = Self(1 << 45);
    /// The field in a title, which begins other names too.
    pub(super) const FIELD: Self = Self(1 << 46);
    /// Stands alone for people who are not named.
    pub(super) const GENERIC: Self = Self(1 << 47);
    /// What things are told apart or measured by.
    pub(super) const MEASURE: Self = Self(1 << 48);

    /// Any verb that reports.
    pub(super) const VERB: Self =
        Self(Self::SAY.0 | Self::REPORT.0 | Self::OBJECT.0 | Self::FINDING.0 | Self::QUOTING.0);
    /// Any pronoun.
    pub(super) const PRONOUN: Self = Self(Self::PERSON.0 | Self::THEY.0 | Self::OTHER.0);
    /// Any word that may make an attribution.
    pub(super) const CUE: Self = Self(
        Self::VERB.0
            | Self::ROOT.0
            | Self::WEAK.0
            | Self::CLITIC.0
            | Self::PASSIVE.0
            | Self::HEARSAY.0
            | Self::ACCORDING.0
            | Self::BASED.0
            | Self::RELAY.0
            | Self::DECLINE.0,
    );

    /// These roles and those.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it has one of these roles.
    pub(super) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}

impl BitOr for Tags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

/// The lists as they are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Lists {
    root: Vec<String>,
    weak_root: Vec<String>,
    say: Vec<String>,
    report: Vec<String>,
    finding: Vec<String>,
    quoting: Vec<String>,
    object: Vec<String>,
    passive: Vec<String>,
    hearsay: Vec<String>,
    according: Vec<String>,
    based: Vec<String>,
    relay: Vec<String>,
    opener: Vec<String>,
    decline: Vec<String>,
    comment: Vec<String>,
    adverb: Vec<String>,
    boundary: Vec<String>,
    modal: Vec<String>,
    stop: Vec<String>,
    preposition: Vec<String>,
    pronoun_person: Vec<String>,
    pronoun_body: Vec<String>,
    pronoun_other: Vec<String>,
    determiner: Vec<String>,
    pointer: Vec<String>,
    body: Vec<String>,
    role: Vec<String>,
    honorific: Vec<String>,
    document: Vec<String>,
    medium: Vec<String>,
    weekday: Vec<String>,
    starter: Vec<String>,
    own: Vec<String>,
    abbreviation: Vec<String>,
    finite: Vec<String>,
    part: Vec<String>,
    thing: Vec<String>,
    feel: Vec<String>,
    felt: Vec<String>,
    audience: Vec<String>,
    study: Vec<String>,
    promise: Vec<String>,
    calling: Vec<String>,
    field: Vec<String>,
    generic: Vec<String>,
    measure: Vec<String>,
    glued: Vec<String>,
}

/// The words of one language.
#[derive(Debug)]
pub(super) struct Cues {
    words: Listed<Tags>,
    /// What scraping glues to the end of a name.
    glued: Vec<String>,
}

static INDONESIAN: LazyLock<Cues> = LazyLock::new(|| {
    Cues::read(
        include_str!("../../../assets/lexicon/id/speech.toml"),
        Lang::Id,
    )
});
static ENGLISH: LazyLock<Cues> = LazyLock::new(|| {
    Cues::read(
        include_str!("../../../assets/lexicon/en/speech.toml"),
        Lang::En,
    )
});

impl Cues {
    /// The words of a language, if kliping knows how it attributes speech.
    pub(super) fn of(lang: Lang) -> Option<&'static Self> {
        match lang {
            Lang::Id => Some(&INDONESIAN),
            Lang::En => Some(&ENGLISH),
            Lang::Other => None,
        }
    }

    /// Reads the lists of a language. They are part of the program and a test reads them; a broken list is empty.
    fn read(source: &str, lang: Lang) -> Self {
        let lists: Lists = toml::from_str(source).unwrap_or_default();
        let mut cues = Self {
            words: Listed::default(),
            glued: lists.glued.clone(),
        };
        cues.add_plain(&lists);
        for (roots, tags) in [(&lists.root, Tags::ROOT), (&lists.weak_root, Tags::WEAK)] {
            for root in roots {
                cues.add(root, tags);
                cues.add(&format!("{root}nya"), tags | Tags::CLITIC);
            }
        }
        // An office that several hold together.
        for role in &lists.role {
            cues.add(&format!("co-{role}"), Tags::ROLE);
        }
        // "dijelaskannya": the clitic is the agent.
        for passive in lists.passive.iter().filter(|word| word.ends_with("kan")) {
            cues.add(&format!("{passive}nya"), Tags::ROOT | Tags::CLITIC);
        }
        let verbs = [
            (&lists.say, Tags::SAY),
            (&lists.report, Tags::REPORT),
            (&lists.finding, Tags::FINDING),
            (&lists.quoting, Tags::QUOTING),
            (&lists.object, Tags::OBJECT),
            (&lists.decline, Tags::DECLINE),
            (&lists.feel, Tags::FEEL),
            (&lists.promise, Tags::PROMISE),
        ];
        for (words, tags) in verbs {
            for word in words {
                if lang == Lang::En {
                    cues.add_verb(word, tags);
                } else {
                    cues.add(word, tags);
                }
            }
        }
        cues
    }

    /// Adds the words that stand as they are.
    fn add_plain(&mut self, lists: &Lists) {
        let plain = [
            (&lists.passive, Tags::PASSIVE),
            (&lists.hearsay, Tags::HEARSAY),
            (&lists.according, Tags::ACCORDING),
            (&lists.based, Tags::BASED),
            (&lists.relay, Tags::RELAY),
            (&lists.opener, Tags::OPENER),
            (&lists.comment, Tags::COMMENT),
            (&lists.adverb, Tags::ADVERB),
            (&lists.boundary, Tags::BOUNDARY),
            (&lists.modal, Tags::MODAL),
            (&lists.stop, Tags::STOP),
            (&lists.preposition, Tags::PREPOSITION),
            (&lists.pronoun_person, Tags::PERSON),
            (&lists.pronoun_body, Tags::THEY),
            (&lists.pronoun_other, Tags::OTHER),
            (&lists.determiner, Tags::DETERMINER),
            (&lists.pointer, Tags::POINTER),
            (&lists.body, Tags::BODY),
            (&lists.role, Tags::ROLE),
            (&lists.honorific, Tags::HONORIFIC),
            (&lists.document, Tags::DOCUMENT),
            (&lists.medium, Tags::MEDIUM),
            (&lists.weekday, Tags::WEEKDAY),
            (&lists.starter, Tags::STARTER),
            (&lists.own, Tags::OWN),
            (&lists.abbreviation, Tags::ABBREVIATION),
            (&lists.finite, Tags::FINITE),
            (&lists.part, Tags::PART),
            (&lists.thing, Tags::THING),
            (&lists.felt, Tags::FELT),
            (&lists.audience, Tags::AUDIENCE),
            (&lists.study, Tags::STUDY),
            (&lists.calling, Tags::CALLING),
            (&lists.field, Tags::FIELD),
            (&lists.generic, Tags::GENERIC),
            (&lists.measure, Tags::MEASURE),
        ];
        for (words, tags) in plain {
            for word in words {
                self.add(word, tags);
            }
        }
    }

    fn add(&mut self, word: &str, tags: Tags) {
        let known = self.words.entry(word, Tags::NONE);
        *known = *known | tags;
    }

    /// Adds the forms of an English verb, written `base` or `base/past`.
    fn add_verb(&mut self, verb: &str, tags: Tags) {
        let mut parts = verb.split('/');
        let base = parts.next().unwrap_or_default();
        let vowel = |ch: Option<char>| ch.is_some_and(|ch| "aeiou".contains(ch));
        let mut ends = base.chars().rev();
        let (last, before) = (ends.next(), ends.next());
        let to_ie = last == Some('y') && !vowel(before);
        let stem = base.get(..base.len().saturating_sub(1)).unwrap_or_default();
        let third = match last {
            Some('y') if to_ie => format!("{stem}ies"),
            Some('s' | 'h' | 'x') => format!("{base}es"),
            _ => format!("{base}s"),
        };
        let regular = match last {
            Some('y') if to_ie => format!("{stem}ied"),
            Some('e') => format!("{base}d"),
            _ => format!("{base}ed"),
        };
        let past = parts.next().unwrap_or(&regular).to_owned();
        // "admit/admitted": the doubled letter stands in "admitting" too.
        let doubled = past.len() == base.len() + 3
            && past.ends_with("ed")
            && past.chars().nth(base.len()) == last;
        let ing = match last {
            Some('e') if !base.ends_with("ee") => format!("{stem}ing"),
            Some(last) if doubled => format!("{base}{last}ing"),
            _ => format!("{base}ing"),
        };
        self.add(base, tags | Tags::BASE);
        self.add(&third, tags);
        self.add(&past, tags);
        self.add(&ing, tags | Tags::ING);
    }

    /// Where the word begins that scraping glued to the end of a name.
    pub(super) fn glued(&self, name: &str) -> Option<usize> {
        let tail = self
            .glued
            .iter()
            .find(|tail| name.ends_with(tail.as_str()))?;
        Some(name.len() - tail.len())
    }

    /// The roles of a word in any case and with either apostrophe.
    pub(super) fn tags(&self, word: &str) -> Tags {
        let known = self.words.get(word);
        // No listed word holds another character outside ASCII.
        let other = || {
            word.contains('’')
                .then(|| self.words.get(&word.replace('’', "'")))
        };
        known.or_else(|| other().flatten()).unwrap_or_default()
    }

    /// The roles of a word of ASCII inside a text, in any case.
    #[inline]
    pub(super) fn tags_in(&self, text: &str, word: Span) -> Tags {
        self.words.get_in(text, word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_well_formed() {
        for source in [
            include_str!("../../../assets/lexicon/id/speech.toml"),
            include_str!("../../../assets/lexicon/en/speech.toml"),
        ] {
            let lists: Lists = toml::from_str(source).unwrap();
            assert!(!lists.say.is_empty() && !lists.weekday.is_empty());
        }
    }

    #[test]
    fn verbs_are_inflected() {
        let cues = Cues::of(Lang::En).unwrap();
        for word in [
            "says",
            "Said",
            "saying",
            "tells",
            "noted",
            "argues",
            "replied",
            "admitting",
        ] {
            assert!(cues.tags(word).any(Tags::VERB), "{word}");
        }
        assert!(cues.tags("announces").any(Tags::REPORT));
        assert!(cues.tags("isn’t").any(Tags::ADVERB));
        assert!(cues.tags("noting").any(Tags::ING));
        assert_eq!(cues.tags("Zenith"), Tags::NONE);
    }

    #[test]
    fn roots_take_the_clitic() {
        let cues = Cues::of(Lang::Id).unwrap();
        assert!(cues.tags("ujarnya").any(Tags::CLITIC));
        assert!(cues.tags("Tutupnya").any(Tags::WEAK));
        assert!(!cues.tags("ujar").any(Tags::CLITIC));
    }
}
