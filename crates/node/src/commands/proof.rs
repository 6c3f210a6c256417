//! `relais rebuild` and `relais verify`: derived tables are disposable, the journal proves itself.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Args;
use domain::compartment::Role;
use serde_json::json;

/// Make every derived table again.
#[derive(Debug, Args)]
pub struct Rebuild {}

/// Prove the journal and the read chain.
#[derive(Debug, Args)]
pub struct Verify {}

impl Rebuild {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        let all = ctx.compartments(|role| role.writes() || role.audits())?;
        if all.is_empty() {
            return Err(Complaint::new(
                4,
                "You neither write nor audit in any compartment.",
                "Ask a keeper.",
            ));
        }
        let bar = ctx.bar(all.len(), "rebuilding");
        let mut table = Table::new(&["compartment", "#entries", "#files"]);
        let mut values = Vec::new();
        for c in &all {
            let done = ctx.store.rebuild(ctx.actor, &c.id)?;
            table.row([c.name.clone(), done.entries.to_string(), done.files.to_string()]);
            values.push(json!({ "compartment": c.name, "entries": done.entries, "files": done.files }));
            bar.inc(1);
        }
        bar.finish_and_clear();
        ctx.table(&table, &values, "")
    }
}

impl Verify {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        let all = ctx.compartments(Role::audits)?;
        if all.is_empty() {
            return Err(Complaint::new(
                4,
                "You audit no compartment.",
                "Ask its keeper, or act as an auditor: --as.",
            ));
        }
        let bar = ctx.bar(all.len(), "proving");
        let mut table = Table::new(&["compartment", "#entries", "#tips", "#readings", "proves"]);
        let (mut values, mut fault) = (Vec::new(), None);
        for c in &all {
            let proof = ctx.store.verify(ctx.actor, &c.id)?;
            let proves = if proof.fault.is_none() { "yes" } else { "NO" };
            let numbers = [proof.entries, proof.tips, proof.readings].map(|n| n.to_string());
            table.row(std::iter::once(c.name.clone()).chain(numbers).chain([proves.to_string()]));
            fault = fault.or_else(|| proof.fault.clone().map(|f| (c.name.clone(), f)));
            values.push(json!({ "compartment": c.name, "proof": proof }));
            bar.inc(1);
        }
        bar.finish_and_clear();
        ctx.table(&table, &values, "")?;
        match fault {
            None => Ok(()),
            Some((name, f)) => {
                let node = if f.node.is_empty() { String::new() } else { format!(" of node {}", f.node) };
                Err(Complaint::new(
                    6,
                    format!("{name}: {} {}{node} is damaged: {}.", f.kind, f.seq, f.what),
                    "Everything before it proves. Restore the last backup beside this one: `relais restore --from DIR --data NEW-DIR`.",
                ))
            }
        }
    }
}
