//! Opening an archive to read: configuration, library, terminal.

use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::{env, fs, io};

use super::demo;
use super::failure::{Failure, Kind, is_broken_pipe};
use super::{plain, tongue};
use crate::annotate::Annotator;
use crate::app::commands::COMMANDS;
use crate::app::finding::SEARCHES;
use crate::app::pictures::Sight;
use crate::app::setup::INTRODUCED;
use crate::app::{App, Msg, Setup, Shown, trail};
use crate::archive::{Limits, Options};
use crate::config::settings::{self, Copies, Images, Language, Settings};
use crate::config::theme::Themes;
use crate::config::{Colours, Config};
use crate::library::{self, Library, Places};
use crate::run::answers::Questions;
use crate::run::gate::Gate;
use crate::run::input::Answer;
use crate::run::stage::Live;
use crate::run::workers::Workers;
use crate::run::{self, Ended, Wake, input, paths, sessions, signals, terminal};
use crate::words::Tongue;

/// Which configuration to start with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// This file instead of the user's own.
    pub config: Option<PathBuf>,
    /// None at all.
    pub none: bool,
}

/// What to open, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The archive; without one that which was opened last, at first the demo.
    pub path: Option<PathBuf>,
    /// The demo.
    pub demo: bool,
    /// From the beginning, not where it was left.
    pub fresh: bool,
    /// Without a screen: lists, a prompt, commands.
    pub plain: bool,
}

/// The name under which the last archive is remembered.
const LAST: &str = "last-archive";

/// Opens an archive and reads it until the user leaves.
pub fn run(wanted: &Wanted, chosen: &Chosen) -> Result<(), Failure> {
    let path = wanted.path.as_deref();
    let places = Places::of_user().map_err(|error| Failure::new(Kind::Input, error))?;
    let (config, themes) = configure(&places, chosen)?;
    let tongue = tongue::of(config.settings.language);
    let (root, shown) = archive(path, wanted.demo, &places, tongue)?;
    let state = places.marks();
    let annotator = Arc::new(annotator(&places)?);
    let options = options(&config.settings);
    let opener = Opener {
        places,
        annotator,
        options,
    };
    let library = opener.open(&root).map_err(|error| {
        let why = tongue.reason(&error.to_string());
        unusable(why, tongue.hint_open_path(), tongue)
    })?;
    let input = |error| Failure::new(Kind::Input, error);
    if path.is_some() {
        let last = library.root().to_string_lossy();
        library.marks().set_state(LAST, &last).map_err(input)?;
    }
    let remembered = |name: &str| -> Result<Vec<String>, Failure> {
        let kept = library.marks().state(name).map_err(input)?;
        Ok(kept
            .unwrap_or_default()
            .lines()
            .map(str::to_owned)
            .collect())
    };
    if wanted.plain {
        let folds = config.settings.list.copies == Copies::Folded;
        return read_plainly(&library, &shown.name, folds, tongue);
    }
    let state_of = |name: &str| library.marks().state(name).map_err(input);
    let kept = state_of(trail::NAMED_PLACES)?;
    let introduced = state_of(INTRODUCED)?.is_some();
    let session = if wanted.fresh {
        None
    } else {
        sessions::last(&library).map_err(input)?
    };
    let setup = Setup {
        config,
        themes,
        colours: colours(|name| env::var(name).ok()),
        system: tongue::system(),
        shown,
        commands: remembered(COMMANDS)?,
        searches: remembered(SEARCHES)?,
        places: kept.unwrap_or_default(),
        session,
        pictures: sight(|name| env::var(name).ok()),
        state_place: (!introduced).then(|| paths::homely(&state)),
    };
    show(&opener, library, setup).map_err(|error| {
        let why = tongue.reason(&error.to_string());
        unusable(tongue.no_terminal(why), tongue.hint_no_terminal(), tongue)
    })
}

/// A failure over what cannot be used, which is told already, with what to do.
fn unusable(told: String, hint: &str, tongue: Tongue) -> Failure {
    Failure::new(Kind::Input, told).hint(hint).told_in(tongue)
}

/// Reads the archive without a screen.
fn read_plainly(
    library: &Arc<Library>,
    name: &str,
    folds: bool,
    tongue: Tongue,
) -> Result<(), Failure> {
    let (stdin, stdout) = (io::stdin().lock(), io::stdout().lock());
    match plain::run(library, name, folds, tongue, stdin, stdout) {
        Err(plain::Error::Io(error)) if is_broken_pipe(&error) => Ok(()),
        done => done.map_err(|error| Failure::new(Kind::Input, error)),
    }
}

