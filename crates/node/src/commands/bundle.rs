//! `relais bundle`: what two nodes would say to one another, in one sealed file for the courier.

use super::peer::known;
use crate::complaint::{self, Complaint};
use crate::context::{Context, Done};
use crate::table::Table;
use clap::Subcommand;
use domain::id::MemberId;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Bundles.
#[derive(Debug, Subcommand)]
pub enum Bundle {
    /// Make one for named members; nobody else can open it
    Make {
        /// For whom; may be given again
        #[arg(long = "for", value_name = "MEMBER", required = true)]
        recipients: Vec<String>,
        /// Where it is written
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Leave out what the node of this card is known to have
        #[arg(long, value_name = "NAME")]
        known_by: Option<String>,
    },
    /// Take one in
    Open {
        /// The file
        file: PathBuf,
    },
    /// What it shows without being taken in
    Show {
        /// The file
        file: PathBuf,
    },
}

impl Bundle {
    /// Runs it.
    pub fn run(&self, ctx: &mut Context<'_>) -> Done {
        match self {
            Bundle::Make { recipients, out, known_by } => make(ctx, recipients, out, known_by.as_deref()),
            Bundle::Open { file } => open(ctx, file),
            Bundle::Show { file } => show(ctx, file),
        }
    }
}

fn make(ctx: &mut Context<'_>, names: &[String], out: &Path, known_by: Option<&str>) -> Done {
    let mut compartments = ctx.compartments(|_| true)?;
    // What one sees by break-glass leaves in no bundle.
    compartments.retain(|c| c.glass_until.is_none());
    let mut recipients = Vec::new();
    for name in names {
        recipients.push(recipient(ctx, name)?);
    }
    let peers = ctx.store.peers(ctx.actor)?;
    let known_by = known_by.map(|name| known(&peers, name)).transpose()?.map(|p| p.node);
    let ids: Vec<_> = compartments.iter().map(|c| c.id).collect();
    let path = ctx.path(out);
    let made = ctx.store.make_bundle(ctx.actor, &recipients, &ids, known_by.as_ref(), &path)?;
    let listed: Vec<&str> = compartments.iter().map(|c| c.name.as_str()).collect();
    ctx.done(
        format!(
            "{}: {} entries and {} attachments of {}, {} letters, {} kB, for {}.",
            path.display(),
            made.entries,
            made.attachments,
            listed.join(", "),
            made.letters,
            made.bytes.div_ceil(1000),
            names.join(", ")
        ),
        &json!({
            "file": path, "entries": made.entries, "attachments": made.attachments, "letters": made.letters,
            "bytes": made.bytes,
            "compartments": ids, "for": recipients,
        }),
    )
}

/// Whoever it is for: of this node, of a card, or of a compartment you belong to.
fn recipient(ctx: &Context<'_>, name: &str) -> Result<MemberId, Complaint> {
    let here = ctx.store.members()?.into_iter().map(|m| (m.member, m.name));
    let cards = ctx.store.acquaintances()?.into_iter().map(|a| (a.member, a.name));
    let compartments = ctx.store.compartments(ctx.actor)?;
    let others = compartments.iter().flat_map(|c| &c.members).filter(|m| m.3).map(|m| (m.0, m.1.clone()));
    let found = here.chain(cards).chain(others).find(|(id, n)| n == name || id.to_string() == name);
    found
        .map(|(id, _)| id)
        .ok_or_else(|| Complaint::unknown("member", name, "`relais member list` lists those who are known."))
}

fn open(ctx: &mut Context<'_>, file: &Path) -> Done {
    let path = ctx.path(file);
    std::fs::metadata(&path).map_err(|e| complaint::file(&path, &e))?;
    let shown = ctx.store.show_bundle(ctx.actor, &path)?;
    let met = ctx.store.open_bundle(ctx.actor, &path)?;
    let by = shown.inside.map(|inside| inside.by);
    let peers = ctx.store.peers(ctx.actor)?;
    let peer = peers.iter().find(|p| Some(p.node) == by).cloned();
    let own = store::PeerInfo {
        node: by.unwrap_or_default(),
        name: "This node".into(),
        url: String::new(),
        relays: false,
    };
    let bytes = std::fs::metadata(&path)?.len();
    super::exchange::report(ctx, &peer.unwrap_or(own), &met, bytes)
}

fn show(ctx: &mut Context<'_>, file: &Path) -> Done {
    let path = ctx.path(file);
    std::fs::metadata(&path).map_err(|e| complaint::file(&path, &e))?;
    let shown = ctx.store.show_bundle(ctx.actor, &path)?;
    let all = ctx.store.compartments(ctx.actor)?;
    let mut table = Table::new(&["what", "value"]);
    table.row(["bundle".into(), shown.outside.bundle.clone()]);
    table.row(["recipients".into(), shown.outside.recipients.to_string()]);
    table.row(["sealed bytes".into(), shown.outside.sealed.to_string()]);
    let inside = shown.inside.as_ref().map(|inside| {
        let made = domain::entry::Stamp::at_unix_ms(inside.made_ms as i64).day();
        table.row(["made by node".into(), inside.by.to_string()]);
        table.row(["made on".into(), made.to_string()]);
        for (compartment, entries) in &inside.entries {
            let known = all.iter().find(|c| c.id == *compartment).map(|c| c.name.clone());
            table.row([known.unwrap_or_else(|| compartment.to_string()), format!("{entries} entries")]);
        }
        json!({
            "by": inside.by, "made": made,
            "compartments": inside.entries.iter().map(|(c, n)| json!({ "compartment": c, "entries": n })).collect::<Vec<_>>(),
        })
    });
    if inside.is_none() {
        ctx.remark("It is not for you: this is all that anybody can see of it.")?;
    }
    ctx.table(&table, &json!({ "outside": shown.outside, "inside": inside }), "")
}
