//! Which keys do what, and where.
//!
//! Made from the table of actions and the user's `[keys]`. A user's row replaces the default keys of its action:
//! `[keys]` wherever the action applies, `[keys.list]`, `[keys.reader]` … there alone. Two actions on one key in one
//! place, or a key that begins the sequence of another, are errors: nothing is guessed.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::Fault;
use super::chord::{Chord, Sequence};
use super::rows::{Name, Value, by_place, find, table};
use super::suggest::{did_you_mean, nearest};
use crate::action::{Action, Context};

/// What pressed keys mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// This action.
    Action(Action),
    /// The beginning of a sequence.
    Pending,
    /// Nothing.
    None,
}

/// The keys of every action in every context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bound: BTreeMap<Context, BTreeMap<Sequence, Binding>>,
}

/// An action on a key.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Binding {
    action: Action,
    /// Its place among the keys of its action.
    rank: usize,
    /// Where the user wrote it; `None` for a default.
    written: Option<Range<usize>>,
}

/// A key of the user for an action.
type Written = Vec<(Sequence, Range<usize>)>;

/// What the user wrote: for an action in one context, or (`None`) wherever it applies.
#[derive(Default)]
pub(super) struct UserKeys(BTreeMap<(Action, Option<Context>), Written>);

impl Keymap {
    /// What `pressed`, one chord after another, means in `context`.
    pub fn press(&self, context: Context, pressed: &[Chord]) -> Press {
        let Some(bound) = self.bound.get(&context) else {
            return Press::None;
        };
        let found = bound
            .iter()
            .find(|(sequence, _)| sequence.chords().starts_with(pressed));
        match found {
            _ if pressed.is_empty() => Press::None,
            Some((sequence, binding)) if sequence.chords().len() == pressed.len() => {
                Press::Action(binding.action)
            }
            Some(_) => Press::Pending,
            None => Press::None,
        }
    }

    /// The keys of `action` in `context` as they are written, the first of the table or config first.
    pub fn keys_of(&self, action: Action, context: Context) -> Vec<String> {
        let mut keys: Vec<(usize, String)> = self
            .bound
            .get(&context)
            .into_iter()
            .flatten()
            .filter(|(_, binding)| binding.action == action)
            .map(|(sequence, binding)| (binding.rank, sequence.to_string()))
            .collect();
        keys.sort();
        keys.into_iter().map(|(_, key)| key).collect()
    }

    /// What may follow `pressed` in `context`: the rest of each sequence and its action.
    pub fn following(&self, context: Context, pressed: &[Chord]) -> Vec<(String, Action)> {
        let rest = |sequence: &Sequence| {
            let rest = sequence.chords().strip_prefix(pressed)?;
            let rest: Vec<String> = rest.iter().map(ToString::to_string).collect();
            (!rest.is_empty()).then(|| rest.join(" "))
        };
        self.bound
            .get(&context)
            .into_iter()
            .flatten()
            .filter_map(|(sequence, binding)| Some((rest(sequence)?, binding.action)))
            .collect()
    }

    /// The keys of the table with the user's in their place.
    pub(super) fn build(user: &UserKeys) -> Result<Self, Fault> {
        let mut keymap = Self {
            bound: BTreeMap::new(),
        };
        // The user's keys come first, so that a clash is told where the user can mend it.
        for written in [true, false] {
            for &action in Action::ALL {
                for &context in action.contexts() {
                    let own = user
                        .0
                        .get(&(action, Some(context)))
                        .or_else(|| user.0.get(&(action, None)));
                    match own {
                        Some(own) if written => keymap.bind_own(action, context, own)?,
                        None if !written => keymap.bind_defaults(action, context)?,
                        _ => {}
                    }
                }
            }
        }
        Ok(keymap)
    }

    fn bind_own(&mut self, action: Action, context: Context, own: &Written) -> Result<(), Fault> {
        for (rank, (sequence, span)) in own.iter().enumerate() {
            if context.types() && types(sequence) {
                if action.contexts().iter().all(|context| context.types()) {
                    return Err(Fault::new(
                        span.clone(),
                        format!(
                            "`{sequence}` is typed in a line, so it cannot be `{action}`; expected a key with `ctrl-` or `alt-`, or one that types nothing"
                        ),
                    ));
                }
                continue;
            }
            let binding = Binding {
                action,
                rank,
                written: Some(span.clone()),
            };
            self.bind(context, sequence, binding)?;
        }
        Ok(())
    }

    fn bind_defaults(&mut self, action: Action, context: Context) -> Result<(), Fault> {
        for (rank, key) in action.keys().iter().enumerate() {
            let sequence: Sequence = key
                .parse()
                .map_err(|error| Fault::new(0..0, format!("{action}: {error}")))?;
            let binding = Binding {
                action,
                rank,
                written: None,
            };
            self.bind(context, &sequence, binding)?;
        }
        Ok(())
    }

