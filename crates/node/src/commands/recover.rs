//! `relais recover`: what a lost laptop or headquarters held, gathered from every node that can be reached and every bundle
//! that was kept; what is missing is named.

use super::exchange::{line, meet};
use super::peer::known;
use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Args;
use serde_json::{Value, json};
use std::path::PathBuf;
use store::{Chain, Coverage, PeerInfo};

/// Recover.
#[derive(Debug, Args)]
pub struct Recover {
    /// Nodes to ask, by the name on their card; every node whose address is known where none is given
    #[arg(long = "from", value_name = "NAME")]
    from: Vec<String>,
    /// Bundles to open first
    #[arg(long = "bundle", value_name = "FILE")]
    bundles: Vec<PathBuf>,
    /// Join every compartment that waits for you: look at `relais compartment invitations` before
    #[arg(long)]
    join: bool,
    /// Meet nobody and open nothing: only say what is here and what is missing
    #[arg(long, conflicts_with_all = ["from", "bundles", "join"])]
    look: bool,
}

impl Recover {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        let mut told = Vec::new();
        if !self.look {
            self.gather(ctx, &mut told)?;
            if self.join && self.join_all(ctx)? > 0 {
                // What was joined can be read now, and asks for the keys and attachments it names.
                self.gather(ctx, &mut told)?;
            }
        }
        let coverage = ctx.store.coverage(ctx.actor)?;
        let waiting = ctx.store.invitations(ctx.actor)?;
        let value = json!({
            "whole": coverage.iter().all(Coverage::is_whole),
            "compartments": coverage.iter().map(value).collect::<Vec<_>>(),
            "invitations": waiting.iter().map(|i| json!({ "compartment": i.compartment, "name": i.name })).collect::<Vec<_>>(),
            "unreached": told,
        });
        ctx.table(&table(&coverage), &value, "Nothing is held here.")?;
        for what in &told {
            ctx.remark(format!("Not reached: {what}"))?;
        }
        for invitation in &waiting {
            ctx.remark(format!("{} waits for you. Next: relais compartment join \"{0}\"", invitation.name))?;
        }
        missing(&coverage)
    }

    fn gather(&self, ctx: &mut Context<'_>, unreached: &mut Vec<String>) -> Done {
        unreached.clear();
        for bundle in &self.bundles {
            let path = ctx.path(bundle);
            if let Err(problem) = ctx.store.open_bundle(ctx.actor, &path) {
                unreached.push(format!("{}: {problem}", path.display()));
            }
        }
        for peer in self.peers(ctx)? {
            if peer.url.is_empty() {
                unreached.push(format!("{}: no address is known", peer.name));
                continue;
            }
            let (_, cut) = meet(ctx, &peer, &mut line(&peer.url)?, TRIES)?;
            unreached.extend(cut.map(|what| format!("{}: {what}", peer.name)));
        }
        Ok(())
    }

    fn peers(&self, ctx: &Context<'_>) -> Result<Vec<PeerInfo>, Complaint> {
        let all = ctx.store.peers(ctx.actor)?;
        if self.from.is_empty() {
            let reached = all.into_iter().filter(|peer| !peer.url.is_empty());
            return Ok(if self.bundles.is_empty() { reached.collect() } else { Vec::new() });
        }
        self.from.iter().map(|name| known(&all, name).cloned()).collect()
    }

    fn join_all(&self, ctx: &Context<'_>) -> Result<usize, Complaint> {
        let waiting = ctx.store.invitations(ctx.actor)?;
        for invitation in &waiting {
            ctx.store.join(ctx.actor, &invitation.compartment)?;
        }
        Ok(waiting.len())
    }
}

/// How often a line that bears nothing is taken up again.
const TRIES: u32 = 3;

fn table(all: &[Coverage]) -> Table {
    let mut table = Table::new(&["compartment", "node", "whose", "#held", "#told", "missing", "by"]);
    for coverage in all {
        let name = if coverage.name.is_empty() {
            format!("sealed {}", short(&coverage.compartment.to_string()))
        } else {
            coverage.name.clone()
        };
        for chain in &coverage.chains {
            table.row([
                name.clone(),
                short(&chain.node.to_string()),
                chain.whose.clone(),
                chain.held.to_string(),
                chain.told.to_string(),
                range(chain),
                chain.by.clone(),
            ]);
        }
    }
    table
}

fn short(id: &str) -> String {
    id.chars().take(12).collect()
}

fn range(chain: &Chain) -> String {
    chain.missing().map(|(from, to)| format!("{from} to {to}")).unwrap_or_default()
}

fn value(coverage: &Coverage) -> Value {
    let chains: Vec<Value> = coverage
        .chains
        .iter()
        .map(|c| {
            json!({ "node": c.node, "whose": c.whose, "held": c.held, "told": c.told, "by": c.by,
                "missing": c.missing().map(|(from, to)| json!({ "from": from, "to": to })) })
        })
        .collect();
    json!({ "compartment": coverage.compartment, "name": coverage.name, "open": coverage.open, "chains": chains,
        "unread": coverage.unread, "attachments_missing": coverage.attachments })
}

/// Ends with 8 where something is missing that somebody has spoken of.
fn missing(all: &[Coverage]) -> Done {
    let ranges: u64 = all
        .iter()
        .flat_map(|c| &c.chains)
        .filter_map(Chain::missing)
        .fold(0, |sum: u64, (a, b)| sum.saturating_add(b - a + 1));
    let unread: u64 = all.iter().map(|c| c.unread).sum();
    let attachments: u64 = all.iter().map(|c| c.attachments).sum();
    if ranges + unread + attachments == 0 {
        return Ok(());
    }
    Err(Complaint::new(
        8,
        format!("Missing: {ranges} entries, {attachments} attachments; {unread} entries cannot be read yet."),
        "Meet more nodes, open more bundles, and give the command again. What nobody has is lost; the list above names it.",
    ))
}
