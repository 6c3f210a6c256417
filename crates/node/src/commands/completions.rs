//! `relais completions` and `relais man`: generated from the commands themselves, so they cannot differ.

use crate::cli::Cli;
use crate::context::Done;
use clap::{Args, CommandFactory as _};
use clap_complete::Shell;
use std::io::Write;

/// Completions for a shell.
#[derive(Debug, Args)]
pub struct Completions {
    /// Which shell
    pub shell: Shell,
}

/// The manual page.
#[derive(Debug, Args)]
pub struct Man {}

impl Completions {
    /// Writes the script.
    pub fn run(&self, out: &mut dyn Write) -> Done {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "relais", &mut script);
        Ok(out.write_all(&script)?)
    }
}

impl Man {
    /// Writes the page: the command, then each of its commands.
    pub fn run(&self, out: &mut dyn Write) -> Done {
        let mut root = Cli::command();
        root.build();
        let mut text = Vec::new();
        pages(&root, &mut text)?;
        Ok(out.write_all(&text)?)
    }
}

fn pages(command: &clap::Command, out: &mut Vec<u8>) -> Done {
    clap_mangen::Man::new(command.clone()).render(out)?;
    for sub in command.get_subcommands().filter(|s| s.get_name() != "help" && !s.is_hide_set()) {
        pages(sub, out)?;
    }
    Ok(())
}