    /// Binds a sequence that clashes with none bound before.
    fn bind(
        &mut self,
        context: Context,
        sequence: &Sequence,
        binding: Binding,
    ) -> Result<(), Fault> {
        let bound = self.bound.entry(context).or_default();
        let clash = bound.iter().find(|(other, _)| {
            other.chords().starts_with(sequence.chords())
                || sequence.chords().starts_with(other.chords())
        });
        let Some((other, taken)) = clash else {
            bound.insert(sequence.clone(), binding);
            return Ok(());
        };
        if taken.action == binding.action && other == sequence {
            return Ok(());
        }
        Err(clash_fault(context, (sequence, &binding), (other, taken)))
    }
}

/// Whether the sequence begins by typing a character.
fn types(sequence: &Sequence) -> bool {
    sequence
        .chords()
        .first()
        .is_some_and(|chord| chord.typed().is_some())
}

/// What is wrong with two bindings in one place, told at the one that the user wrote.
fn clash_fault(context: Context, new: (&Sequence, &Binding), old: (&Sequence, &Binding)) -> Fault {
    let ((own, own_binding), (other, other_binding)) = match (&new.1.written, &old.1.written) {
        (Some(_), _) => (new, old),
        _ => (old, new),
    };
    let (own_action, other_action) = (own_binding.action, other_binding.action);
    let place = context.name();
    let how = match () {
        () if own == other => format!(
            "`{own}` already means `{other_action}` in {place}, so it cannot be `{own_action}`"
        ),
        () if other.chords().starts_with(own.chords()) => {
            format!(
                "`{own}` begins `{other}`, which means `{other_action}` in {place}, so it cannot be `{own_action}`"
            )
        }
        () => format!(
            "`{own}` begins with `{other}`, which means `{other_action}` in {place}, so it cannot be `{own_action}`"
        ),
    };
    let span = own_binding.written.clone().unwrap_or(0..0);
    Fault::new(
        span,
        format!(
            "{how}; choose another key, or give `{other_action}` other keys or none: `{other_action} = []`"
        ),
    )
}

impl UserKeys {
    /// Reads the table `[keys]` of a config.
    pub(super) fn read(document: &DeTable<'_>) -> Result<Self, Fault> {
        let mut user = Self::default();
        let Some(keys) = find(document, "keys") else {
            return Ok(user);
        };
        for (name, value) in by_place(table(keys, "keys")?) {
            if let DeValue::Table(rows) = value.get_ref() {
                let context = context(name)?;
                for (name, value) in by_place(rows) {
                    user.row(name, value, Some(context))?;
                }
            } else {
                user.row(name, value, None)?;
            }
        }
        Ok(user)
    }

    /// Reads one row: an action and its keys.
    fn row(
        &mut self,
        name: &Name<'_>,
        value: &Value<'_>,
        context: Option<Context>,
    ) -> Result<(), Fault> {
        let Some(action) = Action::by_name(name.get_ref()) else {
            let near = nearest(
                name.get_ref(),
                Action::ALL.iter().map(|action| action.name()),
            );
            return Err(Fault::new(
                name.span(),
                format!(
                    "there is no action `{}`{}",
                    name.get_ref(),
                    did_you_mean(near)
                ),
            ));
        };
        if let Some(context) = context.filter(|context| !action.contexts().contains(context)) {
            let places: Vec<String> = action
                .contexts()
                .iter()
                .map(|context| format!("`[keys.{}]`", context.name()))
                .collect();
            return Err(Fault::new(
                name.span(),
                format!(
                    "`{action}` does nothing in {}; expected `[keys]` or {}",
                    context.name(),
                    places.join(", ")
                ),
            ));
        }
        let mut keys = Vec::new();
        match value.get_ref() {
            DeValue::String(_) => keys.push(sequence(value)?),
            DeValue::Array(array) => {
                for item in array {
                    keys.push(sequence(item)?);
                }
            }
            _ => return Err(not_keys(value)),
        }
        self.0.insert((action, context), keys);
        Ok(())
    }
}

fn context(name: &Name<'_>) -> Result<Context, Fault> {
    Context::by_name(name.get_ref()).ok_or_else(|| {
        let known = Context::ALL.iter().map(|context| context.name());
        let near = nearest(name.get_ref(), known.clone());
        let known: Vec<String> = known.map(|name| format!("`[keys.{name}]`")).collect();
        Fault::new(
            name.span(),
            format!(
                "there is no place `{}`{}; expected {}",
                name.get_ref(),
                did_you_mean(near),
                known.join(", ")
            ),
        )
    })
}

fn sequence(value: &Value<'_>) -> Result<(Sequence, Range<usize>), Fault> {
    let written = value.get_ref().as_str().ok_or_else(|| not_keys(value))?;
    match written.parse() {
        Ok(sequence) => Ok((sequence, value.span())),
        Err(error) => Err(Fault::new(value.span(), error.to_string())),
    }
}

