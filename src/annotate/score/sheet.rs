//! One article compared with its gold, kind by kind.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::gold::{Attribution, Gold, Range, name_run};
use super::{Count, Kind};
use crate::annotate::{Annotated, MentionKind, Quotation, Speech};
use crate::text::Span;

/// One article being compared. All ranges are code points, as in the gold articles.
pub(super) struct Sheet<'a> {
    gold: &'a Gold,
    found: &'a Annotated,
    chars: Vec<char>,
    /// The first byte of each code point.
    starts: Vec<usize>,
    attributions: Vec<Attribution<'a>>,
    /// Code points of gold boilerplate, where nothing else is asked.
    furniture: Vec<bool>,
    pub(super) counts: BTreeMap<Kind, Count>,
    pub(super) errors: Vec<String>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(gold: &'a Gold, found: &'a Annotated) -> Self {
        let mut sheet = Self {
            gold,
            found,
            chars: gold.text.chars().collect(),
            starts: gold.text.char_indices().map(|(at, _)| at).collect(),
            attributions: gold.attributions(),
            furniture: Vec::new(),
            counts: BTreeMap::new(),
            errors: Vec::new(),
        };
        sheet.furniture = sheet.marked(gold.tagged('b').map(|mark| mark.range));
        sheet
    }

    fn range(&self, span: Span) -> Range {
        let at = |byte: usize| self.starts.partition_point(|&start| start < byte);
        (at(span.start), at(span.end))
    }

    /// A flag for each code point: whether a range holds it.
    fn marked(&self, ranges: impl Iterator<Item = Range>) -> Vec<bool> {
        let mut flags = vec![false; self.chars.len()];
        for (start, end) in ranges {
            if let Some(part) = flags.get_mut(start..end) {
                part.fill(true);
            }
        }
        flags
    }

    /// Counts the code points that are no white space by whether they were wanted, found and false.
    fn compare(&mut self, kind: Kind, judge: impl Fn(usize) -> (bool, bool, bool)) {
        let mut count = Count::default();
        for (at, ch) in self.chars.iter().enumerate() {
            // Python, whose scorer this one follows, counts the separators of ASCII as white space.
            if ch.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(ch) {
                continue;
            }
            let (right, wrong, missed) = judge(at);
            count.right += usize::from(right);
            count.wrong += usize::from(wrong);
            count.missed += usize::from(missed);
        }
        self.add(kind, count);
    }

    fn add(&mut self, kind: Kind, count: Count) {
        let sum = self.counts.entry(kind).or_default();
        sum.right += count.right;
        sum.wrong += count.wrong;
        sum.missed += count.missed;
    }

    fn note(&mut self, what: &str, (start, end): Range, more: &str) {
        let part = |from: usize, to: usize| -> String {
            let to = to.min(self.chars.len());
            self.chars
                .get(from.min(to)..to)
                .unwrap_or_default()
                .iter()
                .collect()
        };
        let line = format!(
            "{}\t{what}\t…{}[{}]{}…\t{more}",
            self.gold.id,
            part(start.saturating_sub(30), start),
            part(start, end),
            part(end, end + 30)
        );
        self.errors.push(line.replace('\n', "⏎"));
    }

    /// Notes each stretch of code points for which `wrong` holds, over white space.
    fn note_stretches(&mut self, what: &str, wrong: impl Fn(usize) -> bool) {
        let mut open: Option<Range> = None;
        let mut stretches = Vec::new();
        for (at, ch) in self.chars.iter().enumerate() {
            if wrong(at) {
                let start = open.map_or(at, |(start, _)| start);
                open = Some((start, at + 1));
            } else if !ch.is_whitespace() {
                stretches.extend(open.take());
            }
        }
        stretches.extend(open);
        for range in stretches {
            self.note(what, range, "");
        }
    }

    pub(super) fn boilerplate(&mut self) {
        let found = self.marked(self.found.boilerplate.iter().map(|&span| self.range(span)));
        let gold = self.furniture.clone();
        let flag = |flags: &[bool], at: usize| flags.get(at).copied().unwrap_or_default();
        self.compare(Kind::Boilerplate, |at| {
            let (wanted, got) = (flag(&gold, at), flag(&found, at));
            (wanted && got, got && !wanted, wanted && !got)
        });
        let solid: Vec<bool> = self.chars.iter().map(|ch| !ch.is_whitespace()).collect();
        self.note_stretches("boilerplate missed", |at| {
            flag(&solid, at) && flag(&gold, at) && !flag(&found, at)
        });
        self.note_stretches("boilerplate false", |at| {
            flag(&solid, at) && flag(&found, at) && !flag(&gold, at)
        });
    }

    /// Notes the stretches of content that were missed, and those that were found and are none.
    fn note_judged(&mut self, what: &str, judge: impl Fn(usize) -> (bool, bool, bool)) {
        let solid: Vec<bool> = self.chars.iter().map(|ch| !ch.is_whitespace()).collect();
        let flag = |at: usize| solid.get(at).copied().unwrap_or_default();
        self.note_stretches(&format!("{what} missed"), |at| flag(at) && judge(at).2);
        self.note_stretches(&format!("{what} false"), |at| flag(at) && judge(at).1);
    }

    fn in_furniture(&self, at: usize) -> bool {
        self.furniture.get(at).copied().unwrap_or_default()
    }

    pub(super) fn companies(&mut self) {
        let gold: HashMap<Range, &str> = self
            .gold
            .tagged('c')
            .filter(|mark| !self.in_furniture(mark.range.0))
            .map(|mark| {
                (
                    mark.range,
                    if mark.name.is_empty() {
                        mark.text.as_str()
                    } else {
                        mark.name.as_str()
                    },
                )
            })
            .collect();
        let found = self.found;
        let got: HashMap<Range, &str> = found
            .companies
            .iter()
            .filter(|mention| mention.kind == MentionKind::Company)
            .map(|mention| (self.range(mention.span), &*mention.name))
            .filter(|(range, _)| !self.in_furniture(range.0))
            .collect();
        self.company_spans(&gold, &got);
    }

    /// Companies by span, then as the set of each article.
    fn company_spans(&mut self, gold: &HashMap<Range, &str>, got: &HashMap<Range, &str>) {
        let neutral: Vec<Range> = self.gold.tagged('?').map(|mark| mark.range).collect();
        let mut wrong: Vec<(Range, &str)> = got
            .iter()
            .filter(|(range, _)| {
                !gold.contains_key(range)
                    && !neutral.iter().any(|&other| overlap(**range, other) > 0.0)
            })
            .map(|(&range, &name)| (range, name))
            .collect();
        let mut missed: Vec<(Range, &str)> = gold
            .iter()
            .filter(|(range, _)| !got.contains_key(range))
            .map(|(&range, &name)| (range, name))
            .collect();
        wrong.sort_unstable();
        missed.sort_unstable();
        let right = gold.len() - missed.len();
        self.add(
            Kind::Companies,
            Count {
                right,
                wrong: wrong.len(),
                missed: missed.len(),
            },
        );
        let wanted: HashSet<String> = gold.values().map(|name| name.to_lowercase()).collect();
        let named: HashSet<String> = got
            .iter()
            .filter(|(range, _)| {
                gold.contains_key(range) || wrong.iter().any(|(other, _)| other == *range)
            })
            .map(|(_, name)| name.to_lowercase())
            .collect();
        let both = wanted.intersection(&named).count();
        self.add(
            Kind::CompanySet,
            Count {
                right: both,
                wrong: named.len() - both,
                missed: wanted.len() - both,
            },
        );
        for (range, name) in missed {
            self.note("company missed", range, name);
        }
        for (range, name) in wrong {
            self.note("company false", range, name);
        }
    }

    fn content<'q>(&self, quotations: impl Iterator<Item = &'q Quotation>) -> Vec<bool> {
        self.marked(
            quotations
                .flat_map(|quotation| &quotation.content)
                .map(|&span| self.range(span)),
        )
    }

    pub(super) fn quotations(&mut self) {
        let all = &self.found.quotations;
        let gold_direct = self.marked(
            self.attributions
                .iter()
                .flat_map(|part| &part.direct)
                .map(|mark| mark.range),
        );
        let gold_reported = self.marked(
            self.attributions
                .iter()
                .flat_map(|part| &part.indirect)
                .map(|mark| mark.range),
        );
        let direct = self.content(
            all.iter()
                .filter(|one| matches!(one.kind, Speech::Direct | Speech::Mixed)),
        );
        let reported = self.content(
            all.iter()
                .filter(|one| matches!(one.kind, Speech::Indirect | Speech::Mixed)),
        );
        let flag = |flags: &[bool], at: usize| flags.get(at).copied().unwrap_or_default();
        let judge_direct = |at| {
            let (gold, got) = (flag(&gold_direct, at), flag(&direct, at));
            (
                gold && got,
                got && !gold && !flag(&gold_reported, at),
                gold && !got,
            )
        };
        let judge_reported = |at| {
            let gold = flag(&gold_reported, at);
            let got = flag(&reported, at) && !flag(&direct, at);
            let any = got || flag(&direct, at);
            (
                gold && any,
                got && !gold && !flag(&gold_direct, at),
                gold && !any,
            )
        };
        self.compare(Kind::Direct, judge_direct);
        self.compare(Kind::Reported, judge_reported);
        self.note_judged("direct", judge_direct);
        self.note_judged("reported", judge_reported);
    }

    pub(super) fn sources(&mut self) {
        let mut gold: Vec<(Range, String)> = Vec::new();
        for mark in self.attributions.iter().filter_map(|part| part.source) {
            if !gold.iter().any(|(range, _)| *range == mark.range) {
                gold.push((mark.range, name_run(&mark.text).to_lowercase()));
            }
        }
        let mut guesses = self.guesses();
        let mut used: HashSet<Range> = HashSet::new();
        for (range, name) in &gold {
            let hit = guesses.iter().find(|guess| {
                let over = overlap(*range, **guess);
                let named = || {
                    over > 0.0
                        && name.chars().count() > 2
                        && self.words(**guess).to_lowercase().contains(name)
                };
                !used.contains(*guess) && (over >= 0.5 || named())
            });
            let right = usize::from(hit.is_some());
            used.extend(hit);
            self.add(
                Kind::Sources,
                Count {
                    right,
                    wrong: 0,
                    missed: 1 - right,
                },
            );
            if right == 0 {
                self.note("source missed", *range, "");
            }
        }
        let neutral: Vec<Range> = self.gold.tagged('?').map(|mark| mark.range).collect();
        guesses.retain(|guess| {
            let free = neutral.iter().any(|&other| overlap(*guess, other) > 0.5)
                && !gold.iter().any(|(range, _)| overlap(*guess, *range) > 0.0);
            !used.contains(guess) && !free
        });
        for guess in guesses {
            self.add(
                Kind::Sources,
                Count {
                    wrong: 1,
                    ..Count::default()
                },
            );
            self.note("source false", guess, "");
        }
    }

    /// The places of the sources found, each once: the cue where the source is only its clitic.
    fn guesses(&self) -> Vec<Range> {
        let mut guesses: Vec<Range> = Vec::new();
        for quotation in &self.found.quotations {
            let clitic = quotation.cue.filter(|_| {
                quotation
                    .speaker
                    .as_ref()
                    .is_some_and(|who| !who.name.is_empty())
            });
            let Some(range) = quotation.source.or(clitic).map(|span| self.range(span)) else {
                continue;
            };
            if !self.in_furniture(range.0) && !guesses.contains(&range) {
                guesses.push(range);
            }
        }
        guesses
    }

    fn words(&self, (start, end): Range) -> String {
        self.chars
            .get(start..end)
            .unwrap_or_default()
            .iter()
            .collect()
    }

    pub(super) fn speakers(&mut self) {
        let mut judged = Vec::new();
        for part in &self.attributions {
            let (Some(first), Some(speaker)) = (part.direct.first(), &part.speaker) else {
                continue;
            };
            let wanted = self.marked(part.direct.iter().map(|mark| mark.range));
            let size = wanted.iter().filter(|flag| **flag).count();
            let mut best: Option<(usize, &Quotation)> = None;
            for quotation in &self.found.quotations {
                let got = self.content(std::iter::once(quotation));
                let shared = wanted
                    .iter()
                    .zip(&got)
                    .filter(|(wanted, got)| **wanted && **got)
                    .count();
                if best.is_none_or(|(most, _)| shared > most) {
                    best = Some((shared, quotation));
                }
            }
            let named = best
                .and_then(|(_, quotation)| quotation.speaker.as_ref())
                .map(|who| who.name.as_str());
            let covered = best.is_some_and(|(shared, _)| shared * 2 >= size);
            let right = covered && named.is_some_and(|name| same_person(speaker, name));
            judged.push((
                first.range,
                right,
                format!("want {speaker:?}, got {named:?}"),
            ));
        }
        for (range, right, more) in judged {
            self.add(
                Kind::Speakers,
                Count {
                    right: usize::from(right),
                    wrong: 0,
                    missed: usize::from(!right),
                },
            );
            if !right {
                self.note("speaker wrong", range, &more);
            }
        }
    }

    pub(super) fn header(&mut self) {
        let title = self
            .found
            .title
            .map(|span| span.of(&self.gold.text).trim().to_owned());
        let date = self.found.date.map(|date| date.to_string());
        let lang = Some(self.found.lang.code().to_owned());
        for (kind, key, got) in [
            (Kind::Date, "date", date),
            (Kind::Title, "title", title),
            (Kind::Lang, "lang", lang),
        ] {
            let want = self.gold.header(key);
            if want.is_empty() {
                continue;
            }
            let right = got.as_deref() == Some(want);
            self.add(
                kind,
                Count {
                    right: usize::from(right),
                    wrong: 0,
                    missed: usize::from(!right),
                },
            );
            if !right {
                self.errors.push(format!(
                    "{}\t{key} wrong\twant {want:?}, got {got:?}",
                    self.gold.id
                ));
            }
        }
    }
}

/// What two ranges share of their union.
fn overlap(a: Range, b: Range) -> f64 {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    if shared == 0 {
        0.0
    } else {
        shared as f64 / (a.1.max(b.1) - a.0.min(b.0)) as f64
    }
}

/// Whether two names are the same person's: one holds all the words of the other, or most are shared.
fn same_person(gold: &str, guess: &str) -> bool {
    let words = |name: &str| -> HashSet<String> {
        name.to_lowercase()
            .split(|ch: char| !ch.is_alphanumeric() && ch != '_')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (gold, guess) = (words(gold), words(guess));
    let shared = gold.intersection(&guess).count();
    let union = gold.len() + guess.len() - shared;
    let most = shared as f64 / union.max(1) as f64 >= 0.6;
    !gold.is_empty()
        && !guess.is_empty()
        && (gold.is_subset(&guess) || guess.is_subset(&gold) || most)
}
