//! `relais erasure`: a file's text destroyed on every node, by two persons' word, and which nodes have confirmed.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Subcommand;
use domain::erasure::Reason;
use domain::id::FileId;
use serde_json::{Value, json};
use store::erasure::ErasureLine;

/// Erasures.
#[derive(Debug, Subcommand)]
pub enum Erasure {
    /// Those that wait for a second person, and those carried out
    List,
    /// Propose that a file be erased; a second person has to carry it out
    Propose {
        /// File id
        file: String,
        /// asked, retention-over, court-order or mistake
        #[arg(value_parser = Reason::ALL.map(Reason::key))]
        reason: String,
        /// The person was told what is lost
        #[arg(long)]
        told: bool,
    },
    /// Destroy the text, as the second person; there is no way back
    CarryOut {
        /// The erasure's first figures, as `list` shows them
        erasure: String,
    },
    /// Do not erase it
    Drop {
        /// The erasure's first figures
        erasure: String,
    },
    /// Which nodes have confirmed that they destroyed what they had
    Receipts {
        /// The erasure's first figures
        erasure: String,
    },
}

impl Erasure {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Erasure::List => list(ctx),
            Erasure::Propose { file, reason, told } => propose(ctx, file, reason, *told),
            Erasure::CarryOut { erasure } => carry_out(ctx, erasure),
            Erasure::Drop { erasure } => {
                let line = meant(ctx, erasure)?;
                ctx.store.drop_erasure(ctx.actor, &line.file)?;
                ctx.done("Dropped.", &json!({ "erasure": line.file, "dropped": true }))
            }
            Erasure::Receipts { erasure } => receipts(ctx, erasure),
        }
    }
}

fn list(ctx: &mut Context<'_>) -> Done {
    let all = ctx.store.erasures(ctx.actor)?;
    let mut table = Table::new(&["erasure", "file", "why", "on", "state", "#entries"]);
    let mut values = Vec::new();
    for line in &all {
        table.row([
            first(&line.file),
            line.target.to_string(),
            line.reason.clone(),
            line.on.to_string(),
            state(line),
            line.entries.to_string(),
        ]);
        values.push(value(line));
    }
    ctx.table(&table, &values, "Nothing is erased, and nothing is proposed.")
}

fn first(file: &FileId) -> String {
    file.to_string().chars().take(12).collect()
}

fn state(line: &ErasureLine) -> String {
    match (line.dropped, &line.second, &line.here) {
        (true, ..) => "dropped".into(),
        (_, None, _) => "waits for a second person".into(),
        (_, Some(_), None) => "carried out, not on this node yet".into(),
        _ => format!("destroyed here; {} of {} nodes confirmed", line.confirmed.0, line.confirmed.1),
    }
}

fn value(line: &ErasureLine) -> Value {
    json!({ "erasure": line.file, "compartment": line.compartment, "file": line.target, "reason": line.reason,
        "by": line.by, "on": line.on, "second": line.second.as_ref().map(|(by, _)| by),
        "carried_out": line.second.as_ref().map(|(_, on)| on), "entries": line.entries, "dropped": line.dropped,
        "here": line.here, "confirmed": line.confirmed.0, "nodes": line.confirmed.1 })
}

fn meant(ctx: &Context<'_>, asked: &str) -> Result<ErasureLine, Complaint> {
    let all = ctx.store.erasures(ctx.actor)?;
    let mut meant = all.into_iter().filter(|l| asked.len() >= 4 && l.file.to_string().starts_with(asked));
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(Complaint::unknown(
            "erasure",
            asked,
            "`relais erasure list` lists them; four figures or more.",
        )),
    }
}

fn propose(ctx: &mut Context<'_>, file: &str, reason: &str, told: bool) -> Done {
    let id = FileId::parse(file)
        .ok_or_else(|| Complaint::unknown("file", file, "`relais person list` shows file ids."))?;
    let reason = Reason::parse(reason).ok_or_else(|| {
        Complaint::unknown("reason", reason, "asked, retention-over, court-order or mistake.")
    })?;
    let erasure = ctx.store.propose_erasure(ctx.actor, &id, reason, told)?;
    ctx.done(
        format!(
            "Proposed. It is carried out when a supervisor or keeper runs: relais erasure carry-out {erasure}"
        ),
        &json!({ "erasure": erasure, "file": id, "reason": reason.key() }),
    )
}

fn carry_out(ctx: &mut Context<'_>, asked: &str) -> Done {
    let line = meant(ctx, asked)?;
    ctx.store.carry_out_erasure(ctx.actor, &line.file)?;
    let line = ctx.store.erasure(ctx.actor, &line.file)?;
    let sentence = format!(
        "Destroyed on this node: {} entries; {} of {} nodes have confirmed.",
        line.entries, line.confirmed.0, line.confirmed.1
    );
    ctx.done(sentence, &value(&line))
}

fn receipts(ctx: &mut Context<'_>, asked: &str) -> Done {
    let line = meant(ctx, asked)?;
    let all = ctx.store.erasure_receipts(ctx.actor, &line.file)?;
    let mut table = Table::new(&["node", "destroyed on"]);
    let mut values = Vec::new();
    for receipt in &all {
        let on = receipt.on.map_or("not confirmed".to_string(), |on| on.to_string());
        table.row([format!("{}{}", receipt.node, if receipt.here { " (this node)" } else { "" }), on]);
        values.push(json!({ "node": receipt.node, "here": receipt.here, "on": receipt.on }));
    }
    ctx.table(&table, &values, "No node keeps it.")
}