fn not_keys(value: &Value<'_>) -> Fault {
    Fault::new(
        value.span(),
        format!(
            "expected a key such as `\"g g\"` or a list of keys, found {}",
            value.get_ref().type_str()
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keymap(text: &str) -> Result<Keymap, String> {
        let document = DeTable::parse(text).unwrap();
        UserKeys::read(document.get_ref())
            .and_then(|user| Keymap::build(&user))
            .map_err(|fault| fault.told(text, "config.toml").to_string())
    }

    fn pressed(keys: &str) -> Vec<Chord> {
        keys.parse::<Sequence>().unwrap().chords().to_vec()
    }

    #[test]
    fn default_keys_do_not_clash() {
        let keymap = keymap("").unwrap();
        for &action in Action::ALL {
            for &context in action.contexts() {
                let keys = keymap.keys_of(action, context);
                assert_eq!(keys, action.keys(), "{action} in {}", context.name());
                for key in keys {
                    assert_eq!(keymap.press(context, &pressed(&key)), Press::Action(action));
                }
            }
        }
    }

    #[test]
    fn sequences_wait() {
        let keymap = keymap("").unwrap();
        assert_eq!(keymap.press(Context::List, &pressed("g")), Press::Pending);
        assert_eq!(
            keymap.press(Context::List, &pressed("g g")),
            Press::Action(Action::Top)
        );
        assert_eq!(keymap.press(Context::List, &pressed("g x")), Press::None);
        assert_eq!(keymap.press(Context::List, &[]), Press::None);
        assert_eq!(keymap.press(Context::Line, &pressed("g")), Press::None);
        let following = keymap.following(Context::List, &pressed("g"));
        for way in [("g", Action::Top), ("s", Action::Sort)] {
            assert!(following.contains(&(way.0.to_owned(), way.1)), "{way:?}");
        }
    }

    #[test]
    fn own_keys_replace_the_defaults() {
        let keymap = keymap(
            "[keys]\ntoggle-read = [\"M\", \"g r\"]\nzen = []\n[keys.reader]\ndown = \"ctrl-n\"\n",
        )
        .unwrap();
        assert_eq!(
            keymap.keys_of(Action::ToggleRead, Context::Reader),
            ["M", "g r"]
        );
        assert_eq!(keymap.press(Context::List, &pressed("r")), Press::None);
        assert!(keymap.keys_of(Action::Zen, Context::List).is_empty());
        assert_eq!(keymap.keys_of(Action::Down, Context::Reader), ["ctrl-n"]);
        assert_eq!(keymap.keys_of(Action::Down, Context::List), ["j", "down"]);
    }

    #[test]
    fn letters_are_typed_in_a_line() {
        let keymap = keymap("[keys]\nredraw = [\"R\", \"f5\"]\n").unwrap();
        assert_eq!(keymap.keys_of(Action::Redraw, Context::List), ["R", "f5"]);
        assert_eq!(keymap.keys_of(Action::Redraw, Context::Line), ["f5"]);
    }

    #[test]
    fn keys_that_swap_places_are_no_clash() {
        let keymap = keymap("[keys]\nundo = \"r\"\ntoggle-read = \"u\"\n").unwrap();
        assert_eq!(
            keymap.press(Context::List, &pressed("r")),
            Press::Action(Action::Undo)
        );
    }

    #[test]
    fn mistakes_say_where() {
        for (text, expected) in [
            (
                "[keys]\nquitt = \"x\"",
                "2:1: there is no action `quitt`, did you mean `quit`?",
            ),
            (
                "[keys.redaer]\n",
                "1:7: there is no place `redaer`, did you mean `reader`?",
            ),
            (
                "[keys]\nquit = \"ctlr-q\"",
                "2:8: `ctlr-q` is not a key, did you mean `ctrl-q`?",
            ),
            (
                "[keys]\nquit = [\"x\", 3]",
                "2:14: expected a key such as `\"g g\"` or a list of keys, found integer",
            ),
            ("[keys]\nquit = true", "2:8: expected a key"),
            ("[keys]\nquit = \"\"", "2:8: the key is empty"),
            ("keys = 3", "1:8: expected a table `[keys]`, found integer"),
            (
                "[keys.reader]\nopen = \"x\"",
                "2:1: `open` does nothing in reader; expected `[keys]` or `[keys.list]`",
            ),
            ("[keys]\naccept = \"x\"", "2:10: `x` is typed in a line"),
            (
                "[keys]\nhelp = [\"f1\", \"j\"]",
                "2:15: `j` already means `down` in list, so it cannot be `help`",
            ),
            (
                "[keys]\nzen = \"x\"\nundo = \"x\"",
                "2:7: `x` already means `undo` in list, so it cannot be `zen`",
            ),
            (
                "[keys]\nzen = \"g\"",
                "2:7: `g` begins `g g`, which means `top` in list, so it cannot be `zen`",
            ),
            (
                "[keys]\nzen = \"j j\"",
                "2:7: `j j` begins with `j`, which means `down` in list, so it cannot be `zen`",
            ),
            (
                "[keys]\nzen = \"ctrl-i\"",
                "2:7: `tab` already means `focus-next`",
            ),
        ] {
            let error = keymap(text).unwrap_err();
            assert!(
                error.starts_with(&format!("config.toml:{expected}")),
                "{error}"
            );
        }
    }
}
