//! `relais panic`: this laptop opens no more. No passphrase is asked for, so that whoever is at the door can do it.

use crate::complaint::Complaint;
use crate::context::Done;
use crate::{socket, surroundings};
use clap::Args;
use serde_json::json;
use std::io::Write;
use std::path::Path;

/// Make this laptop open no more.
#[derive(Debug, Args)]
pub struct Panic {
    /// Without being asked
    #[arg(long)]
    pub yes: bool,
}

impl Panic {
    /// Writes over the keyslots in `dir`, then tells the process that has the node open.
    pub fn run(&self, dir: &Path, as_json: bool, out: &mut dyn Write) -> Done {
        if !self.yes {
            return Err(Complaint::usage(
                "After this no passphrase opens this laptop any more; other nodes keep what it had.",
                "If that is meant: relais panic --yes",
            ));
        }
        store::panic(dir, &mut surroundings::system(None).chance())?;
        socket::panic(dir);
        if as_json {
            serde_json::to_writer_pretty(
                &mut *out,
                &json!({ "node": dir.display().to_string(), "opens": false }),
            )?;
            return Ok(writeln!(out)?);
        }
        let host = surroundings::here();
        let shown = dir.strip_prefix(&host).unwrap_or(dir);
        Ok(writeln!(out, "{} opens no more.", shown.display())?)
    }
}
