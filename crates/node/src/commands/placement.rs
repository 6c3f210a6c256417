//! `relais placement`: who could go to which home, proposed from a file. Needs no node, no member and no passphrase; it
//! places nobody.

use crate::complaint::{self, Complaint};
use crate::context::Done;
use clap::Subcommand;
use planning::placement::{Effort, Problem, Proposal, propose};
use serde_json::json;
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};

/// Largest problem read, in bytes: a problem of the largest size takes less.
const BYTES_MAX: u64 = 64 << 20;
/// Faults shown; the first of them are what is wrong.
const FAULTS: usize = 20;

/// Children and homes, from files.
#[derive(Debug, Subcommand)]
pub enum Placement {
    /// Propose who could go to which home, with reasons and a bound; a person decides
    Propose {
        /// The problem (JSON, schema version 1); `-` reads standard input
        #[arg(long = "in", value_name = "PROBLEM.json")]
        input: PathBuf,
        /// The proposal; `-` writes standard output
        #[arg(long, value_name = "PROPOSAL.json")]
        out: PathBuf,
    },
}

impl Placement {
    /// Runs it; paths start from `here`.
    pub fn run(&self, here: &Path, json: bool, out: &mut dyn Write) -> Done {
        let Placement::Propose { input, out: to } = self;
        let problem = Problem::parse(&read(here, input)?).map_err(|faults| {
            let more = faults.len().saturating_sub(FAULTS);
            let shown: Vec<String> = faults.iter().take(FAULTS).map(ToString::to_string).collect();
            let rest = if more > 0 { format!("\n.. and {more} more") } else { String::new() };
            Complaint::new(
                3,
                format!("The problem is refused:\n{}{rest}", shown.join("\n")),
                "Each line says where, what stands there, the rule and the remedy.",
            )
        })?;
        let proposal = propose(&problem, Effort::default());
        let text = serde_json::to_vec_pretty(&proposal)?;
        if to.as_os_str() == "-" {
            out.write_all(&text)?;
            return Ok(writeln!(out)?);
        }
        let to = here.join(to);
        std::fs::write(&to, [text.as_slice(), b"\n"].concat()).map_err(|e| complaint::file(&to, &e))?;
        told(&proposal, &to, json, out)
    }
}

fn read(here: &Path, input: &Path) -> Result<String, Complaint> {
    if input.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().lock().take(BYTES_MAX).read_to_string(&mut text)?;
        return Ok(text);
    }
    complaint::text(&here.join(input), BYTES_MAX)
}

fn told(proposal: &Proposal, to: &Path, json: bool, out: &mut dyn Write) -> Done {
    let placed = proposal.places.iter().filter(|p| p.home.is_some()).count();
    let value = json!({
        "status": proposal.status, "objective": proposal.objective, "bound": proposal.bound, "placed": placed,
        "unplaced": proposal.unplaced.len(), "problems": proposal.problems, "ignored": proposal.ignored, "file": to,
    });
    if json {
        serde_json::to_writer_pretty(&mut *out, &value)?;
        return Ok(writeln!(out)?);
    }
    for fault in &proposal.problems {
        writeln!(out, "{fault}")?;
    }
    if !proposal.ignored.is_empty() {
        writeln!(out, "Not known to this version, and without effect: {}", proposal.ignored.join(", "))?;
    }
    if !proposal.review.is_empty() {
        writeln!(
            out,
            "Look first at {} children whom needs alone left without a place.",
            proposal.review.len()
        )?;
    }
    Ok(writeln!(
        out,
        "{}: {placed} placed, {} without a place; objective {}, nothing better than {} can exist. In {}; nobody was moved.",
        value["status"].as_str().unwrap_or_default(),
        proposal.unplaced.len(),
        value["objective"],
        value["bound"],
        to.display()
    )?)
}
