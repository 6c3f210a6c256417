//! `relais peer`: the nodes that this one knows, where they are reached, and whether they relay for it.

use crate::complaint::Complaint;
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Subcommand;
use domain::compartment::Role;
use domain::id::NodeId;
use serde_json::json;
use store::PeerInfo;

/// Other nodes.
#[derive(Debug, Subcommand)]
pub enum Peer {
    /// Nodes known by a card
    List,
    /// Say where a node is reached, and whether it relays for this one
    Set {
        /// The name on its card, or its id
        node: String,
        /// http://host:port
        #[arg(long)]
        url: Option<String>,
        /// It stores and hands on everything of this node, sealed: yes or no
        #[arg(long, value_name = "YES-OR-NO", value_parser = yes_or_no)]
        relays: Option<bool>,
    },
    /// A node was lost: what it wrote up to now counts, what comes after is held
    Revoke {
        /// The name on its card, or its id
        node: String,
    },
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("say yes or no".into()),
    }
}

impl Peer {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Peer::List => list(ctx),
            Peer::Set { node, url, relays } => set(ctx, node, url.as_deref(), *relays),
            Peer::Revoke { node } => revoke(ctx, node),
        }
    }
}

/// A node by name or id.
pub fn known<'a>(peers: &'a [PeerInfo], asked: &str) -> Result<&'a PeerInfo, Complaint> {
    let found = peers.iter().find(|p| p.name == asked || p.node.to_string() == asked);
    if peers.is_empty() {
        return Err(cards());
    }
    found.ok_or_else(|| Complaint::unknown("node", asked, "`relais peer list` lists those that are known."))
}

/// Nobody is known yet.
pub fn cards() -> Complaint {
    Complaint::new(
        4,
        "No other node is known here.",
        "Exchange cards first: `relais member card --out FILE` there, `relais member invite FILE` here, and the other way round.",
    )
}

fn list(ctx: &mut Context<'_>) -> Done {
    let peers = ctx.store.peers(ctx.actor)?;
    let mut table = Table::new(&["name", "address", "relays", "node"]);
    for p in &peers {
        let relays = if p.relays { "yes" } else { "" };
        table.row([p.name.clone(), p.url.clone(), relays.into(), p.node.to_string()]);
    }
    let values: Vec<_> = peers
        .iter()
        .map(|p| json!({ "node": p.node, "name": p.name, "url": p.url, "relays": p.relays }))
        .collect();
    ctx.table(&table, &values, "No other node is known here.")
}

fn set(ctx: &mut Context<'_>, node: &str, url: Option<&str>, relays: Option<bool>) -> Done {
    let peers = ctx.store.peers(ctx.actor)?;
    let peer = known(&peers, node)?;
    if let Some(url) = url {
        super::exchange::line(url)?;
    }
    let (url, relays) = (url.unwrap_or(&peer.url), relays.unwrap_or(peer.relays));
    ctx.store.set_peer(ctx.actor, &peer.node, url, relays)?;
    let value = json!({ "node": peer.node, "name": peer.name, "url": url, "relays": relays });
    let carries = if relays { "; it relays for this node" } else { "" };
    ctx.done(format!("{} is reached at {url}{carries}.", peer.name), &value)
}

fn revoke(ctx: &mut Context<'_>, node: &str) -> Done {
    let peers = ctx.store.peers(ctx.actor)?;
    let id = match NodeId::parse(node) {
        Some(id) => id,
        None => known(&peers, node)?.node,
    };
    let mut revoked = Vec::new();
    for compartment in ctx.compartments(|role| role == Role::Keeper)? {
        match ctx.store.revoke(ctx.actor, &compartment.id, &id) {
            Ok(()) => revoked.push(compartment.name),
            Err(store::Problem::Unknown(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    if revoked.is_empty() {
        return Err(Complaint::unknown("node", node, "It writes in no compartment that you keep."));
    }
    ctx.done(
        format!("Revoked in {}. What it writes from now on is held.", revoked.join(", ")),
        &json!({ "node": id, "compartments": revoked }),
    )?;
    ctx.remark("Whoever's passphrase may be lost with it: relais member remove NAME")
}
