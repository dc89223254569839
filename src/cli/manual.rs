//! What the command line says of itself to a shell and to `man`.

use std::io::{self, Write};

use clap::{Args, Command};
use clap_complete::Shell;

use super::failure::Failure;

/// What `kliping completions` is asked.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    /// Prints the script that completes the command line in a shell.
    pub fn run(&self, mut command: Command) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "kliping", &mut script);
        let mut out = io::stdout().lock();
        out.write_all(&script)?;
        Ok(out.flush()?)
    }
}

/// Prints the manual page, the commands each in a section.
pub fn man(command: Command) -> Result<(), Failure> {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut page = Vec::new();
    let manual = clap_mangen::Man::new(command.clone());
    manual.render_title(&mut page)?;
    manual.render_name_section(&mut page)?;
    manual.render_synopsis_section(&mut page)?;
    manual.render_description_section(&mut page)?;
    manual.render_options_section(&mut page)?;
    writeln!(page, ".SH COMMANDS")?;
    commands(&command, "kliping", &mut page)?;
    page.extend_from_slice(ENDING.as_bytes());
    let mut out = io::stdout().lock();
    out.write_all(&page)?;
    Ok(out.flush()?)
}

/// The commands of a command with their options.
fn commands(of: &Command, name: &str, page: &mut Vec<u8>) -> io::Result<()> {
    for command in of
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
    {
        let name = format!("{name} {}", command.get_name());
        let about = command
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        writeln!(page, ".SS {}\n{}", plain(&name), plain(&about))?;
        for argument in command.get_arguments() {
            if argument.is_hide_set() || argument.is_global_set() || argument.get_id() == "help" {
                continue;
            }
            let flag = argument.get_long().map_or_else(
                || argument.get_id().as_str().to_uppercase(),
                |long| format!("--{long}"),
            );
            let help = argument
                .get_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            writeln!(page, ".TP\n\\fB{}\\fR\n{}", plain(&flag), plain(&help))?;
        }
        commands(command, &name, page)?;
    }
    Ok(())
}

/// Text as roff takes it for text.
fn plain(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) {
        format!("\\&{text}")
    } else {
        text
    }
}

/// What follows the options in the manual page.
const ENDING: &str = ".SH EXIT STATUS
.TP
\\fB0\\fR
Done; also where the reader of a pipe has gone.
.TP
\\fB1\\fR
Nothing was found.
.TP
\\fB2\\fR
The command line, the query or the configuration is wrong.
.TP
\\fB3\\fR
The archive, the marks, a file or the terminal cannot be used.
.SH FILES
.TP
\\fI~/.config/kliping/config.toml\\fR
The configuration; \\fBkliping \\-\\-print\\-config\\fR prints every setting with its default.
.TP
\\fI~/.local/share/kliping/marks.db\\fR
What was marked.
.TP
\\fI~/.cache/kliping/\\fR
Indexes, which are made again when deleted.
.SH ENVIRONMENT
KLIPING_CONFIG_DIR, KLIPING_DATA_DIR and KLIPING_CACHE_DIR put these elsewhere. NO_COLOR is honoured. VISUAL or EDITOR
edits notes.
";