/// What archives are opened with.
struct Opener {
    places: Places,
    annotator: Arc<Annotator>,
    options: Options,
}

impl Opener {
    fn open(&self, root: &Path) -> Result<Arc<Library>, library::Error> {
        let annotator = Arc::clone(&self.annotator);
        Library::open(root, &self.places, annotator, self.options.clone()).map(Arc::new)
    }
}

/// Shows the program in the terminal until it ends, one archive after another.
fn show(opener: &Opener, mut library: Arc<Library>, mut setup: Setup) -> io::Result<()> {
    let (to, inbox) = mpsc::channel();
    let gate = Arc::new(Gate::default());
    let mut live: Option<(Live, Answer)> = None;
    loop {
        let size = terminal::size()?;
        let mut workers = Workers::start(&library, &to)?;
        let (mut app, mut first) = App::new(setup.clone(), size);
        first.push(app.exchange());
        let (live, answer) = if let Some(taken) = &mut live {
            taken
        } else {
            let taken = Live::take(setup.config.settings.mouse, &gate)?;
            let answer = input::start(to.clone(), Arc::clone(&gate), asks(&setup))?;
            signals::start(to.clone(), Arc::clone(&gate))?;
            live.insert((taken, answer))
        };
        terminal::set_title(&format!("{} – kliping", setup.shown.name))?;
        let ended = run::run(&mut app, first, live, &inbox, &mut workers);
        workers.finish();
        let Ended::Archive(typed) = ended? else {
            answer.settle();
            return Ok(());
        };
        // What workers say of the archive that was left means nothing to the next one; what was typed meanwhile does.
        for wake in inbox.try_iter().filter(outlives).collect::<Vec<_>>() {
            let _ = to.send(wake);
        }
        setup = app.leave_for_another();
        let root = paths::expand(&typed);
        match opener.open(&root) {
            Ok(opened) => {
                let last = opened.root().to_string_lossy().into_owned();
                let marks = opened.marks();
                marks.set_state(LAST, &last).map_err(io::Error::other)?;
                setup.session = sessions::last(&opened).map_err(io::Error::other)?;
                setup.shown = named(&root);
                library = opened;
            }
            Err(error) => {
                // The archive that was left is shown again, with the reason.
                let _ = to.send(Wake::Msg(Msg::Failed(error.to_string())));
            }
        }
    }
}

/// Whether a message that has not been taken yet is meant for the next archive as well.
const fn outlives(wake: &Wake) -> bool {
    match wake {
        Wake::Msg(msg) => msg.is_of_terminal(),
        Wake::Stopped | Wake::Continued => true,
    }
}

/// What the terminal is asked: the colour of its ground and how it shows pictures, where the answer makes a difference and
/// the question does no harm.
fn asks(setup: &Setup) -> Questions {
    let term = env::var_os("TERM").unwrap_or_default();
    let deaf = ["", "dumb", "linux"].iter().any(|name| term == *name);
    if deaf || setup.colours == Colours::None {
        return Questions::default();
    }
    Questions {
        ground: setup.config.grounds.is_some(),
        // GNU screen shows no pictures.
        sight: setup.config.settings.reader.images != Images::Off && env::var_os("STY").is_none(),
    }
}

/// The annotator with the user's own names, which lie in `companies.toml` beside the configuration.
pub fn annotator(places: &Places) -> Result<Annotator, Failure> {
    let file = places.config.join("companies.toml");
    let name = file.display().to_string();
    match fs::read_to_string(&file) {
        Ok(text) => {
            Annotator::with_user(text, name).map_err(|error| Failure::new(Kind::Usage, error))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Annotator::builtin()),
        Err(error) => Err(Failure::new(Kind::Usage, format!("{name}: {error}"))),
    }
}

/// An archive of the user and its name.
fn named(path: &Path) -> Shown {
    let name = path.canonicalize().ok().and_then(|full| {
        full.file_name()
            .map(|name| name.to_string_lossy().into_owned())
    });
    Shown {
        name: name.unwrap_or_else(|| path.display().to_string()),
        demo: false,
    }
}

