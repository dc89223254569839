//! Opening an archive to read: configuration, library, terminal.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::{env, fs, io};

use super::demo;
use super::failure::{Failure, Kind};
use crate::annotate::{Annotator, Lexicon};
use crate::app::{App, Shown};
use crate::archive::{Limits, Options};
use crate::config::settings::{self, Settings};
use crate::config::theme::Themes;
use crate::config::{Config, Theme};
use crate::library::{Library, Places};
use crate::run::stage::Live;
use crate::run::workers::Workers;
use crate::run::{self, input, signals, terminal};

/// Which configuration to start with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// This file instead of the user's own.
    pub config: Option<PathBuf>,
    /// None at all.
    pub none: bool,
}

/// The name under which the last archive is remembered.
const LAST: &str = "last-archive";

/// Opens an archive and reads it until the user leaves: `path`, else the one opened last, else the demo.
pub fn run(path: Option<&Path>, demo: bool, chosen: &Chosen) -> Result<(), Failure> {
    let places = Places::of_user().map_err(|error| Failure::new(Kind::Input, error))?;
    let (config, theme) = configure(&places, chosen)?;
    let (root, shown) = archive(path, demo, &places)?;
    let options = options(&config.settings);
    let library = Library::open(&root, &places, Arc::new(annotator(&places)?), options).map_err(|error| {
        Failure::new(Kind::Input, error).hint("kliping PATH opens a folder of articles or one file; kliping --demo shows the demo")
    })?;
    if path.is_some() && !shown.demo {
        let remembered = root.to_string_lossy();
        library
            .marks()
            .set_state(LAST, &remembered)
            .map_err(|error| Failure::new(Kind::Input, error))?;
    }
    show(&Arc::new(library), config, theme, shown).map_err(|error| {
        Failure::new(Kind::Input, format!("the terminal cannot be used: {error}"))
            .hint("kliping needs a terminal on its input and output")
    })
}

/// Shows the program in the terminal until it ends.
fn show(library: &Arc<Library>, config: Config, theme: Theme, shown: Shown) -> io::Result<()> {
    let (to, inbox) = mpsc::channel();
    let size = terminal::size()?;
    let mut workers = Workers::start(library, &to)?;
    let title = format!("{} – kliping", shown.name);
    let mouse = config.settings.mouse;
    let (mut app, first) = App::new(config.settings, config.keymap, theme, shown, size);
    let mut live = Live::take(mouse)?;
    terminal::set_title(&title)?;
    input::start(to.clone())?;
    signals::start(to)?;
    let ended = run::run(&mut app, first, &mut live, &inbox, &mut workers);
    drop(live);
    workers.finish();
    ended
}

/// The annotator with the user's own names, which lie in `companies.toml` beside the configuration.
pub fn annotator(places: &Places) -> Result<Annotator, Failure> {
    let file = places.config.join("companies.toml");
    let name = file.display().to_string();
    match fs::read_to_string(&file) {
        Ok(text) => match Lexicon::with_user(&text, &name) {
            Ok(lexicon) => Ok(Annotator::new(lexicon)),
            Err(error) => Err(Failure::new(Kind::Usage, error)),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Annotator::builtin()),
        Err(error) => Err(Failure::new(Kind::Usage, format!("{name}: {error}"))),
    }
}

/// The archive to open and its name.
fn archive(path: Option<&Path>, demo: bool, places: &Places) -> Result<(PathBuf, Shown), Failure> {
    let given = |path: &Path| {
        let name = path.canonicalize().ok().and_then(|full| {
            full.file_name()
                .map(|name| name.to_string_lossy().into_owned())
        });
        (
            path.to_owned(),
            Shown {
                name: name.unwrap_or_else(|| path.display().to_string()),
                demo: false,
            },
        )
    };
    if let Some(path) = path {
        return Ok(given(path));
    }
    if !demo && let Some(last) = last(places).filter(|last| last.exists()) {
        return Ok(given(&last));
    }
    let folder = demo::unpack(places).map_err(|error| Failure::new(Kind::Input, error))?;
    Ok((
        folder,
        Shown {
            name: "demo archive".to_owned(),
            demo: true,
        },
    ))
}

/// The archive that was opened last, if any was.
fn last(places: &Places) -> Option<PathBuf> {
    let marks = crate::library::Marks::open(&places.marks()).ok()?;
    marks.state(LAST).ok().flatten().map(PathBuf::from)
}

/// The configuration and its theme.
fn configure(places: &Places, chosen: &Chosen) -> Result<(Config, Theme), Failure> {
    let wrong = |error: String| {
        Failure::new(Kind::Usage, error).hint("--no-config starts with the defaults")
    };
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
        Err(error) => return Err(wrong(format!("{}: {error}", file.display()))),
    };
    let themes = themes(places).map_err(wrong)?;
    let config = Config::parse_with(&text, &file.display().to_string(), &themes)
        .map_err(|error| wrong(error.to_string()))?;
    let theme = config.theme.clone();
    // https://no-color.org: any value but the empty one.
    let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Ok((config, if plain { theme.colourless() } else { theme }))
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
fn options(settings: &Settings) -> Options {
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
