//! Which keys do what, and where.
//!
//! Made from the table of actions, a preset if one is chosen, and the user's `[keys]` and `[macros]`. A user's row
//! replaces the keys of its action: `[keys]` wherever the action applies, `[keys.list]`, `[keys.reader]` … there alone.
//! Two actions on one key in one place, or a key that begins the sequence of another, are errors: nothing is guessed.
//! Only a preset takes keys from the table without asking.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Fault;
use super::chord::{Chord, Sequence};
use super::macros::{Keyed, Macro};
use super::written::{UserKeys, Written};
use crate::action::{Action, Context};
use crate::words::Tongue;

/// Where macros have keys.
const MACROS: &[Context] = &[Context::List, Context::Reader, Context::Page];

/// What pressed keys mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// This action.
    Action(Action),
    /// The macro of this number.
    Macro(usize),
    /// The beginning of a sequence.
    Pending,
    /// Nothing.
    None,
}

/// The keys of every action in every context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bound: BTreeMap<Context, BTreeMap<Sequence, Binding>>,
    macros: Vec<Macro>,
}

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    Action(Action),
    /// The macro of this number.
    Macro(usize),
}

/// Who bound a key.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Layer {
    /// The user, at this place of the config.
    User(Range<usize>),
    /// The preset that the user chose.
    Preset,
    /// The table of actions.
    Table,
}