/// The archive to open and its name.
pub(super) fn archive(
    path: Option<&Path>,
    demo: bool,
    places: &Places,
    tongue: Tongue,
) -> Result<(PathBuf, Shown), Failure> {
    if let Some(path) = path {
        return Ok((path.to_owned(), named(path)));
    }
    if !demo && let Some(last) = last(places).filter(|last| last.exists()) {
        let shown = named(&last);
        return Ok((last, shown));
    }
    let folder = demo::unpack(places).map_err(|error| Failure::new(Kind::Input, error))?;
    let name = tongue.demo_archive().to_owned();
    Ok((folder, Shown { name, demo: true }))
}

/// The archive that was opened last, if any was.
pub(super) fn last(places: &Places) -> Option<PathBuf> {
    let marks = crate::library::Marks::open(&places.marks()).ok()?;
    marks.state(LAST).ok().flatten().map(PathBuf::from)
}

/// The colours that are shown: none where the user wants none (<https://no-color.org>: any value but the empty one), those
/// of the palette within GNU screen, which understands no others before its fifth version and then says so.
fn colours(variable: impl Fn(&str) -> Option<String>) -> Colours {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    if set("NO_COLOR") {
        return Colours::None;
    }
    if set("STY") && !has_true_colours(&variable) {
        Colours::Palette
    } else {
        Colours::All
    }
}

/// How the terminal can show pictures, until it has said more itself.
fn sight(variable: impl Fn(&str) -> Option<String>) -> Sight {
    if has_true_colours(variable) {
        Sight::Blocks
    } else {
        Sight::None
    }
}

/// Whether the terminal says that it shows any colour.
fn has_true_colours(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("COLORTERM").is_some_and(|term| ["truecolor", "24bit"].contains(&&*term))
}

/// A failure over what is wrong in the configuration, which is told already, with what to do.
fn wrong(told: impl Display, tongue: Tongue) -> Failure {
    let hint = tongue.reason("--no-config starts with the defaults");
    Failure::new(Kind::Usage, told).hint(hint).told_in(tongue)
}

/// The configuration and the themes that there are.
pub(super) fn configure(places: &Places, chosen: &Chosen) -> Result<(Config, Themes), Failure> {
    let file = chosen
        .config
        .clone()
        .unwrap_or_else(|| places.config.join("config.toml"));
    let text = match fs::read_to_string(&file) {
        _ if chosen.none => String::new(),
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound && chosen.config.is_none() => {
            String::new()
        }
        Err(error) => {
            let tongue = tongue::of(Language::Auto);
            let told = tongue.reason(&format!("{}: {error}", file.display()));
            return Err(wrong(told, tongue));
        }
    };
    let tongue = tongue::of(Config::language(&text));
    let themes = themes(places).map_err(|error| wrong(tongue.reason(&error), tongue))?;
    let config = Config::parse_with(&text, &file.display().to_string(), &themes)
        .map_err(|error| wrong(error.told_in(tongue), tongue))?;
    Ok((config, themes))
}

/// The themes of the program and the user's own, which lie in the folder `themes` beside the configuration.
fn themes(places: &Places) -> Result<Themes, String> {
    let mut themes = Themes::builtin();
    let Ok(folder) = fs::read_dir(places.config.join("themes")) else {
        return Ok(themes);
    };
    for entry in folder.flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|end| end != "toml") {
            continue;
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let text =
            fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        themes.add(&name, &text, &path.display().to_string());
    }
    Ok(themes)
}

/// How the settings want archives read.
pub(super) fn options(settings: &Settings) -> Options {
    let settings::Limits {
        depth,
        ratio,
        entries,
        record_bytes,
        total_bytes,
        seconds,
    } = settings.archive.limits;
    let depth = u32::try_from(depth).unwrap_or(u32::MAX);
    Options {
        limits: Limits {
            depth,
            ratio,
            entries,
            record_bytes,
            total_bytes,
            seconds,
        },
        mapping: settings.archive.fields.mapping(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::variables;
    use super::*;

    #[test]
    fn the_limits_of_the_settings_are_those_of_the_archive() {
        assert_eq!(options(&Settings::default()).limits, Limits::default());
    }

    #[test]
    fn colours_are_those_that_are_wanted_and_understood() {
        for (set, expected) in [
            (&[][..], Colours::All),
            (&[("NO_COLOR", "1"), ("STY", "1.a")], Colours::None),
            (&[("NO_COLOR", ""), ("STY", "1.a")], Colours::Palette),
            (&[("STY", "1.a"), ("COLORTERM", "truecolor")], Colours::All),
        ] {
            assert_eq!(colours(variables(set)), expected, "{set:?}");
        }
    }
}
