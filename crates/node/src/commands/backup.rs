//! `relais backup` and `relais restore`: ciphertext copied, and compared by its hash.

use crate::context::{Context, Done};
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Copy the node to a new folder.
#[derive(Debug, Args)]
pub struct Backup {
    /// The new folder
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
}

/// Put a backup back.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup
    #[arg(long, value_name = "DIR")]
    pub from: PathBuf,
}

impl Backup {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        let to = ctx.path(&self.to);
        let bar = ctx.bar(1, "copying");
        let report = store::backup(ctx.store, ctx.actor, &to)?;
        bar.finish_and_clear();
        let sentence = format!(
            "{} files, {} bytes in {}\nhash {}\nProve it: relais restore --from {} --data NEW-DIR",
            report.files,
            report.bytes,
            to.display(),
            report.hash,
            to.display(),
        );
        ctx.done(sentence, &report)
    }
}

impl Restore {
    /// Restores into `dir`, and compares what lies there with what was saved.
    pub fn run(&self, from: &Path, dir: &Path, json: bool, out: &mut dyn Write) -> Done {
        let report = store::restore(from, dir)?;
        if json {
            serde_json::to_writer_pretty(&mut *out, &report)?;
            return Ok(writeln!(out)?);
        }
        writeln!(
            out,
            "{} files, {} bytes in {}\nhash {}, as it was saved",
            report.files,
            report.bytes,
            dir.display(),
            report.hash
        )?;
        Ok(writeln!(out, "Next: relais verify --data {} --as MEMBER", dir.display())?)
    }
}