/// Something on a key.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Binding {
    does: Does,
    /// Its place among the keys of its action.
    rank: usize,
    layer: Layer,
}

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
                match binding.does {
                    Does::Action(action) => Press::Action(action),
                    Does::Macro(at) => Press::Macro(at),
                }
            }
            Some(_) => Press::Pending,
            None => Press::None,
        }
    }

    /// The keys of `action` in `context` as they are written, the first of the table or config first.
    pub fn keys_of(&self, action: Action, context: Context) -> Vec<String> {
        self.keys(Does::Action(action), context)
    }

    /// The keys of the macro of this number.
    pub fn keys_of_macro(&self, at: usize) -> Vec<String> {
        self.keys(Does::Macro(at), Context::List)
    }

    /// The macros, in the order of the config.
    pub fn macros(&self) -> &[Macro] {
        &self.macros
    }

    fn keys(&self, does: Does, context: Context) -> Vec<String> {
        let mut keys: Vec<(usize, String)> = self
            .bound
            .get(&context)
            .into_iter()
            .flatten()
            .filter(|(_, binding)| binding.does == does)
            .map(|(sequence, binding)| (binding.rank, sequence.to_string()))
            .collect();
        keys.sort();
        keys.into_iter().map(|(_, key)| key).collect()
    }

    /// What may follow `pressed` in `context`: the rest of each sequence and a sentence about what it does.
    pub fn following(
        &self,
        context: Context,
        pressed: &[Chord],
        tongue: Tongue,
    ) -> Vec<(String, &str)> {
        let rest = |sequence: &Sequence| {
            let rest = sequence.chords().strip_prefix(pressed)?;
            let rest: Vec<String> = rest.iter().map(ToString::to_string).collect();
            (!rest.is_empty()).then(|| rest.join(" "))
        };
        self.bound
            .get(&context)
            .into_iter()
            .flatten()
            .filter_map(|(sequence, binding)| {
                Some((rest(sequence)?, self.about(binding.does, tongue)))
            })
            .collect()
    }

    /// The name of what a key does, which is a command.
    fn name(&self, does: Does) -> &str {
        match does {
            Does::Action(action) => action.name(),
            Does::Macro(at) => self.macros.get(at).map_or("", |known| &known.name),
        }
    }

    /// A sentence about what a key does; of a macro without one, its name.
    fn about(&self, does: Does, tongue: Tongue) -> &str {
        match does {
            Does::Action(action) => tongue.of(action.help()),
            Does::Macro(at) => self.macros.get(at).map_or("", |known| {
                if known.about.is_empty() {
                    &known.name
                } else {
                    &known.about
                }
            }),
        }
    }

    /// The keys of the table with the preset's and the user's in their place.
    pub(super) fn build(user: &UserKeys, macros: Vec<Keyed>) -> Result<Self, Fault> {
        let (macros, keys): (Vec<Macro>, Vec<Written>) = macros.into_iter().unzip();
        let mut keymap = Self {
            bound: BTreeMap::new(),
            macros,
        };
        // The user's keys come first, so that a clash is told where the user can mend it.
        keymap.bind_each(|action, context| user.own(action, context))?;
        for (at, written) in keys.iter().enumerate() {
            for (rank, (sequence, span)) in written.iter().enumerate() {
                for &context in MACROS {
                    let binding = Binding {
                        does: Does::Macro(at),
                        rank,
                        layer: Layer::User(span.clone()),
                    };
                    keymap.bind(context, sequence, binding)?;
                }
            }
        }
        let preset = |action, context| match user.own(action, context) {
            Some(_) => None,
            None => user.preset()?.own(action, context),
        };
        keymap.bind_preset(preset)?;
        for &action in Action::ALL {
            for &context in action.contexts() {
                if user.own(action, context).is_none() && preset(action, context).is_none() {
                    keymap.bind_table(action, context)?;
                }
            }
        }
        Ok(keymap)
    }

    /// Binds what the user wrote.
    fn bind_each<'a>(
        &mut self,
        own: impl Fn(Action, Context) -> Option<&'a Written>,
    ) -> Result<(), Fault> {
        for &action in Action::ALL {
            for &context in action.contexts() {
                if let Some(own) = own(action, context) {
                    self.bind_own(action, context, own)?;
                }
            }
        }
        Ok(())
    }

    /// Binds what the preset says.
    fn bind_preset<'a>(
        &mut self,
        preset: impl Fn(Action, Context) -> Option<&'a Written>,
    ) -> Result<(), Fault> {
        for &action in Action::ALL {
            for &context in action.contexts() {
                let keys = preset(action, context).into_iter().flatten();
                for (rank, (sequence, _)) in keys.enumerate() {
                    let binding = Binding {
                        does: Does::Action(action),
                        rank,
                        layer: Layer::Preset,
                    };
                    self.bind(context, sequence, binding)?;
                }
            }
        }
        Ok(())
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
                does: Does::Action(action),
                rank,
                layer: Layer::User(span.clone()),
            };
            self.bind(context, sequence, binding)?;
        }
        Ok(())
    }

    fn bind_table(&mut self, action: Action, context: Context) -> Result<(), Fault> {
        for (rank, key) in action.keys().iter().enumerate() {
            let sequence: Sequence = key
                .parse()
                .map_err(|error| Fault::new(0..0, format!("{action}: {error}")))?;
            let binding = Binding {
                does: Does::Action(action),
                rank,
                layer: Layer::Table,
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
        let mut bound = self.bound.get(&context).into_iter().flatten();
        let clash = bound.find(|(other, _)| {
            other.chords().starts_with(sequence.chords())
                || sequence.chords().starts_with(other.chords())
        });
        let Some((other, taken)) = clash else {
            let bound = self.bound.entry(context).or_default();
            bound.insert(sequence.clone(), binding);
            return Ok(());
        };
        let same = taken.does == binding.does && other == sequence;
        let yields = binding.layer == Layer::Table && taken.layer == Layer::Preset;
        if same || yields {
            return Ok(());
        }
        Err(self.clash((sequence, &binding), (other, taken), context))
    }

    /// What is wrong with two bindings in one place, told at the one that the user wrote.
    fn clash(
        &self,
        new: (&Sequence, &Binding),
        old: (&Sequence, &Binding),
        context: Context,
    ) -> Fault {
        let ((own, own_binding), (other, other_binding)) = match new.1.layer {
            Layer::User(_) => (new, old),
            Layer::Preset | Layer::Table => (old, new),
        };
        let own_name = self.name(own_binding.does);
        let other_name = self.name(other_binding.does);
        let place = context.name();
        let how = if own == other {
            format!("`{own}` already means `{other_name}` in {place}, so it cannot be `{own_name}`")
        } else if other.chords().starts_with(own.chords()) {
            format!(
                "`{own}` begins `{other}`, which means `{other_name}` in {place}, so it cannot be `{own_name}`"
            )
        } else {
            format!(
                "`{own}` begins with `{other}`, which means `{other_name}` in {place}, so it cannot be `{own_name}`"
            )
        };
        let span = match &own_binding.layer {
            Layer::User(span) => span.clone(),
            Layer::Preset | Layer::Table => 0..0,
        };
        let mend = match other_binding.does {
            Does::Action(action) => {
                format!(
                    "choose another key, or give `{action}` other keys or none: `{action} = []`"
                )
            }
            Does::Macro(_) => "choose another key".to_owned(),
        };
        Fault::new(span, format!("{how}; {mend}"))
    }
}

/// Whether the sequence begins by typing a character.
fn types(sequence: &Sequence) -> bool {
    sequence
        .chords()
        .first()
        .is_some_and(|chord| chord.typed().is_some())
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::super::theme::Themes;
    use super::*;

    fn keymap(text: &str) -> Result<Keymap, String> {
        let document = DeTable::parse(text).unwrap();
        UserKeys::read(document.get_ref())
            .and_then(|user| {
                let macros = super::super::macros::read(document.get_ref(), &Themes::builtin())?;
                Keymap::build(&user, macros)
            })
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
        let following = keymap.following(Context::List, &pressed("g"), Tongue::Indonesian);
        assert!(
            following.contains(&("g".to_owned(), "Ke awal.")),
            "{following:?}"
        );
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
    fn presets_take_keys_and_the_user_takes_them_back() {
        let keymap_of = |more: &str| keymap(&format!("[keys]\npreset = \"newsboat\"\n{more}"));
        let preset = keymap_of("").unwrap();
        assert_eq!(
            preset.press(Context::List, &pressed("n")),
            Press::Action(Action::NextUnread)
        );
        assert_eq!(
            preset.press(Context::Reader, &pressed("N")),
            Press::Action(Action::ToggleRead)
        );
        assert_eq!(preset.keys_of(Action::NextHit, Context::List), ["] n"]);
        assert_eq!(preset.keys_of(Action::Down, Context::List), ["j", "down"]);
        let own = keymap_of("toggle-read = \"r\"").unwrap();
        assert_eq!(own.press(Context::List, &pressed("N")), Press::None);
        assert_eq!(
            keymap_of("preset2 = \"x\"")
                .unwrap_err()
                .matches("no action")
                .count(),
            1
        );
        let clash = keymap_of("zen = \"n\"").unwrap_err();
        assert!(
            clash.contains("3:7: `n` already means `next-unread`"),
            "{clash}"
        );
        assert_eq!(
            keymap("[keys]\npreset = \"default\"").unwrap(),
            keymap("").unwrap()
        );
    }

    #[test]
    fn macros_have_keys_and_are_checked() {
        let keymap = keymap(
            "[macros.evening]\nkeys = [\"g e\"]\ndoes = [\"show-unread\", \"sort oldest\", \"theme night\"]\n",
        )
        .unwrap();
        for context in [Context::List, Context::Reader, Context::Page] {
            assert_eq!(keymap.press(context, &pressed("g e")), Press::Macro(0));
        }
        assert_eq!(keymap.press(Context::Line, &pressed("g e")), Press::None);
        assert_eq!(keymap.keys_of_macro(0), ["g e"]);
        assert_eq!(
            keymap.macros()[0].about,
            "show-unread, sort oldest, theme night"
        );
    }

    /// Whether the error of each text begins as expected.
    fn refused(mistakes: &[(&str, &str)]) {
        for (text, expected) in mistakes {
            let error = keymap(text).unwrap_err();
            assert!(
                error.starts_with(&format!("config.toml:{expected}")),
                "{error}"
            );
        }
    }

    #[test]
    fn mistakes_in_macros_say_where() {
        refused(&[
            (
                "[macros.m]\nkeys = \"j\"\ndoes = \"quit\"",
                "2:8: `j` already means `down` in list, so it cannot be `m`",
            ),
            (
                "[macros.m]\ndoes = [\"qiut\"]",
                "2:9: there is no command `qiut`, did you mean `quit`?",
            ),
            (
                "[macros.m]\ndoes = [\"theme nigth\"]",
                "2:9: there is no theme `nigth`, did you mean `night`?",
            ),
            (
                "[macros.m]\ndoes = [\"set reader.width 6\"]",
                "2:9: 6 is out of bounds",
            ),
            (
                "[macros.m]\ndoes = [\"sort oldst\"]",
                "2:9: unknown variant `oldst`",
            ),
            ("[macros.m]\ndoes = []", "2:8: expected a list of commands"),
            (
                "[macros.m]\nkeys = \"x\"",
                "1:9: the macro `m` does nothing",
            ),
            (
                "[macros.m]\ndose = \"quit\"",
                "2:1: a macro has no `dose`, did you mean `does`?",
            ),
            (
                "[macros.quit]\ndoes = \"top\"",
                "1:9: `quit` is a command already",
            ),
            (
                "[macros.a]\ndoes = \"b\"\n[macros.b]\ndoes = [\"top\", \"a\"]",
                "1:9: the macro `a` runs itself",
            ),
        ]);
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
        refused(&[
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
                "[keys]\npreset = \"newsbota\"",
                "2:10: there is no preset `newsbota`, did you mean `newsboat`?; expected",
            ),
            (
                "[keys]\nzen = \"ctrl-i\"",
                "2:7: `tab` already means `focus-next`",
            ),
        ]);
    }
}
